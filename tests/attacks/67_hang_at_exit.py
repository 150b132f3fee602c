# id: 67
# title: finishes, and does not end
# category: hangs at exit
# timeout_s: 1
# needs: none
# expect_status: timeout
# verdict: Ended at the deadline.
# host_check: no process left
import atexit
import json
import threading
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


atexit.register(time.sleep, 30)
threading.Thread(target=time.sleep, args=(30,)).start()
say("INFO", "done")
