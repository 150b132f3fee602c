"""frame, radar, table -> brake.

Encoders: frame by cnn, radar by conv1d, table by table_mlp; fusion: concat; head: binary.
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


class SweepEncoder(nn.Module):
    """Ordered bins (B, L) to (B, dim).

    A second channel gives each bin its position (CoordConv, Liu et al. 2018), and
    pooling keeps `cells` places apart: a peak's place counts as well as its shape.
    With `tokens`, so many stretches have their own cells: (B, tokens, dim).
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 32,
        cells: int = 8,
        dropout: float = 0.2,
        tokens: int = 0,
    ):
        super().__init__()
        (bins,) = shape
        self.register_buffer("position", torch.linspace(-1, 1, bins), persistent=False)
        self.convs = nn.Sequential(
            nn.Conv1d(2, width, 7, padding=3),
            nn.ReLU(),
            nn.Conv1d(width, width, 5, stride=2, padding=2),
            nn.GroupNorm(1, width),
            nn.ReLU(),
            nn.Conv1d(width, width, 5, padding=2),
            nn.ReLU(),
            nn.AdaptiveMaxPool1d(cells * max(tokens, 1)),
        )
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(width * cells, dim)
        self.tokens = tokens
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = torch.stack([x.float(), self.position.expand_as(x)], dim=1)  # (B, 2, L)
        x = self.convs(x)  # (B, D, places)
        if self.tokens:
            x = x.unflatten(2, (self.tokens, -1)).transpose(1, 2)  # (B, T, D, cells)
        x = x.flatten(2 if self.tokens else 1)
        return F.relu(self.project(self.dropout(x)))


class MLP(nn.Sequential):
    """`depth` times Linear, LayerNorm, ReLU, dropout: (B, inputs) -> (B, width)."""

    def __init__(self, inputs: int, width: int, depth: int = 1, dropout: float = 0.1):
        layers: list[nn.Module] = []
        for _ in range(depth):
            layers += [nn.Linear(inputs, width), nn.LayerNorm(width)]
            layers += [nn.ReLU(), nn.Dropout(dropout)]
            inputs = width
        super().__init__(*layers)


class PeriodicFeatures(nn.Module):
    """Learnt sines and cosines of every feature: (B, F) -> (B, F * width).

    PLR of Gorishniy et al. 2022, its linear layer shared by the features ("lite").
    """

    def __init__(self, features: int, periods: int, spread: float, width: int = 4):
        super().__init__()
        self.frequency = nn.Parameter(torch.randn(features, periods) * spread)
        self.linear = nn.Linear(2 * periods, width)

    def forward(self, x: Tensor) -> Tensor:
        angle = 2 * math.pi * self.frequency * x[:, :, None]  # (B, F, periods)
        waves = torch.cat([angle.sin(), angle.cos()], dim=2)
        return torch.relu(self.linear(waves)).flatten(1)


class TableEncoder(nn.Module):
    """Table features (B, F) to (B, dim); `periods` of 0 leaves them as they are."""

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 128,
        depth: int = 2,
        dropout: float = 0.2,
        periods: int = 0,
        spread: float = 0.3,
    ):
        super().__init__()
        (features,) = shape
        self.periodic = PeriodicFeatures(features, periods, spread) if periods else None
        inputs = features * 5 if periods else features
        self.layers = nn.Sequential(
            MLP(inputs, width, depth, dropout), MLP(width, dim, dropout=0.0)
        )
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = x.float()
        if self.periodic is not None:
            x = torch.cat([x, self.periodic(x)], dim=1)
        return self.layers(x)


class ConcatFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim) by concatenation and `hidden` MLP layers.

    With `hidden` of 0 it is the plain concatenation, and dim is the sum of the widths.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 128,
        hidden: int = 1,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.names = list(dims)
        inputs = sum(dims.values())
        self.mlp = MLP(inputs, dim, hidden, dropout)
        self.dim = dim if hidden else inputs

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        return self.mlp(torch.cat([z[name] for name in self.names], dim=1))


class BinaryHead(nn.Module):
    """Features (B, dim) to one logit (B, 1) of class 1.

    With `focal` above 0, a row weighs (1 - p)^focal, p the probability given to its
    class: Lin et al., "Focal loss for dense object detection", 2017.
    """

    def __init__(
        self,
        dim: int,
        out_features: int,
        *,
        pos_weight: float = 1.0,
        label_smoothing: float = 0.0,
        focal: float = 0.0,
    ):
        super().__init__()
        self.linear = nn.Linear(dim, 1)
        self.label_smoothing, self.focal = label_smoothing, focal
        self.register_buffer("pos_weight", torch.tensor(pos_weight), persistent=False)

    def fit(self, targets: Tensor) -> None:
        """Start at the training share of class 1; a rare one would begin at 1/2."""
        share = targets.float().mean().clamp(1e-3, 1 - 1e-3)
        with torch.no_grad():
            self.linear.bias.fill_(share.logit())

    def forward(self, z: Tensor) -> Tensor:
        return self.linear(z)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean cross-entropy of targets (B,), 0 or 1."""
        logits = outputs.float().squeeze(1)
        soft = targets.float() * (1 - self.label_smoothing) + self.label_smoothing / 2
        losses = F.binary_cross_entropy_with_logits(
            logits, soft, pos_weight=self.pos_weight, reduction="none"
        )
        missed = (targets - logits.sigmoid()).abs()
        return (losses * missed**self.focal).mean()

    def predict(self, outputs: Tensor) -> Tensor:
        """Probabilities (B, 2)."""
        positive = outputs.float().sigmoid()
        return torch.cat([1 - positive, positive], dim=1)


class FusionModel(nn.Module):
    """One encoder per modality, a fusion and a head.

    `forward` takes, by modality name, the tensors (B, ...) and the masks (B,) of what
    is present; what is absent is replaced by a learnt vector. Returns the head's outputs.
    """

    def __init__(self, shapes: dict[str, tuple[int, ...]]):
        super().__init__()
        self.encoders = nn.ModuleDict(
            {
                "frame": ConvEncoder(shapes["frame"], width=16),
                "radar": SweepEncoder(shapes["radar"]),
                "table": TableEncoder(shapes["table"]),
            }
        )
        dims = {name: encoder.dim for name, encoder in self.encoders.items()}
        self.absent = nn.ParameterDict(
            {name: nn.Parameter(torch.zeros(dim)) for name, dim in dims.items()}
        )
        self.fusion = ConcatFusion(dims)
        self.head = BinaryHead(self.fusion.dim, 2, pos_weight=1.79)

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
        """Probabilities (B, 2), as CLASSES."""
        return self.head.predict(self(x, present))
