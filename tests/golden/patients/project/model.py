"""scan, table -> months, relapsed.

Encoders: scan by cnn, table by plr_mlp; fusion: film; head: cox.
"""

import math
from contextlib import AbstractContextManager, nullcontext

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def half_precision(device: torch.device, training: bool) -> AbstractContextManager:
    """Products and convolutions under it in bfloat16, weights and sums in float32.

    Only in training, so that a model predicts alike on every machine, and only where
    the processor has instructions for it: emulated, it is slower. Kalamkar et al. 2019.
    Not for 3-d convolutions, nor strided ones of 1x1: torch 2.13 gets them wrong.
    """
    if device.type == "cuda":
        native = torch.cuda.get_device_capability(device) >= (8, 0)
    else:
        native = torch.cpu._is_avx512_bf16_supported()
    if not (training and native):
        return nullcontext()
    return torch.autocast(device.type, torch.bfloat16)


def place_grid(places: int, height: int, width: int) -> tuple[int, int]:
    """Rows and columns, `places` in all, whose cells on a map are nearest to square.

    4, 9 and 16 cut a square map into 2x2, 3x3 and 4x4; a prime number makes strips.
    """
    rows = [n for n in range(1, places + 1) if places % n == 0]
    best = min(rows, key=lambda n: abs(math.log(height * places / (n * n * width))))
    return best, places // best


def pool_grid(x: Tensor, grid: tuple[int, int]) -> Tensor:
    """Mean and maximum in each cell: (B, D, H, W) -> (B, rows * columns, 2 * D).

    Cells go row by row. A map smaller than its grid repeats its values.
    """
    mean, peak = F.adaptive_avg_pool2d(x, grid), F.adaptive_max_pool2d(x, grid)
    return torch.cat([mean, peak], dim=1).flatten(2).transpose(1, 2)


class ConvBlock(nn.Module):
    """Two 3x3 convolutions around a shortcut, to half the height and width."""

    def __init__(self, inputs: int, outputs: int):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride=2, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.shortcut = nn.Conv2d(inputs, outputs, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.norm1(self.conv1(x)), inplace=True)
        y = self.norm2(self.conv2(y))
        return F.relu(
            y + self.shortcut(F.avg_pool2d(x, 2, ceil_mode=True)), inplace=True
        )


