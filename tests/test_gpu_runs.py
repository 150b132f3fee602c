"""Real runs with GPU devices of a stand-in driver; the self-test rehearsed on them."""

import copy
import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from gpu_standin import Card, install, tree
from sandbox_runner import Runner, make_runner, processes_with, text

from sandbox import gpu_selftest
from sandbox.gpu import Extra, Machine
from sandbox.gpu_checks import CHECKS
from sandbox.gpu_lock import take
from sandbox.nvml import opened

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures" / "gpu"
A = "GPU-aaaa"
TORCH = ("matmul", "DataLoader workers", "no GPU asked")
SLEEP = "import time\ntime.sleep(120)"
UNTIL = """
import os, time
while not os.path.exists("enough"):
    time.sleep(0.02)
"""


def on_machine(runner: Runner, root: Path, extra: Extra | None = None) -> Runner:
    """`runner` with the devices of a written tree."""
    places = {name: root / name for name in ("dev", "proc", "sys", "cache", "locks")}
    sandbox = copy.copy(runner.sandbox)
    machine = Machine(**places, extra=extra or Extra())
    setattr(sandbox, "machine", machine)  # noqa: B010 - not of the protocol
    return replace(runner, sandbox=sandbox)


@pytest.fixture(params=["bwrap", "landlock"])
def runner(request: pytest.FixtureRequest, tmp_path: Path) -> Runner:
    root = tree(tmp_path / "machine")
    return on_machine(make_runner(request.param, tmp_path), root)


def root_of(runner: Runner) -> Path:
    return runner.work.parent / "machine"


def test_a_program_opens_its_own_nodes_and_no_others(runner, monkeypatch) -> None:
    install(monkeypatch, Card(A, minor=1))
    inside = "/dev" if runner.sandbox.name == "bwrap" else str(root_of(runner) / "dev")
    source = f"""
import os
for name in ("nvidiactl", "nvidia-uvm", "nvidia0", "nvidia1", "nvidia-modeset"):
    try:
        os.close(os.open("{inside}/" + name, os.O_RDWR))
        print(name)
    except OSError:
        pass
print(os.environ["CUDA_VISIBLE_DEVICES"])
"""
    result = runner.run(source, gpus=1)
    assert text(result).split() == ["nvidiactl", "nvidia-uvm", "nvidia1", A]
    assert result.gpus == (A,)
    assert any("exploit of the driver" in note for note in result.isolation.notes)
    without = runner.run(source, gpus=0)
    assert text(without).split() == []
    assert without.gpus == () and without.peak_vram_mb is None


def test_threads_of_a_gpu_program_can_be_named(runner, monkeypatch) -> None:
    """As the driver does when CUDA starts; nothing else of /proc becomes writable."""
    install(monkeypatch, Card(A, minor=1))
    source = """
import os, sys, threading
def write(path):
    try:
        with open(path, "w") as file:
            file.write("named")
        return "written"
    except OSError:
        return "refused"
tids = []
def thread():
    tids.append(threading.get_native_id())
    print("thread", write(f"/proc/self/task/{tids[-1]}/comm"))
work = threading.Thread(target=thread); work.start(); work.join()
print("self", write(f"/proc/self/task/{os.getpid()}/comm"))
for path in sys.argv[1:]:
    print(write(path))
"""
    others = ["/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger"]
    if runner.sandbox.name == "landlock":
        others += [f"/proc/{os.getpid()}/oom_score_adj", f"/proc/{os.getpid()}/comm"]
    said = text(runner.run(source, *others, gpus=1)).split()
    assert said[:4] == ["thread", "written", "self", "written"]
    assert set(said[4:]) == {"refused"}
    if runner.sandbox.name == "landlock":
        assert "written" not in text(runner.run(source, gpus=0))


def test_memfd_only_where_it_was_chosen(runner, monkeypatch) -> None:
    install(monkeypatch, Card(A, minor=1))
    source = """
import os
try:
    os.close(os.memfd_create("x"))
    print("made")
except OSError as error:
    print(error.errno)
"""
    assert text(runner.run(source, gpus=1)).split() == ["38"]
    more = on_machine(runner, root_of(runner), Extra(memfd=True))
    assert text(more.run(source, gpus=1)).split() == ["made"]
    assert text(more.run(source)).split() == ["38"]


