"""Replaying macros through the ordinary loop, on the fake desktop: finding, waiting, asking, healing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Any

import pytest
from replay_world import ROWS, SHOP, look, orders, place, without

from agent.consent import Notary
from agent.errors import MacroError
from agent.fake import FakeDesktop, FakeHands, MemoryJournal, OracleEyes, ScriptedConfirmer, Widget
from agent.loop import Stages, run
from agent.macro import (
    ActStep,
    Check,
    CheckStep,
    ClickAct,
    CommentStep,
    IfStep,
    LoopStep,
    Macro,
    PressAct,
    ScrollAct,
    SubStep,
    TypeAct,
    Variable,
    WaitStep,
    WaitUntilStep,
)
from agent.macros.bundle import Bundle
from agent.macros.marking import mark_of
from agent.replay import MacroPlanner
from agent.settings import load
from agent.types import Act, Box, End, Frame, Observation, Point, Step, TypeText, Verdict, box_of


def mark(text: str, row: str = "", desktop: FakeDesktop | None = None) -> Any:
    desktop = desktop or orders()
    return mark_of(look(desktop), place(desktop, text, row)).mark


def click(id: str, text: str, row: str = "", **more: Any) -> ActStep:
    return ActStep(id=id, act=ClickAct(), target=mark(text, row), **more)


def write(id: str, text: str, into: str = "Customer", **more: Any) -> ActStep:
    return ActStep(id=id, act=TypeAct(text=text, replace=True), target=mark(into), **more)


def bundle(*steps: Any, **more: Any) -> Bundle:
    return Bundle(macro=Macro(name="Orders", steps=steps, **more), pictures={}, raw=None)


@dataclass
class Clock:
    """Goes on by a tenth of a second at each look, and by what is waited."""

    now: float = 0.0

    def __call__(self) -> float:
        self.now += 0.1
        return self.now


class SlowDesktop(FakeDesktop):
    """Calls `later` once it has been looked at so often."""

    looks: int = 0
    due: int = 10**9
    later: Callable[[], None]

    def grab(self, region: Box | None = None) -> Frame:
        if region is None:
            self.looks += 1
            if self.looks == self.due:
                self.later()
        return super().grab(region)


@dataclass
class World:
    """A desktop with what replays macros on it, and a person who answers from lists."""

    desktop: FakeDesktop
    person: ScriptedConfirmer = field(default_factory=ScriptedConfirmer)
    options: Mapping[str, Any] = field(default_factory=lambda: {"yes": True})
    steps: list[Step] = field(default_factory=list)

    def replay(self, of: Bundle, **options: Any) -> tuple[End, MacroPlanner]:
        planner = MacroPlanner(of, **({"clock": Clock()} | options))
        notary = Notary()
        hands = FakeHands(self.desktop, notary)
        stages = Stages(
            self.desktop, OracleEyes(self.desktop), planner, self.person, hands, MemoryJournal(), notary
        )
        settings = load({"DESKHAND_HOME": "unused"}, settle=0.0, max_steps=200, **self.options)
        end = None
        for progress in run("replay Orders", stages, settings, Event()):
            if isinstance(progress, End):
                end = progress
            else:
                self.steps.append(progress)
        assert end is not None
        return end, planner

    @property
    def log(self) -> list[str]:
        """What the program received."""
        return [line for line in self.desktop.log if line != "wait"]


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of the fake hands take no time as it is; neither does looking for an effect."""
    monkeypatch.setattr("agent.observe.BEGIN", 0.0)


def tell(desktop: FakeDesktop) -> None:
    """An effect that is seen."""
    desktop.widgets.append(Widget("label", f"Told {len(desktop.log)}", box_of((300, 340, 380, 360))))


def states(planner: MacroPlanner) -> list[tuple[str, str]]:
    return [(result.id, result.state) for result in planner.results]


def test_a_macro_is_replayed_where_everything_has_moved() -> None:
    world = World(orders(ROWS[::-1], at=(80, 40), scale=1.5))
    end, planner = world.replay(
        bundle(write("a", "Ada"), click("b", "Edit", "Bob Fisher"), click("c", "Save"))
    )
    assert end.outcome == "done"
    assert world.log == [
        "left click x1 on Customer",
        "typed 'Ada'",
        "left click x1 on Edit",
        "left click x1 on Save",
    ]
    assert states(planner) == [("a", "passed"), ("b", "passed"), ("c", "passed")]


