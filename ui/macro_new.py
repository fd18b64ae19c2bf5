"""The card for a step that is to be put in: a comment, a wait, a check, a question or a loop."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSpinBox

from agent.macro import CheckStep, CommentStep, IfStep, LoopStep, WaitUntilStep
from ui import parts
from ui.edit_form import without_arrows
from ui.macro_check import CheckForm

CONDITIONS: dict[str, Any] = {"wait_until": WaitUntilStep, "check": CheckStep, "if": IfStep}
KINDS = ("wait_until", "check", "comment", "if", "loop")


class NewStepCard(QFrame):
    """`made` carries the step, whose id is of no account; `cancelled` nothing."""

    made = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._kind = "comment"
        self.title, self.lead = parts.label("title"), parts.label("quiet")
        self.text, self.check, self.times = QPlainTextEdit(), CheckForm(), QSpinBox(minimum=1, maximum=10_000)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(88)
        without_arrows(self.times)
        self.problem = parts.label("notice")
        self.insert, self.cancel = parts.button("primary"), parts.button()
        self.insert.clicked.connect(self.accept)
        self.check.words.returnPressed.connect(self.accept)
        self.cancel.clicked.connect(self.cancelled)
        layout = parts.column(self)
        for widget in (self.title, self.lead, self.text, self.check, self.times, self.problem):
            layout.addWidget(widget)
        row = parts.row()
        for button in (self.insert, self.cancel):
            row.addWidget(button, 1)
        layout.addLayout(row)
        self.retranslate()

    def ask(self, kind: str) -> None:
        """For a step of this kind, one of KINDS."""
        self._kind = kind
        self.text.clear()
        self.check.show_check(None)
        self.times.setValue(2)
        self.problem.hide()
        self.text.setVisible(kind == "comment")
        self.check.setVisible(kind in CONDITIONS)
        self.times.setVisible(kind == "loop")
        self.retranslate()
        {"comment": self.text, "loop": self.times}.get(kind, self.check.words).setFocus()

    def accept(self) -> None:
        step = self._step()
        if step is None:
            parts.show_text(self.problem, self.tr("Say first what it is about."))
        else:
            self.made.emit(step)

    def _step(self) -> Any:
        if self._kind == "comment":
            text = self.text.toPlainText().strip()
            return CommentStep(id="new", text=text) if text else None
        if self._kind == "loop":
            return LoopStep(id="new", times=self.times.value())
        check = self.check.check()
        return CONDITIONS[self._kind](id="new", check=check) if check is not None else None

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "cancel"):
            self.retranslate()
        super().changeEvent(event)

    def names(self) -> dict[str, str]:
        """What each kind is called."""
        return {
            "wait_until": self.tr("Wait until something appears"),
            "check": self.tr("Check what is there"),
            "comment": self.tr("Comment"),
            "if": self.tr("If something is there"),
            "loop": self.tr("Do it several times"),
        }

    def retranslate(self) -> None:
        self.title.setText(self.names()[self._kind])
        self.lead.setText(
            {
                "wait_until": self.tr("Goes on as soon as it is there."),
                "check": self.tr("Goes on only where it is so."),
                "comment": self.tr("For people; it does nothing."),
                "if": self.tr("Then drag steps into it."),
                "loop": self.tr("How many times? Then drag steps into it."),
            }[self._kind]
        )
        self.text.setAccessibleName(self.tr("Comment"))
        self.times.setAccessibleName(self.tr("How many times"))
        self.insert.setText(self.tr("&Insert"))
        self.cancel.setText(self.tr("&Back"))
        parts.set_icon(self.insert, "plus")
        parts.set_icon(self.cancel, "back")
