"""What stands on a shown Qt window: every visible leaf and container with its exact rectangle.

A widget's layout rectangle is tightened to what is drawn (a label to its words, a tick box to its box and
words), parts of widgets are asked of Qt's styles, and what is scrolled away, clipped or covered inside the
window is left out. Rectangles are in the window's own coordinates (logical pixels).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QRadioButton,
    QScrollBar,
    QTabBar,
    QTextBrowser,
    QToolBar,
    QToolButton,
    QWidget,
)

from vision.training.truth_views import header_parts, page_parts, view_parts

CONTAINER_CLASSES = (QToolBar, QTabBar, QGroupBox)
LEAST_VISIBLE = 0.5  # of an element's area, or it is not labelled
LEAST_SIDE = 5


@dataclass(frozen=True)
class Part:
    """One labelled thing on a window."""

    kind: str
    rect: QRect
    states: tuple[str, ...] = ()
    text: str = ""
    icon: str = ""


def parts_of(window: QWidget) -> list[Part]:
    """All parts of a shown window, containers before what they contain."""
    found: list[Part] = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            found += _widget_parts(window, widget)
    return found


def in_sight(widget: QWidget, window: QWidget) -> QRect:
    """What the widget's ancestors let be seen of it, in its own coordinates. (Qt's visibleRegion leaves out
    what its own children draw: of a list without a frame it says that nothing can be seen.)"""
    rect = widget.rect()
    parent = widget.parentWidget()
    while parent is not None and widget is not window:
        rect = rect.intersected(QRect(widget.mapFrom(parent, QPoint(0, 0)), parent.size()))
        if parent is window:
            break
        parent = parent.parentWidget()
    return rect


def _widget_parts(window: QWidget, widget: QWidget) -> Iterator[Part]:
    visible = in_sight(widget, window)
    for part in _own_parts(widget):
        seen = part.rect.intersected(visible)
        least = 0.0 if isinstance(widget, QAbstractScrollArea) else LEAST_VISIBLE
        if min(seen.width(), seen.height()) < LEAST_SIDE or _area(seen) < least * _area(part.rect):
            continue
        yield Part(part.kind, _moved(widget, window, seen), part.states, part.text, part.icon)


def _area(rect: QRect) -> int:
    return rect.width() * rect.height()


def _moved(widget: QWidget, window: QWidget, rect: QRect) -> QRect:
    return QRect(widget.mapTo(window, rect.topLeft()), rect.size())


def _own_parts(widget: QWidget) -> Iterator[Part]:
    """The parts of one widget in its own coordinates."""
    parent = widget.parentWidget()
    if isinstance(parent, QAbstractSpinBox | QComboBox | QLineEdit):
        return  # the inside of a field
    for kind, maker in _MAKERS:
        if isinstance(widget, kind):
            yield from maker(widget)
            return
    given = widget.property("kind")
    if given:
        yield _part(widget, given, widget.rect())


def _part(widget: QWidget, kind: str, rect: QRect, text: str | None = None) -> Part:
    return Part(
        kind,
        rect,
        _states(widget, kind),
        _text(widget) if text is None else text,
        widget.property("meaning") or "",
    )


def _text(widget: QWidget) -> str:
    for name in ("words", "plainText", "text", "currentText", "title"):
        value = widget.property(name)
        if isinstance(value, str) and value:
            return value.replace("&", "")[:200]
    return ""


def _states(widget: QWidget, kind: str) -> tuple[str, ...]:
    tests: dict[str, bool] = {
        "disabled": not widget.isEnabled(),
        "checked": bool(widget.property("checked")) and bool(widget.property("checkable")),
        "focused": bool(widget.property("focused")),
        "editable": kind.endswith(("_field", "_area")) and not widget.property("readOnly"),
    }
    if kind == "combo_box":
        tests["editable"] = bool(widget.property("editable"))
    return tuple(name for name, holds in tests.items() if holds)


def _label(widget: Any) -> Iterator[Part]:
    """A label's words or picture, not its cell."""
    kind = widget.property("kind")
    if kind is None or kind == "":
        return
    yield _part(widget, kind, tight_label(widget))


