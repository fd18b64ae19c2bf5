"""Replaying from the page, and trying one step from the editor: both run as any instruction does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot

from agent.macros.found import find
from agent.macros.rows import rows_of
from agent.replaying.turn import Healed
from agent.types import End, Observation
from ui import words
from ui.macro_editing import MacroEditing
from ui.macros_ground import Ground
from ui.macros_healing import Healing
from ui.macros_order import Order, order_of


class Running(QObject):
    """`review` is asked for where a macro, or one that it runs, is a stranger."""

    def __init__(self, ground: Ground, editing: MacroEditing, review: Callable[[str], None]) -> None:
        super().__init__(ground.window)
        self._on, self._editing, self._review = ground, editing, review
        self.healing = Healing(
            ground.window, ground.clerk, ground.library, ground.reload, ground.conductor.say
        )
        self._order: Order | None = None  # that runs
        self._last: Order | None = None  # that has just run
        self._looks = False  # a picture was asked for, to point in
        self._connect()

    def prepare(self, name: str) -> None:
        """Asks for what the macro needs."""
        on = self._on

        def found() -> tuple[tuple[str, ...], Order]:
            held = find(name, on.library)
            return held.strangers, order_of(held)

        def asked(both: tuple[tuple[str, ...], Order]) -> None:
            strangers, order = both
            if strangers:
                self._review(strangers[0])
                return
            on.page.replay.show_order(order)
            on.page.show_card(on.page.replay)

        on.clerk.do(found, asked)

    def start(self, order: Order) -> None:
        """Replays a macro, or tries one step of it."""
        if self._on.conductor.state == "idle":
            self._order = order
            self._on.back()
            self._on.window.show_page(self._on.window.work)
            self._on.conductor.replay(order)

    def _read_table(self, path: Path) -> None:
        card = self._on.page.replay
        wanted = [v.name for v in card.order.bundle.macro.variables] if card.order is not None else []
        self._on.clerk.do(lambda: rows_of(path, wanted), lambda rows: card.show_rows(path, rows), card.tell)

    @Slot(object)
    def _finished(self, end: End) -> None:
        order, self._order = self._order, None
        editor = self._on.window.editor
        if self._looks:  # the picture to point in could not be taken
            self._looks = False
            editor.tell(end.reason)
            self._editing.pointing.stop()
        elif order is not None and order.step:
            self._on.window.show_page(editor)
            editor.tell(words.ending(end)[0])
        self._last = order

    @Slot(object)
    def _replayed(self, healed: tuple[Healed, ...]) -> None:
        order = self._last
        if not healed or order is None:
            return
        if order.step:
            self._editing.heal(healed)
        else:
            self.healing.offer(order.bundle, healed)

    # pointing in the editor

    def _look(self) -> None:
        if self._on.conductor.state == "idle":
            self._looks = True
            self._on.conductor.look()

    @Slot(object)
    def _seen(self, seen: Observation) -> None:
        if self._looks:
            self._looks = False
            self._on.conductor.say("")
            self._editing.pointing.show(seen)

    def _connect(self) -> None:
        page, conductor = self._on.page, self._on.conductor
        page.replay.started.connect(self.start)
        page.replay.cancelled.connect(self._on.back)
        page.replay.table_wanted.connect(self._read_table)
        self._editing.trial.connect(self.start)
        self._editing.pointing.look.connect(self._look)
        conductor.finished.connect(self._finished)
        conductor.seen.connect(self._seen)
        conductor.worker.replayed.connect(self._replayed, Qt.ConnectionType.QueuedConnection)
