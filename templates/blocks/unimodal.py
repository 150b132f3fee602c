"""What each modality could tell without the others."""

from torch import Tensor, nn


def unimodal_losses(
    heads: nn.ModuleDict,
    z: dict[str, Tensor],
    present: dict[str, Tensor],
    targets: Tensor,
) -> dict[str, Tensor]:
    """Loss of each modality's own head on its features z[m], (B, D) or (B, T, D).

    Rows in which a modality is absent don't count; one that is absent from the whole
    batch has no loss.
    """
    losses = {}
    for name, head in heads.items():
        there = present[name]
        if there.any():
            features = z[name] if z[name].dim() == 2 else z[name].mean(dim=1)
            outputs = head(features[there])
            losses[name] = head.loss(outputs, targets[there])
    return losses
