"""Which macros are known to be the person's own: trusted.json, name → SHA-256 of all that the file held then.

A file that differs from what is written down is a stranger, whoever changed it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from agent.errors import MacroError
from agent.macros.files import read_file, write_file

TRUSTED = "trusted.json"
MOST = 2**20  # bytes
DAMAGED = (
    "{path} is damaged, so each macro counts as a stranger's; look at those you know and accept them anew."
)


def digest(members: Mapping[str, bytes]) -> str:
    """Of names and contents, however the zip packed them."""
    whole = hashlib.sha256()
    for name in sorted(members):
        whole.update(f"{name} {len(members[name])}\n".encode())
        whole.update(members[name])
    return whole.hexdigest()


def read_trusted(folder: Path) -> tuple[dict[str, str], str]:
    """Name → digest, and a sentence on what is wrong with the file ("": nothing)."""
    path = folder / TRUSTED
    if not path.exists() and not path.is_symlink():
        return {}, ""
    try:
        value = json.loads(read_file(path, MOST).decode())
    except (MacroError, ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or not all(isinstance(held, str) for held in value.values()):
        return {}, DAMAGED.format(path=path)
    return value, ""


def write_trusted(folder: Path, trusted: Mapping[str, str]) -> None:
    """Raises MacroError where it cannot be written."""
    text = json.dumps(dict(sorted(trusted.items())), ensure_ascii=False, indent=2) + "\n"
    write_file(folder / TRUSTED, text.encode())
