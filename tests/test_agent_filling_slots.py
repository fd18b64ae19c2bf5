"""What a form asks for is seen from its elements: fields by their labels, choices by their group, buttons."""

from __future__ import annotations

import pytest
from grounding import Spec, element, screen

from agent.filling.slots import Slot, slots_of, surroundings
from agent.grounding.scene import scene_of
from agent.types import Element, Kind, Window, box_of

VIEW: Spec = ("label", "View", (20, 20, 60, 40))
LAKE: Spec = ("radio", "Lake", (20, 50, 100, 68))


def slots(*specs: Spec | Element, windows: tuple[Window, ...] = ()) -> list[Slot]:
    return slots_of(scene_of(screen(*specs, windows=windows)))


def told(*specs: Spec | Element) -> list[tuple[str, str]]:
    return [(slot.kind, slot.name) for slot in slots(*specs)]


@pytest.mark.parametrize("kind", ["text_field", "text_area", "search_field", "spin_box"])
def test_a_field_is_called_by_its_label_and_holds_what_stands_in_it(kind: Kind) -> None:
    (slot,) = slots(element(kind, "3", (100, 18, 300, 42), label="Nights:"))
    assert (slot.kind, slot.name, slot.value) == ("text", "Nights", "3")
    assert slot.about == {"night"}


@pytest.mark.parametrize(
    ("label", "field"),
    [((20, 20, 90, 40), (100, 18, 300, 42)), ((20, 20, 90, 40), (20, 44, 300, 68))],
    ids=["left of it", "above it"],
)
def test_a_text_close_by_is_the_label(
    label: tuple[int, int, int, int], field: tuple[int, int, int, int]
) -> None:
    assert told(("label", "Nights *", label), ("text_field", "", field)) == [("text", "Nights")]


@pytest.mark.parametrize(
    "specs",
    [
        [element("text_field", "", (100, 18, 300, 42))],
        [element("password_field", "", (100, 18, 300, 42), label="Password")],
        [element("button", "Book", (10, 10, 60, 30), states=frozenset({"disabled"}))],
        [element("icon_button", "", (10, 10, 30, 30))],
        [element("link", "Terms", (10, 10, 60, 30))],
    ],
    ids=["a field without a label", "a password", "a greyed button", "a button without words", "a link"],
)
def test_what_no_words_may_fill_or_press_is_left_out(specs: list[Element]) -> None:
    assert told(*specs) == []


def test_a_combo_box_is_a_list_unless_it_can_be_written_in() -> None:
    room = element("combo_box", "Suite", (10, 10, 100, 30), label="Room")
    city = element("combo_box", "", (10, 40, 100, 60), label="City", states=frozenset({"editable"}))
    assert told(room, city) == [("list", "Room"), ("text", "City")]


@pytest.mark.parametrize("shown", ["mm/dd/yyyy", "2026-08-14", "14.8.26", "2026年8月14日"])
def test_a_button_that_shows_a_date_is_a_field_of_its_label(shown: str) -> None:
    found = slots(("label", "Arrival", (20, 20, 90, 40)), ("button", shown, (100, 18, 300, 42)))
    assert [(s.kind, s.name, s.value) for s in found] == [("text", "Arrival", shown)]


def test_choices_belong_to_the_text_over_them_or_left_of_them() -> None:
    over = slots(VIEW, LAKE)
    beside = slots(("label", "View", (20, 50, 60, 68)), ("radio", "Lake", (100, 50, 180, 68)))
    assert [(s.name, sorted(s.about), s.alone) for s in over + beside] == [("Lake", ["view"], True)] * 2


def test_a_text_far_above_is_of_another_group() -> None:
    assert slots(VIEW, ("radio", "Lake", (20, 400, 100, 418)))[0].about == frozenset()


def test_the_name_of_a_choice_is_no_group_of_the_next() -> None:
    signs: list[Spec] = [("checkbox", "", (20, top, 36, top + 16)) for top in (50, 76)]
    names: list[Spec] = [("label", "Tea", (42, 48, 90, 68)), ("label", "Milk", (42, 74, 90, 94))]
    found = slots(("label", "Extras", (20, 20, 80, 40)), *signs, *names)
    assert [(s.name, sorted(s.about)) for s in found] == [("Tea", ["extra"]), ("Milk", ["extra"])]


def test_a_ticked_box_is_on() -> None:
    (slot,) = slots(element("checkbox", "Tea", (20, 50, 90, 68), states=frozenset({"checked"})))
    assert (slot.name, slot.on, slot.alone) == ("Tea", True, False)


def test_a_box_in_a_row_of_radio_buttons_is_still_a_box() -> None:
    _, garden = slots(VIEW, LAKE, ("checkbox", "Garden", (120, 50, 220, 68)))
    assert (garden.name, garden.alone) == ("Garden", False)


@pytest.mark.parametrize(
    ("mark", "group", "count"),
    [
        ((20, 50, 36, 66), VIEW, 1),
        ((20, 50, 36, 66), ("label", "far", (500, 300, 540, 320)), 0),
        ((10, 40, 38, 68), VIEW, 0),
        ((20, 50, 36, 58), VIEW, 0),
    ],
    ids=["small and square", "of no group", "too large", "not square"],
)
def test_a_small_mark_before_a_text_is_a_choice(
    mark: tuple[int, int, int, int], group: Spec, count: int
) -> None:
    found = told(group, ("icon", "", mark), ("label", "Lake", (42, 48, 90, 68)))
    assert found == [("option", "Lake")] * count


def test_what_stands_in_a_window_behind_is_not_of_the_form() -> None:
    behind = Window(id=1, title="Old", app="", box=box_of((0, 0, 400, 600)), focused=False)
    front = Window(id=2, title="New", app="", box=box_of((400, 0, 800, 600)), focused=True)
    found = slots(
        ("button", "Send", (20, 20, 90, 40)), ("button", "Book", (420, 20, 490, 40)), windows=(front, behind)
    )
    assert [slot.name for slot in found] == ["Book"]


def test_a_slot_keeps_its_key_when_its_value_and_place_change() -> None:
    one, other = (
        slots(element("spin_box", held, (100, top, 200, top + 24), label="Nights"))[0]
        for held, top in (("1", 20), ("3", 90))
    )
    assert one.key == other.key
    assert (one.value, other.value) == ("1", "3")


def test_the_page_speaks_by_its_headings_and_large_texts() -> None:
    small: list[Spec] = [("label", "Nothing", (20, top, 90, top + 16)) for top in (120, 150, 180)]
    large: Spec = ("label", "Great rooms", (20, 60, 220, 100))
    chosen: list[Spec] = [("tab", "Prices", (20, 220, 90, 240)), ("button", "Book", (20, 260, 90, 280))]
    seen = screen(("heading", "Lakeside Hotel", (20, 10, 220, 40)), large, *chosen, *small)
    assert surroundings(scene_of(seen)) == {"lakeside", "hotel", "great", "room", "price"}
