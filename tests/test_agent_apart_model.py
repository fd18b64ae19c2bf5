"""A language model in a process of its own answers as one here does, and its end is a sentence."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from scripted_model import ScriptedModel

from agent.apart_model import ModelApart
from agent.compose import build_planner
from agent.errors import ModelError, Stopped
from agent.messages import Picture, Request, Usage, user
from agent.settings import load

ASKED = Request((user("what is it?", Picture(np.zeros((4, 6, 3), np.uint8))),), {"type": "object"})


class Talking(ScriptedModel):
    """Says how many pictures it saw; and does what it is told."""

    def stream(self, request: Request, stop: threading.Event) -> Iterator[str]:
        words = request.messages[-1].words
        if words == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if words == "wait":
            yield "well, "
            stop.wait(20)
            raise Stopped("You stopped it.")
        self.contributions = (("layer 8", 0.5),) if self.explain else ()
        self.answers = [f"{words} {len(request.pictures)}"] if not self.answers else self.answers
        yield from super().stream(request, stop)


def talking(*answers: str | Exception) -> Talking:
    made = Talking(answers, profile="qwen3-vl", sends_to="")
    made.piece = 4
    return made


Open = Callable[..., ModelApart]


@pytest.fixture
def opened() -> Iterator[Open]:
    made: list[ModelApart] = []

    def build(*answers: str | Exception) -> ModelApart:
        made.append(ModelApart(partial(talking, *answers)))
        return made[-1]

    yield build
    for one in made:
        one.close()


def ask(model: ModelApart, request: Request = ASKED, stop: threading.Event | None = None) -> list[str]:
    return list(model.stream(request, stop or threading.Event()))


def said(words: str) -> Request:
    return Request((user(words),))


def test_it_answers_piece_by_piece_and_tells_what_it_took(opened: Open) -> None:
    model = opened()
    assert (model.name, model.kind, model.sends_to, model.profile.name) == (
        "scripted", "remote", "", "qwen3-vl",
    )  # fmt: skip
    assert ask(model) == ["what", " is ", "it? ", "1"]
    assert model.used == Usage(asked=100, answered=4)
    assert not model.contributions
    model.explain = True
    ask(model)
    assert model.contributions == (("layer 8", 0.5),)


def test_its_errors_are_its_own(opened: Open) -> None:
    model = opened(ModelError("The context is too large."))
    with pytest.raises(ModelError, match="too large"):
        ask(model)
    assert ask(model)


def test_where_it_dies_a_sentence_says_so_and_the_next_question_begins_anew(opened: Open) -> None:
    model = opened()
    with pytest.raises(ModelError, match=r"The language model does not run any more .*memory"):
        ask(model, said("die"))
    assert ask(model)


def test_a_stop_is_heard_in_the_middle_of_an_answer(opened: Open) -> None:
    model, stop = opened(), threading.Event()
    pieces = model.stream(said("wait"), stop)
    assert next(pieces) == "well, "
    stop.set()
    with pytest.raises(Stopped):
        next(pieces)
    assert ask(model)


def test_a_model_that_is_not_there_is_told_as_ever(tmp_path: Path) -> None:
    settings = load({"DESKHAND_HOME": str(tmp_path)}, planner="qwen", model=str(tmp_path / "none"))
    for apart in (False, True):
        with pytest.raises(ModelError, match="none"):
            build_planner(settings, apart)
