# id: 3
# title: memory that no data limit counts
# category: memory
# timeout_s: 12
# needs: none
# limits: mem_mb=400
# expect_status: oom|error
# verdict: Shared anonymous pages escape RLIMIT_DATA; the limit of the tree holds
#   them.
# host_check: peak of the tree within the limit's slack
import json
import mmap
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


pages = mmap.mmap(-1, 1_600_000_000)
for at in range(0, len(pages), 4096):
    pages[at] = 1
    if at % (4 << 20) == 0:
        time.sleep(0.002)
say("ESCAPED", "held 1600 MB")
