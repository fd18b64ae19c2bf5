"""The last look before a press: is the target still what was perceived, in the same window, and not ours?

Perception and act lie seconds apart; anything may move, cover or swap the target in between (research:
safety.md, R1; "PUSV", arXiv 2604.18860, re-checks the target's crop and the window list in the same way).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from agent.errors import InputError, PolicyError, TargetChanged
from agent.ports import Screen
from agent.types import Action, Box, Frame, Pixels, Point, Target, Window, targets_of

MARGIN = 4  # pixels round the target that are compared too
REACH = (160, 80)  # of a large target, only this far from the point is compared, x and y
DIFFERENT = 28  # of 255: a channel that differs by more is another colour, not noise
BLOCK = 8  # pixels: changes are counted in every square of this side …
BLOCK_CHANGES = 3  # … and with more changed pixels than these in one of them, it is another picture
SHADE_CHANGES = 8  # the same, where the shade has changed too: edges between two shades are not quite linear
CARET_WIDTH, CARET_HEIGHT = 3, 10  # pixels, at the most and at the least
EDGE = 3  # pixels: borders keep their colour when a button is highlighted
FLAT = 6.0  # standard deviation of a crop in which there is nothing to recognise
OURS = "That point lies in Deskhand's own window; it never clicks itself."


def check(action: Action, seen: Frame, screen: Screen) -> Frame | None:
    """Looks at all targets of an act again; the newest picture, or None for an act without a target.

    Raises PolicyError (a window of ours), TargetChanged (with what changed), InputError (outside the
    desktop), CaptureError.
    """
    fresh = None
    for target in targets_of(action):
        fresh = check_target(target, seen, screen)
    return fresh


def check_target(target: Target, seen: Frame, screen: Screen) -> Frame:
    """The picture and the window of one target. The picture of the target's surroundings as it is now."""
    check_inside(target.point, seen)
    fresh = screen.grab(region_of(target))
    check_windows(target, seen, fresh)
    check_picture(target, seen, fresh)
    return fresh


def check_window(target: Target, seen: Frame, screen: Screen) -> Frame:
    """The window alone, for when the pointer stands on the target and may have changed its looks. The picture
    of the target's surroundings as it is now."""
    fresh = screen.grab(region_of(target))
    check_windows(target, seen, fresh)
    return fresh


def has_changed(then: Frame, now: Frame) -> bool:
    """Whether anything shows that did not, if only a text cursor; for two pictures of one place."""
    if then.pixels.shape != now.pixels.shape:
        return True
    return bool((np.abs(then.pixels.astype(np.int16) - now.pixels.astype(np.int16)) > DIFFERENT).any())


def check_inside(point: Point, seen: Frame) -> None:
    """Raises InputError for a point on no monitor."""
    boxes = [monitor.box for monitor in seen.monitors] or [seen.box]
    if not any(box.contains(point) for box in boxes):
        raise InputError(f"The point ({point.x}, {point.y}) lies outside the desktop.")


def check_windows(target: Target, seen: Frame, fresh: Frame) -> None:
    """Raises PolicyError for a window of ours, TargetChanged for another window or one that moved."""
    now = fresh.window_at(target.point)
    refuse_ours(now)
    then = seen.window_at(target.point)
    if not seen.windows or not fresh.windows:  # a system that does not tell its windows
        return
    name = f"The target {target.description!r}"
    if (then and then.id) != (now and now.id):
        raise TargetChanged(f"{name} is now covered by or in another window{_called(now)}; looking again.")
    if then and now and then.box != now.box:
        raise TargetChanged(
            f"The window{_called(now)} of the target has moved or changed size; looking again."
        )


def refuse_ours(window: Window | None) -> None:
    if window is not None and window.ours:
        raise PolicyError(OURS)


def check_picture(target: Target, seen: Frame, fresh: Frame) -> None:
    """Raises TargetChanged when the target looks other than in `seen`."""
    region = region_of(target).intersection(seen.box)
    region = region and region.intersection(fresh.box)
    if region is None or not region.contains(target.point):
        raise TargetChanged(f"The target {target.description!r} was not in the picture; looking again.")
    if same_picture(seen.crop(region), fresh.crop(region)):
        return
    inner = region.intersection(target.box.grown(-EDGE)) or region
    if same_shape(seen.crop(inner), fresh.crop(inner)):
        return
    raise TargetChanged(f"The target {target.description!r} looks different now; looking again.")


def region_of(target: Target) -> Box:
    """The part of the desktop that is compared: the target and a margin, or of a large one what is near."""
    near = _around(target.point, *REACH)
    return target.box.grown(MARGIN).intersection(near) or _around(target.point, MARGIN, MARGIN)


def same_picture(then: Pixels, now: Pixels) -> bool:
    """Whether two crops [H, W, 3] show the same, but for noise and a blinking caret."""
    changed = np.abs(then.astype(np.int16) - now.astype(np.int16)).max(axis=2) > DIFFERENT
    return not _has_block_over(BLOCK_CHANGES, _without_caret(changed))


def same_shape(then: Pixels, now: Pixels) -> bool:
    """Whether `now` is `then` in another shade, as under a hovering pointer: one line maps each channel.

    A least-squares line now = a·then + b for each channel; what it leaves unexplained counts as changed.
    """
    residual = np.zeros(then.shape[:2], dtype=np.float64)
    for channel in range(3):
        x, y = then[..., channel].astype(np.float64), now[..., channel].astype(np.float64)
        if x.std() < FLAT or y.std() < FLAT:
            if abs(x.mean() - y.mean()) > 2 * DIFFERENT or max(x.std(), y.std()) >= 2 * FLAT:
                return False
            continue
        slope, base = np.polyfit(x.ravel(), y.ravel(), 1)
        if abs(slope) < 0.25:
            return False
        residual = np.maximum(residual, np.abs(slope * x + base - y))
    return not _has_block_over(SHADE_CHANGES, _without_caret(residual > DIFFERENT))


def _without_caret(changed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The mask, or an empty one if all that changed is one upright bar, with few gaps where letters are."""
    columns, rows = np.flatnonzero(changed.any(axis=0)), np.flatnonzero(changed.any(axis=1))
    if not columns.size:
        return changed
    width, height = columns[-1] - columns[0] + 1, rows[-1] - rows[0] + 1
    is_bar = width <= CARET_WIDTH and height >= CARET_HEIGHT and rows.size >= 0.7 * height
    return np.zeros_like(changed) if is_bar else changed


def _has_block_over(limit: int, changed: NDArray[np.bool_]) -> bool:
    if not changed.any():
        return False
    sums = np.pad(changed, BLOCK).cumsum(axis=0).cumsum(axis=1)  # a summed-area table
    squares = sums[BLOCK:, BLOCK:] - sums[:-BLOCK, BLOCK:] - sums[BLOCK:, :-BLOCK] + sums[:-BLOCK, :-BLOCK]
    return bool((squares > limit).any())


def _around(point: Point, x: int, y: int) -> Box:
    return Box(x0=point.x - x, y0=point.y - y, x1=point.x + x + 1, y1=point.y + y + 1)


def _called(window: Window | None) -> str:
    name = window and (window.title or window.app)
    return f" {name!r}" if name else ""
