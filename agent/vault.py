"""The person's secrets by name (`secret:NAME`), kept in the system's own keyring and nowhere else.

Secret Service or KWallet on Linux, the Credential Locker on Windows, the Keychain on macOS. Where there is
none of these, nothing is kept: a file with passwords in it is no keyring.
"""

from __future__ import annotations

from typing import Any, Protocol

from agent.errors import InputError, NotSupportedError, UsageError
from agent.types import SECRET_NAME

SERVICE = "deskhand"
LONGEST = 4096
NO_KEYRING = (
    "There is no system keyring here, so secrets cannot be kept; start one (GNOME Keyring, KWallet, or "
    "KeePassXC's Secret Service), or type the secret yourself when it is needed."
)
INSECURE = ("keyrings.alt", "keyring.backends.null", "keyring.backends.fail")


class Vault(Protocol):
    """Names → secrets. All raise NotSupportedError where there is no keyring."""

    def get(self, name: str) -> str:
        """Raises InputError when there is no secret of that name."""
        ...

    def set(self, name: str, value: str) -> None:
        """Keeps it. Raises UsageError for a name or a value that cannot be one."""
        ...

    def delete(self, name: str) -> None:
        """Raises InputError when there is no secret of that name."""
        ...


class KeyringVault:
    """The system's keyring."""

    def get(self, name: str) -> str:
        value = _asked(lambda ring: ring.get_password(SERVICE, name))
        if value is None:
            raise InputError(f"There is no secret called {name!r}; keep one with: deskhand secret set {name}")
        return str(value)

    def set(self, name: str, value: str) -> None:
        check(name, value)
        _asked(lambda ring: ring.set_password(SERVICE, name, value))

    def delete(self, name: str) -> None:
        self.get(name)
        _asked(lambda ring: ring.delete_password(SERVICE, name))


def check(name: str, value: str) -> None:
    """Raises UsageError for what cannot be a secret's name or value."""
    if not SECRET_NAME.fullmatch(name):
        raise UsageError("A secret's name is made of letters, digits, dots, hyphens and underscores.")
    if not value or len(value) > LONGEST:
        raise UsageError(f"A secret has 1 to {LONGEST} characters.")
    if any(ord(letter) < 0x20 for letter in value):
        raise UsageError("A secret holds no line breaks, tabs or other control characters.")


def _asked(ask: Any) -> Any:
    """The keyring's answer. Its errors become ours; none of them holds a secret's value."""
    import keyring
    from keyring.errors import KeyringError

    ring = keyring.get_keyring()
    if type(ring).__module__.startswith(INSECURE) or not _usable(ring):
        raise NotSupportedError(NO_KEYRING)
    try:
        return ask(ring)
    except KeyringError as error:
        raise NotSupportedError(
            f"The system keyring did not answer ({type(error).__name__}); unlock it and try again."
        ) from None


def _usable(ring: Any) -> bool:
    """The chainer stands for several; with none of them there is nothing to keep a secret in."""
    return bool(getattr(ring, "backends", True))
