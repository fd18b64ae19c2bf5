"""What is typed into a field for a secret is one; in doubt it is; elsewhere it is not."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw
from recorded import Tape, box, element, read, screen

from agent.recording.dots import shows_dots
from agent.recording.secrecy import proposed_name
from agent.recording.steps import drafted
from agent.types import Box, Frame, Observation, Window

NAME, PASSWORD = box(200, 40, 200), box(200, 80, 200)
INK = box(206, 86, 60, 10)
TYPED = "Zx9canary!Qv"


def form(*more: object, name: str = "", ink: bool = False) -> Observation:
    fields = element("text_field", NAME, name, "Name"), element("password_field", PASSWORD, "", "Password")
    where = box(206, 46, 60, 10) if name else INK
    return screen(*fields, ink=[where] if ink or name else [])


def one_text(tape: Tape, *screens: Observation) -> tuple[str, bool]:
    """The text of the typing, and whether it counts as a secret."""
    reading = read(tape, *screens)[-1]
    steps = drafted([reading]).steps
    return steps[-1].act.text, reading.secret  # type: ignore[union-attr]


def test_a_click_into_a_password_field_makes_it_a_secret() -> None:
    tape = Tape().click(*PASSWORD.centre.model_dump().values()).type(TYPED)
    text, secret = one_text(tape, form(), form(), form(ink=True))
    assert (text, secret) == ("secret:form-password", True)


def test_a_reading_of_a_secret_holds_none_of_it() -> None:
    tape = Tape().click(*PASSWORD.centre.model_dump().values()).type(TYPED)
    assert "canary" not in repr(read(tape, form(), form(), form(ink=True))).casefold()


def test_a_click_into_another_field_of_the_form_does_not() -> None:
    tape = Tape().click(*NAME.centre.model_dump().values()).type("ada")
    assert one_text(tape, form(), form(), form(name="ada")) == ("ada", False)


def test_the_focus_went_on_by_itself() -> None:
    """The click was into the name, but what changed is the password's field."""
    tape = Tape().click(*NAME.centre.model_dump().values()).type(TYPED)
    assert one_text(tape, form(), form(), form(ink=True))[1]


def test_where_the_keys_went_is_unknown_though_a_field_was_clicked() -> None:
    """Something changed, and that is not the field."""
    tape = Tape().click(*NAME.centre.model_dump().values()).type(TYPED)
    elsewhere = screen(*form().elements, ink=[box(400, 300, 60, 10)])
    assert one_text(tape, form(), form(), elsewhere)[1]


def test_without_a_click_the_change_of_the_picture_tells() -> None:
    assert one_text(Tape().type("ada"), form(), form(name="ada")) == ("ada", False)
    assert one_text(Tape().type(TYPED), form(), form(ink=True))[1]


def test_where_nothing_tells_a_window_with_a_password_field_makes_it_a_secret() -> None:
    assert one_text(Tape().type(TYPED), form(), form())[1]


def test_a_prompt_in_a_terminal_that_shows_nothing_makes_it_a_secret() -> None:
    prompt = screen(element("label", box(10, 10, 300), "[sudo] password for ada:"))
    assert one_text(Tape().type(TYPED), prompt, prompt)[1]
    plain = screen(element("label", box(10, 10, 300), "ada@home:~$"))
    assert one_text(Tape().type("ls -l"), plain, plain) == ("ls -l", False)


def test_what_can_be_read_again_is_no_secret_beside_a_password_field() -> None:
    shown = element("label", box(200, 200, 200), "canary lovelace")
    before = form()
    after = screen(*before.elements, shown, ink=[box(206, 206, 90, 10)])
    assert one_text(Tape().type("canary lovelace"), before, after) == ("canary lovelace", False)


@pytest.mark.parametrize("label", ["Passphrase", "PIN", "Security code", "Card number", "密码", "API key"])
def test_what_a_field_is_called_tells(label: str) -> None:
    field = element("text_field", NAME, "", label)
    tape = Tape().click(*NAME.centre.model_dump().values()).type("1234x")
    shown = screen(field, ink=[box(206, 46, 60, 10)])
    assert one_text(tape, screen(field), screen(field), shown)[1]


def test_a_field_that_shows_dots_is_one_whatever_it_is_called() -> None:
    before = element("text_field", NAME, "", "Name")
    after = element("text_field", NAME, "••••••", "Name")
    tape = Tape().click(*NAME.centre.model_dump().values()).type(TYPED)
    assert one_text(tape, screen(before), screen(before), screen(after, ink=[box(206, 46, 60, 10)]))[1]


def test_where_nobody_could_look_it_is_a_secret() -> None:
    from recorded import caught

    from agent.privacy import Private
    from agent.recording.gestures import Typed
    from agent.recording.reading import read_typed

    (gesture,) = caught(Tape().type(TYPED))
    assert isinstance(gesture, Typed)
    reading, known = read_typed(gesture, None, None, None, Private())
    assert reading.secret
    assert known == TYPED  # to find it elsewhere


def test_names_for_the_keyring_differ() -> None:
    assert proposed_name(None, []) == "password"
    assert proposed_name(None, ["password", "password-2"]) == "password-3"


def row_of(mark: str, size: int = 16) -> Frame:
    """`mark`: "o" dots, else the text itself, as Pillow's own letters."""
    image = Image.new("RGB", (300, 40), "white")
    draw = ImageDraw.Draw(image)
    if mark == "o":
        for number in range(12):
            x = 10 + number * size * 0.66
            draw.ellipse((x, 14, x + size // 2, 14 + size // 2), fill="black")
    else:
        draw.text((10, 8), mark, fill="black", font_size=size)
    return Frame(np.asarray(image))


@pytest.mark.parametrize("size", [8, 12, 16, 22])
def test_dots_are_told_from_letters_by_their_pixels(size: int) -> None:
    where = [Box(x0=4, y0=4, x1=290, y1=36)]
    assert shows_dots(row_of("o", size), where, TYPED)
    for text in ("Ada Lovelace", "Hello World", "password12", "ada@example.com", "1234567890", "abcdefgh"):
        assert not shows_dots(row_of(text, size), where, text)
    assert not shows_dots(row_of("oooooooo", size), where, "oooooooo")
    assert not shows_dots(row_of("o", size), [], TYPED)


def test_a_dark_window_shows_dots_as_well() -> None:
    frame = row_of("o")
    dark = Frame(255 - frame.pixels, windows=(Window(id=1, box=frame.box),))
    assert shows_dots(dark, [Box(x0=4, y0=4, x1=290, y1=36)], TYPED)
