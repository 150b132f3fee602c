"""The contract of a block on eight made-up rows: what training takes for granted.

Each check raises AssertionError with a short reason. The tests run them over the whole
catalogue; `python -m templates.try_block` runs them on one new block, in the sandbox.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

ROWS = 8
# Modality names that are attributes of nn.Module or dict have to work as well.
DIMS = {"values": 5, "train": 7, "b": 6}
TOKENS = {"values": 3, "train": 2, "b": 4}  # lengths of the sequences, by modality
WIDTH = 12
"""Features that a head is tried on."""
CLASSES = {"binary": 2, "multiclass": 3, "ordinal": 4, "multilabel": 3}
CLASSES |= {"regression": 1, "multitarget": 2, "survival": 1, "retrieval": 5}
SUM_TO_ONE = {"binary", "multiclass", "ordinal"}


@dataclass(frozen=True)
class Case:
    """A block, and what it is tried on."""

    make: type
    """Its class."""
    role: str
    """encoder, fusion or head."""
    kind: str
    """Encoders: the kind of tensor; fusions: `vectors` or `tokens`; heads: the task."""
    head: type
    """A multiclass head, to put behind encoders and fusions."""
    shape: tuple[int, ...] = ()
    """What an encoder is built from."""
    example: dict = field(default_factory=dict)
    """Of an encoder's input: `shape`, `value` (of one row), `dtype`."""
    knobs: dict = field(default_factory=dict)


class Net(nn.Module):
    """Encoder and head, or fusion and head, or a head alone, over fixed rows."""

    def __init__(self, case: Case):
        super().__init__()
        task = case.kind if case.role == "head" else "multiclass"
        self.case, self.role = case, case.role
        self.block = build(case)
        head = case.role == "head"
        self.head = (
            self.block if head else case.head(self.block.dim, CLASSES["multiclass"])
        )
        self.present = torch.ones(ROWS, dtype=torch.bool)
        self.y = targets(task, ROWS)
        self.head.fit(self.y)
        if case.role == "fusion":
            sizes = {
                m: (TOKENS[m], d) if case.kind == "tokens" else (d,)
                for m, d in DIMS.items()
            }
            self.x = {m: torch.randn(ROWS, *size) for m, size in sizes.items()}
            self.masks = {m: self.present.clone() for m in DIMS}
        elif case.role == "encoder":
            self.x = stored(case.example, case.shape, ROWS)
        else:
            self.x = torch.randn(ROWS, WIDTH)

    def features(self, n: int | None = None) -> Tensor:
        """What the head sees of the first `n` rows."""
        if self.role == "fusion":
            z = {name: x[:n] for name, x in self.x.items()}
            return self.block(z, {name: m[:n] for name, m in self.masks.items()})
        if self.role == "encoder":
            z = self.block(self.x[:n], self.present[:n])
            return z.mean(dim=1) if z.dim() == 3 else z  # tokens
        return self.x[:n]

    def forward(self, n: int | None = None) -> Tensor:
        return self.head(self.features(n))

    def loss(self, n: int | None = None) -> Tensor:
        """The head's loss on the first `n` rows."""
        return self.head.loss(self(n), self.y[:n])


class Whole(nn.Module):
    """Features, head and prediction in one pass, as an export has them."""

    def __init__(self, net: Net):
        super().__init__()
        self.net = net

    def forward(self, x, present):
        return self.net.head.predict(self.net.head(self.net.block(x, present)))


def build(case: Case) -> nn.Module:
    """The block with its knobs, as a generated model makes it."""
    if case.role == "encoder":
        return case.make(case.shape, **case.knobs)
    if case.role == "fusion":
        return case.make(DIMS, **case.knobs)
    return case.make(WIDTH, CLASSES[case.kind], **case.knobs)


def stored(example: dict, shape: tuple[int, ...], rows: int) -> Tensor:
    """Random values in the type in which an input keeps them."""
    dtype = example.get("dtype", "float32")
    value = example["value"] if shape == tuple(example["shape"]) else shape
    if dtype == "uint8":
        return torch.randint(0, 256, (rows, *value), dtype=torch.uint8)
    if dtype == "int64":  # ids below the last number of the shape
        return torch.randint(0, shape[-1], (rows, *value))
    x = torch.randn(rows, *value)
    return nn.functional.normalize(x, dim=1).half() if dtype == "float16" else x


def targets(kind: str, rows: int) -> Tensor:
    """Made-up targets of a task, every class among them."""
    places = torch.arange(rows)
    if kind == "regression":
        return torch.linspace(10, 30, rows)
    if kind == "multilabel":
        return torch.stack([places % n == 0 for n in (2, 3, 4)], dim=1).float()
    if kind == "multitarget":
        y = torch.stack([places * 2.0, 100 - places**2], dim=1)
        return y.masked_fill(torch.eye(rows, 2, dtype=torch.bool), math.nan)
    if kind == "survival":
        return torch.stack([places * 1.5 + 1, (places % 4 > 0).float()], dim=1)
    if kind == "retrieval":
        return places
    return places % CLASSES[kind]


def fits(net: Net) -> None:
    """Features of the width that the block names, (8, dim)."""
    if net.role != "head":
        wanted, found = (ROWS, net.block.dim), tuple(net.features().shape)
        assert found == wanted, f"features of shape {found}, not {wanted}"


