"""The folder of macros: whole files, plain names, and strangers until the person accepts them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from macro_makers import a_bundle, a_macro, a_png, click_step, press_step
from test_agent_cli_bad_input import first_line, started

from agent.errors import MacroError
from agent.macro import CommentStep
from agent.macros.bundle import Bundle, members_of, pack, unpack
from agent.macros.library import Library, Summary
from agent.macros.zipped import zipped

ROOT = Path(__file__).parent.parent


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "data" / "macros")


def named(name: str) -> Bundle:
    return a_bundle().named(name)


def test_what_is_saved_is_there(library: Library) -> None:
    assert not library.names()
    assert not library.summaries()
    library.save(named("Pay bills"), trusted=True)
    library.save(named("Add a note"), trusted=False)
    assert library.names() == ["Add a note", "Pay bills"]
    assert library.load("Pay bills") == named("Pay bills")
    assert (library.is_trusted("Pay bills"), library.is_trusted("Add a note")) == (True, False)
    library.save(a_bundle(a_macro(press_step("s", "enter"), name="Pay bills")), trusted=True)
    assert library.read("Pay bills") == (a_bundle(a_macro(press_step("s", "enter"), name="Pay bills")), True)


def test_nobody_else_can_read_them(library: Library) -> None:
    library.save(named("x"), trusted=True)
    library.folder.chmod(0o755)
    library.save(named("y"), trusted=True)
    assert library.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in library.folder.iterdir()} == {0o600}


# -- trust --------------------------------------------------------------------------


def test_a_file_that_another_program_changed_is_a_stranger(library: Library) -> None:
    library.save(named("x"), trusted=True)
    changed = a_bundle(a_macro(press_step("s", "enter"), name="x"))
    library.path_of("x").write_bytes(pack(changed))
    assert library.read("x") == (changed, False)
    library.trust("x")
    assert library.is_trusted("x")
    library.path_of("x").write_bytes(pack(named("x")))
    assert not library.is_trusted("x")


def test_a_change_of_any_part_counts(library: Library) -> None:
    bundle = a_bundle(raw=b"[1]").named("x")
    library.save(bundle, trusted=True)
    other = a_bundle(None, a_png((9, 9, 9)), raw=b"[1]").named("x")
    for changed in (a_bundle(raw=b"[2]").named("x"), a_bundle().named("x"), other):
        library.path_of("x").write_bytes(pack(changed))
        assert not library.is_trusted("x")
    library.path_of("x").write_bytes(pack(bundle))
    assert library.is_trusted("x")


def test_what_is_accepted_is_what_was_shown(library: Library) -> None:
    library.save(named("x"), trusted=False)
    shown = library.load("x")
    library.save(a_bundle(a_macro(press_step("s", "enter"), name="x")), trusted=False)
    with pytest.raises(MacroError, match="has changed since it was shown"):
        library.trust("x", shown)
    assert not library.is_trusted("x")
    library.trust("x", library.load("x"))
    assert library.is_trusted("x")


def test_a_file_that_is_accepted_is_written_as_deskhand_writes_it(library: Library) -> None:
    """So that the same macro is known again wherever it lies."""
    library.save(named("y"), trusted=True)
    parts = members_of(named("x"))
    loose = json.dumps(json.loads(parts["macro.json"])).encode()
    library.path_of("x").write_bytes(zipped(parts | {"macro.json": loose}))
    assert library.load("x") == named("x")
    library.trust("x", named("x"))
    assert library.path_of("x").read_bytes() == pack(named("x"))
    assert library.is_trusted("x")


def test_trust_does_not_pass_to_another_file(library: Library) -> None:
    library.save(named("x"), trusted=True)
    library.path_of("y").write_bytes(library.path_of("x").read_bytes())
    assert not library.is_trusted("y")
    library.delete("x")
    library.save(named("x"), trusted=False)
    assert not library.is_trusted("x")


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b'{"x": 1}', b"\xff", b"null", b"[" * 100_000, b" " * 2_000_000]
)
def test_with_a_damaged_list_of_trust_nothing_is_trusted(library: Library, text: bytes) -> None:
    library.save(named("x"), trusted=True)
    assert library.trust_problem() == ""
    (library.folder / "trusted.json").write_bytes(text)
    assert not library.is_trusted("x")
    assert "trusted.json is damaged" in library.trust_problem()
    library.trust("x")
    assert library.is_trusted("x")
    assert library.trust_problem() == ""


def test_a_list_of_trust_that_is_a_link_is_not_followed(library: Library, tmp_path: Path) -> None:
    library.save(named("x"), trusted=True)
    elsewhere = tmp_path / "elsewhere.json"
    (library.folder / "trusted.json").rename(elsewhere)
    (library.folder / "trusted.json").symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    assert not library.is_trusted("x")
    library.save(named("y"), trusted=True)
    assert elsewhere.read_bytes() == before
    assert library.is_trusted("y")


# -- names --------------------------------------------------------------------------

BAD_NAMES = (
    "", ".", "..", "../x", "a/b", "a\\b", "/etc/x", "C:x", "x.", "x ", "-x", ".x", "CON", "nul.txt", "a\0b",
    "x" * 81, "a\u202eb", "a\u200bb", "a\u3164", "P\u0430y", "ﬁle", "a\nb",
    "a\ufe0f", "a\u034fb",
)  # fmt: skip


@pytest.mark.parametrize("name", BAD_NAMES)
def test_no_other_names_are_taken(library: Library, name: str, tmp_path: Path) -> None:
    library.save(named("x"), trusted=True)
    whole = sorted(tmp_path.rglob("*"))
    for attempt in (
        lambda: library.path_of(name),
        lambda: library.load(name),
        lambda: library.delete(name),
        lambda: library.trust(name),
        lambda: library.rename("x", name),
        lambda: library.rename(name, "y"),
        lambda: library.export(name, tmp_path / "out.deskhand"),
        lambda: library.import_file(library.path_of("x"), name),
    ):
        with pytest.raises(MacroError):
            attempt()
    assert sorted(tmp_path.rglob("*")) == whole


@pytest.mark.parametrize("name", ["登录", "हिन्दी", "ภาษาไทย", "Łódź (2)"])
def test_names_in_any_writing_are_taken(library: Library, name: str) -> None:
    library.save(named(name), trusted=True)
    assert library.names() == [name]


@pytest.mark.parametrize("other", ["list 1o", "LIST 10", "List l0"])
def test_names_that_can_be_taken_for_another_are_refused(library: Library, other: str) -> None:
    library.save(named("List 10"), trusted=True)
    with pytest.raises(MacroError, match="can be taken for “List 10”"):
        library.save(named(other), trusted=True)
    assert library.names() == ["List 10"]


def test_a_word_of_another_script_is_taken_for_what_it_looks_like(library: Library) -> None:
    library.save(named("pay"), trusted=True)
    with pytest.raises(MacroError, match="can be taken for “pay”"):
        library.save(named("рау"), trusted=True)  # in Cyrillic
    library.save(named("отчёт"), trusted=True)
    assert library.names() == ["pay", "отчёт"]


def test_a_macro_is_called_as_its_file_is(library: Library) -> None:
    library.save(named("x"), trusted=True)
    os.rename(library.path_of("x"), library.path_of("y"))
    assert library.load("y").macro.name == "y"
    assert not library.is_trusted("y")


def test_one_that_is_not_there_is_told_with_those_that_are(library: Library) -> None:
    with pytest.raises(MacroError, match="no macro “x”; there is none yet"):
        library.load("x")
    library.save(named("Pay"), trusted=True)
    for attempt in (library.load, library.delete, library.trust, library.is_trusted):
        with pytest.raises(MacroError, match="no macro “x”; there are “Pay”"):
            attempt("x")


# -- renaming, deleting -------------------------------------------------------------


def test_renaming_keeps_trust_and_the_macro_says_its_new_name(library: Library) -> None:
    library.save(named("a"), trusted=True)
    library.save(named("b"), trusted=False)
    library.rename("a", "c")
    library.rename("b", "d")
    assert library.names() == ["c", "d"]
    assert unpack(library.path_of("c").read_bytes()) == named("c")
    assert (library.is_trusted("c"), library.is_trusted("d")) == (True, False)
    assert set(json.loads((library.folder / "trusted.json").read_bytes())) == {"c"}


def test_renaming_to_another_case_is_possible_and_to_one_that_is_there_is_not(library: Library) -> None:
    library.save(named("save"), trusted=True)
    library.rename("save", "Save")
    assert library.names() == ["Save"]
    assert library.is_trusted("Save")
    library.save(named("b"), trusted=True)
    for other in ("b", "B"):
        with pytest.raises(MacroError, match=r"a macro “b” already|can be taken for “b”"):
            library.rename("Save", other)
    assert library.names() == ["Save", "b"]


def test_a_deleted_one_is_gone_and_no_longer_known(library: Library) -> None:
    library.save(named("a"), trusted=True)
    library.path_of("b").write_bytes(b"broken")
    library.delete("a")
    library.delete("b")
    assert library.names() == []
    assert json.loads((library.folder / "trusted.json").read_bytes()) == {}


# -- from and to elsewhere ----------------------------------------------------------


def test_an_imported_one_is_a_stranger(library: Library, tmp_path: Path) -> None:
    (tmp_path / "sent.deskhand").write_bytes(pack(named("x")))
    assert library.import_file(tmp_path / "sent.deskhand") == "x"
    assert library.read("x") == (named("x"), False)
    assert library.import_file(tmp_path / "sent.deskhand", "y") == "y"
    assert library.read("y") == (named("y"), False)


def test_an_imported_one_replaces_another_only_when_told(library: Library, tmp_path: Path) -> None:
    library.save(named("x"), trusted=True)
    (tmp_path / "sent.deskhand").write_bytes(pack(a_bundle(a_macro(name="x"))))
    with pytest.raises(MacroError, match="a macro “x” already"):
        library.import_file(tmp_path / "sent.deskhand")
    assert library.read("x") == (named("x"), True)
    library.import_file(tmp_path / "sent.deskhand", replace=True)
    assert library.read("x") == (a_bundle(a_macro(name="x")), False)


def test_what_cannot_be_imported_leaves_no_trace(library: Library, tmp_path: Path) -> None:
    (tmp_path / "bad.deskhand").write_bytes(b"PK\3\4 nothing")
    os.symlink(tmp_path / "bad.deskhand", tmp_path / "link.deskhand")
    for name in ("bad.deskhand", "link.deskhand", "none.deskhand", "none.json", "."):
        with pytest.raises(MacroError):
            library.import_file(tmp_path / name)
    assert not library.folder.exists()


def test_folders_go_out_and_come_in(library: Library, tmp_path: Path) -> None:
    library.save(named("x"), trusted=True)
    folder = library.export("x", tmp_path / "out", as_folder=True)
    (folder / "README").write_text("mine")
    assert library.import_file(folder, "y") == "y"
    assert library.import_file(folder / "macro.json", "z") == "z"
    assert library.load("y") == named("y")
    assert library.load("z") == named("z")
    with pytest.raises(MacroError, match="there already"):
        library.export("x", folder, as_folder=True)
    library.export("x", folder, as_folder=True, replace=True)
    assert (folder / "README").read_text() == "mine"


def test_a_file_goes_out_and_overwrites_only_when_told(library: Library, tmp_path: Path) -> None:
    library.save(named("x"), trusted=True)
    assert library.export("x", tmp_path) == tmp_path / "x.deskhand"
    assert unpack((tmp_path / "x.deskhand").read_bytes()) == named("x")
    with pytest.raises(MacroError, match="there already"):
        library.export("x", tmp_path)
    library.export("x", tmp_path, replace=True)
    with pytest.raises(MacroError, match="There is no"):
        library.export("x", tmp_path / "none" / "x.deskhand")


# -- what is wrong with the folder --------------------------------------------------


def test_the_list_tells_what_is_wrong(library: Library, tmp_path: Path) -> None:
    library.save(a_bundle(a_macro(click_step(), name="good", made="2026-01-31")), trusted=True)
    library.path_of("bad").write_bytes(b"nothing")
    (library.folder / "linked.deskhand").symlink_to(library.path_of("good"))
    (library.folder / "a\u202eb.deskhand").write_bytes(library.path_of("good").read_bytes())
    (library.folder / "folder.deskhand").mkdir()
    (library.folder / ".x.part").touch()
    (library.folder / "notes.txt").touch()
    found = {summary.name: summary for summary in library.summaries()}
    assert set(found) == {"good", "bad", "linked", "a\ufffdb", "folder"}
    assert found["good"] == Summary("good", 1, "2026-01-31", True, "")
    assert "damaged" in found["bad"].broken
    assert "is a link" in found["linked"].broken
    assert "no name for a macro" in found["a\ufffdb"].broken
    assert "is not a file" in found["folder"].broken
    assert library.names() == ["bad", "folder", "good", "linked"]


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "macros").touch()
    library = Library(tmp_path / "macros")
    with pytest.raises(MacroError, match="macros cannot be made"):
        library.save(named("x"), trusted=True)
    with pytest.raises(MacroError, match="macros cannot be read"):
        library.names()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_can_be_read(library: Library) -> None:
    library.save(named("x"), trusted=True)
    (library.folder / ".lock").unlink()
    library.folder.chmod(0o500)
    try:
        assert library.read("x") == (named("x"), True)
    finally:
        library.folder.chmod(0o700)


# -- several processes --------------------------------------------------------------

WRITER = """
import sys
from pathlib import Path
sys.path[:0] = ["tests"]
from macro_makers import a_bundle, a_macro
from agent.macro import CommentStep
from agent.macros.library import Library

