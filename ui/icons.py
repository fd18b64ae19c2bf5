"""Line icons, drawn on a 24-unit grid and tinted when asked for."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

PATHS = {
    "run": "M8 5.5v13l10.5-6.5z",
    "stop": "M7 7h10v10H7z",
    "look": "M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.500 4.500-5.800 6.500-9.500 6.500S5 16.500 2.500 12z"
    "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
    "edit": "M4.500 19.500l1-4.500L16 4.500l3.500 3.500L9 18.500zM13.500 7l3.500 3.500",
    "skip": "M5 6v12l8.500-6zM18 6v12",
    "check": "M5 12.500l4.500 4.500L19 7.500",
    "dash": "M6 12h12",
    "question": "M9 9.200a3 3 0 1 1 4.300 2.700c-.9.500-1.300 1-1.300 2.100M12 17.300v.2",
    "wait": "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM12 7.500V12l3 2.500",
    "cross": "M7 7l10 10M17 7L7 17",
    "options": "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.700v4.600M9 14.700v4.600",
    "expand": "M14 4.500h5.500V10M10 19.500H4.500V14M19.500 4.500L13.500 10.500M4.500 19.500l6-6",
    "pick": "M12 4v4M12 16v4M4 12h4M16 12h4M12 11.900v.2",
    "elements": "M4 5h7v6H4zM14 5h6v6h-6zM4 14h16v5H4z",
    "back": "M14.500 5.500L8 12l6.500 6.500",
    "macros": "M4 6.500h10M4 12h7M4 17.500h7M14.500 11v8l6-4z",
    "record": "M12 4.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15z"
    "M12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z",
    "pause": "M8.500 6v12M15.500 6v12",
    "up": "M12 19V5.500M6.500 11L12 5.500l5.500 5.500",
    "down": "M12 5v13.500M6.500 13L12 18.500l5.500-5.500",
    "copy": "M8.500 8.500h11v11h-11zM15 8V4.500H4.500V15H8",
    "trash": "M5 7h14M9.500 7V4.500h5V7M7 7l.8 12.500h8.400L17 7M10.500 10.500v5.500M13.500 10.500v5.500",
    "undo": "M8.500 5.500L4.500 9.500l4 4M5 9.500h8.500a5 5 0 0 1 0 10H9",
    "redo": "M15.500 5.500l4 4-4 4M19 9.500h-8.500a5 5 0 0 0 0 10H15",
    "tag": "M4.500 4.500h7l8 8-7 7-8-8zM8.500 8.200v.2",
    "plus": "M12 5.500v13M5.500 12h13",
    "import": "M12 4v10.500M7.500 10.500L12 15l4.500-4.500M4.500 19.500h15",
    "export": "M12 15V4.500M7.500 8.500L12 4l4.500 4.500M4.500 19.500h15",
    "doctor": "M9.500 4.500h5v5h5v5h-5v5h-5v-5h-5v-5h5z",
    "save": "M5 4.500h11l3.500 3.500v11.500H5zM8.500 4.500v5h6.500v-5M8.500 19v-5.500h7V19",
}


def pixmap(name: str, colour: str, size: int = 20, ratio: float = 2.0) -> QPixmap:
    """The icon at `size` logical pixels in `colour`."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="none" stroke-width="1.8" '
        f'stroke-linecap="round" stroke-linejoin="round" stroke="{colour}" d="{PATHS[name]}"/></svg>'
    )
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, colour: str) -> QIcon:
    return QIcon(pixmap(name, colour))
