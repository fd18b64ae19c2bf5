"""Frames as Qt pictures: the whole, and the target cut out, enlarged and marked."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap

from agent.types import Box, Frame, Pixels, Point

ENLARGED = 3.0  # at most
LARGE = 64  # pixels: in a box of this size it is not plain where the press will go


def image_of(pixels: Pixels) -> QImage:
    """[H, W, 3] RGB pixels → an image with its own copy of them."""
    height, width = pixels.shape[:2]
    if height == 0 or width == 0:
        return QImage()
    data = np.ascontiguousarray(pixels)
    return QImage(data.data, width, height, width * 3, QImage.Format.Format_RGB888).copy()


def cutout(
    frame: Frame, box: Box, size: QSize, ratio: float, colour: str, point: Point | None = None
) -> QPixmap:
    """The place round `box`, enlarged to fill `size` (logical pixels), the box outlined and `point` dotted.

    Null when nothing of the box lies on the frame.
    """
    part = _surroundings(frame.box, box, size)
    image = image_of(frame.crop(part)) if part is not None else QImage()
    if part is None or image.isNull():
        return QPixmap()
    scale = min(ENLARGED, size.width() / part.width, size.height() / part.height)
    logical = QSize(max(1, round(part.width * scale)), max(1, round(part.height * scale)))
    picture = _scaled(image, logical, ratio)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline(painter, QRectF(*_rect(box.moved(-part.x0, -part.y0), scale)).toRect(), colour, 2)
    if point is not None:
        dot(painter, QPointF((point.x - part.x0) * scale, (point.y - part.y0) * scale), colour)
    painter.end()
    return _rounded(picture, logical)


def thumbnail(png: bytes, size: QSize, ratio: float) -> QPixmap:
    """A stored picture, made smaller where it does not fit into `size` (logical pixels). Null where it is no
    picture."""
    image = QImage.fromData(png)
    if image.isNull():
        return QPixmap()
    logical = image.size()
    if logical.width() > size.width() or logical.height() > size.height():
        logical = logical.scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
    logical = logical.expandedTo(QSize(1, 1))
    return _rounded(_scaled(image, logical, ratio), logical)


def _scaled(image: QImage, logical: QSize, ratio: float) -> QPixmap:
    scaled = image.scaled(
        logical * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    picture = QPixmap.fromImage(scaled)
    picture.setDevicePixelRatio(ratio)
    return picture


def _rounded(picture: QPixmap, logical: QSize) -> QPixmap:
    result = QPixmap(picture.size())
    result.setDevicePixelRatio(picture.devicePixelRatio())
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, logical.width(), logical.height()), 7, 7)
    painter.setClipPath(path)
    painter.drawPixmap(0, 0, picture)
    painter.setClipping(False)
    painter.setPen(QPen(QColor(128, 136, 150, 120), 1))
    painter.drawPath(path)
    painter.end()
    return result


def _surroundings(frame: Box, box: Box, size: QSize) -> Box | None:
    """A part of the frame round the box, in the shape of `size`, so that it shows at twice its size or so."""
    width = max(size.width() // 2, box.width + 32)
    height = max(size.height() // 2, box.height + 24)
    width = max(width, round(height * size.width() / size.height()))
    height = max(height, round(width * size.height() / size.width()))
    width, height = min(width, frame.width), min(height, frame.height)
    x0 = min(max(box.centre.x - width // 2, frame.x0), frame.x1 - width)
    y0 = min(max(box.centre.y - height // 2, frame.y0), frame.y1 - height)
    part = Box(x0=x0, y0=y0, x1=x0 + width, y1=y0 + height)
    return part if part.intersection(box) else None


def _rect(box: Box, scale: float) -> tuple[float, float, float, float]:
    return box.x0 * scale, box.y0 * scale, box.width * scale, box.height * scale


def outline(painter: QPainter, rect: QRect, colour: str, width: float) -> None:
    """A coloured frame with a pale halo, to be seen on any ground."""
    around = QRectF(rect).adjusted(-width, -width, width, width)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(255, 255, 255, 210), width + 2))
    painter.drawRoundedRect(around, 5, 5)
    painter.setPen(QPen(QColor(colour), width))
    painter.drawRoundedRect(around, 5, 5)


def wants_point(box: Box, point: Point) -> bool:
    """Whether the point says more than the box: the box is large, or the point is off its middle."""
    off = max(
        abs(point.x - box.centre.x) / max(box.width, 1), abs(point.y - box.centre.y) / max(box.height, 1)
    )
    return min(box.width, box.height) >= LARGE or off > 0.2


def dot(painter: QPainter, centre: QPointF, colour: str) -> None:
    """A ring where exactly the pointer will press; what stands there stays readable."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ink, width in ((QColor(255, 255, 255, 210), 3.5), (QColor(colour), 1.5)):
        painter.setPen(QPen(ink, width))
        painter.drawEllipse(centre, 5, 5)


def badge(painter: QPainter, rect: QRectF, number: int, ground: str, ink: str) -> None:
    """A number on a disc."""
    painter.setPen(QPen(QColor("white"), 1.5))
    painter.setBrush(QColor(ground))
    painter.drawEllipse(rect)
    font = painter.font()
    font.setBold(True)
    font.setPixelSize(round(rect.height() * 0.6))
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(number))
