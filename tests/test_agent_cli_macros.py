"""`deskhand macros`: what is there, looked at, changed, taken in and out; a stranger's is shown whole."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from macro_makers import a_bundle, a_macro, click_step, type_step, whole_macro

from agent.cli_macros import add_macros_parser
from agent.errors import DeskhandError
from agent.fake import FakeHands, OracleEyes, ScriptedConfirmer, login_scene
from agent.journal import SqliteJournal
from agent.loop import Stages, run
from agent.macro import ActStep, CommentStep, LoopStep, PressAct, SubStep, WaitStep
from agent.macros.bundle import Bundle, pack, unpack_folder
from agent.macros.library import Library
from agent.plan import EmbeddedPlanner
from agent.settings import load

Command = Callable[..., tuple[int, str]]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setenv("DESKHAND_DATA_DIR", str(tmp_path / "data"))
    assert load().data_dir == tmp_path / "data"
    return Library(tmp_path / "data" / "macros")


@pytest.fixture
def deskhand(library: Library, capsys: pytest.CaptureFixture[str]) -> Command:
    """`deskhand macros …`: its exit code, and what it told."""
    parser = argparse.ArgumentParser()
    add_macros_parser(parser.add_subparsers())

    def command(*words: str) -> tuple[int, str]:
        arguments = parser.parse_args(["macros", *words])
        try:
            code = arguments.command(arguments)
        except DeskhandError as error:
            return error.exit_code, str(error)
        told = capsys.readouterr()
        return code, told.out + told.err

    return command


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the person answers, in order; somebody is there."""
    given: list[str] = []
    monkeypatch.setattr("agent.cli_macros_actions.attended", lambda: True)
    monkeypatch.setattr("agent.cli_macros_edit.attended", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: given.pop(0))
    return given


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.cli_macros_actions.attended", lambda: False)
    monkeypatch.setattr("agent.cli_macros_edit.attended", lambda: False)


def made(*steps: Any, name: str = "Save it", **more: Any) -> Bundle:
    return a_bundle(a_macro(*steps, name=name, **more))


# -- looking ---------------------------------------------------------------------


def test_there_is_none_yet(deskhand: Command, library: Library) -> None:
    assert (
        deskhand() == deskhand("list") == (0, "There is no macro yet. Make one with: deskhand record NAME\n")
    )
    assert not library.folder.exists()


def test_the_list(deskhand: Command, library: Library) -> None:
    library.save(made(made="2026-01-31"), trusted=True)
    library.save(made(click_step("a"), click_step("b"), name="Theirs"), trusted=False)
    (library.folder / "Worn.deskhand").write_bytes(b"worn")
    code, told = deskhand("list")
    assert code == 0
    assert told.splitlines()[:2] == ["Save it: 1 step, made 2026-01-31", "Theirs: 2 steps, a stranger’s"]
    assert told.splitlines()[2].startswith("Worn: cannot be read. ")


def test_one_is_shown_in_words(deskhand: Command, library: Library) -> None:
    library.save(a_bundle(whole_macro()), trusted=True)
    code, told = deskhand("show", "All there is")
    assert code == 0
    for line in (
        "“All there is”: 15 steps, recorded on 2026-01-31",
        "Variable who (text; “Ada”) – Whom to greet",
        "Variable size (choice, one of: small, large; “small”)",
        "Windows: “notes.txt – Mousepad”",
        "2. Ctrl+double-click the button “Save” in the row of “Ada” in “notes.txt – Mousepad”",
        "    then the text “Saved” is seen",
        "    timeout: 3 s",
        "    on failure: retry",
        "4. Type the secret “bank” into “Password”",
        "Otherwise:",
    ):
        assert line in told.splitlines()


def test_one_is_shown_as_the_document(deskhand: Command, library: Library) -> None:
    library.save(made(), trusted=True)
    code, told = deskhand("show", "Save it", "--json")
    assert (code, json.loads(told)["name"]) == (0, "Save it")


def test_one_that_is_not_there(deskhand: Command, library: Library) -> None:
    library.save(made(), trusted=True)
    for words in (
        ("show", "x"),
        ("check", "x"),
        ("delete", "x"),
        ("edit", "x", "--yes"),
        ("rename", "x", "y"),
    ):
        code, told = deskhand(*words)
        assert (code, told.startswith("There is no macro “x”")) == (2, True)


def test_mistakes_are_told_and_errors_are_the_exit_code(deskhand: Command, library: Library) -> None:
    library.save(made(), trusted=True)
    library.save(made(WaitStep(id="w", seconds=2), name="Slow"), trusted=True)
    inner = SubStep(id="sub", macro="Nowhere")
    library.save(made(LoopStep(id="l", times=2, steps=(inner,)), name="Wrong"), trusted=True)
    assert deskhand("check", "Save it") == (0, "Save it: no mistake was found.\n")
    code, told = deskhand("check", "Slow")
    assert (code, told.startswith("Slow: step 1 (w): warning: It waits 2 s")) == (0, True)
    code, told = deskhand("check", "Slow", "Wrong")
    assert (code, "Wrong: step 2 (sub): error: The macro “Nowhere” cannot be run" in told) == (1, True)


