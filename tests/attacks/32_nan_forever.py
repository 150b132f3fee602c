# id: 32
# title: epochs of NaN without end
# category: NaN for ever
# timeout_s: 1
# needs: none
# expect_status: diverged|timeout
# verdict: It ends in time; what is kept of it is strict JSON.
# host_check: events hold no NaN
import json
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


with open("metrics.jsonl", "a") as file:
    for epoch in range(1, 10_000):
        file.write(f'{{"epoch": {epoch}, "train_loss": NaN, "valid_loss": Infinity}}\n')
        file.flush()
        print(f"epoch {epoch} loss nan", flush=True)
        time.sleep(0.01)
