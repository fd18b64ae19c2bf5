"""What a person pointed to goes into the macro, and what was lost into the report."""

from __future__ import annotations

import base64

from macro_makers import a_bundle, a_macro, a_mark, a_png, click_step, picture_name

from agent.macro import ActStep, DragAct
from agent.macros.bundle import Bundle
from agent.macros.edit import diff
from agent.macros.healing import healed_bundle
from agent.macros.lost import lost_html
from agent.macros.marking import Marked
from agent.replaying.turn import Healed, StepResult

NEW = a_png((200, 20, 20))


def healed(step: str = "s1", which: str = "target", macro: str = "Save it") -> Healed:
    mark = a_mark("Store", picture=picture_name(NEW))
    return Healed(macro, step, which, Marked(mark, {picture_name(NEW): NEW}))  # type: ignore[arg-type]


def test_the_target_and_its_picture_are_replaced() -> None:
    before = a_bundle()
    after = healed_bundle(before, [healed()])
    step = after.macro.steps[0]
    assert isinstance(step, ActStep)
    assert step.target is not None
    assert (step.target.name, after.pictures[step.target.picture]) == ("Store", NEW)
    assert any("Save" in line and "Store" in line for line in ["\n".join(diff(before.macro, after.macro))])


def test_the_end_of_a_drag_is_replaced_alone() -> None:
    drag = ActStep(id="s1", act=DragAct(), target=a_mark("a.txt", "icon"), to=a_mark("Bin", "icon"))
    step = healed_bundle(Bundle(a_macro(drag)), [healed(which="to")]).macro.steps[0]
    assert isinstance(step, ActStep)
    assert step.target is not None
    assert step.to is not None
    assert (step.target.name, step.to.name) == ("a.txt", "Store")


def test_what_belongs_to_another_macro_is_left_out() -> None:
    before = a_bundle()
    assert healed_bundle(before, [healed(macro="Other")]).macro == before.macro


def test_the_report_shows_what_was_recorded_of_the_step_that_failed() -> None:
    bundle = a_bundle()
    results = [StepResult("s1", "Click <b>“Save”</b>", "failed", 1.0, "It is not on the screen.")]
    page = lost_html([bundle], results)
    (data,) = bundle.pictures.values()
    assert base64.b64encode(data).decode() in page
    assert "Click &lt;b&gt;“Save”" in page
    assert "It is not on the screen." in page


def test_it_shows_nothing_where_nothing_failed() -> None:
    assert lost_html([Bundle(a_macro(click_step()))], [StepResult("s1", "Click", "passed", 1.0)]) == ""
