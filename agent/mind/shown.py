"""What a model is shown of the desktop: a picture of it, what stands on it by number, and the way back."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from agent.describe import HIDDEN
from agent.grounding.kinds import CONTAINERS
from agent.grounding.place import reading_order
from agent.journal_redact import Secrets, masked
from agent.messages import Picture
from agent.types import Box, Element, Frame, Observation, Pixels, Point

MOST_PIXELS = 2_600_000  # of the picture of now: a full HD screen goes as it is
PAST_PIXELS = 600_000
MOST_LISTED = 200
MUTE = frozenset({"scroll_bar", "splitter", "progress_bar"})  # listed without a name, others not


@dataclass(frozen=True, eq=False)
class Shown:
    """One look as a model gets it. `hidden`: places that are blacked out, and told nothing of; what shows
    one of the `secrets` is blacked out, and told of without its text."""

    seen: Observation
    hidden: tuple[Box, ...] = ()
    secrets: Secrets = field(default_factory=Secrets)
    picture: Picture = field(init=False)
    listed: tuple[Element, ...] = field(init=False)  # number 1 first, in reading order

    def __post_init__(self) -> None:
        pixels = masked(self.seen.frame, self.dark)
        object.__setattr__(self, "picture", Picture(shrunk(pixels, MOST_PIXELS)))
        object.__setattr__(self, "listed", _listed(self.seen, self.hidden))

    @property
    def dark(self) -> tuple[Box, ...]:
        """The places that the picture does not show."""
        return (*self.hidden, *self.secrets.masks(self.seen.elements))

    def name_of(self, element: Element) -> str:
        """What is written on it, where that may be told."""
        return HIDDEN if element.name and self.secrets.reveals(element) else element.name

    def to_desktop(self, across: float, down: float) -> Point:
        """A pixel of the picture → desktop pixels."""
        box, (width, height) = self.seen.frame.box, self.picture.size
        x = box.x0 + math.floor((across + 0.5) * box.width / width)
        y = box.y0 + math.floor((down + 0.5) * box.height / height)
        return Point(x=min(x, box.x1 - 1), y=min(y, box.y1 - 1))

    def to_picture(self, point: Point) -> tuple[float, float]:
        """Desktop pixels → a pixel of the picture."""
        box, (width, height) = self.seen.frame.box, self.picture.size
        return (point.x - box.x0) * width / box.width, (point.y - box.y0) * height / box.height

    def numbered(self, number: int) -> Element | None:
        return self.listed[number - 1] if 1 <= number <= len(self.listed) else None

    def at(self, point: Point) -> Element | None:
        """The smallest thing under the point that is no mere container, and that is told of at all."""
        hits = [
            e
            for e in self.seen.elements
            if e.kind not in CONTAINERS and e.box.contains(point) and not _inside(e, self.hidden)
        ]
        return min(hits, key=lambda e: e.box.area) if hits else None


def _inside(element: Element, places: tuple[Box, ...]) -> bool:
    return any(box.contains(element.box.centre) for box in places)


def shrunk(pixels: Pixels, most: int) -> Pixels:
    """The picture with at most so many pixels; itself where it has no more."""
    height, width = pixels.shape[:2]
    if width * height <= most:
        return pixels
    from PIL import Image

    scale = math.sqrt(most / (width * height))
    size = max(1, math.floor(width * scale)), max(1, math.floor(height * scale))
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS), dtype=np.uint8)


def past(frame: Frame, hidden: tuple[Box, ...] = ()) -> Picture:
    """A picture of an earlier moment, smaller: it is there to compare."""
    return Picture(shrunk(masked(frame, hidden), PAST_PIXELS))


def _listed(seen: Observation, hidden: tuple[Box, ...]) -> tuple[Element, ...]:
    """What can be used or read, what can be used first where there is too much of it."""
    told = [
        e
        for e in seen.elements
        if e.kind not in CONTAINERS and (e.name or e.kind not in MUTE) and not _inside(e, hidden)
    ]
    if len(told) > MOST_LISTED:
        told = sorted(told, key=lambda e: e.kind in ("label", "heading", "image"))[:MOST_LISTED]
    return tuple(reading_order(told, lambda e: e.box))
