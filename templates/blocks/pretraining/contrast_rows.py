"""Rows that are recognised although places of them were swapped."""

from torch import Tensor, nn

from templates.blocks.agreeing import info_nce
from templates.blocks.corrupting import swap_places

BLOCK = {
    "name": "contrast_rows",
    "role": "pretraining",
    "class": "ContrastRows",
    "kinds": [],
    "summary": "a row and itself with swapped places find each other in a batch",
    "paper": "Bahri et al. 2022",
    "search": {"share": [0.3, 0.6], "temperature": [0.2, 0.5]},
}


class ContrastRows(nn.Module):
    """Features of a row, all modalities fused, against those of its changed self.

    SCARF (Bahri et al. 2022) for tables, SimCLR (Chen et al. 2020) with swapped squares
    for pictures; one modality is enough. What is compared is a projection, which is
    thrown away afterwards.
    """

    def __init__(
        self, model: nn.Module, *, share: float = 0.3, temperature: float = 0.2
    ):
        super().__init__()
        dim = model.fusion.dim
        self.share, self.temperature = share, temperature
        self.project = nn.Sequential(nn.Linear(dim, dim), nn.ReLU(), nn.Linear(dim, 64))

    def forward(
        self, model: nn.Module, x: dict[str, Tensor], present: dict[str, Tensor]
    ) -> Tensor:
        """Mean loss over a batch of rows."""
        changed = {name: swap_places(value, self.share) for name, value in x.items()}
        whole, other = (
            self.project(model.fusion(model.encode(one, present), present))
            for one in (x, changed)
        )
        return info_nce(whole, other, self.temperature)
