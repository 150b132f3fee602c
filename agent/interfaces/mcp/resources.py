"""The MCP resources: runs and templates to read, by address; nothing that quotes the
data or a program's words, unless the server may share them."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError

from agent import hygiene
from agent.errors import ForgeweldError
from agent.interfaces.mcp.door import Door

RUNS = "forgeweld://runs"
RUN = RUNS + "/{run_id}"
TRIAL = RUN + "/trials/{trial}"
LARGEST = 1_000_000
"""Characters of one resource."""
CODE = ("config.py", "model.py", "data.py", "train.py")
"""The files of a trial that say what it is."""
PLAIN = ("run.state", "metric", "trial.started", "refit.started", "ensemble.tried")
"""Events that quote neither the data nor a program."""


def add(server: MCPServer, door: Door) -> None:
    """Register every resource and template of resources."""
    shelf = Shelf(door)
    pages: list[tuple[str, Callable[..., str], str, str]] = [
        (RUNS, shelf.runs, "Every run: state, trials, best score", "application/json"),
        (f"{RUN}/summary", shelf.summary, "How a run does", "application/json"),
        (f"{RUN}/leaderboard", shelf.leaderboard, "All its trials", "text/plain"),
        (f"{RUN}/report", shelf.report, "Its report, once finished", "text/html"),
        (f"{RUN}/card", shelf.card, "Its model card, once finished", "text/markdown"),
        (f"{RUN}/events{{?since}}", shelf.events, "Its events", "application/jsonl"),
        (f"{TRIAL}/code", shelf.code, "The code of one trial", "text/x-python"),
        (f"{TRIAL}/diff", shelf.diff, "What a trial changes", "text/plain"),
        (f"{TRIAL}/log", shelf.log, "What its program printed", "text/plain"),
        ("forgeweld://templates/{name}", shelf.template, "One block", "text/x-python"),
    ]
    for uri, read, title, kind in pages:
        words = " ".join((read.__doc__ or "").split())
        server.resource(
            uri, name=read.__name__, title=title, description=words, mime_type=kind
        )(read)


def found(page: Callable[..., str]) -> Callable[..., str]:
    """A page whose errors of ours become the protocol's, in words."""

    @functools.wraps(page)
    def read(*args: Any, **given: Any) -> str:
        from agent.interfaces import telling
        from agent.llm import from_environment

        try:
            text = from_environment().text(page(*args, **given))
            return hygiene.clean(text, LARGEST)
        except ForgeweldError as error:
            words = hygiene.clean(telling.error(error), 4_000)
            raise ResourceNotFoundError(words) from error
        except FileNotFoundError as error:
            raise ResourceNotFoundError(f"not there yet: {error.filename}") from error

    return read


