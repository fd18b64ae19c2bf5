"""A drawn form is seen as a person sees it: light, dark and at 200 %."""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from drawn import DARK, LIGHT, Look, Sheet, form

from agent.types import Box, Element, Frame, Monitor, Observation, Point, Window
from vision.controls import find_controls
from vision.fills import Region
from vision.lines import TextLine
from vision.lists import find_lists
from vision.perceive import DesktopEyes, magnification, see_json
from vision.proposals import Glyph, Proposals
from vision.reader import Reader
from vision.rows import find_menu_bars
from vision.scene import Scene, Thing, make_scene
from vision.tables import find_headers, find_ticks
from vision.text_areas import find_text_areas


@pytest.fixture(scope="module")
def eyes() -> DesktopEyes:
    return DesktopEyes(Reader(threads=2))


def _one(seen: Observation, name: str) -> Element:
    found = [e for e in seen.elements if name in (e.text, e.label)]
    assert len(found) == 1, [(e.kind, e.name) for e in seen.elements]
    return found[0]


@pytest.mark.slow
@pytest.mark.parametrize(("look", "scale"), [(LIGHT, 1), (DARK, 1), (LIGHT, 2)])
def test_a_form(eyes: DesktopEyes, look: Look, scale: int) -> None:
    seen = eyes.look(Frame(form(look, scale)))
    expected = {
        "File": "menu_bar_item",
        "Edit": "menu_bar_item",
        "View": "menu_bar_item",
        "Help": "menu_bar_item",
        "Remember me": "checkbox",
        "Send me news": "checkbox",
        "Forgot password?": "link",
        "Cancel": "button",
        "Continue": "button",
    }
    assert {name: _one(seen, name).kind for name in expected} == expected
    assert "checked" in _one(seen, "Remember me").states
    assert "checked" not in _one(seen, "Send me news").states
    (field,) = [e for e in seen.elements if e.kind == "text_field"]
    assert field.label == "Email"
    truth = Box(x0=110 * scale, y0=56 * scale, x1=420 * scale, y1=84 * scale)
    assert field.box.iou(truth) > 0.85
    button = Box(x0=320 * scale, y0=220 * scale, x1=420 * scale, y1=252 * scale)
    assert _one(seen, "Continue").box.iou(button) > 0.85
    assert [e.id for e in seen.elements] == list(range(len(seen.elements)))


@pytest.mark.slow
def test_an_unchanged_screen_is_answered_at_once(eyes: DesktopEyes) -> None:
    frame = Frame(form())
    first = eyes.look(frame)
    start = time.thread_time()
    again = eyes.look(Frame(form()))
    assert time.thread_time() - start < 0.1
    assert again.elements == first.elements


@pytest.mark.slow
def test_a_password_field_is_told_by_its_caption(eyes: DesktopEyes) -> None:
    sheet = Sheet(420, 120)
    sheet.text(20, 60, "Password:")
    sheet.box(120, 46, 380, 74, sheet.look.base)
    seen = eyes.look(Frame(sheet.pixels))
    assert [e.label for e in seen.elements if e.kind == "password_field"] == ["Password"]


class FixedReader:
    """Says what it was given."""

    def __init__(self, *lines: TextLine) -> None:
        self.lines = lines

    def read(self, pixels: object) -> tuple[TextLine, ...]:
        return self.lines

    def read_each(self, pixels: object, boxes: Sequence[Box]) -> list[TextLine | None]:
        return [None for _ in boxes]


def _line(text: str, x0: int, y0: int, em: float = 13.0) -> TextLine:
    return TextLine(Box(x0=x0, y0=y0, x1=x0 + 7 * len(text), y1=y0 + 16), text, 0.95, em)


def test_elements_are_in_desktop_pixels_and_reading_order() -> None:
    reader = FixedReader(_line("second", 10, 40), _line("first", 10, 10))
    frame = Frame(np.full((80, 120, 3), 255, np.uint8), origin=Point(x=1000, y=500))
    seen = DesktopEyes(reader).look(frame)
    assert [e.text for e in seen.elements] == ["first", "second"]
    assert [(e.box.x0, e.box.y0) for e in seen.elements] == [(1010, 510), (1010, 540)]


