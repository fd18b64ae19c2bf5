"""What happens when: the person's input to the worker, the worker's news to the widgets.

One state at a time: idle, looking, running, asking, stopping. All of it runs in the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QModelIndex, QObject, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from agent.types import Act, Ask, Box, End, Frame, Observation, Step, Verdict, targets_of
from ui import theme, words
from ui.bar import Bar
from ui.screen_view import Mark
from ui.step_card import Judge
from ui.timeline import ROW, Row
from ui.window import MainWindow
from ui.worker import Answer, Request, Worker

State = Literal["idle", "looking", "running", "asking", "stopping"]
SETTLE = 180  # ms until the window system has taken our window away and given the focus back
COVERS = 0.05  # a larger part of the screen under our window is worth a word


class Conductor(QObject):
    """Connects one window, one bar and one worker. `judge_for` gives the policy for an instruction."""

    def __init__(
        self,
        window: MainWindow,
        worker: Worker,
        judge_for: Callable[[str], Judge],
        compact: bool = True,
        settle: int = SETTLE,
    ) -> None:
        super().__init__(window)
        self.window, self.worker, self.bar = window, worker, Bar()
        self.state: State = "idle"
        self.instruction = ""
        self._judge_for = judge_for
        self._settle = settle
        self._request: Request | None = None
        self._step: Step | None = None
        self._seen: Observation | None = None
        self._bar_wanted = False
        self._end: End | None = None
        self._shown_stage = ""
        window.full_size.setChecked(not compact)
        self._connect_window()
        self._connect_worker()
        self._idle_caption()
        self._show_status()

    # the person's input

    @Slot(str)
    def start(self, instruction: str) -> None:
        """Runs an instruction."""
        if self.state != "idle":
            return
        self.instruction, self._end, self._step = instruction, None, None
        self.window.step.judge = self._judge_for(instruction)
        self._enter("running", "looking")
        self.window.timeline.clearSelection()
        self.window.timeline.timeline.begin(instruction)
        self.window.no_steps.hide()
        self.window.progress.show_working(instruction, "looking")
        self.window.show_card(self.window.progress)
        self._shrink()
        self._after_settling(self._run_now)

    @Slot()
    def look(self) -> None:
        """Looks without acting; the window steps aside for the moment of the picture."""
        if self.state != "idle":
            return
        self._enter("looking", "looking")
        if not self.window.full_size.isChecked():
            self.window.hide()
        self._after_settling(self.worker.look)

    @Slot()
    def stop(self) -> None:
        """Stops whatever is on, at once."""
        if self.state in ("running", "asking"):
            self._request = None
            self._enter("stopping", "stopping")
            self.worker.stop()

    @Slot()
    def run_or_stop(self) -> None:
        if self.state == "idle":
            self.window.field.submit()
        else:
            self.stop()

    @Slot(object)
    def answer(self, answer: Answer) -> None:
        """The person's answer to what was asked last: our windows step aside first, then it counts."""
        request, self._request = self._request, None
        if request is None:
            return
        if isinstance(answer, Verdict) and answer.kind == "stop":
            self._request = request
            self.stop()
            return
        self._enter("running", "confirmed")
        self._show_answered(request)
        self._step_aside(lambda: self.worker.answer(request, answer))

    @Slot()
    def expand(self) -> None:
        """Back from the bar to the full window, for this run."""
        self._bar_wanted = False
        self.bar.hide()
        self.window.adopt_cards(self.window.side)
        self.window.show()
        self.window.raise_()

    def close(self) -> None:
        """Ends the worker's thread."""
        self.worker.close()
        self.bar.hide()
        self.bar.deleteLater()

    # the worker's news

    @Slot(object)
    def progressed(self, step: Step) -> None:
        """A step has come further."""
        self._step, self._seen = step, step.observation
        self.window.timeline.timeline.progress(step)
        if self.state not in ("running", "asking"):
            return
        self._warn_if_covering(step.observation.frame)
        self._show_live()
        if isinstance(step.decision, Act) and step.judgement is not None and step.stage != "observed":
            if step.stage == "planned" or step.verdict is not None:
                self._show_act(step, asking=False)
        elif step.stage == "perceived":
            self.window.show_card(self.window.progress)
        self._show_stage(step.stage)

    @Slot(object)
    def asked(self, request: Request) -> None:
        """The loop waits for the person."""
        if self.state != "running":
            return
        self._request = request
        self._enter("asking", "asked")
        if isinstance(request.decision, Ask):
            self.window.question.show_question(request.decision, request.observation)
            self.window.show_card(self.window.question)
        elif request.judgement is not None and self._step is not None:
            self.window.step.show_act(
                self._step.index, request.decision, request.judgement, request.observation, asking=True
            )
            self.window.show_card(self.window.step)
        self._show_live()
        self._show_asking()

    @Slot(object)
    def looked(self, seen: Observation) -> None:
        self._seen, self._step, self._end = seen, None, None
        self._enter("idle", "")
        self._warn_if_covering(seen.frame)
        self._show_live()
        self.window.show_card(self.window.idle)
        count = sum(e.kind not in ("window", "dialog", "panel") for e in seen.elements)
        text = self.tr("{count} things seen. Point at one in the picture to see what it is.")
        self.window.set_status(text.format(count=count), "good")

    @Slot(object)
    def ended(self, end: End) -> None:
        """The run is over, one way or another."""
        self._end, self._request = end, None
        self.window.timeline.timeline.finish(end)
        self._enter("idle", "")
        self.window.progress.show_end(self.instruction, end, self.window.timeline.timeline.performed())
        self.window.show_card(self.window.progress)
        self._restore()
        self._show_live()
        self.window.field.selectAll()
        self.window.field.setFocus()

    @Slot(str)
    def failed(self, sentence: str) -> None:
        """A run or a look came to nothing; one sentence says why."""
        if self.state == "looking":
            self._enter("idle", "")
            self._restore()
            self.window.set_status(sentence, "bad")
            return
        self.ended(End(outcome="failed", reason=sentence))

    # how it is shown

    def _run_now(self) -> None:
        if self.state == "stopping":
            self.ended(End(outcome="stopped", reason="Nothing was done."))
        else:
            self.worker.run(self.instruction)

    def _enter(self, state: State, stage: str) -> None:
        self.state = state
        self.window.set_running(state not in ("idle",))
        self.window.run.setEnabled(state not in ("looking", "stopping"))
        self._show_stage(stage)

    def _show_stage(self, stage: str) -> None:
        self._shown_stage = stage
        if self.state == "running" and self._end is None:
            self.window.progress.show_working(self.instruction, stage or "looking")
        self._show_status()

    @Slot()
    def _show_status(self) -> None:
        if self._shown_stage:
            tone = "warn" if self.state == "asking" else "accent"
            self.window.set_status(words.stage(self._shown_stage), tone)
        elif self._end is not None:
            self.window.set_status(*words.ending(self._end))
        else:
            self.window.set_status(self.tr("Ready."), "good")
        self.bar.words.setText(words.short(self.instruction, 80))
        self.bar.status.setText(self.window.status.text())

    def _show_act(self, step: Step, asking: bool) -> None:
        assert isinstance(step.decision, Act)
        assert step.judgement is not None
        self.window.step.show_act(step.index, step.decision, step.judgement, step.observation, asking)
        self.window.show_card(self.window.step)

    def _show_answered(self, request: Request) -> None:
        """The card stays as a record, without its buttons."""
        if isinstance(request.decision, Ask):
            self.window.show_card(self.window.progress)
        elif self._step is not None and request.judgement is not None:
            self.window.step.show_act(
                self._step.index, request.decision, request.judgement, request.observation, asking=False
            )

    @Slot()
    def _show_live(self) -> None:
        """The newest picture, with what is meant now."""
        if self._seen is None:
            return
        after = self._step.after if self._step is not None else None
        if after is not None:
            self.window.view.show_frame(after)
        else:
            self.window.view.show_observation(self._seen, self._marks())
        self.window.timeline.clearSelection()
        self.window.timeline.setCurrentIndex(QModelIndex())
        self._idle_caption()

    def _marks(self) -> list[Mark]:
        if self._end is not None and self._end.nearest:
            return [Mark(c.element.box, number=i) for i, c in enumerate(self._end.nearest, start=1)]
        return marks_of(self._step) if self._step is not None and self._end is None else []

    def _idle_caption(self) -> None:
        self.window.set_caption(self.tr("The screen"), stepping=False, has_after=False)

    @Slot(QModelIndex)
    def _row_chosen(self, index: QModelIndex) -> None:
        """A step of the list: its pictures."""
        row: Row | None = index.data(ROW) if index.isValid() else None
        if row is None or row.step is None:
            return
        step = row.step
        self.window.set_caption(
            self.tr("Step {number}").format(number=step.index),
            stepping=True,
            has_after=step.after is not None,
        )
        self.window.before.setChecked(True)
        self.window.view.show_observation(step.observation, marks_of(step))

    def _chosen_step(self) -> Step | None:
        index = self.window.timeline.currentIndex()
        row: Row | None = index.data(ROW) if index.isValid() else None
        return row.step if row is not None else None

    @Slot(bool)
    def _after_toggled(self, on: bool) -> None:
        step = self._chosen_step()
        if step is None:
            return
        if on and step.after is not None:
            self.window.view.show_frame(step.after)
        else:
            self.window.view.show_observation(step.observation, marks_of(step))

    def _warn_if_covering(self, frame: Frame) -> None:
        covered = sum(_common(frame.box, w.box) for w in frame.windows if w.ours)
        big = covered > COVERS * frame.box.area
        self.window.notice.setText(
            self.tr("Deskhand covers part of the screen: what lies under it can be neither seen nor used.")
        )
        self.window.notice.setVisible(big)

    # our own windows and the target

    def _shrink(self) -> None:
        self._bar_wanted = not self.window.full_size.isChecked()
        if self._bar_wanted:
            self.window.hide()
            self.window.adopt_cards(self.bar.host)
            self.bar.set_asking(False)
            self.bar.keep_off([])
            self.bar.show()

    def _show_asking(self) -> None:
        if self._bar_wanted:
            self.bar.set_asking(True)
            self.bar.keep_off([_logical(mark.box, self._seen) for mark in self._marks()])
            QApplication.alert(self.bar)
        else:
            QApplication.alert(self.window)

    def _step_aside(self, then: Callable[[], None]) -> None:
        """The bar shrinks, and the focus goes back to where the person's program had it."""
        front: QWidget = self.bar if self._bar_wanted else self.window
        if self._bar_wanted:
            self.bar.set_asking(False)
        if not front.isActiveWindow() or not self._settle:
            self._after_settling(then)
            return
        front.hide()

        def come_back() -> None:
            front.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            front.show()
            then()

        self._after_settling(come_back)

    def _after_settling(self, then: Callable[[], None]) -> None:
        if self._settle:
            QTimer.singleShot(self._settle, self, then)
        else:
            then()

    @Slot()
    def _restore(self) -> None:
        self.window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        self._bar_wanted = False
        self.bar.hide()
        self.window.adopt_cards(self.window.side)
        self.window.show()

    @Slot(bool)
    def _editing(self, on: bool) -> None:
        """Editing wants the picture: the full window comes for the time of it."""
        if on and self._bar_wanted:
            self.expand()
        elif not on:
            self.window.view.set_picking(False)
            self._show_live()

    def _edited(self, action: object) -> None:
        """The picture follows the form."""
        if self._seen is not None:
            danger = self.window.step.consequential
            places = targets_of(action)  # type: ignore[arg-type]
            marks = [Mark(t.box, t.point, danger=danger) for t in places]
            self.window.view.show_observation(self._seen, marks)

    def _appearance(self, value: str) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, value)  # type: ignore[arg-type]
        self._show_status()

    def _connect_window(self) -> None:
        window = self.window
        window.field.submitted.connect(self.start)
        window.run.clicked.connect(self.run_or_stop)
        window.look.clicked.connect(self.look)
        window.idle.example.connect(self._try_example)
        window.elements.toggled.connect(window.view.set_show_elements)
        window.now.clicked.connect(self._show_live)
        window.after.toggled.connect(self._after_toggled)
        window.timeline.clicked.connect(self._row_chosen)
        window.timeline.selectionModel().currentChanged.connect(self._row_chosen)
        window.step.answered.connect(self.answer)
        window.step.editing.connect(self._editing)
        window.step.changed.connect(self._edited)
        window.step.picking.connect(window.view.set_picking)
        window.view.picked.connect(window.step.picked)
        window.question.chosen.connect(self.answer)
        window.question.halted.connect(self.stop)
        window.appearance_chosen.connect(self._appearance)
        self.bar.halted.connect(self.stop)
        self.bar.expand.connect(self.expand)
        for widget in (window, self.bar):
            QShortcut(QKeySequence("Esc"), widget, self.stop)

    def _connect_worker(self) -> None:
        worker, queued = self.worker, Qt.ConnectionType.QueuedConnection
        worker.preparing.connect(self._preparing, queued)
        worker.captured.connect(self._captured, queued)
        worker.progressed.connect(self.progressed, queued)
        worker.asked.connect(self.asked, queued)
        worker.looked.connect(self.looked, queued)
        worker.ended.connect(self.ended, queued)
        worker.failed.connect(self.failed, queued)

    @Slot()
    def _preparing(self) -> None:
        if self.state != "stopping":
            self._show_stage("preparing")

    @Slot()
    def _captured(self) -> None:
        self.window.show()
        self._show_stage("looking")

    @Slot(str)
    def _try_example(self, text: str) -> None:
        self.window.field.setText(text)
        self.window.field.setFocus()


def marks_of(step: Step) -> list[Mark]:
    """The target of the step's act, or the numbered candidates of its question."""
    decision = step.decision
    if isinstance(decision, Ask):
        return [Mark(c.element.box, number=number) for number, c in enumerate(decision.candidates, start=1)]
    if not isinstance(decision, Act):
        return []
    danger = step.judgement is not None and step.judgement.consequence in ("consequential", "forbidden")
    return [Mark(t.box, t.point, danger=danger) for t in targets_of(decision.action)]


def _common(one: Box, other: Box) -> int:
    both = one.intersection(other)
    return both.area if both else 0


def _logical(box: Box, seen: Observation | None) -> QRect:
    """Desktop pixels → Qt's units, on the monitor where the box begins."""
    screens = QApplication.screens()
    for screen in screens:
        ratio, area = screen.devicePixelRatio(), screen.geometry()
        x = area.x() + (box.x0 - area.x()) / ratio
        y = area.y() + (box.y0 - area.y()) / ratio
        if area.contains(round(x), round(y)) or screen is screens[-1]:
            return QRect(round(x), round(y), round(box.width / ratio), round(box.height / ratio))
    return QRect()
