"""Calls in the form that an endpoint can take: probed once, lowered where needed."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from agent.llm import abilities, ladder, reading
from agent.llm.calls import Calls
from agent.llm.faults import Fault
from agent.llm.ladder import Rung, Wanted
from agent.llm.prompts import Prompt, render
from agent.llm.wire import Answer, Call

INVALID = 2
"""Answers in a row in a wrong form, after which the next lower rung is used."""
PROBE = 400
"""Tokens of the answer to a probe."""
ROOM = 4000
"""Tokens that a model gets besides which was cut off while it was still thinking."""


class Asker:
    """Knows how one endpoint can be asked for an answer of a given form."""

    def __init__(
        self,
        calls: Calls,
        structured: str,
        cache: Path | None,
        show: Callable[[str, dict[str, Any]], None],
    ):
        """`cache`: where abilities are remembered; None to probe anew, and forget."""
        self.calls, self.endpoint, self.show = calls, calls.endpoint, show
        self.rung: Rung | None = ladder.STARTS.get(structured)
        self._cache = cache
        self._omit: frozenset[str] = frozenset()
        self._room = 0
        self._invalid = 0
        self._probing = threading.Lock()

    def ask(
        self, prompt: Prompt, wanted: Wanted, limit: int, temperature: float
    ) -> tuple[Answer, Rung]:
        """An answer from the highest rung that the endpoint takes, and that rung."""
        first = rung = self._ready()
        while True:
            told, shape = wanted.prompt(prompt, rung), wanted.shape(rung)
            try:
                answer = self.send(told, shape, rung, limit, temperature)
            except Fault:  # never on the lowest rung: there it is a ModelError
                rung = self._below(rung)
                continue
            if rung != first:
                self._settle(rung)
            return answer, rung

    def judge(self, rung: Rung, malformed: bool) -> None:
        """Leave a rung on which answers keep having a wrong form."""
        if not malformed:
            self._invalid = 0
            return
        self._invalid += 1
        if self._invalid >= INVALID and rung == self.rung != ladder.LOWEST:
            self._settle(self._below(rung))

    def _ready(self) -> Rung:
        """The rung to begin with: as told, as remembered, or as probed just now."""
        with self._probing:
            if self.rung:
                return self.rung
            known = abilities.load(self.endpoint, self._cache) if self._cache else None
            if known:
                self._omit, self._room = frozenset(known.omit), known.room
                self.rung = known.rung
                return known.rung
            return self._settle(self._probe())

    def _settle(self, rung: Rung) -> Rung:
        """Use a rung from now on, and remember it for the next run."""
        self.rung, self._invalid = rung, 0
        if self._cache:
            found = self._omit, self._room
            abilities.save(self.endpoint, self._cache, rung, *found)
        return rung

    def _below(self, rung: Rung) -> Rung:
        rungs = ladder.rungs(self.endpoint.official)
        return rungs[rungs.index(rung) + 1]

    def _probe(self) -> Rung:
        """The highest rung on which a small question gets a valid answer."""
        prompt, wanted = render("probe"), Wanted(ladder.Sky, self.endpoint.official)
        plain = False
        for rung in ladder.rungs(self.endpoint.official)[:-1]:
            # The schema is spelt out in JSON mode only: on the higher rungs an answer
            # in the right form then shows that the endpoint heeds it.
            in_words = rung in ("json_with_schema", "json")
            told = wanted.prompt(prompt, rung) if in_words else prompt
            try:
                answer = self.send(told, wanted.shape(rung), rung, PROBE, 0.0)
            except Fault as fault:
                if not fault.about_form and not plain:
                    self.send(prompt, {}, ladder.LOWEST, PROBE, 0.0)
                    plain = True  # so it is the form, not the address or the model
                continue
            if reading.typed(answer, wanted, ladder.Sky).value:
                return rung
        return ladder.LOWEST

    def send(
        self,
        prompt: Prompt,
        shape: dict[str, Any],
        rung: Rung,
        limit: int,
        temperature: float,
    ) -> Answer:
        """One call; again without a parameter that the model turns out to refuse, and
        with more room if it was cut off before its answer began."""
        while True:
            room = self._room
            call = self.call(prompt, shape, limit, temperature)
            body = call.body(self.endpoint.official)
            sent = frozenset(body) | ({"system"} - self._omit)
            self.show(prompt.name, body)

            def final(fault: Fault, sent: frozenset[str] = sent) -> bool:
                if rung != ladder.LOWEST and ladder.unsupported(fault):
                    return True
                return ladder.refused_parameter(fault, sent) is not None

            try:
                answer = self.calls.make(prompt.name, rung, call, final)
                if room or not reading.still_thinking(answer):
                    return answer
                self._room = ROOM
            except Fault as fault:
                refused = ladder.refused_parameter(fault, sent)
                if refused is None:
                    raise
                self._omit |= {refused}

    def call(
        self, prompt: Prompt, shape: dict[str, Any], limit: int, temperature: float
    ) -> Call:
        """The request as it is sent, free of secrets."""
        clean = self.calls.redactor.text
        return Call(
            model=self.endpoint.model,
            messages=tuple((role, clean(text)) for role, text in prompt.messages),
            max_tokens=limit + self._room,
            temperature=temperature,
            shape=self.calls.redactor.data(shape),
            omit=self._omit,
        )