def test_nothing_in_our_own_windows_is_an_element() -> None:
    reader = FixedReader(_line("mine", 10, 10), _line("theirs", 10, 60))
    ours = Window(id=1, title="Deskhand", box=Box(x0=0, y0=0, x1=120, y1=40), ours=True)
    frame = Frame(np.full((80, 120, 3), 255, np.uint8), windows=(ours,))
    assert [e.text for e in DesktopEyes(reader).look(frame).elements] == ["theirs"]


def test_windows_that_are_listed_become_containers() -> None:
    window = Window(id=1, title="Notes", box=Box(x0=10, y0=10, x1=110, y1=70), focused=True)
    frame = Frame(np.full((80, 120, 3), 255, np.uint8), windows=(window,))
    (element,) = DesktopEyes(FixedReader()).look(frame).elements
    assert (element.kind, element.text, element.box) == ("window", "Notes", window.box)


def test_the_title_bar_of_a_window() -> None:
    pixels = np.full((120, 400, 3), 230, np.uint8)
    pixels[10:32, 10:390] = (90, 120, 180)
    for x in (330, 350, 370):
        pixels[17:27, x : x + 10 : 2] = 255
    title = _line("Notes - Editor", 150, 13)
    window = Window(id=1, title="Notes - Editor", box=Box(x0=10, y0=10, x1=390, y1=110))
    seen = DesktopEyes(FixedReader(title)).look(Frame(pixels, windows=(window,)))
    controls = {e.label: e.box.centre.x for e in seen.elements if e.kind == "window_control"}
    expected = {"Minimize": 335, "Maximize": 355, "Close": 375}
    assert set(controls) == set(expected)
    assert all(abs(controls[name] - x) <= 3 for name, x in expected.items())
    assert [e.kind for e in seen.elements if e.text == "Notes - Editor"] == ["window", "label"]


def test_a_single_pixel_holds_nothing() -> None:
    assert DesktopEyes(FixedReader()).look(Frame(np.zeros((1, 1, 3), np.uint8))).elements == ()


@pytest.mark.parametrize(("em", "factor"), [(11.0, 1), (17.0, 1), (27.0, 2), (41.0, 3)])
def test_magnification_goes_by_the_text(em: float, factor: int) -> None:
    frame = Frame(np.zeros((9, 9, 3), np.uint8))
    assert magnification(frame, [_line("words", 0, 0, em)] * 3) == factor


def test_magnification_without_text_goes_by_the_monitor() -> None:
    monitor = Monitor(box=Box(x0=0, y0=0, x1=9, y1=9), scale=2.0)
    assert magnification(Frame(np.zeros((9, 9, 3), np.uint8), monitors=(monitor,)), []) == 2


def test_see_json_has_the_form_that_other_programs_rely_on() -> None:
    seen = DesktopEyes(FixedReader(_line("words", 10, 10))).look(Frame(np.full((40, 90, 3), 255, np.uint8)))
    (entry,) = see_json(seen)
    assert entry["box"] == [10, 10, 45, 26]
    assert (entry["kind"], entry["text"], entry["states"]) == ("label", "words", [])
    assert 0 <= entry["score"] <= 1


@pytest.mark.slow
def test_a_column_of_fields_in_a_frame_is_a_form_and_no_menu(eyes: DesktopEyes) -> None:
    sheet = Sheet(640, 420)
    sheet.box(180, 100, 470, 330, sheet.look.base)
    for row, caption in enumerate(("First name", "Last name", "Street")):
        y = 120 + 40 * row
        sheet.text(196, y + 6, caption)
        sheet.box(286, y, 450, y + 30, sheet.look.base)
    sheet.button(196, 250, 280, 280, "Cancel")
    sheet.button(366, 250, 450, 280, "Send")
    seen = eyes.look(Frame(sheet.pixels))
    kinds = [e.kind for e in seen.elements]
    assert "menu_item" not in kinds
    fields = [e.label for e in seen.elements if e.kind == "text_field"]
    assert fields == ["First name", "Last name", "Street"]
    assert _one(seen, "Send").kind == "button"


