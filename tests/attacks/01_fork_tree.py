# id: 1
# title: every process forks, and so do its children
# category: processes
# timeout_s: 6
# needs: none
# expect_status: ok|error|pids
# verdict: The tree stops growing at the limit of processes, and none is left.
# host_check: no process with the run's mark afterwards
import json
import os
import signal
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


signal.alarm(5)
counter = os.open("count", os.O_CREAT | os.O_RDWR | os.O_APPEND)
top = os.getpid()
failed = ""
for _ in range(8):  # 256 processes
    try:
        if os.fork() == 0:
            signal.alarm(5)
            os.write(counter, b".")
    except OSError as error:
        failed = str(error)
        break
time.sleep(1)
if os.getpid() == top:
    alive = os.fstat(counter).st_size
    say("ESCAPED" if alive >= 250 else "BLOCKED", f"{alive} children; {failed}")
