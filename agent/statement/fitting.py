"""What a question fits: where no words name the target, its form may leave one column.

"Will this customer leave?" wants a yes or no, "how many minutes" a number of minutes.
"""

import re
from collections.abc import Callable, Iterator

from agent.data.data_kinds import streams
from agent.records import Column
from agent.statement import asked_values, wishes
from agent.statement.case import Case
from agent.statement.coverage import share, told
from agent.statement.event_details import beside, says_if
from agent.statement.first_asked import HOW_WRONG, asking
from agent.statement.kind import is_number
from agent.statement.polarity_words import DENY
from agent.statement.units import asked_in, measured
from agent.vocabulary.words import likeness, name_words, plain

_FORMS = {
    "number": r"\bhow (?:many|much|long|far|fast|old|big|large|high|tall|heavy|hot|late"
    r"|soon|often)\b|\bwhat could we charge\b|多少|多[久长大高重快宽深厚远粗热]"
    r"|(?<!好)几[个天分小元件次]",
    "class": r"\bwhy (?:do|does|did|is|are|was|were|will|would)\b(?=[^.]*\?)"
    r"|\bwhat (?:do|does|did|will) [^.?]{1,30} (?:of|from|by)\?"
    r"|\bwhich (?!of\b|one\b|column)\w+ (?:it|this|that|he|she) is\b"
    r"|\b(?:what|which) (?:kind|type|sort|species)\b|哪[一几]?[种类款型个位家路档]"
    r"|什么(?!时候|都|也|程度|地方)",
    "yes or no": r"^[\s#]*(?:is|are|was|were|does|did|will|would|has)\b(?= (?:the|an?"
    r"|it|this|he|she|they|there|our)\b)|^[\s#]*(?:is|are|was|were|does|do|did|will|would|has|have|can|could"
    r"|should)\b(?! (?:you|we|i|anyone|somebody)\b|[^.?]* (?:tell|predict|estimate"
    r"|guess) (?:the|its|how|what)\b)"
    r"(?=[^.]*\?)|\bwhether\b|\b(?:predict|tell|know|see|say|determine|check) if\b"
    r"|\bwho (?:will|would|won'?t|(?:does|did)(?:n'?t| not)|is going to)\b"
    r"|\byes[ /-](?:or )?no\b|\bwho (?!is\b|was\b|has\b|does\b)[a-z]+s\b|谁(?:会|要|将)"
    r"|(?!能不能[^,，。；;]{0,12}(?:[估推猜]|预测|判断|识别))(?P<may>[\u3400-\u9fff]{1,3}(?<![好多大高低快慢贵强准行对]))[不没](?P=may)|有没有|是否|会否|[了过]没有?(?=\s*(?:$|[,，。；;?？]))|吗(?=[?？]|$)|哪[些个位只台辆条头家名箱瓶件本批棵株节班趟笔单份张幅匹栋户].{1,8}(?:会|要|被|[了过](?![的些]))",
}
"""How a question says what its answer is, by the kind of answer."""
_WHICH = (
    r"\bwhich (?:of (?:the|our|these|them) ?)?(?P<rows>[a-z]+s|people)?"
    r" ?(?:will|would|might|may|go|run|get|turn|are (?:going|about|likely) to\b"
    r"|(?<=s )[a-z]+(?= ?\?))"
    r"(?![^.;?]* (?:most|best|least|worst|how)\b)"
)
"""A question for yes or no of each row: "which products will run out"."""
_MOSTLY = 0.6  # of a name: enough where no other is told half as much
_YES_NO = r"\W*(?:will|would|does|do|did|is|are|was|were|has|have|can)\b[^?]*\?"
_KIND_ASKED = r"哪一?种|\b(?:what|which) (?:kind|sort|species)\b"
_KIND = r"(?:^|_)(?:species|variety|breed|cultivar|kind)$|(?:品种|物种|种类)$"
"""A question for a kind, and the names of columns that hold one."""
_FITS: dict[str, Callable[[Column], bool]] = {
    "number": is_number,
    "class": lambda column: column.type == "category",
    "yes or no": says_if,
}
_LIGHT = set("长是否有无的了数量率值类型种别级度名大小时间日月年天分人次个第总")
"""Characters of names that say little of what a column holds."""
_PEOPLE = "客人|客户|顾客|用户|会员|病人|患者|学生|学员|员工|乘客|司机"
"""Who a row is of: a question about them is none for what they say or do."""
_AMOUNT_NOUN = (
    "(?:[热高温湿深长宽厚浓密速强硬]度|时长|[数销产流重]量|金?额|价[格钱]?|人数|次数|天数"
    "|(?<![成部])分数?)$"
)
"""The last word for what is asked, where it is an amount."""
_OF_ONE = "[估测称量猜]([重高长宽深厚])(?=$|[,，。;；])"
"""A verb and the one sign of what it asks for: 估重."""
_POINTS, _COUNT = "(?:多少|几)分(?!钟)", "(?:次|人|个|天|件)数$"
"""A question for points, and the ends of names of what only counts."""
_CLASS_NOUN = "(?:等级|级别|类别|类型|种类|品种|档次)$"


