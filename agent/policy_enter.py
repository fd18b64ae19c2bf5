"""What Enter, Space and accelerators bring about: in the window in front they press a default. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from agent import policy_questions as asked
from agent.policy_dialogs import Dialog, answers, authenticates, is_bounded, is_dialog, unasked
from agent.policy_programs import CHATS
from agent.policy_scene import LOOSE, front_window, has_name, is_terminal, mostly_in
from agent.policy_text import meaning
from agent.policy_verbs import LOGS_IN, OVERWRITES
from agent.types import Element, Observation, Window


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
    dialog = Dialog(window, here, is_bounded(window, here, seen))
    if is_dialog(window, here, seen):
        return _dialog_danger(dialog)
    return _form_danger(dialog) if submits else None


def _in_front(window: Window | None, seen: Observation) -> list[Element]:
    """The elements of the dialog in front, else of the window in front, else all."""
    inside = [e for e in seen.elements if window is None or mostly_in(e, window.box)]
    dialogs = [e for e in inside if e.kind == "dialog"]
    if not dialogs:
        return inside
    smallest = min(dialogs, key=lambda e: e.box.area)
    return [e for e in inside if mostly_in(e, smallest.box)]


def _dialog_danger(dialog: Dialog) -> str | None:
    grave = _default_danger(dialog)
    if grave == asked.UNKNOWN:
        return "the dialog in front asks, and its answer is not known to be harmless"
    if grave:
        return f"the dialog in front says that {grave}"
    closes = dialog.harmless_by_title and dialog.names() & asked.CANCELS
    if dialog.finds or closes or answers(dialog.names()):
        return None
    return "the dialog in front has a default that cannot be read"


def _default_danger(dialog: Dialog) -> str | None:
    if authenticates(dialog.window):
        return LOGS_IN
    found = [
        *_dangers(dialog),
        dialog.grave_sentence(),
        unasked(dialog, True),
    ]
    return next((f for f in found if f and not (dialog.finds and f == OVERWRITES)), None)


def _dangers(dialog: Dialog) -> Iterator[str | None]:
    """Words of consequence in what it says and, where nothing is filled in, on its buttons."""
    yield from map(asked.danger, dialog.texts())
    if not dialog.known:
        yield from (meaning(e.text) for e in dialog.here if e.kind in {"button", "icon_button"})


def _form_danger(dialog: Dialog) -> str | None:
    """Enter outside a dialog: it may send a message or submit the form that is in sight."""
    if has_name(dialog.window, CHATS):
        return "it sends the message in this program"
    if any(e.kind == "password_field" for e in dialog.here):
        return "it may submit the credentials in sight"
    for element in dialog.here:
        means = meaning(element.text) if element.kind in {"button", "icon_button"} else None
        if means is not None:
            return f"it may press “{element.text}”, which says that {means}"
    return None
