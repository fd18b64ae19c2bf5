"""After a replay in which the person pointed to new places: what is new, and whether the macro keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from agent.macro import Mark, walk
from agent.macros.bundle import Bundle
from agent.replaying.turn import Healed
from ui import parts, pictures
from ui.macro_words import mark_words, step_line

THUMB = QSize(150, 44)


class HealedCard(QFrame):
    """`kept` and `dropped` answer."""

    kept = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._shown: tuple[Bundle, tuple[Healed, ...]] | None = None
        self.title, self.lead = parts.label("title"), parts.label("quiet")
        self.keep, self.drop = parts.button("primary"), parts.button()
        self.keep.clicked.connect(self.kept)
        self.drop.clicked.connect(self.dropped)
        layout = parts.column(self)
        layout.addWidget(self.title)
        layout.addWidget(self.lead)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        layout.addLayout(self._list)
        layout.addSpacing(8)
        layout.addWidget(self.keep)
        layout.addWidget(self.drop)
        self._rows: list[QWidget] = []
        self.retranslate()

    def show_healed(self, bundle: Bundle, healed: Sequence[Healed]) -> None:
        """`bundle`: the macro as it was replayed."""
        self._shown = bundle, tuple(healed)
        self._fill()
        self.retranslate()

    def lines(self) -> list[str]:
        """What each row says."""
        return [label.text() for row in self._rows for label in row.findChildren(QLabel) if label.text()]

    def _fill(self) -> None:
        for old in self._rows:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = []
        if self._shown is None:
            return
        bundle, healed = self._shown
        steps = {step.id: step for step in walk(bundle.macro.steps)}
        for one in healed:
            if one.macro == bundle.macro.name and one.step in steps:
                row = self._row(steps[one.step], one, bundle)
                self._list.addWidget(row)
                self._rows.append(row)

    def _row(self, step: object, one: Healed, bundle: Bundle) -> QWidget:
        row = QWidget()
        column = parts.column(row, margin=0, spacing=4)
        title = parts.label("heading")
        title.setText(step_line(step))
        column.addWidget(title)
        before = getattr(step, one.which)
        now = one.marked
        pair = parts.row()
        pair.addWidget(_thumb(before, bundle.pictures), 1)
        arrow = parts.label("quiet", wrap=False)
        arrow.setText("→")
        pair.addWidget(arrow)
        pair.addWidget(_thumb(now.mark, now.pictures), 1)
        column.addLayout(pair)
        words = parts.label("small")
        words.setText(self._change(before, now.mark))
        column.addWidget(words)
        return row

    def _change(self, before: Mark | None, now: Mark) -> str:
        was, new = (mark_words(mark) if mark is not None else "" for mark in (before, now))
        if was == new:
            return self.tr("The same by name; its place and its surroundings are new.")
        return self.tr("It was {was}, it is {now}.").format(was=was, now=new)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "_rows"):
            self._fill()
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Shall the macro remember what you pointed to?"))
        self.lead.setText(self.tr("Next time it is then found without asking."))
        self.keep.setText(self.tr("&Remember it"))
        self.drop.setText(self.tr("&Leave the macro as it was"))
        parts.set_icon(self.keep, "check")
        parts.set_icon(self.drop, "cross")


def _thumb(mark: Mark | None, held: Mapping[str, bytes]) -> QLabel:
    made = QLabel()
    made.setFixedHeight(THUMB.height())
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    data = held.get(mark.picture) if mark is not None else None
    if data is not None:
        made.setPixmap(pictures.thumbnail(data, THUMB, made.devicePixelRatioF()))
    elif mark is not None:
        made.setText(mark.name)
        made.setProperty("role", "small")
    return made
