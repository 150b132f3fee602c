"""Messages between points by their distance: a turn of the cloud changes nothing."""

import torch
from torch import Tensor, nn

from templates.blocks.layers import MLP
from templates.blocks.point_pooling import PointPool, point_mask

BLOCK = {
    "name": "distance_net",
    "role": "encoder",
    "class": "DistanceEncoder",
    "kinds": ["cloud"],
    "paper": "Schuett et al. 2017",
    "summary": "filters over pairwise distances, for molecules; blind to turns",
    "search": {
        "dim": [64, 128],
        "width": [64, 96],
        "depth": [3, 2, 4],
        "radius": [3.0, 2.0, 5.0],
        "dropout": [0.0, 0.1],
    },
}
MOST_POINTS = 64


def nearest_places(x: Tensor, most: int) -> Tensor:
    """(B, P, C) to (B, most, C): of larger clouds every k-th point, padding dropped."""
    count = point_mask(x).sum(dim=1, keepdim=True)  # points come first
    order = torch.arange(most, device=x.device).unsqueeze(0)
    index = torch.where(count > most, order * count // most, order)
    return x.gather(1, index.unsqueeze(2).expand(-1, -1, x.shape[2]))


class DistanceLayer(nn.Module):
    """A step of messages: h + MLP([h, sum_j W(d_ij) * h_j]), W linear in the basis."""

    def __init__(self, width: int, basis: int, dropout: float):
        super().__init__()
        self.send = nn.Linear(width, width)
        self.filter = nn.Parameter(torch.randn(basis, width) * basis**-0.5)
        self.update = nn.Sequential(
            MLP(2 * width, width, 1, dropout), nn.Linear(width, width)
        )
        self.norm = nn.LayerNorm(width)

    def forward(self, h: Tensor, basis: Tensor) -> Tensor:
        batch, points, width = h.shape
        sent = self.send(h)
        # sum_j basis_ijk h_jd first, then the filter: (B, P, P, D) is never built.
        heard = (basis @ sent.to(basis.dtype)).view(batch, points, -1, width)
        heard = (heard * self.filter).sum(dim=2)
        return self.norm(h + self.update(torch.cat([h, heard.to(h.dtype)], dim=2)))


class DistanceEncoder(nn.Module):
    """Clouds (B, P, C) to (B, dim), or (B, tokens, dim): the continuous filters of
    SchNet (Schuett et al. 2017), linear in the radial basis, which is cheaper.

    Sees of the places only their distances up to `radius`, in units of the spread of
    the clouds. Its cost grows with P squared: clouds above 64 points are thinned.
    """

    def __init__(
        self,
        shape: tuple[int, ...],
        *,
        dim: int = 64,
        width: int = 64,
        depth: int = 3,
        radius: float = 3.0,
        basis: int = 24,
        dropout: float = 0.0,
        tokens: int = 0,
    ):
        super().__init__()
        self.points, self.radius, self.basis = shape[0], radius, basis
        self.stem = nn.Linear(shape[1] - 3, width)
        self.layers = nn.ModuleList(
            DistanceLayer(width, basis, dropout) for _ in range(depth)
        )
        self.pool = PointPool(width, dim, tokens)
        self.dim = dim

    def forward(self, x: Tensor, present: Tensor) -> Tensor:
        x = nearest_places(x, MOST_POINTS) if self.points > MOST_POINTS else x
        mask = point_mask(x)
        h = self.stem(x[..., 3:])
        basis = self.near(x[..., :3].float(), mask).to(h.dtype)
        for layer in self.layers:
            h = layer(h, basis)
        return self.pool(h, mask)

    def near(self, place: Tensor, mask: Tensor) -> Tensor:
        """The radial basis of all pairs (B, P * K, P), zero for padding and oneself."""
        square = (place.unsqueeze(2) - place.unsqueeze(1)).square().sum(dim=3)
        distance = square.clamp_min(1e-12).sqrt()  # (B, P, P)
        centres = torch.linspace(0, self.radius, self.basis, device=place.device)
        step = self.radius / (self.basis - 1)
        bumps = torch.exp(-((distance.unsqueeze(2) - centres[:, None]) / step).square())
        reach = 0.5 * torch.cos(torch.pi * (distance / self.radius).clamp(max=1)) + 0.5
        other = 1 - torch.eye(place.shape[1], device=place.device)
        seen = reach * other * mask.unsqueeze(1)  # (B, P, P): from j to i
        return (bumps * seen.unsqueeze(2)).flatten(1, 2)
