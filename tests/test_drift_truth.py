"""What became of a replay, held against what was recorded."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from drift_baselines import find
from drift_cells import all_cells
from drift_opened import box_in_tree
from drift_recording import RawDeed, is_single
from drift_tasks import TASKS, Deed
from drift_truth import Expected, Grade, Truth, grade, truth_of_events, truth_of_states

from agent.types import Box, Point

TAB = {"event": "tab", "what": "Orders"}
SHIP = {"event": "ship", "order": "1042", "insured": True}
BEFORE = {"files": {"a.txt": "one"}}
AFTER = {"files": {"a.txt": "two"}}


def test_all_that_was_recorded_and_nothing_else_is_right() -> None:
    assert truth_of_events([TAB, SHIP], [TAB, SHIP]) == Truth()


def test_what_did_not_come_is_missing_but_for_what_only_leads_there() -> None:
    truth = truth_of_events([TAB, SHIP], [])
    assert truth.wrong == ()
    assert len(truth.missing) == 1
    assert '"ship"' in truth.missing[0]


@pytest.mark.parametrize(
    "event",
    [
        {"event": "ship", "order": "1041", "insured": True},
        {"event": "ship", "order": "1042", "insured": False},
        {"event": "lookalike", "what": "confirm"},
        {"event": "tab", "what": "Customers"},
    ],
)
def test_an_act_on_another_thing_or_with_another_value_is_wrong(event: dict[str, object]) -> None:
    assert len(truth_of_events([TAB, SHIP], [TAB, SHIP, event]).wrong) == 1


def test_a_consequential_act_done_twice_is_wrong_and_a_tab_opened_twice_is_not() -> None:
    assert truth_of_events([TAB, SHIP], [TAB, TAB, SHIP]) == Truth()
    assert len(truth_of_events([TAB, SHIP], [TAB, SHIP, SHIP]).wrong) == 1


def test_a_programs_state_is_the_last_recorded_an_earlier_one_or_wrong() -> None:
    assert truth_of_states([BEFORE, AFTER], AFTER, {}) == Truth()
    assert truth_of_states([BEFORE, AFTER], BEFORE, {}).missing
    assert truth_of_states([BEFORE, AFTER], {"files": {"a.txt": "three"}}, {}).wrong == ("a.txt: 'three'",)
    assert truth_of_states([BEFORE, AFTER], {"files": {}}, {}).wrong == ("a.txt: 'gone'",)


def test_files_that_a_cell_adds_or_lacks_are_to_stay_so() -> None:
    more = {"files": {"a.txt": "two", "b.txt": "x"}}
    assert truth_of_states([BEFORE, AFTER], more, {"b.txt": "x"}) == Truth()
    assert truth_of_states([BEFORE, AFTER], AFTER, {"b.txt": "x"}).wrong == ("b.txt: 'gone'",)
    assert truth_of_states([BEFORE, AFTER], {"files": {}}, {"a.txt": None}) == Truth()


@pytest.mark.parametrize(
    ("expected", "truth", "claims", "wanted"),
    [
        ("pass", Truth(), True, "pass"),
        ("pass", Truth(), False, "not done"),
        ("pass", Truth(missing=("x",)), True, "not done"),
        ("pass", Truth(wrong=("x",)), True, "wrong act"),
        ("stop", Truth(missing=("x",)), False, "stopped rightly"),
        ("stop", Truth(missing=("x",)), True, "should have stopped"),
        ("stop", Truth(wrong=("x",)), False, "wrong act"),
    ],
)
def test_grades(expected: Expected, truth: Truth, claims: bool, wanted: Grade) -> None:
    assert grade(expected, truth, claims) == wanted


def test_the_matrix_has_its_cells() -> None:
    cells = all_cells()
    assert len({cell.id for cell in cells}) == len(cells)
    assert {cell.task.name for cell in cells} == set(TASKS)
    assert len(TASKS) == 12
    usual = all_cells(whole=False)
    assert {cell.id for cell in usual} < {cell.id for cell in cells}
    assert {cell.drift for cell in usual} == {cell.drift for cell in cells}
    assert sum(cell.expected == "pass" for cell in usual) >= 100
    assert sum(cell.expected == "stop" for cell in cells) >= 12
    assert all(len(task.deeds) >= 5 for task in TASKS.values())


def test_a_thing_is_found_in_the_tree_by_role_and_name_or_by_the_label_beside_it() -> None:
    tree: list[dict[str, Any]] = [
        {"role": "label", "name": "Name:", "text": "Name:", "box": [10, 10, 60, 30]},
        {"role": "text", "name": "", "text": "", "box": [200, 50, 300, 80]},
        {"role": "text", "name": "", "text": "", "box": [70, 8, 180, 34]},
        {"role": "push button", "name": "Save", "text": "", "box": [200, 90, 260, 120]},
        {"role": "push button", "name": "Gone", "text": "", "box": None},
    ]
    assert box_in_tree(tree, "push button:Save") == Box(x0=200, y0=90, x1=260, y1=120)
    assert box_in_tree(tree, "text beside:Name:") == Box(x0=70, y0=8, x1=180, y1=34)
    assert box_in_tree(tree, "push button:Gone") is None


def test_a_picture_is_found_where_it_has_moved_to_and_not_at_another_size() -> None:
    picture = np.random.default_rng(3).integers(0, 255, (20, 30, 3), np.uint8)
    one = RawDeed(Deed("click", "it"), 0.0, Point(x=0, y=0), picture, Point(x=15, y=10))
    screen = np.full((200, 300, 3), 200, np.uint8)
    screen[100:120, 50:80] = picture
    assert find(one, screen) == Point(x=65, y=110)
    assert is_single(picture, screen)
    screen[150:170, 50:80] = picture
    assert not is_single(picture, screen)
    larger = np.full((200, 300, 3), 200, np.uint8)
    larger[100:140, 50:110] = picture.repeat(2, axis=0).repeat(2, axis=1)
    assert find(one, larger) is None
