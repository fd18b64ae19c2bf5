"""Small questions about a macro, asked in the card beside the list: yes or no, and a name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton

from agent.errors import MacroError
from agent.macros.names import check_name
from ui import parts

Check = Callable[[str], str]
Texts = Callable[[], tuple[str, ...]]
"""The words of a card in the language of now."""


class ChoiceCard(QFrame):
    """A question with a few answers, each of which does something; the last is the harmless one."""

    def __init__(self, roles: tuple[str, ...], icons: tuple[str, ...]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._icons = icons
        self._texts: Texts = lambda: ("",) * (2 + len(roles))
        self._answers: tuple[Callable[[], None], ...] = ()
        self.title, self.detail = parts.label("title"), parts.label("quiet")
        self.buttons: list[QPushButton] = [parts.button(role) for role in roles]
        layout = parts.column(self)
        for widget in (self.title, self.detail):
            layout.addWidget(widget)
        layout.addSpacing(8)
        for place, button in enumerate(self.buttons):
            layout.addWidget(button)
            button.clicked.connect(lambda _=False, place=place: self._answers[place]())
        self.retranslate()

    def ask(self, texts: Texts, *answers: Callable[[], None]) -> None:
        """`texts` gives title, detail and a name for each button; the harmless one has the keyboard."""
        self._texts, self._answers = texts, answers
        self.retranslate()
        self.buttons[-1].setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "buttons"):
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        title, detail, *names = self._texts()
        self.title.setText(title)
        self.setAccessibleName(title)
        parts.show_text(self.detail, detail)
        for button, name, icon in zip(self.buttons, names, self._icons, strict=True):
            button.setText(name)
            parts.set_icon(button, icon)


class NameCard(QFrame):
    """Asks for a name; one that no macro can have is not taken, and told why."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._texts: Texts = lambda: ("", "", "", "")
        self._check: Check = check_name
        self._then: Callable[[str], None] = lambda name: None
        self._back: Callable[[], None] = lambda: None
        self.title, self.detail = parts.label("title"), parts.label("quiet")
        self.name, self.problem = QLineEdit(), parts.label("notice")
        self.name.setMaxLength(80)
        self.save, self.cancel = parts.button("primary"), parts.button()
        self.save.clicked.connect(self.accept)
        self.name.returnPressed.connect(self.accept)
        self.cancel.clicked.connect(lambda: self._back())
        layout = parts.column(self)
        for widget in (self.title, self.detail, self.name, self.problem):
            layout.addWidget(widget)
        buttons = parts.row()
        for button in (self.save, self.cancel):
            buttons.addWidget(button, 1)
        layout.addLayout(buttons)
        self.problem.hide()
        self.retranslate()

    def ask(
        self,
        name: str,
        texts: Texts,
        then: Callable[[str], None],
        back: Callable[[], None],
        check: Check = check_name,
    ) -> None:
        """`texts` gives title, detail, and the names of both buttons; `check` raises MacroError."""
        self._texts, self._then, self._back, self._check = texts, then, back, check
        self.retranslate()
        self.tell("")
        self.name.setText(name)
        self.name.selectAll()
        self.name.setFocus()

    def tell(self, problem: str) -> None:
        """Why the name was not taken."""
        parts.show_text(self.problem, problem)
        self.save.setEnabled(True)

    def accept(self) -> None:
        try:
            name = self._check(self.name.text().strip())
        except MacroError as error:
            self.tell(str(error))
            return
        self.save.setEnabled(False)  # until it is told what came of it
        self._then(name)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "cancel"):
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        title, detail, save, cancel = self._texts()
        self.title.setText(title)
        parts.show_text(self.detail, detail)
        self.save.setText(save)
        self.cancel.setText(cancel)
        self.name.setAccessibleName(title)
        parts.set_icon(self.save, "check")
        parts.set_icon(self.cancel, "cross")
