# ruff: noqa: E501 — a table of strokes
"""Icons by meaning: drawn by ourselves as strokes on a 24×24 grid, and taken from icon themes where some are
there.

An icon's meaning ("save", "search") is part of the truth, so that pictures without text can be named later.
Theme pictures are only drawn into scenes, never shipped.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from vision.training.skins import Skin

# Strokes: "x,y x,y …" polylines; a leading "o" is a circle "x,y,r"; a leading "r" a rectangle "x,y,w,h"; "." closes.
SHAPES: dict[str, str] = {
    "save": "4,4 17,4 20,7 20,20 4,20 . | 8,4 8,9 15,9 15,4 | 7,20 7,13 17,13 17,20",
    "search": "o 10,10,6 | 15,15 21,21",
    "close": "6,6 18,18 | 18,6 6,18",
    "settings": "o 12,12,3 | o 12,12,7 | 12,2 12,5 | 12,19 12,22 | 2,12 5,12 | 19,12 22,12 | 5,5 7,7 | 17,17 19,19 | 19,5 17,7 | 7,17 5,19",
    "open": "3,6 9,6 11,9 21,9 21,19 3,19 .",
    "new": "6,3 14,3 19,8 19,21 6,21 . | 14,3 14,8 19,8",
    "delete": "5,7 19,7 | 9,7 9,4 15,4 15,7 | 7,7 8,21 16,21 17,7 | 10,10 10,18 | 14,10 14,18",
    "add": "12,5 12,19 | 5,12 19,12",
    "remove": "5,12 19,12",
    "edit": "4,20 5,15 16,4 20,8 9,19 .",
    "copy": "r 8,8,12,13 | 16,8 16,3 4,3 4,16 8,16",
    "paste": "r 5,5,14,16 | r 9,3,6,4",
    "cut": "o 7,18,3 | o 17,18,3 | 8,16 17,3 | 16,16 7,3",
    "undo": "9,5 4,10 9,15 | 4,10 15,10 20,14 18,19",
    "redo": "15,5 20,10 15,15 | 20,10 9,10 4,14 6,19",
    "back": "19,12 5,12 | 11,6 5,12 11,18",
    "forward": "5,12 19,12 | 13,6 19,12 13,18",
    "up": "12,19 12,5 | 6,11 12,5 18,11",
    "down": "12,5 12,19 | 6,13 12,19 18,13",
    "home": "3,12 12,4 21,12 | 6,10 6,20 18,20 18,10",
    "refresh": "19,8 16,5 11,4 6,7 4,12 6,17 11,20 16,19 19,16 | 20,3 20,9 14,9",
    "menu": "4,6 20,6 | 4,12 20,12 | 4,18 20,18",
    "more": "o 12,5,1 | o 12,12,1 | o 12,19,1",
    "print": "7,9 7,3 17,3 17,9 | r 4,9,16,8 | r 7,14,10,7",
    "download": "12,3 12,15 | 7,10 12,15 17,10 | 4,20 20,20",
    "upload": "12,15 12,3 | 7,8 12,3 17,8 | 4,20 20,20",
    "share": "o 6,12,3 | o 18,5,3 | o 18,19,3 | 9,11 15,6 | 9,13 15,18",
    "user": "o 12,8,4 | 4,21 6,16 12,14 18,16 20,21",
    "mail": "r 3,5,18,14 | 3,6 12,13 21,6",
    "star": "12,3 15,9 21,10 17,15 18,21 12,18 6,21 7,15 3,10 9,9 .",
    "heart": "12,20 4,12 4,7 8,4 12,8 16,4 20,7 20,12 .",
    "play": "7,4 20,12 7,20 .",
    "pause": "r 6,4,4,16 | r 14,4,4,16",
    "stop": "r 5,5,14,14",
    "info": "o 12,12,9 | 12,11 12,17 | 12,7 12,8",
    "help": "o 12,12,9 | 9,9 10,7 14,7 15,9 12,13 12,14 | 12,17 12,18",
    "warning": "12,3 22,20 2,20 . | 12,9 12,14 | 12,16 12,17",
    "lock": "r 5,11,14,10 | 8,11 8,7 10,4 14,4 16,7 16,11",
    "calendar": "r 3,5,18,16 | 3,10 21,10 | 8,3 8,7 | 16,3 16,7",
    "clock": "o 12,12,9 | 12,6 12,12 16,15",
    "bold": "7,4 14,4 16,6 16,9 14,12 7,12 7,4 | 7,12 15,12 17,14 17,18 15,20 7,20 7,12",
    "italic": "14,4 10,20 | 10,4 18,4 | 6,20 14,20",
    "underline": "6,3 6,12 9,16 15,16 18,12 18,3 | 5,21 19,21",
    "align_left": "4,5 20,5 | 4,10 14,10 | 4,15 20,15 | 4,20 14,20",
    "align_centre": "4,5 20,5 | 7,10 17,10 | 4,15 20,15 | 7,20 17,20",
    "list": "o 5,6,1 | o 5,12,1 | o 5,18,1 | 9,6 21,6 | 9,12 21,12 | 9,18 21,18",
    "grid": "r 4,4,6,6 | r 14,4,6,6 | r 4,14,6,6 | r 14,14,6,6",
    "zoom_in": "o 10,10,6 | 15,15 21,21 | 10,7 10,13 | 7,10 13,10",
    "zoom_out": "o 10,10,6 | 15,15 21,21 | 7,10 13,10",
    "fullscreen": "4,9 4,4 9,4 | 15,4 20,4 20,9 | 20,15 20,20 15,20 | 9,20 4,20 4,15",
    "image": "r 3,4,18,16 | 4,18 9,11 13,15 16,12 20,17 | o 16,8,1",
    "link": "10,14 14,10 | 8,11 4,15 9,20 13,16 | 11,8 15,4 20,9 16,13",
    "filter": "3,4 21,4 14,12 14,20 10,18 10,12 .",
    "sort": "7,4 7,20 | 3,16 7,20 11,16 | 14,6 21,6 | 14,12 19,12 | 14,18 17,18",
    "bookmark": "6,3 18,3 18,21 12,16 6,21 .",
    "bell": "5,17 7,14 7,9 9,5 15,5 17,9 17,14 19,17 . | 10,20 14,20",
    "cart": "2,4 5,4 8,15 18,15 21,7 6,7 | o 9,19,1 | o 17,19,1",
    "power": "12,3 12,12 | 7,6 4,11 5,17 9,20 15,20 19,17 20,11 17,6",
    "eye": "2,12 7,6 17,6 22,12 17,18 7,18 . | o 12,12,3",
    "folder": "3,5 9,5 11,8 21,8 21,20 3,20 .",
    "terminal": "r 2,4,20,16 | 6,9 10,12 6,15 | 12,16 17,16",
    "brush": "20,3 10,13 | 10,13 5,15 4,20 9,19 11,14",
    "fill": "5,12 12,5 19,12 12,19 . | 20,15 22,19 20,21 18,19 .",
    "rectangle": "r 4,6,16,12",
    "ellipse": "o 12,12,8",
    "line": "4,20 20,4",
    "pointer": "6,3 18,13 12,14 15,21 12,22 9,15 6,18 .",
    "text": "5,6 5,4 19,4 19,6 | 12,4 12,20 | 9,20 15,20",
}
# freedesktop icon names (without the -symbolic ending) whose pictures mean the same
THEME_NAMES: dict[str, str] = {
    "save": "document-save", "search": "edit-find", "close": "window-close", "settings": "preferences-system",
    "open": "document-open", "new": "document-new", "delete": "edit-delete", "add": "list-add",
    "remove": "list-remove", "edit": "document-edit", "copy": "edit-copy", "paste": "edit-paste", "cut": "edit-cut",
    "undo": "edit-undo", "redo": "edit-redo", "back": "go-previous", "forward": "go-next", "up": "go-up",
    "down": "go-down", "home": "go-home", "refresh": "view-refresh", "menu": "open-menu", "more": "view-more",
    "print": "document-print", "user": "user-info", "mail": "mail-unread", "star": "starred",
    "play": "media-playback-start", "pause": "media-playback-pause", "stop": "media-playback-stop",
    "info": "dialog-information", "help": "help-contents", "warning": "dialog-warning", "lock": "system-lock-screen",
    "bold": "format-text-bold", "italic": "format-text-italic", "underline": "format-text-underline",
    "align_left": "format-justify-left", "align_centre": "format-justify-center", "list": "view-list-details",
    "grid": "view-grid", "zoom_in": "zoom-in", "zoom_out": "zoom-out", "fullscreen": "view-fullscreen",
    "image": "image-x-generic", "bookmark": "bookmark-new", "power": "system-shutdown", "folder": "folder",
    "terminal": "utilities-terminal", "clock": "preferences-system-time", "calendar": "x-office-calendar",
}  # fmt: skip


def _numbers(text: str) -> list[float]:
    return [float(v) for v in text.split(",")]


@cache
def _path(meaning: str) -> QPainterPath:
    path = QPainterPath()
    for stroke in SHAPES[meaning].split("|"):
        _add_stroke(path, stroke.split())
    return path


def _add_stroke(path: QPainterPath, parts: list[str]) -> None:
    if parts[0] == "o":
        x, y, r = _numbers(parts[1])
        path.addEllipse(QPointF(x, y), r, r)
    elif parts[0] == "r":
        path.addRect(QRectF(*_numbers(parts[1])))
    else:
        points = [QPointF(*_numbers(p)) for p in parts if p != "."]
        path.moveTo(points[0])
        for point in points[1:]:
            path.lineTo(point)
        if parts[-1] == ".":
            path.closeSubpath()


@cache
def _themes(folders: tuple[str, ...]) -> dict[bool, dict[str, list[str]]]:
    """Icon files by stem, for light (False) and dark (True) grounds."""
    found: dict[bool, dict[str, list[str]]] = {False: {}, True: {}}
    for folder in folders:
        for file in sorted(Path(folder).rglob("*.svg")):
            dark = "dark" in str(file).lower()
            found[dark].setdefault(file.stem.removesuffix("-symbolic"), []).append(str(file))
    return found


def picture_files(folders: tuple[str, ...], dark: bool) -> dict[str, list[str]]:
    """Theme pictures by the meanings of this file, for a dark or a light ground."""
    themes = _themes(folders)[dark]
    return {meaning: themes[name] for meaning, name in THEME_NAMES.items() if themes.get(name)}


class Icons:
    """One skin's icons: a style of stroke, and perhaps theme pictures. `pick` gives the icon with its
    meaning."""

    def __init__(self, random: Random, skin: Skin, folders: tuple[str, ...] = ()) -> None:
        self.random = random
        self.skin = skin
        self._themes = _themes(folders)[skin.dark]
        self._stems = sorted(self._themes)
        self.themed = random.random() if self._stems else 0.0  # share of theme pictures in this scene
        self.width = random.choice([1.3, 1.6, 2.0, 2.0, 2.6, 3.0])
        self.filled = random.random() < 0.3
        self.coloured = random.random() < 0.3

    def pick(self) -> tuple[QIcon, str]:
        """An icon and its meaning ("" where a theme's picture means nothing that we have a word for)."""
        if self.random.random() < self.themed:
            return self._from_theme()
        return self.of(self.random.choice(list(SHAPES)))

    def of(self, meaning: str) -> tuple[QIcon, str]:
        """The icon that means this."""
        files = self._themes.get(THEME_NAMES.get(meaning, ""), [])
        if files and self.random.random() < self.themed:
            return QIcon(self.random.choice(files)), meaning
        return QIcon(self._drawn(meaning)), meaning

    def _from_theme(self) -> tuple[QIcon, str]:
        stem = self.random.choice(self._stems)
        meaning = next((m for m, name in THEME_NAMES.items() if name == stem), "")
        return QIcon(self.random.choice(self._themes[stem])), meaning

    def _drawn(self, meaning: str) -> QPixmap:
        picture = QPixmap(48, 48)
        picture.fill(Qt.GlobalColor.transparent)
        colour = QColor(self.skin.text)
        if self.coloured and self.random.random() < 0.6:
            colour = QColor.fromHsv(self.random.randint(0, 359), self.random.randint(90, 255), 190)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(2, 2)
        pen = QPen(colour, self.width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if self.filled:
            painter.setBrush(QColor(colour.red(), colour.green(), colour.blue(), 90))
        painter.drawPath(_path(meaning))
        painter.end()
        return picture
