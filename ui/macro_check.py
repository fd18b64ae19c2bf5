"""The fields of a condition: what is to be seen, or to be gone."""

from __future__ import annotations

from pydantic import ValidationError
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from agent.macro import Check
from ui import parts
from ui.macro_words import mark_words

SEES = ("words", "window", "mark")


class CheckForm(QWidget):
    """`changed` after each finished change. `optional`: without words there is no condition."""

    changed = Signal()

    def __init__(self, optional: bool = False) -> None:
        super().__init__()
        self._check: Check | None = None
        self._optional = optional
        self.sees, self.words, self.gone = QComboBox(), QLineEdit(), QCheckBox()
        self.about = parts.label("small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = parts.row()
        row.addWidget(self.sees)
        row.addWidget(self.words, 1)
        column.addLayout(row)
        column.addWidget(self.about)
        column.addWidget(self.gone)
        self.words.setMaxLength(500)
        self.sees.activated.connect(self._touched)
        self.words.editingFinished.connect(self._touched)
        self.gone.clicked.connect(self._touched)
        self.retranslate()
        self.show_check(None)

    def show_check(self, check: Check | None) -> None:
        """This condition; None: none yet."""
        self._check = check
        held = check or Check(words=" .")
        self._fill_sees(held.sees == "mark")
        self.sees.setCurrentIndex(SEES.index(held.sees))
        self.words.setText(held.words if check is not None else "")
        self.gone.setChecked(check is not None and not check.present)
        self._show_about()

    def check(self) -> Check | None:
        """The condition as it stands; None where it says nothing yet."""
        words, sees = self.words.text().strip(), SEES[self.sees.currentIndex()]
        base = self._check if self._check is not None else Check(words=".")
        changes = {"sees": sees, "words": words, "present": not self.gone.isChecked()}
        if sees != "mark":
            changes |= {"mark": None, "state": None}
        try:
            return Check(**{**dict(base), **changes})
        except ValidationError:  # without words it is no condition
            return None

    def _fill_sees(self, with_mark: bool) -> None:
        """The third choice is there only where the condition has a target."""
        wanted = 3 if with_mark else 2
        while self.sees.count() > wanted:
            self.sees.removeItem(self.sees.count() - 1)
        while self.sees.count() < wanted:
            self.sees.addItem(self._names()[self.sees.count()])

    def _touched(self) -> None:
        self._show_about()
        made = self.check()
        if made != self._check and (made is not None or self._optional):
            self._check = made
            self.changed.emit()

    def _show_about(self) -> None:
        mark = self._check.mark if self._check is not None else None
        shown = mark is not None and SEES[self.sees.currentIndex()] == "mark"
        parts.show_text(self.about, mark_words(mark) if mark is not None and shown else "")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "about"):
            self.retranslate()
        super().changeEvent(event)

    def _names(self) -> tuple[str, ...]:
        return self.tr("Text"), self.tr("Window"), self.tr("Target")

    def retranslate(self) -> None:
        for place in range(self.sees.count()):
            self.sees.setItemText(place, self._names()[place])
        self.words.setPlaceholderText(self.tr("what is to be seen"))
        self.words.setAccessibleName(self.tr("Words to look for"))
        self.sees.setAccessibleName(self.tr("Kind of condition"))
        self.gone.setText(self.tr("It must be gone"))
