"""What is asked of the maps: where elements are (dense, s4), where containers and big elements are (dense,
s16), and what each element is (kind, states, embedding; asked at points inside its box).

A centre's heat and four distances to the sides follow CenterNet (arXiv 1904.07850) and FCOS (1904.01355).
"""

from __future__ import annotations

from typing import NamedTuple

import torch  # noqa: TID253 — the eye's own files are imported only by those who run it
import torch.nn.functional as F  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253

from vision.backbone import EyeConfig, Residual, conv
from vision.icon_encoder import IconEncoder
from vision.kinds import COARSE_KINDS, ELEMENT_KINDS, STATES

RARE = -4.0  # the heat's first bias: nearly everywhere there is no centre
HIDDEN = 256
POINTS = 15  # 5 columns × 3 rows inside an element's box


class Maps(NamedTuple):
    """What the heads read; channels first."""

    m1: Tensor  # [B, 3, H, W], the picture itself, -1 … 1
    m4: Tensor  # [B, fine, H/4, W/4]
    m8: Tensor  # [B, neck, H/8, W/8]
    m16: Tensor  # [B, d, H/16, W/16]


class Dense(NamedTuple):
    """What the dense heads say, in logits; distances are natural logarithms of strides."""

    heat: Tensor  # [B, 1, H/4, W/4]
    sides: Tensor  # [B, 4, H/4, W/4]: left, top, right, bottom
    coarse_heat: Tensor  # [B, 10, H/16, W/16], one map for each of COARSE_KINDS
    coarse_sides: Tensor  # [B, 10, 4, H/16, W/16]


class Described(NamedTuple):
    """What elements are: logits, and what the kinds were told from."""

    kinds: Tensor  # [B, n, 29]
    states: Tensor  # [B, n, 6]
    hidden: Tensor  # [B, n, 256]


class Reach(nn.Module):
    """x + (7×7 within each channel, then 1×1 across them), starting as the identity: at s64 three cells are
    192 pixels, so that both ends of a long field are seen from its middle."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.wide = nn.Conv2d(channels, channels, 7, 1, 3, groups=channels, bias=False)
        self.mix = nn.Conv2d(channels, channels, 1, bias=False)
        self.norm = nn.BatchNorm2d(channels)
        nn.init.zeros_(self.norm.weight)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = x + self.norm(self.mix(F.relu(self.wide(x))))
        return out


class Neck(nn.Module):
    """From the coarse maps down to the fine ones, each taking the coarser one in. The fused levels enter at
    s16 through a scale that starts at zero: at first the pyramid learns alone, then what the ViT adds must
    earn its place."""

    def __init__(self, config: EyeConfig) -> None:
        super().__init__()
        c4, c8, c16, c32 = config.pyramid
        d = config.width
        self.context = nn.Sequential(conv(c32, 128, 2), Reach(128), Reach(128))  # s64
        self.up64 = nn.Conv2d(128, d, 1)
        self.lateral32 = nn.Conv2d(c32, d, 1)
        self.lateral16 = nn.Conv2d(c16, d, 1)
        self.scale = nn.Parameter(torch.zeros(d))
        self.lateral8 = nn.Conv2d(c8, config.neck, 1)
        self.down8 = nn.Conv2d(d, config.neck, 1)
        self.mix8 = Residual(config.neck)
        self.lateral4 = nn.Conv2d(c4, config.fine, 1)
        self.down4 = nn.Conv2d(config.neck, config.fine, 1)
        self.mix4 = Residual(config.fine)

    def forward(
        self, picture: Tensor, pyramid: tuple[Tensor, Tensor, Tensor, Tensor], fused: Tensor | None
    ) -> Maps:
        """The picture, the pyramid's maps, the fused map [B, d, H/16, W/16] (None: not computed) → Maps."""
        s4, s8, s16, s32 = pyramid
        height, width = s32.shape[2:]  # they may be odd
        around = _twice(self.up64(self.context(s32)))[:, :, :height, :width]
        m32 = self.lateral32(s32) + around
        m16 = self.lateral16(s16) + _twice(m32)
        if fused is not None:
            m16 = m16 + self.scale[:, None, None] * fused
        m8 = self.mix8(F.relu(self.lateral8(s8) + _twice(self.down8(F.relu(m16)))))
        m4 = self.mix4(F.relu(self.lateral4(s4) + _twice(self.down4(m8))))
        return Maps(picture, m4, m8, m16)


def _twice(x: Tensor) -> Tensor:
    return F.interpolate(x, scale_factor=2.0, mode="nearest")


