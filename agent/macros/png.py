"""Whether bytes are a small plain PNG that will decode, found out without decoding it (W3C, PNG).

Chunks that can hold something to unpack other than the pixels (profiles, compressed texts, animations) are
not taken; neither is interlacing, whose passes would have to be counted.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from agent.errors import MacroError

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_SIDE = 4096  # pixels
MOST_PIXELS = 4_194_304  # a whole screen of 2560×1600
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # grey, RGB, palette, grey and alpha, RGB and alpha
DEPTHS = {0: (1, 2, 4, 8), 2: (8,), 3: (1, 2, 4, 8), 4: (8,), 6: (8,)}  # bits
TAKEN = frozenset(
    (
        b"IHDR",
        b"PLTE",
        b"tRNS",
        b"IDAT",
        b"IEND",
        b"pHYs",
        b"gAMA",
        b"sRGB",
        b"cHRM",
        b"sBIT",
        b"bKGD",
        b"tIME",
    )
)

Chunk = tuple[bytes, bytes]


def pixel_bytes(name: str, data: bytes) -> int:
    """How many bytes the picture has unpacked. Reads its header only; raises MacroError for a bad one."""
    rows, row = _header(name, data)
    return rows * row


def check_png(name: str, data: bytes) -> None:
    """Raises MacroError where the bytes are no plain PNG whose pixels are all there."""
    rows, row = _header(name, data)
    chunks = list(_chunks(name, data))
    kinds = [kind for kind, _ in chunks]
    if kinds.count(b"IHDR") != 1 or kinds[-1] != b"IEND" or kinds.count(b"IEND") != 1:
        raise _broken(name)
    if not set(kinds) <= TAKEN:
        raise MacroError(f"The picture {name} holds more than pixels; save it as a plain PNG.")
    if data[25] == 3 and not any(kind == b"PLTE" and _is_palette(body) for kind, body in chunks):
        raise _broken(name)
    _check_pixels(name, b"".join(body for kind, body in chunks if kind == b"IDAT"), rows, row)


def _header(name: str, data: bytes) -> tuple[int, int]:
    """The number of rows, and the bytes of each with the one for its filter."""
    if len(data) < 33 or not data.startswith(SIGNATURE + b"\0\0\0\x0dIHDR"):
        raise MacroError(f"The picture {name} is not a PNG.")
    width, height, depth, colour, method, filtering, interlaced = struct.unpack(">IIBBBBB", data[16:29])
    if not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE and width * height <= MOST_PIXELS):
        raise MacroError(f"The picture {name} is too large: {width}×{height} pixels.")
    if depth not in DEPTHS.get(colour, ()) or (method, filtering, interlaced) != (0, 0, 0):
        raise MacroError(f"The picture {name} is of an unusual kind of PNG; save it as a plain one.")
    return height, 1 + (width * CHANNELS[colour] * depth + 7) // 8


def _chunks(name: str, data: bytes) -> Iterator[Chunk]:
    """Each chunk's kind and contents, its checksum compared."""
    at = len(SIGNATURE)
    while at < len(data):
        if len(data) - at < 12:
            raise _broken(name)
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        end = at + 12 + length
        if end > len(data) or zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end]):
            raise _broken(name)
        yield kind, data[at + 8 : end - 4]
        at = end


def _is_palette(body: bytes) -> bool:
    return 0 < len(body) <= 768 and len(body) % 3 == 0


def _check_pixels(name: str, packed: bytes, rows: int, row: int) -> None:
    """The pixels must unpack to exactly what the header says, each row with a filter that there is."""
    inflater = zlib.decompressobj()
    try:
        pixels = inflater.decompress(packed, rows * row + 1)
    except zlib.error as error:
        raise _broken(name) from error
    if len(pixels) != rows * row or not inflater.eof or max(pixels[::row]) > 4:
        raise _broken(name)


def _broken(name: str) -> MacroError:
    return MacroError(f"The picture {name} is damaged; delete it from the macro, or record the step again.")
