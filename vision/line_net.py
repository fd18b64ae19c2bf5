"""Where lines of text stand, found by a small network: some eight times as quick as the text models' search,
whose boxes on drawn and real screens it was taught by (training/line_school.py).

    picture [B, 3, H, W] ─▶ s4 [B, 32, H/4, W/4] ─▶ s8 [B, 48, H/8, W/8] ─▶ s4 + s8 ─▶ heat and sides at s4

A line's middle is hot, and each hot cell tells how far the line's four sides are, as in EAST (arXiv
1704.03155); cells that touch are one line.
"""

from __future__ import annotations

from typing import NamedTuple

import torch.nn.functional as F  # noqa: TID253 — the eye's own files are imported only by those who run it
from torch import Tensor, nn  # noqa: TID253

from vision.backbone import Residual, conv
from vision.heads import RARE

FINE, COARSE = 32, 48  # channels at s4 and s8


class LineMaps(NamedTuple):
    """In logits; distances are natural logarithms of strides."""

    heat: Tensor  # [B, 1, H/4, W/4]
    sides: Tensor  # [B, 4, H/4, W/4]: left, top, right, bottom; left and right are told near the ends only


class LineNet(nn.Module):
    """Pictures are float [B, 3, H, W], RGB, 0 … 1, H and W multiples of 32."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = conv(3, 16, 2)
        self.s4 = conv(16, FINE, 2)
        self.s8 = nn.Sequential(conv(FINE, COARSE, 2), Residual(COARSE), Residual(COARSE))
        self.up = nn.Conv2d(COARSE, FINE, 1)
        self.mix = conv(FINE, FINE)
        self.heat = nn.Conv2d(FINE, 1, 1)
        self.sides = nn.Conv2d(FINE, 4, 1)
        assert self.heat.bias is not None
        nn.init.zeros_(self.heat.weight)  # untaught it finds nothing
        nn.init.constant_(self.heat.bias, RARE)

    @property
    def taught(self) -> bool:
        """Whether it has learnt anything."""
        return bool(self.heat.weight.detach().abs().max() > 0)

    def forward(self, picture: Tensor) -> LineMaps:
        fine = self.s4(self.stem(picture * 2 - 1))
        coarse = F.interpolate(self.up(self.s8(fine)), scale_factor=2.0, mode="nearest")
        both = self.mix(F.relu(fine + coarse))
        return LineMaps(self.heat(both), self.sides(both))
