"""One run of the journal, step by step: what was done on the left, the screen before and after beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QListView, QToolButton, QVBoxLayout, QWidget

from agent.journal_records import Picture, RunRecord, StepRecord
from agent.resume import seen_then
from agent.types import Act, Frame, targets_of
from ui import icons, parts, theme, words
from ui.rows import ENTRY, RowLook, RowsModel, dress
from ui.screen_view import Mark, ScreenView

STEPS = 320  # pixels that the list is wide


def look_of(step: StepRecord) -> RowLook:
    """What was done; in which window; what was seen of it."""
    text, tone, icon = words.effect(step.state)
    title = step.words
    if isinstance(step.decision, Act):
        title = words.act_line(step.decision.action, seen_then(step))
    return RowLook(f"{step.index}. {words.short(title, 120)}", step.window or step.words, (text, tone), icon)


class RunView(QWidget):
    """Widgets only. `wanted` carries a Picture whose pixels are to be shown by `show_picture`."""

    closed = Signal()
    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.back, self.title = QToolButton(), parts.label("title")
        self.before, self.after = parts.button("segment"), parts.button("segment")
        self.caption, self.model = (
            parts.label("heading", wrap=False),
            RowsModel(look_of, lambda step: look_of(step).spoken),
        )
        self.steps, self.view = QListView(), ScreenView()
        self.steps.setModel(self.model)
        dress(self.steps, look_of)
        self._record: RunRecord | None = None
        self._lay_out()
        self._connect()
        self._retranslate()

    def show_run(self, record: RunRecord) -> None:
        """Its steps; the last one with a picture is chosen."""
        self._record = record
        self.model.show_entries(record.steps)
        self.title.setText(words.short(record.row.instruction, 120))
        self.before.setChecked(True)
        shown = [i for i, step in enumerate(record.steps) if step.before is not None]
        self.steps.setCurrentIndex(self.model.index(shown[-1] if shown else 0))
        self._want()
        self.steps.setFocus()

    def show_picture(self, picture: Picture, frame: Frame) -> None:
        """The pixels of what was `wanted`, unless something else is by now."""
        step = self.step()
        if step is None or self._picture(step) != picture:
            return
        first = not self.after.isChecked()
        act = step.decision.action if first and isinstance(step.decision, Act) else None
        grave = step.judgement is not None and step.judgement.consequence in ("consequential", "forbidden")
        marks = [Mark(t.box, t.point, danger=grave) for t in targets_of(act)] if act is not None else []
        self.view.show_frame(frame, marks, step.elements if first else ())

    def step(self) -> StepRecord | None:
        index = self.steps.currentIndex()
        step: StepRecord | None = index.data(ENTRY) if index.isValid() else None
        return step

    def _picture(self, step: StepRecord) -> Picture | None:
        return step.after if self.after.isChecked() and step.after is not None else step.before

    def _want(self) -> None:
        step = self.step()
        has_after = step is not None and step.after is not None
        self.after.setEnabled(has_after)
        if self.after.isChecked() and not has_after:
            self.before.setChecked(True)  # which asks again
            return
        picture = self._picture(step) if step is not None else None
        self.view.clear()
        self._retranslate()
        if picture is not None:
            self.wanted.emit(picture)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        head = parts.row()
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        layout.addLayout(head)
        body = QHBoxLayout()
        body.setSpacing(16)
        held = parts.card()
        parts.column(held, margin=8).addWidget(self.steps)
        held.setFixedWidth(STEPS)
        body.addWidget(held)
        body.addWidget(self._picture_card(), 1)
        layout.addLayout(body, 1)

    def _picture_card(self) -> QWidget:
        card = parts.card()
        layout = parts.column(card, margin=8, spacing=4)
        head = parts.row()
        head.setContentsMargins(8, 0, 0, 0)
        head.addWidget(self.caption, 1)
        pair = QButtonGroup(self)
        for button in (self.before, self.after):
            button.setCheckable(True)
            pair.addButton(button)
            head.addWidget(button)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        return card

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        self.steps.selectionModel().currentChanged.connect(lambda *_: self._want())
        self.before.toggled.connect(lambda _: self._want())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "_record"):
            self._retranslate()
            self.model.refresh()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.back.setIcon(icons.icon("back", theme.colours().text))
        self.back.setToolTip(self.tr("Back"))
        self.back.setAccessibleName(self.tr("Back"))
        self.before.setText(self.tr("Before"))
        self.after.setText(self.tr("After"))
        self.steps.setAccessibleName(self.tr("Steps"))
        self.view.setAccessibleName(self.tr("Picture of the screen"))
        step = self.step()
        self.caption.setText(self.tr("Step {n}").format(n=step.index) if step is not None else "")
        nothing = self.tr("No picture was kept of this step.")
        self.view.set_hint(nothing if step is not None else self.tr("Nothing was done in this run."))
