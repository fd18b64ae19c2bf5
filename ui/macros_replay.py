"""Before a macro is replayed: a value for each of its variables, and a table where it is to be done for each
row of one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from agent.errors import MacroError
from agent.macro import Variable
from agent.macros.values import resolve
from agent.types import secret_name
from ui import macros_files, parts
from ui.macros_order import Order, Row
from ui.macros_said import type_word


class ValueField(QWidget):
    """One variable's value, by its type. A secret is given by its name in the keyring, never itself."""

    def __init__(self, variable: Variable) -> None:
        super().__init__()
        self.variable = variable
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        caption = parts.label("small")
        caption.setText(f"{variable.name} ({type_word(variable.type)})")
        column.addWidget(caption)
        self.line, self.box = QLineEdit(), QComboBox()
        self.browse = parts.button()
        row = parts.row()
        row.addWidget(self.box if variable.type == "choice" else self.line, 1)
        if variable.type == "file":
            row.addWidget(self.browse)
        column.addLayout(row)
        if variable.help:
            helped = parts.label("small")
            helped.setText(variable.help)
            column.addWidget(helped)
        self._fill(variable, caption)

    def _fill(self, variable: Variable, caption: QLabel) -> None:
        default = variable.default or ""
        for field in (self.line, self.box):
            field.setAccessibleName(variable.name)
        caption.setBuddy(self.box if variable.type == "choice" else self.line)
        self.box.addItems(variable.choices)
        self.box.setCurrentIndex(max(0, self.box.findText(default)))
        self.line.setText(secret_name(default) if variable.type == "secret" else default)
        hints = {"date": "2026-01-31", "number": "12", "secret": self.tr("its name in the keyring")}
        self.line.setPlaceholderText(hints.get(variable.type, ""))
        self.browse.setText(self.tr("Choose…"))
        self.browse.clicked.connect(self._browse)

    def _browse(self) -> None:
        macros_files.open_any(self, lambda path: self.line.setText(str(path)))

    def value(self) -> str | None:
        """None where nothing is given that could count."""
        if self.variable.type == "choice":
            return self.box.currentText() or None
        text = self.line.text()
        if self.variable.type == "secret":
            return f"secret:{text.strip()}" if text.strip() else None
        if not text and self.variable.default is None:
            return "" if self.variable.type == "text" else None
        return text


class ReplayCard(QFrame):
    """`started` carries the Order with its values; `table_wanted` a path to be read, `cancelled` nothing."""

    started = Signal(object)
    table_wanted = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._order: Order | None = None
        self._rows: Sequence[Row] = ()
        self.fields: list[ValueField] = []
        self.overline, self.title, self.lead = (parts.label(r) for r in ("overline", "title", "quiet"))
        self.table, self.table_button = parts.label("small"), parts.button()
        self.problem = parts.label("notice")
        self.start, self.cancel = parts.button("primary"), parts.button()
        self.start.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.cancelled)
        self.table_button.clicked.connect(self._choose_table)
        self._lay_out()
        self.retranslate()

    @property
    def order(self) -> Order | None:
        return self._order

    def show_order(self, order: Order) -> None:
        """Asks for what this macro needs."""
        self._order, self._rows, self._file = order, (), ""
        for old in self.fields:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.fields = [ValueField(variable) for variable in order.bundle.macro.variables]
        for field in self.fields:
            field.line.returnPressed.connect(self.accept)
            self._list.addWidget(field)
        self.tell("")
        self.retranslate()
        self._first().setFocus()

    def show_rows(self, path: Path, rows: Sequence[Row]) -> None:
        """The table that was read."""
        self._rows, self._file = rows, path.name
        columns = set(rows[0]) if rows else set()
        for field in self.fields:
            field.setEnabled(field.variable.name not in columns)
        self.tell("")
        self.retranslate()

    def tell(self, problem: str) -> None:
        parts.show_text(self.problem, problem)

    def accept(self) -> None:
        """Starts, where the values fit."""
        if self._order is None:
            return
        values = {f.variable.name: v for f in self.fields if f.isEnabled() and (v := f.value()) is not None}
        try:
            columns = self._rows[0] if self._rows else {}
            names = {f.variable.name for f in self.fields if not f.isEnabled()}
            resolve(self._order.bundle.macro, values | {n: columns[n] for n in names if n in columns})
        except MacroError as error:
            self.tell(_plain(str(error)))
            return
        self.started.emit(self._order.with_values(values, self._rows))

    def _first(self) -> QWidget:
        empty = [f.line for f in self.fields if f.variable.default is None and f.variable.type != "choice"]
        return empty[0] if empty else self.start

    def _choose_table(self) -> None:
        if self._rows:
            self._rows, self._file = (), ""
            for field in self.fields:
                field.setEnabled(True)
            self.retranslate()
        else:
            macros_files.open_table(self, self.table_wanted.emit)

    def _lay_out(self) -> None:
        layout = parts.column(self)
        for widget in (self.overline, self.title, self.lead):
            layout.addWidget(widget)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        layout.addLayout(self._list)
        layout.addSpacing(4)
        row = parts.row()
        row.addWidget(self.table, 1)
        row.addWidget(self.table_button)
        layout.addLayout(row)
        layout.addWidget(self.problem)
        layout.addSpacing(4)
        layout.addWidget(self.start)
        layout.addWidget(self.cancel)
        self._file = ""
        self.problem.hide()

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        return self.start, self.cancel

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "_file"):
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        trial = self._order is not None and self._order.step != ""
        self.overline.setText(self.tr("Try one step") if trial else self.tr("Replay"))
        self.title.setText(self._order.name if self._order is not None else "")
        self.lead.setText(
            self.tr("Deskhand finds each target again and shows each act before it is done, as in any run.")
        )
        table = self.tr("{file}: {n} rows").format(file=self._file, n=len(self._rows))
        self.table.setText(
            table if self._rows else self.tr("Once for each row of a table (CSV), if you like")
        )
        self.table_button.setText(self.tr("No ta&ble") if self._rows else self.tr("&Table…"))
        self.start.setText(self.tr("&Start"))
        self.cancel.setText(self.tr("&Back"))
        parts.set_icon(self.start, "run")
        parts.set_icon(self.cancel, "back")


def _plain(sentence: str) -> str:
    """Without what is for the command alone."""
    return sentence.partition("; give --var")[0].rstrip(".") + "."
