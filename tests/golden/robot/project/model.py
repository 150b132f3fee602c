"""sound, cloud, motion, position, table -> surface.

Encoders: sound by audio_cnn, cloud by pointnet, motion by random_conv, position by fourier_position, table by plr_mlp; fusion: product_of_experts; head: multiclass.
"""

import math
from contextlib import AbstractContextManager, nullcontext

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class SqueezeExcite(nn.Module):
    """Channels weighted by what the whole map shows (Hu et al. 2018): (B, D, h, w)."""

    def __init__(self, width: int, reduction: int = 4):
        super().__init__()
        self.squeeze = nn.Linear(width, width // reduction)
        self.excite = nn.Linear(width // reduction, width)

    def forward(self, x: Tensor) -> Tensor:
        gate = self.excite(F.relu(self.squeeze(x.mean(dim=(2, 3))))).sigmoid()
        return x * gate[:, :, None, None]


class ResidualConv(nn.Module):
    """Two 3x3 convolutions and squeeze-excite around a shortcut (He et al. 2016).

    In training a row skips the convolutions with chance `drop` (Huang et al. 2016),
    and what the others add is scaled up instead of scaling it down in evaluation.
    """

    def __init__(self, inputs: int, outputs: int, stride: int = 1, drop: float = 0.0):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.gate = SqueezeExcite(outputs)
        self.shortcut = nn.Identity()
        if stride > 1 or inputs != outputs:
            self.shortcut = nn.Sequential(
                nn.AvgPool2d(stride, ceil_mode=True),
                nn.Conv2d(inputs, outputs, 1, bias=False),
                nn.BatchNorm2d(outputs),
            )
        self.drop = drop

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.norm1(self.conv1(x)), inplace=True)
        y = self.gate(self.norm2(self.conv2(y)))
        if self.training and self.drop:
            kept = torch.rand(len(y), 1, 1, 1, device=y.device) >= self.drop
            y = y * kept / (1 - self.drop)
        return F.relu(self.shortcut(x) + y)


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


def sounding(x: Tensor, steps: int) -> Tensor:
    """Which of `steps` equal parts of spectrograms (B, C, mels, frames) hold sound.

    (B, steps) bool: frames that are 0 in every band lie past the end of the sound.
    Where all are, the parts count as if they held sound, so that means stay finite.
    """
    frames = (x != 0).flatten(1, 2).any(dim=1)  # (B, frames)
    frames = frames | ~frames.any(dim=1, keepdim=True)
    return F.adaptive_max_pool1d(frames.float(), steps) > 0


class SoundConvEncoder(nn.Module):
    """Log-mel spectrograms (B, C, mels, frames) to (B, dim), or (B, tokens, dim).

    Small and residual where the PANNs of Kong et al. 2020 are plain and large. Like
    theirs, time is pooled by mean plus max, but only frames inside the sound count.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 16,
        depth: int = 3,
        dropout: float = 0.2,
        tokens: int = 0,
    ):
        super().__init__()
        channels, mels, _ = shape
        self.stem = nn.Conv2d(channels, width, 3, 2, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(width)
        widths = [width * 2 ** min(i, 3) for i in range(depth + 1)]
        self.blocks = nn.Sequential(
            *(ResidualConv(widths[i], widths[i + 1], 2) for i in range(depth))
        )
        for _ in range(depth + 1):
            mels = (mels + 1) // 2
        features = mels * widths[-1]
        self.pool = QueryPool(features, tokens) if tokens else None
        self.dropout = nn.Dropout(dropout)
        self.project = nn.Linear(features if tokens else 2 * features, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        y = x.contiguous(memory_format=torch.channels_last).float()
        with half_precision(x.device, self.training):
            y = F.relu(self.norm(self.stem(y)), inplace=True)
            y = self.blocks(y)  # (B, D, bands, T)
        y = y.float().flatten(1, 2).transpose(1, 2)  # (B, T, D * bands)
        known = sounding(x, y.shape[1])
        y = self.pool(y, known) if self.pool else mean_and_max(y, known)
        return F.relu(self.project(self.dropout(y)))


class MLP(nn.Sequential):
    """`depth` times Linear, LayerNorm, ReLU, dropout: (B, inputs) -> (B, width)."""

    def __init__(self, inputs: int, width: int, depth: int = 1, dropout: float = 0.1):
        layers: list[nn.Module] = []
        for _ in range(depth):
            layers += [nn.Linear(inputs, width), nn.LayerNorm(width)]
            layers += [nn.ReLU(), nn.Dropout(dropout)]
            inputs = width
        super().__init__(*layers)


def point_mask(x: Tensor) -> Tensor:
    """(B, P) of clouds (B, P, C): True for points. An empty row counts as full, so that
    it stays finite; what it gives is replaced by the model."""
    there = x[..., -1] > 0
    return there | ~there.any(dim=1, keepdim=True)


class PointPool(nn.Module):
    """Points (B, P, D) and mask (B, P) to (B, dim), or with T tokens to (B, T, dim).

    One vector is made of the mean, the maximum and the share of places taken; tokens by
    attention from learnt queries (Lee et al. 2019).
    """

    def __init__(self, width: int, dim: int, tokens: int):
        super().__init__()
        self.queries = QueryPool(width, tokens) if tokens else None
        self.project = nn.Linear(width if tokens else 2 * width + 1, dim)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        if self.queries is not None:
            return self.project(self.queries(x, mask))
        there = mask.unsqueeze(2)  # (B, P, 1)
        share = there.float().mean(dim=1)  # (B, 1)
        mean = (x * there).mean(dim=1) / share
        most = x.masked_fill(~there, -torch.inf).amax(dim=1)
        return self.project(
            torch.cat([mean.to(most.dtype), most, share.to(most.dtype)], dim=1)
        )


class PointNetEncoder(nn.Module):
    """Clouds (B, P, C) to (B, dim), or (B, tokens, dim): PointNet (Qi et al. 2017).

    Without its transformer nets, and with LayerNorm: the statistics of a batch would
    count the padding.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 96,
        depth: int = 3,
        dropout: float = 0.1,
        tokens: int = 0,
    ):
        super().__init__()
        self.points = MLP(shape[1], width, depth, dropout)
        self.pool = PointPool(width, dim, tokens)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        return self.pool(self.points(x), point_mask(x))


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


