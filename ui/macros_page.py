"""The page of the macros: the list with its search, and beside it the card of what is chosen or asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, parts, theme
from ui.bar import CardHost
from ui.macros_cards import ChoiceCard, NameCard
from ui.macros_details import DetailsCard
from ui.macros_list import Entry, MacroList
from ui.macros_replay import ReplayCard
from ui.macros_review_view import ReviewView

SIDE = 368


class MacrosPage(QWidget):
    """Widgets only; ui/macros_desk.py says what they do."""

    closed = Signal()
    record = Signal()
    chosen = Signal()  # another macro, or none

    def __init__(self) -> None:
        super().__init__()
        self.back, self.title = QToolButton(), parts.label("title", wrap=False)
        self.search, self.record_button = QLineEdit(), parts.button("primary")
        self.import_button = parts.button()
        self.list, self.review = MacroList(), ReviewView()
        self.empty_words, self.empty_button = parts.label("title"), parts.button("primary")
        self.empty_note = parts.label("quiet")
        self.details, self.name, self.replay = DetailsCard(), NameCard(), ReplayCard()
        self.delete = ChoiceCard(("danger", ""), ("trash", "back"))
        self.accept = ChoiceCard(("primary", "", ""), ("check", "trash", "back"))
        self.side = CardHost()
        self._lay_out()
        self._connect()
        self._retranslate()
        self.show_entries([])
        self.show_card(self.details)

    @property
    def cards(self) -> tuple[QFrame, ...]:
        return self.details, self.name, self.replay, self.delete, self.accept

    def show_card(self, card: QFrame, review: bool = False) -> None:
        """Exactly one card beside the list, which waits while something is asked; `review`: all of a macro
        in the place of the list."""
        for one in self.cards:
            one.setVisible(one is card)
        self.stack.setCurrentWidget(self.review if review else self._listed())
        self.list.setEnabled(card is self.details)
        self._show_side()
        self._catch_focus()

    def show_entries(self, entries: Sequence[Entry], choose: str = "") -> None:
        """The macros that there are; the one of that name is chosen, else the one that was."""
        before = self.list.chosen()
        self.list.macros.show_entries(entries)
        self.list.choose(choose or (before.name if before is not None else ""))
        if not self.reviewing:
            self.stack.setCurrentWidget(self._listed())
        self._show_side()
        self._show_chosen()
        self._catch_focus()

    @property
    def reviewing(self) -> bool:
        """All of a macro stands in the place of the list."""
        return self.stack.currentWidget() is self.review

    def entries(self) -> list[Entry]:
        return self.list.macros.entries

    def _listed(self) -> QWidget:
        return self.holder if self.list.macros.entries else self.empty

    def _show_side(self) -> None:
        asking = any(not card.isHidden() for card in self.cards if card is not self.details)
        some = bool(self.list.macros.entries)
        self.side.setVisible(asking or some)
        for widget in (self.search, self.record_button):
            widget.setVisible(some and not asking)
        self.import_button.setVisible(not asking)

    def _catch_focus(self) -> None:
        """Where what had the keyboard has gone, it comes to the list, not to what stands next to that."""
        if self.back.hasFocus() and not self.details.isHidden():
            self.take_focus()

    def take_focus(self) -> None:
        """The keyboard goes to the list, or to the button where it is empty."""
        (self.list if self.list.macros.entries else self.empty_button).setFocus()

    def _show_chosen(self) -> None:
        self.details.show_entry(self.list.chosen())
        self.chosen.emit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        head = parts.row()
        head.addWidget(self.back)
        head.addWidget(self.title)
        head.addStretch(1)
        self.search.setFixedWidth(240)
        head.addWidget(self.search)
        for button in (self.import_button, self.record_button):
            head.addWidget(button)
        layout.addLayout(head)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self._left(), 1)
        self.side.setFixedWidth(SIDE)
        for card in self.cards:
            self.side.hold(card)
        body.addWidget(self.side)
        layout.addLayout(body, 1)

    def _left(self) -> QStackedWidget:
        self.stack = QStackedWidget()
        self.holder, self.empty = parts.card(), parts.card()
        inside = parts.column(self.holder, margin=8)
        inside.addWidget(self.list)
        self._fill_empty()
        for page in (self.holder, self.empty, self.review):
            self.stack.addWidget(page)
        return self.stack

    def _fill_empty(self) -> None:
        column = parts.column(self.empty, margin=32, spacing=12)
        column.addStretch(1)
        for label in (self.empty_words, self.empty_note):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        row = parts.row()
        row.addStretch(1)
        row.addWidget(self.empty_button)
        row.addStretch(1)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch(2)

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        self.record_button.clicked.connect(self.record)
        self.empty_button.clicked.connect(self.record)
        self.search.textChanged.connect(self._search)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self.list.activated.connect(lambda *_: self._activate())
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _search(self, words: str) -> None:
        self.list.search(words)
        if not self.list.currentIndex().isValid():
            self.list.choose("")
        self._show_chosen()

    def _activate(self) -> None:
        """Enter, or a double click, does what the first button does."""
        entry = self.list.chosen()
        if entry is not None and entry.bundle is not None:
            self.details.wanted.emit("replay" if entry.trusted else "review")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "stack"):
            self._retranslate()
            self.list.macros.refresh()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Macros"))
        self.back.setIcon(icons.icon("back", theme.colours().text))
        self.back.setToolTip(self.tr("Back"))
        self.back.setAccessibleName(self.tr("Back"))
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search the macros"))
        self.list.setAccessibleName(self.tr("Macros"))
        self.import_button.setText(self.tr("&Import…"))
        self.empty_words.setText(self.tr("Do it once, and Deskhand does it again."))
        self.empty_note.setText(
            self.tr("Record what you do; it is found again where windows have moved or look different.")
        )
        for button in (self.record_button, self.empty_button):
            button.setText(self.tr("&Record"))
            button.setToolTip(self.tr("Record what you do as a macro (Ctrl+Alt+R)"))
            parts.set_icon(button, "record")
        parts.set_icon(self.import_button, "import")
