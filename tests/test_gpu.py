"""GPU devices, their locks and quarantine, on cards made up by a stand-in driver."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from gpu_standin import Card, install, tree

from sandbox import bwrap, gpu, landlock, order, seccomp
from sandbox.base import Job, Limits, Mount
from sandbox.gpu import Device, Machine
from sandbox.gpu_lock import Refused, folder, grant, left_over, take, usage
from sandbox.gpu_watch import Watch, lease, used_by
from sandbox.nvml import opened

ROOT = Path(__file__).resolve().parent.parent
A, B = "GPU-aaaa", "GPU-bbbb"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    root = tree(tmp_path / "machine")
    places = {name: root / name for name in ("dev", "proc", "sys", "cache", "locks")}
    return Machine(**places)


def held_on(machine: Machine, count: int = 1):
    with opened() as nvml:
        return take(count, nvml, machine)


def test_without_a_driver_there_are_no_devices_and_a_reason(monkeypatch) -> None:
    install(monkeypatch, fault="Driver Not Loaded")
    assert gpu.find() == gpu.Found(
        reason="no NVIDIA driver can be used: Driver Not Loaded"
    )
    monkeypatch.setitem(sys.modules, "pynvml", None)
    assert "nvidia-ml-py is not installed" in gpu.find().reason
    install(monkeypatch)
    assert gpu.find().reason == "the driver knows no GPU"


def test_the_true_library_says_what_is_here() -> None:
    found = gpu.find()
    assert found.devices or found.reason


def test_minor_numbers_come_from_the_driver_or_its_files(monkeypatch, machine) -> None:
    told, by_bus = Card(A, minor=7), Card(B, minor=None, bus="00000000:0A:00.0")
    by_uuid = Card("GPU-0000:0b:00.0", minor=None, bus="00000000:FF:00.0")
    unknown = Card("GPU-x", minor=None, bus="00000000:FE:00.0")
    split = Card("GPU-y", minor=5, split=True)
    install(monkeypatch, told, by_bus, by_uuid, unknown, split)
    found = gpu.find(machine)
    assert [device.minor for device in found.devices] == [7, 1, 0]
    assert found.devices[1].bus == "0000:0a:00.0"
    assert found.reason == (
        "no device node of GPU-x is known; GPU-y is split (MIG), which is not supported"
    )


def test_only_the_devices_asked_for_are_passed(monkeypatch, machine) -> None:
    install(monkeypatch, Card(A, minor=1), Card(B, minor=0, bus="00000000:0B:00.0"))
    device = gpu.find(machine).devices[0]
    passed = gpu.passing((device,), machine)
    names = [place for _, place in passed.nodes]
    assert names == ["/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia1"]
    libraries = str(machine.sys.parent / "opt/driver")
    assert [place for _, place in passed.read] == [
        "/sys/module/nvidia",
        "/sys/bus/pci/devices",
        "/sys/devices/pci0000:00/0000:0a:00.0",
        libraries,
    ]
    # libcuda is known to the loader here, so its folder goes before no other
    assert dict(passed.env) == {"CUDA_VISIBLE_DEVICES": A}
    assert not passed.memfd
    machine.cache.write_text("libc.so.6\0/lib/libc.so.6\0")
    assert dict(gpu.passing((device,), machine).env)["LD_LIBRARY_PATH"] == libraries
    assert dict(gpu.NOTHING.env) == {"CUDA_VISIBLE_DEVICES": ""}


def test_wsl_has_one_node_for_all(monkeypatch, machine) -> None:
    for node in machine.dev.iterdir():
        node.unlink()
    (machine.dev / "dxg").touch(0o666)
    install(monkeypatch, Card(A, minor=None, bus="00000000:FE:00.0", tells=False))
    device = gpu.find(machine).devices[0]
    assert device.minor is None
    assert [p for _, p in gpu.passing((device,), machine).nodes] == ["/dev/dxg"]
    limits = Limits(gpus=1, wall_s=1)
    with lease(limits, machine=machine) as watch:
        assert watch and any("WSL2" in note for note in watch.notes)


def test_nodes_that_a_program_could_not_open_are_told_before(machine) -> None:
    device = Device(A, "card", "", 1, 8000.0)
    assert gpu.unfit((device,), machine, None) == ""
    (machine.dev / "nvidia1").chmod(0o660)
    assert gpu.unfit((device,), machine, None) == ""
    assert "not open to every user" in gpu.unfit((device,), machine, 61234)
    (machine.dev / "nvidia-uvm").unlink()
    assert "nvidia-modprobe" in gpu.unfit((device,), machine, None)


def test_bwrap_gets_the_nodes_and_no_others(monkeypatch, machine, tmp_path) -> None:
    install(monkeypatch, Card(A, minor=1))
    passed = gpu.passing(gpu.find(machine).devices, machine)
    job = Job(argv=("python",), mounts={"work": Mount(path=tmp_path)}, cwd="work")
    words = bwrap._arguments(
        job, {"work": "/job/work"}, Limits(), 61234, (3, 4, 5, 6, 7), passed
    )
    binds = [i for i, word in enumerate(words) if word.startswith("--dev-bind")]
    assert [words[i : i + 3] for i in binds] == [
        ["--dev-bind-try", str(machine.dev / name), f"/dev/{name}"]
        for name in ("nvidiactl", "nvidia-uvm", "nvidia1")
    ]
    # after the fresh /dev is there, before it is closed
    assert words.index("--dev") < binds[0] < words.index("--remount-ro")
    read = ["--ro-bind-try", str(machine.sys / "module/nvidia"), "/sys/module/nvidia"]
    assert read == words[(at := words.index(read[1]) - 1) : at + 3]
    none = bwrap._arguments(
        job, {"work": "/job/work"}, Limits(), 61234, (3, 4, 5, 6, 7), gpu.NOTHING
    )
    assert not any("nvidia" in word for word in none)


def test_landlock_gets_the_nodes_and_no_others(monkeypatch, machine, tmp_path) -> None:
    install(monkeypatch, Card(A, minor=1))
    passed = gpu.passing(gpu.find(machine).devices, machine)
    job = Job(argv=("python",), mounts={"work": Mount(path=tmp_path)}, cwd="work")
    rules = landlock._rules(job, tmp_path, passed)
    nodes = [rule for rule in rules if "/dev/nvidia" in rule[0]]
    names = ("nvidiactl", "nvidia-uvm", "nvidia1")
    assert nodes == [(str(machine.dev / name), "write") for name in names]
    assert ("/proc/self/task", "edit") in rules
    assert (str(machine.proc / "driver/nvidia"), "read") in rules
    assert not {r[0] for r in rules if r[1] == "write"} & {
        "/proc",
        "/proc/self",
        "/sys",
    }
    assert ("/proc/self/task", "edit") not in landlock._rules(
        job, tmp_path, gpu.NOTHING
    )


def test_memfd_is_refused_unless_chosen() -> None:
    for machine in ("x86_64", "aarch64"):
        closed = seccomp.build(True, machine)
        assert len(seccomp.build(True, machine, memfd=True)) == len(closed) - 16


HOLD = """
import sys, time
sys.path[:0] = [{tests!r}, {root!r}]
from pathlib import Path
from gpu_standin import Card, library
sys.modules["pynvml"] = library(Card({a!r}, minor=1), Card({b!r}, minor=0))
from sandbox import gpu
from sandbox.gpu_lock import take
from sandbox.nvml import opened
with opened() as nvml:
    held = take(int(sys.argv[1]), nvml, gpu.Machine(locks=Path({locks!r})))
    print(*[one.device.uuid for one in held], flush=True)
    time.sleep(60)
