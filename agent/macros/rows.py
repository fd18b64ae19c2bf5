"""Rows for a macro's loops and for --data: a CSV file whose columns are variables.

Spreadsheets write them in three encodings and with three delimiters; all are known by what is in the file. A
column "First name" is the variable first_name. What is wrong is told with its line and never guessed at.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path

from agent.describe import short
from agent.errors import MacroError
from agent.macro import VARIABLE

MOST_ROWS = 100_000
MOST_BYTES = 20_000_000
DELIMITERS = (",", ";", "\t")
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
NOT_A_LETTER = re.compile(r"\W+")


def rows_of(path: Path, wanted: Collection[str] = ()) -> list[dict[str, str]]:
    """All rows, in order, each as column → cell; blank lines are left out. `wanted`: variables whose names
    keep their capitals where a column is called so. Raises MacroError."""
    text = _decoded(_read(path), path)
    delimiter = _delimiter(text)
    with_lines = _records(text, delimiter, path)
    line, header = next(with_lines, (1, []))
    if not header:
        raise MacroError(f"{path.name} holds no rows; its first line must name the columns.")
    names = _names(header, line, path, wanted)
    return list(_rows(with_lines, names, path))


def _read(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise MacroError(f"The data {path} is no file; give a CSV file.")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise MacroError(f"The data {path} cannot be read: {said}.") from error
    if len(data) > MOST_BYTES:
        raise MacroError(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB; split it.")
    return data


def _decoded(data: bytes, path: Path) -> str:
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise MacroError(
            f"Line {line} of {path.name} is no text in UTF-8 or UTF-16; save the file as “CSV UTF-8”."
        ) from error
    if "\0" in text:
        raise MacroError(f"{path.name} is no text; save it as “CSV UTF-8”.")
    return text


def _delimiter(text: str) -> str:
    """The one that stands most often in the first line that is not blank, quoted parts left out."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(DELIMITERS, key=bare.count)


def _records(text: str, delimiter: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank, each with the line that it begins in."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise MacroError(f"Line {line} of {path.name} is no CSV: {error}.") from error
        if record is None:
            return
        if any(cell.strip() for cell in record):
            yield line, record


def _names(header: list[str], line: int, path: Path, wanted: Collection[str]) -> list[str]:
    names: list[str] = []
    for number, cell in enumerate(header, start=1):
        name = cell.strip() if cell.strip() in wanted else slug(cell)
        place = f"Column {number} of {path.name} (line {line})"
        if not name:
            raise MacroError(f"{place} has no name; write one into the first line.")
        if not VARIABLE.fullmatch(name):
            raise MacroError(
                f"{place} is called “{short(cell)}”, which is no name for a variable: letters, digits and _ "
                "only, 40 at most, no digit first."
            )
        if name in names:
            first = names.index(name) + 1
            raise MacroError(f"Columns {first} and {number} of {path.name} are both called {name}.")
        names.append(name)
    return names


def slug(cell: str) -> str:
    """“First name” → first_name. It may be no variable's name all the same."""
    plain = unicodedata.normalize("NFKC", cell).strip().casefold()
    return NOT_A_LETTER.sub("_", plain).strip("_")


def _rows(records: Iterator[tuple[int, list[str]]], names: list[str], path: Path) -> Iterator[dict[str, str]]:
    for count, (line, record) in enumerate(records, start=1):
        if count > MOST_ROWS:
            raise MacroError(f"{path.name} has more than {MOST_ROWS} rows; split it.")
        if len(record) != len(names):
            raise MacroError(
                f"Line {line} of {path.name} has {len(record)} cells, but there are {len(names)} columns."
            )
        yield dict(zip(names, record, strict=True))
