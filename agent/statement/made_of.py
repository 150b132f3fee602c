"""Notes on inputs that are made of something else than the cells as they stand."""

from collections.abc import Sequence

from agent.records import Column


def notes(kept: Sequence[Column], targets: Sequence[Column]) -> list[str]:
    """On sounds of films, curves, logs that are summed up, and amounts with units."""
    found = [*_heard(kept), *_along(kept), *_logged(kept)]
    return found + _in_units([*targets, *kept])


def _in_units(columns: Sequence[Column]) -> list[str]:
    """A note on the columns whose cells carried a unit, which answers lack."""
    told = [f"`{c.name}` ({c.unit})" for c in columns if c.unit]
    more = f" and {len(told) - 8} more" if len(told) > 8 else ""
    shown = f"{', '.join(told[:8])}{more}"
    return [f"read as numbers, without their unit: {shown}"] if told else []


def _heard(columns: Sequence[Column]) -> list[str]:
    """A note on each of the columns that are the sound of films."""
    return [
        f"`{c.name}` is the sound of the films in `{c.sound_of}`"
        for c in columns
        if c.sound_of
    ]


def _along(columns: Sequence[Column]) -> list[str]:
    """A note on each of the curves that columns sample."""
    runs: dict[str, list[str]] = {}
    for column in columns:
        if column.curve:
            runs.setdefault(column.curve, []).append(column.name)
    return [
        f"read as one curve: `{names[0]}` to `{names[-1]}` ({len(names)} columns)"
        for names in runs.values()
    ]


def _logged(columns: Sequence[Column]) -> list[str]:
    """A note on each of the logs that columns sum up."""
    logs: dict[str, list[str]] = {}
    for column in columns:
        if column.lines_of:
            logs.setdefault(column.lines_of, []).append(column.name)
    return [
        f"summed up from the lines of {file}: `{names[0]}` to `{names[-1]}` "
        f"({len(names)} columns)"
        for file, names in logs.items()
    ]
