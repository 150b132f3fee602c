# id: 16
# title: reads and writes the memory of other processes
# category: ptrace and signals
# timeout_s: 8
# needs: hints:victim_pid
# expect_status: ok
# verdict: No process outside can be attached, read, written or robbed of a
#   descriptor.
# host_check: the victim is asleep and untraced
import ctypes
import json
import os

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


libc = ctypes.CDLL(None, use_errno=True)
x86 = os.uname().machine == "x86_64"
readv, writev = (310, 311) if x86 else (270, 271)
buffer = ctypes.create_string_buffer(64)
here = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), 64)
there = (ctypes.c_void_p * 2)(id(libc), 64)
hit = []
for pid in {HINTS["victim_pid"], HINTS["host_pid"], os.getppid()}:
    if libc.ptrace(0x4206, pid, 0, 0) == 0:  # SEIZE does not stop it
        hit.append(f"seized {pid}")
    for number in (readv, writev):
        if libc.syscall(number, pid, here, 1, there, 1, 0) > 0:
            hit.append(f"call {number} on {pid}")
    for name in ("mem", "syscall", "maps", "fd/0", "cwd/x", "exe"):
        try:
            os.close(os.open(f"/proc/{pid}/{name}", os.O_RDONLY))
            hit.append(f"{pid}/{name}")
        except OSError:
            pass
    try:
        handle = os.pidfd_open(pid)
    except OSError:
        continue
    if libc.syscall(438, handle, 1, 0) >= 0:  # pidfd_getfd
        hit.append(f"descriptor of {pid}")
say("ESCAPED" if hit else "BLOCKED", hit)
