"""A delivered project that stays alive in the sandbox and answers rows.

Two FIFOs in a mounted folder carry requests and answers, as with the warm slots of
`sandbox/slot.py`: no backend and no supervisor has to know of it. Answers are hostile
data: lines of bounded length, checked against a record.
"""

import json
import os
import select
import shutil
import tempfile
import threading
import time
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from agent.errors import RunError, SandboxError
from agent.run import trial
from sandbox.base import Job, Mount, RunResult, Sandbox
from sandbox.quota import remove

PROGRAM = Path(__file__).parents[2] / "templates" / "answer.py"
START_S = 120.0
"""Seconds for the imports and the weights."""
PATIENCE_S = 300.0
"""Seconds for the answer to one request."""
LIFE_S = 10 * 365 * 86_400.0
MOST_BYTES = 256 << 20
"""Of one answer."""
LONGEST_CELL = 1_000_000


class Said(BaseModel):
    """One answer; anything else that comes is not one."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: int
    columns: list[str] = []
    lines: list[list[str]] = []
    failed: str | None = None


class Worker:
    """One project in one sandbox: rows in, columns and lines of cells out.

    A context manager. Not for two threads at a time.
    """

    def __init__(
        self,
        project: Path,
        sandbox: Sandbox,
        options: dict[str, object],
        gpus: int = 0,
        env: dict[str, str] | None = None,
    ):
        """Start it; `options` are keywords of the project's `Predictor.answer`, `env`
        its environment if not that of a trial.

        Raises RunError if the project can't be loaded, SandboxError if the sandbox
        fails.
        """
        self.result: RunResult | None = None
        self.columns: list[str] = []
        self._stop: str | None = None
        self._rest, self._count = bytearray(), 0
        self._folder = Path(tempfile.mkdtemp(prefix="forgeweld-answers-"))
        mounts = self._make_folders()
        mounts["project"] = Mount(path=project)
        self._requests, self._answers = (
            os.open(self._folder / "pipes" / name, os.O_RDWR | os.O_NONBLOCK)
            for name in ("requests", "answers")
        )
        self._gone, self._gone_w = os.pipe()
        argv = ["python", "@code/answer.py", "@project", "@pipes", "@files"]
        argv += [f"{name}={json.dumps(value)}" for name, value in options.items()]
        job = Job(
            argv=tuple(argv), mounts=mounts, cwd="pipes", env=env or trial.environment()
        )
        limits = trial.allowance(LIFE_S).model_copy(
            update={"gpus": gpus, "grace_s": 0.5, "log_max_mb": 1024}
        )
        self._thread = threading.Thread(
            target=self._live, args=(sandbox, job, limits), daemon=True
        )
        self._thread.start()
        try:
            self._listen(0, START_S)
        except RunError as error:
            self.close()
            raise RunError(
                "the project's program could not be loaded",
                where=str(project / "predict.py"),
                why=error.why,
                fix="`python predict.py --help` in that folder shows all of it; its "
                "packages are those of requirements.lock",
            ) from error
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _make_folders(self) -> dict[str, Mount]:
        for name in ("code", "pipes", "files"):
            (self._folder / name).mkdir()
        shutil.copyfile(PROGRAM, self._folder / "code" / "answer.py")
        (self._folder / "code" / "answer.py").chmod(0o644)
        for name in ("requests", "answers"):
            os.mkfifo(self._folder / "pipes" / name, 0o600)
        for path in (self._folder, *self._folder.iterdir()):
            path.chmod(0o755)  # as root, the program is another user
        return {
            name: Mount(path=self._folder / name, writable=name == "pipes")
            for name in ("code", "pipes", "files")
        }

    def _live(self, sandbox: Sandbox, job: Job, limits) -> None:
        try:
            self.result = sandbox.run(job, limits, lambda: self._stop)
        finally:
            os.close(self._gone_w)

    @property
    def alive(self) -> bool:
        """Whether it can be asked; one that failed once can't."""
        return self._stop is None and self._thread.is_alive()

    def stage(self) -> Path:
        """A fresh folder for the files of one request, which the program can read."""
        place = Path(tempfile.mkdtemp(dir=self._folder / "files"))
        place.chmod(0o755)
        return place

    def answer(
        self, rows: list[dict[str, str]], folder: Path | None = None
    ) -> tuple[list[str], list[list[str]]]:
        """Names of columns and a line of cells per row; files lie in `folder`, which
        `stage` gave.

        Raises RunError if the program failed at it, or is dead; see `alive`.
        """
        self._count += 1
        place = folder.name if folder else "."
        asked = {"id": self._count, "rows": rows, "folder": place}
        self._send(json.dumps(asked).encode() + b"\n")
        said = self._listen(self._count, PATIENCE_S)
        if said.failed is not None:
            raise RunError("the project failed at these rows", why=said.failed)
        self.columns = self.columns or said.columns
        widths = {len(line) for line in said.lines}
        long = max((len(c) for line in said.lines for c in line), default=0)
        right = said.columns == self.columns and widths <= {len(self.columns)}
        if len(said.lines) != len(rows) or not right or long > LONGEST_CELL:
            raise self._broken("its answer has another shape than was asked for")
        return said.columns, said.lines

    def _send(self, data: bytes) -> None:
        poller = select.poll()
        poller.register(self._requests, select.POLLOUT)
        poller.register(self._gone, select.POLLIN)
        end, view = time.monotonic() + PATIENCE_S, memoryview(data)
        while view:
            ready = [fd for fd, _ in poller.poll(1000)]
            if self._gone in ready:
                raise self._ended()
            if self._requests in ready:
                view = view[os.write(self._requests, view[: 1 << 16]) :]
            elif time.monotonic() > end:
                raise self._broken("it took no request")

    def _listen(self, number: int, patience: float) -> Said:
        """The answer to request `number`."""
        poller = select.poll()
        poller.register(self._answers, select.POLLIN)
        poller.register(self._gone, select.POLLIN)
        end, seen = time.monotonic() + patience, 0
        while (found := self._rest.find(b"\n", seen)) < 0:
            seen = len(self._rest)
            ready = [fd for fd, _ in poller.poll(1000)]
            if self._answers in ready:
                self._rest += os.read(self._answers, 1 << 20)
            elif self._gone in ready:
                raise self._ended()
            elif time.monotonic() > end:
                raise self._broken(f"no answer within {patience:g} s")
            if len(self._rest) > MOST_BYTES:
                raise self._broken("its answer has no end")
        line = bytes(self._rest[:found])
        del self._rest[: found + 1]
        try:
            said = Said.model_validate_json(line)
        except ValidationError as error:
            raise self._broken("its answer is none") from error
        if said.id != number or self._rest:
            raise self._broken("it answered what nobody asked")
        return said

    def _broken(self, why: str) -> RunError:
        """It may not be asked again."""
        self._stop = why
        return RunError("the project's process was ended", why=why)

    def _ended(self) -> RunError | SandboxError:
        """The whole sandbox has ended: why, as far as it is known."""
        self._thread.join()
        result, self._stop = self.result, "ended"
        if result is None or result.status == "sandbox_error":
            reason = result.reason if result else "it could not be started"
            return SandboxError("the sandbox failed", why=reason)
        said = (result.log.head + result.log.tail).strip().splitlines()
        last = f": {said[-1][:300]}" if said else ""
        return RunError("the project's process has ended", why=f"{result.reason}{last}")

    def close(self) -> None:
        """End it and wait until the whole tree is dead."""
        self._stop = self._stop or "no more rows"
        self._thread.join()
        for fd in (self._requests, self._answers, self._gone):
            os.close(fd)
        remove(self._folder)
