"""Which of two errors a statement holds to be the worse one: a miss or a false alarm.

"A false alarm costs more than a part that slips through" names both, and means one.
"""

import re
from functools import cache

MISS = (
    r"\bmiss(?:es|ed)?\b(?! (?:values?|data|cells?|entries|rows?|labels?))"
    r"|(?<!\bare )(?<!\bis )\bmissing (?:an?|one|the|any|even|just|real|true|\w+ \w)"
    r"|\boverlook\w*|\bslip(?:s|ped|ping)? (?:through|past|by)\b"
    r"|\b(?:get|go|slip|got)(?:s|ting|es|ing)? (?:away|past)\b"
    r"|\b(?:un|not )(?:noticed|detected|spotted|found)\b"
    r"|\bfalse negatives?\b|\blos(?:e|es|ing) (?:an?|one|the|any|even)\b"
    r"|(?<!are )(?<!is )\btoo late\b"
    r"|漏(?:[报检判诊掉网过放看查抓标]|了?一|(?=$|[,，。；;!！]))|没(?:报|查|检|测|看|认|发现|抓|找)(?:出|到)来?"
    r"|没发现|错过|放过|放走|遗漏"
)
ALARM = (
    r"\bfalse (?:alarms?|positives?|alerts?|warnings?|ones?)\b|\bfor nothing\b"
    r"|\bin vain\b|\b(?:unnecessary|needless|superfluous|useless|extra|wasted|pointless"
    r"|unneeded) \w+|\b\w+ too (?:many|often)\b|\baccus\w+|\binnocent\b"
    r"|\bcr(?:y|ies|ying) wolf\b|\bwrong(?:ly)? (?:alarm|accus|stop|block|flag)\w*"
    r"|\b(?:sends?|flags?|stops?|calls?|blocks?|treats?|rejects?)\b[^.;]{0,20}"
    r"\ban? (?:healthy|good|sound|clean|normal|harmless|honest)\b"
    r"|误报|误判|[喊报]错|错[报判]|虚警|错杀|冤枉|误伤|误杀|误停|白跑|白查|白检|白修|虚惊"
    r"|多(?:检?查|复?检|复查|看|跑|送|开|抓|报|标|判|做|拆|停|派|打|叫)[几一两个次些]"
)
_WORSE = (
    r"\b(?:costs?|costing|hurts?|is|are|'s|would be|matters?|weighs?)\b"
    r"(?: \w+){0,4}? (?:more|worse|costlier|heavier|more \w+)\b(?: [\w-]+){0,3}? than\b"
)
_RATHER = (
    r"\b(?:rather|sooner|better)\b(?=.* than\b)|\bprefer\w*\b(?=.* (?:than|to|over)\b)"
)
_FAR = r"(?:[得要还]|远|更|大|多)*"
_WORSE_CHINESE = (
    rf"比[^,，。；;]{{1,14}}?{_FAR}(?:严重|糟|可怕|要命|贵|危险|麻烦|致命|坏|大|重|多)"
)
_HARMLESS = (
    r"顶多|最多|大不了|无所谓|没关系|不要紧|可以接受|能接受|还能忍|问题不大|没什么"
    r"|也行|也没事"
    r"|\bat (?:most|worst)\b|\bonly costs?\b|\bcosts? (?:us )?(?:nothing|little)\b"
    r"|\bno (?:big )?(?:deal|harm|problem|drama)\b"
    r"|\b(?:is|are|'s) (?:ok|okay|fine|acceptable|tolerable|cheap|harmless"
    r"|(?:just )?annoying)\b"
    r"|\bcan live with\b|\bdon'?t mind\b|\baccept (?:some|a few|more)\b"
    r"|\bdoes(?:n't| not) (?:matter|hurt)\b"
)
_SEVERE = (
    r"\blos(?:e|es|t|ing)\b|\bkill\w*|\bdie[sd]?\b|\bdeath\w*|\bdeadly\b|\bfatal\b"
    r"|\bdisaster\w*|\bcatastroph\w+|\blawsuit\w*|\bshitstorm\b|\bscandal\w*|\bruin\w*"
    r"|\bterribl[ey]\b|\bunacceptable\b|\bserious\b|\bexpensive\b|\bdear(?:ly)?\b"
    r"|人命|要命|致命|没命|送命|损失很?大|损失惨重|白烧|白扔|完了|没了|倒闭|严重|赔(?!率)|就[要得会]被|代价"
)
_MILD = (
    rf"{_HARMLESS}|\bfor nothing\b|\b(?:just|only|merely) an?\b|\bordinary\b"
    r"|\bnothing\b"
    r"|[才只][要花]?[几一两]|没什么|损失不大|还能|还可以|无妨|不碍事|不打紧|可以(?:申诉|复核|补救|重来)"
)
_SAKE = r"宁[可愿肯]|情愿|哪怕"
_ERRORS = {"recall": MISS, "precision": ALARM}
"""The errors, by the metric that sees few of them as good."""


