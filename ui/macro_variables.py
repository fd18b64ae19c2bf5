"""The card of a macro's variables: each with its type and default."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from agent.macro import Macro, Variable, walk
from agent.macros.values import variables_of
from agent.types import secret_name
from ui import parts
from ui.macros_said import type_word

TYPES = ("text", "number", "date", "choice", "file", "secret")


class VariableRow(QWidget):
    """One variable. `changed` carries it as it is to be, `dropped` its name."""

    changed = Signal(object)
    dropped = Signal(str)

    def __init__(self, variable: Variable, used: bool) -> None:
        super().__init__()
        self.variable = variable
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = parts.row()
        name = parts.label("heading")
        name.setText(variable.name)
        head.addWidget(name, 1)
        self.kind, self.default, self.choices = QComboBox(), QLineEdit(), QLineEdit()
        self.drop = QPushButton()
        self.drop.setProperty("role", "segment")
        self.drop.setText(self.tr("Remove"))
        self.drop.clicked.connect(lambda: self.dropped.emit(variable.name))
        head.addWidget(self.drop)
        if used:
            self.drop.hide()
        column.addLayout(head)
        row = parts.row()
        row.addWidget(self.kind)
        row.addWidget(self.default, 1)
        column.addLayout(row)
        column.addWidget(self.choices)
        self._fill()

    def _fill(self) -> None:
        variable = self.variable
        self.kind.addItems([type_word(kind) for kind in TYPES])
        self.kind.setCurrentIndex(TYPES.index(variable.type))
        self.kind.setAccessibleName(self.tr("Type of {name}").format(name=variable.name))
        secret = variable.type == "secret"
        default = variable.default or ""
        self.default.setText(secret_name(default) if secret else default)
        self.default.setPlaceholderText(
            self.tr("its name in the keyring") if secret else self.tr("asked for each time")
        )
        self.default.setAccessibleName(self.tr("Default of {name}").format(name=variable.name))
        self.choices.setText(", ".join(variable.choices))
        self.choices.setPlaceholderText(self.tr("choices, with commas between them"))
        self.choices.setAccessibleName(self.choices.placeholderText())
        self.choices.setVisible(variable.type == "choice")
        self.kind.activated.connect(self._take)
        for line in (self.default, self.choices):
            line.editingFinished.connect(self._take)

    def _take(self) -> None:
        kind, text = TYPES[self.kind.currentIndex()], self.default.text()
        if kind == "secret" and text:
            text = f"secret:{text}"
        listed = tuple(dict.fromkeys(c.strip() for c in self.choices.text().split(",") if c.strip()))
        changes = {"type": kind, "default": text or None, "choices": listed if kind == "choice" else ()}
        made = Variable.model_validate({**dict(self.variable), **changes})
        if made != self.variable:
            self.changed.emit(made)


class VariablesCard(QFrame):
    """All of them; what is asked for before a replay."""

    changed = Signal(object)
    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.title, self.lead, self.findings = (parts.label(r) for r in ("title", "quiet", "notice"))
        layout = parts.column(self)
        for widget in (self.title, self.lead, self.findings):
            layout.addWidget(widget)
        self._list = QVBoxLayout()
        self._list.setSpacing(16)
        layout.addLayout(self._list)
        self.rows: list[VariableRow] = []
        self.findings.hide()
        self.retranslate()

    def show_macro(self, macro: Macro, findings: Collection[str]) -> None:
        """`findings`: what is said about the macro as a whole."""
        for old in self.rows:
            self._list.removeWidget(old)
            old.blockSignals(True)
            old.hide()
            old.deleteLater()
        used = {name for step in walk(macro.steps) for name in variables_of(step)}
        self.rows = [VariableRow(variable, variable.name in used) for variable in macro.variables]
        for row in self.rows:
            row.changed.connect(self.changed)
            row.dropped.connect(self.dropped)
            self._list.addWidget(row)
        parts.show_text(self.findings, "\n".join(findings))
        self.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "rows"):
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Variables"))
        none = self.tr(
            "Nothing is asked for. Choose a step that types something, and make its text a variable."
        )
        some = self.tr("Asked for before each replay; what stands here is proposed.")
        self.lead.setText(some if self.rows else none)
