"""A training that looks at no target, before the one that does."""

import math
import time

import torch
from torch import nn


def pretrain(model: nn.Module, objective: nn.Module, rows, config, seconds: float):
    """Train `model` on `rows` by `objective(model, x, present)`, a mean loss.

    Ends after `config.pretrain_epochs`, or after `seconds`. Returns the mean loss of
    each epoch that was whole.
    """
    device = next(model.parameters()).device
    objective.to(device)
    every = [*model.parameters(), *objective.parameters()]
    learning = [p for p in every if p.requires_grad]
    optimizer = torch.optim.AdamW(learning, lr=config.pretrain_lr, fused=True)
    model.train()
    losses, begin = [], time.monotonic()
    for epoch in range(config.pretrain_epochs):
        batches = torch.randperm(len(rows.ids)).split(config.pretrain_batch)
        batches = [batch for batch in batches if len(batch) > 1]  # one has no others
        total = torch.zeros((), device=device)
        for i, batch in enumerate(batches):
            elapsed = (time.monotonic() - begin) / seconds
            progress = max((epoch + i / len(batches)) / config.pretrain_epochs, elapsed)
            if progress >= 1.0:
                return losses
            for group in optimizer.param_groups:
                group["lr"] = (
                    config.pretrain_lr * (1 + math.cos(math.pi * progress)) / 2
                )
            x, present, _ = rows.take(batch, device)
            loss = objective(model, x, present)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learning, 1.0)
            optimizer.step()
            total += loss.detach()
        losses.append(total.item() / len(batches))
    return losses
