"""The command's arguments: what is refused, and with which exit code; outputs in their documented form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from agent import cli_run, cli_see
from agent.cli import main
from agent.errors import UsageError
from agent.events import event
from agent.fake import FakeDesktop, FakeHands, MemoryJournal, OracleEyes, login_scene, two_deletes_scene
from agent.finding import wanted
from agent.loop import Stages
from agent.plan import EmbeddedPlanner
from agent.ports import Confirmer
from agent.settings import Settings
from agent.types import Act, Observation, Step, TypeText


def use(monkeypatch: pytest.MonkeyPatch, desktop: FakeDesktop) -> None:
    """The command acts on a fake desktop."""

    def build(settings: Settings, confirmer: Confirmer) -> Stages:
        return Stages(
            screen=desktop,
            eyes=OracleEyes(desktop),
            planner=EmbeddedPlanner(),
            confirmer=confirmer,
            hands=(hands := FakeHands(desktop)),
            notary=hands.notary,
            journal=MemoryJournal(),
        )

    monkeypatch.setenv("DESKHAND_SETTLE", "0")
    monkeypatch.setattr(cli_run, "build", build)
    monkeypatch.setattr(cli_see, "build_eyes", lambda settings: OracleEyes(desktop))
    monkeypatch.setattr(cli_see, "build_screen", lambda: desktop)


def answer(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """What the person will say at the terminal; nothing more is to be read after that."""
    left = list(answers)

    def ask(prompt: str = "") -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    monkeypatch.setattr("builtins.input", ask)


def test_run_asks_and_does(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    desktop = login_scene()
    use(monkeypatch, desktop)
    answer(monkeypatch, "y")
    assert main(["run", "click Login"]) == 0
    assert desktop.log == ["left click x1 on Login"]
    out = capsys.readouterr()
    assert "1. Click on the button “Login”" in out.out
    assert out.out.rstrip().endswith("Done. All steps were carried out.")


@pytest.mark.parametrize(
    ("instruction", "answers", "code"),
    [
        ("click Frobnicate", (), 3),
        ("click Login", ("s",), 4),
        ("click Login", (), 4),
        ("click Cancel", ("y",), 1),
    ],
)
def test_exit_codes(
    monkeypatch: pytest.MonkeyPatch, instruction: str, answers: tuple[str, ...], code: int
) -> None:
    use(monkeypatch, login_scene())
    answer(monkeypatch, *answers)
    assert main(["run", instruction]) == code


def test_ambiguity_is_exit_three(monkeypatch: pytest.MonkeyPatch) -> None:
    desktop = two_deletes_scene()
    use(monkeypatch, desktop)
    answer(monkeypatch, "n")
    assert main(["run", "click Delete"]) == 3
    assert desktop.log == []


def test_json_events_end_with_the_outcome(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(monkeypatch, login_scene())
    assert main(["run", "--json", "--yes", "--yes-to-all", "click Login"]) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [e["event"] for e in events[:-1]] == ["step"] * (len(events) - 1)
    assert events[-1]["outcome"] == "done"


def test_json_without_a_person_refuses_what_must_be_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desktop = login_scene()
    use(monkeypatch, desktop)
    assert main(["run", "--json", "click Login"]) == 5
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["outcome"] == "blocked"
    assert desktop.log == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["run", "   "],
        ["run", "flarb the wug"],
        ["run", "press ctrl+flurb"],
        ["run", "--stdin", "click Login"],
        ["run", "--dry-run", "--yes", "click Login"],
        ["run", "--max-steps", "0", "click Login"],
        ["run", "--timeout", "-1", "click Login"],
        ["find"],
        ["find", " "],
        ["find", "x", "--batch", "y.jsonl"],
        ["find", "press enter"],
        ["find", "press foo+bar"],
        ["find", "--batch", "missing.jsonl"],
        ["find", "--batch", "missing.jsonl", "--screen", "x.png"],
        ["runs", "show"],
        ["see", "a/x.png", "b/x.png"],
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_two(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    use(monkeypatch, login_scene())
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert said.startswith("deskhand: ")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments", [["run", "--planner", "oracle", "x"], ["fly"], ["run", "--max-steps", "x", "y"]]
)
def test_what_argparse_refuses_is_exit_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_the_commands_of_macros_are_wired(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["macros"]) == 0
    assert "record" in capsys.readouterr().out
    assert main(["replay", "Nowhere"]) == 2
    assert "Nowhere" in capsys.readouterr().err
    assert main(["record", "a/b"]) == 2
    assert main(["schedule", "Nowhere", "--at", "09:00"]) == 2


def test_find_says_where(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    desktop = login_scene()
    use(monkeypatch, desktop)
    assert main(["find", "the Login button"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["point"] == [desktop.find("Login").box.centre.x, desktop.find("Login").box.centre.y]
    assert found["outcome"] == "found"
    assert {"box", "score", "runner_up"} <= set(found)


def test_find_that_is_ambiguous_gives_no_point(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(monkeypatch, two_deletes_scene())
    assert main(["find", "Delete"]) == 3
    found = json.loads(capsys.readouterr().out)
    assert found["point"] is None
    assert len(found["candidates"]) == 2


def picture(folder: Path, name: str) -> Path:
    path = folder / name
    Image.fromarray(np.full((400, 640, 3), 240, np.uint8)).save(path)
    return path


def test_a_batch_answers_each_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    use(monkeypatch, login_scene())
    picture(tmp_path, "form.png")
    lines = [
        {"id": "a", "image": "form.png", "instruction": "click Login"},
        {"id": "b", "image": "form.png", "instruction": "flarb the wug"},
        {"id": "c", "image": "form.png", "instruction": 'type "x" into User name'},
    ]
    batch, out = tmp_path / "batch.jsonl", tmp_path / "out.json"
    batch.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert main(["find", "--batch", str(batch), "--json", str(out)]) == 0
    answers = json.loads(out.read_text(encoding="utf-8"))["instructions"]
    assert list(answers) == ["a", "b", "c"]
    assert answers["a"]["outcome"] == "found"
    assert answers["b"]["point"] is None
    assert answers["c"]["point"] == [280, 70]


@pytest.mark.parametrize(
    "line", ["{", '{"id": 1}', '{"id": "a", "image": "x.png", "instruction": "y", "z": 1}']
)
def test_a_wrong_batch_line_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    use(monkeypatch, login_scene())
    batch = tmp_path / "batch.jsonl"
    batch.write_text(line, encoding="utf-8")
    assert main(["find", "--batch", str(batch)]) == 2
    assert "Line 1" in capsys.readouterr().err


def batch_file(folder: Path, *lines: dict[str, Any], before: str = "", end: str = "\n") -> Path:
    """Lines about form.png in that folder."""
    picture(folder, "form.png")
    made = [{"image": "form.png", "instruction": "click Login"} | line for line in lines]
    path = folder / "batch.jsonl"
    path.write_text(before + end.join(json.dumps(line, ensure_ascii=False) for line in made), newline="")
    return path


def test_one_bad_line_of_a_batch_costs_no_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use(monkeypatch, login_scene())
    lines: list[dict[str, Any]] = [
        {"id": "a"},
        {"id": "b", "image": "nope.png"},
        {"id": "c", "instruction": "press enter"},
        {"id": "d", "instruction": "press foo+bar"},
        {"id": 5},
    ]
    batch, out = batch_file(tmp_path, *lines), tmp_path / "out.json"
    assert main(["find", "--batch", str(batch), "--json", str(out)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("deskhand: 3 of 5 lines were not answered; the first: ")
    assert len(said.splitlines()) == 1
    assert "nope.png" in said
    answers = json.loads(out.read_text(encoding="utf-8"))["instructions"]
    assert [answers[name]["outcome"] for name in ("a", "5")] == ["found", "found"]
    for name in "bcd":
        assert (answers[name]["point"], answers[name]["box"]) == (None, None)
        assert answers[name]["outcome"] == "not_found"
        assert answers[name]["error"]
    assert "error" not in answers["a"]


@pytest.mark.parametrize("ids", [("a", "a"), (1, "1")])
def test_two_lines_with_one_id_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], ids: tuple[Any, Any]
) -> None:
    use(monkeypatch, login_scene())
    batch = batch_file(tmp_path, {"id": ids[0]}, {"id": "between"}, {"id": ids[1]})
    assert main(["find", "--batch", str(batch)]) == 2
    assert "Lines 1 and 3" in capsys.readouterr().err


@pytest.mark.parametrize(("before", "end"), [("\ufeff", "\r\n"), ("", "\n\n"), ("\n", "\n")])
def test_a_batch_as_other_systems_write_it(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    before: str,
    end: str,
) -> None:
    use(monkeypatch, login_scene())
    lines: list[dict[str, Any]] = [{"id": 7}, {"id": "odd\u2028\u0085id"}]
    batch = batch_file(tmp_path, *lines, before=before, end=end)
    assert main(["find", "--batch", str(batch)]) == 0
    answers = json.loads(capsys.readouterr().out)["instructions"]
    assert {name: answer["outcome"] for name, answer in answers.items()} == {
        "7": "found", "odd\u2028\u0085id": "found"
    }  # fmt: skip


@pytest.mark.parametrize("line", [{"id": True}, {"id": 1.5}, {"id": None}, {"id": [1]}])
def test_an_id_is_a_text_or_a_whole_number(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: dict[str, Any]
) -> None:
    use(monkeypatch, login_scene())
    assert main(["find", "--batch", str(batch_file(tmp_path, line))]) == 2
    assert "Line 1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "where"),
    [(command, where) for command in ("find", "see", "batch") for where in ("none/out", "form.png/out", ".")]
    + [("overlay", "form.png/out"), ("overlay", "form.png")],
)
def test_an_answer_that_cannot_be_written_is_told_before_any_look(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    command: str,
    where: str,
) -> None:
    use(monkeypatch, login_scene())
    monkeypatch.setattr(cli_see, "build_eyes", lambda settings: pytest.fail("it has looked"))
    batch, image = batch_file(tmp_path, {"id": 1}), str(tmp_path / "form.png")
    commands = {
        "find": ["find", "Login", "--json"],
        "see": ["see", image, "--json"],
        "batch": ["find", "--batch", str(batch), "--json"],
        "overlay": ["see", image, "--overlay"],
    }
    before = sorted(tmp_path.iterdir())
    assert main([*commands[command], str(tmp_path / where)]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


def test_the_trial_of_the_output_leaves_it_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    use(monkeypatch, login_scene())
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text("kept")
    for out in (old, new):
        assert main(["see", str(tmp_path / "missing.png"), "--json", str(out)]) == 1
    assert old.read_text() == "kept"
    assert not new.exists()


def test_see_writes_what_other_programs_rely_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    use(monkeypatch, login_scene())
    out = tmp_path / "see.json"
    overlay = tmp_path / "overlay"
    image = picture(tmp_path, "form.png")
    assert main(["see", str(image), "--json", str(out), "--overlay", str(overlay)]) == 0
    elements: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))["screens"]["form"]
    assert {"box", "kind", "text", "score", "states"} <= set(elements[0])
    with Image.open(overlay / "form.png") as drawn:
        assert drawn.size == (640, 400)


def test_events_never_carry_a_secret() -> None:
    desktop = login_scene()
    seen: Observation = OracleEyes(desktop).look(desktop.grab())
    act = Act(action=TypeText(text="CANARY", secret=True), words="password CANARY")
    said = json.dumps(event(Step(index=1, stage="planned", observation=seen, decision=act)))
    assert "CANARY" not in said


def test_a_drawn_key_can_be_found_and_a_key_of_the_keyboard_cannot() -> None:
    phrase, kinds = wanted("press the backspace key")
    assert phrase.name == "backspace"
    assert "button" in kinds
    for query in ("press enter", "press the ctrl+s key"):
        with pytest.raises(UsageError, match="names nothing"):
            wanted(query)


def test_training_has_options_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("torch")
    with pytest.raises(SystemExit) as help_was_shown:
        main(["train", "--help"])
    assert help_was_shown.value.code == 0
    assert "--minutes" in capsys.readouterr().out
    with pytest.raises(SystemExit) as wrong:
        main(["train"])
    assert wrong.value.code == 2


def test_training_without_torch_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main(["train", "--scenes", "x", "--out", "y"]) != 0


def test_training_without_scenes_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("torch")
    assert main(["train", "--scenes", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "There are no scenes" in capsys.readouterr().err
