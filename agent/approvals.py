"""What the person's earlier answers in this run already cover. Pure.

An open menu or list holds the mouse and the keyboard: a click on our card would only close it. So a harmless
choice in a list that an allowed act has just opened goes on by itself, after it was shown. An act that was
allowed but could not be performed, since the screen changed under it, need not be allowed twice when it comes
back with the same target in the same window and surroundings: an OK button looks alike in every dialog.
Nothing consequential is ever covered by anything but that.
"""

from __future__ import annotations

import hashlib

from agent.types import (
    Act,
    Action,
    Box,
    Click,
    Judgement,
    Observation,
    Target,
    Window,
    bounding,
    targets_of,
)

HARMLESS = ("look", "navigate", "write")
OPENERS = ("menu_bar_item", "menu_item", "combo_box")
CHOICES = ("menu_item", "list_item")
NEARBY = (500, 400)  # pixels round a target, x and y, in which the question stands that it answers


class Approvals:
    """Remembers the acts that were allowed in one run. `rest`: further harmless acts need no answer."""

    def __init__(self) -> None:
        self.rest = False
        self._last: Action | None = None
        self._unperformed: tuple[Action, str] | None = None

    def allowed(self, action: Action, seen: Observation) -> None:
        """The person, or a rule of this class, has just allowed this act."""
        self._last = action
        self._unperformed = (_without_element(action), _picture(action, seen))

    def performed(self) -> None:
        """The act was carried out: to do the same again is to be asked again."""
        self._unperformed = None

    def cover(self, act: Act, judgement: Judgement, seen: Observation) -> bool:
        """Whether the act may go on by itself."""
        if judgement.consequence == "forbidden":
            return False
        if self._unperformed == (_without_element(act.action), _picture(act.action, seen)):
            return bool(targets_of(act.action))
        harmless = judgement.consequence in HARMLESS
        return harmless and (self.rest or self._in_opened_list(act.action))

    def _in_opened_list(self, action: Action) -> bool:
        if not (isinstance(self._last, Click) and isinstance(action, Click)):
            return False
        plain = action.button == "left" and action.count == 1 and not action.modifiers
        return plain and self._last.target.kind in OPENERS and action.target.kind in CHOICES


def _without_element(action: Action) -> Action:
    """The act without the number that its target happens to have in one observation."""
    numbered = {name: t for name in ("source", "target", "to") if (t := getattr(action, name, None))}
    return action.model_copy(
        update={name: t.model_copy(update={"element": None}) for name, t in numbered.items()}
    )


def _picture(action: Action, seen: Observation) -> str:
    """A digest of what stands at the targets and round them, and in which windows."""
    digest = hashlib.sha256()
    for place in targets_of(action):
        window = seen.frame.window_at(place.point)
        digest.update(repr(window and (window.id, window.title, window.box)).encode())
        digest.update(seen.frame.crop(_round(place, window)).tobytes())
    return digest.hexdigest()


def _round(place: Target, window: Window | None) -> Box:
    """The target's surroundings in its window."""
    (x, y), (dx, dy) = (place.point.x, place.point.y), NEARBY
    near = bounding([place.box, Box(x0=x - dx, y0=y - dy, x1=x + dx, y1=y + dy)])
    return (window and near.intersection(window.box)) or near