def test_it_hits_the_row_that_was_recorded() -> None:
    desktop = orders(("Zoe Quinn", *ROWS[::-1]))
    hit: list[int] = []
    for widget in desktop.widgets:
        if widget.text == "Delete":
            widget.on_click = lambda _, y=widget.box.middle_y: hit.append(y)
    end, _ = World(desktop, options={"yes": True, "yes_to_all": True}).replay(
        bundle(click("a", "Delete", "Ada Lovelace"))
    )
    assert end.outcome == "done"
    assert hit == [place(desktop, "Delete", "Ada Lovelace").y]


def test_what_is_slow_to_come_is_waited_for() -> None:
    slow = SlowDesktop(without(orders(), "Save").widgets)
    slow.windows, slow.due = orders().windows, 12
    slow.later = lambda: slow.widgets.append(Widget("button", "Save", box_of((20, 300, 90, 326))))
    world = World(slow)
    end, planner = world.replay(bundle(click("a", "Save")))
    assert end.outcome == "done"
    assert world.log == ["left click x1 on Save"]
    assert planner.results[0].seconds > 0.5


def test_a_lost_target_ends_it_with_nothing_done_where_nobody_is_there() -> None:
    world = World(without(orders(), "Save"))
    end, planner = world.replay(bundle(click("a", "Save"), click("b", "Cancel")), attended=False)
    assert end.outcome == "not_found"
    assert "“Save”" in end.reason
    assert not any("click" in line for line in world.log)
    assert states(planner) == [("a", "failed")]


def test_a_lookalike_ends_it_too() -> None:
    world = World(orders(names={"Save": "Save as…"}))
    end, _ = world.replay(bundle(click("a", "Save")), attended=False)
    assert end.outcome == "not_found"
    assert not any("click" in line for line in world.log)


def test_the_person_points_to_what_it_is_now_and_the_step_is_healed() -> None:
    person = ScriptedConfirmer(choices=[0])
    desktop = orders(names={"Save": "Store it all"})
    desktop.find("Store it all").on_click = tell
    world = World(desktop, person)
    end, planner = world.replay(bundle(click("a", "Save"), click("b", "Cancel")))
    question = person.questions[0]
    chosen = question.candidates[0].element.text
    assert "Which is it now?" in question.question
    assert end.outcome == "done"
    assert question.offered is not None
    assert question.offered < len(question.candidates)  # all else may be pointed to
    assert len({c.element.id for c in question.candidates}) == len(question.candidates)
    assert world.log[-2:] == [f"left click x1 on {chosen}", "left click x1 on Cancel"]
    assert states(planner) == [("a", "healed"), ("b", "passed")]
    assert [(h.step, h.which, h.marked.mark.name) for h in planner.healed] == [("a", "target", chosen)]


def test_a_lost_step_that_may_be_skipped_is() -> None:
    world = World(without(orders(), "Save"))
    end, planner = world.replay(bundle(click("a", "Save", on_failure="skip"), click("b", "Cancel")))
    assert (end.outcome, states(planner)) == ("done", [("a", "skipped"), ("b", "passed")])
    assert "Steps that could not be done: 1." in end.reason


def test_scrolling_finds_what_is_out_of_view() -> None:
    browser = SHOP.model_copy(update={"app": "chromium"})
    saves = mark("Save", desktop=orders(window=browser))
    desktop = orders(window=browser)
    desktop.find("Save").box = desktop.find("Save").box.moved(0, 500)
    step = ActStep(id="a", act=ClickAct(), target=saves)
    end, _ = World(desktop).replay(bundle(step))
    assert end.outcome == "done"
    assert desktop.log[-1] == "left click x1 on Save"
    assert desktop.scrolled > 0


def test_a_scroll_is_left_out_where_what_comes_next_is_in_view() -> None:
    scroll = ActStep(id="s", act=ScrollAct(dy=5), target=mark("Customer"))
    world = World(orders())
    end, _ = world.replay(bundle(scroll, click("a", "Save")))
    assert (end.outcome, world.log) == ("done", ["left click x1 on Save"])


