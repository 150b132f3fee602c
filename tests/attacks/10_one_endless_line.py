# id: 10
# title: output without an end and without a line
# category: stdout floods
# timeout_s: 8
# needs: none
# expect_status: output_limit
# verdict: The log keeps head and tail in bounded memory.
# host_check: the supervisor does not grow; the log stays within log_kb
import json
import os

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


block = b"\xf0\x9f\x94" + b"\0\x1b[2J" * 20_000  # cut UTF-8, NUL, clear screen
for _ in range(8000):
    os.write(1, block)
    os.write(2, block)
say("ESCAPED", "1600 MB of log")
