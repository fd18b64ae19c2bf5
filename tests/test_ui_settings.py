"""The page of the settings: what is shown, what is written, and what is refused."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from test_ui_app import Bench

from agent.fake import login_scene
from agent.settings import Settings, load
from ui import language, theme
from ui.settings_control import SettingRow
from ui.settings_desk import SettingsDesk
from ui.settings_items import ITEMS, SECTIONS, words_of
from ui.settings_page import SettingsPage


class SettingsBench(Bench):
    def __init__(self, qtbot: QtBot, home: Path, **environ: str) -> None:
        super().__init__(qtbot, login_scene())
        self.environ = {"DESKHAND_HOME": str(home)} | environ
        self.desk = SettingsDesk(
            self.window, self.conductor, load(self.environ), lambda settings: ["The eye: 10 MB"], self.environ
        )
        self.click(self.window.rail.buttons["settings"])
        qtbot.waitUntil(lambda: self.desk.clerk.pending == 0, timeout=5000)

    @property
    def page(self) -> SettingsPage:
        return self.window.settings

    def row(self, name: str) -> SettingRow:
        return self.page.rows[name]

    def control(self, name: str) -> Any:
        return self.row(name).control

    def write(self, name: str, text: str) -> None:
        """As a person does: the field, the keys, and on."""
        field: QWidget = self.control(name)
        field.setFocus()
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        else:
            assert isinstance(field, QLineEdit)
            field.selectAll()
            QTest.keyClicks(field, text)
        field.clearFocus()

    def choose(self, name: str, value: str) -> None:
        box = self.control(name)
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(value))

    def written(self) -> dict[str, Any]:
        path = self.desk.file.path
        return tomllib.loads(path.read_text()) if path.exists() else {}

    def close(self) -> None:
        self.desk.close()
        super().close()


Open = Callable[..., SettingsBench]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    made: list[SettingsBench] = []

    def build(text: str = "", **environ: str) -> SettingsBench:
        (tmp_path / "config").mkdir(exist_ok=True)
        if text:
            (tmp_path / "config" / "settings.toml").write_text(text)
        made.append(SettingsBench(qtbot, tmp_path, **environ))
        return made[-1]

    yield build
    for one in made:
        one.close()


def test_all_is_shown_as_it_is(opened: Open) -> None:
    b = opened('deny = ["keepass*", "bank"]\nmax_steps = 7\nprivate_regions = ["0 0 400 30"]\n')
    assert b.control("deny").toPlainText() == "keepass*\nbank"
    assert b.control("private_regions").toPlainText() == "0 0 400 30"
    assert b.control("max_steps").value() == 7
    assert b.control("eye").currentText() == "What suits this machine"
    assert b.page.models.text() == "The eye: 10 MB"
    assert str(b.desk.file.path) in b.page.file.text()


def test_a_change_is_written_at_once_and_told(opened: Open) -> None:
    b = opened("# mine\n")
    b.write("stop_key", "ctrl+alt+x")
    b.choose("eye", "classic")
    b.write("deny", "keepass*\n\n bank ")
    b.control("injected_answers").setChecked(True)
    assert b.written() == {
        "stop_key": "ctrl+alt+x", "eye": "classic", "deny": ["keepass*", "bank"], "injected_answers": True,
    }  # fmt: skip
    assert b.desk.file.path.read_text().startswith("# mine\n")
    assert "when Deskhand starts again" in b.page.notice.text()
    assert b.page.notice.isVisible()
    assert load(b.environ) == b.desk.settings


def test_a_number_is_written_when_it_is_done(opened: Open) -> None:
    b = opened()
    box = b.control("max_steps")
    assert isinstance(box, QSpinBox)
    assert (box.minimum(), box.maximum()) == (1, 1000)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "12")
    assert b.written() == {}
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert b.written() == {"max_steps": 12}


def test_what_makes_no_sense_is_refused_beside_the_setting(opened: Open) -> None:
    b = opened()
    b.write("stop_key", "escape")
    assert "stop_key" in b.row("stop_key").problem.text()
    assert b.row("stop_key").problem.isVisible()
    assert b.written() == {}
    b.write("stop_key", "ctrl+alt+x")
    assert not b.row("stop_key").problem.isVisible()
    b.write("private_regions", "1 2 3")
    assert "four numbers" in b.row("private_regions").problem.text()


def test_colours_and_language_change_at_once(opened: Open) -> None:
    b = opened()
    b.choose("appearance", "dark")
    assert theme.is_dark()
    b.choose("language", "zh")
    b.qtbot.waitUntil(lambda: b.page.title.text() == "设置", timeout=5000)
    assert b.written() == {"appearance": "dark", "language": "zh"}
    assert b.row("stop_key").name.text() == "停止键"
    assert not b.page.notice.isVisible()
    language.install(b.app, "en")


def test_what_is_chosen_in_the_menu_is_kept_as_well(opened: Open) -> None:
    b = opened()
    b.window.appearance_chosen.emit("dark")
    assert b.written() == {"appearance": "dark"}
    assert b.control("appearance").currentData() == "dark"


def test_what_the_environment_sets_cannot_be_changed_here(opened: Open) -> None:
    b = opened(DESKHAND_EYE="classic")
    assert not b.control("eye").isEnabled()
    assert b.row("eye").note.text() == "Set by DESKHAND_EYE while that is there."
    assert b.control("language").isEnabled()


def test_a_search_leaves_what_the_words_stand_in(opened: Open) -> None:
    b = opened()
    b.page.search.setText("STOP key")
    shown = [name for name, row in b.page.rows.items() if row.isVisible()]
    assert shown == ["stop_key"]
    assert [name for name, card in b.page.cards.items() if card.isVisible()] == ["safety"]
    b.page.search.setText("")
    assert all(not row.isHidden() for row in b.page.rows.values())


def test_a_file_that_was_broken_meanwhile_is_told_and_left(opened: Open) -> None:
    b = opened()
    b.desk.file.path.write_text("max_steps = ")
    b.choose("eye", "classic")
    assert "not valid TOML" in b.row("eye").problem.text()
    assert b.desk.file.path.read_text() == "max_steps = "


def test_every_setting_is_known_and_every_control_has_a_name(opened: Open) -> None:
    b = opened()
    assert set(ITEMS) <= set(Settings.model_fields)
    for section in SECTIONS:
        for item in section.items:
            assert words_of(item.name)[0]
            assert b.control(item.name).accessibleName() == words_of(item.name)[0]
            assert isinstance(b.control(item.name), QCheckBox) == (item.form == "switch")


def test_escape_leads_back(opened: Open) -> None:
    b = opened()
    b.conductor.escape()
    assert b.window.pages.currentWidget() is b.window.work


def test_the_wheel_and_a_mere_visit_change_nothing(opened: Open) -> None:
    b = opened("typing_delay = 0.0005\nkeep_megabytes = 5e7\n")
    box = b.control("planner")
    box.clearFocus()
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(box.mapToGlobal(QPoint(5, 5))), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, wheel)
    for name in ("typing_delay", "keep_megabytes", "timeout"):
        b.control(name).setFocus()
        b.control(name).clearFocus()
    assert b.written() == {"typing_delay": 0.0005, "keep_megabytes": 5e7}
