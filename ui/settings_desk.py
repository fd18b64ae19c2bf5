"""What happens on the page of the settings: each change is checked, written at once, and told of."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from agent.errors import SettingsError
from agent.settings import Settings
from agent.settings_file import SettingsFile
from ui.conductor import Conductor
from ui.macros_clerk import Clerk
from ui.settings_items import ITEMS
from ui.window import MainWindow

Models = Callable[[Settings], list[str]]


class SettingsDesk(QObject):
    """One for each window. `models` tells what models there are, a line each. `close` it when done."""

    def __init__(
        self,
        window: MainWindow,
        conductor: Conductor,
        settings: Settings,
        models: Models = lambda settings: [],
        environ: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(window)
        self.window, self.conductor, self.page = window, conductor, window.settings
        self.settings, self._models = settings, models
        self.file = SettingsFile(os.environ if environ is None else environ)
        self.clerk = Clerk("deskhand-settings", lambda sentence: conductor.say(sentence, "bad"))
        window.rail.wanted.connect(self._show_page)
        window.appearance_chosen.connect(lambda value: self._chosen("appearance", value))
        window.language_chosen.connect(lambda value: self._chosen("language", value))
        self.page.changed.connect(self.change)
        self.page.open_file.connect(self._open_file)
        conductor.escaped.connect(self._escape)

    def close(self) -> None:
        self.clerk.close()

    def open(self) -> None:
        """Shows the page."""
        self.window.show_page(self.page)
        with contextlib.suppress(SettingsError):  # a broken one is told of at a change
            self.settings = self.file.read()
        self.page.show_settings(self.settings, self.file)
        self.clerk.do(lambda: self._models(self.settings), self.page.show_models)

    @Slot(str, object)
    def change(self, name: str, value: Any) -> None:
        """Writes it; what cannot be live waits for the next start."""
        row = self.page.rows[name]
        try:
            self.settings = self.file.set(name, value)
        except SettingsError as error:
            row.tell(str(error))
            return
        row.show_value(getattr(self.settings, name), self.file.overridden(name))
        if name == "appearance":
            self.window.appearance_chosen.emit(value)
        elif name == "language":
            self.window.language_chosen.emit(value)
        if ITEMS[name].live:
            self.window.tick(self.settings.appearance, self.settings.language)
        else:
            self.page.tell(self.tr("It is written, and takes effect when Deskhand starts again."))

    def _chosen(self, name: str, value: str) -> None:
        """In the window's menu: kept as well."""
        if getattr(self.settings, name) == value:
            return
        try:
            self.settings = self.file.set(name, value)
        except SettingsError as error:
            self.conductor.say(str(error), "bad")
            return
        self.page.rows[name].show_value(value, self.file.overridden(name))

    @Slot()
    def _open_file(self) -> None:
        """In the person's own editor; an empty one is made where there is none."""
        try:
            self.file.path.parent.mkdir(parents=True, exist_ok=True)
            self.file.path.touch(mode=0o600)
        except OSError as error:
            self.page.tell(f"{self.file.path}: {error.strerror or error}.")
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.file.path)))

    @Slot(str)
    def _show_page(self, name: str) -> None:
        if name == "settings":
            self.open()

    @Slot()
    def _escape(self) -> None:
        if self.window.pages.currentWidget() is self.page:
            self.window.show_page(self.window.work)
