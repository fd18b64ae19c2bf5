"""Lines that something opened over in part: what is left of them is cut out of what was read before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from agent.types import Box, Pixels
from vision.lines import TextLine

LEVEL = 2  # pixels by which the detector's rows may differ
INTO = 8  # columns of a box that may have changed: its margin reaches into what opened
LEAST = 12  # columns that are left


def cut_out(
    before: Pixels, after: Pixels, box: Box, old: Box, lines: Sequence[TextLine]
) -> list[TextLine] | None:
    """What a line's box says on the picture `after`, where it is an end, or the middle, of an `old` box with
    these lines (in the picture's pixels) on the picture `before`; None where it must be read."""
    same = abs(box.y0 - old.y0) <= LEVEL and abs(box.y1 - old.y1) <= LEVEL
    if not same or box.x0 < old.x0 - INTO or box.x1 > old.x1 + INTO or box.width > old.width - INTO:
        return None
    left = _unchanged(before, after, box)
    if left is None or left[1] - left[0] < max(LEAST, box.width - 2 * INTO):
        return None
    return [part for line in lines if (part := _part(line, *left)) is not None]


def _unchanged(before: Pixels, after: Pixels, box: Box) -> tuple[int, int] | None:
    """The columns of a box between its changed ends; None where something in its middle has changed."""
    rows, columns = slice(box.y0, box.y1), slice(box.x0, box.x1)
    equal = (before[rows, columns] == after[rows, columns]).all(axis=(0, 2))
    kept = np.flatnonzero(equal)
    if not len(kept) or not equal[kept[0] : kept[-1] + 1].all():
        return None
    return box.x0 + int(kept[0]), box.x0 + int(kept[-1]) + 1


def _part(line: TextLine, x0: int, x1: int) -> TextLine | None:
    """What of a line stands between two columns; of a word that is cut, the letters whose middles do."""
    if x0 <= line.box.x0 and line.box.x1 <= x1:
        return line
    words = [kept for word in line.words if (kept := _letters(word, x0, x1)) is not None]
    if not words:
        return None
    box = line.box.model_copy(update={"x0": words[0][1], "x1": words[-1][2]})
    return replace(line, box=box, text=" ".join(word for word, _, _ in words), words=tuple(words))


def _letters(word: tuple[str, int, int], x0: int, x1: int) -> tuple[str, int, int] | None:
    text, start, end = word
    step = (end - start) / max(1, len(text))
    kept = [i for i in range(len(text)) if x0 <= start + (i + 0.5) * step < x1]
    if not kept:
        return None
    return text[kept[0] : kept[-1] + 1], max(start, x0), min(end, x1)
