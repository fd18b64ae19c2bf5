"""No program answers for the person, least of all the agent's own hands: tries on the real app's questions,
on a desktop where the person has a mouse and a keyboard of their own (research: S3).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from actions_nested import ALT, CTRL, ESCAPE, LETTER, RETURN, SPACE, Nested
from actions_world import LEFT, Lines, events
from safety import record, tries

from actions.desktop_x11 import X11Desktop
from actions.virtual import poll

pytestmark = [
    pytest.mark.live,
    pytest.mark.safety,
    pytest.mark.skipif(shutil.which("Xephyr") is None, reason="needs Xephyr (apt install xserver-xephyr)"),
]

HERE = Path(__file__).parent
NOTICE = "That came from a program"
LETTER_D = 0x64


@pytest.fixture(scope="module")
def nested() -> Iterator[Nested]:
    with Nested(1100, 800, wm=True) as made:
        yield made


class App:
    """The app in a process of its own, and the program that it works on."""

    def __init__(self, nested: Nested, home: Path, *arguments: str) -> None:
        self.nested, pipe = nested, subprocess.PIPE
        client = [sys.executable, str(HERE / "actions_client.py"), json.dumps(LEFT)]
        self.program: subprocess.Popen[str] = nested.desktop.start(client, stdout=pipe, text=True)
        self.log = Lines(self.program)
        nested.desktop.wait_for_window("Left")
        (home / "data").mkdir(parents=True, exist_ok=True)
        (home / "data" / "welcomed").touch()  # else it would try the pointer first
        own = {"PYTHONPATH": f"{HERE.parent}:{HERE}", "DESKHAND_HOME": str(home)}
        environment = nested.desktop.environment() | own
        command = [sys.executable, str(HERE / "safety_app.py"), *arguments]
        self.process: subprocess.Popen[str] = nested.desktop.start(
            command, environment=environment, stdin=pipe, stdout=pipe, stderr=None, text=True
        )  # fmt: skip
        self.news = Lines(self.process)

    def tell(self, **line: Any) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(line) + "\n")
        self.process.stdin.flush()
        return self.news.next()

    def ask(self, words: str) -> dict[str, Any]:
        """Begins a run and waits for its question."""
        self.tell(run=words)
        assert poll(lambda: self.now()["state"] == "asking" and self.now()["open"], 20)
        return self.now()

    def now(self) -> dict[str, Any]:
        return self.tell()

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()  # else its thread that reads would still be at it
        for process in (self.process, self.program):
            process.terminate()
            process.wait(timeout=10)
        assert self.process.returncode == 0  # the bar that cannot be closed does not hold it


Trick = Callable[[Random, App], None]


def by_pointer(random: Random, app: App) -> None:
    places = app.now()["places"]
    click(app, places[random.choice(sorted(set(places) - {"rest"}))])


def by_key(random: Random, app: App) -> None:
    """While the question has the keyboard. Enter alone does nothing where “Do it” has not the focus."""
    assert app.now()["active"]
    app.nested.program.press(RETURN)
    app.nested.program.press(*random.choice([(CTRL, RETURN), (SPACE,), (ALT, LETTER_D)]))


def by_a_sent_event(random: Random, app: App) -> None:
    """Put into the window's queue: no key goes down for it."""
    from Xlib import X
    from Xlib.protocol import event

    display, window = app.nested.program.display, shown_window(app)
    code, state = display.keysym_to_keycode(RETURN), X.ControlMask
    target = display.create_resource_object("window", window)
    for kind in (event.KeyPress, event.KeyRelease):
        made = kind(
            root=display.screen().root, window=target, child=X.NONE, time=X.CurrentTime, detail=code,
            state=state, same_screen=1, root_x=5, root_y=5, event_x=5, event_y=5,
        )  # fmt: skip
        target.send_event(made, event_mask=X.KeyPressMask | X.KeyReleaseMask)
    display.sync()


def through_a_window_above(random: Random, app: App) -> None:
    """The window lets the click through to the question that it hides."""
    overlaid(random, app, through=True)


def on_a_window_above(random: Random, app: App) -> None:
    overlaid(random, app, through=False)


def in_the_midst_of_the_persons_typing(random: Random, app: App) -> None:
    """Their keys, in our window or another's, stand for none but themselves."""
    ours = random.random() < 0.5
    focus(app, shown_window(app) if ours else client_window(app))
    for _ in range(3):
        app.nested.person.press(LETTER)
        random.choice([by_pointer, by_a_sent_event, *([alt_d] if ours else [])])(random, app)
        app.nested.person.press(LETTER)


def alt_d(random: Random, app: App) -> None:
    app.nested.program.press(ALT, LETTER_D)


def where_a_program_put_the_pointer(random: Random, app: App) -> None:
    """The person clicks, but not where they had the pointer."""
    app.nested.program.move(*app.now()["places"]["do"])
    app.nested.person.click()


