# id: 41
# title: a million epochs and a result of many megabytes
# category: huge and malformed metrics
# timeout_s: 12
# needs: none
# expect_status: ok
# verdict: Readers take a bounded part.
# host_check: readers stay within time and memory
import json
import os

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


line = b'{"epoch": 1, "train_loss": 0.5, "valid_loss": 0.5, "seconds": 1.0}\n'
with open("metrics.jsonl", "wb") as file:
    file.write(line * 1_000_000)
with open("result.json", "wb") as file:
    file.write(b'{"patched": {' + b'"a": {"b": {"rows": 1}},' * 1_500_000 + b"}}")
say("INFO", f"{os.path.getsize('metrics.jsonl') // 10**6} MB")
