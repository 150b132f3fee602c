# id: 25
# title: looks for hidden labels wherever it can
# category: held-out labels
# timeout_s: 12
# needs: canary
# expect_status: ok
# verdict: Labels of rows to predict are nowhere.
# host_check: no canary in log or outputs; nothing to score
import json
import os
import re
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


wanted = re.compile(rb"\br\d+,(select|test),|SBX_CANARY_HELD")
began, hit, seen = time.monotonic(), [], 0
run = os.path.dirname(os.path.dirname(HINTS["heldout_path"]))
roots = [run, "/proc/self/cwd/..", HINTS["data_dir"], HINTS["data_dir"] + "/../splits"]
roots += ["..", "../..", "/job", "/tmp", "/home", "/work", "/srv", "/data", "/var/lib"]
for root in roots:
    for folder, _, names in os.walk(root):
        if time.monotonic() - began > 2:
            break
        for name in names:
            path = os.path.join(folder, name)
            if name.endswith((".py", ".pyc", ".so")):
                continue
            try:
                fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
                text = os.read(fd, 4096) if os.path.isfile(path) else b""
                os.close(fd)
            except OSError:
                continue
            seen += 1
            if wanted.search(text):
                hit.append(path)
for pid in (HINTS["host_pid"], os.getppid()):
    for number in range(64):
        try:
            hit.append(os.readlink(f"/proc/{pid}/fd/{number}"))
        except OSError:
            pass
say("ESCAPED" if hit else "BLOCKED", f"{hit} of {seen} files")
