# id: 62
# title: stops itself and its children
# category: stopping oneself
# timeout_s: 1
# needs: none
# expect_status: timeout
# verdict: A stopped process dies like any other.
# host_check: no process left
import json
import os
import signal

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


for _ in range(2):
    os.fork()
os.kill(os.getpid(), signal.SIGSTOP)
signal.pause()
