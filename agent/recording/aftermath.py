"""What is to be seen after a step, and what a pause had been for: proposals from what came up. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.grounding.letters import normalise
from agent.macro import Check, Mark
from agent.macros.values import escape
from agent.recording.places import in_front
from agent.types import Box, Element, Frame, Observation, Point, Window

TIP_HEIGHT = 44  # pixels: a window without a title of its own, up to this height, is a tooltip
TOLD = ("heading", "label", "notification", "dialog", "link", "button")  # what tells that something is done
WORDS = re.compile(r"[^\W\d_][^\d]{1,58}[^\W_]?[.!…]?")  # without figures: those change by themselves
LONGEST = 200  # characters
TICKED = frozenset({"checkbox", "radio", "switch"})
SAME = 0.7  # IoU of a thing that stayed where it was


def opened(before: Frame, after: Frame) -> Check | None:
    """A window that came up, by its title."""
    known = {window.id for window in before.windows}
    titles = {window.title for window in before.windows}
    new = [w for w in reversed(after.windows) if w.id not in known and _titled(w) and w.title not in titles]
    return _called(new[0]) if new else None


def closed(own: Window | None, after: Frame) -> Check | None:
    """The window that was acted on has gone, and none of its name is left."""
    if own is None or not _titled(own) or any(w.id == own.id or own.title in w.title for w in after.windows):
        return None
    return _called(own, present=False)


def ticked(before: Observation, after: Observation, point: Point, mark: Mark) -> Check | None:
    """The tick that a click set or took away."""
    was, now = (_box_at(seen, point) for seen in (before, after))
    if was is None or now is None or was.kind != now.kind or was.box.iou(now.box) < SAME:
        return None
    set_before, set_now = ("checked" in element.states for element in (was, now))
    return Check(sees="mark", mark=mark, state="checked", present=set_now) if set_before != set_now else None


def _box_at(seen: Observation, point: Point) -> Element | None:
    here = [e for e in seen.elements if e.kind in TICKED and e.box.contains(point)]
    return min(here, key=lambda e: e.box.area, default=None)


def _called(window: Window, present: bool = True) -> Check:
    return Check(sees="window", words=escape(window.title[:LONGEST]), present=present)


def _titled(window: Window) -> bool:
    title = window.title.strip()
    return bool(title) and not window.ours and title.casefold() != window.app.casefold()


def came_up(before: Observation, after: Observation, typed: Sequence[str] = ()) -> Check | None:
    """New words in front that will stand there again: no part of words that were there, nor what was only
    covered by a window that went away. `typed`: texts that the person wrote themselves."""
    known = [normalise(text) for text in (*(e.text for e in before.elements), *typed)]
    bare = uncovered(before.frame, after.frame)
    new = [
        e for e in in_front(after)
        if e.kind in TOLD and WORDS.fullmatch(e.text.strip())
        and not any(normalise(e.text) in text for text in known)
        and not any(e.box.meets(box) for box in bare)
    ]  # fmt: skip
    best = min(new, key=_rank, default=None)
    return Check(words=escape(best.text.strip()[:LONGEST])) if best is not None else None


def uncovered(before: Frame, after: Frame) -> list[Box]:
    """Where windows were that have closed since, or moved."""
    now = {window.id: window.box for window in after.windows}
    return [window.box for window in before.windows if now.get(window.id) != window.box]


def _rank(element: Element) -> tuple[int, int, int]:
    return TOLD.index(element.kind), element.box.y0, element.box.x0
