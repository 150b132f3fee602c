"""What the model may cost, and what it has cost; asked before each call."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

from agent.errors import CapReached, UsageError
from agent.records import Record

TOKEN = 4
"""Characters of a token, where nobody counted."""


def tokens(text: str) -> int:
    """An estimate: four characters a token, but one of those beyond ASCII."""
    beyond = sum(not char.isascii() for char in text)
    return beyond + -(-(len(text) - beyond) // TOKEN)


class Usage(Record):
    """Tokens of one or of several calls."""

    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    """Of the input, what the endpoint had in its prefix cache."""
    estimated: bool = False
    """Whether the endpoint told nothing for some of it."""

    @classmethod
    def estimate(cls, read: str, written: str) -> "Usage":
        """From what the model read and wrote."""
        return cls(
            input_tokens=tokens(read), output_tokens=tokens(written), estimated=True
        )

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cached_tokens=self.cached_tokens + other.cached_tokens,
            estimated=self.estimated or other.estimated,
        )


class Price(Record):
    """Money for a million tokens, in whatever currency the cap is in."""

    input: float
    output: float
    cached: float | None = None
    """For input from the prefix cache; None if it costs as any other."""

    def of(self, usage: Usage) -> float:
        """Cost of some tokens."""
        cached = self.input if self.cached is None else self.cached
        fresh = usage.input_tokens - usage.cached_tokens
        parts = (
            fresh * self.input,
            usage.cached_tokens * cached,
            usage.output_tokens * self.output,
        )
        return sum(parts) / 1e6


class Caps(Record):
    """Limits over a whole run; None for no limit."""

    calls: int | None = None
    """Requests sent, retries and probes among them."""
    input_tokens: int | None = None
    output_tokens: int | None = None
    money: float | None = None
    seconds: float | None = None
    """Time spent waiting for the model."""


class Spent(Record):
    """What the model has cost so far."""

    calls: int = 0
    """Requests sent, retries and probes among them."""
    failed: int = 0
    """Of these, without an answer."""
    usage: Usage = Usage()
    money: float | None = None
    """None if no price is known."""
    seconds: float = 0.0
    """Time spent waiting for the model."""


class Meter:
    """Counts what is spent, and refuses a call whose worst case would break a cap.

    Safe for several threads: what calls under way may cost counts as spent.
    """

    def __init__(
        self, caps: Caps, price: Price | None = None, spent: Spent | None = None
    ):
        if caps.money is not None and price is None:
            raise UsageError(
                "the cap on money cannot be kept",
                why="no price is known for this model",
                fix="give its prices in a price file, or cap calls or tokens instead",
            )
        self.caps, self.price = caps, price
        start = spent or Spent()
        money = start.money or 0.0 if price else None
        self.spent = start.model_copy(update={"money": money})
        self._pending: list[Usage] = []
        self._lock = threading.Lock()

    def begin(self, worst: Usage) -> Usage:
        """Reserve a call that costs at most `worst`. Raises CapReached."""
        with self._lock:
            for name, used, cap in self._after(worst):
                if cap is not None and used > cap:
                    raise CapReached(
                        f"the model's cap on {name} is reached",
                        why=f"the next call could bring it to {used:g} of {cap:g}",
                        fix="raise the cap, or let the rules go on alone",
                    )
            self._pending.append(worst)
        return worst

    def end(self, worst: Usage, used: Usage | None, seconds: float) -> None:
        """Book a call: what it used, None if it failed, and how long it took."""
        with self._lock:
            self._pending.remove(worst)
            now = self.spent
            cost = self.price.of(used) if self.price and used else 0.0
            self.spent = Spent(
                calls=now.calls + 1,
                failed=now.failed + (used is None),
                usage=now.usage + (used or Usage()),
                money=None if now.money is None else now.money + cost,
                seconds=now.seconds + seconds,
            )

    def book(self, used: Usage | None) -> None:
        """Book a call of a replay, which no cap can forbid."""
        worst = Usage()
        with self._lock:
            self._pending.append(worst)
        self.end(worst, used, 0.0)

    def waited(self, seconds: float) -> None:
        """Book a wait between two calls."""
        with self._lock:
            self.spent = self.spent.model_copy(
                update={"seconds": self.spent.seconds + seconds}
            )

    def seconds_left(self, left: Callable[[], float]) -> float:
        """What both the cap on seconds and the run's `left()` still allow."""
        cap = self.caps.seconds
        mine = float("inf") if cap is None else cap - self.spent.seconds
        return min(mine, left())

    def _after(self, worst: Usage) -> list[tuple[str, float, float | None]]:
        """(name, worst value after this call, cap) for each cap."""
        total = self.spent.usage + worst
        for pending in self._pending:
            total = total + pending
        money = 0.0
        if self.price:
            coming = Usage()
            for usage in (*self._pending, worst):
                coming = coming + usage
            money = (self.spent.money or 0.0) + self.price.of(coming)
        caps, calls = self.caps, self.spent.calls + len(self._pending) + 1
        return [
            ("calls", calls, caps.calls),
            ("input tokens", total.input_tokens, caps.input_tokens),
            ("output tokens", total.output_tokens, caps.output_tokens),
            ("money", money, caps.money),
            ("seconds", self.spent.seconds, caps.seconds),
        ]


def prices(path: Path) -> dict[str, Price]:
    """A price table: `{"model": {"input": 0.4, "output": 1.6}}`, for a million tokens.

    Raises UsageError if the file is none.
    """
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        return {name: Price.model_validate(row) for name, row in table.items()}
    except (OSError, ValueError, AttributeError) as error:
        raise UsageError(
            "the price file cannot be used",
            where=str(path),
            why=str(error).splitlines()[0],
            fix='write it like {"my-model": {"input": 0.4, "output": 1.6}}',
        ) from error
