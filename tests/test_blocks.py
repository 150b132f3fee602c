"""One contract over the whole catalogue: a new block file is tested as it is.

A new modality kind needs one line in `CELLS` (inputs) and one in `SHAPES` (encoders).
"""

import importlib
import json
import math
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch import nn

from agent import catalog
from agent.records import Block

ALL = list(catalog.load().values())
# Modality names that are attributes of nn.Module or dict have to work as well.
DIMS = {"values": 5, "train": 7, "b": 6}
CLASSES = {"binary": 2, "multiclass": 3, "regression": 1}
SHAPES = {
    "image": [(3, 32, 32), (1, 64, 64)],
    "vector": [(100,), (3,)],
    "series": [(70, 3), (5, 1)],
    "text": [(64,)],
    "table": [(9,)],
}


def of(role: str) -> list:
    return [pytest.param(b, id=f"{role}-{b.name}") for b in ALL if b.role == role]


def cls(block: Block) -> type:
    name = f"templates.blocks.{block.module.removesuffix('.py').replace('/', '.')}"
    return getattr(importlib.import_module(name), block.cls)


def stored(kind: str, shape: tuple[int, ...], rows: int) -> torch.Tensor:
    """Random values in the type that the input block of that kind keeps them in."""
    if kind == "image":
        return torch.randint(0, 256, (rows, *shape), dtype=torch.uint8)
    x = torch.randn(rows, *shape)
    return nn.functional.normalize(x, dim=1).half() if kind == "text" else x


def targets(kind: str, rows: int) -> torch.Tensor:
    if kind == "regression":
        return torch.linspace(10, 30, rows)
    return torch.arange(rows) % CLASSES[kind]


@pytest.fixture(autouse=True)
def seeded():
    torch.manual_seed(0)


# ---------------------------------------------------------------- cards and files


@pytest.mark.parametrize("block", [pytest.param(b, id=b.module) for b in ALL])
def test_card(block):
    lines = (catalog.BLOCKS / block.module).read_text().splitlines()
    assert len(lines) <= 120
    for name, values in block.search.items():
        for value in values:
            build(block, **{name: value})


def build(block: Block, **knobs):
    if block.role == "input":
        types = (("number",),) if "table" in block.kinds else ()
        return cls(block)(("a",), *types, **knobs)
    if block.role == "encoder":
        return cls(block)(SHAPES[block.kinds[0]][0], **knobs)
    if block.role == "fusion":
        return cls(block)(DIMS, **knobs)
    if block.role == "head":
        return cls(block)(12, CLASSES[block.kinds[0]], **knobs)
    return cls(block)(**knobs)


def test_no_two_files_define_the_same_name():
    owners: dict[str, str] = {}
    for path in sorted(catalog.BLOCKS.rglob("*.py")):
        for node in catalog.ast.parse(path.read_text()).body:
            name = getattr(node, "name", None)
            if isinstance(node, catalog.ast.Assign):
                name = catalog.ast.unparse(node.targets[0])
            if name and name != "BLOCK":
                assert owners.setdefault(name, path.name) == path.name, name


# ---------------------------------------------------------------- inputs


def image_cells(root: Path) -> list[str]:
    rng = np.random.default_rng(0)
    colour = rng.integers(0, 256, (20, 30, 3), dtype=np.uint8)
    Image.fromarray(colour).save(root / "rgb.png")
    Image.fromarray(colour).quantize(8).save(root / "palette.png")
    Image.fromarray(colour[:, :, 0]).save(root / "grey.jpg")
    Image.fromarray(colour[:, :, 0].astype(np.uint16) * 200).save(root / "deep.png")
    Image.new("RGBA", (9, 9), (255, 0, 0, 0)).save(root / "clear.png")
    np.save(root / "float.npy", rng.normal(size=(12, 10, 3)))
    return ["rgb.png", "palette.png", "grey.jpg", "deep.png", "clear.png", "float.npy"]


def vector_cells(root: Path) -> list[str]:
    np.save(root / "a.npy", np.arange(8.0))
    np.save(root / "gap.npy", np.array([1, np.nan, np.inf, 4, 5, 6, 7, 8.0]))
    np.save(root / "complex.npy", np.full(8, 3 + 4j))
    np.save(root / "short.npy", np.ones(3, dtype=np.int16))
    np.savez(root / "z.npz", v=np.ones(8))
    return ["a.npy", "gap.npy", "complex.npy", "short.npy", "z.npz", str([2.5] * 12)]


