"""A macro with its pictures: one `.deskhand` file, or a folder of plain files to keep versions of and edit.

Both hold `macro.json`, `pictures/<16 hex digits of the SHA-256>.png` and, of a recording, `raw.json`: its
events with their times, which are kept as they are and not looked into here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from agent.errors import MacroError
from agent.macro import Macro, marks, walk
from agent.macros.document import read, written
from agent.macros.files import make_folder, plain_errors, read_file, told, write_file
from agent.macros.names import check_name
from agent.macros.png import check_png, pixel_bytes
from agent.macros.zipped import MACRO, MOST_UNPACKED, PICTURE, RAW, check_sizes, most_of, unzipped, zipped

SUFFIX = ".deskhand"
MOST_PIXEL_BYTES = 96 * 2**20  # of all pictures together, unpacked


@dataclass(frozen=True)
class Bundle:
    """A macro, the PNG pictures that its marks name, and the raw events of its recording."""

    macro: Macro
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    raw: bytes | None = None

    def named(self, name: str) -> Bundle:
        """The same under another name. Raises MacroError for one that no macro can have."""
        return replace(self, macro=self.macro.model_copy(update={"name": check_name(name)}))


def pack(bundle: Bundle) -> bytes:
    """The bundle as one file; equal bundles give equal bytes. Raises MacroError."""
    return zipped(members_of(bundle))


def unpack(data: bytes) -> Bundle:
    """The bundle in a file that anybody may have made. Raises MacroError."""
    return bundle_of(unzipped(data))


def members_of(bundle: Bundle) -> dict[str, bytes]:
    """Name → contents of each part, without pictures that no mark names. Raises MacroError for what `unpack`
    would refuse."""
    members = parts_of(bundle)
    bundle_of(members)
    return members


def parts_of(bundle: Bundle) -> dict[str, bytes]:
    """The same of a bundle that was just read: it is not read again to see whether that can be done."""
    check_name(bundle.macro.name)
    held = {name: bundle.pictures[name] for name in picture_names(bundle.macro) if name in bundle.pictures}
    members = {MACRO: written(bundle.macro)} | held
    if bundle.raw is not None:
        members[RAW] = bundle.raw
    check_sizes(members)
    return members


def bundle_of(members: Mapping[str, bytes]) -> Bundle:
    """The bundle of such parts. Raises MacroError."""
    if MACRO not in members:
        raise MacroError("The file holds no macro.json, so it is no macro.")
    macro = read(members[MACRO])
    return Bundle(macro, _pictures(macro, members), members.get(RAW))


def picture_names(macro: Macro) -> tuple[str, ...]:
    """The pictures that its marks name, each once."""
    named = (mark.picture for step in walk(macro.steps) for mark in marks(step) if mark.picture)
    return tuple(dict.fromkeys(named))


def _pictures(macro: Macro, held: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those that the macro names, each checked. Raises MacroError where one is missing or wrong."""
    names = picture_names(macro)
    missing = next((name for name in names if name not in held), None)
    if missing is not None:
        raise MacroError(
            f"The macro's picture {missing} is missing; put it back, or take it out of its step."
        )
    pictures = {name: held[name] for name in names}
    _check_pictures(pictures)
    return pictures


def _check_pictures(pictures: Mapping[str, bytes]) -> None:
    if sum(pixel_bytes(name, data) for name, data in pictures.items()) > MOST_PIXEL_BYTES:
        raise MacroError("The macro's pictures are too many or too large; split it into several macros.")
    for name, data in pictures.items():
        digits = PICTURE.fullmatch(name)
        if digits is None or hashlib.sha256(data).hexdigest()[:16] != digits[1]:
            raise MacroError(f"The picture {name} is not the one that was recorded: its name tells another.")
        check_png(name, data)


# -- as a folder --------------------------------------------------------------------


def unpack_folder(path: Path) -> Bundle:
    """The bundle in a folder, or of a macro.json with its pictures beside it. What else lies there is not
    looked at. Raises MacroError."""
    return bundle_of(folder_members(path))


def folder_members(path: Path) -> dict[str, bytes]:
    """Name → contents of the parts in a folder, the pictures not yet looked at. Raises MacroError."""
    with plain_errors(path, "read"):
        is_folder = path.is_dir()
    folder, macro_file = (path, path / MACRO) if is_folder else (path.parent, path)
    members = {MACRO: read_file(macro_file, most_of(MACRO))}
    names = picture_names(read(members[MACRO]))
    if is_folder and (folder / RAW).exists():
        names = (*names, RAW)
    _refuse_link(folder / "pictures")
    left = MOST_UNPACKED
    for name in names:
        members[name] = read_file(folder / name, min(left, most_of(name)))
        left -= len(members[name])
    return members


def pack_folder(bundle: Bundle, folder: Path) -> None:
    """Writes the bundle as plain files, in place of an earlier one in that folder. Raises MacroError."""
    members = members_of(bundle)
    make_folder(folder)
    _refuse_link(folder / "pictures")
    if bundle.pictures:
        make_folder(folder / "pictures")
    for name in sorted(members, key=lambda name: name == MACRO):  # the macro last: it names the others
        write_file(folder / name, members[name])
    _remove_surplus(folder, members)


def _refuse_link(folder: Path) -> None:
    if folder.is_symlink():
        raise MacroError(f"{told(folder)} is a link; put a folder there.")


def _remove_surplus(folder: Path, members: Mapping[str, bytes]) -> None:
    """Pictures of an earlier macro, and its raw events. Nothing that has another name."""
    found = [folder / RAW, *(folder / "pictures").glob("*.png")]
    for path in found:
        name = path.relative_to(folder).as_posix()
        if name not in members and (name == RAW or PICTURE.fullmatch(name)):
            with plain_errors(path, "removed"):
                path.unlink(missing_ok=True)
