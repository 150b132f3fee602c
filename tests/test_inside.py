"""Series that end in zeros are read up to their end, and texts without spaces by their
characters."""

import numpy as np
import pytest
import torch
from plans import task

from agent.proposers import features
from templates.blocks.features.figures import SeriesFigures
from templates.blocks.features.rocket import RocketFeatures
from templates.blocks.features.tfidf import TextCounts
from templates.blocks.inputs.series import SeriesInput
from templates.blocks.inputs.text import TextInput
from templates.blocks.inputs.utf8 import Utf8Input
from templates.blocks.inside import inside
from templates.blocks.pooling import mean_and_max
from templates.blocks.series_figures import own_figures, series_figures
from templates.blocks.text_figures import text_figures


def padded(steps: int, total: int, channels: int = 2) -> torch.Tensor:
    x = torch.randn(1, steps, channels, generator=torch.Generator().manual_seed(steps))
    return torch.cat([x, torch.zeros(1, total - steps, channels)], dim=1)


def test_what_is_behind_the_end_is_not_inside():
    x = torch.cat([padded(5, 9), padded(9, 9), torch.zeros(1, 9, 2)])
    x[0, 2] = 0  # a gap is no end
    assert inside(x).sum(dim=1).tolist() == [5, 9, 1]


def test_figures_are_those_of_the_series_without_its_zeros():
    rows = [padded(n, 40) for n in (7, 40, 23, 23)]
    found = own_figures(torch.cat(rows))
    for row, n, got in zip(rows, (7, 40, 23, 23), found, strict=True):
        alone = series_figures(row[:, :n].transpose(1, 2))[0]
        assert torch.allclose(got, torch.cat([torch.tensor([n]).log(), alone]))


@pytest.mark.parametrize("rows", [0, 1, 5])
def test_features_of_any_number_of_rows(rows):
    x = torch.cat([padded(3 + i, 30) for i in range(rows)] or [torch.zeros(0, 30, 2)])
    there = torch.ones(rows, dtype=torch.bool)
    for block in (SeriesFigures((30, 2)), RocketFeatures((30, 2), kernels=20)):
        block.fit(x, there)
        found = block(x, there)
        assert len(found) == rows and np.isfinite(found).all()


def test_shares_of_random_filters_are_of_the_time_a_series_has():
    """The same noise for a shorter time answers alike, not half as often."""
    block = RocketFeatures((200, 2), kernels=60)
    whole = torch.randn(20, 200, 2, generator=torch.Generator().manual_seed(1))
    there = torch.ones(20, dtype=torch.bool)
    block.fit(whole, there)
    short = whole.clone()
    short[:, 100:] = 0
    width = own_figures(whole).shape[1]
    means = [block(x, there)[:, width:].mean() for x in (whole, short)]
    assert means[1] == pytest.approx(means[0], abs=0.04)


def test_means_and_maxima_leave_out_what_is_behind_the_end():
    x = padded(4, 9)
    pooled = mean_and_max(x - 3, inside(x))[0]
    assert torch.allclose(pooled[:2], (x - 3)[0, :4].mean(dim=0))
    assert torch.allclose(pooled[2:], (x - 3)[0, :4].amax(dim=0))


def test_long_series_are_read_as_they_are_for_trees(tmp_path):
    for name, steps in (("a", 1500), ("b", 900)):
        np.save(tmp_path / f"{name}.npy", np.arange(steps, dtype=np.float32)[:, None])
    rows = [{"s": "a.npy"}, {"s": "b.npy"}]
    for most, steps in ((512, 512), (2048, 1470)):
        reader = SeriesInput(("s",), most=most)
        reader.fit(rows, tmp_path)
        assert reader.shape[0] == steps


def test_trees_get_figures_and_linear_models_random_filters():
    spec, profile = task("series", "multiclass")
    (modality,) = spec.modalities
    trees = features.branch(modality, profile, "boosted_trees")
    linear = features.branch(modality, profile, "logistic")
    assert (trees.encoder.block, trees.input.args) == ("figures", {"most": 2048})
    assert (linear.encoder.block, linear.input.args) == ("rocket", {})
    many = profile.model_copy(update={"rows": 100_000})
    assert features.branch(modality, many, "boosted_trees").input.args == {}


POEMS = [
    "独立小桥风满袖,平林新月人归后",
    "绿杨芳草长亭路,年少抛人容易去",
    "hello world",
]


def test_each_han_character_is_a_word(tmp_path):
    reader = Utf8Input(("t",))
    rows = [{"t": poem} for poem in POEMS]
    reader.fit(rows, tmp_path)
    x, present = reader.load(rows, tmp_path)
    counts = TextCounts(reader.shape)
    counts.fit(x, present)
    known = set(counts.counters["words"].places[0])
    assert {"人", "月 人", "hello", "hello world"} <= known and "平林" not in known


def test_a_word_of_another_column_is_another_word(tmp_path):
    rows = [{"a": "red", "b": "blue\x1fsky"}, {"a": "blue"}, {"b": "red"}, {}]
    reader = Utf8Input(("a", "c", "b"))
    reader.fit(rows, tmp_path)
    x, present = reader.load(rows, tmp_path)
    assert present.tolist() == [True, True, True, False]
    counts = TextCounts(reader.shape)
    counts.fit(x, present)
    together, *each = [set(known) for known in counts.counters["words"].places]
    assert together == {"red", "blue", "sky", "blue sky"}
    assert each == [{"red", "blue"}, set(), {"blue", "sky", "blue sky", "red"}]
    values = counts(x, present).toarray()
    assert (values[[0, 2], : len(together)] > 0).any(axis=0)[2]  # red, as one word
    first = counts.widths[0]  # of what is counted in all columns
    own = values[:, first : first + 2]  # blue and red of column a
    assert own.argmax(axis=1)[:2].tolist() == [1, 0] and not own[2:].any()
    assert not values[3].any()
    again = TextCounts(reader.shape)
    again.restore(counts.state())
    assert (again(x, present).toarray() == values).all()


def test_texts_that_share_a_character_are_alike(tmp_path):
    """As hashed n-grams: of whole clauses none would be the same."""
    reader = TextInput(("t",))
    rows = [{"t": "他人"}, {"t": "归,人。"}, {"t": "风,月。"}]
    reader.fit(rows, tmp_path)
    values = reader.load(rows, tmp_path)[0].float()[:, :2048]
    assert values[0] @ values[1] > 0.1 and abs(values[0] @ values[2]) < 0.05


def test_figures_of_texts_tell_length_and_loudness():
    found = text_figures(["", "AB c1 !", "风月"])
    assert found.shape == (3, 7) and found.isfinite().all()
    chars, words, letters, capitals, digits, marks, distinct = found[1].tolist()
    assert (chars, words) == pytest.approx((np.log(7), np.log(3)))
    assert (capitals, digits, marks) == pytest.approx((2 / 7, 1 / 7, 1 / 7))
    assert letters == pytest.approx(7 / 3) and distinct == 1
    assert found[2, 1].item() == pytest.approx(np.log(2))
