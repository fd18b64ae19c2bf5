"""The two trunks of the eye: a convolutional pyramid that sees detail, and a windowed ViT on its stride-16
map.

    picture [B, 3, H, W] ─ Pyramid ─▶ s4 [B, 24, H/4, W/4]  s8 [B, 56, …]  s16 [B, 128, …]  s32 [B, 256, …]
                                              s16 ─ WindowedViT ─▶ taps, each [B, v, H/16, W/16]

H and W are multiples of 32 here (model.py pads). Any size works: positions are rotary, there is no table of
them. Sources: ViTDet (arXiv 2203.16527) for windows with a few global layers; RoFormer (2104.09864) for
rotary positions, one half of each head for x and one for y; pooled keys and values as in PVT v2
(2106.13797); LayerScale from CaiT (2103.17239).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch  # noqa: TID253 — the eye's own files are imported only by those who run it
import torch.nn.functional as F  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253


@dataclass(frozen=True)
class EyeConfig:
    """Every measure of the model; stored with its weights."""

    pyramid: tuple[int, int, int, int] = (24, 56, 128, 256)  # channels at s4, s8, s16, s32
    width: int = 192  # d of the aligned levels and of the fused map
    vit: int = 128  # the ViT's own width: at 192 it takes longer than all the rest together
    layers: int = 8
    heads: int = 4
    mlp: int = 2  # width of a layer's hidden part, in widths of the ViT
    taps: tuple[int, ...] = (2, 4, 6, 8)  # ViT layers that are fused, counted from 1; these attend globally
    window: int = 10  # tokens a side: 160 px
    pool: int = 4  # a global layer's keys are means of pool × pool tokens
    neck: int = 48  # channels of the heads' s8 map
    fine: int = 24  # channels of the heads' s4 map
    embedding: int = 64
    language: int = 96  # hidden size of the tokens in which phrases and elements meet
    fusion: str = "gated"  # or what it is compared with: see FUSIONS in fusion.py
    shallow: bool = True  # whether the pyramid's maps are levels of the fusion beside the ViT's


def conv(inputs: int, outputs: int, stride: int = 1) -> nn.Sequential:
    """3×3 convolution, BatchNorm, ReLU."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )


