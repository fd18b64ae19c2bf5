"""Deskhand among the desktop's programs: both files, their words, and that they go again."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from agent import menu_entry
from agent.cli import main
from agent.errors import DeskhandError, NotSupportedError


def test_the_entry_and_its_icon_are_written_and_removed(tmp_path: Path) -> None:
    entry, icon = menu_entry.write({"XDG_DATA_HOME": str(tmp_path)})
    read = configparser.ConfigParser(interpolation=None)
    read.read(entry, encoding="utf-8")
    values = read["Desktop Entry"]
    assert (values["Name"], values["Type"], values["Icon"]) == ("Deskhand", "Application", "deskhand")
    assert "deskhand" in values["Exec"] or "agent.cli" in values["Exec"]
    assert ElementTree.parse(icon).getroot().tag.endswith("svg")
    assert menu_entry.remove({"XDG_DATA_HOME": str(tmp_path)}) == [entry, icon]
    assert menu_entry.remove({"XDG_DATA_HOME": str(tmp_path)}) == []


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="needs desktop-file-utils")
def test_the_desktops_own_tool_finds_it_right(tmp_path: Path) -> None:
    entry, _ = menu_entry.write({"XDG_DATA_HOME": str(tmp_path)})
    done = subprocess.run(["desktop-file-validate", str(entry)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_without_xdg_it_stands_in_the_home(tmp_path: Path) -> None:
    entry, _ = menu_entry.write({"HOME": str(tmp_path)})
    assert entry == tmp_path / ".local/share/applications/deskhand.desktop"


@pytest.mark.parametrize(
    ("word", "quoted"),
    [
        ("/opt/deskhand", "/opt/deskhand"),
        ("/my programs/deskhand", '"/my programs/deskhand"'),
        ("/50%/x y", '"/50%%/x y"'),
        ('/a"b', r'"/a\\"b"'),
    ],
)
def test_odd_paths_are_quoted_as_the_standard_says(word: str, quoted: str) -> None:
    assert menu_entry._quoted([word]) == quoted


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert main(["menu-entry"]) == 0
    assert main(["menu-entry", "--remove"]) == 0
    assert main(["menu-entry", "--remove"]) == 0
    told = capsys.readouterr().out
    assert told.count("Wrote") == 2
    assert told.count("Removed") == 2
    assert "There was no entry." in told


def test_elsewhere_and_where_nothing_can_be_written_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "applications").write_text("a file in its place")
    with pytest.raises(DeskhandError, match="cannot be written"):
        menu_entry.write({"XDG_DATA_HOME": str(tmp_path)})
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(NotSupportedError, match="shortcut"):
        menu_entry.write({})
