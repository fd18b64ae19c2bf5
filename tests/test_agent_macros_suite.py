"""Many macros at once: what a suite.toml says, the pool, the table; and two desktops, and Ray, for real."""

from __future__ import annotations

import argparse
import importlib.util
import json
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest
from macro_makers import a_bundle, a_macro, click_step, type_step

from agent.cli_replay import add_replay_parser
from agent.errors import DeskhandError, InputError, MacroError
from agent.macro import ActStep, Check, CheckStep, ClickAct, LoopStep, Mark, SubStep, Variable
from agent.macros.bundle import Bundle, pack
from agent.macros.junit import Case, Suite
from agent.macros.library import Library
from agent.macros.suite import (
    Entry,
    Result,
    Unit,
    as_record,
    entries_of,
    line_of,
    pooled,
    total_line,
    worst,
)
from agent.types import Box

APP = Path(__file__).parent / "suite_app.py"
Command = Callable[..., tuple[int, str, str]]


def a_unit(name: str = "A") -> Unit:
    return Unit(name, f"{name}.deskhand", {})


def a_result(name: str = "A", code: int = 0, sentence: str = "") -> Result:
    cases = (Case("Click", 0.5), Case("Type", 0.25, "failed" if code else "passed", sentence))
    return Result(name, code, sentence, 0.75, Suite(name, cases))


# -- suite.toml -------------------------------------------------------------------------


def written(folder: Path, text: str) -> Path:
    (folder / "suite.toml").write_text(text, encoding="utf-8")
    return folder