class ConvEncoder(nn.Module):
    """Bytes (B, C, H, W) to (B, dim): a residual net (He et al. 2016).

    Pictures of 64 pixels or more enter at half size; mean and max are pooled. With
    `tokens`, they are pooled in so many places of the picture: (B, tokens, dim).
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 24,
        depth: int = 3,
        dropout: float = 0.2,
        tokens: int = 0,
    ):
        super().__init__()
        channels, height, wide = shape
        stride = 1 if height < 64 else 2
        self.stem = nn.Conv2d(channels, width, 3, stride, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(width)
        widths = [width * 2 ** min(i, 3) for i in range(depth + 1)]
        self.blocks = nn.Sequential(
            *(ConvBlock(a, b) for a, b in zip(widths[:-1], widths[1:], strict=True))
        )
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(2 * widths[-1], dim)
        self.grid = place_grid(tokens, height, wide) if tokens else None
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = x.contiguous(memory_format=torch.channels_last).float() / 127.5 - 1
        with half_precision(x.device, self.training):
            x = F.relu(self.norm(self.stem(x)), inplace=True)
            x = self.blocks(x)  # (B, D, h, w)
        x = x.float()
        if self.grid:
            pooled = pool_grid(x, self.grid)  # (B, tokens, 2 * D)
        else:
            pooled = torch.cat([x.mean(dim=(2, 3)), x.amax(dim=(2, 3))], dim=1)
        return F.relu(self.project(self.dropout(pooled)))


class FieldCodes(nn.Module):
    """A vector for each category: (B, numbers + categories) -> (B, categories, width).

    `shape` is (numbers, size_1, size_2, ...); codes beyond a size mean its last code.
    """

    def __init__(self, shape: tuple[int, ...], width: int):
        super().__init__()
        self.numbers, *sizes = shape
        sizes_ = torch.tensor(sizes, dtype=torch.int64)
        self.register_buffer("last", sizes_ - 1, persistent=False)
        self.register_buffer("start", sizes_.cumsum(0) - sizes_, persistent=False)
        self.embed = nn.Embedding(sum(sizes), width)
        nn.init.normal_(self.embed.weight, std=width**-0.5)

    def forward(self, x: Tensor) -> Tensor:
        codes = x[:, self.numbers :].long().clamp(min=0)
        return self.embed(torch.minimum(codes, self.last) + self.start)


class PeriodicNumbers(nn.Module):
    """A vector for each number: (B, numbers) -> (B, numbers, width).

    PLR of Gorishniy et al. 2022: ReLU(W_j [sin v; cos v] + b_j), v = 2 pi c_j x_j; the
    frequencies c_j start normal with deviation `spread`, on which much depends.
    """

    def __init__(self, numbers: int, periods: int, width: int, spread: float):
        super().__init__()
        self.frequency = nn.Parameter(torch.randn(numbers, periods) * spread)
        bound = (2 * periods) ** -0.5
        self.weight = nn.Parameter(
            torch.empty(numbers, 2 * periods, width).uniform_(-bound, bound)
        )
        self.bias = nn.Parameter(torch.empty(numbers, width).uniform_(-bound, bound))

    def forward(self, x: Tensor) -> Tensor:
        angle = 2 * math.pi * self.frequency * x[:, :, None]  # (B, numbers, periods)
        waves = torch.cat([angle.sin(), angle.cos()], dim=2)
        mixed = torch.einsum("bnp,npw->bnw", waves, self.weight)
        return torch.relu(mixed + self.bias)


class FieldVectors(nn.Module):
    """Fields (B, numbers + categories) to one vector (B, size) for an MLP.

    Numbers by `PeriodicNumbers`, or as they are where `periods` is 0; categories by
    `FieldCodes`.
    """

    def __init__(self, shape: tuple[int, ...], periods: int, width: int, spread: float):
        super().__init__()
        self.numbers, *sizes = shape
        self.waves = None
        if periods and self.numbers:
            self.waves = PeriodicNumbers(self.numbers, periods, width, spread)
        self.codes = FieldCodes(shape, width) if sizes else None
        self.size = self.numbers * (width if self.waves else 1) + len(sizes) * width

    def forward(self, x: Tensor) -> Tensor:
        numbers = x[:, : self.numbers]
        parts = [numbers if self.waves is None else self.waves(numbers).flatten(1)]
        if self.codes is not None:
            parts.append(self.codes(x).flatten(1))
        return torch.cat(parts, dim=1)


class MLP(nn.Sequential):
    """`depth` times Linear, LayerNorm, ReLU, dropout: (B, inputs) -> (B, width)."""

    def __init__(self, inputs: int, width: int, depth: int = 1, dropout: float = 0.1):
        layers: list[nn.Module] = []
        for _ in range(depth):
            layers += [nn.Linear(inputs, width), nn.LayerNorm(width)]
            layers += [nn.ReLU(), nn.Dropout(dropout)]
            inputs = width
        super().__init__(*layers)


class PeriodicMLP(nn.Module):
    """Fields (B, F) to (B, dim): MLP-PLR of Gorishniy et al. 2022.

    Each field becomes a vector of `embed` numbers. Theirs tunes `spread` on every data
    set, between 0.01 and 100, with categories one-hot.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 128,
        depth: int = 2,
        dropout: float = 0.2,
        periods: int = 16,
        embed: int = 12,
        spread: float = 0.1,
    ):
        super().__init__()
        self.fields = FieldVectors(shape, periods, embed, spread)
        self.layers = nn.Sequential(
            MLP(self.fields.size, width, depth, dropout), MLP(width, dim, dropout=0.0)
        )
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        return self.layers(self.fields(x.float()))


class FilmFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim): relu((1 + gamma) * norm(W z_main) + beta).

    Feature-wise linear modulation (Perez et al. 2018): gamma and beta are linear in the
    other modalities, summed over those present; they start at zero. `main` is the place
    of the modulated modality, 0 the first; beyond the last one it is the last one.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 128,
        main: int = 0,
        dropout: float = 0.1,
    ):
        super().__init__()
        names = list(dims)
        self.main = names[min(main, len(names) - 1)]
        self.others = [name for name in names if name != self.main]
        self.project = nn.Linear(dims[self.main], dim)
        self.norm = nn.LayerNorm(dim, elementwise_affine=False)
        self.modulate = nn.ModuleList(
            nn.Linear(dims[name], 2 * dim) for name in self.others
        )
        for parameter in self.modulate.parameters():
            nn.init.zeros_(parameter)
        self.dropout = nn.Dropout(dropout)
        self.dim = dim

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        x = self.norm(self.project(z[self.main]))
        y = x
        for name, layer in zip(self.others, self.modulate, strict=True):
            gamma, beta = (layer(z[name]) * present[name][:, None]).chunk(2, dim=1)
            y = y + gamma * x + beta
        return self.dropout(F.relu(y))


class CoxHead(nn.Module):
    """Features (B, dim) to a log risk (B, 1) that is proportional over time.

    Katzman et al., "DeepSurv: personalized treatment recommender system using a Cox
    proportional hazards deep neural network", 2018. Ties as Breslow has them; the rows
    at risk are those of the batch, so larger batches serve it.
    """

    def __init__(self, dim: int, out_features: int):
        super().__init__()
        self.linear = nn.Linear(dim, 1, bias=False)  # a bias would cancel

    def fit(self, targets: Tensor) -> None:
        """Nothing to learn: only the order of times counts."""

    def forward(self, z: Tensor) -> Tensor:
        return self.linear(z)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean over the events of -log of their share of the risk; targets (B, 2)."""
        time, event = targets.unbind(1)
        risk = outputs.float().squeeze(1)
        at_risk = time.unsqueeze(0) >= time.unsqueeze(1)  # (B, B): column in row's set
        everyone = risk.expand(len(risk), -1).masked_fill(~at_risk, float("-inf"))
        losses = everyone.logsumexp(dim=1) - risk
        return (losses * event).sum() / event.sum().clamp(min=1)

    def predict(self, outputs: Tensor) -> Tensor:
        """Log risk (B, 1): the higher, the earlier."""
        return outputs.float()


class FusionModel(nn.Module):
    """One encoder per modality, a fusion and a head.

    `forward` takes, by modality name, the tensors (B, ...) and the masks (B,) of what
    is present; what is absent is replaced by a learnt vector. Returns the head's outputs.
    """

    def __init__(self, shapes: dict[str, tuple[int, ...]]):
        super().__init__()
        self.encoders = nn.ModuleDict(
            {
                "scan": ConvEncoder(shapes["scan"], width=16),
                "table": PeriodicMLP(shapes["table"]),
            }
        )
        dims = {name: encoder.dim for name, encoder in self.encoders.items()}
        self.absent = nn.ParameterDict(
            {name: nn.Parameter(torch.zeros(dim)) for name, dim in dims.items()}
        )
        self.fusion = FilmFusion(dims)
        self.head = CoxHead(self.fusion.dim, 1)

    def forward(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> torch.Tensor:
        """Outputs of the head for a batch; see `predict` for probabilities."""
        z = {}
        for name, encoder in self.encoders.items():
            there = present[name].unsqueeze(1)  # (B, 1)
            z[name] = torch.where(
                there, encoder(x[name], present[name]), self.absent[name]
            )  # (B, D)
        return self.head(self.fusion(z, present))

    def predict(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> torch.Tensor:
        """Risk (B, 1): the higher, the earlier the event."""
        return self.head.predict(self(x, present))
