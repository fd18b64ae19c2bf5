"""Macros as files: what is packed comes back, and what others packed is taken only where it is harmless."""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from macro_makers import a_bundle, a_macro, a_mark, a_png, click_step, picture_name, whole_macro

from agent.errors import MacroError
from agent.macro import ActStep, ClickAct, CommentStep
from agent.macros.bundle import Bundle, members_of, pack, pack_folder, unpack, unpack_folder
from agent.macros.document import read, written

BOX = {"x0": 0, "y0": 0, "x1": 9, "y1": 9}
CLICK = {"id": "s1", "do": "act", "act": {"kind": "click"}, "target": {"box": BOX}}
SMALL = {"format": 1, "name": "x", "steps": [CLICK]}


def whole(raw: bytes | None = b'{"events": []}') -> Bundle:
    return a_bundle(whole_macro(picture=picture_name(a_png())), a_png(), raw=raw)


def as_zip(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip as any program may make it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def of_text(text: str | bytes) -> bytes:
    return as_zip({"macro.json": text if isinstance(text, bytes) else text.encode()})


def of_document(document: Any) -> bytes:
    return of_text(json.dumps(document))


def with_picture(png: bytes, name: str = "") -> bytes:
    name = name or picture_name(png)
    mark = {"box": BOX, "picture": name}
    return as_zip(
        {"macro.json": json.dumps(SMALL | {"steps": [CLICK | {"target": mark}]}).encode(), name: png}
    )


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(
    width: int,
    height: int,
    packed: bytes,
    depth: int = 8,
    colour: int = 0,
    extra: bytes = b"",
    laced: int = 0,
) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, laced)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


# -- what we write ------------------------------------------------------------------


def test_what_is_packed_comes_back() -> None:
    for bundle in (a_bundle(), whole(), whole(raw=None), a_bundle(a_macro())):
        assert unpack(pack(bundle)) == bundle


def test_equal_bundles_are_equal_files() -> None:
    one, other = a_png((1, 2, 3)), a_png((200, 2, 3))
    steps = [
        ActStep(id=f"s{i}", act=ClickAct(), target=a_mark(picture=picture_name(png)))
        for i, png in enumerate((one, other))
    ]
    macro = a_macro(*steps)
    assert pack(a_bundle(macro, one, other)) == pack(a_bundle(macro, other, one))


def test_pictures_that_no_mark_names_are_left_out() -> None:
    bundle = a_bundle(a_macro(), a_png())
    assert list(members_of(bundle)) == ["macro.json"]
    assert unpack(as_zip({"macro.json": written(a_macro()), picture_name(a_png()): a_png()})).pictures == {}


def test_the_text_is_short_and_a_change_is_a_short_difference() -> None:
    text = written(a_macro(name="Save")).decode()
    assert text == (
        '{\n  "format": 1,\n  "name": "Save",\n  "steps": [\n    {\n      "id": "s1",\n      "do": "act",\n'
        '      "act": {"kind": "click"},\n      "target": {\n        "name": "Save",\n'
        '        "kind": "button",\n        "window": "notes.txt – Mousepad",\n'
        '        "box": {"x0": 40, "y0": 60, "x1": 120, "y1": 84}\n      }\n    }\n  ]\n}\n'
    )
    before = written(whole_macro()).decode().splitlines()
    changed = whole_macro().model_copy(update={"description": "else"})
    after = written(changed).decode().splitlines()
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_what_cannot_be_seen_is_written_as_an_escape() -> None:
    macro = a_macro(click_step(name="a\u202eb\u200bc\xa0d\u3164e\U000e0041f"))
    assert b"a\\u202eb\\u200bc\\u00a0d\\u3164e\\udb40\\udc41f" in written(macro)
    assert read(written(macro)) == macro


