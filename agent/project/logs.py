"""lines.py of a project whose rows have several lines each in a further table."""

from pathlib import Path
from types import SimpleNamespace

from agent.data import lines
from agent.inline import inline
from agent.project.render import fill, python
from agent.records import Profile

FILE = "lines.py"
SOURCE = Path(lines.__file__).parent


def render_lines(profile: Profile) -> dict[str, str]:
    """The file, if the models read columns that sum up such lines; else none."""
    if not profile.lines:
        return {}
    said = SimpleNamespace(
        files=", ".join(one.file for one in profile.lines),
        recipes=lines.recipes(profile.lines),
        summing=inline(["summing.py"], SOURCE, "agent.data."),
    )
    return {FILE: python(fill(FILE, said=said))}
