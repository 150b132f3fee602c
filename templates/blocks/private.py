"""Training with differential privacy: the gradient of each row clipped, and noise."""

import math
from collections.abc import Iterator

import torch
from opacus.accountants import RDPAccountant
from opacus.accountants.utils import get_noise_multiplier
from opacus.optimizers import DPOptimizer
from torch import Tensor, nn
from torch.func import functional_call, grad_and_value, vmap


class RowLoss(nn.Module):
    """A model's loss on one row, which the other rows have no part in."""

    def __init__(self, model: nn.Module):
        super().__init__()
        self.model = model

    def forward(
        self, x: dict[str, Tensor], present: dict[str, Tensor], y: Tensor
    ) -> Tensor:
        """The loss (), of inputs, masks and target without a dimension of rows."""
        one = {name: value[None] for name, value in x.items()}
        there = {name: mask[None] for name, mask in present.items()}
        return self.model.head.loss(self.model(one, there), y[None])


class PrivateOptimizer(DPOptimizer):
    """DP-SGD (Abadi et al. 2016), with any `optimizer` of `model`'s weights.

    Each step takes every row with the same chance, clips the gradient of each to norm
    `clip`, and adds to their sum as much normal noise as lets all the steps of `epochs`
    spend `epsilon` at `delta`, by Renyi accounting (Mironov 2017). Draws and noise come
    from the system's randomness and from no seed: who knew the seed, would know them.
    """

    def __init__(
        self,
        optimizer: torch.optim.Optimizer,
        model: nn.Module,
        *,
        rows: int,
        batch_size: int,
        epochs: int,
        epsilon: float,
        clip: float,
    ):
        self.steps_per_epoch = math.ceil(rows / batch_size)
        self.delta = min(1e-5, 0.1 / rows)
        self.taken = 0
        secret = torch.Generator(device=next(model.parameters()).device)
        secret.seed()
        super().__init__(
            optimizer,
            noise_multiplier=get_noise_multiplier(
                target_epsilon=epsilon,
                target_delta=self.delta,
                sample_rate=1 / self.steps_per_epoch,
                steps=epochs * self.steps_per_epoch,
                accountant="rdp",
            ),
            max_grad_norm=clip,
            expected_batch_size=rows / self.steps_per_epoch,  # type: ignore[arg-type]
            generator=secret,
        )
        self.row_loss = RowLoss(model)
        self.names = [n for n, p in self.row_loss.named_parameters() if p.requires_grad]

    def batches(self, index: Tensor) -> Iterator[Tensor]:
        """Batches of an epoch: each row of `index` in each with the same chance."""
        place = self.generator.device
        for _ in range(self.steps_per_epoch):
            drawn = torch.rand(len(index), generator=self.generator, device=place)
            yield index[(drawn < 1 / self.steps_per_epoch).to(index.device)]

    def learn(
        self, x: dict[str, Tensor], present: dict[str, Tensor], y: Tensor
    ) -> Tensor:
        """One step on a batch, 64 rows at a time; returns the sum of their losses ().

        A batch without a row is a step of noise alone, as the accounting wants it.
        """
        total = torch.zeros((), device=y.device)
        weights = dict(self.row_loss.named_parameters())
        learnt = [weights[name] for name in self.names]
        for start in range(0, max(len(y), 1), 64):
            part = slice(start, start + 64)
            grads = [torch.zeros(0, *p.shape, device=p.device) for p in learnt]
            if len(y):
                grads, losses = self._gradients(
                    [p.detach() for p in learnt],
                    {name: value[part] for name, value in x.items()},
                    {name: mask[part] for name, mask in present.items()},
                    y[part],
                )
                total += losses.sum()
            for p, grad in zip(learnt, grads, strict=True):
                p.grad_sample = grad  # type: ignore[attr-defined]
            self.signal_skip_step(start + 64 < len(y))  # sums up until the last part
            self.step()
            self.zero_grad(set_to_none=True)
        self.taken += 1
        return total

    def _gradients(self, learnt, x, present, y) -> tuple[list[Tensor], Tensor]:
        """Of each row, the gradients (B, ...) of what is learnt, and the loss (B,)."""

        def one(values, x, present, y):
            weights = dict(zip(self.names, values, strict=True))
            return functional_call(self.row_loss, weights, (x, present, y))

        each = vmap(
            grad_and_value(one), in_dims=(None, 0, 0, 0), randomness="different"
        )
        return each(learnt, x, present, y)

    def spent(self) -> float:
        """The epsilon, at `delta`, of the steps taken so far."""
        if not self.taken:
            return 0.0
        accountant = RDPAccountant()
        accountant.history = [
            (self.noise_multiplier, 1 / self.steps_per_epoch, self.taken)
        ]
        return accountant.get_epsilon(self.delta)

    def state_dict(self) -> dict:
        """What the wrapped optimizer keeps, and the steps taken."""
        return super().state_dict() | {"taken": self.taken}

    def load_state_dict(self, state_dict: dict) -> None:
        """Go on from a `state_dict`."""
        self.taken = state_dict["taken"]
        super().load_state_dict(state_dict)
