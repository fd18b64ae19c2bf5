"""One frozen `Settings`; the only reader of the settings file and of the environment.

Order, later wins: defaults, `settings.toml` in the platform's configuration folder, DESKHAND_* variables,
the command's options (given to `load` as keywords).
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator

from agent.errors import SettingsError
from agent.types import Box, Frozen

PREFIX = "DESKHAND_"
STOP_KEY = r"^((ctrl|alt|shift|super)\+)+[^+\s]+$"


class Settings(Frozen):
    """All that a person can set."""

    data_dir: Path  # the journal and its pictures
    config_dir: Path
    cache_dir: Path = Field(default_factory=lambda: _cache_folder())  # what can be made again
    language: Literal["auto", "en", "zh"] = "auto"  # of the app
    appearance: Literal["auto", "light", "dark"] = "auto"
    planner: Literal["auto", "embedded", "qwen", "remote"] = "auto"
    model: str = ""  # a language model on this machine: its folder, or its name on the hub
    model_profile: str = ""  # of which family it is, where that is not plain from its name
    model_device: Literal["auto", "cuda", "cpu"] = "auto"  # auto: a CUDA card or nothing; cpu takes minutes
    model_seconds: float = Field(default=120.0, gt=0, le=3600)  # longest wait for one answer
    model_tokens: int = Field(default=400_000, ge=1000)  # that one run may use
    model_frames: int = Field(default=2, ge=0, le=8)  # past pictures that go with each question
    server: str = ""  # the address of an OpenAI-compatible server, as in http://127.0.0.1:8000/v1
    server_model: str = ""  # which of its models
    server_profile: str = ""
    server_key: SecretStr = SecretStr("")  # only from the environment; else the keyring's server-key
    reader_engine: Literal["auto", "openvino", "onnxruntime"] = "auto"
    eye: Literal["auto", "openvino", "torch", "classic"] = "auto"  # what computes the model; classic: none
    explain: bool = False  # the model also tells what it takes the words to mean, and what weighs in that
    threads: int = Field(default=0, ge=0, le=256)  # 0: as many as there are cores
    max_steps: int = Field(default=60, ge=1, le=1000)
    timeout: float = Field(default=300.0, gt=0, le=86400)  # seconds for one instruction
    settle: float = Field(default=2.0, ge=0, le=60)  # longest wait for a screen to stand still
    typing_delay: float = Field(default=0.0, ge=0, le=1)  # extra seconds between keys
    paste_over: int = Field(default=400, ge=1)  # longer texts are pasted, the clipboard put back
    stop_key: str = Field(default="ctrl+alt+escape", pattern=STOP_KEY)  # pressed anywhere, it stops at once
    record_key: str = Field(default="ctrl+alt+r", pattern=STOP_KEY)  # begins and ends a recording, in the app
    bar_key: str = Field(
        default="ctrl+alt+space", pattern=STOP_KEY
    )  # pressed anywhere, it brings the command bar
    injected_answers: bool = False  # keys that a program sends answer the app, too
    allow: tuple[str, ...] = ()  # programs and windows, like "notes*"; empty: all but the denied
    deny: tuple[str, ...] = ()  # programs and windows that are never touched
    private_windows: tuple[str, ...] = ()  # programs and windows whose pictures are never kept or sent
    private_regions: tuple[Box, ...] = ()  # the same of places on the desktop, each "x0 y0 x1 y1"
    keep_days: float = Field(default=90, ge=0)  # of runs in the journal; 0: for ever
    keep_megabytes: float = Field(default=2000, ge=0)  # of the journal with its pictures; 0: no limit
    yes: bool = False
    yes_to_all: bool = False  # only as a command's option
    dry_run: bool = False

    @property
    def journal_file(self) -> Path:
        return self.data_dir / "journal.sqlite3"

    @field_validator("private_regions", mode="before")
    @classmethod
    def _regions(cls, value: Any) -> Any:
        """Four numbers each; in an environment variable with commas between the regions."""
        entries = value.split(",") if isinstance(value, str) else value
        return [_region(e) if isinstance(e, str | list) else e for e in entries if e not in ("", " ")]

    @field_validator("allow", "deny", "private_windows", mode="before")
    @classmethod
    def _list(cls, value: Any) -> Any:
        """In an environment variable the entries stand with commas between them."""
        if isinstance(value, str):
            value = [entry.strip() for entry in value.split(",")]
        return [entry for entry in value if entry] if isinstance(value, list) else value

    @property
    def record_keys(self) -> tuple[str, ...]:
        """The record key's modifiers and its key."""
        return tuple(self.record_key.split("+"))

    @property
    def bar_keys(self) -> tuple[str, ...]:
        """The command bar's modifiers and its key."""
        return tuple(self.bar_key.split("+"))

    @property
    def stop_keys(self) -> tuple[str, ...]:
        """The stop key's modifiers and its key."""
        return tuple(self.stop_key.split("+"))


