"""lines.py of a project whose rows have several lines each in a further table."""

import ast
from pathlib import Path
from types import SimpleNamespace

from agent.data import lines, summing
from agent.project.render import fill, python
from agent.records import Profile

FILE = "lines.py"


def render_lines(profile: Profile) -> dict[str, str]:
    """The file, if the models read columns that sum up such lines; else none."""
    if not profile.lines:
        return {}
    source = Path(summing.__file__).read_text(encoding="utf-8")
    body = source.splitlines()[ast.parse(source).body[0].end_lineno :]
    said = SimpleNamespace(
        files=", ".join(one.file for one in profile.lines),
        imports="from pathlib import Path",
        recipes=lines.recipes(profile.lines),
        summing="\n".join(body),
    )
    return {FILE: python(fill(FILE, said=said))}
