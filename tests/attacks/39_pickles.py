# id: 39
# title: weights and checkpoints that run code when they are loaded
# category: pickles
# timeout_s: 8
# needs: hints:victim_file
# expect_status: ok
# verdict: Files are copied as bytes; nobody unpickles.
# host_check: victim_file unchanged
import json
import os
import pickle
import zipfile

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


class Touch:
    def __reduce__(self):
        return os.system, (f"echo broken >> {HINTS['victim_file']}",)


os.mkdir("checkpoint")
for name in ("weights.safetensors", "result.json", "inputs.json", "metrics.jsonl"):
    open(name, "wb").write(pickle.dumps(Touch()))
with zipfile.ZipFile("checkpoint/state.pt", "w") as archive:
    archive.writestr("archive/data.pkl", pickle.dumps(Touch()))
    archive.writestr("archive/version", "3\n")
say("INFO", "five pickles")
