"""Even rectangles with something on them → buttons, fields, combo boxes, check boxes, tabs."""

from __future__ import annotations

from collections import defaultdict

from agent.types import Box, Kind
from vision.fills import Region
from vision.geometry import overlap_share, same_row
from vision.lines import TextLine
from vision.marks import arrow, looks_checked, ring_shape
from vision.proposals import Glyph
from vision.scene import CONTROL_HEIGHT, Scene, Thing, in_stack, is_field_fill, text_box

WIDEST_BUTTON = 460
ARROWS = "▼▾▽⌄∨˅ "  # how an arrow at the end is read
BOX_SIDE = (9, 23)  # of a check box or radio button
INTO = 3  # pixels by which the text's box may reach into the check box's
CAPTION = 180  # pixels before a field in which its caption stands
RIM = (2, 9)  # pixels round the patch of a colour's button
WIDEST_TAIL = 44  # pixels of the arrow button at a field's end
TAIL_APART = (-3, 4)  # pixels between the two
HOLLOW = 0.6  # share of a rim's box that is the rim's own fill, at the most
HELD = 0.6  # share of a control that lies in what holds it: entries of a menu bar reach beyond it


def find_controls(scene: Scene) -> None:
    """Adds a thing for each region that is a control, the inner ones first."""
    find_checks(scene)
    regions = [r for r in _joined(scene) if _control_sized(r.box)]
    _find_swatches(scene)
    for region in sorted(regions, key=lambda r: r.box.area):
        near = [t.box for t in scene.things_at(region.box)]
        taken = any(overlap_share(region.box, box) > 0.7 for box in near)
        if not taken and not any(overlap_share(box, region.box) > HELD for box in near):
            _add_control(scene, region)  # else other controls lie in it: it is a bar or a panel


def _find_swatches(scene: Scene) -> None:
    """Adds buttons that show a colour: an even patch with the button's rim all round."""
    hollow = [r.box for r in scene.regions if r.solid < HOLLOW and _control_sized(r.box)]
    for region in scene.regions if hollow else ():
        patch = region.box
        if region.solid < 0.95 or not _control_sized(patch):
            continue
        rim = next((box for box in hollow if _is_rim(box, patch)), None)
        if rim is not None and not scene.lines_in(rim) and not scene.taken(patch):
            scene.add(Thing(rim.grown(1), "button", fill=region.fill))


def _is_rim(box: Box, patch: Box) -> bool:
    """As wide on all four sides."""
    sides = (patch.x0 - box.x0, patch.y0 - box.y0, box.x1 - patch.x1, box.y1 - patch.y1)
    low, high = RIM
    return low <= min(sides) and max(sides) <= high and max(sides) - min(sides) <= 3


def _control_sized(box: Box) -> bool:
    low, high = CONTROL_HEIGHT
    return low <= box.height <= high and box.width >= 14


def _joined(scene: Scene) -> list[Region]:
    """Regions, with a field and the small arrow buttons at its right end made one."""
    out: list[Region] = []
    ends: defaultdict[int, list[int]] = defaultdict(list)  # at an x: which of `out`
    for region in sorted(scene.regions, key=lambda r: -r.box.width):
        x = region.box.x0
        near = sorted(i for end in range(x - TAIL_APART[1], x - TAIL_APART[0] + 1) for i in ends.get(end, ()))
        host = next((i for i in near if _is_tail(region.box, out[i].box)), None)
        if host is None or scene.lines_in(region.box) or _points_up(scene, region.box):
            ends[region.box.x1].append(len(out))
            out.append(region)
        else:
            field = out[host].box
            ends[field.x1].remove(host)
            ends[region.box.x1].append(host)
            joined = Box(x0=field.x0, y0=field.y0, x1=region.box.x1, y1=field.y1)
            out[host] = Region(joined, out[host].fill, out[host].solid)
    return out


def _points_up(scene: Scene, box: Box) -> bool:
    """A button that searches upwards, say, and none that opens a list."""
    marks = [g for g in scene.glyphs if box.encloses(g.box) and g.box.width > 3]
    return len(marks) == 1 and box.height > 20 and arrow(scene.pixels, marks[0].box) == "up"


def _is_tail(part: Box, field: Box) -> bool:
    """A small region that ends a field on the right: its arrow button, or half of one."""
    beside = TAIL_APART[0] <= part.x0 - field.x1 <= TAIL_APART[1]
    within = part.y0 >= field.y0 - 3 and part.y1 <= field.y1 + 3 and 16 <= field.height <= 48
    return beside and within and part.width <= WIDEST_TAIL and field.width >= 44


def _add_control(scene: Scene, region: Region) -> None:
    lines, glyphs = scene.lines_in(region.box), scene.glyphs_in(region.box)
    lines, glyphs = _without_strays(lines, glyphs)
    kind = _kind(scene, region, lines, glyphs)
    if kind is None:
        return
    text = " ".join(line.text for line in lines)
    if text.rstrip() != text.rstrip().rstrip(ARROWS):
        kind, text = "combo_box", text.rstrip().rstrip(ARROWS)
    thing = Thing(region.box, kind, text, fill=region.fill, ink=lines[0].ink if lines else None)
    if kind in ("text_field", "text_area", "spin_box"):
        thing.states.add("editable")
    scene.add(thing, [*lines, *glyphs])


