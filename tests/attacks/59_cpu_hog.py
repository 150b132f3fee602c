# id: 59
# title: more processes that compute than there are cores
# category: CPU hogging
# timeout_s: 1
# needs: none
# expect_status: timeout
# verdict: It ends in time, and its CPU time is told.
# host_check: none left
import json
import os
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


for _ in range(3):
    os.fork()
end = time.monotonic() + 10
while time.monotonic() < end:
    sum(i * i for i in range(10_000))
