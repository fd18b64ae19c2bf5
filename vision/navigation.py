"""Side bars: columns of short texts at one pace beside the content, with icons before them or without.

Entries with icons are as wide as the column; bare texts are links.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from agent.types import Box
from vision.fills import Region
from vision.geometry import overlap_share, same_row
from vision.lines import TextLine
from vision.scene import LOOSE, Scene, Thing, contrast, ground_at, is_free, text_box

ENTRIES = frozenset(["menu_item", "menu_bar_item", "list_item", "tree_item", "table_cell"])
LEAST = 4  # entries of a side bar
WIDEST, LONGEST = 260, 45  # pixels and characters of an entry's text
SHORT = 12  # em up to which a column's texts are names, and no running text
PANEL, TALL = 340, 180  # pixels of a side bar's width at the most, of its height at the least
NEAR = 2  # pixels between where its texts begin
EM = 0.25  # by which their sizes may differ
PACES = (1.2, 4.0)  # em from entry to entry
ROOMY = 1.7  # em from which entries with icons stand apart
ICON = (9, 40)  # pixels before a text in which its icon stands
LEAST_ICON = 7  # columns of it at the least: a border has one or two
DRAWN = 0.06  # share of busy pixels where there is an icon


def find_navigation(scene: Scene) -> None:
    """Adds the entries of side bars that no rule before has found."""
    for panel in scene.regions:
        if _is_side_panel(scene, panel):
            _add_links(scene, _usual(scene.lines_anywhere(panel.box)))
    for run in _runs(scene):
        free = [line for line in run if is_free(scene.things, line.box)]
        if len(free) < max(LEAST - 1, 0.6 * len(run)) or _is_table(scene, run):
            continue
        pace = _pace(run)
        if pace >= ROOMY * run[0].em and _with_icons(scene, run):
            _add_rows(scene, run, pace)
        elif _is_beside_content(scene, run):
            _add_links(scene, run)


def _is_side_panel(scene: Scene, panel: Region) -> bool:
    """A tall ground of its own colour with short texts on it, beside the content, and no controls."""
    box = panel.box
    tall = box.width <= PANEL and box.height >= max(TALL, 1.2 * box.width)
    if not tall or contrast(panel.fill, ground_at(scene.pixels, box.grown(2))) <= 4:
        return False
    lines = scene.lines_anywhere(box)
    free = [line for line in lines if is_free(scene.things, line.box) and line.box.width <= WIDEST]
    controls = sum(
        t.kind not in LOOSE and t.box.height < TALL and overlap_share(t.box, box) > 0.9 for t in scene.things
    )
    enough = len(free) >= max(LEAST + 1, 0.8 * len(lines)) and controls * 5 <= len(free)
    return enough and _is_beside_content(scene, free)


def _usual(lines: Sequence[TextLine]) -> list[TextLine]:
    """Those of the usual size."""
    em = sorted(line.em for line in lines)[len(lines) // 2]
    return [line for line in lines if abs(line.em - em) <= EM * em]


def _runs(scene: Scene) -> list[list[TextLine]]:
    """Texts of one size that begin at one x and follow each other at an even pace."""
    columns: list[list[TextLine]] = []
    for line in sorted(scene.lines, key=lambda item: item.box.middle_y):
        if len(line.text) < 2 or len(line.text) > LONGEST or line.box.width > WIDEST:
            continue
        home = next((c for c in reversed(columns) if _goes_on(c[-1], line)), None)
        if home is None:
            columns.append([line])
        else:
            home.append(line)
    return [column for column in columns if len(column) >= LEAST and _is_even(column)]


def _goes_on(above: TextLine, line: TextLine) -> bool:
    step = line.box.middle_y - above.box.middle_y
    begins = abs(line.box.x0 - above.box.x0) <= NEAR and abs(line.em - above.em) <= EM * above.em
    return begins and PACES[0] * above.em <= step <= PACES[1] * above.em


def _steps(run: Sequence[TextLine]) -> list[int]:
    return [b.box.middle_y - a.box.middle_y for a, b in pairwise(run)]


def _pace(run: Sequence[TextLine]) -> int:
    steps = sorted(_steps(run))
    return steps[len(steps) // 2]


def _is_even(run: Sequence[TextLine]) -> bool:
    pace = _pace(run)
    return sum(abs(step - pace) <= 2 for step in _steps(run)) >= 0.6 * (len(run) - 1)


def _is_table(scene: Scene, run: Sequence[TextLine]) -> bool:
    """Most texts have another on their row, or a field that they name."""
    pace = _pace(run)
    named = sum(line.text.rstrip().endswith((":", "：")) for line in run)
    beside = sum(_has_company(scene, line, pace) for line in run)
    return named * 3 >= len(run) or beside >= 0.6 * len(run)


def _has_company(scene: Scene, line: TextLine, pace: int) -> bool:
    box = line.box
    level = Box(x0=max(0, box.x0 - WIDEST), y0=box.y0, x1=box.x1 + WIDEST, y1=box.y1)
    for other in scene.lines:
        if other is not line and abs(other.box.middle_y - box.middle_y) <= 1 and other.box.meets(level):
            return True
    fields = (t for t in scene.things if t.kind not in LOOSE and t.box.height <= 1.6 * pace)
    return any(t.box.meets(level) and same_row(t.box, box) and t.box.x0 > box.x1 for t in fields)


def _with_icons(scene: Scene, run: Sequence[TextLine]) -> bool:
    drawn = 0
    for line in run:
        box = line.box
        icon = scene.busy[box.y0 : box.y1, max(0, box.x0 - ICON[1]) : max(0, box.x0 - ICON[0])]
        gap = scene.busy[box.y0 : box.y1, max(0, box.x0 - 5) : max(0, box.x0 - 2)]
        wide = int(icon.any(axis=0).sum()) if icon.size else 0
        drawn += bool(wide >= LEAST_ICON and icon.mean() > DRAWN and gap.size and not gap.any())
    return drawn >= 0.8 * len(run)


def _is_beside_content(scene: Scene, run: Sequence[TextLine]) -> bool:
    """The column is ragged, and there is something to read on one side of it only."""
    around = text_box(run)
    full = sum(line.box.x1 > around.x1 - 0.12 * around.width for line in run)
    left, right = 0, 0
    for line in scene.lines:
        if line.box.y0 < around.y1 and line.box.y1 > around.y0 and line.box.width > 20:
            left += line.box.x1 <= around.x0
            right += line.box.x0 >= around.x1
    ragged = full * 2 <= len(run) or around.width < SHORT * run[0].em
    return ragged and (left == 0) != (right == 0) and left + right >= LEAST - 1


def _panel(scene: Scene, run: Sequence[TextLine]) -> Region | None:
    """The side bar's own ground, where it has one."""
    around = text_box(run)
    grounds = [r for r in scene.regions if r.box.encloses(around) and around.width < r.box.width <= PANEL]
    return min(grounds, key=lambda r: r.box.area, default=None)


