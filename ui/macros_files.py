"""The dialogs that ask for a file. They do not hold the event loop: the answer comes when it comes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir
from PySide6.QtWidgets import QFileDialog, QWidget

from agent.macros.bundle import SUFFIX

translate = QCoreApplication.translate
Then = Callable[[Path], None]


def open_macro(parent: QWidget, then: Then) -> QFileDialog:
    """Asks which macro to read in."""
    title = translate("files", "Import a macro")
    return _ask(parent, title, _macros(), then)


def save_macro(parent: QWidget, name: str, then: Then) -> QFileDialog:
    """Asks where to write a macro to."""
    dialog = _ask(parent, translate("files", "Export the macro"), _macros(), then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
    dialog.selectFile(f"{name}{SUFFIX}")
    return dialog


def save_report(parent: QWidget, name: str, then: Then) -> QFileDialog:
    """Asks where to write a report to."""
    kind = translate("files", "Web pages")
    dialog = _ask(parent, translate("files", "Export the report"), f"{kind} (*.html)", then)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix("html")
    dialog.selectFile(f"{name}.html")
    return dialog


def open_table(parent: QWidget, then: Then) -> QFileDialog:
    """Asks for a CSV file."""
    title, kind = translate("files", "Choose a table"), translate("files", "Tables")
    return _ask(parent, title, f"{kind} (*.csv *.tsv *.txt)", then)


def open_any(parent: QWidget, then: Then) -> QFileDialog:
    """Asks for any file."""
    return _ask(parent, translate("files", "Choose a file"), "", then)


def _macros() -> str:
    kind = translate("files", "Macros of Deskhand")
    return f"{kind} (*{SUFFIX})"


def _ask(parent: QWidget, title: str, kinds: str, then: Then) -> QFileDialog:
    dialog = QFileDialog(parent, title, QDir.homePath(), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
