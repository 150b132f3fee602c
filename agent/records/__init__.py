"""Every noun of the line, as frozen records; a sentence under each field."""

from agent.records.base import Record
from agent.records.data import Column, Finding, Lines, Made, Profile, Split
from agent.records.model import ModelUse
from agent.records.placing import Placing
from agent.records.plan import Block, Branch, Example, Plan, Use, Value
from agent.records.result import (
    Blend,
    Conformal,
    Covered,
    Curve,
    Project,
    Score,
    Trial,
    Verdict,
)
from agent.records.task import (
    Budget,
    Constraints,
    Kind,
    Metric,
    Modality,
    Pretrained,
    TaskSpec,
    Wishes,
)
from agent.records.train import TrainArgs

__all__ = [
    "Blend",
    "Block",
    "Branch",
    "Budget",
    "Column",
    "Conformal",
    "Constraints",
    "Covered",
    "Curve",
    "Example",
    "Finding",
    "Kind",
    "Lines",
    "Made",
    "Metric",
    "Modality",
    "ModelUse",
    "Placing",
    "Plan",
    "Pretrained",
    "Profile",
    "Project",
    "Record",
    "Score",
    "Split",
    "TaskSpec",
    "TrainArgs",
    "Trial",
    "Use",
    "Value",
    "Verdict",
    "Wishes",
]
