# id: 5
# title: memory in the buffers of sockets
# category: memory
# timeout_s: 12
# needs: none
# limits: mem_mb=200
# expect_status: ok|oom|error
# open_bwrap: buffers of sockets and pipes are nobody's resident memory; without a
#   memory cgroup they are not counted
# open_landlock: as on bwrap
# verdict: Buffers in the kernel count as memory of the run.
# host_check: none besides the program's own count, which the kernel's refusals make
import json
import os
import resource
import signal
import socket

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


resource.setrlimit(resource.RLIMIT_NOFILE, (2048, 2048))
signal.alarm(10)
read, write = os.pipe()
for _ in range(4):
    if os.fork() == 0:
        signal.alarm(10)
        kept, held = [], 0
        try:
            while held < 75_000_000:
                a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
                a.setblocking(False)
                kept.append((a, b))
                try:
                    while True:
                        held += a.send(b"x" * 65536)
                except BlockingIOError:
                    pass
        except OSError as error:
            print(error)
        os.write(write, held.to_bytes(8, "little"))
        signal.pause()
total = sum(int.from_bytes(os.read(read, 8), "little") for _ in range(4))
say("ESCAPED" if total > 280_000_000 else "BLOCKED", f"{total // 10**6} MB in buffers")
os.killpg(0, signal.SIGTERM)
