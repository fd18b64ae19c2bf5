"""From a phrase and what is on the screen to one target, or a question."""

from __future__ import annotations

from typing import Any

import pytest
from grounding import (
    BOXES,
    CANCEL,
    CORNERS,
    FIELDS,
    OK,
    OPEN,
    SAVE,
    SAVE_ALL,
    SAVE_AS,
    Spec,
    boxes,
    element,
    say,
    screen,
    the,
    to,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.finding import wanted
from agent.ground import ground
from agent.intents import Phrase
from agent.types import Box, Element, Kind, box_of

# -- names ------------------------------------------------------------------


def test_the_exact_name_wins_over_longer_ones() -> None:
    answer = ground(say("save"), screen(SAVE_AS, SAVE, SAVE_ALL))
    assert the(answer) == box_of(SAVE[2])
    assert answer.candidates[0].point == box_of(SAVE[2]).centre
    assert "'Save' is the same" in answer.candidates[0].evidence[0]
    assert len(answer.candidates) == 3


def test_a_part_of_the_name_will_do_when_nothing_bears_it_whole() -> None:
    files: Spec = ("button", "Search files", (70, 10, 140, 34))
    assert the(ground(say("Search"), screen(files, OPEN))) == box_of(files[2])


def test_another_command_of_the_same_beginning_is_a_question() -> None:
    answer = ground(say("Save"), screen(SAVE_AS, OPEN))
    assert (answer.outcome, boxes(answer)) == ("ambiguous", [list(SAVE_AS[2])])
    assert "Save As…" in answer.reason


def test_two_longer_names_are_a_question() -> None:
    answer = ground(say("Save"), screen(SAVE_AS, SAVE_ALL, OPEN))
    assert answer.outcome == "ambiguous"
    assert boxes(answer) == [list(SAVE_AS[2]), list(SAVE_ALL[2])]


def test_quoted_names_want_no_longer_name() -> None:
    answer = ground(say("Save", exact=True), screen(SAVE_AS, OPEN))
    assert answer.outcome == "not_found"
    assert boxes(answer) == [list(SAVE_AS[2])]
    assert "Save As…" in answer.reason


def test_quoted_names_want_no_synonym() -> None:
    on = screen(("button", "Remove", (0, 0, 50, 20)))
    assert ground(say("Delete", exact=True), on).outcome == "not_found"
    assert ground(say("Delete"), on).outcome == "found"


def test_case_tells_quoted_names_apart() -> None:
    on = screen(("button", "save", (10, 10, 60, 34)), ("button", "Save", (10, 50, 60, 74)))
    assert the(ground(say("Save", exact=True), on)).y0 == 50
    assert ground(say("Save"), on).outcome == "ambiguous"


def test_a_button_called_close_is_meant_rather_than_the_sign_in_the_frame() -> None:
    on = screen(("window_control", "Close", (300, 2, 320, 20)), ("button", "Close", (200, 150, 280, 176)))
    for kinds in ((), ("button", "icon_button", "window_control")):
        assert the(ground(Phrase(words="Close", name="Close", kinds=kinds), on)).y0 == 150
    alone = screen(("window_control", "Close", (300, 2, 320, 20)))
    assert the(ground(say("Close"), alone)).x0 == 300


def test_small_slips_of_the_reader_are_forgiven() -> None:
    assert the(ground(say("Login"), screen(("button", "Logln", (5, 5, 50, 25)), OPEN))).x0 == 5


def test_one_letter_makes_another_short_name() -> None:
    answer = ground(say("File"), screen(("menu_bar_item", "Tile", (0, 0, 40, 20))))
    assert answer.outcome == "not_found"


@pytest.mark.parametrize(
    ("name", "seen"),
    [("登录", "Sign in"), ("log in", "登录"), ("trash", "删除"), ("close", "×"), ("settings", "Preferences")],
)
def test_synonyms_and_translations(name: str, seen: str) -> None:
    answer = ground(say(name), screen(("button", seen, (0, 0, 60, 20)), OPEN))
    assert the(answer).x0 == 0
    assert answer.candidates[0].score < 0.9
    assert "means about the same" in answer.candidates[0].evidence[0]


def test_the_name_itself_beats_its_synonym() -> None:
    on = screen(("button", "Find", (0, 0, 60, 20)), ("button", "Search", (100, 0, 160, 20)))
    assert the(ground(say("Search"), on)).x0 == 100
    assert ground(say("搜索"), on).outcome == "ambiguous"


def test_two_synonyms_are_a_question() -> None:
    on = screen(("button", "Remove", (0, 0, 60, 20)), ("button", "Erase", (100, 0, 160, 20)))
    assert ground(say("delete"), on).outcome == "ambiguous"


def test_an_icon_goes_by_its_meaning() -> None:
    bin_icon = element("icon_button", "", (40, 0, 60, 20), label="delete")
    assert the(ground(say("删除"), screen(bin_icon, OPEN))) == bin_icon.box


def test_nothing_of_that_name_tells_the_nearest() -> None:
    answer = ground(say("Flarb"), screen(SAVE, OPEN))
    assert (answer.outcome, answer.candidates) == ("not_found", ())
    assert answer.reason == "Nothing on the screen fits “Flarb”."
    assert ground(say("wug"), screen()).outcome == "not_found"


def test_a_name_in_a_row_of_names_read_as_one_line() -> None:
    row = element("label", "Edit View Help", (400, 10, 540, 30))
    for name, left, right in [("Edit", 400, 440), ("View", 445, 490), ("help", 495, 540)]:
        answer = ground(say(name), screen(row, OPEN))
        assert the(answer) == row.box
        assert left <= answer.candidates[0].point.x <= right
    assert ground(say("View", exact=True), screen(row, OPEN)).outcome == "not_found"


def test_a_placeholder_may_name_its_field_in_part() -> None:
    on = screen(("text_field", "Quick search", (0, 0, 200, 24)), OPEN)
    assert the(ground(say("search", kinds=("search_field", "text_field")), on)).x0 == 0


def test_numbers_are_never_slips() -> None:
    keys = [("button", str(n), (40 * n, 0, 40 * n + 30, 30)) for n in range(10)]
    for n in range(10):
        assert the(ground(say(str(n)), screen(*keys))).x0 == 40 * n  # type: ignore[arg-type]
    assert ground(say("Tab 3"), screen(("tab", "Tab 1", (0, 0, 40, 20)))).outcome == "not_found"


def test_text_that_merely_contains_the_word_is_not_taken() -> None:
    prose = "When you are done you may save your work to a file of your own choice and leave."
    assert ground(say("save"), screen(("label", prose, (0, 100, 600, 120)))).outcome == "not_found"


def test_contents_of_a_field_are_not_its_name() -> None:
    path = element("text_field", "/home/ada/documents", (0, 0, 300, 20))
    assert ground(say("Home"), screen(path)).outcome == "not_found"


def test_a_shortcut_beside_a_menu_entry_is_no_part_of_its_name() -> None:
    on = screen(
        ("menu_item", "Save    Ctrl+S", (0, 0, 200, 24)),
        ("menu_item", "Save As…  Shift+Ctrl+S", (0, 24, 200, 48)),
    )
    assert the(ground(say("Save", exact=True), on)).y0 == 0


# -- kinds ------------------------------------------------------------------


def test_the_kind_chooses_among_equal_names() -> None:
    on = screen(
        ("menu_item", "Open", (0, 0, 100, 20)),
        ("button", "Open", (0, 40, 100, 60)),
        ("tab", "Open", (0, 80, 100, 99)),
    )
    assert the(ground(say("Open", kinds=("button", "icon_button")), on)).y0 == 40
    assert the(ground(say("Open", kinds=("tab",)), on)).y0 == 80
    assert ground(say("Open"), on).outcome == "ambiguous"


@pytest.mark.parametrize("seen", ["label", "icon", "text_field", "link", "menu_item"])
def test_a_right_name_is_enough_when_the_kind_was_guessed_wrong(seen: Kind) -> None:
    assert the(ground(say("Send", kinds=("button",)), screen((seen, "Send", (0, 0, 60, 20)), OK))).x0 == 0


def test_the_kind_alone() -> None:
    on = screen(("slider", "", (0, 0, 200, 20)), OK, CANCEL)
    assert the(ground(say(kinds=("slider",)), on)).x0 == 0
    assert ground(say(kinds=("button",)), on).outcome == "ambiguous"
    assert ground(say(kinds=("checkbox",)), on).outcome == "not_found"


def test_preferred_kinds_are_soft() -> None:
    on = screen(("button", "Bold", (0, 0, 50, 20)), ("checkbox", "Bold", (0, 40, 80, 60)))
    assert the(ground(say("Bold"), on, BOXES)).y0 == 40
    assert the(ground(say("Bold"), screen(("button", "Bold", (0, 0, 50, 20))), BOXES)).y0 == 0


def test_what_can_be_acted_on_comes_before_mere_text() -> None:
    on = screen(("heading", "Settings", (0, 0, 200, 40)), ("button", "Settings", (0, 100, 80, 120)))
    assert the(ground(say("Settings"), on)).y0 == 100


def test_containers_only_where_they_are_asked_for() -> None:
    on = screen(("panel", "Options", (0, 0, 400, 300)), ("button", "Options", (450, 0, 500, 20)))
    assert the(ground(say("Options"), on)).x0 == 450
    assert the(ground(say("Options", kinds=("panel",)), on)).x0 == 0


def test_a_greyed_button_gives_way_to_a_live_one() -> None:
    grey = element("button", "Find", (0, 0, 50, 20), states=frozenset({"disabled"}))
    on = screen(grey, ("button", "Find", (0, 50, 50, 70)))
    assert the(ground(say("Find"), on)).y0 == 50
    assert the(ground(say("Find", states=("disabled",)), on)).y0 == 0


# -- one thing seen as several ------------------------------------------------


def test_a_button_and_its_text_are_one_thing() -> None:
    on = screen(("button", "Save", (0, 0, 80, 30)), ("label", "Save", (20, 7, 60, 23)))
    answer = ground(say("Save"), on)
    assert the(answer).width == 80
    assert len(answer.candidates) == 1


def test_an_icon_and_its_caption_are_one_thing() -> None:
    icon = element("icon", "", (10, 0, 58, 48), label="Trash")
    on = screen(icon, ("label", "Trash", (12, 50, 56, 64)))
    assert ground(say("Trash"), on).outcome == "found"


def test_the_same_box_twice_is_one_thing() -> None:
    on = screen(SAVE, ("link", "Save", (11, 10, 60, 33)))
    assert ground(say("Save"), on).outcome == "found"


def test_a_check_box_and_its_label_are_one_thing() -> None:
    box = element("checkbox", "", (10, 10, 26, 26), label="Remember me")
    on = screen(box, ("label", "Remember me", (32, 9, 120, 27)))
    answer = ground(say("remember me"), on, BOXES)
    assert the(answer) == box.box
    assert answer.candidates[0].point == box.box.centre


# -- where to click -------------------------------------------------------------


def test_a_wide_check_box_is_hit_at_its_mark() -> None:
    answer = ground(say("Newsletter"), screen(("checkbox", "Newsletter", (400, 365, 868, 387))))
    assert answer.candidates[0].point.x < 430


def test_the_point_keeps_off_smaller_controls_inside() -> None:
    clear = ("icon_button", "", (90, 0, 110, 20))
    answer = ground(say(kinds=("search_field",)), screen(("search_field", "", (0, 0, 200, 20)), clear))  # type: ignore[arg-type]
    box, point = the(answer), answer.candidates[0].point
    assert box.contains(point)
    assert not box_of(clear[2]).contains(point)


# -- colours and states -----------------------------------------------------------------


RED, GREEN, BLUE, GREY = (200, 30, 40), (40, 160, 70), (40, 90, 210), (128, 128, 128)


def test_colours() -> None:
    fills = [RED, GREEN, BLUE, GREY]
    on = screen(
        *[element("button", "Run", (100 * i, 0, 100 * i + 60, 24), fill=c) for i, c in enumerate(fills)]
    )
    for i, name in enumerate(["red", "green", "blue", "grey"]):
        assert the(ground(say("Run", colour=name), on)).x0 == 100 * i
        assert the(ground(say(kinds=("button",), colour=name), on)).x0 == 100 * i
    assert ground(say(kinds=("button",), colour="yellow"), on).outcome == "not_found"


def test_the_colour_of_what_is_drawn() -> None:
    on = screen(
        element("icon", "", (0, 0, 24, 24), fill=(255, 255, 255), ink=(220, 40, 40)),
        element("icon", "", (40, 0, 64, 24), fill=(255, 255, 255), ink=(40, 40, 220)),
    )
    assert the(ground(say(kinds=("icon",), colour="red"), on)).x0 == 0


def test_states() -> None:
    on = screen(
        element("checkbox", "A", (0, 0, 60, 20), states=frozenset({"checked"})),
        element("checkbox", "B", (0, 30, 60, 50)),
        element("checkbox", "C", (0, 60, 60, 80)),
    )
    assert the(ground(say(kinds=("checkbox",), states=("checked",)), on)).y0 == 0
    assert ground(say(kinds=("checkbox",), states=("selected",)), on).outcome == "not_found"


def test_an_area_has_room_for_several_lines() -> None:
    on = screen(("text_field", "", (0, 0, 300, 24)), ("text_field", "", (0, 40, 300, 200)), OK, CANCEL)
    assert the(ground(say(kinds=("text_area", "text_field")), on)).y0 == 40


# -- the decision --------------------------------------------------------------------------


def test_saying_nothing_finds_nothing() -> None:
    assert ground(Phrase(words="it"), screen(SAVE)).outcome == "not_found"


def test_at_most_so_many_alternatives() -> None:
    assert len(ground(say("Go"), CORNERS, alternatives=4).candidates) == 4


def test_scores_fall_and_stay_within_bounds() -> None:
    for phrase in (say("Save"), say("Save", kinds=("tab",)), say(kinds=("button",), place="left")):
        scores = [c.score for c in ground(phrase, screen(SAVE, SAVE_AS, SAVE_ALL, OPEN, OK)).candidates]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < s <= 1 for s in scores)


