"""First process of every sandbox: confines one program, runs it, and outlives it.

A script, run by path as `python -I -S launch.py STATUS_FD`; it imports nothing but the
standard library. Standard input carries one line of JSON (the order), then `T` to ask
the program to end; its end of file means: kill everything. Facts go to STATUS_FD as
lines of JSON, which the program cannot write because it never holds that descriptor.
A container engine passes no descriptors on: there STATUS_FD is 2, and what the program
writes to its standard error goes to its standard output.
"""

# Plain os calls: importing pathlib doubles the time that this script takes to start.
# ruff: noqa: PTH112, PTH123, PTH208

import _socket
import base64
import ctypes
import fcntl
import json
import os
import resource
import select
import signal
import struct
import sys
import time

_libc = ctypes.CDLL(None, use_errno=True)

_SET_PDEATHSIG, _SET_DUMPABLE, _SET_SECCOMP, _CAPBSET_READ = 1, 4, 22, 23
_CAPBSET_DROP, _SET_SECUREBITS, _SET_CHILD_SUBREAPER = 24, 28, 36
_SET_NO_NEW_PRIVS, _CAP_AMBIENT = 38, 47
_NEWNS, _NEWIPC, _NEWUSER, _NEWNET = 0x20000, 0x8000000, 0x10000000, 0x40000000
_MS_NOSUID, _MS_NODEV, _MS_BIND, _MS_REC = 2, 4, 1 << 12, 1 << 14
_MS_PRIVATE, _AT_RECURSIVE = 1 << 18, 0x8000
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_LIST = 8  # read a directory
_READ = 1 | 4 | _LIST  # execute, read a file
_EDIT = 2 | 4 | 8 | 1 << 14  # write and empty files that exist; nothing is made or run
_FILE = 1 | 2 | 4 | 1 << 14 | 1 << 15  # the rights that a plain file can carry


def _prctl(option: int, *args: int) -> None:
    padded = [ctypes.c_ulong(a) for a in (*args, 0, 0, 0, 0)[:4]]
    if _libc.prctl(option, *padded) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option}")


def _mount(source: str, target: str, kind: str, flags: int, options: str) -> None:
    words = [word.encode() for word in (source, target, kind)]
    if _libc.mount(*words, flags, options.encode()) != 0:
        raise OSError(ctypes.get_errno(), f"mount {target}")


def _set_readonly(path: str, on: bool, below: int = 0) -> None:
    attributes = (ctypes.c_uint64 * 4)(int(on), int(not on), 0, 0)  # mount_setattr(2)
    if _libc.syscall(442, -100, path.encode(), below, attributes, 32) != 0:
        raise OSError(ctypes.get_errno(), f"mount_setattr {path}")


def leave_host(shm_mb: int, writable: list[str]) -> None:
    """An empty network with its own loopback, own System V memory, own /dev/shm, and
    no way to change owner, mode or times of files outside `writable`.

    Root needs CAP_SYS_ADMIN for it, others a user namespace in which they stay who
    they are.
    """
    uid, gid = os.getuid(), os.getgid()
    flags = _NEWNS | _NEWIPC | _NEWNET | (_NEWUSER if uid else 0)
    if _libc.unshare(flags) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    maps = ("setgroups", "deny"), ("uid_map", uid), ("gid_map", gid)
    for name, text in maps if uid else ():
        with open(f"/proc/self/{name}", "w") as file:
            file.write("deny" if text == "deny" else f"{text} {text} 1")
    _mount("none", "/", "", _MS_REC | _MS_PRIVATE, "")  # nothing of it gets to the host
    for path in writable:
        _mount(path, path, "", _MS_BIND, "")
    _set_readonly("/", True, _AT_RECURSIVE)
    for path in (*writable, "/proc"):  # threads are named by writing below /proc/self
        _set_readonly(path, False)
    options = f"mode=1777,size={shm_mb * 1_000_000}"
    _mount("tmpfs", "/dev/shm", "tmpfs", _MS_NOSUID | _MS_NODEV, options)
    loopback = struct.pack("16sh14x", b"lo", 1)  # ifreq with IFF_UP, netdevice(7)
    handle = _socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM)
    fcntl.ioctl(handle.fileno(), 0x8914, loopback)  # SIOCSIFFLAGS
    handle.close()


