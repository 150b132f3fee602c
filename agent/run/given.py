"""A project that a run goes on from, perhaps edited by hand: its first trial.

What grows out of that trial keeps the edits: they are merged with each new rendering,
and a file where that can't be done is told of and taken as rendered.
"""

import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from agent.errors import DataError, RunError, UsageError
from agent.project import carried
from agent.project.carried import Carried
from agent.project.check import REFUSED, check
from agent.project.merge import merge
from agent.project.render import README, render
from agent.proposers.lineage import design
from agent.records import Plan, Profile, Project, TaskSpec, Trial
from agent.run.trial import places

FOLDER = "given"
OPERATOR = "given"
LATER = {"reproduce.py", "reproduce.sh", "serve.py", README, carried.FILE}
"""Files that are made anew at the end of a run."""
TEXTS = {".py", ".toml", ".lock"}
SHARE = 0.3
"""Most of the budget for the project as it was given."""
OTHERWISE = "Forgeweld writes this file otherwise today"
PLACE = re.compile(r'^\s*File ".*?([^/"]+\.py)", line (\d+)')
"""Of a traceback, in a file of any folder."""
EDITED = ".edited"
"""Suffix of an edited file beside the one that was scored in its place."""


@dataclass(frozen=True)
class Conflict:
    """An edit that a new plan leaves no place for."""

    file: str
    line: int
    """Of the edited file."""
    why: str


@dataclass(frozen=True)
class Given:
    """The project: its files, and those that Forgeweld once rendered."""

    known: Carried
    files: dict[str, str]
    base: dict[str, str]
    """As rendered then; without those that are rendered otherwise today."""
    exact: bool
    """Whether it is told which files have been edited."""

    @property
    def digest(self) -> str:
        """Over all of it: another edit is another run."""
        digest = hashlib.blake2b(digest_size=8)
        for name in sorted(self.files):
            digest.update(f"{name}\0{self.files[name]}\0".encode())
        return digest.hexdigest()

    @property
    def then(self) -> dict[str, str]:
        """Digests of the files as they were rendered; {} if that can't be told."""
        return self.known.files or carried.digests(self.base)

    @property
    def edits(self) -> tuple[str, ...]:
        """Names of the files that differ from what was rendered."""
        then, now = self.then, carried.digests(self.files)
        return tuple(n for n in sorted(now) if now[n] != then.get(n)) if then else ()

    @property
    def removed(self) -> tuple[str, ...]:
        """Names of the files that were rendered and are no longer there."""
        return tuple(sorted(set(self.then) - set(self.files) - LATER))

    def first(self, seconds: float) -> Plan:
        """Its plan, as the first trial of a run that has so many seconds."""
        own = self.known.plan
        return own.model_copy(
            update={
                "seconds": round(max(1.0, min(own.seconds, SHARE * seconds)), 1),
                "parent": None,
                "continues": None,
                "operator": OPERATOR,
                "proposer": "user",
                "reason": "the project as it was given",
                "expected": "what the search has to beat",
            }
        )

    def fitted(
        self,
        history: tuple[Trial, ...],
        plan: Plan,
        made: Project,
        tell: Callable[[Conflict], None],
    ) -> Project:
        """`made`, rendered for `plan`, with the edits, if it grew out of this project;
        `tell` hears of those that have no place."""
        if not self.exact and design(plan) != design(self.known.plan):
            return made
        if not grown(history, plan):
            return made
        if design(plan) == design(self.known.plan):
            ahead = {"predict.py": made.files["predict.py"]}  # it reads the scores
            files = made.files | self.files | ahead | self._merged(ahead, tell)
        else:
            files = made.files | self._merged(made.files, tell)
        return Project(files=files, digest=_digest(files))

    def _merged(
        self, made: dict[str, str], tell: Callable[[Conflict], None]
    ) -> dict[str, str]:
        """The edited ones of these files, merged, and what the user has added."""
        added = {n: text for n, text in self.files.items() if n not in self.then}
        found = {n: text for n, text in added.items() if n not in made}
        for name in self.edits:
            if name not in made or name not in self.then:
                continue
            if name not in self.base:
                tell(Conflict(name, 1, f"{OTHERWISE}: {name} is as rendered"))
                continue
            text, hunks = merge(self.base[name], self.files[name], made[name])
            if not hunks:
                found[name] = text
                continue
            for hunk in hunks:
                count = len(hunk.ours)
                why = (
                    f"{count} edited line{'s' if count > 1 else ''} that the plan "
                    f"changes as well: {name} is as rendered, without its edits"
                )
                tell(Conflict(name, hunk.line, why))
        return found


def grown(history: tuple[Trial, ...], plan: Plan) -> bool:
    """Whether a plan is the given one, or comes from it by any number of changes."""
    while plan.operator != OPERATOR:
        before = plan.continues or plan.parent
        if before is None:
            return False
        plan = history[before - 1].plan
    return True


