# id: 47
# title: uses the GPU next to the one it was given
# category: other GPUs
# timeout_s: 60
# needs: gpu twogpus torch
# limits: gpus=1 mem_mb=8000
# expect_status: ok
# verdict: One device was given, one is there.
# host_check: none
import glob
import json
import os

import torch

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


os.environ["CUDA_VISIBLE_DEVICES"] = "0,1,2,3"
open_ = []
for name in glob.glob("/dev/nvidia[0-9]*"):
    try:
        os.close(os.open(name, os.O_RDWR))
        open_.append(name)
    except OSError:
        pass
count = torch.cuda.device_count()
say("ESCAPED" if count > 1 or len(open_) > 1 else "BLOCKED", f"{count} {open_}")
