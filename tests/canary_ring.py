"""A keyring that holds one secret, for processes of a test."""

from __future__ import annotations

from keyring.backend import KeyringBackend

VALUE = "CANARY7XQ4WZ"


class Ring(KeyringBackend):
    priority = 9

    def get_password(self, service: str, username: str) -> str | None:
        return VALUE if username == "TOKEN" else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError
