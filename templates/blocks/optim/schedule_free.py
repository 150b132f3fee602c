"""AdamW that needs no schedule, since it averages its own path."""

import torch

BLOCK = {
    "name": "schedule_free",
    "role": "optimizer",
    "class": "ScheduleFreeAdamW",
    "kinds": [],
    "summary": "AdamW with averaged iterates in place of a falling learning rate",
    "paper": "Defazio et al. 2024",
    "search": {"beta": [0.9, 0.95]},
}


class ScheduleFreeAdamW(torch.optim.Optimizer):
    """Gradients are taken at y = (1 - beta) z + beta x; x, the mean of z, is kept.

    Defazio et al. 2024: z steps as AdamW would without momentum, and x weighs z by the
    squared learning rate. The parameters are y in training: `eval()` turns them into x,
    for validation and saving, and `train()` back.
    """

    def __init__(
        self,
        params,
        *,
        lr: float = 1e-3,
        weight_decay: float = 1e-2,
        beta: float = 0.9,
    ):
        values = {"lr": lr, "weight_decay": weight_decay, "beta": beta}
        counts = {"steps": 0, "largest": 0.0, "weights": 0.0, "training": True}
        super().__init__(params, {**values, **counts})

    def eval(self) -> None:
        """Parameters become the averages x."""
        self._turn(False)

    def train(self) -> None:
        """Parameters become the points y at which gradients are taken."""
        self._turn(True)

    @torch.no_grad()
    def _turn(self, training: bool) -> None:
        for group in self.param_groups:
            if group["training"] != training:
                toward = 1 - group["beta"] if training else 1 - 1 / group["beta"]
                for p in group["params"]:
                    if "z" in self.state[p]:
                        p.lerp_(self.state[p]["z"], toward)
            group["training"] = training

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            lr, beta = group["lr"], group["beta"]
            group["steps"] += 1
            group["largest"] = max(group["largest"], lr)
            weight = group["largest"] ** 2
            group["weights"] += weight
            share = weight / max(group["weights"], 1e-30)  # of the newest z in x
            correction = 1 - 0.999 ** group["steps"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["z"], state["square"] = p.clone(), torch.zeros_like(p)
                state["square"].lerp_(p.grad.square(), 0.001)
                update = p.grad / ((state["square"] / correction).sqrt() + 1e-8)
                update += group["weight_decay"] * p
                p.lerp_(state["z"], share)
                p.add_(update, alpha=lr * (beta * (1 - share) - 1))
                state["z"].sub_(update, alpha=lr)
