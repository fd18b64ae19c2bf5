"""CSV rows: the encodings and delimiters of spreadsheets, and what is wrong told with its line."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import MacroError
from agent.macro import VARIABLE
from agent.macros import rows
from agent.macros.rows import rows_of, slug

TABLE = "First name,city\nAda,London\n李雷,北京\n"
WANTED = [{"first_name": "Ada", "city": "London"}, {"first_name": "李雷", "city": "北京"}]


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "rows.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_write(tmp_path: Path, encoding: str, delimiter: str, ending: str) -> None:
    text = TABLE.replace(",", delimiter).replace("\n", ending)
    assert rows_of(written(tmp_path, text, encoding)) == WANTED


def test_utf_16_with_its_mark_in_the_other_order(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"))
    assert rows_of(path) == WANTED


def test_quotes_hold_delimiters_quotes_and_lines(tmp_path: Path) -> None:
    path = written(tmp_path, 'note,"a;b;c"\n"one, ""two""\nthree",x\n')
    assert rows_of(path) == [{"note": 'one, "two"\nthree', "a_b_c": "x"}]


def test_blank_lines_are_left_out_and_blanks_in_cells_kept(tmp_path: Path) -> None:
    assert rows_of(written(tmp_path, "\n\nname,x\n\n a ,1\n , \n")) == [{"name": " a ", "x": "1"}]


def test_one_column_and_no_rows(tmp_path: Path) -> None:
    assert rows_of(written(tmp_path, "name\nAda")) == [{"name": "Ada"}]
    assert rows_of(written(tmp_path, "name,x\n")) == []


def test_a_wanted_name_keeps_its_capitals(tmp_path: Path) -> None:
    path = written(tmp_path, "Who,City\nAda,London\n")
    assert rows_of(path, {"Who"}) == [{"Who": "Ada", "city": "London"}]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "holds no rows"),
        ("\n \n", "holds no rows"),
        ("name,\nAda,x\n", "Column 2 of rows.csv (line 1) has no name"),
        ("name,---\nAda,x\n", "Column 2 of rows.csv (line 1) has no name"),
        ("2nd\nx\n", "“2nd”, which is no name for a variable"),
        (f"{'x' * 41}\nx\n", "which is no name for a variable"),
        ("First name,first-name\na,b\n", "Columns 1 and 2 of rows.csv are both called first_name"),
        ("a,b\n1,2\n\n3\n", "Line 4 of rows.csv has 1 cells, but there are 2 columns"),
        ('a,b\n"1\n2",3\n4,5,6\n', "Line 4 of rows.csv has 3 cells, but there are 2 columns"),
        ('a,b\n1,2\n"3,4\n', "Line 3 of rows.csv is no CSV"),
        ('a,b\n1,2\n3,"4"5\n', "Line 3 of rows.csv is no CSV"),
        ("a\0,b\n", "is no text"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(MacroError) as told:
        rows_of(written(tmp_path, text))
    assert sentence in str(told.value)
    assert "\n" not in str(told.value)


def test_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(MacroError, match=r"Line 2 of rows.csv is no text in UTF-8"):
        rows_of(written(tmp_path, "name\nJosé\n", "latin-1"))
    with pytest.raises(MacroError, match="is no text"):
        rows_of(written(tmp_path, "name\nAda\n", "utf-16-le"))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(MacroError, match="cannot be read: No such file"):
        rows_of(tmp_path / "none.csv")
    with pytest.raises(MacroError, match="is no file"):
        rows_of(tmp_path)
    with pytest.raises(MacroError, match="cannot be read"):
        rows_of(tmp_path / "a\0b")


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 2)
    assert len(rows_of(written(tmp_path, "a\n1\n2\n"))) == 2
    with pytest.raises(MacroError, match="more than 2 rows"):
        rows_of(written(tmp_path, "a\n1\n2\n3\n"))
    with pytest.raises(MacroError, match=r"Line 2 of rows.csv is no CSV: field larger"):
        rows_of(written(tmp_path, f"a\n{'x' * 200_000}\n"))
    monkeypatch.setattr(rows, "MOST_BYTES", 1000)
    with pytest.raises(MacroError, match="is larger than"):
        rows_of(written(tmp_path, "a\n" + "1\n" * 600))


@pytest.mark.parametrize(
    ("cell", "name"),
    [("First name", "first_name"), ("  E-Mail ", "e_mail"), ("Größe", "grösse"), ("姓 名", "姓_名"),
     ("ＡＢＣ", "abc"), ("a__b", "a__b"), ("%", "")],
)  # fmt: skip
def test_slugs(cell: str, name: str) -> None:
    assert slug(cell) == name


@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_a_sentence(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    try:
        found = rows_of(path)
    except MacroError:
        return
    assert all(VARIABLE.fullmatch(name) for row in found for name in row)
