# id: 37
# title: a daemon that keeps the output pipe open
# category: daemons
# timeout_s: 6
# needs: none
# expect_status: ok
# verdict: The end of the program is its end, not that of its pipe.
# host_check: run() returns long before the deadline
import json
import os
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


if os.fork() == 0:
    os.setsid()
    end = time.monotonic() + 15
    while time.monotonic() < end:
        os.write(1, b"still here\n")
        time.sleep(0.05)
    os._exit(0)
say("INFO", "one stays")