def tight_label(label: QLabel) -> QRect:
    """Where a label draws, inside its own rectangle."""
    room = label.contentsRect()
    align = label.style().visualAlignment(label.layoutDirection(), label.alignment())
    if label.wordWrap():
        flags = int(Qt.TextFlag.TextWordWrap) | align.value
        return label.fontMetrics().boundingRect(room, flags, label.text()).intersected(room)
    hint = label.sizeHint()
    size = QSize(min(hint.width(), room.width()), min(hint.height(), room.height()))
    return label.style().alignedRect(Qt.LayoutDirection.LeftToRight, align, size, room)


def _tick(widget: Any) -> Iterator[Part]:
    hint = widget.sizeHint()
    size = QSize(min(hint.width(), widget.width()), min(hint.height(), widget.height()))
    align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    kind = "radio" if isinstance(widget, QRadioButton) else "checkbox"
    yield _part(
        widget, kind, widget.style().alignedRect(widget.layoutDirection(), align, size, widget.rect())
    )


def _group(widget: Any) -> Iterator[Part]:
    yield _part(widget, "panel", widget.rect())
    if widget.title():
        metrics = widget.fontMetrics()
        mark = 24 if widget.isCheckable() else 0
        size = QSize(metrics.horizontalAdvance(widget.title()) + mark, metrics.height())
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        rect = widget.style().alignedRect(
            widget.layoutDirection(), align, size, widget.rect().adjusted(8, 0, -8, 0)
        )
        yield _part(widget, "checkbox" if widget.isCheckable() else "label", rect)


def _tabs(widget: Any) -> Iterator[Part]:
    yield Part("tab_bar", widget.rect())
    for index in range(widget.count()):
        states: tuple[str, ...] = ("selected",) if index == widget.currentIndex() else ()
        if not widget.isTabEnabled(index):
            states += ("disabled",)
        yield Part("tab", widget.tabRect(index), states, widget.tabText(index).replace("&", ""))


def _menu_bar(widget: Any) -> Iterator[Part]:
    for action in widget.actions():
        rect = widget.actionGeometry(action)
        if not rect.isEmpty():
            states = () if action.isEnabled() else ("disabled",)
            yield Part("menu_bar_item", rect, states, action.text().replace("&", ""))


def _scroll_bar(widget: Any) -> Iterator[Part]:
    if widget.maximum() > widget.minimum():
        yield Part("scroll_bar", widget.rect(), () if widget.isEnabled() else ("disabled",))


def _page(widget: Any) -> Iterator[Part]:
    if not widget.property("page"):
        return
    for kind, rect, text in page_parts(widget):
        yield Part(kind, rect, (), text)


def _view(widget: Any) -> Iterator[Part]:
    kind = widget.property("kind")
    if kind:
        yield Part(kind, widget.rect())
    for name, rect, states, text in view_parts(widget):
        yield Part(name, rect, states, text)


def _header(widget: Any) -> Iterator[Part]:
    for rect, text in header_parts(widget):
        yield Part("table_header", rect, (), text)


def _button(widget: Any) -> Iterator[Part]:
    """Buttons that we made say what they are; those inside Qt's own widgets are arrows and closing
    crosses."""
    kind = widget.property("kind")
    if kind is None:
        if widget.inherits("QTableCornerButton"):
            return
        named = (
            isinstance(widget, QToolButton) and widget.text() not in ("", "...") and widget.icon().isNull()
        )
        kind = "button" if named else "icon_button"
    if kind:
        yield _part(widget, kind, widget.rect())


_MAKERS: list[tuple[type, Callable[[Any], Iterator[Part]]]] = [
    (QHeaderView, _header),
    (QAbstractItemView, _view),
    (QTextBrowser, _page),
    (QTabBar, _tabs),
    (QMenuBar, _menu_bar),
    (QCheckBox, _tick),
    (QRadioButton, _tick),
    (QLabel, _label),
    (QGroupBox, _group),
    (QScrollBar, _scroll_bar),
    (QAbstractButton, _button),
]


def shifted(part: Part, by: QPoint) -> Part:
    """The part moved, as when its window is put on a desktop."""
    return Part(part.kind, part.rect.translated(by), part.states, part.text, part.icon)