class Residual(nn.Module):
    """x + conv(conv(x)), the last BatchNorm starting at zero so that the block starts as the identity."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = conv(channels, channels)
        self.second = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.norm = nn.BatchNorm2d(channels)
        nn.init.zeros_(self.norm.weight)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = F.relu(x + self.norm(self.second(self.first(x))))
        return out


class Pyramid(nn.Module):
    """Four maps of detail. Most parameters sit at the coarse strides, where they cost little time."""

    def __init__(self, config: EyeConfig) -> None:
        super().__init__()
        c4, c8, c16, c32 = config.pyramid
        self.stem = conv(3, c4 // 2, 2)
        self.s4 = conv(c4 // 2, c4, 2)
        self.s8 = nn.Sequential(conv(c4, c8, 2), Residual(c8), Residual(c8))
        self.s16 = nn.Sequential(conv(c8, c16, 2), Residual(c16), Residual(c16))
        self.s32 = nn.Sequential(conv(c16, c32, 2), Residual(c32))

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        s4 = self.s4(self.stem(picture))  # [B, 24, H/4, W/4]
        s8 = self.s8(s4)  # [B, 56, H/8, W/8]
        s16 = self.s16(s8)  # [B, 128, H/16, W/16]
        return s4, s8, s16, self.s32(s16)  # [B, 256, H/32, W/32]


def rotate(x: Tensor, rows: Tensor, columns: Tensor) -> Tensor:
    """Axial rotary positions. x: [B, heads, N, c]; rows, columns: [N] token coordinates. Returns x's
    shape."""
    quarter = x.shape[-1] // 4
    steps = torch.arange(quarter, device=x.device, dtype=torch.float32)
    rates = 100.0 ** (-steps / quarter)
    angles = torch.cat((rows[:, None] * rates, columns[:, None] * rates), dim=-1)  # [N, c/2]
    cos, sin = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
    left, right = x.chunk(2, dim=-1)
    return torch.cat((left * cos - right * sin, left * sin + right * cos), dim=-1)


def grid(height: int, width: int, device: torch.device, step: float = 1.0) -> tuple[Tensor, Tensor]:
    """Row and column of each token of a height × width grid, flattened; `step` tokens apart, at cell
    centres."""
    rows = (torch.arange(height, device=device, dtype=torch.float32) + 0.5) * step
    columns = (torch.arange(width, device=device, dtype=torch.float32) + 0.5) * step
    return rows.repeat_interleave(width), columns.repeat(height)


class Attention(nn.Module):
    """Multi-head attention within windows, or (`glob`) of every token to the pooled tokens of the whole
    picture."""

    def __init__(self, config: EyeConfig, glob: bool) -> None:
        super().__init__()
        self.heads = config.heads
        self.window = config.window
        self.pool = config.pool
        self.glob = glob
        self.query = nn.Linear(config.vit, config.vit)
        self.key_value = nn.Linear(config.vit, 2 * config.vit)
        self.out = nn.Linear(config.vit, config.vit)

    def forward(self, x: Tensor) -> Tensor:
        """[B, h, w, v] → [B, h, w, v]."""
        return self._global(x) if self.glob else self._windowed(x)

    def _attend(
        self, queries: Tensor, keys: Tensor, at: tuple[Tensor, Tensor], key_at: tuple[Tensor, Tensor]
    ) -> Tensor:
        """queries [B, N, v], keys [B, M, v] with their token coordinates → [B, N, v]."""
        batch, count, width = queries.shape
        q = self.query(queries).view(batch, count, self.heads, -1).transpose(1, 2)  # [B, heads, N, c]
        k, v = self.key_value(keys).view(batch, keys.shape[1], 2, self.heads, -1).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(rotate(q, *at), rotate(k, *key_at), v)
        out: Tensor = self.out(mixed.transpose(1, 2).reshape(batch, count, width))
        return out

    def _windowed(self, x: Tensor) -> Tensor:
        batch, height, width, depth = x.shape
        side = self.window
        x = F.pad(x, (0, 0, 0, -width % side, 0, -height % side))
        down, across = x.shape[1] // side, x.shape[2] // side
        cells = x.view(batch, down, side, across, side, depth).transpose(2, 3).reshape(-1, side * side, depth)
        at = grid(side, side, x.device)
        cells = self._attend(cells, cells, at, at)  # [B · windows, side², v]
        x = cells.view(batch, down, across, side, side, depth).transpose(2, 3)
        return x.reshape(batch, down * side, across * side, depth)[:, :height, :width]

    def _global(self, x: Tensor) -> Tensor:
        batch, height, width, depth = x.shape
        pooled = F.avg_pool2d(x.permute(0, 3, 1, 2), self.pool, ceil_mode=True, count_include_pad=False)
        key_at = grid(pooled.shape[2], pooled.shape[3], x.device, self.pool)
        keys = pooled.flatten(2).transpose(1, 2)  # [B, N/pool², v]
        out = self._attend(x.reshape(batch, -1, depth), keys, grid(height, width, x.device), key_at)
        return out.view(batch, height, width, depth)


class Block(nn.Module):
    """A pre-norm transformer block whose two branches start small (LayerScale)."""

    def __init__(self, config: EyeConfig, glob: bool) -> None:
        super().__init__()
        d = config.vit
        self.norm1, self.norm2 = nn.LayerNorm(d), nn.LayerNorm(d)
        self.attention = Attention(config, glob)
        hidden = config.mlp * d
        self.mlp = nn.Sequential(nn.Linear(d, hidden), nn.ReLU(), nn.Linear(hidden, d))  # GELU: 5 ms a layer
        self.scale1, self.scale2 = nn.Parameter(torch.full((d,), 0.1)), nn.Parameter(torch.full((d,), 0.1))

    def forward(self, x: Tensor) -> Tensor:
        """[B, h, w, v] → [B, h, w, v]."""
        x = x + self.scale1 * self.attention(self.norm1(x))
        out: Tensor = x + self.scale2 * self.mlp(self.norm2(x))
        return out


class WindowedViT(nn.Module):
    """Transformer blocks on the pyramid's s16 map; returns the maps after the tapped layers, shallow to
    deep."""

    def __init__(self, config: EyeConfig) -> None:
        super().__init__()
        self.taps = config.taps
        self.project = nn.Linear(config.pyramid[2], config.vit)
        self.blocks = nn.ModuleList(Block(config, glob=i + 1 in config.taps) for i in range(config.layers))

    def forward(self, s16: Tensor) -> list[Tensor]:
        """[B, c16, h, w] → one [B, v, h, w] for each tap."""
        x = self.project(s16.permute(0, 2, 3, 1))  # [B, h, w, v]
        tapped = []
        for number, block in enumerate(self.blocks, start=1):
            x = block(x)
            if number in self.taps:
                tapped.append(x.permute(0, 3, 1, 2))
        return tapped
