"""The doctor's look at what keeps the person in control: the settings in force, the keyring, the stop key,
and who may answer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from agent.doctor import Check, Examination
from agent.errors import DeskhandError, NotSupportedError
from agent.settings import Settings
from agent.vault import KeyringVault


def examinations(settings: Settings) -> list[Examination]:
    """All of this file."""
    named: list[tuple[str, Callable[[Settings], Check]]] = [
        ("settings", settings_file),
        ("keyring", keyring),
        ("stop key", stop_key),
        ("answers", answers),
    ]
    return [(name, partial(examine, settings)) for name, examine in named]


def settings_file(settings: Settings) -> Check:
    """Where the settings stand."""
    path = settings.config_dir / "settings.toml"
    message = f"They are in {path}." if path.is_file() else f"All as given: there is no file {path}."
    return Check(name="settings", status="ok", message=message)


def keyring(settings: Settings) -> Check:
    """Whether secrets can be kept here."""
    try:
        KeyringVault().get("deskhand-doctor")
    except NotSupportedError as error:
        return Check(name="keyring", status="skip", message=str(error))
    except DeskhandError:  # it answered that there is no such secret
        pass
    return Check(name="keyring", status="ok", message="The system's keyring answers; secrets can be kept.")


def stop_key(settings: Settings) -> Check:
    """Whether the key that stops everything is ours alone."""
    shown = "+".join(key.capitalize() for key in settings.stop_keys)
    if sys.platform in ("win32", "darwin"):
        return Check(name="stop key", status="ok", message=f"{shown} stops Deskhand while it acts.")
    from actions.person_x11 import X11Listener

    try:
        listener = X11Listener(settings.stop_keys)
    except DeskhandError:
        return Check(name="stop key", status="skip", message="There is no display to try it on.")
    try:
        if listener.grabbed:
            return Check(name="stop key", status="ok", message=f"{shown} stops Deskhand while it acts.")
    finally:
        listener.close()
    return Check(
        name="stop key", status="warn",
        message=f"{shown} stops Deskhand, but another program acts on it, too.",
        remedy="Set another in settings.toml, for example: stop_key = \"ctrl+alt+pause\"",
    )  # fmt: skip


def answers(settings: Settings) -> Check:
    """Whose answers the app's questions take."""
    if settings.injected_answers:
        message = "The app takes answers that programs send, too: injected_answers is set."
        return Check(name="answers", status="warn", message=message, remedy="Unset it where you can.")
    if sys.platform in ("win32", "darwin"):
        message = "This system does not tell a program's keys from yours, so the app takes both."
        return Check(name="answers", status="skip", message=message)
    from actions.witness_x11 import X11Witness

    try:
        witness = X11Witness()
    except DeskhandError:
        return Check(name="answers", status="skip", message="There is no display to ask.")
    witness.close()
    if not witness.able:
        message = "This display does not tell a program's keys from yours, so the app takes both."
        return Check(name="answers", status="warn", message=message)
    return Check(
        name="answers", status="ok",
        message="The app takes answers of your own mouse and keyboard alone. Through x11vnc, an on-screen "
        "keyboard or the like set injected_answers = true.",
    )  # fmt: skip
