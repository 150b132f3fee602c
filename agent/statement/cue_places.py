"""The cues of a sentence, and which sentences are one: "Leave out:" and its list."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from agent.statement import nothing_else
from agent.statement.alone import REST
from agent.statement.cue import TARGET_ROLES, Cue
from agent.statement.cues import CUES
from agent.statement.forbidding import BACK, NEGATED
from agent.statement.phrases import ALONE
from agent.vocabulary.words import Span, edged

_WHETHER = r"\b(?:whether|if|when|who|that)\b|是否"
_JOINED = r"(?:,|&|\b(?:and|or|nor|plus|not|including|from|using|on|with|of|about))\s*$"
_NEEDLESS = r"(?:不需要|不用|无需|不必|用不着|没必要|不要求)(?:你|模型)?(?:再|去|来)?$"
"""Before a verb: nobody asks for it."""
_ITEM = r"[\w'-]+(?: [\w'-]+){0,2}"
_LISTED = r"\b(?:and|or|nor)\s*$"
_COME_LATE = (
    r"[^.;,:]{1,40} (?:all |both )?(?:comes?|happens?|follows?|(?:is|are) (?:only )?"
    r"(?:known|decided|set)) (?:\w+ )?(?:after|later|afterwards)\b"
)
"""Around a question in a list of what is not known in time."""
_ALL_USED = (
    r"\b(?:everything|anything|all of (?:it|them|those|the \w+)|(?:all|every|any)"
    r" (?:the |of the |other )?(?:columns?|fields?|inputs?|features?|data))\b[^.;:?]*$"
)
"""Before "but not the critic": it is about inputs."""
_METRIC = (
    r"(?:\b(?:error|score|auc|[rs]?m[as]p?e|rmsle|f1|r2|kappa|mcc|loss)|accuracy"
    r"|recall|quantiles?|interval)\W*$"
)
"""Before "not the photo" that is no target: "hours, MAE, not the photo"."""
_DOERS = r"\b(?:who|they|people|users|customers|clients|listeners|visitors|patients) $"
"""Before what somebody does: "the share of listeners who skip" forbids nothing."""
_LEAVES_OUT = (
    r"\b(?:drop|leav|exclud|ignor|omit|remov|skip|discard|throw|toss|delet|forget)"
    r"|[去删扔丢剔拿撤踢]掉|[删剔去]除|忽略|排除"
)
"""Orders that "but not the photo" takes back: they deny nothing themselves."""
_THIS = r"(?!.*\beither\b) ?(?:(?:the|its|our|their)\b|`|[a-z]+_|[\u3400-\u9fff])"
_TOLD_BY = r"\b(?:tell|say|see|hear|know|judge|decide|guess|predict) (?:from|by|with)\b"


def listing(
    text: str, sentences: tuple[Span, ...], no_cue: Callable[[Cue], bool]
) -> Iterator[Span]:
    """The sentences; "Leave out:" and the items of a list after it are one."""
    head: Span | None = None
    for sentence in _joined(text, sentences):
        own = cues_of(sentence, no_cue)
        if (
            head
            and not own
            and re.match(r"\s*(?:[-*•·]|\d+[.)]|[\w`]+[;；]?\s*$)", sentence.text)
        ):
            head = Span(head.start, sentence.end, text[head.start : sentence.end])
            continue
        if head:
            yield head
            head = None
        if own and re.search(r"[:：]\s*(?:[^:：]*[;；])?\s*$", sentence.text):
            head = sentence
        else:
            yield sentence
    if head:
        yield head


def _joined(text: str, sentences: tuple[Span, ...]) -> list[Span]:
    """The sentences; "Nothing else." belongs to the one before it."""
    found: list[Span] = []
    for sentence in sentences:
        rest = re.match(
            rf"(?:(?:use|take) )?(?:{REST})|(?:and )?that(?:'?s| is) (?:it|all)\b",
            sentence.text.strip(),
        )
        most = 10 if rest and re.match("that|this", rest[0]) else 6
        if found and rest and len(sentence.text.split()) <= most:
            start = found.pop().start
            sentence = Span(start, sentence.end, text[start : sentence.end])
        found.append(sentence)
    return found


def cues_of(sentence: Span, no_cue: Callable[[Cue], bool]) -> list[Cue]:
    """The cues of a sentence in order: of overlapping ones the first and longest;
    `no_cue` tells those that are part of a column's name."""
    found = [cue for cue in _matches(sentence) if not no_cue(cue)]
    found += _alone(sentence)
    found.sort(key=lambda cue: (cue.start, -cue.end))
    kept: list[Cue] = []
    spoilt = 0
    for cue in found:
        if cue.start < spoilt or kept and cue.start < kept[-1].end:
            continue
        last = kept[-1] if kept else None
        if last and _is_asked(sentence, last, cue):
            spoilt = cue.end
        elif last and _ends_list(sentence, last, cue):
            kept[-1] = replace(last, role="only")
        elif not _is_none(sentence, last, cue):
            kept.append(_after(sentence, last, cue))
    denied = [cue for cue in kept if cue.role == "deny"]
    if len(denied) > 1:  # "not the device, not the country"
        kept = [replace(c, role="avoid") if c in denied else c for c in kept]
    kept = nothing_else.closed(sentence, kept)
    kept = [cue for cue in kept if not _dismissed(sentence, cue, kept)]
    ends = [*(cue.start for cue in kept[1:]), sentence.end]
    found = []
    for cue, end in zip(kept, ends, strict=False):
        found += _only(
            cue, sentence.text[cue.end - sentence.start : end - sentence.start]
        )
    return found


