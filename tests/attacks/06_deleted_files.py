# id: 6
# title: a full disk that no folder shows
# category: disk
# timeout_s: 12
# needs: none
# limits: disk_mb=60
# expect_status: disk|error
# verdict: Deleted files that are still open count.
# host_check: disk within the limit's slack
import json
import os
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


kept = []
for i in range(60):
    kept.append(os.open(f"gone{i}", os.O_CREAT | os.O_RDWR))
    os.unlink(f"gone{i}")
    os.write(kept[-1], os.urandom(1 << 20) * 8)
    time.sleep(0.02)
say("ESCAPED", "480 MB in deleted files")
