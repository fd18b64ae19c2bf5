"""Targets by their order: rows, the middle one; and what an act cannot be done to."""

from __future__ import annotations

import pytest
from grounding import FIELDS, OPEN, Spec, boxes, say, screen, the

from agent.ground import ground
from agent.intents import Relation
from agent.types import Kind

ROW: tuple[Kind, ...] = ("list_item", "tree_item", "table_cell")


def rows_of(*names: str) -> list[Spec]:
    """A table of two columns, with a button at the end of each row."""
    cells: list[Spec] = []
    for i, name in enumerate(names):
        y = 40 * i
        cells += [
            ("table_cell", name, (0, y, 100, y + 30)),
            ("table_cell", f"{name}@x.org", (100, y, 200, y + 30)),
        ]
        cells += [("button", "Delete", (300, y, 360, y + 30))]
    return cells


@pytest.mark.parametrize(("ordinal", "top"), [(1, 0), (2, 40), (3, 80), (-1, 80)])
def test_rows_are_counted_and_not_their_cells(ordinal: int, top: int) -> None:
    box = the(ground(say(kinds=ROW, ordinal=ordinal), screen(*rows_of("Ada", "Bob", "Cleo"))))
    assert (box.x0, box.y0) == (0, top)


def test_there_is_no_fourth_row() -> None:
    on = screen(*rows_of("Ada", "Bob", "Cleo"))
    assert ground(say(kinds=ROW, ordinal=4), on).outcome == "not_found"


def test_a_row_of_the_table_or_of_the_list_beside_it_is_a_question() -> None:
    side: list[Spec] = [("list_item", t, (500, 40 * i, 600, 40 * i + 30)) for i, t in enumerate("XYZ")]
    answer = ground(say(kinds=ROW, ordinal=2), screen(*rows_of("Ada", "Bob"), *side))
    assert (answer.outcome, boxes(answer)) == ("ambiguous", [[0, 40, 100, 70], [500, 40, 600, 70]])


@pytest.mark.parametrize("name", ["Delete", "删除"])
def test_a_button_in_the_second_row(name: str) -> None:
    second = Relation(how="inside", anchor=say(kinds=ROW, ordinal=2))
    assert the(ground(say(name, relations=(second,)), screen(*rows_of("Ada", "Bob", "Cleo")))).y0 == 40


def test_the_middle_one_of_a_row_or_a_column() -> None:
    centre = say(kinds=("button",), place="centre")
    for places in ([(60 * i, 10) for i in range(3)], [(10, 40 * i) for i in range(5)]):
        on = screen(*[("button", "ABCDE"[i], (x, y, x + 50, y + 24)) for i, (x, y) in enumerate(places)])
        found = ground(centre, on)
        assert found.outcome == "found"
        assert found.candidates[0].element.text == "ABCDE"[len(places) // 2]


def test_the_middle_of_four_is_a_question() -> None:
    on = screen(*[("button", t, (60 * i, 10, 60 * i + 50, 34)) for i, t in enumerate("ABCD")])
    answer = ground(say(kinds=("button",), place="centre"), on)
    assert (answer.outcome, [c.element.text for c in answer.candidates]) == ("ambiguous", ["B", "C"])


def test_the_middle_of_the_screen_is_that_of_the_screen() -> None:
    on = screen(*[("button", t, (190 * i, 290, 190 * i + 50, 314)) for i, t in enumerate("ABC")])
    phrase = say(kinds=("button",), place="centre").model_copy(
        update={"words": "in the middle of the screen"}
    )
    assert ground(phrase, on).candidates[0].element.text == "C"


@pytest.mark.parametrize(("name", "seen"), [("Save", "Save"), ("Color", "Colour")])
def test_a_button_is_nothing_to_write_into(name: str, seen: str) -> None:
    on = screen(("button", seen, (0, 0, 60, 20)), OPEN)
    fields: frozenset[Kind] = FIELDS | frozenset[Kind]({"spin_box"})
    assert ground(say(name), on, fields).outcome == "not_found"
    assert ground(say(name, kinds=tuple(sorted(fields))), on, fields).outcome == "not_found"
    assert ground(say(name), on, fields).reason.endswith(f"“{seen}” is a button.")
