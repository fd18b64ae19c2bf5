"""Lists and tables with their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from agent.types import Box
from vision.fills import Region
from vision.geometry import overlap_share
from vision.lines import NEAR, TextLine, is_link_colour
from vision.rows import READ_BOX
from vision.scene import Scene, Thing, contrast, is_field_fill, rows_of_lines, stacks
from vision.tables import INDENT, titles_over

LIST_WIDTH = (110, 6000)
PITCH = (17, 52)
PACE = 1.42  # em from row to row at the least; running text has less
CARD, END = 400, 90  # pixels from which a row may have something to press at its end, and how far from it
LONGEST_ITEM = 60  # characters


@dataclass(frozen=True)
class _Column:
    """A column of a table: where its text begins, and where the next one's does."""

    x0: int
    x1: int


def find_lists(scene: Scene) -> None:
    """Adds the rows of lists and the cells of tables, the smaller areas first."""
    for box in sorted(stacks(scene.regions, *LIST_WIDTH, apart=5), key=lambda b: b.area):
        rows = _contiguous(rows_of_lines(scene.lines_in(box)))
        striped = _stripes(scene, box) * 2 >= len(rows) >= 3
        listed = len(rows) >= 2 and not _has_controls(scene, box) and _is_list(rows, striped)
        if listed and not _is_form(scene, rows, box):
            _add_list(scene, _in_cells(scene, rows, titles_over(scene, box)), box)


def _is_form(scene: Scene, rows: list[list[TextLine]], box: Box) -> bool:
    """Labels that end in a colon, or check boxes on a ground that is no list's."""
    named = sum(row[0].text.rstrip().endswith((":", "：")) for row in rows)
    ticked = sum(READ_BOX.match(row[0].text) is not None for row in rows)
    ground = Region(box, rows[-1][0].fill, 1.0)
    return named * 2 >= len(rows) or (ticked * 3 >= len(rows) and not is_field_fill(scene, ground))


def _contiguous(rows: list[list[TextLine]]) -> list[list[TextLine]]:
    """The rows up to the first wide gap: what stands far below a list is its status line."""
    for i, (above, below) in enumerate(pairwise(rows)):
        if i > 0 and below[0].box.middle_y - above[0].box.middle_y > 3 * PITCH[1]:
            return rows[: i + 1]
    return rows


def _in_cells(
    scene: Scene, rows: list[list[TextLine]], titles: Sequence[TextLine] = ()
) -> list[list[TextLine]]:
    """The rows with each line cut where a column begins, that is where lines of other rows, or titles, begin:
    cells that end right before the next column are read as one line with it."""
    starts = {line.box.x0 for row in (*rows, titles) for line in row[1:]}
    begun = [[x0 for line in row for _, x0, _ in line.words] for row in rows]
    columns = [
        x for x in starts if sum(any(abs(x - w) <= NEAR for w in row) for row in begun) > 0.6 * len(rows)
    ]
    if not columns:
        return rows
    cut = []
    for row in rows:
        parted = [(line, line.cut_at(columns)) for line in row]
        for line, parts in parted:
            if len(parts) > 1:
                scene.cut(line, parts)
        cut.append([part for _, parts in parted for part in parts])
    return cut


def _has_controls(scene: Scene, box: Box) -> bool:
    """Smaller rectangles stand in it that are neither rows nor check boxes."""
    inside = [r.box for r in scene.regions if r.box != box and overlap_share(r.box, box) > 0.9]
    return any(b.width > 26 and 15 <= b.height <= 60 and b.width < 0.8 * box.width for b in inside)


def _stripes(scene: Scene, box: Box) -> int:
    """How many rows have a fill of their own, from side to side."""
    return sum(
        overlap_share(r.box, box) > 0.95
        and r.box.width > 0.95 * box.width
        and PITCH[0] <= r.box.height <= PITCH[1]
        for r in scene.regions
    )