@given(st.text(max_size=300), st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_comes_back(one: str, other: str) -> None:
    macro = a_macro(CommentStep(id="c", text=one), click_step(name=other))
    assert read(written(macro)) == macro


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_what_json_cannot_hold_is_not_written(bad: float) -> None:
    mark = a_mark(embedding=(bad,))
    with pytest.raises(MacroError, match="cannot be written"):
        pack(a_bundle(a_macro(ActStep(id="s", act=ClickAct(), target=mark))))


def test_what_could_not_be_read_again_is_not_written() -> None:
    missing = a_macro(ActStep(id="s", act=ClickAct(), target=a_mark(picture="pictures/0123456789abcdef.png")))
    with pytest.raises(MacroError, match=r"0123456789abcdef\.png is missing"):
        pack(Bundle(missing))
    with pytest.raises(MacroError, match="cannot be seen"):
        pack(Bundle(a_macro(name="a\u3164b")))
    with pytest.raises(MacroError, match=r"macro\.json is too large"):
        pack(Bundle(a_macro(*(CommentStep(id=f"c{i}", text="x" * 20_000) for i in range(300)))))


# -- the zip ------------------------------------------------------------------------


def test_a_zip_of_another_program_is_taken() -> None:
    members = members_of(whole())
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        assert unpack(as_zip(members, method)) == whole()


@pytest.mark.parametrize(
    "name",
    [
        "../macro.json", "/etc/passwd", "pictures/../../x.png", "..\\x", "C:\\x.png", "C:/x.png", "pictures/",
        "pictures/x.png", "pictures/0123456789ABCDEF.png", "pictures\\0123456789abcdef.png", "macro.json/",
        "./macro.json", "Macro.json", "macro.json ", "pictures/0123456789abcdef.png\n", "notes.txt",
        "pictures/０123456789abcdef.png", "raw.json\0.png",
    ],
)  # fmt: skip
def test_other_members_are_refused(name: str) -> None:
    stand_in = "r" * len(name.encode())  # zipfile itself would tidy some of these names
    data = as_zip({"macro.json": json.dumps(SMALL).encode(), stand_in: b"{}"})
    with pytest.raises(MacroError, match="no part of a macro"):
        unpack(data.replace(stand_in.encode(), name.encode()))


def with_entry(**fields: Any) -> bytes:
    """A macro whose only member has an odd entry."""
    buffer, entry = io.BytesIO(), zipfile.ZipInfo("macro.json")
    for name, value in fields.items():
        setattr(entry, name, value)
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(entry, json.dumps(SMALL))
    return buffer.getvalue()


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFBLK, stat.S_IFSOCK])
def test_links_and_the_like_are_refused(kind: int) -> None:
    with pytest.raises(MacroError, match="a link or a folder"):
        unpack(with_entry(external_attr=(kind | 0o777) << 16))
    with pytest.raises(MacroError, match="a link or a folder"):
        unpack(with_entry(external_attr=0x10))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_to_pack_are_refused(method: int) -> None:
    with pytest.raises(MacroError, match="packed in an unusual way"):
        unpack(as_zip({"macro.json": json.dumps(SMALL).encode()}, method))


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(of_document(SMALL))
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + place] |= 1
    with pytest.raises(MacroError, match="encrypted"):
        unpack(bytes(data))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("One", "Two"):
            archive.writestr("macro.json", json.dumps(SMALL | {"name": name}))
    with pytest.raises(MacroError, match="two parts of one name"):
        unpack(buffer.getvalue())


def test_what_is_no_plain_zip_is_refused() -> None:
    good = pack(whole())
    comment = bytearray(good + b"hi")
    comment[-4] = 2
    for bad in (b"", b"PK\3\4", good[:-1], good[1:], b"x" + good, good + b"x", good + good, bytes(comment)):
        with pytest.raises(MacroError, match="damaged"):
            unpack(bad)


def test_one_member_inside_another_is_refused() -> None:
    """Entries that share their bytes make a small file large (Fifield, “A better zip bomb”)."""
    data = bytearray(as_zip({"raw.json": b"0" * 100, "macro.json": json.dumps(SMALL).encode()}))
    at = data.rindex(b"PK\1\2")
    data[at + 42 : at + 46] = (0).to_bytes(4, "little")
    with pytest.raises(MacroError, match="damaged"):
        unpack(bytes(data))


def test_sizes_that_lie_are_found_out() -> None:
    data = as_zip({"macro.json": json.dumps(SMALL).encode()})
    at = data.index(b"PK\1\2")
    for size in (0, 5, 2**22, 2**22 + 1, 2**32 - 1):
        lying = data[: at + 24] + size.to_bytes(4, "little") + data[at + 28 :]
        with pytest.raises(MacroError):
            unpack(lying)