def series_cells(root: Path) -> list[str]:
    np.save(root / "s.npy", np.random.default_rng(0).normal(size=(40, 2)))
    np.save(root / "long.npy", np.ones((90, 2)))
    np.save(root / "wide.npy", np.ones((20, 3), dtype=np.int32))
    np.save(root / "flat.npy", np.ones(20))
    (root / "s.csv").write_text("x,y\n1,2\n3,4\n5,\n")
    return ["s.npy", "long.npy", "wide.npy", "flat.npy", "s.csv"]


def text_cells(root: Path) -> list[str]:
    return ["Win a prize, WIN now", "see you", "今天天气很好", "a", "!?", "naïve café"]


def table_cells(root: Path) -> list[str]:
    return ["1", "2.5", "-3e9", "True", "x", "4"]


CELLS = {
    "image": image_cells,
    "vector": vector_cells,
    "series": series_cells,
    "text": text_cells,
    "table": table_cells,
}


def make_input(block: Block):
    extra = (("number", "category"),) if "table" in block.kinds else ()
    return cls(block)(("a", "b"), *extra)


def cell_rows(cells: list[str]) -> list[dict[str, str]]:
    return [{"a": cell, "b": cells[-1 - i]} for i, cell in enumerate(cells)]


@pytest.mark.parametrize("block", of("input"))
def test_input(block, tmp_path):
    rows = cell_rows(CELLS[block.kinds[0]](tmp_path))
    one = make_input(block)
    one.fit(rows, tmp_path)
    x, present = one.load(rows, tmp_path)
    assert x.shape == (len(rows), *one.shape) and len(one.shape) >= 1
    assert present.dtype == torch.bool and present.all()
    assert x.float().isfinite().all() and x.float().std() > 0
    missing = [
        {"a": "", "b": ""},
        {"a": rows[0]["a"], "b": ""},
        {"a": "never seen", "b": "x"},
    ]
    y, there = one.load(missing, tmp_path)
    assert there[:2].tolist() == [False, True]
    assert not y[0].any() and y.float().isfinite().all()

    again = make_input(block)
    again.restore(json.loads(json.dumps(one.state())))
    assert again.shape == one.shape
    assert torch.equal(again.load(rows, tmp_path)[0], x)
    assert torch.equal(one.load(rows[2:3], tmp_path)[0], x[2:3])  # rows don't interact
    assert one.load([], tmp_path)[0].shape == (0, *one.shape)


@pytest.mark.parametrize("block", of("input"))
def test_input_survives_a_training_part_without_values(block, tmp_path):
    one = make_input(block)
    one.fit([{"a": "", "b": ""}] * 3, tmp_path)
    x, present = one.load(cell_rows(CELLS[block.kinds[0]](tmp_path)), tmp_path)
    assert x.shape[1:] == one.shape and x.float().isfinite().all()


@pytest.mark.parametrize("kind", ["image", "vector", "series"])
@pytest.mark.parametrize("name", ["x.png", "x.npy", "x.npz", "x.csv", "none.npy"])
def test_broken_files_are_absent(kind, name, tmp_path):
    (tmp_path / "x.png").write_bytes(b"\x89PNG\r\n\x1a\n broken")
    (tmp_path / "x.npy").write_bytes(b"\x93NUMPY broken")
    (tmp_path / "x.npz").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "x.csv").write_text("no numbers here\n")
    rows = cell_rows(CELLS[kind](tmp_path))
    one = make_input(catalog.find("input", kind))
    one.fit(rows, tmp_path)
    x, present = one.load([{"a": name, "b": name}], tmp_path)
    assert not present.any() and not x.any()


def test_image_values(tmp_path):
    rows = [{"a": name} for name in image_cells(tmp_path)]
    one = cls(catalog.find("input", "image"))(("a",), size=16)
    one.fit(rows, tmp_path)
    x, _ = one.load(rows, tmp_path)
    assert x.shape == (6, 3, 16, 16) and x.dtype == torch.uint8
    assert (x[4] == 255).all()  # transparent: white
    assert torch.equal(x[2][0], x[2][1])  # grey: the same in all channels
    assert (x[3][0].int() - x[3][0].flip(0).int()).abs().max() > 20  # 16 bits: kept


