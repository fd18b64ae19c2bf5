"""The loop on the fake desktop: order of stages, confirmation, stop, editing, journaling, bounds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from agent.errors import InputError, InstructionError, Interrupted, Stopped
from agent.fake import (
    FakeDesktop,
    FakeHands,
    MemoryJournal,
    OracleEyes,
    ScriptedConfirmer,
    ScriptedPlanner,
    Widget,
    login_scene,
    two_deletes_scene,
)
from agent.loop import Stages, run
from agent.plan import EmbeddedPlanner
from agent.settings import Settings, load
from agent.types import (
    Act,
    Action,
    Approval,
    Click,
    End,
    Frame,
    Press,
    Resumption,
    Step,
    Target,
    TypeText,
    Verdict,
    Wait,
    Window,
    box_of,
)


def quick(**options: Any) -> Settings:
    return load(settle=0.0, **options)


class Bench:
    """All stages on one fake desktop."""

    def __init__(
        self, desktop: FakeDesktop, confirmer: ScriptedConfirmer | None = None, planner: object = None
    ) -> None:
        self.desktop = desktop
        self.confirmer = confirmer or ScriptedConfirmer()
        self.journal = MemoryJournal()
        self.hands = FakeHands(desktop)
        self.planner = planner or EmbeddedPlanner()
        self.stop = Event()
        self.steps: list[Step] = []

    def stages(self) -> Stages:
        return Stages(
            screen=self.desktop,
            eyes=OracleEyes(self.desktop),
            planner=self.planner,  # type: ignore[arg-type]
            confirmer=self.confirmer,
            hands=self.hands,
            notary=self.hands.notary,
            journal=self.journal,
        )

    def run(self, instruction: str, **options: object) -> End:
        *steps, end = run(instruction, self.stages(), quick(**options), self.stop)
        self.steps = [step for step in steps if isinstance(step, Step)]
        assert isinstance(end, End)
        return end


def click_at(desktop: FakeDesktop, text: str) -> Act:
    box = desktop.find(text).box
    return Act(action=Click(target=Target(point=box.centre, box=box, description=text)), words=text)


def test_a_click_is_done_after_it_was_confirmed() -> None:
    bench = Bench(login_scene())
    end = bench.run("click Login")
    assert end.outcome == "done"
    assert bench.desktop.log == ["left click x1 on Login"]
    assert [type(act.action) for act, _ in bench.confirmer.asked] == [Click]
    assert [step.stage for step in bench.steps] == [
        "perceived", "planned", "confirmed", "performed", "observed", "perceived"
    ]  # fmt: skip
    assert bench.steps[4].outcome is not None
    assert bench.steps[4].outcome.effect == "seen"


def test_the_intent_is_in_the_journal_before_the_act() -> None:
    bench = Bench(login_scene())

    class Watcher(MemoryJournal):
        def intend(self, run: int, step: Step) -> None:
            assert bench.desktop.log == []
            super().intend(run, step)

    bench.journal = Watcher()
    bench.run("click Login")
    assert len(bench.journal.intended) == len(bench.journal.concluded) == 1
    assert bench.journal.ends[0].outcome == "done"


def test_several_steps_in_one_instruction() -> None:
    bench = Bench(login_scene())
    end = bench.run('type "ada" into User name, then tick Remember me, then click Login')
    assert end.outcome == "done"
    assert bench.desktop.widgets[1].value == "ada"
    assert "typed 'ada'" in bench.desktop.log
    assert bench.desktop.find("Remember me").states == {"checked"}
    assert bench.desktop.log[-1] == "left click x1 on Login"


def test_a_box_that_is_ticked_already_is_left_alone() -> None:
    desktop = login_scene()
    desktop.find("Remember me").states.add("checked")
    bench = Bench(desktop)
    assert bench.run("tick Remember me").outcome == "done"
    assert desktop.log == []


def test_two_equally_good_targets_are_a_question() -> None:
    bench = Bench(two_deletes_scene(), ScriptedConfirmer(choices=[1]))
    assert bench.run("click Delete").outcome == "done"
    assert len(bench.confirmer.questions[0].candidates) == 2
    assert bench.desktop.find("report.txt").visible
    with pytest.raises(LookupError):
        bench.desktop.find("notes.txt")


def test_no_choice_is_ambiguous_and_nothing_is_clicked() -> None:
    bench = Bench(two_deletes_scene(), ScriptedConfirmer(choices=[None]))
    end = bench.run("click Delete")
    assert end.outcome == "ambiguous"
    assert len(end.nearest) == 2
    assert bench.desktop.log == []


def test_what_is_not_there_is_said() -> None:
    bench = Bench(login_scene())
    end = bench.run("click Frobnicate")
    assert end.outcome == "not_found"
    assert "Frobnicate" in end.reason
    assert bench.desktop.log == []


def test_nonsense_is_refused_before_anything_is_looked_at() -> None:
    bench = Bench(login_scene())
    with pytest.raises(InstructionError):
        bench.run("flarb the wug")
    assert bench.journal.instructions == []


@pytest.mark.parametrize(
    ("verdict", "outcome"), [(Verdict(kind="stop"), "stopped"), (Verdict(kind="skip"), "done")]
)
def test_a_refusal_sends_no_event(verdict: Verdict, outcome: str) -> None:
    bench = Bench(login_scene(), ScriptedConfirmer([verdict]))
    assert bench.run("click Login").outcome == outcome
    assert bench.desktop.log == []


def test_skipped_steps_are_named_at_the_end() -> None:
    bench = Bench(login_scene(), ScriptedConfirmer([Verdict(kind="skip")]))
    assert "skipped: 1" in bench.run("click Login").reason


def test_an_edited_act_is_what_is_performed() -> None:
    edited = Verdict(kind="edit", action=TypeText(text="grace"))
    bench = Bench(login_scene(), ScriptedConfirmer([edited]))
    bench.run('type "ada" into User name')
    assert bench.hands.performed == [TypeText(text="grace")]
    verdict = bench.journal.concluded[0].verdict
    assert verdict is not None
    assert (verdict.kind, verdict.action) == ("edit", TypeText(text="grace"))


@pytest.mark.parametrize("yes", [False, True])
@pytest.mark.parametrize(("answer", "outcome"), [("allow", "done"), ("skip", "done"), ("stop", "stopped")])
def test_an_edited_act_is_shown_and_asked_about_anew(answer: Any, outcome: str, yes: bool) -> None:
    grave = Press(keys=("alt", "f4"))
    edited = Verdict(kind="edit", action=Press(keys=("f2",)))
    verdicts = [edited, Verdict(kind="edit", action=grave), Verdict(kind=answer)]
    bench = Bench(login_scene(), ScriptedConfirmer(verdicts))
    bench.planner = ScriptedPlanner([Act(action=Press(keys=("shift", "delete")), words="close it")])
    assert bench.run("close it", yes=yes).outcome == outcome
    planned = [step.decision for step in bench.steps if step.stage == "planned"]
    shown = [act.action for act in planned if isinstance(act, Act)]
    assert shown == [Press(keys=("shift", "delete")), Press(keys=("f2",)), grave]
    asked = [(asked.action, judgement.consequence) for asked, judgement in bench.confirmer.asked]
    assert asked == list(zip(shown, ["consequential", "write", "consequential"], strict=True))
    assert bench.hands.performed == ([grave] if answer == "allow" else [])


def test_an_edit_to_what_is_forbidden_is_refused() -> None:
    desktop = login_scene()
    ours = box_of((400, 300, 600, 390))
    desktop.windows.append(Window(id=1, title="Deskhand", box=ours, ours=True))
    inside = Click(target=Target(point=ours.centre, box=ours, description="a point"))
    bench = Bench(desktop, ScriptedConfirmer([Verdict(kind="edit", action=inside)]))
    assert bench.run("click Login").outcome == "blocked"
    assert len(bench.confirmer.asked) == 1
    assert desktop.log == []


def test_a_dry_run_does_nothing() -> None:
    bench = Bench(login_scene())
    end = bench.run("click Login", dry_run=True)
    assert end.outcome == "done"
    assert end.reason == "Dry run: nothing was performed."
    assert bench.desktop.log == []
    assert bench.confirmer.asked == []


def test_yes_lets_writing_pass_and_asks_before_what_is_consequential() -> None:
    bench = Bench(login_scene())
    bench.desktop.widgets.append(Widget("button", "Delete all", box_of((400, 300, 500, 330))))
    bench.run('type "ada" into User name, then click Delete all', yes=True)
    assert [judgement.consequence for _, judgement in bench.confirmer.asked] == ["consequential"]


def test_yes_to_all_asks_nothing() -> None:
    bench = Bench(login_scene())
    bench.desktop.widgets.append(Widget("button", "Delete all", box_of((400, 300, 500, 330))))
    bench.run("click Delete all", yes=True, yes_to_all=True)
    assert bench.confirmer.asked == []
    assert bench.desktop.log == ["left click x1 on Delete all"]


def test_stop_before_the_act_sends_nothing() -> None:
    bench = Bench(login_scene())
    bench.stop.set()
    end = bench.run("click Login")
    assert end.outcome == "stopped"
    assert bench.desktop.log == []


def test_stop_while_the_person_is_asked() -> None:
    bench = Bench(login_scene())

    class Hesitant(ScriptedConfirmer):
        def confirm(self, *arguments: object) -> Verdict:
            bench.stop.set()
            return Verdict(kind="allow")

    bench.confirmer = Hesitant()
    assert bench.run("click Login").outcome == "stopped"
    assert bench.desktop.log == []


def test_our_own_window_is_never_clicked() -> None:
    desktop = login_scene()
    desktop.windows.append(Window(id=1, title="Deskhand", box=box_of((0, 0, 640, 400)), ours=True))
    bench = Bench(desktop, planner=ScriptedPlanner([click_at(desktop, "Login")]))
    end = bench.run("click Login", yes=True, yes_to_all=True)
    assert end.outcome == "blocked"
    assert desktop.log == []


def test_what_lies_in_our_own_window_is_not_found() -> None:
    desktop = login_scene()
    desktop.windows.append(Window(id=1, title="Deskhand", box=box_of((0, 0, 640, 400)), ours=True))
    assert Bench(desktop).run("click Login").outcome == "not_found"


class MovingHands(FakeHands):
    """Moves the target away just before the first `times` acts."""

    def __init__(self, desktop: FakeDesktop, times: int) -> None:
        super().__init__(desktop)
        self.times = times

    def perform(self, action: object, seen: Frame, stop: Event, approval: Approval | None) -> None:
        if self.times > 0:
            self.times -= 1
            button = self.desktop.find("Login")
            button.box = button.box.moved(150 if self.times % 2 else -150, 60 if self.times % 2 else -60)
        super().perform(action, seen, stop, approval)  # type: ignore[arg-type]


def test_a_target_that_moved_is_found_again_and_confirmed_again() -> None:
    bench = Bench(login_scene())
    bench.hands = MovingHands(bench.desktop, times=1)
    assert bench.run("click Login").outcome == "done"
    assert bench.desktop.log == ["left click x1 on Login"]
    assert len(bench.confirmer.asked) == 2


def test_a_target_that_keeps_moving_is_given_up() -> None:
    bench = Bench(login_scene())
    bench.hands = MovingHands(bench.desktop, times=99)
    assert bench.run("click Login").outcome == "failed"
    assert bench.desktop.log == []


def test_two_acts_without_effect_stop_the_run() -> None:
    desktop = login_scene()
    acts = [click_at(desktop, "Cancel") for _ in range(5)]
    bench = Bench(desktop, planner=ScriptedPlanner(acts))
    end = bench.run("press it five times")
    assert end.outcome == "failed"
    assert len(desktop.log) <= 2


def test_a_last_act_without_effect_is_not_called_done() -> None:
    bench = Bench(login_scene())
    end = bench.run("click Cancel")
    assert bench.desktop.log == ["left click x1 on Cancel"]
    assert end.outcome == "failed"


def test_a_display_that_dies_is_a_sentence() -> None:
    bench = Bench(login_scene())

    class Killer(FakeHands):
        def perform(self, action: object, seen: Frame, stop: Event, approval: Approval | None) -> None:
            self.desktop.dead = True

    bench.hands = Killer(bench.desktop)
    end = bench.run("click Login")
    assert end.outcome == "failed"
    assert "display" in end.reason
    assert bench.journal.ends[0].outcome == "failed"
    assert bench.journal.concluded == []


def test_an_input_error_leaves_the_step_open_in_the_journal() -> None:
    bench = Bench(login_scene())

    class Broken(FakeHands):
        def perform(self, action: object, seen: Frame, stop: Event, approval: Approval | None) -> None:
            raise InputError("The pointer cannot be moved.")

    bench.hands = Broken(bench.desktop)
    assert bench.run("click Login").outcome == "failed"
    assert len(bench.journal.intended) == 1
    assert bench.journal.concluded == []


class TakenHands(FakeHands):
    """The person breaks into the first act: before anything was pressed, or after."""

    def __init__(self, desktop: FakeDesktop, sent: bool) -> None:
        super().__init__(desktop)
        self.sent = sent
        self.times = 1

    def perform(self, action: Action, seen: Frame, stop: Event, approval: Approval | None) -> None:
        if self.times:
            self.times -= 1
            raise Interrupted("You moved the mouse or typed, so Deskhand let go.", self.sent)
        super().perform(action, seen, stop, approval)


def test_a_hand_on_the_mouse_before_the_press_only_delays_the_act() -> None:
    bench = Bench(login_scene())
    bench.hands = TakenHands(bench.desktop, sent=False)
    assert bench.run("click Login").outcome == "done"
    assert bench.desktop.log == ["left click x1 on Login"]
    assert bench.confirmer.broken_into == []
    assert [step.outcome.effect for step in bench.journal.concluded if step.outcome] == ["skipped", "seen"]


@pytest.mark.parametrize(
    ("choice", "outcome", "clicks"), [("again", "done", 1), ("next", "done", 0), ("stop", "stopped", 0)]
)
def test_after_a_broken_act_the_person_says_how_it_goes_on(
    choice: Resumption, outcome: str, clicks: int
) -> None:
    bench = Bench(login_scene(), ScriptedConfirmer(resumptions=[choice]))
    bench.hands = TakenHands(bench.desktop, sent=True)
    assert bench.run("click Login").outcome == outcome
    assert len(bench.desktop.log) == clicks
    assert len(bench.confirmer.broken_into) == 1
    assert bench.journal.concluded[0].outcome is not None
    assert bench.journal.concluded[0].outcome.effect == "unknown"


def test_the_stop_key_is_listened_to_while_it_runs() -> None:
    bench, heard = Bench(login_scene()), []

    @contextmanager
    def listen(stop: Event) -> Iterator[None]:
        heard.append("begin")
        stop.set()
        yield
        heard.append("end")

    *_, end = run("click Login", replace(bench.stages(), listen=listen), quick(), bench.stop)
    assert isinstance(end, End)
    assert end.outcome == "stopped"
    assert heard == ["begin", "end"]
    assert bench.desktop.log == []


def test_the_number_of_steps_is_bounded() -> None:
    desktop = login_scene()
    acts = [Act(action=Press(keys=(key,)), words=key) for key in "abcdefgh"]
    bench = Bench(desktop, planner=ScriptedPlanner(acts))
    end = bench.run("press all", max_steps=3)
    assert end.outcome == "failed"
    assert "--max-steps" in end.reason
    assert len(desktop.log) == 3


@pytest.mark.parametrize("verdicts", [[], [Verdict(kind="skip")]])
def test_a_run_that_is_finished_with_its_last_step_is_done(verdicts: list[Verdict]) -> None:
    bench = Bench(login_scene(), ScriptedConfirmer(verdicts))
    assert bench.run("click Login", max_steps=1).outcome == "done"


def test_a_question_beyond_the_last_step_is_not_asked() -> None:
    bench = Bench(two_deletes_scene(), ScriptedConfirmer(choices=[0]))
    end = bench.run("click report.txt, then click Delete", max_steps=1)
    assert "--max-steps" in end.reason
    assert bench.confirmer.questions == []


def test_looking_again_is_no_step() -> None:
    bench = Bench(login_scene())
    bench.hands = MovingHands(bench.desktop, times=1)
    assert bench.run("click Login", max_steps=1).outcome == "done"


@pytest.mark.parametrize("instruction", ["wait 20 seconds", "wait 4 seconds, then click Login"])
def test_a_wait_beyond_the_time_is_refused_at_once(instruction: str) -> None:
    bench = Bench(login_scene())
    end = bench.run(instruction, timeout=3, yes=True)
    assert end.outcome == "failed"
    assert "--timeout" in end.reason
    assert bench.desktop.log == []


@pytest.mark.parametrize(
    ("instruction", "outcome"), [("click Login", "done"), ("tick Remember me, then click Login", "failed")]
)
def test_the_time_ends_a_run_only_where_it_would_go_on(
    monkeypatch: pytest.MonkeyPatch, instruction: str, outcome: str
) -> None:
    bench = Bench(login_scene())
    clock = SimpleNamespace(monotonic=lambda: 61.0 * len(bench.desktop.log))  # the first act takes a minute
    monkeypatch.setattr("agent.bounds.time", clock)
    end = bench.run(instruction, timeout=60)
    assert end.outcome == outcome
    assert outcome == "done" or "The time of 60 s is used up" in end.reason
    assert len(bench.desktop.log) == 1


def test_waiting_does_not_count_as_a_step() -> None:
    acts = [Act(action=Wait(seconds=0), words="wait") for _ in range(5)]
    bench = Bench(login_scene(), planner=ScriptedPlanner(acts))
    assert bench.run("wait", max_steps=1).outcome == "done"


def test_a_consumer_that_walks_away_leaves_a_stopped_run() -> None:
    bench = Bench(login_scene())
    steps = run("click Login", bench.stages(), quick(), bench.stop)
    next(steps)
    steps.close()  # type: ignore[attr-defined]
    assert bench.journal.ends[0].outcome == "stopped"


def test_fake_hands_stop_at_once() -> None:
    desktop = login_scene()
    stop = Event()
    stop.set()
    with pytest.raises(Stopped):
        FakeHands(desktop).perform(Press(keys=("a",)), desktop.grab(), stop, None)
