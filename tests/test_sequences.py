"""Ids, fields, sets and series: the values of their inputs, and what stays unseen."""

import numpy as np
import pytest
import torch
from torch import nn

from agent import catalog
from templates.blocks.lists import list_items
from tests.contract import cls

PADDED = ["embed_bag", "text_cnn", "text_transformer"]


@pytest.fixture(autouse=True)
def seeded():
    torch.manual_seed(0)


def reader(name: str, *args, **knobs):
    return cls(catalog.find("input", name))(("a",), *args, **knobs)


def rows(*cells: str) -> list[dict[str, str]]:
    return [{"a": cell} for cell in cells]


@pytest.mark.parametrize("name", [*PADDED, "tokens of text_transformer"])
def test_padding_is_never_looked_at(name):
    knobs = {"tokens": 2} if name.startswith("tokens") else {}
    make = cls(catalog.find("encoder", name.split()[-1]))
    x = torch.randint(1, 50, (4, 20))
    x[:, 12:] = 0
    long = make((20, 50), **knobs).eval()
    state = long.state_dict()
    if "places" in state:
        state["places"] = state["places"][:12]
    short = make((12, 50), **knobs).eval()
    short.load_state_dict(state)
    there = torch.ones(4, dtype=torch.bool)
    with torch.no_grad():
        assert torch.allclose(long(x, there), short(x[:, :12], there), atol=1e-5)


def test_sets_have_no_order_and_no_padding():
    net = cls(catalog.find("encoder", "deep_sets"))((5, 9)).eval()
    x = torch.tensor([[2, 3, 7, 0, 0], [0, 7, 2, 0, 3], [2, 3, 8, 0, 0]])
    with torch.no_grad():
        one, same, other = net(x, torch.ones(3, dtype=torch.bool))
    assert torch.allclose(one, same, atol=1e-6) and not torch.allclose(one, other)


def test_tokens_are_words_and_parts_of_words(tmp_path):
    one = reader("tokens", length=6)
    texts = rows(*["the walking man", "the talking man", "the man"] * 2, "walk, 天气")
    one.fit(texts, tmp_path)
    names = {i: piece for piece, i in one.ids.items()}
    x, present = one.load([*texts, *rows("the walktalking", "", "☃ the man")], tmp_path)
    assert x.dtype == torch.int64 and x.shape[1] == one.shape[0] <= 6
    assert [names[i] for i in x[0].tolist() if i] == [" the", " walking", " man"]
    parts = [names[i] for i in x[-3].tolist() if i]
    assert parts[0] == " the" and len(parts) > 2
    assert "thewalktalking".startswith("".join(parts).replace(" ", ""))
    assert present.tolist()[-3:] == [True, False, True]
    assert x[-1].tolist()[:3] == [1, one.ids[" the"], one.ids[" man"]]  # ☃ is unknown
    assert max(x.max(), 2) < one.shape[1]


def test_columns_share_the_length_of_tokens(tmp_path):
    one = cls(catalog.find("input", "tokens"))(("a", "b"), length=8)
    texts = [{"a": "x y " * 50, "b": "z"}, {"a": "x y", "b": ""}, {"a": "", "b": "z"}]
    one.fit(texts, tmp_path)
    x, present = one.load(texts, tmp_path)
    assert x.shape[1] == 5 and present.all()  # three of a, a separator, one of b
    assert x[0, 3] == 2 and x[0, 4] == one.ids[" z"] == x[2, 0]
    assert (x[1] == 2).sum() == 0


def test_vocabulary_is_bounded_and_the_same_every_time(tmp_path):
    rng = np.random.default_rng(0)
    letters = np.array(list("abcdefghijklmnop天地玄黄宇宙洪荒"))
    texts = rows(*("".join(rng.choice(letters, 30)) for _ in range(200)))
    one, two = (reader("tokens", vocabulary=100) for _ in range(2))
    one.fit(texts, tmp_path)
    two.fit(texts, tmp_path)
    assert one.state() == two.state() and one.shape[1] <= 100
    assert (one.load(texts, tmp_path)[0] != 1).all()  # every letter is known


def test_fields_are_numbers_then_codes(tmp_path):
    types = ("number", "category", "date", "integer")
    one = cls(catalog.find("input", "fields"))(("n", "c", "d", "i"), types)
    cells = [
        ("1", "red", "2020-12-31", "1"),
        ("2", "blue", "2021-01-04", "2"),
        ("", "red", "", "3"),
        ("4", "blue", "2021-02-28 23:00", "1"),
    ]
    table = [dict(zip("ncdi", line, strict=True)) for line in cells]
    one.fit(table, tmp_path)
    x, present = one.load([*table, dict.fromkeys("ncdi", "")], tmp_path)
    # n and its flag, days and their flag, i; c, month, weekday, hour, i as codes
    assert one.shape == (5, 4, 13, 8, 25, 3) and x.shape == (5, 10)
    assert x[:4, 1].tolist() == [0, 0, 1, 0] == x[:4, 3].tolist()
    assert x[:4, 5].tolist() == [2, 3, 2, 3]
    assert x[:4, 6].tolist() == [12, 1, 0, 2]
    assert x[:4, 7].tolist() == [4, 1, 0, 7]
    assert x[:4, 8].tolist() == [1, 1, 0, 24]
    assert x[:4, 9].tolist() == [2, 1, 1, 2]
    assert present.tolist() == [True] * 4 + [False] and not x[4].any()
    assert not any(one.patched.values())


