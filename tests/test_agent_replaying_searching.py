"""Looking for a target that is not in view: scrolling both ways, and the menu of what has no room."""

from __future__ import annotations

from replay_world import SHOP, look, orders, place

from agent.fake import FakeDesktop, Widget
from agent.macro import Mark
from agent.macros.marking import mark_of
from agent.replaying.searching import MOST_SCREENS, Search, calm_target
from agent.types import Click, Observation, Outcome, Scroll, box_of

BROWSER = SHOP.model_copy(update={"app": "chromium"})
MOVED, STILL = Outcome(effect="seen"), Outcome(effect="none")


def world(app: str = "chromium") -> tuple[FakeDesktop, Mark]:
    desktop = orders(window=SHOP.model_copy(update={"app": app}))
    return desktop, mark_of(look(desktop), place(desktop, "Save")).mark


def turns(search: Search, seen: Observation, outcomes: list[Outcome]) -> list[int]:
    """The notches of the scrolls that it tries, where these come of them."""
    found = []
    for outcome in outcomes:
        further = search.next(seen)
        if further is None or not isinstance(further[0], Scroll):
            break
        found.append(further[0].dy)
        search.observed(outcome)
    return found


def test_it_scrolls_to_the_end_and_back_up() -> None:
    desktop, mark = world()
    assert turns(Search(mark), look(desktop), [MOVED, MOVED, STILL, MOVED, STILL, MOVED]) == [
        4,
        4,
        4,
        -100,
        -4,
    ]


def test_it_goes_on_in_the_direction_of_the_macro() -> None:
    desktop, mark = world()
    assert turns(Search(mark, down=False), look(desktop), [MOVED, STILL, MOVED, STILL]) == [-4, -4, 4, 4]


def test_it_gives_a_page_without_end_up() -> None:
    desktop, mark = world()
    assert len(turns(Search(mark), look(desktop), [MOVED] * 100)) == 2 * MOST_SCREENS


def test_a_window_without_a_scroll_bar_is_not_scrolled() -> None:
    desktop, mark = world("shop")
    assert Search(mark).next(look(desktop)) is None
    desktop.widgets.append(Widget("scroll_bar", "", box_of((620, 40, 636, 380))))
    assert turns(Search(mark), look(desktop), [MOVED]) == [4]


def test_what_has_no_room_is_looked_for_in_its_menu_once() -> None:
    desktop, mark = world("shop")
    desktop.widgets.append(Widget("icon_button", "", box_of((600, 10, 630, 40)), label="More options"))
    search = Search(mark)
    further = search.next(look(desktop))
    assert further is not None
    action = further[0]
    assert isinstance(action, Click)
    assert action.target.box == desktop.widgets[-1].box
    assert search.next(look(desktop)) is None
    assert search.tried == ["opened the menu of what has no room"]


def test_the_wheel_is_not_turned_over_what_it_would_change() -> None:
    desktop, mark = world()
    desktop.widgets = [Widget("slider", "", box_of((0, 100, 640, 230)), label="Volume")]
    target = calm_target(mark, look(desktop))
    assert target is not None
    assert not desktop.widgets[0].box.contains(target.point)


def test_the_window_of_another_program_is_left_alone() -> None:
    _, mark = world()
    other = orders(window=SHOP.model_copy(update={"app": "firefox"}))
    assert Search(mark).next(look(other)) is None
