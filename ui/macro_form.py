"""The card beside the steps: all that can be changed about the one that is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from agent.macro import ActStep, CommentStep, TypeAct
from agent.macros.values import names_in
from ui import parts, pictures
from ui.edit_form import without_arrows
from ui.macro_check import CheckForm
from ui.macro_fields import StepFields
from ui.macro_findings import finding_words
from ui.macro_review import failure_word
from ui.macro_steps import StepRow
from ui.macro_words import mark_words, said

FAILURES = ("ask", "stop", "skip", "retry")
THUMB = QSize(334, 72)


class StepForm(QFrame):
    """`changed` carries fields of the step that are to be others. `point` asks for another target (true: for
    where a drag goes), `variable` for the text as a variable (true) or as text again, `tried` for a trial."""

    changed = Signal(object)  # dict
    point = Signal(bool)
    variable = Signal(bool)
    tried = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._row: StepRow | None = None
        self.fields: StepFields | None = None
        self._timeout = 0.0  # as it is shown
        self._own = False  # the change that is told comes from the fields themselves
        self.overline, self.line = parts.label("overline"), parts.label("heading")
        self.findings = parts.label("notice")
        self.title = QLineEdit()
        self.title.setMaxLength(500)
        self.make_variable, self.pick, self.pick_end = parts.button(), parts.button(), parts.button()
        self.picture, self.target = QLabel(), parts.label("small")
        self.check_caption, self.check = parts.label("small"), CheckForm()
        self.expect_caption, self.expect = parts.label("small"), CheckForm(optional=True)
        self.timeout = QDoubleSpinBox(decimals=1, minimum=0, maximum=3600)
        self.failure, self.attempt = QComboBox(), parts.button("primary")
        self._lay_out()
        self._connect()
        self.retranslate()

    def show_row(self, row: StepRow, pictures_held: Mapping[str, bytes]) -> None:
        """This step as it is now."""
        self._row, step = row, row.step
        self._replace_fields(step)
        self.title.setText(step.title)
        self._show_target(step, pictures_held)
        check = getattr(step, "check", None)
        for widget in (self.check_caption, self.check):
            widget.setVisible(check is not None)
        self.check.show_check(check)
        acts = isinstance(step, ActStep)
        for widget in (self.expect_caption, self.expect):
            widget.setVisible(acts)
        self.expect.show_check(step.expect if acts else None)
        self.timeout.setValue(step.timeout)
        self._timeout = self.timeout.value()  # rounded
        self.failure.setCurrentIndex(FAILURES.index(step.on_failure))
        self.settings.setVisible(not isinstance(step, CommentStep))
        self.attempt.setVisible(not isinstance(step, CommentStep))
        self.retranslate()

    @property
    def step(self) -> Any:
        """The step that is shown, or None."""
        return self._row.step if self._row is not None else None

    def commit(self) -> None:
        """Takes what is still being written."""
        if self.fields is not None:
            self.fields.commit()
        self._titled()

    def _replace_fields(self, step: Any) -> None:
        if self._own and self.fields is not None and self.fields.step.id == step.id:
            self.fields.step = step  # its widgets show this already, one of them may have the keyboard
            return
        if self.fields is not None:
            self._holder.removeWidget(self.fields)
            self.fields.blockSignals(True)  # what is told while it goes is about another step
            self.fields.hide()
            self.fields.deleteLater()
        self.fields = StepFields(step)
        self.fields.changed.connect(self._fields_changed)
        self._holder.addWidget(self.fields)

    def _fields_changed(self, changes: object) -> None:
        self._own = True
        self.changed.emit(changes)
        self._own = False

    def _show_target(self, step: Any, held: Mapping[str, bytes]) -> None:
        check = getattr(step, "check", None)
        mark = getattr(step, "target", None) or (check.mark if check is not None else None)
        pointed = isinstance(step, ActStep) or mark is not None
        data = held.get(mark.picture) if mark is not None else None
        self.picture.setVisible(data is not None)
        if data is not None:
            self.picture.setPixmap(pictures.thumbnail(data, THUMB, self.devicePixelRatioF()))
        end = getattr(step, "to", None)
        words = [mark_words(one) for one in (mark, end) if one is not None]
        parts.show_text(self.target, " → ".join(words))
        self.pick.setVisible(pointed)
        self.pick_end.setVisible(end is not None)
        types = isinstance(step, ActStep) and isinstance(step.act, TypeAct)
        self.make_variable.setVisible(types)

    def _lay_out(self) -> None:
        layout = parts.column(self)
        self.fields_holder = QWidget()
        self._holder = QVBoxLayout(self.fields_holder)
        self._holder.setContentsMargins(0, 0, 0, 0)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft)
        picks = parts.row()
        for button in (self.pick, self.pick_end):
            picks.addWidget(button, 1)
        for part in (self.overline, self.line, self.findings, self.fields_holder, self.make_variable):
            layout.addWidget(part)
        for part in (self.target, self.picture):
            layout.addWidget(part)
        layout.addLayout(picks)
        for part in (self.check_caption, self.check, self.expect_caption, self.expect):
            layout.addWidget(part)
        layout.addWidget(self._make_settings())
        layout.addSpacing(4)
        layout.addWidget(self.attempt)

    def _make_settings(self) -> QWidget:
        self.settings = QWidget()
        form = QFormLayout(self.settings)
        form.setContentsMargins(0, 4, 0, 0)
        self.captions = {name: QLabel() for name in ("timeout", "failure", "title")}
        without_arrows(self.timeout)
        for name, field in (("timeout", self.timeout), ("failure", self.failure), ("title", self.title)):
            caption = self.captions[name]
            caption.setProperty("role", "small")
            caption.setBuddy(field)
            form.addRow(caption, field)
        return self.settings

    def _connect(self) -> None:
        self.title.editingFinished.connect(self._titled)
        self.timeout.editingFinished.connect(self._timed)
        self.failure.activated.connect(lambda place: self._set("on_failure", FAILURES[place]))
        self.check.changed.connect(lambda: self._set("check", self.check.check()))
        self.expect.changed.connect(lambda: self._set("expect", self.expect.check()))
        self.pick.clicked.connect(lambda: self.point.emit(False))
        self.pick_end.clicked.connect(lambda: self.point.emit(True))
        self.make_variable.clicked.connect(lambda: self.variable.emit(not self._has_variable()))
        self.attempt.clicked.connect(self.tried)

    def _timed(self) -> None:
        if self.timeout.value() != self._timeout:
            self._set("timeout", self.timeout.value())

    def _titled(self) -> None:
        self._set("title", self.title.text().strip())

    def _set(self, name: str, value: Any) -> None:
        if self.step is not None and getattr(self.step, name, value) != value:
            self.changed.emit({name: value})

    def _has_variable(self) -> bool:
        act = getattr(self.step, "act", None)
        return isinstance(act, TypeAct) and bool(names_in(act.text))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(
            self, "captions"
        ):
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        row = self._row
        if row is not None:
            self.overline.setText(self.tr("Step {number}").format(number=row.number))
            self.line.setText(said(row.step))
            parts.show_text(self.findings, "\n".join(finding_words(f.sentence) for f in row.findings))
        text_again = self.tr("Plain &text again")
        self.make_variable.setText(text_again if self._has_variable() else self.tr("Make it a &variable…"))
        has_target = getattr(self.step, "target", None) is not None
        has_target = has_target or getattr(self.step, "check", None) is not None
        self.pick.setText(self.tr("Change tar&get…") if has_target else self.tr("Give it a tar&get…"))
        self.pick_end.setText(self.tr("Change the &end…"))
        self.check_caption.setText(self.tr("Condition"))
        self.expect_caption.setText(self.tr("Then wait until this appears (may be empty)"))
        self.captions["timeout"].setText(self.tr("Seconds at most"))
        self.captions["failure"].setText(self.tr("If it fails"))
        self.captions["title"].setText(self.tr("Title"))
        self.title.setPlaceholderText(self.tr("its own words"))
        for field, caption in ((self.timeout, "timeout"), (self.failure, "failure"), (self.title, "title")):
            field.setAccessibleName(self.captions[caption].text())
        self._name_failures()
        self.attempt.setText(self.tr("Tr&y this step"))
        self.picture.setAccessibleName(self.tr("Picture of the target"))
        for button, name in ((self.pick, "pick"), (self.pick_end, "pick"), (self.attempt, "run")):
            parts.set_icon(button, name)

    def _name_failures(self) -> None:
        for place, kind in enumerate(FAILURES):
            if self.failure.count() <= place:
                self.failure.addItem("")
            self.failure.setItemText(place, failure_word(kind))
