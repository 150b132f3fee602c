"""The modality that learns fastest is held back."""

import torch
from torch import Tensor, nn

BLOCK = {
    "name": "ogm_ge",
    "role": "balance",
    "class": "GradientModulation",
    "kinds": [],
    "summary": "gradients of the more confident modality's encoder are damped (OGM-GE)",
    "paper": "Peng et al. 2022",
    "search": {"alpha": [0.5, 0.1, 0.8]},
}


class GradientModulation:
    """On-the-fly gradient modulation, generalisation enhanced (Peng et al. 2022).

    rho_m is the confidence of a modality over the mean of the others'; its encoder's
    gradients are multiplied by k_m = 1 - tanh(alpha * rho_m) where rho_m > 1, and noise
    of their own deviation is added to all. The paper has two modalities and takes the
    probability of the right class from parts of the fused head; here confidence is
    exp(-loss) of the modality's own head, for any number of modalities and any task.
    """

    def __init__(self, *, alpha: float = 0.5):
        self.alpha = alpha

    def coefficients(self, losses: dict[str, Tensor]) -> dict[str, Tensor]:
        """k_m of the modalities that have a loss."""
        sure = {name: (-loss.detach()).exp() for name, loss in losses.items()}
        factors = {}
        for name, score in sure.items():
            others = [value for other, value in sure.items() if other != name]
            if others:
                ratio = score / torch.stack(others).mean().clamp(min=1e-8)
                damped = 1 - torch.tanh(self.alpha * ratio)
                factors[name] = torch.where(ratio > 1, damped, torch.ones_like(ratio))
        return factors

    @torch.no_grad()
    def __call__(self, encoders: nn.ModuleDict, losses: dict[str, Tensor]) -> None:
        """Change the gradients of the encoders in place."""
        for name, factor in self.coefficients(losses).items():
            for p in encoders[name].parameters():
                if p.grad is not None:
                    noise = torch.randn_like(p.grad) * p.grad.std(correction=0)
                    p.grad.mul_(factor).add_(noise)