def test_grey_pictures_have_one_channel(tmp_path):
    image_cells(tmp_path)
    one = cls(catalog.find("input", "image"))(("a",))
    one.fit([{"a": "grey.jpg"}], tmp_path)
    x, present = one.load([{"a": "grey.jpg"}, {"a": "rgb.png"}], tmp_path)
    assert x.shape == (2, 1, 64, 64) and present.all()


def test_vectors_are_standardised_and_gaps_are_the_mean(tmp_path):
    rows = [{"a": str([i, 5.0, math.nan if i else 1.0])} for i in range(4)]
    rows = [{"a": row["a"].replace("nan", "NaN")} for row in rows]
    one = cls(catalog.find("input", "vector"))(("a",))
    one.fit(rows, tmp_path)
    x, _ = one.load(rows, tmp_path)
    assert x[:, 0].tolist() == pytest.approx(
        [-1.3416, -0.4472, 0.4472, 1.3416], abs=1e-3
    )
    assert not x[:, 1:].any()  # constant, and gaps


def test_long_series_are_averaged_by_one_step(tmp_path):
    np.save(tmp_path / "a.npy", np.arange(8.0))
    np.save(tmp_path / "b.npy", np.arange(4.0))
    one = cls(catalog.find("input", "series"))(("a",), length=4)
    rows = [{"a": "a.npy"}] * 20 + [{"a": "b.npy"}]
    one.fit(rows, tmp_path)
    x, _ = one.load(rows, tmp_path)
    assert (one.step, one.shape) == (2, (4, 2))
    steps = x[0, :, 0].diff()
    assert torch.allclose(steps, steps[:1].expand(3)) and x[-1, 2:, 0].eq(0).all()
    assert x[-1, :, 1].tolist() == [1, 1, 0, 0]  # inside the series, or past its end


def test_text_hashes_are_the_same_in_every_process(tmp_path):
    one = cls(catalog.find("input", "text"))(("a",), buckets=64)
    rows = [{"a": "fire"}, {"a": "water fire"}]
    one.fit(rows, tmp_path)
    x, _ = one.load(rows, tmp_path)
    assert x.dtype == torch.float16
    assert torch.allclose(x[:, :32].float().norm(dim=1), torch.ones(2), atol=1e-2)
    # crc32("fire") is 0x58de09cf: place 15 of the words, negative.
    assert x[0, :32].nonzero().flatten().tolist() == [15]
    assert x[0, 15].item() == -1.0


def test_table_types(tmp_path):
    columns = {
        "number": ["1", "2", "", "1000000"],
        "integer": ["1", "2", "3", "1"],
        "category": ["red", "blue", "red", ""],
        "date": ["31/12/2020", "01/02/2021", "28/02/2021", ""],
        "latitude": ["52.5", "48.1", "-33.9", "0"],
    }
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values())]
    one = cls(catalog.find("input", "table"))(tuple(columns), tuple(columns))
    one.fit(rows, tmp_path)
    x, _ = one.load(rows, tmp_path)
    # number + gap flag, integer + 3 values + other, red + blue + none + other,
    # day + gap flag + 3 cycles, degrees + cycle
    assert x.shape == (4, 2 + 5 + 4 + 8 + 3) and x.isfinite().all()
    assert x[:, 1].tolist() == [0, 0, 1, 0] and x[:, 0].abs().max() < 3
    assert x[:, 7].tolist() == [1, 0, 1, 0]
    assert x[0, 11] < x[1, 11] < x[2, 11]  # day first: the format that reads them all
    unseen, _ = one.load([rows[0] | {"category": "green"}], tmp_path)
    assert unseen[0, 7:11].tolist() == [0, 0, 0, 1]


# ---------------------------------------------------------------- networks


class Net(nn.Module):
    """Encoder and head, or fusion and head, or a head alone, over fixed rows."""

    def __init__(self, block: Block, kind: str, shape: tuple[int, ...], rows: int = 8):
        super().__init__()
        task = kind if block.role == "head" else "multiclass"
        self.block = build(block) if block.role != "encoder" else cls(block)(shape)
        self.role = block.role
        width = 12 if block.role == "head" else self.block.dim
        head = catalog.find("head", task)
        self.head = (
            self.block if block.role == "head" else cls(head)(width, CLASSES[task])
        )
        self.present = torch.ones(rows, dtype=torch.bool)
        self.y = targets(task, rows)
        self.head.fit(self.y)
        if block.role == "fusion":
            self.x = {name: torch.randn(rows, d) for name, d in DIMS.items()}
            self.masks = {name: self.present.clone() for name in DIMS}
        else:
            self.x = stored(kind, shape if block.role == "encoder" else (12,), rows)

    def features(self, n: int | None = None) -> torch.Tensor:
        if self.role == "fusion":
            z = {name: x[:n] for name, x in self.x.items()}
            return self.block(z, {name: m[:n] for name, m in self.masks.items()})
        if self.role == "encoder":
            return self.block(self.x[:n], self.present[:n])
        return self.x[:n]

    def forward(self, n: int | None = None) -> torch.Tensor:
        return self.head(self.features(n))

    def loss(self, n: int | None = None) -> torch.Tensor:
        return self.head.loss(self(n), self.y[:n])


