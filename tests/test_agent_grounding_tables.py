"""Rows by what stands in a column, values by their labels, groups under their headings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from drawn_rows import scene, seen, table

from agent.ground import ground
from agent.grounding.fallbacks import other_field
from agent.grounding.kinds import FIELDS
from agent.grounding.sorts import all_of, described
from agent.grounding.tables import extremes
from agent.grounding.values import values_of
from agent.instruction import parse
from agent.intents import ClickIntent, Phrase, Relation
from agent.types import Kind, Observation

LAMPS = [
    ("Lamp", "Price", ""),
    ("Arc", "€ 129.00", "[Buy]"),
    ("Bloom", "€ 89.50", "[Buy]"),
    ("Coil", "€ 1,240", "[Buy]"),
]
FILES = [
    ("Name", "Modified", "Size"),
    ("a.zip", "2026-03-01", "1.2 GB"),
    ("b.txt", "2026-11-20 09:30", "940 KB"),
    ("c.png", "2025-12-31", "3 MB"),
]
ZH = [("名称", "价格", ""), ("甲", "¥128", "[购买]"), ("乙", "¥99", "[购买]"), ("丙", "¥1,080", "[购买]")]


def target_of(say: str) -> Phrase:
    intent = parse(say)[0]
    assert isinstance(intent, ClickIntent)
    return intent.target


def found(say: str, rows: Sequence[tuple[str, ...]]) -> str:
    """The text of the first cell of the row that the click goes to."""
    things = table(rows)
    got = ground(target_of(say), seen(things))
    assert got.outcome == "found", got.reason
    top = got.candidates[0].element.box.middle_y
    return next(text for kind, text, box in things if box[1] <= top <= box[3])


@pytest.mark.parametrize(
    ("say", "rows", "row"),
    [
        ("find the cheapest row and click its Buy", LAMPS, "Bloom"),
        ("click Buy for the most expensive lamp", LAMPS, "Coil"),
        ("buy the cheapest lamp", LAMPS, "Bloom"),
        ("double-click the largest file", FILES, "a.zip"),
        ("right click the smallest file", FILES, "b.txt"),
        ("click the newest file", FILES, "b.txt"),
        ("click the oldest file", FILES, "c.png"),
        ("找到最便宜的一行，点它的购买", ZH, "乙"),
        ("给价格最高的商品点“购买”", ZH, "丙"),
    ],
)
def test_a_row_is_found_by_what_stands_in_its_column(
    say: str, rows: Sequence[tuple[str, ...]], row: str
) -> None:
    assert found(say, rows) == row


def test_equal_rows_are_a_question() -> None:
    rows = [("Lamp", "Price", ""), ("Arc", "€ 89.50", "[Buy]"), ("Bloom", "€ 89.50", "[Buy]")]
    assert ground(target_of("buy the cheapest lamp"), seen(table(rows))).outcome == "ambiguous"


def test_cards_side_by_side_are_rows_too() -> None:
    things: list[tuple[Kind, str, tuple[int, int, int, int]]] = []
    for number, price in enumerate(("€ 40.00", "€ 25.00", "€ 90.00")):
        left = 20 + 220 * number
        things += [
            ("label", f"Lamp {number}", (left, 20, left + 80, 40)),
            ("label", price, (left, 60, left + 70, 80)),
            ("button", "Buy", (left, 100, left + 90, 130)),
        ]
    got = ground(target_of("click Buy for the cheapest lamp"), seen(things))
    assert got.outcome == "found"
    assert 240 <= got.candidates[0].point.x <= 330


def test_without_such_a_column_nothing_is_the_cheapest() -> None:
    rows = [("Name", "Town", ""), ("Arc", "Lund", "[Buy]"), ("Bloom", "Ulm", "[Buy]")]
    assert ground(target_of("buy the cheapest lamp"), seen(table(rows))).outcome == "not_found"


def test_prices_are_read_in_any_writing() -> None:
    texts = ["1.299,00 kr", "$ 1,050.20", "¥ 980"]
    things = [("label", text, (20, 30 * n, 120, 30 * n + 20)) for n, text in enumerate(texts)]
    assert len(extremes(scene(things), "price", True)) == 1  # type: ignore[arg-type]


ORDER: list[tuple[Kind, str, tuple[int, int, int, int]]] = [
    ("heading", "Order", (20, 10, 90, 30)),
    ("label", "Order number", (20, 50, 130, 70)),
    ("label", "KC-3310", (400, 50, 470, 70)),
    ("label", "Tracking code", (20, 80, 130, 100)),
    ("label", "PC7K-2094", (400, 80, 490, 100)),
    ("label", "Voucher for your next order", (20, 110, 240, 130)),
    ("label", "CRANE15", (400, 110, 470, 130)),
    ("label", "Invoice: INV-77", (20, 150, 160, 170)),
    ("label", "Balance", (20, 200, 80, 220)),
    ("label", "€ 1,204.50", (20, 224, 110, 244)),
]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("order number", "KC-3310"),
        ("tracking code", "PC7K-2094"),
        ("invoice", "INV-77"),
        ("balance", "€ 1,204.50"),
        ("voucher for your next order", "CRANE15"),
    ],
)
def test_a_value_stands_beside_its_label_under_it_or_after_a_colon(name: str, value: str) -> None:
    assert values_of(scene(ORDER), name)[0].text == value


def test_a_value_that_is_not_there_is_none() -> None:
    assert values_of(scene(ORDER), "password") == []


def test_a_value_of_a_row_is_where_row_and_column_meet() -> None:
    rows = [("Name", "Phone", "Town"), ("Greta Holm", "070-1", "Lund"), ("Tom Rey", "070-2", "Ulm")]
    made = scene(table(rows))
    row = next(e.box for e in made.elements if e.text == "Tom Rey")
    assert values_of(made, "phone", row)[0].text == "070-2"


GROUPS: list[tuple[Kind, str, tuple[int, int, int, int]]] = [
    ("label", "By email", (20, 20, 90, 38)),
    ("checkbox", "Comments", (20, 50, 120, 68)),
    ("checkbox", "Mentions", (20, 80, 120, 98)),
    ("label", "On your phone", (20, 130, 130, 148)),
    ("checkbox", "Due dates", (20, 160, 120, 178)),
    ("checkbox", "Offers", (20, 190, 120, 208)),
    ("label", "From us", (400, 20, 460, 38)),
    ("checkbox", "News", (400, 50, 480, 68)),
]


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("By email", ["Comments", "Mentions"]),
        ("On your phone", ["Due dates", "Offers"]),
        ("From us", ["News"]),
        ("", ["Comments", "News", "Mentions", "Due dates", "Offers"]),
        ("Nowhere", []),
    ],
)
def test_the_boxes_of_a_group_stand_under_its_heading(group: str, names: list[str]) -> None:
    made = scene(GROUPS)
    relations = (Relation(how="inside", anchor=Phrase(words=group, name=group)),) if group else ()
    phrase = Phrase(words="boxes", kinds=("checkbox", "radio", "switch"), relations=relations)
    assert [made.elements[i].text for i in all_of(made, phrase, frozenset())] == names


@pytest.mark.parametrize(
    ("name", "there"),
    [("cookie banner", True), ("newsletter popup", False), ("cookie", False), ("warning", False)],
)
def test_what_is_described_is_a_sentence_with_its_word(name: str, there: bool) -> None:
    made = scene(
        [
            ("label", "We use cookies to make this page better.", (20, 700, 400, 720)),
            ("button", "OK", (420, 695, 480, 725)),
        ]
    )
    assert (described(made, Phrase(words=name, name=name)) is not None) == there


def fields(*things: tuple[Kind, str, tuple[int, int, int, int], str]) -> Observation:
    return seen(things)


def field_for(name: str, observation: Observation) -> str | None:
    got = other_field(Phrase(words=name, name=name), observation, frozenset(FIELDS))  # type: ignore[arg-type]
    return None if got is None else got.element.label or got.element.text


def test_the_user_name_is_what_stands_above_the_password() -> None:
    form = fields(
        ("text_field", "", (20, 40, 300, 70), "Email address"),
        ("password_field", "", (20, 110, 300, 140), "Password"),
        ("text_field", "", (20, 400, 300, 430), "Search"),
    )
    assert field_for("username", form) == "Email address"
    assert field_for("nickname", form) is None


def test_a_label_may_hold_more_words() -> None:
    form = fields(
        ("combo_box", "请选择", (20, 40, 300, 70), "1. 您所在的部门"),
        ("text_field", "", (20, 110, 300, 140), "2. 姓名"),
    )
    assert field_for("部门", form) == "1. 您所在的部门"


def test_what_stands_beside_a_label_is_its_field() -> None:
    form = fields(
        ("label", "Arrival", (20, 20, 80, 40), ""),
        ("button", "mm/dd/yyyy", (20, 44, 300, 74), ""),
        ("label", "Nights", (400, 20, 460, 40), ""),
        ("text_field", "1", (400, 44, 700, 74), "Nights"),
    )
    assert field_for("arrival", form) == "mm/dd/yyyy"


def test_two_that_may_be_meant_are_none() -> None:
    form = fields(
        ("text_field", "", (20, 40, 300, 70), "Home email"),
        ("text_field", "", (20, 110, 300, 140), "Work email"),
    )
    assert field_for("email", form) is None
