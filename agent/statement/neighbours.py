"""Words in a row that are one word of a column's name."""

from itertools import pairwise

from agent.statement.overlaps import Mention
from agent.statement.said import weight
from agent.vocabulary.words import Span, name_words, stem


def neighbours(words: list[Span], text: str) -> dict[str, list[tuple[int, int]]]:
    """Where two or three words in a row stand, by what they are as one: "drop-outs"
    and "dropping out" are dropout."""
    found: dict[str, list[tuple[int, int]]] = {}
    for many in (2, 3):
        for at in range(len(words) - many + 1):
            row = words[at : at + many]
            gaps = [text[a.end : b.start] for a, b in pairwise(row)]
            if all(gap in (" ", "-", "  ") for gap in gaps):
                one = "".join(stem(word.text) for word in row)
                if row[1].text == "again":  # "order again" for `reordered`
                    one = stem(f"re{row[0].text}ed")
                found.setdefault(one, []).append((row[0].start, row[-1].end))
    return found


def by_neighbours(
    name: str, beside: dict[str, list[tuple[int, int]]], text: str
) -> list[Mention]:
    """A name that the text parts otherwise: "drop-outs" for `dropout`, "no show" for
    `no_show`, "x-ray" for `xray_image`."""
    parts = name_words(name)
    full = [part for part in parts if weight(part) == 1.0]
    found = []
    for wanted, share in [("".join(parts), 1.0), *((p, 1 / len(full)) for p in full)]:
        places = beside.get(stem(wanted), []) if len(wanted) >= 4 else []
        found += [
            Mention(name, a, b, 0.95 * share, False, text[a:b]) for a, b in places
        ]
    return found