def _without_strays(lines: list[TextLine], glyphs: list[Glyph]) -> tuple[list[TextLine], list[Glyph]]:
    """Arrows that were read as letters are no text, and thin strokes are carets or rims."""
    kept = [line for line in lines if not (len(lines) > 1 and len(line.text) == 1 and line.text in "vVYxX")]
    return kept, [g for g in glyphs if g.box.width > 3]


def _kind(scene: Scene, region: Region, lines: list[TextLine], glyphs: list[Glyph]) -> Kind | None:
    box = region.box
    if not lines:
        return _kind_without_text(scene, region, glyphs)
    if len(lines) > 1 and (box.height > 44 or text_box(lines).height > 1.8 * scene.em):
        return None
    tail = [g for g in glyphs if g.box.x0 > lines[-1].box.x1 and box.x1 - g.box.x1 < 34]
    if _two_signs(tail, box):
        return "spin_box"
    if tail and arrow(scene.pixels, tail[-1].box) == "down":
        return "combo_box"
    if len(lines) > 2:
        return None
    content = text_box(lines)
    first = min([content.x0, *(g.box.x0 for g in glyphs)])
    last = max([content.x1, *(g.box.x1 for g in glyphs)])
    left, right = first - box.x0, box.x1 - last
    if abs(left - right) <= max(7, 0.12 * box.width) and box.width <= WIDEST_BUTTON:
        return "button"
    if is_field_fill(scene, region):
        return None if in_stack(scene, box) else "text_field"
    return "button" if box.width <= WIDEST_BUTTON and region.solid > 0.2 else None


def _kind_without_text(scene: Scene, region: Region, glyphs: list[Glyph]) -> Kind | None:
    box = region.box
    if not glyphs:
        flat = region.solid > 0.85 and box.width >= max(50, 1.9 * box.height)
        field = is_field_fill(scene, region) or _is_captioned(scene, box)
        return "text_field" if flat and field and not in_stack(scene, box, like=True) else None
    if _two_signs(glyphs, box) and box.width > 60:
        return "spin_box"
    last = glyphs[-1].box
    middle = last.middle_x
    if box.width > 2.2 * box.height and box.x1 - last.x1 < 34:
        return "combo_box" if arrow(scene.pixels, last) == "down" else "text_field"
    centred = abs((glyphs[0].box.x0 + last.x1) / 2 - box.middle_x) <= max(4, 0.15 * box.width)
    small = box.width <= 116 and middle > box.x0
    return "icon_button" if centred and small else None


def _is_captioned(scene: Scene, box: Box) -> bool:
    """A short text stands alone on its left: its caption."""
    beside = Box(x0=max(0, box.x0 - CAPTION), y0=box.y0, x1=max(1, box.x0), y1=box.y1)
    lines = scene.lines_in(beside) if 18 <= box.height <= 48 else []
    return len(lines) == 1 and len(lines[0].text) <= 40 and same_row(lines[0].box, box)


def _two_signs(glyphs: list[Glyph], box: Box) -> bool:
    """Two marks at the right end: one above the other (arrows), or side by side (minus and plus)."""
    if len(glyphs) < 2:
        return False
    a, b = glyphs[-2].box, glyphs[-1].box
    stacked = abs(a.middle_x - b.middle_x) <= 3 and abs(a.middle_y - b.middle_y) >= 5
    beside = abs(a.middle_y - b.middle_y) <= 3 and 18 <= abs(a.middle_x - b.middle_x) <= 48
    return (stacked or beside) and box.x1 - b.x1 < 24


def find_checks(scene: Scene) -> None:
    """Adds check boxes and radio buttons: a small square or circle with text on its right."""
    squares = [r.box.grown(1) for r in scene.regions if check_sized(r.box.grown(1))]
    squares += [g.box for g in scene.glyphs if check_sized(g.box)]
    for box in sorted(squares, key=lambda b: -b.area):
        if scene.taken(box, 0.4):
            continue
        text = _text_right_of(scene, box)
        shape = ring_shape(scene.pixels, box) if text is not None else None
        if shape is None or text is None:
            continue
        whole = text_box([text])
        joined = Box(x0=box.x0, y0=min(box.y0, whole.y0), x1=whole.x1 + 2, y1=max(box.y1, whole.y1))
        thing = Thing(joined, "radio" if shape == "circle" else "checkbox", text.text, ink=text.ink)
        thing.fill = text.fill
        if looks_checked(scene.pixels, box):
            thing.states.add("checked")
        inner = [g for g in scene.glyphs if overlap_share(g.box, box.grown(2)) > 0.7]
        scene.add(thing, [text, *inner])


def check_sized(box: Box) -> bool:
    """Whether a check box may be so large."""
    low, high = BOX_SIDE
    return low <= box.width <= high and low <= box.height <= high and abs(box.width - box.height) <= 3


def _text_right_of(scene: Scene, box: Box) -> TextLine | None:
    beside = Box(x0=box.x1 - INTO, y0=box.middle_y - 5, x1=box.x1 + 17, y1=box.middle_y + 6)
    near = [
        line
        for line in scene.free_lines_at(beside)
        if -INTO <= line.box.x0 - box.x1 <= 16 and abs(line.box.middle_y - box.middle_y) <= 5
    ]
    return min(near, key=lambda line: line.box.x0) if near else None
