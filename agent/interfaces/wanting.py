"""Wishes of a chat: a live run is steered by them, else the next plan is made so."""

import re
from typing import TYPE_CHECKING

from agent.errors import UsageError
from agent.interfaces import telling
from agent.interfaces.tools import REFUSED, Desk
from agent.proposers import design, wishing
from agent.proposers.wishing import Unfit
from agent.records import TaskSpec
from agent.run import rundir

if TYPE_CHECKING:
    from agent.run.prepare import Prepared

KINDS = {
    "text": ("text", "texts", "words", "文本", "文字"),
    "image": (
        "image",
        "images",
        "picture",
        "pictures",
        "photo",
        "photos",
        "图片",
        "图像",
    ),
    "table": ("table", "numbers", "tabular data", "表格", "数值"),
    "audio": ("audio", "sound", "sounds", "音频", "声音"),
    "video": ("video", "videos", "视频"),
    "series": ("series", "time series", "时间序列", "序列"),
}
"""Words for kinds of data, where a modality has another name."""
LIVE = (
    "what a run may cost or how large its models may be stays as it is while it goes on"
)


def want(desk: Desk, wish: str, words: str) -> str:
    """Do what a person wants of the models, with their approval where a run is on; says
    plainly what can't be."""
    run = live(desk)
    if wish in ("smaller", "faster"):
        if run:
            raise UsageError(LIVE, fix="stop it, say what you want, and run it again")
        return _cheaper(desk, wish)
    spec = rundir.load(desk.out / run).spec if run else _planned(desk).spec
    pairs = wanted(spec, wish, words)
    if run:
        return "\n".join(desk.steer(kind, name, run) for kind, name in pairs)
    before = desk.wishes
    desk.wishes = tuple(dict.fromkeys((*desk.wishes, *pairs)))
    try:
        return telling.planned(_planned(desk))
    except UsageError:
        desk.wishes = before
        raise


def wanted(spec: TaskSpec, wish: str, words: str) -> list[tuple[str, str]]:
    """The pins and forbids that a wish comes to. Raises UsageError for a name that is
    neither a block nor a modality of the task."""
    try:
        name = wishing.resolved(spec, _name(spec, words))
    except Unfit as error:
        names = ", ".join(m.name for m in design.asked_with(spec))
        raise UsageError(
            f"{words!r}: {error}", fix=f"say {names}, or one of `forgeweld blocks`"
        ) from error
    if wish != "only":
        return [("pin" if wish == "use" else "forbid", name)]
    if not name.startswith("modality "):
        return [("pin", name)]
    others = (f"modality {m.name}" for m in design.asked_with(spec))
    return [("forbid", other) for other in others if other != name]


def scaffold(desk: Desk, folder: str) -> str:
    """Write the project of the plan, untrained, beside the runs; asks first."""
    if not re.fullmatch(r"\w[\w.-]{0,80}|", folder):
        raise UsageError("scaffold wants the name of a new folder")
    from agent.interfaces import scaffold as projects

    ready = _planned(desk)
    target = desk.out.resolve().parent / (folder or projects.folder_name(ready))
    if not desk.approve(f"write a project to {target}"):
        return REFUSED
    files = projects.write(ready, target)
    return f"{target} holds {', '.join(files)}; it is not trained"


def live(desk: Desk) -> str:
    """The run that goes on, if one does."""
    for path in desk.out.glob("*/run.json"):
        if rundir.pid(path.parent) is not None:
            return path.parent.name
    return ""


def _planned(desk: Desk) -> "Prepared":
    if not desk.said:
        raise UsageError(
            "there is no plan yet", fix="say what to predict, and from what"
        )
    return desk.understood("", thorough=False)


def _cheaper(desk: Desk, wish: str) -> str:
    if wish == "faster":
        desk.minutes = max(1.0, desk.minutes / 2)
        return f"the next run gets {desk.minutes:g} min; /run --minutes N names others"
    desk.max_params = max(1000, (desk.max_params or 2_000_000) // 2)
    _planned(desk)
    return f"models of the next run have at most {desk.max_params:,} parameters"


def _name(spec: TaskSpec, words: str) -> str:
    """A block's or a modality's name in the form that the catalogue has."""
    said = re.sub(
        r"^(?:模态|the )|(?: modality| fusion| encoder|模态|融合)$", "", words
    )
    for kind, names in KINDS.items():
        mine = [m.name for m in spec.modalities if m.kind == kind]
        if said.lower() in names and mine:
            return f"modality {mine[0]}"
    return re.sub(r"[\s-]+", "_", said.strip().lower())
