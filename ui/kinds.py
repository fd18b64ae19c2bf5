"""The kinds of elements in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def kind_word(kind: str) -> str:
    """ "Button", "Text field" and so on; an unknown kind is given as it is."""
    return _table().get(kind, kind.replace("_", " ").capitalize())


def _table() -> dict[str, str]:
    return {
        "button": translate("kinds", "Button"),
        "icon_button": translate("kinds", "Icon button"),
        "link": translate("kinds", "Link"),
        "text_field": translate("kinds", "Text field"),
        "text_area": translate("kinds", "Text area"),
        "password_field": translate("kinds", "Password field"),
        "search_field": translate("kinds", "Search field"),
        "checkbox": translate("kinds", "Check box"),
        "radio": translate("kinds", "Radio button"),
        "switch": translate("kinds", "Switch"),
        "combo_box": translate("kinds", "Drop-down list"),
        "spin_box": translate("kinds", "Number field"),
        "slider": translate("kinds", "Slider"),
        "progress_bar": translate("kinds", "Progress bar"),
        "scroll_bar": translate("kinds", "Scroll bar"),
        "tab": translate("kinds", "Tab"),
        "menu_item": translate("kinds", "Menu item"),
        "menu_bar_item": translate("kinds", "Menu"),
        "list_item": translate("kinds", "List item"),
        "tree_item": translate("kinds", "Tree item"),
        "table_cell": translate("kinds", "Table cell"),
        "table_header": translate("kinds", "Table header"),
        "label": translate("kinds", "Text"),
        "heading": translate("kinds", "Heading"),
        "icon": translate("kinds", "Icon"),
        "image": translate("kinds", "Picture"),
        "tooltip": translate("kinds", "Tooltip"),
        "window_control": translate("kinds", "Window control"),
        "splitter": translate("kinds", "Divider"),
        "window": translate("kinds", "Window"),
        "dialog": translate("kinds", "Dialog"),
        "menu": translate("kinds", "Menu list"),
        "toolbar": translate("kinds", "Toolbar"),
        "panel": translate("kinds", "Panel"),
        "list": translate("kinds", "List"),
        "table": translate("kinds", "Table"),
        "tab_bar": translate("kinds", "Tab bar"),
        "notification": translate("kinds", "Notification"),
    }