@pytest.mark.parametrize("name", ["table", "fields"])
def test_replaced_cells_of_a_table_are_told(name, tmp_path):
    one = cls(catalog.find("input", name))(("n", "c"), ("number", "category"))
    seen = [{"n": str(i), "c": "xy"[i % 2]} for i in range(6)]
    one.fit(seen, tmp_path)
    one.load(seen, tmp_path)
    assert not any(one.patched.values())
    new = [{"n": "inf", "c": "z"}, {"n": "1", "c": ""}, {"n": "-1e999", "c": "x"}]
    x, _ = one.load(new, tmp_path)
    assert x.isfinite().all()
    assert one.patched == {
        "infinite number": [0, 2],
        "category unseen in training": [0],
    }
    many = [{"n": "1", "c": str(i // 2)} for i in range(600)] + seen[:1]
    one.fit(many, tmp_path)
    one.load([{"n": "1", "c": "z"}], tmp_path)
    assert one.patched == {"category rare or unseen in training": [0]}


@pytest.mark.parametrize("kind", ["vector", "series"])
def test_infinite_numbers_of_arrays_are_told_and_are_the_mean(kind, tmp_path):
    one = reader(kind)
    cells = rows("[1, 2, 3]", "[3, 2, 1]", "[1, Infinity, 3]", "[1, NaN, 3]", "")
    one.fit(cells[:2], tmp_path)
    x, _ = one.load(cells, tmp_path)
    told = {why: at for why, at in one.patched.items() if at}
    assert told == {"infinite number": [2]}
    assert torch.equal(x[2], x[3]) and x.isfinite().all()
    one.fit(cells, tmp_path)  # and they spoil no statistics
    assert one.load(cells, tmp_path)[0].isfinite().all()
    one.load(cells[:2], tmp_path)
    assert not any(one.patched.values())


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ('["a", "b c", "a"]', ["a", "b c"]),
        ("['a', 'b']", ["a", "b"]),
        ("[1, 2.5]", ["1", "2.5"]),
        ("Drama; War;;Drama", ["Drama", "War"]),
        ("x|y | z", ["x", "y", "z"]),
        ("红；绿", ["红", "绿"]),
        ("one, two", ["one, two"]),
        ("[broken", ["broken"]),
        ("[]", []),
        ("  ", []),
    ],
)
def test_items_of_a_cell(cell, items):
    assert list_items(cell) == items


def test_sets_tell_what_they_do_not_know(tmp_path):
    seen = rows("a;b", "b;c", '["c", "a"]', "d")
    hot, ids = reader("set"), reader("set_ids")
    for one in (hot, ids):
        one.fit(seen, tmp_path)
    new = rows("a;e", "", "c;b")
    x, present = hot.load(new, tmp_path)
    assert present.tolist() == [True, False, True]
    assert x[:, :3].tolist() == [[1, 0, 0], [0, 0, 0], [0, 1, 1]]
    assert x[:, 3:].exp().sub(1).round().tolist() == [[1, 2], [0, 0], [0, 2]]
    y, _ = ids.load(new, tmp_path)
    assert ids.shape == (2, 5) and y.tolist() == [[2, 1], [0, 0], [4, 3]]
    assert hot.patched == ids.patched == {"item rare or unseen in training": [0]}


def test_hidden_words_leave_padding_alone():
    x = torch.randint(2, 9, (50, 40))
    x[:, 30:] = 0
    y = cls(catalog.find("augment", "mask_tokens"))(share=0.2)(x)
    assert (y[:, 30:] == 0).all()
    changed = y != x
    assert (y[changed] == 1).all() and 0.15 < changed[:, :30].float().mean() < 0.25


def test_random_convolutions_are_kept_with_the_weights():
    make = cls(catalog.find("encoder", "random_conv"))
    one, two = make((70, 3)), make((70, 3))
    x, there = torch.randn(6, 70, 3), torch.ones(6, dtype=torch.bool)
    one(x, there)
    two.load_state_dict(one.state_dict())
    assert torch.equal(one.eval()(x, there), two.eval()(x, there))
    assert [name for name, _ in one.named_parameters()] == [
        "project.weight",
        "project.bias",
    ]
    assert isinstance(one.project, nn.Linear)


def test_members_of_tabm_differ_from_the_start():
    net = cls(catalog.find("encoder", "tabm"))((3, 4), members=8).eval()
    x = torch.randn(5, 4)
    first = net.layers[0](net.fields(x)[:, None].expand(-1, 8, -1))
    assert first.std(dim=1).min() > 1e-3
    assert net.layers[0].r.abs().eq(1).all()  # random signs


def test_jitter_leaves_padding_and_its_mark_alone():
    torch.manual_seed(0)
    x = torch.zeros(2, 10, 3)
    x[0, :6, :2], x[1, :, :2] = torch.randn(6, 2), torch.randn(10, 2)
    x[0, :6, 2], x[1, :, 2] = 1, 1
    y = cls(catalog.find("augment", "jitter_series"))(shift=0.3)(x)
    assert torch.equal(y[:, :, 2], x[:, :, 2]) and not y[0, 6:].any()
    assert not torch.equal(y[0, :6, :2], x[0, :6, :2])
