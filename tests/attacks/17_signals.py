# id: 17
# title: signals to others, by every call that sends one
# category: ptrace and signals
# timeout_s: 8
# needs: hints:victim_pid
# expect_status: ok
# verdict: Nobody outside gets a signal, directly or as the owner of a descriptor.
# host_check: the victim is alive and not stopped
import ctypes
import fcntl
import json
import os
import signal
import socket
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


libc = ctypes.CDLL(None, use_errno=True)
victim, hit = HINTS["victim_pid"], []


def attempt(name, act):
    try:
        act()
        hit.append(name)
    except OSError as error:
        print(name, error)


def call(*words):
    if libc.syscall(*words) < 0:
        raise OSError(ctypes.get_errno(), "refused")


x86 = os.uname().machine == "x86_64"
attempt("kill", lambda: os.kill(victim, signal.SIGSTOP))
attempt("group", lambda: os.killpg(os.getpgid(victim), signal.SIGCONT))
attempt("tgkill", lambda: call(234 if x86 else 131, victim, victim, 19))
attempt("tkill", lambda: call(200 if x86 else 130, victim, 19))
attempt("queue", lambda: call(129 if x86 else 138, victim, 19, bytes(128)))
attempt("pidfd", lambda: signal.pidfd_send_signal(os.pidfd_open(victim), 19))
one, other = socket.socketpair()
try:
    fcntl.fcntl(one, 10, signal.SIGSTOP)  # F_SETSIG
    fcntl.fcntl(one, fcntl.F_SETOWN, victim)
    fcntl.fcntl(one, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
    other.send(b"x")
    time.sleep(0.1)
except OSError as error:
    print("owner", error)
say("ESCAPED" if hit else "BLOCKED", hit)