def learns(net: Net, idle: str | None = None) -> None:
    """Every parameter gets a gradient, which may be 0 with `idle` in its name."""
    # A step first: what starts at zero may hold back the gradient of the layer before.
    optimiser = torch.optim.SGD(net.parameters(), lr=0.01)
    loss = net.loss()
    for _ in range(2):
        optimiser.zero_grad()
        loss = net.loss()
        loss.backward()
        optimiser.step()
    assert loss.dim() == 0 and loss.isfinite(), f"the loss is {loss}"
    for name, p in net.named_parameters():
        assert p.grad is not None, f"{name} gets no gradient"
        assert p.grad.isfinite().all(), f"{name} has a gradient that is not finite"
        assert p.grad.any() or (idle and idle in name), f"{name} has gradient 0"


def attends(net: Net) -> None:
    """A fusion looks at every modality: each of its inputs gets a gradient."""
    if net.role != "fusion":
        return
    net.train()
    for x in net.x.values():
        x.requires_grad_(True)
    net.features().square().sum().backward()
    for name, x in net.x.items():
        seen = x.grad is not None and bool(x.grad.any())
        x.requires_grad_(False)
        assert seen, f"modality {name!r} is ignored"


def small_and_half(net: Net) -> None:
    """A batch of 1 in training, and bfloat16."""
    assert net.loss(n=1).isfinite(), "the loss of a batch of 1 is not finite"
    with torch.autocast("cpu", dtype=torch.bfloat16):
        loss = net.loss()
    loss.backward()
    assert loss.isfinite(), "the loss in bfloat16 is not finite"


def steady(net: Net) -> None:
    """In evaluation: the same twice, a row alone as among others, probabilities."""
    net.eval()
    with torch.no_grad():
        first, alone = net(), net(n=1)
        assert torch.equal(first, net()), "evaluation is not deterministic"
        assert alone.isfinite().all(), "outputs are not finite"
        apart = not torch.allclose(first[:1], alone, atol=1e-5)
        assert not apart, "a row's output depends on other rows"
        guess = net.head.predict(first)
        wanted = (ROWS, net.head.predict(alone).shape[1])
    assert guess.shape == wanted, f"predictions of shape {tuple(guess.shape)}"
    task = net.case.kind if net.role == "head" else "multiclass"
    if task in SUM_TO_ONE:
        total = guess.sum(dim=1)
        assert torch.allclose(total, torch.ones(ROWS), atol=1e-5), "sums are not 1"


def saves(net: Net) -> None:
    """Weights carry all there is: a twin that loads them gives the same."""
    net.eval()
    torch.manual_seed(1)
    twin = Net(net.case).eval()
    twin.load_state_dict(net.state_dict())
    twin.x = net.x
    with torch.no_grad():
        assert torch.equal(twin(), net()), "loaded weights give other outputs"


def bears_gaps(net: Net) -> None:
    """Absent modalities, and rows with nothing at all, stay finite."""
    if net.role == "encoder":
        net.present[:] = False
        net.x = torch.zeros_like(net.x)
    elif net.role == "fusion":
        for name, mask in net.masks.items():
            mask[0] = False  # a row with nothing at all
            mask[1:4] = name == "b"
    loss = net.loss()
    loss.backward()
    assert loss.isfinite(), "the loss of absent rows is not finite"
    for name, p in net.named_parameters():
        whole = p.grad is not None and bool(p.grad.isfinite().all())
        assert whole, f"{name}: absent rows leave no finite gradient"


def overfits(net: Net) -> None:
    """Eight rows can be learnt by heart."""
    case = net.case
    if case.role == "encoder" and math.prod(case.shape) < 8:
        net.x = net.x * 3  # little to tell rows apart by: spread them
    for module in net.modules():
        if isinstance(module, (nn.Dropout, nn.Dropout1d)):
            module.p = 0.0
    rate = 1e-2 if case.role != "head" else 0.1
    optimiser = torch.optim.Adam(net.parameters(), lr=rate)
    loss = net.loss()
    for _ in range(300):
        optimiser.zero_grad()
        loss = net.loss()
        loss.backward()
        optimiser.step()
        if loss < 0.05:
            break
    assert loss < 0.1, f"eight rows are not learnt: loss {loss.item():.3f}"


def exports(net: Net) -> None:
    """An exported program gives the same for another number of rows."""
    batch = torch.export.Dim("batch", min=2)
    free, present = {0: batch}, net.present
    if net.role == "fusion":
        free, present = {name: {0: batch} for name in DIMS}, net.masks
    program = torch.export.export(
        Whole(net), (net.x, present), dynamic_shapes=(free, free)
    )
    three = tuple(
        (
            {name: t[:3] for name, t in part.items()}
            if net.role == "fusion"
            else part[:3]
        )
        for part in (net.x, present)
    )
    with torch.no_grad():
        wanted = Whole(net)(*three)
        same = torch.allclose(program.module()(*three), wanted, atol=1e-4)
    assert same, "the exported program gives other outputs"


CHECKS: dict[str, Callable[[Net], None]] = {
    "shape": fits,
    "gradient": learns,
    "modality": attends,
    "batch": small_and_half,
    "evaluation": steady,
    "weights": saves,
    "missing": bears_gaps,
    "overfit": overfits,
}
"""What a new block goes through, by the class of the failure; export comes last and
is tried on a net in evaluation."""
