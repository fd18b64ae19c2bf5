"""A thin frame round every screen while Deskhand is at work, so that nobody takes the mouse unawares.

Four windows to a screen, not one: our own windows are painted out of what the eye sees, by their boxes.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme

THICK = 3  # logical pixels


class Edge(QWidget):
    """One side. The mouse goes through it."""

    def __init__(self, place: QRect) -> None:
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
        self.setGeometry(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(theme.colours().mark))


class Border:
    """Round all screens there are when it is shown."""

    def __init__(self) -> None:
        self.edges: list[Edge] = []

    def show(self) -> None:
        if self.edges:
            return
        for screen in QGuiApplication.screens():
            self.edges += [Edge(place) for place in sides(screen.geometry())]
        for edge in self.edges:
            edge.show()

    def hide(self) -> None:
        for edge in self.edges:
            edge.hide()
            edge.deleteLater()
        self.edges = []


def sides(area: QRect) -> list[QRect]:
    """Top, bottom, left and right, which nowhere lie on each other."""
    x, y, width, height = area.x(), area.y(), area.width(), area.height()
    inner = height - 2 * THICK
    return [
        QRect(x, y, width, THICK),
        QRect(x, y + height - THICK, width, THICK),
        QRect(x, y + THICK, THICK, inner),
        QRect(x + width - THICK, y + THICK, THICK, inner),
    ]
