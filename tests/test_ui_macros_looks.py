"""The pages of the macros at the smallest size, in both languages: nothing is cut, and all has a name."""

from __future__ import annotations

import pytest
from macro_makers import a_bundle, a_png, picture_name, whole_macro
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot
from test_ui_app import cut_texts, without_window_system
from test_ui_macros import MacrosBench, OpenMacros, macros

from agent.types import Press, Wait
from ui import theme
from ui.edit_form import EditForm

__all__ = ["macros"]  # the fixture
PLACES = ("empty", "list", "replay", "rename", "delete", "review", "editor", "variables", "new", "pointing")
FIELDS = (QPushButton, QToolButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit)


def go_to(b: MacrosBench, place: str) -> None:
    png = a_png()
    macro = a_bundle(whole_macro("All there is", picture_name(png)), png)
    b.open(*(() if place == "empty" else (macro,)), trusted=place != "review")
    if place in ("replay", "rename", "delete", "review"):
        b.press(place)
    if place not in ("editor", "variables", "new", "pointing"):
        return
    b.press("edit")
    b.qtbot.waitUntil(lambda: b.shown(b.editor), timeout=5000)
    b.settled()
    b.editor.steps.choose("s1")
    if place == "variables":
        b.click(b.editor.variables_button)
    elif place == "new":
        b.editor.actions_to_add["wait_until"].trigger()
    elif place == "pointing":
        b.click(b.editor.form.pick)
        b.qtbot.waitUntil(lambda: b.editor.is_pointing, timeout=5000)


@pytest.mark.parametrize("tongue", ["en", "zh"])
@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_cut_and_all_has_a_name(macros: OpenMacros, place: str, tongue: str) -> None:
    b = macros()
    b.window.language_chosen.emit(tongue)
    b.window.resize(1000, 640)
    go_to(b, place)
    assert (b.window.width(), b.window.height()) == (1000, 640)
    titles = {b.editor.title, b.editor.title.text()}  # a long name may be cut: it is told in full elsewhere
    b.qtbot.waitUntil(lambda: not set(cut_texts(b.window)) - titles, timeout=2000)
    for kind in FIELDS:
        for widget in b.window.findChildren(kind):
            inner = widget.objectName().startswith("qt_")  # of a spin box
            if widget.isVisible() and not inner:
                name = widget.accessibleName() or getattr(widget, "text", str)()
                assert name.strip() or (isinstance(widget, QLineEdit) and widget.placeholderText()), widget


def test_the_editor_puts_every_kind_of_step_on_its_card(macros: OpenMacros) -> None:
    b = macros()
    go_to(b, "editor")
    before = b.desk.editing.macro
    for row in list(b.editor.steps.steps.rows):
        if row.step is not None:
            b.editor.steps.choose(row.step.id)
            assert b.editor.form.isVisible()
            assert b.editor.form.step.id == row.step.id
            b.editor.form.commit()
    assert b.desk.editing.macro == before  # to look is to change nothing
    assert not b.desk.editing.changed


def test_the_keys_of_an_act_can_be_changed_before_it_is_done(qtbot: QtBot) -> None:
    form = EditForm()
    qtbot.addWidget(form)
    form.begin(Press(keys=("ctrl", "s")))
    line = form.findChildren(QLineEdit)[0]
    line.setText("ctrl+shift+s")
    assert form.action() == Press(keys=("ctrl", "shift", "s"))


@without_window_system
def test_numbers_can_be_read_in_their_boxes(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    form = EditForm()
    qtbot.addWidget(form)
    form.begin(Wait(seconds=12))
    form.resize(300, 120)
    form.show()
    box = form.findChildren(QDoubleSpinBox)[0]
    assert box.lineEdit().width() > 100
