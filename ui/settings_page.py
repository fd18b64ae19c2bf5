"""The page of the settings: all of them in sections, each with one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from agent.settings import Settings
from agent.settings_file import SettingsFile
from ui import parts
from ui.settings_control import SettingRow
from ui.settings_items import SECTIONS, section_title

WIDE = 860  # pixels at the most: longer lines are hard to read


class SettingsPage(QWidget):
    """Widgets only. `changed` carries the name of a setting and its new value."""

    changed = Signal(str, object)
    open_file = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.search = parts.label("title", wrap=False), QLineEdit()
        self.notice = parts.label("notice")
        self.rows: dict[str, SettingRow] = {}
        self.heads: dict[str, QLabel] = {}
        self.cards: dict[str, QFrame] = {}
        self.models_head, self.models = parts.label("heading"), parts.label()
        self.file, self.open_button = parts.label("small"), parts.button()
        self._path, self._models = "", ""
        self._lay_out()
        self.notice.hide()
        self.search.textChanged.connect(self._filter)
        self.open_button.clicked.connect(self.open_file)
        self._retranslate()

    def show_settings(self, settings: Settings, file: SettingsFile) -> None:
        """All of them as they are."""
        for name, row in self.rows.items():
            row.show_value(getattr(settings, name), file.overridden(name))
        self._path = str(file.path)
        self._retranslate()

    def show_models(self, lines: Sequence[str]) -> None:
        """What models there are, a line each."""
        self._models = "\n".join(lines)
        self._retranslate()

    def tell(self, text: str) -> None:
        """Something on all of them."""
        parts.show_text(self.notice, text)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        head = parts.row()
        head.addWidget(self.title)
        head.addStretch(1)
        self.search.setFixedWidth(240)
        head.addWidget(self.search)
        layout.addLayout(head)
        layout.addWidget(self.notice)
        area, inner = QScrollArea(), QWidget()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner.setMaximumWidth(WIDE)
        column = parts.column(inner, margin=0, spacing=8)
        for section in SECTIONS:
            self._add_section(column, section.name, [SettingRow(item) for item in section.items])
            if section.name == "planner":
                self._add_models(column)
        self._add_file(column)
        column.addStretch(1)
        area.setWidget(inner)
        layout.addWidget(area, 1)

    def _add_section(self, column: QVBoxLayout, name: str, rows: Sequence[SettingRow]) -> None:
        head, card = parts.label("overline"), parts.card()
        head.setContentsMargins(4, 8, 0, 0)
        inside = parts.column(card, margin=16, spacing=0)
        for row in rows:
            row.changed.connect(self.changed)
            inside.addWidget(row)
            self.rows[row.item.name] = row
        self.heads[name], self.cards[name] = head, card
        column.addWidget(head)
        column.addWidget(card)

    def _add_models(self, column: QVBoxLayout) -> None:
        card = self.cards["models"] = parts.card()
        inside = parts.column(card, margin=16, spacing=4)
        inside.addWidget(self.models_head)
        inside.addWidget(self.models)
        column.addWidget(card)

    def _add_file(self, column: QVBoxLayout) -> None:
        row = parts.row(12)
        row.setContentsMargins(4, 8, 0, 8)
        row.addWidget(self.file, 1)
        row.addWidget(self.open_button)
        column.addLayout(row)

    def _filter(self, text: str) -> None:
        """Only what the words stand in."""
        words = text.casefold().split()
        for section in SECTIONS:
            shown = False
            for item in section.items:
                row = self.rows[item.name]
                told = f"{section_title(section.name)} {row.name.text()} {row.help.text()} {item.name}"
                fits = all(word in told.casefold() for word in words)
                row.setVisible(fits)
                shown |= fits
            self.heads[section.name].setVisible(shown)
            self.cards[section.name].setVisible(shown)
        self.cards["models"].setVisible(bool(self._models) and not words)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "_models"):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Settings"))
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search the settings"))
        for section in SECTIONS:
            self.heads[section.name].setText(section_title(section.name))
        self.models_head.setText(self.tr("Models here"))
        self.models.setText(self._models)
        self.cards["models"].setVisible(bool(self._models) and not self.search.text())
        self.file.setText(self.tr("All of it stands in {path}, which you may edit.").format(path=self._path))
        self.open_button.setText(self.tr("&Open the file"))
