"""What words and data leave open is an error that asks; flags beat the statement."""

import pytest
from statements import BIKES, DRIVING, HOUSE, MAIL, WINE, read

from agent.errors import DataError, UsageError

REFUSED = [
    ("Make a model.", "a number; b number; c number", {}, "which column", "--target"),
    (
        "Predict the gap.",
        "x number; gap_left number; gap_right number",
        {},
        "2 columns may be",
        "--target gap_left",
    ),
    ("Predict casual or registered.", BIKES, {}, "2 columns may", "--target casual"),
    ("Train a good model on the temp and wind.", BIKES, {}, "which column", "--target"),
    ("Predict `colour`.", "x number; size number", {}, "'colour'", "--target"),
    ("Predict it.", MAIL, {"target": "is_spm"}, "'is_spm'", "--target is_spam"),
    ("Predict `id`.", MAIL, {}, "is an id", "--target"),
    ("Predict `frame`.", DRIVING, {}, "points to media", "--target"),
    ("Predict x.", MAIL, {"target": "preview"}, "free text", "--target"),
    ("Predict `k`.", "x number; k constant", {}, "same value", "--target"),
    ("Predict the city.", "x number; city category", {}, "classes in", "--kind"),
    ("Predict brake.", DRIVING, {"metric": "rmse"}, "cannot judge", "--metric"),
    ("Predict price; the metric is F1.", HOUSE, {}, "cannot judge", "--metric"),
    ("Predict price.", HOUSE, {"kind": "binary"}, "binary task", "--kind"),
    ("Predict city.", HOUSE, {"kind": "regression"}, "regression", "--kind"),
    ("Predict brake.", DRIVING, {"positive": "maybe"}, "'maybe'", "--positive"),
    ("Predict `a` from x.", "a number; x id", {}, "No column is left", "--use"),
]


@pytest.mark.parametrize(("statement", "columns", "flags", "what", "fix"), REFUSED)
def test_what_is_unclear_is_an_error_that_asks(statement, columns, flags, what, fix):
    with pytest.raises(DataError) as caught:
        read(statement, columns, **flags)
    assert what in caught.value.what
    assert fix in caught.value.fix
    assert caught.value.where


def test_two_plausible_targets_are_listed_best_first_with_reasons():
    with pytest.raises(DataError) as caught:
        read("Predict the gap.", "x number; gap_left number; gap_right number")
    assert "`gap_left`" in caught.value.why and "`gap_right`" in caught.value.why
    assert "meant as what to predict" in caught.value.why


def test_flags_beat_the_statement():
    spec = read(
        "Predict the price from the photo only; the metric is RMSE.",
        HOUSE,
        target="city",
        metric="macro-f1",
        use=("text", "table"),
        ignore=("rooms",),
    )
    assert spec.target == ("city",) and spec.metric.name == "f1_macro"
    assert [m.name for m in spec.modalities] == ["description", "table"]
    assert spec.modalities[1].columns == ("area_m2", "price")
    spec = read("Predict wine quality.", WINE, kind="multiclass", metric="f1")
    assert (spec.kind, spec.metric.name) == ("multiclass", "f1_macro")


def test_a_flag_that_names_nothing_is_a_usage_error():
    with pytest.raises(UsageError, match="no metric 'acuracy'") as caught:
        read("Predict brake.", DRIVING, metric="acuracy")
    assert "accuracy" in caught.value.why
    with pytest.raises(UsageError) as caught:
        read("Predict brake.", DRIVING, ignore=("sped",))
    assert caught.value.fix == "--ignore speed"


def test_words_that_speak_of_another_column_than_the_test_table_are_a_question():
    columns = "subject text; recipients_in_copy integer 1..40; -is_spam boolean"
    with pytest.raises(DataError) as caught:
        read("Estimate the recipients of a mail.", columns)
    assert "`is_spam`" in caught.value.why
    assert "`recipients_in_copy`" in caught.value.why
    columns = "subject text; recipients integer 1..40; -is_spam boolean"
    spec = read("Estimate how many recipients a mail has.", columns)
    assert spec.target == ("recipients",)  # its own name is no question
    assert any("but not `is_spam`" in note for note in spec.notes)
    assert read("Learn from the mails.", columns).target == ("is_spam",)
    assert read("Catch spam by its recipients.", columns).target == ("is_spam",)
