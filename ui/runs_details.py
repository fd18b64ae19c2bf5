"""The card beside the list of runs: what came of the chosen one, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from agent.journal_records import RunRow
from agent.resume import REPLAY
from ui import parts, words
from ui.reasons import reason
from ui.runs_list import steps_words, when

ICONS = {"open": "look", "again": "run", "macro": "macros", "report": "export", "delete": "trash"}


class RunDetails(QFrame):
    """`wanted` carries "open", "again", "macro", "report" or "delete"."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.run: RunRow | None = None
        self.title, self.chip = parts.label("title"), parts.chip()
        self.facts, self.reason = parts.label("quiet"), parts.label()
        self.buttons: dict[str, QPushButton] = {
            name: parts.button("primary" if name == "open" else "") for name in ICONS
        }
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
        self._lay_out()
        self.retranslate()

    def show_run(self, run: RunRow | None) -> None:
        """This run, or none."""
        self.run = run
        self.retranslate()

    def _lay_out(self) -> None:
        layout = parts.column(self)
        layout.addWidget(self.title)
        badges = parts.row()
        badges.addWidget(self.chip)
        badges.addStretch(1)
        layout.addLayout(badges)
        for widget in (self.facts, self.reason):
            layout.addWidget(widget)
        self.below = QWidget()
        column = parts.column(self.below, margin=0)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.buttons["open"])
        for pair in (("again", "macro"), ("report", "delete")):
            row = parts.row()
            for name in pair:
                row.addWidget(self.buttons[name], 1)
            column.addLayout(row)
        layout.addWidget(self.below)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "below"):
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self._name_buttons()
        run = self.run
        self.below.setVisible(run is not None)
        self.chip.setVisible(run is not None)
        if run is None:
            self.title.setText(self.tr("No run is chosen"))
            for label in (self.facts, self.reason):
                label.hide()
            return
        self.title.setText(words.short(run.instruction, 200))
        parts.set_chip(self.chip, *words.run_state(run.state))
        parts.show_text(self.facts, " · ".join((when(run.begun), steps_words(run.steps), *_took(run))))
        parts.show_text(self.reason, reason(run.reason))
        under_way = run.state == "running"
        for name in ("macro", "delete"):
            self.buttons[name].setEnabled(not under_way)
        self.buttons["macro"].setVisible(run.steps > 0)
        self.buttons["again"].setVisible(not run.instruction.startswith(REPLAY))

    def _name_buttons(self) -> None:
        names = {
            "open": self.tr("&Open"),
            "again": self.tr("Say it &again"),
            "macro": self.tr("Save as a &macro…"),
            "report": self.tr("E&xport…"),
            "delete": self.tr("&Delete…"),
        }
        for name, button in self.buttons.items():
            button.setText(names[name])
            parts.set_icon(button, ICONS[name])


def _took(run: RunRow) -> tuple[str, ...]:
    if run.ended is None:
        return ()
    return (f"{QLocale().toString(run.ended - run.begun, 'f', 1)} s",)
