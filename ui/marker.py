"""Marks on the real screen while the person is asked: thin frames round the targets, with their numbers.

Each frame is a click-through window whose middle is cut out, so that nothing is covered. They are gone before
anything is looked at or done.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from ui import pictures, theme
from ui.screen_view import Mark

EDGE = 5  # logical pixels outside the target
DISC = 24


class Marker(QWidget):
    """One frame round `place` (Qt's units)."""

    def __init__(self, place: QRect, mark: Mark) -> None:
        super().__init__(
            None,
            Qt.WindowType.ToolTip
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowTransparentForInput
            | Qt.WindowType.WindowDoesNotAcceptFocus
            | Qt.WindowType.BypassWindowManagerHint,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._mark = mark
        around = place.adjusted(-EDGE, -EDGE, EDGE, EDGE)
        room = DISC if mark.number is not None else 0
        self.setGeometry(around.adjusted(-room, 0, 0, 0))
        self._frame = around.translated(-self.pos())
        self._disc = QRect(0, 0, room, min(room, max(around.height(), room)))
        hole = QRegion(self._frame.adjusted(EDGE - 1, EDGE - 1, 1 - EDGE, 1 - EDGE))
        shape = QRegion(self._frame).subtracted(hole)
        if room:
            shape = shape.united(QRegion(self._disc, QRegion.RegionType.Ellipse))
        self.setMask(shape)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.colours()
        colour = colours.mark_bad if self._mark.danger else colours.mark
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        inner = self._frame.adjusted(EDGE, EDGE, -EDGE, -EDGE)
        painter.setPen(QPen(QColor(colour), 3))
        painter.drawRect(inner.adjusted(-3, -3, 2, 2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._mark.number is not None:
            pictures.badge(painter, QRectF(self._disc), self._mark.number, colour, "#FFFFFF")


class Markers:
    """The marks that are shown now."""

    def __init__(self) -> None:
        self._shown: list[Marker] = []

    def __len__(self) -> int:
        return len(self._shown)

    def show_marks(self, marks: list[tuple[QRect, Mark]]) -> None:
        """These marks and no others."""
        self.clear()
        for place, mark in marks:
            marker = Marker(place, mark)
            marker.show()
            self._shown.append(marker)

    def clear(self) -> None:
        """Takes all marks away."""
        for marker in self._shown:
            marker.hide()
            marker.deleteLater()
        self._shown = []
