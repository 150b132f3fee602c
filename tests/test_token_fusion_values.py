"""Token fusions against numbers worked out by hand from their papers' formulas.

Tokens are pairs (a, b) with a > b or a < b, which a layer norm turns into (1, -1) or
(-1, 1), written + and -. With the identity as query and key, a score q . k / sqrt(2) is
sqrt(2) between like tokens and -sqrt(2) between unlike ones.
"""

import math

import pytest
import torch
from torch import nn

from agent import catalog
from templates.blocks.attention_layers import AttentionBlock, ModalityTokens, sinusoids
from templates.blocks.places import place_grid, pool_grid
from tests.contract import cls

LIKE = math.exp(math.sqrt(2))
UNLIKE = math.exp(-math.sqrt(2))
SEQUENCES = {
    "a": torch.tensor([[[3.0, 1.0], [0.0, 4.0]]]),  # + -
    "b": torch.tensor([[[5.0, 1.0]]]),  # +
}
BOTH = {"a": torch.tensor([True]), "b": torch.tensor([True])}
ONLY_A = {"a": torch.tensor([True]), "b": torch.tensor([False])}
NEITHER = {"a": torch.tensor([False]), "b": torch.tensor([False])}


def plain(name: str, names: str = "ab", **knobs) -> nn.Module:
    """A fusion of pairs whose attention is x + softmax(norm x . norm y) (norm y).

    Feed-forward nets, embeddings and positions are 0, projections are the identity, and
    what is read off goes out as it is.
    """
    known = catalog.find("fusion", name)
    fusion = cls(known)(dict.fromkeys(names, 2), heads=1, dropout=0.0, **knobs).eval()
    for module in fusion.modules():
        if isinstance(module, AttentionBlock):
            simple(module)
        elif isinstance(module, nn.LayerNorm):
            module.eps = 1e-12
        elif isinstance(module, ModalityTokens):
            module.kinds.data.zero_()
            for project in module.project:
                project.weight.data.copy_(torch.eye(2))
                project.bias.data.zero_()
    if hasattr(fusion, "norm"):
        fusion.norm = nn.Identity()
    if hasattr(fusion, "mlp"):
        fusion.mlp = nn.Identity()
    return fusion


def simple(block: AttentionBlock) -> None:
    """Identity for query, key, value and output, and a feed-forward net of zero."""
    width = block.query.in_features
    for layer in (block.query, block.key_value, block.out, block.shrink):
        layer.weight.data.zero_()
        layer.bias.data.zero_()
    block.query.weight.data.copy_(torch.eye(width))
    block.key_value.weight.data.copy_(torch.eye(width).repeat(2, 1))
    block.out.weight.data.copy_(torch.eye(width))


@pytest.fixture(autouse=True)
def no_positions(monkeypatch):
    """Positions have a test of their own."""
    name = "templates.blocks.attention_layers.sinusoids"
    monkeypatch.setattr(name, torch.zeros_like)


def close(found: torch.Tensor, *wanted: float) -> None:
    assert found.flatten().tolist() == pytest.approx(wanted, abs=1e-4)


def test_attention_by_hand():
    fusion = plain("attention", dim=2)
    fusion.token.data.copy_(torch.tensor([0.2, 0.1]))  # +
    # The class token sees itself and b as like it, of a one token like, one unlike.
    total = 3 * LIKE + UNLIKE
    looked = (3 * LIKE - UNLIKE) / total
    # (0.2, 0.1) + looked * (1, -1); the second is below 0, and relu takes it.
    close(fusion(SEQUENCES, BOTH), 0.2 + looked, 0.0)
    # Shares of a (two tokens) and b, without what it looks at itself.
    a, b = LIKE + UNLIKE, LIKE
    close(fusion.weights(SEQUENCES, BOTH), a / (a + b), b / (a + b))

    looked = (2 * LIKE - UNLIKE) / (2 * LIKE + UNLIKE)
    close(fusion(SEQUENCES, ONLY_A), 0.2 + looked, 0.0)
    close(fusion.weights(SEQUENCES, ONLY_A), 1, 0)
    close(fusion(SEQUENCES, NEITHER), 1.2, 0.0)  # it sees itself
    close(fusion.weights(SEQUENCES, NEITHER), 0.5, 0.5)


