"""Hostile programs, bounded, judged from outside, against every isolating backend."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sandbox_runner import ISOLATING, MB, Runner, make_runner, processes_with, text


@pytest.fixture(params=ISOLATING)
def runner(request: pytest.FixtureRequest, tmp_path: Path) -> Runner:
    return make_runner(request.param, tmp_path)


@pytest.fixture
def victim() -> Iterator[subprocess.Popen[bytes]]:
    mark = f"ARGV_CANARY_{os.getpid()}"
    code = "import time; time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", code, mark])
    yield process
    process.kill()
    process.wait()


def test_ignored_sigterm_is_killed(runner: Runner) -> None:
    result = runner.run(
        """
import os, signal, time
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
os.fork()
while True:
    time.sleep(0.05)
""",
        wall_s=4,  # long enough for the interpreter to set its handlers
        grace_s=0.3,
    )
    assert (result.status, result.signal) == ("timeout", 9)
    assert 4.3 <= result.wall_s < 20


def test_program_that_stops_itself_is_killed(runner: Runner) -> None:
    source = "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)"
    result = runner.run(source, wall_s=0.5, grace_s=0.2)
    assert (result.status, result.signal) == ("timeout", 9)


def test_flood_of_output(runner: Runner) -> None:
    source = "import os\nwhile True: os.write(1, b'spam' * 10000)"
    result = runner.run(source, log_kb=16, log_max_mb=20)
    assert result.status == "output_limit"
    assert len(text(result)) == 16_000
    assert result.log.dropped >= 20 * MB - 16_000
    assert result.wall_s < 30


def test_memory_bomb(runner: Runner) -> None:
    source = """
import time
hoard = []
while len(hoard) < 900:
    hoard.append(b"x" * 1_000_000)
    time.sleep(0.001)
"""
    result = runner.run(source, mem_mb=200)
    assert result.status == "oom"
    assert 150 < result.peak_rss_mb < 300


def test_memory_in_one_piece_is_refused(runner: Runner) -> None:
    result = runner.run("bytearray(2_000_000_000)", mem_mb=200)
    assert (result.status, result.exit_code) == ("error", 1)
    assert "MemoryError" in text(result)


def test_memory_bomb_of_children(runner: Runner) -> None:
    result = runner.run(
        """
import os, time
for i in range(6):
    if os.fork() == 0:
        hoard = b"x" * 80_000_000
        time.sleep(8)
        os._exit(0)
    time.sleep(0.05)
time.sleep(8)
""",
        mem_mb=250,
    )
    assert result.status == "oom"
    assert result.peak_rss_mb < 500


def test_memory_in_shm(runner: Runner) -> None:
    result = runner.run(
        """
import time
with open("/dev/shm/forgeweld_bomb", "wb", 0) as file:
    for _ in range(300):
        file.write(b"x" * 1_000_000)
        time.sleep(0.002)
""",
        shm_mb=30,
        disk_mb=500,
    )
    full = "No space left" in text(result)  # a /dev/shm of its own has a size
    assert result.status == "oom" or full
    assert not Path("/dev/shm/forgeweld_bomb").exists()


def test_memory_that_nobody_shows_is_refused(runner: Runner) -> None:
    result = runner.run("""
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
try:
    os.memfd_create("hidden")
except OSError as error:
    print("memfd", error.errno)
print("shmget", libc.shmget(0, 1 << 20, 0o1600))
""")
    assert text(result) == "memfd 38\nshmget -1\n"


def test_disk_bomb(runner: Runner) -> None:
    source = """
import time
for i in range(400):
    with open(f"bomb{i}", "wb") as file:
        file.write(b"x" * 1_000_000)
    time.sleep(0.005)
"""
    result = runner.run(source, disk_mb=20)
    assert result.status == "disk"
    assert 20 < result.disk_mb < 80


def test_disk_bomb_in_a_deleted_file(runner: Runner) -> None:
    source = """
import os, time
files = []
for i in range(40):
    files.append(open("bomb", "wb", 0))
    os.unlink("bomb")
    files[-1].write(b"x" * 5_000_000)
    time.sleep(0.03)
"""
    result = runner.run(source, disk_mb=20)
    assert result.status == "disk"


def test_disk_bomb_behind_a_closed_folder(runner: Runner) -> None:
    source = """
import os, time
os.mkdir("closed")
os.chmod("closed", 0o300)
for i in range(400):
    with open(f"closed/bomb{i}", "wb") as file:
        file.write(b"x" * 1_000_000)
    time.sleep(0.01)
