# id: 58
# title: names of outputs that lead elsewhere
# category: artifact traversal
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: Listed as they are below the work folder, copied by fixed names only.
# host_check: no listed path is absolute or goes up
import io
import json
import os
import tarfile

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


names = [
    "..\\..\\evil",
    "line\nbreak",
    "-rf",
    "~root",
    "C:evil",
    "%2e%2e%2fevil",
    " ",
    "*",
]
names += ["n" * 255, "\u202egpj.exe", "$(touch evil)", "'; rm -rf ~ #", "\x1b[2Jname"]
for name in names:
    open(name, "w").write(name)
open(b"\xff\xfe", "wb").write(b"no text")
os.makedirs("... /.. /deep")
open("... /.. /deep/weights.safetensors", "w").close()
with tarfile.open("weights.safetensors", "w") as archive:
    for name in ("../../evil", "/etc/evil", "link/evil"):
        member = tarfile.TarInfo(name)
        member.size = 4
        archive.addfile(member, io.BytesIO(b"evil"))
say("INFO", f"{len(names)} names")
