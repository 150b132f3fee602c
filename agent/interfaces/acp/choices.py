"""What a person can set and type: config options and slash commands."""

from typing import Literal

from acp.schema import (
    AvailableCommand,
    AvailableCommandInput,
    SessionConfigOptionSelect,
    SessionConfigSelectOption,
    UnstructuredCommandInput,
)

from agent.interfaces.acp.store import Kept
from agent.interfaces.language import told

MINUTES = {
    minutes: (f"{minutes} minutes", "Of real time for one run")
    for minutes in ("1", "2", "5", "10", "20", "60")
}
Category = Literal["model", "mode", "model_config"]
OPTIONS: dict[str, tuple[str, Category, dict[str, tuple[str, str]]]] = {
    "planner": (
        "Planner",
        "model",
        {
            "auto": ("Rules, beside a model if one is configured", "forgeweld auth"),
            "rules": ("Rules alone", "No language model, whatever is set"),
        },
    ),
    "autonomy": (
        "Autonomy",
        "mode",
        {
            "ask": ("Ask before every change", "Files, runs, stopping"),
            "edits": ("Write files without asking", "Runs are asked for"),
            "all": ("Ask for nothing", "Files are written and runs started at once"),
        },
    ),
    "minutes": (
        "Budget",
        "model_config",
        MINUTES,
    ),
}
COMMANDS = {
    "data": ("FOLDER", "the data to talk about"),
    "plan": ("SENTENCE", "how a sentence is understood; writes nothing"),
    "run": ("SENTENCE [--minutes N]", "train; a sentence alone does the same"),
    "watch": ("", "follow the run of this conversation"),
    "status": ("[RUN]", "all runs, or one"),
    "leaderboard": ("[RUN]", "every trial, the best first"),
    "tree": ("[RUN]", "which trial grew out of which"),
    "explain": ("N [RUN]", "all about trial N"),
    "diff": ("A B [RUN]", "in what two trials differ"),
    "profile": ("", "the columns of the data"),
    "stop": ("[RUN]", "save a run and end its process"),
    "resume": ("[RUN] [--minutes N]", "go on with it"),
    "skip": ("[RUN]", "end the running trial; the run goes on"),
    "extend": ("MINUTES [RUN]", "give it more time"),
    "pin": ("BLOCK [RUN]", "a block or modality that later plans have"),
    "forbid": ("BLOCK [RUN]", "one that no later plan has"),
    "free": ("BLOCK [RUN]", "lift that again"),
    "export": ("FOLDER [RUN]", "copy the best project to a new folder"),
    "predict": ("FILE OUTPUT [RUN]", "predict new rows into a CSV file"),
    "help": ("", "these commands"),
}


def options(session: Kept) -> list[SessionConfigOptionSelect]:
    """The options with their present values, for the wire."""
    return [
        SessionConfigOptionSelect(
            type="select",
            id=name,
            name=told(title),
            category=category,
            current_value=getattr(session, name),
            options=[
                SessionConfigSelectOption(
                    value=value, name=told(label), description=told(words)
                )
                for value, (label, words) in values.items()
            ],
        )
        for name, (title, category, values) in OPTIONS.items()
    ]


def commands() -> list[AvailableCommand]:
    """The slash commands, for the wire."""
    return [
        AvailableCommand(
            name=name,
            description=told(words),
            input=(
                AvailableCommandInput(UnstructuredCommandInput(hint=hint))
                if hint
                else None
            ),
        )
        for name, (hint, words) in COMMANDS.items()
    ]
