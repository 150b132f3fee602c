"""picture, name, table -> tags.

Encoders: picture by cnn, name by text_transformer, table by plr_mlp; fusion: bottleneck; head: multilabel.
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


class TextTransformer(nn.Module):
    """Ids (B, T) to (B, dim), or to `tokens` vectors (B, tokens, dim).

    A pre-norm Transformer (Vaswani et al. 2017; norm first as in Xiong et al. 2020)
    with learnt positions; padding is never looked at. One vector is the mean and
    maximum over the words; several are what as many learnt queries look at.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 64,
        depth: int = 2,
        heads: int = 4,
        dropout: float = 0.2,
        tokens: int = 0,
    ):
        super().__init__()
        steps, vocabulary = shape
        self.embed = nn.Embedding(vocabulary, width, padding_idx=0)
        self.places = nn.Parameter(torch.randn(steps, width) * 0.02)
        nn.init.normal_(self.embed.weight, std=0.1)
        self.layers = nn.ModuleList(
            SequenceLayer(width, heads, dropout) for _ in range(depth)
        )
        self.norm = nn.LayerNorm(width)
        self.pool = QueryPool(width, tokens) if tokens else None
        self.dropout = ByteDropout(dropout)
        self.project = nn.Linear(width if tokens else 2 * width, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        seen = seen_places(x)
        x = self.dropout(self.embed(x) + self.places)  # (B, T, D)
        for layer in self.layers:
            x = layer(x, seen)
        x = self.norm(x)
        pooled = mean_and_max(x, seen) if self.pool is None else self.pool(x, seen)
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


class AttentionBlock(nn.Module):
    """Pre-norm Transformer layer (Vaswani et al. 2017) in which x looks at y.

    x (B, T, D), y (B, S, D) -> (B, T, D): x + attention(x -> y), then + feed-forward;
    y = x makes it self-attention. One norm serves both sides, as in Tsai et al. 2019.
    Tokens of y where mask (B, S) is False aren't seen; who may see none reads zeros.
    """

    def __init__(self, width: int, heads: int, dropout: float):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.query = nn.Linear(width, width)
        self.key_value = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)
        self.expand = nn.Linear(width, 2 * width)
        self.shrink = nn.Linear(2 * width, width)
        self.dropout = ByteDropout(dropout)

    def attend(self, x: Tensor, y: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Attention (B, heads, T, S) and the values (B, heads, S, D / heads)."""
        q = self.query(self.norm1(x)).unflatten(2, (self.heads, -1)).transpose(1, 2)
        kv = self.key_value(self.norm1(y)).unflatten(2, (2, self.heads, -1))
        k, v = kv.permute(2, 0, 3, 1, 4)
        scores = (q @ k.transpose(2, 3)).float() * q.shape[-1] ** -0.5
        hidden = ~mask[:, None, None, :]
        # The lowest number, not -inf: with every token hidden, that would give NaN.
        scores = scores.masked_fill(hidden, torch.finfo(scores.dtype).min)
        return scores.softmax(dim=3).masked_fill(hidden, 0.0), v

    def forward(self, x: Tensor, y: Tensor, mask: Tensor) -> Tensor:
        attention, v = self.attend(x, y, mask)
        seen = (self.dropout(attention).to(v.dtype) @ v).transpose(1, 2).flatten(2)
        x = x + self.out(seen)
        return x + self.shrink(self.dropout(F.gelu(self.expand(self.norm2(x)))))


class ModalityTokens(nn.Module):
    """Features {m: (B, d_m) or (B, T_m, d_m)} to tokens of one width.

    A vector is one token. Each modality has a projection and a learnt embedding of its
    own; the places of a sequence are told apart by sinusoids.
    """

    def __init__(self, dims: dict[str, int], width: int):
        super().__init__()
        self.names = list(dims)
        self.project = nn.ModuleList(nn.Linear(d, width) for d in dims.values())
        self.kinds = nn.Parameter(torch.randn(len(dims), width) * 0.02)

    def forward(
        self, z: dict[str, Tensor], present: dict[str, Tensor]
    ) -> tuple[list[Tensor], list[Tensor]]:
        """By modality: tokens (B, T_m, width), and which may be looked at (B, T_m)."""
        tokens, masks = [], []
        for i, (name, project) in enumerate(zip(self.names, self.project, strict=True)):
            x = project(z[name]) + self.kinds[i]
            x = x.unsqueeze(1) if x.dim() == 2 else x + sinusoids(x)
            tokens.append(x)
            masks.append(present[name].unsqueeze(1).expand(-1, x.shape[1]))
        return tokens, masks


def sinusoids(x: Tensor) -> Tensor:
    """Positions (T, D) of x (B, T, D): Vaswani et al. 2017, sines before cosines."""
    steps, width = x.shape[1:]
    half = (width + 1) // 2
    rates = 10000.0 ** -(torch.arange(half, device=x.device) / half)
    angles = torch.arange(steps, device=x.device)[:, None] * rates
    return torch.cat([angles.sin(), angles.cos()], dim=1)[:, :width]


def modality_shares(looks: Tensor, masks: list[Tensor]) -> Tensor:
    """Attention to all tokens (B, S) as shares (B, M) of the modalities they belong to.

    They sum to 1, over the modalities present; where none is, all get the same.
    """
    parts = looks.split([mask.shape[1] for mask in masks], dim=1)
    shares = torch.stack([part.sum(dim=1) for part in parts], dim=1)
    present = torch.stack([mask[:, 0] for mask in masks], dim=1)
    shares = shares + ~present.any(dim=1, keepdim=True)
    return shares / shares.sum(dim=1, keepdim=True)


def masked_softmax(scores: Tensor, present: Tensor) -> Tensor:
    """Softmax over dim 1 of scores (B, M, ...), zero where present (B, M) is False.

    A row with nothing present is weighted as if all were, so that it stays finite.
    """
    present = present | ~present.any(dim=1, keepdim=True)
    mask = present.view(*present.shape, *[1] * (scores.dim() - 2))
    return scores.float().masked_fill(~mask, float("-inf")).softmax(dim=1)


class BottleneckFusion(nn.Module):
    """Features {m: (B, d_m) or (B, T_m, d_m)} to (B, dim): attention bottlenecks.

    Nagrani et al. 2021: in each layer [z_m; B_m] <- Transformer_m([z_m; B]), then B is
    the mean of the B_m, here of the modalities present. The paper reads off a class
    token per modality; here it is the mean of the bottleneck tokens.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 64,
        depth: int = 2,
        bottlenecks: int = 4,
        heads: int = 4,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.tokens = ModalityTokens(dims, dim)
        self.bottleneck = nn.Parameter(torch.randn(bottlenecks, dim) * 0.02)
        self.layers = nn.ModuleList(
            nn.ModuleList(AttentionBlock(dim, heads, dropout) for _ in dims)
            for _ in range(depth)
        )
        self.norm = nn.LayerNorm(dim)
        self.dim = dim

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        tokens, masks = self.tokens(z, present)
        count = self.bottleneck.shape[0]
        masks = [F.pad(mask, (0, count), value=True) for mask in masks]
        there = torch.stack([mask[:, 0] for mask in masks], dim=1)  # (B, M)
        shares = masked_softmax(torch.zeros_like(there, dtype=torch.float), there)
        shared = self.bottleneck.expand(there.shape[0], -1, -1).to(tokens[0].dtype)
        for layer in self.layers:
            seen = []
            for i, block in enumerate(layer):
                x = torch.cat([tokens[i], shared], dim=1)  # (B, T + count, dim)
                x = block(x, x, masks[i])
                tokens[i] = x[:, :-count]
                seen.append(x[:, -count:])
            stacked = torch.stack(seen, dim=1)  # (B, M, count, dim)
            shared = (shares[:, :, None, None] * stacked).sum(dim=1)
        return F.relu(self.norm(shared.mean(dim=1)))


GRID = 81  # thresholds tried, evenly spaced in logits from -6 to 6
SHRINK = 10.0  # positives that a label needs to be trusted half with its own threshold


def best_shift(outputs: Tensor, targets: Tensor, of_each: bool) -> Tensor:
    """Logits (L,) from which saying yes gives the best F1 on rows that were not trained
    on: one for all labels, or with `of_each` one of each.

    Rare labels stay near the threshold that is best for all labels together: theirs
    counts n / (n + SHRINK), n being their positives among these rows. Lipton et al.,
    "Optimal thresholding of classifiers to maximize F1 measure", 2014.
    """
    grid = torch.linspace(-6.0, 6.0, GRID, device=outputs.device)
    right = torch.stack([((outputs > cut) * targets).sum(0) for cut in grid])
    said = torch.stack([(outputs > cut).float().sum(0) for cut in grid])  # (G, L)
    true = targets.sum(0)
    together = 2 * right.sum(1) / (said.sum(1) + true.sum()).clamp(min=1)
    shift = grid[together.argmax()].repeat(len(true))
    if not of_each:
        return shift
    f1 = 2 * right / (said + true).clamp(min=1)
    best = (f1 == f1.max(0).values).float()  # the middle of the best thresholds
    own = (best * grid.unsqueeze(1)).sum(0) / best.sum(0)
    return shift + (own - shift) * true / (true + SHRINK)


class MultilabelHead(nn.Module):
    """Features (B, dim) to one logit per label (B, L).

    Positives of a label weigh (negatives / positives)^balance. With `focal` above 0, a
    cell weighs (1 - p)^focal, p the probability given to the truth (Lin et al. 2017).
    `calibrate` moves the logits so that 0.5 is the threshold of the best F1, which is
    not that of the best probability: Lipton et al., "Optimal thresholding of
    classifiers to maximize F1 measure", 2014.
    """

    def __init__(
        self,
        dim: int,
        out_features: int,
        *,
        thresholds: str = "none",
        balance: float = 0.0,
        focal: float = 0.0,
    ):
        super().__init__()
        self.linear = nn.Linear(dim, out_features)
        self.thresholds, self.balance, self.focal = thresholds, balance, focal
        self.register_buffer("pos_weight", torch.ones(out_features))
        self.register_buffer("shift", torch.zeros(out_features))

    def fit(self, targets: Tensor) -> None:
        """Start at the shares of the labels (N, L), and learn their weights."""
        share = targets.mean(0).clamp(1e-3, 1 - 1e-3)
        self.pos_weight.copy_(((1 - share) / share) ** self.balance)
        with torch.no_grad():
            self.linear.bias.copy_(share.logit())

    def calibrate(self, outputs: Tensor, targets: Tensor) -> None:
        """Learn `shift` from outputs (N, L) of rows that were not trained on."""
        if self.thresholds != "none":
            of_each = self.thresholds == "label"
            self.shift.copy_(best_shift(outputs, targets, of_each))

    def forward(self, z: Tensor) -> Tensor:
        return self.linear(z)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean cross-entropy of targets (B, L), 0 or 1."""
        logits = outputs.float()
        losses = F.binary_cross_entropy_with_logits(
            logits, targets, pos_weight=self.pos_weight, reduction="none"
        )
        missed = (targets - logits.sigmoid()).abs()
        return (losses * missed**self.focal).mean()

    def predict(self, outputs: Tensor) -> Tensor:
        """Probabilities (B, L), each for itself."""
        return (outputs.float() - self.shift).sigmoid()


class FusionModel(nn.Module):
    """One encoder per modality, a fusion and a head.

    `forward` takes, by modality name, the tensors (B, ...) and the masks (B,) of what
    is present; what is absent is replaced by a learnt vector. Returns the head's outputs.
    """

    def __init__(self, shapes: dict[str, tuple[int, ...]]):
        super().__init__()
        self.encoders = nn.ModuleDict(
            {
                "picture": ConvEncoder(shapes["picture"], width=16, tokens=9),
                "name": TextTransformer(shapes["name"], tokens=9),
                "table": PeriodicMLP(shapes["table"]),
            }
        )
        dims = {name: encoder.dim for name, encoder in self.encoders.items()}
        self.absent = nn.ParameterDict(
            {name: nn.Parameter(torch.zeros(dim)) for name, dim in dims.items()}
        )
        self.fusion = BottleneckFusion(dims)
        self.head = MultilabelHead(self.fusion.dim, 4, thresholds="label")
        self.solo = nn.ModuleDict(  # heads of one modality each: they help in training
            {
                name: MultilabelHead(dim, 4, thresholds="label")
                for name, dim in dims.items()
            }
        )

    def encode(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> dict[str, torch.Tensor]:
        """Features (B, D) of every modality; a learnt vector where it is absent."""
        z = {}
        for name, encoder in self.encoders.items():
            features = encoder(x[name], present[name])  # (B, D), tokens (B, T, D)
            there = present[name].view(-1, *[1] * (features.dim() - 1))
            z[name] = torch.where(there, features, self.absent[name])
        return z

    def forward(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> torch.Tensor:
        """Outputs of the head for a batch; see `predict` for probabilities."""
        z = self.encode(x, present)
        return self.head(self.fusion(z, present))

    def predict(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> torch.Tensor:
        """Probabilities (B, 4), as CLASSES, each for itself."""
        return self.head.predict(self(x, present))
