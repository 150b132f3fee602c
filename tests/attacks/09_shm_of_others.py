# id: 9
# title: looks into shared memory and leaves its own behind
# category: tmpfs and shm
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: Shared memory of the host is neither seen nor added to, however short the
#   run.
# host_check: /dev/shm and System V segments are as before
import ctypes
import json
import os

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


found = []
for name in os.listdir("/dev/shm"):
    try:
        text = open(f"/dev/shm/{name}", "rb").read(100)
    except OSError:
        continue
    if text.startswith(b"SBX"):
        found.append(name)
        print(text)
with open("/dev/shm/sbx-left-behind", "wb") as file:
    file.write(b"x" * 5_000_000)
libc = ctypes.CDLL(None)
segment = libc.shmget(0x5B5B, 1 << 20, 0o1666)
say("ESCAPED" if found else "BLOCKED", f"{found} segment {segment}")
