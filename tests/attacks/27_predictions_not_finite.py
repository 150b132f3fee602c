# id: 27
# title: NaN among good predictions
# category: malformed predictions
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: Refused, with the row named; no number comes of it.
# host_check: no score
import csv
import json

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


with open(HINTS["data_dir"] + "/predict.csv") as file:
    rows = [line["row"] for line in csv.DictReader(file)]
odd = ["nan,nan", "1e999,-1e999", "inf,0", "0x1,0", "1_0,-9", "\u0661,\u0660"]
with open("predictions.csv", "w") as file:
    file.write("row,no,yes\n")
    for i, row in enumerate(rows):
        file.write(f"{row},{odd[i] if i < len(odd) else '0.5,0.5'}\n")
say("INFO", "six odd rows")
