# id: 55
# title: puts words into a terminal's input
# category: TIOCSTI
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: Refused, also with bits above the 32 that the kernel reads; no terminal is
#   there.
# host_check: none
import ctypes
import json
import os
import pty

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


libc, hit = ctypes.CDLL(None, use_errno=True), []
number = 16 if os.uname().machine == "x86_64" else 29
try:
    os.close(os.open("/dev/tty", os.O_RDWR))
    hit.append("/dev/tty")
except OSError as error:
    print(error)
handles = [0, 1, 2]
try:
    handles += pty.openpty()
except OSError as error:
    print("no pty", error)
for handle in handles:
    for request in (0x5412, 0x5412 | 1 << 32, 0x541C, 0x541C | 7 << 40):
        if libc.syscall(number, handle, ctypes.c_ulong(request), b"\n") == 0:
            hit.append((handle, hex(request)))
say("ESCAPED" if hit else "BLOCKED", hit)
