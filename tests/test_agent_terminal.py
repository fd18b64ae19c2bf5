"""The terminal: what is shown before an act, and what each answer does."""

from __future__ import annotations

import io

import pytest

from agent.errors import PolicyError, Stopped
from agent.fake import OracleEyes, login_scene
from agent.terminal import NobodyThere, TerminalConfirmer, progress_line
from agent.types import (
    Act,
    Ask,
    Candidate,
    Click,
    Consequence,
    End,
    Judgement,
    Observation,
    Press,
    Step,
    Target,
    TypeText,
    Verdict,
    Window,
    box_of,
)

DESKTOP = login_scene()
DESKTOP.windows.append(Window(id=7, title="Sample mail", box=box_of((0, 0, 640, 400)), focused=True))
SEEN: Observation = OracleEyes(DESKTOP).look(DESKTOP.grab())
BOX = DESKTOP.find("Login").box
TARGET = Target(point=BOX.centre, box=BOX, description="button “Login”", kind="button")
CLICK = Act(action=Click(target=TARGET), words="click login", why="the planner says: harmless")
JUDGEMENT = Judgement(consequence="consequential", reason="it submits a password")


def answering(*answers: str) -> tuple[TerminalConfirmer, io.StringIO]:
    left, out = list(answers), io.StringIO()

    def ask(prompt: str) -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    return TerminalConfirmer(ask, out, pause=lambda seconds: None), out


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("y", "allow"), ("YES", "allow"), ("是", "allow"), ("n", "skip"), ("s", "stop"), ("停止", "stop")],
)
def test_each_answer(answer: str, kind: str) -> None:
    confirmer, _ = answering(answer)
    assert confirmer.confirm(CLICK, JUDGEMENT, SEEN).kind == kind


def test_what_is_shown_comes_from_the_act_itself() -> None:
    confirmer, out = answering("y")
    confirmer.confirm(CLICK, JUDGEMENT, SEEN)
    shown = out.getvalue()
    assert f"Click on the button “Login” at ({BOX.centre.x}, {BOX.centre.y}) in “Sample mail”" in shown
    assert "consequential: it submits a password" in shown
    assert "harmless" not in shown


def test_an_unclear_answer_is_asked_again() -> None:
    confirmer, out = answering("perhaps", "", "y")
    assert confirmer.confirm(CLICK, JUDGEMENT, SEEN).kind == "allow"
    assert out.getvalue().count("Please answer") == 2


@pytest.mark.parametrize(
    ("consequence", "option"), [("consequential", "use --yes-to-all to"), ("write", "use --yes to")]
)
@pytest.mark.parametrize("answers", [(), ("e",), ("what?",)])
def test_no_answer_stops_and_names_what_would_help(
    consequence: Consequence, option: str, answers: tuple[str, ...]
) -> None:
    confirmer, _ = answering(*answers)
    with pytest.raises(Stopped, match=f"Nobody answered.*{option}"):
        confirmer.confirm(CLICK, Judgement(consequence=consequence, reason="why"), SEEN)


def test_no_choice_names_no_option() -> None:
    confirmer, _ = answering()
    with pytest.raises(Stopped, match="say more exactly"):
        confirmer.choose(question(), SEEN)


def test_an_edit_alone_allows_nothing() -> None:
    """The edited act comes back to be confirmed, also when it is edited to what it was."""
    confirmer, out = answering("e", f"{BOX.centre.x} {BOX.centre.y}", "n")
    edited = confirmer.confirm(CLICK, JUDGEMENT, SEEN)
    assert edited.action is not None
    act = CLICK.model_copy(update={"action": edited.action})
    assert confirmer.confirm(act, JUDGEMENT, SEEN).kind == "skip"
    assert out.getvalue().count("consequential: ") == 2


def test_a_typed_text_can_be_edited() -> None:
    confirmer, _ = answering("e", "grace")
    verdict = confirmer.confirm(Act(action=TypeText(text="ada"), words=""), JUDGEMENT, SEEN)
    assert verdict == Verdict(kind="edit", action=TypeText(text="grace", origin="person"))


def test_a_point_can_be_edited_and_nonsense_is_asked_again() -> None:
    confirmer, _ = answering("e", "here", "e", "30, 40")
    verdict = confirmer.confirm(CLICK, JUDGEMENT, SEEN)
    assert isinstance(verdict.action, Click)
    assert (verdict.action.target.point.x, verdict.action.target.point.y) == (30, 40)
    assert verdict.action.target.box.contains(verdict.action.target.point)


def test_keys_can_be_edited() -> None:
    confirmer, _ = answering("e", "Ctrl+Shift+S")
    verdict = confirmer.confirm(Act(action=Press(keys=("ctrl", "s")), words=""), JUDGEMENT, SEEN)
    assert verdict.action == Press(keys=("ctrl", "shift", "s"))


