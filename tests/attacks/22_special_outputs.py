# id: 22
# title: results that are pipes, sockets, folders and devices
# category: symlinked, FIFO and device outputs
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: No reader waits for a pipe or takes one for a file.
# host_check: readers come back
import json
import os
import socket
import stat

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


os.mkfifo("metrics.jsonl")
os.mkfifo("weights.safetensors")
os.mkdir("predictions.csv")
handle = socket.socket(socket.AF_UNIX)
handle.bind("result.json")
hit = []
for name, device in (("inputs.json", (1, 5)), ("disk", (8, 0)), ("memory", (1, 1))):
    for kind in (stat.S_IFCHR, stat.S_IFBLK):
        try:
            os.mknod(name, 0o666 | kind, os.makedev(*device))
            hit.append(name)
        except OSError as error:
            print(error)
say("ESCAPED" if hit else "INFO", hit)
