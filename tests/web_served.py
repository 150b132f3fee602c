"""A real `forgeweld ui`, and runs for it that grow as real ones do."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import httpx
from plans import done, task
from test_auth import MAIN, ROOT

from agent.proposers import rules
from agent.run import rundir
from agent.run.events import EventLog

WAIT_S = 60.0
"""However busy the machine is."""


class Served:
    """One server's process, over the runs in `home`/generated."""

    def __init__(self, home: Path, port: int = 0, **env: str):
        self.home, self.port, self.env = home, port, env
        self.process: subprocess.Popen[str] | None = None
        self.token = ""

    def __enter__(self) -> "Served":
        away = ("OPENAI", "FORGEWELD")
        env = {k: v for k, v in os.environ.items() if not k.startswith(away)}
        env |= {"PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(self.home / "state")}
        words = ["ui", "--port", str(self.port), "--no-browser"]
        self.process = subprocess.Popen(
            [sys.executable, "-c", MAIN, *words],
            cwd=self.home,
            env=env | self.env,
            stdout=subprocess.PIPE,
            stderr=(self.home / "ui.stderr").open("a"),
            text=True,
        )
        assert self.process.stdout
        line = self.process.stdout.readline()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\?t=([\w-]{40,})\n", line)
        assert found, (line, (self.home / "ui.stderr").read_text())
        self.port, self.token = int(found[1]), found[2]
        until(lambda: self.get("/health").status_code == 200, (httpx.ConnectError,))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()
        assert "Traceback" not in (self.home / "ui.stderr").read_text()

    def end(self, how: int = signal.SIGINT) -> int:
        """End the server; its exit code."""
        assert self.process
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(WAIT_S)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **more) -> httpx.Response:
        return self.ask("GET", path, **more)

    def post(self, path: str, body: object, **more) -> httpx.Response:
        return self.ask("POST", path, json=body, **more)

    def ask(self, method: str, path: str, *, headers=None, **more) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"} | (headers or {})
        url = f"{self.url}/api/v1{path}"
        return httpx.request(method, url, headers=headers, timeout=WAIT_S, **more)


def until(holds, faults: tuple[type[Exception], ...] = (), seconds=WAIT_S) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while True:
        try:
            if holds():
                return
        except faults:
            pass
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def grown(home: Path, name: str = "outcome-123456") -> Path:
    """A stopped run with two scored trials, one failed, and their projects."""
    spec, profile = task("image vector", "binary")
    plans = rules.baselines(spec, profile)
    run_dir = home / "generated" / name
    for folder in ("project/weights", "splits", "view"):
        (run_dir / folder).mkdir(parents=True)
    (run_dir / "project" / "README.md").write_text("# A model\n")
    (run_dir / "project" / "weights" / "weights.safetensors").write_bytes(b"\0\1")
    (run_dir / "splits" / "labels.csv").write_text("row,outcome\n1,secret\n")
    (run_dir / "view" / "train.csv").write_text("row,outcome\n1,cell\n")
    run = rundir.RunFile(
        name=name, identity="i", spec=spec, profile=profile, created=time.time()
    )
    rundir.write(run_dir, run)
    log = EventLog(run_dir)
    log.add("run.created", statement=spec.statement)
    log.add("run.state", state="running", pid=1)
    log.add("model.failed", message="<img src=x onerror=alert(1)>\x1b[2J")
    two = plans[-1].model_copy(update={"parent": 1, "operator": "swap fusion"})
    trials = [
        done(1, plans[0], 0.61),
        done(2, two, 0.83),
        done(3, plans[1], None, "crash"),
    ]
    for trial in trials:
        started = trial.plan.model_dump(mode="json")
        log.add("trial.started", trial.index, plan=started, digest="d")
        epochs(log, trial.index, 3)
        log.add("trial.finished", trial.index, record=trial.model_dump(mode="json"))
        project = run_dir / "trials" / str(trial.index) / "project"
        project.mkdir(parents=True)
        (project / "model.py").write_text(f"DIM = {trial.index}\nSAME = 1\n")
        (project / "data.py").write_text("SAME = 2\n")
    log.add("run.state", state="stopped")
    return run_dir


def epochs(log: EventLog, trial: int, count: int, first: int = 1) -> None:
    """Metric events as a run process adds them."""
    for epoch in range(first, first + count):
        loss = 1 / (epoch + trial)
        log.add("metric", trial, epoch=epoch, train_loss=loss, valid_loss=loss + 0.1)


@contextmanager
def going(run_dir: Path) -> Iterator[EventLog]:
    """A run whose process is this one: it holds the lock and writes the events."""
    with rundir.locked(run_dir):
        log = EventLog(run_dir)
        log.add("run.state", state="running", pid=os.getpid())
        yield log
