"""The order in which the model's heads speak of kinds and states, and the strides of their maps."""

from __future__ import annotations

from typing import get_args

from agent.types import ContainerKind, ElementKind, State

ELEMENT_KINDS: tuple[str, ...] = get_args(ElementKind)
STATES: tuple[str, ...] = get_args(State)
COARSE_KINDS: tuple[str, ...] = ("big", *get_args(ContainerKind))  # "big": an element with both sides long
FINE_STRIDE, COARSE_STRIDE = 4, 16
MAY_BE: dict[str, tuple[str, ...]] = {
    "menu_item": ("menu_bar_item",),
    "list_item": ("tree_item", "table_cell"),
    "table_cell": ("list_item", "tree_item"),
    "label": ("heading", "tooltip"),
    "text_field": ("search_field", "password_field", "text_area"),
    "button": ("icon_button", "window_control"),
    "icon_button": ("button", "window_control"),
    "image": ("icon",),
}
"""What else an accessibility tree's words may stand for, in Deskhand's finer ones."""
LOOSE_STATES: tuple[str, ...] = ("disabled", "checked")
"""The states that such a tree tells always; of the others it is silent, or means something else."""
