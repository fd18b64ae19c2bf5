"""Writing the settings file: one setting at a time, with all that the person wrote round it left as it is."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from agent import settings as reading
from agent.errors import SettingsError
from agent.settings import Settings

BROKEN = "settings.broken.toml"


class SettingsFile:
    """The file that `environ` leads to."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._environ = os.environ if environ is None else environ
        self.path = reading.file_of(self._environ)

    def overridden(self, name: str) -> str:
        """The environment variable that sets it in any case; "" where none does."""
        given = reading.from_environment(self._environ)
        return f"{reading.PREFIX}{name.upper()}" if name in given else ""

    def read(self) -> Settings:
        """The settings as they are now. Raises SettingsError."""
        return reading.load(self._environ)

    def set(self, name: str, value: Any) -> Settings:
        """Writes it; None, or its default, takes it out. The settings as they are then.

        Raises SettingsError for a value that makes no sense, and a file that cannot be read or written;
        nothing is changed then.
        """
        import tomlkit
        from tomlkit.exceptions import TOMLKitError

        reading.read_file(self.path)  # its errors are said there
        try:
            text = self.path.read_text(encoding="utf-8") if self.path.exists() else ""
            document = tomlkit.parse(text)
        except (OSError, UnicodeDecodeError, TOMLKitError) as error:
            raise SettingsError(f"The settings file {self.path} cannot be read: {error}.") from error
        if value is None or _is_default(name, value):
            document.pop(name, None)
        else:
            document[name] = value
        new = reading.made(self._environ, document.unwrap(), {})
        _write(self.path, tomlkit.dumps(document))
        return new


def load_or_put_aside(environ: Mapping[str, str] | None = None) -> tuple[Settings, str]:
    """The settings in force. A file that makes no sense is kept aside, what could be made out of it is used,
    nothing is forgotten of the journal, and a sentence says so. Raises SettingsError where it is not the file
    that is wrong."""
    environ = os.environ if environ is None else environ
    try:
        return reading.load(environ), ""
    except SettingsError as error:
        path = reading.file_of(environ)
        reading.made(environ, {}, {})  # raises what the environment is to blame for
        kept = _usable(environ, path)
        aside = _put_aside(path)
        how = "The other settings in it are in force" if kept else "No setting in it is in force"
        lists = "" if kept else ", not even its lists of denied and private programs"
        told = f"{error} It is kept as {aside}. {how}{lists}; mend it, and put it back as {path.name}."
        return reading.made(environ, {**kept, "keep_days": 0, "keep_megabytes": 0}, {}), told


def _usable(environ: Mapping[str, str], path: Path) -> dict[str, Any]:
    """The settings of the file that make sense, each by itself; none where it cannot be read at all."""
    kept: dict[str, Any] = {}
    try:
        values = reading.read_file(path)
    except SettingsError:
        return kept
    for name, value in values.items():
        with contextlib.suppress(SettingsError):
            reading.made(environ, kept | {name: value}, {})
            kept[name] = value
    return kept


def _put_aside(path: Path) -> Path:
    """Moves the file out of the way, never over one that was put aside before."""
    number = 1
    aside = path.with_name(BROKEN)
    while aside.exists():
        number += 1
        aside = path.with_name(f"settings.broken-{number}.toml")
    with contextlib.suppress(OSError):  # it stays where it is, and is said to be wrong at each start
        path.rename(aside)
        return aside
    return path


def _is_default(name: str, value: Any) -> bool:
    field = Settings.model_fields.get(name)
    value = tuple(value) if isinstance(value, list) else value
    return field is not None and not field.is_required() and value == field.get_default()


def _write(path: Path, text: str) -> None:
    """All of it or nothing, readable by its owner alone; where a link leads to, and not in its place."""
    path = path.resolve()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".settings-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(name, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
    except OSError as error:
        raise SettingsError(
            f"The settings file {path} cannot be written: {error.strerror or error}."
        ) from error
