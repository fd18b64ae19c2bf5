"""The picture of the screen, with what was seen and what is meant drawn on it.

Knows the one mapping between desktop pixels and this widget. The picture is scaled once for each size and
kept, so that moving the mouse over it costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QHelpEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from agent.types import Box, Element, Frame, Observation, Point
from ui import pictures, theme, words
from ui.levels import Warm, warm_of

MARGIN = 8
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".bmp")
BIG: tuple[str, ...] = ("window", "dialog", "panel", "toolbar", "list", "table", "menu", "tab_bar")


@dataclass(frozen=True)
class Mark:
    """A place that matters: the target (no number) or a numbered candidate."""

    box: Box
    point: Point | None = None
    number: int | None = None
    danger: bool = False


def picture_in(data: QMimeData) -> str:
    """The path of the first picture among the files; "" where there is none."""
    paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return next((path for path in paths if path.casefold().endswith(PICTURES)), "")


class ScreenView(QWidget):
    """Shows a frame. `picked` carries the point and the element there (or None) in pick mode."""

    picked = Signal(object, object)
    dropped = Signal(str)  # the path of a picture that was dropped on it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 150)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self._frame: Frame | None = None
        self._elements: tuple[Element, ...] = ()
        self._image = QImage()
        self._scaled = QPixmap()
        self._marks: tuple[Mark, ...] = ()
        self._hint = ""
        self._show_elements = True
        self._show_warm = False
        self._seen: Observation | None = None
        self._picking = False
        self._hovered: Element | None = None

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self._marks

    @property
    def picking(self) -> bool:
        return self._picking

    @property
    def frame(self) -> Frame | None:
        return self._frame

    def show_observation(self, seen: Observation, marks: Sequence[Mark] = ()) -> None:
        """The frame of the observation with its elements and marks."""
        self.show_frame(seen.frame, marks, seen.elements)
        self._seen = seen

    def show_frame(
        self, frame: Frame, marks: Sequence[Mark] = (), elements: tuple[Element, ...] = ()
    ) -> None:
        """A picture, with nothing known about it unless elements are given."""
        if frame is not self._frame:
            self._frame, self._image, self._scaled = frame, pictures.image_of(frame.pixels), QPixmap()
        self._elements, self._marks, self._hovered, self._seen = elements, tuple(marks), None, None
        self.update()

    def clear(self) -> None:
        """No picture; the hint stands in its place."""
        self._frame, self._image, self._scaled = None, QImage(), QPixmap()
        self._elements, self._marks, self._hovered, self._seen = (), (), None, None
        self.update()

    def set_hint(self, text: str) -> None:
        """What stands in the empty picture."""
        self._hint = text
        self.update()

    def set_show_elements(self, on: bool) -> None:
        self._show_elements = on
        self.update()

    def set_show_warm(self, on: bool) -> None:
        """Whether what the model takes the words to mean is coloured."""
        self._show_warm = on
        self.update()

    def set_picking(self, on: bool) -> None:
        """While on, a click on the picture is emitted as `picked`."""
        self._picking = on
        self.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, 400)

    # the mapping

    def picture_rect(self) -> QRectF:
        """Where the picture lies on the widget; empty without one."""
        if self._image.isNull():
            return QRectF()
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        scale = min(room.width() / self._image.width(), room.height() / self._image.height(), 2.0)
        width, height = self._image.width() * scale, self._image.height() * scale
        return QRectF(room.center().x() - width / 2, room.center().y() - height / 2, width, height)

    def to_widget(self, box: Box) -> QRectF:
        """Desktop pixels → this widget."""
        assert self._frame is not None
        shown, scale = self.picture_rect(), self._scale()
        origin = self._frame.origin
        return QRectF(
            shown.x() + (box.x0 - origin.x) * scale,
            shown.y() + (box.y0 - origin.y) * scale,
            box.width * scale,
            box.height * scale,
        )

    def to_desktop(self, position: QPointF) -> Point | None:
        """This widget → desktop pixels; None outside the picture."""
        shown = self.picture_rect()
        if self._frame is None or not shown.contains(position):
            return None
        x = self._frame.origin.x + int((position.x() - shown.x()) / self._scale())
        y = self._frame.origin.y + int((position.y() - shown.y()) / self._scale())
        box = self._frame.box
        return Point(x=min(x, box.x1 - 1), y=min(y, box.y1 - 1))

    def _scale(self) -> float:
        return self.picture_rect().width() / self._image.width()

    # the mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self.to_desktop(event.position())
        hovered = self._element_at(point) if point else None
        if hovered is not self._hovered:
            self._hovered = hovered
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = self.to_desktop(event.position())
        if self._picking and point is not None and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(point, self._element_at(point))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if picture_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := picture_in(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(path)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = words.element(self._hovered) if self._hovered and self._show_elements else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _element_at(self, point: Point) -> Element | None:
        hits = [e for e in self._elements if e.box.contains(point)]
        return min(hits, key=lambda e: e.box.area) if hits else None

    # the picture

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._frame is None or self._image.isNull():
            self._paint_hint(painter)
            return
        shown = self.picture_rect()
        self._paint_picture(painter, shown)
        painter.setClipRect(shown)
        self._paint_own_windows(painter)
        if self._marks:
            self._paint_veil(painter, shown)
        if self._show_elements:
            self._paint_elements(painter)
        if self._show_warm and self._seen is not None:
            self._paint_warm(painter, warm_of(self._seen))
        painter.setClipping(False)
        self._paint_marks(painter)

    def _paint_warm(self, painter: QPainter, warm: Warm) -> None:
        """The likelier an element is meant, the redder."""
        colour = QColor(theme.colours().mark_bad)
        for box, chance in warm:
            colour.setAlpha(round(50 + 130 * chance))
            painter.fillRect(self.to_widget(box), colour)

    def _paint_hint(self, painter: QPainter) -> None:
        painter.setPen(QColor(theme.colours().quiet))
        room = self.rect().adjusted(32, 24, -32, -24)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._hint)

    def _paint_picture(self, painter: QPainter, shown: QRectF) -> None:
        ratio = self.devicePixelRatioF()
        size = (shown.size() * ratio).toSize()
        if self._scaled.size() != size:
            self._scaled = QPixmap.fromImage(
                self._image.scaled(
                    size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
            )
        painter.drawPixmap(shown, self._scaled, QRectF(self._scaled.rect()))
        painter.setPen(QPen(QColor(theme.colours().edge), 1))
        painter.drawRect(shown)

    def _paint_own_windows(self, painter: QPainter) -> None:
        """Our own windows are painted out of the picture: say so, since nothing is seen there."""
        assert self._frame is not None
        colours = theme.colours()
        for window in self._frame.windows:
            if window.ours:
                rect = self.to_widget(window.box)
                painter.fillRect(rect, QColor(colours.well))
                painter.fillRect(rect, QBrush(QColor(colours.edge), Qt.BrushStyle.BDiagPattern))
                painter.setPen(QColor(colours.quiet))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, "Deskhand")

    def _paint_veil(self, painter: QPainter, shown: QRectF) -> None:
        """Everything but what is marked steps back a little."""
        path = QPainterPath()
        path.addRect(shown)
        for mark in self._marks:
            hole = QPainterPath()
            hole.addRoundedRect(self.to_widget(mark.box).adjusted(-3, -3, 3, 3), 5, 5)
            path = path.subtracted(hole)
        painter.fillPath(path, QColor(10, 14, 24, 64))

    def _paint_elements(self, painter: QPainter) -> None:
        colour = QColor(theme.colours().mark)
        colour.setAlpha(70 if self._marks else 130)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1))
        for element in self._elements:
            if element.kind not in BIG:
                painter.drawRoundedRect(self.to_widget(element.box), 3, 3)
        if self._hovered is not None:
            colour.setAlpha(60)
            painter.setBrush(colour)
            painter.setPen(QPen(QColor(theme.colours().mark), 1.5))
            painter.drawRoundedRect(self.to_widget(self._hovered.box), 3, 3)

    def _paint_marks(self, painter: QPainter) -> None:
        colours = theme.colours()
        for mark in self._marks:
            rect = self.to_widget(mark.box)
            colour = colours.mark_bad if mark.danger else colours.mark
            pictures.outline(painter, rect.toRect(), colour, 2.5)
            if mark.point is not None and pictures.wants_point(mark.box, mark.point):
                place = self.to_widget(
                    Box(x0=mark.point.x, y0=mark.point.y, x1=mark.point.x, y1=mark.point.y)
                )
                pictures.dot(painter, place.center(), colour)
        for mark in self._marks:  # above all outlines
            rect = self.to_widget(mark.box)
            colour = colours.mark_bad if mark.danger else colours.mark
            if mark.number is not None:
                disc = QRectF(rect.x() - 14, rect.y() - 14, 22, 22)
                disc.moveLeft(max(disc.left(), 1.0))
                disc.moveTop(max(disc.top(), 1.0))
                pictures.badge(painter, disc, mark.number, colour, "#FFFFFF")