def worse(text: str) -> list[tuple[str, int, int]]:
    """(metric, start, end) of each place that weighs the two errors against each other;
    the metric is the one that suffers by the worse."""
    found = []
    ends = [m.span() for m in re.finditer(r"[^.!?。！？\n]+", text)]
    for (start, end), after in zip(ends, [*ends[1:], (0, 0)], strict=True):
        said = text[start:end]
        name = _weighed(said) or _told_apart(said)
        both = start, max(end, after[1])
        if not name and after[1] and not _weighed(text[slice(*after)]):
            name, end = _told_apart(text[slice(*both)]), both[1]
        if name:
            found.append((name, start, end))
    return found


def _told_apart(said: str) -> str:
    """The metric that suffers by the error of whose clause the worse things are said:
    "a miss kills, a false alarm is just a walk for nothing"."""
    weights: dict[str, int] = {}
    for clause in re.split(r"[;；.。，]|,(?!\d)|\bwhereas\b|\bwhile\b|\bbut\b", said):
        told = [name for name, p in _errors().items() if p.search(clause)]
        heavy = bool(re.search(_SEVERE, clause)) - bool(re.search(_MILD, clause))
        if len(told) == 1:
            weights.setdefault(told[0], 0)
        elif not weights:
            continue
        last = told[0] if len(told) == 1 else list(weights)[-1]
        if len(told) < 2:
            weights[last] += heavy
    if len(weights) < 2 or len(set(weights.values())) == 1:
        return ""
    return max(weights, key=lambda name: weights[name])


def _weighed(said: str) -> str:
    """The metric that suffers by the worse of the two errors in a sentence; "" if it
    does not weigh them."""
    places = {name: _place(pattern, said) for name, pattern in _errors().items()}
    told = [name for name, place in places.items() if place is not None]
    for pattern in (_WORSE, _WORSE_CHINESE):
        if match := re.search(pattern, said):
            return _before(match.start(), places) or _before(match.end(), places)
    if match := re.search(_RATHER, said):
        than = re.match(r".*?\bthan\b|.*?\b(?:over|to)\b", said[match.end() :])
        return _behind(match.end() + than.end(), places) if than else ""
    if len(told) == 2 and (match := re.search(_HARMLESS, said)):
        return _other(match.start(), match.end(), places)
    if told == ["precision"] and re.search(_SAKE, said):
        return "recall"  # 宁可多查几个
    if len(told) == 2 and (match := re.search(_SAKE, said)):
        first = min(told, key=lambda name: abs((places[name] or 0) - match.end()))
        return next(name for name in told if name != first)
    return ""


@cache
def _errors() -> dict[str, re.Pattern]:
    return {name: re.compile(pattern) for name, pattern in _ERRORS.items()}


def _place(pattern: re.Pattern, said: str) -> int | None:
    match = pattern.search(said)
    return match.start() if match else None


def _before(place: int, places: dict[str, int | None]) -> str:
    """The error told before a place, where none or the other is told behind it."""
    near = [name for name, at in places.items() if at is not None and at < place]
    return near[0] if len(near) == 1 else ""


def _behind(place: int, places: dict[str, int | None]) -> str:
    near = [name for name, at in places.items() if at is not None and at >= place]
    return near[0] if len(near) == 1 else ""


def _other(start: int, end: int, places: dict[str, int | None]) -> str:
    """The error that the words at a place do not call harmless: they belong to the one
    told last before them, or else to the one behind."""
    told = sorted((at, name) for name, at in places.items() if at is not None)
    before = [name for at, name in told if at < start]
    harmless = before[-1] if before else told[0][1]
    return next(name for _, name in told if name != harmless)