def test_an_expectation_that_comes_true_passes_and_one_that_does_not_fails() -> None:
    desktop = orders()
    desktop.find("Save").on_click = lambda d: d.widgets.append(
        Widget("label", "Saved", box_of((300, 300, 360, 320)))
    )
    good = click("a", "Save", expect=Check(words="Saved"))
    assert World(desktop).replay(bundle(good))[0].outcome == "done"
    bad = click("a", "Save", expect=Check(words="Sent"), timeout=1)
    end, planner = World(orders()).replay(bundle(bad), attended=False)
    assert end.outcome == "failed"
    assert "“Sent”" in end.reason
    assert states(planner) == [("a", "failed")]


def test_a_step_that_may_be_done_twice_is_tried_again() -> None:
    desktop = orders()
    clicks: list[int] = []

    def second_time(d: FakeDesktop) -> None:
        clicks.append(1)
        d.widgets.append(
            Widget("label", "Busy" if len(clicks) == 1 else "Saved", box_of((300, 300, 360, 320)))
        )

    desktop.find("Save").on_click = second_time
    step = click("a", "Save", expect=Check(words="Saved"), timeout=1, on_failure="retry")
    assert World(desktop).replay(bundle(step), attended=False)[0].outcome == "done"
    assert len(clicks) == 2


@pytest.mark.parametrize(("there", "clicked"), [(True, "Save"), (False, "Cancel")])
def test_if_and_otherwise(there: bool, clicked: str) -> None:
    world = World(orders() if there else without(orders(), "Print"))
    step = IfStep(
        id="i", check=Check(words="Print", kind="button"), timeout=0.5,
        then=(click("a", "Save"),), otherwise=(click("b", "Cancel"),),
    )  # fmt: skip
    assert world.replay(bundle(step))[0].outcome == "done"
    assert world.log == [f"left click x1 on {clicked}"]


def test_wait_until_and_check_and_comment_and_wait() -> None:
    steps = (
        CommentStep(id="c", text="look"),
        WaitUntilStep(id="w", check=Check(words="Orders")),
        CheckStep(id="k", check=Check(words="Nowhere", present=False)),
        CheckStep(id="l", check=Check(sees="window", words="Shop")),
        WaitStep(id="v", seconds=0.01),
        click("a", "Save"),
    )
    world = World(orders())
    end, planner = world.replay(bundle(*steps))
    assert end.outcome == "done"
    assert [state for _, state in states(planner)] == ["passed"] * 5


def test_a_check_that_does_not_hold_ends_it() -> None:
    world = World(orders())
    step = CheckStep(id="k", check=Check(words="Paid"), timeout=0.5)
    end, _ = world.replay(bundle(step, click("a", "Save")), attended=False)
    assert end.outcome == "failed"
    assert world.log == []


def test_each_row_of_a_table_fills_the_form() -> None:
    loop = LoopStep(id="l", steps=(write("a", "{who}"), click("b", "Save")))
    world = World(orders())
    end, _ = world.replay(bundle(loop), rows=[{"who": "Ada"}, {"who": "李雷 {x}"}])
    assert end.outcome == "done"
    assert [line for line in world.log if line.startswith("typed")] == ["typed 'Ada'", "typed '李雷 {x}'"]


def test_rows_repeat_a_macro_without_a_loop() -> None:
    world = World(orders())
    macro = bundle(write("a", "{who}"), variables=(Variable(name="who"),))
    assert world.replay(macro, rows=[{"who": "Ada"}, {"who": "Bob"}])[0].outcome == "done"
    assert [line for line in world.log if line.startswith("typed")] == ["typed 'Ada'", "typed 'Bob'"]


def test_a_loop_without_rows_says_what_to_give() -> None:
    loop = LoopStep(id="l", steps=(click("b", "Save"),))
    end, _ = World(orders()).replay(bundle(loop))
    assert end.outcome == "failed"
    assert "--data" in end.reason


