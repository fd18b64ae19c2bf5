"""The steps of a macro as a list: a row for each, those inside others further in, to be moved by dragging."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QListView

from agent.macro import IfStep, Macro, marks
from agent.macros.lint import Finding
from agent.macros.tree import TOP, Group, branches
from ui.macro_words import step_line

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)
MIME = "application/x-deskhand-step"


@dataclass(frozen=True)
class StepRow:
    """A step, or (without one) what marks a branch: `heads` it ("Otherwise:"), or stands in an empty one."""

    group: Group
    place: int  # in the group
    deep: int
    number: int = 0
    step: Any = None
    heads: bool = False
    picture: bytes | None = None
    findings: tuple[Finding, ...] = ()


def rows_of(macro: Macro, pictures: Mapping[str, bytes], findings: Sequence[Finding] = ()) -> list[StepRow]:
    """All steps in the order of the document."""
    about: dict[str, list[Finding]] = {}
    for finding in findings:
        about.setdefault(finding.step, []).append(finding)
    return list(_rows(macro.steps, TOP, 0, iter(range(1, 1_000_000)), pictures, about))


def _rows(
    steps: tuple[Any, ...],
    group: Group,
    deep: int,
    numbers: Iterator[int],
    pictures: Mapping[str, bytes],
    about: Mapping[str, list[Finding]],
) -> Iterator[StepRow]:
    for place, step in enumerate(steps):
        picture = next((pictures[m.picture] for m in marks(step) if m.picture in pictures), None)
        found = tuple(about.get(step.id, ()))
        yield StepRow(group, place, deep, next(numbers), step, picture=picture, findings=found)
        for branch in branches(step):
            inside = getattr(step, branch)
            if branch == "otherwise" and isinstance(step, IfStep):
                yield StepRow(group, place, deep, heads=True)
            yield from _rows(inside, Group(step.id, branch), deep + 1, numbers, pictures, about)
            if not inside:
                yield StepRow(Group(step.id, branch), 0, deep + 1)


class StepsModel(QAbstractListModel):
    """`moved` carries the id of a step that was dropped, and the Group and place where."""

    moved = Signal(str, object, int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[StepRow] = []
        self._lines: dict[int, tuple[Any, str]] = {}  # of each step, as long as it is there

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if row.step is not None:
                return f"{row.number}. {self._line(row.step)}"
            return self.tr("Otherwise:") if row.heads else self.tr("Nothing yet: drag steps here")
        return None

    def _line(self, step: Any) -> str:
        held = self._lines.get(id(step))
        if held is None or held[0] is not step:
            held = self._lines[id(step)] = (step, step_line(step))
        return held[1]

    def forget_lines(self) -> None:
        """The language is another now."""
        self._lines.clear()

    def show_rows(self, rows: Sequence[StepRow]) -> None:
        """These rows; where their number stays the same, the place in the list does, too."""
        there = {id(row.step) for row in rows}
        self._lines = {key: held for key, held in self._lines.items() if key in there}
        if len(rows) == len(self.rows):
            self.rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def row_of(self, step_id: str) -> int:
        """The row of a step; -1 where there is none of it."""
        return next((i for i, r in enumerate(self.rows) if r.step is not None and r.step.id == step_id), -1)

    # dragging

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        if self.rows[index.row()].step is None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, QByteArray(self.rows[indexes[0].row()].step.id.encode()))
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Before the step of the row that it was dropped on or above. The view takes nothing away by itself:
        the macro is changed, and shown anew."""
        if not data.hasFormat(MIME):
            return False
        step_id = bytes(data.data(MIME).data()).decode()
        place = parent.row() if parent.isValid() else row
        group, index = self._target(place if place >= 0 else len(self.rows))
        if (moved := self.row_of(step_id)) >= 0:
            own = self.rows[moved]
            index -= own.group == group and own.place < index  # counted without the step itself
            self.moved.emit(step_id, group, index)
        return False

    def _target(self, place: int) -> tuple[Group, int]:
        """The place in the macro above a row."""
        if place >= len(self.rows):
            return TOP, sum(row.group == TOP and row.step is not None for row in self.rows)
        row = self.rows[place]
        if row.heads:  # above "Otherwise:": the end of what stands before it
            before = self.rows[place - 1]
            return before.group, before.place + (before.step is not None)
        return row.group, row.place


class StepsView(QListView):
    """The list, with dragging inside it."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = StepsModel()
        self.setModel(self.steps)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def chosen(self) -> StepRow | None:
        """The row of the step that is selected."""
        index = self.currentIndex()
        row: StepRow | None = index.data(ROW) if index.isValid() else None
        return row if row is not None and row.step is not None else None

    def choose(self, step_id: str) -> None:
        """Selects the step, or none where it is gone."""
        row = self.steps.row_of(step_id)
        self.setCurrentIndex(self.steps.index(row) if row >= 0 else QModelIndex())
