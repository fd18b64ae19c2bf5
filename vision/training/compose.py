"""A whole screen by chance: a desktop, its windows in their frames, and what lies over them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from agent.types import Pixels
from vision.training import extras
from vision.training.desktop import Desktop, settle
from vision.training.frames import Frame, paint_frame, pick_frame
from vision.training.scene import SceneTruth
from vision.training.truth import Part, parts_of
from vision.training.widgets import Kit
from vision.training.windows import Made, make_window

SIZES = (*[(1280, 800)] * 3, *[(1366, 768)] * 2, (1024, 768), (1440, 900), (1600, 900))
SHARP = (1.25, 1.5, 2.0)


def _place_window(desktop: Desktop, made: Made, frame: Frame, full: bool, active: bool) -> QPoint:
    """Shows, frames and draws a window; returns where its client area came to lie."""
    window, random, size = made.widget, desktop.random, desktop.size
    title, border = (frame.title, frame.border) if made.framed else (0, random.choice((0, 1)))
    desktop.show(window)
    least = window.minimumSizeHint()
    wide, high = size.width() - 2 * border, size.height() - title - border
    if not full:
        wide, high = (
            min(wide - 10, max(window.width(), least.width())),
            min(high - 6, max(window.height(), least.height())),
        )
    window.resize(wide, high)
    window.show()
    settle(window)
    x = border if full else random.randint(0, max(0, size.width() - window.width()))
    y = title if full else random.randint(title, max(title, size.height() - window.height()))
    outer = QRect(x - border, y - title, window.width() + 2 * border, window.height() + title + border)
    desktop.cover(outer)
    name = desktop.kit.words.phrase(4)
    if made.framed:
        with desktop.painter() as painter:
            painter.it.setFont(window.font())
            desktop.add(paint_frame(painter.it, frame, outer, name, active), QPoint(0, 0))
    desktop.put(window, QPoint(x, y))
    desktop.add([Part("dialog" if made.dialog else "window", outer, (), name)], QPoint(0, 0))
    desktop.add(parts_of(window), QPoint(x, y))
    return QPoint(x, y)


def draw(kit: Kit, sheet: str) -> tuple[Pixels, SceneTruth]:
    """One desktop: its picture [H, W, 3] and its truth. Needs a QApplication in the kit's palette and
    font."""
    random = kit.random
    scale = 1.0 if random.random() < 0.75 else random.choice(SHARP)
    size = QSize(*random.choice(SIZES)) if scale == 1.0 else QSize(1024, random.choice((640, 700)))
    desktop = Desktop(kit, sheet, size, scale)
    if kit.chance(0.2):
        extras.panel(desktop)
    count = random.choice((1, 1, 1, 2, 2, 3))
    frame = pick_frame(random, kit.skin)
    top: QWidget | None = None
    at = QPoint(0, 0)
    for index in range(count):
        made = make_window(kit)
        full = count == 1 and not made.dialog and kit.chance(0.35)
        at = _place_window(desktop, made, frame, full, index == count - 1)
        top = made.widget
    extras.extras(desktop, top, at)
    truth = SceneTruth(
        (desktop.image.width(), desktop.image.height()), tuple(desktop.truth()), kit.skin.name, scale
    )
    pixels = desktop.pixels()
    desktop.close()
    return pixels, truth
