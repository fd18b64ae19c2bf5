"""The raw list: what was done and when, and nothing of a secret."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from recorded import Tape, caught

from agent.macros.raw import RawList, parse_raw
from agent.recording.gestures import Typed
from agent.recording.heard import KeyPress
from agent.recording.raw import raw_json


def raw(tape: Tape, secrets: dict[int, str] | None = None) -> RawList:
    return parse_raw(raw_json(list(enumerate(tape.events)), secrets or {}, (640, 400)))


def secrets_of(tape: Tape, *texts: int) -> dict[int, str]:
    typed = [g for g in caught(tape) if isinstance(g, Typed)]
    return {number: f"name{i}" for i in texts for number in typed[i].events}


def kinds(listed: RawList) -> list[str]:
    return [event.e for event in listed.events]


def test_events_keep_their_order_times_and_places() -> None:
    listed = raw(Tape().click(10, 20, "right").wait(0.5).wheel(2, 30, 40).chord("ctrl", "s"))
    assert kinds(listed) == ["move", "down", "up", "wheel", "key", "key", "key_up", "key_up"]
    assert listed.events[1].place == (10, 20)
    assert listed.events[1].button == "right"
    assert 500 < listed.events[3].t < 600
    assert [event.key for event in listed.events[4:]] == ["ctrl", "s", "s", "ctrl"]
    assert listed.size == (640, 400)


def test_motion_is_thinned() -> None:
    tape = Tape()
    for x in range(100):
        tape.now -= 0.009  # each a millisecond after the one before
        tape.click(x, 0)
    assert kinds(raw(tape)).count("down") == 100


def test_of_a_secret_only_its_name_is_there() -> None:
    tape = Tape().type("ada").key("tab")
    tape.key("shift", up=False).key("z", "shift", character="Z").type("x9canary").key("enter").type("b")
    listed = raw(tape, secrets_of(tape, 1))
    keys = [event.key for event in listed.events if event.e in ("key", "key_up")]
    assert keys == ["a", "a", "d", "d", "a", "a", "tab", "tab", "enter", "enter", "b", "b"]
    assert [event.name for event in listed.events if event.e == "secret"] == ["name1"]


def test_a_text_that_nobody_could_look_at_leaves_nothing() -> None:
    tape = Tape().type("canary")
    assert raw(tape, dict.fromkeys(secrets_of(tape, 0), "")).events == ()


@given(
    st.lists(
        st.tuples(st.booleans(), st.text(alphabet="abXY ", min_size=1, max_size=6)), min_size=1, max_size=6
    )
)
def test_no_key_of_a_secret_is_ever_there(parts: list[tuple[bool, str]]) -> None:
    tape = Tape()
    for _, text in parts:
        for character in text:
            if character.isupper():
                tape.key("shift", up=False)
            tape.type(character)
        tape.click(5, 5)
    listed = raw(tape, secrets_of(tape, *(i for i, (secret, _) in enumerate(parts) if secret)))
    wanted = [key for secret, text in parts if not secret for key in pressed(text)]
    assert [event.key for event in listed.events if event.e == "key"] == wanted
    assert sum(event.e == "secret" for event in listed.events) == sum(secret for secret, _ in parts)


def pressed(text: str) -> list[str]:
    names: list[str] = []
    for character in text:
        names += ["shift"] if character.isupper() else []
        names.append("space" if character == " " else character.lower())
    return names


def test_what_an_input_method_made_of_keys_is_text() -> None:
    tape = Tape().type("n").answer("n", True).type("i").answer("i", True)
    tape.key("space", character=" ").commit("你").answer("space", True).type("5").answer("5", False)
    listed = raw(tape)
    assert [(event.e, event.text or event.key) for event in listed.events] == [
        ("text", "你"),
        ("key", "5"),
        ("key_up", "5"),
    ]


def test_what_a_dead_key_and_its_letter_make_is_text() -> None:
    tape = Tape()
    tape.events.append(KeyPress(0, tape.stamp()[1], "", "", 0xFE51, 30))
    tape.key("e", character="é")
    assert [(event.e, event.text) for event in raw(tape).events] == [("text", "é")]


def test_it_is_plain_json() -> None:
    tape = Tape().click(1, 2)
    document: dict[str, Any] = json.loads(raw_json(list(enumerate(tape.events)), {}, None))
    assert document["events"][0] == {"t": 0.0, "e": "move", "x": 1, "y": 2}
