# id: 44
# title: takes all memory of the GPU
# category: GPU memory
# timeout_s: 60
# needs: gpu torch
# limits: gpus=1 vram_mb=2000 mem_mb=8000
# expect_status: vram_oom|error
# verdict: Stopped at the limit, seen from outside.
# host_check: peak_vram_mb near the limit; memory is back afterwards
import json
import time

import torch

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


hoard = []
for _ in range(40):
    hoard.append(torch.ones(50_000_000, device="cuda"))
    torch.cuda.synchronize()
    time.sleep(0.05)
say("ESCAPED", "8 GB on the device")
