"""Small parts that several cards are made of."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui import icons, theme


def label(role: str = "", wrap: bool = True) -> QLabel:
    """A text in one of the sheet's roles. Plain text always: what stands on a screen is never markup."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def chip() -> QLabel:
    """A short word on a coloured ground."""
    made = label(wrap=False)
    made.setProperty("chip", "calm")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def set_chip(made: QLabel, text: str, tone: str) -> None:
    made.setText(text)
    if made.property("chip") != tone:
        made.setProperty("chip", tone)
        made.style().polish(made)


def button(role: str = "", icon_size: int = 18) -> QPushButton:
    made = QPushButton()
    made.setIconSize(QSize(icon_size, icon_size))
    if role:
        made.setProperty("role", role)
    return made


def set_role(made: QWidget, role: str) -> None:
    if made.property("role") != role:
        made.setProperty("role", role)
        made.style().polish(made)


def set_icon(made: QPushButton, name: str) -> None:
    """The icon in the ink of the button's role."""
    colours = theme.colours()
    ink = {"primary": colours.accent_ink, "danger": colours.bad_strong_ink}.get(
        str(made.property("role")), colours.text
    )
    made.setIcon(icons.icon(name, ink))


def card() -> QFrame:
    made = QFrame()
    made.setObjectName("card")
    return made


def column(parent: QWidget, margin: int = 16, spacing: int = 8) -> QVBoxLayout:
    layout = QVBoxLayout(parent)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    return layout


def row(spacing: int = 8) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout


def show_text(made: QLabel, text: str) -> None:
    """Sets the text; an empty label takes no room."""
    made.setText(text)
    made.setVisible(bool(text))
