"""Looking again: only what changed is looked at, and the rest still stands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from agent.types import Box, Pixels
from vision.decode import Floats, Sight
from vision.glance import Glance, part_round
from vision.runtime import Look, Meant


class Bars:
    """Sees a button wherever a column or row of bright pixels makes a box of one even colour."""

    def __init__(self) -> None:
        self.sizes: list[tuple[int, int]] = []
        self.relieved = 0

    def see(self, pixels: Pixels, least: float) -> Look:
        import cv2

        self.sizes.append((pixels.shape[1], pixels.shape[0]))
        count, _, stats, _ = cv2.connectedComponentsWithStats((pixels[:, :, 0] > 100).astype(np.uint8))
        boxes = [tuple(float(v) for v in stats[i][:4]) for i in range(1, count)]
        sights = [Sight((x, y, x + w, y + h), "button", 0.9) for x, y, w, h in boxes]
        return Look(sights, (("s4", 1.0),))

    def relieve(self) -> None:
        self.relieved += 1

    def meant(self, phrase: str, boxes: Floats, texts: Sequence[str]) -> Meant | None:
        return Meant((1.0,) * len(boxes), 0.0)


def _screen(*boxes: tuple[int, int, int, int]) -> Pixels:
    pixels = np.zeros((640, 1024, 3), np.uint8)
    for x0, y0, x1, y1 in boxes:
        pixels[y0:y1, x0:x1] = 200
    return pixels


ONE, OTHER, THIRD = (40, 40, 120, 70), (800, 500, 900, 530), (60, 110, 140, 140)


def _seen(glance: Glance, pixels: Pixels) -> set[tuple[float, ...]]:
    return {sight.box for sight in glance.see(pixels, 0.3).sights}


def test_only_the_changed_part_is_looked_at() -> None:
    bars = Bars()
    glance = Glance(bars)
    assert _seen(glance, _screen(ONE, OTHER)) == {ONE, OTHER}
    assert _seen(glance, _screen(ONE, OTHER, THIRD)) == {ONE, OTHER, THIRD}
    assert bars.sizes[0] == (1024, 640)
    assert bars.sizes[1][0] * bars.sizes[1][1] < 0.3 * 1024 * 640


def test_what_has_gone_is_forgotten() -> None:
    glance = Glance(Bars())
    _seen(glance, _screen(ONE, OTHER, THIRD))
    assert _seen(glance, _screen(OTHER, THIRD)) == {OTHER, THIRD}


def test_a_large_thing_with_a_small_change_in_it_stays_whole() -> None:
    large = (10, 100, 1000, 600)
    glance = Glance(Bars())
    _seen(glance, _screen(large))
    changed = _screen(large)
    changed[300:310, 500:510] = 255
    assert large in _seen(glance, changed)


def test_a_great_change_is_looked_at_as_a_whole() -> None:
    bars = Bars()
    glance = Glance(bars)
    _seen(glance, _screen(ONE))
    assert _seen(glance, 255 - _screen(ONE)) != {ONE}
    assert bars.sizes == [(1024, 640)] * 2


def test_another_size_or_threshold_begins_anew() -> None:
    bars = Bars()
    glance = Glance(bars)
    _seen(glance, _screen(ONE))
    glance.see(_screen(ONE)[:320], 0.3)
    glance.see(_screen(ONE)[:320], 0.1)
    assert bars.sizes == [(1024, 640), (1024, 320), (1024, 320)]


def test_a_question_after_a_part_looks_at_the_whole_first() -> None:
    bars = Bars()
    glance = Glance(bars)
    _seen(glance, _screen(ONE))
    _seen(glance, _screen(ONE, THIRD))
    assert glance.meant("it", np.zeros((2, 4), np.float32), ["", ""]) is not None
    assert bars.sizes[-1] == (1024, 640)
    glance.meant("it", np.zeros((2, 4), np.float32), ["", ""])
    assert len(bars.sizes) == 3


def test_an_unchanged_look_after_a_part_is_still_of_a_part() -> None:
    bars = Bars()
    glance = Glance(bars)
    for pixels in (_screen(ONE), _screen(ONE, THIRD), _screen(ONE, THIRD)):
        _seen(glance, pixels)
    assert bars.sizes[-1] != (1024, 640)
    glance.meant("it", np.zeros((1, 4), np.float32), [""])
    assert bars.sizes[-1] == (1024, 640)


def test_what_was_given_back_is_looked_at_again() -> None:
    bars = Bars()
    glance = Glance(bars)
    _seen(glance, _screen(ONE))
    assert glance.needs_little(_screen(ONE, THIRD), 0.3)
    glance.relieve()
    glance.meant("it", np.zeros((1, 4), np.float32), [""])
    assert bars.relieved == 1
    assert bars.sizes == [(1024, 640), (1024, 640)]


def test_parts_are_of_few_sizes_and_lie_in_the_picture() -> None:
    part = part_round(Box(x0=5, y0=300, x1=900, y1=310), 1000, 500)
    assert part == Box(x0=0, y0=252, x1=960, y1=380)
