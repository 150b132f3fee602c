"""What the catalogue says of kinds of data: which are media, their files, their words.

A new kind is known here by its input's card alone; nothing lists it a second time.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from agent import catalog
from agent.data import clips, media
from agent.records import Block
from agent.vocabulary.lexicon import KIND_WORDS


def media_kinds() -> frozenset[str]:
    """Kinds whose cells point to files (a few may also stand in the cell itself)."""
    return media.KINDS | {kind for card in _claims() for kind in card.kinds}


def streams() -> frozenset[str]:
    """Kinds that become a modality of their own; all others are one table."""
    served = {kind for card in catalog.blocks("input") for kind in card.kinds}
    return media_kinds() | served - {"table"}


def kind_words() -> dict[str, str]:
    """Kind -> pattern of what people call it: our own words and those of the cards."""
    found = dict(KIND_WORDS)
    for card in catalog.blocks("input"):
        for kind in card.kinds if card.words else ():
            found[kind] = "|".join(filter(None, (found.get(kind), card.words)))
    return found


def words_of(kind: str) -> str:
    """Pattern of the words on the cards of a kind's inputs; nothing matches if none."""
    found = [card.words for card in catalog.blocks("input", kind) if card.words]
    return "|".join(found) or r"(?!)"


def named_so(pattern: str, *names: str) -> bool:
    """Whether a name holds one of the words: `nirSpectrum` and `nir_spectrum` alike."""
    for name in names:
        spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name)
        if re.search(pattern, re.sub(r"[\W_]+", " ", spaced), re.IGNORECASE):
            return True
    return False


def claimed(column: str, cells: Sequence[str]) -> str | None:
    """The kind whose input claims these cells by its card's `files` and `words`.

    `words` have to be in the column's name or in the folders of nine in ten cells. A
    card without words leaves alone what `media` knows by its suffix.
    """
    for card in _claims():
        if not _all_end(cells, card.files):
            continue
        if not card.words:
            if media.suffix_kind(cells) is None:
                return card.kinds[0]
        elif named_so(card.words, column) or _most(
            named_so(card.words, cell.rpartition("/")[0]) for cell in cells
        ):
            return card.kinds[0]
    return None


def file_kind(name: str) -> str | None:
    """What one file is by its suffix alone: a kind of `media.SUFFIXES` or of a card."""
    if kind := media.SUFFIXES.get(media.suffix(name)):
        return kind
    cards = (card for card in _claims() if name.lower().endswith(card.files))
    return next((card.kinds[0] for card in cards), None)


def are_paths(cells: Sequence[str], root: Path) -> bool:
    """Whether nine in ten cells point to files by their suffixes, or are folders of
    pictures below `root`."""
    known = media.suffix_kind(cells) or clips.folders_of_frames(root, cells)
    return bool(known) or any(_all_end(cells, card.files) for card in _claims())


def suffix(cell: str) -> str:
    """The suffix of a path, whole where a card knows it so: `.nii.gz`."""
    ends = [end for card in _claims() for end in card.files if _ends(cell, (end,))]
    return max([*ends, media.suffix(cell)], key=len)


def _claims() -> list[Block]:
    """Cards that name files: those with words first, a user's own before ours."""
    return _claims_of(catalog.own_folders())


@cache
def _claims_of(_folders: tuple[Path, ...]) -> list[Block]:
    """Once for each set of own folders: it is asked for every cell."""
    cards = [card for card in catalog.blocks("input") if card.files]
    return sorted(cards, key=lambda c: (not c.words, not catalog.own(c), c.name))


def _all_end(cells: Sequence[str], ends: tuple[str, ...]) -> bool:
    return _most(_ends(cell, ends) for cell in cells)


def _ends(cell: str, ends: tuple[str, ...]) -> bool:
    return len(cell) < 1024 and "://" not in cell and cell.lower().endswith(ends)


def _most(flags: Iterable[bool]) -> bool:
    found = list(flags)
    return bool(found) and sum(found) >= 0.9 * len(found)
