"""Who may connect to an X server of ours: a random cookie, then every process of this user.

A server started without a cookie lets every user of the machine in (measured with Xvfb 21.1). File format and
requests: the X11 protocol's "Connection Setup" and ChangeHosts, and Xau's `XauWriteAuth`.
"""

from __future__ import annotations

import os
import secrets
import socket
import struct
from dataclasses import dataclass
from pathlib import Path

from agent.errors import InputError

PROTOCOL = b"MIT-MAGIC-COOKIE-1"
FAMILY_WILD = 65535  # any host, any display number
CHANGE_HOSTS, GET_INPUT_FOCUS = 109, 43
SERVER_INTERPRETED = 5


@dataclass(frozen=True)
class Cookie:
    """The secret that a server was started with."""

    data: bytes

    def admit_this_user(self, number: int) -> None:
        """Tells display `number` to let every process of this user in. Raises InputError."""
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
                connection.settimeout(10)
                connection.connect(f"/tmp/.X11-unix/X{number}")
                self._say_hello(connection)
                connection.sendall(_change_hosts(f"localuser\0#{os.getuid()}".encode()))
                connection.sendall(struct.pack("<BxH", GET_INPUT_FOCUS, 1))
                if _receive(connection, 32)[0] != 1:  # 0 would be the error of ChangeHosts
                    raise InputError("The virtual desktop refused to let this user's programs in.")
        except OSError as error:
            raise InputError(f"The virtual desktop :{number} cannot be reached: {error}.") from error

    def _say_hello(self, connection: socket.socket) -> None:
        lengths = len(PROTOCOL), len(self.data)
        head = struct.pack("<BxHHHHxx", ord("l"), 11, 0, *lengths)
        connection.sendall(head + _padded(PROTOCOL) + _padded(self.data))
        status, words = struct.unpack("<B5xH", _receive(connection, 8))
        _receive(connection, 4 * words)
        if status != 1:
            raise InputError("The virtual desktop refused its own cookie.")


def write_cookie(path: Path) -> Cookie:
    """A new random cookie, written to `path` in Xauthority format, readable by this user alone."""
    cookie = Cookie(secrets.token_bytes(16))
    fields = [b"", b"", PROTOCOL, cookie.data]  # address, display number, protocol, secret
    record = struct.pack(">H", FAMILY_WILD) + b"".join(struct.pack(">H", len(f)) + f for f in fields)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as file:
        file.write(record)
    return cookie


def _change_hosts(address: bytes) -> bytes:
    body = _padded(address)
    return (
        struct.pack("<BBHBxH", CHANGE_HOSTS, 0, 2 + len(body) // 4, SERVER_INTERPRETED, len(address)) + body
    )


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _receive(connection: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        part = connection.recv(count - len(data))
        if not part:
            raise InputError("The virtual desktop closed the connection.")
        data += part
    return data
