"""A recognised line of text → its separate pieces, with tight boxes and colours.

A text detector often takes neighbouring menu titles, table cells or a link inside a sentence for one line.
Where the gap between two words is wide, or their colour differs, they are different things to click.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from agent.types import Box, Pixels, box_of
from vision.crops import Reading

Colour = tuple[int, int, int]

WIDE_GAP = 0.85  # in em: a space is 0.25–0.35, in a monospaced font 0.6 with bearings up to 0.8
FAINT = 14  # levels that the outline of a check box differs from its ground at least
LOW = 0.6  # share of a crop's height from which a stroke may be an underline
THIN = 2  # rows of an underline
FAR_MARK = 0.45  # of the height: a mark so far before a text is a bullet
STEMS = 0.15  # of a stroke's columns: how many letters stand on feet, and not over a line
SHORTEST = 4  # columns of a piece of it: it is broken by letters that hang below the line
NEAR = 5  # pixels between where a column and a word in it begin
LINK_SATURATION = 0.45
ASCENDER, X_HEIGHT, DESCENDER = 0.77, 0.55, 0.23  # of an em, common to most faces
LOW_LETTERS = frozenset("acegmnopqrsuvwxyz.,:;_-~+=<>→←«»·…•")
HANGING_LETTERS = frozenset("gjpqy()[]{}|/,;@Q_")


@dataclass(frozen=True)
class TextLine:
    """A piece of text on the picture. `box` spans the font's height, `em` is the font's size in pixels;
    `words` are its words with their first column and the column after the last."""

    box: Box
    text: str
    score: float
    em: float
    ink: Colour = (0, 0, 0)
    fill: Colour = (255, 255, 255)
    underlined: bool = False
    words: tuple[tuple[str, int, int], ...] = ()

    def moved(self, dx: int, dy: int) -> TextLine:
        words = tuple((word, x0 + dx, x1 + dx) for word, x0, x1 in self.words)
        return replace(self, box=self.box.moved(dx, dy), words=words)

    def shrunk(self, factor: int) -> TextLine:
        """The line on a picture that is so many times smaller."""
        sides = (round(v / factor) for v in self.box.as_list())
        words = tuple((word, round(x0 / factor), round(x1 / factor)) for word, x0, x1 in self.words)
        return replace(self, box=box_of(sides), em=self.em / factor, words=words)

    def cut_at(self, columns: Sequence[int]) -> list[TextLine]:
        """The line in pieces, cut before each word that begins at one of the columns (to 5 pixels)."""
        firsts = [
            i for i, (_, x0, _) in enumerate(self.words) if i and any(abs(x0 - at) <= NEAR for at in columns)
        ]
        if not firsts:
            return [self]
        edges = [0, *firsts, len(self.words)]
        return [self._part(self.words[a:b]) for a, b in pairwise(edges)]

    def parted(self, signs: frozenset[str]) -> list[TextLine]:
        """The line's pieces between words that are signs, without these; itself where there is none."""
        pieces: list[list[tuple[str, int, int]]] = [[]]
        for word in self.words:
            if word[0] in signs:
                pieces.append([])
            else:
                pieces[-1].append(word)
        return [self._part(tuple(piece)) for piece in pieces if piece] if len(pieces) > 1 else [self]

    def _part(self, words: tuple[tuple[str, int, int], ...]) -> TextLine:
        box = self.box.model_copy(update={"x0": words[0][1], "x1": words[-1][2]})
        return replace(self, box=box, text=" ".join(word for word, _, _ in words), words=words)


@dataclass(frozen=True)
class _Word:
    """One word of a crop: columns from x0 to before x1."""

    text: str
    x0: int
    x1: int
    ink: Colour
    underlined: bool = False


