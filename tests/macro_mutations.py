"""Macro files as an enemy or a bad disk would make them: each from its seed, so that it can be made again."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import random
import stat
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from macro_makers import a_bundle, a_macro, a_png, click_step, picture_name, whole_macro

from agent.macros.bundle import members_of, pack

Random = random.Random
PICTURE = a_png()
WHOLE = a_bundle(whole_macro(picture=picture_name(PICTURE)), PICTURE, raw=b'{"events": []}')
PLAIN = a_bundle(a_macro(click_step(), name="Plain"))
DOCUMENT: dict[str, Any] = json.loads(members_of(WHOLE)["macro.json"])
STRANGE = (
    "\u202e", "\u2066", "\u200b", "\u200d", "\u2060", "\ufeff", "\u3164", "\xad", "\x00", "\x1b[2J", "\r\n",
    "\u0430", "\u0435", "\u03bf", "ﬁ", "é", "e\u0301", "😀", "\ud800", "\udfff", "٣", "𝔸", "／", "＼", "ª",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 2**64, 10**30, 10**400, 0.1, -0.0, 1e308, float("nan"),
    float("inf"), float("-inf"), "", " ", "0", "true", "x" * 600, "y" * 30_000, "z" * 2_000_000, [], {}, [[]],
    [None], [1, 2], {"": ""}, {"do": "act"}, {"kind": "type"}, {"kind": "run", "code": "import os"},
    "secret:", "secret:x", "{who}", "{{", "{" * 500, "../../x", "/etc/passwd", "C:\\x",
    "pictures/0000000000000000.png", "pictures/../x.png", *STRANGE,
)  # fmt: skip
KEYS = (
    "do", "kind", "id", "act", "target", "to", "check", "mark", "then", "steps", "format", "name", "picture",
    "__class__", "__proto__", "$ref", "", "é", "\u202e", "x" * 1000, "otherwise", "values", "code", "exec",
)  # fmt: skip


# -- the document -------------------------------------------------------------------


def places(value: Any) -> list[tuple[Any, Any]]:
    """Each container of a document with each key in it."""
    found, left = [], [value]
    while left:
        holder = left.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        found += [(holder, key) for key in keys]
        left += [holder[key] for key in keys if isinstance(holder[key], dict | list)]
    return found


def nested(rng: Random) -> Any:
    """Steps within steps, or lists within lists, deep."""
    value: Any = rng.choice(VALUES)
    deep = rng.choice((3, 9, 30, 60, 400))
    for i in range(deep):
        step = {"id": f"n{i}", "do": "loop", "steps": [value]}
        value = rng.choice(([value], {"a": value}, step)) if rng.random() < 0.5 else step
    return value


def change(rng: Random, document: Any) -> None:
    """One change somewhere in the document, by its structure."""
    found = places(document)
    if not found:
        return
    holder, key = rng.choice(found)
    other, there = rng.choice(found)
    kind = rng.randrange(9)
    if kind <= 2:
        holder[key] = copy.deepcopy(rng.choice(VALUES))
    elif kind == 3:
        del holder[key]
    elif kind == 4 and isinstance(holder, dict):
        holder[rng.choice(KEYS)] = copy.deepcopy(rng.choice(VALUES))
    elif kind == 5 and isinstance(holder, list):
        most = 3000 if len(repr(holder[key])) < 100 else 50
        holder[key:key] = [copy.deepcopy(holder[key]) for _ in range(rng.choice((1, 2, most)))]
    elif kind == 6:
        holder[key] = copy.deepcopy(other[there])
    elif kind == 7:
        holder[key] = nested(rng)
    elif isinstance(holder[key], str):
        at = rng.randrange(len(holder[key]) + 1)
        holder[key] = holder[key][:at] + rng.choice(STRANGE) + holder[key][at:]


def by_schema(rng: Random) -> bytes:
    document = copy.deepcopy(DOCUMENT)
    with contextlib.suppress(RecursionError):  # deep enough now
        for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
            change(rng, document)
    return zip_of({**members_of(WHOLE), "macro.json": as_text(rng, document)})


def as_text(rng: Random, document: Any) -> bytes:
    try:
        text = json.dumps(document, ensure_ascii=rng.random() < 0.5)
    except RecursionError:  # deeper than can be written
        text = '{"a":[' * 5000
    return text.encode("utf-8", errors="surrogatepass")[: 6 * 2**20]


def by_text(rng: Random) -> bytes:
    """JSON that no writer makes."""
    text = members_of(WHOLE)["macro.json"]
    inserted: tuple[bytes, ...] = (
        b"NaN", b"-Infinity", b"1e999", b"9" * 5000, b"1" * 100_000, b"0.0" + b"1" * 9000, b'"\\ud800"',
        b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"[" * 50_000, b'{"a":' * 30_000, b"//x", b"'", b",", b"\\",
        b'"format": 1,', b'"name": "b", ', b"\xf0\x9f\x98", b"[1],", b'{"x":1},' * 3000, b"1," * 30_000,
        b" " * 100_000,
    )  # fmt: skip
    for _ in range(rng.choice((1, 1, 2, 5))):
        at = rng.randrange(len(text) + 1)
        end = at + rng.choice((0, 0, 1, 4, 40))
        text = text[:at] + rng.choice(inserted) + text[end:]
    return zip_of(
        {**members_of(WHOLE), "macro.json": text[: rng.choice((len(text), rng.randrange(len(text))))]}
    )


def by_name(rng: Random) -> bytes:
    """Names that cannot be seen, that turn or that look like others."""
    name = "".join(
        rng.choice((*STRANGE, "Pay", "a", " ", ".", "/", "CON", "рау")) for _ in range(rng.randrange(6))
    )
    document = copy.deepcopy(DOCUMENT)
    where = rng.choice(("name", "name", "variable", "macro", "window"))
    if where == "name":
        document["name"] = name
    elif where == "variable":
        document["variables"][0]["name"] = name
    elif where == "macro":
        document["steps"][-2]["macro"] = name
    else:
        document["steps"][1]["target"]["window"] = name * rng.choice((1, 30))
    return zip_of({**members_of(WHOLE), "macro.json": as_text(rng, document)})


# -- the zip ------------------------------------------------------------------------


def zip_of(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    return zip_of_pairs(list(members.items()), method)


def zip_of_pairs(
    members: list[tuple[str | zipfile.ZipInfo, bytes]] | list[tuple[str, bytes]],
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", method) as archive:
        warnings.simplefilter("ignore")  # of names that come twice: that is the point
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def by_bytes(rng: Random) -> bytes:
    """Flipped, cut, doubled and overwritten bytes."""
    data = bytearray(pack(rng.choice((WHOLE, PLAIN))))
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        at = rng.randrange(len(data))
        kind = rng.randrange(5)
        if kind <= 1:
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 2:
            data[at : at + 4] = rng.choice(
                (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", rng.randbytes(4))
            )
        elif kind == 3:
            del data[at : at + rng.choice((1, 4, 100, len(data)))]
        else:
            data[at:at] = data[rng.randrange(len(data)) :][: rng.choice((1, 46, 1000))]
        if not data:
            return b""
    return bytes(data)


def by_header(rng: Random) -> bytes:
    """A field of a local header, of the list of members or of the record at the end says something else."""
    data = bytearray(zip_of(members_of(WHOLE)))
    mark, length = rng.choice(((b"PK\3\4", 30), (b"PK\1\2", 46), (b"PK\5\6", 22)))
    starts = [at for at in range(len(data) - 3) if data[at : at + 4] == mark]
    at = rng.choice(starts) + rng.randrange(4, length - 1)
    width = rng.choice((1, 2, 4))
    value = rng.choice((0, 1, 0xFF, 0x7F, 0x20, rng.randrange(256)))
    data[at : at + width] = bytes([value] * width)[: max(0, len(data) - at)]
    return bytes(data)


def by_member(rng: Random, outside: Path) -> bytes:
    """Members that would lie elsewhere, lead elsewhere, or come twice."""
    elsewhere = (
        f"{outside}/slipped", "../slipped", "../" * 12 + f"{outside}/slipped".lstrip("/"), "..\\slipped",
        "C:\\slipped", "C:slipped", "\\\\host\\share\\x", "pictures/../../slipped", "/slipped",
        "./macro.json",
        "pictures/", "pictures/./x.png", "macro.json/", "macro.json", "raw.json", "trusted.json",
        ".lock", "Plain.deskhand", "~/.profile", "pictures/0000000000000000.png", "pictures/..png", "nul",
        "a\u202eb.png",
    )  # fmt: skip
    pairs: list[tuple[str | zipfile.ZipInfo, bytes]] = list(members_of(WHOLE).items())
    for _ in range(rng.choice((1, 1, 2, 4))):
        entry = zipfile.ZipInfo(rng.choice(elsewhere))
        entry.create_system = rng.choice((0, 3))
        kind = rng.choice((stat.S_IFLNK, stat.S_IFREG, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR, 0))
        entry.external_attr = (kind | 0o777) << 16 | rng.choice((0, 0x10))
        entry.compress_type = rng.choice((0, 0, 8, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
        entry.extra = rng.choice((b"", b"UT\x05\0\1\0\0\0\0", b"\1\0\x10\0" + b"\xff" * 16, rng.randbytes(7)))
        content = rng.choice((b"{}", str(outside).encode(), b"../../x", members_of(WHOLE)["macro.json"]))
        pairs.insert(rng.randrange(len(pairs) + 1), (entry, content))
    return zip_of_pairs(pairs)


# -- what is larger than it looks ---------------------------------------------------


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def odd_png(rng: Random) -> bytes:
    """A PNG whose header, chunks or pixels are not what they should be."""
    sides = (0, 1, 5, 24, 64, 2000, 4096, 4097, 30_000, 2**31 - 1, 2**32 - 1)
    width, height = rng.choice(sides), rng.choice(sides)
    depth, colour = rng.choice((1, 2, 4, 8, 8, 8, 16, 0, 255)), rng.choice((0, 2, 2, 3, 4, 6, 1, 7))
    head = struct.pack(
        ">IIBBBBB", width, height, depth, colour, rng.choice((0, 0, 1)), 0, rng.choice((0, 0, 1))
    )
    pixels = bytes(rng.choice((0, 1, 13, 24 * 73, 64 * 193, 2**20, 12_582_912, 40 * 2**20)))
    parts = [chunk(b"IDAT", zlib.compress(pixels, 1))] * rng.choice((1, 1, 2))
    kind = rng.choice((b"zTXt", b"iCCP", b"iTXt", b"tEXt", b"PLTE", b"acTL", b"eXIf", b"tRNS", b"\0\0\0\0"))
    body = rng.choice((b"", b"x\0\0" + zlib.compress(bytes(8 * 2**20), 9), bytes(768), rng.randbytes(50)))
    parts.insert(rng.randrange(len(parts) + 1), chunk(kind, body))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + b"".join(parts[: rng.choice((1, 9))])
        + chunk(b"IEND", b"")
    )


def by_picture(rng: Random) -> bytes:
    """A macro with one odd picture, or a good one that was damaged; its name is right as a rule."""
    png = bytearray(rng.choice((odd_png(rng), PICTURE)))
    for _ in range(rng.choice((0, 0, 1, 3))):
        png[rng.randrange(len(png))] ^= 1 << rng.randrange(8)
    name = picture_name(bytes(png) if rng.random() < 0.9 else PICTURE)
    document = copy.deepcopy(DOCUMENT)
    document["steps"][1]["target"]["picture"] = name
    return zip_of({"macro.json": json.dumps(document).encode(), name: bytes(png)})


def by_weight(rng: Random) -> bytes:
    """Bombs: what unpacks to far more, tens of thousands of parts, and what is as large as may be."""
    steps: list[Any] = DOCUMENT["steps"]
    kind = rng.randrange(11)
    if kind == 0:
        return zip_of({"macro.json": b" " * rng.choice((2**20, 4 * 2**20, 2**25))})
    if kind == 1:
        return zip_of({**members_of(WHOLE), "raw.json": bytes(rng.choice((2**24, 2**24 + 1, 2**26)))})
    if kind == 2:
        blank = {f"pictures/{i:016x}.png": bytes(2**21) for i in range(rng.choice((20, 40)))}
        return zip_of({**members_of(WHOLE), **blank})
    if kind == 3:
        return zip_of({f"pictures/{i:016x}.png": b"" for i in range(rng.choice((3999, 4001, 20_000)))})
    if kind == 4:
        inside = zip_of({"macro.json": pack(WHOLE), "raw.json": bytes(2**22)})
        return zip_of({"macro.json": inside, "raw.json": inside})
    if kind == 5:
        return overlapping(rng)
    if kind == 6:
        return heavy_pictures(rng)
    if kind == 7:  # as many parts as may be
        deep: list[Any] = [
            {"id": f"s{i}", "do": "if", "then": [1] * rng.choice((3, 900))} for i in range(600)
        ]
        return zip_of({"macro.json": json.dumps(DOCUMENT | {"steps": deep}).encode()})
    if kind == 8:  # as much as is taken
        near = [{"name": "n" * 9, "kind": "label", "dx": 1.5, "dy": 0}] * 40
        target = {"box": {"x0": 0, "y0": 0, "x1": 9, "y1": 9}, "neighbours": near}
        step = {"do": "act", "act": {"kind": "click"}, "target": target}
        many = [step | {"id": f"s{i}"} for i in range(rng.choice((300, 700, 1500)))]
        return zip_of({"macro.json": json.dumps(DOCUMENT | {"steps": many}, separators=(",", ":")).encode()})
    if kind == 9:
        wide = {f"k{i}": [1.5] * 2000 for i in range(rng.choice((50, 150)))}
        return zip_of({"macro.json": json.dumps(DOCUMENT | rng.choice((wide, {"steps": [wide]}))).encode()})
    many = [copy.deepcopy(step) | {"id": f"s{i}"} for i in range(190) for step in steps[:1]]
    return zip_of({**members_of(WHOLE), "macro.json": json.dumps(DOCUMENT | {"steps": many * 3}).encode()})


def overlapping(rng: Random) -> bytes:
    """All members point to the bytes of the first (Fifield, “A better zip bomb”)."""
    count = rng.choice((2, 50, 3000))
    pairs = [(f"pictures/{i:016x}.png", bytes(2**21 if i == 0 else 1)) for i in range(count)]
    data = bytearray(zip_of_pairs(pairs))
    at = data.index(b"PK\1\2")
    first = bytes(data[at + 16 : at + 28])
    while (at := data.find(b"PK\1\2", at)) >= 0:
        data[at + 16 : at + 28], data[at + 42 : at + 46] = first, bytes(4)
        at += 46
    return bytes(data)


def heavy_pictures(rng: Random) -> bytes:
    """Many pictures that are right, up to what may be unpacked and beyond."""
    side = rng.choice((200, 1000, 2048))
    steps, pictures = [], {}
    for i in range(rng.choice((2, 7, 40))):
        rows = bytes([0, *[i] * side * 3]) * side
        head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
        png = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")
        pictures[picture_name(png)] = png
        target = {"box": {"x0": 0, "y0": 0, "x1": 9, "y1": 9}, "picture": picture_name(png)}
        steps.append({"id": f"s{i}", "do": "act", "act": {"kind": "click"}, "target": target})
    return zip_of({"macro.json": json.dumps(DOCUMENT | {"steps": steps}).encode(), **pictures})


def mutated(seed: str, outside: Path) -> tuple[str, bytes]:
    """The way in which it was made, and the file. `outside`: a folder that slips aim at."""
    rng = random.Random(seed)
    ways: tuple[tuple[Callable[..., bytes], int], ...] = (
        (by_schema, 34), (by_text, 12), (by_name, 10), (by_bytes, 14), (by_header, 10), (by_member, 10),
        (by_picture, 8), (by_weight, 2),
    )  # fmt: skip
    way = rng.choices([way for way, _ in ways], [weight for _, weight in ways])[0]
    return way.__name__, by_member(rng, outside) if way is by_member else way(rng)
