"""Which macro is meant, with all macros that it runs, and whether each of them is the person's own.

A file counts as theirs where just this macro lies in their library as a trusted one; a list of trusted macros
that comes along with other files is worth nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from agent.errors import MacroError
from agent.macro import SubStep, walk
from agent.macros.bundle import SUFFIX, Bundle, bundle_of, members_of, unpack_folder
from agent.macros.files import read_file, told
from agent.macros.library import Library
from agent.macros.names import check_name
from agent.macros.rows import rows_of
from agent.macros.trusted import digest, read_trusted
from agent.macros.zipped import MOST_FILE, unzipped
from agent.visible import visible

MOST_MACROS = 200  # that one may run, by way of others


@dataclass(frozen=True)
class Found:
    """A macro, and those that it runs by name, itself among them. `folder`: where its files lie."""

    bundle: Bundle
    folder: Path
    all: dict[str, Bundle] = field(default_factory=dict)
    strangers: tuple[str, ...] = ()

    @property
    def stranger(self) -> bool:
        """Whether the person has yet to look at any of them."""
        return bool(self.strangers)

    def load(self, name: str) -> Bundle:
        """One that it runs. Raises MacroError."""
        if name not in self.all:
            raise MacroError(f"There is no macro “{visible(name)}” here.")
        return self.all[name]

    def rows(self, name: str) -> list[dict[str, str]]:
        """A CSV file that lies beside it. Raises MacroError."""
        if Path(name).name != name or name in ("", ".", ".."):
            raise MacroError(f"The data “{visible(name)}” must be a file beside the macro, without a folder.")
        path = self.folder / name
        if path.is_symlink():
            raise MacroError(f"{told(path)} is a link; put the file itself there.")
        return rows_of(path, self.names)

    @property
    def names(self) -> frozenset[str]:
        """Of all variables."""
        return frozenset(v.name for bundle in self.all.values() for v in bundle.macro.variables)


def find(target: str, library: Library) -> Found:
    """The macro of that name in the library, or in that file or folder. Raises MacroError."""
    path = Path(target)
    outside = _is_path(target) and path.exists()
    if outside:
        bundle = _read(path)
        folder, trusted = path.parent, is_trusted(bundle, library)
    else:
        bundle, trusted = library.read(target)
        folder = library.folder
    name = bundle.macro.name
    reached, strangers = {name: bundle}, set() if trusted else {name}
    _reach(bundle, _finder(folder if outside else None, library), reached, strangers)
    return Found(bundle, folder, reached, tuple(sorted(strangers)))


def is_trusted(bundle: Bundle, library: Library) -> bool:
    """Whether just this macro is one of the library's trusted ones."""
    held, _ = read_trusted(library.folder)
    return digest(members_of(bundle)) in held.values()


def macros_in(folder: Path) -> list[str]:
    """The paths of the macros in a folder, in order. Raises MacroError where there are none."""
    found = sorted(str(path) for path in folder.glob(f"*{SUFFIX}") if not path.name.startswith("."))
    if not found:
        raise MacroError(f"There are no macros in {told(folder)}: no file there ends with {SUFFIX}.")
    return found


def _is_path(target: str) -> bool:
    """A name of a macro holds no slash; a file's name that has its ending is meant as a file."""
    return any(mark in target for mark in "/\\") or target.endswith((SUFFIX, ".json")) or target == "."


def _read(path: Path) -> Bundle:
    if path.is_dir() or path.suffix.lower() == ".json":
        return unpack_folder(path)
    bundle = bundle_of(unzipped(read_file(path, MOST_FILE)))
    return bundle


def _finder(folder: Path | None, library: Library) -> Callable[[str], tuple[Bundle, bool]]:
    """Looks beside the macro's own file first, then in the library."""

    def look(name: str) -> tuple[Bundle, bool]:
        path = None if folder is None else folder / f"{check_name(name)}{SUFFIX}"
        if path is None or not path.exists():
            return library.read(name)
        bundle = _read(path)
        return bundle, is_trusted(bundle, library)

    return look


def _reach(
    bundle: Bundle,
    look: Callable[[str], tuple[Bundle, bool]],
    reached: dict[str, Bundle],
    strangers: set[str],
) -> None:
    """Adds all macros that this one runs, and which of them are strangers."""
    for step in walk(bundle.macro.steps):
        if not isinstance(step, SubStep) or step.macro in reached:
            continue
        if len(reached) >= MOST_MACROS:
            raise MacroError(f"A macro runs {MOST_MACROS} others at the most.")
        found, trusted = look(step.macro)
        reached[step.macro] = found
        strangers |= set() if trusted else {step.macro}
        _reach(found, look, reached, strangers)