def growing(mark: str, step_mb: float):
    """Memory of the program with `mark` in its arguments, more at every look."""
    seen: dict[int, float] = {}

    def processes() -> dict[int, float]:
        alive = processes_with(mark)
        for pid in alive:
            seen[pid] = seen.get(pid, 0.0) + step_mb
        return {pid: seen[pid] for pid in alive}

    return processes


def test_a_program_above_its_vram_limit_is_killed(runner, monkeypatch) -> None:
    mark = f"vram-{uuid.uuid4()}"
    install(monkeypatch, Card(A, minor=1, processes=growing(mark, 100)))
    result = runner.run(SLEEP, mark, gpus=1, vram_mb=900, wall_s=120)
    assert result.status == "vram_oom"
    assert "of 900 MB of memory on GPU-aaaa" in result.reason
    assert result.peak_vram_mb and result.peak_vram_mb > 900
    assert not processes_with(mark)
    # all is back, so the device can be had at once
    assert not [n for n in result.isolation.notes if "quarantine" in n]
    assert runner.run("print('next')", gpus=1).status == "ok"


def test_without_numbers_per_process_the_device_counts(runner, monkeypatch) -> None:
    mark = f"vram-{uuid.uuid4()}"
    card = Card(A, minor=1, processes=growing(mark, 100), tells=False)
    install(monkeypatch, card)
    result = runner.run(SLEEP, mark, gpus=1, vram_mb=900, wall_s=120)
    assert result.status == "vram_oom"


def test_below_the_limit_nothing_happens_and_the_peak_is_kept(
    runner, monkeypatch
) -> None:
    mark = f"vram-{uuid.uuid4()}"
    looks = []

    def processes() -> dict[int, float]:
        alive = processes_with(mark)
        looks.extend(alive)
        return dict.fromkeys(alive, 640.0)

    def tick() -> None:
        if len(looks) > 5:
            (runner.work / "enough").touch()

    install(monkeypatch, Card(A, minor=1, processes=processes))
    result = runner.run(UNTIL, mark, gpus=1, vram_mb=900, wall_s=120, tick=tick)
    assert (result.status, result.peak_vram_mb) == ("ok", 640.0)


def test_words_about_cuda_memory_are_no_status(runner, monkeypatch) -> None:
    install(monkeypatch, Card(A, minor=1))
    source = "raise SystemExit('torch.OutOfMemoryError: CUDA out of memory')"
    result = runner.run(source, gpus=1)
    assert (result.status, result.exit_code) == ("error", 1)


def test_a_device_left_full_is_told_and_kept_from_the_next(runner, monkeypatch) -> None:
    card = Card(A, minor=1)
    install(monkeypatch, card)
    monkeypatch.setattr("sandbox.gpu_watch._BACK_S", 0.3)
    mark = f"vram-{uuid.uuid4()}"

    def leaking() -> dict[int, float]:
        if alive := processes_with(mark):
            card.held_mb = 500.0
        return dict.fromkeys(alive, 100.0)

    def tick() -> None:
        if card.held_mb:
            (runner.work / "enough").touch()

    card.processes = leaking
    result = runner.run(UNTIL, mark, gpus=1, wall_s=120, tick=tick)
    assert result.status == "ok"
    told = [note for note in result.isolation.notes if "quarantine" in note]
    assert told and "500 MB have not come back" in told[0]
    refused = runner.run("print('never')", gpus=1, wall_s=0.3)
    assert refused.status == "sandbox_error"
    assert "quarantine: 500 MB" in refused.reason and text(refused) == ""
    card.held_mb = 0.0
    assert runner.run("print('again')", gpus=1).status == "ok"


def test_a_driver_that_falls_silent_holds_no_deadline_up(runner, monkeypatch) -> None:
    card = Card(A, minor=1)
    install(monkeypatch, card)
    monkeypatch.setattr("sandbox.gpu_watch._BACK_S", 0.3)
    monkeypatch.setattr("sandbox.gpu_watch._SILENT_S", 0.3)
    began = time.monotonic()

    def tick() -> None:
        if time.monotonic() - began > 0.4:
            card.silent.set()

    card.tells = False  # so that the device itself is asked
    result = runner.run(SLEEP, gpus=1, vram_mb=900, wall_s=1.5, tick=tick)
    card.silent.clear()
    assert result.status == "timeout"
    assert any("was silent" in note for note in result.isolation.notes)
    assert any("in quarantine" in note for note in result.isolation.notes)


