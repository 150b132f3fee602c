"""Which column a statement wants predicted: evidence is added up per column.

Words count, and so does the table: a column that the test table lacks is the target.
Where two columns are about as likely, nobody guesses: the user is asked.
"""

from dataclasses import replace

from agent.data.data_kinds import streams
from agent.errors import DataError
from agent.records import Column
from agent.statement import (
    asked_values,
    by_place,
    fitting,
    labels,
    listed,
    positive,
    wishes,
)
from agent.statement.amiss import amiss
from agent.statement.candidates import (
    ALONE,
    CALLED,
    ENOUGH,
    IN_UNIT,
    LACKED,
    LISTED,
    MARGIN,
    USUAL,
    Candidate,
    asked_before,
    by_meaning,
    by_words,
    from_tables,
    owner,
    ruled_out,
    said_again,
    vague,
    whose,
    within,
)
from agent.statement.case import Case
from agent.statement.kind import unjudged
from agent.statement.near import quoted_list, refuse_absent
from agent.statement.reading import TARGET_ROLES, Named
from agent.statement.ties import to_come, told_apart
from agent.statement.usable import unusable
from agent.vocabulary.lexicon import CONVENTIONAL, NUMBERED
from agent.vocabulary.words import name_words

_TWICE = 2.5
_ALIKE = 0.8  # of the points of another column for the same word

_POOR = {"id", "constant", "empty"}


def find_target(case: Case) -> tuple[Column, str]:
    """The one target that words and table point to, and a sentence why.

    Raises DataError if none is named, or two are about as likely.
    """
    metrics = wishes.outright(case.reading)
    ranked = [
        replace(c, score=0.0) if _out(case, c, metrics) else c
        for c in _by_form(case, candidates(case))
    ]
    ranked.sort(key=lambda c: -c.score)
    ranked = vague(case, ranked)
    refuse_absent(case, [c.column.name for c in ranked])
    if not any(c.score >= ENOUGH and c.reasons not in (USUAL, LACKED) for c in ranked):
        free = [c.column for c in ranked if c.score >= 0 and _free(case, c.column)]
        free = [c for c in free if not unjudged(c, metrics)]
        points = {
            c.column.name: c.said if c.reasons == LACKED else max(c.said, c.score)
            for c in ranked
        }
        found = fitting.by_question(case, free, points)
        if found and not _outspoken(case, ranked, found[0]):
            return found
        if found := fitting.told_most(case, free):
            return found, "the words tell it, and nothing else as well"
        lacked = [c.column for c in ranked if c.reasons == LACKED and c.column in free]
        if found := fitting.hinted(case, lacked):
            return found, "of what the test table lacks, the words hint at it alone"
    return _first(case, ranked)


def _out(case: Case, candidate: Candidate, metrics: tuple[str, ...]) -> bool:
    """Whether a candidate is ruled out, or one by the tables alone that is no target or
    not in the unit asked for, as others are."""
    if candidate.reasons in (ALONE, LACKED, USUAL):
        free = [c for c in case.columns if c.type not in _POOR]
        units, _ = fitting.in_units(case, [c for c in free if not _avoided(case, c)])
        other = bool(units) and candidate.column.name not in units
        if other or unusable(candidate.column, case.rows):
            return True
    return ruled_out(case, candidate, metrics)


def _outspoken(case: Case, ranked: list[Candidate], found: Column) -> bool:
    """Whether the words name others that answer the question, and not what was found:
    "how high is the rent" where the test table lacks the days alone."""
    said = {c.column.name for c in ranked if c.said > 0}
    return found.name not in said and any(
        c.said >= ENOUGH and not fitting.answers_none(case, c.column) for c in ranked
    )


def _by_form(case: Case, ranked: list[Candidate]) -> list[Candidate]:
    """The candidates without those that a question does not fit, if it fits another."""
    ranked = [
        c
        for c in ranked
        if LISTED in c.reasons
        or asked_values.graded(case, c.column)
        or not fitting.but_a_detail(case, c.column)
    ]
    amiss_of = [c for c in ranked if fitting.of_other_form(case, c.column)]
    ranked = [c for c in ranked if c not in amiss_of or not owner(case, c.column)]
    if any(c.said > 0 and c not in amiss_of for c in ranked):
        ranked = [c for c in ranked if c not in amiss_of or _outright(case, c.column)]
    close = [c for c in ranked if c.score >= ENOUGH]
    part = [c for c in close if any(within(case, c.column, o.column) for o in close)]
    ranked, close = ([c for c in row if c not in part] for row in (ranked, close))
    flag = fitting.yes_or_no(case, [c.column for c in close if c.said > 0])
    fits = [c for c in close if not fitting.answers_none(case, c.column)]
    if fits:
        free = [c for c in close if not whose(case, c)]
        fits += [
            c
            for c in free
            if LISTED in c.reasons
            or _outright(case, c.column)
            or asked_values.ordered(case, c.column)
            or asked_values.valued(case, c.column)
            or asked_values.graded(case, c.column)
        ]
    if flag is not None:
        fits = [c for c in close if c.column == flag]
    return [c for c in ranked if c in fits or c not in close] if fits else ranked


def _free(case: Case, column: Column) -> bool:
    """Whether a column may be predicted, and has no other role in the statement."""
    taken = case.reading.of(column.name, "avoid", "deny", "input", "only", "must")
    return not taken and not unusable(column, case.rows)


def named_outright(case: Case) -> bool:
    """Whether the statement gives a column's own name as what to predict."""
    return any(_outright(case, column) for column in case.columns)


def _outright(case: Case, column: Column) -> bool:
    return any(
        named.mention.strength >= 0.94 and _points(named, _poor(case, column)) >= 9.0
        for named in case.reading.of(column.name, *TARGET_ROLES)
    )