def split_line(crop: Pixels, reading: Reading, place: Box) -> list[TextLine]:
    """The pieces of one recognised crop, left to right. `place` is where the crop stands on the picture."""
    text = reading.text.strip()
    if not text or crop.size == 0:
        return []
    fill = ground_colour(crop)
    distance = np.abs(crop.astype(np.int16) - np.array(fill, np.int16)).max(axis=2)
    strong = distance > max(24, 0.35 * float(distance.max()))
    under = take_underlines(strong)
    mask = _ink_mask(strong)
    words = [_marked(word, under) for word in _words(crop, mask, distance, reading)]
    if not words:
        return []
    em = _em(reading.text, mask, words)
    return [_piece(group, mask, reading, place, em, fill) for group in _grouped(words, em)]


def ground_colour(crop: Pixels) -> Colour:
    """The colour that fills most of a crop [H, W, 3] (to 4 levels)."""
    flat = (crop.reshape(-1, 3) >> 2).astype(np.int32)
    keys = (flat[:, 0] << 12) | (flat[:, 1] << 6) | flat[:, 2]
    values, counts = np.unique(keys, return_counts=True)
    best = keys == values[counts.argmax()]
    red, green, blue = np.median(crop.reshape(-1, 3)[best], axis=0)
    return int(red), int(green), int(blue)


def is_link_colour(ink: Colour, fill: Colour) -> bool:
    """Blue or violet ink of some strength on a ground that is nearly grey: how links are drawn."""
    red, green, blue = ink
    top, low = max(ink), min(ink)
    saturated = top > 0 and (top - low) / top > LINK_SATURATION and top - low > 60
    plain_ground = max(fill) - min(fill) < 30
    return saturated and plain_ground and blue >= green and blue > red + 30


def looks_like_link(line: TextLine) -> bool:
    """Text in a link's colour that is not a piece of program code."""
    signs = sum(letter in "[]<>|={}" for letter in line.text)
    marked = is_link_colour(line.ink, line.fill) or (line.underlined and len(line.text) > 2)
    return marked and signs < 3 and line.score > 0.6


def without_sign(text: str) -> str:
    """The words without an icon before them that was read as a sign (“② Sign in”, “国 Print”)."""
    head, _, rest = text.partition(" ")
    odd = len(head) == 1 and (unicodedata.category(head) in ("No", "So") or ord(head) >= 0x2E80)
    return rest if odd and len(rest) > 1 and rest[0].isascii() else text


