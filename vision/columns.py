"""Entries that complete a column: where several entries of a menu or a side bar were found one above the
other, a text that begins at the same x at the same pace is one more."""

from __future__ import annotations

from dataclasses import dataclass

from agent.types import Box, Kind
from vision.geometry import overlap_share
from vision.lines import TextLine
from vision.scene import LOOSE, Scene, Thing, is_free

ENTRIES = frozenset(["menu_item", "list_item", "tree_item"])
LEAST = 3  # entries that make a column
NEAR = 4  # pixels between where the texts of one column begin
STEP = 1.7  # pitches to the next entry at the most: separators take some room
EM = 0.18  # by which the size of its text may differ
MARK = 2  # letters at the most of an icon that was read as text


@dataclass(frozen=True)
class _Column:
    """Entries of one kind between the same sides: how high each is, where and how large its text."""

    kind: Kind
    entries: list[Thing]
    x0: int
    x1: int
    high: int
    start: int
    em: float


def complete_columns(scene: Scene) -> None:
    """Adds the entries that are missing; what stands in them is theirs."""
    for column in _columns(scene):
        while (line := _next(scene, column)) is not None:
            _add(scene, column, line)


def _columns(scene: Scene) -> list[_Column]:
    entries = [t for t in scene.things if t.kind in ENTRIES and t.text]
    read = [(t, line) for t in entries if (line := _first_line(scene, t.box)) is not None]
    groups: list[list[tuple[Thing, TextLine]]] = []
    for pair in read:
        home = next((g for g in groups if _alike(g[0], pair)), None)
        if home is None:
            groups.append([pair])
        else:
            home.append(pair)
    return [_column(group) for group in groups if len(group) >= LEAST]


def _alike(one: tuple[Thing, TextLine], other: tuple[Thing, TextLine]) -> bool:
    """Of one height, over each other, with texts that begin at the same x."""
    a, b = one[0].box, other[0].box
    both = min(a.x1, b.x1) - max(a.x0, b.x0)
    begun = abs(one[1].box.x0 - other[1].box.x0) <= NEAR
    return begun and abs(a.height - b.height) <= 0.25 * a.height and both > 0.6 * max(a.width, b.width)


def _column(group: list[tuple[Thing, TextLine]]) -> _Column:
    things, lines = [t for t, _ in group], [line for _, line in group]
    kinds = [t.kind for t in things]
    x0, x1, high, start = (
        _middle(values)
        for values in (
            [t.box.x0 for t in things],
            [t.box.x1 for t in things],
            [t.box.height for t in things],
            [line.box.x0 for line in lines],
        )
    )
    em = sorted(line.em for line in lines)[len(lines) // 2]
    return _Column(max(kinds, key=kinds.count), things, x0, x1, high, start, em)


def _middle(values: list[int]) -> int:
    return sorted(values)[len(values) // 2]


def _first_line(scene: Scene, box: Box) -> TextLine | None:
    inside = [line for line in scene.lines if overlap_share(line.box, box) > 0.6 and len(line.text) > MARK]
    return min(inside, key=lambda line: line.box.x0, default=None)


def _next(scene: Scene, column: _Column) -> TextLine | None:
    """A text that goes on the column, next to one of its entries."""
    for line in scene.lines:
        fits = abs(line.box.x0 - column.start) <= NEAR and line.box.x1 <= column.x1
        like = abs(line.em - column.em) <= EM * column.em and len(line.text) > MARK
        if fits and like and _stands_next(column, line.box) and is_free(scene.things, line.box):
            return line
    return None


def _stands_next(column: _Column, box: Box) -> bool:
    steps = [abs(entry.box.middle_y - box.middle_y) for entry in column.entries]
    return 0.8 * column.high <= min(steps) <= STEP * column.high


def _add(scene: Scene, column: _Column, line: TextLine) -> None:
    middle, half = line.box.middle_y, column.high // 2
    box = Box(x0=column.x0, y0=max(0, middle - half), x1=column.x1, y1=middle + column.high - half)
    scene.things = [
        t
        for t in scene.things
        if (t.kind not in LOOSE and t.text != line.text) or overlap_share(t.box, box) <= 0.6
    ]
    new = Thing(box, column.kind, line.text, fill=line.fill, ink=line.ink, score=0.6)
    scene.things.append(new)
    column.entries.append(new)
