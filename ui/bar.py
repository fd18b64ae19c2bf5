"""The compact bar: while a run is on, the window shrinks to this and keeps out of the target's way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ui import icons, parts, theme

WIDTH = 392
GAP = 16


class _Inside(QWidget):
    """What is scrolled. Labels that wrap ask for more height than they need at the width that they get."""

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return QSize(0, layout.totalHeightForWidth(self.width()) if layout else 0)


class CardHost(QScrollArea):
    """Holds a card, asks for just the room that the card needs, and scrolls when there is less."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = _Inside()
        self.column = parts.column(inner, margin=0)
        self.column.addStretch(1)
        self.setWidget(inner)

    def hold(self, card: QWidget) -> None:
        self.column.removeWidget(card)
        self.column.insertWidget(self.column.count() - 1, card)

    def needed(self, width: int) -> int:
        """The height of the cards shown, at that width."""
        return max(0, self.column.totalHeightForWidth(width))

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, self.needed(WIDTH))


class Bar(QWidget):
    """Always on top, in a corner. `expand` asks for the full window, `halted` for a stop."""

    expand = Signal()
    halted = Signal()

    def __init__(self) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint,
        )
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFixedWidth(WIDTH)
        self._grabbed: QPoint | None = None
        self.words, self.status = parts.label("heading"), parts.label("quiet")
        self.full, self.stop = QToolButton(), parts.button()
        self.full.clicked.connect(self.expand)
        self.stop.clicked.connect(self.halted)
        self.host = CardHost()
        self._lay_out()
        self._retranslate()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        self._head = head = parts.row()
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.words)
        texts.addWidget(self.status)
        head.addLayout(texts, 1)
        head.addWidget(self.full, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        layout.addWidget(self.host, 1)

    def set_asking(self, asking: bool) -> None:
        """With a card it has the card's own Stop; without, its own."""
        self.stop.setVisible(not asking)
        self.host.setVisible(asking)
        self.fit()

    def fit(self) -> None:
        """As high as its contents, at most as the screen; the corner stays where it was."""
        area = self.screen().availableGeometry()
        layout = self.layout()
        assert layout is not None
        layout.activate()
        inner = WIDTH - 24
        card = self.host.needed(inner) + 12 if self.host.isVisibleTo(self) else 0
        height = min(self._head.totalHeightForWidth(inner) + card + 24, area.height() - 2 * GAP)
        bottom = self.y() + self.height() > area.center().y() and self.y() > area.top() + 2 * GAP
        top = self.y() + self.height() - height if bottom else self.y()
        self.setFixedHeight(height)
        self.move(self.x(), max(area.top() + GAP, min(top, area.bottom() - height - GAP)))

    def keep_off(self, places: list[QRect]) -> None:
        """Moves to the first corner (the bottom right one first) where it covers none of the places."""
        self.fit()
        for corner in self._corners():
            if not any(QRect(corner, self.size()).intersects(place) for place in places):
                self.move(corner)
                return
        self.move(self._corners()[0])

    def _corners(self) -> list[QPoint]:
        area = self.screen().availableGeometry().adjusted(GAP, GAP, -GAP, -GAP)
        right, bottom = area.right() - self.width(), area.bottom() - self.height()
        return [
            QPoint(right, bottom),
            QPoint(right, area.top()),
            QPoint(area.left(), bottom),
            QPoint(area.left(), area.top()),
        ]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grabbed = event.globalPosition().toPoint() - self.pos()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            self.move(event.globalPosition().toPoint() - self._grabbed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the bar brings the window back; it never ends the app out of sight."""
        event.ignore()
        if not QApplication.closingDown():
            self.expand.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "host"):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle("Deskhand")
        self.stop.setText(self.tr("&Stop"))
        self.full.setToolTip(self.tr("Full window"))
        self.full.setAccessibleName(self.tr("Full window"))
        self.full.setIcon(icons.icon("expand", theme.colours().text))
        parts.set_icon(self.stop, "stop")
