"""The first start: what this is, whether screen, mouse and keyboard work here, and a window to try it on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from agent.doctor import Check
from ui import icons, parts, theme
from ui.doctor_page import SIGNS

SIGN = 16


class WelcomeCard(QFrame):
    """Widgets only; ui/welcome_desk.py says what they do."""

    tried = Signal()  # a window to try it on is wanted
    more = Signal()  # all checks are wanted
    begun = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.title, self.lead = parts.label("title"), parts.label("quiet")
        self.overline, self.verdict = parts.label("overline"), parts.label("small")
        self.try_button, self.more_button = parts.button("primary"), parts.button()
        self.begin_button, self.hint = parts.button(), parts.label("notice")
        self._checks: list[Check] = []
        self._busy, self._said = True, ""
        self._lay_out()
        self.hint.hide()
        self.try_button.clicked.connect(self.tried)
        self.more_button.clicked.connect(self.more)
        self.begin_button.clicked.connect(self.begun)
        self._retranslate()

    def add(self, check: Check) -> None:
        """One check is done. What works is counted, what does not is told."""
        self._checks.append(check)
        if check.status in ("warn", "fail"):
            self.found.addWidget(_line(check))
        self._retranslate()

    def finish(self, failed: str = "") -> None:
        """All are done; or `failed` says why they are not."""
        self._busy, self._said = False, failed
        self._retranslate()

    def tell(self, text: str) -> None:
        """What to do next."""
        parts.show_text(self.hint, text)

    @property
    def told(self) -> list[str]:
        """The checks that are told of."""
        return [check.name for check in self._checks if check.status in ("warn", "fail")]

    def _verdict(self) -> str:
        if self._said:
            return self._said
        if self._busy:
            return self.tr("Trying the screen, the mouse and the keyboard…")
        if any(check.status == "fail" for check in self._checks):
            return self.tr("Not everything works here yet:")
        if self.told:
            return self.tr("It works here. Worth a look:")
        return self.tr("Screen, mouse and keyboard work.")

    def _lay_out(self) -> None:
        layout = parts.column(self, spacing=8)
        for label in (self.title, self.lead):
            layout.addWidget(label)
        layout.addSpacing(8)
        for label in (self.overline, self.verdict):
            layout.addWidget(label)
        self.found = QVBoxLayout()
        self.found.setSpacing(8)
        layout.addLayout(self.found)
        layout.addSpacing(8)
        layout.addWidget(self.try_button)
        row = parts.row()
        for button in (self.more_button, self.begin_button):
            row.addWidget(button, 1)
        layout.addLayout(row)
        layout.addWidget(self.hint)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "found"):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Welcome to Deskhand"))
        self.lead.setText(
            self.tr(
                "Say what is to be done. Deskhand looks at the screen, shows the exact place, and acts when "
                "you say yes. Nothing leaves this machine unless you set up a server."
            )
        )
        self.overline.setText(self.tr("This machine"))
        self.verdict.setText(self._verdict())
        self.more_button.setEnabled(not self._busy)  # both would try the same clipboard
        self.try_button.setText(self.tr("&Try it on a sample window"))
        self.more_button.setText(self.tr("All &checks"))
        self.begin_button.setText(self.tr("&Begin"))
        for button, icon in (
            (self.try_button, "run"), (self.more_button, "doctor"), (self.begin_button, "check")
        ):  # fmt: skip
            parts.set_icon(button, icon)


def _line(check: Check) -> QWidget:
    """What does not work, and what to do."""
    made, sign, text = QWidget(), QLabel(), parts.label("small")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    icon, tone = SIGNS[check.status]
    ink = getattr(theme.colours(), f"{tone}_ink")
    sign.setPixmap(icons.pixmap(icon, ink, SIGN))
    sign.setFixedWidth(SIGN)
    text.setText(f"{check.message} {check.remedy}".strip())
    row.addWidget(sign)
    row.addWidget(text, 1)
    return made
