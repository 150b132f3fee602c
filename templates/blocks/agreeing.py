"""Two views of the same rows that have to find each other."""

import torch
import torch.nn.functional as F
from torch import Tensor


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """Mean loss of finding b[i] for a[i] among all of b (B, D), and the other way.

    Cosines over `temperature`, softmax, cross-entropy: van den Oord et al. 2018, in
    both directions as Radford et al. 2021 have it. ln(B) is pure guessing.
    """
    a, b = F.normalize(a.float(), dim=1), F.normalize(b.float(), dim=1)
    alike = a @ b.T / temperature  # (B, B)
    own = torch.arange(len(a), device=a.device)
    return (F.cross_entropy(alike, own) + F.cross_entropy(alike.T, own)) / 2
