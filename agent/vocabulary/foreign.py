"""Columns' names in German, Spanish or French, in English: `Ausschussgrund` is a scrap
reason, `estancia_dias` a stay in days."""

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product

from agent.vocabulary.foreign_words import FRENCH, GERMAN, SPANISH
from agent.vocabulary.lexicon import UNITS
from agent.vocabulary.words import name_words

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_SURE = 2  # names that tell the language of a table
_MOST = 6  # readings of one name
_SHORTEST = 3  # signs of a word that is part of a compound
_LINKS = ("", "s", "n", "en", "es", "e")
"""What joins the words of a German compound."""
_ENGLISH = frozenset(
    re.findall(
        "[a-z]+",
        "alter area art assure brand chambre charge color conductor costs date debit"
        " depart dia ende essai gang general grade inspector lager land marque masse"
        " mass material mes mois moyen nom nota notas note patient pays place precise"
        " probe raison retard sale sortie surface tag taille temps tension test"
        " text ton typ wert wind zone",
    )
)
"""Words that are English, too, or like it: they tell of no other language alone."""


def _table(lines: str) -> dict[str, tuple[str, ...]]:
    entries = [e for line in lines.split("\n") for e in line.split("|") if e.strip()]
    pairs = (entry.split() for entry in entries)
    return {word: tuple(meanings.split("/")) for word, meanings in pairs}


_GERMAN = _table(GERMAN)
_TABLES = (_GERMAN, _table(SPANISH), _table(FRENCH))


def spoken(names: list[str]) -> dict[str, tuple[str, ...]]:
    """The names that are in another language, each as it may be in English.

    Of words that English has, too, only beside a name that is in that language for
    sure. Names of one language only: that which most of them are in.
    """
    best: dict[str, tuple[str, ...]] = {}
    for table in _TABLES:
        found = {name: made for name in names if (made := _read(name, table))}
        sure = {n: e for n, e in found.items() if _surely(n, table)}
        told = found if len(sure) >= _SURE else sure
        best = told if len(told) > len(best) else best
    return best


def _surely(name: str, table: dict[str, tuple[str, ...]]) -> bool:
    """Whether a name has a word of a table, or a compound, that English lacks."""
    words = {*map(_folded, name_words(name))} - _ENGLISH - UNITS
    return any(_parted(word, table is _GERMAN, id(table)) for word in words)


def _read(name: str, table: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The English of a name of whose words, but for units and numbers, a table has
    half or more; () if it has fewer."""
    words = [w for w in map(_folded, name_words(name)) if not w.isdigit()]
    heavy = [word for word in words if word not in UNITS]
    if not heavy:
        return ()
    parts: list[tuple[str, ...]] = []
    known = 0
    for word in words:
        if word in UNITS:
            parts.append((word,))
            continue
        made = _parted(word, table is _GERMAN, id(table)) or _begun(word, table)
        known += bool(made)
        parts += made or ((word,),)
    if 2 * known < len(heavy):
        return ()
    return tuple(" ".join(one) for one in islice(product(*parts), _MOST))


def _begun(word: str, table: dict[str, tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The meaning of the one word that another shortens: `prof` of profundidad."""
    whole = {table[w] for w in table if len(word) > _SHORTEST and w.startswith(word)}
    return tuple(whole) if len(whole) == 1 and word not in _ENGLISH else ()


@lru_cache(maxsize=4096)
def _parted(word: str, compounds: bool, which: int) -> tuple[tuple[str, ...], ...]:
    """The meanings of a word, or of the words of a compound; () if one is unknown."""
    table = next(t for t in _TABLES if id(t) == which)
    if word in table:
        return (table[word],)
    if not compounds:
        return ()
    for at in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
        head, tail = word[:at], word[at:]
        if tail not in table:
            continue
        for link in _LINKS:
            first = head.removesuffix(link) if link else head
            if head.endswith(link) and (before := _parted(first, True, which)):
                return (*before, table[tail])
    return ()


def _folded(word: str) -> str:
    """A word without accents: Größe as groesse."""
    bare = unicodedata.normalize("NFKD", word.lower().translate(_UMLAUTS))
    return "".join(sign for sign in bare if not unicodedata.combining(sign))
