"""The one redactor: what looks like a secret leaves no prompt, log, event or cassette.

Exact values from the environment go first, then what has the form of a secret.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

MASK = "[secret]"
SHORTEST = 8
"""Characters; a shorter value is too likely to be an ordinary word."""

_NAMES = re.compile(
    r"(^|_)(API_?KEY|KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|PAT)"
    r"($|_)",
    re.IGNORECASE,
)
_NAMED = r"(?i:api[_-]?key|key|token|secret|passw(?:or)?d|authorization|signature|auth)"
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*-----|\Z)", re.S
        ),
        MASK,
    ),
    (re.compile(r"\b(?:sk|pk|rk)-[A-Za-z0-9_-]{8,}"), MASK),
    (
        re.compile(r"\b(?:gh[pousr]|github_pat|hf|xox[abprs])[_-][A-Za-z0-9_-]{10,}"),
        MASK,
    ),
    (re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"), MASK),
    (re.compile(r"\bAIza[A-Za-z0-9_-]{30,}"), MASK),
    (re.compile(r"\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]*"), MASK),
    (
        re.compile(r"(?i)\b(bearer\s+)(?=\S*\d|\S{20})[A-Za-z0-9._~+/=-]{8,}"),
        rf"\1{MASK}",
    ),
    (
        re.compile(r"(?i)\b(authorization[\"']?\s*[=:]\s*[\"']?basic\s+)[^\s\"']+"),
        rf"\1{MASK}",
    ),
    (re.compile(r"(://)[^\s/:@\"']*:[^\s/@\"']+@"), rf"\1{MASK}@"),
    (
        re.compile(
            rf"({_NAMED}[\"']?\s*[=:]\s*[\"']?)(?=[a-fA-F]*\d)[0-9a-fA-F]{{32,}}\b"
        ),
        rf"\1{MASK}",
    ),
    (
        re.compile(
            rf"({_NAMED}[\"']?\s*[=:]\s*[\"']?)"
            r"(?=[^\s\"']*[A-Z])(?=[^\s\"']*[a-z])(?=(?:[^\s\"']*\d){2})"
            r"[A-Za-z0-9+/_-]{20,}={0,2}"
        ),
        rf"\1{MASK}",
    ),
)
"""What a secret looks like. A long word after `key=` counts only with upper and lower
case letters and digits in it, as names of columns and functions stand there, too."""


class Redactor:
    """Masks known secrets and what has their form. Holds the secrets: never dump it."""

    def __init__(self, secrets: Iterable[str] = ()):
        forms = {form for s in secrets if len(s) >= SHORTEST for form in _forms(s)}
        longest_first = sorted(forms, key=len, reverse=True)
        self._exact = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def __repr__(self) -> str:
        return "Redactor(…)"

    def text(self, text: str) -> str:
        """`text` with every secret replaced by `[secret]`."""
        text = self._exact.sub(MASK, text)
        for pattern, mask in _PATTERNS:
            text = pattern.sub(mask, text)
        return text

    def data(self, value: Any) -> Any:
        """`text` for every string, and for every key, in nested lists and dicts."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {self.data(k): self.data(v) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return [self.data(item) for item in value]
        return value


def from_environment(
    *more: str, environment: Mapping[str, str] = os.environ
) -> Redactor:
    """A redactor that knows `more` and the values of variables named like secrets."""
    found = [v.strip() for k, v in environment.items() if _NAMES.search(k)]
    return Redactor([*found, *more])


def _forms(secret: str) -> set[str]:
    """A secret as it is, and as it stands in JSON, in a Python string and in a URL."""
    return {
        secret,
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        repr(secret)[1:-1],
        quote(secret, safe=""),
    }
