"""The picture: its one mapping, what is painted where, what the mouse says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent.types import Box, Element, Frame, Monitor, Observation, Point, Window
from ui import pictures, placing
from ui.screen_view import Mark, ScreenView

RED, BLUE = (255, 0, 0), (0, 0, 255)


def frame(width: int = 200, height: int = 100, x: int = 0, y: int = 0) -> Frame:
    """Blue, with a red square at 40..60."""
    pixels = np.full((height, width, 3), BLUE, np.uint8)
    pixels[40:60, 40:60] = RED
    return Frame(pixels, origin=Point(x=x, y=y))


def view(qtbot: QtBot, width: int = 616, height: int = 416) -> ScreenView:
    made = ScreenView()
    qtbot.addWidget(made)
    made.resize(width, height)
    return made


def rgb(image: QImage, place: QPoint) -> tuple[int, int, int]:
    colour = image.pixelColor(place)
    return colour.red(), colour.green(), colour.blue()


def square(x: int = 0, y: int = 0) -> Element:
    return Element(id=1, box=Box(x0=40 + x, y0=40 + y, x1=60 + x, y1=60 + y), kind="button", text="Red")


@given(
    width=st.integers(40, 4000),
    height=st.integers(40, 3000),
    origin=st.tuples(st.integers(-3000, 3000), st.integers(-3000, 3000)),
    at=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_points_go_to_the_widget_and_back(
    width: int, height: int, origin: tuple[int, int], at: tuple[float, float]
) -> None:
    QApplication.instance() or QApplication([])
    made = ScreenView()
    made.resize(640, 400)
    picture = Frame(np.zeros((height, width, 3), np.uint8), origin=Point(x=origin[0], y=origin[1]))
    made.show_frame(picture)
    point = Point(x=origin[0] + int(at[0] * (width - 1)), y=origin[1] + int(at[1] * (height - 1)))
    pixel = Box(x0=point.x, y0=point.y, x1=point.x + 1, y1=point.y + 1)
    back = made.to_desktop(made.to_widget(pixel).center())
    assert back is not None
    assert abs(back.x - point.x) <= 1
    assert abs(back.y - point.y) <= 1


def test_the_picture_is_painted_in_its_place(qtbot: QtBot) -> None:
    made = view(qtbot)
    made.show_frame(frame())
    image = made.grab().toImage()
    red = made.to_widget(square().box).center().toPoint()
    assert rgb(image, red) == RED
    blue = made.to_widget(Box(x0=100, y0=50, x1=120, y1=70)).center().toPoint()
    assert rgb(image, blue) == BLUE


def test_what_is_not_marked_steps_back(qtbot: QtBot) -> None:
    made = view(qtbot)
    made.show_frame(frame(), [Mark(square().box)])
    image = made.grab().toImage()
    assert rgb(image, made.to_widget(square().box).center().toPoint()) == RED
    blue = made.to_widget(Box(x0=100, y0=50, x1=120, y1=70)).center().toPoint()
    assert image.pixelColor(blue).blue() < 230


def test_outlines_can_be_turned_off(qtbot: QtBot) -> None:
    made = view(qtbot)
    made.show_observation(Observation(frame(), (square(),)))
    with_outlines = made.grab().toImage()
    made.set_show_elements(False)
    assert made.grab().toImage() != with_outlines


def test_our_own_windows_are_named_in_the_picture(qtbot: QtBot) -> None:
    made = view(qtbot)
    ours = Window(id=1, box=Box(x0=100, y0=0, x1=200, y1=100), ours=True)
    bare = frame()
    made.show_frame(Frame(bare.pixels, windows=(ours,)))
    spot = made.to_widget(Box(x0=180, y0=80, x1=190, y1=90)).center().toPoint()
    assert made.grab().toImage().pixelColor(spot).lightness() > 150


@pytest.mark.parametrize("origin", [(0, 0), (-500, 300)])
def test_picking_tells_the_element_or_the_bare_point(qtbot: QtBot, origin: tuple[int, int]) -> None:
    made = view(qtbot)
    x, y = origin
    made.show_observation(Observation(frame(x=x, y=y), (square(x, y),)))
    picked: list[tuple[Point, Element | None]] = []
    made.picked.connect(lambda point, element: picked.append((point, element)))
    spot = made.to_widget(square(x, y).box).center().toPoint()
    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=spot)
    assert picked == []
    made.set_picking(True)
    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(made.width() // 2, made.height() // 2))
    QTest.mouseClick(made, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert len(picked) == 2
    assert picked[0][1] is not None
    assert picked[0][1].text == "Red"
    assert picked[1][1] is None


def test_a_cutout_shows_the_target_enlarged(qtbot: QtBot) -> None:
    view(qtbot)
    picture = pictures.cutout(frame(400, 300), square().box, QSize(160, 60), 1.0, "#00FF00")
    image = picture.toImage()
    assert picture.width() <= 160
    assert picture.height() <= 60
    places = [QPoint(x, y) for x in range(picture.width()) for y in range(picture.height())]
    reds = sum(rgb(image, place) == RED for place in places)
    assert reds > 20 * 20


@pytest.mark.parametrize("box", [Box(x0=900, y0=900, x1=950, y1=950), Box(x0=-50, y0=-50, x1=-10, y1=-10)])
def test_a_cutout_off_the_picture_is_empty(qtbot: QtBot, box: Box) -> None:
    view(qtbot)
    assert pictures.cutout(frame(), box, QSize(160, 60), 1.0, "#00FF00").isNull()


@pytest.mark.parametrize("size", [(1, 1), (1, 400), (3000, 1)])
def test_odd_pictures_are_shown(qtbot: QtBot, size: tuple[int, int]) -> None:
    made = view(qtbot)
    pixels = np.zeros((size[1], size[0], 3), np.uint8)
    whole = Box(x0=0, y0=0, x1=size[0], y1=size[1])
    made.show_frame(Frame(pixels), [Mark(whole, whole.centre, 1)])
    assert not made.grab().isNull()
    pictures.cutout(Frame(pixels), whole, QSize(160, 60), 1.0, "#00FF00")


def test_desktop_pixels_become_qt_units(qtbot: QtBot) -> None:
    view(qtbot)
    ratio = QApplication.primaryScreen().devicePixelRatio()
    place = placing.logical(Box(x0=100, y0=50, x1=140, y1=70))
    assert place.x() == round(100 / ratio)
    assert place.width() == round(40 / ratio)
    assert Monitor(box=Box(x0=0, y0=0, x1=1, y1=1)).scale == 1.0