def candidates(case: Case) -> list[Candidate]:
    """All columns with their evidence, the likeliest first."""
    absent = [c.name for c in case.columns if case.given and not c.in_given]
    scaled, placed = fitting.ranged(case, case.columns), by_place.placed(case)
    called = positive.of_column(case)
    free = [c for c in case.columns if not _avoided(case, c) and c.type not in _POOR]
    units, others = fitting.in_units(case, free)
    listing, found = listed.listing(case), []
    for column in case.columns:
        said, why = _from_words(case, column)
        held, because = from_tables(column, absent)
        told = 0.0
        if column in listing:
            because.append(LISTED)
            told += 7.4
        if column.name == scaled and not _avoided(case, column):
            because.append("its values run as the statement says")
            told += 4.0
        if column.name in units:
            because.append(IN_UNIT)
            told += 3.0 if len(units) == 1 else 2.0
        if column.name in others:
            told -= 4.0
        if column.name == called:
            because.append(CALLED)
            told += 9.0
        if column.name == placed:
            because.append("the statement tells it by its place")
            told += 9.0
        named = USUAL if _conventional(column) else ()
        points = said + told + (3.0 if named else 0.0)
        reasons = (*why, *because, *named)
        found.append(Candidate(column, points + held, reasons, points))
    return by_words(case, sorted(found, key=lambda c: -c.score), absent)


def _avoided(case: Case, column: Column) -> bool:
    """Whether the statement gives a column another role."""
    return bool(case.reading.of(column.name, "avoid", "deny", "input", "only"))


def _conventional(column: Column) -> bool:
    poor = _POOR | streams() - {"text"}
    return column.name.lower() in CONVENTIONAL and column.type not in poor


def _from_words(case: Case, column: Column) -> tuple[float, list[str]]:
    """Points for how the statement names the column, up to 10 or so."""
    reading = case.reading
    places = reading.of(column.name, *TARGET_ROLES)
    if avoided := reading.of(column.name, "avoid", "deny"):
        strongest = max(named.mention.strength for named in avoided)
        meant = by_meaning(column, places) and strongest >= 0.4
        if meant or strongest >= 0.7 and not asked_before(reading, places, avoided):
            return -15.0, ["the statement excludes it"]
    if not places:
        inputs = reading.of(column.name, "input", "only")
        return (-3.0, []) if inputs else (0.0, [])
    rather = _poor(case, column)
    best = max(places, key=lambda n: _points(n, rather or amiss(reading, column, n)))
    poor = rather or amiss(reading, column, best)
    kind = "named" if best.mention.strength >= 0.9 else "meant"
    if best.cue is None and best.weight <= 0.5:
        kind = "spoken of"
    words = reading.text[best.mention.start : best.mention.end]
    points = _points(best, poor)
    if not poor and said_again(reading, places, best):
        points += _TWICE
    return points, [f"{kind} as what to predict ({words!r})"]


def _poor(case: Case, column: Column) -> bool:
    """Whether a column is rather what to look at than what to predict."""
    text = column.type == "text" and not labels.listed(case, column)
    last = name_words(column.name)[-1:]
    many = column.type == "integer" and column.unique > case.rows / 2
    if many and set(last) & NUMBERED:
        return True  # an order's number, whatever its type
    return text or column.type in _POOR | streams() - {"text"}


def _points(named: Named, poor: bool) -> float:
    points = 10.0 * named.weight * named.mention.strength * 0.65**named.rank
    # "Classify the image": the thing itself, unless quoted after "predict".
    if poor and not (named.mention.quoted and named.role == "target"):
        points *= 0.3
    return points


def _first(case: Case, ranked: list[Candidate]) -> tuple[Column, str]:
    rows = case.rows
    able = [c for c in ranked if not unusable(c.column, rows)]
    if able and able[0].score >= ENOUGH:
        ranked = able  # "grade the photo, one to four" asks for no photo
    likely = [candidate for candidate in ranked if candidate.score >= ENOUGH]
    meant = ranked[0]
    if (
        not likely
        and meant.score > 0
        and any(reason.startswith(("named", "meant")) for reason in meant.reasons)
        and unusable(meant.column, rows)
    ):
        return meant.column, meant.reasons[0]  # its faults are told by the caller
    if not likely:
        usable = [c.column.name for c in ranked if not unusable(c.column, rows)]
        raise DataError(
            "The statement does not say which column to predict",
            where=str(case.data),
            why=f"columns that could be predicted: {quoted_list(usable)}",
            fix=f"name it in the sentence, or with --target {(usable or ['NAME'])[0]}",
        )
    first = likely[0]
    close = [c for c in likely if c.score > first.score - MARGIN]
    # One word for two columns, if less than enough for one: "how bad is the pain".
    close += [
        c
        for c in ranked
        if c not in likely and c.score > _ALIKE * first.score
        if c.reasons == first.reasons
    ]
    said = ("named", "meant", LISTED, CALLED)
    if not any(r.startswith(said) for r in likely[0].reasons):
        # The tables say one thing; a column named outright says another.
        named = [c for c in ranked if any(r.startswith(said) for r in c.reasons)]
        named = [c for c in named if not unusable(c.column, rows)]
        close = close + [c for c in named if c not in close and c.said >= ENOUGH]
    close = told_apart(case, to_come(close))
    if len(close) > 1:
        names = [c.column.name for c in close]
        listed = "; ".join(f"`{c.column.name}` ({', '.join(c.reasons)})" for c in close)
        raise DataError(
            f"{len(close)} columns may be the one to predict",
            where=str(case.data),
            why=f"best first: {listed}",
            fix=f"say which: --target {close[0].column.name}"
            f" (all of them together: --target {','.join(names)})",
        )
    return close[0].column, ", ".join(close[0].reasons)