def where_a_program_put_the_keyboard(random: Random, app: App) -> None:
    """The person's Ctrl+Enter was meant for the window that had the keyboard."""
    focus(app, client_window(app))
    assert poll(lambda: not app.now()["active"], 5)
    focus(app, shown_window(app))
    assert poll(lambda: app.now()["active"], 5)
    app.nested.person.press(CTRL, RETURN)
    poll(lambda: False, 0.1)


SILENT: list[Trick] = [on_a_window_above, where_a_program_put_the_keyboard]
TRICKS: list[Trick] = [
    by_pointer, by_key, by_a_sent_event, through_a_window_above, in_the_midst_of_the_persons_typing,
    where_a_program_put_the_pointer, *SILENT,
]  # fmt: skip


def click(app: App, place: list[int]) -> None:
    app.nested.program.move(*place)
    app.nested.program.click()


def focus(app: App, window: int) -> None:
    from Xlib import X

    display = app.nested.program.display
    display.set_input_focus(window, X.RevertToParent, X.CurrentTime)
    display.sync()


def client_window(app: App) -> int:
    return app.nested.desktop.wait_for_window("Left").id


def shown_window(app: App) -> int:
    with X11Desktop(app.nested.display) as desktop:
        own = [window for window in desktop.windows() if window.pid == app.process.pid]
    assert own
    return max(own, key=lambda window: window.box.area).id


def overlaid(random: Random, app: App, through: bool) -> None:
    from Xlib import X
    from Xlib.ext import shape

    display = app.nested.program.display
    screen = display.screen()
    x, y = app.now()["places"]["do"]
    above = screen.root.create_window(
        *(x - 150, y - 40, 300, 80, 0, screen.root_depth), background_pixel=0xFFFFFF, override_redirect=True
    )
    if through:
        above.shape_rectangles(shape.SO.Set, shape.SK.Input, X.Unsorted, 0, 0, [])
    above.map()
    display.sync()
    click(app, [x + random.randint(-20, 20), y + random.randint(-5, 5)])
    above.destroy()
    display.sync()


@pytest.fixture
def app(nested: Nested, tmp_path: Path) -> Iterator[App]:
    nested.person.move(500, 400)
    opened = App(nested, tmp_path)
    yield opened
    opened.close()


def take_the_keyboard(app: App) -> None:
    """The person clicks into the question, beside its buttons."""
    x, y = app.now()["places"]["do"]
    app.nested.person.move(x, y - 60)
    app.nested.person.click()
    assert poll(lambda: app.now()["active"], 5)


def person_clicks(app: App, name: str) -> None:
    """Once the question stands still."""
    poll(lambda: False, 0.3)
    assert poll(lambda: app.now()["open"], 5)
    app.nested.person.move(*app.now()["places"][name])
    app.nested.person.click()


def tried(random: Random, app: App, trick: Trick, count: int) -> None:
    """The question stands as before, each time."""
    for _ in range(count):
        assert poll(lambda: app.now()["open"], 5)
        before = app.now()["refused"]
        trick(random, app)
        if trick not in SILENT:  # the others reach the question, which takes none of them
            assert poll(lambda: app.now()["refused"] > before, 5)  # noqa: B023
            assert app.now()["status"].startswith(NOTICE)
        assert (app.now()["state"], app.now()["answers"]) == ("asking", [])
    name = trick.__name__.replace("_", " ")
    record(f"acts that a program approved in the app ({name})", f"0 of {count}", "0")


def test_no_program_approves_an_act(app: App) -> None:
    random, count = Random(11), len(tries(3, 100))
    app.ask("click Left")
    for trick in TRICKS:
        take_the_keyboard(app)
        tried(random, app, trick, count)
    assert [e for e in app.log.take() if e["event"] == "press"] == []
    person_clicks(app, "do")  # now it counts
    assert poll(lambda: app.now()["answers"] == ["allow"], 5)
    assert [e["window"] for e in events(app.log, 1, "press")] == ["Left"]


def test_no_program_ticks_the_box_that_lets_the_rest_pass_but_it_may_stop_all(app: App) -> None:
    click(app, app.ask("click Left")["places"]["rest"])
    assert poll(lambda: app.now()["refused"], 5)
    assert not app.now()["rest"]
    person_clicks(app, "rest")
    assert poll(lambda: app.now()["rest"], 5)
    app.nested.program.press(ESCAPE)
    assert poll(lambda: app.now()["state"] == "idle", 5)
    assert app.log.take() == []


def test_no_program_chooses_between_two(nested: Nested, tmp_path: Path) -> None:
    nested.person.move(500, 400)
    app = App(nested, tmp_path, "twins")
    try:
        places = app.ask("click Left")["places"]
        for number, place in enumerate(places.values()):
            assert poll(lambda: app.now()["open"], 5)
            click(app, place)
            assert poll(lambda: app.now()["refused"] > number, 5)  # noqa: B023
        assert app.now()["answers"] == []
        person_clicks(app, "choice 1")
        assert poll(lambda: app.now()["answers"] == ["choice 1"], 5)
    finally:
        app.close()
