"""Strokes become the text that stands there: corrections applied, input methods heard, nothing guessed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from recorded import Tape, caught

from agent.recording.gestures import Typed
from agent.recording.heard import Blind
from agent.recording.typing import Key, Piece, Text, pieces, shortened


def typed(tape: Tape) -> tuple[Piece, ...]:
    (gesture,) = [g for g in caught(tape) if isinstance(g, Typed)]
    return pieces(gesture.strokes)


def test_corrections_at_the_end_are_part_of_the_text() -> None:
    assert typed(Tape().type("helo").key("backspace").type("lo")) == (Text("hello"),)
    assert typed(Tape().type("ab").key("backspace").key("backspace").type("c")) == (Text("c"),)


def test_a_backspace_beyond_what_was_typed_is_a_key() -> None:
    tape = Tape().type("a").key("backspace").key("backspace").key("backspace").type("b")
    assert typed(tape) == (Key("backspace", 2), Text("b"))


def test_a_sign_with_its_marks_goes_as_one() -> None:
    assert shortened("cafe\u0301") == "caf"
    assert shortened("") == ""


@given(st.lists(st.sampled_from("abcdé你 <"), max_size=40))
def test_the_text_is_what_a_field_would_hold(keys: list[str]) -> None:
    tape, field, beyond = Tape().type("z"), "z", False
    for key in keys:
        if key == "<":
            beyond |= not field
            field = field[:-1]
            tape.key("backspace")
        else:
            field += key
            tape.type(key)
    found = typed(tape)
    if not beyond:
        assert "".join(piece.text for piece in found if isinstance(piece, Text)) == field
        assert all(isinstance(piece, Text) for piece in found)


def test_what_an_input_method_keeps_is_not_typed_and_what_it_puts_there_is() -> None:
    tape = Tape().type("n").answer("n", True).type("i").answer("i", True)
    tape.key("space", character=" ").commit("你").answer("space", True).type("5").answer("5", False)
    assert typed(tape) == (Text("你5"),)


def test_answers_that_come_late_or_early_change_nothing() -> None:
    late = Tape().type("ni ").answer("n", True).answer("i", True).commit("你").answer("space", True)
    assert typed(late) == (Text("你"),)
    early = Tape().answer("n", True).type("n").answer("i", True).type("i").commit("你")
    assert typed(early) == (Text("你"),)


def test_a_backspace_that_an_input_method_keeps_takes_nothing_from_the_text() -> None:
    tape = Tape().type("a").answer("a", False).type("n").answer("n", True)
    tape.key("backspace").answer("backspace", True)
    assert typed(tape) == (Text("a"),)
    tape.key("backspace").answer("backspace", False)
    assert typed(tape) == ()


def test_a_text_that_comes_after_a_click_belongs_to_the_text_before_it() -> None:
    """Clicking elsewhere makes some input methods put down what they show."""
    tape = Tape().type("ni").answer("n", True).answer("i", True).click(200, 200).commit("你")
    assert typed(tape) == (Text("你"),)


def test_keys_that_are_not_answered_for_make_the_text_unsure_and_never_wrong() -> None:
    tape = Tape().type("hao").answer("h", True)
    (text,) = typed(tape)
    assert isinstance(text, Text)
    assert text.unsure


def test_an_input_method_of_which_nothing_is_heard_makes_the_text_unsure() -> None:
    tape = Tape().type("ni")
    tape.events.insert(0, Blind(0, 99.0, on=True))
    assert all(isinstance(piece, Text) and piece.unsure for piece in typed(tape))
    tape = Tape().type("ni")
    tape.events.append(Blind(0, 101.0, on=True))  # asked too late
    assert all(isinstance(piece, Text) and piece.unsure for piece in typed(tape))


def test_a_sign_that_cannot_be_told_makes_the_text_unsure() -> None:
    (text,) = typed(Tape().type("a").key("e", unsure=True).type("b"))
    assert text == Text("ab", unsure=True)
