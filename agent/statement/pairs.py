"""Retrieval tasks: which modality is to be found, given the others."""

import re

from agent.data.data_kinds import kind_words
from agent.errors import DataError
from agent.records import Modality
from agent.scoring.metrics import KNOWN
from agent.statement import chosen_from
from agent.statement.case import Case
from agent.statement.kind_words import (
    EXTRA_KIND_WORDS,
    FOUND_FIRST,
    FOUND_LAST,
    MATCH,
    RETRIEVE,
)
from agent.statement.modalities import Inputs
from agent.statement.reading import TARGET_ROLES, Named, Reading
from agent.statement.target import named_outright

NAMED = 0.7  # strength of a mention from which a column counts as named
PART = 0.4  # the same for a part of its name that no other column has
_BY = (
    (r"以文搜图|文搜图|以文找图", "text", "image"),
    (r"以图搜文|图搜文", "image", "text"),
    (r"\btext[- ]to[- ](?:image|photo|picture)\b", "text", "image"),
    (r"\b(?:image|photo|picture)[- ]to[- ]text\b", "image", "text"),
)
_MOST_ALIKE = r"最(?:匹配|像|相似|接近|符合|贴近|相关)的"
_LINKED = r"(?:匹配|对应|相符|相关|配套|描述|说明)的"


def asked(case: Case, metrics: tuple[str, ...]) -> str:
    """Why the words ask for retrieval; "" if they do not.

    A verb such as "find" or "match" counts only between two modalities, and where no
    column is named as what to predict.
    """
    if case.flags.kind is not None:
        return "asked for by --kind" if case.flags.kind == "retrieval" else ""
    for name in metrics:
        if KNOWN[name].kinds == ("retrieval",):
            return f"{KNOWN[name].title} judges retrieval"
    if case.flags.target is not None:
        return ""
    listed, outright = chosen_from.sought(case), named_outright(case)
    if listed and (not outright or case.reading.of(listed[0].name, *TARGET_ROLES)):
        return f"`{listed[0].name}` alone is not in the test table"
    if outright:
        return ""
    if said := re.search(RETRIEVE, case.reading.text):
        return f"the words say {said[0]!r}"
    if said := re.search(MATCH, case.reading.text):
        return f"the words say {said[0].strip()!r}"
    return ""


def sure(case: Case, metrics: tuple[str, ...]) -> bool:
    """Whether nothing but retrieval can be meant."""
    flagged = case.flags.kind == "retrieval"
    judged = any(KNOWN[name].kinds == ("retrieval",) for name in metrics)
    return flagged or judged or bool(re.search(RETRIEVE, case.reading.text))


def find(case: Case, inputs: Inputs, *, insist: bool) -> tuple[Modality, str] | None:
    """The modality to be found, and a sentence why.

    None if the words name no two modalities and do not `insist` on retrieval. Raises
    DataError if there are none to match, or it is not clear which is to be found.
    """
    modalities = _without_sounds(case, inputs.modalities)
    if case.flags.target is not None:
        return _by_flag(case, modalities), "asked for by --target"
    if len(modalities) < 2:
        if not insist:
            return None
        raise DataError(
            "Retrieval takes two kinds of data in a row, such as an image and a text",
            where=str(case.data),
            why="there is {} alone".format(
                *(f"{m.name} ({m.kind})" for m in modalities)
            ),
            fix="allow more columns with --use, or name a column to predict with"
            " --target",
        )
    if listed := chosen_from.sought(case):
        one = next((m for m in modalities if listed[0].name in m.columns), None)
        if one is not None:
            return one, listed[1]
    unclear = False
    for found, given in _readings(case.reading, modalities):
        if len(found) > 1 and given and not any(m in given for m in found):
            unclear = True  # two texts: another reading may name one of them
        if len(found) == 1 and given and found != given:
            shown = ", ".join(m.name for m in given)
            other = given[0].columns[0]
            return found[0], (
                f"it is to be found for each {shown} (the other way round:"
                f" --target {other})"
            )
    if unclear:
        raise _unclear(case, modalities)
    if not insist:
        return None
    if len(modalities) == 2 and _both_named(case.reading, modalities):
        found = max(modalities, key=lambda m: _first_place(case.reading, m))
        other = next(m for m in modalities if m != found)
        return found, (
            f"it is named last (the other way round: --target {other.columns[0]})"
        )
    raise _unclear(case, modalities)


def _without_sounds(
    case: Case, modalities: tuple[Modality, ...]
) -> tuple[Modality, ...]:
    """The modalities but the sound of films, which their files would give away: who
    looks for a clip means the film, and asks with its sound, too."""
    sounds = {column.name for column in case.columns if column.sound_of}
    return tuple(m for m in modalities if not sounds & set(m.columns))


def _unclear(case: Case, modalities: tuple[Modality, ...]) -> DataError:
    listed = ", ".join(f"{m.name} ({m.kind})" for m in modalities)
    return DataError(
        "The statement does not say what is to be found for what",
        where=str(case.data),
        why=f"a row holds {listed}",
        fix="say so, as in 'find the image for each caption', or name what is to be"
        f" found: --target {modalities[0].columns[0]}",
    )


def _by_flag(case: Case, modalities: tuple[Modality, ...]) -> Modality:
    wanted = {part.strip() for part in (case.flags.target or "").split(",")}
    for modality in modalities:
        if modality.name in wanted or wanted & set(modality.columns):
            return modality
    raise _unclear(case, modalities)


