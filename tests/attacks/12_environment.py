# id: 12
# title: keys in any environment
# category: secrets in files and environment
# timeout_s: 8
# needs: canary
# expect_status: ok
# verdict: The environment is an allow-list, and other processes' can't be read.
# host_check: no canary in the log
import json
import os
import re

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


secret = re.compile(rb"KEY|TOKEN|SECRET|PASSW|PROXY|SSH_|SBX_CAN")
found = [name for name in os.environb if secret.search(name)]
pids = {HINTS["host_pid"], HINTS["victim_pid"], os.getppid(), 1}
try:
    pids |= {int(name) for name in os.listdir("/proc") if name.isdigit()}
except OSError:
    pass
for pid in pids - {os.getpid()}:
    for name in ("environ", "auxv", "maps", "stack", f"task/{pid}/environ"):
        try:
            text = open(f"/proc/{pid}/{name}", "rb").read()
        except OSError:
            continue
        if secret.search(text):
            print(text)
            found.append((pid, name))
say("ESCAPED" if found else "BLOCKED", found)