def drop_privileges(uid: int | None, keep_root: bool) -> None:
    """Lose every capability, for good, and become `uid` if one is given.

    `keep_root` says that user 0 without capabilities is what was asked for.
    """
    if os.getuid() == 0:
        with open("/proc/sys/kernel/cap_last_cap") as file:
            last = int(file.read())
        for capability in range(last + 1):
            if _libc.prctl(_CAPBSET_READ, capability) == 1:  # an engine drops them too
                _prctl(_CAPBSET_DROP, capability)
        _prctl(_CAP_AMBIENT, 4)  # PR_CAP_AMBIENT_CLEAR_ALL
        if keep_root:
            _prctl(_SET_SECUREBITS, 0b101111)  # user 0 gains nothing by exec; locked
    if uid is not None:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    if _libc.capset(header, (ctypes.c_uint32 * 6)()) != 0:
        raise OSError(ctypes.get_errno(), "capset")
    _prctl(_SET_NO_NEW_PRIVS, 1)


def restrict_files(rules: list[list[str]], abi: int, tcp: bool = False) -> None:
    """Landlock: only the paths of `rules`, no signal to anyone outside, TCP only if
    `tcp`.

    `rules` are (path, "list" | "read" | "edit" | "write"); paths that don't exist are
    skipped.
    """
    bits = {1: 13, 2: 14, 3: 15, 4: 15}.get(abi, 16)
    everything = (1 << bits) - 1
    fields = (everything, 0 if abi < 4 or tcp else 3, 3 if abi >= 6 else 0)
    words = 3 if abi >= 6 else 2 if abi >= 4 else 1
    attributes = (ctypes.c_uint64 * 3)(*fields)
    ruleset = _libc.syscall(_LANDLOCK_CREATE, attributes, 8 * words, 0)
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), "landlock_create_ruleset")
    # no devices are ever made: bits 6 (character) and 11 (block) stay refused
    writing = everything & ~(1 << 6 | 1 << 11)
    for path, kind in rules:
        try:
            fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except FileNotFoundError:
            continue
        kinds = {"list": _LIST, "read": _READ, "edit": _EDIT, "write": writing}
        rights = kinds[kind] & everything
        if not os.path.isdir(path):
            rights &= _FILE
        rule = rights.to_bytes(8, "little") + fd.to_bytes(4, "little")
        if _libc.syscall(_LANDLOCK_ADD, ruleset, 1, rule, 0) != 0:
            raise OSError(ctypes.get_errno(), f"landlock_add_rule {path}")
        os.close(fd)
    if _libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0) != 0:
        raise OSError(ctypes.get_errno(), "landlock_restrict_self")
    os.close(ruleset)


def filter_calls(program: bytes) -> None:
    """Install a seccomp filter (array of `struct sock_filter`) on this process."""

    class Filter(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_char_p)]

    header = Filter(len(program) // 8, program)
    _prctl(_SET_SECCOMP, 2, ctypes.addressof(header))


def _become_program(order: dict) -> None:
    """In the child: confine, then exec. Returns only by an exception."""
    os.setsid()
    for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
    os.chdir(order["cwd"])
    os.umask(0o022)
    for name, value in order["rlimits"].items():
        kind = getattr(resource, "RLIMIT_" + name)
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))
    if order["cores"]:
        os.sched_setaffinity(0, order["cores"])
    if order["landlock"]:
        restrict_files(**order["landlock"])
    if order["seccomp"]:
        filter_calls(base64.b64decode(order["seccomp"]))
    os.execve(order["argv"][0], order["argv"], order["env"])


