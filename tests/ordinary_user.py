"""A Python that an ordinary user can run, with this project's code and packages.

Root's own interpreter often lies below a closed home. One of the system with the same
version can use the same packages; they are hard links, so that gigabytes cost nothing.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ("agent", "sandbox", "templates")
UID = 62_000 + os.getpid() % 1000
"""Nobody's: neither in use nor in the range that root's runs draw from."""


def open_folder(all_may_write: bool = False) -> Path:
    """A new folder that others can reach, removed when Python ends."""
    folder = Path(tempfile.mkdtemp(prefix="forgeweld-user-"))
    folder.chmod(0o777 if all_may_write else 0o755)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def build(folder: Path) -> tuple[Path, str]:
    """A Python in `folder`, or what is missing for one.

    The code lies in `folder/code` (tests among it).
    """
    if shutil.which("setpriv") is None:
        return folder, "setpriv (util-linux) is not installed"
    name = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    found = [Path("/usr/bin") / name, Path("/usr/local/bin") / name]
    usable = [path for path in found if path.exists() and _may_run(path)]
    if not usable:
        return folder, f"no {name} in /usr/bin or /usr/local/bin for other users"
    made = folder / "python"
    subprocess.run([usable[0], "-m", "venv", "--without-pip", made], check=True)
    packages = next(made.glob("lib/python*/site-packages"))
    for top in sys.path:
        if top.endswith("site-packages"):
            _link(Path(top), packages)
    code = folder / "code"
    for top in CODE:
        shutil.copytree(ROOT / top, code / top)
    for test in (ROOT / "tests").glob("*.py"):
        (code / "tests").mkdir(exist_ok=True)
        shutil.copy(test, code / "tests")
    shutil.copytree(ROOT / "tests" / "attacks", code / "tests" / "attacks")
    for top, _, files in os.walk(code):
        for path in (Path(top), *(Path(top) / file for file in files)):
            path.chmod(0o755)
    python = made / "bin" / "python"
    done = _run_as(python, ["-c", "import pydantic, numpy, sklearn"])
    return python, "" if done.returncode == 0 else done.stderr.strip()[-300:]


def command(python: Path, *words: object) -> list[str]:
    """The command that runs `python words…` as an ordinary user without groups."""
    become = ["setpriv", "--reuid", UID, "--regid", UID, "--clear-groups", python]
    return [str(word) for word in (*become, *words)]


def _may_run(python: Path) -> bool:
    return _run_as(python, ["-c", "import venv"]).returncode == 0


def _run_as(python: Path, words: list[str]) -> subprocess.CompletedProcess[str]:
    asked = command(python, *words)
    return subprocess.run(asked, capture_output=True, text=True, cwd="/")


def _link(source: Path, target: Path) -> None:
    """Hard links where the file system allows, else copies; no editable installs."""

    def take(one: str, other: str) -> None:
        try:
            os.link(one, other)
        except OSError:
            shutil.copy2(one, other)

    skipped = shutil.ignore_patterns("__pycache__", "*.pth", "_editable_*")
    shutil.copytree(
        source, target, ignore=skipped, copy_function=take, dirs_exist_ok=True
    )