class RandomConvEncoder(nn.Module):
    """Series (B, T, C) to (B, dim): ROCKET (Dempster et al. 2020) in small.

    Kernels of 9 steps over up to three random channels, weights normal and centred,
    biases uniform in -1 to 1, dilations powers of two up to the length; each gives its
    share of positive values and its maximum. Theirs draws lengths and paddings, too,
    has 10 000 kernels, and reads them by ridge regression. Features are standardised
    by running statistics, which a batch of one row can't upset.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        kernels: int = 512,
        dropout: float = 0.3,
    ):
        super().__init__()
        steps, channels = shape
        scales = max(1, int(math.log2(max(1, (steps - 1) / 8))) + 1)
        self.dilations = [2**i for i in range(scales)]
        each = math.ceil(kernels / scales)
        weight = torch.randn(scales * each, channels, 9)
        weight = weight - weight.mean(dim=2, keepdim=True)
        order = torch.rand(scales * each, channels).argsort(dim=1).argsort(dim=1)
        used = order < torch.randint(1, min(channels, 3) + 1, (scales * each, 1))
        self.register_buffer("weight", weight * used[:, :, None])
        self.register_buffer("bias", torch.rand(scales * each) * 2 - 1)
        self.register_buffer("mean", torch.zeros(2 * scales * each))
        self.register_buffer("square", torch.ones(2 * scales * each))
        self.register_buffer("rows", torch.zeros(()))
        self.dropout = ByteDropout(dropout)
        self.project = nn.Linear(2 * scales * each, dim)
        self.dim = dim

    @torch.no_grad()
    def features(self, x: Tensor, known: Tensor) -> Tensor:
        """Shares of positive values and maxima (B, 2 kernels) of series (B, C, T), over
        the `known` steps (B, T)."""
        shares, maxima, known = [], [], known[:, None]
        weights = self.weight.chunk(len(self.dilations))
        biases = self.bias.chunk(len(self.dilations))
        for n, weight, bias in zip(self.dilations, weights, biases, strict=True):
            y = F.conv1d(x, weight, bias, padding=4 * n, dilation=n)
            shares.append(((y > 0) & known).float().sum(dim=2) / known.sum(dim=2))
            maxima.append(y.float().masked_fill(~known, float("-inf")).amax(dim=2))
        return torch.cat(shares + maxima, dim=1)

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = self.features(x.float().transpose(1, 2), inside(x))
        if self.training:
            self.rows += x.shape[0]
            share = x.shape[0] / self.rows.clamp(max=1000 + x.shape[0])
            self.mean.lerp_(x.mean(dim=0), share)
            self.square.lerp_(x.square().mean(dim=0), share)
        deviation = (self.square - self.mean.square()).clamp(min=1e-6).sqrt()
        x = ((x - self.mean) / deviation).clamp(-10, 10)
        return self.project(self.dropout(x))


class FourierPositionEncoder(nn.Module):
    """Positions (B, 5) to (B, dim): the multi-scale encoding of Space2Vec (Mai et al.
    2020) along three directions 120 degrees apart.

    Wavelengths run in a geometric row from 8 to `finest` deviations of the training
    places; x, y, z on the sphere go along as they are.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 32,
        scales: int = 6,
        finest: float = 0.1,
        width: int = 64,
        dropout: float = 0.1,
    ):
        super().__init__()
        angles = 2 * torch.pi / 3 * torch.arange(3)
        directions = torch.stack([angles.cos(), angles.sin()])  # (2, 3)
        steps = torch.linspace(0, 1, scales)
        frequencies = 2 * torch.pi / (8 * (finest / 8) ** steps)  # (S,)
        waves = (directions[:, :, None] * frequencies).flatten(1)  # (2, 3 S)
        self.register_buffer("waves", waves, persistent=False)
        self.layers = MLP(shape[0] + 6 * scales, width, 2, dropout)
        self.project = nn.Linear(width, dim)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        phase = (x[:, 3:5, None] * self.waves).sum(dim=1)  # (B, 3 S), never in bfloat16
        x = torch.cat([x, phase.sin(), phase.cos()], dim=1)
        return self.project(self.layers(x))


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


