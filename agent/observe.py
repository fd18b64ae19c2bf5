"""What came of an act, seen in pixels: the effect of one act, and loops without progress. Knows no elements.

Small things that move by themselves (a text cursor, a clock, a spinner) and our own windows are no effect.
"A wrong end is worse than a stop": where a change does not prove the act, the outcome says so.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Sequence
from threading import Event

from agent.observe_difference import Region, regions, same_shape
from agent.observe_settling import BEGIN, Settling, own_windows, settle, window_ids
from agent.ports import Screen
from agent.types import (
    Action,
    Box,
    Clear,
    Click,
    Expectation,
    Frame,
    Hover,
    Outcome,
    Press,
    Scroll,
    TypeText,
    Wait,
    Window,
    bounding,
    targets_of,
)

__all__ = ["ProgressGuard", "effect", "settle", "watch"]

NEAR = 16  # pixels round the target in which a small change is the target's
NEIGHBOURHOOD = 250  # pixels: stands for the target's window where no windows are known
FEW_PIXELS = 4  # fewer changed pixels than this at the target are nothing
SOME_PIXELS = 12  # … elsewhere in its window
FAR_AREA = 2500  # square pixels from which a change outside its window counts: a clock is smaller
TIP_HEIGHT = 44  # a new window without a title of its own, up to this height, is a tooltip
POINTER = (24, 32)  # pixels: the largest picture of a pointer, its tip at the top left
FIELDS = frozenset({"text_field", "text_area", "password_field", "search_field", "combo_box", "spin_box"})


# -- the effect ---------------------------------------------------------------


def effect(
    before: Frame, after: Frame, action: Action, expectation: Expectation, ignore: Sequence[Box] = ()
) -> Outcome:
    """Whether the act had the effect that was to be expected, and where.

    "seen": a change in the expected place, or a window that opened or closed. "none": a change had to be seen
    and was not. "unverifiable": no change need be seen, or what changed does not prove the act.
    """
    if not same_shape(before, after):
        return _seen("The screen has another size now.", after.box)
    news = _window_news(before, after)
    apart = (*own_windows(before, after), *_tooltips(before, after), *_closed_over(before, after, action))
    apart += tuple(ignore)
    changed = [r for r in regions(before, after, apart) if not _is_pointer(r, action)]
    near = _near(action, expectation)
    here = [r for r in changed if _touches(r.box, near) and not r.like_caret and r.pixels >= FEW_PIXELS]
    if here:
        return _seen(_where(here, near), _round(here), news)
    if near and (not expectation.anywhere or isinstance(action, (TypeText, Clear))):
        return _not_there(action, changed, near, news)
    there = [r for r in changed if _counts(r, _territory(before, after, action, near))]
    if there or news:
        return _seen(_where(there, ()) if there else "", _round(there), news)
    return _nothing(action, changed, near)


def _near(action: Action, expectation: Expectation) -> tuple[Box, ...]:
    """Where a small change counts: the expected place, else the targets with a margin."""
    if expectation.near is not None:
        return (expectation.near,)
    return tuple(target.box.grown(NEAR) for target in targets_of(action))


def _territory(before: Frame, after: Frame, action: Action, near: Sequence[Box]) -> tuple[Box, ...]:
    """The windows of the targets, else the one in front; their surroundings where no window is known."""
    found = [window for target in targets_of(action) if (window := before.window_at(target.point))]
    if not near:
        front = [w for frame in (before, after) for w in frame.windows if w.focused and not w.ours]
        return tuple(w.box for w in front) or (before.box,)
    return tuple(w.box for w in found) or tuple(box.grown(NEIGHBOURHOOD) for box in near)


def _counts(region: Region, territory: Sequence[Box]) -> bool:
    if region.like_caret:
        return False
    if _touches(region.box, territory):
        return region.pixels >= SOME_PIXELS
    return region.box.area >= FAR_AREA


def _is_pointer(region: Region, action: Action) -> bool:
    """The picture of the pointer itself, where a screen draws it into its pictures."""
    width, height = region.box.width, region.box.height
    if width > POINTER[0] or height > POINTER[1] or isinstance(action, (TypeText, Clear, Press)):
        return False
    points = [target.point for target in targets_of(action)]
    return any(abs(region.box.x0 - p.x) <= 2 and abs(region.box.y0 - p.y) <= 2 for p in points)


def _not_there(
    action: Action, changed: Sequence[Region], near: Sequence[Box], news: Sequence[str]
) -> Outcome:
    """Something may have changed, but not where the act had to show."""
    if news:
        return Outcome(effect="unverifiable", detail=f"{' '.join(news)} The expected place did not change.")
    elsewhere = [region for region in changed if region.box.area >= FAR_AREA]
    if elsewhere:
        detail = "The expected place did not change, but another part of the screen did."
        return Outcome(effect="none", detail=detail, changed=_round(elsewhere))
    return _nothing(action, changed, near)


def _nothing(action: Action, changed: Sequence[Region], near: Sequence[Box]) -> Outcome:
    """Nothing of weight changed: no effect, unless the act need not show."""
    if isinstance(action, (Hover, Press, Wait)):
        return Outcome(effect="unverifiable", detail="Nothing changed, and nothing need change.")
    if isinstance(action, Scroll):
        return Outcome(effect="none", detail="Nothing moved: it may be at its end.")
    if isinstance(action, TypeText) and (action.replace or len(action.text.strip()) <= 1):
        return Outcome(effect="unverifiable", detail="The field looks the same; the text may be too small.")
    if isinstance(action, Clear):
        return Outcome(effect="unverifiable", detail="The field looks the same; it may have been empty.")
    if isinstance(action, Click) and _may_have_focus(action, changed, near):
        return Outcome(
            effect="unverifiable", detail="Nothing but a text cursor changed; it may have the focus."
        )
    return Outcome(effect="none", detail="Nothing changed.")


def _may_have_focus(action: Click, changed: Sequence[Region], near: Sequence[Box]) -> bool:
    return action.target.kind in FIELDS or any(r.like_caret and _touches(r.box, near) for r in changed)


def _seen(detail: str, changed: Box | None, news: Sequence[str] = ()) -> Outcome:
    return Outcome(effect="seen", detail=" ".join((*news, detail)).strip(), changed=changed)


def _where(changed: Sequence[Region], near: Sequence[Box]) -> str:
    box = _round(changed)
    assert box is not None
    place = f"({box.x0}, {box.y0})–({box.x1}, {box.y1})"
    if near and all(_inside(region.box, near) for region in changed):
        return f"The target changed: {place}."
    return f"The screen changed: {place}."


def _round(changed: Sequence[Region]) -> Box | None:
    return bounding(region.box for region in changed) if changed else None


def _touches(box: Box, places: Iterable[Box]) -> bool:
    return any(box.intersection(place) is not None for place in places)


def _inside(box: Box, places: Iterable[Box]) -> bool:
    return any(place.encloses(box) for place in places)


# -- windows ------------------------------------------------------------------


def _new(before: Frame, after: Frame) -> list[Window]:
    known = window_ids(before)
    return [window for window in after.windows if not window.ours and window.id not in known]


def _is_tooltip(window: Window) -> bool:
    return not _own_title(window) and window.box.height <= TIP_HEIGHT


def _own_title(window: Window) -> str:
    """Its title; menus and tooltips have none, or (in GTK) their program's name."""
    return "" if window.title.casefold() == window.app.casefold() else window.title


