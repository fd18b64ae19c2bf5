"""What stands at a target and in front, as the policy needs it: texts and windows. Pure."""

from __future__ import annotations

import re

from agent import policy_words as words
from agent.policy_programs import RUN_DIALOGS, TERMINALS, program_names
from agent.policy_text import Strictness
from agent.types import Box, Element, Observation, Target, Window

FIELDS = frozenset({"text_field", "text_area", "password_field", "search_field", "combo_box", "spin_box"})
STRICT = FIELDS | {"tab", "menu_bar_item", "table_header", "scroll_bar", "splitter"}
LOOSE = frozenset(
    {"button", "icon_button", "menu_item", "checkbox", "radio", "switch", "icon", "image", "window_control"}
)
CONTAINERS = frozenset(
    {"window", "dialog", "menu", "toolbar", "panel", "list", "table", "tab_bar", "notification"}
)
ROWS = frozenset({"list_item", "tree_item", "table_cell"})
CONTROL_SIZE = (480, 96)  # pixels: what lies inside a larger box is not written on one control


def strictness(kind: str) -> Strictness:
    return "strict" if kind in STRICT else "loose" if kind in LOOSE else "medium"


def under(target: Target, seen: Observation) -> list[Element]:
    """The elements under the point, smallest first, and the one that the planner named; no containers."""
    here = [
        element
        for element in seen.elements
        if element.kind not in CONTAINERS
        and (element.box.contains(target.point) or element.id == target.element)
    ]
    return sorted(here, key=lambda element: element.box.area)


def texts(target: Target, seen: Observation) -> list[tuple[str, Strictness]]:
    """All that is written on the target (under its point, inside its box), with how it is to be read."""
    here = under(target, seen)
    controls = [e for e in here if _control_sized(e.box) and e.kind not in {"label", "heading"}]
    areas = [target.box] * _control_sized(target.box) + [control.box for control in controls]
    inside = [e for e in seen.elements if any(mostly_in(e, area) for area in areas)]
    chosen = {e.id: e for e in here + inside if e.kind not in CONTAINERS}
    return [
        (text, _read_as(element, controls))
        for element in chosen.values()
        for text in (element.text, element.label)
        if text.strip()
    ]


def _read_as(element: Element, controls: list[Element]) -> Strictness:
    """A label on a button is read as the button's."""
    if element.kind in {"label", "heading"}:
        element = next((c for c in controls if mostly_in(element, c.box)), element)
    return strictness(element.kind)


def _control_sized(box: Box) -> bool:
    return box.width <= CONTROL_SIZE[0] and box.height <= CONTROL_SIZE[1]


def mostly_in(element: Element, area: Box) -> bool:
    """Whether at least half of the element lies in the area."""
    both = element.box.intersection(area)
    return both is not None and 2 * both.area >= element.box.area


# -- windows ------------------------------------------------------------------


def front_window(seen: Observation) -> Window | None:
    """The window that gets the keys: the focused one, else the topmost; never one of our own."""
    others = [window for window in seen.frame.windows if not window.ours]
    focused = [window for window in others if window.focused]
    chosen = focused or others
    return chosen[-1] if chosen else None


def has_name(window: Window | None, names: frozenset[str]) -> bool:
    """Whether the program, the title or one part of the title is one of the names."""
    if window is None:
        return False
    parts = re.split(r" [-–—|:] |: ", window.title.casefold())
    return bool(program_names(window.app) & names) or any(part.strip() in names for part in parts)


def is_terminal(window: Window | None) -> bool:
    """A terminal, a console or a field for commands, by its program, its title or a prompt in the title."""
    if has_name(window, TERMINALS) or has_name(window, RUN_DIALOGS):
        return True
    return window is not None and bool(words.PROMPT.search(window.title))


def is_secondary(window: Window | None, seen: Observation) -> bool:
    """A smaller window of a program that shows a larger one: a dialog, a palette."""
    if window is None:
        return False
    kin = [w for w in seen.frame.windows if w.id != window.id and not w.ours and _same_program(w, window)]
    return any(2 * window.box.area < 1.8 * other.box.area for other in kin)


def _same_program(one: Window, other: Window) -> bool:
    if one.pid and other.pid:
        return one.pid == other.pid
    return bool(one.app) and one.app == other.app
