"""Frame pixels → lines of text, reading again only what changed.

Three stores make it quick: the lines of the last picture (where its pixels have not changed), and what each
crop said by the hash of its pixels (so text that scrolled or moved is not read again).
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from agent.types import Box, Pixels
from vision.changes import changed_tiles, tile_boxes
from vision.crops import Reading
from vision.geometry import of_few_sizes, overlap_share, same_row
from vision.lines import TextLine, split_line
from vision.ocr import Engine, TextModels
from vision.reuse import cut_out

NATIVE_PIXELS = 2_600_000  # larger pictures are searched for text at half their size first
LARGE_EM = 20.0  # fonts at least this large read well at half size
MOST_DETECTED = 9_000_000  # pixels searched for text at the most
MOST_LINES = 1500
MOST_KEPT = 6000
STEP = (320, 96)  # pixels: sizes of what is searched again
OVERHANG = 200  # pixels: lines that reach further out of a change are not searched as a whole
CUT = 4  # pixels: what ends so near to the edge of the searched place may go on beyond it
SAME_LINE = 0.5  # of a found box that lies in a line, from which it is that line
MARGIN = 40  # pixels round a change that are searched again, so that no line is cut


Search = Callable[[Pixels], list[Box]]  # boxes round the lines of a picture, in its pixels
Bare = Callable[[Sequence[Pixels]], list[bool]]  # which crops surely hold no letters


class Models(Protocol):
    """What `Reader` asks of the text models."""

    def detect(self, pixels: Pixels) -> list[Box]: ...

    def recognise(self, crops: Sequence[Pixels]) -> list[Reading]: ...


class Reader:
    """Reads pictures; keeps what it read. Safe to use from several threads, one at a time."""

    def __init__(
        self,
        engine: Engine = "auto",
        threads: int = 0,
        models: Models | None = None,
        search: Search | None = None,
        bare: Bare | None = None,
    ) -> None:
        """`search` finds lines of text quicker than the text models (line_net.py); what is `bare` of letters
        is not read (letter_net.py)."""
        self._models: Models = models or TextModels(engine, threads)
        self._search = search or self._models.detect
        self._bare = bare
        self._lock = threading.Lock()
        self._said: OrderedDict[bytes, list[TextLine]] = OrderedDict()
        self._picture: Pixels | None = None
        self._boxes: list[Box] = []
        self._found: list[list[TextLine]] = []  # what each of the boxes says

    def read(self, pixels: Pixels) -> tuple[TextLine, ...]:
        """All lines of a picture [H, W, 3] RGB, boxes in its pixels. Raises ReadError."""
        with self._lock:
            boxes = self._detect(pixels)
            found = self._lines(pixels, boxes, self._bare)
            self._picture, self._boxes, self._found = pixels.copy(), boxes, found
            return tuple(line for lines in found for line in lines)

    def forget(self) -> None:
        """Everything that was read: the next picture is read as the first one."""
        with self._lock:
            self._said.clear()
            self._picture, self._boxes, self._found = None, [], []

    def read_each(self, pixels: Pixels, boxes: Sequence[Box]) -> list[TextLine | None]:
        """The line that fills each box, or None: for signs that the search for text passes over."""
        with self._lock:
            wide = [box for box in boxes if box.width > 3 and box.height > 3]
            found = dict(zip(wide, self._lines(pixels, wide), strict=True))
            return [found[b][0] if len(found.get(b, ())) == 1 else None for b in boxes]

    def _lines(self, pixels: Pixels, boxes: Sequence[Box], bare: Bare | None = None) -> list[list[TextLine]]:
        """The pieces of each detected box, from the store where its pixels were read before; none of a box
        that is bare of letters."""
        crops = [pixels[box.y0 : box.y1, box.x0 : box.x1] for box in boxes]
        keys = [_key(crop) for crop in crops]
        for key, box in zip(keys, boxes, strict=True):
            if key not in self._said and (left := self._left_of(pixels, box)):
                self._said[key] = [line.moved(-box.x0, -box.y0) for line in left]
        unread = {key: crop for key, crop in zip(keys, crops, strict=True) if key not in self._said}
        if bare is not None and unread:
            without = bare(list(unread.values()))
            unread = {key: unread[key] for key, is_bare in zip(unread, without, strict=True) if not is_bare}
        readings = self._models.recognise(list(unread.values())) if unread else []
        for (key, crop), reading in zip(unread.items(), readings, strict=True):
            place = Box(x0=0, y0=0, x1=crop.shape[1], y1=crop.shape[0])
            self._said[key] = split_line(crop, reading, place)
        found = [
            [line.moved(box.x0, box.y0) for line in self._said.get(key, ())]
            for key, box in zip(keys, boxes, strict=True)
        ]
        self._forget(keys)
        return found

    def _left_of(self, pixels: Pixels, box: Box) -> list[TextLine] | None:
        """What a box says that is what is left of a line of the last picture; None where it must be read."""
        before = self._picture
        if before is None or before.shape != pixels.shape:
            return None
        near = (i for i, old in enumerate(self._boxes) if old.meets(box))
        parts = (cut_out(before, pixels, box, self._boxes[i], self._found[i]) for i in near)
        return next((part for part in parts if part is not None), None)

    def _forget(self, used: Sequence[bytes]) -> None:
        """Drops what was not used for longest, when the store is full."""
        for key in used:
            if key in self._said:
                self._said.move_to_end(key)
        while len(self._said) > MOST_KEPT:
            self._said.popitem(last=False)

    def _detect(self, pixels: Pixels) -> list[Box]:
        changed = self._changed(pixels)
        if changed is None:
            return self._detect_all(pixels)
        if not changed:
            return self._boxes
        return self._detect_again(pixels, changed)

    def _changed(self, pixels: Pixels) -> list[Box] | None:
        """Where the picture differs from the last one; None: so much that all is to be searched."""
        before = self._picture
        if before is None or before.shape != pixels.shape:
            return None
        if np.array_equal(before, pixels):
            return []
        tiles = changed_tiles(before, pixels)
        return None if tiles.mean() > 0.4 else tile_boxes(tiles, pixels.shape[1], pixels.shape[0])

    def _detect_again(self, pixels: Pixels, changed: list[Box]) -> list[Box]:
        """Searches the changed places only; what reached into them from outside keeps its outer parts."""
        kept = list(self._boxes)
        found: list[Box] = []
        height, width = pixels.shape[:2]
        for area in changed:
            still = [b for b in kept if b.meets(area) and self._as_before(pixels, b)]
            touched = [b for b in kept if b.meets(area) and b not in still]
            kept = [b for b in kept if not b.meets(area)]
            short = [b for b in touched if area.x0 - b.x0 <= OVERHANG and b.x1 - area.x1 <= OVERHANG]
            around = _clip(_around([area, *short]).grown(MARGIN), width, height)
            reach = of_few_sizes(around, STEP, (width, height))
            part = pixels[reach.y0 : reach.y1, reach.x0 : reach.x1]
            fresh = [b.moved(reach.x0, reach.y0) for b in self._detect_all(part)]
            touched += [b for b in still if any(_goes_beyond(f, b) for f in fresh)]
            still = [b for b in still if b not in touched]
            fresh = [f for f in fresh if all(overlap_share(f, b) < SAME_LINE for b in still)]
            kept += still
            outer = [end for line in touched for end in _ends(line, reach)]
            kept_and_found = kept + found
            new = [b for b in fresh if b.grown(-2).meets(area) or _uncovered(b, kept_and_found, reach)]
            found += _completed(new, outer, reach)
        found = [b for b in found if all(b.iou(k) < 0.4 for k in kept)]
        return sorted(kept + found, key=lambda b: (b.y0, b.x0))

    def _as_before(self, pixels: Pixels, box: Box) -> bool:
        """Whether a line of the last picture has not changed, though its surroundings have."""
        assert self._picture is not None
        rows, columns = slice(box.y0, box.y1), slice(box.x0, box.x1)
        return np.array_equal(self._picture[rows, columns], pixels[rows, columns])

    def _detect_all(self, pixels: Pixels) -> list[Box]:
        """Lines of a whole picture; a large one is searched at half size, and again if its text is small."""
        height, width = pixels.shape[:2]
        if height * width <= NATIVE_PIXELS:
            return self._search(pixels)[:MOST_LINES]
        boxes = self._detect_scaled(pixels, 0.5)
        heights = sorted(b.height for b in boxes)
        small = not heights or heights[len(heights) // 2] < 1.45 * LARGE_EM
        return (self._detect_scaled(pixels, 1.0) if small else boxes)[:MOST_LINES]

    def _detect_scaled(self, pixels: Pixels, factor: float) -> list[Box]:
        import cv2

        height, width = pixels.shape[:2]
        factor = min(factor, (MOST_DETECTED / (height * width)) ** 0.5)
        if factor == 1:
            return self._search(pixels)
        small = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
        y, x = height / small.shape[0], width / small.shape[1]
        found = self._search(np.asarray(small, np.uint8))
        return [
            Box(
                x0=int(b.x0 * x),
                y0=int(b.y0 * y),
                x1=min(width, int(b.x1 * x)),
                y1=min(height, int(b.y1 * y)),
            )
            for b in found
        ]


def _key(crop: Pixels) -> bytes:
    """A mark of a crop's pixels and shape."""
    salt = str(crop.shape[:2]).encode()[:16]
    return hashlib.blake2b(np.ascontiguousarray(crop).tobytes(), digest_size=16, salt=salt).digest()


