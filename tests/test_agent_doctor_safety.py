"""The doctor says where the settings are, whether secrets can be kept, and whose the stop key is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail
from test_agent_vault import MemoryRing

from actions.person_x11 import X11Listener
from actions.virtual import VirtualDesktop
from agent import doctor_safety
from agent.settings import Settings, load


@pytest.fixture
def settings() -> Settings:
    return load()


@pytest.fixture(autouse=True)
def own_ring() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_the_settings_file_is_named(settings: Settings) -> None:
    path: Path = settings.config_dir / "settings.toml"
    assert f"no file {path}" in doctor_safety.settings_file(settings).message
    path.parent.mkdir(parents=True)
    path.touch()
    assert doctor_safety.settings_file(settings).message == f"They are in {path}."


def test_a_keyring_that_answers(settings: Settings) -> None:
    keyring.set_keyring(MemoryRing())
    assert doctor_safety.keyring(settings).status == "ok"


def test_no_keyring_is_no_fault(settings: Settings) -> None:
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    check = doctor_safety.keyring(settings)
    assert check.status == "skip"
    assert "no system keyring" in check.message


@pytest.mark.live
def test_the_stop_key_and_one_that_another_has(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor_safety.stop_key(settings).status == "skip"
    with VirtualDesktop(300, 200, wm=False) as desktop:
        monkeypatch.setenv("DISPLAY", desktop.display)
        assert doctor_safety.stop_key(settings).message == "Ctrl+Alt+Escape stops Deskhand while it acts."
        other = X11Listener(settings.stop_keys, desktop.display)
        taken = doctor_safety.stop_key(settings)
        assert (taken.status, "another program" in taken.message) == ("warn", True)
        other.close()


@pytest.mark.live
def test_whose_answers_the_app_takes(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor_safety.answers(settings).status == "skip"
    assert doctor_safety.answers(load(injected_answers=True)).status == "warn"
    with VirtualDesktop(300, 200, wm=False) as desktop:
        monkeypatch.setenv("DISPLAY", desktop.display)
        check = doctor_safety.answers(settings)
        assert (check.status, "your own mouse and keyboard alone" in check.message) == ("ok", True)
    monkeypatch.setattr("sys.platform", "darwin")
    assert "takes both" in doctor_safety.answers(settings).message