def test_bombs_are_refused() -> None:
    with pytest.raises(MacroError, match="too large"):
        unpack(of_text(b" " * (4 * 2**20 + 1)))
    with pytest.raises(MacroError, match="too large"):
        unpack(as_zip({"macro.json": json.dumps(SMALL).encode(), "raw.json": b"0" * (16 * 2**20 + 1)}))
    blank = {f"pictures/{i:016x}.png": bytes(2 * 2**20) for i in range(33)}
    with pytest.raises(MacroError, match="too large"):
        unpack(as_zip({"macro.json": json.dumps(SMALL).encode()} | blank))
    with pytest.raises(MacroError, match="too many parts"):
        unpack(as_zip({f"pictures/{i:016x}.png": b"" for i in range(4001)}))
    with pytest.raises(MacroError, match="too large"):
        unpack(bytes(64 * 2**20 + 1))


def test_a_zip_without_a_macro_is_told() -> None:
    with pytest.raises(MacroError, match=r"no macro\.json"):
        unpack(as_zip({"raw.json": b"{}"}))


# -- the text -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "not JSON"),
        ("[]", "holds no macro"),
        ("null", "holds no macro"),
        ("{", "not JSON: line 1"),
        (b"\xff\xfe{}", "not text in UTF-8"),
        ('{"format": 1, "format": 1, "name": "x"}', "names one field twice"),
        ('{"format": 1, "name": "x", "steps": [{"do": "wait", "id": "a", "id": "b"}]}', "twice"),
        ('{"format": 1, "name": "x", "screen": [NaN, 1]}', "NaN, which is no number"),
        ('{"format": 1, "name": "x", "screen": [-Infinity, 1]}', "Infinity, which is no number"),
        ('{"format": 1, "name": "x", "screen": [1e999, 1]}', "too large"),
        ('{"format": 1, "name": "x", "screen": [99999999999, 1]}', "too large"),
        ('{"format": ' + "9" * 5000 + "}", "too large"),
        ('{"format": 0.' + "1" * 5000 + "}", "does not say its format"),
        ("[" * 10_000 + "]" * 10_000, "too deep"),
        ("[" * 50 + "]" * 50, "no macro"),
        ('{"a": ' + "[" * 50 + "]" * 50 + "}", "too deep"),
        ("[" * 100_000, "too many parts"),
        ('{"format": 1, "name": "x", "steps": [' + "1," * 2000 + "1]}", "a list that is too long"),
        ("{" + ",".join(f'"a{i}": 1' for i in range(201)) + "}", "a list that is too long"),
        ('{"name": "x"}', "does not say its format"),
        ('{"format": true, "name": "x"}', "does not say its format"),
        ('{"format": 2, "name": "x"}', "update Deskhand"),
        ('{"format": 1}', "wrong at name: Field required"),
        ('{"format": 1, "name": "x", "colour": 1}', "wrong at colour: Extra"),
        ('{"format": 1, "name": "\\ud800"}', "wrong"),
        ('{"format": 1, "name": "x", "description": "\\udfff"}', "wrong"),
        ('{"format": 1, "name": "../x"}', "wrong at name"),
        ('{"format": 1, "name": "a\\u202eb"}', "wrong at name"),
        ('{"format": 1, "name": "a\\u200bb"}', "wrong at name"),
        ('{"format": 1, "name": "a\\u3164b"}', "cannot be seen"),
        ('{"format": 1, "name": "P\\u0430y"}', "mixes letters that look alike"),
        ('{"format": 1, "name": "\\ufb01le"}', "unusual form; write “file”"),
        ('{"format": 1, "name": "x", "variables": [{"name": "a\\u3164"}]}', "cannot be seen"),
        ('{"format": 1, "name": "x", "steps": [{"do": "run", "id": "a"}]}', "steps.0: Input tag 'run'"),
        ('{"format": 1, "name": "x", "steps": [{"do": "wait", "id": "a", "seconds": "1"}]}', "valid number"),
        ('{"format": 1, "name": "x", "steps": [{"do": "wait", "id": "a", "seconds": -1}]}', "greater than"),
    ],
)  # fmt: skip
def test_other_texts_are_refused_in_one_sentence(text: str | bytes, told: str) -> None:
    with pytest.raises(MacroError, match=told) as caught:
        unpack(of_text(text))
    sentence = str(caught.value)
    assert len(sentence) < 500
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_what_a_sentence_quotes_does_not_act() -> None:
    for document in (
        SMALL | {"\x1b[31m\u202e\u200b\u2060": 1},
        SMALL | {"steps": [{"do": "\x1b[2J\n" + "x" * 9999}]},
        SMALL | {"name": "\x1b]0;x\x07"},
    ):
        with pytest.raises(MacroError) as caught:
            unpack(of_document(document))
        assert str(caught.value).isprintable()
        assert len(str(caught.value)) < 500


