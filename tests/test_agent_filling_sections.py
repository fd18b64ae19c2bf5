"""A tab or link whose name stands in what a form does not explain is opened first, and no button ever is."""

from __future__ import annotations

import pytest
from test_agent_plan_tasks import do

from agent.fake import FakeDesktop, Widget
from agent.types import Kind, box_of

PLAIN = ["left click x1 on Lake", "left click x1 on Nights", "typed '3'"]
SAUNA = "Book a lake view for 3 nights with the wellness extras sauna pass"


def folded(kind: Kind = "tab", name: str = "Wellness extras", holds: str = "Sauna pass") -> FakeDesktop:
    """A form with one thing more, which shows a box when it is clicked."""

    def unfold(desktop: FakeDesktop) -> None:
        desktop.widgets.append(Widget("checkbox", holds, box_of((430, 84, 560, 102))))

    return FakeDesktop(
        [
            Widget("text_field", "", box_of((160, 84, 240, 108)), label="Nights"),
            Widget("label", "View", box_of((20, 120, 60, 138))),
            Widget("radio", "Lake", box_of((20, 144, 120, 162))),
            Widget(kind, name, box_of((430, 50, 600, 74)), on_click=unfold),
            Widget("button", "Book", box_of((160, 300, 240, 330)), on_click=thanked),
        ]
    )


def thanked(desktop: FakeDesktop) -> None:
    desktop.widgets.append(Widget("label", "Thank you.", box_of((400, 300, 500, 320))))


@pytest.mark.parametrize("kind", ["tab", "link", "heading", "list_item"])
def test_the_section_that_the_words_name_is_opened_before_anything_is_filled_in(kind: Kind) -> None:
    desktop = folded(kind)
    assert do(desktop, SAUNA)[0].outcome == "done"
    assert desktop.log[0] == "left click x1 on Wellness extras"
    assert desktop.log[1:] == [*PLAIN, "left click x1 on Sauna pass", "left click x1 on Book"]


def test_where_the_section_does_not_hold_it_nothing_is_filled_in() -> None:
    desktop = folded(holds="Massage")
    end, _ = do(desktop, SAUNA)
    assert end.outcome == "not_found"
    assert desktop.log == ["left click x1 on Wellness extras"]


@pytest.mark.parametrize(
    "desktop",
    [folded("button"), folded("icon_button"), folded(name="Wellness"), folded(name="Spa extras")],
    ids=["a button", "an icon", "one word", "another name"],
)
def test_what_is_no_section_or_not_named_is_not_opened(desktop: FakeDesktop) -> None:
    assert do(desktop, SAUNA)[0].outcome == "not_found"
    assert desktop.log == []


def test_of_two_sections_of_one_name_none_is_opened() -> None:
    desktop = folded()
    desktop.widgets.append(Widget("link", "Wellness extras", box_of((430, 250, 600, 270))))
    assert do(desktop, SAUNA)[0].outcome == "not_found"
    assert desktop.log == []


def test_what_is_explained_opens_no_section() -> None:
    desktop = folded(name="Lake view")
    assert do(desktop, "Book a lake view for 3 nights")[0].outcome == "done"
    assert desktop.log == [*PLAIN, "left click x1 on Book"]


def test_a_date_that_a_field_holds_in_other_words_is_left_alone() -> None:
    desktop = folded()
    held = Widget("text_field", "", box_of((430, 200, 560, 224)), label="Arrival", value="08/14/2026")
    desktop.widgets.append(held)
    assert do(desktop, "Book a lake view for 3 nights, arrival: 14 August 2026")[0].outcome == "done"
    assert desktop.log == [*PLAIN, "left click x1 on Book"]
    held.value = "08/15/2026"
    assert do(desktop, "Book a lake view for 3 nights, arrival: 14 August 2026")[0].outcome == "done"
    assert held.value == "14 August 2026"