_names = st.sampled_from(["Save", "Save As", "Open", "Delete", "删除", "OK", "", "Name:", "1", "Sav"])
_kinds: st.SearchStrategy[Kind] = st.sampled_from(
    ["button", "label", "text_field", "checkbox", "icon", "menu_item", "dialog"]
)
_numbers = st.integers(0, 30)
_elements = st.lists(
    st.tuples(_kinds, _names, _numbers, _numbers, st.integers(1, 8), st.integers(1, 4)), max_size=10
)
_phrases = st.builds(
    lambda name, kinds, ordinal, place, anchor: say(
        name, kinds=kinds, ordinal=ordinal, place=place, relations=(to("right_of", anchor),) if anchor else ()
    ),
    st.sampled_from(["Save", "delete", "Name", ""]),
    st.sampled_from([(), ("button",), ("text_field", "checkbox")]),
    st.sampled_from([None, 1, 2, -1]),
    st.sampled_from([None, "top_right", "centre"]),
    st.sampled_from(["", "OK", "Save"]),
)


def _built(raw: list[tuple[Kind, str, int, int, int, int]]) -> list[Element]:
    return [
        Element(id=i, kind=kind, text=text, box=Box(x0=20 * x, y0=15 * y, x1=20 * (x + w), y1=15 * (y + h)))
        for i, (kind, text, x, y, w, h) in enumerate(raw)
    ]


