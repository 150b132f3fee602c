# id: 53
# title: sets the clock, the name and its own importance
# category: clock and hostname
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: The machine's clock and name stay; no priority above that of others.
# host_check: none
import ctypes
import json
import os
import socket
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


libc, hit = ctypes.CDLL(None, use_errno=True), []


def attempt(name, act):
    try:
        act()
        hit.append(name)
    except OSError as error:
        print(name, error)


attempt("clock", lambda: time.clock_settime(time.CLOCK_REALTIME, time.time()))
attempt("name", lambda: socket.sethostname("sbx"))
attempt("nice", lambda: os.setpriority(os.PRIO_PROCESS, 0, -5))
attempt("real time", lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)))
now = (ctypes.c_long * 2)(int(time.time()), 0)
if libc.settimeofday(now, None) == 0:
    hit.append("settimeofday")
if libc.setdomainname(b"sbx", 3) == 0:
    hit.append("domain")
change = (ctypes.c_long * 32)(0x8000)
change[0] = 0x1  # ADJ_OFFSET of nothing
if libc.adjtimex(change) >= 0:
    hit.append("adjtimex")
say("ESCAPED" if hit else "BLOCKED", hit)
