"""The fields by which the act of one step is changed, by its kind."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from agent.errors import KeyNameError
from agent.grammar.chords import chord
from agent.macro import (
    ActStep,
    ClickAct,
    CommentStep,
    LoopStep,
    PressAct,
    ScrollAct,
    TypeAct,
    WaitStep,
)
from ui import theme, words
from ui.edit_form import CLICKS, without_arrows


class TextArea(QPlainTextEdit):
    """Several lines; `finished` when the keyboard leaves it."""

    finished = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFont(theme.mono_font())
        self.setTabChangesFocus(True)
        self.setFixedHeight(72)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finished.emit()


class StepFields(QWidget):
    """`changed` carries the step's fields that are to be others, `act` among them for an act."""

    changed = Signal(object)  # dict

    def __init__(self, step: Any) -> None:
        super().__init__()
        self.step = step
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.text: TextArea | None = None
        self._fill(step)

    def commit(self) -> None:
        """Takes what is still being written."""
        if self.text is not None:
            self._written()

    def _fill(self, step: Any) -> None:
        match step:
            case ActStep():
                self._fill_act(step.act)
            case WaitStep():
                self._add(self.tr("Seconds"), self._seconds(step))
            case CommentStep():
                self._add(self.tr("Comment"), self._area(step.text))
            case LoopStep():
                self._add(self.tr("Times (0: once for each row of the table)"), self._times(step))
                self._add(
                    self.tr("Table beside the macro, or nothing for one that is given"), self._data(step)
                )
            case _:
                pass

    def _fill_act(self, act: Any) -> None:
        match act:
            case ClickAct():
                self._add(self.tr("Kind of click"), self._clicks(act))
            case TypeAct():
                self._add(self.tr("Text to type"), self._area(act.text))
            case PressAct():
                self._add(self.tr("Keys, joined by +"), self._keys(act))
                self._add(self.tr("How often"), self._spin(act.repeat, 1, 100, "repeat"))
            case ScrollAct():
                axis = "dy" if act.dy or not act.dx else "dx"
                self._add(self.tr("Notches (negative: up)"), self._spin(getattr(act, axis), -100, 100, axis))
            case _:
                pass

    def _add(self, name: str, field: QWidget) -> None:
        caption = QLabel(name)
        caption.setProperty("role", "small")
        caption.setWordWrap(True)
        caption.setBuddy(field)
        field.setAccessibleName(name)
        self._form.addRow(caption, field)

    def _act(self, **values: object) -> None:
        act = self.step.act
        self.changed.emit({"act": type(act).model_validate(dict(iter(act)) | values)})

    def _clicks(self, act: ClickAct) -> QWidget:
        box = QComboBox()
        for button, count in CLICKS:
            box.addItem(words.click_word(button, count))
        if (act.button, act.count) in CLICKS:
            box.setCurrentIndex(CLICKS.index((act.button, act.count)))
        box.activated.connect(lambda i: self._act(button=CLICKS[i][0], count=CLICKS[i][1]))
        return box

    def _area(self, text: str) -> QWidget:
        self.text = TextArea(text)
        self.text.finished.connect(self._written)
        return self.text

    def _written(self) -> None:
        assert self.text is not None
        text = self.text.toPlainText()
        if isinstance(self.step, CommentStep):
            if text != self.step.text:
                self.changed.emit({"text": text})
        elif text != self.step.act.text:
            self._act(text=text)

    def _keys(self, act: PressAct) -> QWidget:
        line = QLineEdit("+".join(act.keys))

        def take() -> None:
            with suppress(KeyNameError):
                keys = chord(line.text())
                if keys is not None and keys != self.step.act.keys:
                    self._act(keys=keys)
                    return
            line.setText("+".join(self.step.act.keys))

        line.editingFinished.connect(take)
        return line

    def _spin(self, value: int, least: int, most: int, name: str) -> QWidget:
        box = QSpinBox(minimum=least, maximum=most, value=value)
        without_arrows(box)

        def take() -> None:
            if box.value() != getattr(self.step.act, name):
                self._act(**{name: box.value()})

        box.editingFinished.connect(take)
        return box

    def _seconds(self, step: WaitStep) -> QWidget:
        box = QDoubleSpinBox(decimals=1, minimum=0, maximum=3600, value=step.seconds)
        without_arrows(box)

        def take() -> None:
            if box.value() != round(self.step.seconds, box.decimals()):
                self.changed.emit({"seconds": box.value()})

        box.editingFinished.connect(take)
        return box

    def _times(self, step: LoopStep) -> QWidget:
        box = QSpinBox(minimum=0, maximum=10_000, value=step.times or 0)
        without_arrows(box)

        def take() -> None:
            times = box.value() or None
            if times != self.step.times:
                self.changed.emit({"times": times})

        box.editingFinished.connect(take)
        return box

    def _data(self, step: LoopStep) -> QWidget:
        line = QLineEdit(step.data)

        def take() -> None:
            if line.text().strip() != self.step.data:
                self.changed.emit({"data": line.text().strip()})

        line.editingFinished.connect(take)
        return line
