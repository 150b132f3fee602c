# id: 28
# title: rows twice, rows of others, rows left out
# category: malformed predictions
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: Every row must be there once; a repeated row never wins.
# host_check: no score
import csv
import json

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


with open(HINTS["data_dir"] + "/predict.csv") as file:
    rows = [line["row"] for line in csv.DictReader(file)]
with open("predictions.csv", "w") as file:
    file.write("row,no,yes\n")
    for row in rows:
        file.write(f"{row},1,0\n{row},0,1\n")
    file.write("t0,0,1\n../r0,0,1\n,0,1\n")
say("INFO", "every row twice")
