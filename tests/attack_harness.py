"""Runs hostile programs in a real sandbox and judges each from outside.

    python tests/attack_harness.py FOLDER [--backend NAME] [--only TEXT] [--json FILE]

A program is a Python file whose first lines are `# key: value` (tests/attacks/README.md
lists the keys). What it prints decides nothing but one thing: ATTACK-ESCAPED is a
failure. Everything else is looked at from here: canaries, victims, listeners, processes
and files that outlive the run, the status, the time, and what our own readers make of
what it left behind.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import re
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # also when started as a script, by any user
    sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import attack_readers  # noqa: E402
from attack_ground import CANARY, Ground, living, snapshot  # noqa: E402

from sandbox import NoSandbox, open_sandbox  # noqa: E402
from sandbox.base import Job, Limits, Mount, RunResult, Sandbox  # noqa: E402
from sandbox.forks import NOTE, Forks  # noqa: E402
from sandbox.quota import remove  # noqa: E402
from sandbox.warm import MODULES  # noqa: E402

LIMITS = Limits(
    grace_s=0.5,
    mem_mb=1500,
    shm_mb=128,
    disk_mb=300,
    files=3000,
    pids=64,
    log_max_mb=50,
)
LATE_S = 10.0
"""Seconds over deadline and grace that a run may take on a crowded machine."""
SLACK = 2.0
"""Times a watched limit that may have been used before the kill."""
GROWTH_MB = 50.0
"""Memory that the supervisor may gain in one run."""

CPU_S = 6.0
"""CPU time of the supervisor for one run, besides half of the run's length."""


@dataclass(frozen=True)
class Attack:
    """One program and its header."""

    path: Path
    header: dict[str, str]

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def needs(self) -> list[str]:
        return self.header.get("needs", "none").split()

    @property
    def timeout_s(self) -> float:
        return float(self.header.get("timeout_s", 10))

    def expected(self, backend: str) -> list[str]:
        """Statuses that are right on a backend."""
        every = self.header.get("expect_status", "ok")
        return self.header.get(f"expect_status_{backend}", every).split("|")

    def open_on(self, backend: str) -> str:
        """Why this boundary is documented as not covered there; "" if it is covered."""
        return self.header.get(f"open_{backend}", "")

    def limits(self) -> Limits:
        """The harness's limits, with those of the header, such as `mem_mb=300`."""
        pairs = (word.split("=") for word in self.header.get("limits", "").split())
        own = {name: json.loads(value) for name, value in pairs}
        return LIMITS.model_copy(update={"wall_s": self.timeout_s, **own})


@dataclass
class Verdict:
    """What became of one attack."""

    name: str
    backend: str
    outcome: str
    """kept · open (documented) · BROKEN · not run."""
    status: str = ""
    wall_s: float = 0.0
    problems: list[str] = field(default_factory=list)
    said: str = ""
    """The program's own last verdict, for a reader of the table."""


def load(path: Path) -> Attack:
    """A program with its header; continuation lines are indented."""
    header: dict[str, str] = {}
    key = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            break
        if found := re.match(r"# (\w+): (.*)", line):
            key = found[1]
            header[key] = found[2].strip()
        elif key:
            header[key] += " " + line[1:].strip()
    return Attack(path, header)


def corpus(folder: Path) -> list[Attack]:
    """The programs of a folder, by number."""
    return [load(path) for path in sorted(folder.glob("[0-9]*.py"))]


def missing(attack: Attack) -> str:
    """What this machine lacks for an attack; "" if nothing."""
    if "torch" in attack.needs and importlib.util.find_spec("torch") is None:
        return "this Python has no torch"
    if "gpu" in attack.needs and not Path("/dev/nvidiactl").exists():
        return "no GPU: /dev/nvidiactl does not exist"
    if "twogpus" in attack.needs and not Path("/dev/nvidia1").exists():
        return "no second GPU: /dev/nvidia1 does not exist"
    return ""


