# id: 19
# title: creates, changes and removes files outside
# category: writing outside
# timeout_s: 8
# needs: hints:victim_file
# expect_status: ok
# verdict: Only the work folder and scratch space can be written.
# host_check: victim, home and the run's folders are as before, to the inode and the
#   second
import json
import os

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


victim, hit = HINTS["victim_file"], []
near = os.path.dirname(victim)
open("mine", "w").write("mine")


def attempt(name, act):
    try:
        act()
        hit.append(name)
    except OSError as error:
        print(name, error)


attempt("append", lambda: open(victim, "a"))
attempt("truncate", lambda: os.truncate(victim, 0))
attempt("unlink", lambda: os.unlink(victim))
attempt("rename over", lambda: os.rename("mine", victim))
attempt("link out", lambda: os.link("mine", near + "/sbx-new"))
attempt("link in", lambda: os.link(victim, "alias"))
attempt("symlink out", lambda: os.symlink("x", near + "/sbx-link"))
attempt("mkdir", lambda: os.mkdir(near + "/sbx-folder"))
attempt("fifo", lambda: os.mkfifo(near + "/sbx-fifo"))
attempt("above", lambda: open("../sbx-above", "w"))
attempt("home", lambda: open(HINTS["host_home"] + "/.profile", "a"))
attempt("etc", lambda: open("/etc/sbx", "w"))
attempt("usr", lambda: open("/usr/lib/sbx", "w"))
attempt("unnamed", lambda: os.open(near, os.O_TMPFILE | os.O_RDWR))
say("ESCAPED" if hit else "BLOCKED", hit)