def test_a_macro_runs_another_with_values() -> None:
    inner = bundle(write("x", "{who}!"), variables=(Variable(name="who"),))
    world = World(orders())
    outer = bundle(
        SubStep(id="m", macro="Greet", values={"who": "{name}"}), variables=(Variable(name="name"),)
    )
    end, _ = world.replay(outer, values={"name": "Ada"}, library={"Greet": inner}.__getitem__)
    assert end.outcome == "done"
    assert "typed 'Ada!'" in world.log


def test_a_macro_that_runs_itself_is_ended() -> None:
    loop = bundle(SubStep(id="m", macro="Orders"))
    end, _ = World(orders()).replay(loop, library=lambda name: loop)
    assert end.outcome == "failed"
    assert "runs itself" in end.reason


def test_a_value_that_is_missing_is_said_before_anything_is_done() -> None:
    with pytest.raises(MacroError, match="who"):
        MacroPlanner(bundle(write("a", "{who}"), variables=(Variable(name="who"),)))


def test_a_row_cannot_ask_for_a_secret() -> None:
    loop = LoopStep(id="l", steps=(write("a", "{who}"),))
    end, _ = World(orders()).replay(bundle(loop), rows=[{"who": "secret:bank"}])
    assert end.outcome == "failed"
    assert "secret" in end.reason


def test_a_dry_run_shows_all_targets_and_does_nothing() -> None:
    world = World(without(orders(), "Print"), options={"dry_run": True})
    end, planner = world.replay(
        bundle(click("a", "Save"), click("b", "Print"), click("c", "Cancel")), dry=True
    )
    assert end.outcome == "done"
    assert world.log == []
    assert states(planner) == [("a", "passed"), ("b", "skipped"), ("c", "passed")]


def test_what_a_stranger_types_is_asked_about() -> None:
    for stranger, asked in ((False, 0), (True, 1)):
        person = ScriptedConfirmer()
        World(orders(), person).replay(bundle(write("a", "curl evil.example")), stranger=stranger)
        assert len(person.asked) == asked


def test_keys_go_to_the_recorded_program_only() -> None:
    window = mark("Save").model_copy(update={"kind": "window", "name": ""})
    step = ActStep(id="p", act=PressAct(keys=("ctrl", "s")), target=window, timeout=1)
    here = World(orders())
    assert here.replay(bundle(step))[0].outcome == "done"
    assert here.log == ["pressed ctrl+s"]
    desktop = orders()
    desktop.windows = [desktop.windows[0].model_copy(update={"app": "mail", "title": "Mail"})]
    end, _ = World(desktop).replay(bundle(step), attended=False)
    assert end.outcome == "not_found"
    assert "Mail" in end.reason
    assert not any(line.startswith("pressed") for line in desktop.log)


def test_acts_say_that_they_are_a_macros() -> None:
    world = World(orders())
    world.replay(bundle(write("a", "Ada")))
    acts = [s.decision for s in world.steps if isinstance(s.decision, Act) and s.stage == "planned"]
    action = acts[0].action
    assert isinstance(action, TypeText)
    assert (acts[0].planner, action.origin, acts[0].words) == (
        "macro",
        "macro",
        "Type “Ada” into “Customer”, in place of what is there",
    )


class StaleEyes(OracleEyes):
    """Eyes that rely on what they saw before, and so miss a button until they forget it."""

    stale = True

    def forget(self) -> None:
        self.stale = False

    def look(self, frame: Frame, query: str = "") -> Observation:
        seen = super().look(frame, query)
        return replace(
            seen, elements=tuple(e for e in seen.elements if not (self.stale and e.text == "Save"))
        )


def test_what_is_not_found_is_looked_for_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("test_agent_replay.OracleEyes", StaleEyes)
    end, planner = World(orders()).replay(bundle(click("a", "Save")))
    assert end.outcome == "done"
    assert 0.9 <= planner.results[0].seconds < 2.5


def test_another_window_of_the_program_is_taken_after_a_while_and_then_at_once() -> None:
    returns = SHOP.model_copy(update={"title": "Bills", "app": "shop"})
    desktop = orders(window=returns)
    desktop.find("Save").on_click = tell
    end, planner = World(desktop).replay(bundle(click("a", "Save"), click("b", "Cancel")))
    assert end.outcome == "done"
    first, second = planner.results
    assert 6.0 <= first.seconds < 8.0
    assert second.seconds < 0.5