class DenseHead(nn.Module):
    """Heat and sides at s4 for elements, at s16 for containers and big elements."""

    def __init__(self, config: EyeConfig) -> None:
        super().__init__()
        self.heat = nn.Conv2d(config.fine, 1, 1)
        self.sides = nn.Sequential(conv(config.fine, config.fine), nn.Conv2d(config.fine, 4, 1))
        self.coarse = conv(config.width, 128)
        self.coarse_heat = nn.Conv2d(128, len(COARSE_KINDS), 1)
        self.coarse_sides = nn.Conv2d(128, 4 * len(COARSE_KINDS), 1)
        for layer in (self.heat, self.coarse_heat):
            assert layer.bias is not None
            nn.init.constant_(layer.bias, RARE)

    def forward(self, maps: Maps) -> Dense:
        coarse = self.coarse(F.relu(maps.m16))
        sides = self.coarse_sides(coarse)
        return Dense(
            self.heat(maps.m4),
            self.sides(maps.m4),
            self.coarse_heat(coarse),
            sides.view(sides.shape[0], len(COARSE_KINDS), 4, *sides.shape[2:]),
        )


def points_in(boxes: Tensor) -> Tensor:
    """boxes [B, n, 4] in pixels → [B, n, 15, 2] points in pixels: near the sides, at the quarters, in the
    middle.

    Ticks, arrows and icons sit near an element's ends at a distance that does not grow with it.
    """
    x0, y0, x1, y1 = boxes.unbind(-1)
    width, height = x1 - x0, y1 - y0
    near_x, near_y = (width / 4).clamp(max=8), (height / 4).clamp(max=6)
    xs = torch.stack(
        (x0 + near_x, x0 + width / 4, (x0 + x1) / 2, x1 - width / 4, x1 - near_x), -1
    )  # [B, n, 5]
    ys = torch.stack((y0 + near_y, (y0 + y1) / 2, y1 - near_y), -1)  # [B, n, 3]
    across = xs[:, :, None, :].expand(-1, -1, 3, -1)
    down = ys[:, :, :, None].expand(-1, -1, -1, 5)
    return torch.stack((across, down), -1).flatten(2, 3)


def sample(features: Tensor, points: Tensor, stride: int) -> Tensor:
    """features [B, c, h, w], points [B, n, p, 2] in pixels → [B, n, p · c], bilinear."""
    height, width = features.shape[2:]
    across, down = points[..., 0] / (width * stride), points[..., 1] / (height * stride)
    places = torch.stack((across, down), -1) * 2 - 1
    values = F.grid_sample(
        features.float(), places.float(), mode="bilinear", align_corners=False
    )  # [B, c, n, p]
    return values.permute(0, 2, 3, 1).flatten(2)


class ElementHead(nn.Module):
    """What stands in each box: its kind and states from features at its fifteen points, the fused meaning at
    its middle, and its measures; what its picture shows from the pixels of its middle square."""

    def __init__(self, config: EyeConfig) -> None:
        super().__init__()
        inputs = POINTS * config.neck + config.width + 4
        self.body = nn.Sequential(
            nn.LayerNorm(inputs), nn.Linear(inputs, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, HIDDEN), nn.ReLU()
        )
        self.kinds = nn.Linear(HIDDEN, len(ELEMENT_KINDS))
        self.states = nn.Linear(HIDDEN, len(STATES))
        self.icon = IconEncoder(config.embedding)
        self.sharpness = nn.Parameter(torch.tensor(2.66))  # CLIP's start (arXiv 2103.00020): 1 / 0.07

    def forward(self, maps: Maps, boxes: Tensor) -> Described:
        """boxes [B, n, 4] in pixels of the (padded) picture."""
        points = points_in(boxes)
        near = sample(maps.m8, points, 8)  # [B, n, 15 · neck]
        meaning = sample(maps.m16, points[:, :, 7:8], 16)  # the middle point: [B, n, d]
        sides = (boxes[..., 2:] - boxes[..., :2]).clamp(min=1).log()
        shape = torch.cat((sides / 4, sides[..., :1] - sides[..., 1:], sides.mean(-1, keepdim=True) / 4), -1)
        hidden = self.body(torch.cat((near, meaning, shape), -1))
        return Described(self.kinds(hidden), self.states(hidden), hidden)

    def pictures(self, m1: Tensor, boxes: Tensor, asked: Tensor | None = None) -> Tensor:
        """What is drawn in the boxes [B, n, 4] of the picture [B, 3, H, W], -1 … 1 → [B, n, e], each of
        length 1 (zeros where `asked` [B, n] is given and false). exp(sharpness) times its products with names
        are logits."""
        return F.normalize(self.icon.at(m1, boxes, asked), dim=-1)
