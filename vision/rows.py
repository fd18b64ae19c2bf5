"""Things that come in rows and columns: menu bars, menus, lists, tables, tool bars, links, labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from agent.types import Box
from vision.geometry import gap_x, overlap_share, same_row
from vision.lines import TextLine, looks_like_link
from vision.proposals import Glyph
from vision.scene import CONTROL_HEIGHT, Scene, Thing, edge_x, edge_y, rows_of_lines, stacks, text_box

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
CROSSES = frozenset(["x", "X", "×", "✕", "✖"])  # how a lone closing mark is read
# How the box or circle before a text is read, when it is taken for a letter of it.
READ_BOX = re.compile(r"(?:(?P<on>[☑☒■▣◉⊙])\s|(?P<tick>[✓✔√])|(?P<round>[○◯])\s|[□☐▢◻]\s)\s*(?=\S\S)")
PROMPTS = ("$ ", "# ", ">>> ")  # of program text, whose colours are not links
SIGNS = frozenset(["|", "»", "›", "❯", "▸"])  # between links
MENU_WIDTH = (70, 560)
PITCH = (17, 48)
PACE = 1.42  # em from line to line at the least: text runs on with less
TITLE_GAP = 0.5  # em between titles of a menu bar
SIDE = 0.85  # share of a menu's side that must be an edge
REACH = 110  # a menu may begin or end this far from the lines of a column, with lines that start elsewhere
MARK = 22  # pixels: an icon before a menu's entry is no wider
HUG = 22  # a menu ends this close to its first and last line


def find_menu_bars(scene: Scene) -> None:
    """Adds the titles of menu bars: a row of short words with even gaps, some of them well known."""
    for line in scene.free_lines():
        if _are_titles(line):
            scene.cut(line, line.cut_at([x0 for _, x0, _ in line.words]))
    for row in rows_of_lines(scene.free_lines()):
        for run in _runs(row, scene.em):
            known = sum(line.text.strip("&").casefold() in MENU_WORDS for line in run)
            if known >= 2:
                _add_menu_bar(scene, run)


def _are_titles(line: TextLine) -> bool:
    """Several well known titles, farther apart than words, that were read as one line."""
    apart = (b[1] - a[2] for a, b in pairwise(line.words))
    known = all(word.casefold() in MENU_WORDS for word, _, _ in line.words)
    return len(line.words) > 1 and known and min(apart) >= TITLE_GAP * line.em


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


def find_menus(scene: Scene, known: Sequence[Box] = ()) -> None:
    """Adds open menus: a column of left-aligned lines that fills its rectangle from top to bottom.

    `known`: boxes of windows that may be menus.
    """
    columns = [box for run in _text_columns(scene) if (box := _closed_in(scene, run)) is not None]
    for box in [*known, *stacks(scene.regions, *MENU_WIDTH), *columns]:
        rows = [_without_icon(row) for row in rows_of_lines(scene.lines_in(box))]
        if len(rows) >= 2 and _is_menu(rows, box) and not _holds_a_form(scene, box):
            _add_menu(scene, rows, box)


def _without_icon(row: list[TextLine]) -> list[TextLine]:
    """A row of a menu without the icon before it that was read as a letter."""
    return row[1:] if len(row) > 1 and len(row[0].text) <= 2 and row[0].box.width < MARK else row


def _text_columns(scene: Scene) -> list[list[TextLine]]:
    """Runs of three or more lines that begin at the same x, at the steps of a menu."""
    runs: list[list[TextLine]] = []
    for line in sorted(scene.free_lines(), key=lambda item: item.box.y0):
        home = next((r for r in runs if _goes_on(r[-1].box, line.box)), None)
        if home is None:
            runs.append([line])
        else:
            home.append(line)
    return [run for run in runs if len(run) >= 3]


def _goes_on(above: Box, box: Box) -> bool:
    return abs(above.x0 - box.x0) <= 4 and PITCH[0] <= box.middle_y - above.middle_y <= PITCH[1]


def _closed_in(scene: Scene, run: list[TextLine]) -> Box | None:
    """The rectangle round a column of lines whose sides are edges all along; None where there is none."""
    inner = text_box(run)
    left = edge_x(scene.busy, inner, inner.x0 - 3, -1, 90, SIDE)
    right = edge_x(scene.busy, inner, inner.x1 + 3, 1, 360, SIDE)
    if right is None and inner.x1 + 360 >= scene.busy.shape[1]:
        right = scene.busy.shape[1] - 1  # it goes on beyond the screen, or ends with it
    if left is None or right is None:
        return None
    span = Box(x0=left + 4, y0=inner.y0, x1=max(left + 4, right - 4), y1=inner.y1)
    top = edge_y(scene.busy, span, inner.y0 - 2, -1, REACH, SIDE)
    bottom = edge_y(scene.busy, span, inner.y1 + 2, 1, REACH, SIDE)
    wide = right - left > MENU_WIDTH[1]
    if wide or top is None or bottom is None or _ruled(scene, run, span):
        return None
    return Box(x0=left, y0=top, x1=right + 1, y1=bottom + 1)


def _ruled(scene: Scene, run: list[TextLine], span: Box) -> bool:
    """Edges run between most of the lines: they are fields or buttons in a column, not a menu."""
    crossed = 0
    for above, below in pairwise(run):
        far = max(1, below.box.y0 - above.box.y1)
        crossed += edge_y(scene.busy, span, above.box.y1, 1, far, SIDE) is not None
    return crossed * 2 > len(run) - 1


def _holds_a_form(scene: Scene, box: Box) -> bool:
    """Fields and buttons in it make it a dialog; what is marked in a menu goes from side to side."""
    low, high = CONTROL_HEIGHT
    framed = (r.box for r in scene.regions if box.encloses(r.box) and low <= r.box.height <= high)
    return sum(40 <= b.width <= 0.85 * box.width for b in framed) >= 2


def _is_menu(rows: list[list[TextLine]], box: Box) -> bool:
    starts = [row[0].box.x0 for row in rows]
    first = common_start(rows)
    aligned = sum(abs(x - first) <= 4 for x in starts) >= 0.6 * len(starts)
    steps = [b[0].box.middle_y - a[0].box.middle_y for a, b in pairwise(rows)]
    em = sorted(row[0].em for row in rows)[len(rows) // 2]
    median = sorted(steps)[len(steps) // 2]
    paced = min(steps) >= PITCH[0] and median >= PACE * em and max(steps) <= PITCH[1]
    hugged = rows[0][0].box.y0 - box.y0 <= HUG and box.y1 - rows[-1][0].box.y1 <= HUG
    left = first - box.x0 <= min(70, 0.4 * box.width)
    narrow = sum(len(row) > 2 for row in rows) <= len(rows) // 8  # one row of small buttons in a long menu
    return aligned and paced and hugged and left and narrow and not _is_table(rows, box)


def _is_table(rows: list[list[TextLine]], box: Box) -> bool:
    """The second texts of its rows begin at one x, nearer to the first ones than a menu's shortcuts do."""
    seconds = [row[1].box for row in rows if len(row) == 2]
    if len(seconds) * 2 <= len(rows):
        return False
    first = seconds[0].x0
    begun = sum(abs(b.x0 - first) <= 3 for b in seconds) * 2 > len(seconds)
    return begun and first < box.x0 + 0.45 * box.width


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
    steps = sorted(b[0].box.middle_y - a[0].box.middle_y for a, b in pairwise(rows))
    pitch = steps[len(steps) // 3] if steps else 28
    start = common_start(rows)
    scene.things.append(Thing(box, "menu", fill=rows[0][0].fill, score=0.8))
    for row in rows:
        middle = row[0].box.middle_y
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
    icons += _letters_among(scene, icons)
    rows: list[list[Glyph]] = []
    for icon in sorted(icons, key=lambda g: (g.box.middle_y, g.box.x0)):
        home = next((r for r in rows if same_row(r[-1].box, icon.box)), None)
        if home is None:
            rows.append([icon])
        else:
            home.append(icon)
    for row in rows:
        _add_tool_row(scene, sorted(row, key=lambda g: g.box.x0))


def _letters_among(scene: Scene, icons: list[Glyph]) -> list[Glyph]:
    """Single letters that stand in a row of icons are icons too."""
    found = []
    for line in scene.free_lines():
        near = [g for g in icons if same_row(g.box, line.box) and gap_x(g.box, line.box) <= 48]
        if len(line.text) == 1 and len(near) >= 2 and not scene.taken(line.box):
            found.append(Glyph(line.box, 0.5, line.ink))
            scene.use([line])
    return found


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
    gaps = [b.box.middle_x - a.box.middle_x for a, b in pairwise(row)]
    steps = sorted(g for g in gaps if g <= 56)
    if not steps:
        for glyph in row:
            scene.add(Thing(glyph.box, "icon", ink=glyph.ink, score=0.4), [glyph])
        return
    pitch = steps[len(steps) // 2]
    side = min(max(pitch, 18), 44)
    middle = sorted(g.box.middle_y for g in row)[len(row) // 2]
    for glyph in row:
        x = glyph.box.middle_x
        box = Box(
            x0=max(0, x - side // 2), y0=max(0, middle - side // 2), x1=x + side // 2, y1=middle + side // 2
        )
        lone = all(abs(x - g.box.middle_x) > 80 for g in row if g is not glyph)
        kind = "icon" if lone else "icon_button"
        scene.add(Thing(_union(box, glyph.box), kind, ink=glyph.ink, score=0.5), [glyph])  # type: ignore[arg-type]


def _cut_at_signs(scene: Scene) -> list[TextLine]:
    """Cuts paths and lists of links (“Home » Shop » Shoes”, “previous | next | index”) at their signs; their
    pieces."""
    pieces: list[TextLine] = []
    for line in scene.free_lines():
        parts = line.parted(SIGNS)
        if parts[0] is not line and all(_is_name(part.text, len(parts)) for part in parts):
            scene.cut(line, parts)
            pieces += parts
    return pieces


def _is_name(text: str, parts: int) -> bool:
    """A link of a path, which may be a title where there are many."""
    return len(text.split()) <= (8 if parts > 2 else 4) and ":" not in text and "/" not in text


def _ticked(line: TextLine, box: re.Match[str]) -> Thing:
    round_ = box["round"] or (box["on"] and box["on"] in "◉⊙")
    thing = Thing(line.box, "radio" if round_ else "checkbox", line.text[box.end() :], ink=line.ink)
    if box["on"] or box["tick"]:
        thing.states.add("checked")
    return thing


def find_texts(scene: Scene) -> None:
    """Adds what text is left: links by their colour, headings by their size, labels."""
    pieces = _cut_at_signs(scene)
    code = [line.box for line in scene.free_lines() if line.text.startswith(PROMPTS)]
    for line in scene.free_lines():
        linked = looks_like_link(line) or any(line is piece for piece in pieces)
        if (box := READ_BOX.match(line.text)) is not None:
            scene.add(_ticked(line, box), [line])
        elif linked and not any(same_row(line.box, box) for box in code):
            scene.add(Thing(line.box, "link", line.text, fill=line.fill, ink=line.ink), [line])
        elif line.text in CROSSES:
            scene.add(Thing(line.box.grown(5), "icon_button", label="close", ink=line.ink, score=0.5), [line])
        else:
            large = line.em >= 1.3 * scene.em
            kind = "heading" if large else "label"
            scene.add(Thing(line.box, kind, line.text, fill=line.fill, ink=line.ink), [line])  # type: ignore[arg-type]
