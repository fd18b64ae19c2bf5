"""The control of one setting: a choice, a switch, a line, a number, or several lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, get_args

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from agent.settings import Settings
from agent.types import Box
from ui import parts
from ui.settings_items import Item, choice_word, words_of

WIDTH, LINES = 300, 84  # of the control; height of several lines
MOST = 1_000_000


class Lines(QPlainTextEdit):
    """`edited` when the keyboard leaves it."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(LINES)
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.edited.emit()


class SettingRow(QWidget):
    """One setting with its name, its sentence and its control. `changed` carries the name and the value that
    the person gave it."""

    changed = Signal(str, object)

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.item = item
        self.name, self.help = parts.label("heading"), parts.label("small")
        self.note, self.problem = parts.label("small"), parts.label("notice")
        self.control = self._made()
        self._shown: Any = None
        self._lay_out()
        self.problem.hide()
        self.retranslate()

    def show_value(self, value: Any, overridden: str = "") -> None:
        """What it is now; `overridden`: the environment variable that sets it in any case."""
        self._shown = _plain(value)
        self.control.blockSignals(True)
        self._put(self._shown)
        if isinstance(self.control, QSpinBox | QDoubleSpinBox):
            self._shown = self.value()  # as it is rounded there
        self.control.blockSignals(False)
        self.control.setEnabled(not overridden)
        text = self.tr("Set by {variable} while that is there.").format(variable=overridden)
        parts.show_text(self.note, text if overridden else "")
        self.tell("")

    def tell(self, problem: str) -> None:
        """Why the value was not taken."""
        parts.show_text(self.problem, problem)

    def value(self) -> Any:
        """What the control holds."""
        control = self.control
        if isinstance(control, QComboBox):
            return control.currentData()
        if isinstance(control, QCheckBox):
            return control.isChecked()
        if isinstance(control, QSpinBox | QDoubleSpinBox):
            return control.value()
        if isinstance(control, QPlainTextEdit):
            return [line.strip() for line in control.toPlainText().splitlines() if line.strip()]
        assert isinstance(control, QLineEdit)
        return control.text().strip()

    def _changed(self) -> None:
        if self.value() != self._shown:
            self.changed.emit(self.item.name, self.value())

    def _put(self, value: Any) -> None:
        control = self.control
        if isinstance(control, QComboBox):
            control.setCurrentIndex(max(0, control.findData(value)))
        elif isinstance(control, QCheckBox):
            control.setChecked(bool(value))
        elif isinstance(control, QSpinBox | QDoubleSpinBox):
            control.setValue(value)
        elif isinstance(control, QPlainTextEdit):
            control.setPlainText("\n".join(value))
        elif isinstance(control, QLineEdit):
            control.setText(value)

    def _made(self) -> QWidget:
        match self.item.form:
            case "choice":
                return self._choice()
            case "switch":
                switch = QCheckBox()
                switch.toggled.connect(self._changed)
                return switch
            case "number":
                return self._number()
            case "lines":
                lines = Lines()
                lines.edited.connect(self._changed)
                return lines
            case "text":
                line = QLineEdit()
                line.editingFinished.connect(self._changed)
                return line

    def _choice(self) -> QComboBox:
        made = QComboBox()
        for value in get_args(Settings.model_fields[self.item.name].annotation):
            made.addItem("", value)
        made.currentIndexChanged.connect(self._changed)
        return made

    def _number(self) -> QSpinBox | QDoubleSpinBox:
        field = Settings.model_fields[self.item.name]
        low, high = _bounds(field.metadata)
        if field.annotation is int:
            whole = QSpinBox()
            whole.setRange(int(low), int(high))
            whole.editingFinished.connect(self._changed)
            return whole
        made = QDoubleSpinBox()
        made.setRange(low, high)
        made.setDecimals(3)
        made.editingFinished.connect(self._changed)
        return made

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(24)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self.name, self.help, self.note, self.problem):
            texts.addWidget(label)
        texts.addStretch(1)
        layout.addLayout(texts, 1)
        self.control.setFixedWidth(WIDTH)
        self.control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.control.installEventFilter(self)
        right = QVBoxLayout()
        right.addWidget(self.control)
        right.addStretch(1)
        layout.addLayout(right)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel rolls the page, and changes nothing that it happens to pass."""
        if event.type() == QEvent.Type.Wheel and not self.control.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_shown"):
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        name, sentence = words_of(self.item.name)
        self.name.setText(name)
        parts.show_text(self.help, sentence)
        self.control.setAccessibleName(name)
        self.control.setAccessibleDescription(sentence)
        if isinstance(self.control, QComboBox):
            for index in range(self.control.count()):
                self.control.setItemText(index, choice_word(self.item.name, self.control.itemData(index)))


def _plain(value: Any) -> Any:
    """As a control holds it."""
    if isinstance(value, tuple | list):
        return [_line(entry) for entry in value]
    return value


def _line(entry: Any) -> str:
    return " ".join(map(str, entry.as_list())) if isinstance(entry, Box) else str(entry)


def _bounds(metadata: Sequence[Any]) -> tuple[float, float]:
    """The lowest and the highest number that the setting takes."""

    def found(*names: str) -> Iterator[float]:
        return (getattr(m, n) for m in metadata for n in names if getattr(m, n, None) is not None)

    low, above = next(found("ge"), None), next(found("gt"), None)
    start = low if low is not None else (above + 0.01 if above is not None else 0.0)
    return start, next(found("le", "lt"), MOST)
