"""The card beside the list: what the chosen macro is, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from agent.macros.words import TEXTS, clean
from ui import parts
from ui.macro_steps import rows_of
from ui.macro_words import step_line
from ui.macros_list import Entry
from ui.macros_said import badge, made_words, variable_words

SHOWN = 12  # steps
ICONS = {
    "replay": "run", "review": "look", "edit": "edit", "rename": "tag", "export": "export", "delete": "trash"
}  # fmt: skip


class DetailsCard(QFrame):
    """`wanted` carries "replay", "review", "edit", "rename", "export" or "delete"."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._entry: Entry | None = None
        self.title, self.chip = parts.label("title"), parts.chip()
        self.made, self.description = parts.label("quiet"), parts.label()
        self.steps, self.asks = parts.label(), parts.label("small")
        self.buttons: dict[str, QPushButton] = {
            name: parts.button("primary" if name in ("replay", "review") else "") for name in ICONS
        }
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _=False, name=name: self.wanted.emit(name))
        self._lay_out()
        self.retranslate()

    @property
    def entry(self) -> Entry | None:
        return self._entry

    def show_entry(self, entry: Entry | None) -> None:
        """This macro, or none."""
        self._entry = entry
        self.retranslate()

    def _lay_out(self) -> None:
        layout = parts.column(self)
        head = parts.row()
        head.addWidget(self.title, 1)
        layout.addLayout(head)
        badges = parts.row()
        badges.addWidget(self.chip)
        badges.addStretch(1)
        layout.addLayout(badges)
        for widget in (self.made, self.description, self.steps, self.asks):
            layout.addWidget(widget)
        self.below = QWidget()
        column = parts.column(self.below, margin=0)
        column.setContentsMargins(0, 8, 0, 0)
        for name in ("replay", "review"):
            column.addWidget(self.buttons[name])
        for pair in (("edit", "rename"), ("export", "delete")):
            row = parts.row()
            for name in pair:
                row.addWidget(self.buttons[name], 1)
            column.addLayout(row)
        layout.addWidget(self.below)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "below"):
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self._name_buttons()
        entry = self._entry
        self.below.setVisible(entry is not None)
        if entry is None:
            self.title.setText(self.tr("No macro is chosen"))
            for label in (self.chip, self.made, self.description, self.steps, self.asks):
                label.hide()
            return
        self.title.setText(entry.name)
        text, tone = badge(entry)
        parts.set_chip(self.chip, text, tone)
        self.chip.setVisible(bool(text))
        parts.show_text(self.made, made_words(entry))
        self._show_contents(entry)
        self._show_buttons(entry)

    def _show_contents(self, entry: Entry) -> None:
        macro = entry.bundle.macro if entry.bundle is not None else None
        rows = rows_of(macro, {}) if macro is not None else []
        described = macro.description if macro is not None else ""
        parts.show_text(self.description, clean(described, 3 * TEXTS) if described else "")
        steps = [row for row in rows if row.step is not None]
        lines = [f"{row.number}. {step_line(row.step)}" for row in steps[:SHOWN]]
        if len(steps) > SHOWN:
            lines.append(self.tr("… and {n} more").format(n=len(steps) - SHOWN))
        parts.show_text(self.steps, "\n".join(lines))
        asked = macro.variables if macro is not None else ()
        words = self.tr("Asks for {variables}")
        listed = "; ".join(variable_words(v) for v in asked[:SHOWN])
        parts.show_text(self.asks, words.format(variables=listed) if asked else "")

    def _show_buttons(self, entry: Entry) -> None:
        whole = entry.bundle is not None
        self.buttons["replay"].setVisible(whole and entry.trusted)
        self.buttons["review"].setVisible(whole and not entry.trusted)
        self.buttons["edit"].setVisible(whole and entry.trusted)
        for name in ("rename", "export"):
            self.buttons[name].setVisible(whole)

    def _name_buttons(self) -> None:
        names = {
            "replay": self.tr("Re&play…"),
            "review": self.tr("Look it &over…"),
            "edit": self.tr("&Edit"),
            "rename": self.tr("Re&name…"),
            "export": self.tr("E&xport…"),
            "delete": self.tr("&Delete…"),
        }
        for name, button in self.buttons.items():
            button.setText(names[name])
            parts.set_icon(button, ICONS[name])
