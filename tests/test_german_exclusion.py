"""German sentences that forbid a column, whose name they give."""

import pytest
from statements import read

COLUMNS = "klang audio; name text; satz category =a,b,c; -gruppe category =x,y,z"


@pytest.mark.parametrize(
    "words",
    [
        "Der `name` darf nicht benutzt werden.",
        "Den `name` bitte nicht verwenden, er steht noch nicht fest.",
        "Der `name` ist bei neuen Stücken noch nicht bekannt.",
        "Der `name` soll nicht einfließen.",
        "Der `name` ist tabu.",
        "Bitte ohne den `name`.",
        "Ignoriere `name`.",
    ],
)
def test_what_may_not_be_used_is_left_out(words):
    found = read(f"Bitte die `gruppe` vorhersagen. {words}", COLUMNS)
    used = {column for modality in found.modalities for column in modality.columns}
    assert used == {"klang", "satz"} and found.target == ("gruppe",)


def test_two_that_are_named_together_are_both_left_out():
    words = "Der `name` und der `satz` dürfen nicht benutzt werden."
    found = read(f"Bitte die `gruppe` vorhersagen. {words}", COLUMNS)
    assert [m.columns for m in found.modalities] == [("klang",)]


def test_what_is_to_be_used_stays():
    words = "Dabei `name` und `satz` benutzen, nicht nur den Klang."
    found = read(f"Bitte die `gruppe` vorhersagen. {words}", COLUMNS)
    used = {column for modality in found.modalities for column in modality.columns}
    assert used == {"klang", "name", "satz"}
