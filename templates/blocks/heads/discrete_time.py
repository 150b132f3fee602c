"""The chance of the event in each stretch of time."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "discrete_time",
    "role": "head",
    "class": "DiscreteTimeHead",
    "kinds": ["survival"],
    "summary": "a hazard per stretch of time; risks may change their order over time",
    "paper": "Gensheimer and Narasimhan 2019",
    "search": {"bins": [10, 20]},
}


class DiscreteTimeHead(nn.Module):
    """Features (B, dim) to logits (B, bins) of the hazard in each stretch of time.

    Gensheimer and Narasimhan, "A scalable discrete-time survival model for neural
    networks" (nnet-survival), 2019. The stretches end at quantiles of the event times;
    a censored row counts for those that it survived whole.
    """

    def __init__(self, dim: int, out_features: int, *, bins: int = 10):
        super().__init__()
        self.linear = nn.Linear(dim, bins)
        self.register_buffer("ends", torch.zeros(bins - 1))

    def fit(self, targets: Tensor) -> None:
        """Learn the stretches and start at their hazards; targets (N, 2)."""
        times = targets[targets[:, 1] > 0, 0]
        if len(times):
            count = len(self.ends) + 1
            shares = torch.arange(1, count, device=times.device) / count
            self.ends.copy_(times.quantile(shares))
        died, survived = self.passed(targets)
        hazard = died.sum(0) / (died + survived).sum(0).clamp(min=1)
        with torch.no_grad():
            self.linear.bias.copy_(hazard.clamp(1e-3, 1 - 1e-3).logit())

    def passed(self, targets: Tensor) -> tuple[Tensor, Tensor]:
        """(B, bins) each: the stretch of the event, and those survived whole."""
        time, event = targets[:, :1].contiguous(), targets[:, 1:]
        place = torch.bucketize(time, self.ends)  # (B, 1)
        stretch = torch.arange(len(self.ends) + 1, device=targets.device)
        return (stretch == place) * event, (stretch < place).to(event.dtype)

    def forward(self, z: Tensor) -> Tensor:
        return self.linear(z)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean -log likelihood of targets (B, 2): time, and 1 if the event happened."""
        died, survived = self.passed(targets)
        logits = outputs.float()
        losses = F.softplus(-logits) * died + F.softplus(logits) * survived
        return losses.sum(dim=1).mean()

    def predict(self, outputs: Tensor) -> Tensor:
        """Risk (B, 1): less the number of stretches that a row will live to see."""
        survival = F.logsigmoid(-outputs.float()).cumsum(dim=1).exp()
        return -survival.sum(dim=1, keepdim=True)
