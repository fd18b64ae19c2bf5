"""The cards beside the picture while nobody is asked: how to begin, and how the run goes or went."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QPushButton

from agent.types import End
from ui import parts, words
from ui.reasons import reason

UNDONE = ("failed", "not_found", "ambiguous", "stopped")  # of which another try may come to more
LONGEST_THOUGHT = 600  # characters


class IdleCard(QFrame):
    """Says what this is for; `example` carries words to try."""

    example = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        layout = parts.column(self, spacing=8)
        self.title, self.lead = parts.label("title"), parts.label("quiet")
        self.overline, self.promise = parts.label("overline"), parts.label("small")
        layout.addWidget(self.title)
        layout.addWidget(self.lead)
        layout.addSpacing(8)
        layout.addWidget(self.overline)
        self.examples: list[QPushButton] = []
        for _ in range(4):
            made = parts.button("example")
            made.clicked.connect(self._clicked)
            layout.addWidget(made)
            self.examples.append(made)
        layout.addSpacing(8)
        layout.addWidget(self.promise)
        self._retranslate()

    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.example.emit(sender.text())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Tell your desktop what to do"))
        self.lead.setText(
            self.tr(
                "Deskhand looks at the screen, shows what it is about to do, and does it when you say yes."
            )
        )
        self.overline.setText(self.tr("For example"))
        sentences = (
            self.tr("click Find"),
            self.tr("type hello into the editor"),
            self.tr("open the File menu, then Save As"),
            self.tr("tick the box next to Remember me"),
        )
        for made, sentence in zip(self.examples, sentences, strict=True):
            made.setText(sentence)
        self.promise.setText(
            self.tr(
                "Nothing is done before you have seen it. Stop, or Esc in this window, ends it at any time."
            )
        )


class RunCard(QFrame):
    """The instruction, or the macro's name, and what is going on or what came of it. `keep`: what was done is
    to be a macro. `again`: the same is to be tried once more."""

    keep = Signal()
    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        layout = parts.column(self)
        head = parts.row()
        self.overline, self.chip = parts.label("overline"), parts.chip()
        head.addWidget(self.overline, 1)
        head.addWidget(self.chip)
        layout.addLayout(head)
        self.title, self.detail = parts.label("title"), parts.label("quiet")
        layout.addWidget(self.title)
        layout.addWidget(self.detail)
        self.hint, self.thought = parts.label("small"), parts.label("small")
        self.keep_button = parts.button()
        self.keep_button.clicked.connect(self.keep)
        self.again_button = parts.button()
        self.again_button.clicked.connect(self.again)
        for widget in (self.thought, self.hint, self.keep_button, self.again_button):
            layout.addWidget(widget)
            widget.hide()
        self._macro = False
        self._end: End | None = None
        self._stage = "looking"
        self._done = 0

    def set_macro(self, macro: bool) -> None:
        """Whether what is shown is a macro and not an instruction."""
        self._macro = macro

    def show_working(self, instruction: str, stage: str) -> None:
        """The run is on, at that stage."""
        self._end, self._stage = None, stage
        self.keep_button.hide()
        self.again_button.hide()
        self.hint.hide()
        self.title.setText(words.short(instruction))
        self._retranslate()

    def show_thought(self, thought: str) -> None:
        """What a model is thinking, its last words; nothing where none thinks."""
        self.thought.setText(thought[-LONGEST_THOUGHT:].strip())
        self.thought.setVisible(bool(thought))

    def show_end(self, instruction: str, end: End, done: int) -> None:
        """The run is over; `done` steps were performed."""
        self._end, self._done = end, done
        self.show_thought("")
        self.title.setText(words.short(instruction))
        self.keep_button.setVisible(done > 0 and end.outcome == "done" and not self._macro)
        self.again_button.setVisible(done == 0 and end.outcome in UNDONE and not self._macro)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "_done"):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.overline.setText(self.tr("Macro") if self._macro else self.tr("You said"))
        self.keep_button.setText(self.tr("Save as a &macro…"))
        parts.set_icon(self.keep_button, "macros")
        self.again_button.setText(self.tr("Try &again"))
        parts.set_icon(self.again_button, "run")
        if self._end is None:
            parts.set_chip(self.chip, self.tr("Working"), "accent")
            self.detail.setText(words.stage(self._stage))
            return
        parts.set_chip(self.chip, *words.outcome(self._end))
        steps = self._steps_done()
        lines = [reason(self._end.reason), words.nearest(self._end), steps]
        parts.show_text(self.detail, "\n".join(line for line in lines if line))
        parts.show_text(self.hint, self.tr("Choose a step to see it before and after.") if self._done else "")

    def _steps_done(self) -> str:
        if self._done == 0:
            return self.tr("Nothing was done.")
        if self._done == 1:
            return self.tr("One step was done.")
        return self.tr("{n} steps were done.").format(n=self._done)
