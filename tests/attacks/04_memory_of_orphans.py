# id: 4
# title: many orphans in sessions of their own, each below the limit
# category: memory
# timeout_s: 12
# needs: none
# limits: mem_mb=400
# expect_status: oom
# verdict: The sum counts, whoever the parent is.
# host_check: peak of the tree within the limit's slack
import json
import os
import signal
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


for i in range(12):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            signal.alarm(10)
            hoard = bytearray(80_000_000)
            hoard[::4096] = b"x" * len(hoard[::4096])
            open(f"held{i}", "w").close()
            time.sleep(6)
        os._exit(0)
    time.sleep(0.05)
time.sleep(3)
held = sum(os.path.exists(f"held{i}") for i in range(12))
say("ESCAPED" if held == 12 else "BLOCKED", f"{held} of 12 held 80 MB")
