# id: 52
# title: keys that outlive the process
# category: keyring
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: No keyring is joined, read or added to.
# host_check: none
import ctypes
import json
import os

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


libc = ctypes.CDLL(None, use_errno=True)
x86 = os.uname().machine == "x86_64"
add, ask, control = (248, 249, 250) if x86 else (217, 218, 219)
hit = []
for ring in (-3, -4, -5):  # session, user, user session
    if libc.syscall(add, b"user", b"sbx", b"1", 1, ring) >= 0:
        hit.append(f"added to {ring}")
    if libc.syscall(control, 0, ring, 1) >= 0:
        hit.append(f"joined {ring}")
if libc.syscall(ask, b"user", b"sbx", None, 0) >= 0:
    hit.append("asked")
say("ESCAPED" if hit else "BLOCKED", hit)
