"""Another target for a step, by a click on what is meant in a picture of the screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from agent.macros.marking import Marked, mark_of
from agent.types import Element, Observation, Point
from ui.macro_editor import EditorPage
from ui.macros_clerk import Clerk

Take = Callable[[str, bool, Marked], None]


class Pointing(QObject):
    """`look` wants a picture of the screen, which comes back by `show`; `take` gets the step, whether the
    place where its drag goes is meant, and what was clicked."""

    look = Signal()

    def __init__(self, page: EditorPage, clerk: Clerk, take: Take) -> None:
        super().__init__(page)
        self._page, self._clerk, self._take = page, clerk, take
        self._seen: Observation | None = None
        self._asked: tuple[str, bool] | None = None
        page.unpointed.connect(self.stop)
        page.view.picked.connect(self._picked)

    def begin(self, step: str, end: bool) -> None:
        self._asked = (step, end)
        self.look.emit()

    def show(self, seen: Observation) -> None:
        """The picture in which something is to be pointed to."""
        if self._asked is not None:
            self._seen = seen
            self._page.view.show_observation(seen)
            self._page.set_pointing(True)

    def stop(self) -> None:
        """Nothing is pointed to after all."""
        self._asked, self._seen = None, None
        self._page.set_pointing(False)

    def _picked(self, point: Point, element: Element | None) -> None:
        seen, asked = self._seen, self._asked
        if seen is None or asked is None:
            return
        self.stop()
        where = element.box.centre if element is not None else point
        step, end = asked
        self._clerk.do(
            lambda: mark_of(seen, where, element),
            lambda marked: self._take(step, end, marked),
            self._page.tell,
        )
