"""Secrets by name: kept in a keyring or not at all, typed by the hands alone, and written nowhere."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked, PasswordDeleteError

from agent.cli import main
from agent.errors import InputError, NotSupportedError, UsageError
from agent.fake import FakeHands, OracleEyes, ScriptedConfirmer, login_scene
from agent.journal import SqliteJournal
from agent.loop import Stages, run
from agent.plan import EmbeddedPlanner
from agent.settings import load
from agent.types import TypeText, secret_name
from agent.vault import KeyringVault, check

CANARY = "CANARY-9f3a"


class MemoryRing(KeyringBackend):
    """A keyring that forgets."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


@pytest.fixture
def ring() -> Iterator[MemoryRing]:
    before, made = keyring.get_keyring(), MemoryRing()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_a_secret_comes_back_by_its_name(ring: MemoryRing) -> None:
    vault = KeyringVault()
    vault.set("demo", CANARY)
    assert vault.get("demo") == CANARY
    assert ring.kept == {("deskhand", "demo"): CANARY}
    vault.delete("demo")
    with pytest.raises(InputError, match="deskhand secret set demo"):
        vault.get("demo")
    with pytest.raises(InputError):
        vault.delete("demo")


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring])
def test_without_a_keyring_nothing_is_kept(ring: MemoryRing, backend: Callable[[], Any]) -> None:
    keyring.set_keyring(backend())
    vault = KeyringVault()
    asks: list[Callable[[], Any]] = [
        partial(vault.get, "a"),
        partial(vault.set, "a", "b"),
        partial(vault.delete, "a"),
    ]
    for ask in asks:
        with pytest.raises(NotSupportedError, match="no system keyring"):
            ask()


def test_a_locked_keyring_is_one_sentence(ring: MemoryRing, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(service: str, username: str) -> str:
        raise KeyringLocked(CANARY)

    monkeypatch.setattr(ring, "get_password", locked)
    with pytest.raises(NotSupportedError, match=r"unlock it") as told:
        KeyringVault().get("demo")
    assert CANARY not in str(told.value)
    assert told.value.__cause__ is None


@pytest.mark.parametrize(
    ("name", "value"), [("", "x"), ("a b", "x"), ("../x", "x"), ("x" * 65, "x"), ("a", ""), ("a", "x\ny")]
)
def test_odd_names_and_values_are_refused(name: str, value: str) -> None:
    with pytest.raises(UsageError):
        check(name, value)


def test_a_reference_is_told_from_a_text() -> None:
    assert secret_name("secret:demo") == "demo"
    assert [secret_name(t) for t in ("secret: demo", "my secret:demo", "secret:", "Secret:x", "demo")] == [
        ""
    ] * 5
    assert TypeText(text="secret:demo").secret
    assert not TypeText(text="secrets").secret


def test_the_command_keeps_checks_and_deletes(
    ring: MemoryRing, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{CANARY}\n"))
    assert main(["secret", "set", "demo"]) == 0
    assert main(["secret", "check", "demo"]) == 0
    assert main(["secret", "delete", "demo"]) == 0
    assert main(["secret", "check", "demo"]) == 1
    assert main(["secret", "set", "a b"]) == 2
    told = capsys.readouterr()
    assert CANARY not in told.out + told.err
    assert "secret:demo" in told.out


def test_at_a_terminal_it_is_asked_for_twice(ring: MemoryRing, monkeypatch: pytest.MonkeyPatch) -> None:
    said = iter([CANARY, CANARY, CANARY, "another"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(said))
    assert main(["secret", "set", "demo"]) == 0
    assert main(["secret", "set", "demo"]) == 2
    assert ring.kept == {("deskhand", "demo"): CANARY}


class ShowingHands(FakeHands):
    """Puts the secret's value onto the screen, as a field without dots does."""

    def perform(self, action: object, seen: object, stop: Event, approval: object) -> None:
        assert isinstance(action, TypeText)
        self.notary.redeem(approval, action, seen)  # type: ignore[arg-type]
        self.typed = action
        self.desktop.find("User name").value = KeyringVault().get(action.reference)


def test_a_run_that_types_a_secret_leaves_no_trace_of_it(ring: MemoryRing, tmp_path: Path) -> None:
    KeyringVault().set("demo", CANARY)
    desktop = login_scene()
    hands = ShowingHands(desktop)
    journal = SqliteJournal(tmp_path, KeyringVault().get)
    stages = Stages(
        desktop, OracleEyes(desktop), EmbeddedPlanner(), ScriptedConfirmer(), hands, journal, hands.notary
    )
    said = "type secret:demo into User name"
    progress = list(run(said, stages, load(settle=0.0, yes_to_all=True), Event()))
    assert hands.typed.text == "secret:demo"
    assert hands.typed.secret
    assert "done" in repr(progress[-1])
    journal.close()
    database = sqlite3.connect(tmp_path / "journal.sqlite3")
    kept = "\n".join(database.iterdump())
    database.close()
    assert CANARY not in kept
    assert "secret:demo" in kept
    assert all(CANARY.encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
