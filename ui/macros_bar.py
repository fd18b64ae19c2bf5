"""The small bar while something is recorded: what was caught, live, with Pause and Done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import parts, theme
from ui.bar import GAP, WIDTH
from ui.macros_said import steps_words

SHOWN = 4  # of the last steps


class RecordBar(QWidget):
    """Always on top, and never takes the keyboard: what is typed goes on going to the person's program."""

    pause = Signal(bool)
    done = Signal()
    discard = Signal()

    def __init__(self) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFixedWidth(WIDTH)
        self._grabbed: QPoint | None = None
        self._state, self._key, self._problem = "preparing", "", ""
        self._lines: tuple[str, ...] = ()
        self._caught, self._count = "", 0
        self.dot, self.title = parts.label(wrap=False), parts.label("heading")
        self.count = parts.label("quiet", wrap=False)
        self.steps, self.last, self.note = parts.label(), parts.label("quiet"), parts.label("small")
        self.hold, self.finish, self.drop = parts.button(), parts.button("primary"), parts.button()
        self.hold.setCheckable(True)
        self.hold.toggled.connect(self.pause)
        self.finish.clicked.connect(self.done)
        self.drop.clicked.connect(self.discard)
        self._lay_out()
        self._retranslate()

    def begin(self, key: str) -> None:
        """Nothing is caught yet; `key` ends the recording from anywhere."""
        self._key, self._problem, self._lines, self._caught, self._count = key, "", (), "", 0
        self.hold.blockSignals(True)
        self.hold.setChecked(False)
        self.hold.blockSignals(False)
        self.set_state("preparing")
        self._to_corner()

    def set_state(self, state: str) -> None:
        """ "preparing", "recording", "paused" or "finishing"."""
        self._state = state
        self._retranslate()

    def show_steps(self, lines: Sequence[str], count: int, caught: str = "") -> None:
        """The last of `count` steps in words, and what was caught since and nobody has looked at yet."""
        self._lines, self._count, self._caught = tuple(lines), count, caught
        self._retranslate()

    def tell(self, problem: str) -> None:
        """Why nothing more is caught."""
        if problem != self._problem:
            self._problem = problem
            self._retranslate()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 12)
        layout.setSpacing(8)
        head = parts.row()
        self.dot.setFixedSize(10, 10)
        head.addWidget(self.dot)
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        layout.addLayout(head)
        for label in (self.steps, self.last, self.note):
            layout.addWidget(label)
        buttons = parts.row()
        for button in (self.finish, self.hold, self.drop):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            buttons.addWidget(button, 1)
        layout.addSpacing(4)
        layout.addLayout(buttons)

    def _to_corner(self) -> None:
        self._fit()
        area = self.screen().availableGeometry().adjusted(GAP, GAP, -GAP, -GAP)
        self.move(area.right() - self.width(), area.bottom() - self.height())

    def _fit(self) -> None:
        """As high as its contents; the lower edge stays where it was."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        height, bottom = layout.totalHeightForWidth(WIDTH), self.y() + self.height()
        if height != self.height():
            self.setFixedHeight(height)
            self.move(self.x(), max(0, bottom - height))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            self.move(event.globalPosition().toPoint() - self._grabbed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the bar ends the recording and keeps it; nothing goes on out of sight."""
        event.ignore()
        if self._state in ("recording", "paused"):
            self.done.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "drop"):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle("Deskhand")
        colours = theme.colours()
        ink = {"recording": colours.bad_strong, "paused": colours.warn_dot}.get(self._state, colours.quiet)
        self.dot.setStyleSheet(f"background: {ink}; border-radius: 5px;")
        self.title.setText(
            {
                "preparing": self.tr("Getting ready…"),
                "recording": self.tr("Recording"),
                "paused": self.tr("Paused: nothing is recorded"),
                "finishing": self.tr("Looking at what was done…"),
            }[self._state]
        )
        self.count.setText(steps_words(self._count) if self._count else "")
        first = self._count - len(self._lines) + 1
        lines = [f"{number}. {line}" for number, line in enumerate(self._lines, first)]
        parts.show_text(self.steps, "\n".join(lines))
        parts.show_text(self.last, f"… {self._caught}" if self._caught else "")
        hint = self.tr("Do it as you always do. {key} ends it, too.").format(key=self._key)
        wait = self.tr("Wait a moment: nothing is recorded yet.")
        parts.show_text(self.note, self._problem or (wait if self._state == "preparing" else hint))
        self._name_buttons()
        self._fit()

    def _name_buttons(self) -> None:
        going = self._state in ("recording", "paused")
        paused = self._state == "paused"
        self.hold.setText(self.tr("Resume") if paused else self.tr("Pause"))
        self.finish.setText(self.tr("Done"))
        self.drop.setText(self.tr("Discard"))
        for button, icon in (
            (self.hold, "record" if paused else "pause"),
            (self.finish, "check"),
            (self.drop, "cross"),
        ):
            parts.set_icon(button, icon)
            button.setEnabled(going or button is self.drop)
