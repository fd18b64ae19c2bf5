"""The sign in the system's tray, where there is one: a recording begins from it without the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

translate = QCoreApplication.translate


class Tray(QObject):
    """`record` begins a recording, `show` brings the window back."""

    def __init__(
        self, window: QWidget, icon: QIcon, record: Callable[[], None], show: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self.menu = QMenu(window)
        self._record, self._show = self.menu.addAction(""), self.menu.addAction("")
        self._record.triggered.connect(record)
        self._show.triggered.connect(show)
        self.icon = QSystemTrayIcon(icon, window)
        self.icon.setToolTip("Deskhand")
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        window.installEventFilter(self)
        self._retranslate()
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.icon.show()

    def notify(self, title: str, text: str) -> None:
        """A note of the system's, where it has a tray and the person is at another program."""
        if self.icon.isVisible() and self.icon.supportsMessages() and QApplication.activeWindow() is None:
            self.icon.showMessage(title, text)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self._show.trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        self._record.setText(translate("tray", "Record a macro"))
        self._show.setText(translate("tray", "Show Deskhand"))
