"""Classes that a question for yes or no asks for: "will the case be dismissed?"."""

from agent.records import Column
from agent.statement.case import Case
from agent.statement.reading import TARGET_ROLES


def answers(case: Case, column: Column) -> bool:
    """Whether one of the two classes of a column is what a question for yes or no asks
    about: "dismissed" for an outcome that is granted or dismissed."""
    return (
        column.type == "category"
        and column.unique == 2
        and any(
            named.mention.value for named in case.reading.of(column.name, *TARGET_ROLES)
        )
    )