def test_a_byte_order_mark_is_no_fault() -> None:
    assert unpack(of_text("\ufeff" + json.dumps(SMALL))).macro.name == "x"


def test_a_macro_with_a_thousand_errors_is_refused_as_one() -> None:
    steps = [CLICK | {"id": f"s{i}", "do": "if", "then": [1] * 900} for i in range(600)]
    with pytest.raises(MacroError, match=r"wrong at steps\.0"):
        unpack(of_document(SMALL | {"steps": steps}))


# -- the pictures -------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1, 1), (7, 3), (320, 160), (4096, 1024)])
def test_plain_pictures_are_taken(size: tuple[int, int]) -> None:
    from PIL import Image

    for mode in ("L", "RGB", "RGBA", "LA", "P", "1"):
        buffer = io.BytesIO()
        Image.new(mode, size).save(buffer, "PNG")
        unpack(with_picture(buffer.getvalue()))


def test_a_picture_must_be_the_one_that_its_name_tells() -> None:
    with pytest.raises(MacroError, match="its name tells another"):
        unpack(with_picture(a_png(), "pictures/0123456789abcdef.png"))


def test_a_picture_that_a_mark_names_must_be_there() -> None:
    document = SMALL | {"steps": [CLICK | {"target": {"box": BOX, "picture": picture_name(a_png())}}]}
    with pytest.raises(MacroError, match="is missing"):
        unpack(of_document(document))


ROW = zlib.compress(b"\0\0")


@pytest.mark.parametrize(
    ("png", "told"),
    [
        (b"", "not a PNG"),
        (b"GIF89a" + bytes(50), "not a PNG"),
        (png_of(4097, 1, ROW), "too large: 4097×1"),
        (png_of(2**31, 2**31, ROW), "too large"),
        (png_of(4096, 4096, ROW), "too large: 4096×4096"),
        (png_of(0, 1, ROW), "too large: 0×1"),
        (png_of(1, 1, ROW, depth=16), "unusual kind"),
        (png_of(1, 1, ROW, colour=7), "unusual kind"),
        (png_of(1, 1, ROW, laced=1), "unusual kind"),
        (png_of(1, 1, ROW, colour=3), "damaged"),
        (png_of(1, 1, ROW, extra=chunk(b"zTXt", zlib.compress(bytes(2**20)))), "more than pixels"),
        (png_of(1, 1, ROW, extra=chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(2**20)))), "more than pixels"),
        (png_of(1, 1, ROW, extra=chunk(b"acTL", bytes(8))), "more than pixels"),
        (png_of(1, 1, b""), "damaged"),
        (png_of(1, 1, b"nonsense"), "damaged"),
        (png_of(1, 1, zlib.compress(b"\0")), "damaged"),
        (png_of(1, 1, zlib.compress(bytes(2**20))), "damaged"),
        (png_of(1, 1, zlib.compress(b"\5\0")), "damaged"),
        (png_of(1, 1, ROW)[:-4] + b"\0\0\0\0", "damaged"),
        (png_of(1, 1, ROW)[:-12], "damaged"),
        (png_of(1, 1, ROW) + b"more", "damaged"),
        (png_of(1, 1, ROW) + png_of(1, 1, ROW), "damaged"),
    ],
)
def test_other_pictures_are_refused(png: bytes, told: str) -> None:
    with pytest.raises(MacroError, match=told):
        unpack(with_picture(png))


def test_many_large_pictures_are_refused_before_they_are_unpacked() -> None:
    rows = [zlib.compress(bytes([0] + [i] * 2048 * 4) * 2048) for i in range(7)]
    pngs = [png_of(2048, 2048, packed, colour=6) for packed in rows]
    steps = [
        CLICK | {"id": f"s{i}", "target": {"box": BOX, "picture": picture_name(png)}}
        for i, png in enumerate(pngs)
    ]
    members = {"macro.json": json.dumps(SMALL | {"steps": steps}).encode()}
    with pytest.raises(MacroError, match="pictures are too many or too large"):
        unpack(as_zip(members | {picture_name(png): png for png in pngs}))


