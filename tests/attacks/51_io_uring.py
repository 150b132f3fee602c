# id: 51
# title: a ring that does what the filter does not see
# category: io_uring
# timeout_s: 8
# needs: none
# expect_status: ok|error
# verdict: The ring can't be set up, under neither of its numbers.
# host_check: none
import ctypes
import errno
import json
import os

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


libc, answers = ctypes.CDLL(None, use_errno=True), {}
parameters = ctypes.create_string_buffer(120)
numbers = [425, 426, 427]
if os.uname().machine == "x86_64":
    numbers += [0x40000000 | number for number in numbers]  # the x32 calls
for number in numbers:
    done = libc.syscall(number, 4, parameters, 0, 0, 0)
    code = 0 if done >= 0 else ctypes.get_errno()
    answers[number] = errno.errorcode.get(code, "done")
reached = {k: v for k, v in answers.items() if v not in ("EPERM", "ENOSYS")}
say("ESCAPED" if reached else "BLOCKED", answers)
