"""Settings: order of precedence, and wrong files and values as sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent.errors import SettingsError
from agent.settings import load


def write(home: Path, text: str) -> None:
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "settings.toml").write_text(text, encoding="utf-8")


def test_defaults_live_in_the_own_home(own_home: Path) -> None:
    settings = load()
    assert settings.data_dir == own_home / "data"
    assert settings.max_steps == 60


def test_options_win_over_the_environment_over_the_file(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(own_home, "max_steps = 5\ntimeout = 7\nsettle = 1\n")
    monkeypatch.setenv("DESKHAND_TIMEOUT", "8")
    monkeypatch.setenv("DESKHAND_SETTLE", "0.5")
    settings = load(settle=0.25, max_steps=None)
    assert (settings.max_steps, settings.timeout, settings.settle) == (5, 8, 0.25)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("max_steps = ", "TOML"),
        ("max_steps = 0", "max_steps"),
        ('appearance = "pink"', "appearance"),
        ("colour = 1", "colour"),
    ],
)
def test_a_wrong_file_is_a_sentence(own_home: Path, text: str, word: str) -> None:
    write(own_home, text)
    with pytest.raises(SettingsError, match=word):
        load()


@pytest.mark.parametrize("value", ["true", "false"])
@pytest.mark.parametrize("place", ["file", "environment"])
def test_consent_to_everything_is_never_a_standing_one(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, place: str, value: str
) -> None:
    assert load(yes_to_all=True).yes_to_all
    if place == "file":
        write(own_home, f"yes_to_all = {value}")
    else:
        monkeypatch.setenv("DESKHAND_YES_TO_ALL", value)
    with pytest.raises(SettingsError, match="give the option --yes-to-all"):
        load(yes_to_all=True)


def test_a_file_that_is_no_text_is_a_sentence(own_home: Path) -> None:
    write(own_home, "")
    (own_home / "config" / "settings.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="cannot be read"):
        load()


def test_without_a_trial_home_the_platform_says_where() -> None:
    settings = load(environ={})
    assert settings.data_dir.name == "deskhand"
