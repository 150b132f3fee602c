"""review, table -> stars.

Encoders: review by ngrams, table by plr_mlp; fusion: low_rank; head: ordinal.
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


class MLP(nn.Sequential):
    """`depth` times Linear, LayerNorm, ReLU, dropout: (B, inputs) -> (B, width)."""

    def __init__(self, inputs: int, width: int, depth: int = 1, dropout: float = 0.1):
        layers: list[nn.Module] = []
        for _ in range(depth):
            layers += [nn.Linear(inputs, width), nn.LayerNorm(width)]
            layers += [nn.ReLU(), nn.Dropout(dropout)]
            inputs = width
        super().__init__(*layers)


class NgramEncoder(nn.Module):
    """Hashed n-grams (B, buckets) to (B, dim), wide and deep (Cheng et al. 2016).

    The wide part is linear, so that nothing a linear model sees is lost; with `hidden`
    an MLP of that width gives half of the features.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        hidden: int = 0,
        dropout: float = 0.3,
    ):
        super().__init__()
        (buckets,) = shape
        # Rows have length 1: unscaled, the first layer would learn too slowly.
        self.scale = buckets**0.5 / 4
        deep = dim // 2 if hidden else 0
        self.dropout = ByteDropout(dropout)
        self.wide = nn.Linear(buckets, dim - deep)
        self.deep = None
        if hidden:
            first = MLP(buckets, hidden, dropout=dropout)
            self.deep = nn.Sequential(first, MLP(hidden, deep, dropout=0.0))
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = self.dropout(x.float() * self.scale)
        if self.deep is None:
            return self.wide(x)
        return torch.cat([self.wide(x), self.deep(x)], dim=1)


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


class LowRankFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim): norm(sum_i prod_m W_m^i [z_m; 1]).

    Low-rank multimodal fusion (Liu et al. 2018), i up to `rank`; an absent modality is
    the factor 1. The layer norm is ours, since products have no scale of their own, and
    so is the start at a bias of 1, from which many factors neither vanish nor explode.
    """

    def __init__(
        self,
        dims: dict[str, int],
        *,
        dim: int = 128,
        rank: int = 4,
        dropout: float = 0.1,
    ):
        super().__init__()
        self.names = list(dims)
        self.rank = rank
        self.factors = nn.ModuleList(nn.Linear(d, rank * dim) for d in dims.values())
        for layer in self.factors.children():
            nn.init.ones_(layer.bias)
        self.norm = nn.LayerNorm(dim)
        self.dropout = nn.Dropout(dropout)
        self.dim = dim

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        product = 1.0
        for name, layer in zip(self.names, self.factors, strict=True):
            factor = layer(z[name]).float()  # (B, rank * dim)
            product = product * factor.masked_fill(~present[name][:, None], 1.0)
        h = product.unflatten(1, (self.rank, self.dim)).sum(dim=1)
        return self.dropout(self.norm(h))


class OrdinalHead(nn.Module):
    """Features (B, dim) to logits (B, classes - 1) of P(y > k | y > k - 1).

    Shi, Cao and Raschka, "Deep neural networks for rank-consistent ordinal regression
    based on conditional probabilities" (CORN), 2021.
    """

    def __init__(self, dim: int, out_features: int):
        super().__init__()
        self.linear = nn.Linear(dim, out_features - 1)

    def fit(self, targets: Tensor) -> None:
        """Start at the shares of the training targets (N,)."""
        steps = torch.arange(self.linear.out_features, device=targets.device)
        reached = (targets.unsqueeze(1) >= steps).float().sum(0)
        above = (targets.unsqueeze(1) > steps).float().sum(0)
        share = (above / reached.clamp(min=1)).clamp(1e-2, 1 - 1e-2)
        with torch.no_grad():
            self.linear.bias.copy_(share.logit())

    def forward(self, z: Tensor) -> Tensor:
        return self.linear(z)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean cross-entropy of the steps that the classes (B,), or classes of the
        probabilities (B, classes), reached."""
        if targets.dim() == 1:
            numbers = torch.arange(outputs.shape[1] + 1, device=targets.device)
            targets = targets.unsqueeze(1) == numbers
        reached = targets.float().flip(1).cumsum(dim=1).flip(1)  # P(y >= k)
        reached, above = reached[:, :-1], reached[:, 1:]  # (B, classes - 1) each
        losses = reached * F.softplus(outputs.float()) - above * outputs.float()
        return losses.sum() / reached.sum()

    def predict(self, outputs: Tensor) -> Tensor:
        """Probabilities (B, classes): differences of P(y > k), which can only fall."""
        above = F.logsigmoid(outputs.float()).cumsum(dim=1).exp()
        above = F.pad(F.pad(above, (1, 0), value=1.0), (0, 1))  # (B, classes + 1)
        return above[:, :-1] - above[:, 1:]


class FusionModel(nn.Module):
    """One encoder per modality, a fusion and a head.

    `forward` takes, by modality name, the tensors (B, ...) and the masks (B,) of what
    is present; what is absent is replaced by a learnt vector. Returns the head's outputs.
    """

    def __init__(self, shapes: dict[str, tuple[int, ...]]):
        super().__init__()
        self.encoders = nn.ModuleDict(
            {
                "review": NgramEncoder(shapes["review"]),
                "table": PeriodicMLP(shapes["table"]),
            }
        )
        dims = {name: encoder.dim for name, encoder in self.encoders.items()}
        self.absent = nn.ParameterDict(
            {name: nn.Parameter(torch.zeros(dim)) for name, dim in dims.items()}
        )
        self.fusion = LowRankFusion(dims)
        self.head = OrdinalHead(self.fusion.dim, 5)

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

    def predict(
        self, x: dict[str, torch.Tensor], present: dict[str, torch.Tensor]
    ) -> torch.Tensor:
        """Probabilities (B, 5), as CLASSES."""
        return self.head.predict(self(x, present))