def test_the_recorded_window_is_waited_for() -> None:
    """The program has another window of the same look, until the right one comes up."""
    slow = SlowDesktop(orders().widgets)
    slow.windows, slow.due = [SHOP.model_copy(update={"title": "Bills"})], 15

    def arrive() -> None:
        slow.windows = [SHOP]

    slow.later = arrive
    end, planner = World(slow).replay(bundle(click("a", "Save")))
    assert end.outcome == "done"
    assert 1.0 < planner.results[0].seconds < 6.0


def test_a_name_among_wholly_other_things_is_not_enough() -> None:
    other = FakeDesktop([Widget("label", "Save", box_of((500, 20, 560, 40)))])
    other.windows = orders().windows
    end, _ = World(other).replay(bundle(click("a", "Save")), attended=False)
    assert end.outcome == "ambiguous"
    assert not any("click" in line for line in other.log)


class Picky(FakeDesktop):
    """Its box is drawn wider than it takes clicks: only on its words."""

    def click(self, point: Point, button: str = "left", count: int = 1) -> None:
        self.log.append(f"click {point.x}")
        if point.x > 460:
            self.find("Express delivery to the door").states ^= {"checked"}


def test_a_box_that_did_not_change_is_clicked_on_its_words() -> None:
    box = Widget("checkbox", "Express delivery to the door", box_of((430, 300, 620, 320)))
    desktop = Picky([*orders().widgets, box])
    express = mark("Express delivery to the door", desktop=desktop)
    world = World(desktop)
    end, _ = world.replay(bundle(ActStep(id="a", act=ClickAct(), target=express)))
    assert end.outcome == "done"
    assert world.log == ["click 440", "click 525"]
    assert box.states == {"checked"}


class Stalled(SlowDesktop):
    """Takes clicks, and comes to them only later."""

    def click(self, point: Point, button: str = "left", count: int = 1) -> None:
        self.log.append(f"click {point.x}")
        self.later, self.due = self.tick, self.looks + 8

    def tick(self) -> None:
        self.find("Express").states ^= {"checked"}


def test_a_box_of_a_slow_program_is_clicked_once() -> None:
    box = Widget("checkbox", "Express", box_of((430, 300, 620, 320)))
    desktop = Stalled([*orders().widgets, box])
    world = World(desktop)
    step = ActStep(id="a", act=ClickAct(), target=mark("Express", desktop=desktop))
    end, planner = world.replay(bundle(step))
    assert (end.outcome, states(planner)) == ("done", [("a", "passed")])
    assert world.log == ["click 440"]
    assert box.states == {"checked"}


def test_a_step_that_the_person_skips_is_told_as_skipped() -> None:
    person = ScriptedConfirmer(verdicts=[Verdict(kind="skip")])
    world = World(orders(), person, options={})
    end, planner = world.replay(bundle(click("a", "Save"), click("b", "Cancel")))
    assert end.outcome == "done"
    assert states(planner) == [("a", "skipped"), ("b", "passed")]
    assert world.log == ["left click x1 on Cancel"]


def test_an_effect_that_comes_late_is_waited_for() -> None:
    """The button of the next step is there all along, but is not pressed before the first one's effect."""
    slow = SlowDesktop(orders().widgets)
    slow.windows, slow.due = orders().windows, 12
    slow.later = lambda: slow.log.append("came") or tell(slow)  # type: ignore[func-returns-value]
    slow.find("Cancel").on_click = tell
    world = World(slow)
    assert world.replay(bundle(click("a", "Save"), click("b", "Cancel")))[0].outcome == "done"
    assert world.log == ["left click x1 on Save", "came", "left click x1 on Cancel"]


def ticking(checked: bool) -> tuple[FakeDesktop, ActStep]:
    box = Widget(
        "checkbox", "Express", box_of((430, 300, 520, 320)), states={"checked"} if checked else set()
    )
    desktop = FakeDesktop([*orders().widgets, box])
    express = mark("Express", desktop=desktop)
    expect = Check(sees="mark", mark=express, state="checked")
    return desktop, ActStep(id="a", act=ClickAct(), target=express, expect=expect, timeout=1)


