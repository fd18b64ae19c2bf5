"""The tiny Qwen3-VL behind `transformers serve`, a real OpenAI-compatible server, through agent/remote.py.

That server takes no schema, and the weights are random: so nothing that it says can be an act, and the run
says so. What is tried is the way there and back: pictures, history, tokens, stop, a wrong name.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import numpy as np
import pytest
import tiny_qwen

from agent.errors import ModelError, Stopped
from agent.fake import FakeHands, MemoryJournal, OracleEyes, ScriptedConfirmer, login_scene
from agent.loop import Stages, run
from agent.messages import Picture, Request, assistant, system, user
from agent.mind.answers import CheckAnswer, schema_of
from agent.mind.planner import ModelPlanner
from agent.remote import RemoteModel
from agent.settings import load
from agent.types import End

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
UP_WITHIN = 120.0  # seconds


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of the server, and the name of its model."""
    folder = tiny_qwen.build(tmp_path_factory.mktemp("models") / "Qwen3-VL-tiny")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "PYTHONPATH": str(HERE.parent)}
    log = tmp_path_factory.mktemp("serve") / "log"
    with log.open("wb") as out:
        command = [sys.executable, str(HERE / "serve_tiny.py"), str(folder), str(port)]
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
    try:
        _wait_until_up(f"http://127.0.0.1:{port}/health", process, log)
        yield f"http://127.0.0.1:{port}/v1", str(folder)
    finally:
        process.terminate()
        process.wait(20)


def _wait_until_up(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + UP_WITHIN
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text(errors="replace")[-2000:]
        try:
            with opener.open(url, timeout=1):
                return
        except OSError:
            Event().wait(0.1)
    raise AssertionError(log.read_text(errors="replace")[-2000:])


def noise(seed: int) -> Picture:
    return Picture(np.random.default_rng(seed).integers(0, 255, (96, 160, 3), dtype=np.uint8))


def test_pictures_history_and_tokens(served: tuple[str, str]) -> None:
    model = RemoteModel(*served)
    assert model.profile.name == "qwen3-vl"
    assert model.sends_to == ""
    request = Request(
        (system("brief"), user("<0.0 seconds>", noise(0), "and?"), assistant("yes"), user(noise(1), "now?")),
        most_tokens=12, seconds=60,
    )  # fmt: skip
    first, second = ("".join(model.stream(request, Event())) for _ in range(2))
    assert first == second
    assert model.used.counted
    assert 0 < model.used.answered <= 12
    assert model.used.asked > 2 * (96 // 32) * (160 // 32)


def test_words_that_are_no_answer_make_no_act(served: tuple[str, str]) -> None:
    """The server keeps to no schema; the planner mends once, and then the run waits for the person."""
    desktop, person = login_scene(), ScriptedConfirmer()
    hands = FakeHands(desktop)
    stages = Stages(
        screen=desktop, eyes=OracleEyes(desktop), planner=ModelPlanner(RemoteModel(*served)),
        confirmer=person, hands=hands, notary=hands.notary, journal=MemoryJournal(),
    )  # fmt: skip
    *_, end = run("click Login", stages, load(settle=0.0), Event())
    assert isinstance(end, End)
    assert end.outcome == "failed"
    assert len(person.pauses) == 1
    assert "nothing was done" in end.reason
    assert desktop.log == []


def test_a_stop_in_the_middle(served: tuple[str, str]) -> None:
    model, stop = RemoteModel(*served), Event()
    stream = model.stream(Request((user("?"),), most_tokens=400, seconds=60), stop)
    next(stream)
    stop.set()
    begun = time.monotonic()
    with pytest.raises(Stopped):
        next(stream)
    assert time.monotonic() - begun <= 0.2
    assert "".join(model.stream(Request((user("?"),), most_tokens=4, seconds=60), Event())) is not None


def test_a_schema_that_it_does_not_know_costs_nothing(served: tuple[str, str]) -> None:
    model = RemoteModel(*served)
    request = Request((user("?"),), schema_of(CheckAnswer), most_tokens=4, seconds=60)
    assert isinstance("".join(model.stream(request, Event())), str)


def test_a_model_that_it_does_not_have(served: tuple[str, str]) -> None:
    model = RemoteModel(served[0], "Qwen/Qwen3-VL-999B")
    with pytest.raises(ModelError) as told:
        "".join(model.stream(Request((user("?"),), most_tokens=4, seconds=60), Event()))
    assert served[1] in str(told.value) or "no model" in str(told.value) or "does not take" in str(told.value)
