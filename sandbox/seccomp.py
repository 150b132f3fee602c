"""System calls that no training needs are refused by the kernel: a BPF deny-list.

Built in plain Python (no libseccomp) for x86_64 and aarch64; see seccomp(2) and
linux/bpf_common.h. A deny-list narrows the kernel's surface; the walls are the mounts.
"""

import platform
import struct

_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# name: (x86_64, aarch64); None where the architecture has no such call.
_DENIED: dict[str, tuple[int | None, int | None]] = {
    # other processes, tracing, the kernel's own programs
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "pidfd_getfd": (438, 438),
    "kcmp": (312, 272),
    "perf_event_open": (298, 241),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    # io_uring opens files and sockets without the calls filtered here
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    # keyrings outlive the process
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    # mounts and namespaces
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264),
    # the machine
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "syslog": (103, 116),
    "lookup_dcookie": (212, 18),
    "fanotify_init": (300, 262),
    "vhangup": (153, 58),
    "iopl": (172, None),
    "ioperm": (173, None),
    "modify_ldt": (154, None),
    "nfsservctl": (180, 42),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    # memory that no process shows as its own, or that outlives all of them
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
}
_ARG0_AT, _ARG1_AT = 16, 24
# calls by which a user throttles all of his processes; where in them the pid stands
_OF_OTHERS: dict[str, tuple[int, int, int]] = {
    "prlimit64": (302, 261, _ARG0_AT),
    "setpriority": (141, 140, _ARG1_AT),
    "ioprio_set": (251, 30, _ARG1_AT),
    "sched_setaffinity": (203, 122, _ARG0_AT),
    "sched_setscheduler": (144, 119, _ARG0_AT),
    "sched_setparam": (142, 118, _ARG0_AT),
    "sched_setattr": (314, 274, _ARG0_AT),
    "migrate_pages": (256, 238, _ARG0_AT),
    "move_pages": (279, 239, _ARG0_AT),
}
# of these the first argument must say that it is a process: 0 would be all of its user
_ONE_PROCESS = {"setpriority": 0, "ioprio_set": 1}
_CLONE, _CLONE3 = (56, 220), (435, 435)
_IOCTL, _SOCKET = (16, 29), (41, 198)

# CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
_NEW_NAMESPACES = 0x7E020000
# TIOCSTI types into the terminal (CVE-2017-5226), TIOCLINUX pastes (CVE-2023-28100)
_TERMINAL = (0x5412, 0x541C)
_AF_UNIX, _AF_INET, _AF_INET6, _AF_NETLINK = 1, 2, 10, 16

_EPERM, _ENOSYS, _EAFNOSUPPORT = 1, 38, 97
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NR_AT, _ARCH_AT = 0, 4


def _op(code: int, k: int, true: int = 0, false: int = 0) -> bytes:
    return struct.pack("<HBBI", code, true, false, k)


def _refuse(errno: int) -> bytes:
    return _op(_RETURN, _ERRNO | errno)


def supported() -> bool:
    """Whether this machine's architecture has a filter."""
    return platform.machine() in _ARCH


def build(
    internet: bool,
    machine: str | None = None,
    others: bool = True,
    memfd: bool = False,
) -> bytes:
    """The filter as an array of `struct sock_filter`.

    `internet` leaves AF_INET, AF_INET6 and AF_NETLINK sockets open, for a backend whose
    network namespace is empty. Without `others`, limits and priorities can be set of
    the caller alone (pid 0), for a backend without a PID namespace. `memfd` leaves
    memfd_create open. Raises KeyError for an architecture without a table.
    """
    machine = machine or platform.machine()
    column = list(_ARCH).index(machine) if machine in _ARCH else -1
    arch = _ARCH[machine]
    families = (_AF_UNIX, _AF_INET, _AF_INET6, _AF_NETLINK) if internet else (_AF_UNIX,)
    program = [
        _op(_LOAD, _ARCH_AT),
        _op(_EQUAL, arch, 1, 0),
        _op(_RETURN, _KILL),  # 32-bit calls have other numbers: no way round the list
        _op(_LOAD, _NR_AT),
    ]
    if machine == "x86_64":  # the x32 calls are the same ones under other numbers
        program += [_op(_AT_LEAST, 0x40000000, 0, 1), _refuse(_ENOSYS)]
    # ENOSYS makes glibc fall back to clone, whose flags can be read here
    program += [_op(_EQUAL, _CLONE3[column], 0, 1), _refuse(_ENOSYS)]
    program += _argument(
        _CLONE[column], _ARG0_AT, [_op(_ANY_BIT, _NEW_NAMESPACES, 0, 1)], _EPERM
    )
    program += _argument(
        _IOCTL[column],
        _ARG1_AT,
        [_op(_EQUAL, _TERMINAL[0], 1, 0), _op(_EQUAL, _TERMINAL[1], 0, 1)],
        _EPERM,
    )
    allowed = [_op(_EQUAL, f, len(families) - i) for i, f in enumerate(families)]
    program += _argument(_SOCKET[column], _ARG0_AT, allowed, _EAFNOSUPPORT)
    for name, (*numbers, at) in {}.items() if others else _OF_OTHERS.items():
        tests = [_op(_EQUAL, 0, 1, 0)]
        if (which := _ONE_PROCESS.get(name)) is not None:
            tests = [_op(_EQUAL, 0, 0, 2), _op(_LOAD, _ARG0_AT)]
            tests.append(_op(_EQUAL, which, 1, 0))
        program += _argument(numbers[column], at, tests, _EPERM)
    for name, numbers in _DENIED.items():
        if memfd and name == "memfd_create":
            continue
        if (number := numbers[column]) is not None:
            # callers of memfd_create fall back on ENOSYS but not on EPERM
            errno = _ENOSYS if name == "memfd_create" else _EPERM
            program += [_op(_EQUAL, number, 0, 1), _refuse(errno)]
    program.append(_op(_RETURN, _ALLOW))
    return b"".join(program)


def _argument(number: int, at: int, tests: list[bytes], errno: int) -> list[bytes]:
    """Refuse call `number` by its argument at offset `at` (its low 32 bits).

    The jumps of `tests` end one step after them to refuse, two steps to allow.
    """
    body = [_op(_LOAD, at), *tests, _refuse(errno), _op(_RETURN, _ALLOW)]
    return [_op(_EQUAL, number, 0, len(body)), *body]
