"""What happens on the page of the doctor."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from agent.doctor import Doctor, render
from agent.settings import Settings
from ui.conductor import Conductor
from ui.doctor_checks import Build, Checks
from ui.window import MainWindow


class DoctorDesk(QObject):
    """One for each window."""

    def __init__(
        self, window: MainWindow, conductor: Conductor, settings: Settings, build: Build = Doctor
    ) -> None:
        super().__init__(window)
        conductor.escaped.connect(self._escape)
        self.window, self.page = window, window.doctor
        self.checks = Checks(settings, build)
        self.checks.counted.connect(self.page.begin)
        self.checks.found.connect(self.page.add)
        self.checks.ended.connect(self.page.finish)
        window.rail.wanted.connect(self._show_page)
        self.page.wanted.connect(self.examine)
        self.page.halted.connect(self.checks.stop)
        self.page.copied.connect(self._copy)

    @property
    def busy(self) -> bool:
        return self.checks.busy

    @Slot()
    def examine(self) -> None:
        """Shows the page, and makes the checks."""
        self.window.show_page(self.page)
        if not self.busy:
            self.page.begin()
            self.checks.begin()

    def close(self) -> None:
        self.checks.close()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(render(self.page.checks))

    @Slot()
    def _escape(self) -> None:
        if self.window.pages.currentWidget() is self.page:
            self.window.show_page(self.window.work)

    @Slot(str)
    def _show_page(self, name: str) -> None:
        if name == "doctor":
            self.window.show_page(self.page)
