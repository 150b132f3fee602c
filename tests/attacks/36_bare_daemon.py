# id: 36
# title: a daemon without a parent, session, folder or environment
# category: daemons
# timeout_s: 6
# needs: none
# expect_status: ok
# verdict: Whatever it sheds, it dies with the run.
# host_check: beat.txt does not grow; no process left
import json
import os
import sys
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


place = os.path.abspath("beat.txt")
beat = f"""
import os, time
fd = os.open({place!r}, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
end = time.monotonic() + 15
while time.monotonic() < end:
    os.write(fd, b"x")
    time.sleep(0.01)
"""
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.chdir("/")
        os.closerange(0, 64)
        os.execve(sys.executable, ["[kworker/0:1]", "-I", "-S", "-c", beat], {})
    os._exit(0)
while not os.path.exists("beat.txt"):
    time.sleep(0.02)
say("INFO", "it beats")