def nets() -> list:
    params = []
    for block in ALL:
        for kind in block.kinds or ("any",):
            if block.role == "encoder":
                for shape in SHAPES[kind]:
                    name = f"{block.name}-{kind}-{'x'.join(map(str, shape))}"
                    params.append(pytest.param(block, kind, shape, id=name))
            elif block.role in ("fusion", "head"):
                name = f"{block.role}-{block.name}-{kind}"
                params.append(pytest.param(block, kind, (), id=name))
    return params


@pytest.mark.parametrize(("block", "kind", "shape"), nets())
def test_network(block, kind, shape):
    net = Net(block, kind, shape)
    if block.role != "head":
        assert net.features().shape == (8, net.block.dim)
    # A step first: what starts at zero may hold back the gradient of the layer before.
    optimiser = torch.optim.SGD(net.parameters(), lr=0.01)
    for _ in range(2):
        optimiser.zero_grad()
        loss = net.loss()
        loss.backward()
        optimiser.step()
    assert loss.isfinite() and loss.dim() == 0
    for name, p in net.named_parameters():
        assert p.grad is not None and p.grad.isfinite().all() and p.grad.any(), name

    assert net.loss(n=1).isfinite()  # batch of 1, in training
    with torch.autocast("cpu", dtype=torch.bfloat16):
        loss = net.loss()
    loss.backward()
    assert loss.isfinite()

    net.eval()
    with torch.no_grad():
        first = net()
        assert torch.equal(first, net()) and net(n=1).isfinite().all()
        assert torch.allclose(first[:1], net(n=1), atol=1e-5)  # rows don't interact
        probabilities = net.head.predict(first)
    assert probabilities.shape == (8, net.head.predict(net(n=1)).shape[1])
    if "regression" not in block.kinds:
        assert torch.allclose(probabilities.sum(dim=1), torch.ones(8), atol=1e-5)

    torch.manual_seed(1)
    twin = Net(block, kind, shape).eval()
    twin.load_state_dict(net.state_dict())
    twin.x = net.x
    with torch.no_grad():
        assert torch.equal(twin(), first)


@pytest.mark.parametrize(("block", "kind", "shape"), nets())
def test_missing_rows_are_finite(block, kind, shape):
    net = Net(block, kind, shape)
    if block.role == "encoder":
        net.present[:] = False
        net.x = torch.zeros_like(net.x)
    elif block.role == "fusion":
        for name, mask in net.masks.items():
            mask[0] = False  # a row with nothing at all
            mask[1:4] = name == "b"
    loss = net.loss()
    loss.backward()
    assert loss.isfinite()
    assert all(p.grad.isfinite().all() for p in net.parameters())


@pytest.mark.parametrize(("block", "kind", "shape"), nets())
def test_network_overfits_eight_rows(block, kind, shape):
    net = Net(block, kind, shape)
    if shape and math.prod(shape) < 8 and block.role == "encoder":
        net.x = net.x * 3  # little to tell rows apart by: spread them
    for module in net.modules():
        if isinstance(module, (nn.Dropout, nn.Dropout1d)):
            module.p = 0.0
    optimiser = torch.optim.Adam(
        net.parameters(), lr=1e-2 if block.role != "head" else 0.1
    )
    for _ in range(300):
        optimiser.zero_grad()
        loss = net.loss()
        loss.backward()
        optimiser.step()
        if loss < 0.05:
            break
    assert loss < 0.1


# ---------------------------------------------------------------- fusion weights


