"""`plan.json` of a project: what it was rendered from, so that it can go on."""

import hashlib
import json
from pathlib import Path

from agent import __version__
from agent.errors import UsageError
from agent.project.render import render
from agent.records import Blend, Budget, Plan, Profile, Record, TaskSpec
from agent.records.task import Wishes

FILE = "plan.json"


class Carried(Record):
    """The records behind a project's files; nothing of any row."""

    version: str
    """Of Forgeweld, when it was rendered."""
    digest: str
    """Of the files as rendered: Project.digest."""
    files: dict[str, str] = {}
    """Name of each file -> digest of its text as rendered: tells what was edited, also
    where a later version renders it otherwise."""
    plan: Plan
    spec: TaskSpec
    profile: Profile
    blend: Blend | None = None
    """How predict.py reads its predictions, if tuned."""


def carried(
    spec: TaskSpec, profile: Profile, plan: Plan, blend: Blend | None = None
) -> str:
    """The text of `plan.json`: without paths, findings, the budget, and the fingerprint
    that names of rows are drawn from."""
    columns = tuple(c.model_copy(update={"summary": ""}) for c in profile.columns)
    bare = {"findings": (), "fingerprint": "", "columns": columns}
    if plan.stack:  # trials are this run's: elsewhere its network is trained anew
        own = plan.stack.model_copy(update={"trial": None})
        plan = plan.model_copy(update={"stack": own})
    plan = plan.model_copy(update={"teacher": None})  # whose answers lie beside it
    made = render(spec, profile, plan, blend)
    known = Carried(
        version=__version__,
        digest=made.digest,
        files=digests(made.files),
        plan=plan,
        spec=spec.model_copy(
            update={"data": Path(), "notes": (), "wishes": Wishes(), "budget": Budget()}
        ),
        profile=profile.model_copy(update=bare),
        blend=blend,
    )
    said = known.model_dump(mode="json", exclude_defaults=True)
    del said["spec"]["data"]
    return json.dumps(said, indent=1, ensure_ascii=False) + "\n"


def digests(files: dict[str, str]) -> dict[str, str]:
    """A short digest of every file's text."""
    return {
        name: hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
        for name, text in sorted(files.items())
    }


def read(project: Path) -> Carried:
    """What a project carries. Raises UsageError if it carries nothing readable."""
    path = project / FILE
    if not project.is_dir():
        raise UsageError(f"there is no project {project}", where=str(project))
    if not path.exists():
        raise UsageError(
            f"there is no {FILE} in {project}",
            where=str(project),
            why="it tells which plan a project is",
            fix=_instead(project),
        )
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        said["spec"]["data"] = "."
        return Carried.model_validate(said)
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{FILE} can't be read",
            where=str(path),
            why=str(error).splitlines()[0],
            fix="take the one that the run wrote",
        ) from error


def _instead(folder: Path) -> str:
    """What to name instead of a folder that is no project of one plan."""
    if (folder / "run.json").exists():
        return f"this is a run, its project is --from {folder / 'project'}"
    members = sorted(path.parent.name for path in folder.glob(f"members/*/{FILE}"))
    if not members:
        return "give the project/ of a finished run"
    lines = (f"--from {folder / 'members' / name}" for name in members)
    return "\n".join(["an ensemble goes on from one of its members:", *lines])
