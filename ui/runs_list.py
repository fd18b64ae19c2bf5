"""The runs of the journal as a list, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QDateTime,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import QListView

from agent.journal_records import RunRow
from ui import words
from ui.rows import ENTRY, Index, RowLook, dress

translate = QCoreApplication.translate
MOST = 5000  # runs that are listed


def look_of(run: RunRow) -> RowLook:
    """The instruction; when, and how many steps; how it ended."""
    line = " · ".join((when(run.begun), steps_words(run.steps)))
    return RowLook(words.short(run.instruction, 200), line, words.run_state(run.state), "run")


def when(seconds: float) -> str:
    """A day and a time of the person's own zone."""
    return QDateTime.fromSecsSinceEpoch(int(seconds)).toString("yyyy-MM-dd HH:mm")


def steps_words(count: int) -> str:
    if count == 0:
        return translate("runs", "no steps")
    return translate("runs", "1 step") if count == 1 else translate("runs", "{n} steps").format(n=count)


class RunsModel(QAbstractListModel):
    """A row for each run."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[RunRow] = []

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.runs)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        run = self.runs[index.row()]
        if role == ENTRY:
            return run
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{run.instruction} {run.reason}"  # what is searched
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return look_of(run).spoken
        return None

    def show_runs(self, runs: Sequence[RunRow]) -> None:
        """These and no others."""
        self.beginResetModel()
        self.runs = list(runs)
        self.endResetModel()

    def refresh(self) -> None:
        """All rows in the language and colours of now."""
        if self.runs:
            self.dataChanged.emit(self.index(0), self.index(len(self.runs) - 1))


class RunsList(QListView):
    """The view, with a search in what was said and how it ended."""

    def __init__(self) -> None:
        super().__init__()
        self.runs = RunsModel()
        self.found = QSortFilterProxyModel()
        self.found.setSourceModel(self.runs)
        self.found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self.found)
        dress(self, look_of)

    def search(self, text: str) -> None:
        self.found.setFilterFixedString(text.strip())

    def chosen(self) -> RunRow | None:
        """The run that is selected."""
        index = self.currentIndex()
        run: RunRow | None = index.data(ENTRY) if index.isValid() else None
        return run

    def choose(self, number: int) -> None:
        """Selects the run of that number, else the first."""
        rows = [self.found.index(row, 0).data(ENTRY).number for row in range(self.found.rowCount())]
        self.setCurrentIndex(self.found.index(rows.index(number) if number in rows else 0, 0))
