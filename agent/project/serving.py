"""serve.py of a delivered project, and what its service is: columns, words, title."""

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

from agent.data import film_sounds
from agent.data.data_kinds import media_kinds
from agent.inline import inline
from agent.project.expressions import docstring_safe
from agent.project.render import fill, python
from agent.project.saying import NUMERIC, said_parts
from agent.records import Blend, Plan, Profile, TaskSpec
from agent.run.delivery import FOUND
from agent.scoring.metrics import ONE_CLASS
from agent.scoring.truth import words
from agent.serving import __file__ as SERVING

ARRAYS = ("vector", "series", "points", "track")
"""Media that a request may hold as lists of numbers, too."""


def render_serve(
    spec: TaskSpec,
    profile: Profile,
    plans: Sequence[Plan],
    blend: Blend,
    *,
    weighs: bool,
) -> str:
    """The source of serve.py: one file, with the HTTP server that `forgeweld serve`
    has, too."""
    said = said_parts(spec, profile, blend, weighs=weighs)
    told = {
        "serving": inline(["endpoint.py"], Path(SERVING).parent, "agent.serving."),
        "serve_imports": "RADII, Predictor" if blend.conformal else "Predictor",
        "title": title(spec),
        "holds": holds(spec, profile, plans),
        "texts": texts(spec),
    }
    said = SimpleNamespace(**vars(said), **told)
    return python(fill("serve.py", spec=spec, profile=profile, said=said))


def title(spec: TaskSpec) -> str:
    """What is served, in a few words."""
    return f"Predict {docstring_safe(words(spec))}"


def holds(spec: TaskSpec, profile: Profile, plans: Sequence[Plan]) -> dict[str, str]:
    """What each column that some plan reads holds: number, text, array or file."""
    types = {column.name: column.type for column in profile.columns}
    used = {branch.modality for plan in plans for branch in plan.branches}
    read = [name for m in spec.modalities if m.name in used for name in m.columns]
    return {name: _held(types[name]) for name in film_sounds.told(profile, read)}


def _held(type_: str) -> str:
    if type_ in NUMERIC:
        return "number"
    if type_ in ARRAYS:
        return "array"
    return "file" if type_ in media_kinds() else "text"


def texts(spec: TaskSpec) -> tuple[str, ...]:
    """Columns of answers that are text."""
    if spec.kind == "retrieval":
        return (*(f"match_{k}" for k in range(1, FOUND + 1)), "match_rows")
    return spec.target if spec.kind in (*ONE_CLASS, "multilabel") else ()
