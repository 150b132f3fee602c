"""The files of an encoder on their way: into the run once, into projects by links."""

import os
import shutil
from pathlib import Path

from agent import catalog
from agent.pretrained.folders import Found
from agent.records import Plan, Pretrained, TaskSpec

FOLDER = "encoders"
"""Below a run's folder, and below a project's."""


def store(found: tuple[Found, ...], run_dir: Path) -> None:
    """Copy encoders into a run's folder; those that are there stay."""
    for one in found:
        goal = run_dir / FOLDER / one.record.name
        if goal.exists():
            continue
        building = goal.with_suffix(".part")
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(parents=True)
        for name, source in one.files.items():
            shutil.copyfile(source, building / name)
        for name, text in one.texts.items():
            (building / name).write_text(text, encoding="utf-8")
        for path in building.iterdir():
            path.chmod(0o644)
        for folder in (building, building.parent):
            folder.chmod(0o755)  # whatever the umask: the sandbox's user has to read
        building.replace(goal)


def used(spec: TaskSpec, plan: Plan) -> tuple[Pretrained, ...]:
    """The encoders that a plan needs."""
    names = set()
    for branch in plan.branches:
        for role, use in (("input", branch.input), ("encoder", branch.encoder)):
            wanted = plan.family != "classical" or role == "input"
            if wanted and catalog.find(role, use.block).requires:
                names.add(use.args.get("encoder"))
    return tuple(one for one in spec.encoders if one.name in names)


def for_trial(spec: TaskSpec, plan: Plan, project: Path) -> None:
    """Put what a plan needs into the project of one of the run's trials."""
    trials = next((p for p in project.parents if p.name == "trials"), project)
    place(trials.parent, used(spec, plan), project)


def place(run_dir: Path, encoders: tuple[Pretrained, ...], project: Path) -> None:
    """Put encoders of a run into a project, by links where the file system has them."""
    for one in encoders:
        pass_on(run_dir / FOLDER / one.name, project / FOLDER / one.name)


def pass_on(source: Path, goal: Path) -> None:
    """The files of one folder, as links or copies, in another one; nothing if there is
    no such folder."""
    if not source.is_dir():
        return
    goal.mkdir(parents=True, exist_ok=True)
    for folder in (goal, goal.parent):
        folder.chmod(0o755)
    for path in source.iterdir():
        if path.is_dir():
            pass_on(path, goal / path.name)
            continue
        try:
            os.link(path, goal / path.name, follow_symlinks=False)
        except FileExistsError:
            continue
        except OSError:  # another file system, or a file of another user's
            shutil.copyfile(path, goal / path.name)
            (goal / path.name).chmod(0o644)
