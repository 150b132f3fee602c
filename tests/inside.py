"""The command line within this process: the same entry point, a second saved each."""

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from agent.interfaces import language
from agent.interfaces.cli import main


def forgeweld(
    *words: object, cwd: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    """What a command prints without a terminal, and its exit code. Settings of the
    user and of a model are those of `variables` alone."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with pytest.MonkeyPatch.context() as patch:
        for name in tuple(os.environ):
            if name.startswith(("OPENAI", "FORGEWELD", "XDG")):
                patch.delenv(name)
        patch.setenv("XDG_CONFIG_HOME", str(cwd / "none"))
        for name, value in variables.items():
            patch.setenv(name, value)
        patch.chdir(cwd)
        patch.setattr(sys, "argv", ["forgeweld", *map(str, words)])
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main()
            except SystemExit as end:
                code = int(end.code or 0)
    language.choose("auto")
    said = out.getvalue(), err.getvalue()
    assert "\x1b" not in "".join(said) and "Traceback" not in said[1], said
    return subprocess.CompletedProcess(words, code, *said)
