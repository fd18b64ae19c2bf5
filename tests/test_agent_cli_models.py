"""`deskhand models` and `deskhand ask`: lists, checks, questions on a run's pictures; and words that only a
model understands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from model_server import Fault, ModelServer, error
from scripted_model import PLAN, REACHED, click, step

from agent.cli import main
from agent.compose import build_planner
from agent.fake import FakeHands, OracleEyes, ScriptedConfirmer, login_scene
from agent.journal import SqliteJournal
from agent.journal_records import RunRecord
from agent.loop import Stages, run
from agent.settings import load
from agent.types import End

MODEL = "Qwen3-VL-4B-Instruct"


@pytest.fixture(autouse=True)
def no_hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty cache, and no network."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with ModelServer() as made:
        monkeypatch.setenv("DESKHAND_SERVER", made.url)
        monkeypatch.setenv("DESKHAND_SERVER_MODEL", MODEL)
        yield made


def test_with_no_model_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == 0
    out = capsys.readouterr().out
    assert "No language model is on this machine. The plain things need none." in out
    assert "deskhand models download Qwen/Qwen3-VL-4B-Instruct" in out


def test_a_server_that_is_set_up_is_told(server: ModelServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == 0
    assert f"Server: {server.url}, model {MODEL}, without a key" in capsys.readouterr().out


@pytest.mark.parametrize("action", ["check", "download"])
def test_which_model_has_to_be_said(action: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", action]) == 2
    assert "Say which model" in capsys.readouterr().err


def test_a_model_that_is_not_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "check", "Qwen/Qwen3-VL-4B-Instruct"]) == 1
    assert "is not on this machine; get it with" in capsys.readouterr().err


def test_without_a_network_nothing_is_downloaded(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "download", "Qwen/Qwen3-VL-4B-Instruct", "--yes"]) == 1
    told = capsys.readouterr().err
    assert "cannot be fetched from the hub" in told
    assert "Traceback" not in told


def on_the_fake_desktop(words: str) -> tuple[End, RunRecord]:
    """A run with the planner that the settings name, and its record."""
    settings = load(settle=0.0)
    desktop, journal = login_scene(), SqliteJournal(settings.data_dir)
    hands = FakeHands(desktop)
    stages = Stages(
        screen=desktop,
        eyes=OracleEyes(desktop),
        planner=build_planner(settings),
        confirmer=ScriptedConfirmer(),
        hands=hands,
        notary=hands.notary,
        journal=journal,
    )
    *_, end = run(words, stages, settings, Event())
    record = journal.run(journal.runs()[0].number)
    journal.close()
    assert isinstance(end, End)
    return end, record


def journaled_run() -> int:
    """A run of two acts on the fake desktop, in the journal."""
    _, record = on_the_fake_desktop("tick Remember me, then click Login")
    return record.row.number


def test_a_question_on_a_run_goes_with_its_pictures_in_time(
    server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers = ["A greeting appeared below the buttons."]
    assert main(["ask", "what changed since I clicked Login?", "--run", str(journaled_run())]) == 0
    assert capsys.readouterr().out == "A greeting appeared below the buttons.\n"
    parts = server.asked[0].body["messages"][1]["content"]
    marks = [p["text"] for p in parts if p["type"] == "text" and p["text"].endswith("seconds>")]
    pictures = [p for p in parts if p["type"] == "image_url"]
    assert len(marks) == len(pictures) == 4  # before and after each of the two acts
    times = [float(mark[1:].split()[0]) for mark in marks]
    assert times == sorted(times)
    assert "Click on the button “Login”" in parts[-1]["text"]
    assert "what changed since I clicked Login?" in parts[-1]["text"]


def test_a_run_that_is_not_there(server: ModelServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "what changed?", "--run", "7"]) == 1
    assert "7" in capsys.readouterr().err


def test_a_server_that_refuses_is_one_sentence(
    server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers = [Fault(status=401, body=error("no"))]
    assert main(["ask", "what changed?", "--run", str(journaled_run())]) == 1
    assert "does not take the key" in capsys.readouterr().err


def test_the_levels_of_a_model_elsewhere_cannot_be_seen(
    server: ModelServer, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run = str(journaled_run())
    assert main(["ask", "what changed?", "--run", run, "--levels", str(tmp_path / "levels")]) == 2
    assert "behind a server cannot be seen" in capsys.readouterr().err
    assert server.asked == []


def test_asking_needs_a_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "what is this?"]) == 2
    assert "is set up; say which" in capsys.readouterr().err


def test_words_that_no_grammar_knows_are_refused_without_a_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "would love to be inside of this thing already"]) == 2
    assert "do not understand" in capsys.readouterr().err


def test_with_a_model_they_are_not(server: ModelServer) -> None:
    server.answers = [PLAN, click(6), step({"do": "done", "because": "x"}), REACHED]
    end, record = on_the_fake_desktop("would love to be inside of this thing already")
    assert end.outcome == "done"
    assert record.steps[0].decision is not None
    assert "The words are more than the embedded planner understands." in record.steps[0].decision.why  # type: ignore[union-attr]
