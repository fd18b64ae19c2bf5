"""What happens on the page of the macros: the list, and what is done with one of it.

Reading and writing is the clerk's; all here runs in the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from agent.journal import SqliteJournal
from agent.macros.bundle import Bundle
from agent.macros.from_run import macro_of
from agent.macros.library import Library
from agent.ports import HotKey
from agent.settings import Settings
from ui import macros_files
from ui.conductor import Conductor
from ui.macro_editing import MacroEditing
from ui.macros_clerk import Clerk
from ui.macros_ground import Ground
from ui.macros_keeping import Keeping
from ui.macros_list import entries_of
from ui.macros_naming import proposed
from ui.macros_recording import RecorderFactory, Recording
from ui.macros_running import Running
from ui.macros_strangers import Strangers
from ui.macros_tray import Tray
from ui.window import MainWindow

Listen = Callable[[Callable[[], None]], HotKey | None]


class MacrosDesk(QObject):
    """One for each window. `close` it when done."""

    key_pressed = Signal()

    def __init__(
        self, window: MainWindow, conductor: Conductor, settings: Settings, recorder: RecorderFactory
    ) -> None:
        super().__init__(window)
        self.window, self.conductor, self.page = window, conductor, window.macros
        self._settings = settings
        self.clerk = Clerk("deskhand-clerk", lambda sentence: conductor.say(sentence, "bad"))
        self.library = Library(settings.data_dir / "macros")
        self._on = Ground(window, conductor, self.clerk, self.library, self.reload)
        self.recording = Recording(recorder, settings)
        self.keeping = Keeping(self._on, self.recording)
        self.editing = MacroEditing(window.editor, self.clerk, self.library)
        self.strangers = Strangers(self._on)
        self.running = Running(self._on, self.editing, self.strangers.review)
        self.tray = Tray(window, window.windowIcon(), self.record, self._show_window)
        self._key: HotKey | None = None
        self._connect()

    def listen(self, listen: Listen) -> None:
        """From now on the record key is heard wherever the keyboard is. `listen` is given what to call, which
        may be called from any thread."""
        self._key = listen(self.key_pressed.emit)

    def close(self) -> None:
        if self._key is not None:
            self._key.close()
        self.tray.icon.hide()
        self.recording.close()
        self.clerk.close()

    @property
    def idle(self) -> bool:
        """Nothing is asked, recorded, read or run."""
        return self.conductor.state == "idle" and self.recording.state == "off" and not self.clerk.pending

    def is_free(self) -> bool:
        """Nothing is recorded or edited."""
        return self.recording.state == "off" and self.window.pages.currentWidget() is not self.window.editor

    def open(self) -> None:
        """Shows the page."""
        if self.conductor.state == "idle":
            self._on.back()
            self.window.show_page(self.page)
            self.reload()
            self.page.take_focus()

    @Slot(str)
    def _show_page(self, name: str) -> None:
        if name == "macros":
            self.open()

    def reload(self, choose: str = "") -> None:
        """The macros as they lie in the library now."""
        self.clerk.do(
            lambda: entries_of(self.library), lambda entries: self.page.show_entries(entries, choose)
        )

    def record(self) -> None:
        """Begins a recording, unless something is on that would be in its way."""
        if self.conductor.state == "idle" and self.recording.state == "off" and self.may_close():
            self.keeping.record()

    def replay(self, name: str) -> None:
        """Shows the macro of that name, and asks for what it needs."""
        self.open()
        self.reload(name)
        self.running.prepare(name)

    @Slot()
    def record_or_finish(self) -> None:
        """What the record key does."""
        if self.recording.state in ("recording", "paused"):
            self.recording.finish()
        else:
            self.record()

    def export(self, name: str, path: Path) -> None:
        """Copies a macro out; the file dialog has asked about one that is there."""
        done = self.tr("It was written to {path}.")
        self.clerk.do(
            lambda: self.library.export(name, path, replace=True),
            lambda written: self.conductor.say(done.format(path=written)),
        )

    @Slot()
    def save_run(self) -> None:
        """The run that has just ended as a new macro, in the editor."""
        self.keep_run(self.conductor.worker.last_run)

    def keep_run(self, number: int) -> None:
        """The run of that number as a new macro, in the editor."""
        home = self._settings.data_dir

        def made() -> Bundle:
            with closing(SqliteJournal(home)) as journal:
                record = journal.run(number)
                name = proposed(record.row.instruction, self.library.names(), "Macro")
                return macro_of(record, journal.picture, name)

        self.clerk.do(made, lambda bundle: self._edit(bundle, new=True))

    def may_close(self) -> bool:
        """Whether the window may go: not while changes would be lost without a word."""
        if not self.editing.changed:
            return True
        self.window.show_page(self.window.editor)
        self.editing.close()
        return False

    # one of the list

    def _wanted(self, what: str) -> None:
        entry = self.page.details.entry
        if entry is None:
            return
        name = entry.name
        act: dict[str, Callable[[], object]] = {
            "replay": lambda: self.running.prepare(name),
            "review": lambda: self.strangers.review(name),
            "edit": lambda: self.clerk.do(lambda: self.library.load(name), self._edit),
            "rename": lambda: self._ask_rename(name),
            "export": lambda: macros_files.save_macro(self.page, name, lambda path: self.export(name, path)),
            "delete": lambda: self._ask_delete(name),
        }
        act[what]()

    def _edit(self, bundle: Bundle, new: bool = False) -> None:
        if self.conductor.state == "idle":
            self.editing.open(bundle, new)
            self.window.show_page(self.window.editor)

    def _ask_rename(self, name: str) -> None:
        def then(new: str) -> None:
            def renamed(_: None) -> None:
                self._on.back()
                self.reload(new)

            self.clerk.do(lambda: self.library.rename(name, new), renamed, self.page.name.tell)

        self.page.name.ask(name, self._rename_texts, then, self._on.back)
        self.page.show_card(self.page.name)

    def _rename_texts(self) -> tuple[str, ...]:
        return self.tr("Rename the macro"), "", self.tr("&Rename"), self.tr("&Back")

    def _ask_delete(self, name: str) -> None:
        def then() -> None:
            self._on.back()
            self.clerk.do(lambda: self.library.delete(name), lambda _: self.reload())

        self.page.delete.ask(lambda: self._delete_texts(name), then, self._on.back)
        self.page.show_card(self.page.delete)

    def _delete_texts(self, name: str) -> tuple[str, ...]:
        return (
            self.tr("Delete “{name}”?").format(name=name),
            self.tr("It is gone for good."),
            self.tr("&Delete it"),
            self.tr("&Keep it"),
        )

    # small things

    @Slot()
    def _notify(self) -> None:
        self.tray.notify(self.tr("Deskhand waits for your answer"), self.conductor.asked_words())

    def _show_window(self) -> None:
        """Back from wherever it is, unless it is away for a run or a recording."""
        if self.conductor.state == "idle" and self.recording.state == "off":
            self.window.showNormal()
            self.window.activateWindow()

    def _escape(self) -> None:
        """One step back: from pointing, from a question, from the page."""
        page = self.window.pages.currentWidget()
        if page is self.window.editor:
            if self.window.editor.is_pointing:
                self.editing.pointing.stop()
        elif page is self.page and not self.page.details.isHidden():
            self.window.show_page(self.window.work)
        elif page is self.page and (self.page.name.isHidden() or not self.page.reviewing):
            self._on.back()  # but for what was recorded: it would be lost

    def _connect(self) -> None:
        window, page = self.window, self.page
        window.rail.wanted.connect(self._show_page)
        window.may_close = self.may_close
        window.progress.keep.connect(self.save_run)
        page.closed.connect(lambda: window.show_page(window.work))
        page.record.connect(self.record)
        page.import_button.clicked.connect(lambda: macros_files.open_macro(page, self.strangers.import_file))
        page.details.wanted.connect(self._wanted)
        self.editing.closed.connect(self.open)
        self.editing.saved.connect(self.reload)
        self.conductor.escaped.connect(self._escape)
        self.conductor.waiting.connect(self._notify)
        self.key_pressed.connect(self.record_or_finish)
        QShortcut(QKeySequence(self._settings.record_key), window, self.record)
