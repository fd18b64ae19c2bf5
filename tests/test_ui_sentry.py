"""Only what the person's own devices send reaches an open question; to stop is possible for everyone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from agent.ports import InputKind
from ui.guard import DELAY
from ui.sentry import FRESH, Sentry

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # there is no window system here


class FakeWitness:
    """Takes all for the person's, or for a program's."""

    def __init__(self) -> None:
        self.person = True
        self.asked: list[tuple[InputKind, int]] = []

    def fileno(self) -> int:
        return 0

    def take_in(self) -> None:
        return

    def by_person(self, time: int, kind: InputKind, detail: int) -> bool:
        self.asked.append((kind, detail))
        return self.person

    def close(self) -> None:
        return


class Place:
    """A window with a button that answers and one that stops."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window, self.do, self.stop = QWidget(), QPushButton("&Do it"), QPushButton("Stop")
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.do)
        layout.addWidget(self.stop)
        self.pressed: list[str] = []
        self.do.clicked.connect(lambda: self.pressed.append("do"))
        self.stop.clicked.connect(lambda: self.pressed.append("stop"))
        self.asking, self.now, self.refused = True, 100.0, 0
        self.witness = FakeWitness()
        self.sentry = Sentry(self.witness, [self.window], lambda: self.asking, [self.stop], lambda: self.now)
        self.sentry.refused.connect(self.count)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.now += 2 * DELAY  # the keyboard came with it

    def count(self) -> None:
        self.refused += 1

    def click(self, button: QPushButton) -> None:
        place = button.mapTo(self.window, QPoint(button.width() // 2, button.height() // 2))
        QTest.mouseClick(
            self.window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        )

    def send(self, event: QEvent) -> None:
        QApplication.sendEvent(self.window.windowHandle(), event)

    def key(self, key: Qt.Key = Qt.Key.Key_Space, repeat: bool = False) -> None:
        self.do.setFocus()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            self.send(QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, 65, 0, 0, " ", repeat))


@pytest.fixture
def place(qtbot: QtBot) -> Iterator[Place]:
    made = Place(qtbot)
    yield made
    made.window.close()


def test_what_the_person_sends_comes_through(place: Place) -> None:
    place.click(place.do)
    assert (place.pressed, place.refused, place.sentry.origin()) == (["do"], 0, "person")
    assert place.witness.asked == [("button", 1), ("button_up", 1)]
    place.key()
    assert place.pressed == ["do", "do"]
    assert place.witness.asked[2:] == [("key", 65), ("key_up", 65)]


def test_what_a_program_sends_does_not_but_it_may_stop(place: Place) -> None:
    place.witness.person = False
    place.click(place.do)
    place.key()
    assert (place.pressed, place.refused, place.sentry.origin()) == ([], 2, "program")
    place.click(place.stop)
    assert place.pressed == ["stop"]


def test_where_nothing_is_asked_everything_comes_through(place: Place) -> None:
    place.witness.person = place.asking = False
    place.click(place.do)
    assert (place.pressed, place.witness.asked) == (["do"], [])


def test_a_key_stands_for_an_answer_only_for_a_moment(place: Place) -> None:
    place.key()
    place.now += FRESH + 0.01
    assert place.sentry.origin() == "program"


def test_a_key_is_early_where_the_keyboard_has_only_just_come(place: Place) -> None:
    place.send(QFocusEvent(QEvent.Type.FocusIn))
    place.key()
    assert place.sentry.origin() == "early"
    place.click(place.do)  # a click brings the keyboard itself
    assert place.sentry.origin() == "person"
    place.now += DELAY + 0.01
    place.key()
    assert place.sentry.origin() == "person"


def test_a_key_that_is_held_repeats_only_for_the_person(place: Place) -> None:
    def press(repeat: bool) -> bool:
        """Whether it came through."""
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, 38, 0, 0, "a", repeat
        )
        return not place.sentry.eventFilter(place.window.windowHandle(), event)

    assert press(repeat=False)
    assert press(repeat=True)
    assert place.witness.asked == [("key", 38)]
    place.witness.person = False
    place.key(Qt.Key.Key_A)  # another, by a program
    place.sentry._held.clear()
    assert not press(repeat=False)
    assert not press(repeat=True)


def test_escape_is_everyones(place: Place) -> None:
    place.witness.person = False
    place.key(Qt.Key.Key_Escape)
    assert (place.witness.asked, place.refused) == ([], 0)
