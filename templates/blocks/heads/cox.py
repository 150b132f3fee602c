"""Who comes first, whenever that is."""

from torch import Tensor, nn

BLOCK = {
    "name": "cox",
    "role": "head",
    "class": "CoxHead",
    "kinds": ["survival"],
    "summary": "Cox partial likelihood in the batch: only the order of events counts",
    "paper": "Katzman et al. 2018",
    "search": {},
}


class CoxHead(nn.Module):
    """Features (B, dim) to a log risk (B, 1) that is proportional over time.

    Katzman et al., "DeepSurv: personalized treatment recommender system using a Cox
    proportional hazards deep neural network", 2018. Ties as Breslow has them; the rows
    at risk are those of the batch, so larger batches serve it.
    """

    def __init__(self, dim: int, out_features: int):
        super().__init__()
        self.linear = nn.Linear(dim, 1, bias=False)  # a bias would cancel

    def fit(self, targets: Tensor) -> None:
        """Nothing to learn: only the order of times counts."""

    def forward(self, z: Tensor) -> Tensor:
        return self.linear(z)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean over the events of -log of their share of the risk; targets (B, 2)."""
        time, event = targets.unbind(1)
        risk = outputs.float().squeeze(1)
        at_risk = time.unsqueeze(0) >= time.unsqueeze(1)  # (B, B): column in row's set
        everyone = risk.expand(len(risk), -1).masked_fill(~at_risk, float("-inf"))
        losses = everyone.logsumexp(dim=1) - risk
        return (losses * event).sum() / event.sum().clamp(min=1)

    def predict(self, outputs: Tensor) -> Tensor:
        """Log risk (B, 1): the higher, the earlier."""
        return outputs.float()
