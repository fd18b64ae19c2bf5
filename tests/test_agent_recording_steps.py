"""What belongs together becomes one step, and the steps do again what was done."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from recorded import Tape, box, element, read, screen

from agent.macro import ActStep, Macro, WaitUntilStep
from agent.macros.values import fill
from agent.recording.drafts import Drafted
from agent.recording.steps import drafted
from agent.types import Box, Kind, Observation, secret_name

NAME, CITY, NOTES = box(200, 40, 200), box(200, 80, 200), box(200, 140, 300, 90)
SAVE, LIST = box(200, 260, 80), box(400, 40, 100, 200)


def form(name: str = "", city: str = "", notes: str = "", area: Kind = "text_area") -> Observation:
    texts = {NAME: name, CITY: city, NOTES: notes}
    return screen(
        element("text_field", NAME, name, "Name"),
        element("text_field", CITY, city, "City"),
        element(area, NOTES, notes, "Notes"),
        element("button", SAVE, "Save"),
        ink=[
            Box(x0=b.x0 + 6, y0=b.y0 + 6, x1=b.x0 + 6 + 8 * len(text), y1=b.y0 + 16)
            for b, text in texts.items()
            if text
        ],
    )


def at(place: Box) -> tuple[int, int]:
    return place.middle_x, place.middle_y


def steps(tape: Tape, *screens: Observation) -> list[ActStep]:
    made = drafted(read(tape, *screens))
    Macro(name="x", steps=made.steps, variables=made.variables)  # it holds together
    return [step for step in made.steps if isinstance(step, ActStep)]


def told(made: list[ActStep]) -> list[tuple[Any, ...]]:
    return [(step.act.kind, step.target.name if step.target else None) for step in made]


def test_a_click_into_a_field_and_what_is_typed_are_one_step() -> None:
    made = steps(Tape().click(*at(NAME)).type("Ada"), form(), form(), form("Ada"))
    assert told(made) == [("type", "Name")]
    assert made[0].act.text == "Ada"  # type: ignore[union-attr]
    assert not made[0].act.replace  # type: ignore[union-attr]


def test_all_that_is_there_is_typed_over() -> None:
    for tape in (
        Tape().click(*at(NAME)).chord("ctrl", "a").type("Ada"),
        Tape().click(*at(NAME)).click(*at(NAME)).click(*at(NAME)).type("Ada"),
    ):
        screens = [form("Bob")] * (3 if len(tape.events) > 20 else 2)
        screens = [form("Bob") for _ in read_count(tape)]
        (step,) = steps(tape, *screens, form("Ada Lovelace"))
        assert step.act.replace  # type: ignore[union-attr]


def test_a_double_click_typed_over_is_such_only_where_nothing_else_stays() -> None:
    tape = Tape().click(*at(NAME)).click(*at(NAME)).type("Ada")
    (step,) = steps(tape, form("Bob"), form("Bob"), form("Ada"))
    assert step.act.replace  # type: ignore[union-attr]
    assert step.target is not None
    assert step.target.name == "Name"
    for after in (form("Bob Ada"), form("")):
        made = steps(tape, form("Bob Lovelace"), form("Bob Lovelace"), after)
        assert told(made) == [("click", "Name"), ("type", None)]
        assert made[0].act.count == 2  # type: ignore[union-attr]


def read_count(tape: Tape) -> range:
    from recorded import caught

    return range(len(caught(tape)))


def test_what_is_written_in_is_a_field_whatever_the_eye_took_it_for() -> None:
    """And it is called by its label, not by what it held."""

    def seen(text: str, ink: int) -> Observation:
        label, taken = element("label", box(120, 44, 60, 16), "Phone:"), element("menu_item", NAME, text)
        return screen(label, taken, ink=[Box(x0=206, y0=46, x1=206 + ink, y1=56)])

    tape = Tape().click(*at(NAME)).chord("ctrl", "a").type("555 0199")
    (step,) = steps(tape, *[seen("555 0100", 60)] * 3, seen("555 0199", 100))
    assert step.target is not None
    assert (step.act.kind, step.target.name, step.target.kind) == ("type", "Phone", "text_field")
    assert step.act.replace  # type: ignore[union-attr]


def test_a_click_on_something_else_stays_a_step() -> None:
    made = steps(Tape().click(*at(SAVE)).type("x"), form(), form(), form())
    assert told(made) == [("click", "Save"), ("type", None)]


def test_tab_stays_and_the_text_goes_to_the_field_in_which_it_came_up() -> None:
    tape = Tape().click(*at(NAME)).type("Ada").key("tab").type("Rome")
    made = steps(tape, form(), form(), form("Ada"), form("Ada"), form("Ada", "Rome"))
    assert told(made) == [("type", "Name"), ("press", None), ("type", "City")]


def test_a_field_that_held_something_is_not_clicked_after_tab() -> None:
    """Tab has selected what is in it, and a click would end that."""
    tape = Tape().key("tab").type("Rome")
    made = steps(tape, form(city="Paris"), form(city="Paris"), form(city="Rome, Italy"))
    assert told(made) == [("press", None), ("type", None)]


def test_lines_of_an_area_are_one_text_and_enter_in_a_field_is_a_key() -> None:
    tape = Tape().click(*at(NOTES)).type("one").key("enter").key("enter").type("two")
    made = steps(tape, form(), form(), form(notes="one"), form(notes="one"), form(notes="one two"))
    assert told(made) == [("type", "Notes")]
    assert made[0].act.text == "one\n\ntwo"  # type: ignore[union-attr]
    tape = Tape().click(*at(NAME)).type("one").key("enter")
    assert told(steps(tape, form(), form(), form("one"), form("one"))) == [("type", "Name"), ("press", None)]


def test_a_drag_has_both_its_ends_and_a_wheel_its_place() -> None:
    tape = Tape().click(*at(NAME), to=at(SAVE)).wheel(3, *at(NOTES))
    made = steps(tape, form(), form(), form())
    assert told(made) == [("drag", "Name"), ("scroll", "Notes")]
    assert made[0].to is not None
    assert made[0].to.name == "Save"


def test_what_could_not_be_caught_is_asked_for() -> None:
    tape = Tape().click(*at(NAME)).key("e", unsure=True).type("x")
    made = drafted(read(tape, form(), form(), form("ex")))
    (step,) = made.steps
    assert isinstance(step, ActStep)
    assert step.act.text == "{text1}"  # type: ignore[union-attr]
    assert "could not be caught" in step.title
    assert [(v.name, v.default) for v in made.variables] == [("text1", None)]


def test_a_blank_pressed_on_a_button_is_a_key() -> None:
    made = steps(Tape().key("tab").type(" "), form(), form(), form())
    assert [step.act.kind for step in made] == ["press", "press"]
    assert made[1].act.keys == ("space",)  # type: ignore[union-attr]


def test_a_text_that_reads_like_a_secrets_name_fetches_none() -> None:
    made = steps(Tape().click(*at(NAME)).type("secret:door"), form(), form(), form("secret:door"))
    texts = [step.act.text for step in made]  # type: ignore[union-attr]
    assert "".join(texts) == "secret:door"
    assert not any(secret_name(text) for text in texts)


@given(st.text(alphabet="ab{}x \\é你", min_size=1, max_size=30))
def test_a_text_is_typed_as_it_was_whatever_stands_in_it(text: str) -> None:
    made = steps(Tape().click(*at(NOTES)).type(text), form(), form(), form(notes="w"))
    assert "".join(fill(step.act.text, {}) for step in made) == text  # type: ignore[union-attr]


def test_a_very_long_text_is_kept_whole() -> None:
    text = "{abc" * 3000
    made = steps(Tape().click(*at(NOTES)).type(text), form(), form(), form(notes="w"))
    assert "".join(fill(step.act.text, {}) for step in made) == text  # type: ignore[union-attr]


# -- secrets


SECRET = box(200, 80, 200)


def login(dots: bool = False) -> Observation:
    fields = element("text_field", NAME, "", "Name"), element("password_field", SECRET, "", "Password")
    return screen(*fields, ink=[box(206, 86, 50, 10)] if dots else [])


def secret_steps(tape: Tape, *screens: Observation) -> Drafted:
    return drafted(read(tape, *screens))


def test_a_secret_is_one_step_however_it_was_typed() -> None:
    """Neither how often it was begun again nor what was moved in it is kept."""
    tape = Tape().click(*at(SECRET)).key("backspace").type("canar").key("left").type("y").key("end").type("!")
    screens = [login(), login(), login(), login(True), login(True), login(), login(), login(True)]
    made = secret_steps(tape, *screens)
    (step,) = made.steps
    assert isinstance(step, ActStep)
    assert step.act.text == "secret:form-password"  # type: ignore[union-attr]
    assert step.target is not None
    assert step.target.name == "Password"
    assert step.target.picture == ""
    keys = {n for n, e in enumerate(tape.events) if type(e).__name__ == "KeyPress"}
    assert set(made.secrets) == keys


def test_two_secrets_have_two_names_and_the_same_field_one() -> None:
    other = element("password_field", box(200, 120, 200), "", "Password again")
    seen = screen(*login().elements, other)
    tape = Tape().click(*at(SECRET)).type("canary").click(300, 132).type("canary")
    made = secret_steps(tape, seen, seen, seen, seen, seen)
    texts = [step.act.text for step in made.steps]  # type: ignore[union-attr]
    assert texts == ["secret:form-password", "secret:form-password-again"]


def test_the_steps_have_ids_of_their_own_and_waits_among_them() -> None:
    from dataclasses import replace

    from agent.macro import Check

    readings = read(Tape().click(*at(SAVE)).click(*at(NAME)), form(), form(), form())
    readings[0] = replace(readings[0], wait=Check(words="Done"))
    made = drafted(readings).steps
    assert [step.id for step in made] == ["s1", "s2", "s3"]
    assert isinstance(made[1], WaitUntilStep)
