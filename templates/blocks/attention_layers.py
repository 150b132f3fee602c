"""Tokens of several modalities, and the Transformer layer in which they meet."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from templates.blocks.byte_dropout import ByteDropout


class AttentionBlock(nn.Module):
    """Pre-norm Transformer layer (Vaswani et al. 2017) in which x looks at y.

    x (B, T, D), y (B, S, D) -> (B, T, D): x + attention(x -> y), then + feed-forward;
    y = x makes it self-attention. One norm serves both sides, as in Tsai et al. 2019.
    Tokens of y where mask (B, S) is False aren't seen; who may see none reads zeros.
    """

    def __init__(self, width: int, heads: int, dropout: float):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.query = nn.Linear(width, width)
        self.key_value = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)
        self.expand = nn.Linear(width, 2 * width)
        self.shrink = nn.Linear(2 * width, width)
        self.dropout = ByteDropout(dropout)

    def attend(self, x: Tensor, y: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Attention (B, heads, T, S) and the values (B, heads, S, D / heads)."""
        q = self.query(self.norm1(x)).unflatten(2, (self.heads, -1)).transpose(1, 2)
        kv = self.key_value(self.norm1(y)).unflatten(2, (2, self.heads, -1))
        k, v = kv.permute(2, 0, 3, 1, 4)
        scores = (q @ k.transpose(2, 3)).float() * q.shape[-1] ** -0.5
        hidden = ~mask[:, None, None, :]
        # The lowest number, not -inf: with every token hidden, that would give NaN.
        scores = scores.masked_fill(hidden, torch.finfo(scores.dtype).min)
        return scores.softmax(dim=3).masked_fill(hidden, 0.0), v

    def forward(self, x: Tensor, y: Tensor, mask: Tensor) -> Tensor:
        attention, v = self.attend(x, y, mask)
        seen = (self.dropout(attention).to(v.dtype) @ v).transpose(1, 2).flatten(2)
        x = x + self.out(seen)
        return x + self.shrink(self.dropout(F.gelu(self.expand(self.norm2(x)))))


class ModalityTokens(nn.Module):
    """Features {m: (B, d_m) or (B, T_m, d_m)} to tokens of one width.

    A vector is one token. Each modality has a projection and a learnt embedding of its
    own; the places of a sequence are told apart by sinusoids.
    """

    def __init__(self, dims: dict[str, int], width: int):
        super().__init__()
        self.names = list(dims)
        self.project = nn.ModuleList(nn.Linear(d, width) for d in dims.values())
        self.kinds = nn.Parameter(torch.randn(len(dims), width) * 0.02)

    def forward(
        self, z: dict[str, Tensor], present: dict[str, Tensor]
    ) -> tuple[list[Tensor], list[Tensor]]:
        """By modality: tokens (B, T_m, width), and which may be looked at (B, T_m)."""
        tokens, masks = [], []
        for i, (name, project) in enumerate(zip(self.names, self.project, strict=True)):
            x = project(z[name]) + self.kinds[i]
            x = x.unsqueeze(1) if x.dim() == 2 else x + sinusoids(x)
            tokens.append(x)
            masks.append(present[name].unsqueeze(1).expand(-1, x.shape[1]))
        return tokens, masks


def sinusoids(x: Tensor) -> Tensor:
    """Positions (T, D) of x (B, T, D): Vaswani et al. 2017, sines before cosines."""
    steps, width = x.shape[1:]
    half = (width + 1) // 2
    rates = 10000.0 ** -(torch.arange(half, device=x.device) / half)
    angles = torch.arange(steps, device=x.device)[:, None] * rates
    return torch.cat([angles.sin(), angles.cos()], dim=1)[:, :width]


def modality_shares(looks: Tensor, masks: list[Tensor]) -> Tensor:
    """Attention to all tokens (B, S) as shares (B, M) of the modalities they belong to.

    They sum to 1, over the modalities present; where none is, all get the same.
    """
    parts = looks.split([mask.shape[1] for mask in masks], dim=1)
    shares = torch.stack([part.sum(dim=1) for part in parts], dim=1)
    present = torch.stack([mask[:, 0] for mask in masks], dim=1)
    shares = shares + ~present.any(dim=1, keepdim=True)
    return shares / shares.sum(dim=1, keepdim=True)