def _readings(
    reading: Reading, modalities: tuple[Modality, ...]
) -> list[tuple[list[Modality], list[Modality]]]:
    """(found, given) for each way in which a sentence may be read, the best first."""
    read = []
    for pattern, given, found in _BY:
        if re.search(pattern, reading.text):
            of = [[m for m in modalities if m.kind == kind] for kind in (found, given)]
            read.append((of[0], of[1]))
    for match in re.finditer(_MOST_ALIKE, reading.text):
        here = reading.sentence_at(match.start())
        found = _named_in(reading, modalities, match.end(), here.end)
        read.append((found, _named_in(reading, modalities, here.start, match.start())))
    for match in re.finditer(MATCH, reading.text):
        sentence = reading.sentence_at(match.start())
        later = re.search(MATCH, reading.text[match.end() : sentence.end])
        if later and re.fullmatch(r"\W*(?:search|retrieval)\W*", match[0]):
            continue  # "image search: given a photo, retrieve the text"
        before = _named_in(reading, modalities, sentence.start, match.start())
        rest = reading.text[match.end() : sentence.end]
        if match[0] == "retrieval" and before:
            read += _of_noun(reading, modalities, match)
        chinese = not match[0].isascii()
        matching = re.match(r"match|pair|link|匹配|配对", match[0])
        link = FOUND_LAST if matching else FOUND_FIRST
        if chinese and not matching:
            read += _in_chinese(reading, modalities, match)
            continue
        for part in re.finditer(link, rest):
            at = match.end() + part.start()
            first = _named_in(reading, modalities, match.end(), at)
            second = _named_in(reading, modalities, at, sentence.end)
            read.append((second, first) if matching else (first, second))
        given = reading.text[sentence.start : match.start()]
        if match[0] == "matching" and re.search(r"\b(?:the|its|their|a) $", given):
            after = _named_in(reading, modalities, match.end(), sentence.end)
            read.append((after, before))  # "we show the matching photo"
        if matching and re.match(r"\W*(?:which|what|哪)", sentence.text):
            after = _named_in(reading, modalities, match.end(), sentence.end)
            read.append((before, after))  # "which images match the caption?"
        if not matching:  # "given a caption, find the image"
            after = _named_in(reading, modalities, match.end(), sentence.end)
            read.append((after, before))
    return read


def _in_chinese(
    reading: Reading, modalities: tuple[Modality, ...], match: re.Match
) -> list[tuple[list[Modality], list[Modality]]]:
    """用封面把对应的歌词找出来, 检索与声音匹配的图片, 根据文字检索图片."""
    sentence, read = reading.sentence_at(match.start()), []
    before = _named_in(reading, modalities, sentence.start, match.start())
    rest = reading.text[match.end() : sentence.end]
    text = reading.text
    at = max(text.rfind(sign, sentence.start, match.start()) for sign in "把将")
    if at >= 0:
        held = _named_in(reading, modalities, at, match.start())
        read.append((held, _named_in(reading, modalities, sentence.start, at)))
    for part in re.finditer(_LINKED, rest):
        at = match.end() + part.start()
        first = _named_in(reading, modalities, match.end(), at)
        clause = re.split("[,，]", text[at : sentence.end])[0]
        for end in dict.fromkeys((at + len(clause), sentence.end)):
            after = _named_in(reading, modalities, at, end)
            read.append((after, first or before))
    for words in dict.fromkeys([re.split("[,，]", rest)[0], rest]):
        end = match.end() + len(words)
        read.append((_named_in(reading, modalities, match.end(), end), before))
    return read


def _of_noun(
    reading: Reading, modalities: tuple[Modality, ...], match: re.Match
) -> list[tuple[list[Modality], list[Modality]]]:
    """ "Text-to-image retrieval", "image retrieval from text"."""
    sentence = reading.sentence_at(match.start())
    if way := re.search(
        r"(\w+)(?:[- ]to[- ]|->)\w+[- ]$", reading.text[: match.start()]
    ):
        given = _named_in(reading, modalities, way.start(), way.end(1))
        found = _named_in(reading, modalities, way.end(1), match.start())
        return [(found, given)]
    word = re.search(r"\w+[- ]$", reading.text[: match.start()])
    start = word.start() if word else match.start()
    found = _named_in(reading, modalities, start, match.start())
    return [(found, _named_in(reading, modalities, match.end(), sentence.end))]


def _named_in(
    reading: Reading, modalities: tuple[Modality, ...], start: int, end: int
) -> list[Modality]:
    """Modalities that a stretch of the text names: by column, else by kind."""
    named = {
        n.mention.column
        for n in reading.named
        if start <= n.mention.start < end
        if n.mention.strength >= (PART if _alone(reading, n) else NAMED)
    }
    streams = [m for m in modalities if m.kind != "table"]
    found = [m for m in streams if named & set(m.columns) or m.name in named]
    kinds = {m.kind for m in found}
    for kind in {m.kind for m in modalities} - kinds:
        if re.search(_words_for(kind), reading.text[start:end]):
            found += [m for m in modalities if m.kind == kind]
    return found


def _alone(reading: Reading, one: Named) -> bool:
    """Whether no other column may be meant at the place of a mention."""
    here = reading.at(one.mention.start)
    return one.mention.own and len({n.mention.column for n in here}) == 1


def _words_for(kind: str) -> str:
    """Words for a kind of modality. A table is called one: "numbers" are not enough."""
    words = [] if kind == "table" else [kind_words().get(kind, "(?!)")]
    return "|".join([*words, EXTRA_KIND_WORDS.get(kind, "(?!)")])


def _both_named(reading: Reading, modalities: tuple[Modality, ...]) -> bool:
    return len(_named_in(reading, modalities, 0, len(reading.text))) == 2


def _first_place(reading: Reading, modality: Modality) -> int:
    """Where a modality is named for the first time."""
    words = _words_for(modality.kind)
    places = [m.start() for m in re.finditer(words, reading.text)]
    for named in reading.named:
        if named.mention.column in modality.columns:
            places.append(named.mention.start)
    return min(places, default=0)