def run(attack: Attack, sandbox: Sandbox, ground: Ground) -> Verdict:
    """Run one program and judge it."""
    verdict = Verdict(attack.name, sandbox.name, "not run")
    if lack := missing(attack):
        verdict.said = lack
        return verdict
    place = ground.folder / "works"  # whose times may change
    place.mkdir(exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="work-", dir=place))
    shutil.copy(attack.path, work / attack.path.name)
    hints = ground.hints(sandbox.name, attack.header)
    (work / "attack_hints.json").write_text(json.dumps(hints))
    for path in (work, *work.iterdir()):  # as any other user of the host could read it
        path.chmod(0o755)
    job = Job(
        argv=("python", f"@work/{attack.path.name}"),
        mounts={
            "work": Mount(path=work, writable=True),
            "data": Mount(path=ground.view),
        },
        cwd="work",
        env={"SBX_MARK": ground.mark, "OMP_NUM_THREADS": "1"},
    )
    limits = attack.limits()
    if isinstance(sandbox, Forks):
        sandbox.begin(job, limits, wait=True)  # what a slot needs is not the program's
    before = ground.look(), _resident_mb()
    cpu, handles = time.process_time(), _descriptors()
    result = sandbox.run(job, limits)
    cpu = time.process_time() - cpu
    forked = isinstance(sandbox, Forks) and limits.idle_s is None
    if forked and NOTE not in result.isolation.notes:
        verdict.problems = [f"it was run cold: {sandbox.cold}"]
    grown_mb = _resident_mb() - before[1]
    ours = sandbox.own() if isinstance(sandbox, Forks) else frozenset()
    problems = verdict.problems + _outside(attack, result, limits, work, ground, ours)
    if grown_mb > GROWTH_MB:
        problems.append(f"the supervisor grew by {grown_mb:.0f} MB")
    if cpu > CPU_S + 0.5 * result.wall_s:
        problems.append(f"the supervisor took {cpu:.1f} s of CPU")
    # of the forks a thread is still opening what it keeps: they are counted at the end
    if (left := _descriptors() - handles) > 0 and not isinstance(sandbox, Forks):
        problems.append(f"the supervisor left {left} descriptors open")
    problems += _read(attack, result, work, ground)
    problems += ground.harm(before[0])
    remove(work)
    if work.exists():
        problems.append(f"{work} can't be removed")
    return _judged(attack, verdict, result, problems)


def _judged(
    attack: Attack, verdict: Verdict, result: RunResult, problems: list[str]
) -> Verdict:
    text = result.log.head + result.log.tail
    verdict.status, verdict.wall_s = result.status, round(result.wall_s, 2)
    said = re.findall(r"ATTACK-(?:ESCAPED|BLOCKED|INFO)[^\n]*", text)
    verdict.said = said[-1][7:160] if said else result.reason
    escaped = "ATTACK-ESCAPED" in text
    if escaped and attack.open_on(verdict.backend):
        # a documented hole excuses what goes through it, and nothing else
        verdict.problems = [p for p in problems if p != "unix socket was reached"]
        verdict.outcome = "BROKEN" if verdict.problems else "open"
        return verdict
    if escaped:
        problems.insert(0, f"it says: {verdict.said}")
    verdict.problems = problems
    verdict.outcome = "BROKEN" if problems else "kept"
    return verdict


