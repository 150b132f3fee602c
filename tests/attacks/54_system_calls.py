# id: 54
# title: calls that no training needs, with harmless arguments
# category: dangerous system calls
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: Refused by the filter before the kernel looks at them.
# host_check: none
import ctypes
import errno
import json
import os
import socket

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


libc = ctypes.CDLL(None, use_errno=True)
page = ctypes.create_string_buffer(4096)
both = {
    "open_tree": (428, -100, b".", 1),
    "mount_setattr": (442, -100, b"/", 0, page, 32),
}
both |= {"fsopen": (430, b"tmpfs", 0), "move_mount": (429, -1, b"", -1, b"", 0)}
both |= {"memfd_secret": (447, 0), "quotactl_fd": (443, -1, 0, 0, page)}
both |= {"process_madvise": (440, -1, page, 1, 4, 0), "fspick": (433, -1, b"/", 0)}
x86 = {"chroot": (161, b"."), "kexec_file_load": (320, -1, -1, 0, b"", 0)}
x86 |= {
    "name_to_handle": (303, -100, b"/", page, page, 0),
    "kcmp": (312, 1, 1, 0, 0, 0),
}
x86 |= {"fanotify": (300, 0, 0), "syslog": (103, 3, page, 100), "swapoff": (168, b"/x")}
x86 |= {"delete_module": (176, b"x", 0), "modify_ldt": (154, 0, page, 16)}
x86 |= {"ioperm": (173, 0x80, 1, 1), "vhangup": (153,), "umount2": (166, b"/nx", 0)}
x86 |= {
    "userfaultfd": (323, 0),
    "bpf": (321, 5, page, 48),
    "migrate": (256, 0, 0, 0, 0),
}
calls = both | (x86 if os.uname().machine == "x86_64" else {})
answers = {}
for name, words in calls.items():
    done = libc.syscall(*words)
    answers[name] = errno.errorcode[ctypes.get_errno()] if done < 0 else "done"
for family in (17, 38, 40, 15, 29, 31, 44, 21, 9):
    for kind in (socket.SOCK_RAW, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
        try:
            socket.socket(family, kind).close()
            answers[f"family {family}"] = "done"
        except OSError as error:
            answers.setdefault(f"family {family}", errno.errorcode[error.errno])
refused = ("EPERM", "ENOSYS", "EAFNOSUPPORT")
reached = {k: v for k, v in answers.items() if v not in refused and k != "migrate"}
say("ESCAPED" if reached else "BLOCKED", reached or len(answers))
