"""sensors, table -> temperature, pressure.

Encoders: sensors by patch_transformer, table by ft_transformer; fusion: cross_attention; head: multitarget.
"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn


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


class PatchTransformer(nn.Module):
    """Series (B, T, C) to (B, dim), or to `tokens` vectors (B, tokens, dim).

    After PatchTST (Nie et al. 2023): pieces of `patch` steps, or of a quarter of a
    shorter series, half overlapping; learnt positions; Transformer layers. Theirs reads
    each channel by itself; here a piece holds all, since how they go together counts.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 64,
        patch: int = 8,
        depth: int = 2,
        heads: int = 4,
        dropout: float = 0.2,
        tokens: int = 0,
    ):
        super().__init__()
        steps, channels = shape
        patch = max(2, min(patch, steps // 4))
        self.stride = patch // 2
        count = -(-max(steps - patch, 0) // self.stride) + 1
        self.gap = (count - 1) * self.stride + patch - steps  # zeros put at the end
        self.patches = nn.Conv1d(channels, width, patch, self.stride)
        self.places = nn.Parameter(torch.randn(count, width) * 0.02)
        self.layers = nn.ModuleList(
            SequenceLayer(width, heads, dropout) for _ in range(depth)
        )
        self.norm = nn.LayerNorm(width)
        self.pool = QueryPool(width, tokens) if tokens else None
        self.dropout = ByteDropout(dropout)
        self.project = nn.Linear(width if tokens else 2 * width, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        known = inside(x)[:, :: self.stride][:, : len(self.places)]
        x = F.pad(x.float().transpose(1, 2), (0, self.gap))
        x = self.dropout(self.patches(x).transpose(1, 2) + self.places)  # (B, T', D)
        for layer in self.layers:
            x = layer(x)
        x = self.norm(x)
        if self.pool is not None:
            return F.relu(self.project(self.dropout(self.pool(x, known))))
        pooled = mean_and_max(x, known)
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


class FieldTransformer(nn.Module):
    """Fields (B, F) to (B, dim), or to `tokens` vectors (B, tokens, dim).

    FT-Transformer of Gorishniy et al. 2021: number j is x_j w_j + b_j, a category its
    own vector; one vector is read off a class token, several are what as many learnt
    queries look at. Theirs has ReGLU for GELU and no norm in the first layer.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 64,
        depth: int = 2,
        heads: int = 4,
        dropout: float = 0.1,
        tokens: int = 0,
    ):
        super().__init__()
        self.numbers, *sizes = shape
        bound = width**-0.5
        self.weight = None
        if self.numbers:
            self.weight = nn.Parameter(
                torch.empty(self.numbers, width).uniform_(-bound, bound)
            )
        self.bias = nn.Parameter(
            torch.empty(self.numbers + len(sizes), width).uniform_(-bound, bound)
        )
        self.codes = FieldCodes(shape, width) if sizes else None
        self.token, self.pool = None, None
        if tokens:
            self.pool = QueryPool(width, tokens)
        else:
            self.token = nn.Parameter(torch.empty(1, 1, width).uniform_(-bound, bound))
        self.layers = nn.ModuleList(
            SequenceLayer(width, heads, dropout) for _ in range(depth)
        )
        self.norm = nn.LayerNorm(width)
        self.project = nn.Linear(width, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = x.float()
        parts = []
        if self.weight is not None:
            parts.append(x[:, : self.numbers, None] * self.weight)
        if self.codes is not None:
            parts.append(self.codes(x))
        y = torch.cat(parts, dim=1) + self.bias  # (B, F, D)
        if self.token is not None:
            y = torch.cat([self.token.expand(y.shape[0], -1, -1), y], dim=1)
        for layer in self.layers:
            y = layer(y)
        y = y[:, 0] if self.pool is None else self.pool(y)
        return self.project(F.relu(self.norm(y)))


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


class MLP(nn.Sequential):
    """`depth` times Linear, LayerNorm, ReLU, dropout: (B, inputs) -> (B, width)."""

    def __init__(self, inputs: int, width: int, depth: int = 1, dropout: float = 0.1):
        layers: list[nn.Module] = []
        for _ in range(depth):
            layers += [nn.Linear(inputs, width), nn.LayerNorm(width)]
            layers += [nn.ReLU(), nn.Dropout(dropout)]
            inputs = width
        super().__init__(*layers)


class CrossAttentionFusion(nn.Module):
    """Features {m: (B, d_m) or (B, T_m, d_m)} to (B, dim): co-attention both ways.

    In each layer x_a <- x_a + attention(x_a -> x_b), then a feed-forward net, for all
    modalities at once (Lu et al. 2019); means over the tokens go through an MLP. With
    more than two modalities, a looks at the tokens of all others together: M layers,
    not M (M - 1). A modality that is alone looks at itself.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 64,
        depth: int = 1,
        heads: int = 4,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.tokens = ModalityTokens(dims, dim)
        self.layers = nn.ModuleList(
            nn.ModuleList(AttentionBlock(dim, heads, dropout) for _ in dims)
            for _ in range(depth)
        )
        self.mlp = MLP(len(dims) * dim, dim, 1, dropout)
        self.dim = dim

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        tokens, masks = self.tokens(z, present)
        for layer in self.layers:
            tokens = [
                block(
                    x, torch.cat(others(tokens, i), 1), torch.cat(others(masks, i), 1)
                )
                for i, (block, x) in enumerate(zip(layer, tokens, strict=True))
            ]
        return self.mlp(torch.cat([x.mean(dim=1) for x in tokens], dim=1))


def others(parts: list[Tensor], i: int) -> list[Tensor]:
    """All parts but the i-th; the only one, if there is no other."""
    return parts[:i] + parts[i + 1 :] or parts


CELL_LOSSES = {"mse": F.mse_loss, "mae": F.l1_loss, "huber": F.smooth_l1_loss}


class MultitargetHead(nn.Module):
    """Features (B, dim) to standardised values (B, K)."""

    def __init__(self, dim: int, out_features: int, *, loss: str = "mse"):
        super().__init__()
        self.linear = nn.Linear(dim, out_features)
        self.criterion = CELL_LOSSES[loss]
        self.register_buffer("mean", torch.zeros(out_features))
        self.register_buffer("deviation", torch.ones(out_features))

    def fit(self, targets: Tensor) -> None:
        """Learn mean and deviation of each training target (N, K), NaN left out."""
        mean = targets.nanmean(0).nan_to_num()
        deviation = (targets - mean).square().nanmean(0).nan_to_num().sqrt()
        self.mean.copy_(mean)
        self.deviation.copy_(torch.where(deviation > 0, deviation, 1.0))

    def forward(self, z: Tensor) -> Tensor:
        return self.linear(z)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean loss over the known cells of targets (B, K), in standard deviations."""
        known = ~targets.isnan()
        standard = ((targets - self.mean) / self.deviation).nan_to_num()
        losses = self.criterion(outputs.float(), standard, reduction="none")
        return (losses * known).sum() / known.sum().clamp(min=1)

    def predict(self, outputs: Tensor) -> Tensor:
        """Values (B, K) in the targets' own units."""
        return outputs.float() * self.deviation + self.mean


class FusionModel(nn.Module):
    """One encoder per modality, a fusion and a head.

    `forward` takes, by modality name, the tensors (B, ...) and the masks (B,) of what
    is present; what is absent is replaced by a learnt vector. Returns the head's outputs.
    """

    def __init__(self, shapes: dict[str, tuple[int, ...]]):
        super().__init__()
        self.encoders = nn.ModuleDict(
            {
                "sensors": PatchTransformer(shapes["sensors"], tokens=9),
                "table": FieldTransformer(shapes["table"], tokens=9),
            }
        )
        dims = {name: encoder.dim for name, encoder in self.encoders.items()}
        self.absent = nn.ParameterDict(
            {name: nn.Parameter(torch.zeros(dim)) for name, dim in dims.items()}
        )
        self.fusion = CrossAttentionFusion(dims)
        self.head = MultitargetHead(self.fusion.dim, 2)

    def forward(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> torch.Tensor:
        """Outputs of the head for a batch; see `predict` for probabilities."""
        z = {}
        for name, encoder in self.encoders.items():
            features = encoder(x[name], present[name])  # (B, D), tokens (B, T, D)
            there = present[name].view(-1, *[1] * (features.dim() - 1))
            z[name] = torch.where(there, features, self.absent[name])
        return self.head(self.fusion(z, present))

    def predict(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> torch.Tensor:
        """Predicted targets (B, 2), as TARGETS, in their own units."""
        return self.head.predict(self(x, present))
