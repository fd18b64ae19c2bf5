"""`deskhand replay`: what it asks, does, prints and writes, and with which exit code it ends."""

from __future__ import annotations

import argparse
import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from macro_makers import a_bundle

from actions.person import Attention
from agent import cli_replay_raw, cli_replay_run
from agent.cli_replay import add_replay_parser, given_values, is_suite, words_of
from agent.errors import DeskhandError, MacroError, UsageError
from agent.fake import FakeHands, OracleEyes, login_scene
from agent.journal import SqliteJournal
from agent.loop import Stages
from agent.macro import (
    ActStep,
    Check,
    CheckStep,
    ClickAct,
    CommentStep,
    LoopStep,
    Macro,
    SubStep,
    TypeAct,
    Variable,
)
from agent.macros.bundle import Bundle, pack, picture_names
from agent.macros.found import find, is_trusted, macros_in
from agent.macros.library import Library
from agent.macros.marking import mark_of
from agent.macros.words import words_of as words_of_step
from agent.plan import EmbeddedPlanner
from agent.ports import Confirmer
from agent.settings import Settings
from agent.types import End


@dataclass
class World:
    """A fake desktop with a log-in form, a library, and `deskhand replay` that acts on them."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    out: str = ""
    err: str = ""

    def __post_init__(self) -> None:
        self.desktop = login_scene()
        self.library = Library(self.folder / "data" / "macros")
        self.journal = self.folder / "data"
        seen = OracleEyes(self.desktop).look(self.desktop.grab())
        marked = {e.name: mark_of(seen, e.box.centre, e) for e in seen.elements if e.kind != "label"}
        self.marks = {name: one.mark for name, one in marked.items()}
        self.pictures = {name: png for one in marked.values() for name, png in one.pictures.items()}

    def click(self, id: str, name: str, **more: Any) -> ActStep:
        return ActStep(id=id, act=ClickAct(), target=self.marks[name], **more)

    def write(self, id: str, text: str, into: str = "User name") -> ActStep:
        return ActStep(id=id, act=TypeAct(text=text), target=self.marks[into])

    def keep(self, *steps: Any, name: str = "Log in", trusted: bool = True, **more: Any) -> Bundle:
        bundle = self.bundle(*steps, name=name, **more)
        self.library.save(bundle, trusted)
        return bundle

    def bundle(self, *steps: Any, name: str, **more: Any) -> Bundle:
        macro = Macro(name=name, steps=steps, **more)
        return Bundle(macro, {name: self.pictures[name] for name in picture_names(macro)})

    def build(self, settings: Settings, confirmer: Confirmer) -> Stages:
        self.settings = settings
        hands = FakeHands(self.desktop)
        return Stages(
            self.desktop, OracleEyes(self.desktop), EmbeddedPlanner(), confirmer, hands,
            SqliteJournal(self.journal), hands.notary,
        )  # fmt: skip

    def replay(self, *words: str) -> int:
        parser = argparse.ArgumentParser()
        add_replay_parser(parser.add_subparsers())
        arguments = parser.parse_args(["replay", *words])
        try:
            code = int(arguments.command(arguments))
        except DeskhandError as error:
            code = error.exit_code
            self.out, self.err = self.capsys.readouterr().out, str(error)
            return code
        told = self.capsys.readouterr()
        self.out, self.err = told.out, told.err
        return code


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> World:
    world = World(tmp_path, capsys)
    monkeypatch.setenv("DESKHAND_HOME", str(tmp_path))
    monkeypatch.setenv("DESKHAND_SETTLE", "0")
    monkeypatch.setattr("agent.observe.BEGIN", 0.0)
    monkeypatch.setattr(cli_replay_run, "build", world.build)
    monkeypatch.setattr(cli_replay_raw, "attention", lambda stop_file, keys: Attention(stop_file))
    return world


Answer = Callable[..., list[str]]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """What the person says; the list that is given back holds what is left of it."""

    def answer(*answers: str) -> list[str]:
        left = list(answers)

        def ask(prompt: str = "") -> str:
            if not left:
                raise EOFError
            return left.pop(0)

        monkeypatch.setattr("builtins.input", ask)
        return left

    return answer


# -- a macro of one's own -------------------------------------------------------------


def test_it_asks_and_does(world: World, answer: Answer) -> None:
    world.keep(world.write("s1", "{who}"), world.click("s2", "Login"), variables=(Variable(name="who"),))
    left = answer("y", "y")
    assert world.replay("Log in", "--var", "who=Ada") == 0
    assert left == []
    assert world.desktop.log[-1] == "left click x1 on Login"
    assert "Ada" in " ".join(world.desktop.log)
    assert "1. Type “Ada” into" in world.out
    assert "1. Type “{who}” into “User name”" in world.err
    assert SqliteJournal(world.journal).runs()[0].instruction == "replay Log in"


def test_no_model_and_no_bound_but_the_timeout(
    world: World, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESKHAND_SERVER", "http://127.0.0.1:9/v1")
    world.keep(LoopStep(id="l1", times=70, steps=(world.click("s1", "Remember me"),)))
    assert world.replay("Log in", "--yes", "--unattended") == 0
    assert world.settings.planner == "embedded"
    assert len([line for line in world.desktop.log if "Remember me" in line]) == 70
    assert world.replay("Log in", "--yes", "--unattended", "--timeout", "0.1") == 1
    assert "0.1" in world.out


def test_rows_of_a_csv_file(world: World) -> None:
    world.keep(world.write("s1", "{user_name}"), variables=(Variable(name="user_name"),))
    data = world.folder / "people.csv"
    data.write_text("User name,Town\nAda,London\n李雷,北京\n", encoding="utf-8")
    junit = world.folder / "junit.xml"
    assert world.replay("Log in", "--yes", "--unattended", "--data", str(data), "--junit", str(junit)) == 0
    assert [("Ada" in line, "李雷" in line) for line in world.desktop.log if "type" in line] == [
        (True, False), (False, True),
    ]  # fmt: skip
    assert ElementTree.parse(junit).getroot().get("tests") == "2"
    data.write_text("User name\nAda,London\n", encoding="utf-8")
    assert world.replay("Log in", "--yes", "--unattended", "--data", str(data)) == 2
    assert "Line 2 of people.csv has 2 cells" in world.err


def test_a_table_beside_the_macro_and_none_elsewhere(world: World) -> None:
    loop = LoopStep(id="l1", data="people.csv", steps=(world.write("s1", "{name}"),))
    world.keep(loop)
    (world.library.folder / "people.csv").write_text("Name\nAda\n", encoding="utf-8")
    assert world.replay("Log in", "--yes", "--unattended") == 0
    world.keep(loop.model_copy(update={"data": "../people.csv"}))
    (world.folder / "data" / "people.csv").write_text("Name\nEve\n", encoding="utf-8")
    assert world.replay("Log in", "--yes", "--unattended") == 1
    assert "without a folder" in world.out
    assert not any("Eve" in line for line in world.desktop.log)


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("Log in",), 2, "needs a value for who"),
        (("Log in", "--var", "who"), 2, "A value is given like this"),
        (("Log in", "--var", "whom=Ada"), 2, "has no variable 'whom'"),
        (("Log out",), 2, "There is no macro “Log out”"),
        (("no-such.deskhand",), 2, "no-such"),
        (("../Log in",), 2, "no name for a macro"),
        ((" ",), 2, "Say which macro"),
        (("Log in", "--dry-run", "--yes"), 2, "--dry-run does nothing"),
        (("Log in", "--open", "xterm"), 2, "go with --on virtual"),
        (("Log in", "--raw", "--var", "who=Ada"), 2, "--var makes no sense with it"),
        (("Log in", "--raw", "--dry-run"), 2, "--dry-run makes no sense with it"),
        (("Log in", "Log in", "--report", "x"), 2, "for one macro at a time"),
        (("Log in", "--var", "who=x", "--data", "none.csv"), 2, "cannot be read"),
    ],
)
def test_wrong_usage(world: World, words: tuple[str, ...], code: int, sentence: str) -> None:
    world.keep(world.write("s1", "{who}"), variables=(Variable(name="who"),))
    assert world.replay(*words) == code
    assert sentence in world.err
    assert world.desktop.log == []


@pytest.mark.parametrize("option", ["--speed=0", "--speed=nan", "--timeout=-1", "--desktops=0", "--speed=x"])
def test_odd_numbers(world: World, option: str) -> None:
    with pytest.raises(SystemExit) as ended:
        world.replay("Log in", option)
    assert ended.value.code == 2


def test_exit_codes(world: World, answer: Answer) -> None:
    world.keep(world.click("s1", "Login"))
    answer("s")
    assert world.replay("Log in") == 4
    answer()
    assert world.replay("Log in") == 4
    assert world.replay("Log in", "--unattended") == 5
    assert "Nobody is there to say yes" in world.out
    world.desktop.find("Login").visible = False
    world.keep(world.click("s1", "Login", timeout=0.1, on_failure="stop"))
    assert world.replay("Log in", "--unattended", "--yes-to-all") in (1, 3)


def test_a_dry_run_does_nothing(world: World) -> None:
    world.keep(world.write("s1", "Ada"), world.click("s2", "Login"))
    assert world.replay("Log in", "--dry-run") == 0
    assert world.desktop.log == []
    assert "Click on the button “Login”" in world.out
    assert "Dry run" in world.out


# -- what is written of it ----------------------------------------------------------------


def test_json_is_an_event_a_line(world: World) -> None:
    world.keep(world.click("s1", "Remember me"))
    junit = world.folder / "j.xml"
    assert world.replay("Log in", "--json", "--unattended", "--yes", "--junit", str(junit)) == 0
    events = [json.loads(line) for line in world.out.splitlines()]
    assert events[-1]["event"] == "end"
    assert events[-1]["outcome"] == "done"
    assert str(junit) in world.err


def test_junit_tells_each_step(world: World) -> None:
    gone = CheckStep(id="s2", check=Check(words="Welcome, Ada"), timeout=0.1, on_failure="stop")
    note = CommentStep(id="c1", text="no step of its own")
    world.keep(world.click("s1", "Remember me"), note, gone, world.click("s3", "Login"))
    path = world.folder / "j.xml"
    assert world.replay("Log in", "--unattended", "--yes-to-all", "--junit", str(path)) in (1, 3)
    suite = ElementTree.parse(path).getroot()[0]
    cases = list(suite)
    assert suite.get("name") == "Log in"
    assert [case.get("name", "")[:12] for case in cases] == ["Click the ch", "Check that “", "Click the bu"]
    assert [[child.tag for child in case] for case in cases] == [[], ["failure"], ["skipped"]]
    assert "Welcome, Ada" in (cases[1][0].text or "")


def test_junit_of_a_replay_that_was_refused(world: World) -> None:
    world.keep(world.click("s1", "Login"))
    path = world.folder / "j.xml"
    assert world.replay("Log in", "--unattended", "--junit", str(path)) == 5
    root = ElementTree.parse(path).getroot()
    assert (int(root.get("errors", "")) + int(root.get("failures", ""))) == 1
    assert "Nobody is there" in ElementTree.tostring(root, encoding="unicode")


def test_the_report_is_of_this_run(world: World) -> None:
    world.keep(world.click("s1", "Remember me"))
    path = world.folder / "report.html"
    assert world.replay("Log in", "--unattended", "--yes", "--report", str(path)) == 0
    page = path.read_text(encoding="utf-8")
    assert "Replay of Log in" in page
    assert "checkbox “Remember me”" in page
    assert "Report:" in world.out


def test_a_file_that_cannot_be_written_is_told(world: World) -> None:
    world.keep(world.click("s1", "Remember me"))
    assert world.replay("Log in", "--unattended", "--yes", "--junit", str(world.folder / "no" / "j.xml")) == 1
    assert "cannot be written" in world.err


# -- strangers ----------------------------------------------------------------------------


def a_file(world: World, *steps: Any, name: str = "From afar", folder: str = "away") -> Path:
    path = world.folder / folder / f"{name}.deskhand"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(pack(world.bundle(*steps, name=name)))
    return path


def test_a_stranger_is_shown_whole_and_asked_about(world: World, answer: Answer) -> None:
    text = f"{'x' * 90} then rm -rf"
    path = a_file(world, world.write("s1", text), world.click("s2", "Login"))
    answer("n")
    assert world.replay(str(path)) == 5
    assert world.desktop.log == []
    answer("y", "y", "y")
    assert world.replay(str(path), "--yes-to-all") == 0
    assert "then rm -rf" in world.err  # all of the text, before anything is done
    assert "Click the button “Login”" in world.err
    assert len(world.desktop.log) >= 2


def test_of_a_stranger_consequential_steps_are_asked_about_in_any_case(world: World, answer: Answer) -> None:
    path = a_file(world, world.click("s1", "Remember me"), world.click("s2", "Login"))
    left = answer("y", "s", "never asked")
    assert world.replay(str(path), "--yes-to-all") == 4
    assert left == ["never asked"]
    assert not world.settings.yes_to_all
    assert [line for line in world.desktop.log if "Login" in line] == []
    assert [line for line in world.desktop.log if "Remember me" in line] != []


def test_a_stranger_types_nothing_unasked(world: World, answer: Answer) -> None:
    path = a_file(world, world.write("s1", "https://evil.example"))
    answer("y", "n")
    assert world.replay(str(path), "--yes-to-all") == 0
    assert not any("evil" in line for line in world.desktop.log)


def test_unattended_a_stranger_is_refused(world: World) -> None:
    path = a_file(world, world.click("s1", "Remember me"))
    for words in (["--unattended", "--yes-to-all"], ["--json"]):
        assert world.replay(str(path), *words) == 5
        assert "Nobody has looked over “From afar” yet" in world.err
    world.keep(world.click("s1", "Remember me"), trusted=False)
    assert world.replay("Log in", "--unattended", "--yes") == 5
    assert world.desktop.log == []


def test_a_file_that_the_person_has_accepted_is_no_stranger(world: World) -> None:
    path = a_file(world, world.click("s1", "Remember me"))
    world.library.import_file(path)
    assert world.replay(str(path), "--unattended", "--yes") == 5
    world.library.trust("From afar")
    assert world.replay(str(path), "--unattended", "--yes") == 0
    path.write_bytes(pack(world.bundle(world.click("s1", "Login"), name="From afar")))
    assert world.replay(str(path), "--unattended", "--yes") == 5


def test_a_list_of_trusted_ones_that_comes_along_is_worth_nothing(world: World) -> None:
    path = a_file(world, world.click("s1", "Remember me"))
    Library(path.parent).trust("From afar")
    assert Library(path.parent).is_trusted("From afar")
    assert world.replay(str(path), "--unattended", "--yes") == 5


def test_a_macro_that_runs_a_stranger_is_one(world: World) -> None:
    inner = world.keep(world.click("s1", "Remember me"), name="Inner", trusted=False)
    world.keep(SubStep(id="m1", macro="Inner"))
    assert world.replay("Log in", "--unattended", "--yes") == 5
    assert "“Inner”" in world.err
    world.library.trust("Inner", inner)
    assert world.replay("Log in", "--unattended", "--yes") == 0


# -- which macro is meant -------------------------------------------------------------------


def test_beside_a_file_first_and_then_in_the_library(world: World) -> None:
    path = a_file(world, SubStep(id="m1", macro="Inner"), SubStep(id="m2", macro="Other"))
    world.keep(world.click("s1", "Login"), name="Inner")
    world.keep(world.click("s1", "Login"), name="Other")
    a_file(world, world.click("s1", "Remember me"), name="Inner")
    found = find(str(path), world.library)
    assert sorted(found.all) == ["From afar", "Inner", "Other"]
    assert "Remember me" in words_of_step(found.load("Inner").macro.steps[0])
    assert found.strangers == ("From afar", "Inner")
    with pytest.raises(MacroError, match="no macro “Third”"):
        found.load("Third")


def test_macros_that_run_each_other_are_found_once(world: World) -> None:
    world.keep(SubStep(id="m1", macro="B"), name="A")
    world.keep(SubStep(id="m1", macro="A"), name="B")
    assert sorted(find("A", world.library).all) == ["A", "B"]


def test_files_in_all_their_forms(world: World) -> None:
    bundle = world.keep(world.click("s1", "Remember me"))
    plain = world.library.export("Log in", world.folder / "plain", as_folder=True)
    for path in (plain, plain / "macro.json"):
        found = find(str(path), world.library)
        assert found.bundle == bundle
        assert not found.stranger
    assert is_trusted(bundle, world.library)
    with pytest.raises(MacroError, match="no file there ends with"):
        macros_in(plain)


def test_a_table_that_is_a_link_is_refused(world: World) -> None:
    world.keep(world.click("s1", "Login"))
    (world.folder / "secret.csv").write_text("a\n1\n")
    (world.library.folder / "rows.csv").symlink_to(world.folder / "secret.csv")
    with pytest.raises(MacroError, match="is a link"):
        find("Log in", world.library).rows("rows.csv")


# -- the way that is taken --------------------------------------------------------------------


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_replay_parser(parser.add_subparsers())
    return parser.parse_args(["replay", *words])


def test_the_words_for_a_desktop_of_its_own() -> None:
    given = parsed(
        "--on", "virtual", "--open", "mousepad", "--size", "800x600", "--var", "who=--a b", "--yes",
        "--speed", "2", "--junit", "j.xml", "--", "-odd.deskhand",
    )  # fmt: skip
    words = words_of(given)
    assert words == [
        "replay",
        "--var=who=--a b",
        "--yes",
        "--speed=2.0",
        "--junit=j.xml",
        "--",
        "-odd.deskhand",
    ]
    again = parsed(*words[1:])
    assert (again.targets, again.var, again.speed) == (given.targets, given.var, given.speed)
    assert again.on == "here"


def test_what_is_a_suite(tmp_path: Path) -> None:
    assert is_suite(parsed(str(tmp_path)))
    assert is_suite(parsed("a", "b"))
    assert is_suite(parsed("a", "--desktops", "2"))
    assert is_suite(parsed("a", "--ray", "local"))
    assert not is_suite(parsed("a"))
    assert not is_suite(parsed("a\0b"))
    assert not is_suite(parsed("x" * 5000))
    (tmp_path / "macro.json").write_text("{}")
    assert not is_suite(parsed(str(tmp_path)))


def test_a_name_without_a_slash_is_a_macro_first(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(world.folder)
    (world.folder / "Log in").mkdir()
    assert is_suite(parsed("Log in"))
    world.keep(world.click("s1", "Remember me"))
    assert not is_suite(parsed("Log in"))
    assert is_suite(parsed("Log in/"))


def test_values() -> None:
    assert given_values(parsed("a", "--var", "x=1=2", "--var", "y=", "--var", "x=3")) == {"x": "3", "y": ""}
    with pytest.raises(UsageError):
        given_values(parsed("a", "--var", "=1"))


# -- --raw --------------------------------------------------------------------------------------

RAW = b'{"unit": "ms", "size": [640, 400], "events": [{"t": 0, "e": "move", "x": 5, "y": 6}]}'


def test_raw_is_asked_about_once_and_never_done_for_a_stranger(
    world: World, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(cli_replay_raw, "_size", lambda: (1280, 800))

    def played(*_: object) -> tuple[End, float]:
        sent.append("sent")
        return End(outcome="done", reason="All sent."), 0.01

    monkeypatch.setattr(cli_replay_raw, "_played", played)
    world.library.save(a_bundle(raw=RAW), trusted=True)
    answer("n")
    assert world.replay("Save it", "--raw") == 5
    assert world.replay("Save it", "--raw", "--unattended", "--yes") == 5
    assert sent == []
    answer("y")
    assert world.replay("Save it", "--raw", "--speed", "2") == 0
    assert sent == ["sent"]
    assert "Nothing is looked at" in world.err
    assert "recorded on 640 × 400 pixels; this desktop has 1280 × 800" in world.err
    assert "10 ms late" in world.err
    assert world.replay("Save it", "--raw", "--unattended", "--yes-to-all") == 0
    row = SqliteJournal(world.journal).runs()[0]
    assert (row.instruction, row.state) == ("replay Save it --raw", "done")
    world.library.save(a_bundle(raw=RAW), trusted=False)
    assert world.replay("Save it", "--raw", "--yes-to-all") == 5
    assert len(sent) == 2


@pytest.mark.parametrize(
    ("raw", "sentence"), [(None, "holds no recorded events"), (b"[]", "raw list is wrong")]
)
def test_raw_without_a_list(world: World, raw: bytes | None, sentence: str) -> None:
    world.library.save(a_bundle(raw=raw), trusted=True)
    assert world.replay("Save it", "--raw", "--yes-to-all") == 2
    assert sentence in world.err


def test_raw_is_impossible_where_real_input_is(world: World) -> None:
    world.library.save(a_bundle(raw=RAW), trusted=True)
    assert world.replay("Save it", "--raw", "--yes-to-all", "--unattended") == 1
    assert "Real input is switched off" in world.out
    assert SqliteJournal(world.journal).runs()[0].state == "failed"


# -- what is lost, and what the person points to -----------------------------------------


def lose(world: World) -> None:
    """The button is called otherwise, so that nothing bears the recorded name."""
    world.desktop.find("Login").text = "Go in now"


def test_what_the_person_points_to_is_kept_where_they_say_so(world: World, answer: Answer) -> None:
    before = world.keep(world.click("s1", "Login", timeout=0.2))
    lose(world)
    answer("1", "y", "y")
    assert world.replay("Log in") == 0
    assert "“Login”" in world.err
    after = world.library.load("Log in")
    assert after != before
    assert world.library.is_trusted("Log in")
    step = after.macro.steps[0]
    assert isinstance(step, ActStep)
    assert step.target is not None
    assert step.target.name == "Go in now"
    answer("y")
    assert world.replay("Log in") == 0  # and now it is found by itself


def test_it_is_not_kept_where_they_say_no(world: World, answer: Answer) -> None:
    before = world.keep(world.click("s1", "Login", timeout=0.2))
    lose(world)
    answer("1", "y", "n")
    assert world.replay("Log in") == 0
    assert world.library.load("Log in") == before


def test_of_a_file_that_lies_in_no_library_nothing_is_kept(
    world: World, answer: Answer, tmp_path: Path
) -> None:
    path = tmp_path / "x.deskhand"
    path.write_bytes(pack(world.bundle(world.click("s1", "Login", timeout=0.2), name="x")))
    before = path.read_bytes()
    lose(world)
    answer("y", "1", "y")
    assert world.replay(str(path)) == 0
    assert "import it" in world.err
    assert path.read_bytes() == before


def test_the_report_of_a_lost_step_shows_what_was_recorded(world: World, tmp_path: Path) -> None:
    bundle = world.keep(world.click("s1", "Login", timeout=0.2))
    lose(world)
    page = tmp_path / "report.html"
    assert world.replay("Log in", "--unattended", "--yes", "--report", str(page)) == 3
    (png,) = bundle.pictures.values()
    assert base64.b64encode(png).decode() in page.read_text()
    assert "the button “Login”" in page.read_text()


def test_looking_again_is_told_once(world: World) -> None:
    world.keep(world.click("s1", "Login", timeout=1.5))
    lose(world)
    assert world.replay("Log in", "--unattended", "--yes") == 3
    assert world.out.count("…") == 1
    assert "Wait 0.3 s" not in world.out