def test_files_are_looked_at_where_they_lie(deskhand: Command, tmp_path: Path, library: Library) -> None:
    file = tmp_path / "a.deskhand"
    file.write_bytes(pack(made()))
    assert deskhand("check", str(file))[0] == 0
    assert "1. Click the button “Save”" in deskhand("show", str(file))[1]
    library.save(made(name="b"), trusted=True)
    assert deskhand("diff", str(file), "b") == (0, "~ name: “Save it” → “b”\n")
    assert deskhand("diff", "b", "b") == (0, "They are the same.\n")
    assert deskhand("show", str(tmp_path / "none.deskhand"))[0] == 2


# -- changing ----------------------------------------------------------------------


def test_renaming_tells_who_still_runs_it_under_the_old_name(deskhand: Command, library: Library) -> None:
    library.save(made(), trusted=True)
    library.save(made(SubStep(id="s", macro="Save it"), name="All"), trusted=True)
    code, told = deskhand("rename", "Save it", "Keep it")
    assert (code, "“Save it” is called “Keep it” now." in told) == (0, True)
    assert "Still run under the old name by: All." in told
    assert library.names() == ["All", "Keep it"]
    assert library.is_trusted("Keep it")


def test_deleting_asks(deskhand: Command, library: Library, answers: list[str]) -> None:
    library.save(made(), trusted=True)
    answers += ["n", "y"]
    assert deskhand("delete", "Save it") == (0, "Nothing was deleted.\n")
    assert deskhand("delete", "Save it") == (0, "“Save it” was deleted.\n")
    assert library.names() == []


def test_deleting_without_anybody_needs_yes(deskhand: Command, library: Library) -> None:
    library.save(made(), trusted=True)
    assert deskhand("delete", "Save it") == (1, "Nobody is there to agree to it; give --yes.")
    assert deskhand("delete", "Save it", "--yes")[0] == 0
    assert library.names() == []


def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """An editor that changes the text of its file so."""
    path = tmp_path / "editor.py"
    path.write_text(
        "import pathlib, sys\nfile = pathlib.Path(sys.argv[-1])\ntext = file.read_text()\n"
        f"{script}\nfile.write_text(text)\n"
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} '{path}'")