def _ends(line: Box, reach: Box) -> list[Box]:
    """What of a line lies left and right of the searched place."""
    left = Box(x0=line.x0, y0=line.y0, x1=max(line.x0, min(line.x1, reach.x0)), y1=line.y1)
    right = Box(x0=min(line.x1, max(line.x0, reach.x1)), y0=line.y0, x1=line.x1, y1=line.y1)
    return [end for end in (left, right) if end.width > CUT]


def _completed(found: Sequence[Box], ends: Sequence[Box], reach: Box) -> list[Box]:
    """Boxes that the edge of the searched place cuts, joined to the ends outside of it; ends that nothing
    goes on from stand for themselves."""
    left = list(ends)
    whole = []
    for box in found:
        near = max(CUT, box.height // 2)  # the detector leaves out what little of a letter is at the edge
        cut = box.x0 <= reach.x0 + near, box.x1 >= reach.x1 - near
        mine = [
            e
            for e in left
            if same_row(e, box) and ((cut[0] and e.x1 <= box.x0 + CUT) or (cut[1] and e.x0 >= box.x1 - CUT))
        ]
        left = [e for e in left if e not in mine]
        whole.append(_around([box, *mine]))
    return whole + left


def _goes_beyond(found: Box, line: Box) -> bool:
    """Whether a line has grown: what is found there now begins before it or ends after it."""
    beyond = line.height / 2
    wider = found.x0 < line.x0 - beyond or found.x1 > line.x1 + beyond
    return wider and same_row(found, line) and found.meets(line.grown(-2))


def _around(boxes: list[Box]) -> Box:
    return Box(
        x0=min(b.x0 for b in boxes),
        y0=min(b.y0 for b in boxes),
        x1=max(b.x1 for b in boxes),
        y1=max(b.y1 for b in boxes),
    )


def _clip(box: Box, width: int, height: int) -> Box:
    return Box(x0=max(0, box.x0), y0=max(0, box.y0), x1=min(width, box.x1), y1=min(height, box.y1))


def _uncovered(box: Box, others: list[Box], reach: Box) -> bool:
    """A line that stands whole inside the searched place and was not known before."""
    whole = (
        reach.x0 < box.x0 - 2 and box.x1 + 2 < reach.x1 and reach.y0 < box.y0 - 2 and box.y1 + 2 < reach.y1
    )
    return whole and all(not box.meets(other) for other in others)