def _is_list(rows: list[list[TextLine]], striped: bool) -> bool:
    """Rows at an even distance that is larger than that of running text, or striped."""
    steps = [b[0].box.middle_y - a[0].box.middle_y for a, b in pairwise(rows)]
    median = sorted(steps)[len(steps) // 2]
    em = sorted(row[0].em for row in rows)[len(rows) // 2]
    even = sum(abs(step - median) <= 4 for step in steps) >= 0.6 * len(steps)
    short = all(_longest(row) <= LONGEST_ITEM for row in rows)
    plain = sum(is_link_colour(line.ink, line.fill) for row in rows for line in row) * 3 <= len(rows)
    return even and short and plain and max(PITCH[0], 0 if striped else PACE * em) <= median <= PITCH[1]


def _longest(row: list[TextLine]) -> int:
    """Characters of its longest text; what links cut into pieces is one."""
    longest = length = 0
    for i, line in enumerate(row):
        apart = i == 0 or line.box.x0 - row[i - 1].box.x1 > line.em
        length = len(line.text) if apart else length + 1 + len(line.text)
        longest = max(longest, length)
    return longest


def _add_list(scene: Scene, rows: list[list[TextLine]], box: Box) -> None:
    steps = sorted(b[0].box.middle_y - a[0].box.middle_y for a, b in pairwise(rows))
    pitch = steps[len(steps) // 2]
    columns = _columns(rows, box)
    header = _is_header(rows) and len(columns) > 1
    scene.things.append(Thing(box, "table" if len(columns) > 1 else "list", fill=rows[-1][0].fill))
    for i, row in enumerate(rows):
        _add_row(scene, row, box, columns, pitch, header and i == 0)


def _columns(rows: list[list[TextLine]], box: Box) -> list[_Column]:
    """Columns whose text begins at the same x in most rows."""
    starts = sorted(line.box.x0 for row in rows for line in row)
    if all(len(row) == 1 for row in rows):
        return [_Column(box.x0, box.x1)]
    groups: list[list[int]] = []
    for x in starts:
        if groups and x - groups[-1][-1] <= 8:
            groups[-1].append(x)
        else:
            groups.append([x])
    first = [starts[0], *(min(g) for g in groups[1:] if len(g) >= max(2, 0.5 * len(rows)))]
    first = [x for i, x in enumerate(first) if i != 1 or x - first[0] > INDENT]
    edges = [x - 4 for x in first[1:]] + [box.x1]
    return [_Column(x - 4, end) for x, end in zip(first, edges, strict=True)]


def _is_header(rows: list[list[TextLine]]) -> bool:
    """The first row is inked otherwise than the rest."""
    if len(rows) < 3:
        return False
    first, usual = rows[0][0], rows[len(rows) // 2][0]
    return contrast(first.ink, usual.ink) > 45 and contrast(first.fill, usual.fill) < 40


def _add_row(
    scene: Scene, row: list[TextLine], box: Box, columns: Sequence[_Column], pitch: int, header: bool
) -> None:
    middle = row[0].box.middle_y
    y0, y1 = max(box.y0, middle - pitch // 2), min(box.y1, middle + (pitch + 1) // 2)
    for line in row:
        column = next((c for c in reversed(columns) if c.x0 <= line.box.x0 + 2), columns[0])
        single = len(columns) == 1
        x0 = box.x0 if single else min(column.x0, line.box.x0)
        cell = Box(x0=x0, y0=y0, x1=max(column.x1, line.box.x1), y1=max(y1, y0 + 1))
        kind = "table_header" if header else "list_item" if single else "table_cell"
        thing = Thing(cell, kind, line.text, fill=line.fill, ink=line.ink, score=0.7)  # type: ignore[arg-type]
        if contrast(line.fill, _usual_fill(scene, box)) > 60:
            thing.states.add("selected")
        extras = [g for g in scene.free_glyphs() if overlap_share(g.box, cell) > 0.8]
        own = [g for g in extras if cell.width < CARD or g.box.x0 < cell.x1 - END]
        scene.add(thing, [line, *own])


def _usual_fill(scene: Scene, box: Box) -> tuple[int, int, int]:
    inside = [r for r in scene.regions if overlap_share(r.box, box) > 0.95]
    return max(inside, key=lambda r: r.box.area).fill if inside else (255, 255, 255)
