"""The page on which one macro is changed: its steps, and beside them the card of the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, parts, theme
from ui.bar import CardHost
from ui.macro_form import StepForm
from ui.macro_new import KINDS, NewStepCard
from ui.macro_steps import StepRow, StepsView
from ui.macro_steps_paint import StepDelegate
from ui.macro_variables import VariablesCard
from ui.macros_cards import ChoiceCard, NameCard
from ui.screen_view import ScreenView

SIDE = 368
TOOLS = ("up", "down", "copy", "trash", "undo", "redo")


class EditorPage(QWidget):
    """Widgets only; ui/macro_editing.py says what they do. `tool`: one of TOOLS, `add`: one of KINDS."""

    closed = Signal()
    saved = Signal()
    tool = Signal(str)
    add = Signal(str)
    variables = Signal()
    unpointed = Signal()  # nothing is to be pointed to after all

    def __init__(self) -> None:
        super().__init__()
        self.back, self.title = QToolButton(), parts.label("title", wrap=False)
        self.name, self.state = QLineEdit(), parts.label("quiet", wrap=False)
        self.name.setMaxLength(80)
        self.save, self.add_button = parts.button("primary"), parts.button()
        self.variables_button = parts.button()
        self.tools = {name: QToolButton() for name in TOOLS}
        self.heading, self.note = parts.label("heading", wrap=False), parts.label("notice")
        self.steps, self.view = StepsView(), ScreenView()
        self.point_words, self.point_back = parts.label("heading"), parts.button()
        self.form, self.new, self.variables_card = StepForm(), NewStepCard(), VariablesCard()
        self.name_card = NameCard()
        self.leave = ChoiceCard(("primary", "", ""), ("save", "trash", "back"))
        self.side, self.menu = CardHost(), QMenu(self)
        self._lay_out()
        self._connect()
        self._retranslate()

    @property
    def cards(self) -> tuple[QFrame, ...]:
        return self.form, self.new, self.variables_card, self.name_card, self.leave

    def show_card(self, card: QFrame) -> None:
        """Exactly one card beside the steps; they wait while something is asked."""
        for one in self.cards:
            one.setVisible(one is card)
        asking = card in (self.new, self.name_card, self.leave)
        self.stack.setEnabled(not asking)
        self.save.setEnabled(not asking)

    def show_steps(self, rows: Sequence[StepRow]) -> None:
        self.steps.steps.show_rows(rows)

    def set_tools(self, **enabled: bool) -> None:
        for name, on in enabled.items():
            self.tools[name].setEnabled(on)

    def tell(self, sentence: str) -> None:
        """Something about the steps, or about the last try."""
        parts.show_text(self.note, sentence)

    def set_pointing(self, on: bool) -> None:
        """The picture of the screen in the place of the steps, to be clicked."""
        self.stack.setCurrentWidget(self.pointing if on else self.listed)
        self.view.set_picking(on)

    @property
    def is_pointing(self) -> bool:
        return self.stack.currentWidget() is self.pointing

    # layout

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(self._head())
        body = QHBoxLayout()
        body.setSpacing(16)
        self.stack = QStackedWidget()
        self.listed, self.pointing = self._listed(), self._pointing()
        for page in (self.listed, self.pointing):
            self.stack.addWidget(page)
        body.addWidget(self.stack, 1)
        self.side.setFixedWidth(SIDE)
        for card in self.cards:
            self.side.hold(card)
            card.hide()
        body.addWidget(self.side)
        layout.addLayout(body, 1)

    def _head(self) -> QHBoxLayout:
        head = parts.row()
        head.addWidget(self.back)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.name.setMinimumWidth(280)
        head.addWidget(self.title, 1)
        head.addWidget(self.name, 1)
        head.addWidget(self.state)
        for name in ("undo", "redo"):
            head.addWidget(self.tools[name])
        head.addWidget(self.save)
        return head

    def _listed(self) -> QFrame:
        card = parts.card()
        layout = QVBoxLayout(card)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        head = parts.row(4)
        head.setContentsMargins(8, 0, 0, 0)
        head.addWidget(self.heading, 1)
        for name in ("up", "down", "copy", "trash"):
            head.addWidget(self.tools[name])
        head.addSpacing(8)
        head.addWidget(self.variables_button)
        head.addWidget(self.add_button)
        layout.addLayout(head)
        self.note.hide()
        layout.addWidget(self.note)
        self.steps.setItemDelegate(StepDelegate(self.steps))
        layout.addWidget(self.steps, 1)
        return card

    def _pointing(self) -> QFrame:
        card = parts.card()
        layout = QVBoxLayout(card)
        layout.setContentsMargins(8, 8, 8, 8)
        head = parts.row()
        head.setContentsMargins(8, 0, 0, 0)
        head.addWidget(self.point_words, 1)
        head.addWidget(self.point_back)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        return card

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        self.save.clicked.connect(self.saved)
        self.point_back.clicked.connect(self.unpointed)
        self.variables_button.clicked.connect(self.variables)
        for name, button in self.tools.items():
            button.setIconSize(QSize(20, 20))
            button.clicked.connect(lambda _=False, name=name: self.tool.emit(name))
        self.actions_to_add: dict[str, QAction] = {}
        for kind in KINDS:
            action = QAction(self)
            action.triggered.connect(lambda _=False, kind=kind: self.add.emit(kind))
            self.menu.addAction(action)
            self.actions_to_add[kind] = action
        self.add_button.setMenu(self.menu)
        self._shortcut("Ctrl+S", self.saved.emit)
        for keys, name in (("Ctrl+Z", "undo"), ("Ctrl+Shift+Z", "redo"), ("Ctrl+Y", "redo")):
            self._shortcut(keys, self.tools[name].click)
        for keys, name in (("Alt+Up", "up"), ("Alt+Down", "down"), ("Del", "trash"), ("Ctrl+D", "copy")):
            self._shortcut(keys, self.tools[name].click, self.steps)

    def _shortcut(self, keys: str, then: object, where: QWidget | None = None) -> None:
        shortcut = QShortcut(QKeySequence(keys), where or self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(then)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(
            self, "actions_to_add"
        ):
            self._retranslate()
            self.steps.steps.forget_lines()
            self.show_steps(self.steps.steps.rows)
        super().changeEvent(event)

    def _retranslate(self) -> None:
        colours = theme.colours()
        self.back.setIcon(icons.icon("back", colours.text))
        names = {
            "up": self.tr("Move up (Alt+Up)"),
            "down": self.tr("Move down (Alt+Down)"),
            "copy": self.tr("Do it twice (Ctrl+D)"),
            "trash": self.tr("Delete (Del)"),
            "undo": self.tr("Undo (Ctrl+Z)"),
            "redo": self.tr("Redo (Ctrl+Shift+Z)"),
        }
        names_back = [(self.back, self.tr("Back"))]
        for button, name in [*names_back, *((self.tools[key], name) for key, name in names.items())]:
            button.setToolTip(name)
            button.setAccessibleName(name.partition(" (")[0])
        for key, button in self.tools.items():
            button.setIcon(icons.icon(key, colours.text))
        self.heading.setText(self.tr("Steps"))
        self.steps.setAccessibleName(self.tr("Steps"))
        self.save.setText(self.tr("&Save"))
        self.add_button.setText(self.tr("&Add"))
        self.variables_button.setText(self.tr("&Variables"))
        self.name.setAccessibleName(self.tr("Name of the macro"))
        self.point_words.setText(self.tr("Click what is meant."))
        self.point_back.setText(self.tr("&Back"))
        self.view.setAccessibleName(self.tr("Picture of the screen"))
        for kind, name in self.new.names().items():
            self.actions_to_add[kind].setText(name)
        for made, icon in ((self.save, "save"), (self.add_button, "plus"), (self.point_back, "back")):
            parts.set_icon(made, icon)
