"""What a GTK window shows, from the toolkit itself: kinds, boxes in pixels of the screen, states.

Boxes are what GTK gives each widget, as its accessibility tree has them: a check box reaches as far as a
click on it does. Labels are as large as their letters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import Gtk  # noqa: E402

from vision.training.icon_files import meaning_of  # noqa: E402

Rect = tuple[float, float, float, float]


@dataclass
class Found:
    """Elements of one toplevel, in root pixels."""

    elements: list[dict[str, Any]] = field(default_factory=list)

    def add(
        self, box: Rect, clip: Rect, kind: str, states: tuple[str, ...] = (), text: str = "", icon: str = ""
    ) -> None:
        seen = cut(box, clip)
        area = max(1.0, (box[2] - box[0]) * (box[3] - box[1]))
        if seen is None or (seen[2] - seen[0]) * (seen[3] - seen[1]) < 0.4 * area:
            return
        if min(seen[2] - seen[0], seen[3] - seen[1]) >= 5:
            self.elements.append(
                {"box": list(seen), "kind": kind, "states": list(states), "text": text, "icon": icon}
            )


def cut(one: Rect, other: Rect) -> Rect | None:
    x0, y0, x1, y1 = (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else None


def box_of(widget: Gtk.Widget) -> Rect:
    top = widget.get_toplevel()
    x, y = widget.translate_coordinates(top, 0, 0) or (0, 0)
    _, left, upper = top.get_window().get_origin()
    size = widget.get_allocation()
    return (left + x, upper + y, left + x + size.width, upper + y + size.height)


def states_of(widget: Gtk.Widget, *more: str) -> tuple[str, ...]:
    return (*(() if widget.is_sensitive() else ("disabled",)), *more)


def icon_in(widget: Gtk.Widget) -> str:
    """What the picture on a widget means."""
    name = getattr(widget, "deskhand_icon", "")
    if name:
        return meaning_of(Path(f"{name}.svg"))
    inner = widget.get_children() if isinstance(widget, Gtk.Container) else []
    if isinstance(widget, Gtk.ToolButton):
        inner = [widget.get_icon_widget()] if widget.get_icon_widget() else inner
    return next((found for child in inner if (found := icon_in(child))), "")


def text_in(widget: Gtk.Widget) -> str:
    if isinstance(widget, Gtk.Label):
        return str(widget.get_text())
    inner = widget.get_children() if isinstance(widget, Gtk.Container) else []
    return next((found for child in inner if (found := text_in(child))), "")


def walk(widget: Gtk.Widget, clip: Rect, found: Found) -> None:
    """Adds the widget, if it is an element, and what is in it."""
    if not widget.get_mapped():
        return
    box = box_of(widget)
    if element(widget, box, clip, found):
        return
    if isinstance(widget, Gtk.Notebook):
        tabs(widget, box, clip, found)
    if isinstance(widget, Gtk.ScrolledWindow):
        for bar in (widget.get_vscrollbar(), widget.get_hscrollbar()):
            if bar is not None and bar.get_mapped() and bar.get_child_visible():
                found.add(box_of(bar), clip, "scroll_bar")
        clip = cut(box, clip) or (0, 0, 0, 0)
    if isinstance(widget, Gtk.Container):
        children: list[Gtk.Widget] = []
        widget.forall(children.append)
        for child in children:
            walk(child, clip, found)


def element(widget: Gtk.Widget, box: Rect, clip: Rect, found: Found) -> bool:
    """Adds the widget by what it is; whether nothing more is to be looked for in it."""
    for sort, add in ADDERS:
        if isinstance(widget, sort):
            add(widget, box, clip, found)
            return True
    return False


def _plain(widget: Gtk.Widget, box: Rect, clip: Rect, found: Found) -> None:
    """What is one thing with one name."""
    kind = next(kind for sort, kind in PLAIN if isinstance(widget, sort))
    ticked = isinstance(widget, Gtk.Switch | Gtk.ToggleButton) and widget.get_active()
    writes = kind in ("search_field", "spin_box") and widget.is_sensitive()
    states = states_of(widget, *(["checked"] if ticked else []), *(["editable"] if writes else []))
    found.add(box, clip, kind, states, text_in(widget))


def _entry(widget: Gtk.Widget, box: Rect, clip: Rect, found: Found) -> None:
    kind = "text_field" if widget.get_visibility() else "password_field"
    found.add(box, clip, kind, states_of(widget, *(["editable"] if widget.is_sensitive() else [])))


def _button(widget: Gtk.Widget, box: Rect, clip: Rect, found: Found) -> None:
    text, icon = text_in(widget), icon_in(widget)
    kind = getattr(widget, "deskhand_kind", "") or ("button" if text else "icon_button")
    pressed = isinstance(widget, Gtk.ToggleButton) and widget.get_active()
    states = states_of(widget, *(["checked"] if pressed else []))
    found.add(box, clip, kind, states, text, "" if text else icon)


def _menu_item(widget: Gtk.Widget, box: Rect, clip: Rect, found: Found) -> None:
    if isinstance(widget, Gtk.SeparatorMenuItem):
        return
    kind = "menu_bar_item" if isinstance(widget.get_parent(), Gtk.MenuBar) else "menu_item"
    ticked = isinstance(widget, Gtk.CheckMenuItem) and widget.get_active()
    found.add(box, clip, kind, states_of(widget, *(["checked"] if ticked else [])), text_in(widget))


def _text_view(widget: Gtk.Widget, box: Rect, clip: Rect, found: Found) -> None:
    shown = cut(box, clip)
    if shown:
        found.add(shown, clip, "text_area", states_of(widget, "editable"))


def _icon_view(widget: Gtk.Widget, box: Rect, clip: Rect, found: Found) -> None:
    left, top = box[:2]
    for row in widget.get_model():
        there, rect = widget.get_cell_rect(row.path, None)
        if there:
            place = (left + rect.x, top + rect.y, left + rect.x + rect.width, top + rect.y + rect.height)
            chosen = ("selected",) if widget.path_is_selected(row.path) else ()
            found.add(place, clip, "list_item", chosen, str(row[0]))


def _label(widget: Gtk.Widget, box: Rect, clip: Rect, found: Found) -> None:
    x, y = widget.get_layout_offsets()
    wide, high = widget.get_layout().get_pixel_size()
    size = widget.get_allocation()
    left, top = box[0] + x - size.x, box[1] + y - size.y
    if widget.get_text():
        found.add((left, top, left + wide, top + high), clip, "label", (), widget.get_text())


def _row(widget: Gtk.Widget, box: Rect, clip: Rect, found: Found) -> None:
    chosen = ("selected",) if widget.is_selected() else ()
    found.add(box, clip, "list_item", chosen, text_in(widget))
    for inner in widget.get_child().get_children():
        if isinstance(inner, Gtk.Switch | Gtk.Button):
            walk(inner, clip, found)


def _cells(widget: Gtk.Widget, box: Rect, clip: Rect, found: Found) -> None:
    cells(widget, clip, found)


PLAIN: tuple[tuple[Any, str], ...] = (
    (Gtk.Switch, "switch"),
    (Gtk.RadioButton, "radio"),
    (Gtk.CheckButton, "checkbox"),
    (Gtk.LinkButton, "link"),
    (Gtk.SpinButton, "spin_box"),
    (Gtk.ComboBox, "combo_box"),
    (Gtk.SearchEntry, "search_field"),
    (Gtk.Scale, "slider"),
    (Gtk.ProgressBar, "progress_bar"),
)
ADDERS: tuple[tuple[Any, Any], ...] = (
    *((sort, _plain) for sort, _ in PLAIN),  # before the sorts that they are made from
    (Gtk.Entry, _entry),
    (Gtk.Button, _button),
    (Gtk.ToolButton, _button),
    (Gtk.MenuItem, _menu_item),
    (Gtk.TextView, _text_view),
    (Gtk.TreeView, _cells),
    (Gtk.IconView, _icon_view),
    (Gtk.Label, _label),
    (Gtk.ListBoxRow, _row),
)


def cells(view_: Gtk.TreeView, clip: Rect, found: Found) -> None:
    """A list's rows, a table's cells, a tree's items, and the heads of their columns."""
    columns = view_.get_columns()
    if view_.get_headers_visible():
        for column in columns:
            found.add(box_of(column.get_button()), clip, "table_header", (), column.get_title())
    model = view_.get_model()
    nested = any(model.iter_has_child(row.iter) for row in model)
    kind = "tree_item" if nested else "list_item" if len(columns) == 1 else "table_cell"
    left, top = box_of(view_)[:2]
    head = columns[0].get_button().get_allocation().height if view_.get_headers_visible() else 0
    inner = cut((clip[0], top + head, clip[2], clip[3]), clip)
    paths: list[Any] = []
    model.foreach(lambda m, path, _row: paths.append(path.copy()))
    for path in paths:
        for number, column in enumerate(columns):
            area = view_.get_background_area(path, column)
            x, y = view_.convert_bin_window_to_widget_coords(area.x, area.y)
            if area.width < 3 or area.height < 3 or inner is None:
                continue
            place = (left + x, top + y, left + x + area.width, top + y + area.height)
            chosen = ("selected",) if view_.get_selection().path_is_selected(path) else ()
            found.add(place, inner, kind, chosen, str(model[path][number]))


def tabs(book: Gtk.Notebook, box: Rect, clip: Rect, found: Found) -> None:
    """A notebook's tabs: their labels, grown by half of what lies between two of them."""
    labels = [book.get_tab_label(book.get_nth_page(i)) for i in range(book.get_n_pages())]
    places = [box_of(label) for label in labels if label.get_mapped()]
    if not places:
        return
    gaps = [b[0] - a[2] for a, b in pairwise(places)]
    wide = max(2.0, min([g / 2 for g in gaps] + [16.0]))
    page = book.get_nth_page(book.get_current_page())
    bottom = box_of(page)[1] - page.get_margin_top()
    for number, place in enumerate(places):
        chosen = ("selected",) if number == book.get_current_page() else ()
        high = max(place[3] + 2, min(place[3] + 12, bottom))
        tall = (place[0] - wide, max(box[1], place[1] - (high - place[3])), place[2] + wide, high)
        found.add(tall, clip, "tab", chosen, text_in(labels[number]))
        if isinstance(labels[number], Gtk.Box):
            for child in labels[number].get_children():
                if isinstance(child, Gtk.Button):
                    walk(child, clip, found)
