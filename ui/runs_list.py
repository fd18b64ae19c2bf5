"""The runs of the journal as a list, newest first."""

from __future__ import annotations

from PySide6.QtCore import (
    QCoreApplication,
    QDateTime,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtWidgets import QListView

from agent.journal_records import RunRow
from ui import words
from ui.rows import ENTRY, RowLook, RowsModel, dress

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


def searched(run: RunRow) -> str:
    """What was said, and how it ended."""
    return f"{run.instruction} {run.reason}"


class RunsList(QListView):
    """The view, with a search in what was said and how it ended."""

    def __init__(self) -> None:
        super().__init__()
        self.runs = RowsModel(look_of, searched)
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
