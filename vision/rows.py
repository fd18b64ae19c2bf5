"""Things that come in rows and columns: menu bars, menus, lists, tables, tool bars, links, labels."""

from __future__ import annotations

from itertools import pairwise

from agent.types import Box
from vision.geometry import overlap_share, same_row
from vision.lines import TextLine, looks_like_link
from vision.proposals import Glyph
from vision.scene import Scene, Thing, rows_of_lines, stacks

MENU_WORDS = frozenset(
    word
    for words in (
        "file edit view help search tools options window settings go bookmarks document format insert",
        "actions calculator constants history tabs selection terminal run project build debug image layer",
        "文件 编辑 查看 视图 帮助 工具 选项 窗口 插入 格式 档案",
        "datei bearbeiten ansicht hilfe fichier édition affichage aide archivo editar ver ayuda",
        "файл правка вид справка ファイル 編集 表示 ヘルプ",
    )
    for word in words.split()
)
MENU_WIDTH = (70, 560)
PITCH = (17, 48)
PACE = 1.42  # em from line to line at the least: text runs on with less
HUG = 22  # a menu ends this close to its first and last line


def find_menu_bars(scene: Scene) -> None:
    """Adds the titles of menu bars: a row of short words with even gaps, some of them well known."""
    for row in rows_of_lines(scene.free_lines()):
        for run in _runs(row, scene.em):
            known = sum(line.text.strip("&").casefold() in MENU_WORDS for line in run)
            if known >= 2:
                _add_menu_bar(scene, run)


