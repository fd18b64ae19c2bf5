"""Places to write in: large even areas that are empty or hold running text."""

from __future__ import annotations

from agent.types import Box
from vision.fills import Region
from vision.geometry import gap_y, overlap_share
from vision.lines import is_link_colour
from vision.scene import Scene, Thing, in_stack, is_field_fill, rows_of_lines

LEAST_AREA = (140, 44)  # of a place to write in
WIDE_PAGE = 300  # pixels of an editor's page at the least
UPRIGHT = 2.4  # heights over widths from which an empty area is a side bar
EMPTY_UPRIGHT = 1.2  # the same for one without text
TITLES = 52  # pixels: how high the titles of a list may be


def find_text_areas(scene: Scene) -> None:
    """Adds large even areas that are empty or hold running text of one size."""
    height, width = scene.pixels.shape[:2]
    for region in sorted(scene.regions, key=lambda r: r.box.area):
        box = region.box
        whole = box.width > 0.95 * width and box.height > 0.9 * height
        if box.width < LEAST_AREA[0] or box.height < LEAST_AREA[1] or whole or region.solid < 0.3:
            continue
        if _is_side_bar(scene, box) or in_stack(scene, box):
            continue
        if _goes_on_as_list(scene, box) or _is_below_titles(scene, box):
            continue
        held = [t for t in scene.things if overlap_share(t.box, box) > 0.5 and not _in_menu(scene, t)]
        if not held and not scene.taken(box, 0.3) and _is_text_area(scene, region):
            scene.add(Thing(box, "text_area", states={"editable"}, fill=region.fill, score=0.6))


def _is_side_bar(scene: Scene, box: Box) -> bool:
    upright = box.height / box.width
    return upright > UPRIGHT or (upright > EMPTY_UPRIGHT and not scene.lines_in(box))


def _in_menu(scene: Scene, thing: Thing) -> bool:
    """A menu that is open over what stands there, or an entry of it."""
    return thing.kind == "menu" or any(t.kind == "menu" and t.box.encloses(thing.box) for t in scene.things)


def _is_below_menu_bar(scene: Scene, box: Box) -> bool:
    """An editor's page: it begins right below the menu bar, at its left."""
    return box.width > WIDE_PAGE and any(
        t.kind == "menu_bar_item" and -3 <= box.y0 - t.box.y1 <= 10 and abs(box.x0 - t.box.x0) <= 6
        for t in scene.things
    )


def _goes_on_as_list(scene: Scene, box: Box) -> bool:
    """The rest of a list's panel, below its rows or beyond a separator."""
    lists = (t.box for t in scene.things if t.kind in ("list", "table", "menu"))
    return any(abs(t.x0 - box.x0) <= 4 and abs(t.x1 - box.x1) <= 4 and gap_y(t, box) <= 6 for t in lists)


def _is_below_titles(scene: Scene, box: Box) -> bool:
    """An empty list: its columns' titles stand right above, in strips of their own that fill its width."""
    strips = [
        r.box
        for r in scene.regions
        if -2 <= box.y0 - r.box.y1 <= 3 and r.box.height <= TITLES and box.x0 - 3 <= r.box.x0 < box.x1
    ]
    titled = bool(strips) and all(scene.lines_anywhere(strip) for strip in strips)
    wide = sum(strip.width for strip in strips) > 0.9 * box.width
    return wide and titled and not scene.lines_in(box)


def _is_text_area(scene: Scene, region: Region) -> bool:
    lines = scene.lines_in(region.box)
    if not is_field_fill(scene, region) and not (lines and _is_below_menu_bar(scene, region.box)):
        return False
    if not lines:
        return not scene.glyphs_in(region.box) or region.solid > 0.97
    if len(scene.glyphs_in(region.box)) > max(3, 0.3 * len(lines)):
        return False  # icons and marks stand in it: a card
    sizes = sorted(line.em for line in lines)
    low, high = sizes[len(sizes) // 5], sizes[len(sizes) * 4 // 5]
    left = min(line.box.x0 for line in lines) - region.box.x0
    single = all(len(row) <= 2 for row in rows_of_lines(lines))
    links = any(is_link_colour(line.ink, line.fill) for line in lines)
    return high <= 1.55 * low and left <= 26 and single and not links
