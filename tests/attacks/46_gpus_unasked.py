# id: 46
# title: device nodes of GPUs that were not given
# category: other GPUs
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: Without a GPU in the limits there is no node of one.
# host_check: none
import glob
import json
import os

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


names = [
    *HINTS["gpu_nodes"],
    "/dev/nvidiactl",
    "/dev/nvidia-uvm",
    "/dev/dxg",
    "/dev/kfd",
]
names += [f"/dev/nvidia{i}" for i in range(8)] + glob.glob("/dev/dri/*")
hit = []
for name in names:
    try:
        os.close(os.open(name, os.O_RDWR))
        hit.append(name)
    except OSError:
        pass
say("ESCAPED" if hit else "BLOCKED", f"{hit} of {len(set(names))} names")
