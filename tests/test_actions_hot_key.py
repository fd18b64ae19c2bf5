"""The record key, heard on a real display whatever has the keyboard."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from actions.hot_key import HotKey, hot_key
from actions.input import X11Keys
from actions.virtual import VirtualDesktop, poll

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def desktop() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(400, 300) as virtual:
        yield virtual


def chord(keys: Any, *names: str) -> None:
    for name in names:
        keys.down(name)
    for name in reversed(names):
        keys.up(name)


def test_it_is_heard_once_a_press_and_no_more_when_it_is_closed(
    desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", desktop.display)
    heard, keys = threading.Semaphore(0), X11Keys(display=desktop.display)
    key = hot_key(("ctrl", "alt", "r"), heard.release)
    assert isinstance(key, HotKey)
    try:
        chord(keys, "ctrl", "alt", "r")
        assert heard.acquire(timeout=5)
        chord(keys, "ctrl", "r")  # another chord
        assert not heard.acquire(timeout=0.6)
        chord(keys, "ctrl", "alt", "r")
        assert heard.acquire(timeout=5)
        assert not heard.acquire(timeout=0.6)
    finally:
        key.close()
    chord(keys, "ctrl", "alt", "r")
    assert not heard.acquire(timeout=0.4)
    keys.close()
    assert poll(lambda: not [t for t in threading.enumerate() if t.name == "deskhand-hot-key"], 2.0)