def yes_or_no(case: Case, columns: list[Column]) -> Column | None:
    """The one of several named in a question for yes or no that says so: "Will
    passengers miss their connection?"; None if it is not one alone."""
    flags = [column for column in columns if column.type == "boolean"]
    places = [n.mention.start for c in columns for n in case.reading.of(c.name, "sort")]
    asked = {case.reading.sentence_at(place).text for place in places}
    if len(columns) < 2 or len(flags) != 1 or len(asked) != 1:
        return None
    if any(asked_values.ordered(case, c) for c in columns if c not in flags):
        return None  # "Does it need repair? Estimate the repair cost."
    return flags[0] if re.match(_YES_NO, asked.pop()) else None


def by_question(
    case: Case, free: list[Column], points: dict[str, float]
) -> tuple[Column, str] | None:
    """The one column of `free` that fits the question's form and its words, and why;
    None if it is not one alone.

    `free` are columns that may be predicted and have no other role, `points` what the
    statement's words say for each, too little to settle it.
    """
    for form, said, sentence, asked in (*_questions(case), *_of_rows(case)):
        fits = [c for c in free if _FITS[form](c) and not answers_none(case, c)]
        found = measured(fits, sentence) if form == "number" else []
        fits = found or fits
        if form == "yes or no":
            fits = [c for c in fits if c.type == "boolean"] or fits
        if form == "class":  # 哪种 asks for one of many
            fits = [c for c in fits if c.unique > 2] or fits
            if re.search(_KIND_ASKED, said):
                fits = [c for c in fits if re.search(_KIND, c.name.lower())] or fits
        asked = _unspoken(asked, case.columns)
        if case.given:  # what the test table lacks, before what it has
            fits = [c for c in fits if not c.in_given] or fits
        told = {c.name: points[c.name] for c in free}
        told |= {c.name: told[c.name] + _shared(asked, c, free) for c in fits}
        one = found[0] if len(found) == 1 else _alone(fits, told)
        if one:
            return one, f"the only {form} left that fits {said!r}"
    return None


def told_most(case: Case, columns: list[Column]) -> Column | None:
    """The column of whose name what is asked tells the most by far."""
    spans = asking(case.reading)
    shares = {
        c.name: max(share(c.name, case.reading.text, s) for s in spans) for c in columns
    }
    ranked = sorted(columns, key=lambda c: -shares[c.name])
    first, *rest = [shares[c.name] for c in ranked] or [0.0]
    if first < _MOSTLY or first <= 2 * max(rest, default=0.0):
        return None
    text, name = case.reading.text, ranked[0].name
    words = max(len(told(name, text, s.start, s.end)) for s in spans)
    return ranked[0] if words > 1 else None