def test_a_secret_is_never_shown() -> None:
    confirmer, out = answering("y")
    confirmer.confirm(Act(action=TypeText(text="CANARY", secret=True), words=""), JUDGEMENT, SEEN)
    assert "CANARY" not in out.getvalue()
    assert "••••" in out.getvalue()


def question() -> Ask:
    first, second = SEEN.elements[:2]
    candidates = tuple(Candidate(element=e, point=e.box.centre, score=0.9) for e in (first, second))
    return Ask(question="Two things fit “Name”.", candidates=candidates)


@pytest.mark.parametrize(("answer", "choice"), [("y", 0), ("1", 0), ("n", None), ("", None)])
def test_a_single_doubtful_thing_is_agreed_to_or_not(answer: str, choice: int | None) -> None:
    thing = Candidate(element=SEEN.elements[0], point=SEEN.elements[0].box.centre, score=0.7)
    confirmer, _ = answering(answer)
    assert confirmer.choose(Ask(question="Do you mean this?", candidates=(thing,)), SEEN) == choice


@pytest.mark.parametrize(("answers", "choice"), [(("2",), 1), (("7", "1"), 0), (("n",), None), (("",), None)])
def test_choosing_by_number(answers: tuple[str, ...], choice: int | None) -> None:
    confirmer, out = answering(*answers)
    assert confirmer.choose(question(), SEEN) == choice
    assert "1. " in out.getvalue()
    assert "2. " in out.getvalue()


def test_nobody_there_refuses_what_must_be_asked() -> None:
    with pytest.raises(PolicyError, match=r"password\); --yes-to-all would let it pass"):
        NobodyThere().confirm(CLICK, JUDGEMENT, SEEN)
    with pytest.raises(PolicyError, match=r"writes\); --yes would let it pass"):
        NobodyThere().confirm(CLICK, Judgement(consequence="write", reason="It writes."), SEEN)
    assert NobodyThere().choose(question(), SEEN) is None


def test_the_end_names_the_nearest() -> None:
    line = progress_line(End(outcome="not_found", reason="No “Savve”.", nearest=question().candidates))
    assert line is not None
    assert line.startswith("Not found. No “Savve”.")
    assert "Nearest: " in line
    assert "label “User name” at (105, 70)" in line


def test_a_harmless_choice_in_the_menu_just_opened_is_not_asked_again() -> None:
    confirmer, out = answering("y")
    menu = TARGET.model_copy(update={"kind": "menu_bar_item", "description": "menu “File”"})
    item = TARGET.model_copy(update={"kind": "menu_item", "description": "menu item “Open”"})
    harmless = Judgement(consequence="navigate", reason="it opens a menu")
    confirmer.confirm(Act(action=Click(target=menu), words=""), harmless, SEEN)
    confirmer.heard(Step(index=1, stage="performed", observation=SEEN))
    opened = confirmer.confirm(Act(action=Click(target=item), words=""), harmless, SEEN)
    assert opened.kind == "allow"
    assert "menu item “Open”" in out.getvalue()
    assert "Ctrl+C stops" in out.getvalue()
    confirmer.heard(Step(index=2, stage="performed", observation=SEEN))
    with pytest.raises(Stopped):  # what is consequential asks all the same, and nobody answers
        confirmer.confirm(Act(action=Click(target=item), words=""), JUDGEMENT, SEEN)


@pytest.mark.parametrize("keys", ["flarb+wug", "ctrl+a+b+c+d+e", ""])
def test_keys_that_there_are_not_are_asked_again(keys: str) -> None:
    confirmer, out = answering("e", keys, "n")
    act = Act(action=Press(keys=("enter",)), words="press enter")
    assert confirmer.confirm(act, JUDGEMENT, SEEN).kind == "skip"
    assert "key" in out.getvalue()


def test_the_question_stays_out_of_standard_output(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Other programs read events there."""
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert TerminalConfirmer().confirm(CLICK, JUDGEMENT, SEEN).kind == "skip"
    told = capsys.readouterr()
    assert told.out == ""
    assert "Do it?" in told.err


def test_a_secret_is_not_edited_in_the_open() -> None:
    confirmer, out = answering("e", "n")
    verdict = confirmer.confirm(Act(action=TypeText(text="CANARY", secret=True), words=""), JUDGEMENT, SEEN)
    assert verdict.kind == "skip"
    assert "CANARY" not in out.getvalue()


@pytest.mark.parametrize(
    ("answers", "choice"),
    [(("a",), "again"), (("hm", "o"), "next"), (("stop",), "stop"), (("继续",), "next")],
)
def test_a_broken_act_is_asked_about(answers: tuple[str, ...], choice: str) -> None:
    confirmer, out = answering(*answers)
    assert confirmer.resume(CLICK, SEEN) == choice
    assert "in the middle of it" in out.getvalue()


def test_a_broken_act_without_an_answer_stops() -> None:
    confirmer, _ = answering()
    with pytest.raises(Stopped):
        confirmer.resume(CLICK, SEEN)
    assert NobodyThere().resume(CLICK, SEEN) == "stop"
