"""Where the clients that nobody here wrote are, and how they are started.

`make test-clients` installs them; without FORGEWELD_CLIENTS their tests are left out.
"""

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

BIN = Path(__file__).resolve().parent.parent / ".venv" / "bin"
HERE = os.environ.get("FORGEWELD_CLIENTS", "")
OURS = str(BIN / "forgeweld")
LIST = Path(__file__).with_name("clients.txt").read_text().split()
VERSIONS = {name: version for name, _, version in (x.rpartition("@") for x in LIST)}
"""Exactly these: an npm on an old Node would quietly take older ones."""
NODE = (22, 0)


def tool(package: str, program: str) -> list[str]:
    """The command of a client, of exactly its version; skips where it is not there."""
    if not HERE:
        pytest.skip("no clients: make test-clients installs them")
    found = Path(HERE) / "node_modules" / package / "package.json"
    if not found.exists():
        pytest.skip(f"{package} is not installed in {HERE}")
    assert json.loads(found.read_text())["version"] == VERSIONS[package]
    node = str(Path(HERE) / "bin" / "node")
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    assert tuple(map(int, said[1:].split(".")[:2])) >= NODE, said
    started = Path(HERE) / "node_modules" / ".bin" / program
    with started.open("rb") as file:
        native = file.read(4) == b"\x7fELF"
    return [str(started)] if native else [node, str(started)]


def environment(home: Path, **more: str) -> dict[str, str]:
    """A home of its own; no model and no key but those of `more`."""
    away = ("OPENAI", "FORGEWELD", "XDG")
    env = {k: v for k, v in os.environ.items() if not k.startswith(away)}
    paths = [str(Path(HERE) / "bin"), str(BIN), env["PATH"]]
    home.mkdir(exist_ok=True)
    mine = {"HOME": str(home), "PATH": os.pathsep.join(paths), "NO_COLOR": "1"}
    return env | mine | {"OMP_NUM_THREADS": "1"} | more


def until(true: Callable[[], object], seconds: float = 300) -> None:
    """Wait until something is true; fails after `seconds`, which are patience."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


def seen(out: Path, kind: str) -> bool:
    """Whether a run below `out` has an event of this type."""
    files = out.glob("*/events.jsonl")
    return any(f'"type":"{kind}"' in path.read_text() for path in files)


def packaged(folder: Path) -> Path:
    """Our extension of VS Code as a .vsix in `folder`, made by vsce."""
    program, target = tool("@vscode/vsce", "vsce"), folder / "forgeweld.vsix"
    words = ["package", "--no-dependencies", "--allow-missing-repository"]
    ended = subprocess.run(
        [*program, *words, "-o", str(target)],
        cwd=BIN.parent.parent / "editors" / "vscode",
        env=environment(folder / "vsce-home"),
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return target
