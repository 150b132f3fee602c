# id: 50
# title: a namespace in which it is root
# category: user namespaces
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: No call and no program makes one.
# host_check: none
import ctypes
import json
import os
import shutil
import subprocess

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


libc, hit = ctypes.CDLL(None, use_errno=True), []
x86 = os.uname().machine == "x86_64"
clone, unshare, setns = (56, 272, 308) if x86 else (220, 97, 268)
for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000, 0x10020000):
    if libc.syscall(unshare, flag) == 0:
        hit.append(f"unshare {flag:x}")
    child = libc.syscall(clone, flag | 17, 0, 0, 0, 0)
    if child == 0:
        os._exit(0)
    if child > 0:
        hit.append(f"clone {flag:x}")
words = (ctypes.c_uint64 * 8)(0x10000000, 0, 0, 0, 17)
child = libc.syscall(435, words, 64)
if child == 0:
    os._exit(0)
if child > 0:
    hit.append("clone3")
for name in ("user", "net", "mnt", "pid"):
    try:
        fd = os.open(f"/proc/{HINTS['host_pid']}/ns/{name}", os.O_RDONLY)
        hit += ["setns"] if libc.syscall(setns, fd, 0) == 0 else []
    except OSError:
        pass
for command in (["unshare", "-Ur", "id"], ["bwrap", "--ro-bind", "/", "/", "id"]):
    if shutil.which(command[0]):
        done = subprocess.run(command, capture_output=True)
        hit += [command[0]] if done.returncode == 0 else []
say("ESCAPED" if hit else "BLOCKED", hit)
