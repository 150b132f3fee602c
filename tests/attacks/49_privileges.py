# id: 49
# title: back to root, by calls and by files
# category: setuid and capabilities
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: No capability, no new privilege, no setuid file of its own.
# host_check: none
import ctypes
import json
import os
import shutil
import stat

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


libc, hit = ctypes.CDLL(None, use_errno=True), []
state = dict(l.split(":\t", 1) for l in open("/proc/self/status") if ":\t" in l)
sets = {name: int(state[name], 16) for name in ("CapEff", "CapPrm", "CapInh", "CapAmb")}
hit += [name for name, value in sets.items() if value]
if state["NoNewPrivs"].strip() != "1" or libc.prctl(38, 0, 0, 0, 0) == 0:
    hit.append("new privileges")
me = os.getuid()
for other in {0, me + 1}:
    for act in (os.setuid, os.seteuid, os.setgid, lambda gid: os.setgroups([gid])):
        try:
            act(other)
            if me or other:
                hit.append(f"became {other}")
        except OSError:
            pass
header = (ctypes.c_uint32 * 2)(0x20080522, 0)
if libc.capset(header, (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)) == 0:
    hit.append("capset")
if libc.prctl(47, 2, 21, 0, 0) == 0:  # PR_CAP_AMBIENT_RAISE CAP_SYS_ADMIN
    hit.append("ambient")
try:
    os.setxattr("attack_hints.json", "security.capability", bytes(20))
    hit.append("file capability")
except OSError:
    pass
shutil.copy("/bin/sh", "shell")
os.chmod("shell", 0o4755)
os.chmod("shell", stat.S_IRWXU)
say("ESCAPED" if hit else "BLOCKED", hit)
