"""What a person asked for, before any screen is looked at: the words of a command as data.

`agent.instruction` makes these, `agent.ground` finds their phrases on the screen, `agent.plan` turns them
into acts. Nothing here knows a pixel.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field

from agent.types import Button, Frozen, Kind, State

Place = Literal[
    "top_left", "top", "top_right", "left", "centre", "right", "bottom_left", "bottom", "bottom_right"
]  # fmt: skip
Extreme = Literal["largest", "smallest", "tallest", "widest", "narrowest", "most", "least"]
How = Literal["left_of", "right_of", "above", "below", "next_to", "in_row_of", "inside", "near"]


class Relation(Frozen):
    """`how` the wanted thing stands to an anchor: "left of the Cancel button"."""

    how: How
    anchor: Phrase


class Phrase(Frozen):
    """What the person called one thing on the screen."""

    words: str  # as they said it, to show
    name: str = ""  # "Save" in "the second blue Save button below Options"
    exact: bool = False  # it stood in quotes: taken to the letter
    kinds: tuple[Kind, ...] = ()  # any of these; empty: any kind
    ordinal: int | None = None  # 1 first, 2 second, -1 last, in reading order
    place: Place | None = None  # where in its window, or on the screen
    colour: str | None = None  # an English basic colour name
    extreme: Extreme | None = None  # the one of its kind with the most, or the least, of a measure
    measure: str = ""  # what "most" and "least" are of: a column of a table, such as "price"
    states: tuple[State, ...] = ()
    window: str = ""  # words of the window's title or program: "in the Find window"
    relations: tuple[Relation, ...] = ()
    fresh: bool = False  # what the act before brought up is looked at first
    also: tuple[Phrase, ...] = ()  # what else may be meant, where nothing fits: tried in this order


Relation.model_rebuild()
Phrase.model_rebuild()


class _Intent(Frozen):
    words: str  # the part of the instruction that this came from


class ClickIntent(_Intent):
    kind: Literal["click"] = "click"
    target: Phrase
    button: Button = "left"
    count: Literal[1, 2, 3] = 1
    modifiers: tuple[str, ...] = ()


class HoverIntent(_Intent):
    kind: Literal["hover"] = "hover"
    target: Phrase


class TypeIntent(_Intent):
    """`target` None: where the focus is. `secret`: a password, never shown or stored."""

    kind: Literal["type"] = "type"
    text: str
    target: Phrase | None = None
    secret: bool = False
    replace: bool = False
    paced: bool = False  # key by key: a calculator's buttons take a moment each


class ClearIntent(_Intent):
    kind: Literal["clear"] = "clear"
    target: Phrase | None = None


class PressIntent(_Intent):
    """Keys by the names of actions/keys.py: ("ctrl", "shift", "s"), ("enter",)."""

    kind: Literal["press"] = "press"
    keys: tuple[str, ...] = Field(min_length=1)
    repeat: int = 1


class CheckIntent(_Intent):
    """Tick (`on`) or untick a check box, radio button or switch; a box that is so already is left alone."""

    kind: Literal["check"] = "check"
    target: Phrase
    on: bool = True


class ChooseIntent(_Intent):
    """Pick `option` in a combo box, list or menu; `within` None: wherever it is seen."""

    kind: Literal["choose"] = "choose"
    option: Phrase
    within: Phrase | None = None


class MenuIntent(_Intent):
    """Walk a menu path: ("File", "Save As")."""

    kind: Literal["menu"] = "menu"
    path: tuple[Phrase, ...] = Field(min_length=1)


class ScrollIntent(_Intent):
    """`until` None: `amount` notches (None: one screenful)."""

    kind: Literal["scroll"] = "scroll"
    direction: Literal["up", "down", "left", "right"] = "down"
    amount: int | None = None
    to_end: bool = False
    until: Phrase | None = None
    within: Phrase | None = None


class DragIntent(_Intent):
    kind: Literal["drag"] = "drag"
    source: Phrase
    to: Phrase


class WaitIntent(_Intent):
    """Wait `seconds`, or until `until` is seen (`gone`: is no longer seen)."""

    kind: Literal["wait"] = "wait"
    seconds: float | None = None
    until: Phrase | None = None
    gone: bool = False


class CloseIntent(_Intent):
    """Close a dialog, window, menu or tab; `target` None: the one in front."""

    kind: Literal["close"] = "close"
    what: Literal["dialog", "window", "menu", "tab"] = "dialog"
    target: Phrase | None = None


class CopyIntent(_Intent):
    """What stands at `source` on the screen is written into `target`."""

    kind: Literal["copy"] = "copy"
    source: Phrase
    target: Phrase | None = None


class EachIntent(_Intent):
    """The same for all things that `target` means, from top to bottom."""

    kind: Literal["each"] = "each"
    target: Phrase
    do: Literal["tick", "untick", "click"] = "tick"


class GoalIntent(_Intent):
    """What the grammar has no verb for; a menu may. `refusal`: what is said where none has."""

    kind: Literal["goal"] = "goal"
    refusal: str = ""


class WhenIntent(_Intent):
    """`then` where `condition` is seen (`gone`: where it is not), else `otherwise`."""

    kind: Literal["when"] = "when"
    condition: Phrase
    gone: bool = False
    then: tuple[Intent, ...] = Field(min_length=1)
    otherwise: tuple[Intent, ...] = ()


Intent = Annotated[
    ClickIntent
    | HoverIntent
    | TypeIntent
    | ClearIntent
    | PressIntent
    | CheckIntent
    | ChooseIntent
    | MenuIntent
    | ScrollIntent
    | DragIntent
    | WaitIntent
    | CloseIntent
    | CopyIntent
    | EachIntent
    | GoalIntent
    | WhenIntent,
    Field(discriminator="kind"),
]
WhenIntent.model_rebuild()


def flat(intents: Iterable[Intent]) -> Iterator[Intent]:
    """All of them, with those that hang on a case."""
    for intent in intents:
        yield intent
        if isinstance(intent, WhenIntent):
            yield from flat((*intent.then, *intent.otherwise))