def _runs(row: list[TextLine], em: float) -> list[list[TextLine]]:
    """Parts of a row whose lines stand 0.6 to 3.2 em apart."""
    runs = [[row[0]]]
    for line in row[1:]:
        gap = line.box.x0 - runs[-1][-1].box.x1
        if 0.6 * em <= gap <= 3.2 * em and len(line.text) <= 24:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _add_menu_bar(scene: Scene, run: list[TextLine]) -> None:
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(run)]
    pad = round(min(sorted(gaps)[len(gaps) // 2] / 2, 1.2 * scene.em)) if gaps else round(0.6 * scene.em)
    rise = round(0.24 * scene.em)
    y0, y1 = min(line.box.y0 for line in run) - rise, max(line.box.y1 for line in run) + rise
    for line in run:
        box = Box(x0=max(0, line.box.x0 - pad), y0=max(0, y0), x1=line.box.x1 + pad, y1=y1)
        scene.add(Thing(box, "menu_bar_item", line.text, fill=line.fill, ink=line.ink, score=0.9), [line])


def find_menus(scene: Scene) -> None:
    """Adds open menus: a column of left-aligned lines that fills its rectangle from top to bottom."""
    for box in stacks(scene.regions, *MENU_WIDTH):
        lines = scene.lines_in(box)
        rows = rows_of_lines(lines)
        if len(rows) >= 2 and _is_menu(rows, box):
            _add_menu(scene, rows, box)


def _is_menu(rows: list[list[TextLine]], box: Box) -> bool:
    starts = [row[0].box.x0 for row in rows]
    first = common_start(rows)
    aligned = sum(abs(x - first) <= 4 for x in starts) >= 0.6 * len(starts)
    steps = [b[0].box.centre.y - a[0].box.centre.y for a, b in pairwise(rows)]
    em = sorted(row[0].em for row in rows)[len(rows) // 2]
    median = sorted(steps)[len(steps) // 2]
    paced = min(steps) >= PITCH[0] and median >= PACE * em and max(steps) <= PITCH[1]
    hugged = rows[0][0].box.y0 - box.y0 <= HUG and box.y1 - rows[-1][0].box.y1 <= HUG
    left = first - box.x0 <= min(70, 0.4 * box.width)
    narrow = all(len(row) <= 2 for row in rows)
    return aligned and paced and hugged and left and narrow


def common_start(rows: list[list[TextLine]]) -> int:
    """The x at which most rows begin, to 4 pixels."""
    starts = [row[0].box.x0 for row in rows]
    return max(sorted(starts), key=lambda x: sum(abs(x - other) <= 4 for other in starts))


def _title(row: list[TextLine], start: int) -> str:
    """The words of a menu item, without an icon before them that was read as a letter."""
    text = row[0].text
    head, _, rest = text.partition(" ")
    return rest if row[0].box.x0 < start - 8 and rest and len(head) <= 2 else text


def _add_menu(scene: Scene, rows: list[list[TextLine]], box: Box) -> None:
    steps = sorted(b[0].box.centre.y - a[0].box.centre.y for a, b in pairwise(rows))
    pitch = steps[len(steps) // 3] if steps else 28
    start = common_start(rows)
    scene.things.append(Thing(box, "menu", fill=rows[0][0].fill, score=0.8))
    for row in rows:
        middle = row[0].box.centre.y
        item = Box(
            x0=box.x0,
            y0=max(box.y0, middle - pitch // 2),
            x1=box.x1,
            y1=min(box.y1, middle + (pitch + 1) // 2),
        )
        extras = [g for g in scene.free_glyphs() if overlap_share(g.box, item) > 0.7]
        thing = Thing(item, "menu_item", _title(row, start), fill=row[0].fill, ink=row[0].ink, score=0.9)
        scene.add(thing, [*row, *extras])


def find_tool_buttons(scene: Scene) -> None:
    """Adds icons that stand in a row as buttons, each widened to half of the gap to its neighbours."""
    icons = [g for g in _merged(scene.free_glyphs()) if _icon_sized(g.box) and not scene.taken(g.box)]
    rows: list[list[Glyph]] = []
    for icon in sorted(icons, key=lambda g: (g.box.centre.y, g.box.x0)):
        home = next((r for r in rows if same_row(r[-1].box, icon.box)), None)
        if home is None:
            rows.append([icon])
        else:
            home.append(icon)
    for row in rows:
        _add_tool_row(scene, sorted(row, key=lambda g: g.box.x0))


def _icon_sized(box: Box) -> bool:
    return 8 <= max(box.width, box.height) <= 40 and box.width > 4 and box.height >= 3


def _merged(glyphs: list[Glyph]) -> list[Glyph]:
    """Glyphs that touch or stand within three pixels of each other are parts of one icon."""
    out: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: -g.box.area):
        near = next((i for i, o in enumerate(out) if o.box.grown(3).intersection(glyph.box)), None)
        if near is None or _union(out[near].box, glyph.box).width > 40:
            out.append(glyph)
        else:
            out[near] = Glyph(_union(out[near].box, glyph.box), out[near].density, out[near].ink)
    return out


def _union(a: Box, b: Box) -> Box:
    return Box(x0=min(a.x0, b.x0), y0=min(a.y0, b.y0), x1=max(a.x1, b.x1), y1=max(a.y1, b.y1))


def _add_tool_row(scene: Scene, row: list[Glyph]) -> None:
    gaps = [b.box.centre.x - a.box.centre.x for a, b in pairwise(row)]
    steps = sorted(g for g in gaps if g <= 56)
    if not steps:
        for glyph in row:
            scene.add(Thing(glyph.box, "icon", ink=glyph.ink, score=0.4), [glyph])
        return
    pitch = steps[len(steps) // 2]
    side = min(max(pitch, 18), 44)
    middle = sorted(g.box.centre.y for g in row)[len(row) // 2]
    for glyph in row:
        x = glyph.box.centre.x
        box = Box(
            x0=max(0, x - side // 2), y0=max(0, middle - side // 2), x1=x + side // 2, y1=middle + side // 2
        )
        lone = all(abs(x - g.box.centre.x) > 80 for g in row if g is not glyph)
        kind = "icon" if lone else "icon_button"
        scene.add(Thing(_union(box, glyph.box), kind, ink=glyph.ink, score=0.5), [glyph])  # type: ignore[arg-type]


def find_texts(scene: Scene) -> None:
    """Adds what text is left: links by their colour, headings by their size, labels."""
    for line in scene.free_lines():
        if looks_like_link(line):
            scene.add(Thing(line.box, "link", line.text, fill=line.fill, ink=line.ink), [line])
        else:
            large = line.em >= 1.3 * scene.em
            kind = "heading" if large else "label"
            scene.add(Thing(line.box, kind, line.text, fill=line.fill, ink=line.ink), [line])  # type: ignore[arg-type]
