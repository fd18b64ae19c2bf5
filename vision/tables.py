"""What belongs to a table besides its cells: the titles of its columns, and a column of check boxes."""

from __future__ import annotations

from collections.abc import Sequence

from agent.types import Box, Kind
from vision.controls import check_sized
from vision.geometry import overlap_share
from vision.lines import NEAR, TextLine
from vision.marks import looks_checked, ring_shape
from vision.scene import Scene, Thing, rows_of_lines

TITLES = 36  # pixels above a table in which its titles stand
TITLE_OFF = 8  # pixels by which a title may begin before its column
INDENT = 40  # pixels by which names in the first column stand further in than its title, behind their icons
TICKED = 0.6  # share of a table's rows with a check box before the first text


def titles_over(scene: Scene, box: Box) -> list[TextLine]:
    """The row of texts right above an area."""
    strip = Box(x0=box.x0, y0=max(0, box.y0 - TITLES), x1=box.x1, y1=box.y0 + 2)
    rows = rows_of_lines(scene.lines_in(strip)) if strip.height > 2 else []
    return rows[-1] if rows else []


def find_headers(scene: Scene) -> None:
    """Things that stand right above a table, in its width, are the titles of its columns; so are texts over
    two columns or more."""
    tables = [t.box for t in scene.things if t.kind == "table"]
    for thing in scene.things:
        below = (t for t in tables if t.x0 - 4 <= thing.box.x0 and thing.box.x1 <= t.x1 + 4)
        titled = thing.kind in ("button", "text_field", "combo_box", "tab") and thing.text
        if titled and any(-5 <= t.y0 - thing.box.y1 <= 4 for t in below):
            thing.kind = "table_header"
            thing.states.clear()
    for table in tables:
        _add_titles(scene, table)


def _add_titles(scene: Scene, table: Box) -> None:
    """The titles that are bare texts, each as wide as its column."""
    cells = [t.box for t in scene.things if t.kind == "table_cell" and table.encloses(t.box)]
    over = [
        (line, cell) for line in titles_over(scene, table) if (cell := _column_of(line, cells)) is not None
    ]
    known = sum(
        t.kind == "table_header" and -5 <= table.y0 - t.box.y1 <= 4 and t.box.meets(table.grown(8))
        for t in scene.things
    )
    if len({cell.x0 for _, cell in over}) + known < 2:
        return
    for line, cell in over:
        top = max(0, 2 * line.box.middle_y - table.y0)
        box = Box(x0=cell.x0, y0=top, x1=cell.x1, y1=max(top + 1, table.y0))
        scene.add(Thing(box, "table_header", line.text, fill=line.fill, ink=line.ink, score=0.7), [line])


def _column_of(line: TextLine, cells: Sequence[Box]) -> Box | None:
    """The topmost cell under a title that begins where the cells do."""
    under = [c for c in cells if -TITLE_OFF <= line.box.x0 - c.x0 <= INDENT and line.box.x1 <= c.x1 + NEAR]
    return min(under, key=lambda c: (c.y0, abs(line.box.x0 - c.x0)), default=None)


def find_ticks(scene: Scene) -> None:
    """Adds the check boxes that stand before the first texts of a table's rows, each as large as its cell."""
    squares = [r.box.grown(1) for r in scene.regions if r.box.width <= INDENT]
    squares = [b for b in (*squares, *(g.box for g in scene.free_glyphs())) if check_sized(b)]
    for table in [t.box for t in scene.things if t.kind == "table"]:
        firsts = _first_cells(scene, table)
        areas = [Box(x0=table.x0, y0=c.y0, x1=max(table.x0 + 1, c.x0), y1=c.y1) for c in firsts]
        found = [(area, mark) for area in areas if (mark := _mark_in(scene, squares, area)) is not None]
        middles = sorted(mark.middle_x for _, mark in found)
        if len(found) >= max(2, TICKED * len(areas)) and middles[-1] - middles[0] <= NEAR:
            for area, mark in found:
                _add_tick(scene, area, mark)


def _first_cells(scene: Scene, table: Box) -> list[Box]:
    """The leftmost cell of each row."""
    cells = [t.box for t in scene.things if t.kind == "table_cell" and table.encloses(t.box)]
    rows: dict[int, Box] = {}
    for cell in sorted(cells, key=lambda c: -c.x0):
        rows[cell.y0] = cell
    return list(rows.values())


def _mark_in(scene: Scene, squares: Sequence[Box], area: Box) -> Box | None:
    """The largest of the small squares and rings in a cell."""
    inside = [b for b in squares if b.meets(area) and overlap_share(b, area) > 0.9]
    drawn = [b for b in inside if ring_shape(scene.pixels, b) is not None]
    return max(drawn, key=lambda b: b.area, default=None)


def _add_tick(scene: Scene, area: Box, mark: Box) -> None:
    kind: Kind = "radio" if ring_shape(scene.pixels, mark) == "circle" else "checkbox"
    thing = Thing(area, kind, score=0.7)
    if looks_checked(scene.pixels, mark):
        thing.states.add("checked")
    scene.add(thing, [g for g in scene.free_glyphs() if overlap_share(g.box, mark.grown(2)) > 0.7])
