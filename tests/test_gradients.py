"""Integrated gradients in templates/explain: their sums, and who is asked."""

import sys
from pathlib import Path

import pytest
import torch

EXPLAIN = Path(__file__).parents[1] / "templates" / "explain"
MODULES = ("gradients", "occlude", "change")


@pytest.fixture(scope="module")
def gradients():
    """The module, which is found as the program finds it."""
    sys.path.insert(0, str(EXPLAIN))
    import gradients

    yield gradients
    sys.path.remove(str(EXPLAIN))
    for name in MODULES:
        sys.modules.pop(name, None)


class Table:
    """Two columns of numbers as three features, the second column twice."""

    columns, shape = ("a", "b"), (3,)

    def load(self, rows, root):
        cells = [[float(r.get(c) or 0) for c in ("a", "b", "b")] for r in rows]
        return torch.tensor(cells), torch.ones(len(rows)).bool()


def told(gradients, kind, x, predict, rows=({},), reader=None):
    full = x, torch.ones(1).bool()
    return gradients.parts(kind, reader, list(rows), 0, Path(), full, predict)


def test_fields_of_a_picture_add_up_to_the_difference_from_its_mean_colour(gradients):
    torch.manual_seed(0)
    x = torch.randint(0, 256, (1, 3, 40, 30), dtype=torch.uint8)
    weights = torch.randn(x.numel()) / 1000

    def predict(values):
        return (values.reshape(len(values), -1) @ weights).tanh()

    found = told(gradients, "image", x, predict)
    mean = x.float().mean(dim=(-2, -1), keepdim=True).expand(x.shape)
    apart = (predict(x.float()) - predict(mean)).item()
    assert len(found["parts"]) == 14 * 14
    assert sum(found["parts"]) == pytest.approx(found["whole"], abs=1e-4)
    assert found["whole"] == pytest.approx(apart, abs=2e-3)


def test_a_stretch_that_alone_counts_gets_everything(gradients):
    x = torch.randn(1, 32, 2)
    found = told(gradients, "series", x, lambda v: v[:, 4:6].square().sum((1, 2)))
    assert found["parts"][2] == pytest.approx(found["whole"], rel=1e-4)
    assert sum(map(abs, found["parts"])) == pytest.approx(abs(found["whole"]), rel=1e-4)


def test_cells_of_a_table_get_what_their_features_do(gradients):
    rows = [{"a": "2", "b": "3"}, {"a": "1", "b": "1"}]
    x, _ = Table().load(rows[:1], Path())

    def predict(values):
        return values @ torch.tensor([1.0, 2.0, 0.5])

    found = told(gradients, "table", x, predict, rows, Table())
    assert found["names"] == ["a", "b"]
    assert found["parts"] == pytest.approx([2.0, 7.5])


@pytest.mark.parametrize("kind", ["text", "set", "position"])
def test_what_has_no_numbers_between_is_left_alone(gradients, kind):
    assert told(gradients, kind, torch.ones(1, 4), lambda v: v.sum(1)) is None
    assert told(gradients, "table", torch.ones(1, 4).long(), lambda v: v) is None
