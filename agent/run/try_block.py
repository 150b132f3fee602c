"""The contract test of one new block, in the sandbox."""

import json
import os
import shutil
import tempfile
from pathlib import Path

from agent import catalog
from agent.proposers.wanted import example
from agent.records import Block
from sandbox.base import Job, Limits, Mount, Sandbox

LIMITS = Limits(wall_s=180, mem_mb=3000, disk_mb=64, files=200, pids=64)
TEMPLATES = Path(catalog.BLOCKS).parent


def try_block(sandbox: Sandbox, folder: Path, block: Block, kind: str | None) -> dict:
    """The contract test of one block's file, in the sandbox: `{"ok", "stage", "why"}`.

    A hostile block can fake the answer; all that it gains is to be trained, in there.
    """
    with tempfile.TemporaryDirectory(prefix="forgeweld-contract-") as name:
        home = Path(name)
        home.chmod(0o755)
        program, out = home / "program", home / "out"
        ours = shutil.ignore_patterns("__pycache__", "project", "prompts")
        shutil.copytree(TEMPLATES, program / "templates", ignore=ours)
        shutil.copy(folder / f"{block.name}.py", program / f"{block.name}.py")
        out.mkdir()
        kinds = _kinds(block, kind)
        card = {"role": block.role, "class": block.cls}
        job = Job(
            argv=(
                "python",
                "-m",
                "templates.try_block",
                "case.json",
                "@out/answer.json",
            ),
            mounts={
                "program": Mount(path=program),
                "out": Mount(path=out, writable=True),
            },
            cwd="program",
            env={"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "passive"},
        )
        case = {"file": f"{block.name}.py", "card": card, "kinds": kinds}
        (program / "case.json").write_text(json.dumps(case))
        for path in (program, *program.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        result = sandbox.run(job, LIMITS)
        if result.status != "ok":
            return {"ok": False, "stage": result.status, "why": result.reason}
        return _answer(out / "answer.json")


def _answer(path: Path) -> dict:
    """What the program wrote, as far as it can be read; never through a link."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            answer = json.loads(file.read(10_000))
    except (OSError, ValueError):
        return {"ok": False, "stage": "answer", "why": "the test wrote no answer"}
    good = isinstance(answer, dict) and isinstance(answer.get("ok"), bool)
    return answer if good else {"ok": False, "stage": "answer", "why": "no JSON object"}


def _kinds(block: Block, kind: str | None) -> list[dict]:
    if block.role == "fusion":
        tokens = ["tokens"] if block.takes == "tokens" else []
        return [{"kind": mode} for mode in ("vectors", *tokens)]
    assert kind is not None
    tensor = example(kind)
    return [{"kind": kind, "shape": tensor["shape"], "example": tensor}]
