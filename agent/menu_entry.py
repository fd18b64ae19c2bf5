"""Deskhand among the programs of a Linux desktop: an entry and an icon, for this user alone."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from agent.errors import DeskhandError, NotSupportedError

NAME = "deskhand"
ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128">
  <rect x="4" y="4" width="120" height="120" rx="28" fill="#2B5FD9"/>
  <path d="M64 35v14.700M64 78.300V93M35 64h14.700M78.300 64H93M64 63.600v.8" fill="none" stroke="#fff"
        stroke-width="6.600" stroke-linecap="round"/>
</svg>
"""
ENTRY = """[Desktop Entry]
Type=Application
Version=1.0
Name=Deskhand
GenericName=Desktop automation
GenericName[zh_CN]=桌面自动化
Comment=Tell your desktop what to do
Comment[zh_CN]=告诉电脑要做什么
Exec={command}
Icon={name}
Terminal=false
Categories=Utility;
Keywords=automation;macro;assistant;
StartupNotify=true
StartupWMClass={name}
"""


def write(environ: Mapping[str, str] | None = None) -> list[Path]:
    """Writes both files; which. Raises NotSupportedError elsewhere than on Linux, DeskhandError where they
    cannot be written."""
    files = _files(os.environ if environ is None else environ)
    texts = {"entry": ENTRY.format(command=_quoted(_command()), name=NAME), "icon": ICON}
    try:
        for which, path in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts[which], encoding="utf-8")
    except OSError as error:
        raise DeskhandError(f"The entry cannot be written: {error.strerror or error}.") from error
    return list(files.values())


def remove(environ: Mapping[str, str] | None = None) -> list[Path]:
    """Removes what `write` wrote; which files there were."""
    there = [path for path in _files(os.environ if environ is None else environ).values() if path.exists()]
    for path in there:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
    return there


def _files(environ: Mapping[str, str]) -> dict[str, Path]:
    if not sys.platform.startswith("linux"):
        raise NotSupportedError(
            "Menu entries are written on Linux alone; elsewhere make a shortcut to the command `deskhand`."
        )
    data = Path(environ.get("XDG_DATA_HOME") or Path(environ.get("HOME", "~")).expanduser() / ".local/share")
    return {
        "entry": data / "applications" / f"{NAME}.desktop",
        "icon": data / "icons/hicolor/scalable/apps" / f"{NAME}.svg",
    }


def _command() -> list[str]:
    """What opens the app, wherever it is called from."""
    beside = Path(sys.executable).with_name(NAME)
    found = str(beside) if beside.exists() else shutil.which(NAME)
    return [found] if found else [sys.executable, "-m", "agent.cli"]


def _quoted(command: Sequence[str]) -> str:
    """As the Exec key wants it: in double quotes where more than letters is in it, a percent doubled."""
    words = (word.replace("%", "%%") for word in command)
    return " ".join(word if shlex.quote(word) == word else _in_quotes(word) for word in words)


def _in_quotes(word: str) -> str:
    for sign in ("\\", '"', "`", "$"):
        word = word.replace(sign, f"\\{sign}")
    return f'"{word}"'.replace("\\", "\\\\")
