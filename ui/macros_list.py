"""The macros as a list: what there is, read from the library, and how a row of it looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from agent.errors import MacroError
from agent.macro import walk
from agent.macros.bundle import Bundle
from agent.macros.library import Library
from ui import icons, theme
from ui.macros_said import badge, made_words

Index = QModelIndex | QPersistentModelIndex
ENTRY = int(Qt.ItemDataRole.UserRole)
PAD, ICON, GAP = 10, 20, 12


@dataclass(frozen=True)
class Entry:
    """One macro. `bundle` is None where it cannot be read, for the reason in `broken`."""

    name: str
    bundle: Bundle | None = None
    trusted: bool = False
    broken: str = ""

    @property
    def steps(self) -> int:
        return sum(1 for _ in walk(self.bundle.macro.steps)) if self.bundle is not None else 0


def entries_of(library: Library) -> list[Entry]:
    """All macros, those that cannot be read with the reason. Reads every file: for the clerk's thread."""
    return [_entry(library, s.name, s.broken) for s in library.summaries()]


def _entry(library: Library, name: str, broken: str) -> Entry:
    if broken:
        return Entry(name, broken=broken)
    try:
        bundle, trusted = library.read(name)
    except MacroError as error:  # it has gone or changed meanwhile
        return Entry(name, broken=str(error))
    return Entry(name, Bundle(bundle.macro, bundle.pictures), trusted)


class MacrosModel(QAbstractListModel):
    """A row for each macro."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " · ".join(part for part in (entry.name, made_words(entry), badge(entry)[0]) if part)
        return None

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """These and no others."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def refresh(self) -> None:
        """All rows in the language and colours of now."""
        if self.entries:
            self.dataChanged.emit(self.index(0), self.index(len(self.entries) - 1))


class MacroDelegate(QStyledItemDelegate):
    """Two lines: the name, and steps and origin; the badge at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY)
        colours, rect = theme.colours(), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        ink = colours.bad_ink if entry.broken else colours.accent_soft_ink
        place = QRect(rect.x() + PAD, rect.y() + (rect.height() - ICON) // 2, ICON, ICON)
        painter.drawPixmap(place, icons.pixmap("macros", ink, ICON, painter.device().devicePixelRatioF()))
        room = rect.adjusted(PAD + ICON + GAP, PAD - 2, -PAD, -PAD + 2)
        room.setRight(self._paint_badge(painter, option, room, entry) - GAP)
        self._paint_words(painter, option, room, entry)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 2 * QFontMetrics(option.font).lineSpacing() + 2 * PAD + 2)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours, state = theme.colours(), option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if selected else colours.hover))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 8, 8)

    def _paint_badge(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, entry: Entry) -> int:
        """The left edge of what was painted."""
        text, tone = badge(entry)
        if not text:
            return room.right()
        colours, metrics = theme.colours(), QFontMetrics(option.font)
        width = metrics.horizontalAdvance(text) + 20
        chip = QRect(room.right() - width, room.center().y() - 11, width, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(colours, tone)))
        painter.drawRoundedRect(chip, 10, 10)
        painter.setFont(option.font)
        painter.setPen(QColor(getattr(colours, f"{tone}_ink")))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        return chip.left()

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, entry: Entry
    ) -> None:
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        colours = theme.colours()
        for font, ink, text, side in (
            (bold, colours.text, entry.name, Qt.AlignmentFlag.AlignTop),
            (option.font, colours.quiet, made_words(entry), Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            line = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, side | Qt.AlignmentFlag.AlignLeft, line)


class MacroList(QListView):
    """The view, with a search in the names."""

    def __init__(self) -> None:
        super().__init__()
        self.macros = MacrosModel()
        self.found = QSortFilterProxyModel()
        self.found.setSourceModel(self.macros)
        self.found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self.found)
        self.setItemDelegate(MacroDelegate(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)

    def search(self, words: str) -> None:
        """Only macros whose names hold the words."""
        self.found.setFilterFixedString(words.strip())

    def chosen(self) -> Entry | None:
        """The macro that is selected."""
        index = self.currentIndex()
        entry: Entry | None = index.data(ENTRY) if index.isValid() else None
        return entry

    def choose(self, name: str) -> None:
        """Selects the macro of that name, else the first."""
        names = [self.found.index(row, 0).data() for row in range(self.found.rowCount())]
        row = names.index(name) if name in names else 0
        self.setCurrentIndex(self.found.index(row, 0))
