"""Half precision for the layers that bear it, where the machine computes in it."""

from contextlib import AbstractContextManager, nullcontext

import torch


def half_precision(device: torch.device, training: bool) -> AbstractContextManager:
    """Products and convolutions under it in bfloat16, weights and sums in float32.

    Only in training, so that a model predicts alike on every machine, and only where
    the processor has instructions for it: emulated, it is slower. Kalamkar et al. 2019.
    Not for 3-d convolutions, nor strided ones of 1x1: torch 2.13 gets them wrong.
    """
    if device.type == "cuda":
        native = torch.cuda.get_device_capability(device) >= (8, 0)
    else:
        native = torch.cpu._is_avx512_bf16_supported()
    if not (training and native):
        return nullcontext()
    return torch.autocast(device.type, torch.bfloat16)
