"""Statements with their readings: none is guessed, and what is misread is known."""

import importlib
from pathlib import Path

import pytest
from statement_suite import Case, wrong
from statements import HOUSE, read

LISTS = [
    importlib.import_module(f"suites.{path.stem}")
    for path in sorted((Path(__file__).parent / "suites").glob("[a-z]*.py"))
]
CLEAR: list[Case] = [case for made in LISTS for case in made.SEEN]
UNCLEAR: list[Case] = [case for made in LISTS for case in made.UNCLEAR]

KNOWN = {
    "chess": "inputs",
    "s-office-30": "refused",
    "o-sch-3": "inputs",
    **{name: w for made in LISTS for name, w in getattr(made, "KNOWN", {}).items()},
}
"""Statements that are still misread, each with the wrong fields: one that is read right
has to leave. In `chess` one word stands for two columns: "not the elo ratings"."""


def test_every_statement_has_its_own_name():
    names = [case.name for case in (*CLEAR, *UNCLEAR)]
    assert len(names) == len(set(names)) and len(names) >= 48
    assert set(KNOWN) <= {case.name for case in CLEAR}


@pytest.mark.parametrize("case", CLEAR, ids=lambda case: case.name)
def test_a_clear_statement_is_read_whole(case):
    found = wrong(case)
    if case.name in KNOWN:
        now = f"{case.name} is read otherwise now: mend the list of the known"
        assert set(found) == set(KNOWN[case.name].split()), f"{now}: {found}"
    else:
        assert not found, f"{case.statement}: {found}"


@pytest.mark.parametrize("case", UNCLEAR, ids=lambda case: case.name)
def test_an_unclear_statement_is_an_error_that_names_the_candidates(case):
    assert not wrong(case), case.statement


def test_no_statement_is_given_another_target_without_a_word():
    found = {case.name: wrong(case) for case in (*CLEAR, *UNCLEAR)}
    silent = [name for name, w in found.items() if "target" in w or "guessed" in w]
    assert not silent


@pytest.mark.parametrize("chinese", [False, True], ids=["english", "chinese"])
def test_nine_of_ten_are_complete_and_right(chinese):
    cases = [case for case in (*CLEAR, *UNCLEAR) if case.chinese == chinese]
    right = [case for case in cases if not wrong(case)]
    assert len(right) >= 0.9 * len(cases), f"{len(right)} of {len(cases)}"


NOT_MEANT = [
    ("Predict the price. Don't put too much effort into the photo, but use it.", ""),
    ("There is nothing special about the photo. Predict the price from it.", ""),
    ("We do not know the price in advance; predict it from the photo.", ""),
    ("The price is not known for new houses. Predict it.", ""),
    ("Predict the price. Houses without a photo are included too.", ""),
    ("The city must not be ignored. Predict the price.", ""),
    ("Predict the price but keep the photo and the description.", ""),
    ("Predict the price; the rooms are not always recorded.", ""),
    ("预测price，photo不能不用", ""),
    ("Leave the city in, take the photo out. Predict the price.", "photo"),
    ("The price is what we need. The photo is random, so leave it out.", "photo"),
]


@pytest.mark.parametrize(("statement", "out"), NOT_MEANT)
def test_words_of_leaving_out_that_leave_nothing_out(statement, out):
    spec = read(statement, HOUSE)
    assert spec.target == ("price",)
    assert spec.constraints.must_not_use == tuple(out.split())


@pytest.mark.parametrize("again", ["和", "a, ", "only "])
def test_a_long_row_of_the_same_is_read_at_all(again):
    # A pattern that tries every way to part such a row would not come back.
    assert read(f"Predict the price. {again * 1000}", HOUSE).target == ("price",)


@pytest.mark.parametrize(
    "statement",
    [
        "Use both photo and description together and predict the price.",
        "Predict the price from both together, photo and description.",
        "Combine both together; predict the price.",
    ],
)
def test_what_is_used_together_is_not_asked_for_together(statement):
    assert read(statement, HOUSE).target == ("price",)