class Shelf:
    """One method for each page."""

    def __init__(self, door: Door):
        self.door = door

    @found
    def runs(self) -> str:
        """All runs of this server's folder, one object each."""
        from agent.interfaces import reading

        places = sorted(self.door.out.glob("*/run.json"))
        return hygiene.json_text([reading.state_row(p.parent) for p in places])

    @found
    def summary(self, run_id: str) -> str:
        """What run_status answers."""
        from agent.interfaces.mcp import reports

        return reports.status(self.door.run(run_id)).model_dump_json(indent=1)

    @found
    def leaderboard(self, run_id: str) -> str:
        """Every trial of a run, the best first, with intervals and verdicts."""
        return self.door.desk().leaderboard(self.door.run(run_id).name)

    @found
    def report(self, run_id: str) -> str:
        """The self-contained report of a finished run."""
        return (self.door.run(run_id) / "report.html").read_text(encoding="utf-8")

    @found
    def card(self, run_id: str) -> str:
        """README.md of the project that a finished run delivers."""
        page = self.door.run(run_id) / "project" / "README.md"
        return page.read_text(encoding="utf-8")

    @found
    def events(self, run_id: str, since: str = "0") -> str:
        """The events of a run with a number beyond `since`, one JSON object a line;
        whole only where the server may share what the data holds."""
        from agent.run import events

        path = self.door.run(run_id) / events.FILE
        after = int(since) if since.isdigit() else 0
        lines = [self._told(event) for event in events.read(path, after)]
        return "".join(hygiene.json_text(line, indent=None) + "\n" for line in lines)

    def _told(self, event: Any) -> dict[str, Any]:
        said = event.model_dump(mode="json")
        if self.door.share or event.type in PLAIN:
            return said
        kept: dict[str, Any] = {}
        if event.type == "trial.finished":
            from agent.interfaces.mcp.reports import trained
            from agent.records import Trial

            trial = Trial.model_validate(event.data["record"])
            kept = trained(trial).model_dump(mode="json")
        return said | {"data": kept}

    @found
    def code(self, run_id: str, trial: str) -> str:
        """The files of one trial that say what it is: configuration, model, data,
        training; one after the other."""
        folder = self._trial(run_id, trial) / "project"
        parts = [folder / name for name in CODE if (folder / name).exists()]
        texts = [f"# ── {p.name}\n{p.read_text(encoding='utf-8')}" for p in parts]
        if not texts:
            raise ResourceNotFoundError(f"trial {hygiene.line(trial, 20)} has no code")
        return "\n".join(texts)

    @found
    def diff(self, run_id: str, trial: str) -> str:
        """In what a trial differs from the one that it changes: blocks, arguments,
        training, score."""
        from agent.interfaces import reading, telling
        from agent.run import rundir

        run_dir = self.door.run(run_id)
        done = reading.trial(run_dir, number(trial))
        if done.plan.parent is None:
            return f"#{done.index} changes no other trial"
        metric = rundir.load(run_dir).spec.metric
        parent = reading.trial(run_dir, done.plan.parent)
        return telling.differences(metric, parent, done)

    @found
    def log(self, run_id: str, trial: str) -> str:
        """What a trial's program printed. It may quote the data."""
        path = self._trial(run_id, trial) / "log" / "output.txt"
        if not self.door.share:
            raise ResourceError(
                "a program's words may quote the data, so no model is told; the person "
                f"finds them in {path}, or starts forgeweld mcp --share-samples"
            )
        return path.read_text(encoding="utf-8", errors="replace")

    @found
    def template(self, name: str) -> str:
        """The source of one block that models are made of, such as late_fusion or
        cnn."""
        from agent import catalog

        known = catalog.load().values()
        modules = dict.fromkeys(b.module for b in known if b.name == name)
        if not modules:
            names = ", ".join(blocks())
            raise ResourceNotFoundError(
                f"no block {hygiene.line(name, 60)!r}; there are {names}"
            )
        paths = [catalog.BLOCKS / module for module in modules]
        return "\n".join(path.read_text(encoding="utf-8") for path in paths)

    def _trial(self, run_id: str, trial: str) -> Path:
        return self.door.run(run_id) / "trials" / str(number(trial))


def number(trial: str) -> int:
    """The number of a trial. Raises ResourceNotFoundError."""
    if not trial.isdecimal():
        raise ResourceNotFoundError(f"trials have numbers, not {trial[:20]!r}")
    return int(trial)


def runs(door: Door) -> list[str]:
    """The ids of all runs, the newest first."""
    places = door.out.glob("*/run.json")
    newest = sorted(places, key=lambda p: p.stat().st_mtime, reverse=True)
    return [p.parent.name for p in newest]


def trials(door: Door, run_id: str) -> list[str]:
    """The numbers of a run's trials, as far as it has folders for them."""
    if run_id not in runs(door):
        return []
    names = [p.name for p in (door.out / run_id / "trials").glob("*")]
    return sorted((name for name in names if name.isdecimal()), key=int)


def blocks() -> list[str]:
    """The names of all blocks."""
    from agent import catalog

    return sorted({block.name for block in catalog.load().values()})