@settings(max_examples=60)
@given(_elements, _phrases, st.randoms(use_true_random=False))
def test_the_order_that_things_are_seen_in_never_matters(raw: Any, phrase: Phrase, random: Any) -> None:
    elements = _built(raw)
    shuffled = elements[:]
    random.shuffle(shuffled)
    assert ground(phrase, screen(*elements), FIELDS) == ground(phrase, screen(*shuffled), FIELDS)


@settings(max_examples=40)
@given(
    _kinds,
    st.sampled_from(["Save", "删除"]),
    st.integers(0, 300),
    st.integers(0, 300),
    st.integers(61, 400),
    st.booleans(),
)
def test_two_identical_things_are_never_picked_from(
    kind: Kind, name: str, x: int, y: int, off: int, down: bool
) -> None:
    dx, dy = (0, off) if down else (off, 0)
    one = Element(id=0, kind=kind, text=name, box=Box(x0=x, y0=y, x1=x + 60, y1=y + 24))
    other = one.model_copy(update={"id": 1, "box": one.box.moved(dx, dy)})
    for phrase in (say(name), say(name, exact=True), say(name, kinds=(kind,)), say(kinds=(kind,))):
        assert ground(phrase, screen(one, other)).outcome != "found"


@settings(max_examples=40)
@given(_elements, _phrases)
def test_every_point_lies_in_its_element(raw: Any, phrase: Phrase) -> None:
    for candidate in ground(phrase, screen(*_built(raw))).candidates:
        assert candidate.element.box.contains(candidate.point)


