"""A plan before anything is seen: the consequential steps are told by name, and asked about in any case."""

from __future__ import annotations

import io
from threading import Event

import pytest

from agent.errors import InstructionError
from agent.fake import FakeDesktop, FakeHands, MemoryJournal, OracleEyes, Widget, login_scene
from agent.loop import Stages, run
from agent.outline import grave_steps, outline
from agent.plan import EmbeddedPlanner
from agent.settings import load
from agent.terminal import TerminalConfirmer
from agent.types import End, Step, box_of


@pytest.mark.parametrize(
    ("instruction", "graves"),
    [
        ("type ada into User name, then click Send", ("click Send",)),
        ("click Delete, then click Payment history, then press tab", ("click Delete",)),
        ("log in as ada, password hunter22, then press tab", ("log in as ada, password ••••", "Log in")),
        ("点击发送,然后点击设置", ("点击发送",)),
        ("click Find, then type hello into Search, then press ctrl+s", ()),
        ("drag report.txt to Trash, then press tab", ("drag report.txt to Trash",)),
        ("click Send", ()),  # one step: it is asked about at once
        ("", ()),
        ("click", ()),
    ],
)
def test_consequential_steps_by_their_words(instruction: str, graves: tuple[str, ...]) -> None:
    assert grave_steps(instruction) == graves


def test_every_kind_of_step_has_its_line() -> None:
    lines = outline(
        "open the File menu, then Save As; tick Remember me; choose Red in Colour; scroll down; "
        "hover over Help; wait 1 second; clear Search; close the window; double-click notes.txt"
    )
    assert len(lines) >= 9
    assert [line.words for line in lines if line.grave] == ["close the window"]


def test_words_that_are_not_understood() -> None:
    with pytest.raises(InstructionError):
        outline("click")


def many_steps(sends: int = 2, steps: int = 40) -> tuple[FakeDesktop, str]:
    """A program of many steps, most of them harmless."""
    desktop = login_scene()
    desktop.widgets.append(Widget("button", "Send", box_of((420, 300, 520, 330)), on_click=_show_sent))
    said = []
    for number in range(steps):
        said.append("untick Remember me" if number % 2 else "tick Remember me")
        if number % (steps // sends) == steps // sends - 1:
            said.append("click Send")
    return desktop, ", then ".join(said)


def _show_sent(desktop: FakeDesktop) -> None:
    count = sum(widget.text.startswith("Sent") for widget in desktop.widgets)
    top = 276 + 58 * count
    desktop.widgets.append(Widget("label", f"Sent {count}", box_of((420, top, 520, top + 20))))


def test_one_answer_for_the_harmless_and_one_for_each_that_is_not() -> None:
    desktop, instruction = many_steps()
    answers, out = iter(["a", "y", "y"]), io.StringIO()
    asked: list[str] = []

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return next(answers)

    person = TerminalConfirmer(ask, out, pause=lambda seconds: None)
    person.begin([(line.words, line.grave) for line in outline(instruction)])
    hands = FakeHands(desktop)
    stages = Stages(
        desktop, OracleEyes(desktop), EmbeddedPlanner(), person, hands, MemoryJournal(), hands.notary
    )
    for progress in run(instruction, stages, load(settle=0.0, max_steps=60), Event()):
        if isinstance(progress, Step):
            person.heard(progress)
        else:
            assert isinstance(progress, End)
            assert progress.outcome == "done", progress
    assert len(asked) == 3
    assert desktop.log.count("left click x1 on Send") == 2
    assert out.getvalue().count("(asked about in any case)") == 2