library, who = Library(Path(sys.argv[1])), sys.argv[2]
print("ready", flush=True)
for i in range(20):
    macro = a_macro(*(CommentStep(id=f"c{n}", text=who * 50) for n in range(40)), name="x")
    library.save(a_bundle(macro, raw=who.encode() * 9999), trusted=True)
    library.save(a_bundle(a_macro(name=f"{who}{i}")), trusted=True)
"""


def test_two_processes_write_at_once(library: Library) -> None:
    """Who reads meanwhile has one of the two, whole and trusted; nobody's entry is lost."""
    library.save(a_bundle(a_macro(CommentStep(id="c", text="a"), name="x"), raw=b"a"), trusted=True)
    commands = [[sys.executable, "-c", WRITER, str(library.folder), who] for who in "ab"]
    reads = 0
    with (
        started(commands[0], cwd=ROOT) as one,
        started(commands[1], cwd=ROOT) as other,
    ):
        first_line(one)
        first_line(other)
        while one.poll() is None or other.poll() is None:
            bundle, trusted = library.read("x")
            texts = {step.text[0] for step in bundle.macro.steps if isinstance(step, CommentStep)}
            assert len(texts) == 1
            assert bundle.raw is not None
            assert set(bundle.raw.decode()) == texts
            assert trusted
            reads += 1
        assert (one.returncode, other.returncode) == (0, 0)
    assert reads > 5
    assert len(library.names()) == 41
    assert all(library.is_trusted(name) for name in library.names())
    assert not list(library.folder.glob(".*.part"))