@pytest.mark.parametrize(
    ("name", "exact"),
    [("Search", False), ("magnifying glass", False), ("Search for files", True), ("放大镜", False)],
)
def test_an_icon_without_words_answers_to_all_names_of_its_meaning(name: str, exact: bool) -> None:
    names = tuple((n, 0.9) for n in ("search", "search for files", "magnifying glass", "放大镜"))
    icon = element("icon_button", "", (10, 10, 34, 34), label="Search", aliases=names)
    other = element("icon_button", "", (50, 10, 74, 34), label="Save")
    found = ground(say(name, exact=exact), screen(icon, other))
    assert (found.outcome, found.candidates[0].element) == ("found", icon)
    doubted = icon.model_copy(update={"label": "", "aliases": (("search", 0.2),)})
    assert ground(say("search"), screen(doubted, other)).outcome == "found"
    rival = doubted.model_copy(update={"id": 7, "box": Box(x0=90, y0=10, x1=114, y1=34)})
    assert ground(say("search"), screen(doubted, rival)).outcome == "ambiguous"
    written = icon.model_copy(update={"text": "Go", "label": ""})
    assert ground(say(name, exact=exact), screen(written, other)).outcome != "found"


@pytest.mark.parametrize(
    ("words", "at"),
    [("the tallest key", 1), ("the widest button", 2), ("the smallest button", 0), ("最宽的按钮", 2)],
)
def test_the_one_with_the_most_of_a_measure(words: str, at: int) -> None:
    keys = [
        element("button", "7", (10, 10, 40, 30)),
        element("button", "+", (50, 10, 80, 70)),
        element("button", "0", (10, 80, 90, 100)),
    ]
    found = ground(wanted(f"click {words}" if words.isascii() else f"点击{words}")[0], screen(*keys))
    assert (found.outcome, found.candidates[0].element) == ("found", keys[at])


def test_of_two_that_are_as_large_none_is_picked() -> None:
    keys = [element("button", str(i), (10, 40 * i, 60, 40 * i + 30)) for i in range(3)]
    assert ground(wanted("click the largest button")[0], screen(*keys)).outcome == "ambiguous"


def test_the_largest_file_is_not_the_one_that_is_drawn_largest() -> None:
    files = [
        element("list_item", "a file", (10, 10, 60, 40)),
        element("list_item", "file b", (10, 50, 90, 90)),
    ]
    assert ground(wanted("open the largest file")[0], screen(*files)).outcome != "found"
