"""The entry of a list that words name is the one that they name surely, and a piece fits what it names."""

from __future__ import annotations

import pytest
from grounding import Spec, element, screen

from agent.filling.fitting import Fit, Form, entry_named, fits
from agent.filling.slots import slots_of, surroundings
from agent.grammar.quoting import Quotes
from agent.grounding.scene import scene_of
from agent.types import Element

NONE: frozenset[str] = frozenset()
ROOMS = ("Standard", "Suite", "Family room")
NAME = element("text_field", "", (160, 60, 400, 84), label="Guest name")
COMPANY = element("text_field", "", (160, 100, 400, 124), label="Company name")
PHONE = element("text_field", "", (160, 140, 400, 164), label="Phone")
BOOK: Spec = ("button", "Book", (160, 220, 260, 240))


@pytest.mark.parametrize(
    ("said", "entries", "entry"),
    [
        ("suite", ROOMS, "Suite"),
        ("SUITES", ROOMS, "Suite"),
        ("the family", ROOMS, "Family room"),
        ("suite", (*ROOMS, "Junior suite"), "Suite"),
        ("2", ("1", "2", "12"), "2"),
        ("北京", ("北京", "北京市"), "北京"),
        ("me", ("Me", "Them"), "Me"),
    ],
)
def test_the_entry_that_is_named_surely(said: str, entries: tuple[str, ...], entry: str) -> None:
    assert entry_named(said, entries, NONE) == entry


@pytest.mark.parametrize(
    ("said", "entries"),
    [
        ("suite", ("Junior suite", "Family suite")),
        ("penthouse", ROOMS),
        ("suite with a bath", ROOMS),
        ("京", ("北京", "南京")),
        ("hotel", ("Hotel at the old harbour", "Standard")),
        ("suite", ()),
    ],
    ids=[
        "two are named as well",
        "none",
        "more is said",
        "a part of two",
        "little of its name",
        "nothing offered",
    ],
)
def test_no_entry_where_it_is_not_sure(said: str, entries: tuple[str, ...]) -> None:
    assert entry_named(said, entries, NONE) is None


def test_the_name_of_the_list_may_stand_beside_its_entry() -> None:
    assert entry_named("standard room", ROOMS[:2], frozenset({"room"})) == "Standard"
    assert entry_named("standard room", ROOMS[:2], NONE) is None


def found(piece: str, *specs: Spec | Element) -> list[Fit]:
    scene, quotes = scene_of(screen(*specs)), Quotes(piece)
    return fits(quotes.masked, Form(slots_of(scene), surroundings(scene), quotes, {}))


def likeliest(piece: str, *specs: Spec | Element) -> tuple[str, str, str] | None:
    best = next(iter(found(piece, *specs)), None)
    return (best.deed, best.slot.name if best.slot else "", best.value) if best else None


@pytest.mark.parametrize(
    ("piece", "field", "value"),
    [
        ("company name: Kite", "Company name", "Kite"),
        ("Kite as the company name", "Company name", "Kite"),
        ("the company is Kite", "Company name", "Kite"),
        ("set the company name to Kite Ltd", "Company name", "Kite Ltd"),
        ("for Ada Moreau", "Guest name", "Ada Moreau"),
        ("phone 030 1234567", "Phone", "030 1234567"),
        ("030 1234567", "Phone", "030 1234567"),
    ],
)
def test_a_value_goes_into_the_field_that_its_piece_names(piece: str, field: str, value: str) -> None:
    assert likeliest(piece, NAME, COMPANY, PHONE, BOOK) == ("fill", field, value)


@pytest.mark.parametrize("piece", ["name: Kite", "the colour is Kite", "Kite", "call 030 1234567"])
def test_a_value_without_a_field_of_its_own_fits_nothing(piece: str) -> None:
    assert found(piece, NAME, COMPANY, PHONE, BOOK) == []


def test_of_two_phones_a_number_by_itself_means_none() -> None:
    mobile = element("text_field", "", (160, 180, 400, 204), label="Mobile")
    assert found("030 1234567", PHONE, mobile) == []


@pytest.mark.parametrize("piece", ["book it", "press Book", "then book now", "confirm and book the form"])
def test_a_button_is_pressed_by_its_name_and_what_may_stand_beside_it(piece: str) -> None:
    assert likeliest(piece, NAME, BOOK) == ("press", "Book", "")


@pytest.mark.parametrize("piece", ["book a boat", "press Save", "bookshelf"])
def test_other_words_press_nothing(piece: str) -> None:
    assert not any(fit.deed == "press" for fit in found(piece, NAME, BOOK))


@pytest.mark.parametrize(
    "piece", ["don't book", "never press Book", "without booking", "先不要提交", "别提交"]
)
def test_what_is_not_to_be_done_is_nothing_to_do(piece: str) -> None:
    submit: Spec = ("button", "提交", (300, 220, 400, 240))
    assert likeliest(piece, NAME, BOOK, submit) == ("nothing", "", "")


def test_the_words_of_the_page_say_nothing_further() -> None:
    heading: Spec = ("heading", "Lakeside Hotel", (20, 10, 220, 40))
    assert likeliest("the hotel", heading, NAME) == ("nothing", "", "")
    assert found("the hotel", NAME) == []
