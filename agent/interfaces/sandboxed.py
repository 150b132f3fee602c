"""`forgeweld sandbox run`: anyone's program in the sandbox, and what came of it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite
from pathlib import Path

from agent import hygiene
from agent.errors import SandboxError, UsageError
from agent.interfaces import options
from agent.interfaces.screen import NOT_ISOLATED, put, put_json, put_table, say
from agent.run import program
from agent.run.isolation import isolated, opened
from agent.run.program import Ended, Program
from agent.run.trial import allowance
from sandbox.base import Isolation, Limits, Log, RunResult

LEAST_MB = 32
"""Python itself needs about 10."""
HEAD, TAIL = 20, 40
"""Lines of the log that a person is shown."""
WIDE = 500
"""Characters of each of these lines."""
FILES = 30
"""Outputs that a person is shown."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop:
    """A tick that ends the program once a signal has come."""

    def __init__(self) -> None:
        self.signal: int | None = None

    def __call__(self) -> str | None:
        if self.signal is None:
            return None
        return f"stopped by {signal.Signals(self.signal).name}"

    def take(self, number: int, frame: object) -> None:
        """The handler; a second Ctrl-C leaves without waiting for the program."""
        if self.signal is not None and number == signal.SIGINT:
            raise KeyboardInterrupt
        self.signal = number

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take signals instead of dying of them."""
        before = {
            number: signal.signal(number, self.take)
            for number in _SIGNALS
            if signal.getsignal(number) is not signal.SIG_IGN  # nohup, background jobs
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def run(
    file: Path,
    args: tuple[str, ...],
    *,
    beside: tuple[Path, ...],
    timeout: float | None,
    memory: int | None,
    backend: str,
    unsafe: bool,
    keep: Path | None,
    json_: bool,
) -> int:
    """Run `file`, print its RunResult, return the exit code of the command."""
    stop = Stop()
    with stop.listening():
        limits = allowed(timeout, memory)
        wanted = Program(file, beside, args).checked()
        name = options.backend(backend, unsafe=unsafe)
        target = program.empty_folder(keep) if keep else None
        if unsafe:
            say(NOT_ISOLATED.format(f"--unsafe runs {file.name}"))
        sandbox = opened(name, unsafe=unsafe)
        if not json_:
            say(f"{file.name} on {sandbox.name}, {limits.wall_s:g} s at most")
        try:
            ended = program.run(sandbox, wanted, limits, target=target, tick=stop)
        except ValueError as error:
            raise SandboxError(
                "the sandbox refuses this job", why=str(error)
            ) from error
        told(ended, limits, target, as_json=json_)
    return exit_code(ended.result, stop.signal)


def allowed(timeout: float | None, memory: int | None) -> Limits:
    """The limits of a trial, or those given. Raises UsageError for impossible ones."""
    if timeout is not None and not (isfinite(timeout) and timeout > 0):
        raise UsageError("--timeout must be above 0", why=f"it is {timeout:g} s")
    if memory is not None and memory < LEAST_MB:
        raise UsageError(
            f"--memory must be {LEAST_MB} or more", why=f"it is {memory} MB"
        )
    return allowance(timeout or Limits().wall_s, memory)


def exit_code(result: RunResult, stopped: int | None) -> int:
    """0 the program ended ok, 1 it did not, 8 the sandbox failed, 128 + a signal."""
    if stopped is not None:
        return 128 + stopped
    if result.status == "sandbox_error":
        return SandboxError.exit_code
    return 0 if result.status == "ok" else 1


def told(ended: Ended, limits: Limits, target: Path | None, *, as_json: bool) -> None:
    """The record, for a script or for a person."""
    if ended.left_out:
        some = f"{len(ended.left_out)} files, such as {ended.left_out[0]}"
        say(f"not kept: {some}: together with the others above {limits.disk_mb} MB")
    result = ended.result
    if as_json:
        put_json(result.model_dump(mode="json"))
        return
    put(f"{'✓' if result.status == 'ok' else '✗'} {result.status}: {result.reason}")
    rows = [*figures(result, limits), *outputs(result, target)]
    rows += isolation(result.isolation)
    put_table(_table(rows), width=120)
    log(result.log)
    if not isolated(result):
        put("NOT ISOLATED: this program could do whatever you can")


def figures(result: RunResult, limits: Limits) -> list[tuple[str, str]]:
    """What was measured from outside, named."""
    memory = f"at most {result.peak_rss_mb:,.0f} of {limits.mem_mb:,} MB"
    vram = result.peak_vram_mb
    rows = [
        ("exit code", "none" if result.exit_code is None else str(result.exit_code)),
        ("time", f"{result.wall_s:.2f} s, CPU {result.cpu_s:.2f} s"),
        ("memory", memory + (f", of the GPU {vram:,.0f} MB" if vram else "")),
        ("disk", f"{result.disk_mb:,.1f} of {limits.disk_mb:,} MB"),
        ("survivors", str(result.survivors or "none")),
    ]
    if result.signal is not None:
        rows[0] = ("signal", f"{result.signal} ({signal_name(result.signal)})")
    if result.gpus:
        rows.append(("GPU", ", ".join(result.gpus)))
    return rows


def signal_name(number: int) -> str:
    """SIGKILL for 9; real-time ones have none."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return "a real-time signal"


