"""The tables of words hold what their readers expect of them."""

import pytest

from agent.vocabulary import deeds, everyday, shortened, synonyms, thesaurus

PHRASES = everyday.PHRASES + deeds.PHRASES


def test_an_abbreviation_stands_for_no_other_abbreviation():
    lines = [line.split() for line in shortened.TABLE.split("\n") if line]
    short = [line[0] for line in lines]
    assert len(set(short)) == len(short) and all(len(line) > 1 for line in lines)
    assert not {word for _, *full in lines for word in full} & set(short)


def test_a_row_of_the_thesaurus_holds_different_words():
    rows = [row.split() for row in thesaurus.TABLE.split("\n") if row]
    assert all(len(row) > 1 and len(set(row)) == len(row) for row in rows)


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("pedestrians", "ped"),
        ("duration", "dur"),
        ("行人", "ped"),
        ("乳酸", "lactate"),
        ("lorry", "truck"),
    ],
)
def test_words_that_mean_the_same_are_alike(word, part):
    assert synonyms.alike(word, part) >= 0.75


@pytest.mark.parametrize(
    ("word", "part"), [("乳酸", "glucose"), ("lorry", "train"), ("duration", "ped")]
)
def test_others_are_not(word, part):
    assert synonyms.alike(word, part) < 0.75


def test_every_phrase_has_a_pattern_and_meanings():
    assert all(pattern and meanings for pattern, meanings in PHRASES)
    assert all(word == word.strip() for _, words in PHRASES for word in words)
