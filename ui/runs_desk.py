"""What happens on the page of the runs: reading the journal, and what is done with one of its runs.

Reading and writing is the clerk's; all here runs in the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import numpy as np
from PIL import Image
from PySide6.QtCore import QObject, Slot

from agent import report
from agent.errors import JournalError
from agent.journal import SqliteJournal
from agent.journal_records import Picture, RunRow
from agent.settings import Settings
from agent.types import Frame, Point
from ui import macros_files, words
from ui.conductor import Conductor
from ui.macros_clerk import Clerk
from ui.runs_list import MOST
from ui.window import MainWindow

Made = TypeVar("Made")


class RunsDesk(QObject):
    """One for each window. `keep_run` makes a macro of the run of a number. `close` it when done."""

    def __init__(
        self,
        window: MainWindow,
        conductor: Conductor,
        settings: Settings,
        keep_run: Callable[[int], None] = lambda number: None,
    ) -> None:
        super().__init__(window)
        self.window, self.conductor, self.page = window, conductor, window.runs
        self._home, self._keep_run = settings.data_dir, keep_run
        self.clerk = Clerk("deskhand-runs", lambda sentence: conductor.say(sentence, "bad"))
        window.rail.wanted.connect(self._show_page)
        self.page.details.wanted.connect(self._wanted)
        self.page.view.wanted.connect(self._show_picture)
        conductor.escaped.connect(self._escape)

    def close(self) -> None:
        self.clerk.close()

    @Slot(str)
    def _show_page(self, name: str) -> None:
        if name == "runs":
            self.open()
        elif name == "work":
            self.window.show_page(self.window.work)

    def open(self) -> None:
        """Shows the page."""
        self.window.show_page(self.page)
        self.page.show_card(self.page.details)
        self.page.show_list()
        self.reload()

    def reload(self) -> None:
        """The runs as they stand in the journal now."""
        self._do(lambda journal: journal.runs(MOST), self.page.show_runs)

    def _do(self, job: Callable[[SqliteJournal], Made], then: Callable[[Made], None]) -> None:
        def done() -> Made:
            with closing(SqliteJournal(self._home)) as journal:
                return job(journal)

        self.clerk.do(done, then)

    @Slot(str)
    def _wanted(self, what: str) -> None:
        run = self.page.list.chosen()
        if run is None:
            return
        if what == "open":
            self._do(lambda journal: journal.run(run.number), self.page.show_run)
        elif what == "again":
            self.window.show_page(self.window.work)
            self.window.field.setText(run.instruction)
            self.window.field.setFocus()
        elif what == "macro":
            self._keep_run(run.number)
        elif what == "report":
            macros_files.save_report(
                self.page, f"deskhand-run-{run.number}", lambda path: self.export(run.number, path)
            )
        else:
            self._ask_delete(run)

    def export(self, number: int, path: Path) -> None:
        """Writes the report of a run; the file dialog has asked about one that is there."""
        said = self.tr("It was written to {path}.").format(path=path)

        def write(journal: SqliteJournal) -> None:
            try:
                path.write_text(report.html(journal.run(number), journal), encoding="utf-8")
            except OSError as error:
                raise JournalError(f"{path} cannot be written: {error.strerror or error}.") from error

        self._do(write, lambda _: self.conductor.say(said))

    def _ask_delete(self, run: RunRow) -> None:
        def gone(_: None) -> None:
            self.page.show_card(self.page.details)
            self.reload()

        def back() -> None:
            self.page.show_card(self.page.details)

        self.page.delete.ask(
            lambda: self._delete_texts(run), lambda: self._do(lambda j: j.delete(run.number), gone), back
        )
        self.page.show_card(self.page.delete)

    def _delete_texts(self, run: RunRow) -> tuple[str, ...]:
        return (
            self.tr("Delete this run?"),
            self.tr("“{words}” and its pictures are gone for good.").format(
                words=words.short(run.instruction, 120)
            ),
            self.tr("&Delete it"),
            self.tr("&Keep it"),
        )

    @Slot(object)
    def _show_picture(self, picture: Picture) -> None:
        self._do(
            lambda journal: _frame(picture, journal.picture(picture.digest)),
            lambda frame: self.page.view.show_picture(picture, frame),
        )

    @Slot()
    def _escape(self) -> None:
        """One step back: from a question, from one run, from the page."""
        if self.window.pages.currentWidget() is not self.page:
            return
        if not self.page.delete.isHidden():
            self.page.show_card(self.page.details)
        elif self.page.in_one:
            self.page.show_list()
        else:
            self.window.show_page(self.window.work)


def _frame(picture: Picture, content: bytes) -> Frame:
    """A stored picture where it stood on the desktop."""
    with Image.open(BytesIO(content)) as image:
        pixels = np.asarray(image.convert("RGB"))
    return Frame(pixels, origin=Point(x=picture.box.x0, y=picture.box.y0))
