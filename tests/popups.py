"""A fake desktop on which lists and menus come up and are closed by their choice, or by Escape."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from agent.fake import FakeDesktop, Widget
from agent.types import Box, Kind, box_of

Menu = Mapping[str, "Menu | None"]
ENTRY: tuple[Kind, ...] = ("list_item", "menu_item")


class PopUps(FakeDesktop):
    """Escape closes what came up."""

    def press(self, keys: tuple[str, ...]) -> None:
        super().press(keys)
        if keys == ("escape",):
            shut(self)


def shut(desktop: FakeDesktop) -> None:
    desktop.widgets[:] = [w for w in desktop.widgets if w.kind not in ENTRY]


def drop_down(label: str, holds: str, box: tuple[int, int, int, int], offers: Sequence[str]) -> Widget:
    """A combo box; its list comes up below."""

    def picked(name: str) -> Callable[[FakeDesktop], None]:
        def pick(desktop: FakeDesktop) -> None:
            shut(desktop)
            desktop.find(label).value = name

        return pick

    def unfold(desktop: FakeDesktop) -> None:
        shut(desktop)
        at = desktop.find(label).box
        desktop.widgets += [
            Widget("list_item", name, _below(at, n), on_click=picked(name)) for n, name in enumerate(offers)
        ]

    return Widget("combo_box", holds, box_of(box), label=label, on_click=unfold)


def menu_bar(menus: Menu) -> list[Widget]:
    """A menu bar at the top; entries with a menu of their own open it at their right."""
    return [
        Widget("menu_bar_item", name, box_of((10 + 70 * n, 4, 70 + 70 * n, 26)), on_click=_opened(menu, True))
        for n, (name, menu) in enumerate(menus.items())
    ]


def _opened(menu: Menu | None, from_bar: bool = False) -> Callable[[FakeDesktop], None]:
    def unfold(desktop: FakeDesktop) -> None:
        if from_bar or menu is None:
            shut(desktop)
        taken = sum(w.kind == "menu_item" for w in desktop.widgets)
        desktop.widgets += [
            Widget(
                "menu_item",
                name,
                box_of((10 + 20 * taken, 30 + 26 * (taken + n), 200 + 20 * taken, 54 + 26 * (taken + n))),
                on_click=_opened(inner),
            )
            for n, (name, inner) in enumerate((menu or {}).items())
        ]

    return unfold


def _below(at: Box, number: int) -> Box:
    return at.moved(0, (number + 1) * at.height)