def test_a_strip_that_holds_the_entries_of_a_menu_bar_is_no_field() -> None:
    strip = Region(Box(x0=20, y0=26, x1=500, y1=50), (250, 250, 250), 0.9)
    title = _line("notes.txt", 200, 22)
    scene = make_scene(np.full((200, 520, 3), 230, np.uint8), [title], Proposals((strip,)), 13)
    scene.things += [
        Thing(Box(x0=x, y0=26, x1=x + 50, y1=58), "menu_bar_item", name)
        for x, name in ((20, "File"), (70, "Edit"))
    ]
    find_controls(scene)
    assert {t.kind for t in scene.things} == {"menu_bar_item"}


def _shelf(*rows: tuple[str, int]) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.uint8]], list[TextLine]]:
    """A white page with even rectangles of one width, each with a text at its left."""
    pixels = np.full((300, 700, 3), 255, np.uint8)
    for _, y in rows:
        pixels[y : y + 44, 40:640] = 200
        pixels[y + 1 : y + 43, 41:639] = 246
    return pixels, [_line(text, 60, y + 14) for text, y in rows]


@pytest.mark.parametrize("words", ["Q Search settings", "搜索设置"])
def test_a_search_field_is_known_by_its_word(words: str) -> None:
    pixels, lines = _shelf((words, 40))
    seen = DesktopEyes(FixedReader(*lines)).look(Frame(pixels))
    (field,) = [e for e in seen.elements if e.kind == "search_field"]
    assert field.box.x0 <= 60
    assert field.box.x1 > 560
    assert "editable" in field.states


def test_rows_of_a_card_are_no_fields() -> None:
    pixels, lines = _shelf(("Bluetooth", 40), ("Network", 84), ("Sound", 128))
    seen = DesktopEyes(FixedReader(*lines)).look(Frame(pixels))
    assert not {e.kind for e in seen.elements} & {"text_field", "text_area", "search_field"}


