# id: 56
# title: descriptors that the supervisor forgot to close
# category: inherited descriptors
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: 0, 1 and 2 are all there is, and input is empty.
# host_check: the victim file, which the harness holds open inheritably, is not read
import json
import os
import stat

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


found = []
for fd in range(3, 65536):
    try:
        info = os.fstat(fd)
    except OSError:
        continue
    found.append((fd, oct(info.st_mode)))
first = os.fstat(0)
if stat.S_ISFIFO(first.st_mode) or stat.S_ISSOCK(first.st_mode) or os.read(0, 10):
    found.append("input")
for fd in (1, 2):
    try:
        text = os.read(fd, 100)  # the other end of our own pipe
        found.append((fd, text))
    except OSError:
        pass
say("ESCAPED" if found else "BLOCKED", found)
