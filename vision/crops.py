"""Crops of lines of text → pictures for the recogniser, 48 rows high and of few widths.

Each new width costs it some 50 ms and 8 MB, and a wide picture much more: so a long line is cut between words
into pieces, and each piece is widened, or brought, to one of WIDTHS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from agent.types import Pixels

ROW_HEIGHT = 48  # the recogniser's input height
NARROWEST = 96  # narrower crops are misread ("%" as "%6")
PADDED = (
    NARROWEST,
    128,
    160,
    208,
    256,
    320,
    384,
)  # up to these widths a crop is widened by its edge's colours
BROUGHT = tuple(round(384 / 32 * 1.17**i) * 32 for i in range(1, 19))  # to these it is stretched or narrowed
LONG, NARROWED = 640, 0.87  # lines of some words are narrowed: they read alike
CUT = 1000  # a line that would be wider is cut into pieces
PIECE = 800
REACH = 0.3  # of a piece: how far from its even place a cut is looked for
EVEN = 24  # levels within which a column has no ink
LEAST_GAP = 0.15  # of the line's height: between words, not between letters


@dataclass(frozen=True)
class Reading:
    """What a crop says. `places[i]` is the middle of character i, as a share of the crop's width."""

    text: str
    score: float
    places: tuple[float, ...]


def fitted(crop: Pixels) -> tuple[Pixels, float]:
    """The crop [H, W, 3] at one of the widths to 48 rows, and the share of it that the crop takes."""
    import cv2

    height, width = crop.shape[:2]
    scaled = width * ROW_HEIGHT / height
    if scaled > PADDED[-1]:
        wanted = scaled * NARROWED if scaled > LONG else scaled
        target = min(BROUGHT, key=lambda w: abs(w - wanted))
        way = cv2.INTER_AREA if target < width else cv2.INTER_LINEAR
        return np.asarray(cv2.resize(crop, (target, ROW_HEIGHT), interpolation=way), np.uint8), 1.0
    target = next(w for w in PADDED if w >= scaled)
    whole = max(width, round(target * height / ROW_HEIGHT))
    return np.pad(crop, ((0, 0), (0, whole - width), (0, 0)), mode="edge"), width / whole


def cuts(crop: Pixels) -> list[int]:
    """Columns at which a long line is cut between words, from the left; none where it is short."""
    height, width = crop.shape[:2]
    scaled = width * ROW_HEIGHT / height
    if scaled <= CUT:
        return []
    count = int(-(-scaled // PIECE))
    apart = width / count
    empty = np.ptp(crop, axis=0).max(axis=1) <= EVEN
    found = (_widest_gap(empty, apart * i, REACH * apart) for i in range(1, count))
    return [middle for middle, wide in found if wide >= max(2.0, LEAST_GAP * height)]


def _widest_gap(
    empty: np.ndarray[tuple[int], np.dtype[np.bool_]], place: float, reach: float
) -> tuple[int, int]:
    """Middle and width of the widest run of empty columns near a place."""
    begin, end = round(place - reach), round(place + reach)
    edges = np.flatnonzero(np.diff(empty[begin:end].astype(np.int8), prepend=0, append=0))
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    if not len(lengths):
        return 0, 0
    best = int(lengths.argmax())
    return begin + int(starts[best] + lengths[best] // 2), int(lengths[best])


def pieces(crop: Pixels, at: Sequence[int]) -> list[Pixels]:
    """The crop, cut at these columns."""
    edges = [0, *at, crop.shape[1]]
    return [crop[:, a:b] for a, b in pairwise(edges)]


def joined(readings: Sequence[Reading], at: Sequence[int], width: int) -> Reading:
    """What the pieces say, as one line of so many pixels."""
    if not at:
        return readings[0]
    edges = [0, *at, width]
    text, places, weight = "", [], 0.0
    for reading, start, end in zip(readings, edges, edges[1:], strict=False):
        if text and reading.text and not (_stands_close(text[-1]) or _stands_close(reading.text[0])):
            text += " "
            places.append(start / width)
        text += reading.text
        places += [(start + p * (end - start)) / width for p in reading.places]
        weight += reading.score * (end - start)
    return Reading(text, weight / width, tuple(places))


def _stands_close(letter: str) -> bool:
    """Chinese and its like are written without spaces."""
    return letter.isspace() or ord(letter) >= 0x2E80
