"""Where Chinese text names a column whose name is Chinese: by its characters."""

import re

from agent.words import Span, plain

_WHETHER = r"(?:是否|是不是|有无|有没有)"
_MEASURES = r"(?:毫?秒数?|分钟数?|小时数?|天数|次数|金额|数量|情况|信息)$"
_BEGINS = (
    r"(?<![\u3400-\u9fff](?<![的和与及跟或把将让给用看听读从由以按对凭靠除掉去含测算断估别类出"
    r"这该各每是有为让知]))"
)
"""Before the half of a name: no other word that it may be the end of."""
_LEAST = 2  # characters of a name that are told from any other text


def places(name: str, text: str) -> list[tuple[Span, float]]:
    """Places in `text` that may name the column, each with how much of it is there, 1
    for all.

    More than half of the name in a row; the half at its end, its noun: 评语 for
    `杯测评语`, not 用户 for `用户评分`; first and last of three: 转角 for `转向角`.
    """
    wanted = re.sub(rf"^{_WHETHER}(?=.)", "", plain(name))
    size = len(wanted)
    asked = f"{_WHETHER}?" if wanted != plain(name) else ""
    for length in range(size, size // 2, -1):
        if length < _LEAST and size > 1:
            break
        pieces = {wanted[i : i + length] for i in range(size - length + 1)}
        found = [
            (Span(m.start(), m.end(), m[0]), length / size)
            for piece in sorted(pieces)
            if piece in text
            for m in re.finditer(asked + re.escape(piece), text)
        ]
        if found:
            return found
    for part, share in _shorter(wanted):
        if part not in text:
            continue
        begins = "" if share > 0.5 else _BEGINS
        pattern = begins + asked + re.escape(part)
        found = [
            (Span(m.start(), m.end(), m[0]), share) for m in re.finditer(pattern, text)
        ]
        if found:
            return found
    return []


def begins(text: str, place: int) -> bool:
    """Whether a word may begin there: after no other Chinese one that it may end."""
    return re.compile(_BEGINS).match(text, place) is not None


def _shorter(wanted: str) -> list[tuple[str, float]]:
    """What a name is called in short, with how much of it each is."""
    size, found = len(wanted), []
    base = re.sub(_MEASURES, "", wanted)
    if base != wanted and len(base) >= _LEAST:
        found.append((base, 0.79))
    if size == 3:
        found.append((wanted[0] + wanted[-1], 0.67))
    if size == 4:
        # 用户评分 is an 评分; what is said of 用户 is said of no rating.
        found.append((wanted[-2:], 0.5))
    if size > 4 and size % 2 == 0:
        found.append((wanted[size // 2 :], 0.5))
    return found
