"""Targets and the windows, dialogs and menus they are in."""

from __future__ import annotations

from typing import Any

import pytest
from grounding import CANCEL, OK, SAVE, Spec, element, say, screen, the

from agent.ground import ground
from agent.types import Kind, Observation, Window, box_of


def window(i: int, title: str, box: tuple[int, int, int, int], **more: Any) -> Window:
    return Window(id=i, title=title, box=box_of(box), **more)


def two_windows(**first: Any) -> Observation:
    return screen(
        ("menu_bar_item", "File", (10, 20, 50, 40)), ("menu_bar_item", "File", (410, 20, 450, 40)),
        ("button", "7", (420, 100, 450, 130)),
        windows=(
            window(1, "notes.txt - Mousepad", (0, 0, 400, 500), **first),
            window(2, "galculator", (400, 0, 800, 500)),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Mousepad", 10),
        ("galculator", 410),
        ("calculator", 410),
        ("the text editor", 10),
        ("计算器", 410),
        ("notes.txt", 10),
    ],
)
def test_in_a_window_by_title_or_by_what_it_is(name: str, left: int) -> None:
    assert the(ground(say("File", window=name), two_windows())).x0 == left


def test_the_window_in_front_comes_first() -> None:
    assert the(ground(say("File"), two_windows())).x0 == 410
    assert the(ground(say("File"), two_windows(focused=True))).x0 == 10
    assert the(ground(say("File", window="this window"), two_windows(focused=True))).x0 == 10


def test_what_only_the_window_behind_has_is_found_there() -> None:
    assert the(ground(say("7"), two_windows(focused=True))).x0 == 420


def test_no_window_of_that_name() -> None:
    answer = ground(say("File", window="Firefox"), two_windows())
    assert answer.outcome == "not_found"
    assert "Firefox" in answer.reason


def test_what_a_window_covers_is_not_in_the_window_behind() -> None:
    on = screen(
        ("button", "Close", (200, 200, 260, 230)),
        windows=(window(1, "Editor", (0, 0, 600, 500)), window(2, "Find", (150, 150, 400, 300))),
    )
    assert ground(say("Close", window="Editor"), on).outcome == "not_found"
    assert ground(say("Close", window="Find"), on).outcome == "found"


def test_a_dialog_comes_before_what_lies_behind() -> None:
    on = screen(
        ("button", "Close", (700, 0, 780, 30)), element("dialog", "Replace", (100, 100, 500, 300)),
        ("button", "Close", (400, 260, 480, 290)),
    )  # fmt: skip
    assert the(ground(say("Close"), on)).x0 == 400


def test_a_dialog_of_a_window_behind_does_not() -> None:
    on = screen(
        ("button", "Close", (20, 20, 60, 40)), element("dialog", "Tips", (410, 100, 700, 300)),
        ("button", "Close", (600, 260, 680, 290)),
        windows=(
            window(1, "Editor", (0, 0, 400, 500), focused=True),
            window(2, "Player", (400, 0, 800, 500)),
        ),
    )  # fmt: skip
    assert the(ground(say("Close"), on)).x0 == 20


def test_an_open_menu_comes_before_the_toolbar() -> None:
    entries = [
        ("menu_item", t, (0, 30 + 25 * i, 200, 55 + 25 * i)) for i, t in enumerate(["New", "Open", "Save"])
    ]
    on = screen(*entries, ("button", "Save", (400, 0, 440, 20)))  # type: ignore[arg-type]
    assert the(ground(say("Save"), on)).y0 == 80


def test_our_own_windows_are_never_touched() -> None:
    on = screen(
        ("button", "Stop", (20, 20, 60, 40)), ("button", "Stop", (420, 20, 460, 40)),
        windows=(window(1, "Player", (400, 0, 800, 300)), window(2, "Deskhand", (0, 0, 300, 300), ours=True)),
    )  # fmt: skip
    assert the(ground(say("Stop"), on)).x0 == 420


def test_titles_seen_in_a_picture_stand_for_windows() -> None:
    on = screen(
        ("label", "notes.txt - Mousepad", (150, 2, 300, 18)), ("menu_bar_item", "View", (10, 24, 50, 44)),
        ("label", "galculator", (560, 202, 640, 218)), ("menu_bar_item", "View", (450, 224, 490, 244)),
    )  # fmt: skip
    assert the(ground(say("View", window="text editor"), on)).x0 == 10
    assert the(ground(say("View", window="calculator"), on)).x0 == 450


def test_places_are_meant_within_the_window_in_front() -> None:
    on = screen(
        ("button", "×", (370, 0, 400, 20)), ("button", "×", (770, 100, 800, 120)),
        windows=(window(1, "Big", (400, 100, 800, 600)), window(2, "Small", (0, 0, 400, 90), focused=True)),
    )  # fmt: skip
    assert the(ground(say(kinds=("button",), place="top_right"), on)).x0 == 370


def test_a_place_outside_of_the_menu_in_front() -> None:
    on = screen(
        ("icon_button", "Search", (760, 10, 790, 40)), ("icon_button", "Search", (20, 10, 50, 40)),
        ("menu_item", "Copy", (300, 210, 400, 240)),
        windows=(window(1, "Files", (0, 0, 800, 600)), window(2, "", (300, 200, 400, 400), focused=True)),
    )  # fmt: skip
    assert the(ground(say("Search", place="right"), on)).x0 == 760


def test_the_ok_of_a_dialog_does_what_its_title_says() -> None:
    sign_in = window(1, "Sign in", (0, 0, 800, 600))
    assert the(ground(say("log in"), screen(CANCEL, OK, windows=(sign_in,)))) == box_of(OK[2])
    assert ground(say("log out"), screen(CANCEL, OK, windows=(sign_in,))).outcome == "not_found"
    assert ground(say("log in", exact=True), screen(CANCEL, OK, windows=(sign_in,))).outcome == "not_found"
    title: Spec = ("label", "Sign in", (350, 4, 420, 20))
    assert the(ground(say("log in"), screen(title, OK, windows=(sign_in,)))) == box_of(OK[2])
    assert ground(say("Sign in"), screen(title, SAVE, windows=(sign_in,))).outcome == "not_found"
    named_so: Spec = ("button", "Log in", (10, 10, 80, 40))
    assert the(ground(say("log in"), screen(OK, named_so, windows=(sign_in,)))) == box_of(named_so[2])


def test_nothing_is_typed_behind_a_window_that_names_such_a_field() -> None:
    behind = (
        element("label", "Password", (20, 20, 90, 40)),
        element("password_field", "", (100, 18, 300, 42)),
    )
    windows = (
        window(1, "Accounts", (0, 0, 600, 500)),
        window(2, "Sign in", (150, 150, 500, 300), focused=True),
    )
    fields = frozenset[Kind]({"text_field", "password_field"})
    alone = screen(*behind, windows=windows)
    assert the(ground(say("Password"), alone, fields)).y0 == 18
    both = screen(*behind, ("label", "Password", (170, 200, 240, 220)), windows=windows)
    answer = ground(say("Password"), both, fields)
    assert answer.outcome == "not_found"
    assert "in front" in answer.reason
    assert the(ground(say("Password", window="Accounts"), both, fields)).y0 == 18
