"""`forgeweld new`: the project of the first planned fusion, without any training."""

import re
import shutil
from pathlib import Path

from agent.errors import UsageError
from agent.interfaces import before, commands
from agent.interfaces.screen import put, put_json
from agent.project.check import check
from agent.project.scaffold import first_fusion, scaffold
from agent.run import prepare
from agent.run.prepare import Prepared
from agent.run.trial import write_files


def new(statement: str, data: Path, out: Path | None, **flags) -> None:
    """Understand, plan, write the project to `out`, list its files."""
    ready = prepare.understand(commands.request(statement, data, flags), thorough=False)
    target = out or Path(folder_name(ready))
    files = write(ready, target)
    plan = first_fusion(ready.spec, ready.plans)
    if flags["json_"]:
        put_json({"project": str(target), "plan": plan.name, "files": files})
        return
    before.understood(ready)
    put(f"{target}/ holds {plan.name}, not trained: {plan.reason}")
    for file in files:
        put(f"  {file}")
    put(f"next: cd {target} && pytest")
    put(f"      python train.py --data {ready.data.root.resolve()} --out out")


def folder_name(ready: Prepared) -> str:
    """What a project's folder is called if nobody names it."""
    name = re.sub(r"[^a-z0-9]+", "-", ready.spec.target[0].lower()).strip("-")
    return f"{name or 'model'}-project"


def write(ready: Prepared, target: Path) -> list[str]:
    """Write the project to a new or empty folder; the names of its files. Raises
    UsageError if something is there."""
    if target.is_symlink() or (
        target.exists() and (not target.is_dir() or any(target.iterdir()))
    ):
        raise UsageError(
            "there is something already where the project should go",
            where=str(target),
            fix="name a new or an empty folder: --out DIR, in a chat /scaffold FOLDER",
        )
    plan = first_fusion(ready.spec, ready.plans)
    project = scaffold(ready.spec, ready.profile, plan)
    check(project)
    building = target.with_name(f".{target.name}.tmp")
    prepare.make_writable(building)
    try:
        write_files(project.files, building)
        if target.exists():
            target.rmdir()
        building.replace(target)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return list(project.files)
