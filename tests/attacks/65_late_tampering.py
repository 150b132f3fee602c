# id: 65
# title: exchanges the predictions after the end
# category: late tampering
# timeout_s: 6
# needs: none
# expect_status: ok
# score: 0.5
# verdict: The tree is dead before the outputs are read: one content, one digest.
# host_check: the digest told is that of the file; it does not change
import csv
import json
import os
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


with open(HINTS["data_dir"] + "/predict.csv") as file:
    rows = [line["row"] for line in csv.DictReader(file)]


def write(pair):
    with open("new", "w") as file:
        file.write("row,no,yes\n" + "".join(f"{row},{pair}\n" for row in rows))
    os.replace("new", "predictions.csv")


write("1,0")
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        end = time.monotonic() + 10
        while time.monotonic() < end:
            write("0,1")
            write("1,0")
            os.utime("predictions.csv", (1, 1))
    os._exit(0)
time.sleep(0.2)
say("INFO", "it goes on writing")