@pytest.mark.parametrize(
    "block", [p for p in of("fusion") if hasattr(cls(p.values[0]), "weights")]
)
def test_fusion_weights(block):
    net = Net(block, "any", ()).eval()
    net.masks["train"][:4] = False
    for mask in net.masks.values():
        mask[7] = False
    with torch.no_grad():
        weights = net.block.weights(net.x, net.masks)
        hidden = net.features()
        net.x["train"][:4] = 1e3
        assert torch.equal(net.features()[:4, 0].isfinite(), torch.ones(4).bool())
    assert weights.shape == (8, 3) and (weights >= 0).all()
    assert torch.allclose(weights.sum(dim=1), torch.ones(8))
    assert (weights[:4, 1] == 0).all() and (weights[4:, 1] > 0).all()
    assert hidden.isfinite().all()


def two(block: str) -> nn.Module:
    """A fusion of two one-wide modalities into one feature, every weight set by hand."""
    fusion = cls(catalog.find("fusion", block))({"a": 1, "b": 1}, dim=1).eval()
    with torch.no_grad():
        for layer, weight in zip(fusion.project, (2.0, -1.0), strict=True):
            layer.weight.fill_(weight)
            layer.bias.fill_(0.5)
    return fusion


Z = {"a": torch.tensor([[1.0]]), "b": torch.tensor([[-3.0]])}
BOTH = {"a": torch.tensor([True]), "b": torch.tensor([True])}
ONE = {"a": torch.tensor([False]), "b": torch.tensor([True])}


def test_weighted_sum_by_hand():
    fusion = two("weighted_sum")
    with torch.no_grad():
        fusion.scores.copy_(torch.tensor([math.log(3.0), 0.0]))
        # softmax: 3/4 and 1/4; projections 2.5 and 3.5
        assert fusion(Z, BOTH).item() == pytest.approx(0.75 * 2.5 + 0.25 * 3.5)
        assert fusion(Z, ONE).item() == pytest.approx(3.5)


def test_gated_by_hand():
    fusion = two("gated")
    with torch.no_grad():
        fusion.gate.weight.copy_(torch.tensor([[1.0, 0.5], [0.0, 1.0]]))
        fusion.gate.bias.zero_()
        # gate logits 1 - 1.5 = -0.5 and -3; sigmoid of their difference, as in the paper
        g = 1 / (1 + math.exp(-(-0.5 + 3)))
        wanted = g * math.tanh(2.5) + (1 - g) * math.tanh(3.5)
        assert fusion(Z, BOTH).item() == pytest.approx(wanted, abs=1e-6)
        assert fusion.weights(Z, BOTH)[0].tolist() == pytest.approx([g, 1 - g])
        assert fusion(Z, ONE).item() == pytest.approx(math.tanh(3.5), abs=1e-6)


# ---------------------------------------------------------------- heads and augments


def test_balanced_classes_weigh_the_same_in_sum():
    head = cls(catalog.find("head", "multiclass"))(4, 3, balance=1.0)
    y = torch.tensor([0] * 6 + [1] * 3 + [2])
    head.fit(y)
    sums = torch.zeros(3).index_add(0, y, head.weight[y])
    assert torch.allclose(sums, torch.full((3,), 10 / 3))


def test_regression_speaks_the_target_s_unit():
    head = cls(catalog.find("head", "regression"))(4, 1)
    y = torch.tensor([100.0, 300.0])
    head.fit(y)
    outputs = torch.tensor([[-1.0], [1.0]])
    assert head.predict(outputs).squeeze(1).tolist() == [100.0, 300.0]
    assert head.loss(outputs, y).item() == 0


def test_binary_starts_at_the_share_of_positives():
    head = cls(catalog.find("head", "binary"))(4, 2)
    head.fit(torch.tensor([0] * 9 + [1]))
    start = head.predict(head(torch.zeros(1, 4)))
    assert start[0].tolist() == pytest.approx([0.9, 0.1], abs=1e-6)


@pytest.mark.parametrize("block", of("augment"))
def test_augment(block):
    for kind in block.kinds:
        for shape in SHAPES[kind]:
            x = stored(kind, shape, 4)
            before = x.clone()
            y = build(block)(x)
            assert y.shape == x.shape and y.dtype == x.dtype
            assert torch.equal(x, before)  # the stored rows stay as they are
            assert y.float().isfinite().all() and not torch.equal(x, y)
            torch.manual_seed(7)
            one = build(block)(x)
            torch.manual_seed(7)
            assert torch.equal(one, build(block)(x))
            assert build(block)(x[:1]).shape == x[:1].shape
