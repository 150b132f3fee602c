"""What a statement says beside its task and names no column: wishes that it gave up
(本来想预测X，后来算了), and who made its rules (合规部门说…)."""

import re

_GIVEN_UP = (
    r"(?:本来|原来|原本|起初|一开始|最初)(?:是)?(?:想|打算|要|准备)[^。！？\n]{2,40}?"
    r"(?:算了|作罢|放弃了?|改主意了?|不做了)"
)
_WHO_SAYS = (
    r"(?:合规|法务|风控|业务|财务|人事|监管|质检|安全|伦理)?"
    r"(?:部门|科室|委员会|领导|老板|经理|同事|工会)(?=都?(?:说|要求|规定|认为|不让|不许|禁止))"
)


def blanked(text: str) -> str:
    """A text without such words, each character of them a blank."""
    # Such words are no texts, and others of nothing.
    text = re.sub(r"\bin other words\b", "in plain terms", text)
    return re.sub(f"{_GIVEN_UP}|{_WHO_SAYS}", lambda m: " " * len(m[0]), text)
