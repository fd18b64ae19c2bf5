"""Views of many items by chance: tables, trees, lists, icon views, text areas, calendars, key pads."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCalendarWidget,
    QGridLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from vision.training.widgets import Kit, marked

MONO = "DejaVu Sans Mono"
V = TypeVar("V", bound=QAbstractItemView)


def table(kit: Kit) -> QTableWidget:
    """A table of values, with and without grid, row heads and stretched columns."""
    r = kit.random
    view = marked(QTableWidget(r.randint(4, 30), r.randint(2, 7)), "table")
    view.setHorizontalHeaderLabels([kit.words.phrase(1) for _ in range(view.columnCount())])
    filled = 1.0 if kit.chance(0.8) else 0.6
    ticks = kit.chance(0.12)
    for y in range(view.rowCount()):
        for x in range(view.columnCount()):
            if kit.chance(filled):
                view.setItem(y, x, QTableWidgetItem(kit.words.value()))
        if ticks and (item := view.item(y, 0)):
            item.setCheckState(Qt.CheckState.Checked if kit.chance(0.5) else Qt.CheckState.Unchecked)
    view.verticalHeader().setVisible(kit.chance(0.4))
    view.setShowGrid(kit.chance(0.6))
    view.setAlternatingRowColors(kit.chance(0.4))
    view.verticalHeader().setDefaultSectionSize(r.randint(18, 36))
    view.resizeColumnsToContents()
    view.horizontalHeader().setStretchLastSection(kit.chance(0.7))
    if kit.chance(0.5):
        view.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return _with_current(kit, view)


def spreadsheet(kit: Kit) -> QTableWidget:
    """A grid of cells, most of them empty; only filled ones are elements."""
    view = marked(QTableWidget(kit.random.randint(20, 40), kit.random.randint(6, 16)), "table")
    view.setHorizontalHeaderLabels([chr(65 + i) for i in range(view.columnCount())])
    for y in range(kit.random.randint(2, 18)):
        for x in range(kit.random.randint(1, view.columnCount())):
            view.setItem(y, x, QTableWidgetItem(kit.words.value()))
    view.verticalHeader().setDefaultSectionSize(kit.random.randint(18, 26))
    view.horizontalHeader().setDefaultSectionSize(kit.random.randint(60, 110))
    return _with_current(kit, view)


def tree(kit: Kit) -> QTreeWidget:
    """A tree with one to four columns, opened or not."""
    r = kit.random
    view = marked(QTreeWidget(), "list")
    columns = r.choice((1, 1, 2, 3, 4))
    view.setColumnCount(columns)
    view.setHeaderLabels([kit.words.phrase(1) for _ in range(columns)])
    view.setHeaderHidden(columns == 1 and kit.chance(0.6))
    pictures = kit.chance(0.7)
    for _ in range(r.randint(4, 25)):
        item = QTreeWidgetItem([kit.words.value() for _ in range(columns)])
        if pictures:
            item.setIcon(0, kit.icons.pick()[0])
        for _ in range(r.choice((0, 0, 0, 2, 4)) if columns < 3 else 0):
            item.addChild(QTreeWidgetItem([kit.words.value() for _ in range(columns)]))
        view.addTopLevelItem(item)
    if kit.chance(0.5):
        view.expandAll()
    if columns > 1 and kit.chance(0.6):
        view.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        view.header().setStretchLastSection(False)
    view.setAlternatingRowColors(kit.chance(0.4))
    return _with_current(kit, view)


def plain_list(kit: Kit, most: int = 25) -> QListWidget:
    """A list with or without pictures."""
    view = marked(QListWidget(), "list")
    pictures = kit.chance(0.6)
    size = kit.random.choice((16, 16, 22, 24, 32))
    view.setIconSize(QSize(size, size))
    for _ in range(kit.random.randint(3, most)):
        item = QListWidgetItem(kit.words.phrase(3))
        if pictures:
            item.setIcon(kit.icons.pick()[0])
        view.addItem(item)
    view.setSpacing(kit.random.choice((0, 0, 0, 1, 3)))
    return _with_current(kit, view)


def sidebar(kit: Kit) -> QListWidget:
    """A narrow list of places or pages."""
    view = plain_list(kit, 12)
    view.setFixedWidth(kit.random.randint(120, 260))
    view.setObjectName("rail" if kit.chance(0.5) else "")
    if kit.chance(0.5):
        view.setFrameShape(QListWidget.Shape.NoFrame)
    return view


def files(kit: Kit) -> QListWidget:
    """Files as pictures with their names below."""
    view = marked(QListWidget(), "list")
    side = kit.random.choice((32, 48, 48, 64))
    view.setViewMode(QListWidget.ViewMode.IconMode)
    view.setIconSize(QSize(side, side))
    view.setGridSize(QSize(side + kit.random.randint(35, 70), side + kit.random.randint(30, 50)))
    view.setMovement(QListWidget.Movement.Static)
    folder = kit.icons.of("folder")[0]
    for _ in range(kit.random.randint(3, 40)):
        picture = folder if kit.chance(0.5) else kit.icons.pick()[0]
        view.addItem(QListWidgetItem(picture, kit.words.file_name()))
    return _with_current(kit, view)


def text_area(kit: Kit) -> QWidget:
    """An editor full of text, sparse, or empty."""
    area: QTextEdit | QPlainTextEdit = QTextEdit() if kit.chance(0.4) else QPlainTextEdit()
    marked(area, "text_area")
    area.setPlainText(kit.words.lines(kit.random.choice((0, 1, 2, 5, 15, 50, 80))))
    if kit.chance(0.6):
        font = QFont(MONO)
        font.setPixelSize(kit.random.randint(11, 17))
        area.setFont(font)
    if kit.chance(0.15):
        area.setReadOnly(True)
    if kit.chance(0.3):
        area.setFrameShape(QTextEdit.Shape.NoFrame)
    return area


def calendar(kit: Kit) -> QCalendarWidget:
    """A month with its days."""
    month = marked(QCalendarWidget(), "")
    month.setSelectedDate(
        QDate(kit.random.randint(1990, 2030), kit.random.randint(1, 12), kit.random.randint(1, 28))
    )
    month.setGridVisible(kit.chance(0.3))
    month.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return month


def key_pad(kit: Kit, rows: int = 0, columns: int = 0) -> QWidget:
    """Keys in a grid, as a calculator has them."""
    r = kit.random
    box = QWidget()
    grid = QGridLayout(box)
    gap = r.choice((0, 1, 2, 4, 6, 10))
    grid.setSpacing(gap)
    keys = [*"0123456789+−×÷=.%√C()", "AC", "sin", "log", "M+", "x²", "1/x", "±", "←"]
    fill = kit.chance(0.8)
    for y in range(rows or r.randint(4, 6)):
        for x in range(columns or r.randint(4, 6)):
            button = kit.button(1, 0.05)
            if kit.chance(0.9):
                button.setText(r.choice(keys))
            button.setMinimumWidth(r.choice((24, 30, 36)))
            if fill:
                button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            grid.addWidget(button, y, x)
    return box


def palette_of_tools(kit: Kit) -> QWidget:
    """Icon buttons in a narrow grid, as painting programs have them."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setSpacing(kit.random.choice((0, 1, 2, 4)))
    grid.setContentsMargins(2, 2, 2, 2)
    size, columns = kit.random.choice((16, 20, 22, 24)), kit.random.choice((1, 2, 2, 3))
    rows = kit.random.randint(4, 9)
    for place in range(rows * columns):
        grid.addWidget(kit.tool(size), place // columns, place % columns)
    grid.setRowStretch(rows, 1)
    return box


def _with_current(kit: Kit, view: V) -> V:
    model = view.model()
    if kit.chance(0.5) and model.rowCount():
        view.setCurrentIndex(model.index(kit.random.randrange(model.rowCount()), 0))
    return view
