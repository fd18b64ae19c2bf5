"""How a step looks in the list: its words, a picture of its target, a sign where something may be wrong."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap, QPixmapCache
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from agent.macro import ActStep, CommentStep
from ui import pictures, theme
from ui.macro_steps import ROW, StepRow
from ui.macro_words import condition

Index = QModelIndex | QPersistentModelIndex
PAD, NUMBER, GAP, INDENT, DOT = 8, 28, 10, 24, 8
THUMB = QSize(96, 32)
MOST_HEIGHTS = 10_000


class StepDelegate(QStyledItemDelegate):
    """Number, words (wrapped), what is to be seen then, the picture, a dot in the findings' tone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._heights: dict[tuple[object, ...], int] = {}  # a list asks for all of them again and again

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: StepRow = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, row)
        rect = option.rect.adjusted(PAD + INDENT * row.deep, PAD, -PAD, -PAD)
        colours = theme.colours()
        if row.step is None:
            painter.setPen(QColor(colours.quiet))
            painter.drawText(rect.adjusted(NUMBER, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        else:
            self._paint_picture(painter, rect, row)
            self._paint_words(painter, option, rect, row, str(index.data()))
            self._paint_dot(painter, option.rect, row)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: StepRow = index.data(ROW)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 400
        text = str(index.data())
        key = (
            text.partition(". ")[2],
            width,
            row.deep,
            row.picture is None,
            _expects(row),
            option.font.key(),
        )
        if key not in self._heights:
            if len(self._heights) > MOST_HEIGHTS:
                self._heights.clear()
            room = QRect(0, 0, width, 10_000).adjusted(PAD + INDENT * row.deep, 0, -PAD, 0)
            height = self._height(option, room, row, text)
            least = THUMB.height() if row.picture is not None else QFontMetrics(option.font).lineSpacing()
            self._heights[key] = max(height, least) + 2 * PAD
        return QSize(width, self._heights[key])

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, row: StepRow) -> None:
        colours, state = theme.colours(), option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if row.step is not None and (selected or state & QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if selected else colours.hover))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 8, 8)

    def _paint_picture(self, painter: QPainter, rect: QRect, row: StepRow) -> None:
        if row.picture is None:
            return
        picture = _thumbnail(row.picture, painter.device().devicePixelRatioF())
        size = picture.deviceIndependentSize().toSize()
        place = QRect(rect.right() - size.width(), rect.center().y() - size.height() // 2, *size.toTuple())
        painter.drawPixmap(place, picture)

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, row: StepRow, text: str
    ) -> None:
        colours = theme.colours()
        words, then = _texts(row, text)
        painter.setPen(QColor(colours.quiet))
        painter.setFont(option.font)
        top = rect.adjusted(0, max(0, (rect.height() - self._height(option, rect, row, text)) // 2), 0, 0)
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft, f"{row.number}.")
        painter.setFont(_font(option, row))
        painter.setPen(QColor(colours.quiet if isinstance(row.step, CommentStep) else colours.text))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        room = _text_rect(top, row)
        painter.drawText(room, flags, words)
        if then:
            used = QFontMetrics(_font(option, row)).boundingRect(room, int(flags), words)
            painter.setFont(option.font)
            painter.setPen(QColor(colours.quiet))
            line = room.adjusted(0, used.height(), 0, 0)
            short = QFontMetrics(option.font).elidedText(then, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, short)

    def _height(self, option: QStyleOptionViewItem, rect: QRect, row: StepRow, text: str) -> int:
        words, then = _texts(row, text)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        room = _text_rect(QRect(rect.x(), 0, rect.width(), 10_000), row)
        height = QFontMetrics(_font(option, row)).boundingRect(room, flags, words).height()
        return height + (QFontMetrics(option.font).lineSpacing() if then else 0)

    def _paint_dot(self, painter: QPainter, rect: QRect, row: StepRow) -> None:
        if not row.findings:
            return
        colours = theme.colours()
        grave = any(finding.severity == "error" for finding in row.findings)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.bad_strong if grave else colours.warn_dot))
        x = rect.x() + PAD + INDENT * row.deep - DOT + 1
        painter.drawEllipse(x, rect.center().y() - DOT // 2 + 1, DOT - 2, DOT - 2)


def _expects(row: StepRow) -> bool:
    return isinstance(row.step, ActStep) and row.step.expect is not None


def _texts(row: StepRow, text: str) -> tuple[str, str]:
    """The step's words, and what is to be seen after its act."""
    words = text.partition(". ")[2] if row.step is not None else text
    expect = row.step.expect if isinstance(row.step, ActStep) else None
    return words, f"→ {condition(expect)}" if expect is not None else ""


def _text_rect(rect: QRect, row: StepRow) -> QRect:
    right = THUMB.width() + GAP if row.picture is not None else 0
    return rect.adjusted(NUMBER, 0, -right, 0)


def _font(option: QStyleOptionViewItem, row: StepRow) -> QFont:
    font = QFont(option.font)
    font.setItalic(isinstance(row.step, CommentStep))
    return font


def _thumbnail(data: bytes, ratio: float) -> QPixmap:
    """Of one picture, kept while it is in use: painting asks for it each time."""
    key = f"deskhand-step-{hash(data)}-{ratio}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = pictures.thumbnail(data, THUMB, ratio)
        QPixmapCache.insert(key, picture)
    return picture
