"""Whether a statement lists the classes of a column."""

import re

from agent.records import Column
from agent.statement import scales
from agent.statement.case import Case
from agent.statement.reading import TARGET_ROLES
from agent.vocabulary import dictionary
from agent.vocabulary.lexicon import NO, YES
from agent.vocabulary.synonyms import alike
from agent.vocabulary.words import Span, likeness, name_words, plain

_LONGEST = 4  # signs of a Chinese word for a class
_SURE = 0.8
_FORM = 0.9  # how alike two forms of one word are
_UNSAID = frozenset(
    ("none", "nothing", "normal", "ok", "healthy", "other", "others", "unknown", "rest")
)
"""Classes that a list of the others goes without: "a hotspot, a crack or nothing"."""


def listing(case: Case) -> list[Column]:
    """The columns whose classes the statement lists; of several that have the same,
    those alone that it asks for by their names: "rate the deck as good, fair or poor"
    where the paint is good, fair or poor, too."""
    found = [column for column in case.columns if lists_classes(case, column)]
    asked = {
        n.mention.column
        for n in case.reading.named
        if n.role in TARGET_ROLES and not n.mention.value
    }
    told = [set(column.values) for column in found if column.name in asked]
    return [c for c in found if c.name in asked or set(c.values) not in told]


def lists_classes(case: Case, column: Column) -> bool:
    """Whether the statement lists all the classes of a column: low, mid, high."""
    single = [v.split(column.mark) if column.mark else [v] for v in column.values]
    labels = tuple(dict.fromkeys(label.strip() for row in single for label in row))
    if column.type != "category" or not 2 <= len(labels) <= 12:
        return False
    text = case.reading.text
    many = len(labels) > 2
    if many and scales.by_statement(text, labels, asked=True):
        return True
    values = [plain(value) for value in labels]
    one = "|".join(map(re.escape, values))
    if many and re.search(rf"(?:{one})\s*(?:to|through|到|至)\s*(?:{one})", text):
        return min(map(len, values)) > 1
    if re.search(rf"(?:{one})(?:还是|或是)(?:个|只|是)?(?:{one})", text):
        return True  # 是猫还是狗
    end = rf"(?<![a-z])(?:{one})(?:是|为)?最[好差高低优劣轻重大小]"
    if many and re.search(rf"{end}(?:[,、]?\s*|[^。;]{{,16}}?[,、]){end}", text):
        return True  # A最好D最差; A最好,B、C依次变差,D最差
    english = all(value.isascii() and value.isalpha() for value in values)
    if english and not text.isascii() and _in_chinese(case, values):
        return True
    named = all(re.fullmatch("[a-z_ -]+", value) for value in values)
    if many and named and not text.isascii() and _some_in_chinese(case, values):
        return True
    few = [v for v in values if len(v) < 2 and (v.isascii() or not many)]
    if few or any(value in YES | NO for value in values):
        return False
    values = [v for v in values if not many or v not in _UNSAID]
    return any(
        all(_lists(_unnamed(case, column, sentence), value) for value in values)
        for sentence in case.reading.sentences
    )


def _unnamed(case: Case, column: Column, sentence: Span) -> str:
    """A sentence without the names of other columns: `server_rank` is no server."""
    text = list(sentence.text)
    for one in (n.mention for n in case.reading.named):
        if one.own and one.column != column.name and one.strength >= _FORM:
            for at in range(one.start, min(one.end, sentence.end)):
                if at >= sentence.start and one.text not in column.values:
                    text[at - sentence.start] = " "
    return "".join(text)


def _lists(text: str, value: str) -> bool:
    """Whether a text has a class, in whatever form: "cancelling" for `cancel`."""
    if not value.isascii():
        return value in text
    if re.search(rf"(?<![^\W_]){re.escape(value)}(?:s|ing)?(?![^\W_])", text):
        return True
    return value.isalpha() and any(
        likeness(word, value) >= _FORM for word in re.findall("[a-z]+", text)
    )


_CHOICE = re.compile(
    r"(?:[^,，。、;；?？:：]{1,10}、)*[^,，。、;；?？:：]{1,10}?(?:、|还是|或者?是?|和|与)[^,，。、;；?？:：]{1,6}"
)
"""A list in Chinese of two and more things: 吐司、可颂还是蛋糕."""


def _some_in_chinese(case: Case, values: list[str]) -> bool:
    """Whether a list in Chinese has as many items as there are classes in English, and
    at least half of them, two or more, are known to mean one."""
    told = [value for value in values if value not in _UNSAID]
    for match in _CHOICE.finditer(case.reading.text):
        items = re.split("、|还是|或者?是?|和|与", match[0])
        if not len(told) <= len(items) <= len(values) or len(items) < 3:
            continue
        found = [{v for v in told if _has(item, v)} for item in items]
        known = [one for one in found if len(one) == 1]
        if len(known) > 1 and 2 * len(known) >= len(told):
            return len(set().union(*known)) == len(known)
    return False


def _has(item: str, value: str) -> bool:
    """Whether a Chinese item has a word that means a class."""
    words = {item[i : i + n] for i in range(len(item)) for n in (1, 2, 3, _LONGEST)}
    words = {word for word in words if dictionary.known(word)}
    return any(
        alike(word, part) >= _SURE for word in words for part in name_words(value)
    )


def _in_chinese(case: Case, values: list[str]) -> bool:
    """Whether a sentence in Chinese lists classes that are in English: 鞋、包还是外套
    for shoes, bag and coat; of two there is a choice between: 是手动还是自动."""
    for sentence in case.reading.sentences:
        choice = re.search("还是|是[\u3400-\u9fff]{1,3}是", sentence.text)
        if len(values) == 2 and not choice:
            continue
        text = sentence.text
        words = {text[i : i + n] for i in range(len(text)) for n in (1, 2, 3, _LONGEST)}
        words = {word for word in words if dictionary.known(word)}
        found = [{w for w in words if alike(w, value) >= _SURE} for value in values]
        if all(found) and len(set().union(*found)) >= len(values):
            return True
    return False
