"""One picture of a desktop in the making: what is drawn where, and what of it stays in sight.

The order of drawing is the order of covering: what a later thing hides is taken out of the truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QScrollArea, QWidget

from agent.types import Pixels
from vision.training.frames import paint_wallpaper
from vision.training.scene import Truth
from vision.training.truth import Part, shifted
from vision.training.widgets import Kit

LEAST_SEEN = 0.45  # of an element, or it is not labelled
LEAST_ROUND = 0.7  # the same where what is seen of it is no rectangle


@dataclass
class Placed:
    """A part on the desktop and what came to lie over it."""

    part: Part
    covers: list[QRect]


class Desktop:
    """One picture in the making. Lengths are logical pixels; `scale` device pixels make one."""

    def __init__(self, kit: Kit, sheet: str, size: QSize, scale: float) -> None:
        self.kit = kit
        self.sheet = sheet
        self.size = size
        self.scale = scale
        self.placed: list[Placed] = []
        self.kept: list[QWidget] = []  # Qt deletes what Python forgets
        self.image = QImage(
            round(size.width() * scale), round(size.height() * scale), QImage.Format.Format_RGB32
        )
        self.image.setDevicePixelRatio(scale)
        with self.painter() as painter:
            paint_wallpaper(painter.it, kit.random, size.width(), size.height())

    @property
    def random(self) -> Random:
        return self.kit.random

    def painter(self) -> Painting:
        return Painting(self.image)

    def cover(self, rect: QRect) -> None:
        """Something opaque is about to be drawn here."""
        for placed in self.placed:
            if placed.part.rect.intersects(rect):
                placed.covers.append(rect)

    def add(self, parts: list[Part], by: QPoint) -> None:
        self.placed += [Placed(shifted(part, by), []) for part in parts]

    def put(self, widget: QWidget, at: QPoint) -> None:
        """Draws a shown widget with its children at a place, over everything there."""
        picture = QImage(widget.size() * self.scale, QImage.Format.Format_RGB32)
        picture.fill(QColor(self.kit.skin.ground))
        picture.setDevicePixelRatio(self.scale)
        widget.render(picture)
        self.cover(QRect(at, widget.size()))
        with self.painter() as painter:
            painter.it.drawImage(at, picture)

    def show(self, widget: QWidget) -> None:
        """Shows a widget off screen in this desktop's sheet."""
        self.kept.append(widget)
        if self.sheet:
            widget.setStyleSheet(self.sheet)
        widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)

    def truth(self) -> list[Truth]:
        """What is in sight, in pixels of the picture."""
        found = []
        screen = QRect(QPoint(0, 0), self.size)
        for placed in self.placed:
            rect = _seen(placed, screen)
            if rect is not None:
                found.append(_in_pixels(placed.part, rect, self.scale))
        return found

    def pixels(self) -> Pixels:
        image = self.image.convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()

    def close(self) -> None:
        for widget in self.kept:
            widget.close()
            widget.deleteLater()


class Painting:
    """A painter that is always ended."""

    def __init__(self, image: QImage) -> None:
        self.it = QPainter(image)
        self.it.setRenderHint(QPainter.RenderHint.Antialiasing)

    def __enter__(self) -> Painting:
        return self

    def __exit__(self, *_: object) -> None:
        self.it.end()


def _seen(placed: Placed, screen: QRect) -> QRect | None:
    """The part of the rectangle that can be seen, or None where too little is left of it."""
    whole = placed.part.rect
    rect = whole.intersected(screen)
    area = whole.width() * whole.height()
    left = QRegion(rect)
    for cover in placed.covers:
        left -= QRegion(cover)
    visible = sum(r.width() * r.height() for r in _rectangles(left))
    if not area or visible < LEAST_SEEN * area or min(rect.width(), rect.height()) < 5:
        return None
    bounds = left.boundingRect()
    if bounds.width() * bounds.height() < 1.2 * visible:
        return bounds
    return rect if visible >= LEAST_ROUND * area else None


def _rectangles(region: QRegion) -> list[QRect]:
    found: list[QRect] = list(region)  # type: ignore[call-overload]  # Qt's stubs miss that it iterates
    return found


def _in_pixels(part: Part, rect: QRect, scale: float) -> Truth:
    x0, y0, x1, y1 = (
        round(v * scale, 1) for v in (rect.x(), rect.y(), rect.x() + rect.width(), rect.y() + rect.height())
    )
    return Truth((x0, y0, x1, y1), part.kind, part.states, part.text, part.icon)


def settle(window: QWidget) -> None:
    """Lays everything out and scrolls what is to be scrolled."""
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()
    for area in window.findChildren(QScrollArea):
        share = area.property("scrolled")
        if share:
            bar = area.verticalScrollBar()
            bar.setValue(round(bar.maximum() * share))
