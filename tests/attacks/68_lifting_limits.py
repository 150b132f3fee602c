# id: 68
# title: raises its own limits
# category: lifting one's own limits
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: What was set stays; only lower is allowed.
# host_check: none
import ctypes
import json
import os
import resource

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


libc, hit = ctypes.CDLL(None, use_errno=True), []
for name in ("DATA", "FSIZE", "NOFILE", "CORE", "MSGQUEUE"):
    kind = getattr(resource, "RLIMIT_" + name, 12)
    soft, hard = resource.getrlimit(kind)
    if hard == resource.RLIM_INFINITY:
        hit.append(f"{name} is unlimited")
    for wanted in ((-1, -1), (soft + 1, hard + 1)):
        try:
            resource.setrlimit(kind, wanted)
            hit.append(name)
        except (OSError, ValueError):
            pass
try:
    os.write(os.open("/proc/self/oom_score_adj", os.O_WRONLY), b"-1000")
    hit.append("last to be killed for memory")
except OSError:
    pass
if libc.prctl(22, 0, 0, 0, 0) == 0 or libc.prctl(28, 0, 0, 0, 0) == 0:
    hit.append("filter or secure bits")
for root, _, names in os.walk("/sys/fs/cgroup"):
    for name in names:
        if name.endswith((".max", "limit_in_bytes", "procs", "_quota_us")):
            try:
                os.close(os.open(os.path.join(root, name), os.O_WRONLY))
                hit.append(name)
            except OSError:
                pass
say("ESCAPED" if hit else "BLOCKED", hit)
