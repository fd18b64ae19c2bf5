"""What an answer or a key brings about in a dialog: the question is read, and yes means what it asks. Pure.

A dialog that asks or warns is grave unless its words are known to be harmless; so is one that may be refused,
unless it is filled in (fields, "Choose a "
                                "colour") or known by its title. A message with OK alone is only read.
"""

from __future__ import annotations

from dataclasses import dataclass

from agent import policy_questions as asked
from agent import policy_words as words
from agent.policy_scene import (
    FIELDS,
    LOOSE,
    ROWS,
    is_secondary,
    mostly_in,
)
from agent.policy_text import plain
from agent.policy_verbs import LOGS_IN, LOSES
from agent.types import Box, Element, Observation, Point, Window

NEARBY = (500, 400)  # pixels round an answer in which its question is looked for
DIALOG_SHARE = 0.5  # a window larger than this share of the screen is no dialog by its buttons alone
CHOSEN_IN = FIELDS | {"radio", "slider"}
"""Kinds that make a form of a dialog."""
PRESSED = (LOOSE | {"link", "tab", "menu_bar_item"}) - {"image", "icon"}
"""Kinds whose text is not what a dialog says."""


@dataclass(frozen=True)
class Dialog:
    """What is read of a dialog, or of what lies near an answer."""

    window: Window | None
    here: list[Element]
    bounded: bool = (
        True  # False: what lies near an answer in a large window, and may belong to something else
    )

    @property
    def title(self) -> str:
        return self.window.title if self.window else ""

    def texts(self, apart_from: str = "") -> list[str]:
        """Its title, labels and buttons; not the rows of a list or the text in a field."""
        written = (
            e.text for e in self.here if e.kind not in ROWS | FIELDS and plain(e.text) not in {"", apart_from}
        )
        return [text for text in (self.title, *written) if text.strip()]

    def spoken(self) -> list[str]:
        """Its title and labels, in which it asks or warns."""
        labels = [e.text for e in self.here if e.kind not in PRESSED | ROWS | FIELDS]
        return [text for text in (self.title, *labels) if text.strip()]

    def names(self) -> set[str]:
        """What its buttons (or what may be one) are called."""
        return {
            plain(e.text) for e in self.here if e.kind not in ROWS | {"window_control"} and e.text.strip()
        }

    @property
    def filled_in(self) -> bool:
        """Something is entered or chosen in it; a button that the eye took for a field does not count."""
        fields = (e for e in self.here if e.kind in CHOSEN_IN)
        texts = [plain(e.text) for e in fields]
        return self.bounded and any(not (asked.spares(t) or asked.is_affirmative(t)) for t in texts)

    @property
    def refusable(self) -> bool:
        pressed = {"button", "icon_button", "link", "label", "tab", "text_field"}
        return any(asked.refuses(plain(e.text)) for e in self.here if e.kind in pressed)

    def grave_sentence(self) -> str | None:
        """What it asks or warns of; a known dialog ("Preferences") may tell what "will" happen."""
        warns = self.bounded and not self.harmless_by_title
        return asked.grave_sentence(self.spoken(), filled_in=self.filled_in, bounded=warns)

    @property
    def known(self) -> bool:
        """A form, or a dialog that is harmless by its title: Preferences, Find, About."""
        prompts = any(asked.PROMPT.search(plain(text)) for text in self.spoken())
        return self.filled_in or prompts or self.harmless_by_title

    @property
    def harmless_by_title(self) -> bool:
        return bool(asked.HARMLESS_TITLE.search(plain(self.title)))

    @property
    def finds(self) -> bool:
        return bool(words.SEARCH.search(plain(self.title)))


