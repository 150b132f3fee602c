"""The language of what people read: English, or Chinese by `agent.interfaces.chinese`.

JSON, names and numbers are the same in both.
"""

import os
from collections.abc import Mapping

from agent.errors import UsageError

LANGUAGES = ("en", "zh", "auto")
_chosen: list[str] = []


def choose(name: str | None) -> None:
    """Speak this language from now on. Raises UsageError for an unknown one."""
    if name is not None and name not in LANGUAGES:
        raise UsageError(
            f"no language {name!r}", why=f"there are {', '.join(LANGUAGES)}"
        )
    _chosen[:] = [name or "auto"]


def asked(environment: Mapping[str, str] = os.environ) -> str:
    """The language that somebody wants, or auto."""
    return _chosen[0] if _chosen else environment.get("FORGEWELD_LANG", "auto")


def chinese(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether to speak Chinese: as chosen, by FORGEWELD_LANG, or by the locale."""
    if (wanted := asked(environment)) != "auto":
        return wanted == "zh"
    named = (environment.get(n) for n in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((name for name in named if name), "").lower().startswith("zh")


def t(text: str, /, **values: object) -> str:
    """`text` in the language chosen, with `{name}` filled in; English if there is no
    translation, which a test would find."""
    if chinese():
        from agent.interfaces.chinese import CHINESE

        text = CHINESE.get(text, text)
    return text.format(**values) if values else text


def told_lines(text: str) -> str:
    """`told` for each line of a text."""
    return "\n".join(map(told, text.split("\n")))


def told(text: str) -> str:
    """A sentence of an error or of a run's end, made elsewhere in English, in the
    language chosen; as it is where there is no pattern for it."""
    if not chinese():
        return text
    from agent.interfaces import sentences

    return sentences.told(text)
