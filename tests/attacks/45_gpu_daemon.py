# id: 45
# title: a daemon that stays on the GPU
# category: GPU persistence
# timeout_s: 60
# needs: gpu torch
# limits: gpus=1 mem_mb=8000
# expect_status: ok
# verdict: It dies with the run, and its device memory is free again.
# host_check: no process left
import json
import os
import sys
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


code = "import torch, time; x = torch.ones(10**8, device='cuda');"
code += "open('up', 'w').close(); time.sleep(60)"
if os.fork() == 0:
    os.setsid()
    os.execv(sys.executable, [sys.executable, "-c", code])
while not os.path.exists("up"):
    time.sleep(0.1)
say("INFO", "a daemon holds 400 MB")
