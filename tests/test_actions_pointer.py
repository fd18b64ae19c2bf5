"""On X11 a button is pressed and let go without a motion in between, and never in the corner."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from actions.pointer import PyAutoGuiPointer
from agent.types import Button

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="X11 only")


class Library:
    """What is used of pyautogui, written down; a motion would be an AttributeError."""

    def __init__(self, cornered: bool = False) -> None:
        self.log: list[str] = []
        self.platformModule = SimpleNamespace(_display=SimpleNamespace(sync=lambda: self.log.append("sync")))
        self.cornered = cornered

    def failSafeCheck(self) -> None:
        self.log.append("corner")
        if self.cornered:
            raise ArithmeticError("in the corner")


def pointer(library: Library, monkeypatch: pytest.MonkeyPatch) -> PyAutoGuiPointer:
    from Xlib import X
    from Xlib.ext import xtest

    names = {X.ButtonPress: "press", X.ButtonRelease: "release"}

    def sent(display: object, kind: int, number: int) -> None:
        assert display is library.platformModule._display
        library.log.append(f"{names[kind]} {number}")

    monkeypatch.setattr(xtest, "fake_input", sent)
    made = object.__new__(PyAutoGuiPointer)
    made._library = library
    return made


@pytest.mark.parametrize(("button", "number"), [("left", 1), ("middle", 2), ("right", 3)])
def test_press_and_release_are_sent_alone(
    button: Button, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library()
    hand = pointer(library, monkeypatch)
    hand._send(button, down=True)
    hand._send(button, down=False)
    assert library.log == ["corner", f"press {number}", "sync", "corner", f"release {number}", "sync"]


def test_in_the_corner_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library(cornered=True)
    with pytest.raises(ArithmeticError):
        pointer(library, monkeypatch)._send("left", down=True)
    assert library.log == ["corner"]
