# id: 26
# title: predictions that unpack to gigabytes
# category: malformed predictions
# timeout_s: 10
# needs: none
# expect_status: ok
# verdict: Nothing is ever unpacked; only plain CSV is read.
# host_check: refused in bounded time and memory
import gzip
import json
import os
import zipfile
import zlib

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


packer = zlib.compressobj(9, zlib.DEFLATED, 31)
megabyte = bytes(1 << 20)
packed = b"".join(packer.compress(megabyte) for _ in range(64)) + packer.flush()
with open("predictions.csv", "wb") as file:
    file.write(packed * 16)  # 1 GB in 1 MB
with zipfile.ZipFile("predictions.npz", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("predictions.npy", bytes(1 << 26))
with gzip.open("predictions.csv.gz", "wb") as file:
    file.write(b"row,no,yes\n")
os.link("predictions.npz", "weights.safetensors")
say("INFO", f"{os.path.getsize('predictions.csv')} bytes")
