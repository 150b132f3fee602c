# id: 61
# title: a tree that resists removal
# category: undeletable trees
# timeout_s: 10
# needs: none
# expect_status: ok|disk
# verdict: It can be listed, counted and removed.
# host_check: the work folder is gone afterwards
import fcntl
import json
import os
import struct

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


os.makedirs("closed/inner/most")
open("closed/inner/most/file", "w").write("x")
for path in ("closed/inner/most/file", "closed/inner/most", "closed/inner", "closed"):
    os.chmod(path, 0)
with open("immutable", "w") as file:
    try:
        fcntl.ioctl(file, 0x40086602, struct.pack("l", 0x30))  # immutable, append-only
        say("ESCAPED", "an immutable file")
    except OSError as error:
        print(error)
top = os.getcwd()
for i in range(40):
    os.mkdir("n" * 200)
    os.chdir("n" * 200)
os.chdir(top)
os.mkdir("deep")
os.chdir("deep")
for _ in range(1500):
    os.mkdir("d")
    os.chdir("d")
os.chdir(top)
say("INFO", "closed, long and deep")
