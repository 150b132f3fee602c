"""Explaining computes what it knows of a row once (templates/explain/remember.py)."""

import sys
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse
import torch

EXPLAIN = Path(__file__).parents[1] / "templates" / "explain"


@pytest.fixture(scope="module")
def remember():
    """The module, which is found as the program finds it."""
    sys.path.insert(0, str(EXPLAIN))
    import remember

    yield remember
    sys.path.remove(str(EXPLAIN))
    sys.modules.pop("remember", None)


def doubled(x, present):
    return torch.where(present[:, None], 2 * x, -1.0)


KINDS = {
    "tensor": doubled,
    "array": lambda x, present: doubled(x, present).numpy(),
    "sparse": lambda x, present: scipy.sparse.csr_matrix(doubled(x, present).numpy()),
}


class Counted:
    def __init__(self, function):
        self.function, self.rows = function, 0

    def __call__(self, x, present):
        self.rows += len(x)
        return self.function(x, present)


def dense(found):
    return found.toarray() if scipy.sparse.issparse(found) else np.asarray(found)


@pytest.mark.parametrize("kind", KINDS)
def test_rows_that_were_seen_are_not_computed_again(remember, kind):
    function = Counted(KINDS[kind])
    kept = remember.Remembered(function, most=12)
    x, there = torch.arange(12.0).reshape(6, 2), torch.ones(6).bool()
    order = torch.tensor([5, 0, 0, 3])
    gone = torch.tensor([True, False, False, True, True, True])
    blank = torch.where(gone[:, None], x, 0.0)
    with torch.inference_mode():
        for values, present in ((x, there), (x[order], there[order]), (blank, gone)):
            assert (
                dense(kept(values, present)) == dense(doubled(values, present))
            ).all()
    assert function.rows == 6 + 0 + 1  # two blank rows are one


def test_what_is_beyond_the_bound_is_computed_each_time(remember):
    function = Counted(doubled)
    kept = remember.Remembered(function, most=4)
    x, there = torch.arange(12.0).reshape(6, 2), torch.ones(6).bool()
    with torch.inference_mode():
        kept(x[:4], there[:4])
        for _ in range(2):
            assert torch.equal(kept(x, there), 2 * x)
    assert function.rows == 4 + 2 + 2


def test_gradients_are_those_of_the_function(remember):
    kept = remember.Remembered(doubled, most=6)
    x = torch.ones(3, 2, requires_grad=True)
    with torch.inference_mode():
        kept(x.detach(), torch.ones(3).bool())
    kept(x, torch.ones(3).bool()).sum().backward()
    assert torch.equal(x.grad, torch.full((3, 2), 2.0))
