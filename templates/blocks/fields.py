"""Fields of a table, numbers first, then codes of categories, to learnt vectors."""

import math

import torch
from torch import Tensor, nn


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
