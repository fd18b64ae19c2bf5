"""What stands at a target and in front, as the policy needs it: texts, windows, dialogs. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agent import policy_words as words
from agent.policy_text import Strictness, danger, meaning, plain
from agent.types import Box, Element, Observation, Point, Target, Window

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
NEARBY = (500, 400)  # pixels round an answer in which its question is looked for
DIALOG_SHARE = 0.5  # a window larger than this share of the screen is no dialog by its buttons alone


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
    inside = [e for e in seen.elements if any(_mostly_in(e, area) for area in areas)]
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
        element = next((c for c in controls if _mostly_in(element, c.box)), element)
    return strictness(element.kind)


def _control_sized(box: Box) -> bool:
    return box.width <= CONTROL_SIZE[0] and box.height <= CONTROL_SIZE[1]


def _mostly_in(element: Element, area: Box) -> bool:
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
    return window.app.casefold() in names or any(part.strip() in names for part in parts)


def is_terminal(window: Window | None) -> bool:
    """A terminal, a console or a field for commands, by its program, its title or a prompt in the title."""
    if has_name(window, words.TERMINALS) or has_name(window, words.RUN_DIALOGS):
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


# -- dialogs ------------------------------------------------------------------


def answer_danger(answer: str, point: Point, seen: Observation) -> str | None:
    """What OK, Yes, No and their like bring about by the question they answer; None when nothing grave."""
    answer = answer.strip(" !.,。！")
    if answer not in words.AFFIRMATIVES | words.REFUSALS:
        return None
    window = seen.frame.window_at(point)
    said = list(_sentences(_around(point, seen), window, apart_from=answer))
    if answer in words.REFUSALS:
        saving = any(words.SAVE.search(plain(text)) for text in said)
        return words.LOSES if saving else None
    if window is not None and words.AUTHENTICATION.search(f"{window.title} {window.app}"):
        return words.LOGS_IN
    means = _first_danger(said)
    if means is None and answer in words.UNKNOWABLE and not said:
        return "the question cannot be read"
    return means


def _around(point: Point, seen: Observation) -> list[Element]:
    """The elements of the dialog at the point or, where no dialog is seen, near the point in its window."""
    dialogs = [e.box for e in seen.elements if e.kind == "dialog" and e.box.contains(point)]
    if dialogs:
        area = min(dialogs, key=lambda box: box.area)
    else:
        area = Box(
            x0=point.x - NEARBY[0], y0=point.y - NEARBY[1], x1=point.x + NEARBY[0], y1=point.y + NEARBY[1]
        )
        window = seen.frame.window_at(point)
        area = (area.intersection(window.box) or area) if window else area
    return [element for element in seen.elements if _mostly_in(element, area)]


def _sentences(elements: Iterable[Element], window: Window | None, apart_from: str = "") -> Iterable[str]:
    """What a dialog says: its title, labels and buttons; not the rows of a list or the text in a field."""
    if window is not None and window.title:
        yield window.title
    for element in elements:
        if element.kind in ROWS or element.kind in FIELDS or plain(element.text) == apart_from:
            continue
        if element.text.strip():
            yield element.text


def _first_danger(said: Iterable[str]) -> str | None:
    return next((means for text in said if (means := danger(text))), None)


def searching(text: str, point: Point, seen: Observation) -> bool:
    """Whether "Replace" belongs to a search in a text, or only opens one, so that no file is meant."""
    window = seen.frame.window_at(point)
    title = plain(window.title) if window else ""
    if "…" in text or "..." in text or any(words.FINDS.search(t) for t in (plain(text), title)):
        return True
    return any(words.FINDS.match(plain(e.name)) for e in _around(point, seen) if e.kind not in ROWS)


def enter_danger(seen: Observation, *, submits: bool = True) -> str | None:
    """What Enter (or, without `submits`, another key) may press in the window in front, if it is grave."""
    window = front_window(seen)
    if is_terminal(window):
        return "it runs what is typed in a terminal or a field for commands"
    here = _in_front(window, seen)
    focused = [e for e in here if "focused" in e.states and e.kind in LOOSE and e.text]
    grave = next((e for e in focused if meaning(e.text)), None)
    if grave is not None:
        return f"“{grave.text}” has the focus"
    if _is_dialog(window, here, seen):
        return _dialog_danger(window, here)
    return _form_danger(window, here) if submits else None


def _in_front(window: Window | None, seen: Observation) -> list[Element]:
    """The elements of the dialog in front, else of the window in front, else all."""
    inside = [e for e in seen.elements if window is None or _mostly_in(e, window.box)]
    dialogs = [e for e in inside if e.kind == "dialog"]
    if not dialogs:
        return inside
    smallest = min(dialogs, key=lambda e: e.box.area)
    return [e for e in inside if _mostly_in(e, smallest.box)]


def _is_dialog(window: Window | None, here: list[Element], seen: Observation) -> bool:
    if any(e.kind == "dialog" for e in here) or is_secondary(window, seen):
        return True
    if window is not None and words.AUTHENTICATION.search(f"{window.title} {window.app}"):
        return True
    small = window is None or window.box.area < DIALOG_SHARE * seen.frame.box.area
    names = {plain(e.text) for e in here if e.kind not in ROWS}
    return small and bool(names & words.CANCELS) and _answers(names)


def _answers(names: set[str]) -> bool:
    return bool(names & words.AFFIRMATIVES) or any(
        words.SAVE.search(name) or words.SEARCH.search(name) for name in names
    )


def _dialog_danger(window: Window | None, here: list[Element]) -> str | None:
    said = list(_sentences(here, window))
    means = _first_danger(said)
    finds = window is not None and words.SEARCH.search(plain(window.title))
    if means is not None and not (finds and means == words.OVERWRITES):
        return f"the dialog in front says that {means}"
    names = {plain(e.text) for e in here if e.kind not in ROWS}
    if finds or _answers(names):
        return None
    return "the dialog in front has a default that cannot be read"


def _form_danger(window: Window | None, here: list[Element]) -> str | None:
    """Enter outside a dialog: it may send a message or submit the form that is in sight."""
    if has_name(window, words.CHATS):
        return "it sends the message in this program"
    if any(e.kind == "password_field" for e in here):
        return "it may submit the credentials in sight"
    for element in here:
        means = meaning(element.text) if element.kind in {"button", "icon_button"} else None
        if means is not None:
            return f"it may press “{element.text}”, which says that {means}"
    return None