def answer_danger(answer: str, kind: str, point: Point, seen: Observation) -> str | None:
    """What OK, Yes, No and their like bring about by the question they answer; None when nothing grave.

    `answer` is plain; `kind` is the element's. In a dialog that asks, any button but Cancel and its like
    answers.
    """
    answer = answer.strip(" !.,。！")
    window = seen.frame.window_at(point)
    near = _around(point, seen)
    dialog = Dialog(window, near, is_bounded(window, near, seen))
    if answer in asked.REFUSALS:
        good = any(asked.REFUSED_GOOD.search(plain(text)) for text in dialog.texts(answer))
        return LOSES if good else None
    in_dialog = is_dialog(window, near, seen)
    if asked.is_affirmative(answer):
        return _yes_danger(answer, dialog, in_dialog)
    return _choice_danger(answer, dialog) if in_dialog and kind == "button" else None


def _yes_danger(answer: str, dialog: Dialog, in_dialog: bool) -> str | None:
    if authenticates(dialog.window):
        return LOGS_IN
    said = dialog.texts(answer)
    means = next((found for text in said if (found := asked.danger(text))), None)
    if means is None and answer in asked.UNKNOWABLE and not said:
        return "the question cannot be read"
    if means or (answer in asked.SOFT and not in_dialog):
        return means
    return unasked(dialog, in_dialog and answer not in asked.SOFT) or dialog.grave_sentence()


def _choice_danger(answer: str, dialog: Dialog) -> str | None:
    """Any other button of a dialog that asks: "Close" under "Close without saving?"."""
    if words.SAVE.search(answer) or dialog.filled_in:
        return None
    grave = dialog.grave_sentence()
    if not grave:
        return None
    repeats = answer in {"close", "关闭"} and any(
        asked.QUESTION.search(plain(text)) and answer in plain(text) for text in dialog.spoken()
    )
    return grave if repeats or not asked.spares(answer) else None


def unasked(dialog: Dialog, may_answer: bool) -> str | None:
    """A dialog that can be refused puts something to the person, even where no question is read."""
    if not may_answer or dialog.known:
        return None
    harmless = any(asked.HARMLESS_QUESTION.search(plain(text)) for text in dialog.spoken())
    return asked.UNKNOWN if dialog.refusable and not harmless else None


def authenticates(window: Window | None) -> bool:
    return window is not None and bool(words.AUTHENTICATION.search(f"{window.title} {window.app}"))


def is_dialog(window: Window | None, here: list[Element], seen: Observation) -> bool:
    return is_bounded(window, here, seen) or _asks_in_page(here)


def is_bounded(window: Window | None, here: list[Element], seen: Observation) -> bool:
    """A dialog of its own: seen as one, a smaller window of its program, or small with an answer."""
    if any(e.kind == "dialog" for e in here) or is_secondary(window, seen) or authenticates(window):
        return True
    if window is not None and window.box.area >= DIALOG_SHARE * seen.frame.box.area:
        return False
    names = {plain(e.text) for e in here if e.kind not in ROWS}
    refusable = bool(names & (asked.CANCELS | asked.REFUSALS))
    return answers(names) and (refusable or _has_question(here))


def _asks_in_page(here: list[Element]) -> bool:
    """A question with OK and Cancel inside a large window, as web pages ask."""
    names = {plain(e.text) for e in here if e.kind not in ROWS}
    if not names & (asked.CANCELS | asked.REFUSALS):
        return False
    return bool(names & (asked.AFFIRMATIVES - asked.SOFT)) and _has_question(here)


def _has_question(here: list[Element]) -> bool:
    labels = [plain(e.text) for e in here if e.kind not in PRESSED | ROWS | FIELDS]
    return any(asked.QUESTION.search(label) for label in labels)


def answers(names: set[str]) -> bool:
    return bool(names & asked.AFFIRMATIVES) or any(
        words.SAVE.search(name) or words.SEARCH.search(name) for name in names
    )


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
    return [element for element in seen.elements if mostly_in(element, area)]


def searching(text: str, point: Point, seen: Observation) -> bool:
    """Whether "Replace" belongs to a search in a text, or only opens one, so that no file is meant."""
    window = seen.frame.window_at(point)
    title = plain(window.title) if window else ""
    if "…" in text or "..." in text or any(words.FINDS.search(t) for t in (plain(text), title)):
        return True
    return any(words.FINDS.match(plain(e.name)) for e in _around(point, seen) if e.kind not in ROWS)
