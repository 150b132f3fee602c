"""`forgeweld predict` and `serve`: a finished run's project at work, in the sandbox."""

import queue
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from agent.data import encodings, streams
from agent.errors import RunError, SandboxError, UsageError
from agent.interfaces import language
from agent.interfaces.screen import NOT_ISOLATED, put, put_json, say
from agent.project.serving import texts, title
from agent.run import finished, rundir, trial
from agent.run.finished import Finished
from agent.run.isolation import opened
from agent.run.predicting import Summary, header, predict
from agent.run.worker import Worker
from agent.serving.endpoint import Server
from agent.serving.requests import Refused, Request
from agent.serving.service import Service
from sandbox import host as host_

TELL_S = 10.0
"""Seconds between lines of progress."""
MOST_WORKERS = 4
"""Processes of a model that `serve` starts unasked, each with its own memory."""


def predict_table(
    name: str | None,
    out: Path,
    *,
    source: Path,
    target: Path,
    coverage: float | None,
    weights: bool,
    encoding: str | None,
    unsafe: bool,
    json_: bool,
) -> None:
    """Predict the rows of a table with a run's project; says how it went."""
    run = finished.load(rundir.find(out, name))
    began = told = time.monotonic()

    def tell(rows: int) -> None:
        nonlocal told
        if not json_ and time.monotonic() > told + TELL_S:
            told = time.monotonic()
            say(f"{rows} rows, {rows / (told - began):.0f} a second")

    asked = (run, source, target, coverage, weights)
    done = run_table(*asked, encoding=encoding, unsafe=unsafe, tell=tell)
    seconds = round(time.monotonic() - began, 2)
    if json_:
        told_ = {"rows": done.rows, "errors": done.errors, "absent": done.absent}
        put_json(
            {"run": run.run_dir.name, "output": str(target), **told_}
            | {"seconds": seconds}
        )
        return
    for line in words(done, source):
        say(language.told(line))
    put(f"{target}: {done.rows} rows, {seconds:.1f} s")


def run_table(
    run: Finished,
    source: Path,
    target: Path,
    coverage: float | None = None,
    weights: bool = False,
    *,
    encoding: str | None = None,
    unsafe: bool = False,
    tell=lambda rows: None,
) -> Summary:
    """The rows of `source` answered into `target`, by a program in the sandbox."""
    if target.is_dir() or not target.absolute().parent.is_dir():
        raise UsageError(
            f"{target} can't be written", why="no such folder, or it is one"
        )
    options = run.options(coverage, weights=weights)
    header(run, source, streams.encoding(source, encoding))  # before anything starts
    with Worker(run.project, _sandbox(run, unsafe), options, run.gpus) as worker:
        return predict(run, worker, source, target, tell, encoding=encoding)


def words(done: Summary, source: Path) -> list[str]:
    """What a person should know of a table that went through."""
    lines = [encodings.said(source.name, done.guessed)] if done.guessed else []
    lines += [
        f"column {name!r} isn't there: missing in every row" for name in done.alone
    ]
    lines += [
        f"{file} isn't beside the table: the {len(names)} columns that sum up its "
        "lines are missing in every row"
        for file, names in done.lost.items()
    ]
    if done.garbled:
        lines.append(
            f"{done.garbled} rows hold letters that can't be read (\ufffd): if your "
            "table has none such, name its encoding, as --encoding cp1252"
        )
    if done.errors:
        lines.append(f"{done.errors} rows with an error: see the column of that name")
    return lines


def _sandbox(run: Finished, unsafe: bool):
    if unsafe:
        say(NOT_ISOLATED.format("--unsafe runs the project"))
    return opened("process" if unsafe else run.sandbox, unsafe=unsafe)


class Answering:
    """Answers requests by `count` workers, each request by one that is free; one that
    died is replaced at the next request."""

    def __init__(self, run: Finished, sandbox, options: dict[str, object], count: int):
        share = trial.environment(count)
        self.start = lambda: Worker(run.project, sandbox, options, run.gpus, share)
        self.count, self.free = count, queue.LifoQueue[Worker | None]()
        with ThreadPoolExecutor(count) as starting:
            begun = [starting.submit(self.start) for _ in range(count)]
        for one in begun:
            self.free.put(None if one.exception() else one.result())
        for one in begun:
            if fault := one.exception():
                self.close()
                raise fault

    def __call__(self, request: Request) -> tuple[list[str], list[list[str]]]:
        """As `Service.answer`. Raises Refused with 503 while there is no worker."""
        worker = self.free.get()
        try:
            if worker is not None and not worker.alive:
                worker.close()
                worker = None
            worker = worker or self.start()
            return self._answer(worker, request)
        except (RunError, SandboxError) as error:
            say(f"{error.what}: {error.why}")
            if worker is not None and not worker.alive:
                worker.close()
                worker = None
            raise Refused(503, "the model could not answer; try again") from error
        finally:
            self.free.put(worker)

    def _answer(self, worker: Worker, request: Request) -> tuple:
        if not request.uploads:
            return worker.answer(request.rows)
        folder = worker.stage()
        try:
            for i, upload in enumerate(request.uploads):
                file = folder / f"{i}{upload.suffix}"
                file.write_bytes(upload.content)
                file.chmod(0o644)
                request.rows[upload.row][upload.column] = file.name
            return worker.answer(request.rows, folder)
        finally:
            for file in folder.iterdir():
                file.unlink()
            folder.rmdir()

    def close(self) -> None:
        """End all workers, each when it has answered what it was asked."""
        for _ in range(self.count):
            if worker := self.free.get():
                worker.close()


def serve(
    name: str | None,
    out: Path,
    *,
    host: str,
    port: int,
    coverage: float | None,
    weights: bool,
    workers: int | None,
    unsafe: bool,
    json_: bool,
) -> None:
    """Serve a run's project over HTTP until Ctrl-C or SIGTERM.

    The socket and all of HTTP are here, in trusted code; the model is in the sandbox.
    """
    run = finished.load(rundir.find(out, name))
    options = run.options(coverage, weights=weights)
    count = workers or (1 if run.gpus else min(host_.cores(), MOST_WORKERS))
    answering = Answering(run, _sandbox(run, unsafe), options, count)
    service = Service(
        title=title(run.spec),
        columns=run.columns,
        words=texts(run.spec),
        answer=answering,
    )
    try:
        with _listening(host, port, service) as server:
            address = f"http://{host}:{server.server_address[1]}/"
            if json_:
                put_json({"run": run.run_dir.name, "url": address})
            else:
                put(address)
                say(
                    f"{run.run_dir.name}: POST rows to {address}predict; Ctrl-C ends it"
                )
            for ending in (signal.SIGINT, signal.SIGTERM):
                signal.signal(ending, signal.default_int_handler)
            server.serve_forever()
    except KeyboardInterrupt:
        say("served; nothing is left")
    finally:
        answering.close()


def _listening(host: str, port: int, service: Service) -> Server:
    try:
        return Server(host, port, service)
    except OSError as error:
        raise UsageError(
            f"{host}:{port} can't be listened on",
            why=error.strerror or str(error),
            fix="choose another --port",
        ) from error