def test_cross_attention_by_hand():
    fusion = plain("cross_attention", dim=2)
    # Both tokens of a see one token, (1, -1); their mean is (1.5, 2.5).
    # The token of b sees + and - of a: the difference of their shares times (1, -1).
    seen = (LIKE - UNLIKE) / (LIKE + UNLIKE)
    close(fusion(SEQUENCES, BOTH), 2.5, 1.5, 5 + seen, 1 - seen)
    # Nothing of b is seen; b, whose vector stands for its absence, still sees a.
    close(fusion(SEQUENCES, ONLY_A), 1.5, 2.5, 5 + seen, 1 - seen)
    close(fusion(SEQUENCES, NEITHER), 1.5, 2.5, 5, 1)


def test_cross_attention_of_three_sees_all_the_others():
    fusion = plain("cross_attention", names="abc", dim=2)
    z = {"a": [[3.0, 1.0]], "b": [[1.0, 2.0]], "c": [[5.0, 1.0]]}  # + - +
    z = {name: torch.tensor(value) for name, value in z.items()}
    present = dict.fromkeys("abc", torch.tensor([True]))
    seen = (LIKE - UNLIKE) / (LIKE + UNLIKE)
    wanted = [3 + seen, 1 - seen, 1 + 1, 2 - 1, 5 + seen, 1 - seen]
    close(fusion(z, present), *wanted)


def test_cross_attention_alone_looks_at_itself():
    fusion = plain("cross_attention", names="a", dim=2)
    seen = (LIKE - UNLIKE) / (LIKE + UNLIKE)  # + sees (s, -s), - sees (-s, s)
    assert seen == pytest.approx(math.tanh(math.sqrt(2)))
    close(fusion(SEQUENCES, BOTH), 1.5, 2.5)  # in the mean they cancel


def test_mult_by_hand():
    fusion = plain("mult", dim=2, width=2)
    seen = (LIKE - UNLIKE) / (LIKE + UNLIKE)
    # a <- b: (3, 1) + (1, -1) and (0, 4) + (1, -1): (4, 0) is +, (1, 3) is -.
    # Self-attention of a: + adds (seen, -seen), - takes it away: the mean stays.
    # b <- a: (5 + seen, 1 - seen), +; alone it then sees itself: (1, -1).
    close(fusion(SEQUENCES, BOTH), 2.5, 1.5, 6 + seen, -seen)
    # Two layers: both look at the tokens of the other as they came in.
    deep = plain("mult", dim=2, width=2, depth=2)
    # a <- b twice: (5, -1), (2, 2): the norm of the second is 0, its scores are 0.
    # Self-attention: + sees e = exp(sqrt 2) of itself and 1 of (0, 0).
    like = math.exp(math.sqrt(2))
    first = like / (like + 1)  # + (5 + first, -1 - first), still +
    second = 0.5  # (2 + second, 2 - second): now +
    # In the second layer both are +, and each sees (1, -1).
    mean = (5 + first + 1 + 2 + second + 1) / 2
    other = (-1 - first - 1 + 2 - second - 1) / 2
    close(deep(SEQUENCES, BOTH), mean, other, 5 + 2 * seen + 2, 1 - 2 * seen - 2)


def test_mult_sees_nothing_of_what_is_absent():
    fusion = plain("mult", dim=2, width=2)
    seen = (LIKE - UNLIKE) / (LIKE + UNLIKE)
    close(fusion(SEQUENCES, ONLY_A), 1.5, 2.5, 6 + seen, -seen)
    close(fusion(SEQUENCES, NEITHER), 1.5, 2.5, 6, 0)


def test_bottleneck_by_hand():
    fusion = plain("bottleneck", dim=2, depth=1, bottlenecks=1)
    fusion.bottleneck.data.copy_(torch.tensor([[0.5, 0.1]]))  # +
    # With a, it sees + - and itself; with b, + and itself.
    of_a = (2 * LIKE - UNLIKE) / (2 * LIKE + UNLIKE)
    wanted = 0.5 + (of_a + 1) / 2
    close(fusion(SEQUENCES, BOTH), wanted, 0.0)
    close(fusion(SEQUENCES, ONLY_A), 0.5 + of_a, 0.0)
    close(fusion(SEQUENCES, NEITHER), 1.5, 0.0)  # both see the bottleneck alone


