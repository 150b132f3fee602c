"""camera, vibration -> fault.

Encoders: camera by cnn, vibration by tcn; fusion: gated; head: binary.
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


def inside(x: Tensor) -> Tensor:
    """Which steps of series (B, T, C) are not behind its end: (B, T) bool.

    Shorter series are filled up with zeros in every channel. The first step counts
    always, so that means over a missing series stay finite.
    """
    later = (x != 0).any(dim=2).flip(1).cumsum(dim=1).flip(1)  # filled from here on
    first = torch.arange(x.shape[1], device=x.device) == 0
    return (later > 0) | first


class QueryPool(nn.Module):
    """Learnt queries, each a weighted mean of the seen places: (B, N, D) -> (B, T, D).

    The attention pooling of Lee et al. 2019 (Set Transformer) with one head.
    """

    def __init__(self, width: int, tokens: int):
        super().__init__()
        self.queries = nn.Parameter(torch.randn(tokens, width) * width**-0.5)

    def forward(self, x: Tensor, seen: Tensor | None = None) -> Tensor:
        scores = (self.queries.to(x.dtype) @ x.transpose(1, 2)).float()  # (B, T, N)
        if seen is not None:
            scores = scores.masked_fill(~seen[:, None], float("-inf"))
        return scores.softmax(dim=2).to(x.dtype) @ x


def mean_and_max(x: Tensor, known: Tensor) -> Tensor:
    """Over the known places (B, L) of x (B, L, D), one or more a row: (B, 2 D)."""
    known = known[:, :, None]
    mean = (x * known).sum(dim=1) / known.sum(dim=1)
    return torch.cat([mean, x.masked_fill(~known, float("-inf")).amax(dim=1)], dim=1)


class TemporalBlock(nn.Module):
    """Two dilated convolutions around a shortcut: (B, D, T) -> (B, D, T)."""

    def __init__(self, width: int, dilation: int, dropout: float):
        super().__init__()
        self.conv1 = nn.Conv1d(width, width, 5, padding=2 * dilation, dilation=dilation)
        self.norm1 = nn.BatchNorm1d(width)
        self.conv2 = nn.Conv1d(width, width, 5, padding=2 * dilation, dilation=dilation)
        self.norm2 = nn.BatchNorm1d(width)
        self.dropout = nn.Dropout1d(dropout)

    def forward(self, x: Tensor) -> Tensor:
        y = self.dropout(F.relu(self.norm1(self.conv1(x)), inplace=True))
        return F.relu(x + self.norm2(self.conv2(y)), inplace=True)


class TemporalConvEncoder(nn.Module):
    """Series (B, T, C) to (B, dim): the residual net of Bai et al. 2018, not causal.

    Series of 64 steps or more enter at half rate; block i sees 2**i steps apart. Mean
    and maximum are of the steps before a series ends. With `tokens`, so many spans of
    time are pooled apart: (B, tokens, dim).
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 48,
        depth: int = 3,
        dropout: float = 0.2,
        tokens: int = 0,
    ):
        super().__init__()
        steps, channels = shape
        self.stride = 1 if steps < 64 else 2
        self.stem = nn.Conv1d(channels, width, 7, self.stride, padding=3)
        self.blocks = nn.Sequential(
            *(TemporalBlock(width, 2**i, dropout) for i in range(depth))
        )
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(2 * width, dim)
        self.tokens = tokens
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        known = inside(x)[:, :: self.stride]
        x = self.blocks(self.stem(x.float().transpose(1, 2)))  # (B, D, T')
        if self.tokens:
            pooled = pool_grid(x.unsqueeze(2), (1, self.tokens))
        else:
            pooled = mean_and_max(x.transpose(1, 2), known)
        return F.relu(self.project(self.dropout(pooled)))


def masked_softmax(scores: Tensor, present: Tensor) -> Tensor:
    """Softmax over dim 1 of scores (B, M, ...), zero where present (B, M) is False.

    A row with nothing present is weighted as if all were, so that it stays finite.
    """
    present = present | ~present.any(dim=1, keepdim=True)
    mask = present.view(*present.shape, *[1] * (scores.dim() - 2))
    return scores.float().masked_fill(~mask, float("-inf")).softmax(dim=1)


class GatedFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim): the gated multimodal unit.

    h_m = tanh(W_m z_m); g = softmax over m of G [z_1; ...; z_M]; z = sum_m g_m * h_m.
    For two modalities this is the sigmoid gate of Arevalo et al. 2017.
    """

    def __init__(self, dims: dict[str, int], *, dim: int = 128, dropout: float = 0.1):
        super().__init__()
        self.names = list(dims)
        self.project = nn.ModuleList(nn.Linear(width, dim) for width in dims.values())
        self.gate = nn.Linear(sum(dims.values()), len(dims) * dim)
        self.dropout = nn.Dropout(dropout)
        self.dim = dim

    def gates(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        """Gates (B, M, dim): they sum to 1 over M and are 0 for absent modalities."""
        mask = torch.stack([present[name] for name in self.names], dim=1)
        joined = torch.cat([z[name] for name in self.names], dim=1)
        return masked_softmax(self.gate(joined).unflatten(1, (-1, self.dim)), mask)

    def weights(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        """Mean gate of each modality in each row (B, M)."""
        return self.gates(z, present).mean(dim=2)

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        hidden = [f(z[m]).tanh() for m, f in zip(self.names, self.project, strict=True)]
        fused = (self.gates(z, present) * torch.stack(hidden, dim=1)).sum(dim=1)
        return self.dropout(fused)


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
                "camera": ConvEncoder(shapes["camera"], width=16),
                "vibration": TemporalConvEncoder(shapes["vibration"]),
            }
        )
        dims = {name: encoder.dim for name, encoder in self.encoders.items()}
        self.absent = nn.ParameterDict(
            {name: nn.Parameter(torch.zeros(dim)) for name, dim in dims.items()}
        )
        self.fusion = GatedFusion(dims)
        self.head = BinaryHead(self.fusion.dim, 2)
        self.solo = nn.ModuleDict(  # heads of one modality each: they help in training
            {name: BinaryHead(dim, 2) for name, dim in dims.items()}
        )

    def encode(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> dict[str, torch.Tensor]:
        """Features (B, D) of every modality; a learnt vector where it is absent."""
        z = {}
        for name, encoder in self.encoders.items():
            there = present[name].unsqueeze(1)  # (B, 1)
            z[name] = torch.where(
                there, encoder(x[name], present[name]), self.absent[name]
            )  # (B, D)
        return z

    def forward(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> torch.Tensor:
        """Outputs of the head for a batch; see `predict` for probabilities."""
        z = self.encode(x, present)
        return self.head(self.fusion(z, present))

    def weights(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> torch.Tensor:
        """How much each modality counts in each row (B, M), in the order of encoders."""
        return self.fusion.weights(self.encode(x, present), present)

    def predict(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> torch.Tensor:
        """Probabilities (B, 2), as CLASSES."""
        return self.head.predict(self(x, present))