@pytest.mark.parametrize(("checked", "clicks"), [(False, 1), (True, 0)])
def test_a_box_is_ticked_only_where_it_is_not_ticked_already(checked: bool, clicks: int) -> None:
    desktop, step = ticking(checked)
    world = World(desktop)
    end, planner = world.replay(bundle(step))
    assert end.outcome == "done"
    assert len(world.log) == clicks
    assert desktop.find("Express").states == {"checked"}
    assert states(planner) == [("a", "passed")]


class Deaf(FakeDesktop):
    """Its field takes no text."""

    def type(self, text: str, replace_all: bool = False) -> None:
        self.log.append(f"typed {text!r}")


def test_a_text_that_nothing_took_ends_it_before_the_next_step() -> None:
    deaf = Deaf(orders().widgets)
    deaf.windows = orders().windows
    deaf.focus = next(w for w in deaf.widgets if w.kind == "text_field")
    text = ActStep(id="a", act=TypeAct(text="Ada Lovelace"), target=mark("Customer"))
    end, planner = World(deaf).replay(bundle(text, click("b", "Save")), attended=False)
    assert end.outcome == "failed"
    assert "nothing took it" in end.reason
    assert "left click x1 on Save" not in deaf.log
    assert states(planner) == [("a", "failed")]


class LateTyping(SlowDesktop):
    """Takes what is typed, and shows it only later."""

    def type(self, text: str, replace_all: bool = False) -> None:
        self.log.append(f"typed {text!r}")
        self.later, self.due = lambda: FakeDesktop.type(self, text, replace_all), self.looks + 8


def test_a_text_that_comes_up_late_is_waited_for() -> None:
    late = LateTyping(orders().widgets)
    late.windows = orders().windows
    late.focus = next(w for w in late.widgets if w.kind == "text_field")
    text = ActStep(id="a", act=TypeAct(text="Ada Lovelace"), target=mark("Customer"))
    end, planner = World(late).replay(bundle(text, click("b", "Save")), attended=False)
    assert end.outcome == "done"
    assert states(planner) == [("a", "passed"), ("b", "passed")]
    assert late.log[-1] == "left click x1 on Save"
    assert sum(line.startswith("typed") for line in late.log) == 2  # once by us, and once when it came up


def wide() -> FakeDesktop:
    """The same window, laid out anew after “Edit” was clicked: wider, and its buttons elsewhere."""
    desktop = orders()
    desktop.windows = [SHOP.model_copy(update={"box": box_of((0, 0, 640, 600))})]
    desktop.find("Save").box = box_of((20, 380, 90, 406))
    return desktop


def test_a_window_that_is_yet_to_be_laid_out_anew_is_waited_for() -> None:
    """“Save” is there all along, but would not take the click before the window has changed."""
    slow = SlowDesktop(orders().widgets, 900, 700)
    slow.windows, slow.due = orders().windows, 30
    saved = slow.find("Save")

    def arrive() -> None:
        slow.windows, saved.box = wide().windows, wide().find("Save").box

    slow.later, saved.on_click = arrive, tell
    slow.find("Print").on_click = tell
    after = mark("Save", desktop=wide())
    world = World(slow)
    steps = (click("a", "Print"), ActStep(id="b", act=ClickAct(), target=after))
    end, _ = world.replay(bundle(*steps))
    assert end.outcome == "done"
    assert world.log == ["left click x1 on Print", "left click x1 on Save"]
    assert slow.looks >= 30


def test_a_window_that_never_changes_is_not_waited_for_without_end() -> None:
    desktop = orders()
    desktop.find("Print").on_click = tell
    world = World(FakeDesktop(desktop.widgets, 900, 700))
    world.desktop.windows = desktop.windows
    steps = (click("a", "Print"), ActStep(id="b", act=ClickAct(), target=mark("Save", desktop=wide())))
    end, planner = world.replay(bundle(*steps))
    assert end.outcome == "done"
    assert 7 < planner.results[1].seconds < 11