@given(st.data())
def test_what_is_taken_for_a_picture_can_be_decoded(data: st.DataObject) -> None:
    """The check does not decode, so it must be at least as strict as what does."""
    from PIL import Image

    png = bytearray(a_png())
    for _ in range(data.draw(st.integers(0, 3))):
        png[data.draw(st.integers(16, len(png) - 1))] = data.draw(st.integers(0, 255))
    at = 8
    while at + 12 <= len(png):  # with right checksums, so that more than those is tried
        end = at + 8 + int.from_bytes(png[at : at + 4])
        png[end : end + 4] = zlib.crc32(png[at + 4 : end]).to_bytes(4)
        at = end + 4
    try:
        bundle = unpack(with_picture(bytes(png)))
    except MacroError:
        return
    for picture in bundle.pictures.values():
        Image.open(io.BytesIO(picture)).load()


# -- as a folder --------------------------------------------------------------------


def test_a_folder_holds_the_same(tmp_path: Path) -> None:
    pack_folder(whole(), tmp_path / "a")
    name = picture_name(a_png())
    assert sorted(p.relative_to(tmp_path / "a").as_posix() for p in (tmp_path / "a").rglob("*.*")) == [
        "macro.json", name, "raw.json",
    ]  # fmt: skip
    assert unpack_folder(tmp_path / "a") == whole()
    alone = unpack_folder(tmp_path / "a" / "macro.json")
    assert alone == whole(raw=None)


def test_what_is_no_longer_part_of_it_goes_and_all_else_stays(tmp_path: Path) -> None:
    pack_folder(whole(), tmp_path)
    (tmp_path / "rows.csv").write_text("who\nAda\n")
    (tmp_path / "pictures" / "mine.png").write_bytes(a_png())
    pack_folder(a_bundle(a_macro()), tmp_path)
    assert sorted(p.name for p in tmp_path.rglob("*") if p.is_file()) == [
        "macro.json",
        "mine.png",
        "rows.csv",
    ]
    assert unpack_folder(tmp_path) == a_bundle(a_macro())


def test_links_in_a_folder_are_refused(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "a", tmp_path / "elsewhere"
    pack_folder(whole(), folder)
    pack_folder(whole(), elsewhere)
    (folder / "macro.json").unlink()
    (folder / "macro.json").symlink_to(elsewhere / "macro.json")
    with pytest.raises(MacroError, match="is a link"):
        unpack_folder(folder)
    pack_folder(whole(), folder)  # replaces the link, and not what it leads to
    assert not (folder / "macro.json").is_symlink()
    for picture in (folder / "pictures").iterdir():
        picture.unlink()
    (folder / "pictures").rmdir()
    (folder / "pictures").symlink_to(elsewhere / "pictures")
    for attempt in (lambda: unpack_folder(folder), lambda: pack_folder(a_bundle(), folder)):
        with pytest.raises(MacroError, match="is a link"):
            attempt()
    assert unpack_folder(elsewhere) == whole()


def test_a_folder_without_what_it_needs_is_told(tmp_path: Path) -> None:
    with pytest.raises(MacroError, match="There is no"):
        unpack_folder(tmp_path)
    with pytest.raises(MacroError, match="There is no"):
        unpack_folder(tmp_path / "none")
    pack_folder(whole(), tmp_path)
    (tmp_path / picture_name(a_png())).unlink()
    with pytest.raises(MacroError, match="There is no"):
        unpack_folder(tmp_path)


def test_only_plain_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "macro.json").mkdir()
    with pytest.raises(MacroError, match="is not a file"):
        unpack_folder(tmp_path)
    (tmp_path / "macro.json").rmdir()
    os.mkfifo(tmp_path / "macro.json")
    with pytest.raises(MacroError, match="is not a file"):
        unpack_folder(tmp_path)
    (tmp_path / "macro.json").unlink()
    (tmp_path / "macro.json").write_bytes(b" " * (4 * 2**20 + 1))
    with pytest.raises(MacroError, match="too large"):
        unpack_folder(tmp_path)


def test_a_picture_changed_in_a_folder_is_told(tmp_path: Path) -> None:
    pack_folder(whole(), tmp_path)
    (tmp_path / picture_name(a_png())).write_bytes(a_png((0, 0, 0)))
    with pytest.raises(MacroError, match="its name tells another"):
        unpack_folder(tmp_path)
    assert hashlib.sha256(a_png()).hexdigest()[:16] in picture_name(a_png())
