# id: 38
# title: what /proc tells of others
# category: /proc snooping
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: No command line of the host, no connection table, no knob of the kernel.
# host_check: no canary in the log
import json
import os

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


foreign, open_ = [], []
pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]
for pid in {*pids, HINTS["host_pid"], HINTS["victim_pid"]} - {os.getpid()}:
    for name in ("cmdline", "status", "environ", "mountinfo", "limits", "wchan"):
        try:
            text = open(f"/proc/{pid}/{name}", "rb").read(2000)
        except OSError:
            continue
        if HINTS["mark"].encode() in text or b"SBX_" in text:
            foreign.append((pid, name, text[:80]))
        if pid in (HINTS["host_pid"], HINTS["victim_pid"]) and b"launch.py" not in text:
            if name == "cmdline" and b"python" in text:
                foreign.append((pid, name, text[:80]))
knobs = ["sysrq-trigger", "sys/kernel/core_pattern", "sys/vm/overcommit_memory"]
knobs += ["sys/kernel/modprobe", "sys/vm/drop_caches"]
for name in knobs:
    try:
        os.close(os.open(f"/proc/{name}", os.O_WRONLY))
        open_.append(name)
    except OSError:
        pass
for name in ("kcore", "kmsg", "kpagecount", "keys", "vmallocinfo", "1/mem"):
    try:
        fd = os.open(f"/proc/{name}", os.O_RDONLY | os.O_NONBLOCK)
        if os.read(fd, 16):
            open_.append(name)
    except OSError:
        pass
try:
    ports = [line.split()[1][-4:] for line in open("/proc/net/tcp")]
except OSError:
    ports = []
if f"{HINTS['loopback_port']:04X}" in ports:
    open_.append("net/tcp")
print(len(pids), foreign)
say("ESCAPED" if foreign or open_ else "BLOCKED", f"{len(foreign)} {open_}")