def test_a_writer_that_is_killed_leaves_the_old_file_or_the_new(library: Library) -> None:
    library.save(named("x"), trusted=True)
    command = [sys.executable, "-c", WRITER, str(library.folder), "a"]
    with started(command, cwd=ROOT) as writer:
        first_line(writer)
        while len(library.names()) < 5:
            assert writer.poll() is None
        writer.kill()
        writer.wait()
    assert all(not summary.broken for summary in library.summaries())
    (library.folder / ".left.part").touch()  # as one that is killed in the midst of writing leaves it
    library.save(named("x"), trusted=True)  # its lock went with it
    assert not list(library.folder.glob(".*.part"))
    assert library.is_trusted("x")


def test_a_lock_that_another_keeps_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    holder = (
        "import sys\nfrom pathlib import Path\nfrom agent.macros.files import locked\n"
        "with locked(Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    library.save(named("x"), trusted=True)
    monkeypatch.setattr("agent.macros.files.LOCK_SECONDS", 0.05)
    command = [sys.executable, "-c", holder, str(library.folder)]
    with started(command, cwd=ROOT, stdin=subprocess.PIPE) as other:
        first_line(other)
        for attempt in (lambda: library.save(named("x"), True), lambda: library.load("x")):
            with pytest.raises(MacroError, match="locked; try again"):
                attempt()
        other.kill()
