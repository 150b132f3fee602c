# id: 60
# title: terabytes that take no room
# category: sparse files
# timeout_s: 10
# needs: none
# limits: disk_mb=1100
# expect_status: ok|disk|error
# verdict: Neither listing nor copying reads what was never written.
# host_check: the supervisor's own CPU time is bounded
import json
import os

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


with open("real", "wb") as file:
    file.write(os.urandom(1 << 20) * 60)
for i in range(300):  # 18 GB, if each were read
    os.link("real", f"linked{i:03}")
made = 0
try:
    for i in range(300):
        with open(f"sparse{i:03}", "wb") as file:
            file.truncate(1_000_000_000)
        made += 1
    os.link("sparse000", "weights.safetensors")
    with open("huge", "wb") as file:
        file.truncate(10**13)
    say("ESCAPED", "a file of 10 TB")
except OSError as error:
    say("BLOCKED", f"{made} GB; {error}")