"""
    assert runner.run(source, disk_mb=20).status == "disk"


def test_huge_and_too_many_and_too_deep(runner: Runner) -> None:
    sparse = "open('sparse', 'wb').truncate(10**12)"
    result = runner.run(sparse)
    assert (result.status, result.exit_code) == ("error", 1)
    many = "import time\nfor i in range(400): open(str(i), 'w'); time.sleep(0.002)"
    result = runner.run(many + "\ntime.sleep(5)", files=100)
    assert (result.status, len(result.outputs)) == ("disk", 100)
    deep = "import os, time\nfor i in range(200): os.mkdir('d'); os.chdir('d')"
    result = runner.run(deep + "\ntime.sleep(5)")
    assert result.status == "disk"
    subprocess.run(["rm", "-rf", str(runner.work)], check=True)


def test_fork_bomb(runner: Runner) -> None:
    mark = f"forgeweld-bomb-{os.getpid()}"
    result = runner.run(
        """
import os, signal, time
signal.alarm(8)
count = 0
try:
    while count < 300:
        if os.fork() == 0:
            signal.alarm(8)
            time.sleep(8)
            os._exit(0)
        count += 1
        time.sleep(0.002)
except OSError as error:
    print("refused after", count, error.errno)
    os._exit(0)
time.sleep(5)
""",
        mark,
        pids=24,
    )
    if result.status == "ok":  # the kernel refused
        assert 15 < int(text(result).split()[2]) <= 24
    else:  # the watcher saw it
        assert result.status == "pids"
    assert processes_with(mark) == []


def test_daemon_is_dead_before_outputs_are_read(runner: Runner) -> None:
    mark = f"forgeweld-daemon-{os.getpid()}"
    result = runner.run(
        """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(0, 64)
        end = time.time() + 15
        while time.time() < end:
            with open("beat", "w") as file:
                file.write(str(time.time()))
            time.sleep(0.002)
    os._exit(0)
time.sleep(0.4)
""",
        mark,
    )
    assert result.status == "ok"
    assert processes_with(mark) == []
    before = (runner.work / "beat").read_bytes()
    time.sleep(0.2)
    assert (runner.work / "beat").read_bytes() == before


def test_links_and_pipes_are_no_outputs(runner: Runner) -> None:
    secret = runner.work.parent / "secret.txt"
    secret.write_text("FILE_CANARY")
    result = runner.run(
        """
import os, socket, sys
os.symlink(sys.argv[1], "predictions.csv")
os.symlink("/", "root")
os.mkfifo("result.json")
socket.socket(socket.AF_UNIX).bind("socket")
open("real", "w").close()
""",
        str(secret),
    )
    assert result.status == "ok"
    assert [f.path for f in result.outputs] == ["real"]
    assert secret.read_text() == "FILE_CANARY"
    assert secret.stat().st_uid == os.getuid()


def test_secrets_are_out_of_reach(
    runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "ENV_CANARY")
    secret = runner.work.parent / "secret.txt"
    secret.write_text("FILE_CANARY")
    result = runner.run(
        """
import os, sys
for path in sys.argv[1:]:
    for before in ("", "/proc/self/root", "/proc/1/root"):
        try:
            print(open(before + path).read())
        except OSError:
            print("refused")
print(dict(os.environ))
for pid in range(1, 70000):
    try:
        print(open(f"/proc/{pid}/environ").read() if pid != os.getpid() else "")
    except OSError:
        pass
""",
        str(secret),
        "/etc/shadow",
    )
    assert result.status == "ok"
    assert text(result).count("refused") == 6
    assert "CANARY" not in text(result)


def test_host_cannot_be_written(runner: Runner) -> None:
    result = runner.run(
        """
import os, sys
for path in (*sys.argv[1:], "/usr/x", "/etc/x", "/x", "/dev/x", "/launch.py"):
    try:
        open(path, "a").write("x")
        print("wrote", path)
    except OSError:
        print("refused")
open(os.environ["TMPDIR"] + "/x", "w")
open(os.path.expanduser("~/x"), "w")
""",
        str(runner.work.parent / "program" / "main.py"),
        str(runner.work.parent / "new"),
        sys.executable,
    )
    expected = ["refused"] * 8
    if any("it owns its /dev" in note for note in result.isolation.notes):
        expected[6] = "wrote /dev/x"  # its own, and gone with it
    assert (result.status, text(result).splitlines()) == ("ok", expected)


def test_network_and_loopback(runner: Runner) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        abstract = socket.socket(socket.AF_UNIX)
        name = f"\0forgeweld-{os.getpid()}"
        abstract.bind(name)
        abstract.listen()
        result = runner.run(
            """
