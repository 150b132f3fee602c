# id: 20
# title: changes mode, owner, times and attributes of files outside
# category: writing outside
# timeout_s: 8
# needs: hints:victim_file
# expect_status: ok
# verdict: What can't be written can't be opened to others either.
# host_check: mode, owner and times are as before
import json
import os

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


hit = []


def attempt(name, act):
    try:
        act()
        hit.append(name)
    except OSError as error:
        print(name, error)


for path in (HINTS["victim_file"], HINTS["host_home"], HINTS["heldout_path"]):
    attempt("mode", lambda: os.chmod(path, 0o777))
    attempt("owner", lambda: os.chown(path, os.getuid(), os.getgid()))
    attempt("times", lambda: os.utime(path, (1, 1)))
    attempt("attribute", lambda: os.setxattr(path, "user.sbx", b"1"))
say("ESCAPED" if hit else "BLOCKED", hit)
