"""What to try for a target that is not in view: scrolling, and the menu that holds what has no room.

Each way is tried once a step, after a moment's patience; all of it only looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from agent.exploring import calm_place, can_scroll
from agent.grounding.scene import scene_of
from agent.macro import Mark
from agent.replaying.acting import target_of
from agent.replaying.windows import holders
from agent.types import (
    Action,
    Box,
    Candidate,
    Click,
    Element,
    Observation,
    Outcome,
    Point,
    Scroll,
    Target,
    Window,
)

NOTCHES = 4
MOST_SCREENS = 12
TOP = 100  # notches: as far back as one act goes
OVERFLOW = frozenset(
    {"more", "more options", "menu", "main menu", "hamburger", "overflow", "»", "⋮", "⋯", "☰"}
)
TURNED = frozenset({"slider", "spin_box", "combo_box", "tab", "scroll_bar"})  # the wheel changes these
PLACES = ((0.5, 0.5), (0.5, 0.65), (0.4, 0.4), (0.7, 0.6), (0.25, 0.7))
OPENERS = frozenset({"button", "icon_button"})


@dataclass
class Search:
    """The search for one target. `down`: which way the macro scrolled last."""

    mark: Mark
    down: bool = True
    _ways: Iterator[int] | None = None
    _at_end: bool = False
    _opened: bool = False
    _turns: int = 0
    _screens: int = 0
    tried: list[str] = field(default_factory=list)

    def next(self, seen: Observation) -> tuple[Action, str] | None:
        """What to try now, and why; None where all was tried."""
        return self._scroll(seen) or self._open(seen)

    def observed(self, outcome: Outcome) -> None:
        """What came of that: a page that did not move is at its end."""
        self._at_end = outcome.effect == "none"

    def _scroll(self, seen: Observation) -> tuple[Action, str] | None:
        window = window_of(self.mark, seen)
        place = calm_target(self.mark, seen) if window is not None and can_scroll(seen, window) else None
        if place is None or self._turns > 1:
            return None
        if self._at_end or self._screens >= MOST_SCREENS:
            self._at_end, self._screens, self._turns = False, 0, self._turns + 1
            if self._turns > 1:
                return None
            self.down = not self.down
        first_turned = self._turns == 1 and self._screens == 0
        self._screens += 1
        amount = TOP if first_turned and not self.down else NOTCHES
        self._note("scrolled")
        why = f"It is not in view; looking further {'down' if self.down else 'up'}."
        return Scroll(target=place, dy=amount if self.down else -amount), why

    def _open(self, seen: Observation) -> tuple[Action, str] | None:
        """The button behind which a narrow window keeps what has no room."""
        if self._opened:
            return None
        self._opened = True
        element = _overflow(self.mark, seen)
        if element is None:
            return None
        self._note("opened the menu of what has no room")
        candidate = Candidate(element=element, point=element.box.centre, score=0.5)
        return Click(target=target_of(candidate)), "It may be in the menu of what has no room."

    def _note(self, words: str) -> None:
        if words not in self.tried:
            self.tried.append(words)


def window_of(mark: Mark, seen: Observation) -> Window | None:
    """The window that should hold the mark: of its program, the one in front."""
    told = [w for w in seen.frame.windows if not w.ours and w.title]
    same = [w for w in told if not mark.program or w.app.casefold() == mark.program.casefold()]
    return next((w for w in reversed(same) if w.focused), same[-1] if same else None)


def _overflow(mark: Mark, seen: Observation) -> Element | None:
    scene = scene_of(seen)
    allowed = holders(scene, mark).regions
    found = [
        e for i, e in enumerate(scene.elements)
        if e.kind in OPENERS and (allowed is None or scene.owners[i] in allowed)
        and OVERFLOW & {e.name.casefold().strip(), *(name for name, chance in e.aliases if chance >= 0.6)}
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def calm_target(mark: Mark, seen: Observation) -> Target | None:
    """A place in the mark's window where the wheel changes nothing but the view: a text near the middle, else
    the first of some places where nothing takes the wheel for itself."""
    window = window_of(mark, seen)
    if window is None:
        return None
    return calm_place(seen, window) or next(filter(None, (_plain(seen, window, *at) for at in PLACES)), None)


def _plain(seen: Observation, window: Window, across: float, down: float) -> Target | None:
    box = window.box
    point = Point(x=box.x0 + round(box.width * across), y=box.y0 + round(box.height * down))
    there = seen.at(point)
    if there is not None and there.kind in TURNED:
        return None
    near = Box(x0=point.x - 8, y0=point.y - 8, x1=point.x + 8, y1=point.y + 8)
    return Target(point=point, box=near, description="middle of the window", kind="panel")
