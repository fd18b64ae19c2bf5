"""A zip of a few known members, read as hostile: nothing is written to the disk, no size that it declares is
believed, and what an ordinary zip of a macro has no need of is refused."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping

from agent.errors import MacroError
from agent.macros.files import size

MACRO = "macro.json"
RAW = "raw.json"
PICTURE = re.compile(r"pictures/([0-9a-f]{16})\.png", re.ASCII)

MOST_FILE = 64 * 2**20  # bytes
MOST_MACRO = 4 * 2**20
MOST_RAW = 16 * 2**20
MOST_PICTURE = 2 * 2**20
MOST_UNPACKED = 64 * 2**20  # pictures hardly shrink: a zip that unpacks to more than it may weigh is a bomb
MOST_MEMBERS = 4000
MOST_DIRECTORY = 256 * MOST_MEMBERS  # bytes of the list of members

CHUNK = 2**16
STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can tell: equal macros are equal files
END = struct.Struct("<4s4H2LH")  # the record at a zip's end
HARMLESS = 0x0800 | 0x0008 | 0x0006  # flags: UTF-8 names, sizes behind the data, how hard it was packed
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DAMAGED = "The macro file is damaged, or is none of Deskhand's; have it sent again, or record it anew."


def most_of(name: str) -> int:
    """How many bytes a member may have. Raises MacroError for a name that no macro file has."""
    if name in (MACRO, RAW):
        return MOST_MACRO if name == MACRO else MOST_RAW
    if PICTURE.fullmatch(name):
        return MOST_PICTURE
    raise MacroError("The macro file holds something that is no part of a macro, so nothing of it is taken.")


def zipped(members: Mapping[str, bytes]) -> bytes:
    """One file of the members: equal members give equal bytes. Raises MacroError where it grows too large."""
    check_sizes(members)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, STAMP)
            entry.create_system, entry.external_attr = 3, (stat.S_IFREG | 0o600) << 16
            entry.compress_type = zipfile.ZIP_STORED if PICTURE.fullmatch(name) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, members[name])
    if buffer.tell() > MOST_FILE:
        raise _too_large()
    return buffer.getvalue()


def check_sizes(members: Mapping[str, bytes]) -> None:
    """Raises MacroError for members that no macro has, or that are too many or too large."""
    for name, data in members.items():
        if len(data) > most_of(name):
            raise _member_too_large(name)
    if len(members) > MOST_MEMBERS or sum(map(len, members.values())) > MOST_UNPACKED:
        raise _too_large()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The members of a macro file. Raises MacroError for any other bytes."""
    _check_end(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries, archive.start_dir)
            return _contents(archive, entries)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError) as error:
        raise MacroError(DAMAGED) from error
    except (
        NotImplementedError,
        RuntimeError,
        ValueError,
        OverflowError,
    ) as error:  # zipfile's, for odd headers
        raise MacroError(DAMAGED) from error


def _check_end(data: bytes) -> None:
    """The record at the end, before anything is made of what it says: no comment, no second disk, no 64-bit
    sizes, nothing in front of the first member, and a list of members that can be read in no time."""
    if len(data) > MOST_FILE:
        raise _too_large()
    if len(data) < END.size or not data.startswith(b"PK\3\4"):
        raise MacroError(DAMAGED)
    mark, disk, first, here, members, length, start, comment = END.unpack(data[-END.size :])
    if mark != b"PK\5\6" or comment or disk or first or here != members:
        raise MacroError(DAMAGED)
    if start + length != len(data) - END.size:
        raise MacroError(DAMAGED)
    if members > MOST_MEMBERS or length > MOST_DIRECTORY:
        raise MacroError(f"The macro file has too many parts: {MOST_MEMBERS} are the most.")


def _check_entries(entries: list[zipfile.ZipInfo], end: int) -> None:
    names = [entry.orig_filename for entry in entries]
    if len(set(names)) != len(names):
        raise MacroError("The macro file holds two parts of one name, so nothing of it is taken.")
    taken = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        _check_entry(entry)
        if entry.header_offset < taken:  # the same bytes as two members: a bomb
            raise MacroError(DAMAGED)
        taken = entry.header_offset + 30 + len(entry.orig_filename) + entry.compress_size
    if taken > end or len(entries) > MOST_MEMBERS:
        raise MacroError(DAMAGED)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    most = most_of(entry.orig_filename)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG) or entry.external_attr & 0x10:
        raise MacroError("The macro file holds a link or a folder, so nothing of it is taken.")
    if entry.flag_bits & ~HARMLESS or entry.compress_type not in METHODS:
        raise MacroError("The macro file is encrypted, or packed in an unusual way; zip it in the plain way.")
    if entry.file_size > most:
        raise _member_too_large(entry.orig_filename)


def _contents(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """What the members hold, counted as it comes out."""
    members, left = {}, MOST_UNPACKED
    for entry in entries:
        data = _content(archive, entry, min(left, most_of(entry.orig_filename)))
        members[entry.orig_filename] = data
        left -= len(data)
    return members


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    parts, total = [], 0
    with archive.open(entry) as member:
        while part := member.read(CHUNK):
            total += len(part)
            if total > most:
                raise _member_too_large(entry.orig_filename)
            parts.append(part)
    if total != entry.file_size:
        raise MacroError(DAMAGED)
    return b"".join(parts)


def _member_too_large(name: str) -> MacroError:
    return MacroError(
        f"The macro's {name} is too large: it may have {size(most_of(name))}, all {size(MOST_UNPACKED)}."
    )


def _too_large() -> MacroError:
    return MacroError(
        f"The macro file is too large: it may have {size(MOST_FILE)}, and {MOST_MEMBERS} parts."
    )
