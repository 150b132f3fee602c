"""Words and groups of letters as scikit-learn counts them, in less time."""

from functools import partial

import numpy as np
import pytest
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from templates.blocks.counting import TermWeights
from templates.blocks.cutting import letter_groups, one, words_and_pairs
from templates.blocks.words import ONE_WORD

TEXTS = [
    "The quick brown fox, the LAZY dog; the quick one.",
    "a b\tc  ab \n abc",
    "独立小桥风满袖,平林新月人归后 hello",
    "",
    "Grüße aus Köln! x",
]
LETTERS = dict(analyzer="char_wb", ngram_range=(2, 5))
WORDS = dict(token_pattern=ONE_WORD, ngram_range=(1, 2))


@pytest.mark.parametrize(
    ("pieces", "parts", "how"),
    [
        (str.split, partial(letter_groups, longest=5), LETTERS),
        (words_and_pairs, one, WORDS),
    ],
    ids=["letters", "words"],
)
def test_it_counts_as_scikit_learn_does(pieces, parts, how):
    ours, theirs = TermWeights(10**6, pieces, parts), TfidfVectorizer(
        **how, sublinear_tf=True
    )
    wanted = theirs.fit_transform(TEXTS).toarray()
    ours.fit([TEXTS])
    assert list(ours.places[0]) == theirs.get_feature_names_out().tolist()
    assert ours([TEXTS])[0].toarray() == pytest.approx(wanted, abs=1e-6)
    new = ["the fox of Köln", "月 abc abc 風"]
    wanted = theirs.transform(new).toarray()
    assert ours([new])[0].toarray() == pytest.approx(wanted, abs=1e-6)
    again = TermWeights(0, pieces, parts)
    again.restore(ours.state())
    found = again([new])[0]
    assert (found != ours([new])[0]).nnz == 0 and found.dtype == np.float32


def test_the_most_frequent_ones_are_kept():
    counter = TermWeights(2, str.split, one)
    counter.fit([["b b b a", "c c a", "c d"]])
    assert list(counter.places[0]) == ["b", "c"]
    assert counter([["a d", "b"]])[0].toarray().tolist() == [[0, 0], [1, 0]]


def test_of_nothing_there_is_nothing():
    counter = TermWeights(5, str.split, partial(letter_groups, longest=3))
    counter.fit([["", " "]])
    assert counter([["a", ""]])[0].shape == (2, 0)
    again = TermWeights(5, str.split, partial(letter_groups, longest=3))
    again.restore(counter.state())
    assert again([["a"]])[0].shape == (1, 0)


def test_columns_are_counted_together_and_apart():
    counter = TermWeights(4, str.split, one)
    counter.fit([["a b", "a"], ["b", "c c"]])
    assert list(map(list, counter.places)) == [["a", "b", "c"], ["a", "b"], ["b", "c"]]
    row = scipy.sparse.hstack(counter([["b"], ["b"]])).toarray()[0]
    share = 0.5 / 2**0.5
    assert row == pytest.approx([0, 1, 0, 0, share, share, 0])