def _outside(
    attack: Attack,
    result: RunResult,
    limits: Limits,
    work: Path,
    ground: Ground,
    ours: frozenset[int],
) -> list[str]:
    """All that can be seen without believing the program; `ours` may live on."""
    problems = []
    expected = attack.expected(result.isolation.backend)
    if result.status not in expected:
        tail = (result.log.head + result.log.tail)[-300:]
        problems.append(f"{result.status} ({result.reason}), not {expected}: {tail!r}")
    if result.wall_s > limits.wall_s + limits.grace_s + LATE_S:
        problems.append(f"it took {result.wall_s:.1f} s")
    left = [pid for pid in living(ground.mark, work) if pid not in ours]
    if result.survivors or left:
        problems.append(f"{result.survivors} survivors told, {left} found alive")
    before = snapshot(work)
    time.sleep(0.1)
    if grown := [p for p, now in snapshot(work).items() if before.get(p) != now]:
        problems.append(f"still changing: {grown[:3]}")
    if CANARY in (result.log.head + result.log.tail).encode():
        problems.append("a canary is in the log")
    if named := ground.canaries_below(work):
        problems.append(f"a canary is in {named[:3]}")
    if result.peak_rss_mb > SLACK * limits.mem_mb:
        problems.append(f"{result.peak_rss_mb} MB of {limits.mem_mb} MB memory")
    if result.disk_mb > SLACK * limits.disk_mb:
        problems.append(f"{result.disk_mb} MB of {limits.disk_mb} MB disk")
    kept = len(result.log.head) + len(result.log.tail)
    if kept > limits.log_kb * 1000:
        problems.append(f"{kept} characters of log were kept")
    for file in result.outputs:
        if file.sha256 and file.size < 10**6 and "\ufffd" not in file.path:
            content = (work / file.path).read_bytes()
            if hashlib.sha256(content).hexdigest() != file.sha256:
                problems.append(f"{file.path!r} is not what was listed")
        if file.path.startswith("/") or ".." in file.path.split("/"):
            problems.append(f"an output lies outside: {file.path!r}")
    json.loads(result.model_dump_json(), parse_constant=_refuse)
    return problems


def _read(attack: Attack, result: RunResult, work: Path, ground: Ground) -> list[str]:
    """What our own readers make of the folder that the program left."""
    if ground.scorer is None:
        ground.scorer = attack_readers.scorer(ground.run_dir)
        ground.scorer.constant("select")  # its imports are not the program's memory
    wanted = attack.header.get("score", "refused")
    return attack_readers.problems(work, ground.run_dir, ground.scorer, result, wanted)


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def _descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def run_all(attacks: list[Attack], backend: str, warm: bool = False) -> list[Verdict]:
    """Run programs one after another on one backend, `warm` as forks of one process
    (which is replaced when one of them gives cause). Raises NoSandbox."""
    with Ground() as ground, ExitStack() as stack:
        sandbox = open_sandbox(backend)
        if warm:
            beside = tempfile.TemporaryDirectory(prefix="forgeweld-ground-")
            place = Path(stack.enter_context(beside))
            place.chmod(0o755)
            forks = Forks(sandbox, place / "slots", MODULES)
            sandbox = stack.enter_context(forks)
        verdicts = []
        for attack in attacks:
            verdicts.append(run(attack, sandbox, ground))
            print(row(verdicts[-1]), flush=True)
        return verdicts


def row(verdict: Verdict) -> str:
    """One line of the table."""
    told = "; ".join(verdict.problems) or verdict.said
    line = f"{verdict.name:28} {verdict.backend:9} {verdict.outcome:8}"
    return f"{line} {verdict.status:14} {verdict.wall_s:6.2f}  {told!r:.400}"


def main() -> int:
    """Print a table; exit code 1 if any program broke a boundary, 2 without backend."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--backend", default="bwrap")
    parser.add_argument("--warm", action="store_true", help="as forks of one process")
    parser.add_argument("--only", default="", help="regular expression for names")
    parser.add_argument("--json", type=Path, help="file for the verdicts")
    asked = parser.parse_args()
    chosen = [a for a in corpus(asked.folder) if re.search(asked.only, a.name)]
    try:
        verdicts = run_all(chosen, asked.backend, asked.warm)
    except NoSandbox as error:
        print(error)
        return 2
    if asked.json:
        asked.json.write_text(json.dumps([asdict(v) for v in verdicts]))
    broken = [v.name for v in verdicts if v.outcome == "BROKEN"]
    print(f"{len(verdicts)} programs, {len(broken)} broke a boundary: {broken}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
