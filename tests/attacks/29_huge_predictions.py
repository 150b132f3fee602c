# id: 29
# title: predictions of hundreds of megabytes, most of it one cell
# category: malformed predictions
# timeout_s: 12
# needs: none
# expect_status: ok|disk
# verdict: Refused by size before a byte is read.
# host_check: readers stay within time and memory
import json
import os

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


with open("predictions.csv", "wb") as file:
    file.write(b"row,no,yes\n" + b'"' * 40_000_000)
    file.truncate(250_000_000)
say("INFO", f"{os.path.getsize('predictions.csv')} bytes")