import socket, sys, time
began = time.monotonic()
def tried(family, kind, address):
    try:
        s = socket.socket(family, kind)
        s.settimeout(3)
        s.connect(address)
        s.send(b"x")
        print("reached", address)
    except OSError:
        print("refused")
tried(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", int(sys.argv[1])))
tried(socket.AF_INET, socket.SOCK_STREAM, ("192.0.2.1", 80))
tried(socket.AF_INET, socket.SOCK_DGRAM, ("192.0.2.1", 53))
tried(socket.AF_UNIX, socket.SOCK_STREAM, chr(0) + sys.argv[2])
print(time.monotonic() - began < 1)
""",
            str(listener.getsockname()[1]),
            name[1:],
        )
        abstract.close()
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert text(result) == "refused\n" * 4 + "True\n"


def test_processes_of_the_host(runner: Runner, victim: subprocess.Popen[bytes]) -> None:
    result = runner.run(
        """
import ctypes, os, signal, sys
libc = ctypes.CDLL(None)
for pid in map(int, sys.argv[1:]):
    try:
        os.kill(pid, signal.SIGUSR1)
        print("signalled", pid)
    except OSError:
        pass
    if libc.ptrace(16, pid, 0, 0) == 0:
        print("traced", pid)
    for name in ("mem", "environ", "cmdline"):
        try:
            print(name, open(f"/proc/{pid}/{name}", "rb").read(200))
        except OSError:
            pass
""",
        str(victim.pid),
        str(os.getpid()),
    )
    assert (result.status, text(result)) == ("ok", "")
    assert victim.poll() is None


def test_launcher_is_out_of_reach(runner: Runner) -> None:
    result = runner.run("""
import os, signal
parent = os.getppid()
for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM):
    try:
        os.kill(parent, number)
    except OSError:
        pass
for fd in range(64):
    try:
        os.write(os.open(f"/proc/{parent}/fd/{fd}", os.O_WRONLY), b'{"wait": 0}')
        print("wrote", fd)
    except OSError:
        pass
print(os.getppid() == parent, [fd for fd in range(3, 64) if os.path.exists(
    f"/proc/self/fd/{fd}")])
raise SystemExit(7)
""")
    assert (result.status, result.exit_code) == ("error", 7)
    assert text(result) == "True []\n"


def test_privileges_and_calls(runner: Runner) -> None:
    result = runner.run("""
import ctypes, json, os, resource
libc = ctypes.CDLL(None, use_errno=True)
status = dict(l.split(":\\t", 1) for l in open("/proc/self/status") if ":\\t" in l)
def call(*args):
    return "open" if libc.syscall(*args) >= 0 else os.strerror(ctypes.get_errno())
nr = {"x86_64": (272, 425, 250, 165), "aarch64": (97, 425, 219, 40)}[os.uname().machine]
try:
    resource.setrlimit(resource.RLIMIT_DATA, (-1, -1))
    lifted = True
except (OSError, ValueError):
    lifted = False
stdin = os.read(0, 10)
print(json.dumps({
    "caps": [int(status[k], 16) for k in ("CapEff", "CapPrm", "CapBnd", "CapAmb")],
    "no_new_privs": status["NoNewPrivs"].strip(), "seccomp": status["Seccomp"].strip(),
    "unshare": call(nr[0], 0x10000000), "io_uring": call(nr[1], 1, None),
    "keyctl": call(nr[2], 0, -3, 0),
    "mount": call(nr[3], b"x", b"/tmp", b"tmpfs", 0, 0),
    "clone": libc.clone(None, None, 0x10000000, None), "lifted": lifted,
    "tiocsti": libc.ioctl(0, 0x5412, b"x"), "stdin": stdin.decode(),
}))
""")
    assert result.status == "ok", text(result)
    facts = json.loads(text(result))
    caps = facts.pop("caps")
    # the bounding set of an ordinary user is of no use without new privileges
    assert caps[0] == caps[1] == caps[3] == 0 and (caps[2] == 0 or os.getuid() != 0)
    assert facts == {
        "no_new_privs": "1",
        "seccomp": "2",
        "unshare": "Operation not permitted",
        "io_uring": "Operation not permitted",
        "keyctl": "Operation not permitted",
        "mount": "Operation not permitted",
        "clone": -1,
        "lifted": False,
        "tiocsti": -1,
        "stdin": "",
    }
