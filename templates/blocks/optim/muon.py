"""Steps of equal strength in every direction of a matrix."""

import torch
from torch import Tensor, nn

BLOCK = {
    "name": "muon",
    "role": "optimizer",
    "class": "Muon",
    "kinds": [],
    "summary": "matrices by orthogonalised momentum, everything else by AdamW",
    "paper": "Jordan et al. 2024",
    "search": {"momentum": [0.95, 0.9]},
}


def orthogonalize(matrix: Tensor) -> Tensor:
    """The nearest matrix (R, C) with all singular values about 1, between 0.7 and 1.2.

    Five quintic Newton-Schulz steps with the coefficients of Jordan et al. 2024.
    """
    x = matrix.float().T if matrix.shape[0] > matrix.shape[1] else matrix.float()
    x = x / x.norm().clamp(min=1e-7)
    for _ in range(5):
        gram = x @ x.T
        x = 3.4445 * x + (-4.7750 * gram + 2.0315 * gram @ gram) @ x
    return x.T if matrix.shape[0] > matrix.shape[1] else x


def split_matrices(model: nn.Module, groups: list[dict]) -> list[dict]:
    """`groups` of parameters, each in two: its vectors and its hidden matrices.

    As in the paper, embeddings and the weights of the heads are no matrices.
    """
    tables = (nn.Embedding, nn.EmbeddingBag)
    outer = [m for m in model.modules() if isinstance(m, tables)]
    outer += [m for name, m in model.named_children() if name in ("head", "solo")]
    others = {id(p) for module in outer for p in module.parameters()}
    split = []
    for group in groups:
        halves = {False: [], True: []}
        for p in group["params"]:
            wide = p.dim() > 1 and 1 < p.shape[0] < p.numel()
            halves[wide and id(p) not in others].append(p)
        for flag, params in halves.items():
            split.append({**group, "params": params, "matrices": flag})
    return split


class Muon(torch.optim.Optimizer):
    """Momentum, orthogonalised, for groups with "matrices": True; AdamW for the others.

    Jordan et al. 2024 with Nesterov momentum; kernels of convolutions count as matrices
    (out, rest). An update has about the root mean square of one of AdamW (Liu et al.
    2025), so that both use one learning rate.
    """

    def __init__(
        self,
        params,
        *,
        lr: float = 1e-3,
        weight_decay: float = 1e-2,
        momentum: float = 0.95,
    ):
        values = {"lr": lr, "weight_decay": weight_decay, "momentum": momentum}
        super().__init__(params, {**values, "matrices": False})

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            find = self._of_matrix if group["matrices"] else self._of_adam
            for p in group["params"]:
                if p.grad is not None:
                    update = find(p, group)
                    p.mul_(1 - group["lr"] * group["weight_decay"])
                    p.sub_(update, alpha=group["lr"])

    def _of_matrix(self, p: Tensor, group: dict) -> Tensor:
        state = self.state[p]
        if not state:
            state["mean"] = torch.zeros_like(p)
        state["mean"].lerp_(p.grad, 1 - group["momentum"])
        ahead = p.grad.lerp(state["mean"], group["momentum"]).flatten(1)
        size = 0.2 * max(ahead.shape) ** 0.5
        return size * orthogonalize(ahead).view_as(p)

    def _of_adam(self, p: Tensor, group: dict) -> Tensor:
        state = self.state[p]
        if not state:
            state["steps"] = 0
            state["mean"], state["square"] = torch.zeros_like(p), torch.zeros_like(p)
        state["steps"] += 1
        state["mean"].lerp_(p.grad, 0.1)
        state["square"].lerp_(p.grad.square(), 0.001)
        mean = state["mean"] / (1 - 0.9 ** state["steps"])
        square = state["square"] / (1 - 0.999 ** state["steps"])
        return mean / (square.sqrt() + 1e-8)
