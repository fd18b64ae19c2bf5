"""From readings to the steps of a macro: what belongs together becomes one step. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agent.macro import ClickAct, DragAct, HoverAct, PressAct, ScrollAct, TypeAct, Variable
from agent.macros.values import escape
from agent.recording.drafts import LONGEST_TEXT, Draft, Drafted, finished, parts
from agent.recording.gestures import Clicked, Dragged, Hovered, Pressed, Turned, Typed
from agent.recording.places import Place
from agent.recording.reading import SAME, STAYING, Reading, act_of
from agent.recording.secrecy import proposed_name
from agent.recording.typing import Key

SELECT_ALL = ("ctrl", "a")
LINE_FIELDS = frozenset({"text_field", "search_field", "combo_box", "spin_box"})  # of one line
LOST = (
    "What was typed here went through an input method or a sequence of keys, and could not be caught exactly."
)


def drafted(readings: Sequence[Reading]) -> Drafted:
    """All steps so far. The same readings give the same steps."""
    drafting = _Drafting()
    for reading in readings:
        drafting.take(reading)
    return finished(drafting.drafts, drafting.variables, drafting.secrets)


class _Drafting:
    """`secrets`: the raw events of their keys, with their names."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.variables: list[Variable] = []
        self._names: list[tuple[Place | None, str]] = []  # where a secret went, and its name
        self.secrets: dict[int, str] = {}

    def take(self, reading: Reading) -> None:
        gesture, last = reading.gesture, self.drafts[-1] if self.drafts else None
        match gesture:
            case Typed() if reading.secret:
                self._secret(reading, gesture)
            case Typed():
                self._typed(reading)
            case Clicked():
                self._add(Draft(act_of(gesture) or ClickAct(), reading.place))
            case Hovered():
                self._add(Draft(HoverAct(), reading.place))
            case Dragged(button=button):
                self._add(Draft(DragAct(button=button), reading.place, reading.to))
            case Turned(dx=dx, dy=dy):
                self._add(Draft(ScrollAct(dx=dx, dy=dy), reading.place))
            case Pressed(keys=keys):
                self._add(Draft(act_of(gesture) or PressAct(keys=keys), events=gesture.events))
        if self.drafts and self.drafts[-1] is not last:
            new = self.drafts[-1]
            self.drafts[-1] = replace(new, expect=reading.expect or new.expect, wait=reading.wait)

    def _add(self, draft: Draft) -> None:
        self.drafts.append(draft)

    # -- texts

    def _typed(self, reading: Reading) -> None:
        for piece in reading.pieces:
            if isinstance(piece, Key):
                self._add(Draft(PressAct(keys=(piece.name,), repeat=min(100, piece.repeat))))
            elif piece.unsure:
                self._text(self._lost(), reading, title="Type what could not be caught exactly")
            elif piece.text == " " and not (reading.place is not None and reading.place.field):
                self._add(Draft(PressAct(keys=("space",))))
            else:
                for part in parts(piece.text):
                    self._text(escape(part), reading)

    def _lost(self) -> str:
        """A variable for what could not be caught; it has no value and is asked for."""
        name = f"text{sum(v.name.startswith('text') for v in self.variables) + 1}"
        self.variables.append(Variable(name=name, help=LOST))
        return f"{{{name}}}"

    def _text(self, text: str, reading: Reading, title: str = "") -> None:
        draft = Draft(
            TypeAct(text=text),
            field=reading.place, by_click=reading.by_click, title=title, whole=reading.whole,
        )  # fmt: skip
        if not title and self._goes_on(draft):
            return
        self._add(self._with_target(draft))

    def _goes_on(self, draft: Draft) -> bool:
        """A text of several lines goes on after Enter, where lines are what the field takes."""
        if len(self.drafts) < 2 or draft.field is None or draft.field.kind != "text_area":
            return False
        text, enter = self.drafts[-2:]
        lines = isinstance(enter.act, PressAct) and enter.act.keys == ("enter",)
        same = _same(text.field, draft.field) and not text.secret and not text.title
        if not (lines and same and isinstance(text.act, TypeAct) and isinstance(enter.act, PressAct)):
            return False
        assert isinstance(draft.act, TypeAct)
        whole = text.act.text + "\n" * enter.act.repeat + draft.act.text
        if len(whole) > LONGEST_TEXT:
            return False
        self.drafts[-2:] = [replace(text, act=text.act.model_copy(update={"text": whole}))]
        return True

    def _with_target(self, draft: Draft) -> Draft:
        """Into the field that was clicked just before, or that is empty and known by the text coming up."""
        assert isinstance(draft.act, TypeAct)
        if draft.field is None:
            return draft
        all_of = self._replaced_all(draft)
        click = self.drafts[-1] if self.drafts else None
        if click is not None and self._is_click_into(click, draft):
            self.drafts.pop()
            replaces = all_of or self._triple(click) or self._double(click, draft)
            act = draft.act.model_copy(update={"replace": replaces})
            known = click.place is not None and click.place.field
            return replace(draft, act=act, place=click.place if known else draft.field)
        if all_of:
            self._add(Draft(PressAct(keys=SELECT_ALL)))
        shown = (
            not draft.by_click and draft.field.field and draft.field.empty and not self._has_text(draft.field)
        )
        return replace(draft, place=draft.field) if shown else draft

    def _has_text(self, place: Place) -> bool:
        """Whether something was typed there already."""
        return any(isinstance(draft.act, TypeAct) and _same(draft.field, place) for draft in self.drafts)

    def _replaced_all(self, draft: Draft) -> bool:
        """Takes away a “select all” that is part of typing over what a clicked field held."""
        if len(self.drafts) < 2 or draft.field is None:
            return False
        click, keys = self.drafts[-2:]
        chosen = isinstance(keys.act, PressAct) and keys.act.keys == SELECT_ALL and keys.act.repeat == 1
        if not chosen or not self._is_click_into(click, draft):
            return False
        self.drafts.pop()
        return True

    def _is_click_into(self, click: Draft, draft: Draft) -> bool:
        act = click.act
        if not isinstance(act, ClickAct) or act.button != "left" or act.modifiers or click.place is None:
            return False
        once = act.count == 1 or self._triple(click) or self._double(click, draft)
        into = draft.field is not None and draft.field.field and _same(draft.field, click.place)
        return once and into and click.wait is None

    @staticmethod
    def _triple(click: Draft) -> bool:
        """A triple click selects all that a field of one line holds."""
        one_line = click.place is not None and click.place.kind in LINE_FIELDS | {"password_field"}
        return isinstance(click.act, ClickAct) and click.act.count == 3 and one_line

    @staticmethod
    def _double(click: Draft, draft: Draft) -> bool:
        """A double click did the same, where nothing but what was typed is in the field afterwards."""
        one_line = click.place is not None and click.place.kind in LINE_FIELDS
        return isinstance(click.act, ClickAct) and click.act.count == 2 and one_line and draft.whole

    # -- secrets

    def _secret(self, reading: Reading, gesture: Typed) -> None:
        name = self._name(reading.place)
        self._hide(gesture.events, name)
        if self._is_same_secret(reading.place):
            while not self.drafts[-1].secret:  # keys that moved about in it tell how long it is
                self._hide(self.drafts.pop().events, name)
            return
        while self.drafts and self._is_edit(self.drafts[-1]) and reading.place is not None:
            self._hide(self.drafts.pop().events, name)
        act = TypeAct(text=f"secret:{name}")
        self._add(self._with_target(Draft(act, field=reading.place, by_click=reading.by_click, secret=True)))

    def _hide(self, events: Sequence[int], name: str) -> None:
        self.secrets |= dict.fromkeys(events, name)

    def _is_same_secret(self, place: Place | None) -> bool:
        rest = list(reversed(self.drafts))
        while rest and self._is_edit(rest[0]):
            rest.pop(0)
        return bool(rest) and rest[0].secret and _same(rest[0].field, place)

    @staticmethod
    def _is_edit(draft: Draft) -> bool:
        return isinstance(draft.act, PressAct) and draft.act.keys[-1] in STAYING and len(draft.act.keys) <= 2

    def _name(self, place: Place | None) -> str:
        for known, name in self._names:
            if place is not None and _same(known, place):
                return name
        name = proposed_name(place, [name for _, name in self._names])
        self._names.append((place, name))
        return name


def _same(one: Place | None, other: Place | None) -> bool:
    """Whether they are one place: the eye's boxes differ by some pixels from look to look."""
    return one is other or (one is not None and other is not None and one.box.iou(other.box) >= SAME)
