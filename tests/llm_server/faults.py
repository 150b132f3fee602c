"""Faults of endpoints and of models, put into answers by number or by a seeded draw."""

import json
import random
import re
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from email.utils import formatdate
from time import time
from typing import Any

from llm_server.answer import BROKEN, Answer, arguments
from llm_server.request import Request

FENCE = re.compile(r"```[a-z]*\n.*?```", re.DOTALL)
SECOND = "```python\nprint('or so')\n```"


class Faults:
    """Which request gets which fault.

    `at`: number of the request (1 is the first) to the name of a fault. `rate`: share
    of all others, drawn from `kinds` by seed, hash and how often the hash was seen, so
    that the order of arrival does not matter; only of those for which `when` is true.
    `most`: no more faults than that, of both. `retry_after`: seconds told with 429 and
    503, as a date if `as_date`; None tells nothing. `slow_s`: delay of `slow`.
    """

    def __init__(
        self,
        at: Mapping[int, str] | None = None,
        *,
        rate: float = 0.0,
        kinds: Sequence[str] = ("http500", "http429", "malformed_json", "truncated"),
        seed: int = 0,
        most: int | None = None,
        when: Callable[[Request], bool] = lambda request: True,
        retry_after: float | None = 1,
        as_date: bool = False,
        slow_s: float = 1.0,
    ):
        self.at = dict(at or {})
        for name in (*self.at.values(), *kinds):
            if name not in NAMES and not HTTP.fullmatch(name):
                raise ValueError(f"no fault {name!r}; there are {', '.join(NAMES)}")
        self.rate, self.kinds, self.seed = rate, tuple(kinds), seed
        self.most, self.when = most, when
        self.retry_after, self.as_date, self.slow_s = retry_after, as_date, slow_s
        self._seen: Counter[str] = Counter()
        self._given = 0
        self._lock = threading.Lock()

    def choose(self, request: Request) -> str | None:
        """The fault for this request, if any. Ask once for each."""
        with self._lock:
            self._seen[request.hash] += 1
            if self.most is not None and self._given >= self.most:
                return None
            name = self.at.get(request.number) or self._drawn(request)
            self._given += name is not None
            return name

    def give_back(self, request: Request, name: str) -> ValueError | None:
        """The fault did not fit. One that was put at this very number is a mistake."""
        with self._lock:
            self._given -= 1
        if request.number not in self.at:
            return None
        return ValueError(f"{name} does not fit request {request.number}")

    def _drawn(self, request: Request) -> str | None:
        place = f"{self.seed} {request.hash} {self._seen[request.hash]}"
        draw = random.Random(place)
        if draw.random() >= self.rate or not self.when(request):
            return None
        return draw.choice(self.kinds)

    def instead(self, name: str, key: str) -> Answer | None:
        """What is sent without asking the player, so that a script keeps its order."""
        if name == "echo_key":
            return Answer(status=400, error=f"bad request; Authorization: Bearer {key}")
        if name in BROKEN:
            return Answer(wire=name)
        if not HTTP.fullmatch(name):
            return None
        status = int(name[-3:])
        headers = {}
        if status in (429, 503) and self.retry_after is not None:
            at = formatdate(time() + self.retry_after, usegmt=True)
            headers["retry-after"] = at if self.as_date else f"{self.retry_after:g}"
        return Answer(status=status, error=ERRORS.get(status), headers=headers)

    def damaged(self, name: str, answer: Answer, request: Request) -> Answer | None:
        """The player's answer with the fault in it; None if it does not fit.

        One of source code fits only text with a fenced block in it.
        """
        if name == "slow":
            return replace(answer, delay_s=answer.delay_s + self.slow_s)
        if answer.status != 200 or answer.raw is not None:
            return None
        plain = request.kind == "text" and not answer.tool_calls
        if name in IN_CODE and not (plain and FENCE.search(answer.text)):
            return None
        changed = IN_ANSWERS[name](answer)
        return None if changed == answer else changed


def _written(change: Callable[[str], str], **more: Any) -> Callable[[Answer], Answer]:
    """A fault of the text: of a call's arguments, or else of the content."""

    def apply(answer: Answer) -> Answer:
        if not answer.tool_calls:
            return replace(answer, content=change(answer.text), **more)
        calls = [{**c, "arguments": change(arguments(c))} for c in answer.tool_calls]
        return replace(answer, tool_calls=calls, **more)

    return apply


def _malformed(text: str) -> str:
    return text.replace(":", "=", 1) if ":" in text else text + "}"


def _sloppy(text: str) -> str:
    end = text.rfind("}")
    return text if end < 0 else f"{text[:end]}, }} // done"


def _wrong(text: str) -> str:
    try:
        told = json.loads(text)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        return json.dumps({"unexpected": True})
    return json.dumps({**dict(list(told.items())[1:]), "unexpected": True})


def _cut(text: str) -> str:
    return text[: len(text) // 2]


def _think(answer: Answer) -> Answer:
    thought = '<think>\nFirst {"a": 1}, or rather\n```\n{"b": 2}\n```\n</think>\n\n'
    return replace(answer, content=thought + answer.text)


def _into_code(line: str) -> Callable[[Answer], Answer]:
    """A line more at the end of the first block."""

    def change(text: str) -> str:
        block = next(FENCE.finditer(text))
        end = block.end() - len("```")
        return f"{text[:end]}{line}\n{text[end:]}"

    return _written(change)


HTTP = re.compile(r"http[45]\d\d")
ERRORS = {
    429: "Rate limit reached for requests",
    500: "The server had an error while processing your request",
    503: "The engine is currently overloaded, please try again later",
}
IN_CODE: dict[str, Callable[[Answer], Answer]] = {
    "no_code": _written(lambda text: FENCE.sub("", text) + "I can describe it only."),
    "two_code_blocks": _written(lambda text: f"{text}\n\nOr else:\n\n{SECOND}\n"),
    "prose_around_code": _written(
        lambda text: f"Sure! Here it is:\n\n{text}\n\nHave fun."
    ),
    "forbidden_code": _into_code("import subprocess"),
    "raising_code": _into_code("raise RuntimeError('not today')"),
}
IN_ANSWERS: dict[str, Callable[[Answer], Answer]] = {
    "malformed_json": _written(_malformed),
    "sloppy_json": _written(_sloppy),
    "truncated": _written(_cut, finish_reason="length"),
    "wrong_schema": _written(_wrong),
    "wrapped": _written(lambda text: f'{{"result": {text}}}'),
    "empty": lambda answer: replace(answer, content="", tool_calls=[]),
    "fenced": _written(lambda text: f"```json\n{text}\n```"),
    "prose": _written(lambda text: f"Here is the JSON: {text}\nHope this helps!"),
    "think": _think,
    "unknown_tool": lambda answer: replace(
        answer, content=None, tool_calls=[{"name": "no_such_tool", "arguments": {}}]
    ),
    "refusal": lambda answer: replace(
        answer, content=None, tool_calls=[], refusal="I can't help with that."
    ),
    "filtered": lambda answer: replace(
        answer, content="", tool_calls=[], finish_reason="content_filter"
    ),
    "no_usage": lambda answer: replace(answer, usage={}),
    **IN_CODE,
}
NAMES = ("http500", "http429", "http503", *BROKEN, "slow", "echo_key", *IN_ANSWERS)
"""Every fault; any other status is `http` and its number."""
