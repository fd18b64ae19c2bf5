"""What an icon shows, from its pixels: no map of the pyramid keeps the three pixels that tell "copy" from
"paste".

    picture [B, 3, H, W], boxes [B, n, 4] ─ the middle square of each box ─▶ [B·n, 3, 32, 32]
                                          ─ six convolutions ──▶ [B, n, e]
"""

from __future__ import annotations

import torch  # noqa: TID253 — the eye's own files are imported only by those who run it
import torch.nn.functional as F  # noqa: TID253
from torch import Tensor, nn  # noqa: TID253

from vision.backbone import Residual, conv

PATCH = 32  # pixels a side


def squares_in(boxes: Tensor) -> Tensor:
    """boxes [B, n, 4] in pixels → [B, n, 32 · 32, 2] points in pixels, row by row, over the box's middle
    square."""
    shares = (torch.arange(PATCH, device=boxes.device, dtype=boxes.dtype) + 0.5) / PATCH - 0.5
    x0, y0, x1, y1 = boxes.unbind(-1)
    side = torch.minimum(x1 - x0, y1 - y0)[..., None]
    across = ((x0 + x1) / 2)[..., None] + side * shares  # [B, n, 32]
    down = ((y0 + y1) / 2)[..., None] + side * shares
    across = across[:, :, None, :].expand(-1, -1, PATCH, -1)
    down = down[:, :, :, None].expand(-1, -1, -1, PATCH)
    return torch.stack((across, down), -1).flatten(2, 3)


def evened(patches: Tensor) -> Tensor:
    """Patches [m, 3, 32, 32] → [m, 4, 32, 32]: each colour with its mean at 0, all with their spread at 1;
    and how far each pixel is from the ground, which is taken to show in a ring near the edge. So dark on
    light and light on dark, faint and strong look alike."""
    centred = patches - patches.mean(dim=(2, 3), keepdim=True)
    colours = centred / (centred.square().mean(dim=(1, 2, 3), keepdim=True) + 1e-3).sqrt()
    ring = torch.cat((patches[..., 2:4, 2:-2].flatten(2), patches[..., -4:-2, 2:-2].flatten(2)), -1)
    sides = torch.cat((patches[..., 4:-4, 2:4].flatten(2), patches[..., 4:-4, -4:-2].flatten(2)), -1)
    ground = torch.cat((ring, sides), -1).mean(-1)[..., None, None]  # [m, 3, 1, 1]
    far = (patches - ground).square().sum(dim=1, keepdim=True).add(1e-6).sqrt()
    ink = far / (far.square().mean(dim=(1, 2, 3), keepdim=True) + 1e-3).sqrt()
    return torch.cat((colours, ink), 1)


class IconEncoder(nn.Module):
    """Patches → vectors."""

    def __init__(self, embedding: int) -> None:
        super().__init__()
        self.size = embedding
        self.trunk = nn.Sequential(
            conv(4, 24), conv(24, 48, 2), conv(48, 64, 2), Residual(64), conv(64, 48, 2)
        )
        self.out = nn.Sequential(nn.Flatten(), nn.Linear(48 * 16, 128), nn.ReLU(), nn.Linear(128, embedding))

    def forward(self, patches: Tensor) -> Tensor:
        """[m, 3, 32, 32] → [m, e]."""
        found: Tensor = self.out(self.trunk(evened(patches)))
        return found

    def at(self, picture: Tensor, boxes: Tensor, asked: Tensor | None = None) -> Tensor:
        """picture [B, 3, H, W], boxes [B, n, 4] → [B, n, e]; zeros where `asked` [B, n] is given and
        false."""
        batch, count = boxes.shape[:2]
        points = squares_in(boxes)
        across, down = points[..., 0] / picture.shape[3], points[..., 1] / picture.shape[2]
        places = (
            torch.stack((across, down), -1) * 2 - 1
        )  # a tensor of both sides would be exported as a constant
        seen = F.grid_sample(picture.float(), places.float(), align_corners=False)  # [B, 3, n, 1024]
        patches = seen.permute(0, 2, 1, 3).reshape(batch, count, 3, PATCH, PATCH)
        if asked is None:
            flat: Tensor = self(patches.flatten(0, 1))
            return flat.reshape(batch, count, self.size)
        vectors: Tensor = seen.new_zeros(batch, count, self.size)
        if asked.any():
            vectors[asked] = self(patches[asked]).to(vectors.dtype)
        return vectors
