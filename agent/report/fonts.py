"""Signs of a PDF: of matplotlib's own font, and for Chinese, Japanese and Korean of one
that is installed; what no font has is a box, and the page says what to install."""

import textwrap
import unicodedata
from functools import cache

from matplotlib import font_manager, ft2font

from agent.hygiene import line as clean

OWN = "DejaVu Sans"
EAST = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimHei",
    "Arial Unicode MS",
)
"""Fonts with Chinese that are common somewhere, the first one that is there is used."""
MISSING = (
    "Signs that no installed font has are shown as boxes; report.html has them. For "
    "Chinese, Japanese and Korean: apt-get install fonts-noto-cjk, or "
    "fonts-wqy-microhei, which is smaller."
)
BOX = "□"


@cache
def east() -> str:
    """A font with Chinese that is installed; empty if none is."""
    there = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in EAST if name in there), "")


def families(mono: bool = False) -> list[str]:
    """Fonts in the order in which a sign is looked for."""
    first = f"{OWN} Mono" if mono else OWN
    return [first, OWN, *filter(None, [east()])]


@cache
def _known() -> frozenset[int]:
    """The code points that some of our fonts have."""
    found: set[int] = set()
    for family in families():
        path = font_manager.findfont(family, fallback_to_default=False)
        found |= set(ft2font.FT2Font(path).get_charmap())
    return frozenset(found)


def plain(text: str, limit: int | None = None) -> str:
    """Text of signs that a font has; `$` would begin a formula."""
    said = clean(text)[:limit]
    known = _known()
    shown = "".join(c if ord(c) in known or c.isspace() else BOX for c in said)
    return shown.replace("$", "\\$")


def lacking(text: str) -> bool:
    """Whether some sign would be a box."""
    known = _known()
    return any(ord(c) not in known and not c.isspace() for c in clean(text))


def columns(text: str) -> int:
    """How wide text is in columns: Chinese signs take two."""
    return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns."""
    wide = "".join(
        c + "\0" if unicodedata.east_asian_width(c) in "WF" else c for c in text
    )
    return [one.replace("\0", "") for one in textwrap.wrap(wide, width)]


def padded(text: str, width: int) -> str:
    """A cell of a table, cut and filled to `width` columns."""
    while columns(text) > width:
        text = text[:-1]
    return text + " " * (width - columns(text))
