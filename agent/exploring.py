"""Looking for what is not in view: the tab or the menu that it is said to be in is opened, and a page that
can be scrolled is scrolled down, from its top where need be. Each way is tried once for each thing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from agent.ground import ground
from agent.grounding.scene import scene_of
from agent.intents import Phrase
from agent.types import (
    Act,
    Box,
    Candidate,
    Click,
    Element,
    Kind,
    Observation,
    Outcome,
    Scroll,
    Target,
    Window,
)

NOTCHES = 5
MOST_SCREENS = 12
OPENS: frozenset[Kind] = frozenset(
    {"tab", "menu_bar_item", "menu_item", "combo_box", "list_item", "link", "tree_item"}
)
_DIALOG = re.compile(r"\b(?:dialog(?:ue)?|window|pop-?up|banner)\b|对话框|窗口|弹窗", re.I)
_BROWSER = re.compile(r"chrom|firefox|edge|safari|brave|opera|epiphany|konqueror", re.I)
_CALM: frozenset[Kind] = frozenset({"label", "heading", "image"})


@dataclass
class Exploring:
    """What was tried for each thing, over a run."""

    _opened: set[Phrase] = field(default_factory=set)
    _screens: dict[Phrase, int] = field(default_factory=dict)
    _at_end: set[int] = field(default_factory=set)  # windows that do not scroll further
    _scrolled: int | None = None  # the window that was scrolled last

    def next(self, phrase: Phrase, seen: Observation, words: str) -> Act | None:
        """What to try now; None where all was tried."""
        return self._open(phrase, seen, words) or self._scroll(phrase, seen, words)

    def bare(self, phrase: Phrase) -> Phrase | None:
        """What to look for once the tab or the section was opened: what is in it stands under it, and not
        inside; None where nothing was opened for it."""
        if phrase not in self._opened:
            return None
        held = tuple(r for r in phrase.relations if r.how != "inside")
        return phrase.model_copy(update={"relations": held, "window": ""})

    def observed(self, outcome: Outcome) -> None:
        """What came of what `next` gave last."""
        if self._scrolled is not None and outcome.effect == "none":
            self._at_end.add(self._scrolled)
        self._scrolled = None

    def _open(self, phrase: Phrase, seen: Observation, words: str) -> Act | None:
        """The tab, the menu or the section that the words say it is in."""
        holder = _holder(phrase)
        if holder is None or phrase in self._opened:
            return None
        self._opened.add(phrase)
        found = ground(holder, seen, OPENS)
        candidate = found.candidates[0] if found.outcome == "found" else None
        if candidate is None or candidate.element.kind not in OPENS or "selected" in candidate.element.states:
            return None
        return Act(
            action=Click(target=_target(candidate)),
            words=words,
            why=f"“{phrase.words}” is said to be in there.",
        )

    def _scroll(self, phrase: Phrase, seen: Observation, words: str) -> Act | None:
        window = next((w for w in reversed(seen.frame.windows) if w.focused and not w.ours), None)
        if window is None or window.id in self._at_end or not can_scroll(seen, window):
            return None
        count = self._screens.get(phrase, 0)
        calm = calm_place(seen, window)
        if count >= MOST_SCREENS or calm is None:
            return None
        self._screens[phrase] = count + 1
        self._scrolled = window.id
        why = f"“{phrase.words}” is not in view; looking further down."
        return Act(action=Scroll(target=calm, dy=NOTCHES), words=words, why=why)


def _holder(phrase: Phrase) -> Phrase | None:
    """A dialog or a window is there or not: no click on a thing of its name opens it."""
    held = next((r.anchor for r in phrase.relations if r.how == "inside"), None)
    if held is not None and _DIALOG.search(held.words):
        return None
    if held is not None and held.name:
        return Phrase(words=held.words, name=held.name)
    return Phrase(words=phrase.window, name=phrase.window) if phrase.window else None


def can_scroll(seen: Observation, window: Window) -> bool:
    """A browser's page may always; another window where a scroll bar is seen in it."""
    if _BROWSER.search(f"{window.app} {window.title}"):
        return True
    return any(e.kind == "scroll_bar" and window.box.contains(e.box.centre) for e in seen.elements)


def calm_place(seen: Observation, window: Window) -> Target | None:
    """A text in the middle of the window: the wheel changes nothing there but the view."""
    scene = scene_of(seen)
    middle = window.box.centre
    calm = [e for e in scene.elements if e.kind in _CALM and _well_inside(e, window.box)]
    near = sorted(calm, key=lambda e: abs(e.box.middle_x - middle.x) + abs(e.box.middle_y - middle.y))
    if not near:
        return None
    one = near[0]
    return Target(
        point=one.box.centre, box=one.box, description=f"text “{one.text}”", kind=one.kind, element=one.id
    )


def _well_inside(element: Element, window: Box) -> bool:
    """Not in a title or a tool bar at the top, nor at the very bottom."""
    top = window.y0 + max(90, window.height // 5)
    return window.encloses(element.box) and element.box.y0 > top and element.box.y1 < window.y1 - 20


def _target(candidate: Candidate) -> Target:
    element = candidate.element
    kind = element.kind.replace("_", " ")
    return Target(
        point=candidate.point,
        box=element.box,
        description=f"{kind} “{element.name}”",
        kind=element.kind,
        element=element.id,
    )
