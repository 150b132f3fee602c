# id: 7
# title: thousands of empty files, folders, links
# category: inodes
# timeout_s: 12
# needs: none
# limits: files=1000
# expect_status: disk|error
# verdict: The number of names is limited as bytes are.
# host_check: the folder can be removed afterwards
import json
import os
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


for i in range(200):
    os.mkdir(f"d{i}")
    for j in range(20):
        open(f"d{i}/f{j}", "w").close()
        os.link(f"d{i}/f{j}", f"d{i}/h{j}")
        os.symlink("x", f"d{i}/s{j}")
    time.sleep(0.01)
say("ESCAPED", "12 200 names")
