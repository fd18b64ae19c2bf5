"""What the rules and the model say of one picture becomes one list, and nothing is said twice."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from agent.types import Kind, box_of
from vision.decode import Sight
from vision.merge import merge
from vision.scene import Thing

BOX = (100, 100, 180, 130)


def sight(kind: str, box: tuple[int, int, int, int] = BOX, score: float = 0.9, **more: Any) -> Sight:
    return Sight(tuple(float(v) for v in box), kind, score, **more)  # type: ignore[arg-type]


def thing(kind: Kind, text: str = "", box: tuple[int, int, int, int] = BOX) -> Thing:
    return Thing(box_of(box), kind, text)


def test_what_both_see_is_one_thing_with_its_text_and_the_surer_kind() -> None:
    (one,) = merge([thing("button", "Size")], [sight("combo_box", sure=0.9)])
    assert (one.kind, one.text, one.score) == ("combo_box", "Size", 0.9)
    (unsure,) = merge([thing("button", "Size")], [sight("combo_box", sure=0.5)])
    assert unsure.kind == "button"


def test_what_only_the_model_sees_takes_in_the_texts_that_lie_in_it() -> None:
    label = thing("label", "Save", (110, 106, 150, 124))
    (button,) = merge([label], [sight("button")])
    assert (button.kind, button.text) == ("button", "Save")


def test_what_the_model_is_not_sure_of_is_left() -> None:
    label = thing("label", "Save", (110, 106, 150, 124))
    assert merge([label], [sight("button", score=0.2)]) == [label]


def test_a_picture_or_a_label_takes_nothing_in() -> None:
    label = thing("label", "Caption", (110, 106, 150, 124))
    assert merge([label], [sight("image"), sight("label", (100, 100, 179, 130))]) == [label]


def test_a_second_box_for_a_known_control_is_dropped() -> None:
    known = thing("button", "OK", (100, 100, 180, 130))
    assert merge([known], [sight("button", (100, 100, 140, 130))]) == [known]


def test_an_icon_without_words_gets_the_names_of_what_it_may_mean() -> None:
    sure = sight("icon_button", meanings=(("search", 0.9), ("zoom_in", 0.08)))
    (icon,) = merge([thing("icon_button")], [sure])
    assert icon.label == "Search"
    assert {("magnifying glass", 0.9), ("Zoom in", 0.08)} <= set(icon.aliases)
    (doubtful,) = merge([thing("icon_button")], [sight("icon_button", meanings=(("search", 0.3),))])
    assert doubtful.label == ""
    assert ("Search", 0.3) in doubtful.aliases
    (worded,) = merge([thing("button", "Go")], [sure])
    assert (worded.label, worded.aliases) == ("", ())


def test_a_check_box_as_tall_as_a_folder_is_none() -> None:
    assert merge([], [sight("checkbox", (0, 0, 70, 66))]) == []
    assert len(merge([], [sight("checkbox", (0, 0, 70, 20))])) == 1


def test_a_check_box_reaches_to_the_end_of_its_row() -> None:
    known = thing("checkbox", "Newsletter", (104, 104, 190, 124))
    (one,) = merge([known], [sight("checkbox", (100, 100, 500, 128))])
    assert (one.kind, one.text, one.box) == ("checkbox", "Newsletter", box_of((100, 100, 500, 128)))


def test_the_tick_of_a_menus_entry_is_the_entry() -> None:
    (one,) = merge(
        [thing("radio", "Basic", (104, 104, 190, 124))], [sight("menu_item", (100, 100, 300, 128))]
    )
    assert (one.kind, one.text) == ("menu_item", "Basic")


def test_a_label_on_a_check_box_takes_nothing_from_it() -> None:
    (one,) = merge([thing("checkbox", "Remember me")], [sight("label", sure=0.95)])
    assert one.kind == "checkbox"
    (other,) = merge([thing("button", "6 folders")], [sight("label", sure=0.95)])
    assert other.kind == "label"


def test_arrows_of_a_combo_box_are_no_buttons() -> None:
    combo = thing("combo_box", "Style", (100, 100, 300, 130))
    assert merge([combo], [sight("button", (276, 102, 298, 128))]) == [combo]


boxes = st.tuples(*[st.integers(0, 200)] * 2, *[st.integers(4, 80)] * 2)


@settings(max_examples=60)
@given(st.lists(boxes, max_size=8), st.lists(boxes, max_size=8))
def test_merging_never_loses_a_control(known: list[tuple[int, ...]], seen: list[tuple[int, ...]]) -> None:
    things = [thing("menu_item", str(i), (x, y, x + w, y + h)) for i, (x, y, w, h) in enumerate(known)]
    merged = merge(things, [sight("button", (x, y, x + w, y + h)) for x, y, w, h in seen])
    assert [t for t in merged if any(t is k for k in things)] == things


def test_a_shortcut_in_a_menu_is_part_of_its_entry() -> None:
    entry = thing("menu_item", "Copy", (100, 100, 300, 128))
    assert merge([entry], [sight("table_cell", (230, 102, 296, 126))]) == [entry]
    ticked = merge([entry], [sight("checkbox", (104, 104, 122, 122))])
    assert len(ticked) == 2


def test_what_has_no_measure_of_its_kind_is_not_seen() -> None:
    assert merge([], [sight("switch", (100, 100, 160, 160))]) == []
    assert merge([], [sight("text_field", (100, 100, 500, 114))]) == []
    assert len(merge([], [sight("switch", (300, 100, 344, 124)), sight("text_field")])) == 2


def test_an_icon_is_as_large_as_the_model_sees_it() -> None:
    (icon,) = merge(
        [thing("icon_button", "", (104, 102, 132, 130))], [sight("icon_button", (100, 98, 136, 134))]
    )
    assert icon.box == box_of((100, 98, 136, 134))
    (pressed,) = merge(
        [thing("icon", "", (100, 100, 140, 140))], [sight("icon_button", (116, 104, 140, 136), 0.55)]
    )
    assert (pressed.kind, pressed.box) == ("icon_button", box_of((116, 104, 140, 136)))


def test_a_plain_control_needs_less_than_a_doubtful_one() -> None:
    assert merge([], [sight("combo_box", score=0.55, sure=0.95)])
    assert not merge([], [sight("combo_box", score=0.55, sure=0.6)])


def test_an_icon_on_a_button_with_words_is_no_button() -> None:
    button = thing("button", "Sign in")
    icon = thing("icon_button", "", (104, 104, 128, 128))
    icon.score = 0.5
    assert merge([button, icon], [sight("button"), sight("icon_button", (104, 104, 128, 128), 0.4)]) == [
        button
    ]


def test_an_icon_that_can_be_pressed_is_a_button_or_a_switch() -> None:
    box = (100, 100, 130, 118)
    (switch,) = merge([thing("icon", "", box)], [sight("switch", box, 0.55, sure=0.5)])
    assert switch.kind == "switch"
    (button,) = merge([thing("icon", "", box)], [sight("window_control", box, 0.65, sure=0.4)])
    assert button.kind == "icon_button"


def test_no_radio_button_is_made_of_a_link() -> None:
    link = thing("link", "Python", (120, 104, 176, 126))
    assert merge([link], [sight("radio")]) == [link]


def test_an_icon_that_was_read_as_a_letter_has_its_meaning() -> None:
    (icon,) = merge([thing("icon_button", "C")], [sight("icon_button", meanings=(("refresh", 0.9),))])
    assert (icon.text, bool(icon.label)) == ("", True)
    (unsure,) = merge([thing("icon_button", "C")], [sight("icon_button", meanings=(("refresh", 0.3),))])
    assert (unsure.text, unsure.label) == ("C", "")
    (key,) = merge([thing("button", "C")], [sight("button", meanings=(("refresh", 0.9),))])
    assert key.text == "C"