"""


def holder(machine: Machine, count: int = 1) -> subprocess.Popen[str]:
    """Another process that holds `count` of the two devices."""
    tests, root, locks = str(ROOT / "tests"), str(ROOT), str(machine.locks)
    code = HOLD.format(tests=tests, root=root, a=A, b=B, locks=locks)
    command = [sys.executable, "-c", code, str(count)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout and child.stdout.readline().split()
    return child


def test_a_device_is_for_one_process_until_that_dies(monkeypatch, machine) -> None:
    install(monkeypatch, Card(A, minor=1), Card(B, minor=0))
    child = holder(machine)
    try:
        [mine] = held_on(machine)
        assert mine.device.uuid == B  # the emptiest, and A is taken
        with pytest.raises(Refused, match=f"GPU-aaaa is taken by pid {child.pid} "):
            held_on(machine)
        # two wanted and one free: none may stay held
        mine.release(clean=True)
        with pytest.raises(Refused, match="2 of 2 GPUs wanted"):
            held_on(machine, 2)
        [again] = held_on(machine)
        again.release(clean=True)
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
    both = held_on(machine, 2)
    assert {one.device.uuid for one in both} == {A, B}
    for one in both:
        one.release(clean=True)


def test_a_taken_device_is_waited_for(monkeypatch, machine) -> None:
    install(monkeypatch, Card(A, minor=1), Card(B, minor=0))
    child = holder(machine, 2)
    asked = []

    def tick() -> None:
        asked.append(time.monotonic())
        if len(asked) == 3:
            os.kill(child.pid, signal.SIGKILL)
            child.communicate()

    with opened() as nvml:
        [held] = take(1, nvml, machine, 30, tick)
    assert len(asked) >= 3
    held.release(clean=True)


def test_waiting_ends_when_told_to(monkeypatch, machine) -> None:
    install(monkeypatch, Card(A, minor=1))
    [held] = held_on(machine)
    with opened() as nvml, pytest.raises(Refused, match="stopped by hand") as caught:
        take(1, nvml, machine, 30, lambda: "stopped by hand")
    assert caught.value.status == "killed_by_user"
    held.release(clean=True)


def test_more_devices_than_there_are(monkeypatch, machine) -> None:
    install(monkeypatch, Card(A, minor=1), Card(B, minor=0, split=True))
    with pytest.raises(
        Refused, match=r"2 GPUs are wanted, 1 are here \(GPU-bbbb is sp"
    ):
        held_on(machine, 2)
    install(monkeypatch, fault="Driver Not Loaded")
    with pytest.raises(Refused, match="no NVIDIA driver"), lease(Limits(gpus=1)):
        raise AssertionError("no device, and yet it ran")


@pytest.mark.parametrize("trap", ["link", "pipe", "hard link", "folder"])
def test_a_lock_file_that_is_a_trap_is_not_touched(monkeypatch, machine, trap) -> None:
    install(monkeypatch, Card(A, minor=1))
    assert machine.locks
    path, victim = machine.locks / f"forgeweld-{A}.lock", machine.locks / "victim"
    victim.write_text("precious")
    {
        "link": lambda: path.symlink_to(victim),
        "pipe": lambda: os.mkfifo(path),
        "hard link": lambda: path.hardlink_to(victim),
        "folder": path.mkdir,
    }[trap]()
    with pytest.raises(Refused, match="lock file"):
        held_on(machine)
    assert victim.read_text() == "precious"


def test_lock_files_are_open_to_every_user_and_nonsense_in_them_is_nothing(
    monkeypatch, machine
) -> None:
    install(monkeypatch, Card(A, minor=1))
    old = os.umask(0o077)
    try:
        [held] = held_on(machine)
    finally:
        os.umask(old)
    assert machine.locks
    path = machine.locks / f"forgeweld-{A}.lock"
    assert path.stat().st_mode & 0o777 == 0o666
    assert json.loads(path.read_text())["pid"] == os.getpid()
    held.release(clean=True)
    assert path.read_text() == ""
    for nonsense in (
        "{",
        "[]",
        '{"used_mb": NaN}',
        '{"pid": "\\u001b[2J"}',
        "x" * 9999,
    ):
        path.write_text(nonsense)
        [held] = held_on(machine)
        held.release(clean=True)
    where = folder()
    assert where.stat().st_mode & 0o1002 == 0o1002


def test_memory_that_does_not_come_back_puts_a_device_into_quarantine(
    monkeypatch, machine
) -> None:
    ours = subprocess.Popen(["sleep", "60"])
    card = Card(A, minor=1, base_mb=300)
    install(monkeypatch, card)
    monkeypatch.setattr("sandbox.gpu_watch._BACK_S", 0.3)
    try:
        with lease(Limits(gpus=1, wall_s=0.1), machine=machine) as watch:
            assert watch
            card.processes = lambda: {ours.pid: 900.0}  # it can't be killed
            watch.look([ours.pid])
        note = f"900 MB have not come back, held by pid {ours.pid} (sleep)"
        assert f"GPU-aaaa is in quarantine: {note}" in watch.notes
        with pytest.raises(
            Refused, match=f"quarantine: 900 MB .* pid {ours.pid} .sleep"
        ):
            held_on(machine)
        # a driver that lost the process, but not its memory
        card.processes, card.held_mb = dict, 900.0
        with pytest.raises(Refused, match="no process to be seen"):
            held_on(machine)
        card.held_mb = 40.0  # within the slack
        [held] = held_on(machine)
        held.release(clean=True)
    finally:
        ours.kill()
        ours.wait()


def test_a_record_of_before_a_reboot_means_nothing(monkeypatch, machine) -> None:
    card = Card(A, minor=1)
    install(monkeypatch, card)
    [held] = held_on(machine)
    held.release(clean=False)  # as if we had died
    card.held_mb = 900.0
    with pytest.raises(Refused, match="quarantine"):
        held_on(machine)
    assert machine.locks
    path = machine.locks / f"forgeweld-{A}.lock"
    facts = json.loads(path.read_text())
    path.write_text(json.dumps(facts | {"boot": "another"}))
    [held] = held_on(machine)
    assert held.before.used_mb == 1200
    held.release(clean=True)


def test_memory_may_come_back_late(monkeypatch, machine) -> None:
    card = Card(A, minor=1)
    install(monkeypatch, card)
    with lease(Limits(gpus=1), machine=machine) as watch:
        assert watch
        card.held_mb, began = 700.0, time.monotonic()

        def late() -> dict[int, float]:
            card.held_mb = 0.0 if time.monotonic() - began > 0.5 else 700.0
            return {}

        card.processes = late
    assert not [note for note in watch.notes if "quarantine" in note]
    [held] = held_on(machine)
    held.release(clean=True)


def test_what_others_took_meanwhile_is_not_ours(monkeypatch, machine) -> None:
    card = Card(A, minor=1)
    install(monkeypatch, card)
    [held] = held_on(machine)
    card.processes = lambda: {os.getpid(): 2000.0}  # alive, and not of the program
    with opened() as nvml:
        assert left_over(nvml, A, held.before, ours={1}) is None
        left = left_over(nvml, A, held.before, ours={os.getpid()})
        assert left and left.pid == os.getpid() and left.mb == pytest.approx(2000)
        card.tells = False  # then it can't be told apart
        assert left_over(nvml, A, held.before, ours={1}) is not None
        assert usage(nvml, A)[0].unclaimed_mb == pytest.approx(2300)
    held.release(clean=True)


def test_memory_is_summed_over_the_tree_or_taken_from_the_device(
    monkeypatch, machine
) -> None:
    card = Card(A, minor=1, processes=lambda: {50: 100.0})
    install(monkeypatch, card)
    [held] = held_on(machine)
    with opened() as nvml:
        tree_ = frozenset({10, 11})
        assert used_by(nvml, held, tree_) == 0
        card.processes = lambda: {50: 150.0, 10: 500.0, 11: 250.0}
        assert used_by(nvml, held, tree_) == pytest.approx(750)
        # in a container: pids of another namespace, of which none is ours
        card.processes = lambda: {50: 150.0, 90010: 500.0}
        assert used_by(nvml, held, tree_) == pytest.approx(500)
        card.processes = lambda: {50: 150.0, 10: 0.0}
        card.held_mb = 500.0
        assert used_by(nvml, held, tree_) == pytest.approx(500)
        card.tells = False
        assert used_by(nvml, held, tree_) == pytest.approx(550)
    held.release(clean=True)


def test_two_devices_are_watched_each(monkeypatch, machine) -> None:
    first, second = Card(A, minor=1), Card(B, minor=0)
    install(monkeypatch, first, second)
    with lease(Limits(gpus=2, vram_mb=1000), machine=machine) as watch:
        assert isinstance(watch, Watch)
        first.processes, second.processes = lambda: {10: 700.0}, lambda: {11: 800.0}
        deadline = time.monotonic() + 30
        while watch.peak_mb < 800 and time.monotonic() < deadline:
            assert watch.look([10, 11]) == ""
            time.sleep(0.05)
        second.processes = lambda: {11: 1100.0}
        while not watch.look([10, 11]) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert watch.look([10, 11]) == ("used 1100 MB of 1000 MB of memory on GPU-bbbb")
        first.processes = second.processes = dict
    assert watch.peak_mb == pytest.approx(1100)


def test_a_device_that_no_program_could_open_is_given_back(
    monkeypatch, machine
) -> None:
    install(monkeypatch, Card(A, minor=1))
    (machine.dev / "nvidiactl").unlink()
    with (
        pytest.raises(Refused, match="nvidiactl"),
        lease(Limits(gpus=1), machine=machine),
    ):
        raise AssertionError("no node, and yet it ran")
    [held] = held_on(machine)
    with pytest.raises(Refused, match="nvidiactl"):
        grant([held], machine, None)
    held.release(clean=True)


def test_no_gpu_asked_means_no_driver_asked(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pynvml", None)
    with lease(Limits()) as watch:
        assert watch is None
    job = Job(argv=("python",), mounts={}, cwd="x")
    assert "CUDA_VISIBLE_DEVICES" not in order.environment(job, "/h", "/t")
