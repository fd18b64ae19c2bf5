"""Colours, type and the style sheet of the app, light and dark.

All spacing is a multiple of 8 (4 inside small things). The pairs of ink and ground below are held to WCAG AA
(4.5 : 1) by a test. Painted widgets ask `colours()` when they paint, so that a change of theme reaches them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

Appearance = Literal["auto", "light", "dark"]
GENERIC_FONTS = ("DejaVu Sans", "Bitstream Vera Sans", "Nimbus Sans", "Liberation Sans", "Helvetica")
LIKED_FONTS = ("Inter", "Adwaita Sans", "Cantarell", "Ubuntu", "Noto Sans", "Noto Sans CJK SC")


@dataclass(frozen=True)
class Colours:
    """One set of colours; `*_ink` is readable on the ground of the same name."""

    ground: str
    card: str
    edge: str
    control: str
    control_edge: str
    hover: str
    well: str
    text: str
    quiet: str
    accent: str
    accent_hover: str
    accent_ink: str
    accent_soft: str
    accent_soft_ink: str
    link: str
    good: str
    good_ink: str
    warn: str
    warn_ink: str
    bad: str
    bad_ink: str
    bad_strong: str
    bad_strong_ink: str
    calm: str
    calm_ink: str
    good_dot: str
    warn_dot: str
    mark: str  # round the target, on any picture
    mark_bad: str


LIGHT = Colours(
    ground="#F3F4F7", card="#FFFFFF", edge="#E1E4EA", control="#FFFFFF", control_edge="#C9CED8",
    hover="#F0F2F6", well="#F6F7F9", text="#1A1D23", quiet="#596171",
    accent="#2B5FD9", accent_hover="#2350BC", accent_ink="#FFFFFF", accent_soft="#E6EDFC",
    accent_soft_ink="#1F4AAF", link="#2453C4",
    good="#E2F4E8", good_ink="#17673A", warn="#FDF0D5", warn_ink="#7A4B00", bad="#FCE6E6", bad_ink="#A31621",
    bad_strong="#C4242F", bad_strong_ink="#FFFFFF", calm="#EBEEF3", calm_ink="#4A5262",
    good_dot="#23894C", warn_dot="#BF7200", mark="#2B6BFF", mark_bad="#E02632",
)  # fmt: skip
DARK = Colours(
    ground="#15171C", card="#1E2128", edge="#30353F", control="#262A33", control_edge="#434A57",
    hover="#2D323C", well="#191C22", text="#E9EBEF", quiet="#A6AEBC",
    accent="#86AAFF", accent_hover="#9DBBFF", accent_ink="#0D1730", accent_soft="#263454",
    accent_soft_ink="#B8CDFF", link="#9BB9FF",
    good="#1C3A29", good_ink="#8FDDAE", warn="#40331A", warn_ink="#F2C879", bad="#47232A", bad_ink="#FFAEB2",
    bad_strong="#F2737B", bad_strong_ink="#2A0709", calm="#2C313B", calm_ink="#BAC2CF",
    good_dot="#5CCB8A", warn_dot="#F2B84B", mark="#3D7BFF", mark_bad="#FF4D57",
)  # fmt: skip

SHEET = Template("""
* { font-size: ${pt}pt; }
QWidget { color: $text; }
QMainWindow, QWidget#page, QWidget#bar { background: $ground; }
QWidget#bar { border: 1px solid $control_edge; }
QLabel { background: transparent; }
QFrame#rail { background: $card; border: none; border-right: 1px solid $edge; }
QFrame#rail QToolButton { color: $quiet; font-size: ${small}pt; padding: 8px 2px 6px 2px; }
QFrame#rail QToolButton:checked { color: $accent_soft_ink; font-weight: 600; }
QFrame#card { background: $card; border: 1px solid $edge; border-radius: 12px; }
QFrame#rule { background: $edge; border: none; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="quiet"] { color: $quiet; }
QLabel[role="small"] { color: $quiet; font-size: ${small}pt; }
QLabel[role="overline"] { color: $quiet; font-size: ${small}pt; font-weight: 600; }
QLabel[role="quote"] { background: $well; border: 1px solid $edge; border-radius: 8px; padding: 8px 12px;
    font-family: "$mono"; }
