"""What readers and features of one training made of a run's rows, for those after it.

Of inputs alone, as the media that are decoded once. Only programs of our own blocks
leave something for others; all are forks or fresh sandboxes that read it and can't
write it. Another view of the rows has a cache of its own.
"""

import re
import shutil
from pathlib import Path

from agent.errors import RunError
from agent.records import Plan
from agent.run.copies import copy_checked
from agent.run.origin import unseen
from sandbox.base import RunResult
from sandbox.quota import remove

CACHE = "cache"
"""Folder of a view: programs keep nothing where there is none."""
NEW = "kept"
"""Folder of a program's output; `templates/blocks/keeping.py` and `recalling.py` write
there."""
NAME = re.compile(r"[0-9a-f]{32}\.(npy|json|safetensors)")
MOST = 2 * 2**30
"""Bytes that one view keeps, and no more than a quarter of the free disk."""


def allow(view: Path) -> None:
    """Let the programs that see `view` keep what they read."""
    if view.is_dir():  # else the sandbox says what is wrong
        (view / CACHE).mkdir(exist_ok=True)
        (view / CACHE).chmod(0o755)  # whatever the umask: the sandbox's user reads it


def take(out: Path, view: Path, plan: Plan, result: RunResult) -> None:
    """Move what a program of `plan` has kept from its output to the cache of `view`;
    away with it if it failed, has blocks that are not ours, or there is no room."""
    new = out / NEW
    if not new.is_symlink() and not new.is_dir():
        return
    if result.status == "ok" and not new.is_symlink() and not unseen(plan):
        named = [path for path in new.iterdir() if NAME.fullmatch(path.name)]
        if _fits(named, view / CACHE):
            for path in named:
                _move(path, out.with_name(path.name), view / CACHE / path.name)
    remove(new)


def clear(run_dir: Path) -> None:
    """Give back the room when a run has ended; who goes on with it reads once more."""
    views = [run_dir / "view", run_dir / "view_all", *run_dir.glob("view_folds/*")]
    views += run_dir.glob("view_taught/*")
    for path in (p for view in views for p in (view / CACHE).glob("*")):
        if NAME.fullmatch(path.name):
            path.unlink()


def _fits(new: list[Path], cache: Path) -> bool:
    there = [path for path in cache.iterdir() if NAME.fullmatch(path.name)]
    size = sum(path.lstat().st_size for path in (*new, *there))
    return size < min(MOST, shutil.disk_usage(cache).free / 4)


def _move(source: Path, part: Path, goal: Path) -> None:
    try:
        copy_checked(source, part)
    except RunError:  # no plain file: a program of ours writes none such
        part.unlink(missing_ok=True)
        return
    part.chmod(0o644)
    part.replace(goal)  # whole, or not there
