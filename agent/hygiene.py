"""Foreign words made harmless: for a terminal, for a JSON line, for HTML, for a prompt.

A program's output, a column's name and a cell's value are data. Shown raw, they could
move the cursor, set the clipboard, turn the reading direction or fake a line of ours.
"""

import html as _html
import json
import re

LIMIT = 100_000
"""Characters that `clean` keeps."""
LINE_LIMIT = 2_000
"""Characters that `line` keeps."""

_END = "(?:\x07|\x1b\\\\|\x9c)"
_ESCAPES = re.compile(
    # strings for the terminal: OSC (titles, links, the clipboard), DCS, SOS, PM, APC
    rf"(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90-\x9f\n]{{0,4096}}{_END}"
    # CSI: colours, cursor, screen
    r"|(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]"
    # the other escapes, of two characters and more
    r"|\x1b[ -/]{0,16}[0-~]"
)
"""ECMA-48 sequences. One that never ends loses its first two characters alone, so that
nothing behind it is hidden."""

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = (
    "\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
"""Of no width: soft hyphens, zero-width spaces, tags. Joiners stay: some scripts need
them."""
_UNSAFE = re.compile(f"[{_CONTROLS}{_TURNING}{_UNSEEN}]")
_UNSAFE_IN_JSON = re.compile(
    f"[{_CONTROLS}{_TURNING}{_UNSEEN}\u2028\u2029\ud800-\udfff]"
)
_BREAKS = re.compile("\r\n?|[\u2028\u2029]")
_LONE = re.compile("[\ud800-\udfff]")


def clean(text: str, limit: int = LIMIT) -> str:
    """`text` for display: no escapes, no control characters but newline and tab,
    nothing that turns the direction or can't be seen; at most `limit` characters and a
    note of how many more there were.

    A carriage return becomes a newline: what it would have overwritten stays visible.
    """
    text = _LONE.sub("\ufffd", _BREAKS.sub("\n", _ESCAPES.sub("", text)))
    text = _UNSAFE.sub("", text)
    if len(text) <= limit:
        return text
    return f"{text[:limit]}… ({len(text) - limit} more characters)"


def line(text: str, limit: int = LINE_LIMIT) -> str:
    """`text` cleaned and on one line: it can't look like a further line of ours."""
    return clean(text, limit).replace("\n", " ").replace("\t", " ")


def html(text: str, limit: int = LIMIT) -> str:
    """`text` cleaned, then escaped for HTML: for text and for quoted attributes."""
    return _html.escape(clean(text, limit), quote=True)


def json_text(value: object, indent: int | None = 1) -> str:
    """`value` as JSON that says exactly the same and is safe on a terminal: what
    `clean` would remove stands there as an escape."""
    text = json.dumps(value, indent=indent, ensure_ascii=False, default=str)
    return _UNSAFE_IN_JSON.sub(_escaped, text)


def quoted(text: str, limit: int = LIMIT, name: str = "data") -> str:
    """`text` as data in a prompt: one JSON string between `<name>` and `</name>`.

    The string has no line break, no angle bracket and no backtick, so that nothing in
    it can end the block, or begin another one.
    """
    said = json_text(clean(text, limit), indent=None)
    said = re.sub("[<>&`]", _escaped, said)
    return f"<{name}>\n{said}\n</{name}>"


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
