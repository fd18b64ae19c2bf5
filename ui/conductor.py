"""What happens when: the person's input goes to the worker, the worker's news to the widgets.

One state at a time: idle, looking, running, asking, stopping. All of it runs in the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from agent.approvals import Approvals
from agent.journal_records import RunRow
from agent.journal_redact import without_secrets
from agent.outline import grave_steps
from agent.resume import REPLAY
from agent.types import Act, Action, Ask, End, Frame, Judgement, Observation, Pause, Step, Verdict
from ui import words
from ui.macros_order import Order
from ui.placing import SETTLE, Placing
from ui.showing import Showing
from ui.status import State, Status
from ui.step_card import Judge
from ui.timeline import is_waiting
from ui.window import MainWindow
from ui.worker import Answer, Broken, Request, Worker

GLIMPSE = 1000  # ms between two pictures of a desktop that is watched
LINGER = 1200  # ms that an act is shown which goes on by itself


class Conductor(QObject):
    """Connects one window and one worker. `judge_for` gives the policy for an instruction."""

    finished = Signal(object)  # End, when all of it is shown
    seen = Signal(object)  # Observation of a look
    escaped = Signal()  # Esc was pressed while nothing is on
    waiting = Signal()  # the person is asked

    def __init__(
        self,
        window: MainWindow,
        worker: Worker,
        judge_for: Callable[[str], Judge],
        compact: bool = True,
        settle: int = SETTLE,
        linger: int = LINGER,
    ) -> None:
        super().__init__(window)
        self.window, self.worker = window, worker
        self.showing, self.placing = Showing(window), Placing(window, compact, settle)
        self.status = Status(window, self.placing, self.showing)
        self.instruction = ""
        self._order: Order | None = None  # of a macro that runs
        self._judge_for = judge_for
        self._linger = linger
        self._approvals = Approvals()
        self._request: Request | None = None
        self._connect_window()
        self._connect_worker()

    @property
    def state(self) -> State:
        return self.status.state

    # the person's input

    @Slot(str)
    def start(self, instruction: str) -> None:
        """Runs an instruction."""
        if self.state == "idle":
            self._begin(instruction)
            self.placing.begin_run(self._run_now)

    def replay(self, order: Order) -> None:
        """Runs a macro."""
        if self.state == "idle":
            self._begin(f"{REPLAY}{order.name}", order)
            self.placing.begin_run(lambda: self._unless_stopped(lambda: self.worker.replay(order)))

    def say(self, sentence: str, tone: str = "good") -> None:
        """Something to be told at the bottom, until the next run or look."""
        self.status.say(sentence, tone)

    @Slot(object)
    def offer(self, row: RunRow) -> None:
        """A run was cut off last time: asks whether it is to go on."""
        self.window.cut_off.show_run(row)
        self.window.show_card(self.window.cut_off)

    @Slot(bool)
    def take_up(self, go_on: bool) -> None:
        """The answer to it."""
        row = self.window.cut_off.row
        if self.state != "idle" or row is None:
            return
        if not go_on:
            self.worker.leave(row.number)
            self.window.show_card(self.window.idle)
            return
        self._begin(row.instruction)
        self.placing.begin_run(lambda: self._unless_stopped(lambda: self.worker.pick_up(row.number)))

    def _begin(self, instruction: str, order: Order | None = None) -> None:
        self.instruction, self._order = instruction, order
        self.status.begin(order.name if order is not None else without_secrets(instruction))
        self.window.progress.set_macro(order is not None)
        self._approvals = Approvals()
        self.window.step.rest.setChecked(False)
        self.window.step.judge = self._judge_for(instruction)
        self.window.step.set_graves(order.graves if order is not None else grave_steps(instruction))
        self.showing.forget_step()
        self.window.timeline.timeline.begin(self.status.shown)
        self.window.no_steps.hide()
        self.status.enter("running", "looking")
        self.window.show_card(self.window.progress)

    @Slot()
    def look(self) -> None:
        """Looks without acting."""
        if self.state == "idle":
            self.status.enter("looking", "looking")
            self.placing.begin_look(self.worker.look)

    @Slot(str)
    def look_at(self, path: str) -> None:
        """Looks at a picture that was dropped on the window."""
        if self.state == "idle":
            self.status.enter("looking", "looking")
            self.worker.look_at(path)

    @Slot()
    def stop(self) -> None:
        """Stops whatever is on, at once."""
        if self.state in ("running", "asking"):
            self._request = None
            self.placing.markers.clear()
            self.status.enter("stopping", "stopping")
            self.worker.stop()

    @Slot()
    def escape(self) -> None:
        """Esc stops what is on; where nothing is, it leads back."""
        if self.state == "idle":
            self.escaped.emit()
        else:
            self.stop()

    @Slot()
    def run_or_stop(self) -> None:
        if self.state == "idle":
            self.window.field.submit()
        else:
            self.stop()

    @Slot(object)
    def answer(self, answer: Answer) -> None:
        """The person's answer to what was asked last: our windows step aside first, then it counts."""
        request = self._request
        if request is None:
            return
        if (isinstance(answer, Verdict) and answer.kind == "stop") or answer == "stop":
            self.stop()
            return
        self._request = None
        self.window.view.set_picking(False)
        self._remember(request, answer)
        if isinstance(answer, Verdict) and answer.kind == "edit":  # nothing happens yet: the act comes back
            self.status.enter("running", "asked")
            self.worker.answer(request, answer)
            return
        self.status.enter("running", "confirmed")
        self._show_answered(request)
        self.placing.step_aside(lambda: self.worker.answer(request, answer))

    def watch(self) -> None:
        """Shows the desktop as it goes on while nothing else is shown: it is not the person's own."""
        timer = QTimer(self)
        timer.timeout.connect(lambda: self.worker.glimpse() if self.state == "idle" else None)
        timer.start(GLIMPSE)

    @Slot(object)
    def glimpsed(self, frame: Frame) -> None:
        if self.state == "idle":
            self.showing.glimpse(frame)

    def close(self) -> None:
        """Ends the worker's thread."""
        self.worker.close()
        self.placing.close()

    # the worker's news

    @Slot(object)
    def progressed(self, step: Step) -> None:
        """A step has come further."""
        self.window.timeline.timeline.progress(step)
        if self.state != "running":
            return
        if step.stage == "thinking":  # many times a second: only the words have changed
            self.window.progress.show_thought(step.thought)
            self.status.show_stage(step.stage)
            return
        self.showing.news(step.observation, step)
        if is_waiting(step):
            self.window.show_card(self.window.progress)
            self.status.show_stage("waiting")
            return
        if step.stage == "performed":
            self._approvals.performed()
        if isinstance(step.decision, Act) and step.judgement is not None and step.stage != "observed":
            self._show_act(step, step.decision, step.judgement)
        elif step.stage == "perceived":
            self.window.progress.show_thought("")
            self.window.show_card(self.window.progress)
        self.status.show_stage(step.stage)

    @Slot(object)
    def asked(self, request: Request) -> None:
        """The loop waits for the person."""
        if self.state != "running":
            return
        self._request = request
        if self._covered(request):
            self._go_on(request)
            return
        self.status.enter("asking", "asked")
        if isinstance(request.decision, Ask):
            self.window.question.show_question(
                request.decision, request.observation, self._step_words(request)
            )
            self.window.view.set_picking(self._order is not None)
            self.window.show_card(self.window.question)
        elif isinstance(request.decision, Broken):
            broken = request.decision
            self.window.broken.show_act(broken.act, request.observation, broken.crashed)
            self.window.show_card(self.window.broken)
        elif isinstance(request.decision, Pause):
            self.window.paused.show_pause(request.decision, self._step_words(request))
            self.window.show_card(self.window.paused)
        elif request.judgement is not None and self.showing.step is not None:
            self._show_act(self.showing.step, request.decision, request.judgement, asking=True)
        self.placing.ask(self.showing.marks())
        self.waiting.emit()

    @Slot(object)
    def looked(self, seen: Observation) -> None:
        """The look is over."""
        count = sum(e.kind not in ("window", "dialog", "panel") for e in seen.elements)
        text = self.tr("{count} things seen. Point at one in the picture to see what it is.")
        self.showing.news(seen)
        self.window.show_card(self.window.idle)
        self.status.enter("idle", "")
        self.say(text.format(count=count))
        self.window.look.setFocus()
        self.seen.emit(seen)

    @Slot(object)
    def ended(self, end: End) -> None:
        """The run is over, one way or another."""
        self._request = None
        self.window.view.set_picking(False)
        self.window.timeline.timeline.finish(end)
        self.showing.ended(end)
        self.status.enter("idle", "")
        self.window.progress.show_end(self.status.shown, end, self.window.timeline.timeline.performed())
        self.window.show_card(self.window.progress)
        self.placing.restore()
        self.window.field.selectAll()
        self.window.field.setFocus()
        self.finished.emit(end)

    @Slot(str)
    def failed(self, sentence: str) -> None:
        """A run or a look came to nothing; one sentence says why."""
        if self.state == "looking":
            self.placing.restore()
            self.status.enter("idle", "")
            self.say(sentence, "bad")
            self.finished.emit(End(outcome="failed", reason=sentence))
        else:
            self.ended(End(outcome="failed", reason=sentence))

    def asked_words(self) -> str:
        """What was said to be done, or the macro's name, for a note about the question."""
        return words.short(self.status.shown, 120)

    def _step_words(self, request: Request) -> str:
        """The step of the macro that asks; nothing where it is no macro."""
        asked = request.decision
        if self._order is None or not isinstance(asked, Ask | Pause):
            return ""
        return self._order.said(asked.words) or self._order.name

    # acts that need no answer

    def _covered(self, request: Request) -> bool:
        act = request.decision
        if not isinstance(act, Act) or request.judgement is None:
            return False
        return self._approvals.cover(act, request.judgement, request.observation)

    def _remember(self, request: Request, answer: Answer) -> None:
        if isinstance(request.decision, Act) and isinstance(answer, Verdict) and answer.kind == "allow":
            self._approvals.allowed(request.decision.action, request.observation)
            self._approvals.rest = self.window.step.rest.isChecked()

    def _go_on(self, request: Request) -> None:
        """Shows the act for a moment; then it is done, unless the person stops it."""
        self.status.show_stage("going_on")
        self.placing.point(self.showing.marks())

        def done_showing() -> None:
            if self._request is request:
                self.answer(Verdict(kind="allow"))

        if self._linger:
            QTimer.singleShot(self._linger, self, done_showing)
        else:
            done_showing()

    # how it is shown

    def _run_now(self) -> None:
        self._unless_stopped(lambda: self.worker.run(self.instruction))

    def _unless_stopped(self, go: Callable[[], None]) -> None:
        if self.state == "stopping":
            self.ended(End(outcome="stopped", reason="Nothing was done."))
        else:
            go()

    def _show_act(self, step: Step, act: Act, judgement: Judgement, asking: bool = False) -> None:
        self.window.step.show_act(step.index, act, judgement, step.observation, asking)
        self.window.show_card(self.window.step)

    def _show_answered(self, request: Request) -> None:
        """The card stays as a record of what was allowed, without its buttons."""
        act, step = request.decision, self.showing.step
        if not isinstance(act, Act) or step is None or request.judgement is None:
            self.window.show_card(self.window.progress)
            return
        self._show_act(step, act, request.judgement)

    @Slot(bool)
    def _editing(self, on: bool) -> None:
        """Editing wants the picture: the full window comes for it."""
        if on and self.placing.in_bar:
            self.placing.expand()
        elif not on:
            self.window.view.set_picking(False)
            self.showing.live()

    @Slot(object)
    def _edited(self, action: Action) -> None:
        self.showing.edited(action, self.window.step.consequential)

    def _connect_window(self) -> None:
        window = self.window
        window.field.submitted.connect(self.start)
        window.run.clicked.connect(self.run_or_stop)
        window.look.clicked.connect(self.look)
        window.progress.again.connect(lambda: self.start(self.instruction))
        window.elements.toggled.connect(window.view.set_show_elements)
        window.levels.toggled.connect(self.worker.set_explain)
        window.step.answered.connect(self.answer)
        window.step.editing.connect(self._editing)
        window.step.changed.connect(self._edited)
        window.step.picking.connect(window.view.set_picking)
        window.view.dropped.connect(self.look_at)
        window.view.picked.connect(window.step.picked)
        window.view.picked.connect(window.question.point)
        window.question.chosen.connect(self.answer)
        window.question.halted.connect(self.stop)
        window.broken.chosen.connect(self.answer)
        window.paused.chosen.connect(self.answer)
        window.cut_off.chosen.connect(self.take_up)
        for guard in window.guards:
            guard.refused.connect(self.status.show_refused)
        self.placing.bar.halted.connect(self.stop)
        for widget in (window, self.placing.bar):
            QShortcut(QKeySequence("Esc"), widget, self.escape)

    def _connect_worker(self) -> None:
        worker, queued = self.worker, Qt.ConnectionType.QueuedConnection
        worker.preparing.connect(self._preparing, queued)
        worker.captured.connect(self._captured, queued)
        worker.progressed.connect(self.progressed, queued)
        worker.asked.connect(self.asked, queued)
        worker.looked.connect(self.looked, queued)
        worker.glimpsed.connect(self.glimpsed, queued)
        worker.ended.connect(self.ended, queued)
        worker.failed.connect(self.failed, queued)

    @Slot()
    def _preparing(self) -> None:
        if self.state != "stopping":
            self.status.show_stage("preparing")

    @Slot()
    def _captured(self) -> None:
        self.window.show()
        if self.state == "looking":
            self.status.show_stage("looking")
