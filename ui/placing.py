"""Where our own windows are during a run, so that they do not stand in the way of what is done.

Normally the window shrinks to the compact bar. Before an answer counts, the window that has the keyboard
steps aside for a moment, so that the window system gives the focus back to the person's program.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from agent.types import Box
from ui.bar import Bar
from ui.border import Border
from ui.guard import Stillness
from ui.marker import Markers
from ui.screen_view import Mark
from ui.window import MainWindow

SETTLE = 180  # ms until the window system has taken a window away and given the focus back


class Placing(QObject):
    """One window, one bar, and the marks on the real screen."""

    def __init__(self, window: MainWindow, compact: bool, settle: int = SETTLE) -> None:
        super().__init__(window)
        self.window, self.bar, self.markers = window, Bar(), Markers()
        self.border = Border()
        self._settle = settle
        self._in_bar = False
        window.full_size.setChecked(not compact)
        self.bar.expand.connect(self.expand)
        places = (window, window.side, self.bar, self.bar.host)
        self._stillness = Stillness(window.guards, (*places, *window.questions))

    @property
    def in_bar(self) -> bool:
        """The bar stands for the window."""
        return self._in_bar

    def tell(self, instruction: str, status: str) -> None:
        """The words on the bar."""
        self.bar.words.setText(instruction)
        self.bar.status.setText(status)
        if self._in_bar:
            self.bar.fit()

    def begin_run(self, then: Callable[[], None]) -> None:
        """A run begins: shrink, let the screen settle, go on."""
        self._in_bar = not self.window.full_size.isChecked()
        if self._in_bar:
            self.window.hide()
            self.window.adopt_cards(self.bar.host)
            self.bar.set_asking(False)
            self.bar.keep_off([])
            self.bar.show()
        if self._settle:  # on the person's own desktop
            self.border.show()
        self._later(then)

    def begin_look(self, then: Callable[[], None]) -> None:
        """A look begins: the window is away for the moment of the picture."""
        if not self.window.full_size.isChecked():
            self.window.hide()
        self._later(then)

    def ask(self, marks: Sequence[Mark]) -> None:
        """The person is asked: the bar grows off the targets, which are marked on the real screen."""
        if self._in_bar:
            self.bar.set_asking(True)
            self.bar.keep_off([logical(mark.box) for mark in marks])
            self.point(marks)
        QApplication.alert(self.bar if self._in_bar else self.window)

    def point(self, marks: Sequence[Mark]) -> None:
        """Marks the targets on the real screen, unless our window shows them in the picture."""
        if self._in_bar:
            self.markers.show_marks([(logical(mark.box), mark) for mark in marks])

    def step_aside(self, then: Callable[[], None]) -> None:
        """The person has answered: marks and card go, the focus goes back, then it counts."""
        self.markers.clear()
        front: QWidget = self.bar if self._in_bar else self.window
        if self._in_bar:
            self.bar.set_asking(False)
        if not self._settle or not front.isActiveWindow():
            self._later(then)
            return
        front.hide()

        def come_back() -> None:
            front.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            front.show()
            then()

        self._later(come_back)

    @Slot()
    def expand(self) -> None:
        """Back from the bar to the full window, for the rest of this run."""
        self._in_bar = False
        self.bar.hide()
        self.markers.clear()
        self.window.adopt_cards(self.window.side)
        self.window.show()

    @Slot()
    def restore(self) -> None:
        """The run is over."""
        self.border.hide()
        self.window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        self.expand()

    def close(self) -> None:
        self.border.hide()
        self.markers.clear()
        self.bar.hide()
        self.bar.deleteLater()

    def _later(self, then: Callable[[], None]) -> None:
        if self._settle:
            QTimer.singleShot(self._settle, self, then)
        else:
            then()


def logical(box: Box) -> QRect:
    """Desktop pixels → Qt's units, on the monitor where the middle of the box lies.

    Qt keeps the origin of every screen in pixels and divides only what lies inside it.
    """
    screens = QApplication.screens()
    for screen in screens:
        ratio, area = screen.devicePixelRatio(), screen.geometry()
        x = area.x() + (box.x0 - area.x()) / ratio
        y = area.y() + (box.y0 - area.y()) / ratio
        rect = QRect(round(x), round(y), round(box.width / ratio), round(box.height / ratio))
        if area.contains(rect.center()) or screen is screens[-1]:
            return rect
    return QRect()
