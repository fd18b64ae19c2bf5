"""The command bar: a key brings it up over everything, Enter runs what stands in it.

Below the field stand macros and what was said before, as far as they go with the words; the arrows choose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui import icons, parts, theme

WIDTH, MOST = 620, 7  # pixels; suggestions
TOP = 0.22  # of the screen's height
WHAT = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class Suggestion:
    """A macro by its name, or something that was said before."""

    kind: Literal["macro", "said"]
    text: str

    def fits(self, words: Sequence[str]) -> bool:
        """Whether all of the words stand in it."""
        return all(word in self.text.casefold() for word in words)


class Launcher(QWidget):
    """`said` carries an instruction, `macro` a macro's name."""

    said = Signal(str)
    macro = Signal(str)

    def __init__(self) -> None:
        flags = Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, Qt.WindowType.Window | flags)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.field, self.list, self.hint = QLineEdit(), QListWidget(), parts.label("small")
        self.field.setObjectName("instruction")
        self._suggestions: tuple[Suggestion, ...] = ()
        self._lay_out()
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self.submit)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self.submit())
        self._retranslate()

    def open(self) -> None:
        """Comes up on the screen where the mouse is, empty, and takes the keyboard."""
        self.field.clear()
        self._filter("")
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        area = screen.availableGeometry()
        self.move(area.center().x() - WIDTH // 2, area.top() + round(TOP * area.height()))
        self.show()
        self.raise_()
        self.activateWindow()
        self.field.setFocus()

    def suggest(self, suggestions: Sequence[Suggestion]) -> None:
        """What may be meant, the likeliest first."""
        self._suggestions = tuple(suggestions)
        self._filter(self.field.text())

    def submit(self) -> None:
        """What is chosen in the list, else what stands in the field."""
        item, text = self.list.currentItem(), self.field.text().strip()
        chosen: Suggestion | None = item.data(WHAT) if item is not None else None
        if chosen is None and not text:
            return
        self.hide()
        if chosen is not None and chosen.kind == "macro":
            self.macro.emit(chosen.text)
        else:
            self.said.emit(chosen.text if chosen is not None else text)

    def shown(self) -> list[Suggestion]:
        """What the list shows."""
        return [self.list.item(row).data(WHAT) for row in range(self.list.count())]

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        found = [s for s in self._suggestions if s.fits(words) and not self._is_typed(s, text)][:MOST]
        self.list.clear()
        for one in found:
            ink = theme.colours().quiet
            item = QListWidgetItem(icons.icon("macros" if one.kind == "macro" else "wait", ink), one.text)
            item.setData(WHAT, one)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self._spoken(one))
            self.list.addItem(item)
        self.list.setCurrentRow(-1)
        self.list.setVisible(bool(found))
        self.list.setFixedHeight(len(found) * self.list.sizeHintForRow(0) + 2)
        self.adjustSize()

    @staticmethod
    def _is_typed(one: Suggestion, text: str) -> bool:
        """It stands in the field already; a macro of that name is another thing than the words."""
        return one.kind == "said" and one.text == text.strip()

    def _spoken(self, one: Suggestion) -> str:
        kind = self.tr("macro") if one.kind == "macro" else self.tr("said before")
        return f"{one.text}, {kind}"

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The arrows go to the list while the letters go to the field."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}.get(event.key())
            if step is not None and self.list.count():
                places = self.list.count() + 1  # the field is one of them
                self.list.setCurrentRow((self.list.currentRow() + 1 + step) % places - 1)
                return True
        return super().eventFilter(self.field, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """It goes when something else takes the keyboard."""
        if event.type() == QEvent.Type.ActivationChange and self.isVisible() and not self.isActiveWindow():
            self.hide()
        elif event.type() == QEvent.Type.LanguageChange and hasattr(self, "_suggestions"):
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        layout = parts.column(self, margin=12, spacing=8)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for widget in (self.field, self.list, self.hint):
            layout.addWidget(widget)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Deskhand: what is to be done?"))
        self.field.setPlaceholderText(self.tr("What is to be done?"))
        self.field.setAccessibleName(self.tr("Instruction"))
        self.list.setAccessibleName(self.tr("Macros, and what was said before"))
        self.hint.setText(self.tr("Enter: do it, after you have seen it · Arrows: choose · Esc: close"))
