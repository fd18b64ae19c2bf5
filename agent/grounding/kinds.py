"""Which kinds of element are like which: the eye guesses kinds roughly, and people name them loosely."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import get_args

from agent.types import ContainerKind, Kind

CONTAINERS: frozenset[str] = frozenset(get_args(ContainerKind))
PASSIVE: frozenset[str] = frozenset(
    {"label", "heading", "image", "icon", "tooltip", "splitter", "progress_bar"}
)
FIELDS: frozenset[str] = frozenset(
    {"text_field", "text_area", "password_field", "search_field", "combo_box", "spin_box", "slider"}
)  # what a label stands beside
WRITABLE: frozenset[str] = frozenset(
    {"text_field", "text_area", "password_field", "search_field", "spin_box"}
)
TICKABLE: frozenset[str] = frozenset({"checkbox", "radio", "switch"})

_FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"button", "icon_button", "window_control", "link"}),
    WRITABLE | {"combo_box"},
    frozenset({"combo_box", "button"}),
    TICKABLE,
    frozenset({"menu_item", "menu_bar_item", "list_item"}),
    frozenset({"list_item", "tree_item", "table_cell", "table_header"}),
    frozenset({"tab", "button"}),
    frozenset({"icon", "image", "icon_button"}),
    frozenset({"link", "label", "heading"}),
    frozenset({"slider", "scroll_bar", "progress_bar"}),
    frozenset({"window", "dialog", "notification"}),
    frozenset({"panel", "toolbar", "tab_bar"}),
    frozenset({"menu", "list", "table"}),
)


def akin(one: str, other: str) -> bool:
    """Whether an eye, or a person, may well take the one kind for the other."""
    return one == other or any(one in family and other in family for family in _FAMILIES)


def _akin_to_any(kind: Kind, wanted: Collection[Kind]) -> bool:
    """`akin` to one of them. What is to be written into is akin to fields only, and never to a button."""
    if _all_fields(wanted) and any(other in WRITABLE for other in wanted):
        return kind in WRITABLE or kind == "combo_box"
    return any(akin(kind, other) for other in wanted)


def named_fit(kind: Kind, wanted: Collection[Kind]) -> float:
    """How far an element of `kind` that bears the right name may be one of the wanted kinds (0..1).

    A button on which "Close" is written is meant rather than the sign in the window's frame.
    """
    if kind == "window_control" and (not wanted or "button" in wanted):
        return 0.94
    if not wanted or kind in wanted:
        return 1.0
    if _akin_to_any(kind, wanted):
        return 0.94
    if _all_fields(wanted):
        return 0.5 if kind in PASSIVE else 0.54
    return 0.9 if kind in PASSIVE else 0.84


def nameless_fit(kind: Kind, wanted: Sequence[Kind]) -> float:
    """The same where the kind is all that was said."""
    if not wanted:
        return 0.0 if kind in CONTAINERS else 0.9
    if kind == "menu_bar_item" and wanted[0] == "menu_item":
        return 0.5  # "the last entry of the menu" is not said of the menu bar
    if kind in wanted:
        return 1.0
    return 0.75 if any(akin(kind, other) for other in wanted) else 0.0


def preference(kind: Kind, prefer: Collection[Kind]) -> float:
    """How well the act suits the kind (0..1), without `prefer`: whether anything can be done to it at all."""
    if not prefer:
        return 0.94 if kind in PASSIVE else 1.0
    if kind in prefer:
        return 1.0
    if _akin_to_any(kind, prefer):
        return 0.97
    if _all_fields(prefer):
        return 0.5
    return 0.9 if kind in PASSIVE else 0.86


def may_write(*wanted: Collection[Kind]) -> bool:
    """Whether the first of these sets of kinds that says anything allows a field to write into."""
    first = next((kinds for kinds in wanted if kinds), ())
    return any(kind in WRITABLE for kind in first)


def wants_field(*wanted: Collection[Kind]) -> bool:
    """Whether any of these sets of kinds asks for nothing but fields."""
    return any(kinds and _all_fields(kinds) for kinds in wanted)


def _all_fields(kinds: Collection[Kind]) -> bool:
    """Writing and choosing are for fields: a bare text, or a button, is none."""
    return all(kind in FIELDS for kind in kinds)