def _add_rows(scene: Scene, run: Sequence[TextLine], pace: int) -> None:
    x0, x1 = _sides(scene, run, pace)
    for line in run:
        middle = line.box.middle_y
        box = Box(x0=x0, y0=max(0, middle - pace // 2), x1=x1, y1=middle + (pace + 1) // 2)
        inside = [t for t in scene.things if overlap_share(t.box, box) > 0.6]
        if any(t.kind in ENTRIES and overlap_share(box, t.box) > 0.5 for t in inside):
            continue
        gone = {id(t) for t in inside if t.kind in LOOSE or t.box.meets(line.box.grown(8))}
        scene.things = [t for t in scene.things if id(t) not in gone]
        scene.add(Thing(box, "list_item", line.text, fill=line.fill, ink=line.ink, score=0.6), [line])


def _sides(scene: Scene, run: Sequence[TextLine], pace: int) -> tuple[int, int]:
    """From where to where its entries reach: as the selected one, the panel, or what stands in them."""
    around = text_box(run)
    rows = [
        r.box
        for r in scene.regions
        if 0.7 * pace <= r.box.height <= 1.3 * pace
        and r.box.width <= PANEL
        and r.box.x1 >= around.x1
        and any(r.box.encloses(line.box) for line in run)
    ]
    panel = _panel(scene, run)
    known = rows or ([panel.box] if panel is not None else [])
    if known:
        return known[0].x0, known[0].x1
    room = ICON[1] + 8
    return max(0, around.x0 - room), around.x1 + room


def _add_links(scene: Scene, lines: Sequence[TextLine]) -> None:
    for line in lines:
        if not is_free(scene.things, line.box):
            continue
        scene.things = [t for t in scene.things if overlap_share(t.box, line.box.grown(3)) <= 0.6]
        scene.add(Thing(line.box, "link", line.text, fill=line.fill, ink=line.ink, score=0.6), [line])
