"""The front matter of a README.md: a model card of the Hugging Face Hub, in YAML.

Mitchell et al., "Model cards for model reporting", 2019; the Hub's `model-index`.
Every text is a JSON string, which is YAML, too: names of columns can't break out.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from agent.hygiene import line
from agent.records import Plan, Profile, TaskSpec
from agent.scoring.metrics import KNOWN
from agent.scoring.truth import words

TASKS = {
    "binary": "classification",
    "multiclass": "classification",
    "ordinal": "classification",
    "multilabel": "classification",
    "regression": "regression",
    "multitarget": "regression",
    "survival": "survival-analysis",
    "retrieval": "retrieval",
}
STREAMS = {"image": "image", "video": "video", "audio": "audio", "text": "text"}


@dataclass(frozen=True)
class Figures:
    """The test score of what a card is about, and those beside it."""

    metric: str
    value: float
    interval: tuple[float, float]
    also: dict[str, float]


def front_matter(
    spec: TaskSpec,
    profile: Profile,
    name: str,
    plans: Sequence[Plan],
    figures: Figures,
) -> str:
    """The block between two lines of `---`, both included."""
    used = {b.modality for plan in plans for b in plan.branches}
    kinds = sorted({m.kind for m in spec.modalities if m.name in used})
    tags = ["forgeweld", *(["multimodal-fusion"] if len(used) > 1 else [])]
    tags += ["ensemble"] if len(plans) > 1 else []
    tags += sorted({TASKS[spec.kind], *kinds})
    data = spec.data.stem or "data"
    target = f"{spec.kind}: {words(spec)} from {', '.join(sorted(used))}"
    lines = [
        "---",
        "license: other",
        "license_name: not-chosen-yet",
        f"library_name: {library(plans)}",
        "tags:",
        *(f"- {_text(tag)}" for tag in tags),
        "model-index:",
        f"- name: {_text(name)}",
        "  results:",
        "  - task:",
        f"      type: {_text(task(spec, kinds))}",
        f"      name: {_text(target)}",
        "    dataset:",
        f"      type: {_text(data)}",
        f"      name: {_text(data)}",
        "      split: test",
        "    metrics:",
    ]
    rows = [(figures.metric, figures.value, figures.interval)]
    rows += [(n, value, None) for n, value in figures.also.items()]
    for metric, value, interval in rows:
        lines += [
            f"    - type: {metric}",
            f"      value: {_number(value)}",
            f"      name: {_text(KNOWN[metric].title)}",
        ]
        if interval:
            low, high = map(_number, interval)
            lines += [
                "      args:",
                f"        interval: [{low}, {high}]",
                "        level: 0.95",
                f"        rows: {profile.split.test}",
            ]
    return "\n".join([*lines, "---"])


def task(spec: TaskSpec, kinds: Sequence[str]) -> str:
    """The Hub's name of the task: `image-classification`; `multimodal-…` for several
    kinds of input."""
    streams = {STREAMS.get(kind, "tabular") for kind in kinds}
    form = TASKS[spec.kind]
    return f"{streams.pop() if len(streams) == 1 else 'multimodal'}-{form}"


def library(plans: Sequence[Plan]) -> str:
    """What loads the weights: PyTorch, unless no member is a network."""
    if any(plan.network for plan in plans):
        return "pytorch"
    boosted = all("boost" in plan.head.block for plan in plans)
    return "lightgbm" if boosted else "sklearn"


def _text(text: str) -> str:
    """A YAML string on one line; JSON, but for what YAML's own reader refuses."""
    return json.dumps(" ".join(line(text).split()), ensure_ascii=False)


def _number(value: float) -> str:
    """All digits of a float, as YAML 1.1 reads a float: 1.0e-05, never 1e-05."""
    said = repr(float(value))
    if "e" in said and "." not in said:
        said = said.replace("e", ".0e")
    return said
