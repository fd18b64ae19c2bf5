"""The page of the runs: the journal with its search, the card of the chosen run, and one run in full."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from agent.journal_records import RunRecord, RunRow
from ui import parts
from ui.bar import CardHost
from ui.macros_cards import ChoiceCard
from ui.run_view import RunView
from ui.runs_details import RunDetails
from ui.runs_list import RunsList

SIDE = 368


class RunsPage(QStackedWidget):
    """Widgets only; ui/runs_desk.py says what they do."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.search = parts.label("title", wrap=False), QLineEdit()
        self.list, self.details, self.view = RunsList(), RunDetails(), RunView()
        self.delete = ChoiceCard(("danger", ""), ("trash", "back"))
        self.side, self.overview = CardHost(), QWidget()
        self.empty, self.empty_note = parts.label("title"), parts.label("quiet")
        self._lay_out()
        self._connect()
        self._retranslate()
        self.show_runs(())
        self.show_card(self.details)

    def show_runs(self, runs: Sequence[RunRow], choose: int = 0) -> None:
        """The runs that there are; that one is chosen, else the one that was."""
        before = self.list.chosen()
        self.list.runs.show_entries(runs)
        self.list.choose(choose or (before.number if before is not None else 0))
        self.left.setCurrentIndex(0 if runs else 1)
        self.side.setVisible(bool(runs))
        self.search.setVisible(bool(runs))
        self._show_chosen()

    def show_card(self, card: QFrame) -> None:
        """Exactly one card beside the list, which waits while something is asked."""
        for one in (self.details, self.delete):
            one.setVisible(one is card)
        self.list.setEnabled(card is self.details)

    def show_run(self, record: RunRecord) -> None:
        """One run in full, in the place of all."""
        self.view.show_run(record)
        self.setCurrentWidget(self.view)

    def show_list(self) -> None:
        self.setCurrentWidget(self.overview)
        self.list.setFocus()

    @property
    def in_one(self) -> bool:
        """Whether one run is shown in full."""
        return self.currentWidget() is self.view

    def _show_chosen(self) -> None:
        self.details.show_run(self.list.chosen())
        self.chosen.emit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self.overview)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        head = parts.row()
        head.addWidget(self.title)
        head.addStretch(1)
        self.search.setFixedWidth(240)
        head.addWidget(self.search)
        layout.addLayout(head)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self._left(), 1)
        self.side.setFixedWidth(SIDE)
        for card in (self.details, self.delete):
            self.side.hold(card)
        body.addWidget(self.side)
        layout.addLayout(body, 1)
        self.addWidget(self.overview)
        self.addWidget(self.view)

    def _left(self) -> QStackedWidget:
        self.left = QStackedWidget()
        holder, nothing = parts.card(), parts.card()
        parts.column(holder, margin=8).addWidget(self.list)
        column = parts.column(nothing, margin=32, spacing=12)
        column.addStretch(1)
        for label in (self.empty, self.empty_note):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(2)
        for one in (holder, nothing):
            self.left.addWidget(one)
        return self.left

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self.list.activated.connect(lambda *_: self.details.wanted.emit("open"))
        self.view.closed.connect(self.show_list)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _search(self, text: str) -> None:
        self.list.search(text)
        if not self.list.currentIndex().isValid():
            self.list.choose(0)
        self._show_chosen()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "left"):
            self._retranslate()
            self.list.runs.refresh()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Runs"))
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search the runs"))
        self.list.setAccessibleName(self.tr("Runs"))
        self.empty.setText(self.tr("Nothing was done yet."))
        self.empty_note.setText(self.tr("Each run is kept here, with a picture of every step."))