def test_paths_of_links_come_apart() -> None:
    words = (("previous", 10, 66), ("|", 70, 72), ("next", 76, 104))
    line = TextLine(Box(x0=10, y0=20, x1=104, y1=36), "previous | next", 0.95, 13.0, words=words)
    status = (("4", 10, 18), ("files:", 22, 60), ("9", 64, 70), ("|", 74, 76), ("Free", 80, 110))
    other = TextLine(Box(x0=10, y0=60, x1=110, y1=76), "4 files: 9 | Free", 0.95, 13.0, words=status)
    seen = DesktopEyes(FixedReader(line, other)).look(Frame(np.full((100, 200, 3), 255, np.uint8)))
    assert [(e.kind, e.text) for e in seen.elements] == [
        ("link", "previous"), ("link", "next"), ("label", "4 files: 9 | Free"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["✓ Newsletter", "✓Newsletter", "☑ Newsletter"])
def test_a_tick_before_a_name_is_a_check_box(text: str) -> None:
    seen = DesktopEyes(FixedReader(_line(text, 20, 20))).look(Frame(np.full((60, 200, 3), 255, np.uint8)))
    assert [(e.kind, e.text, "checked" in e.states) for e in seen.elements] == [
        ("checkbox", "Newsletter", True)
    ]


def test_striped_rows_are_a_list_however_close_and_the_status_line_is_none() -> None:
    pixels = np.full((420, 500, 3), 225, np.uint8)
    lines = []
    for i, name in enumerate(("fusion-fixes", "scrollbar-simple", "sliders-simple", "tooltip-simple")):
        pixels[20 + 20 * i : 40 + 20 * i, 20:440] = 255 if i % 2 else 246
        lines.append(_line(name, 40, 22 + 20 * i, 15.0))
    lines.append(_line("4 files", 40, 390, 15.0))
    seen = DesktopEyes(FixedReader(*lines)).look(Frame(pixels))
    entries = {e.text for e in seen.elements if e.kind in ("list_item", "table_cell")}
    assert {line.text for line in lines[:4]} <= entries
    assert "4 files" not in entries


def test_the_titles_of_a_table_tell_its_columns() -> None:
    rows = (("budget.csv", "97 bytes CSV"), ("letter.txt", "51 bytes text"), ("page.html", "12 bytes HTML"))
    lines = [_worded("Name", 20, 60), _worded("Size", 180, 60), _worded("Type", 250, 60)]
    for i, (name, rest) in enumerate(rows):
        lines += [_worded(name, 20, 90 + 28 * i), _worded(rest, 187, 90 + 28 * i)]
    pixels = np.full((300, 400, 3), 255, np.uint8)
    ground = Region(Box(x0=10, y0=82, x1=390, y1=280), (255, 255, 255), 0.9)
    scene = make_scene(pixels, lines, Proposals((ground,), ()), 13.0)
    find_lists(scene)
    find_headers(scene)
    found = {thing.text: thing for thing in scene.things if thing.text}
    assert {found[text].kind for text in ("Name", "Size", "Type")} == {"table_header"}
    assert found["97 bytes"].kind == found["CSV"].kind == "table_cell"
    assert found["Type"].box.x0 == found["CSV"].box.x0


def _worded(text: str, x0: int, y0: int) -> TextLine:
    line = _line(text, x0, y0)
    words, x = [], x0
    for word in text.split():
        words.append((word, x, x + 7 * len(word)))
        x += 7 * (len(word) + 1)
    return replace(line, words=tuple(words))


@pytest.mark.parametrize(("gap", "titles"), [(12, ["Edit", "View"]), (4, [])])
def test_titles_of_a_menu_bar_that_were_read_as_one_line(gap: int, titles: list[str]) -> None:
    pair = replace(_line("Edit View", 80, 40), words=(("Edit", 80, 104), ("View", 104 + gap, 135 + gap)))
    lines = [_line("File", 30, 40), pair, _line("Help", 170, 40)]
    scene = make_scene(np.full((100, 300, 3), 239, np.uint8), lines, Proposals(), 13.0)
    find_menu_bars(scene)
    assert [t.text for t in scene.things if t.text in ("Edit", "View")] == titles


def _page(dark: bool, *things: Thing) -> list[Thing]:
    """An editor's page with three lines on it, of the same colour as what is round it where it is dark."""
    colour, around = ((45, 46, 48), 45) if dark else ((255, 255, 255), 230)
    pixels = np.full((400, 600, 3), around, np.uint8)
    pixels[60:380, 20:580] = colour
    lines = [_line("import sys", 24, 66), _line("def greet(name):", 24, 100), _line("return 1", 50, 120)]
    page = Region(Box(x0=20, y0=60, x1=580, y1=380), colour, 0.97)
    scene = make_scene(pixels, lines, Proposals((page,), ()), 13.0)
    scene.things += things
    find_text_areas(scene)
    return [t for t in scene.things if t.kind == "text_area"]


def test_a_page_below_a_menu_bar_is_written_on_whatever_its_colour() -> None:
    bar = Thing(Box(x0=20, y0=34, x1=60, y1=56), "menu_bar_item", "File")
    assert len(_page(True, bar)) == 1
    assert _page(True) == []


def test_an_empty_list_below_its_titles_is_nothing_to_write_in() -> None:
    pixels = np.full((300, 400, 3), 230, np.uint8)
    pixels[30:280, 20:380] = 255
    body = Region(Box(x0=20, y0=56, x1=380, y1=280), (255, 255, 255), 1.0)
    strips = [Region(Box(x0=a, y0=30, x1=b, y1=55), (240, 240, 240), 0.9) for a, b in ((20, 200), (201, 380))]
    for titles, kinds in (([_line("Name", 30, 36), _line("Size", 210, 36)], []), ([], ["text_area"])):
        scene = make_scene(pixels, titles, Proposals((body, *strips), ()), 13.0)
        find_text_areas(scene)
        assert [t.kind for t in scene.things if t.box == body.box] == kinds


def test_a_menu_that_is_open_over_a_page_does_not_hide_it() -> None:
    menu = Thing(Box(x0=200, y0=70, x1=400, y1=300), "menu")
    entry = Thing(Box(x0=200, y0=80, x1=400, y1=104), "menu_item", "Open")
    button = Thing(Box(x0=200, y0=80, x1=300, y1=104), "button", "Open")
    assert len(_page(False, menu, entry)) == 1
    assert _page(False, button) == []


def _table(marks: int) -> Scene:
    """Rows of two texts, with a drawn check box before the first in so many of them."""
    pixels = np.full((300, 400, 3), 255, np.uint8)
    lines, squares = [], []
    for i in range(4):
        y = 90 + 28 * i
        lines += [_worded(f"name {i}", 60, y), _worded(f"value {i}", 220, y)]
        if i < marks:
            pixels[y : y + 14, 25:39] = 60
            pixels[y + 1 : y + 13, 26:38] = 255
            squares.append(Glyph(Box(x0=25, y0=y, x1=39, y1=y + 14), 0.3, (60, 60, 60)))
    ground = Region(Box(x0=10, y0=82, x1=390, y1=280), (255, 255, 255), 0.9)
    scene = make_scene(pixels, lines, Proposals((ground,), tuple(squares)), 13.0)
    find_lists(scene)
    find_ticks(scene)
    return scene


def test_check_boxes_before_the_rows_of_a_table_are_as_large_as_their_cells() -> None:
    ticks = [t for t in _table(4).things if t.kind == "checkbox"]
    cells = [t for t in _table(4).things if t.kind == "table_cell" and t.text.startswith("name")]
    assert [(t.box.x0, t.box.y0, t.box.x1) for t in ticks] == [(10, c.box.y0, c.box.x0) for c in cells]


def test_a_mark_in_one_row_is_no_column_of_check_boxes() -> None:
    assert all(t.kind != "checkbox" for t in _table(1).things)


def test_the_end_of_a_wide_row_may_have_something_to_press() -> None:
    lines = [_line(f"Setting {i}", 30, 90 + 40 * i) for i in range(4)]
    marks = [Glyph(Box(x0=560, y0=92 + 40 * i, x1=572, y1=104 + 40 * i), 0.3, (0, 0, 0)) for i in range(4)]
    ground = Region(Box(x0=10, y0=78, x1=600, y1=240), (255, 255, 255), 0.9)
    pixels = np.full((300, 640, 3), 255, np.uint8)
    scene = make_scene(pixels, lines, Proposals((ground,), tuple(marks)), 13.0)
    find_lists(scene)
    assert sum(t.kind == "list_item" for t in scene.things) == 4
    assert len(scene.free_glyphs()) == 4


def test_an_empty_box_of_any_colour_behind_a_caption_is_a_field() -> None:
    box = Region(Box(x0=120, y0=40, x1=380, y1=70), (240, 240, 240), 0.95)
    pixels = np.full((120, 400, 3), 250, np.uint8)
    pixels[40:70, 120:380] = 240
    for lines, kinds in (([_line("Name", 30, 47)], ["text_field"]), ([], [])):
        scene = make_scene(pixels, lines, Proposals((box,), ()), 13.0)
        find_controls(scene)
        assert [t.kind for t in scene.things] == kinds


def test_a_patch_with_a_rim_is_a_button_that_shows_a_colour() -> None:
    patch = Region(Box(x0=51, y0=50, x1=143, y1=74), (0, 0, 0), 1.0)
    rim = Region(Box(x0=47, y0=47, x1=147, y1=78), (212, 212, 212), 0.18)
    pixels = np.full((120, 200, 3), 206, np.uint8)
    scene = make_scene(pixels, [], Proposals((patch, rim), ()), 13.0)
    find_controls(scene)
    assert [(t.kind, t.box) for t in scene.things] == [("button", rim.box.grown(1))]
    alone = make_scene(pixels, [], Proposals((patch,), ()), 13.0)
    find_controls(alone)
    assert all(t.kind != "button" for t in alone.things)


def test_what_a_rule_used_stays_used_though_nothing_else_keeps_it() -> None:
    scene = make_scene(np.full((40, 40, 3), 255, np.uint8), [_line("first", 2, 2)], Proposals(), 13.0)
    scene.add(
        Thing(Box(x0=0, y0=0, x1=9, y1=9), "icon"), [Glyph(Box(x0=0, y0=0, x1=9, y1=9), 0.5, (0, 0, 0))]
    )
    gc.collect()
    scene.cut(scene.lines[0], [_line(str(i), 2, 2) for i in range(100)])
    assert len(scene.free_lines()) == 100