def _tooltips(before: Frame, after: Frame) -> tuple[Box, ...]:
    come_and_gone = _new(before, after) + _new(after, before)
    return tuple(window.box for window in come_and_gone if _is_tooltip(window))


def _closed_over(before: Frame, after: Frame, action: Action) -> tuple[Box, ...]:
    """Menus that closed while a text was written: what they had covered proves nothing about the text."""
    if not isinstance(action, (TypeText, Clear)):
        return ()
    return tuple(w.box for w in _new(after, before) if not _own_title(w))


def _window_news(before: Frame, after: Frame) -> tuple[str, ...]:
    """Sentences on windows that opened, closed, or changed their title."""
    opened = [f"{_named(w)} opened." for w in _new(before, after) if not _is_tooltip(w)]
    closed = [f"{_named(w)} closed." for w in _new(after, before) if not _is_tooltip(w)]
    titles = {window.id: window.title for window in before.windows if not window.ours}
    retitled = [
        f"The window is now called “{window.title}”."
        for window in after.windows
        if window.id in titles and titles[window.id] != window.title and not window.ours
    ]
    return (*opened, *closed, *retitled)


def _named(window: Window) -> str:
    title = _own_title(window)
    return f"The window “{title}”" if title else "A menu or another pop-up"


# -- both ----------------------------------------------------------------------


def watch(
    screen: Screen,
    stop: Event,
    before: Frame,
    action: Action,
    expectation: Expectation,
    longest: float,
    begin: float = BEGIN,
) -> tuple[Frame, Outcome]:
    """Settles and judges the effect; where none is seen, a slow program gets the rest of `longest`."""
    started = time.monotonic()
    settling = Settling(screen, stop)
    after = settling.until_still(longest, before, begin)
    outcome = effect(before, after, action, expectation, settling.restless_boxes())
    while outcome.effect == "none" and not isinstance(action, Scroll):
        left = longest - (time.monotonic() - started)
        if left <= 0:
            break
        after = settling.until_still(left, after, left)
        outcome = effect(before, after, action, expectation, settling.restless_boxes())
    return after, outcome.model_copy(update={"took": time.monotonic() - started})


# -- progress -----------------------------------------------------------------


class ProgressGuard:
    """Notices when a run gets nowhere: two acts in a row without effect, or the same act on the same picture
    twice (unless its planner says each step but once, as the embedded one does: then the person has said it
    twice). Waits are exempt, and so is what was not performed; to scroll in vain is to look."""

    def __init__(self, remembers: int = 6) -> None:
        self._past: deque[tuple[Action, Frame]] = deque(maxlen=remembers)
        self._fruitless = 0

    def add(self, seen: Frame, action: Action, outcome: Outcome, may_circle: bool = True) -> str:
        """Takes the next act, the picture that it was decided on and what came of it; the sentence to stop
        with, or "" to go on."""
        if isinstance(action, Wait) and outcome.effect == "seen":
            self._fruitless = 0  # the effect of the act before it was late
        if isinstance(action, Wait) or outcome.effect in {"skipped", "unknown"}:
            return ""
        if outcome.effect != "unverifiable" and not isinstance(action, Scroll):  # a page may be at its end
            self._fruitless = self._fruitless + 1 if outcome.effect == "none" else 0
        repeated = may_circle and any(
            action == past and _same_picture(seen, frame) for past, frame in self._past
        )
        self._past.append((action, seen))
        if self._fruitless >= 2:
            return (
                "Two acts in a row had no visible effect, so it stopped; look at the screen before you go on."
            )
        if repeated:
            return (
                "The same act came twice on the same picture, so it stopped; it was going round in circles."
            )
        return ""


def _same_picture(one: Frame, other: Frame) -> bool:
    """Equal but for a text cursor's blink and our own windows."""
    if not same_shape(one, other):
        return False
    return all(region.like_caret for region in regions(one, other, own_windows(one, other)))
