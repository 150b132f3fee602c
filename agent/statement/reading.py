"""A statement read once: its sentences, its cues, and the role of each column it names.

A column's role is that of the nearest cue before it in its sentence: after "predict"
it is a target, after "from" an input, after "without" neither.
"""

import re
from dataclasses import replace

from agent.statement import beside_task, characters
from agent.statement.beside import (
    SAME,
    asked_of,
    counted,
    in_brackets,
    modifies,
    rank_of,
    says_whose,
)
from agent.statement.coverage import clearest
from agent.statement.cue_places import TARGET_ROLES, Cue, cues_of, listing
from agent.statement.homophones import mended, respelt
from agent.statement.meant import by_date, by_degree, by_kind, by_person, by_values
from agent.statement.mentions import Mention, mentions
from agent.statement.named import Named, Reading
from agent.statement.phrases import (
    CHANCE_OF,
    HOW_MANY,
    IS_TARGET,
    MUST_USED,
    NAMED_TASK,
    TOGETHER,
)
from agent.statement.reach import out_of_reach
from agent.vocabulary import parting, words
from agent.vocabulary.words import Span

_GENUS = (
    r"(?<!is )(?<!= )(?<!: )(?<![\w.])"
    r"([A-Z](?=\. [a-z]{4})|[eE](?=\. coli)|etc|incl|resp)\.(?= [a-z])"
)
"""An abbreviation that ends no sentence: "E. coli"."""
_BEYOND = 0.3  # of the weight of a cue, in a clause after the one that it asks in
_UNTIL = r"\b(?:until|(?<!the )(?<!our )till|before|after|once|as soon as)\b"
_PER = r"\bper (?:the )?$|\bfor (?:each|every|all|any)(?: of)?(?: the| our)? $"
_MANY = r"\b(?:\d+|two|three|four|five|six|ten|several|a few|a couple of) $"
_TIMES = r"(?:minute|hour|day|week|month|year)s?"
_TERM = re.compile(
    r"\b(?:pinball|log|logistic|quantile|hinge|focal|cross[- ]entropy) loss$"
)
_NOUNS = {"type", "kind", "sort", "class", "category"}

_MODIFIER = (
    r"\b(?!(?:the|its|our|their|your|this|that|any|all|no|not|use|using|on|at|of|and|or"
    r"|nor|a|an|to|with|without|from|about|by)\b)[a-z]+ $"
)


def read(
    statement: str,
    columns: tuple[str, ...],
    values: dict[str, tuple[str, ...]],
    ids: frozenset[str] = frozenset(),
    dates: frozenset[str] = frozenset(),
    kinds: dict[str, str] | None = None,
) -> Reading:
    """Read `statement` against the names of the columns, and the values of some.

    `ids` are columns that only their full names mean: "the patient" is no
    `patient_id`. `dates` are those that hold one; `kinds` tells of columns of media.
    """
    statement = respelt(
        statement, [*columns, *(v for vs in values.values() for v in vs)]
    )
    lines = words.plain(re.sub(_GENUS, r"\1 ", statement))
    lines = beside_task.blanked(parting.blanked(lines))
    lines = mended(lines, [*characters.spoken(list(columns)).values(), *columns])
    text = lines.replace("\n", " ")  # wrapped lines: "area under\nthe curve"
    sentences = tuple(
        Span(span.start, span.end, text[span.start : span.end])
        for span in words.sentences(lines)
    )
    marked = words.quotes(text)
    names = {words.plain(name).strip() for name in columns}
    shut = [span for span in marked if span.text.strip() in names]
    found = mentions(text, list(columns))
    # A word of columns' names is no value: "gold" where there are `gold_15` and `gold`.
    taken = [(m.start, m.end, m.column) for m in found if m.own]
    found += [
        m
        for m in by_values(text, values)
        if not any(a <= m.start < b and name != m.column for a, b, name in taken)
    ]
    found += by_date(text, dates, found)
    found = by_kind(text, kinds or {}, found)
    found = by_degree(text, by_person(text, dates, found))
    found = [m for m in found if m.strength >= 0.9 or m.column not in ids]
    found = [m for m in found if not _means_other(text, m, found)]

    def no_cue(cue: Cue) -> bool:
        quoted = any(span.start <= cue.start < span.end for span in shut)
        return quoted or any(_within(text, cue, m) for m in found)

    sentences = tuple(listing(text, sentences, no_cue))
    cues = [cue for sentence in sentences for cue in cues_of(sentence, no_cue)]
    cues = [c for c in cues if not _of_range(text, c, found)]
    cues = _listed_once(cues, found, sentences)
    # A column `评价` is no word on the metric.
    cues = [c for c in cues if c.role != "metric" or text[c.start : c.end] not in names]
    found = clearest(text, cues, found)
    reading = Reading(text, statement, sentences, tuple(cues), ())
    return replace(reading, named=tuple(asked_of(reading, _named(reading, found, ids))))


