"""Whether a narrow crop holds letters or a picture: so that the text models need not read icons.

crop [B, 1, 24, 24] ─▶ three times convolve and halve ─▶ logit [B]
"""

from __future__ import annotations

from torch import Tensor, nn  # noqa: TID253 — the eye's own files are imported only by those who run it

from vision.backbone import conv
from vision.letters import SIDE

CHANNELS = (16, 32, 48)


class LetterNet(nn.Module):
    """Crops as vision/letters.py makes them; the more, the likelier letters. Taught by
    training/letter_school.py."""

    def __init__(self) -> None:
        super().__init__()
        first, second, third = CHANNELS
        self.body = nn.Sequential(
            conv(1, first), nn.MaxPool2d(2), conv(first, second), nn.MaxPool2d(2), conv(second, third),
            nn.MaxPool2d(2), nn.Flatten(), nn.Dropout(0.2),
        )  # fmt: skip
        self.say = nn.Linear(third * (SIDE // 8) ** 2, 1)
        nn.init.zeros_(self.say.weight)  # untaught it says nothing

    @property
    def taught(self) -> bool:
        """Whether it has learnt anything."""
        return bool(self.say.weight.detach().abs().max() > 0)

    def forward(self, crops: Tensor) -> Tensor:
        said: Tensor = self.say(self.body(crops))
        return said[:, 0]
