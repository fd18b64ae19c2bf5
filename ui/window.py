"""The main window: the field above, the picture with the list of steps below it, the card beside."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, parts, theme
from ui.bar import CardHost
from ui.broken_card import BrokenCard
from ui.cut_off_card import CutOffCard
from ui.doctor_page import DoctorPage
from ui.field import InstructionField
from ui.guard import DELAY, Clock, Guard, OriginOf
from ui.levels import LevelsPanel
from ui.macro_editor import EditorPage
from ui.macros_healed import HealedCard
from ui.macros_page import MacrosPage
from ui.paused_card import PausedCard
from ui.question import QuestionCard
from ui.rail import Rail
from ui.runs_page import RunsPage
from ui.screen_view import ScreenView
from ui.settings_page import SettingsPage
from ui.side import IdleCard, RunCard
from ui.step_card import StepCard
from ui.timeline import Timeline
from ui.welcome_card import WelcomeCard

SIDE = 368


class MainWindow(QMainWindow):
    """Widgets only; ui/conductor.py says what they do."""

    closing = Signal()
    appearance_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, delay: float = DELAY, clock: Clock = time.monotonic) -> None:
        super().__init__()
        self.setMinimumSize(1000, 640)
        self.field, self.run = InstructionField(), parts.button("primary")
        self.look, self.options = parts.button(), QToolButton()
        self.rail, self.macros, self.editor, self.runs = Rail(self), MacrosPage(), EditorPage(), RunsPage()
        self.settings, self.doctor = SettingsPage(), DoctorPage()
        self.healed, self.welcome = HealedCard(), WelcomeCard()
        self.may_close: Callable[[], bool] = lambda: True
        self.view, self.timeline = ScreenView(), Timeline()
        self.idle, self.progress = IdleCard(), RunCard()
        self.step, self.question = StepCard(delay, clock), QuestionCard(delay, clock)
        self.broken, self.cut_off = BrokenCard(delay, clock), CutOffCard(delay, clock)
        self.paused = PausedCard(delay, clock)
        self.notice, self.caption = parts.label("notice"), parts.label("heading", wrap=False)
        self.before, self.after = parts.button("segment"), parts.button("segment")
        self.now, self.elements = parts.button("segment"), parts.button("segment")
        self.levels, self.panel = parts.button("segment"), LevelsPanel()
        self.steps_title, self.no_steps = parts.label("heading", wrap=False), parts.label("quiet")
        self.dot, self.status = parts.label(wrap=False), parts.label()
        self.side = CardHost()
        self._running, self._away = False, False
        self._make_menu()
        self._lay_out()
        self._retranslate()
        self.show_card(self.idle)
        self.resize(1200, 760)
        self.field.setFocus()

    # what is shown

    def show_card(self, card: QFrame) -> None:
        """Exactly one card beside the picture."""
        for one in (self.idle, self.welcome, self.progress, self.healed, *self.questions):
            one.setVisible(one is card)

    def show_page(self, page: QWidget) -> None:
        """The work, the macros, their editor, the runs or the doctor."""
        self.pages.setCurrentWidget(page)
        names = {self.macros: "macros", self.editor: "macros", self.runs: "runs"}
        names |= {self.settings: "settings", self.doctor: "doctor"}
        self.rail.mark(names.get(page, "work"))
        self._free_rail()

    def _free_rail(self) -> None:
        """Neither a run nor what is being edited is left by the way."""
        self.rail.setEnabled(not self._running and self.pages.currentWidget() is not self.editor)

    def set_running(self, running: bool) -> None:
        """The Run button becomes Stop; the field waits."""
        self._running = running
        self.field.setEnabled(not running)
        self.look.setEnabled(not running)
        self._free_rail()
        for example in self.idle.examples:
            example.setEnabled(not running)
        self._name_run()

    def set_status(self, text: str, tone: str) -> None:
        """The line at the bottom, with a dot in the tone."""
        self.status.setText(text)
        colours = theme.colours()
        ink = {"good": colours.good_dot, "warn": colours.warn_dot, "bad": colours.bad_strong}.get(
            tone, colours.accent if tone == "accent" else colours.quiet
        )
        self.dot.setStyleSheet(f"background: {ink}; border-radius: 5px;")

    def set_caption(self, text: str, stepping: bool, has_after: bool) -> None:
        """What the picture shows; with Before and After for a step of the list."""
        self.caption.setText(text)
        self.now.setVisible(stepping)
        self.before.setVisible(stepping and has_after)
        self.after.setVisible(stepping and has_after)

    def set_away(self) -> None:
        """It acts on another desktop: this window stands in nobody's way."""
        self._away = True
        self.full_size.setChecked(True)
        self.full_size.setVisible(False)
        self._retranslate()

    @property
    def questions(self) -> tuple[StepCard, QuestionCard, BrokenCard, CutOffCard, PausedCard]:
        """The cards that ask."""
        return self.step, self.question, self.broken, self.cut_off, self.paused

    @property
    def guards(self) -> tuple[Guard, ...]:
        return tuple(card.guard for card in self.questions)

    def asking(self) -> bool:
        """Whether a question is open."""
        shown = [card for card in self.questions if card.isVisible()]
        return any(card is not self.step or self.step.asking for card in shown)

    def set_origin(self, origin: OriginOf) -> None:
        """From now on an answer counts only where this says that the person gave it."""
        for guard in self.guards:
            guard.origin = origin

    def adopt_cards(self, host: CardHost) -> None:
        """Puts the cards that ask into this host: ours, or the compact bar's."""
        for card in (self.step, self.question, self.broken, self.paused):
            visible = not card.isHidden()
            host.hold(card)
            card.setVisible(visible)

    # layout

    def _lay_out(self) -> None:
        page, right = QWidget(), QWidget()
        page.setObjectName("page")
        across = parts.row(0)
        page.setLayout(across)
        across.addWidget(self.rail)
        across.addWidget(right, 1)
        outer = parts.column(right, spacing=16)
        self.pages, self.work = QStackedWidget(), QWidget()
        for one in (self.work, self.macros, self.editor, self.runs, self.settings, self.doctor):
            self.pages.addWidget(one)
        outer.addWidget(self.pages, 1)
        outer.addLayout(self._footer())
        self._lay_out_work()
        self.setCentralWidget(page)

    def _lay_out_work(self) -> None:
        layout = parts.column(self.work, margin=0, spacing=16)
        layout.addLayout(self._header())
        layout.addWidget(self.notice)
        self.notice.hide()
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self._left(), 1)
        self.side.setFixedWidth(SIDE)
        for card in (self.idle, self.welcome, self.progress, self.healed, self.cut_off):
            self.side.hold(card)
        self.adopt_cards(self.side)
        body.addWidget(self.side)
        layout.addLayout(body, 1)

    def _header(self) -> QHBoxLayout:
        row = parts.row()
        row.addWidget(self.field, 1)
        for button in (self.run, self.look):
            button.setObjectName("tall")
            row.addWidget(button)
        row.addWidget(self.options)
        return row

    def _left(self) -> QSplitter:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(16)
        split.setChildrenCollapsible(False)
        split.addWidget(self._picture_card())
        split.addWidget(self._steps_card())
        split.setStretchFactor(0, 1)
        split.setSizes([544, 160])
        return split

    def _picture_card(self) -> QFrame:
        card = parts.card()
        layout = QVBoxLayout(card)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        head = parts.row()
        head.setContentsMargins(8, 0, 0, 0)
        head.addWidget(self.caption, 1)
        pair = QButtonGroup(self)
        for button in (self.before, self.after):
            button.setCheckable(True)
            pair.addButton(button)
            head.addWidget(button)
        head.addWidget(self.now)
        self.elements.setCheckable(True)
        self.elements.setChecked(True)
        head.addWidget(self.elements)
        self.levels.setCheckable(True)
        self.levels.toggled.connect(self.panel.setVisible)
        self.levels.toggled.connect(self.view.set_show_warm)
        self.panel.hide()
        head.addWidget(self.levels)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.panel)
        return card

    def _steps_card(self) -> QFrame:
        card = parts.card()
        card.setMinimumHeight(120)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(8, 12, 8, 8)
        layout.setSpacing(8)
        for text in (self.steps_title, self.no_steps):
            text.setContentsMargins(8, 0, 8, 0)
            layout.addWidget(text)
        layout.addWidget(self.timeline, 1)
        return card

    def _footer(self) -> QHBoxLayout:
        self._foot = row = parts.row(12)
        self.dot.setFixedSize(10, 10)
        row.addWidget(self.dot)
        row.addWidget(self.status, 1)
        return row

    def add_strip(self, strip: QWidget) -> None:
        """Something that goes on beside what is being done, at the end of the bottom line."""
        self._foot.addWidget(strip)

    # the menu

    def _make_menu(self) -> None:
        self.menu = QMenu(self)
        self.full_size = QAction(self, checkable=True)
        self.menu.addAction(self.full_size)
        self._headings = [QAction(self), QAction(self)]
        self._appearance = self._choices(self._headings[0], ("auto", "light", "dark"), self.appearance_chosen)
        self._language = self._choices(self._headings[1], ("auto", "en", "zh"), self.language_chosen)
        self.options.setMenu(self.menu)
        self.options.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.options.setIconSize(QSize(20, 20))
        QShortcut(QKeySequence("Ctrl+L"), self, self.field.setFocus)
        self.idle.example.connect(self._try_example)

    def _try_example(self, text: str) -> None:
        self.field.setText(text)
        self.field.setFocus()

    def _choices(
        self, heading: QAction, values: tuple[str, ...], chosen: SignalInstance
    ) -> dict[str, QAction]:
        self.menu.addSeparator()
        heading.setEnabled(False)
        self.menu.addAction(heading)
        group, made = QActionGroup(self), {}
        for value in values:
            action = QAction(self, checkable=True)
            action.triggered.connect(lambda _=False, value=value: chosen.emit(value))
            group.addAction(action)
            self.menu.addAction(action)
            made[value] = action
        return made

    def tick(self, appearance: str, language: str) -> None:
        """Marks what is chosen in the menu."""
        self._appearance[appearance].setChecked(True)
        self._language[language].setChecked(True)

    # events

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(
            self, "_running"
        ):
            self._retranslate()
            self.timeline.timeline.refresh()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._name_run()
        away = self.tr("Deskhand, on a desktop of its own")
        self.setWindowTitle(away if self._away else "Deskhand")
        self.look.setText(self.tr("&Look"))
        self.look.setToolTip(self.tr("See what is on the screen, without doing anything"))
        parts.set_icon(self.look, "look")
        self.options.setIcon(icons.icon("options", theme.colours().text))
        self.options.setToolTip(self.tr("Options"))
        self.options.setAccessibleName(self.tr("Options"))
        self.before.setText(self.tr("Before"))
        self.after.setText(self.tr("After"))
        self.now.setText(self.tr("Back to now"))
        self.elements.setText(self.tr("Outlines"))
        self.elements.setToolTip(self.tr("Outline everything that is seen"))
        self.levels.setText(self.tr("Model"))
        self.levels.setToolTip(
            self.tr("Show how the model looked: its levels, and what it takes the words to mean")
        )
        self.steps_title.setText(self.tr("Steps"))
        self.no_steps.setText(self.tr("What is done will be listed here."))
        self.timeline.setAccessibleName(self.tr("Steps"))
        self.view.setAccessibleName(self.tr("Picture of the screen"))
        hint = self.tr(
            "The screen will be shown here. Press Look to see what Deskhand sees, or drop a picture here."
        )
        there = self.tr("Its desktop will be shown here. Work in its own window to take over.")
        self.view.set_hint(there if self._away else hint)
        self._name_menu()

    def _name_menu(self) -> None:
        self.full_size.setText(self.tr("Keep the window full size during a run"))
        self._headings[0].setText(self.tr("Appearance"))
        self._headings[1].setText(self.tr("Language"))
        for actions, names in (
            (self._appearance, (self.tr("As the system sets it"), self.tr("Light"), self.tr("Dark"))),
            (self._language, (self.tr("As the system sets it"), "English", "简体中文")),
        ):
            for action, name in zip(actions.values(), names, strict=True):
                action.setText(name)

    def _name_run(self) -> None:
        parts.set_role(self.run, "" if self._running else "primary")
        self.run.setText(self.tr("Stop") if self._running else self.tr("&Run"))
        parts.set_icon(self.run, "stop" if self._running else "run")
