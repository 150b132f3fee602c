"""The column that a statement tells by its place in the table."""

import re

from agent.statement.case import Case


def placed(case: Case) -> str:
    """The column that the statement tells by its place: "the last column"; or ""."""
    text = case.reading.text
    last = r"\b(?:last|final|rightmost) (?:column|field)\b|最后一?[列个]字?段?|末列"
    first = r"\b(?:first|leftmost) (?:column|field)\b|第一列|首列"
    for pattern, at in ((last, -1), (first, 0)):
        for match in re.finditer(pattern, text):
            if case.reading.role_at(match.start()) not in ("avoid", "deny"):
                return case.columns[at].name
    return ""
