"""The list of what was asked and done: a row for each instruction and each of its steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from agent.types import Act, Ask, End, Step, Wait
from ui import icons, theme, words

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)
KEEP = 24  # steps that keep their pictures; older ones are in the journal
PAD, ICON, GAP = 8, 20, 12


@dataclass(frozen=True, eq=False)
class Row:
    """One line. A run's row has no step; its `end` comes when it is over."""

    instruction: str = ""
    step: Step | None = None
    end: End | None = None
    over: bool = False  # its run ended before the step did


def row_words(row: Row) -> tuple[str, str, str, str]:
    """What the row says, its outcome, the outcome's tone and the icon."""
    if row.step is None:
        return _run_words(row)
    step, decision = row.step, row.step.decision
    text = words.stage("perceived")
    if isinstance(decision, Act):
        text = words.act_line(decision.action, step.observation)
    elif isinstance(decision, Ask):
        text = words.question(decision)
    if step.outcome is not None:
        return text, *words.effect(step.outcome.effect)
    if row.over:
        return text, *(words.effect("unknown") if step.stage == "performed" else words.not_done())
    return text, _under_way(step), "accent", "wait"


def _under_way(step: Step) -> str:
    return (
        words.stage("asked") if step.stage == "planned" and step.verdict is None else words.stage(step.stage)
    )


def _run_words(row: Row) -> tuple[str, str, str, str]:
    if row.end is None:
        return row.instruction, "", "accent", "run"
    return row.instruction, *words.outcome(row.end), "run"


def is_waiting(step: Step | None) -> bool:
    """A macro's short wait for what is not there yet: no step of its own."""
    decision = step.decision if step is not None else None
    if not isinstance(decision, Act) or decision.planner != "macro":
        return False
    return isinstance(decision.action, Wait) and bool(decision.why)


def duration(step: Step) -> str:
    """Seconds that the machine took, without the person's thinking."""
    t = step.timings
    seconds = t.capture + t.perceive + t.plan + t.perform + t.observe
    return f"{seconds:.1f} s" if step.outcome is not None else ""


class TimelineModel(QAbstractListModel):
    """Rows, oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            text, outcome, _, _ = row_words(row)
            return f"{text} · {outcome}" if outcome else text
        return None

    def begin(self, instruction: str) -> None:
        """A new run."""
        self._append(Row(instruction=instruction))

    def progress(self, step: Step) -> None:
        """The step anew: its row is replaced, or added."""
        last = self.rows[-1].step if self.rows else None
        if is_waiting(last) or (last is not None and last.index == step.index and not last.final):
            self._replace(len(self.rows) - 1, replace(self.rows[-1], step=step))
        else:
            self._append(Row(step=step))
            self._forget()

    def finish(self, end: End) -> None:
        """The run is over. A last look that led to no act is no step, nor is a wait."""
        last = self.rows[-1].step if self.rows else None
        if last is not None and (last.decision is None or is_waiting(last)):
            self.beginRemoveRows(QModelIndex(), len(self.rows) - 1, len(self.rows) - 1)
            self.rows.pop()
            self.endRemoveRows()
        elif last is not None and not last.final:
            self._replace(len(self.rows) - 1, replace(self.rows[-1], over=True))
        heads = [i for i, row in enumerate(self.rows) if row.step is None]
        if heads:
            self._replace(heads[-1], replace(self.rows[heads[-1]], end=end))

    def performed(self) -> int:
        """How many acts of the latest run were performed."""
        count = 0
        for row in reversed(self.rows):
            if row.step is None:
                break
            count += row.step.outcome is not None and row.step.outcome.effect != "skipped"
        return count

    def refresh(self) -> None:
        """All rows in the language and colours of now."""
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def _append(self, row: Row) -> None:
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows))
        self.rows.append(row)
        self.endInsertRows()

    def _replace(self, place: int, row: Row) -> None:
        self.rows[place] = row
        self.dataChanged.emit(self.index(place), self.index(place))

    def _forget(self) -> None:
        """Bounds the memory: the oldest rows with pictures go, with their run's heading when it is empty."""
        steps = [i for i, row in enumerate(self.rows) if row.step is not None]
        if len(steps) > KEEP:
            last = steps[0]
            self.beginRemoveRows(QModelIndex(), last, last)
            del self.rows[last]
            self.endRemoveRows()


class RowDelegate(QStyledItemDelegate):
    """Paints a row: icon, words, outcome, duration. Long words wrap; nothing is cut."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        rect, colours = option.rect, theme.colours()
        text, outcome, tone, icon = row_words(row)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, rect)
        inset = 0 if row.step is None else 16
        place = QRect(rect.x() + PAD + inset, rect.y() + PAD, ICON, ICON)
        ink = getattr(colours, f"{tone}_soft_ink" if tone == "accent" else f"{tone}_ink")
        painter.drawPixmap(place, icons.pixmap(icon, ink, ICON, painter.device().devicePixelRatioF()))
        painter.setFont(_font(option, row))
        painter.setPen(QColor(colours.text))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(self._text_rect(option, row, outcome), flags, text)
        painter.setFont(option.font)
        painter.setPen(QColor(ink))
        side = rect.adjusted(0, PAD, -PAD - _duration_width(option, row), -PAD)
        painter.drawText(side, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, outcome)
        if row.step is not None:
            painter.setPen(QColor(colours.quiet))
            end = rect.adjusted(0, PAD, -PAD, -PAD)
            painter.drawText(end, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, duration(row.step))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW)
        text, outcome, _, _ = row_words(row)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else 400
        option.rect = QRect(0, 0, width, 10_000)
        room = self._text_rect(option, row, outcome)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        needed = QFontMetrics(_font(option, row)).boundingRect(room, int(flags), text)
        return QSize(width, max(ICON, needed.height()) + 2 * PAD)

    def _text_rect(self, option: QStyleOptionViewItem, row: Row, outcome: str) -> QRect:
        rect: QRect = option.rect
        left = PAD + (0 if row.step is None else 16) + ICON + GAP
        metrics = QFontMetrics(option.font)
        right = PAD + _duration_width(option, row) + metrics.horizontalAdvance(outcome) + GAP
        return rect.adjusted(left, PAD, -right, -PAD)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        colours = theme.colours()
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if selected else colours.hover))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 8, 8)


def _duration_width(option: QStyleOptionViewItem, row: Row) -> int:
    if row.step is None:
        return 0
    return QFontMetrics(option.font).horizontalAdvance("000.0 s") + GAP


def _font(option: QStyleOptionViewItem, row: Row) -> QFont:
    font = QFont(option.font)
    if row.step is None:
        font.setWeight(QFont.Weight.DemiBold)
    return font


class Timeline(QListView):
    """The view; it keeps the newest row in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.timeline = TimelineModel()
        self.setModel(self.timeline)
        self.setItemDelegate(RowDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.timeline.rowsInserted.connect(self.scrollToBottom)
