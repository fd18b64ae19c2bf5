"""The recorder on the fake desktop: an ear that the test speaks into, pictures before events, threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from agent.errors import CaptureError, InputError, MacroError, ReadError
from agent.fake import EDITABLE, FakeDesktop, OracleEyes, login_scene
from agent.macro import ActStep, WaitUntilStep
from agent.macros.bundle import Bundle, pack, unpack
from agent.macros.words import words_of
from agent.recording import readings
from agent.recording.gestures import STEP
from agent.recording.heard import ButtonPress, ButtonRelease, Hear, Heard, KeyPress, KeyRelease, Motion, Wheel
from agent.recording.recorder import Caught, News, Recorder, Stepped
from agent.types import Box, Frame, Observation, Point, Window, box_of

CANARY = "Zx9canary!Qv"


class Ear:
    """What the test says is what it hears."""

    failed = ""

    def __init__(self) -> None:
        self.hear: Hear | None = None
        self.broken = False

    def start(self, hear: Hear) -> None:
        if self.broken:
            raise InputError("The display does not tell.")
        self.hear = hear

    def stop(self) -> None:
        self.hear = None

    def say(self, event: Heard) -> None:
        if self.hear is not None:
            self.hear(event)


class Sight:
    """Screen and eyes in one: remembers what was there in each picture."""

    def __init__(self, desktop: FakeDesktop) -> None:
        self.desktop, self.grabs, self.blind = desktop, 0, False
        self._known: dict[str, tuple[Observation, int]] = {}

    def grab(self, region: Box | None = None) -> Frame:
        frame = self.desktop.grab(region)
        self._known[frame.digest] = OracleEyes(self.desktop).look(frame), self.grabs
        self.grabs += 1
        return frame

    def look(self, frame: Frame, query: str = "") -> Observation:
        if self.blind:
            raise ReadError("The reader failed.")
        return Observation(frame, self._known[frame.digest][0].elements)


class Person:
    """Does things to the fake desktop, as the ear hears them."""

    def __init__(self, desktop: FakeDesktop, ear: Ear, sight: Sight) -> None:
        self.desktop, self.ear, self.sight = desktop, ear, sight

    def click(self, words: str, times: int = 1) -> None:
        named = [w for w in self.desktop.widgets if words in (w.text, w.label)]
        point = max(named, key=lambda widget: widget.kind in EDITABLE).box.centre
        for _ in range(times):
            self.press(point)
        self.desktop.click(point, count=times)
        self.look_on()

    def press(self, point: Point) -> None:
        self.ear.say(Motion(0, time.monotonic(), point.x, point.y))
        self.ear.say(ButtonPress(0, time.monotonic(), "left", point.x, point.y))
        self.ear.say(ButtonRelease(0, time.monotonic(), "left", point.x, point.y))

    def type(self, text: str) -> None:
        for character in text:
            self.key(character.lower(), character)
        if self.desktop.focus is not None:
            self.desktop.focus.value += text
        self.look_on()

    def key(self, key: str, character: str = "", *held: str) -> None:
        code = ord(key[0])
        self.ear.say(KeyPress(0, time.monotonic(), key, character, 0, code, frozenset(held)))
        self.ear.say(KeyRelease(0, time.monotonic(), key, 0, code, frozenset(held)))

    def look_on(self) -> None:
        """Until two more pictures have been taken."""
        wanted = self.sight.grabs + 2
        until(lambda: self.sight.grabs >= wanted)


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end
        threading.Event().wait(0.005)


class World:
    def __init__(self) -> None:
        self.desktop, self.ear, self.news = login_scene(), Ear(), list[News]()
        self.sight = Sight(self.desktop)
        self.person = Person(self.desktop, self.ear, self.sight)
        stop = ("ctrl", "alt", "escape")
        self.recorder = Recorder(self.ear, self.sight, self.sight, ignored=(stop,), tell=self.news.append)

    def finish(self) -> Bundle:
        return unpack(pack(self.recorder.finish("login")))


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    world = World()
    yield world
    world.recorder.cancel()


def said(bundle: Bundle) -> list[str]:
    return [words_of(step, bundle.pictures) for step in bundle.macro.steps]


def acts(bundle: Bundle) -> list[tuple[str, str]]:
    steps = [step for step in bundle.macro.steps if isinstance(step, ActStep)]
    return [(step.act.kind, step.target.name if step.target else "") for step in steps]


def log_in(world: World) -> Bundle:
    world.recorder.start()
    person = world.person
    person.click("User name")
    person.type("ada")
    person.click("Password")
    person.type(CANARY)
    person.click("Remember me")
    person.click("Login")
    return world.finish()


def test_what_was_done_becomes_steps_in_words(world: World) -> None:
    bundle = log_in(world)
    assert acts(bundle) == [
        ("type", "User name"), ("type", "Password"), ("click", "Remember me"), ("click", "Login"),
    ]  # fmt: skip
    assert bundle.macro.made_by == "recording"
    assert bundle.macro.screen == (640, 400)
    assert "ada" in said(bundle)[0]


def test_of_a_secret_nothing_is_kept_anywhere(world: World) -> None:
    bundle = log_in(world)
    whole = f"{bundle.macro.model_dump_json()}{bundle.raw!r}{world.news}{vars(world.recorder)}"
    assert "canary" not in whole.casefold()
    assert CANARY not in repr(world.recorder._readings.secrets)
    assert b'"secret"' in (bundle.raw or b"")


def test_a_secret_that_is_made_visible_is_hidden_wherever_it_shows(world: World) -> None:
    world.recorder.start()
    person = world.person
    person.click("Password")
    person.type(CANARY)
    field = next(w for w in world.desktop.widgets if w.label == "Password")
    field.kind, field.label = "text_field", ""  # “show password”
    person.look_on()
    person.click("Remember me")
    bundle = world.finish()
    assert "canary" not in bundle.macro.model_dump_json().casefold()


def test_a_secret_that_was_typed_into_the_wrong_field_first_is_one_there_as_well(world: World) -> None:
    world.recorder.start()
    person = world.person
    person.click("User name")
    person.type(CANARY)
    person.click("Password")
    person.type(CANARY)
    bundle = world.finish()
    keys = [part for part in (bundle.raw or b"").split(b'"') if part == b"9"]
    assert "canary" not in bundle.macro.model_dump_json().casefold()
    assert keys == []
    assert acts(bundle) == [("type", "User name"), ("type", "Password")]


def test_what_was_caught_is_told_at_once_and_the_steps_when_they_were_looked_at(world: World) -> None:
    world.recorder.start()
    world.person.click("Login")
    assert any(isinstance(news, Caught) and news.words.startswith("click at") for news in world.news)
    until(lambda: any(isinstance(news, Stepped) for news in world.news))
    world.person.type("x")
    told = [news for news in world.news if isinstance(news, Caught)]
    assert (told[0].number, told[-1].number, told[-1].words) == (0, STEP, "typing")


def test_nothing_is_taken_while_it_is_paused(world: World) -> None:
    world.recorder.start()
    world.person.click("Login")
    world.recorder.pause()
    world.person.click("Cancel")
    world.recorder.resume()
    world.person.click("Remember me")
    bundle = world.finish()
    assert acts(bundle) == [("click", "Login"), ("click", "Remember me")]


def test_deskhands_own_windows_are_left_out(world: World) -> None:
    everything = box_of((0, 0, 640, 400))
    world.desktop.windows = [
        Window(id=1, title="Form", box=everything, focused=True),
        Window(id=2, title="Deskhand", box=box_of((270, 190, 400, 240)), ours=True),
    ]
    world.recorder.start()
    world.person.click("Cancel")  # lies under our own window
    world.person.click("Login")
    world.desktop.windows[0] = Window(id=1, title="Form", box=everything)
    world.desktop.windows[1] = world.desktop.windows[1].model_copy(update={"focused": True})
    world.person.look_on()
    world.person.type("for Deskhand")
    assert acts(world.finish()) == [("click", "Login")]


def test_the_stop_key_is_no_part_of_it_and_is_told(world: World) -> None:
    pressed: list[frozenset[str]] = []
    world.recorder.on_ignored = pressed.append
    world.recorder.start()
    world.person.click("Login")
    world.person.key("ctrl")
    world.person.key("alt", "", "ctrl")
    world.person.key("escape", "", "ctrl", "alt")
    bundle = world.finish()
    assert pressed == [frozenset({"ctrl", "alt", "escape"})]
    assert acts(bundle) == [("click", "Login")]
    assert b"escape" not in (bundle.raw or b"")
    assert b"ctrl" not in (bundle.raw or b"")


def test_where_the_eye_cannot_read_clicks_are_kept_and_texts_are_not(world: World) -> None:
    world.sight.blind = True
    world.recorder.start()
    world.person.click("Login")
    world.person.type("canary")
    bundle = world.finish()
    assert [kind for kind, _ in acts(bundle)] == ["click", "type"]
    assert "canary" not in f"{bundle.macro}{bundle.raw!r}"


def test_a_wait_is_proposed_from_a_pause_in_which_the_screen_changed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent.recording.reading.LONG_SECONDS", 0.2)
    monkeypatch.setattr("agent.recording.reading.LATE_SECONDS", 0.1)
    world.recorder.start()
    world.person.click("Remember me")
    end = time.monotonic() + 0.3
    until(lambda: time.monotonic() > end)
    world.person.desktop.click(world.desktop.find("Login").box.centre)  # the program answers late
    world.person.look_on()
    world.person.click("Cancel")
    steps = world.finish().macro.steps
    assert [type(step) for step in steps] == [ActStep, WaitUntilStep, ActStep]
    assert isinstance(steps[1], WaitUntilStep)
    assert steps[1].check.words.startswith("Welcome")


def test_an_act_that_cannot_be_made_out_is_counted_and_its_text_kept_nowhere(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*about: object) -> None:
        raise KeyError("canary")

    monkeypatch.setattr(readings, "read_typed", fail)
    world.recorder.start()
    world.person.click("Login")
    world.person.type("canary")
    bundle = world.finish()
    assert world.recorder.lost == 1
    assert acts(bundle) == [("click", "Login")]
    assert b"canary" not in b"".join(sorted((bundle.raw or b"").split(b'"')))
    assert b'"key"' not in (bundle.raw or b"")


def test_nothing_done_is_no_macro(world: World) -> None:
    world.recorder.start()
    with pytest.raises(MacroError, match="Nothing was done"):
        world.recorder.finish("empty")


def test_its_threads_end_whatever_happens(world: World) -> None:
    before = threading.active_count()
    world.recorder.start()
    world.recorder.cancel()
    world.recorder.cancel()
    assert threading.active_count() == before
    world.ear.broken = True
    with pytest.raises(InputError):
        world.recorder.start()
    assert threading.active_count() == before


def test_a_screen_that_cannot_be_seen_is_told_before_anything_is_heard(world: World) -> None:
    world.desktop.dead = True
    with pytest.raises(CaptureError):
        world.recorder.start()
    assert world.ear.hear is None


def test_a_screen_that_goes_away_for_a_while_ends_nothing(world: World) -> None:
    world.recorder.start()
    world.desktop.dead = True
    point = world.desktop.find("Login").box.centre
    world.person.press(point)
    world.ear.say(Wheel(0, time.monotonic(), point.x, point.y, 0, 1))
    world.desktop.dead = False
    world.person.look_on()
    assert acts(world.finish()) == [("click", "Login"), ("scroll", "Login")]


def test_one_that_is_as_long_as_a_macro_may_be_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.recording.recorder.MOST", 1)
    world.recorder.start()
    assert world.recorder.failed == ""
    world.person.click("Login")
    world.person.click("Cancel")
    world.person.click("Remember me")
    assert "as long as a macro may be" in world.recorder.failed
    assert acts(world.finish()) == [("click", "Login"), ("click", "Cancel")]