def start(order: dict) -> tuple[int, str]:
    """Fork the program; return its pid and what kept it from starting, if anything."""
    error_r, error_w = os.pipe()  # close-on-exec: its silent end means exec worked
    child = os.fork()
    if child == 0:
        try:
            os.close(error_r)
            _become_program(order)
        except BaseException as error:  # nothing may run half confined
            os.write(error_w, f"{type(error).__name__}: {error}".encode()[:2000])
        finally:
            os._exit(127)
    os.close(error_w)
    with open(error_r, "rb") as pipe:
        return child, pipe.read().decode(errors="replace")


def _descendants() -> list[int]:
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", "rb") as file:
                    parents[int(name)] = int(file.read().rsplit(b")", 1)[1].split()[1])
            except OSError:
                continue
    found, new = [], [os.getpid()]
    while new:
        new = [pid for pid, parent in parents.items() if parent in new]
        found += new
    return found


def kill_all(child: int) -> int | None:
    """Kill and reap every descendant; return the wait status of `child` if seen."""
    status = None
    while True:
        try:
            if os.getpid() == 1:
                os.kill(-1, signal.SIGKILL)
            else:
                for pid in _descendants():
                    os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        try:
            while (reaped := os.waitpid(-1, os.WNOHANG)) != (0, 0):
                status = reaped[1] if reaped[0] == child else status
        except ChildProcessError:
            return status  # as reaper of all orphans: no child means no descendant
        time.sleep(0.002)


def stand_by(child: int, wake: int) -> int | None:
    """Reap until `child` ends and return its wait status; None when told to kill."""
    poller = select.poll()
    poller.register(0, select.POLLIN | select.POLLHUP)
    poller.register(wake, select.POLLIN)
    while True:
        try:
            while (reaped := os.waitpid(-1, os.WNOHANG)) != (0, 0):
                if reaped[0] == child:
                    return reaped[1]
        except ChildProcessError:
            return None
        for fd, _ in poller.poll():
            data = os.read(fd, 64)
            if (fd == wake and signal.SIGTERM in data) or (fd == 0 and not data):
                return None
            if fd == 0 and b"T" in data:
                os.kill(child, signal.SIGTERM)


def _read_order() -> dict:
    line = b""
    while not line.endswith(b"\n"):
        if not (data := os.read(0, 1)):
            sys.exit(1)
        line += data
    return json.loads(line)


def main() -> None:
    """Take the order, run it, report, leave nothing alive."""
    status_fd = int(sys.argv[1])
    engine = status_fd == 2
    if engine:
        status_fd = os.dup(2)
        os.dup2(1, 2)
    os.set_inheritable(status_fd, False)
    os.closerange(3, status_fd)
    os.closerange(status_fd + 1, os.sysconf("SC_OPEN_MAX"))

    def tell(**fact: object) -> None:
        os.write(status_fd, json.dumps(fact).encode() + b"\n")

    if engine:  # it holds the order back until it knows our pid
        tell(ready=True)
    order = _read_order()
    wake_r, wake_w = os.pipe()
    os.set_blocking(wake_w, False)
    signal.set_wakeup_fd(wake_w, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    if order["parent"] is not None:
        # sent when the supervisor dies; PID 1 has no handler, so nobody can send it
        signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        _prctl(_SET_CHILD_SUBREAPER, 1)
        if order["apart"]:
            leave_host(**order["apart"])
        if order["drop"]:
            drop_privileges(order["uid"], order["keep_root"])
        _prctl(_SET_DUMPABLE, 0)  # the program can't open our /proc/PID/fd
        if order["parent"] is not None:
            _prctl(_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != order["parent"]:
                sys.exit(1)
        began = time.monotonic()
        child, failure = start(order)
    except (OSError, KeyError, ValueError) as error:
        tell(failed=f"{type(error).__name__}: {error}")
        sys.exit(1)
    tell(**({"failed": failure} if failure else {"started": True}))
    status = stand_by(child, wake_r)
    rest = kill_all(child)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    tell(
        wait=rest if status is None else status,
        cpu=used.ru_utime + used.ru_stime,
        rss_kb=used.ru_maxrss,
        seconds=time.monotonic() - began,
    )
    while engine and os.read(0, 64):  # its cgroup is read before it goes with us
        continue


if __name__ == "__main__":
    main()
