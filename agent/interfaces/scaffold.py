"""A project that nobody has trained yet: the files, for whoever wants to write them."""

from pathlib import Path

from agent.errors import UsageError
from agent.records import Plan
from agent.run.prepare import Prepared


def first(ready: Prepared) -> Plan:
    """The plan to begin with by hand: the network that sees the most modalities, plain
    late fusion where there are several."""
    networks = [plan for plan in ready.plans if plan.family == "network"]
    if not networks:
        raise UsageError(
            "no network is planned for this data",
            why="its first trials are " + ", ".join(p.name for p in ready.plans),
        )
    return max(networks, key=lambda plan: len(plan.branches))


def files(ready: Prepared) -> dict[str, str]:
    """The project of `first`, by file name, in reading order."""
    from agent.project.render import CODE_FILES, OTHER_FILES, render

    made = render(ready.spec, ready.profile, first(ready)).files
    return {name: made[name] for name in (*CODE_FILES, *OTHER_FILES) if name in made}


def write(made: dict[str, str], folder: Path) -> Path:
    """Write files to a folder that is new or empty. Raises UsageError otherwise."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UsageError(f"{folder} is not empty", fix="name a new folder")
        for name, text in made.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            "the project can't be written",
            where=str(folder),
            why=error.strerror or "",
            fix="name another folder",
        ) from error
    return folder
