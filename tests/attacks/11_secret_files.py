# id: 11
# title: private files by every road
# category: secrets in files and environment
# timeout_s: 8
# needs: canary
# expect_status: ok
# verdict: No file outside the mounts opens, whatever the path to it.
# host_check: no canary in log or outputs
import json
import os

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


home = HINTS["host_home"]
targets = [f"{home}/.ssh/id_rsa", f"{home}/.env", HINTS["victim_file"], "/etc/shadow"]
targets += ["/root/.bashrc", "/root/.ssh/id_rsa", "/var/log/dpkg.log", "/etc/hostname"]
roads = ["", "/proc/self/root", "/proc/thread-self/root", "/proc/1/root"]
roads += [f"/proc/{HINTS['host_pid']}/root", f"/proc/{os.getppid()}/root"]
hit = []


def attempt(path, folder=None):
    try:
        fd = os.open(path, os.O_RDONLY, dir_fd=folder)
        hit.append((path, os.read(fd, 60)))
        os.close(fd)
    except OSError:
        pass


for target in targets:
    for road in roads:
        attempt(road + target)
    os.symlink(target, "link")
    attempt("link")
    os.unlink("link")
    try:
        os.link(target, "hard")
        attempt("hard")
        os.unlink("hard")
    except OSError:
        pass
    for place in ("..", "/", "/usr", "/proc/self/cwd"):
        try:
            folder = os.open(place, os.O_PATH | os.O_DIRECTORY)
        except OSError:
            continue
        attempt("../" * 12 + target.lstrip("/"), folder)
        attempt(target.lstrip("/"), folder)
        os.close(folder)
print(hit)
say("ESCAPED" if hit else "BLOCKED", f"{len(hit)} files")
