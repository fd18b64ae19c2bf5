"""Lines that hold several things are split, and nothing is read twice."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from drawn import DARK, LIGHT, Look, Sheet
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import ReadError
from agent.types import Box, Pixels
from vision.crops import Reading
from vision.lines import TextLine, ground_colour, looks_like_link
from vision.ocr import OVERLAP, Engine, TextModels, strips
from vision.reader import Reader


class CountingModels:
    """Finds the bright bars of a picture and says how wide each is."""

    def __init__(self) -> None:
        self.detected: list[tuple[int, ...]] = []
        self.recognised = 0

    def detect(self, pixels: Pixels) -> list[Box]:
        self.detected.append(pixels.shape)
        bright = pixels[:, :, 0] > 100
        rows = np.flatnonzero(bright.any(axis=1))
        found = []
        for group in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1) if len(rows) else []:
            columns = np.flatnonzero(bright[group].any(axis=0))
            box = (columns[0] - 3, group[0] - 3, columns[-1] + 4, group[-1] + 4)
            x0, y0, x1, y1 = (max(0, int(v)) for v in box)
            found.append(Box(x0=x0, y0=y0, x1=min(x1, pixels.shape[1]), y1=min(y1, pixels.shape[0])))
        return found

    def recognise(self, crops: Sequence[Pixels]) -> list[Reading]:
        self.recognised += len(crops)
        texts = [f"w{crop.shape[1]}" for crop in crops]
        return [Reading(t, 0.9, tuple((i + 0.5) / len(t) for i in range(len(t)))) for t in texts]


def _bars(places: list[tuple[int, int, int]], size: tuple[int, int] = (400, 600)) -> Pixels:
    """Ladders (so that no row is ink all along) at x, y, of a width."""
    pixels = np.zeros((*size, 3), np.uint8)
    for x, y, width in places:
        pixels[y : y + 10, x : x + width : 3] = 255
        pixels[y : y + 10, x + width - 1] = 255
    return pixels


@pytest.fixture
def models() -> CountingModels:
    return CountingModels()


def test_an_unchanged_picture_is_not_read_again(models: CountingModels) -> None:
    reader, pixels = Reader(models=models), _bars([(50, 50, 100), (50, 200, 60)])
    first = reader.read(pixels)
    counts = (len(models.detected), models.recognised)
    assert reader.read(pixels.copy()) == first
    assert (len(models.detected), models.recognised) == counts
    assert len(first) == 2


def test_only_the_changed_place_is_searched(models: CountingModels) -> None:
    reader = Reader(models=models)
    reader.read(_bars([(50, 50, 100), (50, 200, 60)]))
    lines = reader.read(_bars([(50, 50, 100), (50, 200, 60), (400, 320, 80)]))
    assert len(lines) == 3
    assert models.recognised == 3
    height, width = models.detected[-1][:2]
    assert height * width < 0.3 * 400 * 600


def test_a_line_that_went_is_gone(models: CountingModels) -> None:
    reader = Reader(models=models)
    reader.read(_bars([(50, 50, 100), (50, 200, 60)]))
    assert len(reader.read(_bars([(50, 200, 60)]))) == 1


def test_a_line_that_grew_is_found_whole(models: CountingModels) -> None:
    reader = Reader(models=models)
    reader.read(_bars([(50, 50, 100), (50, 200, 60)]))
    lines = reader.read(_bars([(50, 50, 300), (50, 200, 60)]))
    assert sorted(line.box.x1 - line.box.x0 for line in lines) == [60, 300]


def test_what_reaches_out_of_a_change_keeps_its_outer_parts(models: CountingModels) -> None:
    reader = Reader(models=models)
    reader.read(_bars([(20, 200, 1100)], (400, 1200)))
    cut = _bars([(20, 200, 1100)], (400, 1200))
    cut[180:230, 560:640] = 0
    lines = reader.read(cut)
    assert sorted((line.box.x0, line.box.x1) for line in lines)[0][0] == 20
    assert max(line.box.x1 for line in lines) == 1120
    assert models.detected[-1][1] < 1200


def test_text_that_moved_is_not_recognised_again(models: CountingModels) -> None:
    reader = Reader(models=models)
    reader.read(_bars([(50, 50, 100)]))
    moved = reader.read(_bars([(90, 250, 100)]))
    assert models.recognised == 1
    assert moved[0].box.x0 == 90


def test_a_tiny_picture_is_empty(models: CountingModels) -> None:
    assert Reader(models=models).read(np.zeros((1, 1, 3), np.uint8)) == ()


@given(st.integers(1, 5000), st.integers(256, 1000))
def test_strips_cover_the_picture_and_overlap(height: int, rows: int) -> None:
    found = strips(height, rows)
    assert found[0][0] == 0
    assert found[-1][1] == height
    assert len({bottom - top for top, bottom in found}) == 1
    assert all(bottom - top <= max(rows, OVERLAP) for top, bottom in found)
    assert all(one[1] - other[0] >= OVERLAP for one, other in pairwise(found))


def test_engines() -> None:
    assert TextModels("onnxruntime").engine == "onnxruntime"
    assert TextModels("auto").engine in ("openvino", "onnxruntime")


def test_a_missing_engine_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ReadError, match="pip install openvino"):
        TextModels("openvino")
    assert TextModels("auto").engine == "onnxruntime"


@pytest.mark.slow
def test_nothing_is_told_to_anyone(reader: Reader) -> None:
    reader.read(Sheet(64, 64).pixels)
    assert not [name for name in sys.modules if name.startswith("openvino_telemetry.")]


def test_the_ground_is_the_commonest_colour() -> None:
    crop = np.full((10, 10, 3), (200, 210, 220), np.uint8)
    crop[:3] = 0
    assert ground_colour(crop) == (200, 210, 220)


@pytest.mark.parametrize(("text", "ink", "link"), [
    ("Read more", (20, 90, 220), True),
    ("Read more", (40, 40, 40), False),
    ("Read more", (200, 20, 20), False),
    ("[-a | --all]", (20, 90, 220), False),
])  # fmt: skip
def test_links_are_told_by_colour(text: str, ink: tuple[int, int, int], link: bool) -> None:
    line = TextLine(Box(x0=0, y0=0, x1=80, y1=16), text, 0.9, 13.0, ink, (255, 255, 255))
    assert looks_like_link(line) is link


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(threads=2)


@pytest.mark.slow
@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_menu_titles_are_six_things(reader: Reader, look: Look) -> None:
    sheet = Sheet(480, 60, look)
    places = {"File": 12, "Edit": 54, "Search": 98, "View": 162, "Document": 212, "Help": 296}
    for words, x in places.items():
        sheet.text(x, 30, words)
    lines = {line.text: line.box for line in reader.read(sheet.pixels)}
    assert set(lines) == set(places)
    for words, x in places.items():
        assert abs(lines[words].x0 - x) <= 3
        assert lines[words].y0 < 30 < lines[words].y1


@pytest.mark.slow
def test_a_link_in_a_sentence_is_a_thing_of_its_own(reader: Reader) -> None:
    sheet = Sheet(420, 50)
    sheet.text(20, 25, "See the")
    sheet.text(76, 25, "manual", (20, 90, 220))
    sheet.text(130, 25, "for more")
    lines = reader.read(sheet.pixels)
    assert [line.text for line in lines] == ["See the", "manual", "for more"]
    assert [looks_like_link(line) for line in lines] == [False, True, False]


@pytest.mark.parametrize("engine", ["openvino", "onnxruntime"])
def test_both_engines_read_crops_of_any_width(engine: Engine) -> None:
    lines = [drawn(text) for text in ("OK", "Cut", "Save", "Edit", "File", "Preferences of the text editor")]
    said = [reading.text for reading in TextModels(engine, 2).recognise(lines)]
    assert said == ["OK", "Cut", "Save", "Edit", "File", "Preferences of the text editor"]


def drawn(text: str) -> Pixels:
    """A line of text, black on white."""
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.load_default(16)
    picture = Image.new("RGB", (round(font.getlength(text)) + 8, 24), "white")
    ImageDraw.Draw(picture).text((4, 2), text, fill="black", font=font)
    return np.asarray(picture, np.uint8)