def hinted(case: Case, columns: list[Column]) -> Column | None:
    """The one column of which what is asked tells anything at all, be it two signs or a
    word of its name; None if it is not one alone."""
    spans = asking(case.reading)
    said = _unspoken("".join(s.text for s in spans), case.columns)
    found = [
        column
        for column in columns
        if any(pair in said for pair in _pairs(plain(column.name)))
        or any(sign in plain(column.name) for sign in re.findall(_OF_ONE, said))
    ]
    return found[0] if len(found) == 1 else None


def _pairs(name: str) -> list[str]:
    """Two Chinese signs in a row of a name, but for those of people."""
    pairs = [name[at : at + 2] for at in range(len(name) - 1)]
    return [p for p in pairs if min(p) >= "\u3400" and not re.fullmatch(_PEOPLE, p)]


def answers_none(case: Case, column: Column) -> bool:
    """Whether there are questions, and a column has the form of an answer to none; nor
    has one in months where 几次 asks for times, and another counts some."""
    asked = {(form, clause) for form, _, _, clause in _questions(case)}
    numbers = [c for c in case.columns if is_number(c)]
    return bool(asked) and not any(
        (
            _FITS[form](column)
            or form == "yes or no"
            and asked_values.answers(case, column)
        )
        and (form != "number" or column in (measured(numbers, clause) or [column]))
        and not (re.search(_POINTS, clause) and re.search(_COUNT, column.name))
        for form, clause in asked
    )


def but_a_detail(case: Case, column: Column) -> bool:
    """Whether a column is but a detail of the event that a question is about."""
    asked = {form for form, *_ in (*_questions(case), *_of_rows(case))}
    return beside(case, column, "yes or no" in asked and "class" not in asked)


def of_other_form(case: Case, column: Column) -> bool:
    """Whether a Chinese verb asks for an amount, or for a class, by its noun, and a
    column has no such values: 等级 of 给书影定个等级 is no number of hours."""
    for cue in case.reading.cues:
        if cue.role != "target" or case.reading.text[cue.start : cue.end].isascii():
            continue
        rest = case.reading.text[cue.end : case.reading.sentence_at(cue.start).end]
        noun = re.split(r"[,，。;；:：(（\s]", rest)[0]
        if re.search(_AMOUNT_NOUN, noun) and not is_number(column):
            return True
        if re.search(_CLASS_NOUN, noun) and column.type == "number":
            return True
    return False


def _questions(case: Case) -> Iterator[tuple[str, str, str, str]]:
    """The questions for what is to be predicted: the form of the answer, the word that
    asks, its sentence and its clause."""
    for sentence in case.reading.sentences:
        for form, pattern in _FORMS.items():
            for said in re.finditer(pattern, sentence.text):
                asked = _clause(sentence.text, said.start())
                place = sentence.start + said.start()
                if _told(sentence.text, asked, said[0]) or _excluded(case, place):
                    continue
                if said[0][0] == "哪" and _of_classes(case, place):
                    form = "class"
                yield form, said[0].strip(), sentence.text, asked


def _of_rows(case: Case) -> Iterator[tuple[str, str, str, str]]:
    """The questions that ask which rows will do something, as `_questions` has them."""
    names = [c.name for c in case.columns if c.type == "category"]
    parts = {part for name in names for part in name_words(name)}
    for sentence in case.reading.sentences:
        for said in re.finditer(_WHICH, sentence.text):
            if not any(likeness(said["rows"] or "", part) >= 0.85 for part in parts):
                asked = _clause(sentence.text, said.start())
                yield "yes or no", said[0], sentence.text, asked


def _of_classes(case: Case, place: int) -> bool:
    """Whether 哪些 at a place asks for the classes of a column that is named behind it:
    哪些部件撞坏了 for `damaged_parts`."""
    kinds = {c.name: c.type for c in case.columns}
    named = [n.mention for n in case.reading.named if 0 <= n.mention.start - place <= 3]
    return any(kinds.get(m.column) == "category" for m in named)


