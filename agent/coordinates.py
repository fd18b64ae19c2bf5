"""How models count coordinates, and what that is in pixels of the picture that they were shown. Pure.

Each family counts in its own way, and to take one for another is the commonest reason why a good model clicks
beside everything. Relative coordinates need nothing but the picture's size; absolute ones count in a picture
that the model's own processor has resized first.
"""

from __future__ import annotations

import math
from typing import Literal

from pydantic import Field

from agent.types import Frozen

Size = tuple[int, int]
SLENDER = 200  # the longest side ratio that a processor takes


class CoordinateSpace(Frozen):
    """ "relative": 0 to `top` over the width and over the height, whatever their ratio. "resized": pixels of
    the picture as `resized` makes it. "picture": its own pixels."""

    kind: Literal["relative", "resized", "picture"]
    top: float = Field(default=1000, gt=0)  # what stands for the whole width
    accepts: float = 0  # a little more than `top` that is forgiven
    factor: int = 28  # sides are multiples of it
    least: int = 0  # pixels of the resized picture
    most: int = 0

    def extent(self, size: Size) -> tuple[float, float]:
        """What stands for the right and the lower end of a picture of that width and height."""
        if self.kind == "relative":
            return self.top, self.top
        return resized(size, self.factor, self.least, self.most) if self.kind == "resized" else size

    def holds(self, x: float, y: float, size: Size) -> bool:
        """Whether a model may say that point at all."""
        right, lower = self.extent(size)
        more = self.accepts - self.top if self.accepts else 0
        whole = math.isfinite(x) and math.isfinite(y)
        return whole and 0 <= x <= right + more and 0 <= y <= lower + more

    def to_picture(self, x: float, y: float, size: Size) -> tuple[int, int]:
        """A point that the model said, as a pixel of the picture. Raises ValueError outside the picture."""
        if not self.holds(x, y, size):
            raise ValueError(f"({x:g}, {y:g}) lies outside the picture")
        right, lower = self.extent(size)
        across, down = math.floor(x / right * size[0]), math.floor(y / lower * size[1])
        return min(across, size[0] - 1), min(down, size[1] - 1)

    def from_picture(self, across: float, down: float, size: Size) -> tuple[float, float]:
        """The middle of a pixel of the picture, as the model would say it."""
        right, lower = self.extent(size)
        x, y = (across + 0.5) / size[0] * right, (down + 0.5) / size[1] * lower
        if self.kind == "relative" and self.top <= 1:
            return round(min(x, right), 4), round(min(y, lower), 4)
        return min(math.floor(x), int(right)), min(math.floor(y), int(lower))


def resized(size: Size, factor: int, least: int, most: int) -> Size:
    """The size that the Qwen2-VL family's processor gives a picture: sides in multiples of `factor`, between
    `least` and `most` pixels in all, the ratio kept as nearly as that allows. 0: no bound.

    Raises ValueError for a picture that is too slender.
    """
    width, height = size
    if max(size) > SLENDER * min(size):
        raise ValueError(f"a picture of {width}×{height} is too slender for the model")
    across, down = (max(factor, round(side / factor) * factor) for side in size)
    if most and across * down > most:
        shrink = math.sqrt(width * height / most)
        across, down = (max(factor, math.floor(side / shrink / factor) * factor) for side in size)
    elif least and across * down < least:
        grow = math.sqrt(least / (width * height))
        across, down = (math.ceil(side * grow / factor) * factor for side in size)
    return across, down
