"""A small desktop of our own drawing, for the screenshots: an editor and a file list that react to acts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter, QPen

from agent.fake import FakeDesktop, Widget
from agent.types import Box, Kind, Pixels, Window, box_of
from ui import theme

WIDTH, HEIGHT, TITLE = 1280, 800, 34
FLAT: tuple[Kind, ...] = ("label", "heading", "menu_bar_item", "link")
TEXT = (
    "Meeting notes, Tuesday",
    "",
    "- the budget for the garden is agreed",
    "- Ada asks the library about the hall",
    "- next meeting: the first Monday in May",
    "",
    "会议记录：请在周五前回复。",
)


class SceneDesktop(FakeDesktop):
    """A FakeDesktop that is drawn as a person would meet it."""

    def _draw(self) -> Pixels:
        image = QImage(*self.size, QImage.Format.Format_RGB888)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(theme.app_font())
        font.setPixelSize(15)
        painter.setFont(font)
        _paint_wallpaper(painter, self.size)
        for window in self.windows:
            _paint_window(painter, window)
            for widget in self.widgets:
                if widget.visible and window.box.encloses(widget.box):
                    _paint_widget(painter, widget, widget is self.focus)
        painter.end()
        data = np.frombuffer(image.constBits(), dtype=np.uint8)
        rows = data.reshape(self.size[1], image.bytesPerLine())
        return rows[:, : self.size[0] * 3].reshape(self.size[1], self.size[0], 3).copy()


def desk() -> SceneDesktop:
    """The editor and the file list."""
    desktop = SceneDesktop([*_editor(), *_files()], WIDTH, HEIGHT)
    desktop.windows = [
        Window(id=1, title="Downloads", app="files", box=box_of((560, 60, 1220, 380))),
        Window(id=2, title="notes.txt - Editor", app="editor", box=box_of((60, 150, 800, 720)), focused=True),
    ]
    return desktop


def _editor() -> list[Widget]:
    menus, x = [], 72
    for name in ("File", "Edit", "Search", "View", "Help"):
        width = 26 + 9 * len(name)
        menus.append(Widget("menu_bar_item", name, box_of((x, 188, x + width, 216))))
        x += width
    tools, x = [], 72
    for name in ("New", "Open", "Save", "Undo", "Find"):
        effect = _show_found if name == "Find" else None
        tools.append(Widget("button", name, box_of((x, 222, x + 76, 254)), on_click=effect))
        x += 84
    area = Widget("text_area", "", box_of((72, 266, 788, 660)), label="Text", value="\n".join(TEXT))
    search = Widget("search_field", "", box_of((72, 672, 420, 706)), label="Search for", visible=False)
    case = Widget("checkbox", "Match case", box_of((440, 676, 570, 702)), visible=False)
    return [*menus, *tools, area, search, case]


def _show_found(desktop: FakeDesktop) -> None:
    for name in ("Search for", "Match case"):
        next(w for w in desktop.widgets if name in (w.text, w.label)).visible = True


def _files() -> list[Widget]:
    made: list[Widget] = []
    for row, (name, size) in enumerate((("report.pdf", "2.4 MB"), ("holiday.jpg", "5.1 MB"))):
        y = 116 + 76 * row
        made.append(Widget("label", name, box_of((840, y + 6, 950, y + 30))))
        made.append(Widget("label", size, box_of((960, y + 6, 1040, y + 30))))
        made.append(Widget("button", "Delete", box_of((1100, y, 1196, y + 34)), on_click=_remover(name)))
    return made


def _remover(name: str) -> Callable[[FakeDesktop], None]:
    def remove(desktop: FakeDesktop) -> None:
        desktop.find(name).visible = False

    return remove


def _paint_wallpaper(painter: QPainter, size: tuple[int, int]) -> None:
    sky = QLinearGradient(QPointF(0, 0), QPointF(*size))
    sky.setColorAt(0, QColor("#4C6A92"))
    sky.setColorAt(1, QColor("#1F3350"))
    painter.fillRect(0, 0, *size, sky)


def _rect(box: Box) -> QRectF:
    return QRectF(box.x0, box.y0, box.width, box.height)


def _paint_window(painter: QPainter, window: Window) -> None:
    rect = _rect(window.box)
    painter.setPen(QPen(QColor("#26364D"), 1))
    painter.setBrush(QColor("#F6F6F4"))
    painter.drawRoundedRect(rect, 8, 8)
    painter.setBrush(QColor("#E3E4E1"))
    bar = QRectF(rect.x(), rect.y(), rect.width(), TITLE)
    painter.drawRoundedRect(bar, 8, 8)
    painter.setPen(QColor("#22262B"))
    painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, window.title)
    for place, sign in enumerate("×□–"):
        spot = QRectF(bar.right() - 34 - 30 * place, bar.y(), 26, TITLE)
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, sign)


def _paint_widget(painter: QPainter, widget: Widget, focused: bool) -> None:
    rect = _rect(widget.box)
    if widget.kind == "checkbox":
        _paint_check(painter, widget, rect)
        return
    if widget.kind not in FLAT:
        painter.setPen(QPen(QColor("#2F7DE1" if focused else "#B9BCB7"), 1))
        field = widget.kind in ("text_area", "search_field", "text_field")
        painter.setBrush(QColor("#FFFFFF" if field else "#ECEDEA"))
        painter.drawRoundedRect(rect, 5, 5)
    _paint_caption(painter, widget, rect)


def _paint_check(painter: QPainter, widget: Widget, rect: QRectF) -> None:
    box = QRectF(rect.x() + 2, rect.y() + 5, 16, 16)
    checked = "checked" in widget.states
    painter.setPen(QPen(QColor("#2F7DE1" if checked else "#8E918C"), 1))
    painter.setBrush(QColor("#2F7DE1" if checked else "#FFFFFF"))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QColor("#22262B"))
    painter.drawText(rect.adjusted(26, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, widget.text)


def _paint_caption(painter: QPainter, widget: Widget, rect: QRectF) -> None:
    painter.setPen(QColor("#22262B"))
    if widget.kind == "text_area":
        room = QRect(
            *(round(v) for v in (rect.x() + 12, rect.y() + 10, rect.width() - 24, rect.height() - 20))
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, widget.value)
    elif widget.kind in ("button", "menu_bar_item"):
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, widget.text)
    else:
        inside = rect.adjusted(10 if widget.kind == "search_field" else 0, 0, 0, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, widget.value or widget.text)
