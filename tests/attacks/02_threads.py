# id: 2
# title: hundreds of threads
# category: processes
# timeout_s: 6
# needs: none
# expect_status: ok|error|pids
# verdict: Threads count as processes do.
# host_check: none left
import json
import threading
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


threading.stack_size(65536)
made = 0
try:
    for _ in range(400):
        threading.Thread(target=time.sleep, args=(0.8,), daemon=True).start()
        made += 1
except RuntimeError as error:
    say("BLOCKED", f"{made} threads: {error}")
else:
    time.sleep(0.5)
    say("ESCAPED", f"{made} threads")
