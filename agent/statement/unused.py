"""Parts of a statement that look like demands and had no effect: said, not hidden."""

import re

from agent.data import data_kinds
from agent.statement.case import Case
from agent.statement.exclusion import PART
from agent.statement.forbidding import BACK, BREAK, HEAD, NO_SUBJECT, OF_ROWS
from agent.statement.forbidding_chinese import OTHERS
from agent.statement.modalities import Inputs
from agent.statement.reading import Cue, Reading
from agent.statement.wishes import Wish
from agent.vocabulary.words import Span

MOST = 60  # characters of a phrase that are shown

DEMANDS = (
    # how rows are parted, weighed, or chosen
    r"\b(?:split|grouped?|stratif\w+|balanced?|balancing|weight(?:ed|s)?|blocked)"
    r" (?:by|across|over|per|between|according to) (?:the )?[\w-]+",
    r"\b(?:\d+|five|ten)[- ]fold\b|\bcross[- ]?valid\w+|\bleave[- ]one[- ]\w+[- ]out\b",
    r"\b(?:over|under)sampl\w+|\baugment\w*|\bclass weights?\b",
    # what errors cost
    r"\b(?:costs?|penalt(?:y|ies)|is worth|times (?:as|more|worse))\b[^.;,]{0,12}"
    r" (?:\d+|twice|two|three|five|ten)\b[^.;,]{0,30}|\b(?:twice|(?:\d+|two|three|five"
    r"|ten)"
    r" times) (?:as|more|worse)\b[^.;,]{0,30}",
    # metrics that are not measured
    r"\b(?:specificity|top[- ]?[2-9] accuracy|wm?ape|rmspe|mase|crps|ndcg"
    r"|kolmogorov[- ]smirnov|ks[- ](?:statistic|score)|g[- ]mean|npv|f[- ]?0\.5"
    r"|negative predictive value|dice (?:score|coefficient)|brier skill)\b|特异[度性]",
    # how good, how fast, on what
    r"\b(?:at least|no less than|better than|above|over) \d+(?:\.\d+)? ?(?:%|percent)"
    r"(?: [a-z]+){0,2}",
    r"\b\d+(?:\.\d+)? (?:\w+ )?(?:per|a|/) ?second\b|\b\d+ ?(?:fps|hz|watts?)\b"
    r"(?= (?:or|at least|on|throughput))",
    r"\b(?:raspberry|jetson|arduino|microcontroller|smartphone|edge device)\b",
    r"\b(?:interpretab|explainab|onnx|tflite|quanti[sz]ed|monoton)\w*",
    r"\bfair(?:ness)? (?:across|between|for|to|with respect to) [^.;,]{1,30}",
    r"\b(?:use|with|by|fine-?tun\w+) (?:an? |the )?(?:pre-?trained|resnet\w*|bert\w*"
    r"|clip\b"
    r"|xgboost|lightgbm|random forest|transformer|lstm)[\w -]{0,20}",
    r"(?:按|根据)[^，。；]{1,8}(?:划分|分组|分层)|交叉验证|代价是?[^，。；]{0,8}倍"
    r"|可解释"
    r"|(?:至少|不低于|达到)\s*\d+(?:\.\d+)?\s*%|每秒\s*\d+",
)
"""Demands that no field of a `TaskSpec` holds."""

DOUBT = (
    r"\bnot\b|n't\b|\bno\b|\bnever\b|\bafter\w*\b|\blater\b|\bleak|\bcheat|\billegal"
    r"|\bprivacy"
    r"|\bsensitive|\bnoise\b|\bbroken\b|\bderived\b|\bunreliable|\bbias|\bresult of\b"
    r"|\banswer\b|不|没|未|后才|泄|隐私"
)
"""Said of an input, it may be a warning."""

_ITEM = "(?:(?!以及|还有)[\u3400-\u9fff](?<![、和与及跟])){2,8}"
SAID_OF = "其[他它余]|别的|剩下|[以之]外|除|这|那|它"
"""In a subject that names nothing of its own, or all but what it names."""
FILLED = (
    r"\b(?:sure|mind|delay|hesitat\w+|worry|matter|idea|yet|reason|doubt|problem|know|missing"
    r"|mistakes?|errors?|leak\w*|cheat\w*|loss|help|waiting|need(?:ing)?|touching"
    r"|having"
    r"|drawing|being|opening|asking|seeing|looking|knowing)\b|\d"
)
"""In a phrase such as "without a doubt": nothing is demanded."""


