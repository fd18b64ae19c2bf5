"""How a list of named things looks: two lines, a sign before them, and a chip at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import icons, theme

Index = QModelIndex | QPersistentModelIndex
ENTRY = int(Qt.ItemDataRole.UserRole)  # what a row is about
PAD, ICON, GAP = 10, 20, 12


@dataclass(frozen=True)
class RowLook:
    """`chip`: its words and tone, one of the theme's; `bad`: the sign is in the tone of what is wrong."""

    title: str
    line: str
    chip: tuple[str, str] = ("", "calm")
    icon: str = "macros"
    bad: bool = False

    @property
    def spoken(self) -> str:
        """For a screen reader."""
        return " · ".join(part for part in (self.title, self.line, self.chip[0]) if part)


class RowsModel(QAbstractListModel):
    """A row for each entry; `words`: what is searched in it, its title where none are given."""

    def __init__(self, look: Callable[[Any], RowLook], words: Callable[[Any], str] | None = None) -> None:
        super().__init__()
        self.entries: list[Any] = []
        self._look, self._words = look, words or (lambda entry: look(entry).title)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._look(entry).spoken
        return None

    def show_entries(self, entries: Sequence[Any]) -> None:
        """These and no others."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def refresh(self) -> None:
        """All rows in the language and colours of now."""
        if self.entries:
            self.dataChanged.emit(self.index(0), self.index(len(self.entries) - 1))


class RowDelegate(QStyledItemDelegate):
    """Paints what `look` says of the thing in ENTRY."""

    def __init__(self, look: Callable[[Any], RowLook], parent: QListView) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look(index.data(ENTRY))
        colours, rect = theme.colours(), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option)
        ink = colours.bad_ink if look.bad else colours.accent_soft_ink
        place = QRect(rect.x() + PAD, rect.y() + (rect.height() - ICON) // 2, ICON, ICON)
        painter.drawPixmap(place, icons.pixmap(look.icon, ink, ICON, painter.device().devicePixelRatioF()))
        room = rect.adjusted(PAD + ICON + GAP, PAD - 2, -PAD, -PAD + 2)
        room.setRight(_paint_chip(painter, option.font, room, look) - GAP)
        _paint_words(painter, option.font, room, look)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 2 * QFontMetrics(option.font).lineSpacing() + 2 * PAD + 2)


def dress(view: QListView, look: Callable[[Any], RowLook]) -> None:
    """Makes a list of such rows of it."""
    view.setItemDelegate(RowDelegate(look, view))
    view.setUniformItemSizes(True)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setMouseTracking(True)


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    colours, state = theme.colours(), option.state
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_soft if selected else colours.hover))
        painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 8, 8)


def _paint_chip(painter: QPainter, font: QFont, room: QRect, look: RowLook) -> int:
    """The left edge of what was painted."""
    text, tone = look.chip
    if not text:
        return room.right()
    colours, tone = theme.colours(), "accent_soft" if tone == "accent" else tone
    width = QFontMetrics(font).horizontalAdvance(text) + 20
    chip = QRect(room.right() - width, room.center().y() - 11, width, 22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(getattr(colours, tone)))
    painter.drawRoundedRect(chip, 10, 10)
    painter.setFont(font)
    painter.setPen(QColor(getattr(colours, f"{tone}_ink")))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
    return chip.left()


def _paint_words(painter: QPainter, font: QFont, room: QRect, look: RowLook) -> None:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    colours = theme.colours()
    for face, ink, text, side in (
        (bold, colours.text, look.title, Qt.AlignmentFlag.AlignTop),
        (font, colours.quiet, look.line, Qt.AlignmentFlag.AlignBottom),
    ):
        painter.setFont(face)
        painter.setPen(QColor(ink))
        line = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignLeft, line)