QLabel[role="notice"] { background: $warn; color: $warn_ink; border-radius: 8px; padding: 8px 12px; }
QLabel[role="badge"] { background: $accent; color: $accent_ink; border-radius: 12px; font-weight: 600; }
QLabel[chip] { border-radius: 10px; padding: 2px 10px; font-size: ${small}pt; font-weight: 600; }
QLabel[chip="calm"] { background: $calm; color: $calm_ink; }
QLabel[chip="accent"] { background: $accent_soft; color: $accent_soft_ink; }
QLabel[chip="good"] { background: $good; color: $good_ink; }
QLabel[chip="warn"] { background: $warn; color: $warn_ink; }
QLabel[chip="bad"] { background: $bad; color: $bad_ink; }
QPushButton { background: $control; border: 1px solid $control_edge; border-radius: 8px; padding: 7px 14px;
    min-height: 18px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $calm; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 6px 13px; }
QPushButton:disabled { color: $quiet; background: $well; border-color: $edge; }
QPushButton:checked { background: $accent_soft; color: $accent_soft_ink; border-color: $accent; }
QPushButton[role="primary"] { background: $accent; color: $accent_ink; border-color: $accent;
    font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="danger"] { background: $bad_strong; color: $bad_strong_ink; border-color: $bad_strong;
    font-weight: 600; }
QPushButton[role="danger"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $calm; color: $quiet; border-color: $edge; }
QPushButton[armed="false"] { background: $calm; color: $calm_ink; border-color: $edge; }
QPushButton[role="choice"] { text-align: left; padding: 0; background: $control; }
QPushButton[role="choice"]:hover { background: $accent_soft; border-color: $accent; }
QPushButton[role="example"] { text-align: left; background: $well; border-color: $edge; color: $link; }
QPushButton[role="example"]:hover { background: $accent_soft; }
QPushButton[role="segment"] { padding: 4px 12px; min-height: 16px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 8px; padding: 7px; }
QToolButton:hover { background: $hover; border-color: $edge; }
QToolButton:focus { padding: 6px; }
QToolButton:checked { background: $accent_soft; color: $accent_soft_ink; }
QToolButton::menu-indicator { image: none; width: 0; }
QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QComboBox { background: $control; color: $text;
    border: 1px solid $control_edge; border-radius: 8px; padding: 6px 10px; min-height: 18px;
    selection-background-color: $accent; selection-color: $accent_ink; }
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus {
    border: 2px solid $accent; padding: 5px 9px; }
