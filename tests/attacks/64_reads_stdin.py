# id: 64
# title: waits for an answer
# category: reading stdin
# timeout_s: 5
# needs: none
# expect_status: error
# verdict: Input is at its end; the question fails at once.
# host_check: it does not take until the deadline
import getpass
import json
import sys

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


print(repr(sys.stdin.read()))
try:
    getpass.getpass("password? ")
except EOFError:
    pass
input("Continue? [y/N] ")
