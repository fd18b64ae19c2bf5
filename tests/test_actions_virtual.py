"""The private virtual desktop, and what can be known of the windows on it."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actions.desktop import BlindDesktop, open_desktop, windows
from actions.desktop_x11 import X11Desktop
from actions.own_terminal import terminal_pid
from actions.virtual import VirtualDesktop, poll
from actions.x11 import check_xlib, connect
from actions.xauth import write_cookie
from agent.errors import CaptureError, InputError, NoDisplayError, NotSupportedError
from agent.types import Box, Window


@pytest.mark.parametrize(("missing", "package"), [("Xvfb", "xvfb"), ("openbox", "openbox")])
def test_a_missing_program_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, missing: str, package: str
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None if name == missing else f"/bin/{name}")
    with pytest.raises(NotSupportedError, match=rf"needs {missing}.*sudo apt install {package}\."):
        VirtualDesktop().open()


def test_no_display_is_one_plain_sentence() -> None:
    with pytest.raises(NoDisplayError, match="DISPLAY is not set"):
        windows()
    with pytest.raises(NoDisplayError, match=r":987 cannot be reached"):
        connect(":987")
    with pytest.raises(NoDisplayError):
        connect("nonsense")


def test_an_old_xlib_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    import Xlib

    check_xlib()
    monkeypatch.setattr(Xlib, "__version__", (0, 15))
    with pytest.raises(NotSupportedError, match=r"Xlib 0\.15 is too old.*pip install.*python-xlib==0\.33"):
        connect(":1")


def test_systems_that_cannot_be_asked_know_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    blind = open_desktop()
    assert isinstance(blind, BlindDesktop)
    assert (blind.windows(), blind.focused(), blind.pointer()) == ((), None, None)
    assert blind.pressed_keys() == frozenset()
    blind.close()


def test_a_cookie_is_new_and_nobody_else_s(tmp_path: Path) -> None:
    one, two = write_cookie(tmp_path / "a"), write_cookie(tmp_path / "b")
    assert one != two
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600
    assert one.data in (tmp_path / "a").read_bytes()


@pytest.fixture(scope="module")
def desktop() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(700, 500) as shown:
        yield shown


@pytest.fixture
def connection(desktop: VirtualDesktop) -> Iterator[Any]:
    connection = connect(desktop.display)
    yield connection
    connection.close()


@pytest.mark.live
def test_it_has_its_own_display_home_and_bus(desktop: VirtualDesktop) -> None:
    environment = desktop.environment()
    assert environment["DISPLAY"] == desktop.display != os.environ.get("DISPLAY")
    assert "WAYLAND_DISPLAY" not in environment
    assert environment["HOME"].startswith(str(desktop.folder))
    assert stat.S_IMODE(desktop.folder.stat().st_mode) == 0o700
    told = subprocess.run(["xdpyinfo"], env=environment, capture_output=True, text=True, check=True).stdout
    assert "700x500 pixels" in told


@pytest.mark.live
def test_programs_cannot_be_started_that_are_not_there(desktop: VirtualDesktop) -> None:
    with pytest.raises(InputError, match="no-such-program cannot be started"):
        desktop.start(["no-such-program"])


@pytest.mark.live
def test_a_window_that_never_comes_is_told(desktop: VirtualDesktop) -> None:
    with pytest.raises(InputError, match="No window called 'Godot' came up"):
        desktop.wait_for_window("Godot", timeout=0.1)


@pytest.mark.live
def test_two_stand_side_by_side_and_leave_nothing(desktop: VirtualDesktop) -> None:
    with VirtualDesktop(300, 200) as other:
        assert other.display != desktop.display
        folder, programs = other.folder, list(other._programs)
        other.start(["sh", "-c", "trap '' TERM; sleep 1000"])  # will not go when asked
        socket = Path(f"/tmp/.X11-unix/X{other.display[1:]}")
        assert socket.exists()
        assert len(programs) == 3
    assert not folder.exists()
    assert not socket.exists()
    assert not Path(f"/tmp/.X{other.display[1:]}-lock").exists()
    assert all(program.poll() is not None for program in programs)
    other.close()


@pytest.mark.live
def test_windows_come_in_stacking_order_with_focus_title_and_process(
    desktop: VirtualDesktop, connection: Any
) -> None:
    from Xlib import X

    with X11Desktop(desktop.display) as eyes, X11Desktop(desktop.display, ours=[os.getpid() + 1]) as other:
        below = make(connection, "Below", Box(x0=50, y0=50, x1=350, y1=250))
        assert poll(lambda: titles(eyes) == ["Below"], 5)
        above = make(connection, "Über 你好", Box(x0=100, y0=80, x1=400, y1=280))
        assert poll(lambda: titles(eyes) == ["Below", "Über 你好"], 5)
        popup = make(connection, "", Box(x0=120, y0=100, x1=160, y1=180), popup=True)
        assert poll(lambda: len(eyes.windows()) == 3, 5)
        first, second, third = eyes.windows()
        assert poll(lambda: eyes.focused() == above.id, 5)
        assert third.box == Box(x0=120, y0=100, x1=160, y1=180)
        assert {w.pid for w in (first, second, third)} == {os.getpid()}
        assert first.ours
        assert all(w.ours for w in other.windows())
        inside = above.translate_coords(connection.screen().root, 0, 0)
        assert second.box.height > 200  # with its frame
        assert second.box.encloses(Box(x0=-inside.x, y0=-inside.y, x1=300 - inside.x, y1=200 - inside.y))
        below.configure(stack_mode=X.Above)
        popup.destroy()
        rename(connection, above, "Renamed")
        connection.sync()
        assert poll(lambda: titles(eyes) == ["Renamed", "Below"], 5), titles(eyes)
        below.destroy()
        above.destroy()
        connection.sync()
        assert poll(lambda: eyes.windows() == (), 5)


@pytest.mark.live
def test_a_window_that_lets_clicks_through_is_not_in_the_way(
    desktop: VirtualDesktop, connection: Any
) -> None:
    from Xlib.ext import shape

    with X11Desktop(desktop.display) as eyes:
        overlay = make(connection, "Overlay", Box(x0=0, y0=0, x1=700, y1=500), popup=True)
        assert poll(lambda: len(eyes.windows()) == 1, 5)
        overlay.unmap()
        overlay.shape_rectangles(shape.SO.Set, shape.SK.Input, 0, 0, 0, [])
        overlay.map()
        make(connection, "Real", Box(x0=50, y0=50, x1=350, y1=250))
        assert poll(lambda: titles(eyes) == ["Real"], 5)


@pytest.mark.live
def test_windows_that_come_and_go_do_not_disturb_the_list(desktop: VirtualDesktop, connection: Any) -> None:
    with X11Desktop(desktop.display) as eyes:
        for number in range(40):
            window = make(connection, f"w{number}", Box(x0=50, y0=50, x1=150, y1=150), popup=number % 2 == 0)
            assert isinstance(eyes.windows(), tuple)
            window.destroy()
            connection.flush()
            assert all(isinstance(w, Window) for w in eyes.windows())
        connection.sync()
        assert poll(lambda: eyes.windows() == (), 5)


@pytest.mark.live
def test_a_window_that_takes_the_number_of_one_that_has_gone_is_another(desktop: VirtualDesktop) -> None:
    """The server gives a program the numbers of one that has ended; nobody need have looked in between."""
    with X11Desktop(desktop.display) as eyes, X11Desktop(desktop.display) as other:
        first = connect(desktop.display)
        number = _named_program(first, "First")
        assert _apps(eyes) == {number: "First"}
        first.close()
        poll(
            lambda: not _apps(other), 5.0
        )  # seen by another: the one that is tested looks at nothing meanwhile
        second = poll(lambda: _taking(desktop, number), 10.0)
        assert second is not None
        assert _apps(eyes) == {number: "Second"}
        second.close()


def _taking(desktop: VirtualDesktop, number: int) -> Any:
    """A program whose window got that number; None where the server has not given it out again yet."""
    connection = connect(desktop.display)
    if _named_program(connection, "Second") == number:
        return connection
    connection.close()
    return None


def _named_program(connection: Any, name: str) -> int:
    """A window of a program of that name, which no window manager touches."""
    window = make(connection, name, Box(x0=10, y0=10, x1=210, y1=110), popup=True)
    window.set_wm_class(name.lower(), name)
    connection.sync()
    return int(window.id)


def _apps(eyes: X11Desktop) -> dict[int, str]:
    return {window.id: window.app for window in eyes.windows() if window.app in ("First", "Second")}


@pytest.mark.live
def test_the_pointer_and_keys_that_are_down_are_known(desktop: VirtualDesktop, connection: Any) -> None:
    from Xlib import X

    with X11Desktop(desktop.display) as eyes:
        connection.screen().root.warp_pointer(123, 45)
        connection.xtest_fake_input(X.KeyPress, 37)
        connection.sync()
        assert eyes.pointer() == (123, 45)
        assert eyes.pressed_keys() == {37}
        assert eyes.pressed_buttons() == frozenset()
        connection.xtest_fake_input(X.KeyRelease, 37)
        connection.sync()
        assert eyes.pressed_keys() == frozenset()


@pytest.mark.live
def test_a_display_that_dies_is_a_capture_error() -> None:
    with VirtualDesktop(300, 200, wm=False) as mortal:
        eyes = X11Desktop(mortal.display)
        assert eyes.windows() == ()
    for ask in (eyes.windows, eyes.pointer, eyes.pressed_keys, eyes.focused):
        with pytest.raises(CaptureError):
            ask()
    eyes.close()


def make(connection: Any, title: str, box: Box, popup: bool = False) -> Any:
    screen = connection.screen()
    window = screen.root.create_window(
        *(box.x0, box.y0, box.width, box.height, 0, screen.root_depth), override_redirect=popup
    )
    rename(connection, window, title)
    window.set_wm_normal_hints(flags=1, x=box.x0, y=box.y0)
    window.map()
    connection.sync()
    return window


def rename(connection: Any, window: Any, title: str) -> None:
    utf8 = connection.intern_atom("UTF8_STRING")
    window.change_property(connection.intern_atom("_NET_WM_NAME"), utf8, 8, title.encode())


def titles(eyes: X11Desktop) -> list[str]:
    return [window.title for window in eyes.windows()]


@pytest.mark.live
def test_the_focus_goes_back_to_the_program_behind_ours(desktop: VirtualDesktop, connection: Any) -> None:
    program = Path(__file__).with_name("actions_client.py")
    spec = {"title": "Program", "x": 10, "y": 10, "width": 200, "height": 100}
    desktop.start([sys.executable, str(program), json.dumps(spec)])
    other = desktop.wait_for_window("Program")
    with X11Desktop(desktop.display) as eyes:
        ours = make(connection, "Ours", Box(x0=50, y0=50, x1=350, y1=250))
        assert poll(lambda: eyes.focused() == ours.id, 5)
        assert eyes.hand_back_focus()
        assert poll(lambda: eyes.focused() == other.id, 5)
        eyes.own(other.pid)
        assert all(window.ours for window in eyes.windows())
        assert not eyes.hand_back_focus()
        ours.destroy()
        connection.sync()


def test_the_terminal_is_the_nearest_ancestor_with_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    parent = 4_194_000  # this process may have been left by its own and belong to process 1
    monkeypatch.setattr("actions.own_terminal.os.getppid", lambda: parent)
    monkeypatch.setattr("actions.own_terminal._on_terminal", lambda: True)
    assert terminal_pid({parent, 1}) == parent
    assert terminal_pid({os.getpid()}) is None
    assert terminal_pid(set()) is None
    monkeypatch.setattr("actions.own_terminal._on_terminal", lambda: False)
    assert terminal_pid({parent}) is None