@cache
def _cues() -> list[tuple[str, float, re.Pattern]]:
    """`CUES`, compiled once: they are more than `re` remembers beside the others."""
    return [
        (role, weight, re.compile(edged(pattern))) for role, weight, pattern in CUES
    ]


def _matches(sentence: Span) -> list[Cue]:
    """All matches of cues."""
    return [
        Cue(role, weight, sentence.start + match.start(), sentence.start + match.end())
        for role, weight, pattern in _cues()
        for match in pattern.finditer(sentence.text)
    ]


def _is_asked(sentence: Span, last: Cue, cue: Cue) -> bool:
    """ "Predict whether the driver must use the brake" demands no input."""
    if cue.role != "must" or last.role not in TARGET_ROLES:
        return False
    between = sentence.text[last.start - sentence.start : cue.start - sentence.start]
    return bool(re.search(_WHETHER, between)) and not re.search("[,，]", between)


def _is_none(sentence: Span, last: Cue | None, cue: Cue) -> bool:
    """Whether what looks like a cue after `last` is none."""
    begin = cue.start - sentence.start
    role = last.role if last else ""
    if cue.role == "into":  # "sort by subgroup", but not "predict the speed by noon"
        return role not in ("sort", "into")
    if sentence.text[begin:][: cue.end - cue.start] == "out of" and role == "avoid":
        return True  # "leave the sex out of it"
    if cue.role == "input" and re.match(
        r" ?\?", sentence.text[begin:][cue.end - cue.start :]
    ):
        return True  # "what decade is it from?"
    asks = re.match("是?哪|有没有|是不是|是否|会不会", sentence.text[begin:])
    if asks and role == "avoid":  # 别管是哪个医生接诊的
        between = sentence.text[last.end - sentence.start : begin] if last else ""
        return not re.search(r"[^\W]", between)
    if sentence.text[begin:].startswith("if "):  # "tell from the sound if it broke"
        return role != "input" or not re.search(_TOLD_BY, sentence.text[:begin])
    if cue.role == "end":  # "don't use the photo, but the text"
        return role != "avoid"
    if sentence.text[begin : cue.end - sentence.start] == "whether":
        # "from this and whether it rained", but not "see from this whether it rained"
        asked = role == "input" and not re.search(_JOINED, sentence.text[:begin])
        return bool(last) and role not in TARGET_ROLES and not asked
    before = sentence.text[max(0, begin - 20) : begin]
    if cue.role in TARGET_ROLES and re.search(_NEEDLESS, before):
        return True
    if cue.role == "avoid" and re.search(_DOERS, before):
        return True
    return cue.role == "avoid" and bool(re.search(NEGATED, before))  # "do not ignore"