def notes(case: Case, inputs: Inputs, wished: tuple[Wish, ...]) -> list[str]:
    """Notes on the phrases that forbid or demand something and had no effect."""
    kept = {name for modality in inputs.modalities for name in modality.columns}
    reading = case.reading
    shut = [(wish.start, wish.end) for wish in wished]
    shut += [
        (n.mention.start, n.mention.end) for n in reading.named if n.mention.quoted
    ]
    spans = [
        _idle(case, cue, kept) for cue in reading.cues if cue.role in ("avoid", "only")
    ]
    spans += [_nothing(reading, place) for place in reading.idle]
    for role, places in (("only", _unlisted), ("avoid", _unheard)):
        spans += [at for c in reading.cues if c.role == role for at in places(case, c)]
    spans = [s for s in spans if s and not any(a < s[1] and s[0] < b for a, b in shut)]
    for pattern in DEMANDS:
        spans += [match.span() for match in re.finditer(pattern, reading.text)]
    shown, last = [], 0
    for start, end in sorted(span for span in spans if span):
        if start >= last:
            words = " ".join(reading.original[start:end].split())
            shown.append(words.strip(" ,;:()")[:MOST])
            last = end
    listed = ", ".join(repr(words) for words in shown)
    found = [f"not understood, and so not heeded: {listed}"] if shown else []
    return found + _doubts(reading, kept)


def _doubts(reading: Reading, kept: set[str]) -> list[str]:
    """Notes on inputs of which a clause says something that may be a warning."""
    found = {}
    for named in reading.named:
        mention = named.mention
        if named.role or mention.strength < 0.7 or mention.column not in kept:
            continue
        sentence = reading.sentence_at(mention.start)
        words = reading.text[mention.end : sentence.end]
        clause = re.split(BREAK, words)[0]
        if re.search(DOUBT, clause):
            said = reading.original[mention.start : mention.end + len(clause)]
            found[mention.column] = " ".join(said.split())[:MOST]
    return [
        f"`{name}` is used, though the statement says {words!r} (else --ignore {name})"
        for name, words in found.items()
    ]


def _nothing(reading: Reading, place: Span) -> tuple[int, int] | None:
    """The place of "the diary may not be used" where there is no diary."""
    words = reading.text[place.start : place.end]
    named = [n for n in reading.named if place.start <= n.mention.start < place.end]
    bare = re.fullmatch(NO_SUBJECT, place.text) or re.search(f"{FILLED}|{HEAD}", words)
    return None if named or bare else (place.start, place.end)


def _unlisted(case: Case, cue: Cue) -> list[tuple[int, int]]:
    """The places of those in a Chinese list of the only inputs that are no columns:
    化学成分 of 只用温度曲线和化学成分."""
    reading = case.reading
    later = [other.start for other in reading.cues if other.start > cue.start]
    stop = min([reading.sentence_at(cue.start).end, *later])
    phrase = re.split("[,，。;；:：?？]", reading.text[cue.end : stop])[0]
    items = list(re.finditer(_ITEM, phrase))
    return _nameless(case, cue.end, items) if len(items) > 1 else []


def _unheard(case: Case, cue: Cue) -> list[tuple[int, int]]:
    """The places of what a Chinese order behind it forbids, and is no column:
    目的港不许用, where there is no port."""
    text, here = case.reading.text, case.reading.sentence_at(cue.start)
    if not re.match(BACK, text[cue.end : here.end]):
        return []
    subject = re.split("[,，;；:：(（]", text[here.start : cue.start])[-1]
    place = cue.start - len(subject)
    if re.fullmatch(NO_SUBJECT, subject) or re.search(SAID_OF, subject):
        return []
    items = re.finditer("(?:[^、和与及跟]|(?<=涉)及)+", subject)
    return _nameless(case, place, [i for i in items if re.fullmatch(_ITEM, i[0])])


def _nameless(case: Case, place: int, items: list[re.Match]) -> list[tuple[int, int]]:
    """The places of the items of a Chinese list, which begins at `place`, that are no
    columns, values or kinds of data."""
    reading, found = case.reading, []
    for item in items:
        start, end = place + item.start(), place + item.end()
        named = any(
            n.mention.start < end and start < n.mention.end
            for n in reading.named
            if n.mention.strength >= PART
        )
        values = [v for c in case.columns if c.type == "category" for v in c.values]
        kinds = [*data_kinds.kind_words().values(), *map(re.escape, values)]
        if not named and not any(re.search(p, item[0]) for p in kinds):
            found.append((start, end))
    return found


def _idle(case: Case, cue: Cue, kept: set[str]) -> tuple[int, int] | None:
    """The place of "without …" or "only …" where it names nothing that is there, or
    nothing clearly enough to be left out."""
    reading = case.reading
    later = [other.start for other in reading.cues if other.start > cue.start]
    stop = min([reading.sentence_at(cue.start).end, *later])
    after = reading.text[cue.end : stop]
    phrase = re.match(r"[^.;:!?。；！？，,()（）]*", after)
    end = cue.end + (phrase.end() if phrase else 0)
    words = reading.text[cue.end : end]
    if not re.search(r"\w", words) or re.match(BACK, after):
        return None
    if re.match(OTHERS, words) and any(c.role == "only" for c in reading.cues):
        return None  # 除质谱外不用别的信息
    if any(
        cue.start <= n.mention.start < stop
        and n.mention.strength >= PART
        and (cue.role == "only" or n.mention.column not in kept or n.role != "avoid")
        for n in reading.named
    ):
        return None
    if re.search(rf"{FILLED}|{OF_ROWS}", words):
        return None
    if any(re.search(p, words) for p in data_kinds.kind_words().values()):
        return None
    return cue.start, end
