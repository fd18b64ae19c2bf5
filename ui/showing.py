"""Which picture the window shows: what is there now, or a step of the list before and after."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Slot

from agent.types import Act, Action, Ask, Box, End, Frame, Observation, Step, targets_of
from ui.question import MOST
from ui.screen_view import Mark
from ui.timeline import ROW, Row
from ui.window import MainWindow

COVERS = 0.05  # a larger part of the screen under our windows is worth a word


class Showing(QObject):
    """Keeps the newest observation, step and end; draws them when nothing older is chosen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.seen: Observation | None = None
        self.step: Step | None = None
        self.end: End | None = None
        window.now.clicked.connect(self.live)
        window.after.toggled.connect(self._after_toggled)
        window.timeline.clicked.connect(self._row_chosen)
        window.timeline.selectionModel().currentChanged.connect(self._row_chosen)
        window.installEventFilter(self)
        self._caption_now()

    def news(self, seen: Observation, step: Step | None = None) -> None:
        """Something newer is known."""
        self.seen, self.step, self.end = seen, step, None
        self._warn_if_covering(seen.frame)
        self.live()

    def glimpse(self, frame: Frame) -> None:
        """The screen as it is now, where it differs from what is shown and no older step was chosen."""
        shown = self.step.after if self.step is not None and self.step.after is not None else None
        newest = shown or (self.seen.frame if self.seen is not None else None)
        if self.window.timeline.currentIndex().isValid() or (newest and newest.digest == frame.digest):
            return
        self.window.view.show_frame(frame)

    def forget_step(self) -> None:
        """A new run begins."""
        self.step, self.end = None, None

    def ended(self, end: End) -> None:
        self.end = end
        self.live()

    def marks(self) -> list[Mark]:
        """What is marked in the newest picture."""
        if self.end is not None:
            nearest = enumerate(self.end.nearest, start=1)
            return [Mark(c.element.box, number=number) for number, c in nearest]
        return marks_of(self.step) if self.step is not None else []

    @Slot()
    def live(self) -> None:
        """The newest picture, with what is meant now."""
        self.window.timeline.setCurrentIndex(QModelIndex())
        self._caption_now()
        after = self.step.after if self.step is not None else None
        if after is not None:
            self.window.view.show_frame(after)
        elif self.seen is not None:
            self._observation(self.seen, self.marks(), self.step)

    def _observation(self, seen: Observation, marks: list[Mark], step: Step | None) -> None:
        self.window.view.show_observation(seen, marks)
        self.window.panel.show_look(seen)
        if step is not None and isinstance(step.decision, Act) and step.decision.contributions:
            self.window.panel.show_contributions(step.decision.contributions)

    def edited(self, action: Action, danger: bool) -> None:
        """The picture follows the person's changes."""
        if self.seen is not None:
            marks = [Mark(place.box, place.point, danger=danger) for place in targets_of(action)]
            self.window.view.show_observation(self.seen, marks)

    @Slot(QModelIndex)
    def _row_chosen(self, index: QModelIndex) -> None:
        step = _step_of(index)
        if step is None:
            return
        caption = self.tr("Step {number}").format(number=step.index)
        self.window.set_caption(caption, stepping=True, has_after=step.after is not None)
        self.window.before.setChecked(True)
        self._observation(step.observation, marks_of(step), step)

    @Slot(bool)
    def _after_toggled(self, on: bool) -> None:
        step = _step_of(self.window.timeline.currentIndex())
        if step is None:
            return
        if on and step.after is not None:
            self.window.view.show_frame(step.after)
        else:
            self.window.view.show_observation(step.observation, marks_of(step))

    def _caption_now(self) -> None:
        self.window.set_caption(self.tr("The screen"), stepping=False, has_after=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The caption in the language of now."""
        if event.type() == QEvent.Type.LanguageChange and not self.window.timeline.currentIndex().isValid():
            self._caption_now()
        return super().eventFilter(watched, event)

    def _warn_if_covering(self, frame: Frame) -> None:
        covered = sum(_common(frame.box, w.box) for w in frame.windows if w.ours)
        self.window.notice.setText(
            self.tr("Deskhand covers part of the screen: what lies under it can be neither seen nor used.")
        )
        self.window.notice.setVisible(covered > COVERS * frame.box.area)


def marks_of(step: Step) -> list[Mark]:
    """The target of the step's act, or the numbered candidates of its question."""
    decision = step.decision
    if isinstance(decision, Ask):
        numbered = enumerate(decision.told[:MOST], start=1)
        return [Mark(c.element.box, number=number) for number, c in numbered]
    if not isinstance(decision, Act):
        return []
    danger = step.judgement is not None and step.judgement.consequence in ("consequential", "forbidden")
    return [Mark(place.box, place.point, danger=danger) for place in targets_of(decision.action)]


def _step_of(index: QModelIndex) -> Step | None:
    row: Row | None = index.data(ROW) if index.isValid() else None
    return row.step if row is not None else None


def _common(one: Box, other: Box) -> int:
    both = one.intersection(other)
    return both.area if both else 0
