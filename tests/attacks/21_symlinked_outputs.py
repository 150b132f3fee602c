# id: 21
# title: results that are links to secrets
# category: symlinked, FIFO and device outputs
# timeout_s: 8
# needs: hints:victim_file
# expect_status: ok
# verdict: No reader follows a link.
# host_check: targets unchanged, no canary in outputs or copies
import json
import os

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


os.symlink(HINTS["heldout_path"], "predictions.csv")
os.symlink(HINTS["victim_file"], "weights.safetensors")
os.symlink("/dev/zero", "metrics.jsonl")
os.symlink("result.json", "result.json")
os.symlink("/proc/self/environ", "inputs.json")
os.symlink(os.path.dirname(HINTS["heldout_path"]), "checkpoint")
os.symlink("..", "again")
say("INFO", "six links")
