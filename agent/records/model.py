"""Whether a language model is asked in a run, and what that may cost."""

from pathlib import Path

from agent.records.base import Record


class ModelUse(Record):
    """The settings of a run's model. No key is among them: it comes from the
    environment of the process that asks."""

    base_url: str | None = None
    """None: OPENAI_BASE_URL, or OpenAI."""
    name: str | None = None
    """None: FORGEWELD_MODEL, or the endpoint's usual one."""
    structured: str = "auto"
    """How answers are asked for; see agent/llm/ladder.py."""
    invent: bool = True
    """Whether it may write new blocks, which run in the sandbox only."""
    require: bool = False
    """Whether the run ends, instead of going on with rules, when the model is gone."""
    share_samples: bool = False
    """Whether words of the data and of programs may be sent."""
    hide_names: bool = False
    """Whether columns go by their aliases alone."""
    calls: int | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    money: float | None = None
    """Needs `price`."""
    price: tuple[float, float] | None = None
    """Of a million tokens: input, output."""
    show: bool = False
    """Whether the events hold each request as it was sent."""
    record: Path | None = None
    """File that all questions and answers are written to."""
    replay: Path | None = None
    """File that all answers are taken from; nothing is sent."""
