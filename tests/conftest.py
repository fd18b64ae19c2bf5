"""Makes real input and real data impossible unless a test is marked `live` and brings its own display."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
REAL_DISPLAY_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY")
for _name in REAL_DISPLAY_VARIABLES:  # before any test imports a library that looks for a screen
    os.environ.pop(_name, None)

import pytest  # noqa: E402  (the display must be gone first)
from hypothesis import settings as hypothesis_settings  # noqa: E402

hypothesis_settings.register_profile("deskhand", deadline=None, derandomize=True)
hypothesis_settings.load_profile("deskhand")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a data folder of its own; nobody's journal is touched. The forms of the eye's models
    are made once a session, for all programs that its tests start."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DESKHAND_HOME", str(home))
    monkeypatch.setenv("DESKHAND_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache"))
    return home


@pytest.fixture(autouse=True)
def no_real_input(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening a real input backend raises unless the test is marked `live`."""
    if request.node.get_closest_marker("live") is None:
        monkeypatch.setenv("DESKHAND_NO_REAL_INPUT", "1")


@pytest.fixture(autouse=True)
def eye_without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that are not about the model do without it: making its OpenVINO form takes seconds each time."""
    monkeypatch.setenv("DESKHAND_EYE", "classic")


@pytest.fixture(autouse=True)
def no_leisure(monkeypatch: pytest.MonkeyPatch) -> None:
    """The eye is not compiled anew in the midst of another test, which may weigh or time what it does."""
    monkeypatch.setattr("vision.shaped_graph.LEISURE", 3600.0)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """A worker thread that outlives its test fails it."""
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and not t.daemon and t.is_alive()]
    for thread in left:
        thread.join(timeout=5)
    assert not [t for t in left if t.is_alive()], f"threads left running: {left}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table of the safety tests, where they ran at length."""
    import safety

    if safety.LONG and safety.ROWS:
        terminalreporter.section("safety")
        for line in safety.table():
            terminalreporter.write_line(line)