def _told(sentence: str, clause: str, said: str) -> bool:
    """Whether what looks like a question is said to be not there: "how long it was
    online and the views are not"; or is what errors may cost: 宁可多送几件."""
    if re.search(rf"宁[可愿肯]|情愿|大不了|{HOW_WRONG}", clause):
        return True
    text = sentence if sentence.isascii() else re.sub(r"(.)不\1", "", clause)
    return not re.search("[?？]", text) and bool(
        re.search(DENY, text.replace(said, ""))
    )


def _excluded(case: Case, place: int) -> bool:
    """Whether a question is but what a statement leaves out: "whether it sold is
    cheating"."""
    text = case.reading.text[place : case.reading.sentence_at(place).end]
    end = place + len(re.split("[,，:]", text)[0])
    named = [n for n in case.reading.named if place <= n.mention.start < end]
    return bool(named) and named[0].role in ("avoid", "deny")


def _alone(fits: list[Column], told: dict[str, float]) -> Column | None:
    """The column of which the words tell most by far, or the only one that fits where
    they tell of no other."""
    ranked = sorted(fits, key=lambda c: -told[c.name])
    if not ranked:
        return None
    first, rest = told[ranked[0].name], [told[c.name] for c in ranked[1:]]
    if first > 0:
        return ranked[0] if first > 2 * max(rest, default=0.0) else None
    return ranked[0] if len(ranked) == 1 and not any(told.values()) else None


def _clause(text: str, place: int) -> str:
    """What stands between commas or brackets around `place`."""
    start = max(text.rfind(mark, 0, place) for mark in ",，：:()") + 1
    return re.split("[,，：:()]", text[start:])[0]


def _unspoken(asked: str, columns: tuple[Column, ...]) -> str:
    """A question without what the names of media and ids have in common with it: 宠物
    of `宠物照片` says nothing of `物种`; nor does 预测 of `预计送达分钟`."""
    asked = asked.replace("预测", "")
    for column in columns:
        name = plain(column.name)
        if column.type in streams() | {"id"}:
            for at in range(len(name) - 1):
                if name[at] >= "\u3400":
                    asked = asked.replace(name[at : at + 2], "")
    return asked


def _shared(asked: str, column: Column, free: list[Column]) -> float:
    """Points for Chinese characters of a name in a question, each by how few columns
    have it: 丢 of "哪些包裹会丢" for `是否丢件`."""
    signs = {sign for sign in plain(column.name) if sign >= "\u3400"} - _LIGHT
    names = [plain(c.name) for c in free]
    return sum(1 / sum(sign in n for n in names) for sign in signs if sign in asked)


def ranged(case: Case, columns: tuple[Column, ...]) -> str:
    """The one column whose values run as the statement says: "from 1 to 5"; or ""."""
    text = case.reading.text
    scales = {
        (float(m[1]), float(m[2]))
        for m in re.finditer(
            r"(?<![\d.])(\d{1,3})\s*(?:to|-|–|~|through|到|至)\s*(\d{1,3})(?![\d.])",
            text,
        )
    }
    found = [
        column
        for column in columns
        if column.type == "integer" and (column.low, column.high) in scales
    ]
    return found[0].name if len(found) == 1 else ""


def in_units(case: Case, columns: list[Column]) -> tuple[set[str], set[str]]:
    """(columns of numbers in a unit that the statement asks for, those in others);
    what metrics are called asks for none."""
    text = list(case.reading.text)
    for wish in wishes.said(case.reading, ()):
        text[wish.start : wish.end] = " " * (wish.end - wish.start)
    spans = asking(case.reading)
    asked = " ; ".join("".join(text[span.start : span.end]) for span in spans)
    return asked_in([column for column in columns if is_number(column)], asked)