def _means_other(text: str, mention: Mention, found: list[Mention]) -> bool:
    """Whether part of a name is of a term, as the loss of "log loss"; or but a noun of
    what is named in full behind it: "type of fault"."""
    if mention.strength >= 0.9:
        return False
    if _TERM.search(text, max(0, mention.end - 20), mention.end):
        return True
    of = re.match(r" of (?:the |an? )?", text[mention.end :])
    place = mention.end + of.end() if of else -1
    return mention.text in _NOUNS and any(
        m.start == place and m.strength >= 0.9 and m.column != mention.column
        for m in found
    )


def _listed_once(
    cues: list[Cue], found: list[Mention], sentences: tuple[Span, ...]
) -> list[Cue]:
    """The cues; "I don't trust the rest" in a sentence that lists no inputs is about
    those that a sentence before it lists."""
    kept: list[Cue] = []
    for at, cue in enumerate(cues):
        later = [c.start for c in cues[at + 1 :]]
        later += [s.end for s in sentences if s.start <= cue.start < s.end]
        end = min(later, default=cue.end)
        listed = any(cue.end <= m.start < end and m.strength >= 0.9 for m in found)
        inputs = [c for c in kept if c.role in ("only", "input")]
        if cue.role == "only" and cue.start == cue.end and inputs and not listed:
            last = inputs[-1]
            kept = [replace(c, role="only") if c == last else c for c in kept]
        else:
            kept.append(cue)
    return kept


def _within(text: str, cue: Cue, mention: Mention) -> bool:
    """Whether a cue is a word amid a column's name: "loss given default"."""
    words = text[cue.start : cue.end]
    start = cue.end - len(words.lstrip(" ,;:.(!"))
    last = mention.end - (0 if start == cue.end or " " in words.strip() else 1)
    if not words.isascii() and mention.start < start:
        last = mention.end  # 推荐 in `编辑推荐`
    amid = mention.start <= start < cue.end <= last
    return amid and mention.strength >= 0.85


def _of_range(text: str, cue: Cue, found: list[Mention]) -> bool:
    """Whether a cue is the "from" of two classes: "on a scale from dead to good"."""
    if text[cue.start : cue.end] != "from":
        return False
    ends = [m for m in found if m.value and 0 < m.start - cue.end <= 2]
    return any(
        re.match(
            r"\W*(?:\w+ ){0,3}?(?:to|through) (?:the )?\W?$", text[a.end : b.start]
        )
        for a in ends
        for b in found
        if b.value and b.column == a.column and a.end < b.start < a.end + 40
    )


def beyond(reading: Reading, cue: Cue | None, place: int) -> bool:
    """Whether another clause parts a place from what asks for it: "predict what it
    sells for, views are not known"."""
    if cue is None or re.search(SAME, reading.text[cue.end : place]):
        return False
    if not reading.text[cue.start : cue.end].isascii():
        # In Chinese a verb asks within its own clause.
        return bool(re.search("[,，]", reading.text[cue.end : place]))
    begin = reading.sentence_at(place).start
    first = next(c for c in reading.cues if c.start >= begin and c.role in TARGET_ROLES)
    between = reading.text[min(first.end, cue.end) : place]
    clause = re.split("[,，]", between)[0]
    return clause != between and len(re.findall(r"[a-z]+|[\u3400-\u9fff]", clause)) > 2


def _asked(reading: Reading, mention: Mention) -> bool:
    """Whether a mention stands in a question, or is all that the statement says."""
    here = reading.sentence_at(mention.start)
    sentence = re.split(r"[:：]|\bbut\b|但", reading.text[mention.end : here.end])
    short = 8 if re.search(r"[\u3400-\u9fff]", reading.text[:9]) else 40
    whole = len(reading.text) <= short and len(reading.text.split()) <= 2
    question = len(sentence) == 1 and sentence[0].rstrip().endswith(("?", "？"))
    return whole or question


def _how_much(reading: Reading, mention: Mention) -> bool:
    """Whether a Chinese mention is itself a question for a number, or what one asks
    for: 要花多少钱, 多少公斤蜜."""
    before = reading.text[max(0, mention.start - 6) : mention.start]
    if re.search(HOW_MANY, before):
        return True
    number = re.search("多少|多[久长大高重快]|几(?!乎)", mention.text)
    begin = reading.sentence_at(mention.start).start
    lead = re.split("[,，]", reading.text[begin : mention.start])[-1]
    ends = re.match(r"[呢啊吗]?(?:$|[,，。;；?？])", reading.text[mention.end :])
    return bool(number and ends) and not re.search("[不没无别管]", lead)


