"""What an act brought up is looked at first for a step that speaks of it: the dialog's own Delete."""

from __future__ import annotations

import pytest
from grounding import screen
from test_agent_plan_tasks import do

from agent.fake import FakeDesktop, ScriptedConfirmer, Widget
from agent.moves import came_up
from agent.types import Act, Click, box_of

NAMES = ("Ada Moreau", "Emil Novak", "Ines Roth")
DELETE = "Delete Emil Novak from the members, and confirm that he shall be deleted"


def members(*asked: str) -> FakeDesktop:
    """Rows with a Delete each; it brings up a dialog with these buttons, or deletes at once."""
    rows: list[Widget] = [Widget("heading", "Members", box_of((20, 10, 120, 36)))]

    def ask(desktop: FakeDesktop) -> None:
        desktop.widgets += dialog(asked, rows)

    for n, name in enumerate(NAMES):
        top = 50 + 110 * n
        rows.append(Widget("label", name, box_of((20, top, 140, top + 20))))
        rows.append(Widget("button", "Delete", box_of((520, top - 5, 600, top + 25)), on_click=ask))
    return FakeDesktop(rows)


def dialog(buttons: tuple[str, ...], rows: list[Widget]) -> list[Widget]:
    def shut(desktop: FakeDesktop) -> None:
        desktop.widgets[:] = rows

    made = [Widget("dialog", "Delete member?", box_of((150, 80, 500, 260)))] if buttons else []
    return made + [
        Widget("button", name, box_of((170 + 110 * n, 200, 270 + 110 * n, 230)), on_click=shut)
        for n, name in enumerate(buttons)
    ]


@pytest.mark.parametrize(
    ("buttons", "clicked"),
    [
        (("Keep", "Delete member"), "Delete member"),
        (("Delete", "Keep"), "Delete"),
        (("No", "Yes"), "Yes"),
        (("Cancel", "Confirm"), "Confirm"),
    ],
)
def test_the_dialogs_button_is_clicked_and_none_of_the_rows(buttons: tuple[str, ...], clicked: str) -> None:
    desktop, person = members(*buttons), ScriptedConfirmer()
    end, _ = do(desktop, DELETE, person)
    assert end.outcome == "done"
    assert desktop.log == ["left click x1 on Delete", f"left click x1 on {clicked}"]
    assert person.questions == []
    assert not any(w.kind == "dialog" for w in desktop.widgets)


def test_the_row_that_was_named_is_the_one_deleted() -> None:
    _, steps = do(members("Keep", "Delete member"), DELETE)
    first = steps[0].decision
    assert isinstance(first, Act)
    assert isinstance(first.action, Click)
    assert first.action.target.box.y0 == 155  # of Emil Novak


def test_where_nothing_came_up_no_other_row_is_deleted() -> None:
    desktop = members()
    end, _ = do(desktop, DELETE)
    assert end.outcome != "done"
    assert [line for line in desktop.log if "click" in line] == ["left click x1 on Delete"]


def test_a_button_that_was_there_before_is_not_what_came_up() -> None:
    desktop = members("Keep", "Delete member")
    desktop.widgets.append(Widget("button", "Confirm", box_of((20, 360, 120, 390))))
    do(desktop, DELETE)
    assert desktop.log[-1] == "left click x1 on Delete member"


def test_what_came_up_is_what_is_new_or_stands_elsewhere() -> None:
    before = screen(("button", "Delete", (500, 50, 600, 80)), ("label", "Ada", (20, 50, 120, 70)))
    after = screen(
        ("button", "Delete", (502, 51, 602, 81)),  # a little aside
        ("button", "Delete", (200, 300, 300, 330)),
        ("button", "Ada", (20, 50, 120, 70)),  # another kind
        ("label", "Ada", (20, 50, 120, 70)),
        ("dialog", "Sure?", (150, 200, 500, 400)),
    )
    found = [(e.kind, e.text, e.box.x0) for e in came_up(after, before)]
    assert found == [("button", "Delete", 200), ("button", "Ada", 20), ("dialog", "Sure?", 150)]


def test_nothing_comes_up_where_all_is_as_it_was() -> None:
    seen = screen(("button", "Delete", (500, 50, 600, 80)))
    assert came_up(seen, seen) == ()
