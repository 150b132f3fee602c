"""Runs inside a sandbox: imports once, computes nothing, and forks for every request.

A script, run as `python zygote.py MODULES NAME PLACE [NAME PLACE …]`. The place of
`pipes` holds the two FIFOs it works on, that of `work` gets a folder per request.
Its children are untrusted and may have its user id. Without Landlock version 6 they
could fool it, and what it answers is a hint.
"""

# Plain os calls, as in launch.py, which lies beside this file wherever it is run.
# ruff: noqa: PTH100, PTH102, PTH103, PTH118, PTH120, PTH123, PTH208

import ctypes
import gc
import importlib
import json
import os
import random
import resource
import runpy
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator

import launch

_SET_DUMPABLE, _SET_CHILD_SUBREAPER = 4, 36
_KILL_S = 3.0
_SHM = "/dev/shm"
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")


def main() -> None:
    """Import, say ready, then serve one request after the other until none can come."""
    modules, *words = sys.argv[1:]
    places = dict(zip(words[::2], words[1::2], strict=True))
    _set(_SET_CHILD_SUBREAPER, 1)  # orphans of a child stay ours to kill
    _set(_SET_DUMPABLE, 0)  # a child can't reach these descriptors through /proc
    requests = os.open(os.path.join(places["pipes"], "requests"), os.O_RDONLY)
    answers = os.open(os.path.join(places["pipes"], "answers"), os.O_WRONLY)
    with open(os.path.join(sys.path.pop(0), "calls.bpf"), "rb") as file:
        calls = file.read()  # that folder is no place to import from
    for name in modules.split(","):
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # a collection in a child would copy every page it marks
    threads, landlock = _threads(), _landlock()
    shm = _entries()  # not empty: others use it, and it stays closed to our children
    _tell(answers, id=0, landlock=landlock, cpu_s=time.process_time())
    for request in _requests(requests):
        if (why := _unfit(threads)) is not None:
            _tell(answers, id=request["id"], refused=why)
            return
        work = os.path.join(places["work"], str(request["id"]))
        os.mkdir(work, 0o700)
        here = places | {"work": work}
        here |= {k: _place(word, places) for k, word in request["places"].items()}
        output, output_w = os.pipe()
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            for fd in (requests, answers, output):
                os.close(fd)
            writes = [work, *(_place(word, here) for word in request["writes"])]
            if request["shm"] and not shm:
                writes.append(_SHM)
            _become(request, here, work, writes, output_w, landlock, calls)
        os.close(output_w)
        answer = _follow(child, output, requests, request)
        wall_s = time.monotonic() - began
        if _entries() != shm:  # left for the next one to find
            answer["clean"] = False
        _tell(answers, id=request["id"], wall_s=wall_s, **answer)


def _unfit(threads: int) -> str | None:
    """Why this process may not be forked: someone has computed, and the child would
    hang; or it shares memory with its children, which one could leave to the next."""
    if _threads() > threads:
        return f"{_threads()} threads"
    with open("/proc/self/maps") as file:
        shared = [line for line in file if line.split()[1][1::2] == "ws"]
    return f"shared memory: {shared[0].strip()}" if shared else None


def _entries() -> list[str]:
    """What lies in /dev/shm; nothing where it can't be listed, nor written then."""
    try:
        return os.listdir(_SHM)
    except OSError:
        return ["?"]


def confine(
    writes: list[str], landlock: int, rlimits: dict[str, int], calls: bytes
) -> None:
    """What a child gives up on top of the sandbox it shares with its parent.

    It reads what the sandbox shows and writes to its own folders alone; it can neither
    signal nor trace its parent (Landlock version 6, kernel 6.12). `calls` is the filter
    by which nobody's limits and priority can be set but its own.
    """
    for name, value in rlimits.items():
        kind = getattr(resource, "RLIMIT_" + name)
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))
    if landlock:
        rules = [["/", "read"], *([path, "write"] for path in (*writes, *_DEVICES))]
        launch.restrict_files(rules, landlock, tcp=True)
    launch.filter_calls(calls)  # limits and priority of its parent stay as they are


def _become(
    request: dict,
    places: dict[str, str],
    work: str,
    writes: list[str],
    output: int,
    landlock: int,
    calls: bytes,
) -> None:
    """In the child: confine, seed, run the script; never returns."""
    code = 125
    try:
        os.setsid()
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.close(output)
        os.environ |= {"TMPDIR": work, "HOME": work}
        tempfile.tempdir = None
        argv = [_place(word, places) for word in request["argv"]]
        os.chdir(_place(request["cwd"], places))
        confine(writes, landlock, request["rlimits"], calls)
        _set(_SET_DUMPABLE, 1)
        _reseed()
        del sys.modules["launch"]
        code = _run(argv)
    except BaseException:  # nothing may go on half confined
        traceback.print_exc()
    finally:
        os._exit(code)


