"""For a screen reader every control of the window has a name and a role, in both languages."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)
from test_ui_app import OpenBench, bench

from ui import language
from ui.launcher import Launcher

__all__ = ["bench"]
CONTROLS = (
    QAbstractButton, QLineEdit, QComboBox, QListView, QAbstractSpinBox, QPlainTextEdit, QProgressBar
)  # fmt: skip
OWN = "qt_"  # what Qt makes inside its own controls


def unnamed(root: QWidget) -> list[str]:
    found = []
    for widget in (w for kind in CONTROLS for w in root.findChildren(kind)):
        inside = any(isinstance(p, QAbstractSpinBox | QComboBox) for p in parents(widget))
        if inside or widget.objectName().startswith(OWN) or no_words_yet(widget):
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        if told is None or not told.text(QAccessible.Text.Name) or told.role() == QAccessible.Role.NoRole:
            found.append(f"{type(widget).__name__} in {[type(p).__name__ for p in parents(widget)][:3]}")
    return found


def parents(widget: QWidget) -> list[QWidget]:
    made, now = [], widget.parentWidget()
    while now is not None:
        made.append(now)
        now = now.parentWidget()
    return made


def no_words_yet(widget: QWidget) -> bool:
    """The buttons of a question that was never asked: their words come with it."""
    asked = {"ChoiceCard", "NameCard"}
    return any(type(p).__name__ in asked for p in parents(widget)) and not widget.isVisible()


@pytest.mark.parametrize("tongue", ["en", "zh"])
def test_every_control_of_the_window_has_a_name_and_a_role(bench: OpenBench, tongue: str) -> None:
    b = bench()
    b.window.language_chosen.emit(tongue)
    b.qtbot.wait(50)
    assert unnamed(b.window) == []
    language.install(b.app, "en")


def test_those_of_the_bar_and_the_command_bar(bench: OpenBench) -> None:
    b, launcher = bench(), Launcher()
    assert unnamed(b.bar) == []
    assert unnamed(launcher) == []
    launcher.deleteLater()


def test_a_control_without_a_name_would_be_found(bench: OpenBench) -> None:
    b, nameless = bench(), QLineEdit()
    nameless.setParent(b.window)
    assert unnamed(b.window) == ["QLineEdit in ['MainWindow']"]