def test_what_a_suite_says(tmp_path: Path) -> None:
    assert entries_of(tmp_path) is None
    text = (
        '[[macro]]\nname = "Log in"\nopen = ["mousepad /tmp/a b"]\nvars = {who = "李雷"}\n'
        'timeout = 60\n[[macro]]\nname = "Log in"\ndata = "people.csv"\nsize = "800x600"\n'
    )
    assert entries_of(written(tmp_path, text)) == (
        Entry(name="Log in", open=("mousepad /tmp/a b",), vars={"who": "李雷"}, timeout=60),
        Entry(name="Log in", data="people.csv", size="800x600"),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[macro", "is no TOML"),
        ("", "wrong at “macro”"),
        ("macro = []", "wrong at “macro”"),
        ('[[macro]]\nname = "a"\nshell = "x"', "wrong at “macro.0.shell”"),
        ('[[macro]]\nname = "a"\nvars = {n = 3}', "wrong at “macro.0.vars.n”"),
        ('[[macro]]\nname = "a"\ntimeout = -1', "wrong at “macro.0.timeout”"),
    ],
)
def test_a_wrong_suite_is_told(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(MacroError, match=sentence):
        entries_of(written(tmp_path, text))


# -- the pool ------------------------------------------------------------------------------


def test_so_many_at_a_time_and_all_of_them() -> None:
    lock, together, most = threading.Lock(), [0], [0]
    both = threading.Barrier(2, timeout=10)

    def work(unit: Unit, stop: Event) -> Result:
        with lock:
            together[0] += 1
            most[0] = max(most[0], together[0])
        both.wait()  # until two are at it
        with lock:
            together[0] -= 1
        return a_result(unit.name)

    units = [a_unit(name) for name in "ABCDEF"]
    results = list(pooled(units, work, 2, Event()))
    assert sorted(result.name for result in results) == list("ABCDEF")
    assert most == [2]


def test_stopped_no_other_is_begun_and_those_under_way_end() -> None:
    stop, begun = Event(), threading.Semaphore(0)

    def work(unit: Unit, stopped: Event) -> Result:
        begun.release()
        assert stopped.wait(10)
        return a_result(unit.name, 4, "Stopped.")

    def end() -> None:
        begun.acquire()
        begun.acquire()
        stop.set()

    person = threading.Thread(target=end)
    person.start()
    results = list(pooled([a_unit(name) for name in "ABCD"], work, 2, stop))
    person.join()
    assert {result.name: result.code for result in results} == dict.fromkeys("ABCD", 4)
    assert sorted(r.name for r in results if "Not begun" in r.sentence) == ["C", "D"]


def test_what_the_work_raises_stops_the_others() -> None:
    ended: list[str] = []

    def work(unit: Unit, stop: Event) -> Result:
        if unit.name == "A":
            raise InputError("broken")
        assert stop.wait(10)
        ended.append(unit.name)
        return a_result(unit.name)

    with pytest.raises(InputError, match="broken"):
        list(pooled([a_unit("A"), a_unit("B")], work, 2, Event()))
    assert ended == ["B"]


@pytest.mark.parametrize(
    ("codes", "code"),
    [((), 0), ((0, 0), 0), ((0, 3), 3), ((3, 5), 5), ((5, 2), 2), ((2, 1, 3), 1), ((1, 4), 4), ((-9, 3), -9)],
)
def test_the_worst_counts(codes: tuple[int, ...], code: int) -> None:
    assert worst([a_result(code=one) for one in codes]) == code


def test_what_is_told() -> None:
    bad = a_result("写信\x1b[2J", 3, "“Save” was not found.")
    assert line_of(bad) == "not found     0.8 s  写信\ufffd[2J, 1 of 2 steps  “Save” was not found."
    assert line_of(a_result()) == "done          0.8 s  A, 2 of 2 steps"
    assert total_line([a_result(), bad], 1.0) == "1 of 2 done in 1.0 s (1.5 s one after the other)."
    record = json.loads(json.dumps(as_record(bad)))
    assert (record["event"], record["outcome"], record["code"]) == ("macro", "not_found", 3)
    assert record["steps"][1] == {
        "words": "Type", "state": "failed", "seconds": 0.25, "sentence": "“Save” was not found.",
    }  # fmt: skip


# -- the command ------------------------------------------------------------------------------


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setenv("DESKHAND_HOME", str(tmp_path / "home"))
    return Library(tmp_path / "home" / "data" / "macros")


@pytest.fixture
def deskhand(library: Library, capsys: pytest.CaptureFixture[str]) -> Command:
    """`deskhand replay …`: its exit code, and what it said on both its outputs."""
    parser = argparse.ArgumentParser()
    add_replay_parser(parser.add_subparsers())

    def command(*words: str) -> tuple[int, str, str]:
        arguments = parser.parse_args(["replay", *words])
        try:
            code = int(arguments.command(arguments))
        except DeskhandError as error:
            return error.exit_code, capsys.readouterr().out, str(error)
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


@pytest.fixture
def done_units(monkeypatch: pytest.MonkeyPatch) -> list[Unit]:
    """The units that were carried out, without any desktop."""
    done: list[Unit] = []

    def work(unit: Unit, stop: Event) -> Result:
        done.append(unit)
        return a_result(unit.name, 3 if unit.name == "Bad" else 0, "Gone." if unit.name == "Bad" else "")

    monkeypatch.setattr("agent.cli_unit.on_a_desktop", work)
    monkeypatch.setattr("agent.cli_suite.sys.platform", "linux")
    return done


def keep(library: Library, folder: Path, bundle: Bundle, trusted: bool = True) -> None:
    """A macro in a folder, and the same in the library."""
    folder.mkdir(exist_ok=True)
    (folder / f"{bundle.macro.name}.deskhand").write_bytes(pack(bundle))
    library.save(bundle, trusted)


def test_each_macro_of_a_folder(
    deskhand: Command, library: Library, tmp_path: Path, done_units: list[Unit]
) -> None:
    folder = tmp_path / "suite"
    keep(library, folder, a_bundle(a_macro(name="Good")))
    keep(library, folder, a_bundle(a_macro(type_step("s1", "{who}"), name="Bad", variables=(WHO,))))
    junit = tmp_path / "j.xml"
    code, out, _ = deskhand(
        str(folder),
        "--var",
        "who=Ada",
        "--open",
        "mousepad",
        "--desktops",
        "2",
        "--yes",
        "--junit",
        str(junit),
    )
    assert code == 3
    assert "1 of 2 done" in out
    assert "not found" in out
    units = {unit.name: unit for unit in done_units}
    assert (units["Good"].values, units["Bad"].values) == ({}, {"who": "Ada"})
    assert units["Good"].open == ("mousepad",)
    assert units["Good"].yes
    assert not units["Good"].yes_to_all
    root = ElementTree.parse(junit).getroot()
    assert sorted(suite.get("name", "") for suite in root) == ["Bad", "Good"]
    assert root.get("failures") == "1"


WHO = Variable(name="who")


def test_a_suite_toml_says_which_and_how(
    deskhand: Command,
    library: Library,
    tmp_path: Path,
    done_units: list[Unit],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "suite"
    loop = LoopStep(id="l1", data="people.csv", steps=(type_step("s1", "{name}{who}"),))
    keep(
        library,
        folder,
        a_bundle(a_macro(loop, SubStep(id="m1", macro="Inner"), name="Letter", variables=(WHO,))),
    )
    keep(library, folder, a_bundle(a_macro(name="Inner")))
    (folder / "people.csv").write_text("name\nAda\n")
    text = '[[macro]]\nname="Letter"\nopen=["xterm -T x"]\nvars={who="!"}\ntimeout=9\nsize="800x600"\n'
    written(folder, text)
    code, _, told = deskhand(str(folder), "--json", "--unattended")
    assert code == 5
    assert "starts programs" in told
    monkeypatch.setattr("builtins.input", lambda prompt="": "y")
    code, _, told = deskhand(str(folder), "--open", "mousepad")
    assert code == 0
    assert "  xterm -T x" in told
    (unit,) = done_units
    assert (unit.open, unit.values) == (("mousepad", "xterm -T x"), {"who": "!"})
    assert (unit.timeout, unit.size, unit.macro) == (9, "800x600", "Letter.deskhand")
    assert sorted(unit.files) == ["Inner.deskhand", "Letter.deskhand", "people.csv"]


def test_strangers_of_a_suite_are_asked_about_before_any_is_begun(
    deskhand: Command,
    library: Library,
    tmp_path: Path,
    done_units: list[Unit],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "suite"
    keep(library, folder, a_bundle(a_macro(name="Mine")))
    keep(library, folder, a_bundle(a_macro(click_step(name="Send"), name="Theirs")), trusted=False)
    for words in (("--unattended", "--yes-to-all"), ("--json",)):
        code, _, told = deskhand(str(folder), *words)
        assert code == 5
        assert "“Theirs”" in told
    answers = ["n", "y"]
    monkeypatch.setattr("builtins.input", lambda prompt="": answers.pop(0))
    assert deskhand(str(folder))[0] == 5
    assert done_units == []
    code, _, told = deskhand(str(folder), "--yes-to-all")
    assert code == 0
    assert "Click the button “Send”" in told
    assert {unit.name: unit.stranger for unit in done_units} == {"Mine": False, "Theirs": True}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--var", "whom=x"), "None of the macros has a variable “whom”"),
        ((), "needs a value for who"),
        (("--size", "1"), "A desktop's size"),
        (("--data", "none.csv", "--var", "who=x"), "none.csv cannot be read"),
        (("no such macro", "--var", "who=x"), "There is no macro"),
    ],
)
def test_what_is_wrong_is_told_before_any_is_begun(
    deskhand: Command, library: Library, tmp_path: Path, done_units: list[Unit], words: Any, sentence: str
) -> None:
    keep(library, tmp_path / "suite", a_bundle(a_macro(type_step("s1", "{who}"), name="A", variables=(WHO,))))
    code, _, told = deskhand(str(tmp_path / "suite"), *words)
    assert code == 2
    assert sentence in told
    assert done_units == []


def test_a_suite_names_macros_and_no_paths(
    deskhand: Command, library: Library, tmp_path: Path, done_units: list[Unit]
) -> None:
    folder = tmp_path / "suite"
    keep(library, folder, a_bundle(a_macro(name="A")))
    for name in ("../A", "/etc/passwd", "Nothing"):
        code, _, told = deskhand(str(written(folder, f'[[macro]]\nname="{name}"\n')))
        assert (code, done_units) == (2, []), told
    assert deskhand(str(written(folder, '[[macro]]\nname="A"\ndata="../x.csv"\n')))[0] == 2


def test_other_systems_say_so(
    deskhand: Command, library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("agent.cli_suite.sys.platform", "win32")
    code, _, told = deskhand(str(tmp_path))
    assert (code, "on Linux only" in told) == (1, True)


def test_without_ray_it_says_how_to_get_it(
    deskhand: Command, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(library, tmp_path / "suite", a_bundle(a_macro(name="A")))
    monkeypatch.setitem(sys.modules, "ray", None)
    code, _, told = deskhand(str(tmp_path / "suite"), "--ray", "local")
    assert (code, "pip install 'deskhand[ray]'" in told) == (1, True)


def test_a_cluster_that_is_not_there_is_told_at_once(
    deskhand: Command, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(library, tmp_path / "suite", a_bundle(a_macro(name="A")))
    monkeypatch.setitem(sys.modules, "ray", ModuleType("ray"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))  # bound, and nobody listens
        address = f"127.0.0.1:{free.getsockname()[1]}"
        for given in (address, f"ray://{address}"):
            code, _, told = deskhand(str(tmp_path / "suite"), "--ray", given)
            assert (code, "nobody listens there" in told) == (1, True)


# -- for real ------------------------------------------------------------------------------------


def greeting(name: str, words: str) -> Bundle:
    """Clicks the button of suite_app.py, and checks what it says then."""
    target = Mark(
        name="Greet", kind="button", window="Greeter", box=Box(x0=500, y0=420, x1=840, y1=450),
        window_box=Box(x0=460, y0=320, x1=820, y1=480),
    )  # fmt: skip
    steps = (
        ActStep(id="s1", act=ClickAct(), target=target),
        CheckStep(id="s2", check=Check(words=words), timeout=3, on_failure="stop"),
    )
    return a_bundle(a_macro(*steps, name=name))


def suite_of_two(library: Library, folder: Path) -> Path:
    keep(library, folder, greeting("First", "Hello Ada"))
    keep(library, folder, greeting("Second", "Hello Bob"))
    entries = [
        f"[[macro]]\nname = {json.dumps(name)}\nopen = [{json.dumps(f'{sys.executable} {APP} {words!r}')}]\n"
        for name, words in (("First", "Hello Ada"), ("Second", "Hello Eve"))
    ]
    return written(folder, "".join(entries))


@pytest.mark.live
def test_two_desktops_at_once(deskhand: Command, library: Library, tmp_path: Path) -> None:
    """Each macro on its own: the same button, another program behind it; the second says what the macro does
    not expect."""
    folder = suite_of_two(library, tmp_path / "suite")
    junit = tmp_path / "j.xml"
    code, out, told = deskhand(
        str(folder), "--desktops", "2", "--size", "1000x700", "--yes-to-all", "--unattended", "--json",
        "--timeout", "60", "--junit", str(junit),
    )  # fmt: skip
    records = {record["name"]: record for record in map(json.loads, out.splitlines())}
    assert records["First"]["outcome"] == "done", (records, told)
    assert [step["state"] for step in records["First"]["steps"]] == ["passed", "passed"]
    assert [step["state"] for step in records["Second"]["steps"]] == ["passed", "failed"]
    assert "Hello Bob" in records["Second"]["reason"]
    assert code == records["Second"]["code"] != 0
    assert ElementTree.parse(junit).getroot().get("failures") == "1"
    from agent.journal import SqliteJournal

    rows = SqliteJournal(library.folder.parent).runs()
    assert {row.instruction: row.state for row in rows}["replay First"] == "done"
    assert len(rows) == 2


@pytest.mark.live
def test_a_program_that_does_not_start_is_told(deskhand: Command, library: Library, tmp_path: Path) -> None:
    keep(library, tmp_path / "suite", greeting("First", "Hello"))
    code, out, _ = deskhand(str(tmp_path / "suite"), "--open", "no-such-program", "--unattended", "--json")
    assert code == 1
    assert "cannot be started" in json.loads(out)["reason"]


@pytest.mark.live
def test_a_process_that_breaks_is_told(
    deskhand: Command, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks = (sys.executable, "-c", "import sys; print('no JSON'); sys.exit('broken\\nin two')")
    monkeypatch.setattr("agent.cli_unit.COMMAND", breaks)
    keep(library, tmp_path / "suite", greeting("First", "Hello"))
    code, out, _ = deskhand(str(tmp_path / "suite"), "--unattended", "--json")
    assert code == 1
    assert json.loads(out)["reason"] == "Its process ended with code 1 and gave no answer (in two)."


@pytest.mark.live
def test_a_stopped_suite_leaves_nothing_behind(library: Library, tmp_path: Path) -> None:
    """The replay is under way on its desktop when the person stops the suite."""
    from agent.cli_unit import on_a_desktop

    waits = a_bundle(a_macro(CheckStep(id="s1", check=Check(words="Never"), timeout=600), name="Waits"))
    unit = Unit("Waits", "Waits.deskhand", {"Waits.deskhand": pack(waits)}, size="400x300", yes=True)
    stop = Event()
    results: list[Result] = []
    worker = threading.Thread(target=lambda: results.append(on_a_desktop(unit, stop)))
    worker.start()
    from agent.journal import SqliteJournal

    journal = SqliteJournal(library.folder.parent)
    end = time.monotonic() + 30
    while not journal.runs() and time.monotonic() < end:
        worker.join(0.1)
    stop.set()
    worker.join(30)
    assert not worker.is_alive()
    assert (results[0].code, journal.runs()[0].state) == (4, "stopped")
    journal.close()


@pytest.mark.live
@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="needs ray")
@pytest.mark.filterwarnings("ignore")  # Ray's own
def test_ray_on_one_node(deskhand: Command, library: Library, tmp_path: Path) -> None:
    folder = suite_of_two(library, tmp_path / "suite")
    code, out, told = deskhand(
        str(folder), "--ray", "local", "--desktops", "2", "--size", "1000x700", "--yes-to-all",
        "--unattended", "--json", "--timeout", "60",
    )  # fmt: skip
    records = {record["name"]: record for record in map(json.loads, out.splitlines())}
    assert records["First"]["outcome"] == "done", (records, told)
    assert records["Second"]["outcome"] in ("failed", "not_found")
    assert code == records["Second"]["code"]