def test_the_second_layer_shares_what_the_bottleneck_learnt():
    fusion = plain("bottleneck", dim=2, depth=2, bottlenecks=1)
    fusion.bottleneck.data.copy_(torch.tensor([[0.0, 1.0]]))  # -
    z = {"a": torch.tensor([[6.0, 1.0]]), "b": torch.tensor([[1.0, 0.0]])}  # + +
    # Layer 1: - sees + and itself: (0, 1) - seen * (1, -1), in both: still -.
    # a and b see themselves and -: they stay +. Layer 2 repeats it.
    seen = (LIKE - UNLIKE) / (LIKE + UNLIKE)
    close(fusion(z, BOTH), 0.0, 1 + 2 * seen)


def test_perceiver_by_hand():
    fusion = plain("perceiver", dim=2, latents=2)
    fusion.latents.data.copy_(torch.tensor([[0.2, 0.1], [0.1, 0.2]]))  # + -
    # Latent + sees + - of a and + of b; latent - sees the same the other way round.
    up = (2 * LIKE - UNLIKE) / (2 * LIKE + UNLIKE)
    down = (2 * UNLIKE - LIKE) / (2 * UNLIKE + LIKE)  # - sees more of itself: below 0
    # (0.2 + up, 0.1 - up) is +, (0.1 + down, 0.2 - down) is -: looking at each other,
    # one gains what the other loses, and the mean stays.
    close(fusion(SEQUENCES, BOTH), (0.2 + up + 0.1 + down) / 2, 0.15 - (up + down) / 2)
    b = (LIKE / (2 * LIKE + UNLIKE) + UNLIKE / (2 * UNLIKE + LIKE)) / 2
    close(fusion.weights(SEQUENCES, BOTH), 1 - b, b)
    close(fusion.weights(SEQUENCES, ONLY_A), 1, 0)
    close(fusion(SEQUENCES, NEITHER), 0.15, 0.15)
    close(fusion.weights(SEQUENCES, NEITHER), 0.5, 0.5)


def test_two_heads_split_the_width():
    """Four numbers, two heads: each head scores its own half, over sqrt(2)."""
    block = AttentionBlock(4, heads=2, dropout=0.0)
    simple(block)
    block.norm1 = nn.Identity()
    x = torch.tensor([[[1.0, 0.0, 0.0, 2.0]]])
    y = torch.tensor([[[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 3.0]]])
    one = math.exp(1 / math.sqrt(2)) / (math.exp(1 / math.sqrt(2)) + 1)
    two = math.exp(6 / math.sqrt(2)) / (math.exp(6 / math.sqrt(2)) + 1)
    mask = torch.ones(1, 2, dtype=torch.bool)
    close(block(x, y, mask), 1 + one, 0, 0, 2 + 3 * two)


def test_positions_by_hand():
    # Width 4: rates 1 and 1 / 100; sines, then cosines.
    first, second = sinusoids(torch.zeros(1, 2, 4)).tolist()
    assert first == pytest.approx([0, 0, 1, 1])
    angles = [math.sin(1), math.sin(0.01), math.cos(1), math.cos(0.01)]
    assert second == pytest.approx(angles, abs=1e-6)
    assert sinusoids(torch.zeros(1, 3, 5)).shape == (3, 5)


@pytest.mark.parametrize(
    ("places", "height", "width", "grid"),
    [
        (1, 30, 40, (1, 1)),
        (4, 64, 48, (2, 2)),
        (9, 32, 32, (3, 3)),
        (16, 32, 32, (4, 4)),
        (4, 20, 200, (1, 4)),
        (6, 32, 32, (2, 3)),
        (6, 40, 32, (3, 2)),
        (8, 100, 10, (8, 1)),
    ],
)
def test_a_map_is_cut_into_cells_near_to_square(places, height, width, grid):
    assert place_grid(places, height, width) == grid


def test_places_are_pooled_row_by_row():
    x = torch.arange(16.0).view(1, 1, 4, 4)
    mean, peak = pool_grid(x, (2, 2)).unbind(dim=2)
    assert mean[0].tolist() == [2.5, 4.5, 10.5, 12.5]
    assert peak[0].tolist() == [5, 7, 13, 15]
