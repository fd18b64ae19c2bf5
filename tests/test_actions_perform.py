"""The hands on fakes: order, guard, focus, stop, and that nothing stays pressed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from threading import Event

import pytest

from actions.input import Input, open_input
from actions.perform import DesktopHands, DryHands, _Performance
from actions.person import Attention
from agent.consent import Notary
from agent.errors import CaptureError, InputError, Interrupted, PolicyError, Stopped, TargetChanged
from agent.fake import FakeDesktop, FakeHands, login_scene
from agent.ports import Hands
from agent.settings import load
from agent.types import (
    Action,
    Approval,
    Box,
    Button,
    Clear,
    Click,
    Drag,
    Frame,
    Hover,
    Point,
    Press,
    Scroll,
    Target,
    TypeText,
    Wait,
    Window,
)

ROOT = Path(__file__).parent.parent
DESK = Box(x0=0, y0=0, x1=640, y1=400)
APP = Window(id=7, title="Notes", pid=42, box=DESK, focused=True)
OTHER = Window(id=8, title="Mail", pid=43, box=Box(x0=600, y0=380, x1=640, y1=400))
OURS = Window(id=9, title="Deskhand", pid=1, box=DESK, ours=True)


class Recorder:
    """A pointer and keys that write down what they are told, and can react to it."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.on: dict[str, Callable[[], None]] = {}
        self.busy_for = 0
        self.place = (300, 200)

    def _note(self, words: str) -> None:
        self.log.append(words)
        self.on.get(words, lambda: None)()

    def check(self) -> None:
        self.on.get("check", lambda: None)()

    def position(self) -> tuple[int, int]:
        return self.place

    def move(self, x: int, y: int) -> None:
        self.place = (x, y)
        self._note(f"move {x},{y}")

    def press(self, button: Button) -> None:
        self._note(f"press {button}")

    def release(self, button: Button) -> None:
        self._note(f"release {button}")

    free = release

    def turn(self, dx: int, dy: int) -> None:
        self._note(f"turn {dx},{dy}")

    def busy(self) -> str:
        self.busy_for -= 1
        return "the Ctrl key" if self.busy_for >= 0 else ""

    def down(self, name: str) -> None:
        self._note(f"down {name}")

    def up(self, name: str) -> None:
        self._note(f"up {name}")

    def type(self, text: str, gate: Callable[[], None], before: Callable[[], None], burst: int) -> None:
        for start in range(0, len(text), burst):
            before()
            gate()
            self._note(f"type {text[start : start + burst]}")

    def close(self) -> None:
        self.log.append("closed")


class Scene:
    """A fake desktop with real hands on recorded input."""

    def __init__(self, *windows: Window) -> None:
        self.desktop = login_scene()
        self.desktop.windows = list(windows or (APP,))
        self.sent = Recorder()
        self.pasted: list[str] = []
        self.notary = Notary()
        self.hands = DesktopHands(
            self.desktop,
            self.notary.redeem,
            load(paste_over=40),
            open_hands=lambda delay: Input(self.sent, self.sent),
            clipboard=lambda: self,
            hand_back_focus=self.hand_back,
        )
        self.behind: tuple[Window, ...] = ()  # the windows after the focus was handed back
        self.seen = self.desktop.grab()
        self.stop = Event()

    def paste(self, text: str, press: Callable[[], None]) -> bool:
        self.pasted.append(text)
        press()
        return True

    def hand_back(self) -> bool:
        if self.behind:
            self.focus(*self.behind)
        return bool(self.behind)

    def target(self, name: str) -> Target:
        box = self.desktop.find(name).box
        return Target(point=box.centre, box=box, description=name)

    def do(self, action: Action) -> list[str]:
        self.approved(self.hands, action)
        return self.sent.log

    def approved(self, hands: Hands, action: Action) -> None:
        """Has the hands do what was approved."""
        hands.perform(action, self.seen, self.stop, self.notary.approve(action, self.seen))

    def focus(self, *windows: Window) -> None:
        self.desktop.windows = list(windows)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_click_moves_and_presses(scene: Scene) -> None:
    assert scene.do(Click(target=scene.target("Login"))) == ["move 210,215", "press left", "release left"]


def test_a_double_click_with_ctrl(scene: Scene) -> None:
    log = scene.do(Click(target=scene.target("Login"), count=2, button="right", modifiers=("ctrl",)))
    assert log == ["move 210,215", "down ctrl", *["press right", "release right"] * 2, "up ctrl"]


