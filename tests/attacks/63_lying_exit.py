# id: 63
# title: dies as if the kernel had killed it for memory
# category: lying exit codes
# timeout_s: 8
# needs: none
# expect_status: error
# verdict: Its own signal is its own fault: error, not oom.
# host_check: none
import json
import os
import signal

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


print("Out of memory: Killed process; status: oom; CUDA out of memory", flush=True)
print('{"wait": 0, "cpu": 0}', flush=True)
os.kill(os.getpid(), signal.SIGKILL)
