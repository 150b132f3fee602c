"""Clouds of points by what lies where, seen from one place."""

import numpy as np
import torch
from torch import Tensor

from templates.blocks.blank import blank_absent

BLOCK = {
    "name": "strips",
    "role": "features",
    "class": "StripFeatures",
    "kinds": ["cloud"],
    "summary": "how much and what lies in strips along each axis, and nearest in each",
    "search": {"strips": [6, 4, 8]},
}
NEAR = 5  # one in so many points of a strip is near


class StripFeatures:
    """Clouds (N, P, 3 + C + 1) in one frame, such as a sensor's, to (N, F).

    Each axis along which places differ is cut into `strips` that have as many points
    each over all training rows. Of every strip: how many points lie in it, and of each
    channel and of the distance from the origin the mean, over all of its points and
    over the nearest fifth of them.
    """

    def __init__(self, shape: tuple[int, ...], *, strips: int = 6):
        self.edges, self.usual = torch.zeros(3, strips - 1), torch.zeros(1)

    def fit(self, x: Tensor, present: Tensor) -> None:
        """Learn where strips begin from up to 300 of the training rows."""
        some = x[present][:300].float()
        points = _points_and_reach(some)[some[:, :, -1] > 0]  # (M, C + 1)
        if len(points):
            marks = torch.linspace(0, 1, self.edges.shape[1] + 2)[1:-1].double()
            cut = points[:, :3].double().numpy()
            self.edges = torch.from_numpy(np.quantile(cut, marks, axis=0).T.copy())
            self.edges = self.edges.float()
            parts = [self._some(clouds) for clouds in some.split(64)]
            self.usual = torch.cat(parts).nanmean(dim=0).nan_to_num()

    def __call__(self, x: Tensor, present: Tensor) -> np.ndarray:
        """float32 (N, F), NaN where no cloud is present; of strips without a point the
        usual means."""
        found = torch.cat([self._some(clouds.float()) for clouds in x.split(64)])
        found = torch.where(found.isnan(), self.usual, found)
        return blank_absent(found.numpy(), present)

    def state(self) -> dict[str, Tensor]:
        return {"edges": self.edges, "usual": self.usual}

    def restore(self, state: dict[str, Tensor]) -> None:
        self.edges, self.usual = state["edges"], state["usual"]

    def _some(self, clouds: Tensor) -> Tensor:
        """Figures (B, F) of clouds (B, P, 3 + C + 1)."""
        points, real = _points_and_reach(clouds), clouds[:, :, -1] > 0
        points = points.gather(
            1, _nearest_first(points, real)[:, :, None].expand_as(points)
        )
        real = real.sort(dim=1, descending=True).values
        found = [real.sum(dim=1, keepdim=True).float()]
        for axis, edges in enumerate(self.edges):
            if edges[0] < edges[-1]:  # else all points are alike there
                strip = torch.bucketize(points[:, :, axis].contiguous(), edges)
                for number in range(len(edges) + 1):
                    found.append(_strip_figures(points, real & (strip == number)))
        return torch.cat(found, dim=1)


def _points_and_reach(clouds: Tensor) -> Tensor:
    """Channels of points, then their distance from the origin: (B, P, C + 1)."""
    far = clouds[:, :, :3].norm(dim=2)
    return torch.cat([clouds[:, :, :-1], far[:, :, None]], dim=2)


def _nearest_first(points: Tensor, real: Tensor) -> Tensor:
    return torch.where(real, points[:, :, -1], torch.inf).argsort(dim=1, stable=True)


def _strip_figures(points: Tensor, inside: Tensor) -> Tensor:
    """Of points (B, P, C), the nearest first, those `inside` (B, P): (B, 1 + 2 C)."""
    count = inside.sum(dim=1, keepdim=True)  # (B, 1)
    near = inside & (inside.cumsum(dim=1) <= (count // NEAR).clamp(min=1))
    means = [
        (points * some[:, :, None]).sum(dim=1) / some.sum(dim=1, keepdim=True)
        for some in (inside, near)  # no point: 0 / 0 is NaN
    ]
    return torch.cat([count.float(), *means], dim=1)
