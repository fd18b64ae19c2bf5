"""A fake desktop on which lists and menus come up, and are closed by a choice in them or by Escape."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from agent.fake import FakeDesktop, Widget
from agent.types import Kind, box_of

Menu = Mapping[str, "Menu | None"]
"""What each entry opens; None: it is a command."""
ENTRIES: tuple[Kind, ...] = ("list_item", "menu_item")
HIGH = 24


class PopUps(FakeDesktop):
    """Escape closes what came up."""

    def press(self, keys: tuple[str, ...]) -> None:
        super().press(keys)
        if keys == ("escape",):
            shut(self)


def shut(desktop: FakeDesktop) -> None:
    desktop.widgets[:] = [w for w in desktop.widgets if w.kind not in ENTRIES]


def drop_down(label: str, holds: str, box: tuple[int, int, int, int], offers: Sequence[str]) -> Widget:
    """A combo box; its list comes up below."""

    def unfold(desktop: FakeDesktop) -> None:
        shut(desktop)
        under = desktop.find(label).box
        desktop.widgets += [
            Widget("list_item", name, under.moved(0, (n + 1) * HIGH), on_click=_picked(label, name))
            for n, name in enumerate(offers)
        ]

    return Widget("combo_box", holds, box_of(box), label=label, on_click=unfold)


def _picked(label: str, name: str) -> Callable[[FakeDesktop], None]:
    def pick(desktop: FakeDesktop) -> None:
        shut(desktop)
        desktop.find(label).value = name

    return pick


def menu_bar(menus: Menu) -> list[Widget]:
    """A menu bar at the top of the screen."""
    return [
        Widget("menu_bar_item", name, box_of((10 + 70 * n, 4, 70 + 70 * n, 26)), on_click=_opened(menu, 0))
        for n, (name, menu) in enumerate(menus.items())
    ]


def _opened(menu: Menu | None, depth: int) -> Callable[[FakeDesktop], None]:
    """A menu comes up beside the one that it belongs to; a command closes them all."""

    def unfold(desktop: FakeDesktop) -> None:
        if menu is None or depth == 0:
            shut(desktop)
        left = 10 + 150 * depth
        desktop.widgets += [
            Widget(
                "menu_item",
                name,
                box_of((left, 30 + HIGH * n, left + 140, 30 + HIGH * (n + 1))),
                on_click=_opened(inner, depth + 1),
                on_hover=_opened(inner, depth + 1) if inner is not None else None,
            )
            for n, (name, inner) in enumerate((menu or {}).items())
        ]

    return unfold