def outputs(result: RunResult, target: Path | None) -> list[tuple[str, str]]:
    """The files that the program made or changed, named."""
    files = result.outputs
    size = sum(file.size for file in files)
    where = f", kept in {target}" if target else ""
    count = f"{len(files)} file{'s' if len(files) > 1 else ''}"
    rows = [("outputs", f"{count}, {size:,} bytes{where}" if files else "none")]
    for file in files[:FILES]:
        digest = file.sha256[:12] if file.sha256 else "too large to hash"
        rows.append(("", f"{file.size:>12,}  {digest:12}  {file.path[:200]}"))
    if len(files) > FILES:
        rows.append(("", f"and {len(files) - FILES} more (--json has them all)"))
    return rows


def isolation(achieved: Isolation) -> list[tuple[str, str]]:
    """What kept the program in, and what did not, named."""
    rows = [("sandbox", achieved.backend)]
    rows += [(n, getattr(achieved, n)) for n in ("files", "network", "processes")]
    rows.append(("limits", achieved.limits))
    return rows + [("open" if not i else "", n) for i, n in enumerate(achieved.notes)]


def _table(rows: list[tuple[str, str]]):  # no type: rich is slow to import
    from rich.table import Table

    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, text in rows:
        table.add_row(f" {name}", hygiene.line(text))
    return table


def log(kept: Log) -> None:
    """The program's own words, each line marked so that none looks like one of ours."""
    head, gap, tail = shown(kept)
    put("  log" + ("" if head else " is empty"))
    for line in (*head, *gap, *tail):
        put(f"  │ {hygiene.line(line, WIDE)}".rstrip())


def shown(kept: Log) -> tuple[list[str], list[str], list[str]]:
    """First lines, what is missing in between, last lines."""
    everything = len(kept.head) + len(kept.tail)
    if kept.dropped:
        head = hygiene.clean(kept.head, everything).splitlines()
        tail = hygiene.clean(kept.tail, everything).splitlines()
    else:
        lines = hygiene.clean(kept.head + kept.tail, everything).splitlines()
        head, tail = lines[:HEAD], lines[HEAD:]
    gap = [f"… {kept.dropped:,} bytes dropped …"] if kept.dropped else []
    hidden = max(0, len(head) - HEAD) + max(0, len(tail) - TAIL)
    if hidden:
        gap.append(f"… {hidden} lines more (--json has them) …")
    return head[:HEAD], gap, tail[-TAIL:]
