"""What words would predict alone, told to trees: by others' targets, for every task."""

import time

import numpy as np
import pytest
import torch
from contract import cls
from plans import task

from agent import catalog
from agent.proposers.features import STACKED, branch, needless
from agent.records import Modality

ROWS, BYTES = 600, 80
GOOD, BAD = ("fine", "bright", "kind", "warm"), ("dull", "grim", "cold", "sour")
OTHER = ("the", "a", "house", "tree", "runs", "slowly", "here", "today")


def texts(seed: int = 0) -> tuple[torch.Tensor, torch.Tensor, np.ndarray]:
    """Words by chance, UTF-8 (N, BYTES); all are there; good words less bad ones."""
    rng = np.random.default_rng(seed)
    x, value = np.zeros((ROWS, BYTES), np.uint8), np.zeros(ROWS, np.float32)
    for row in range(ROWS):
        words = rng.choice([*GOOD, *BAD, *OTHER], 12)
        value[row] = np.isin(words, GOOD).sum() - np.isin(words, BAD).sum()
        said = " ".join(words).encode()[:BYTES]
        x[row, : len(said)] = np.frombuffer(said, np.uint8)
    return torch.from_numpy(x), torch.ones(ROWS, dtype=torch.bool), value


def block():
    return cls(catalog.find("features", "stacked_words"))((BYTES,))


def test_what_words_say_of_a_number_is_one_column():
    x, present, value = texts()
    features = block()
    features.fit(x, present)
    told = features.fit_targets(x, present, torch.from_numpy(value))
    assert np.corrcoef(told[:, 0], value)[0, 1] > 0.9
    other, present, value = texts(1)
    assert np.corrcoef(features(other, present)[:, 0], value)[0, 1] > 0.9


def test_a_training_row_is_not_told_its_own_target():
    x, present, _ = texts()
    noise = torch.randn(ROWS, generator=torch.Generator().manual_seed(1))
    features = block()
    features.fit(x, present)
    told = features.fit_targets(x, present, noise)[:, 0]
    assert abs(np.corrcoef(told, noise)[0, 1]) < 0.15


def test_it_keeps_its_time_and_still_says_something():
    x, present, value = texts()
    features = block()
    features.fit(x, present)
    soon = time.monotonic() + 0.01
    told = features.fit_targets(x, present, torch.from_numpy(value), soon)
    assert time.monotonic() - soon < 10 and np.isfinite(told).all()


def test_classes_and_several_numbers_have_a_column_each():
    x, present, value = texts()
    classes = torch.from_numpy(np.digitize(value, [-1, 1.5]))
    features = block()
    features.fit(x, present)
    told = features.fit_targets(x, present, classes)[:, :3]
    right = (told.argmax(axis=1) == classes.numpy()).mean()
    assert right > 0.8
    both = torch.from_numpy(np.stack([value, -value], axis=1))
    both[::7, 1] = torch.nan
    told = features.fit_targets(x, present, both)
    assert np.corrcoef(told[:, 0], told[:, 1])[0, 1] < -0.9


def test_a_row_without_a_text_has_gaps():
    x, present, value = texts()
    present[:9] = False
    features = block()
    features.fit(x, present)
    told = features.fit_targets(x, present, torch.from_numpy(value))
    assert np.isnan(told[:9]).all() and np.isfinite(told[9:]).all()


@pytest.mark.parametrize(
    ("learner", "classes", "features"),
    [
        ("boosted_numbers", 0, "stacked_words"),
        ("boosted_trees", 2, "stacked_words"),
        ("boosted_levels", 5, "stacked_words"),
        ("boosted_trees", 40, "tfidf"),
        ("boosted_labels", 4, "tfidf"),
        ("logistic", 2, "tfidf"),
    ],
)
def test_which_trees_begin_with_it(learner, classes, features):
    _, profile = task("text table", "binary")
    names = tuple(str(i) for i in range(classes))
    profile = profile.model_copy(update={"classes": names})
    text = Modality(name="text", kind="text", columns=("words",))
    assert branch(text, profile, learner).encoder.block == features


def test_trees_see_the_words_of_texts_that_come_again():
    _, profile = task("text table", "binary")
    text = next(c for c in profile.columns if c.type == "text")
    modality = Modality(name="text", kind="text", columns=(text.name,))
    found = []
    for unique in (profile.rows, profile.rows // 2):
        seen = text.model_copy(update={"unique": unique})
        known = profile.model_copy(update={"columns": (seen,)})
        found.append(branch(modality, known, "boosted_trees").encoder.block)
    assert found == ["stacked_words", "tfidf"]


def test_linear_models_and_risks_have_no_use_for_it():
    spec, profile = task("text table", "binary")
    assert needless(spec, profile, "logistic", STACKED)
    assert needless(spec, profile, "boosted_risk", STACKED)
    assert not needless(spec, profile, "boosted_trees", STACKED)
