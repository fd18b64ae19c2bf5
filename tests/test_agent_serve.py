"""`run --stdin`: a request a line, an answer a request, cancelling, bad lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest

from agent.fake import (
    FakeDesktop,
    FakeHands,
    MemoryJournal,
    OracleEyes,
    ScriptedConfirmer,
    login_scene,
    two_deletes_scene,
)
from agent.loop import Stages
from agent.plan import EmbeddedPlanner
from agent.ports import Confirmer
from agent.serve import Server
from agent.settings import load
from agent.terminal import NobodyThere
from agent.types import Observation


def stages_on(desktop: FakeDesktop, confirmer: Confirmer | None = None) -> Stages:
    return Stages(
        screen=desktop,
        eyes=OracleEyes(desktop),
        planner=EmbeddedPlanner(),
        confirmer=confirmer or ScriptedConfirmer(),
        hands=(hands := FakeHands(desktop)),
        notary=hands.notary,
        journal=MemoryJournal(),
    )


def served(stages: Stages, *lines: Any, **options: Any) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = []
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    Server(stages, load(settle=0.0, **options), answers.append).serve(texts)
    return answers


def test_each_request_gets_one_answer_in_order() -> None:
    desktop = login_scene()
    answers = served(
        stages_on(desktop),
        {"id": 1, "instruction": 'type "ada" into User name'},
        {"id": "b", "instruction": "click Login", "timeout": 20},
    )
    assert [(a["id"], a["outcome"]) for a in answers] == [(1, "done"), ("b", "done")]
    assert answers[1]["steps"][0]["effect"] == "seen"
    assert desktop.log[-1] == "left click x1 on Login"


def test_outcomes_by_name() -> None:
    answers = served(
        stages_on(two_deletes_scene()),
        {"id": 1, "instruction": "click Frobnicate"},
        {"id": 2, "instruction": "click Delete"},
        {"id": 3, "instruction": "flarb the wug"},
    )
    assert [a["outcome"] for a in answers] == ["not_found", "ambiguous", "failed"]
    assert all(a["reason"] for a in answers)


def test_what_fits_equally_well_is_told() -> None:
    (answer,) = served(
        stages_on(two_deletes_scene(), NobodyThere()), {"id": 1, "instruction": "click Delete"}
    )
    assert answer["outcome"] == "ambiguous"
    assert [one["text"] for one in answer["nearest"]] == ["Delete", "Delete"]


def test_what_must_be_asked_is_blocked_when_nobody_is_there() -> None:
    desktop = two_deletes_scene()
    desktop.widgets.pop()
    (answer,) = served(stages_on(desktop, NobodyThere()), {"id": 1, "instruction": "click Delete"}, yes=True)
    assert answer["outcome"] == "blocked"
    assert "--yes-to-all" in answer["reason"]
    assert desktop.log == []


def test_bad_lines_are_answered_and_do_no_harm() -> None:
    answers = served(
        stages_on(login_scene()),
        "not json",
        {"id": 5},
        {"id": 6, "instruction": "click Login", "surprise": 1},
        "[1, 2]",
        "",
        {"id": 7, "instruction": "click Login"},
    )
    assert sorted((str(a["id"]), a["outcome"]) for a in answers) == [
        ("5", "failed"), ("6", "failed"), ("7", "done"), ("None", "failed"), ("None", "failed"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "number", "words"),
    [
        ({"id": 3}, 3, "“instruction”: Field required"),
        ({"id": 3, "instruction": "click Login", "surprise": 1}, 3, "“surprise”: Extra inputs"),
        ({"id": 3, "instruction": 5}, 3, "“instruction”: Input should be a valid string"),
        ({"id": 3, "instruction": "click Login", "timeout": 0}, 3, "“timeout”: Input should be greater"),
        ({"id": 3, "instruction": "click Login", "timeout": True}, 3, "“timeout”: Input should be a valid"),
        ({"instruction": "click Login"}, None, "“id”: Field required"),
        ({"id": True, "instruction": "click Login"}, None, "“id” should be a text or a whole number"),
        ({"id": 1.5, "instruction": "click Login"}, None, "“id” should be a text or a whole number"),
        ('{"id": 1e400, "instruction": "click Login"}', None, "“id” should be a text or a whole number"),
        ('{"id": NaN, "instruction": "click Login"}', None, "“id” should be a text or a whole number"),
        ({"cancel": [1]}, None, "“cancel” should be a text or a whole number"),
        ("[1, 2]", None, "it should be an object"),
        ("not json", None, "That line is no JSON: Expecting value"),
        ("[" * 100_000, None, "That line is no JSON: "),
    ],
)
def test_a_bad_line_is_answered_with_what_is_wrong(line: Any, number: int | None, words: str) -> None:
    desktop = login_scene()
    (answer,) = served(stages_on(desktop), line)
    assert (answer["id"], answer["outcome"]) == (number, "failed")
    assert words in answer["reason"]
    json.dumps(answer, allow_nan=False)
    assert desktop.log == []


def test_a_wait_beyond_the_timeout_does_not_hold_the_server() -> None:
    desktop = login_scene()
    lines = [{"id": 1, "instruction": "wait 20 seconds", "timeout": 3}, {"id": 2, "instruction": "press f1"}]
    first, second = served(stages_on(desktop), *lines)
    assert "--timeout" in first["reason"]
    assert second["id"] == 2
    assert desktop.log == ["pressed f1"]


def test_a_request_that_waits_can_be_cancelled() -> None:
    desktop = login_scene()
    heard = Event()

    class SlowEyes(OracleEyes):
        def look(self, frame: Any, query: str = "") -> Observation:
            assert heard.wait(10)
            return super().look(frame, query)

    def lines() -> Iterator[str]:
        yield json.dumps({"id": 1, "instruction": "click Login"})
        yield json.dumps({"cancel": 1})
        heard.set()

    stages = stages_on(desktop)
    stages = Stages(**{**vars(stages), "eyes": SlowEyes(desktop)})
    answers: list[dict[str, Any]] = []
    Server(stages, load(settle=0.0), answers.append).serve(lines())
    assert [a["outcome"] for a in answers] == ["stopped"]
    assert desktop.log == []


def test_cancelling_what_is_not_there_does_not_hurt_a_later_request() -> None:
    desktop = login_scene()
    answers = served(stages_on(desktop), {"cancel": 9}, {"id": 9, "instruction": "click Login"})
    assert [a["outcome"] for a in answers] == ["done"]


def test_ending_stops_what_runs_and_takes_no_more() -> None:
    desktop = login_scene()
    answers: list[dict[str, Any]] = []

    class EndingEyes(OracleEyes):
        def look(self, frame: Any, query: str = "") -> Observation:
            server.end()
            return super().look(frame, query)

    stages = Stages(**{**vars(stages_on(desktop)), "eyes": EndingEyes(desktop)})
    server = Server(stages, load(settle=0.0), answers.append)
    requests = [json.dumps({"id": number, "instruction": "click Login"}) for number in (1, 2)]
    server.serve(requests)
    assert [(a["id"], a["outcome"]) for a in answers] == [(1, "stopped")]
    assert desktop.log == []
