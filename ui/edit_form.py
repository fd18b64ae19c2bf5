"""The fields by which a person changes an act before it is done."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from agent.errors import KeyNameError
from agent.grammar.chords import chord
from agent.types import (
    Action,
    Box,
    Button,
    Click,
    Element,
    Observation,
    Point,
    Press,
    Scroll,
    Target,
    TypeText,
    Wait,
    targets_of,
)
from ui import parts, theme, words
from ui.kinds import kind_word

CLICKS: tuple[tuple[Button, int], ...] = (("left", 1), ("left", 2), ("right", 1), ("middle", 1), ("left", 3))
REACH = 8  # pixels round a bare point


class EditForm(QWidget):
    """`changed` after every change; `action()` is the act as it stands. `picking` asks for a click on the
    picture, which comes back by `pick`."""

    changed = Signal()
    picking = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.pick_button = parts.button()
        self.pick_button.setCheckable(True)
        self.pick_button.toggled.connect(self._pick_toggled)
        self._fields: QWidget | None = None
        self._layout.addWidget(self.pick_button)
        self._action: Action | None = None
        self._retranslate()

    def begin(self, action: Action) -> None:
        """Fills the fields from the act."""
        self._action = action
        if self._fields is not None:
            self._layout.removeWidget(self._fields)
            self._fields.hide()  # it lives until the event loop turns
            self._fields.deleteLater()
        self._fields = self._make_fields(action)
        self._layout.insertWidget(0, self._fields)
        self.pick_button.setChecked(False)
        self.pick_button.setVisible(bool(targets_of(action)))

    def action(self) -> Action:
        """The act with the person's changes."""
        assert self._action is not None
        return self._action

    def focus_first(self) -> None:
        """The keyboard goes to the first field, or to the button where there is none."""
        fields = [w for w in self._inputs() if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
        (fields[0] if fields else self.pick_button).setFocus()

    def _inputs(self) -> list[QWidget]:
        return self._fields.findChildren(QWidget) if self._fields is not None else []

    def pick(self, point: Point, element: Element | None) -> None:
        """Another target: the element clicked on the picture, or the bare place."""
        place = target_at(point, element)
        name = "source" if hasattr(self._action, "source") else "target"
        self.pick_button.setChecked(False)
        self._set(**{name: place})

    def _make_fields(self, action: Action) -> QWidget:
        """One field for what can be changed in an act of this kind."""
        holder = QWidget()
        form = QFormLayout(holder)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        match action:
            case Click():
                self._add(form, self.tr("Kind of click"), self._clicks(action))
            case TypeText():
                self._add(form, self.tr("Text to type"), self._text(action))
            case Press():
                self._add(form, self.tr("Keys, joined by +"), self._keys(action))
            case Scroll():
                self._add(form, self.tr("Notches (negative: up)"), self._notches(action))
            case Wait():
                self._add(form, self.tr("Seconds"), self._seconds(action))
            case _:
                pass
        return holder

    def _add(self, form: QFormLayout, name: str, field: QWidget) -> None:
        caption = QLabel(name)
        caption.setProperty("role", "small")
        caption.setBuddy(field)
        field.setAccessibleName(name)
        form.addRow(caption, field)

    def _clicks(self, action: Click) -> QWidget:
        box = QComboBox()
        for button, count in CLICKS:
            box.addItem(words.click_word(button, count))
        if (action.button, action.count) in CLICKS:
            box.setCurrentIndex(CLICKS.index((action.button, action.count)))
        box.currentIndexChanged.connect(lambda i: self._set(button=CLICKS[i][0], count=CLICKS[i][1]))
        return box

    def _text(self, action: TypeText) -> QWidget:
        if action.secret:
            line = QLineEdit(action.text)
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.textChanged.connect(lambda text: self._set(text=text, origin="person"))
            return line
        area = QPlainTextEdit(action.text)
        area.setFont(theme.mono_font())
        area.setTabChangesFocus(True)
        area.setFixedHeight(88)
        area.textChanged.connect(lambda: self._set(text=area.toPlainText(), origin="person"))
        return area

    def _keys(self, action: Press) -> QWidget:
        line = QLineEdit("+".join(action.keys))
        line.textChanged.connect(self._set_keys)
        return line

    def _set_keys(self, text: str) -> None:
        """Takes it as soon as it is a chord; until then what was there before stays."""
        with suppress(KeyNameError):
            keys = chord(text)
            if keys is not None:
                self._set(keys=keys)

    def _notches(self, action: Scroll) -> QWidget:
        axis = "dy" if abs(action.dy) >= abs(action.dx) else "dx"
        box = QSpinBox(minimum=-100, maximum=100, value=getattr(action, axis))
        without_arrows(box)
        box.valueChanged.connect(lambda value: self._set(**{axis: value}))
        return box

    def _seconds(self, action: Wait) -> QWidget:
        box = QDoubleSpinBox(minimum=0, maximum=3600, value=action.seconds)
        without_arrows(box)
        box.valueChanged.connect(lambda value: self._set(seconds=value))
        return box

    def _set(self, **values: object) -> None:
        """The act anew, checked as any other."""
        assert self._action is not None
        self._action = type(self._action).model_validate(dict(iter(self._action)) | values)
        self.changed.emit()

    def _pick_toggled(self, on: bool) -> None:
        self.picking.emit(on)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        waiting = self.pick_button.isChecked()
        self.pick_button.setText(
            self.tr("Now click it in the picture") if waiting else self.tr("Pick another &target")
        )
        parts.set_icon(self.pick_button, "pick")


def without_arrows(box: QAbstractSpinBox) -> None:
    """The arrow keys and the wheel do the same. The sheet's padding does not reach the line inside."""
    box.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
    box.lineEdit().setTextMargins(8, 0, 8, 0)


def target_at(point: Point, element: Element | None) -> Target:
    """The element as a target; without one, the bare point with a little room round it."""
    if element is None:
        x0, y0 = max(0, point.x - REACH), max(0, point.y - REACH)
        reach = Box(x0=x0, y0=y0, x1=point.x + REACH, y1=point.y + REACH)
        return Target(point=point, box=reach, description=f"({point.x}, {point.y})")
    return Target(
        point=element.box.centre,
        box=element.box,
        description=element.name or kind_word(element.kind),
        kind=element.kind,
        element=element.id,
    )


def can_edit(action: Action, seen: Observation) -> bool:
    """Whether there is anything about it to change."""
    return bool(targets_of(action)) or isinstance(action, TypeText | Press | Scroll | Wait)
