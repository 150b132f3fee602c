"""Several lines of a log per row -> columns of the row: counts, means, what came last.

Standard library and numpy alone: projects hold this module, so that their new rows are
summed up as the labelled ones were.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from agent.data.line_cells import GAPS, numbers, seconds

TEXT = 2000  # characters of the newest lines' texts
Of = str | tuple[str, str, str]
"""A column of lines, or it with another one and the value that lines have there."""
UNITS = {"days": 86400.0, "hours": 3600.0, "seconds": 1.0, "": 1.0}


def over(
    function: np.ufunc, values: np.ndarray, start: np.ndarray, stop: np.ndarray
) -> np.ndarray:
    """What a ufunc such as `np.add` makes of each of these ranges; 0 for empty ones."""
    some = np.flatnonzero(stop > start)
    some = some[np.argsort(start[some], kind="stable")]  # so that gaps cost little
    made = np.zeros(len(start))
    if len(some):
        ends = np.stack([start[some], stop[some]], axis=1).ravel()
        made[some] = function.reduceat(np.append(values, 0.0), ends)[::2]
    return made


def told(values: np.ndarray, there: np.ndarray) -> list[str]:
    """Numbers as cells of a table, '' where there is none."""
    pairs = zip(values.tolist(), there.tolist(), strict=True)
    return [f"{value:.10g}" if known else "" for value, known in pairs]


def numbered(cells: Sequence[str], known: dict[str, int]) -> np.ndarray:
    """A number for each cell, the same for the same; new ones are added to `known`."""
    for cell in dict.fromkeys(cells):
        known.setdefault(cell, len(known))
    return np.array([known[cell] for cell in cells], dtype=int)


class Log:
    """The lines of a table in order, ready to be summed up for rows.

    `recipe` says how: key, time, moment and so on, and columns, each with its name, how
    it is made, and what of. Cells of `lines` are stripped.
    """

    def __init__(self, recipe: Mapping, lines: Mapping[str, Sequence[str]]):
        self.recipe, self.codes = recipe, dict[str, int]()
        blank = [""] * len(lines[recipe["key"]])
        code = numbered(lines[recipe["key"]], self.codes)
        when = np.full(len(blank), np.nan)
        if recipe["time"]:
            when = seconds(lines.get(recipe["time"], blank), recipe["day_first"])
        early = np.where(np.isnan(when), -np.inf, when)
        self.order = np.lexsort((early, code))
        self.code, self.when = code[self.order], when[self.order]
        self.bounds = np.searchsorted(self.code, np.arange(len(self.codes) + 1))
        timeless = np.concatenate([[0], np.cumsum(np.isnan(self.when))])
        self.timeless = np.diff(timeless[self.bounds])  # lines of each key: its first
        self.moments, rank = np.unique(early[self.order], return_inverse=True)
        self.place = self.code * (len(self.moments) + 1) + rank
        self.lines, self.blank = lines, blank
        self.cache: dict[tuple, np.ndarray] = {}
        self.values: dict[str, dict[str, int]] = {}

    def columns(
        self, keys: Sequence[str], moments: Sequence[str] | None = None
    ) -> dict[str, list[str]]:
        """The new columns of rows with these keys, as cells; of lines up to the
        moment of each row, where the recipe has one."""
        self.start, self.stop = self.ranges(keys, moments)
        return {c["name"]: self.column(c) for c in self.recipe["columns"]}

    def ranges(
        self, keys: Sequence[str], moments: Sequence[str] | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """Where the lines of each row begin, and where they end."""
        found = [
            -1 if k in GAPS else self.codes.get(k, -1) for k in map(str.strip, keys)
        ]
        code = np.array(found, dtype=int)
        self.row_code, self.known = code, np.ones(len(keys), dtype=bool)
        start, stop = self.bounds[:-1][code], self.bounds[1:][code]
        self.now = np.full(len(keys), np.nan)
        if self.recipe["moment"]:
            self.now = seconds(moments or [""] * len(keys), self.recipe["day_first"])
            self.known = ~np.isnan(self.now)
            start = start + self.timeless[code]
            stop = np.minimum(stop, self.until(code, self.now))
        start = np.where(code < 0, 0, start)
        none = (code < 0) | ~self.known | (stop < start)
        return start, np.where(none, start, stop)

    def until(self, code: np.ndarray, now: np.ndarray) -> np.ndarray:
        """Behind which line of each key its moment is; lines of the day itself count
        where moments have no time of day."""
        late = np.floor(now / 86400) * 86400 + 86400 if self.recipe["daily"] else now
        side = "left" if self.recipe["daily"] else "right"
        rank = np.searchsorted(self.moments, late, side=side)
        return np.searchsorted(self.place, code * (len(self.moments) + 1) + rank)

    def column(self, made: Mapping) -> list[str]:
        """One new column."""
        start, stop, how = self.start, self.stop, made["how"]
        some = stop > start
        if how == "text":
            return self.texts(made["of"])
        if how in ("first", "last"):
            return self.dated(made["of"], how)
        if how == "count":
            return told(stop - start, self.known)
        if how in ("within", "sum within"):
            start = np.minimum(np.maximum(start, self.after(made["within"])), stop)
            if how == "within":
                return told(stop - start, self.known)
        if how in ("span", "gap", "since first", "since last"):
            return told(self.lasting(how), some if how != "gap" else stop > start + 1)
        if how in ("value", "distinct"):
            steps = self.kept(how, made["of"], made.get("value", ""))
            return told(steps[stop] - steps[start], self.known)
        of = made["of"]
        if made.get("by"):
            of = of, made["by"], made["value"]
        return self.counted(how, of, start, stop)

    def counted(
        self, how: str, name: Of, start: np.ndarray, stop: np.ndarray
    ) -> list[str]:
        """mean, min, max, sum or latest of a column of numbers."""
        values, there = self.kept("number", name), self.kept("there", name)
        count = there[stop] - there[start]
        if how == "latest":
            place = self.kept("latest", name)[np.maximum(stop - 1, 0)]
            return told(np.append(values, 0.0)[place], count > 0)
        if how in ("min", "max"):
            fill = np.inf if how == "min" else -np.inf
            filled = np.where(np.isnan(values), fill, values)
            function = np.minimum if how == "min" else np.maximum
            return told(over(function, filled, start, stop), count > 0)
        total = over(np.add, np.nan_to_num(values, nan=0.0), start, stop)
        if how == "mean":
            return told(total / np.maximum(count, 1), count > 0)
        return told(total, self.stop > self.start)

    def kept(self, how: str, name: Of, value: str = "") -> np.ndarray:
        """What a column of lines is in their order: numbers, or counts up to each."""
        if (how, name, value) not in self.cache:
            self.cache[how, name, value] = self.running(how, name, value)
        return self.cache[how, name, value]

    def running(self, how: str, name: Of, value: str) -> np.ndarray:
        """The same, made."""
        if how == "there":
            steps = ~np.isnan(self.kept("number", name))
            return np.concatenate([[0], np.cumsum(steps)])
        if how == "latest":  # the place of the last number at or before each line
            there = ~np.isnan(self.kept("number", name))
            places = np.where(there, np.arange(len(there)), -1)
            return np.append(np.maximum.accumulate(places), -1)
        if not isinstance(name, str):
            column, by, value = name
            steps = np.diff(self.kept("value", by, value))
            return np.where(steps > 0, self.kept("number", column), np.nan)
        if how == "number":
            cells = self.lines.get(name, self.blank)
            if unit := self.recipe["units"].get(name):
                cells = [cell.replace(unit, "").strip() for cell in cells]
            return numbers(cells)[self.order]
        if how == "codes":
            cells = self.lines.get(name, self.blank)
            return numbered(cells, self.values[name])[self.order]
        return np.concatenate([[0], np.cumsum(self.steps(how, name, value))])

    def steps(self, how: str, name: str, value: str) -> np.ndarray:
        """Which lines have a value, or are the first of their key to have theirs."""
        if name not in self.values:
            self.values[name] = dict.fromkeys(GAPS, 0)
        found, seen = self.kept("codes", name), self.values[name]
        if how == "value":
            return found == seen.get(value, -1)
        _, first = np.unique(self.code * (len(seen) + 1) + found, return_index=True)
        new = np.zeros(len(found), dtype=bool)
        new[first] = True
        return new & (found > 0)

    def after(self, within: float) -> np.ndarray:
        """The first line of each row that is no older than this at its moment."""
        rank = np.searchsorted(self.moments, self.now - within)
        place = self.row_code * (len(self.moments) + 1) + rank
        return np.searchsorted(self.place, place)

    def lasting(self, how: str) -> np.ndarray:
        """Times between lines, or from one of them to the row's moment."""
        times = np.append(self.when, np.nan)
        first, last = times[self.start], times[np.maximum(self.stop - 1, 0)]
        late = self.now if self.recipe["moment"] else last
        made = {"span": last - first}
        made["gap"] = made["span"] / np.maximum(self.stop - self.start - 1, 1)
        if self.recipe["daily"]:  # whole days, as the moments have them
            first, last = (
                np.floor(first / 86400) * 86400,
                np.floor(last / 86400) * 86400,
            )
        made |= {"since first": late - first, "since last": late - last}
        return np.nan_to_num(made[how]) / UNITS[self.recipe["unit"]]

    def dated(self, name: str, how: str) -> list[str]:
        """The time of the first or the last line, as a date or a number."""
        place = self.start if how == "first" else np.maximum(self.stop - 1, 0)
        found = np.append(self.when, np.nan)[place]
        there = (self.stop > self.start) & ~np.isnan(found)
        if not self.recipe["unit"]:
            return told(found, there)
        stamps = np.where(there, found, 0).astype("int64").astype("datetime64[s]")
        said = np.datetime_as_string(stamps, unit="s" if self.recipe["clock"] else "D")
        return [
            s.replace("T", " ") if t else "" for s, t in zip(said, there, strict=True)
        ]

    def texts(self, name: str) -> list[str]:
        """The lines' texts, the newest first."""
        cells, made = self.lines.get(name, self.blank), []
        for start, stop in zip(self.start.tolist(), self.stop.tolist(), strict=True):
            parts, length = [], 0
            for place in range(stop - 1, start - 1, -1):
                cell = " ".join(str(cells[self.order[place]]).split())
                if cell not in GAPS:
                    parts.append(cell)
                    length += len(cell) + 3
                if length > TEXT:
                    break
            made.append(" / ".join(parts)[:TEXT])
        return made
