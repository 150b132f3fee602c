# id: 34
# title: a family that ignores every polite signal and starts new members
# category: ignored SIGTERM
# timeout_s: 1
# needs: none
# expect_status: timeout
# verdict: After the grace the whole tree dies, also what was just being born.
# host_check: no process left
import json
import os
import signal
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


def ignore(*_):
    if os.fork() == 0:
        time.sleep(10)
        os._exit(0)


for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGUSR1):
    signal.signal(number, ignore)
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for _ in range(3):
    os.fork()
end = time.monotonic() + 10
while time.monotonic() < end:
    if (child := os.fork()) == 0:
        time.sleep(0.02)
        os._exit(0)
    time.sleep(0.01)
