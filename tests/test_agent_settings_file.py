"""Writing the settings file, and what becomes of one that makes no sense."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import SettingsError
from agent.settings import load
from agent.settings_file import SettingsFile, load_or_put_aside

WRITTEN = """# my own words
max_steps = 5   # few
deny = ["keepass*"] # never
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    return tmp_path


def environ(home: Path, **more: str) -> dict[str, str]:
    return {"DESKHAND_HOME": str(home), **more}


def write(home: Path, text: str) -> Path:
    path = home / "config" / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_one_setting_is_written_and_all_else_stays(home: Path) -> None:
    path = write(home, WRITTEN)
    settings = SettingsFile(environ(home)).set("max_steps", 7)
    assert settings.max_steps == 7
    assert path.read_text() == WRITTEN.replace("5", "7")
    settings = SettingsFile(environ(home)).set("appearance", "dark")
    assert (settings.appearance, settings.deny) == ("dark", ("keepass*",))
    assert path.read_text().startswith(WRITTEN.replace("5", "7"))
    assert load(environ(home)) == settings


def test_a_default_takes_the_setting_out(home: Path) -> None:
    path = write(home, WRITTEN)
    file = SettingsFile(environ(home))
    assert file.set("max_steps", 60).max_steps == 60
    assert file.set("deny", []).deny == ()
    assert tomllib.loads(path.read_text()) == {}
    assert "# my own words" in path.read_text()
    assert file.set("appearance", None).appearance == "auto"


def test_where_there_is_no_file_one_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    file = SettingsFile(environ(tmp_path))
    file.set("language", "zh")
    assert file.path.read_text() == 'language = "zh"\n'
    assert file.path.stat().st_mode & 0o077 == 0
    assert [p.name for p in file.path.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("max_steps", 0), ("appearance", "pink"), ("stop_key", "escape"), ("colour", 1), ("yes_to_all", True),
        ("private_regions", ["1 2 3"]), ("server_key", "abc"), ("timeout", "soon"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_nothing_is_changed(home: Path, name: str, value: Any) -> None:
    path = write(home, WRITTEN)
    with pytest.raises(SettingsError):
        SettingsFile(environ(home)).set(name, value)
    assert path.read_text() == WRITTEN


def test_a_file_that_is_broken_is_not_written_over(home: Path) -> None:
    path = write(home, "max_steps = ")
    with pytest.raises(SettingsError, match="not valid TOML"):
        SettingsFile(environ(home)).set("max_steps", 7)
    assert path.read_text() == "max_steps = "


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file in its place")
    with pytest.raises(SettingsError, match="cannot be"):
        SettingsFile(environ(tmp_path)).set("language", "zh")


def test_what_the_environment_sets_is_named(home: Path) -> None:
    file = SettingsFile(environ(home, DESKHAND_EYE="classic"))
    assert file.overridden("eye") == "DESKHAND_EYE"
    assert file.overridden("language") == ""
    assert file.set("eye", "torch").eye == "classic"


def test_regions_are_written_as_they_are_read(home: Path) -> None:
    settings = SettingsFile(environ(home)).set("private_regions", ["0 0 400 30"])
    assert [box.as_list() for box in settings.private_regions] == [[0, 0, 400, 30]]
    assert load(environ(home)) == settings


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "max_steps": st.integers(1, 1000),
    "timeout": st.floats(0.5, 86400),
    "language": st.sampled_from(["auto", "en", "zh"]),
    "explain": st.booleans(),
    "deny": st.lists(st.text(min_size=1).filter(lambda t: t.strip() == t), max_size=3),
    "model": st.text(max_size=20),
}


@given(st.lists(st.one_of([st.tuples(st.just(n), v) for n, v in VALUES.items()]), max_size=6))
def test_whatever_is_written_is_read_back(changes: list[tuple[str, Any]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file, last = SettingsFile(environ(Path(folder))), dict[str, Any]()
        for name, value in changes:
            file.set(name, value)
            last[name] = tuple(value) if isinstance(value, list) else value
        settings = load(environ(Path(folder)))
        assert {name: getattr(settings, name) for name in last} == last


# -- a broken file -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("max_steps = ", {}),
        ("max_steps = 0", {}),
        (
            'colour = 1\ndeny = ["keepass*"]\nprivate_windows = ["bank"]\nkeep_days = 3',
            {"deny": ("keepass*",)},
        ),
        ("server_key = 'abc'\nmax_steps = 7", {"max_steps": 7}),
    ],
)
def test_a_broken_file_is_named_and_kept_aside_and_what_makes_sense_in_it_holds(
    home: Path, text: str, kept: dict[str, Any]
) -> None:
    path = write(home, text)
    settings, sentence = load_or_put_aside(environ(home))
    assert {name: getattr(settings, name) for name in kept} == kept
    assert (settings.keep_days, settings.keep_megabytes) == (0, 0)  # nothing is forgotten meanwhile
    aside = home / "config" / "settings.broken.toml"
    assert aside.read_text() == text
    assert not path.exists()
    assert str(aside) in sentence
    assert ("not even its lists" in sentence) == (not kept)
    again, nothing = load_or_put_aside(environ(home))
    assert nothing == ""
    assert again.max_steps == 60


def test_a_link_is_written_through(home: Path) -> None:
    real = home / "dotfiles.toml"
    real.write_text("max_steps = 5\n")
    (home / "config" / "settings.toml").symlink_to(real)
    SettingsFile(environ(home)).set("max_steps", 7)
    assert real.read_text() == "max_steps = 7\n"
    assert (home / "config" / "settings.toml").is_symlink()


def test_one_that_was_put_aside_is_never_written_over(home: Path) -> None:
    for text in ("max_steps = ", "colour = 1"):
        write(home, text)
        load_or_put_aside(environ(home))
    kept = sorted(p.name for p in (home / "config").iterdir())
    assert kept == ["settings.broken-2.toml", "settings.broken.toml"]
    assert (home / "config" / "settings.broken.toml").read_text() == "max_steps = "


def test_a_whole_file_stays_and_a_wrong_variable_is_told(home: Path) -> None:
    path = write(home, WRITTEN)
    settings, sentence = load_or_put_aside(environ(home))
    assert (settings.max_steps, sentence) == (5, "")
    with pytest.raises(SettingsError, match="eye"):
        load_or_put_aside(environ(home, DESKHAND_EYE="glass"))
    assert path.exists()


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="root may write anywhere")
def test_one_that_cannot_be_moved_is_told_all_the_same(home: Path) -> None:
    path = write(home, "max_steps = ")
    path.parent.chmod(0o500)
    _, sentence = load_or_put_aside(environ(home))
    path.parent.chmod(0o700)
    assert str(path) in sentence
