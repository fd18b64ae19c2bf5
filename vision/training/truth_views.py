"""The items of Qt's views and the links and blocks of a page of text, with their rectangles in the view's
coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QTextBlock, QTextFragment
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QListView, QTableView, QTextBrowser, QTreeView

MOST_ROWS = 200
Item = tuple[str, QRect, tuple[str, ...], str]


def _rows(view: QAbstractItemView) -> Iterator[QModelIndex]:
    """First-column indices of the rows that are open, in order."""
    model = view.model()
    waiting = [model.index(i, 0) for i in range(model.rowCount())]
    for _ in range(MOST_ROWS):
        if not waiting:
            return
        index = waiting.pop(0)
        yield index
        if isinstance(view, QTreeView) and view.isExpanded(index):
            waiting = [model.index(i, 0, index) for i in range(model.rowCount(index))] + waiting


def _item_kind(view: QAbstractItemView) -> str:
    if isinstance(view, QTableView):
        return "table_cell"
    return "tree_item" if isinstance(view, QTreeView) else "list_item"


def _item_rect(view: QAbstractItemView, index: QModelIndex) -> QRect:
    rect = view.visualRect(index)
    if isinstance(view, QListView) and view.viewMode() == QListView.ViewMode.IconMode:
        words = view.fontMetrics().horizontalAdvance(str(index.data())) + 6
        width = max(min(rect.width(), words), view.iconSize().width())
        return QRect(rect.center().x() - width // 2, rect.top(), width, rect.height())
    return rect


def _item_states(view: QAbstractItemView, index: QModelIndex) -> tuple[str, ...]:
    states: tuple[str, ...] = ()
    if view.selectionModel() and view.selectionModel().isSelected(index):
        states += ("selected",)
    if index.data(Qt.ItemDataRole.CheckStateRole) in (2, Qt.CheckState.Checked):
        states += ("checked",)
    if isinstance(view, QTreeView) and view.isExpanded(index) and view.model().rowCount(index):
        states += ("expanded",)
    if not view.isEnabled():
        states += ("disabled",)
    return states


def view_parts(view: QAbstractItemView) -> Iterator[Item]:
    """Every filled item that is at least half in sight: kind, rectangle, states, text."""
    port = view.viewport()
    model = view.model()
    for row in _rows(view):
        columns = 1 if isinstance(view, QListView) else model.columnCount(row.parent())
        for column in range(columns):
            index = row.sibling(row.row(), column)
            if not (index.data() or index.data(Qt.ItemDataRole.DecorationRole)):
                continue
            rect = _item_rect(view, index)
            seen = rect.intersected(port.rect())
            if seen.height() < 0.6 * rect.height() or seen.width() < max(8, 0.5 * rect.width()):
                continue
            at = port.mapTo(view, seen.topLeft())
            yield _item_kind(view), QRect(at, seen.size()), _item_states(view, index), str(index.data() or "")


def header_parts(header: QHeaderView) -> Iterator[tuple[QRect, str]]:
    """The sections of a table's or tree's head."""
    sideways = header.orientation() == Qt.Orientation.Horizontal
    model = header.model()
    for section in range(header.count()):
        start, size = header.sectionViewportPosition(section), header.sectionSize(section)
        rect = QRect(start, 0, size, header.height()) if sideways else QRect(0, start, header.width(), size)
        if rect.intersects(header.viewport().rect()) and not header.isSectionHidden(section):
            yield rect, str(model.headerData(section, header.orientation()) or "")


def page_parts(page: QTextBrowser) -> Iterator[tuple[str, QRect, str]]:
    """Headings, paragraphs and links of a text page: kind, rectangle, text. A wrapped link is one part a
    line."""
    offset = QPoint(-page.horizontalScrollBar().value(), -page.verticalScrollBar().value())
    offset += page.viewport().mapTo(page, QPoint(0, 0))
    limits = QRect(page.viewport().mapTo(page, QPoint(0, 0)), page.viewport().size())
    block = page.document().begin()
    while block.isValid():
        for kind, rect, text in _block_parts(page, block):
            moved = rect.translated(offset)
            seen = moved.intersected(limits)
            if seen.height() >= 0.6 * moved.height() and seen.width() >= 5:
                yield kind, seen, text
        block = block.next()


def _block_parts(page: QTextBrowser, block: QTextBlock) -> Iterator[tuple[str, QRect, str]]:
    if not block.text().strip() or not block.isVisible():
        return
    lines = [block.layout().lineAt(i) for i in range(block.layout().lineCount())]
    origin = page.document().documentLayout().blockBoundingRect(block).topLeft()
    whole = QRect()
    for line in lines:
        whole = whole.united(line.naturalTextRect().translated(origin).toRect())
    pieces = list(_links(block, lines, origin))
    if sum(len(p[2]) for p in pieces) < 0.9 * len(block.text()):  # a block that is all link is that link
        yield "heading" if block.blockFormat().headingLevel() else "label", whole, block.text()
    yield from pieces


def _links(block: QTextBlock, lines: list[Any], origin: Any) -> Iterator[tuple[str, QRect, str]]:
    for fragment in _fragments(block):
        if not fragment.charFormat().isAnchor():
            continue
        first = fragment.position() - block.position()
        last = first + fragment.length()
        for line in lines:
            start, end = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if end > start:
                left, right = line.cursorToX(start)[0], line.cursorToX(end)[0]
                rect = line.naturalTextRect()
                rect.setLeft(min(left, right))
                rect.setRight(max(left, right))
                yield "link", rect.translated(origin).toRect(), block.text()[start:end].strip()


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    each = block.begin()
    while not each.atEnd():
        yield each.fragment()
        each += 1
