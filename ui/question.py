"""Several things fit equally well: the person picks one by its number."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from agent.types import Ask, Candidate, Element, Frame, Observation, Point
from ui import parts, pictures, theme, words
from ui.guard import DELAY, Clock, Guard
from ui.reasons import reason

THUMB = QSize(104, 44)
MOST = 9  # choices, each with a key; what else is meant is pointed to


class Choice(QPushButton):
    """One numbered candidate: its picture and what it is."""

    def __init__(self, number: int, candidate: Candidate, frame: Frame, ratio: float, why: bool) -> None:
        """`why`: the evidence for it is told, and else where it is."""
        super().__init__()
        self.setProperty("role", "choice")
        name = words.element(candidate.element)
        self.setAccessibleName(f"{number}: {name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(12)
        badge = parts.label("badge", wrap=False)
        badge.setText(str(number))
        badge.setFixedSize(24, 24)
        badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(badge)
        row.addWidget(_thumb(candidate, frame, ratio))
        row.addLayout(_texts(name, candidate, frame, why), 1)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)  # a button's own would not shrink
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return max(62, layout.totalHeightForWidth(width)) if layout else 62

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 62)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint().expandedTo(QSize(240, 62)) if layout else QSize(240, 62)


def _thumb(candidate: Candidate, frame: Frame, ratio: float) -> QLabel:
    made = QLabel()
    made.setFixedSize(THUMB)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setPixmap(pictures.cutout(frame, candidate.element.box, THUMB, ratio, theme.colours().mark))
    return made


def _texts(name: str, candidate: Candidate, frame: Frame, why: bool) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(2)
    title = parts.label("heading")
    title.setText(name)
    column.addWidget(title)
    evidence = words.short(", ".join(candidate.evidence), 80) if why else ""
    detail = evidence or _where(candidate, frame)
    if detail:
        below = parts.label("small")
        below.setText(detail)
        column.addWidget(below)
    return column


def _where(candidate: Candidate, frame: Frame) -> str:
    window = frame.window_at(candidate.point)
    return words.quoted(words.short(window.title, 60)) if window and window.title else ""


class QuestionCard(QFrame):
    """`chosen` carries the index, or None for none of them. Keys 1–9 choose, 0 is none of them."""

    chosen = Signal(object)
    halted = Signal()

    def __init__(self, delay: float = DELAY, clock: Clock = time.monotonic) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.overline, self.title = parts.label("overline"), parts.label("title")
        self.none, self.stop = parts.button(), parts.button()
        self.lost, self.keys = parts.label("quiet"), parts.label("small")
        self.choices: list[Choice] = []
        self._shown: tuple[Ask, Observation] | None = None
        self._step = ""
        self.guard = Guard([self.none], delay, clock, self)
        self.none.clicked.connect(lambda: self.choose(None))
        self.stop.clicked.connect(self.halted)
        self._lay_out()
        self._retranslate()

    def show_question(self, question: Ask, seen: Observation, step: str = "") -> None:
        """The candidates, numbered from 1 as in the picture. `step`: of a macro that lost its target."""
        self._shown, self._step = (question, seen), step
        self._fill()
        self.guard.close()
        self.setFocus()

    def choose(self, index: int | None) -> None:
        """Answers, unless the card has only just appeared."""
        if self._shown is not None and self.guard.admits():
            self._shown = None
            self.chosen.emit(index)

    def point(self, point: Point, element: Element | None) -> None:
        """The person pointed to something in the picture: one of the candidates, or nothing."""
        if self._shown is None or not self.isVisible():
            return
        boxes = [candidate.element.box for candidate in self._shown[0].candidates]
        if element is not None and element.box in boxes:
            self.choose(boxes.index(element.box))
        elif self._step:
            self.lost.setText(self.tr("Deskhand sees nothing there that it could use; click something else."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = "" if event.isAutoRepeat() else event.text()  # a key held answers once
        if text == "0":
            self.choose(None)
        elif text.isdecimal() and 0 < int(text) <= len(self.choices):
            self.choose(int(text) - 1)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        layout = parts.column(self)
        layout.addWidget(self.overline)
        layout.addWidget(self.title)
        layout.addWidget(self.lost)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        layout.addLayout(self._list)
        below = QWidget()
        row = QHBoxLayout(below)
        row.setContentsMargins(0, 8, 0, 0)
        row.addWidget(self.none, 2)
        row.addWidget(self.stop, 1)
        layout.addWidget(below)
        layout.addWidget(self.keys)

    def _fill(self) -> None:
        for old in self.choices:
            self._list.removeWidget(old)
            old.deleteLater()
        self.choices = []
        if self._shown is None:
            return
        question, seen = self._shown
        for number, candidate in enumerate(question.told[:MOST], start=1):
            choice = Choice(number, candidate, seen.frame, self.devicePixelRatioF(), why=not self._step)
            choice.clicked.connect(lambda _=False, index=number - 1: self.choose(index))
            self._list.addWidget(choice)
            self.choices.append(choice)
        self.guard.watch([self.none, *self.choices])
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "_list"):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        single = self._shown is not None and len(self._shown[0].told) == 1
        self.overline.setText(self.tr("Do you mean this?") if single else self.tr("Which one do you mean?"))
        parts.show_text(self.lost, self._lost())
        if self._shown is not None:
            self.title.setText(self._title(self._shown[0]))
        self.none.setText(self.tr("&None of these"))
        self.stop.setText(self.tr("&Stop"))
        self.keys.setText(self.tr("Keys 1 to 9: choose · 0: none · Esc: stop"))
        parts.set_icon(self.none, "cross")
        parts.set_icon(self.stop, "stop")

    def _title(self, question: Ask) -> str:
        if self._step:
            return words.short(self._step)
        count = len(question.candidates)
        if count == 1 and "disabled" in question.candidates[0].element.states:
            return words.question(question)
        if question.words:
            several = self.tr("{count} things fit {words}")
            sentence = several if count > 1 else self.tr("Nothing is called just {words}")
            return sentence.format(count=count, words=words.quoted(question.words))
        return words.short(question.question)

    def _lost(self) -> str:
        """For a step of a macro: why its target is not plain, and that it can be pointed to."""
        if self._shown is None or not self._step:
            return ""
        why = reason(self._shown[0].question.removesuffix(words.WHICH))
        hint = self.tr("Choose what it is now, or click it in the picture.")
        return f"{why} {hint}"
