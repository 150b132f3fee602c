"""Any one Python file, run in a fresh folder under the rules of a trial."""

import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from agent.errors import SandboxError, UsageError
from agent.run.trial import environment
from sandbox.base import Job, Limits, Mount, OutputFile, RunResult, Sandbox, Tick
from sandbox.keep import keep
from sandbox.quota import remove


@dataclass(frozen=True)
class Program:
    """A file to run, what lies beside it, and what it is told."""

    file: Path
    beside: tuple[Path, ...] = ()
    args: tuple[str, ...] = ()

    def checked(self) -> "Program":
        """Itself. Raises UsageError for what can't be read or lie in one folder."""
        names: dict[str, Path] = {}
        for path in (self.file, *self.beside):
            _readable(path)
            if path.name in names:
                raise UsageError(
                    f"two files would be called {path.name}",
                    why=f"{names[path.name]} and {path} go into one folder",
                    fix="rename one of them, or leave it out",
                )
            names[path.name] = path
        return self


@dataclass(frozen=True)
class Ended:
    """How a program ended, and which of its files were too large to be kept."""

    result: RunResult
    left_out: tuple[str, ...] = ()


def run(
    sandbox: Sandbox,
    program: Program,
    limits: Limits,
    *,
    target: Path | None = None,
    tick: Tick | None = None,
) -> Ended:
    """Run `program`; copy its outputs to `target`, an empty folder, if there is one.

    The working folder is gone when this returns, also when it raises. Outputs are the
    files that the program made or changed. Raises SandboxError if our part fails.
    """
    try:
        with _work_folder() as work:
            given = _copies(program, work)
            argv = ("python", f"@work/{program.file.name}", *program.args)
            mounts = {"work": Mount(path=work, writable=True)}
            job = Job(argv=argv, mounts=mounts, cwd="work", env=environment())
            result = sandbox.run(job, limits, tick)
            made = tuple(f for f in result.outputs if given.get(f.path) != _id(f))
            left_out: tuple[str, ...] = ()
            if target is not None:
                names = {file.path for file in made}
                left_out = keep(work, names, target, limits.disk_mb)
            return Ended(result.model_copy(update={"outputs": made}), left_out)
    except OSError as error:
        raise SandboxError(
            "the program's folder can't be made, filled or kept",
            where=str(error.filename or tempfile.gettempdir()),
            why=error.strerror or str(error),
            fix="TMPDIR names another place for it",
        ) from error


def empty_folder(target: Path) -> Path:
    """`target`, made if need be. Raises UsageError unless it is an empty folder."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        taken = any(target.iterdir())
    except OSError as error:
        raise UsageError(
            "the outputs can't be kept there",
            where=str(target),
            why=error.strerror or str(error),
            fix="name a new folder: --keep DIR",
        ) from error
    if taken:
        raise UsageError(
            "the folder for the outputs is not empty",
            where=str(target),
            fix="name a new folder: --keep DIR",
        )
    return target


def _readable(path: Path) -> None:
    try:
        # without blocking: a FIFO would wait for its other end
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            mode = os.fstat(handle).st_mode
        finally:
            os.close(handle)
    except OSError as error:
        raise UsageError(
            "the file can't be read", where=str(path), why=error.strerror or ""
        ) from error
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "no regular file"
        raise UsageError(f"this is {kind}", where=str(path), fix="name a file")


@contextmanager
def _work_folder() -> Iterator[Path]:
    top = Path(tempfile.mkdtemp(prefix="forgeweld-run-"))
    try:
        top.chmod(0o711)  # root's programs are another user, who has to get through
        work = top / "work"
        work.mkdir()
        work.chmod(0o755)
        yield work
    finally:
        remove(top)


def _copies(program: Program, work: Path) -> dict[str, tuple[int, str]]:
    """Put the files into `work`; their names, sizes and digests."""
    given = {}
    for path in (program.file, *program.beside):
        copy = work / path.name
        shutil.copyfile(path, copy)
        copy.chmod(0o644)
        with copy.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        given[path.name] = (copy.stat().st_size, digest)
    return given


def _id(file: OutputFile) -> tuple[int, str | None]:
    return file.size, file.sha256