def test_editing_shows_the_difference_and_asks(
    deskhand: Command, library: Library, answers: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.save(made(), trusted=True)
    editor(tmp_path, monkeypatch, 'text = text.replace(\'"name": "Save",\', \'"name": "Store",\')')
    answers += ["n", "y"]
    code, told = deskhand("edit", "Save it")
    assert (code, "the button “Save” in “notes.txt – Mousepad” →" in told) == (0, True)
    assert "Nothing was changed." in told
    assert library.load("Save it") == made()
    assert "“Save it” was changed." in deskhand("edit", "Save it")[1]
    step = library.load("Save it").macro.steps[0]
    assert isinstance(step, ActStep)
    assert step.target is not None
    assert step.target.name == "Store"
    assert library.is_trusted("Save it")


def test_a_stranger_stays_one_when_edited(
    deskhand: Command, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.save(made(), trusted=False)
    editor(tmp_path, monkeypatch, "text = text.replace('Save', 'Store')")
    assert deskhand("edit", "Save it", "--yes")[0] == 0
    assert library.names() == ["Save it"]  # whatever the document calls itself
    assert not library.is_trusted("Save it")


def test_an_edited_file_that_cannot_be_read_is_not_kept(
    deskhand: Command, library: Library, answers: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.save(made(), trusted=True)
    editor(tmp_path, monkeypatch, "text = text[:-2]")
    code, told = deskhand("edit", "Save it", "--yes")
    assert (code, "is not JSON" in told) == (2, True)
    answers += ["y", "n"]
    code, told = deskhand("edit", "Save it")
    assert (code, told.count("is not JSON"), told.endswith("Nothing was changed.\n")) == (0, 2, True)
    assert library.load("Save it") == made()


def test_editors_that_cannot_be_used(
    deskhand: Command, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.save(made(), trusted=True)
    assert deskhand("edit", "Save it") == (1, "Nobody is there to agree to the changes; give --yes.")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    if sys.platform != "win32":
        assert "No editor is known" in deskhand("edit", "Save it", "--yes")[1]
    monkeypatch.setenv("EDITOR", "no-such-editor-here")
    assert deskhand("edit", "Save it", "--yes")[0] == 2
    editor(tmp_path, monkeypatch, "sys.exit(3)")
    assert deskhand("edit", "Save it", "--yes") == (2, "The editor ended with 3, so nothing was changed.")
    editor(tmp_path, monkeypatch, "pass")
    assert deskhand("edit", "Save it", "--yes") == (0, "Nothing was changed.\n")


# -- from a run ----------------------------------------------------------------------


def test_a_run_becomes_a_macro_of_ones_own(deskhand: Command, library: Library) -> None:
    desktop, journal = login_scene(), SqliteJournal(load().data_dir)
    hands = FakeHands(desktop)
    stages = Stages(
        desktop, OracleEyes(desktop), EmbeddedPlanner(), ScriptedConfirmer(), hands, journal, hands.notary
    )
    list(run('type "ada" into User name, then click Login', stages, load(settle=0.0), Event()))
    journal.close()
    code, told = deskhand("from-run", "1", "Log in")
    assert code == 0
    assert "1. Type “{user_name}” into “User name”" in told
    assert 'deskhand replay "Log in"' in told
    assert library.is_trusted("Log in")
    assert library.load("Log in").macro.made_by == "run"
    assert deskhand("from-run", "1", "Log in")[0] == 2
    assert deskhand("from-run", "1", "Log in", "--replace")[0] == 0
    assert deskhand("from-run", "7", "Other")[0] == 1


# -- in and out ------------------------------------------------------------------------


def test_a_macro_is_written_out_in_three_forms(deskhand: Command, library: Library, tmp_path: Path) -> None:
    library.save(a_bundle(), trusted=True)
    for name in ("out.deskhand", "out", "out.py"):
        path = tmp_path / name
        assert deskhand("export", "Save it", str(path)) == (0, f"Written: {path}\n")
        code, told = deskhand("export", "Save it", str(path))
        assert (code, "is there already" in told) == (2, True)
        assert deskhand("export", "Save it", str(path), "--replace")[0] == 0
    assert unpack_folder(tmp_path / "out").macro == a_bundle().macro
    compile((tmp_path / "out.py").read_text(), "out.py", "exec")
    assert "pyautogui" in (tmp_path / "out.py").read_text()


LONG = "first line\n" + "harmless " * 30 + "rm -rf ~"


def stranger(tmp_path: Path) -> Path:
    file = tmp_path / "theirs.deskhand"
    steps = (
        type_step("s1", LONG, title="Say hello"),
        ActStep(id="s2", act=PressAct(keys=("enter",)), title="Look\x1b[2Jaround"),
        CommentStep(id="s3", text="Otherwise:"),
    )
    file.write_bytes(pack(made(*steps, name="Theirs")))
    return file


def test_what_is_taken_in_is_shown_whole_and_stays_a_stranger(
    deskhand: Command, library: Library, tmp_path: Path, answers: list[str]
) -> None:
    answers.append("")
    code, told = deskhand("import", str(stranger(tmp_path)))
    lines = told.splitlines()
    assert code == 0
    assert "1. Say hello" in lines
    assert any(line.strip().startswith("in fact: Type “first line") for line in lines)
    assert "rm -rf ~" in told.replace("\n    | ", "")
    assert "    in fact: Press Enter" in lines
    assert "3. # Otherwise:" in lines
    assert "Windows: “notes.txt – Mousepad”" in lines
    assert "\x1b" not in told
    assert "It stays a stranger’s" in lines[-1]
    assert not library.is_trusted("Theirs")


def test_it_is_accepted_by_a_yes_only(
    deskhand: Command, library: Library, tmp_path: Path, answers: list[str]
) -> None:
    answers += ["y"]
    assert deskhand("import", str(stranger(tmp_path)), "--name", "Mine")[1].endswith("Accepted.\n")
    assert library.is_trusted("Mine")
    assert deskhand("accept", "Mine") == (0, "“Mine” is your own already.\n")


def test_nobody_accepts_nothing(
    deskhand: Command, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "deskhand macros accept Theirs" in deskhand("import", str(stranger(tmp_path)))[1]
    assert not library.is_trusted("Theirs")
    assert deskhand("import", str(stranger(tmp_path)))[0] == 2
    assert deskhand("import", str(stranger(tmp_path)), "--replace")[0] == 0
    monkeypatch.setattr("agent.cli_macros_actions.attended", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: "yes")
    assert deskhand("accept", "Theirs")[1].endswith("Accepted.\n")
    assert library.is_trusted("Theirs")


def test_one_that_changed_while_it_was_shown_is_not_accepted(
    deskhand: Command, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(question: str) -> str:
        library.save(made(name="Theirs"), trusted=False)
        return "y"

    monkeypatch.setattr("agent.cli_macros_actions.attended", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    code, told = deskhand("import", str(stranger(tmp_path)))
    assert (code, "has changed since it was shown" in told) == (2, True)
    assert not library.is_trusted("Theirs")


def test_raw_events_are_told_of(deskhand: Command, library: Library) -> None:
    library.save(a_bundle(a_macro(), raw=b"[]"), trusted=True)
    assert "only `--raw` does those again" in deskhand("show", "Save it")[1]
