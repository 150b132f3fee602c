"""Low-rank adapters by peft: Hu et al., "LoRA", 2021."""

from torch import nn


def with_adapters(net: nn.Module, rank: int) -> nn.Module:
    """`net` with adapters at its linear layers and its convolutions of one pixel, which
    alone learn."""
    from peft import LoraConfig, inject_adapter_in_model  # slow to import

    places = [
        name
        for name, module in net.named_modules()
        if isinstance(module, nn.Linear)
        or (
            isinstance(module, nn.Conv2d)
            and module.kernel_size == (1, 1)
            and module.groups == 1
        )
    ]
    for p in net.parameters():
        p.requires_grad_(False)
    config = LoraConfig(r=rank, lora_alpha=2 * rank, target_modules=places)
    return inject_adapter_in_model(config, net)