def _run(argv: list[str]) -> int:
    """Run a script as `python SCRIPT ARG…` does; its exit code."""
    sys.argv = argv
    sys.path.insert(0, os.path.dirname(argv[0]))
    code = 0
    try:
        runpy.run_path(argv[0], run_name="__main__")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if end.code is not None and not isinstance(end.code, int):
            print(end.code, file=sys.stderr)
    except BaseException as error:
        trace = error.__traceback__
        while trace and trace.tb_frame.f_code.co_filename != argv[0]:
            trace = trace.tb_next  # these frames are ours
        traceback.print_exception(type(error), error, trace)
        code = 1
    # threads that still run and what was left for the exit are not waited for
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return code & 0xFF


def _reseed() -> None:
    """New random states: a fork begins with those of its parent."""
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(random.getrandbits(63))


def _follow(child: int, output: int, requests: int, request: dict) -> dict:
    """Keep the ends of its output until it ends, its time is up or it has written too
    much; then kill the rest. Any word from outside meanwhile asks it to end, too."""
    deadline, grace = time.monotonic() + request["seconds"], request["grace"]
    kept, head, tail, total = request["kept"], bytearray(), bytearray(), 0
    handle = os.pidfd_open(child)
    poller = select.poll()
    for fd in (handle, output, requests):
        poller.register(fd, select.POLLIN)
    wait, rss_kb, cpu_s = None, 0, 0.0
    clean = ended = asked = late = flood = False
    while True:
        left = 0.0 if ended else deadline - time.monotonic()
        ready = [fd for fd, _ in poller.poll(1000 * max(0.0, left))]
        data = os.read(output, 1 << 16) if output in ready else b""
        total += len(data)
        room = kept - len(head)
        head += data[: max(0, room)]
        tail += data[max(0, room) :]
        del tail[: max(0, len(tail) - kept)]
        flood = flood or total > request["most"]
        over = time.monotonic() >= deadline
        if output in ready and not data:
            poller.unregister(output)
        if requests in ready:
            poller.unregister(requests)
            os.read(requests, 1 << 12)  # nothing, if there is nobody outside any more
            over = True
        if not ended and handle not in ready and over and not asked and not flood:
            late = asked = True
            os.kill(child, signal.SIGTERM)  # time to save what it has
            deadline = time.monotonic() + grace
        elif not ended and (handle in ready or over or flood):
            wait, cpu_s, rss_kb, clean = _end_all(child)
            poller.unregister(handle)
            ended = True  # from here on the output only runs dry
        elif ended and not data:
            break
    os.close(handle)
    os.close(output)
    return {
        "wait": wait,
        "late": late,
        "flood": flood,
        "clean": clean,
        "cpu_s": cpu_s,
        "rss_kb": rss_kb,
        "head": head.decode(errors="replace"),
        "tail": tail.decode(errors="replace"),
        "dropped": total - len(head) - len(tail),
    }


def _end_all(child: int) -> tuple[int | None, float, int, bool]:
    """Kill and reap every descendant: the wait status of `child`, the CPU seconds of
    all, the most memory of one in kB, and whether nobody is left. As reaper of all
    orphans: no child, no descendant.
    """
    wait, cpu_s, rss_kb = None, 0.0, 0
    deadline = time.monotonic() + _KILL_S
    while time.monotonic() < deadline:
        for pid in _children():
            os.kill(pid, signal.SIGKILL)
        try:
            while (reaped := os.wait4(-1, os.WNOHANG))[0]:
                pid, status, used = reaped
                cpu_s += used.ru_utime + used.ru_stime
                rss_kb = max(rss_kb, used.ru_maxrss)
                wait = status if pid == child else wait
        except ChildProcessError:
            return wait, cpu_s, rss_kb, True
        time.sleep(0.002)
    return wait, cpu_s, rss_kb, False


def _children() -> list[int]:
    """Processes whose parent this is. Of /proc, Landlock leaves only this folder."""
    found = []
    for thread in os.listdir("/proc/self/task"):
        with open(f"/proc/self/task/{thread}/children") as file:
            found += map(int, file.read().split())
    return found


def _threads() -> int:
    return len(os.listdir("/proc/self/task"))


def _landlock() -> int:
    """Version of the kernel's Landlock as far as this sandbox lets it be used; or 0."""
    create, version = 444, 1
    libc = ctypes.CDLL(None)
    return max(0, libc.syscall(create, None, ctypes.c_size_t(0), version))


def _requests(fd: int) -> Iterator[dict]:
    """Lines of JSON, until the other side closes; `end` came too late for its child."""
    rest = b""
    while data := os.read(fd, 1 << 16):
        *lines, rest = (rest + data).split(b"\n")
        yield from (json.loads(line) for line in lines if line != b"end")


def _tell(fd: int, **answer: object) -> None:
    data = json.dumps(answer).encode() + b"\n"
    while data:
        data = data[os.write(fd, data) :]


def _place(word: str, places: dict[str, str]) -> str:
    """`@name/rest` as a path, any other word as it is."""
    name, _, rest = word[1:].partition("/")
    if not word.startswith("@") or name not in places:
        return word
    return os.path.join(places[name], rest) if rest else places[name]


def _set(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, ctypes.c_ulong(value), *[ctypes.c_ulong(0)] * 3) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option}")


if __name__ == "__main__":
    main()
