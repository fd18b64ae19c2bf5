"""`deskhand macros edit`: the document of a macro in the person's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from agent.cli_macros_actions import agreed, attended, tell
from agent.errors import MacroError, NotSupportedError, UsageError
from agent.macros.bundle import Bundle, pack_folder, unpack_folder
from agent.macros.differences import diff
from agent.macros.library import Library
from agent.macros.lint import lint
from agent.macros.zipped import MACRO


def edit_in_editor(library: Library, name: str, yes: bool) -> int:
    """Writes the macro out as plain files, opens them, and keeps what comes back once the person has seen
    what is different. A stranger's macro stays one. Returns the exit code."""
    if not (yes or attended()):
        raise NotSupportedError("Nobody is there to agree to the changes; give --yes.")
    before, trusted = library.read(name)
    editor = _editor()
    with tempfile.TemporaryDirectory(prefix="deskhand-") as folder:
        pack_folder(before, Path(folder))
        after = _edited(editor, Path(folder), name, yes)
    if after is None or after == before:
        print("Nothing was changed.")
        return 0
    tell(diff(before.macro, after.macro) or ["Only what is not told in words is different."])
    tell(f"{finding.severity}: {finding.sentence}" for finding in lint(after, library.load))
    if not yes and not agreed("Keep these changes?"):
        print("Nothing was changed.")
        return 0
    if library.load(name) != before:
        raise MacroError(f"“{name}” was changed by another program meanwhile; edit it anew.")
    library.save(after, trusted=trusted)
    tell([f"“{name}” was changed."])
    return 0


def _editor() -> list[str]:
    said = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not said and sys.platform == "win32":
        said = "notepad"
    if not said:
        raise UsageError(
            "No editor is known; say which in EDITOR, such as: EDITOR=nano deskhand macros edit …"
        )
    return shlex.split(said, posix=sys.platform != "win32")


def _edited(editor: list[str], folder: Path, name: str, yes: bool) -> Bundle | None:
    """What stands in the folder once it can be read; None where the person gives up."""
    while True:
        _open(editor, folder / MACRO)
        try:
            return unpack_folder(folder).named(name)
        except MacroError as error:
            if yes:
                raise
            tell([str(error)])
            if not agreed("Edit it again?"):
                return None


def _open(editor: list[str], file: Path) -> None:
    try:
        code = subprocess.run([*editor, str(file)], check=False).returncode
    except OSError as error:
        raise UsageError(f"The editor {editor[0]!r} cannot be started: {error.strerror}.") from error
    if code:
        raise MacroError(f"The editor ended with {code}, so nothing was changed.")