def test_the_lock_ends_with_the_run(runner, monkeypatch) -> None:
    install(monkeypatch, Card(A, minor=1))
    assert runner.run("raise ValueError", gpus=1).status == "error"
    with opened() as nvml:
        machine = getattr(runner.sandbox, "machine")  # noqa: B009
        [held] = take(1, nvml, machine)
        refused = runner.run("print('never')", gpus=1, wall_s=0.3)
        held.release(clean=True)
    assert refused.status == "sandbox_error"
    assert f"taken by pid {os.getpid()}" in refused.reason


def test_the_unsafe_backend_hints_and_locks(tmp_path, monkeypatch) -> None:
    install(monkeypatch, Card(A, minor=1))
    plain = make_runner("process", tmp_path)
    unsafe = on_machine(plain, tree(tmp_path / "machine"))
    source = "import os; print(repr(os.environ['CUDA_VISIBLE_DEVICES']))"
    assert text(unsafe.run(source, gpus=1)).split() == [f"'{A}'"]
    assert text(unsafe.run(source)).split() == ["''"]


def test_self_test_without_a_gpu_is_one_line_and_exit_code_2(
    monkeypatch, capsys
) -> None:
    install(monkeypatch, fault="Driver Not Loaded")
    assert gpu_selftest.main([]) == 2
    assert capsys.readouterr().out == (
        "no GPU here: no NVIDIA driver can be used: Driver Not Loaded\n"
    )


def rehearse(folder: Path, *flags: str, wants: tuple[str, ...] | list[str] = ()) -> str:
    """Run the self-test on a machine with the C stand-ins; returns its table."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        pytest.skip("the stand-in driver needs a C compiler (cc)")
    if os.getuid() != 0 or subprocess.run(["unshare", "-m", "true"]).returncode:
        pytest.skip("making device nodes in a mount namespace needs root")
    for source, name in (("cuda", "libcuda.so.1"), ("nvml", "libnvidia-ml.so.1")):
        command = [compiler, "-Wall", "-Wextra", "-shared", "-fPIC"]
        command += [f"-D{want}" for want in wants]
        command += ["-o", str(folder / name), str(FIXTURES / f"{source}.c")]
        subprocess.run(command, check=True)
    command = ["unshare", "-m", "--propagation", "private", "sh"]
    command += [str(FIXTURES / "machine.sh"), str(folder), sys.executable]
    command += ["-m", "sandbox.gpu_selftest", *flags]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.fixture
def driver() -> Iterator[Path]:
    """A folder that another user can reach, as a driver's libraries are."""
    with tempfile.TemporaryDirectory(prefix="forgeweld-driver-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.parametrize("backend", gpu_selftest.BACKENDS)
def test_self_test_rehearsed_on_a_stand_in_driver(driver, backend) -> None:
    """Everything but the checks with torch, which asks for more than a stand-in."""
    checks = [name for name in CHECKS if name not in TORCH]
    flags = [f"--check={name}" for name in checks]
    table = rehearse(driver, f"--backend={backend}", *flags)
    rows = [line for line in table.splitlines() if f" {backend} " in line]
    if any(" absent " in row for row in rows):
        pytest.skip(rows[0])
    assert len(rows) == len(checks) and all(" ok " in row for row in rows), table
    assert f"{len(checks)} ok, 0 failed" in table, table


@pytest.mark.parametrize(
    ("wants", "named"),
    [
        (["WANTS_MEMFD"], "memfd_create"),
        (["WANTS_MEMFD", "WANTS_TOOLS"], "nvidia-uvm-tools and memfd_create"),
    ],
)
def test_self_test_names_what_a_driver_asks_for(driver, wants, named) -> None:
    """And goes on with that, so that one run on a rare card says more than "no"."""
    checks = ["--check=cuInit", "--check=leak", "--backend=landlock"]
    table = rehearse(driver, *checks, wants=wants)
    rows = {line.split()[0]: line for line in table.splitlines()}
    if "self-test" in rows:
        pytest.skip(f"landlock: {rows['self-test']}")
    assert "FAILED" in rows["cuInit"], table
    assert f"it works with {named}, as the checks below" in rows["cuInit"], table
    assert " ok " in rows["leak"], table
