"""The records of a statement once read: its sentences, cues, and named columns."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from agent.statement.cue_places import Cue
from agent.statement.mentions import Mention
from agent.vocabulary.words import Span


@dataclass(frozen=True)
class Named:
    """A mention of a column with its role; `rank` 0 is the first after the cue."""

    mention: Mention
    role: str
    weight: float
    rank: int
    cue: Cue | None


@dataclass(frozen=True)
class Reading:
    """The statement, understood as far as words alone go."""

    text: str
    """The statement in plain lower case; places in it are places in the statement."""
    original: str
    sentences: tuple[Span, ...]
    cues: tuple[Cue, ...]
    named: tuple[Named, ...]
    shut: tuple[Span, ...] = ()
    """What `agent.statement.exclusion` finds forbidden."""
    alone: tuple[Span, ...] = ()
    """Kinds of data that `agent.statement.exclusion` finds alone allowed."""
    idle: tuple[Span, ...] = ()
    """Clauses that forbid what is no column; `text` is their subject."""

    def of(self, column: str, *roles: str) -> list[Named]:
        """The mentions of `column` in one of `roles`."""
        return [
            named for named in self._by_column.get(column, ()) if named.role in roles
        ]

    def of_column(self, column: str) -> list[Named]:
        """The mentions of `column` in any role."""
        return self._by_column.get(column, [])

    @cached_property
    def _by_column(self) -> dict[str, list[Named]]:
        found: dict[str, list[Named]] = {}
        for named in self.named:
            found.setdefault(named.mention.column, []).append(named)
        return found

    def at(self, start: int) -> list[Named]:
        """The mentions that begin at a place."""
        return self._by_start.get(start, [])

    @cached_property
    def _by_start(self) -> dict[int, list[Named]]:
        found: dict[int, list[Named]] = {}
        for named in self.named:
            found.setdefault(named.mention.start, []).append(named)
        return found

    def role_at(self, place: int) -> str:
        """Role of what stands at `place`; "" without a cue before it."""
        cue = self.cue_at(place)
        return cue.role if cue else ""

    def cue_at(self, place: int) -> Cue | None:
        """The last cue that begins at or before `place`, in the same sentence."""
        begin = self.sentence_at(place).start
        last = bisect_right(self.cues, place, key=lambda cue: cue.start) - 1
        cue = self.cues[last] if last >= 0 else None
        return cue if cue and begin <= cue.start else None

    def sentence_at(self, place: int) -> Span:
        """The sentence around `place`."""
        last = bisect_right(self.sentences, place, key=lambda span: span.start) - 1
        if last >= 0 and place < self.sentences[last].end:
            return self.sentences[last]
        return Span(0, len(self.text), self.text)