def _named(
    reading: Reading, mentions: list[Mention], ids: frozenset[str]
) -> list[Named]:
    found: list[Named] = []
    after_cue: dict[Cue, list[Mention]] = {}
    for mention in mentions:
        after = reading.text[mention.end : mention.end + 60]
        if re.match("了?的话", after):  # 破损的话要赔多少
            found.append(Named(mention, "whose", 0.0, 0, None))
            continue
        cue = reading.cue_at(mention.start)
        if _means_no_column(reading, cue, mention):
            continue
        twice = rf" or no {re.escape(mention.text)}\b"
        ways = (IS_TARGET, CHANCE_OF, NAMED_TASK, twice)
        asked = any(re.match(p, after) for p in ways)
        asked = asked or cue is None and _how_much(reading, mention)
        free = cue is None or cue.role in TARGET_ROLES
        if asked or free and re.match(TOGETHER, after):
            last = found[-1] if found else None
            if last and not last.role and modifies(reading, last.mention, mention):
                # "hateful memes detection"
                found[-1] = replace(last, role="target", weight=0.9)
            found.append(Named(mention, "target", 1.0, 0, None))
            if cue is not None:
                after_cue.setdefault(cue, []).append(mention)
        elif re.match(MUST_USED, after):
            found.append(Named(mention, "must", 1.0, 0, None))
        elif cue is None and in_brackets(reading.text, mention):
            found.append(Named(mention, "target", 0.9, 0, None))
        elif cue is None and _asked(reading, mention):
            found.append(Named(mention, "sort", 0.7, 0, None))
        elif cue is None or out_of_reach(reading, cue, mention, found):
            found.append(Named(mention, "", 0.0, 0, None))
        else:
            here = after_cue.setdefault(cue, [])
            if (
                here
                and cue.role in TARGET_ROLES
                and modifies(reading, here[-1], mention, (" ", "'s ", "的"))
            ):
                last = here.pop()  # "predict the milk fat", 衣服的品牌
                if mention.start - last.end > 1 or reading.text[last.end] == "的":
                    found[-1] = replace(found[-1], weight=found[-1].weight / 2)
                elif last.strength < 0.94:
                    found[-1] = replace(found[-1], role="")
            if here and counted(reading, cue, here[-1], mention):
                here.pop()
                found[-1] = replace(found[-1], rank=1)
            rank = rank_of(reading, mention, here)
            weight = _weight(reading, cue, mention, here)
            if says_whose(reading, cue, mention, here):
                weight *= 0.5
            if mention.column not in ids:  # "does a block have mildew"
                here.append(mention)
            found.append(Named(mention, cue.role, weight, rank, cue))
    return found


def _weight(reading: Reading, cue: Cue, mention: Mention, here: list[Mention]) -> float:
    """A cue's weight on a mention behind it; `here` are those between them."""
    weight = cue.weight
    if cue.role not in TARGET_ROLES:
        return weight
    if re.search(_UNTIL, reading.text[cue.end : mention.start]):
        weight *= _BEYOND
    if not _in_clause_of(reading, cue, here) and beyond(reading, cue, mention.start):
        weight *= _BEYOND
    return weight


def _means_no_column(reading: Reading, cue: Cue | None, mention: Mention) -> bool:
    """Whether the words of a mention mean something else after `cue`."""
    before = reading.text[max(0, mention.start - 20) : mention.start]
    asked = cue is not None and cue.role in TARGET_ROLES
    if (mention.strength < 0.9 or asked) and re.search(_PER, before):
        return True  # "the price per night" names no `nights`
    if cue is None:
        return False
    span = re.search(_MANY, before) and re.fullmatch(_TIMES, mention.text)
    if span and cue.role == "avoid" and mention.strength < 0.6:
        return True  # "the lab takes two days"
    avoided = cue.role == "avoid" and not mention.own
    lead = reading.text[max(0, mention.start - 60) : mention.start]
    if avoided and re.search(_MODIFIER, lead):
        return True  # "the garden size" is no column `area`
    if mention.start < cue.end and cue.role not in TARGET_ROLES:
        return True  # the cue's own word: "not" is no column `note`
    # "Grade the essay" is about no `level`.
    asked_for = mention.strength >= 0.8 and not mention.text.isascii()  # 给成色评级
    return mention.end <= cue.end and not (mention.own or asked_for)


def _in_clause_of(reading: Reading, cue: Cue, named: list[Mention]) -> bool:
    """Whether one of the mentions stands in a cue's own clause, clearly enough."""
    clause = re.split("[,，]", reading.text[cue.end :])[0]
    return any(m.start < cue.end + len(clause) and m.strength >= 0.6 for m in named)