def _region(entry: str | list[Any]) -> Any:
    """“0 0 400 30” or [0, 0, 400, 30] as a box's values. Raises ValueError."""
    values = [int(v) for v in (entry.split() if isinstance(entry, str) else entry)]
    if len(values) != 4:
        raise ValueError("a region is four numbers: left, top, right, bottom")
    return dict(zip(("x0", "y0", "x1", "y1"), values, strict=True))


def load(environ: Mapping[str, str] | None = None, **options: Any) -> Settings:
    """The settings in force. An option that is None counts as not given. Raises SettingsError."""
    environ = os.environ if environ is None else environ
    return made(environ, read_file(file_of(environ)), options)


def made(environ: Mapping[str, str], from_file: Mapping[str, Any], options: Mapping[str, Any]) -> Settings:
    """The settings of a file with these contents. Raises SettingsError."""
    values = _folders(environ)
    _refuse_key(from_file)
    values |= from_file
    values |= from_environment(environ)
    _refuse_standing_consent(values)
    values |= {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            raise SettingsError(f"There is no setting called {name!r}.") from error
        raise SettingsError(f"The setting {name!r} is wrong: {first['msg']}.") from error


def _refuse_standing_consent(values: Mapping[str, Any]) -> None:
    """Consent to what cannot be undone is given anew with each command, and never once for all."""
    if "yes_to_all" in values:
        raise SettingsError(
            "The setting 'yes_to_all' is taken neither from settings.toml nor from the environment; "
            "give the option --yes-to-all to the command that it is meant for."
        )


def _refuse_key(from_file: Mapping[str, Any]) -> None:
    """A file with a key in it is copied, backed up and shown."""
    if "server_key" in from_file:
        raise SettingsError(
            "The setting 'server_key' is not taken from settings.toml; keep it in the keyring with: deskhand "
            "secret set server-key"
        )


def _folders(environ: Mapping[str, str]) -> dict[str, Any]:
    import platformdirs

    home = environ.get(PREFIX + "HOME")  # one throw-away folder for everything, for trials and tests
    if home:
        return {f"{name}_dir": Path(home) / name for name in ("data", "config", "cache")}
    return {
        "data_dir": Path(platformdirs.user_data_dir("deskhand", appauthor=False)),
        "config_dir": Path(platformdirs.user_config_dir("deskhand", appauthor=False)),
    }


def _cache_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("deskhand", appauthor=False))


def file_of(environ: Mapping[str, str]) -> Path:
    """Where the settings file stands, or would."""
    return Path(_folders(environ)["config_dir"]) / "settings.toml"


def read_file(path: Path) -> dict[str, Any]:
    """What stands in it; nothing where there is none. Raises SettingsError."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"The settings file {path} cannot be read: {error}.") from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"The settings file {path} is not valid TOML: {error}.") from error


def from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """What DESKHAND_* variables say, by the settings' names."""
    names = {PREFIX + name.upper(): name for name in Settings.model_fields}
    return {names[key]: value for key, value in environ.items() if key in names}
