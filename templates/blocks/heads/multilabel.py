"""One logit per label, and where "yes" begins."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

BLOCK = {
    "name": "multilabel",
    "role": "head",
    "class": "MultilabelHead",
    "kinds": ["multilabel"],
    "summary": "independent logits; thresholds learnt for one F1 or for each label's",
    "paper": "Lipton et al. 2014",
    "search": {
        "thresholds": ["none", "global", "label"],
        "balance": [0.0, 0.5],
        "focal": [0.0, 2.0],
    },
}
GRID = 81  # thresholds tried, evenly spaced in logits from -6 to 6
SHRINK = 10.0  # positives that a label needs to be trusted half with its own threshold


class MultilabelHead(nn.Module):
    """Features (B, dim) to one logit per label (B, L).

    Positives of a label weigh (negatives / positives)^balance. With `focal` above 0, a
    cell weighs (1 - p)^focal, p the probability given to the truth (Lin et al. 2017).
    `calibrate` moves the logits so that 0.5 is the threshold of the best F1, which is
    not that of the best probability: Lipton et al., "Optimal thresholding of
    classifiers to maximize F1 measure", 2014.
    """

    def __init__(
        self,
        dim: int,
        out_features: int,
        *,
        thresholds: str = "none",
        balance: float = 0.0,
        focal: float = 0.0,
    ):
        super().__init__()
        self.linear = nn.Linear(dim, out_features)
        self.thresholds, self.balance, self.focal = thresholds, balance, focal
        self.register_buffer("pos_weight", torch.ones(out_features))
        self.register_buffer("shift", torch.zeros(out_features))

    def fit(self, targets: Tensor) -> None:
        """Start at the shares of the labels (N, L), and learn their weights."""
        share = targets.mean(0).clamp(1e-3, 1 - 1e-3)
        self.pos_weight.copy_(((1 - share) / share) ** self.balance)
        with torch.no_grad():
            self.linear.bias.copy_(share.logit())

    def calibrate(self, outputs: Tensor, targets: Tensor) -> None:
        """Learn `shift` from outputs (N, L) of rows that were not trained on.

        Rare labels stay near the threshold that is best for all labels together: theirs
        counts n / (n + SHRINK), n being their positives among these rows.
        """
        if self.thresholds == "none":
            return
        grid = torch.linspace(-6.0, 6.0, GRID, device=outputs.device)
        counts = [self.count(outputs > cut, targets) for cut in grid]
        right, said = (
            torch.stack(part) for part in zip(*counts, strict=True)
        )  # (G, L)
        true = targets.sum(0)
        together = 2 * right.sum(1) / (said.sum(1) + true.sum()).clamp(min=1)
        shift = grid[together.argmax()].expand(len(true))
        if self.thresholds == "label":
            f1 = 2 * right / (said + true).clamp(min=1)
            best = (f1 == f1.max(0).values).float()  # the middle of the best thresholds
            own = (best * grid.unsqueeze(1)).sum(0) / best.sum(0)
            shift = shift + (own - shift) * true / (true + SHRINK)
        self.shift.copy_(shift)

    @staticmethod
    def count(said: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
        """Per label (L,): how often it was said and right, and how often said."""
        return (said * targets).sum(0), said.float().sum(0)

    def forward(self, z: Tensor) -> Tensor:
        return self.linear(z)

    def loss(self, outputs: Tensor, targets: Tensor) -> Tensor:
        """Mean cross-entropy of targets (B, L), 0 or 1."""
        logits = outputs.float()
        losses = F.binary_cross_entropy_with_logits(
            logits, targets, pos_weight=self.pos_weight, reduction="none"
        )
        missed = (targets - logits.sigmoid()).abs()
        return (losses * missed**self.focal).mean()

    def predict(self, outputs: Tensor) -> Tensor:
        """Probabilities (B, L), each for itself."""
        return (outputs.float() - self.shift).sigmoid()
