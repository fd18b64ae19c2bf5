"""The step about to be taken: what will be sent, where, what it can cause, and the person's answer."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from agent.types import Act, Action, Element, Judgement, Observation, Point, Verdict, targets_of
from ui import parts, pictures, theme, words
from ui.edit_form import EditForm, can_edit
from ui.guard import DELAY, Clock, Guard
from ui.reasons import reason

CUTOUT = QSize(334, 96)  # as wide as the card inside
Judge = Callable[[Action, Observation], Judgement]


class StepCard(QFrame):
    """Shows one act. `answered` carries the Verdict; nothing is answered that the guard does not admit, save
    Stop, which always works."""

    answered = Signal(object)
    editing = Signal(bool)
    changed = Signal(object)  # the Action as it stands in the form
    picking = Signal(bool)

    def __init__(self, delay: float = DELAY, clock: Clock = time.monotonic) -> None:
        super().__init__()
        self.setObjectName("card")
        self.judge: Judge | None = None
        self._shown: tuple[int, Act, Judgement, Observation, bool] | None = None
        self._edited: Action | None = None
        self._graves: tuple[str, ...] = ()
        self._make_labels()
        self._make_buttons()
        self.guard = Guard([self.do, self.edit, self.skip], delay, clock, self)
        self._lay_out()
        self._retranslate()

    @property
    def asking(self) -> bool:
        return self._shown is not None and self._shown[4]

    @property
    def consequential(self) -> bool:
        return bool(self.chip.property("chip") == "bad")

    def show_act(self, number: int, act: Act, judgement: Judgement, seen: Observation, asking: bool) -> None:
        """The act as it will be performed; with buttons when the person is asked."""
        self._shown = (number, act, judgement, seen, asking)
        self._leave_form()
        self.guard.close()
        self._refresh()
        if asking:
            (self.skip if self.consequential else self.do).setFocus()

    def picked(self, point: Point, element: Element | None) -> None:
        """The person clicked the picture in pick mode."""
        if self._edited is not None:
            self.form.pick(point, element)

    # answers

    def allow(self) -> None:
        """Do it: as proposed, or as edited."""
        if not self.asking or self._refused() or not self.guard.admits():
            return
        if self._edited is not None:
            self._answer(Verdict(kind="edit", action=self._edited))
        else:
            self._answer(Verdict(kind="allow"))

    def pass_over(self) -> None:
        """Skip; while editing: back to the act as it was proposed."""
        if not self.asking or not self.guard.admits():
            return
        if self._edited is not None:
            self._leave_form()
            self.guard.close()
            self._refresh()
        else:
            self._answer(Verdict(kind="skip"))

    def halt(self) -> None:
        self._answer(Verdict(kind="stop"))

    def begin_edit(self) -> None:
        """Opens the form."""
        if self.asking and self._shown is not None and self.guard.admits():
            self._edited = self._shown[1].action
            self.form.begin(self._edited)
            self.editing.emit(True)
            self._refresh()
            self.guard.close()
            self.form.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on "Do it" answers for what is harmless; never for a consequential act."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.do.hasFocus() and not self.consequential and not event.isAutoRepeat():
            self.allow()
            return
        super().keyPressEvent(event)

    def _rest_clicked(self, on: bool) -> None:
        """A tick counts as an answer does; to take it away is always possible."""
        if on and not self.guard.admits():
            self.rest.setChecked(False)

    def _answer(self, verdict: Verdict) -> None:
        if self.asking:
            self._leave_form()
            self.answered.emit(verdict)

    def _refused(self) -> bool:
        return self._judgement().consequence == "forbidden"

    def _leave_form(self) -> None:
        was_editing, self._edited = self._edited is not None, None
        if was_editing:
            self.form.pick_button.setChecked(False)
            self.editing.emit(False)

    def _form_changed(self) -> None:
        self._edited = self.form.action()
        self.changed.emit(self._edited)
        self.guard.close()
        self._refresh()

    def _judgement(self) -> Judgement:
        assert self._shown is not None
        if self._edited is not None and self.judge is not None:
            return self.judge(self._edited, self._shown[3])
        return self._shown[2]

    def set_graves(self, steps: tuple[str, ...]) -> None:
        """The steps of this instruction that are asked about in any case, in the person's words."""
        self._graves = steps
        self._show_graves()

    # how it looks

    def _make_labels(self) -> None:
        self.overline, self.chip = parts.label("overline"), parts.chip()
        self.title, self.place = parts.label("title"), parts.label("quiet")
        self.quote = QPlainTextEdit()
        self.quote.setReadOnly(True)
        self.quote.setTabChangesFocus(True)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setFixedHeight(CUTOUT.height())
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.reason, self.origin, self.keys = parts.label(), parts.label("small"), parts.label("small")
        self.form = EditForm()
        self.form.changed.connect(self._form_changed)
        self.form.picking.connect(self.picking)

    def _make_buttons(self) -> None:
        self.do, self.edit = parts.button("primary"), parts.button()
        self.skip, self.stop = parts.button(), parts.button()
        self.do.clicked.connect(self.allow)
        self.edit.clicked.connect(self.begin_edit)
        self.skip.clicked.connect(self.pass_over)
        self.stop.clicked.connect(self.halt)
        self.rest, self.graves = QCheckBox(), parts.label("small")
        self.rest.clicked.connect(self._rest_clicked)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.allow).setAutoRepeat(False)  # a key held answers once

    def _lay_out(self) -> None:
        layout = parts.column(self)
        head = parts.row()
        head.addWidget(self.overline, 1)
        head.addWidget(self.chip)
        layout.addLayout(head)
        for part in (self.title, self.place, self.quote, self.picture, self.form, self.reason, self.origin):
            layout.addWidget(part)
        self.buttons = QWidget()
        stack = QVBoxLayout(self.buttons)
        stack.setContentsMargins(0, 8, 0, 0)
        stack.setSpacing(8)
        stack.addWidget(self.do)
        others = parts.row()
        for button in (self.edit, self.skip, self.stop):
            others.addWidget(button, 1)
        stack.addLayout(others)
        stack.addWidget(self.rest)
        stack.addWidget(self.graves)
        stack.addWidget(self.keys)
        layout.addWidget(self.buttons)

    def _refresh(self) -> None:
        """Everything on the card from the act as it stands now."""
        if self._shown is None:
            return
        number, act, _, seen, asking = self._shown
        action = self._edited or act.action
        self._show_judgement(self._judgement())
        state = self.tr("waiting for you") if asking else self.tr("no answer needed")
        self.overline.setText(self.tr("Step {number} · {state}").format(number=number, state=state))
        self.title.setText(words.act(action, seen))
        parts.show_text(self.place, words.place(action, seen.frame))
        self._show_typed(action)
        self._show_picture(action, seen)
        self._show_origin(act)
        self.buttons.setVisible(asking)
        self.form.setVisible(self._edited is not None)
        self.edit.setVisible(self._edited is None and can_edit(action, seen))
        self._name_buttons()
        self.setAccessibleName(self.title.text())

    def _show_graves(self) -> None:
        steps = " · ".join(words.short(step, 60) for step in self._graves)
        text = self.tr("Asked about in any case: {steps}").format(steps=steps) if steps else ""
        parts.show_text(self.graves, text)

    def _show_judgement(self, judgement: Judgement) -> None:
        word, tone = words.consequence(judgement.consequence)
        parts.set_chip(self.chip, word, tone)
        parts.show_text(self.reason, reason(judgement.reason))
        parts.set_role(self.do, "danger" if tone == "bad" else "primary")
        self.do.setEnabled(judgement.consequence != "forbidden")

    def _show_typed(self, action: Action) -> None:
        text = words.typed(action)
        self.quote.setVisible(bool(text) and self._edited is None)
        if self.quote.toPlainText() != text:
            self.quote.setPlainText(text)
        self.quote.setFont(theme.mono_font())
        lines = min(4, max(1, len(text) // 34 + 1 + text.count("\n")))
        self.quote.setFixedHeight(lines * self.quote.fontMetrics().lineSpacing() + 24)

    def _show_picture(self, action: Action, seen: Observation) -> None:
        places = targets_of(action)
        picture = None
        if places:
            colours = theme.colours()
            colour = colours.mark_bad if self.consequential else colours.mark
            ratio = self.devicePixelRatioF()
            point = places[0].point if pictures.wants_point(places[0].box, places[0].point) else None
            picture = pictures.cutout(seen.frame, places[0].box, CUTOUT, ratio, colour, point)
        shown = picture is not None and not picture.isNull() and self._edited is None
        self.picture.setVisible(shown)  # while editing, the large picture shows the target
        if picture is not None:
            self.picture.setPixmap(picture)
            self.picture.setAccessibleName(self.tr("Picture of the target"))

    def _show_origin(self, act: Act) -> None:
        if self._edited is not None:
            self.origin.hide()
            return
        said = self.tr("The macro says: {words}") if act.planner == "macro" else self.tr("You said: {words}")
        lines = [said.format(words=words.quoted(act.words))] if act.words else []
        if act.why:
            lines.append(self.tr("Why: {why}").format(why=words.short(act.why)))
        parts.show_text(self.origin, "\n".join(lines))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and self._ready():
            self._retranslate()
        super().changeEvent(event)

    def _ready(self) -> bool:
        return hasattr(self, "guard")

    def _retranslate(self) -> None:
        self._name_buttons()
        self._refresh()

    def _name_buttons(self) -> None:
        editing = self._edited is not None
        self.do.setText(self.tr("&Take the change") if editing else self.tr("&Do it"))
        self.edit.setText(self.tr("&Edit"))
        self.skip.setText(self.tr("&Back") if editing else self.tr("S&kip"))
        self.stop.setText(self.tr("&Stop"))
        self.rest.setText(self.tr("Do further harmless steps without asking"))
        self._show_graves()
        self.keys.setText(self.tr("Ctrl+Enter: do it · Esc: stop"))
        self.quote.setAccessibleName(self.tr("Exact text to be typed"))
        for button, name in (
            (self.do, "check"),
            (self.edit, "edit"),
            (self.skip, "back" if editing else "skip"),
            (self.stop, "stop"),
        ):
            parts.set_icon(button, name)
