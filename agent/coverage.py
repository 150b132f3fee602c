"""The catalogue and what each of its blocks costs: measured when asked, never typed."""

import json
import subprocess
import sys

from agent import catalog
from agent.cards import FOLDERS
from agent.errors import RunError, UsageError
from agent.records import Block
from agent.records.base import Record


class Coverage(Record):
    """One block: what its card says and what was measured."""

    name: str
    role: str
    serves: str
    """Kinds of data (inputs), tensors (encoders, augments) or tasks (heads), and what
    comes out where that differs."""
    cls: str
    params: int | None
    """Numbers learnt by gradient; None for parts of the training, which are no net."""
    flops: int | None
    """Floating-point operations for one row."""
    measured_on: str
    """The sizes at which these two hold."""
    paper: str
    summary: str


def measure(role: str | None = None) -> tuple[str, tuple[Coverage, ...]]:
    """How the blocks were measured, and every block of a role, or of all roles.

    It loads torch in a process of its own, for some seconds. Raises UsageError for an
    unknown role, RunError with the name of a block that can't be built or run.
    """
    if role is not None and role not in FOLDERS:
        roles = ", ".join(FOLDERS)
        raise UsageError(f"there is no role {role!r}", where="--role", fix=roles)
    done = subprocess.run(
        [sys.executable, "-m", "templates.measure", *map(str, catalog.own_folders())],
        cwd=catalog.BLOCKS.parent.parent,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise RunError(
            f"a block can't be measured: {lines[-1]}",
            where="templates/measure.py",
            why="it is built with its defaults and run on one row of an example",
            fix="mend the block or its card",
        )
    found = json.loads(done.stdout)
    measured = {(row["role"], row["name"]): row for row in found["blocks"]}
    rows = tuple(
        _row(block, measured.get((its_role, block.name)))
        for its_role in FOLDERS
        for block in catalog.blocks(its_role)
        if role in (None, its_role)
    )
    return found["how"], rows


def _row(block: Block, measured: dict | None) -> Coverage:
    return Coverage(
        name=block.name,
        role=block.role,
        serves=_serves(block),
        cls=block.cls,
        params=measured["params"] if measured else None,
        flops=measured["flops"] if measured else None,
        measured_on=measured["on"] if measured else "",
        paper=block.paper,
        summary=block.summary,
    )


def _serves(block: Block) -> str:
    kinds = ", ".join(block.kinds)
    if block.role == "input":
        return f"{kinds} → {block.gives}"
    if block.role == "encoder":
        return f"{kinds} → vector" + " or tokens" * ("tokens" in block.params)
    if block.role == "fusion":
        return "vectors or tokens" if block.takes == "tokens" else "vectors"
    return kinds or "any"
