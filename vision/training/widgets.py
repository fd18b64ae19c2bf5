"""Single controls by chance: buttons, fields, ticks, labels. What Qt's classes do not tell is put on the
widget as dynamic properties that truth.py reads: `kind` (one of the vocabulary, or "" for nothing to label),
`meaning` (of its icon)."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TypeVar

from PySide6.QtCore import QDate, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QSlider,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from vision.training.icons import Icons
from vision.training.skins import Skin
from vision.training.words import Words

W = TypeVar("W", bound=QWidget)


def marked(widget: W, kind: str, icon: str = "") -> W:
    """The widget with its truth noted on it."""
    widget.setProperty("kind", kind)
    widget.setProperty("meaning", icon)
    return widget


class Switch(QAbstractButton):
    """A sliding switch, which Qt has not."""

    def __init__(self, skin: Skin, height: int, on: bool) -> None:
        super().__init__()
        self.skin = skin
        self.setCheckable(True)
        self.setChecked(on)
        self.setFixedSize(round(height * 1.9), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        height = self.height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self.skin.border))
        painter.setBrush(QColor(self.skin.accent if self.isChecked() else self.skin.border))
        track = QRectF(0.5, 0.5, self.width() - 1, height - 1)
        painter.drawRoundedRect(track, height / 2, height / 2)
        painter.setBrush(QColor("#ffffff" if self.isEnabled() else "#bbbbbb"))
        left = self.width() - height + 2 if self.isChecked() else 2
        painter.drawEllipse(QRectF(left, 2, height - 4, height - 4))
        painter.end()


class Kit:
    """Makes controls of one look and one language; everything is drawn from the one random source."""

    def __init__(self, random: Random, words: Words, skin: Skin, icons: Icons) -> None:
        self.random = random
        self.words = words
        self.skin = skin
        self.icons = icons

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def _maybe_off(self, widget: W) -> W:
        if self.chance(0.1):
            widget.setEnabled(False)
        elif self.chance(0.06):
            widget.setProperty("focused", True)
        return widget

    def button(self, most: int = 2, icon: float = 0.2) -> QPushButton:
        button = marked(QPushButton(self.words.phrase(most)), "button")
        if self.chance(icon):
            picture, meaning = self.icons.pick()
            button.setIcon(picture)
            marked(button, "button", meaning)
        if self.chance(0.12):
            button.setProperty("primary", True)
        if self.chance(0.05):
            button.setProperty("hot", True)
        return self._maybe_off(button)

    def tool(self, size: int | None = None, text: bool = False, meaning: str = "") -> QToolButton:
        """An icon button, with its text where `text`."""
        picture, meaning = self.icons.of(meaning) if meaning else self.icons.pick()
        button = marked(QToolButton(), "button" if text else "icon_button", meaning)
        button.setIcon(picture)
        side = size or self.random.choice((14, 16, 16, 18, 20, 22, 24, 32))
        button.setIconSize(QSize(side, side))
        button.setAutoRaise(self.chance(0.7))
        if text:
            button.setText(self.words.phrase(1))
            style = Qt.ToolButtonStyle
            button.setToolButtonStyle(
                self.random.choice((style.ToolButtonTextBesideIcon, style.ToolButtonTextUnderIcon))
            )
        elif self.chance(0.08):
            button.setCheckable(True)
            button.setChecked(True)
        if self.chance(0.1):
            button.setEnabled(False)
        return button

    def field(self, search: float = 0.1) -> QLineEdit:
        field = marked(QLineEdit(self.words.value() if self.chance(0.55) else ""), "text_field")
        if self.chance(0.4):
            field.setPlaceholderText(self.words.phrase())
        if self.chance(search):
            field.setPlaceholderText(self.words.phrase(2))
            field.addAction(self.icons.of("search")[0], QLineEdit.ActionPosition.LeadingPosition)
            marked(field, "search_field", "search")
        elif self.chance(0.1):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setText("x" * self.random.randint(5, 12))
            marked(field, "password_field")
        elif self.chance(0.08):
            field.addAction(self.icons.pick()[0], QLineEdit.ActionPosition.TrailingPosition)
        return self._maybe_off(field)

    def combo(self) -> QComboBox:
        combo = marked(QComboBox(), "combo_box")
        combo.addItems([self.words.phrase() for _ in range(3)])
        combo.setEditable(self.chance(0.15))
        return self._maybe_off(combo)

    def tick(self, most: int = 5) -> QAbstractButton:
        text = self.words.phrase(most)
        button: QAbstractButton = (
            marked(QRadioButton(text), "radio") if self.chance(0.35) else marked(QCheckBox(text), "checkbox")
        )
        button.setChecked(self.chance(0.5))
        return self._maybe_off(button)

    def switch(self) -> Switch:
        return self._maybe_off(
            marked(Switch(self.skin, self.random.randint(15, 26), self.chance(0.5)), "switch")
        )

    def spin(self) -> QWidget:
        r = self.random
        if self.chance(0.7):
            spin = marked(QSpinBox(), "spin_box")
            spin.setMaximum(10000)
            spin.setValue(r.randint(0, 9999))
            if self.chance(0.3):
                spin.setSuffix(" px")
            return self._maybe_off(spin)
        date = marked(QDateEdit(), "spin_box")
        date.setDate(QDate(r.randint(1990, 2030), r.randint(1, 12), r.randint(1, 28)))
        return self._maybe_off(date)

    def slider(self) -> QSlider:
        slider = marked(QSlider(Qt.Orientation.Horizontal), "slider")
        slider.setValue(self.random.randint(0, 99))
        slider.setMinimumWidth(self.random.randint(60, 160))
        return self._maybe_off(slider)

    def progress(self) -> QProgressBar:
        bar = marked(QProgressBar(), "progress_bar")
        bar.setValue(self.random.randint(0, 100))
        bar.setTextVisible(self.chance(0.6))
        bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return bar

    def label(self, most: int = 4) -> QLabel:
        label = marked(QLabel(self.words.phrase(most)), "label")
        if self.chance(0.12):
            self._font(label, 1.0, bold=True)
        return label

    def heading(self, most: int = 3) -> QLabel:
        label = marked(QLabel(self.words.phrase(most)), "heading")
        self._font(label, self.random.uniform(1.1, 2.0), bold=self.chance(0.7))
        return label

    def link(self, most: int = 3) -> QLabel:
        line = "" if self.chance(0.5) else "text-decoration:none;"
        text = self.words.phrase(most)
        label = marked(QLabel(f'<a href="#" style="{line}color:{self.skin.link}">{text}</a>'), "link")
        label.setProperty("words", text)
        return label

    def paragraph(self, most: int = 40) -> QLabel:
        label = marked(QLabel(self.words.sentence(6, most)), "label")
        label.setWordWrap(True)
        return label

    def icon_label(self) -> QLabel:
        picture, meaning = self.icons.pick()
        side = self.random.choice((16, 22, 24, 32, 48))
        label = marked(QLabel(), "icon", meaning)
        label.setPixmap(picture.pixmap(side, side))
        label.setFixedSize(side, side)
        return label

    def image(self, width: int, height: int) -> QLabel:
        """A made-up photograph: gradients and blobs."""
        r = self.random
        picture = QPixmap(width, height)
        painter = QPainter(picture)
        shade = QLinearGradient(0, 0, width * r.random(), height)
        for stop in (0.0, r.uniform(0.3, 0.7), 1.0):
            shade.setColorAt(stop, QColor.fromHsv(r.randint(0, 359), r.randint(20, 220), r.randint(40, 240)))
        painter.fillRect(0, 0, width, height, shade)
        painter.setPen(Qt.PenStyle.NoPen)
        for _ in range(r.randint(2, 14)):
            painter.setBrush(
                QColor(r.randint(0, 255), r.randint(0, 255), r.randint(0, 255), r.randint(30, 180))
            )
            side = r.uniform(0.05, 0.7) * width
            painter.drawEllipse(QRectF(r.uniform(-0.2, 1) * width, r.uniform(-0.2, 1) * height, side, side))
        painter.end()
        label = marked(QLabel(), "image")
        label.setPixmap(picture)
        label.setFixedSize(width, height)
        return label

    def any(self) -> QWidget:
        """Any control, common ones more often."""
        makers: list[tuple[Callable[[], QWidget], int]] = [
            (self.button, 5),
            (self.tool, 2),
            (self.tick, 4),
            (self.field, 4),
            (self.combo, 4),
            (self.spin, 2),
            (self.slider, 2),
            (self.progress, 1),
            (self.label, 3),
            (self.link, 2),
            (self.switch, 1),
        ]
        return self.random.choices([m for m, _ in makers], weights=[w for _, w in makers])[0]()

    def _font(self, label: QLabel, factor: float, bold: bool) -> None:
        font = label.font()
        font.setPixelSize(round(font.pixelSize() * factor))
        font.setBold(bold)
        label.setFont(font)


def row(widgets: list[QWidget], stretch: bool = False, spacing: int = 6) -> QWidget:
    """Widgets side by side; with `stretch`, room is left at the end."""
    box = QWidget()
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    if stretch:
        layout.addStretch(1)
    return box


def column(widgets: list[QWidget], margin: int = 6, stretch: bool = False, spacing: int = 6) -> QWidget:
    """Widgets one under the other."""
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    for widget in widgets:
        layout.addWidget(widget)
    if stretch:
        layout.addStretch(1)
    return box
