"""The pages of the window, one under the other at its left edge."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from ui import icons, theme

WIDTH = 84
ICONS = {"work": "run", "macros": "macros", "runs": "wait", "settings": "options", "doctor": "doctor"}


class Rail(QFrame):
    """`wanted` carries the name of a page. Ctrl+1, Ctrl+2 … choose them, too."""

    wanted = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self.buttons: dict[str, QToolButton] = {name: QToolButton() for name in ICONS}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 16, 8, 16)
        layout.setSpacing(4)
        for number, (name, button) in enumerate(self.buttons.items(), start=1):
            self._add(button, name, number, window)
            layout.addWidget(button)
        layout.addStretch(1)
        self.mark("work")
        self.retranslate()

    def mark(self, name: str) -> None:
        """The page that is shown."""
        self.buttons[name].setChecked(True)
        self.retranslate()

    def _add(self, button: QToolButton, name: str, number: int, window: QWidget) -> None:
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(22, 22))
        button.setFixedWidth(WIDTH - 16)
        self._group.addButton(button)
        button.clicked.connect(lambda: self.wanted.emit(name))
        key = QShortcut(QKeySequence(f"Ctrl+{number}"), window, button.click)
        key.setContext(Qt.ShortcutContext.WindowShortcut)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "_group"):
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        names = {
            "work": self.tr("Run"),
            "macros": self.tr("Macros"),
            "runs": self.tr("Runs"),
            "settings": self.tr("Settings"),
            "doctor": self.tr("Doctor"),
        }
        tips = {
            "work": self.tr("Say what is to be done"),
            "macros": self.tr("What was recorded, to be done again"),
            "runs": self.tr("What was done, with pictures"),
            "settings": self.tr("How Deskhand looks, plans, acts and keeps"),
            "doctor": self.tr("What works on this machine, and how to mend what does not"),
        }
        colours = theme.colours()
        for number, (name, button) in enumerate(self.buttons.items(), start=1):
            button.setText(names[name])
            button.setToolTip(f"{tips[name]} (Ctrl+{number})")
            ink = colours.accent_soft_ink if button.isChecked() else colours.quiet
            button.setIcon(icons.icon(ICONS[name], ink))
