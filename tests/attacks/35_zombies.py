# id: 35
# title: children that nobody waits for, half of them orphaned
# category: zombies
# timeout_s: 6
# needs: none
# expect_status: ok
# verdict: Orphans are reaped while it runs, the rest when it ends.
# host_check: no process left
import json
import os
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


for _ in range(15):
    if os.fork() == 0:
        if os.fork() == 0:
            time.sleep(0.1)
        os._exit(0)
time.sleep(0.6)
say("INFO", "15 zombies, 15 orphans")
