"""How often the order of two events is told right."""

from torch import Tensor


def c_index(predictions: Tensor, targets: Tensor) -> float:
    """Harrell's index of risks (N, 1) for times and events (N, 2); 0.5 by chance.

    Rows beyond 4000 are left out: it compares all pairs.
    """
    risk, (time, event) = predictions[:4000, 0], targets[:4000].unbind(dim=1)
    later = time.unsqueeze(1) < time.unsqueeze(0)
    later |= (time.unsqueeze(1) == time.unsqueeze(0)) & (event.unsqueeze(0) == 0)
    pairs = later & (event.unsqueeze(1) > 0)  # (N, N): the row before the column
    higher = (risk.unsqueeze(1) - risk.unsqueeze(0)).sign() / 2 + 0.5
    return ((higher * pairs).sum() / pairs.sum()).item() if pairs.any() else 0.5