def test_typing_goes_in_bursts_of_twenty(scene: Scene) -> None:
    log = scene.do(TypeText(text="a" * 40, target=scene.target("Login")))
    assert log[3:] == ["type " + "a" * 20, "type " + "a" * 20]


def test_keys_wait_until_the_clicked_field_shows_the_click(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    field, looks, then = scene.desktop.find("User name"), [0], []
    grab = scene.desktop.grab

    def slowly(region: Box | None = None) -> Frame:
        looks[0] += "release left" in scene.sent.log
        field.text = "|" if looks[0] > 4 else field.text
        return grab(region)

    monkeypatch.setattr("actions.perform.SIGN_SECONDS", 30)
    monkeypatch.setattr(scene.desktop, "grab", slowly)
    scene.sent.on["type ada"] = lambda: then.append(field.text == "|")
    scene.do(TypeText(text="ada", target=scene.target("User name")))
    assert then == [True]


def test_a_field_that_shows_nothing_of_the_click_is_typed_into_all_the_same(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actions.perform.SIGN_SECONDS", 0.03)
    assert scene.do(TypeText(text="ada", target=scene.target("User name")))[-1] == "type ada"


def test_chords_are_pressed_and_let_go_in_reverse(scene: Scene) -> None:
    log = scene.do(Press(keys=("ctrl", "s"), repeat=2))
    assert log == ["down ctrl", "down s", "up s", "up ctrl"] * 2


def test_scroll_drag_hover_wait_and_clear(scene: Scene) -> None:
    login, cancel = scene.target("Login"), scene.target("Cancel")
    assert scene.do(Scroll(dy=2)) == ["turn 0,1"] * 2
    scene.sent.log.clear()
    log = scene.do(Drag(source=login, to=cancel))
    assert (log[0], log[1], log[-2], log[-1]) == (
        *("move 210,215", "press left"),
        *("move 330,215", "release left"),
    )
    scene.sent.log.clear()
    assert scene.do(Hover(target=login)) == ["move 210,215"]
    scene.sent.log.clear()
    assert scene.do(Wait(seconds=0.001)) == []
    assert scene.do(Clear()) == ["down ctrl", "down a", "up a", "up ctrl", "down delete", "up delete"]


# The contract of agent.ports.Hands, held by the fake hands and the real ones alike.


def fake_hands(scene: Scene) -> Hands:
    return FakeHands(scene.desktop, scene.notary)


def real_hands(scene: Scene) -> Hands:
    return scene.hands


@pytest.mark.parametrize("make", [fake_hands, real_hands])
class TestContract:
    def test_stop_before_the_first_event(self, scene: Scene, make: Callable[[Scene], Hands]) -> None:
        scene.stop.set()
        with pytest.raises(Stopped):
            scene.approved(make(scene), Click(target=scene.target("Login")))
        assert scene.sent.log == scene.desktop.log == []

    def test_without_an_approval_nothing_is_done(self, scene: Scene, make: Callable[[Scene], Hands]) -> None:
        click = Click(target=scene.target("Login"))
        other = scene.notary.approve(Click(target=scene.target("Cancel")), scene.seen)
        spent = scene.notary.approve(click, scene.seen)
        scene.notary.redeem(spent, click, scene.seen)
        for approval in (None, other, spent, Approval(token="0" * 32)):
            with pytest.raises(PolicyError, match="nothing was done"):
                make(scene).perform(click, scene.seen, scene.stop, approval)
        assert scene.sent.log == scene.desktop.log == []

    def test_our_own_window(self, scene: Scene, make: Callable[[Scene], Hands]) -> None:
        scene.focus(APP, OURS)
        with pytest.raises(PolicyError):
            scene.approved(make(scene), Click(target=scene.target("Login")))
        assert scene.sent.log == scene.desktop.log == []

    def test_a_changed_target(self, scene: Scene, make: Callable[[Scene], Hands]) -> None:
        scene.desktop.find("Login").text = "Delete"
        target = Target(
            point=Point(x=210, y=215), box=Box(x0=160, y0=200, x1=260, y1=230), description="Login"
        )
        with pytest.raises(TargetChanged):
            scene.approved(make(scene), Click(target=target))
        assert scene.sent.log == scene.desktop.log == []

    def test_a_changed_drop_place(self, scene: Scene, make: Callable[[Scene], Hands]) -> None:
        source, to = scene.target("Login"), scene.target("Cancel")
        scene.desktop.find("Cancel").text = "Bin"
        with pytest.raises(TargetChanged):
            scene.approved(make(scene), Drag(source=source, to=to))
        assert scene.sent.log == scene.desktop.log == []


def test_a_window_that_comes_up_under_the_moved_pointer_is_not_clicked(scene: Scene) -> None:
    scene.sent.on["move 210,215"] = lambda: scene.focus(APP, OTHER.model_copy(update={"box": DESK}))
    with pytest.raises(TargetChanged, match="Mail"):
        scene.do(Click(target=scene.target("Login")))
    assert scene.sent.log == ["move 210,215"]


def test_keys_never_go_to_our_own_window(scene: Scene) -> None:
    ours = OURS.model_copy(update={"focused": True})
    scene.focus(ours, APP.model_copy(update={"focused": False}))
    for action in (Press(keys=("enter",)), TypeText(text="yes"), Clear()):
        with pytest.raises(PolicyError, match="keys"):
            scene.do(action)
    assert scene.sent.log == []


def test_keys_go_to_the_program_behind_when_the_person_answered_in_our_window(scene: Scene) -> None:
    ours = OURS.model_copy(update={"focused": True})
    scene.focus(ours, APP.model_copy(update={"focused": False}))
    scene.behind = (OURS, APP.model_copy(update={"focused": True}))
    assert scene.do(Press(keys=("ctrl", "s"))) == ["down ctrl", "down s", "up s", "up ctrl"]


def test_keys_are_refused_when_the_focus_does_not_come_back(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actions.perform.FOCUS_SECONDS", 0.05)
    ours = OURS.model_copy(update={"focused": True})
    scene.focus(ours, APP.model_copy(update={"focused": False}))
    scene.behind = (APP.model_copy(update={"focused": False}), ours)
    with pytest.raises(PolicyError, match="keys"):
        scene.do(Press(keys=("ctrl", "s")))
    assert scene.sent.log == []


def test_the_wheel_never_turns_over_our_own_window(scene: Scene) -> None:
    scene.focus(APP, OURS)
    with pytest.raises(PolicyError):
        scene.do(Scroll(dy=1))


def test_keys_without_a_target_need_the_focus_that_was_seen(scene: Scene) -> None:
    scene.focus(APP.model_copy(update={"focused": False}), OTHER.model_copy(update={"focused": True}))
    with pytest.raises(TargetChanged, match="Mail"):
        scene.do(Press(keys=("delete",)))
    assert scene.sent.log == []


def test_focus_that_our_own_window_had_when_it_was_seen_is_not_asked_for() -> None:
    scene = Scene(APP.model_copy(update={"focused": False}), OURS.model_copy(update={"focused": True}))
    scene.focus(APP)
    assert scene.do(Press(keys=("f5",))) == ["down f5", "up f5"]


def test_typing_ends_when_the_focus_goes(scene: Scene) -> None:
    thief = OTHER.model_copy(update={"focused": True})
    unfocused = APP.model_copy(update={"focused": False})
    scene.sent.on["type " + "a" * 20] = lambda: scene.focus(unfocused, thief)
    with pytest.raises(InputError, match="Mail"):
        scene.do(TypeText(text="a" * 40))
    assert scene.sent.log == ["type " + "a" * 20]


def test_not_one_character_of_a_secret_goes_elsewhere(scene: Scene) -> None:
    thief = OTHER.model_copy(update={"focused": True})
    unfocused = APP.model_copy(update={"focused": False})
    scene.sent.on["type c"] = lambda: scene.focus(unfocused, thief)
    with pytest.raises(InputError) as caught:
        scene.do(TypeText(text="secret", secret=True))
    assert scene.sent.log == ["type s", "type e", "type c"]
    assert "secret" not in str(caught.value)


def test_a_click_that_does_not_bring_the_focus_types_nothing(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actions.perform.FOCUS_SECONDS", 0.05)
    elsewhere = OTHER.model_copy(update={"focused": True})
    scene.focus(APP.model_copy(update={"focused": False}), elsewhere)
    with pytest.raises(InputError, match="not to the one clicked"):
        scene.do(TypeText(text="hello", target=scene.target("Login")))
    assert not any(words.startswith("type") for words in scene.sent.log)


def test_a_popup_of_the_focused_program_may_be_typed_into(scene: Scene) -> None:
    popup = Window(id=12, pid=APP.pid, box=DESK)
    scene.focus(APP, popup)
    scene.seen = scene.desktop.grab()
    assert scene.do(TypeText(text="hi", target=scene.target("Login")))[-1] == "type hi"


def test_stop_in_the_middle_lets_go_of_everything(scene: Scene) -> None:
    scene.sent.on["down ctrl"] = scene.stop.set
    with pytest.raises(Stopped):
        scene.do(Click(target=scene.target("Login"), modifiers=("ctrl",)))
    assert scene.sent.log == ["move 210,215", "down ctrl", "up ctrl"]


def test_stop_ends_a_drag_and_releases_the_button(scene: Scene) -> None:
    scene.sent.on["press left"] = scene.stop.set
    with pytest.raises(Stopped):
        scene.do(Drag(source=scene.target("Login"), to=scene.target("Cancel")))
    assert scene.sent.log[-1] == "release left"


def test_stop_ends_a_wait_at_once(scene: Scene) -> None:
    scene.sent.on["down a"] = scene.stop.set
    with pytest.raises(Stopped):
        scene.do(Press(keys=("a",), repeat=5))
    assert scene.sent.log == ["down a", "up a"]


def test_an_error_in_a_press_lets_go_of_everything(scene: Scene) -> None:
    def fail() -> None:
        raise InputError("The display has gone.")

    scene.sent.on["press left"] = fail
    with pytest.raises(InputError):
        scene.do(Click(target=scene.target("Login"), modifiers=("ctrl", "shift")))
    assert scene.sent.log[-3:] == ["release left", "up shift", "up ctrl"]


def test_letting_go_goes_on_after_an_error(scene: Scene) -> None:
    def fail() -> None:
        raise InputError("no")

    scene.sent.on |= {"press left": fail, "release left": fail}
    with pytest.raises(InputError):
        scene.do(Click(target=scene.target("Login"), modifiers=("ctrl",)))
    assert scene.sent.log[-1] == "up ctrl"


def test_a_display_that_dies_is_an_input_error(scene: Scene) -> None:
    scene.desktop.dead = True
    with pytest.raises(InputError, match="gone") as caught:
        scene.do(Click(target=scene.target("Login")))
    assert isinstance(caught.value.__cause__, CaptureError)


def test_a_held_key_is_waited_for_and_then_named(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.sent.busy_for = 3
    assert scene.do(Press(keys=("a",))) == ["down a", "up a"]
    monkeypatch.setattr("actions.gate.FREE_SECONDS", 0.05)
    scene.sent.busy_for = 1000
    with pytest.raises(InputError, match="The Ctrl key is held down"):
        scene.do(Press(keys=("a",)))


def test_long_text_is_pasted_and_a_secret_never(scene: Scene) -> None:
    assert scene.do(TypeText(text="x" * 41)) == ["down ctrl", "down v", "up v", "up ctrl"]
    assert scene.pasted == ["x" * 41]
    scene.do(TypeText(text="y" * 41, secret=True))
    assert scene.pasted == ["x" * 41]


def test_the_fail_safe_is_asked_before_every_key(scene: Scene) -> None:
    def corner() -> None:
        raise Stopped("You put the pointer into a corner.")

    scene.sent.on["down ctrl"] = lambda: scene.sent.on.update(check=corner)
    with pytest.raises(Stopped, match="corner"):
        scene.do(Press(keys=("ctrl", "s")))
    assert scene.sent.log == ["down ctrl", "up ctrl"]


def test_points_are_turned_into_native_units(scene: Scene) -> None:
    monitor = scene.seen.monitors[0].model_copy(update={"native_x": -640.0, "pixels_per_unit": 2.0})
    scene.seen = Frame(pixels=scene.seen.pixels, monitors=(monitor,), windows=scene.seen.windows)
    assert scene.do(Hover(target=scene.target("Login"))) == ["move -535,108"]


def test_real_input_is_impossible_in_ordinary_tests(scene: Scene) -> None:
    with pytest.raises(InputError, match="DESKHAND_NO_REAL_INPUT"):
        open_input()
    with pytest.raises(InputError, match="switched off"):
        scene.approved(DesktopHands(scene.desktop, scene.notary.redeem), Press(keys=("a",)))


def test_closing_gives_the_input_back(scene: Scene) -> None:
    scene.hands.close()
    scene.do(Wait(seconds=0))
    scene.hands.close()
    scene.hands.close()
    assert scene.sent.log == ["closed"]


def test_a_display_that_goes_in_a_long_wait_ends_it(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.perform.PULSE_SECONDS", 0.001)
    scene.desktop.dead = True
    with pytest.raises(InputError, match="The display has gone away"):
        scene.do(Wait(seconds=3600))


def test_a_stop_ends_a_long_wait(scene: Scene) -> None:
    scene.stop.set()
    with pytest.raises(Stopped):
        _Performance(
            scene.desktop,
            Input(scene.sent, scene.sent),
            scene.seen,
            scene.stop,
            lambda *_: False,
            bool,
            Attention(),
        )._pause(3600)


class Busy:
    """A person who is active from a moment on."""

    def __init__(self) -> None:
        self.active, self.moves, self.rests = False, False, 0

    def listen(self, stop: Event) -> AbstractContextManager[None]:
        return nullcontext()

    def active_since(self, moment: float) -> bool:
        if self.rests:
            self.rests -= 1
            return self.rests > 0
        return self.active

    def moving(self) -> bool:
        return self.moves


@pytest.fixture
def busy(scene: Scene) -> Busy:
    person = Busy()
    scene.hands._person = person
    return person


def test_a_person_who_types_in_the_middle_ends_the_typing(scene: Scene, busy: Busy) -> None:
    def note(event: str) -> None:
        scene.sent.log.append(event)
        busy.active = event.startswith("type")

    scene.sent._note = note  # type: ignore[method-assign, assignment]
    with pytest.raises(Interrupted) as told:
        scene.do(TypeText(text="a" * 100, target=scene.target("User name"), secret=True))
    assert told.value.sent
    assert sum(event.startswith("type") for event in scene.sent.log) == 1


def test_a_person_who_moves_before_the_press_leaves_nothing_pressed(scene: Scene, busy: Busy) -> None:
    def note(event: str) -> None:
        scene.sent.log.append(event)
        if event.startswith("move"):
            scene.sent.place = (90, 60)

    scene.sent._note = note  # type: ignore[method-assign, assignment]
    with pytest.raises(Interrupted) as told:
        scene.do(Click(target=scene.target("Login")))
    assert not told.value.sent
    assert [event for event in scene.sent.log if event.startswith("press")] == []


@pytest.mark.parametrize("corner", [(0, 5), (7, 7), (636, 3), (2, 395), (639, 399)])
def test_a_pointer_near_a_corner_stops_it(
    scene: Scene, corner: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actions.gate.CORNER_SECONDS", 0.0)

    def note(event: str) -> None:
        scene.sent.log.append(event)
        if event.startswith("type"):
            scene.sent.place = corner

    scene.sent._note = note  # type: ignore[method-assign, assignment]
    with pytest.raises(Stopped, match="corner"):
        scene.do(TypeText(text="a" * 100, target=scene.target("User name"), secret=True))
    assert sum(event.startswith("type") for event in scene.sent.log) == 1


def test_our_own_way_into_a_corner_does_not_stop_it(scene: Scene) -> None:
    box = Box(x0=0, y0=0, x1=12, y1=12)
    assert (
        scene.do(Click(target=Target(point=Point(x=5, y=5), box=box, description="menu")))[-1]
        == "release left"
    )


def test_an_act_waits_until_the_mouse_rests(scene: Scene, busy: Busy) -> None:
    busy.moves, busy.rests = True, 5
    assert scene.do(Click(target=scene.target("Login")))[-1] == "release left"
    assert busy.rests == 0


def test_a_mouse_that_never_rests_stops_it(scene: Scene, busy: Busy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("actions.gate.MOST_MOVING", 0.05)
    busy.moves = busy.active = True
    with pytest.raises(Stopped, match="kept using the mouse"):
        scene.do(Click(target=scene.target("Login")))
    assert scene.sent.log == []


def test_an_input_library_without_a_display_says_so_plainly() -> None:
    code = (
        "from actions.pointer import load; from agent.errors import NoDisplayError\n"
        "try: load()\n"
        "except NoDisplayError as error: print(error)"
    )
    environment = dict(os.environ) | {"DISPLAY": ":987"}
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=ROOT, check=True
    )
    assert told.stdout == "The X display :987 cannot be reached; is it running?\n"


def test_dry_hands_only_write_down() -> None:
    hands, desktop = DryHands(), FakeDesktop()
    hands.perform(Press(keys=("a",)), desktop.grab(), Event(), None)
    assert hands.performed == [Press(keys=("a",))]
    assert len(hands.events) == 3
    stop = Event()
    stop.set()
    with pytest.raises(Stopped):
        hands.perform(Press(keys=("b",)), desktop.grab(), stop, None)