QLineEdit:disabled { background: $well; color: $quiet; border-color: $edge; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus { border: none; padding: 0; min-height: 0;
    background: transparent; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button {
    subcontrol-origin: border; width: 0; border: none; }
QLineEdit#instruction { border-radius: 10px; padding: 9px 14px; font-size: ${large}pt; min-height: 22px; }
QPushButton#tall { border-radius: 10px; min-height: 26px; padding: 7px 18px; }
QPushButton#tall:focus { padding: 6px 17px; }
QLineEdit#instruction:focus { padding: 8px 13px; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url("$chevron"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $control_edge; padding: 4px;
    selection-background-color: $accent_soft; selection-color: $accent_soft_ink; }
QCheckBox { spacing: 8px; padding: 2px; border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus { border-color: $accent; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $quiet; border-radius: 4px;
    background: $control; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QListView { background: transparent; border: none; outline: none; }
QListWidget::item { padding: 8px; border-radius: 8px; }
QListWidget::item:selected { background: $accent_soft; color: $accent_soft_ink; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar::handle:vertical { background: $control_edge; border-radius: 3px; min-height: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar:horizontal { height: 0; }
QSplitter::handle { background: transparent; }
QMenu { background: $card; border: 1px solid $control_edge; padding: 6px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; }
QMenu::item:disabled { color: $quiet; }
QMenu::item:selected { background: $accent_soft; color: $accent_soft_ink; }
QMenu::indicator { width: 14px; height: 14px; margin-left: 6px; }
QMenu::separator { height: 1px; background: $edge; margin: 6px; }
QProgressBar { background: $well; border: 1px solid $edge; border-radius: 4px;
    min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QToolTip { background: $card; color: $text; border: 1px solid $control_edge; padding: 4px 8px; }
""")

_state: dict[str, Colours] = {"colours": LIGHT}
_type: dict[str, bool] = {"wide": False}


def colours() -> Colours:
    """The colours in force."""
    return _state["colours"]


def is_dark() -> bool:
    return colours() is DARK


def apply(app: QApplication, appearance: Appearance) -> None:
    """Dresses the whole app. "auto" follows the system; call again when its scheme changes."""
    _state["colours"] = DARK if _wants_dark(appearance) else LIGHT
    if app.style().name() != "fusion":
        app.setStyle("fusion")
    _set_font(app)
    app.setPalette(_palette(colours()))
    sheet = _sheet(colours(), app.font())
    if sheet != app.styleSheet():  # dressing every widget anew takes a while
        app.setStyleSheet(sheet)


def app_font() -> QFont:
    """The system's font; where that is only X11's generic one, a better one that is installed."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.pointSizeF() < 10:
        font.setPointSizeF(10)
    if QFontInfo(font).family() in GENERIC_FONTS:
        installed = set(QFontDatabase.families())
        liked = [name for name in LIKED_FONTS if name in installed]
        font.setFamilies([*liked[:1], QFontInfo(font).family()])
        # Noto CJK: quotation marks as wide as Latin ones; said either way, as an unset feature is inherited
        font.setFeature(QFont.Tag("pwid"), 0 if _type["wide"] else 1)
    return font


def set_wide_punctuation(app: QApplication, wide: bool) -> None:
    """Full-width punctuation for Chinese, narrow for English."""
    if _type["wide"] != wide:
        _type["wide"] = wide
        _set_font(app)
        app.setStyleSheet(app.styleSheet())  # hidden widgets learn of a new font only with a sheet


def _set_font(app: QApplication) -> None:
    if app.font() != app_font():
        app.setFont(app_font())


def mono_font() -> QFont:
    """For text that will be typed to the letter."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)


def _wants_dark(appearance: Appearance) -> bool:
    if appearance != "auto":
        return appearance == "dark"
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _sheet(c: Colours, font: QFont) -> str:
    pt = font.pointSizeF()
    sizes = {
        "pt": f"{pt:g}", "small": f"{pt * 0.9:g}", "large": f"{pt * 1.1:g}", "title": f"{pt * 1.3:g}"
    }  # fmt: skip
    tone, here = "dark" if c is DARK else "light", Path(__file__)
    drawn = {name: here.with_name(f"{name}_{tone}.svg").as_posix() for name in ("chevron", "check")}
    return SHEET.substitute(asdict(c), **drawn, mono=QFontInfo(mono_font()).family(), **sizes)


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, c.ground), (role.WindowText, c.text), (role.Base, c.control), (role.Text, c.text),
        (role.AlternateBase, c.well), (role.Button, c.control), (role.ButtonText, c.text),
        (role.Highlight, c.accent), (role.HighlightedText, c.accent_ink), (role.PlaceholderText, c.quiet),
        (role.ToolTipBase, c.card), (role.ToolTipText, c.text), (role.Link, c.link), (role.Accent, c.accent),
        (role.Mid, c.edge), (role.Dark, c.control_edge),
    ):  # fmt: skip
        palette.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(c.quiet))
    return palette
