"""What a statement first wanted and then gave up: 本来想预测X，后来算了."""

import re

_GIVEN_UP = (
    r"(?:本来|原来|原本|起初|一开始|最初)(?:是)?(?:想|打算|要|准备)[^。！？\n]{2,40}?"
    r"(?:算了|作罢|放弃了?|改主意了?|不做了)"
)


def blanked(text: str) -> str:
    """A text without such a wish, each character of it a blank."""
    return re.sub(_GIVEN_UP, lambda m: " " * len(m[0]), text)
