"""Statements with their readings: none is guessed, and what is misread is known."""

import pytest
import suite_chinese
import suite_chinese_eight
import suite_chinese_five
import suite_chinese_four
import suite_chinese_nine
import suite_chinese_seven
import suite_chinese_six
import suite_chinese_three
import suite_chinese_two
import suite_eighteenth
import suite_eighth
import suite_eleventh
import suite_english
import suite_english_five
import suite_english_four
import suite_english_plain
import suite_english_six
import suite_english_three
import suite_english_two
import suite_fifteenth
import suite_fifth
import suite_fourteenth
import suite_fourth
import suite_nineteenth
import suite_ninth
import suite_second
import suite_seventeenth
import suite_seventh
import suite_sixteenth
import suite_sixth
import suite_tenth
import suite_third
import suite_thirteenth
import suite_thirtieth
import suite_thirtyfirst
import suite_twelfth
import suite_twentieth
import suite_twentyeighth
import suite_twentyfifth
import suite_twentyfirst
import suite_twentyfourth
import suite_twentyninth
import suite_twentysecond
import suite_twentyseventh
import suite_twentysixth
import suite_twentythird
import suite_unseen_chinese
import suite_unseen_chinese_three
import suite_unseen_chinese_two
import suite_unseen_english
import suite_unseen_english_three
import suite_unseen_english_two
from statement_suite import Case, wrong
from statements import HOUSE, read

LISTS = (
    suite_english,
    suite_english_two,
    suite_chinese,
    suite_second,
    suite_third,
    suite_fourth,
    suite_fifth,
    suite_sixth,
    suite_seventh,
    suite_eighth,
    suite_ninth,
    suite_tenth,
    suite_eleventh,
    suite_twelfth,
    suite_thirteenth,
    suite_fourteenth,
    suite_fifteenth,
    suite_sixteenth,
    suite_seventeenth,
    suite_eighteenth,
    suite_nineteenth,
    suite_twentieth,
    suite_twentyfirst,
    suite_twentysecond,
    suite_twentythird,
    suite_twentyfourth,
    suite_twentyfifth,
    suite_twentysixth,
    suite_twentyseventh,
    suite_twentyeighth,
    suite_twentyninth,
    suite_thirtieth,
    suite_thirtyfirst,
    suite_chinese_two,
    suite_english_plain,
    suite_unseen_english,
    suite_unseen_chinese,
    suite_chinese_three,
    suite_chinese_four,
    suite_chinese_five,
    suite_english_three,
    suite_english_four,
    suite_english_five,
    suite_english_six,
    suite_unseen_english_two,
    suite_unseen_chinese_two,
    suite_chinese_six,
    suite_chinese_seven,
    suite_chinese_eight,
    suite_chinese_nine,
    suite_unseen_english_three,
    suite_unseen_chinese_three,
)
CLEAR: list[Case] = [case for made in LISTS for case in made.SEEN]
UNCLEAR: list[Case] = [case for made in LISTS for case in made.UNCLEAR]

KNOWN = {
    "chess": "inputs",
    "s-office-30": "refused",
    "o-sch-3": "inputs",
    **suite_eleventh.KNOWN,
    **suite_twelfth.KNOWN,
    **suite_thirteenth.KNOWN,
    **suite_seventeenth.KNOWN,
    **suite_eighteenth.KNOWN,
    **suite_twentysecond.KNOWN,
    **suite_twentythird.KNOWN,
    **suite_twentyfifth.KNOWN,
    **suite_twentysixth.KNOWN,
    **suite_twentyseventh.KNOWN,
    **suite_twentyeighth.KNOWN,
    **suite_twentyninth.KNOWN,
    **suite_chinese_two.KNOWN,
    **suite_english_plain.KNOWN,
    **suite_english_four.KNOWN,
    **suite_english_six.KNOWN,
    **suite_unseen_chinese.KNOWN,
    **suite_chinese_four.KNOWN,
    **suite_chinese_five.KNOWN,
    **suite_unseen_chinese_two.KNOWN,
    **suite_chinese_eight.KNOWN,
    **suite_chinese_nine.KNOWN,
    **suite_unseen_english_three.KNOWN,
    **suite_unseen_chinese_three.KNOWN,
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