def take_underlines(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Takes thin strokes under words out of a crop's ink [H, W], in place; the columns [W] under which there
    was one. A stroke that reaches the crop's edge goes on beyond the text: it is the border of something."""
    height, width = mask.shape
    under = np.zeros(width, bool)
    first, least = round(LOW * height), max(12, 0.7 * height)
    inked = np.flatnonzero(mask[first:].sum(axis=1) >= least) + first
    rows = [row for row in inked.tolist() if max(_runs(mask[row]))[0] >= least]
    if not rows or rows[-1] - rows[0] >= THIN or _joined_to_letters(mask, rows[0]):
        return under
    for row in rows:
        for length, start in _runs(mask[row]):
            if length >= SHORTEST and start > 0 and start + length < width:  # links leave room for a "g"
                under[start : start + length] = True
                mask[row, start : start + length] = False
    return under


def _joined_to_letters(mask: NDArray[np.bool_], row: int) -> bool:
    """Whether a stroke is the letters' own feet (serifs that touch): then the stems stand on it all along."""
    above = mask[max(0, row - 2) : row, mask[row]]
    return above.size > 0 and float(above.mean(axis=1).min()) > STEMS


def _runs(row: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Length and start of each run of ink."""
    edges = np.flatnonzero(np.diff(row.astype(np.int8), prepend=0, append=0))
    return [
        (end - start, start) for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    ]


def _marked(word: _Word, under: NDArray[np.bool_]) -> _Word:
    """The word, underlined where most of it is; of one or two letters, where the stroke goes on beside it."""
    most = bool(under[word.x0 : word.x1].mean() > 0.55)
    beside = len(word.text) > 2 or bool(
        under[max(0, word.x0 - 3) : word.x0].any() or under[word.x1 : word.x1 + 3].any()
    )
    return replace(word, underlined=most and beside)


def _ink_mask(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Without rows and columns that are ink all along (borders), and only the rows of the line itself."""
    mask = mask & (mask.mean(axis=1) < 0.8)[:, None] & (mask.mean(axis=0) < 0.85)[None, :]
    rows = mask.sum(axis=1)
    if not rows.any():
        return mask
    first, last = _band(rows > 0, rows)
    inside = np.zeros(len(rows), bool)
    inside[first:last] = True
    return mask & inside[:, None]


def _band(filled: NDArray[np.bool_], weight: NDArray[np.int_]) -> tuple[int, int]:
    """The run of rows with the most ink; runs one or two rows away (dots, accents) belong to it."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], filled.astype(np.int8), [0]])))
    runs = [[int(a), int(b)] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    merged = [runs[0]]
    for start, end in runs[1:]:
        if start - merged[-1][1] <= max(2, len(filled) // 12):
            merged[-1][1] = end
        else:
            merged.append([start, end])
    best = max(merged, key=lambda run: int(weight[run[0] : run[1]].sum()))
    return best[0], best[1]


def _words(
    crop: Pixels, mask: NDArray[np.bool_], distance: NDArray[np.int16], reading: Reading
) -> list[_Word]:
    """The words between spaces, cut in the widest empty columns near each space."""
    profile = np.asarray(mask.any(axis=0))
    width = crop.shape[1]
    places = [p * width for p in reading.places]
    faint = np.asarray(_ink_mask(distance > FAINT).any(axis=0))
    words, start, x0 = [], 0, _text_begins(faint, places, mask.shape[0])
    advance = _advance(places, mask.shape[0])
    filled = np.flatnonzero(profile)
    for i in [*_cuts(reading.text, places, profile), len(reading.text)]:
        piece = reading.text[start:i].strip()
        before = start + len(reading.text[start:i].rstrip()) - 1  # the last character that is no space
        next_x0 = x1 = width
        if i < len(reading.text):
            x1, next_x0 = _between(profile, places[max(before, 0)], places[i], advance)
        inside = filled[(filled >= x0) & (filled < x1)]
        if piece and len(inside):
            left, right = int(inside[0]), int(inside[-1]) + 1
            part = (
                slice(*_ink_rows(mask, left, right)),
                slice(left, right),
            )  # not what stands above or below
            words.append(_Word(piece, left, right, ink_colour(crop[part], distance[part])))
        start, x0 = i, next_x0
    return words


def _advance(places: list[float], height: int) -> float:
    """The usual distance from letter to letter."""
    return float(np.median(np.diff(places))) if len(places) > 1 else height / 2


def _between(profile: NDArray[np.bool_], left: float, right: float, advance: float) -> tuple[int, int]:
    """Where the word before ends and the next begins; what stands between far letters is no text."""
    start, length = _gap(profile, left, right)
    if right - left < 3 * advance:
        middle = start + length // 2 if length else round((left + right) / 2)
        return middle, middle
    empty = np.flatnonzero(~profile[int(left) : int(right)]) + int(left)
    if not len(empty):
        return int(left), int(right)
    before = empty[empty >= left + 0.4 * advance]
    after = empty[empty <= right - 0.4 * advance]
    return int(before[0]) if len(before) else start, int(after[-1]) if len(after) else start + length


def _text_begins(profile: NDArray[np.bool_], places: list[float], height: int) -> int:
    """Where the text starts: behind an icon or a check box that the detector took into the line."""
    if not places:
        return 0
    advance = _advance(places, height)
    start = 0
    edges = np.flatnonzero(np.diff(np.concatenate([[0], profile.astype(np.int8), [0]])))
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        after = next((int(e) for e in edges[::2] if e >= right), right)
        wide = right - left > 0.35 * height or left == 0  # what the crop's edge cuts is no letter
        apart = after - right > 0.1 * height
        bullet = after - right > FAR_MARK * height
        if (wide or bullet) and apart and right < places[0] - 0.3 * advance:
            start = int(right)
    return start


def _cuts(text: str, places: list[float], profile: NDArray[np.bool_]) -> list[int]:
    """Indices of the characters that begin a word: after a space, or after a gap where none was read."""
    height_guess = max(8.0, float(np.median(np.diff(places)))) if len(places) > 1 else 8.0
    cuts = []
    for i in range(1, len(text)):
        if text[i].isspace():
            continue
        far = places[i] - places[i - 1] > 2.6 * height_guess
        if text[i - 1].isspace() or far or _gap(profile, places[i - 1], places[i])[1] > 2.2 * height_guess:
            cuts.append(i)
    return cuts


def _gap(profile: NDArray[np.bool_], left: float, right: float) -> tuple[int, int]:
    """Start and length of the longest run of empty columns that begins between two places."""
    begin, end = max(0, int(left)), min(len(profile), int(right) + 2)
    best, run_start = (begin, 0), None
    for x in range(begin, end + 1):
        empty = x < end and not profile[x]
        if empty and run_start is None:
            run_start = x
        elif not empty and run_start is not None:
            if x - run_start > best[1]:
                best = (run_start, x - run_start)
            run_start = None
    return best


def ink_colour(crop: Pixels, distance: NDArray[np.int16]) -> Colour:
    """The mean of the tenth of the pixels that differ most from the ground."""
    flat, far = crop.reshape(-1, 3), distance.reshape(-1)
    count = max(1, len(far) // 12)
    chosen = flat[np.argpartition(far, -count)[-count:]]
    red, green, blue = chosen.mean(axis=0)
    return int(red), int(green), int(blue)


def _em(text: str, mask: NDArray[np.bool_], words: list[_Word]) -> float:
    """The font's size from the height of the ink and the letters that are there."""
    top, bottom = _ink_rows(mask, words[0].x0, words[-1].x1)
    high, low = _reach(text)
    em = (bottom - top) / (high + low)
    return float(min(max(em, 0.45 * mask.shape[0], 6.0), 1.15 * mask.shape[0]))


def _reach(text: str) -> tuple[float, float]:
    """How far the text's letters go above and below the baseline, in em."""
    letters = [c for c in text if not c.isspace()]
    high = X_HEIGHT if letters and all(c in LOW_LETTERS for c in letters) else ASCENDER
    low = DESCENDER if any(c in HANGING_LETTERS for c in letters) else 0.0
    if any(ord(c) > 0x2E80 for c in letters):
        return 0.82, 0.1
    return high, low


def _ink_rows(mask: NDArray[np.bool_], x0: int, x1: int) -> tuple[int, int]:
    """First row with ink and the row after the last."""
    rows = np.flatnonzero(mask[:, x0:x1].any(axis=1))
    return (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, mask.shape[0])


def _grouped(words: list[_Word], em: float) -> list[list[_Word]]:
    """Words that stand close together in the same kind of colour."""
    groups = [[words[0]]]
    for word in words[1:]:
        last = groups[-1][-1]
        most = WIDE_GAP + (0.3 if last.text[-1] in ".,:;" else 0.0)  # low letters leave room of their own
        if (
            word.x0 - last.x1 >= most * em
            or _differ(last.ink, word.ink)
            or last.underlined != word.underlined
        ):
            groups.append([word])
        else:
            groups[-1].append(word)
    return groups


def _differ(a: Colour, b: Colour) -> bool:
    """The two inks differ in strength of colour, not only in lightness."""
    spread_a, spread_b = (max(a) - min(a)), (max(b) - min(b))
    return abs(spread_a - spread_b) > 70


def _piece(
    group: list[_Word], mask: NDArray[np.bool_], reading: Reading, place: Box, em: float, fill: Colour
) -> TextLine:
    x0, x1 = group[0].x0, group[-1].x1
    text = " ".join(word.text for word in group)
    top, bottom = _ink_rows(mask, x0, x1)
    high, low = _reach(text)
    top -= round((0.93 - high) * em)
    bottom += round((0.23 - low) * em)
    widest = max(group, key=lambda w: w.x1 - w.x0)
    box = Box(x0=place.x0 + x0, y0=max(0, place.y0 + top), x1=place.x0 + x1, y1=place.y0 + bottom)
    words = tuple((word.text, place.x0 + word.x0, place.x0 + word.x1) for word in group)
    return TextLine(box, text, reading.score, em, widest.ink, fill, widest.underlined, words)
