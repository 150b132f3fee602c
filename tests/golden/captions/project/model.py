"""caption, picture -> picture.

Encoders: caption by embed_bag, picture by cnn; fusion: concat; head: contrastive.
"""

import math
from contextlib import AbstractContextManager, nullcontext

import torch
import torch.nn.functional as F
from torch import Tensor, nn


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


class ByteDropout(nn.Module):
    """nn.Dropout for large tensors, of which it would draw a float for each number: on
    a CPU more time than the layers around it take.

    Chances are multiples of 1/256. Keeps channels-last memory as it is.
    """

    def __init__(self, p: float):
        super().__init__()
        self.threshold = round(256 * p)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.threshold:
            return x
        eights = x.numel() // 8 + 1
        draws = torch.randint(-(2**63), 2**63 - 1, (eights,), device=x.device)
        kept = draws.view(torch.uint8)[: x.numel()] >= self.threshold
        if x.dim() == 4 and x.stride(1) == 1:  # channels last
            kept = kept.view(*x.permute(0, 2, 3, 1).shape).permute(0, 3, 1, 2)
        return (x * kept.view_as(x)).mul_(256 / (256 - self.threshold))


def seen_places(ids: Tensor) -> Tensor:
    """Where ids (B, T) are no padding, which is 0; a row of padding sees all of it."""
    real = ids != 0
    return real | ~real.any(dim=1, keepdim=True)


class SequenceLayer(nn.Module):
    """Pre-norm Transformer layer (Vaswani et al. 2017): (B, T, D) -> (B, T, D).

    Places where `seen` (B, T) is False are not looked at; None shows all.
    """

    def __init__(self, width: int, heads: int, dropout: float):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.expand = nn.Linear(width, 2 * width)
        self.shrink = nn.Linear(2 * width, width)
        self.dropout = ByteDropout(dropout)

    def forward(self, x: Tensor, seen: Tensor | None = None) -> Tensor:
        qkv = self.qkv(self.norm1(x)).unflatten(2, (3, self.heads, -1))
        q, k, v = qkv.permute(2, 0, 3, 1, 4)  # (B, heads, T, D / heads) each
        mask = None if seen is None else seen[:, None, None]
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = x + self.dropout(self.out(y.transpose(1, 2).flatten(2)))
        y = self.dropout(F.gelu(self.expand(self.norm2(x))))
        return x + self.shrink(y)


class BagEncoder(nn.Module):
    """Ids (B, T) to (B, dim): a deep averaging network (Iyyer et al. 2015).

    It has the maximum beside the mean. With hashed n-grams in place of ids this is
    fastText (Joulin et al. 2017), which the linear reader of `ngrams` already is.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 64,
        dropout: float = 0.3,
    ):
        super().__init__()
        _, vocabulary = shape
        self.embed = nn.Embedding(vocabulary, width, padding_idx=0)
        nn.init.normal_(self.embed.weight, std=0.3)
        self.norm = nn.LayerNorm(2 * width)
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(2 * width, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        pooled = mean_and_max(self.embed(x), seen_places(x))
        return F.relu(self.project(self.dropout(self.norm(pooled))))


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


class MLP(nn.Sequential):
    """`depth` times Linear, LayerNorm, ReLU, dropout: (B, inputs) -> (B, width)."""

    def __init__(self, inputs: int, width: int, depth: int = 1, dropout: float = 0.1):
        layers: list[nn.Module] = []
        for _ in range(depth):
            layers += [nn.Linear(inputs, width), nn.LayerNorm(width)]
            layers += [nn.ReLU(), nn.Dropout(dropout)]
            inputs = width
        super().__init__(*layers)


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


class ContrastiveHead(nn.Module):
    """Features (B, dim), the last `out_features` the candidates', to (B, 2 width).

    Radford et al., "Learning transferable visual models from natural language
    supervision" (CLIP), 2021: the temperature begins at 0.07, its inverse stays below
    100. A batch is its own set of wrong answers, so larger batches serve it.
    """

    def __init__(self, dim: int, out_features: int, *, width: int = 64):
        super().__init__()
        self.sizes = [dim - out_features, out_features]
        self.query = nn.Linear(self.sizes[0], width, bias=False)
        self.candidate = nn.Linear(self.sizes[1], width, bias=False)
        self.log_scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))

    def fit(self, targets: Tensor) -> None:
        """Nothing to learn: the pairs lie in the same row."""

    def forward(self, z: Tensor) -> Tensor:
        asked, answers = z.split(self.sizes, dim=1)
        return torch.cat([self.query(asked), self.candidate(answers)], dim=1)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean cross-entropy of the right answer among the batch's, and of the right
        question. Rows with equal numbers in targets (B,) are no wrong answers."""
        asked, answers = self.predict(outputs).chunk(2, dim=1)
        scale = self.log_scale.exp().clamp(max=100)
        near = scale * asked @ answers.T  # (B, B)
        same = targets.unsqueeze(0) == targets.unsqueeze(1)
        own = torch.arange(len(targets), device=targets.device)
        same = same & (own.unsqueeze(0) != own.unsqueeze(1))
        near = near.masked_fill(same, float("-inf"))
        return (F.cross_entropy(near, own) + F.cross_entropy(near.T, own)) / 2

    def predict(self, outputs: Tensor) -> Tensor:
        """Unit vectors (B, 2 width): the query's, then the candidate's."""
        asked, answers = outputs.float().chunk(2, dim=1)
        return torch.cat(
            [F.normalize(asked, dim=1), F.normalize(answers, dim=1)], dim=1
        )


class FusionModel(nn.Module):
    """One encoder per modality, a fusion of all that is asked with, and a head.

    `forward` takes, by modality name, the tensors (B, ...) and the masks (B,) of what
    is present; what is absent is replaced by a learnt vector. Returns the head's outputs.
    """

    def __init__(self, shapes: dict[str, tuple[int, ...]]):
        super().__init__()
        self.encoders = nn.ModuleDict(
            {
                "caption": BagEncoder(shapes["caption"]),
                "picture": ConvEncoder(shapes["picture"], width=16),
            }
        )
        dims = {name: encoder.dim for name, encoder in self.encoders.items()}
        self.absent = nn.ParameterDict(
            {name: nn.Parameter(torch.zeros(dim)) for name, dim in dims.items()}
        )
        candidate = dims.pop("picture")  # what is to be found isn't fused
        self.fusion = ConcatFusion(dims)
        self.head = ContrastiveHead(self.fusion.dim + candidate, candidate)

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
        candidate = z.pop("picture")
        asked = {name: present[name] for name in z}
        return self.head(torch.cat([self.fusion(z, asked), candidate], dim=1))

    def predict(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> torch.Tensor:
        """Unit vectors (B, 2 E): the query's, then the candidate's."""
        return self.head.predict(self(x, present))
