"""The macros as a list: what there is, read from the library, and how a row of it looks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QListView

from agent.errors import MacroError
from agent.macro import walk
from agent.macros.bundle import Bundle
from agent.macros.library import Library
from ui.macros_said import badge, made_words
from ui.rows import ENTRY, RowLook, RowsModel, dress


@dataclass(frozen=True)
class Entry:
    """One macro. `bundle` is None where it cannot be read, for the reason in `broken`."""

    name: str
    bundle: Bundle | None = None
    trusted: bool = False
    broken: str = ""

    @property
    def steps(self) -> int:
        return sum(1 for _ in walk(self.bundle.macro.steps)) if self.bundle is not None else 0


def entries_of(library: Library) -> list[Entry]:
    """All macros, those that cannot be read with the reason. Reads every file: for the clerk's thread."""
    return [_entry(library, s.name, s.broken) for s in library.summaries()]


def _entry(library: Library, name: str, broken: str) -> Entry:
    if broken:
        return Entry(name, broken=broken)
    try:
        bundle, trusted = library.read(name)
    except MacroError as error:  # it has gone or changed meanwhile
        return Entry(name, broken=str(error))
    return Entry(name, Bundle(bundle.macro, bundle.pictures), trusted)


def look_of(entry: Entry) -> RowLook:
    """The name, and steps and origin; what is to be known of it at the right."""
    return RowLook(entry.name, made_words(entry), badge(entry), "macros", bool(entry.broken))


class MacroList(QListView):
    """The view, with a search in the names."""

    def __init__(self) -> None:
        super().__init__()
        self.macros = RowsModel(look_of)
        self.found = QSortFilterProxyModel()
        self.found.setSourceModel(self.macros)
        self.found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self.found)
        dress(self, look_of)

    def search(self, words: str) -> None:
        """Only macros whose names hold the words."""
        self.found.setFilterFixedString(words.strip())

    def chosen(self) -> Entry | None:
        """The macro that is selected."""
        index = self.currentIndex()
        entry: Entry | None = index.data(ENTRY) if index.isValid() else None
        return entry

    def choose(self, name: str) -> None:
        """Selects the macro of that name, else the first."""
        names = [self.found.index(row, 0).data() for row in range(self.found.rowCount())]
        row = names.index(name) if name in names else 0
        self.setCurrentIndex(self.found.index(row, 0))
