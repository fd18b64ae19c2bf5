"""What lies round windows: wallpapers, title bars with their buttons, borders and shadows, the pointer.
Painted by hand."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPen, QPolygonF

from vision.training.skins import Skin
from vision.training.truth import Part

_CONTROLS = ("close", "maximise", "minimise")


@dataclass(frozen=True)
class Frame:
    """The look of one window manager's frames; lengths in logical pixels."""

    title: int
    border: int
    colour: str
    size: int  # of a window button
    gap: int
    left: bool
    boxed: bool
    round: bool
    count: int
    bold: bool
    shadow: bool
    square: bool  # buttons as high as the bar


def pick_frame(random: Random, skin: Skin) -> Frame:
    """A frame by chance."""
    title = random.choice((16, 18, 22, 24, 28, 32, 36)) if random.random() < 0.92 else 0
    hue = QColor.fromHsv(random.randint(0, 359), random.randint(0, 150), random.randint(40, 240)).name()
    colour = random.choice(
        (skin.ground, skin.ground, skin.accent, "#dddddd", "#333333", "#7a9fd0", "#ffffff", hue)
    )
    return Frame(
        title=title,
        border=random.choice((0, 1, 1, 2, 4)),
        colour=colour,
        size=max(10, int(title * random.uniform(0.45, 0.8))),
        gap=random.randint(2, 14),
        left=random.random() < 0.14,
        boxed=random.random() < 0.4,
        round=random.random() < 0.15,
        count=random.choice((1, 3, 3, 3)),
        bold=random.random() < 0.4,
        shadow=random.random() < 0.5,
        square=random.random() < 0.25,
    )


def paint_wallpaper(painter: QPainter, random: Random, width: int, height: int) -> None:
    """One colour, a gradient, or shapes over one."""

    def colour(most: int) -> QColor:
        return QColor.fromHsv(random.randint(0, 359), random.randint(0, most), random.randint(10, 245))

    kind = random.random()
    if kind < 0.4:
        painter.fillRect(0, 0, width, height, colour(160))
        return
    shade = QLinearGradient(0, 0, width * random.random(), height)
    shade.setColorAt(0, colour(160))
    shade.setColorAt(1, colour(200))
    painter.fillRect(0, 0, width, height, shade)
    if kind > 0.7:
        painter.setPen(Qt.PenStyle.NoPen)
        for _ in range(random.randint(3, 25)):
            red, green, blue = (random.randint(0, 255) for _ in range(3))
            painter.setBrush(QColor(red, green, blue, random.randint(20, 160)))
            x, y, side = random.randint(-100, width), random.randint(-100, height), random.randint(10, 500)
            draw = random.choice((painter.drawEllipse, painter.drawRect))
            draw(x, y, side, int(side * random.uniform(0.2, 2)))


def paint_frame(painter: QPainter, frame: Frame, outer: QRect, title: str, active: bool) -> list[Part]:
    """Draws the frame round a window and returns its parts: title text and window buttons. The client area
    is left to be drawn over."""
    colour = QColor(frame.colour)
    if frame.shadow:
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(8):
            painter.setBrush(QColor(0, 0, 0, 10))
            painter.drawRect(outer.adjusted(-step, -step // 2, step, step + 2))
    painter.fillRect(outer, colour.darker(130 if active else 110))
    if not frame.title:
        return []
    bar = QRect(outer.left(), outer.top(), outer.width(), frame.title)
    shade = QLinearGradient(0, bar.top(), 0, bar.bottom())
    shade.setColorAt(0, colour.lighter(110))
    shade.setColorAt(1, colour)
    painter.fillRect(bar, shade)
    ink = QColor("white" if colour.lightness() < 140 else "black")
    if not active:
        ink.setAlpha(150)
    return [_paint_title(painter, frame, bar, title, ink), *_paint_buttons(painter, frame, bar, ink)]


def _paint_title(painter: QPainter, frame: Frame, bar: QRect, title: str, ink: QColor) -> Part:
    font = QFont(painter.font())
    font.setPixelSize(max(8, min(frame.title - 5, 14)))
    font.setBold(frame.bold)
    painter.setFont(font)
    painter.setPen(ink)
    room = bar.adjusted(90, 0, -90, 0) if bar.width() > 260 else bar.adjusted(30, 0, -bar.width() // 2, 0)
    align = Qt.AlignmentFlag.AlignHCenter if not frame.square else Qt.AlignmentFlag.AlignLeft
    text = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, max(0, room.width()))
    drawn = painter.drawText(room, int(align | Qt.AlignmentFlag.AlignVCenter), text)
    return Part("label", drawn if isinstance(drawn, QRect) else room, (), text)


def _paint_buttons(painter: QPainter, frame: Frame, bar: QRect, ink: QColor) -> list[Part]:
    made = []
    wide, high = (frame.size + 16, frame.title) if frame.square else (frame.size, frame.size)
    gap = 0 if frame.square else frame.gap
    for place in range(frame.count):
        step = place * (wide + gap)
        x = (
            bar.left() + 6 + step
            if frame.left
            else bar.right() - (0 if frame.square else 6) - wide - step + 1
        )
        rect = QRect(x, bar.top() + (frame.title - high) // 2, wide, high)
        _paint_button(painter, frame, rect, place, ink)
        made.append(Part("window_control", rect, (), "", _CONTROLS[place]))
    return made


def _paint_button(painter: QPainter, frame: Frame, rect: QRect, place: int, ink: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 1.4))
    if frame.round:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(("#ff5f57", "#28c840", "#febc2e")[place]))
        painter.drawEllipse(rect)
        return
    if frame.boxed:
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
    side = max(6, min(rect.width(), rect.height()) // 2)
    inner = QRect(0, 0, side, side)
    inner.moveCenter(rect.center())
    if place == 0:
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    elif place == 1:
        painter.drawRect(inner)
    else:
        painter.drawLine(inner.bottomLeft(), inner.bottomRight())


def paint_pointer(painter: QPainter, at: QPoint, height: int) -> None:
    """An arrow, as screens show it."""
    points = [(0, 0), (0, 16), (4, 12), (7, 18), (9, 17), (6, 11), (11, 11)]
    scale = height / 18
    shape = QPolygonF([QPointF(at.x() + x * scale, at.y() + y * scale) for x, y in points])
    painter.setPen(QPen(QColor("white"), 1))
    painter.setBrush(QColor("black"))
    painter.drawPolygon(shape)