def _after(sentence: Span, last: Cue | None, cue: Cue) -> Cue:
    """A cue in the role that it has after `last`."""
    # "Tag each clause with its topics", but not "find the face with its shape".
    if last and _labels(sentence, last, cue):
        return replace(cue, role="into")
    before = sentence.text[: cue.start - sentence.start]
    linked = re.search(r"[、和与及跟]$|\w (?:or|nor) $", before)
    if last and cue.role == "input" and last.role in ("only", "avoid") and linked:
        return replace(cue, role=last.role)  # 只听声音、看标题
    if cue.role == "not":
        rest = sentence.text[cue.end - sentence.start :]
        if last and last.role == "avoid" and re.match(_THIS, rest):
            order = sentence.text[last.start - sentence.start :][
                : last.end - last.start
            ]
            if re.search(_LEAVES_OUT, order):
                return replace(cue, role="end")  # "drop the tile, but not the photo"
        inputs = last and last.role in ("input", "only", "avoid")
        inputs = inputs or re.search(_ALL_USED, before)
        # What a statement begins with is about what to predict: "not the rent!"
        begin = cue.start - sentence.start
        said = sentence.text[begin : cue.end - sentence.start]
        behind = re.search(_METRIC, sentence.text[:begin])
        first = not last and sentence.start > 0 and not sentence.text[:begin].strip()
        plea = "please" in said  # "rent, but please not from the photo"
        inputs = (
            inputs or (first or plea or behind) and not re.search("predict|预测", said)
        )
        return replace(cue, role="avoid" if inputs else "deny")
    return cue


def _dismissed(sentence: Span, cue: Cue, cues: list[Cue]) -> bool:
    """Whether a question is no more than what is left out: 在哪个县都不考虑, "the offer
    and whether someone was hired come after it"."""
    asked = sentence.text[cue.start - sentence.start : cue.end - sentence.start]
    if asked == "whether":
        before = sentence.text[: cue.start - sentence.start]
        after = sentence.text[cue.end - sentence.start :]
        return bool(re.search(_LISTED, before) and re.match(_COME_LATE, after))
    if not re.search(r"(.)[不没]\1|哪|有无", asked):
        return False
    later = [other for other in cues if other.start > cue.start]
    clause = re.split("[,，。;；?？]", sentence.text[cue.end - sentence.start :])[0]
    listed = sentence.text[: cue.start - sentence.start].endswith(tuple("和与及跟、"))
    late = "(?:还|尚|都)(?:不知|没|未)|才(?:有|知道)|事后"
    if re.search(
        "(?:不算数?|无所谓|没关系|不重要|不相干|无关"
        "|不(?:应该?|该|能|得|要|可以?)影响(?:结果|预测|判断)?)$",
        clause,
    ):
        return True  # 哪个兽医看的不算
    if listed and re.search(late, clause):  # 退货率和是不是爆款那时候还不知道
        return True
    if not later or later[0].role != "avoid" or later[0].end > cue.end + len(clause):
        return False
    return bool(re.match(BACK, sentence.text[later[0].end - sentence.start :]))


def _labels(sentence: Span, verb: Cue, cue: Cue) -> bool:
    """Whether a cue is the "with" of "tag each clause with its topics"."""
    said = [
        sentence.text[c.start - sentence.start : c.end - sentence.start]
        for c in (verb, cue)
    ]
    tags = re.search(r"\b(?:tag|label|assign|annotate|mark)", said[0])
    return verb.role == "sort" and bool(tags) and said[1].strip() == "with"


def _alone(sentence: Span) -> list[Cue]:
    """Cues before a clause of nothing but inputs: "Pictures only", "just audio"."""
    found = [m for p in ALONE for m in re.finditer(p, sentence.text)]
    places = []
    for match in found:
        place = match.start("what")
        if sentence.start == 0 and not sentence.text[:place].strip():
            place += match["what"].find(",") + 1  # "The mood, audio only"
        places.append(sentence.start + place)
    return [Cue("only", 1.0, place, place) for place in places]


def _ends_list(sentence: Span, last: Cue, cue: Cue) -> bool:
    """Whether a clause of nothing but inputs is the end of a list of them: "from the
    wind speed, the rpm and the pitch only"."""
    between = sentence.text[last.end - sentence.start : cue.start - sentence.start]
    alone = cue.role == "only" and cue.start == cue.end
    listed = rf" {_ITEM}(?:, {_ITEM})*, ?(?:and )?"
    return alone and last.role == "input" and bool(re.fullmatch(listed, between))


def _only(cue: Cue, after: str) -> list[Cue]:
    """An input cue whose words end in "only" or "and nothing else" is exclusive; what
    follows is no input: "from the photo alone, on a phone"."""
    alone = (
        r"[^,;]*\b(?:only|alone|exclusively|(?:nothing|no(?:thing)?) (?:else|others?)"
        r"|that'?s (?:it|all))(?: please| pls| thanks)?\s*(?P<rest>[^\w\s].*)?"
    )
    match = re.fullmatch(alone, after) if cue.role == "input" else None
    if match is None:
        return [cue]
    found = [replace(cue, role="only")]
    if match["rest"]:
        place = cue.end + match.start("rest")
        found.append(Cue("end", 0.0, place, place))
    return found
