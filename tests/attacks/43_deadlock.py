# id: 43
# title: a lock that is held across a fork
# category: deadlocks
# timeout_s: 8
# needs: none
# limits: idle_s=1
# expect_status: stalled
# verdict: No work and no word for idle_s: stalled, before the deadline.
# host_check: no process left
import json
import os
import threading

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


lock = threading.Lock()
lock.acquire()
child = os.fork()
if child == 0:
    lock.acquire()
os.waitpid(child, 0)