def masked_softmax(scores: Tensor, present: Tensor) -> Tensor:
    """Softmax over dim 1 of scores (B, M, ...), zero where present (B, M) is False.

    A row with nothing present is weighted as if all were, so that it stays finite.
    """
    present = present | ~present.any(dim=1, keepdim=True)
    mask = present.view(*present.shape, *[1] * (scores.dim() - 2))
    return scores.float().masked_fill(~mask, float("-inf")).softmax(dim=1)


class GaussianProductFusion(nn.Module):
    """Features {m: (B, d_m)} to (B, dim): the mean of a product of Gaussian experts.

    As in the MVAE (Wu & Goodman 2018): mu_m and T_m = exp(-logvar_m) are linear in z_m,
    the prior has mean 0 and precision 1, and mu = sum_m T_m mu_m / (1 + sum_m T_m) over
    the modalities present. The mean stands for a sample, and there is no KL term. A row
    with nothing present is the prior: zero.
    """

    def __init__(self, dims: dict[str, int], *, dim: int = 128, dropout: float = 0.1):
        super().__init__()
        self.names = list(dims)
        self.experts = nn.ModuleList(nn.Linear(d, 2 * dim) for d in dims.values())
        self.dropout = nn.Dropout(dropout)
        self.dim = dim

    def opinions(
        self, z: dict[str, Tensor], present: dict[str, Tensor]
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Means and log precisions (B, M, dim), and who is present (B, M)."""
        both = [f(z[m]) for m, f in zip(self.names, self.experts, strict=True)]
        mu, logvar = torch.stack(both, dim=1).float().chunk(2, dim=2)
        return mu, -logvar, torch.stack([present[m] for m in self.names], dim=1)

    def weights(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        """Mean share of each modality in the precision, without the prior's (B, M)."""
        _, precisions, mask = self.opinions(z, present)
        return masked_softmax(precisions, mask).mean(dim=2)

    def forward(self, z: dict[str, Tensor], present: dict[str, Tensor]) -> Tensor:
        mu, precisions, mask = self.opinions(z, present)
        # T_m / sum T is a softmax of log T, which can't overflow; the prior's log is 0.
        precisions = F.pad(precisions, (0, 0, 1, 0))
        shares = masked_softmax(precisions, F.pad(mask, (1, 0), value=True))
        return self.dropout((shares[:, 1:] * mu).sum(dim=1))


class MulticlassHead(nn.Module):
    """Features (B, dim) to logits (B, classes).

    A class weighs its inverse frequency to the power `balance`: 0 is plain, 1 balanced.
    With `focal` above 0, a row weighs (1 - p)^focal, p the probability given to its
    class: Lin et al., "Focal loss for dense object detection", 2017.
    """

    def __init__(
        self,
        dim: int,
        out_features: int,
        *,
        balance: float = 0.0,
        label_smoothing: float = 0.0,
        focal: float = 0.0,
    ):
        super().__init__()
        self.linear = nn.Linear(dim, out_features)
        self.balance, self.label_smoothing = balance, label_smoothing
        self.focal = focal
        self.register_buffer("weight", torch.ones(out_features))

    def fit(self, targets: Tensor) -> None:
        """Learn the class weights from the training targets (N,)."""
        counts = torch.bincount(targets, minlength=len(self.weight)).clamp(min=1)
        weight = (counts.sum() / counts) ** self.balance
        # Scaled so that the mean weight over the training rows is 1.
        self.weight.copy_(weight * counts.sum() / (weight * counts).sum())

    def forward(self, z: Tensor) -> Tensor:
        return self.linear(z)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean cross-entropy of class indices (B,) or probabilities (B, classes)."""
        losses = F.cross_entropy(
            outputs.float(),
            targets,
            weight=self.weight,
            label_smoothing=self.label_smoothing,
            reduction="none",
        )
        given = outputs.float().softmax(dim=1)
        if targets.dim() == 1:
            given = given.gather(1, targets.unsqueeze(1)).squeeze(1)
        else:
            given = (given * targets).sum(dim=1)
        return (losses * (1 - given) ** self.focal).mean()

    def predict(self, outputs: Tensor) -> Tensor:
        """Probabilities (B, classes)."""
        return outputs.float().softmax(dim=1)


class FusionModel(nn.Module):
    """One encoder per modality, a fusion and a head.

    `forward` takes, by modality name, the tensors (B, ...) and the masks (B,) of what
    is present; what is absent is replaced by a learnt vector. Returns the head's outputs.
    """

    def __init__(self, shapes: dict[str, tuple[int, ...]]):
        super().__init__()
        self.encoders = nn.ModuleDict(
            {
                "sound": SoundConvEncoder(shapes["sound"]),
                "cloud": PointNetEncoder(shapes["cloud"]),
                "motion": RandomConvEncoder(shapes["motion"]),
                "position": FourierPositionEncoder(shapes["position"]),
                "table": PeriodicMLP(shapes["table"]),
            }
        )
        dims = {name: encoder.dim for name, encoder in self.encoders.items()}
        self.absent = nn.ParameterDict(
            {name: nn.Parameter(torch.zeros(dim)) for name, dim in dims.items()}
        )
        self.fusion = GaussianProductFusion(dims)
        self.head = MulticlassHead(self.fusion.dim, 3)

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
        """Probabilities (B, 3), as CLASSES."""
        return self.head.predict(self(x, present))
