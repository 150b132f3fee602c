# id: 66
# title: dies with a core full of memory
# category: core dumps
# timeout_s: 8
# needs: none
# expect_status: error
# verdict: No core is written, and the limit on it can't be lifted.
# host_check: nothing new in the work folder
import ctypes
import json
import resource

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


hoard = b"x" * 50_000_000
try:
    resource.setrlimit(resource.RLIMIT_CORE, (-1, -1))
    say("ESCAPED", "cores are unlimited")
except (OSError, ValueError) as error:
    say("BLOCKED", error)
ctypes.string_at(0)
