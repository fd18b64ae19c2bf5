"""The page of the doctor: what works on this machine, and how to mend what does not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from agent.doctor import Check, Status
from ui import icons, parts, theme

SIGNS: dict[Status, tuple[str, str]] = {
    "ok": ("check", "good"), "warn": ("question", "warn"), "fail": ("cross", "bad"), "skip": ("dash", "calm")
}  # fmt: skip
SIGN = 20


class CheckRow(QFrame):
    """One check: its sign and name, what was found, and what to do."""

    def __init__(self, check: Check) -> None:
        super().__init__()
        self.check = check
        self.sign, self.name = QLabel(), parts.label("heading")
        self.message, self.remedy = parts.label(), parts.label("quote")
        self.message.setText(check.message)
        self.remedy.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        parts.show_text(self.remedy, check.remedy)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        self.name.setFixedWidth(150)
        row.addWidget(self.name, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        for label in (self.message, self.remedy):
            texts.addWidget(label)
        row.addLayout(texts, 1)
        self.retranslate()

    def retranslate(self) -> None:
        icon, tone = SIGNS[self.check.status]
        ink = getattr(theme.colours(), f"{tone}_ink")
        self.sign.setPixmap(icons.pixmap(icon, ink, SIGN, self.devicePixelRatioF()))
        self.sign.setAccessibleName(self._status())
        self.name.setText(self.check.name)
        self.setAccessibleName(f"{self.check.name}: {self._status()}")

    def _status(self) -> str:
        return {
            "ok": self.tr("works"),
            "warn": self.tr("worth a look"),
            "fail": self.tr("does not work"),
            "skip": self.tr("not needed here"),
        }[self.check.status]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "remedy"):
            self.retranslate()
        super().changeEvent(event)


class DoctorPage(QWidget):
    """Widgets only; ui/doctor_desk.py says what they do."""

    wanted = Signal()  # the checks are to be made
    halted = Signal()
    copied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.verdict = parts.label("title", wrap=False), parts.label()
        self.again, self.stop, self.copy = parts.button("primary"), parts.button(), parts.button()
        self.progress = QProgressBar()
        self.rows: list[CheckRow] = []
        self._busy, self._failed = False, ""
        self._lay_out()
        self.again.clicked.connect(self.wanted)
        self.stop.clicked.connect(self.halted)
        self.copy.clicked.connect(self.copied)
        self._show()

    def begin(self, count: int = 0) -> None:
        """The checks begin; `count` of them, where that is known."""
        for row in self.rows:
            self.column.removeWidget(row)
            row.deleteLater()
        self.rows, self._busy, self._failed = [], True, ""
        self.progress.setRange(0, count)
        self.progress.setValue(0)
        self._show()

    def add(self, check: Check) -> None:
        """One is done."""
        row = CheckRow(check)
        self.rows.append(row)
        self.column.insertWidget(self.column.count() - 1, row)
        self.progress.setValue(len(self.rows))
        self._show()

    def finish(self, failed: str = "") -> None:
        """All are done; or `failed` says why they are not."""
        self._busy, self._failed = False, failed
        self._show()

    @property
    def checks(self) -> list[Check]:
        return [row.check for row in self.rows]

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        head = parts.row()
        head.addWidget(self.title)
        head.addStretch(1)
        for button in (self.copy, self.stop, self.again):
            head.addWidget(button)
        layout.addLayout(head)
        layout.addWidget(self.verdict)
        layout.addWidget(self.progress)
        self.progress.setTextVisible(False)
        card, area, inner = parts.card(), QScrollArea(), QWidget()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column = parts.column(inner, margin=0, spacing=0)
        self.column.addStretch(1)
        area.setWidget(inner)
        parts.column(card, margin=8).addWidget(area)
        layout.addWidget(card, 1)
        self._area = area

    def _show(self) -> None:
        self.progress.setVisible(self._busy)
        self.stop.setVisible(self._busy)
        self.again.setVisible(not self._busy)
        self.copy.setVisible(bool(self.rows) and not self._busy)
        self._retranslate()

    def _verdict(self) -> str:
        if self._failed:
            return self._failed
        if self._busy:
            return self.tr("Looking after everything that Deskhand needs…")
        if not self.rows:
            return self.tr(
                "Checks the screen, mouse and keyboard, reading and the models. It takes some seconds."
            )
        failed = [row.check.name for row in self.rows if row.check.status == "fail"]
        warned = [row.check.name for row in self.rows if row.check.status == "warn"]
        if failed:
            sentence = self.tr("Not everything works: {names}. What to do stands beside each.")
            return sentence.format(names=", ".join(failed))
        if warned:
            return self.tr("Deskhand works here. Worth a look: {names}.").format(names=", ".join(warned))
        return self.tr("Deskhand works here.")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "_area"):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Doctor"))
        self.verdict.setText(self._verdict())
        self.again.setText(self.tr("Check &again") if self.rows else self.tr("&Check this machine"))
        self.stop.setText(self.tr("&Stop"))
        self.copy.setText(self.tr("C&opy the report"))
        self.progress.setAccessibleName(self.tr("How many checks are done"))
        for button, icon in ((self.again, "run"), (self.stop, "stop"), (self.copy, "copy")):
            parts.set_icon(button, icon)
