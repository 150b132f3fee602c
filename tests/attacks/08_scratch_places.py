# id: 8
# title: fills every place outside the work folder that can be written
# category: tmpfs and shm
# timeout_s: 15
# needs: none
# limits: mem_mb=400 disk_mb=100
# expect_status: ok|disk|oom|error
# verdict: Scratch space is private and limited; /dev, /run, /var/tmp are closed.
# host_check: nothing new in the host's /dev/shm
import json
import os
import tempfile
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


written, wrong = {}, []
places = [tempfile.gettempdir(), os.path.expanduser("~"), "/tmp", "/dev/shm", "/dev"]
places += ["/run", "/var/tmp", "/run/lock", "/mnt", "/opt", "/", "/proc", "/sys"]
for place in places:
    try:
        with open(os.path.join(place, f"sbx-fill-{os.getpid()}"), "wb", 0) as file:
            written[place] = 0
            for _ in range(250):
                written[place] += file.write(b"x" * 1_000_000)
                time.sleep(0.001)
    except OSError as error:
        print(place, error)
wrong = [place for place in places[4:] if place in written]
total = sum(written.values())
say("ESCAPED" if wrong or total > 800_000_000 else "BLOCKED", f"{written} {wrong}")