def read(project: Path) -> Given:
    """A project's folder. Raises UsageError, with the place, if it can't be tried."""
    if not project.is_dir():
        raise UsageError(f"there is no project {project}", where=str(project))
    known = carried.read(project)
    rendered = render(known.spec, known.profile, known.plan, known.blend)
    exact = bool(known.files) or rendered.digest == known.digest
    now = carried.digests(rendered.files)
    then = known.files or (now if exact else {})
    base = {n: t for n, t in rendered.files.items() if now[n] == then.get(n)}
    files = {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted(project.iterdir())
        if path.is_file() and (path.suffix in TEXTS or path.name == ".gitignore")
    }
    files = {n: t for n, t in files.items() if n not in LATER and n != "split.csv"}
    if "train.py" not in files:
        raise UsageError("the project has no train.py", where=str(project))
    try:
        check(Project(files=files, digest=""))
    except RunError as error:
        raise UsageError(
            f"{project.name} can't be run: {error.what.removeprefix(REFUSED)}",
            where=f"{project}/{error.where}",
            why=error.why,
            fix="change that line",
        ) from error
    return Given(known, files, base, exact)


def as_in_project(spec: TaskSpec, flags: tuple[str, ...]) -> TaskSpec:
    """The task with notes that say so where these flags came from a project."""
    if not flags:
        return spec
    said = re.compile(rf"asked for by (--({'|'.join(flags)})\b|a flag(?=$|,))")
    notes = tuple(said.sub("as in the project", note) for note in spec.notes)
    return spec.model_copy(update={"notes": notes})


def fits(given: Given, spec: TaskSpec, profile: Profile) -> tuple[str, ...]:
    """Warnings about a project on this data. Raises DataError if it can't read it."""
    theirs = {m.name: m for m in spec.modalities}
    ours = {m.name: m for m in given.known.spec.modalities}
    for branch in given.known.plan.branches:
        wanted, found = ours[branch.modality], theirs.get(branch.modality)
        if found is None or found != wanted:
            raise DataError(
                f"the project reads {wanted.name} from {', '.join(wanted.columns)}",
                where=str(spec.data),
                why=(
                    f"here that is {found}" if found else "the data has no such columns"
                ),
                fix="give the data that it was made for, or start without --from",
            )
    told = []
    if given.known.profile.classes != profile.classes:
        told.append("the classes are others: the project itself will fail to be scored")
    if given.known.plan.train.distil:
        told.append(
            "the project learnt what other models answered for the rows of its run, "
            "too: here its plan learns from labels alone"
        )
    if not given.exact:
        told.append(
            "the project was rendered by another version of Forgeweld "
            f"({given.known.version}): what was edited in it can't be told; it is "
            "tried as it is, and no edit is carried over to new plans"
        )
    told += [
        f"the edits of {name} are tried, but not carried over to new plans: {OTHERWISE}"
        for name in given.edits
        if name in given.then and name not in given.base
    ]
    told += [
        f"{name} is not in the project any more: it is taken as it was rendered"
        for name in given.removed
    ]
    return tuple(told)


def broken(run_dir: Path, done: Trial) -> RunError:
    """What to tell when the project as it was given has failed: a run without it would
    be another one than was asked for."""
    place = places(run_dir, done.index)
    log = place.root / "log" / "output.txt"
    said = log.read_text(encoding="utf-8").strip().splitlines() if log.exists() else []
    frames = [found for line in said if (found := PLACE.match(line))]
    own = [f for f in frames if (place.project / f[1]).is_file()]
    at = f"{own[-1][1]} line {own[-1][2]}: " if own else f"{done.note}: "
    return RunError(
        f"the project as it was given has failed ({done.failure})",
        where=str(log),
        why=at + (said[-1].strip()[:300] if said else "it printed nothing"),
        fix="mend the project and start again, or search on without it: "
        f"forgeweld resume {run_dir.name}",
    )


def write(run_dir: Path, given: Given) -> None:
    """Keep the project in the run's folder."""
    folder = run_dir / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    for name, text in given.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    said = given.known.model_dump_json(indent=1)
    (folder / carried.FILE).write_text(said, encoding="utf-8")


def load(run_dir: Path) -> Given | None:
    """The project that a run goes on from; None for the others."""
    folder = run_dir / FOLDER
    return read(folder) if folder.is_dir() else None


def delivered(
    given: Given | None, history: tuple[Trial, ...], plan: Plan, made: Project
) -> dict[str, str]:
    """Files of a delivered project: with the edits, and with each edited file that had
    no place beside it."""
    if given is None:
        return dict(made.files)
    lost: list[Conflict] = []
    files = dict(given.fitted(history, plan, made, lost.append).files)
    return files | {c.file + EDITED: given.files[c.file] for c in lost}


def _digest(files: dict[str, str]) -> str:
    digest = hashlib.blake2b(digest_size=12)
    for name in sorted(files):
        digest.update(f"{name}\0{files[name]}\0".encode())
    return digest.hexdigest()
