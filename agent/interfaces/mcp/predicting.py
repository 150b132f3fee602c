"""New rows predicted by `forgeweld predict`, a process of its own: it may take longer
than a client waits, and outlives the server."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from agent.errors import ForgeweldError, RunError, UsageError
from agent.interfaces.mcp.answers import Predicted

PATIENCE_S = 45.0
"""How long a call waits for it."""
START = "import sys; from agent.interfaces.cli import main; main()"


def predict(run_dir: Path, source: Path, target: Path) -> Predicted:
    """Start the command and wait a while. The file is written whole or not at all.

    Raises UsageError if the target is there already, and what the command says.
    """
    if target.exists() or target.is_symlink():
        raise UsageError(f"{target} is there already", fix="choose another name")
    words = ["predict", str(run_dir), "--input", str(source), "--output", str(target)]
    process = subprocess.Popen(
        [sys.executable, "-c", START, *words, "--json"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        out, err = process.communicate(timeout=PATIENCE_S)
    except subprocess.TimeoutExpired:
        return Predicted(run_id=run_dir.name, output=str(target), done=False)
    said = _json(out)
    if process.returncode:
        raise _error(said, err)
    return Predicted(
        run_id=run_dir.name,
        output=str(target),
        done=True,
        rows=said.get("rows"),
        errors=said.get("errors"),
        missing_columns=list(said.get("absent") or ()),
    )


def _json(text: str) -> dict[str, Any]:
    lines = text.strip()
    return json.loads(lines) if lines.startswith("{") else {}


def _error(said: dict[str, Any], err: str) -> ForgeweldError:
    """The command's error; its class tells whether it may quote cells."""
    told = said.get("error")
    if not told:
        last = err.strip().splitlines()[-1:] or ["it said nothing"]
        return RunError("the command failed", why=last[0])
    kind = UsageError if told["code"] == "usage" else RunError
    parts = {name: str(told.get(name) or "") for name in ("where", "why", "fix")}
    return kind(str(told["what"]), **parts)
