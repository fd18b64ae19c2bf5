"""What was said against a form as a whole: each piece finds its field, choice or button, or is told."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from grounding import element, screen
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.filling.fitting import Form
from agent.filling.reading import Reading, read
from agent.filling.slots import slots_of, surroundings
from agent.grammar.quoting import Quotes
from agent.grounding.scene import scene_of
from agent.types import Observation

Read = tuple[str, str, str]
BOOKING = screen(
    ("heading", "Lakeside Hotel", (20, 10, 220, 40)),
    element("text_field", "", (160, 60, 400, 84), label="Guest name"),
    element("text_field", "", (160, 100, 400, 124), label="E-mail"),
    element("spin_box", "1", (160, 140, 240, 164), label="Nights"),
    element("combo_box", "Standard", (160, 180, 300, 204), label="Room"),
    ("label", "View", (20, 230, 60, 250)),
    ("radio", "Garden", (20, 256, 120, 274)),
    ("radio", "Lake", (20, 280, 120, 298)),
    ("label", "Extras", (320, 230, 380, 250)),
    ("checkbox", "Breakfast", (320, 256, 440, 274)),
    ("checkbox", "Late checkout", (320, 280, 460, 298)),
    element("text_area", "", (160, 320, 500, 380), label="Special wishes"),
    ("button", "Book", (160, 400, 240, 430)),
    ("button", "Cancel", (260, 400, 340, 430)),
)
SURVEY = screen(
    ("heading", "满意度问卷", (20, 10, 200, 40)),
    element("text_field", "", (160, 60, 400, 84), label="姓名"),
    element("text_field", "", (160, 100, 400, 124), label="手机号码"),
    ("label", "性别", (20, 140, 60, 160)),
    ("radio", "男", (20, 166, 80, 184)),
    ("radio", "女", (100, 166, 160, 184)),
    ("label", "喜欢的菜系", (20, 200, 120, 220)),
    ("checkbox", "川菜", (20, 226, 90, 244)),
    ("checkbox", "粤菜", (110, 226, 180, 244)),
    element("combo_box", "请选择", (160, 260, 300, 284), label="城市"),
    element("text_area", "", (160, 300, 500, 360), label="建议"),
    ("button", "提交问卷", (160, 380, 260, 410)),
)
TWINS = screen(
    element("text_field", "", (100, 20, 300, 44), label="Name"),
    element("text_field", "", (100, 60, 300, 84), label="Name"),
    ("checkbox", "Parking", (100, 90, 200, 108)),
    ("button", "Save", (100, 120, 160, 150)),
)
ROOMS = ("Standard", "Suite", "Family room")


def reading(
    say: str, seen: Observation = BOOKING, lists: Mapping[str, tuple[str, ...]] | None = None
) -> Reading:
    """`lists`: what those lists offer that were opened, by their labels."""
    scene, quotes = scene_of(seen), Quotes(say)
    slots = slots_of(scene)
    entries = {slot.key: lists[slot.name] for slot in slots if lists and slot.name in lists}
    return read(quotes.masked, Form(slots, surroundings(scene), quotes, entries))


def deeds(say: str, found: Reading) -> list[Read]:
    """In order: what is to be done, to what, with which value."""
    quotes = Quotes(say)
    return [(f.deed, f.slot.name, quotes.literal(f.value)) for f in found.fits if f.slot is not None]


def agreed(say: str, seen: Observation, wanted: list[Read], **more: Mapping[str, tuple[str, ...]]) -> None:
    """The words are explained as a whole, and are these deeds: the button last, the others in any order."""
    found = reading(say, seen, **more)
    assert found.unknown == ()
    assert found.whole
    got = deeds(say, found)
    assert sorted(got) == sorted(wanted)
    assert [d for d in got if d[0] == "press"] == [d for d in got[-1:] if d[0] == "press"]


NIGHTS: Read = ("fill", "Nights", "3")
LAKE: Read = ("on", "Lake", "")
BOOK: Read = ("press", "Book", "")
ADA: Read = ("fill", "Guest name", "Ada Moreau")
MAIL: Read = ("fill", "E-mail", "ada@x.org")


@pytest.mark.parametrize(
    ("say", "wanted"),
    [
        (
            "Book a lake view for 3 nights with breakfast and late checkout in the name of Ada Moreau",
            [LAKE, NIGHTS, ("on", "Breakfast", ""), ("on", "Late checkout", ""), ADA, BOOK],
        ),
        (
            "Book 3 nights with a view of the garden, room: Suite",
            [NIGHTS, ("on", "Garden", ""), ("choose", "Room", "Suite"), BOOK],
        ),
        (
            "I would like a lake view, the suite room and a late checkout, please",
            [LAKE, ("choose", "Room", "suite"), ("on", "Late checkout", "")],
        ),
        (
            'Nights: 3; Special wishes: "towels"; then press Book',
            [NIGHTS, ("fill", "Special wishes", "towels"), BOOK],
        ),
        ("please book it: 3 nights, lake view", [NIGHTS, LAKE, BOOK]),
        ("the e-mail is ada@x.org and 3 nights, then cancel", [MAIL, NIGHTS, ("press", "Cancel", "")]),
        ("guest name Ada Moreau, 3 nights", [ADA, NIGHTS]),
        ("set Nights to 3", [NIGHTS]),
    ],
)
def test_a_goal_in_english_is_a_form_filled_in(say: str, wanted: list[Read]) -> None:
    agreed(say, BOOKING, wanted)


@pytest.mark.parametrize(
    ("say", "wanted"),
    [
        (
            "姓名填李四，性别选女，菜系选川菜和粤菜，最后提交问卷",
            [
                ("fill", "姓名", "李四"),
                ("on", "女", ""),
                ("on", "川菜", ""),
                ("on", "粤菜", ""),
                ("press", "提交问卷", ""),
            ],
        ),
        ("选川菜，性别男", [("on", "川菜", ""), ("on", "男", "")]),
        ("城市选北京，喜欢粤菜", [("choose", "城市", "北京"), ("on", "粤菜", "")]),
        ("性别女，手机 13800138000", [("on", "女", ""), ("fill", "手机号码", "13800138000")]),
        ("建议写“灯多些，噪音少些”，性别选女", [("fill", "建议", "灯多些，噪音少些"), ("on", "女", "")]),
    ],
)
def test_a_goal_in_chinese_is_a_survey_filled_in(say: str, wanted: list[Read]) -> None:
    agreed(say, SURVEY, wanted)


@pytest.mark.parametrize(
    ("say", "seen"),
    [
        ("3 nights with a lake view, but don't book yet", BOOKING),
        ("book 3 nights with a lake view, but do not book yet", BOOKING),
        ("3 nights with a lake view, never press Book", BOOKING),
        ("3 nights without booking", BOOKING),
        ("lake view for 3 nights, book it, but don't book it", BOOKING),
        ("性别选女，先不要提交", SURVEY),
        ("性别选女，别提交问卷", SURVEY),
    ],
)
def test_a_button_that_is_not_to_be_pressed_is_not_pressed(say: str, seen: Observation) -> None:
    found = reading(say, seen)
    assert found.whole
    assert not any(fit.deed == "press" for fit in found.fits)


def test_buttons_are_pressed_after_all_else_in_the_order_said() -> None:
    say = "3 nights, then press Book, with a lake view"
    assert deeds(say, reading(say)) == [NIGHTS, LAKE, BOOK]
    say = "press Cancel, 3 nights, then press Book, with a lake view"
    assert deeds(say, reading(say)) == [NIGHTS, LAKE, ("press", "Cancel", ""), BOOK]


def test_what_stands_in_quotes_is_one_value_with_its_commas() -> None:
    wishes: Read = ("fill", "Special wishes", "one pillow, 3 nights, and no feathers")
    agreed('special wishes "one pillow, 3 nights, and no feathers" with a lake view', BOOKING, [wishes, LAKE])
    agreed("write 'one pillow, 3 nights, and no feathers' for special wishes", BOOKING, [wishes])


@pytest.mark.parametrize(
    "say", ["Name: Ada, with parking", "the name Ada and parking", "Ada as the name, parking"]
)
def test_of_two_fields_of_one_name_none_is_meant(say: str) -> None:
    found = reading(say, TWINS)
    assert not found.whole
    assert [fit.deed for fit in found.fits] == ["on"]
    assert len(found.unknown) == 1


@pytest.mark.parametrize(
    ("say", "seen", "unknown"),
    [
        ("Book 3 nights with a submarine", BOOKING, "with a submarine"),
        ("3 nights and feed the cat, with a lake view", BOOKING, "feed the cat"),
        ("性别选女，飞到火星", SURVEY, "飞到火星"),
    ],
)
def test_what_nothing_explains_is_told_and_the_whole_refused(
    say: str, seen: Observation, unknown: str
) -> None:
    found = reading(say, seen)
    assert found.unknown == (unknown,)
    assert not found.whole


def test_a_field_is_filled_once() -> None:
    assert reading("3 nights, 4 nights").unknown == ("4 nights",)


def test_only_a_button_is_nothing_filled_in() -> None:
    found = reading("Book it now")
    assert [fit.deed for fit in found.fits] == ["press"]
    assert not found.whole


@pytest.mark.parametrize(
    ("say", "wanted"),
    [
        ("3 nights, ada@x.org", [NIGHTS, MAIL]),
        ("3 nights, write to ada@x.org", [NIGHTS, MAIL]),
        ("3 nights as Ada Moreau, ada@x.org", [NIGHTS, ADA, MAIL]),
        ("3 nights for Ada Moreau", [NIGHTS, ADA]),
        ("3 nights in the name of Ada van Moreau", [NIGHTS, ("fill", "Guest name", "Ada van Moreau")]),
    ],
)
def test_an_address_and_a_name_are_known_by_their_look(say: str, wanted: list[Read]) -> None:
    agreed(say, BOOKING, wanted)


def test_two_addresses_go_nowhere() -> None:
    assert not reading("3 nights, ada@x.org or eve@x.org").whole


def test_what_an_opened_list_offers_needs_no_label() -> None:
    agreed("a suite for 3 nights", BOOKING, [("choose", "Room", "Suite"), NIGHTS], lists={"Room": ROOMS})
    agreed(
        "a family room, lake view", BOOKING, [("choose", "Room", "Family room"), LAKE], lists={"Room": ROOMS}
    )


def test_what_an_opened_list_does_not_offer_is_told() -> None:
    found = reading("Room: penthouse, 3 nights", lists={"Room": ROOMS})
    assert found.unknown == ("Room: penthouse",)
    assert not found.whole


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read_and_explained_or_told(text: str) -> None:
    quotes = Quotes(text)
    found = reading(text)
    assert not (found.whole and found.unknown)
    assert all(quotes.restored(piece) in text for piece in found.unknown)


WORDED = st.sampled_from(
    [
        "book",
        "3",
        "nights",
        "lake",
        "view",
        "and",
        ",",
        "with",
        "Ada",
        "ada@x.org",
        "don't",
        "room",
        "“a, b”",
        "cat",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDED, max_size=14).map(" ".join))
def test_no_field_is_used_twice_and_at_most_one_button_last(text: str) -> None:
    found = [(fit.deed, fit.slot.key) for fit in reading(text).fits if fit.slot is not None]
    assert len({key for _, key in found}) == len(found)
    assert all(deed != "press" for deed, _ in found[:-1])


@pytest.mark.parametrize(
    "say",
    [
        "3 nights without breakfast",
        "3 nights, no breakfast",
        "3 nights, untick breakfast",
        "3 nights, don't tick breakfast",
        "3 nights, turn breakfast off",
    ],
)
def test_a_box_that_is_not_wanted_is_unticked(say: str) -> None:
    assert deeds(say, reading(say)) == [NIGHTS, ("off", "Breakfast", "")]


def test_a_choice_whose_own_name_says_no_is_chosen() -> None:
    seen = screen(
        ("label", "Nights", (20, 20, 80, 36)),
        ("text_field", "", (20, 40, 200, 64)),
        ("radio", "Without breakfast", (20, 100, 180, 120)),
        ("radio", "Half board", (200, 100, 320, 120)),
    )
    say = "3 nights without breakfast"
    assert ("on", "Without breakfast", "") in deeds(say, reading(say, seen))


@pytest.mark.parametrize(
    "say",
    [
        "guest name Ada Moreau, submarine view, 3 nights",
        "lake view, garden view, 3 nights",
    ],
)
def test_what_is_not_explained_goes_into_no_field(say: str) -> None:
    assert not reading(say).whole
