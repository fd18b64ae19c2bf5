"""The person's macros: a folder of `.deskhand` files, and which of them are trusted.

A macro that Deskhand recorded or changed itself is trusted; one that was imported, or changed by another
program, is a stranger until the person has accepted it. Several processes may use one folder: each change is
made under a lock and appears whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from agent.errors import MacroError
from agent.macro import walk
from agent.macros.bundle import SUFFIX, Bundle, bundle_of, folder_members, members_of, pack_folder, parts_of
from agent.macros.files import (
    flush_folder,
    locked,
    make_folder,
    plain_errors,
    read_file,
    remove_parts,
    told,
    write_file,
)
from agent.macros.names import check_name, looks, shown
from agent.macros.trusted import digest, read_trusted, write_trusted
from agent.macros.zipped import MOST_FILE, unzipped, zipped


@dataclass(frozen=True)
class Summary:
    """One line of a list of macros. `broken`: what is wrong with the file ("": nothing)."""

    name: str
    steps: int = 0
    made: str = ""
    trusted: bool = False
    broken: str = ""


class Library:
    """The macros in one folder, which is made when the first is saved. All its methods raise MacroError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    # -- what there is ----------------------------------------------------------

    def path_of(self, name: str) -> Path:
        """Where a macro of that name lies, or would."""
        return self.folder / f"{check_name(name)}{SUFFIX}"

    def names(self) -> list[str]:
        """The macros that there are, in order; files whose names no macro can have are left out."""
        return [stem for stem in self._stems() if _is_name(stem)]

    def summaries(self) -> list[Summary]:
        """All files, those that cannot be read with the reason."""
        return [self._summary(stem) for stem in self._stems()]

    def load(self, name: str) -> Bundle:
        """The macro, named as its file is."""
        return self.read(name)[0]

    def read(self, name: str) -> tuple[Bundle, bool]:
        """The macro, and whether just this is trusted."""
        with locked(self.folder):
            data = self._data(name)
            trusted, _ = read_trusted(self.folder)
        members = unzipped(data)
        return bundle_of(members).named(name), trusted.get(name) == digest(members)

    def is_trusted(self, name: str) -> bool:
        """Whether the macro is as Deskhand saved it or the person accepted it."""
        return self.read(name)[1]

    def trust_problem(self) -> str:
        """Why none is trusted although some were: a sentence, or ""."""
        return read_trusted(self.folder)[1]

    # -- changes ----------------------------------------------------------------

    def save(self, bundle: Bundle, trusted: bool) -> None:
        """Writes it in place of one of that name. `trusted`: the person made it here, or accepted it."""
        members = members_of(bundle)
        with self._changing():
            self._write(bundle.macro.name, members, trusted)

    def trust(self, name: str, seen: Bundle | None = None) -> None:
        """The person accepts the macro; `seen`: what was shown, which it must still be. Written anew, as
        Deskhand writes it."""
        with self._changing():
            held = bundle_of(unzipped(self._data(name))).named(name)
            if seen is not None and held != seen:
                raise MacroError(f"“{name}” has changed since it was shown; look at it again.")
            self._write(name, parts_of(held), trusted=True)

    def import_file(self, path: Path, name: str | None = None, replace: bool = False) -> str:
        """Copies a `.deskhand` file, a folder or a macro.json in, as a stranger; the name that it has now."""
        bundle = bundle_of(_outside(path))
        bundle = bundle if name is None else bundle.named(name)
        members, name = parts_of(bundle), bundle.macro.name
        with self._changing():
            if not replace and self.path_of(name).exists():
                raise MacroError(f"There is a macro “{name}” already; give another name, or replace it.")
            self._write(name, members, trusted=False)
        return name

    def export(self, name: str, path: Path, as_folder: bool = False, replace: bool = False) -> Path:
        """Copies a macro out as one file, or as a folder of plain ones; where it is now."""
        bundle = self.load(name)
        if not as_folder and path.is_dir():
            path = path / f"{name}{SUFFIX}"
        if not replace and (path.is_symlink() or path.exists()) and not (as_folder and _is_empty(path)):
            raise MacroError(f"{told(path)} is there already; give another name, or replace it.")
        if as_folder:
            pack_folder(bundle, path)
        else:
            write_file(path, zipped(parts_of(bundle)))
        return path

    def rename(self, name: str, new: str) -> None:
        """Gives a macro another name; it stays as trusted as it was. Macros that use it are not changed."""
        with self._changing():
            trusted, _ = read_trusted(self.folder)
            members = unzipped(self._data(name))
            renamed = parts_of(bundle_of(members).named(new))
            if new != name and self.path_of(new).exists() and not self._is_one_file(name, new):
                raise MacroError(f"There is a macro “{new}” already; delete it, or take another name.")
            self._refuse_lookalike(new, but=name)
            was_trusted = trusted.get(name) == digest(members)
            with plain_errors(self.path_of(name), "renamed"):
                os.replace(self.path_of(name), self.path_of(new))
            write_file(self.path_of(new), zipped(renamed))
            self._note(name, None)
            self._note(new, digest(renamed) if was_trusted else None)

    def delete(self, name: str) -> None:
        """Takes a macro away for good."""
        with self._changing():
            path = self.path_of(name)
            if not path.exists() and not path.is_symlink():
                raise self._unknown(name)
            with plain_errors(path, "deleted"):
                path.unlink()
                flush_folder(self.folder)
            self._note(name, None)

    # -- within ------------------------------------------------------------------

    @contextmanager
    def _changing(self) -> Iterator[None]:
        make_folder(self.folder)
        with plain_errors(self.folder, "closed to others"):
            if self.folder.stat().st_mode & 0o077:
                self.folder.chmod(0o700)
        with locked(self.folder):
            remove_parts(self.folder)
            yield

    def _write(self, name: str, members: dict[str, bytes], trusted: bool) -> None:
        """The file first: one that was not written down as trusted yet is a stranger, never the reverse."""
        self._refuse_lookalike(name)
        write_file(self.path_of(name), zipped(members))
        self._note(name, digest(members) if trusted else None)

    def _note(self, name: str, trusted: str | None) -> None:
        """Writes down what is trusted under a name, if anything; those that are gone are left out."""
        before, problem = read_trusted(self.folder)
        there = set(self._stems())
        after = {known: held for known, held in before.items() if known in there and known != name}
        if trusted is not None:
            after[name] = trusted
        if after != before or problem:
            write_trusted(self.folder, after)

    def _refuse_lookalike(self, name: str, but: str = "") -> None:
        """Two names that differ in case only are one file on some systems; two that look alike, one macro to
        the eye."""
        alike = [stem for stem in self._stems() if stem not in (name, but) and looks(stem) == looks(name)]
        if alike:
            raise MacroError(f"“{name}” can be taken for “{shown(alike[0])}”; take a name that differs more.")

    def _is_one_file(self, name: str, other: str) -> bool:
        return self.path_of(name).samefile(self.path_of(other))

    def _stems(self) -> list[str]:
        if not self.folder.exists():
            return []
        with plain_errors(self.folder, "read"):
            found = [path.name for path in self.folder.iterdir() if path.name.endswith(SUFFIX)]
        return sorted(name.removesuffix(SUFFIX) for name in found if not name.startswith("."))

    def _data(self, name: str) -> bytes:
        path = self.path_of(name)
        if not path.exists() and not path.is_symlink():
            raise self._unknown(name)
        return read_file(path, MOST_FILE)

    def _unknown(self, name: str) -> MacroError:
        names = ", ".join(f"“{known}”" for known in self.names()[:20])
        return MacroError(
            f"There is no macro “{name}”; " + (f"there are {names}." if names else "there is none yet.")
        )

    def _summary(self, stem: str) -> Summary:
        try:
            bundle, trusted = self.read(stem)
        except MacroError as error:
            return Summary(shown(stem, 80), broken=str(error))
        return Summary(stem, len(list(walk(bundle.macro.steps))), shown(bundle.macro.made), trusted)


def _outside(path: Path) -> dict[str, bytes]:
    """The parts of a macro from anywhere, in any of its forms."""
    if path.is_dir() or path.suffix.lower() == ".json":
        return folder_members(path)
    return unzipped(read_file(path, MOST_FILE))


def _is_name(stem: str) -> bool:
    try:
        check_name(stem)
    except MacroError:
        return False
    return True


def _is_empty(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not any(path.iterdir())
