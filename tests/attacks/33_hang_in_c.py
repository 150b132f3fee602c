# id: 33
# title: hangs in C with every signal masked
# category: hangs in C
# timeout_s: 1
# needs: none
# expect_status: timeout
# verdict: The kill does not depend on Python.
# host_check: no process left
import ctypes
import json
import re
import signal
import threading

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
threading.Thread(target=re.match, args=("(a*)*b", "a" * 40), daemon=True).start()
ctypes.PyDLL(None).sleep(20)
