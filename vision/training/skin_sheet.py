"""A skin as a Qt style sheet. Every measure that the palette leaves open is drawn by chance, so no two
sheets are alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from vision.training.skins import Skin

_MARKS: dict[str, list[tuple[float, float]]] = {
    "check": [(6, 17), (13, 24), (26, 8)],
    "open_down": [(6, 12), (16, 22), (26, 12)],
    "open_up": [(6, 22), (16, 12), (26, 22)],
    "down": [(6, 11), (26, 11), (16, 22), (6, 11)],
    "up": [(6, 22), (26, 22), (16, 11), (6, 22)],
}


def mark(folder: Path, kind: str, colour: str) -> str:
    """The file of a small picture (tick, dot, arrow) that style sheets name; drawn on first use."""
    path = folder / f"{kind}_{QColor(colour).name()[1:]}.png"
    if not path.exists():
        _draw_mark(path, kind, colour)
    return path.as_posix()


def _draw_mark(path: Path, kind: str, colour: str) -> None:
    image = QImage(32, 32, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 4))
    if kind == "dot":
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(10, 10, 12, 12))
    elif kind in ("down", "up"):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawPolygon([QPointF(*p) for p in _MARKS[kind]])
    else:
        painter.drawPolyline([QPointF(*p) for p in _MARKS[kind]])
    painter.end()
    image.save(str(path))


class Sheet:
    """Writes the style sheet of one skin; `marks` is a folder for the small pictures that it names."""

    def __init__(self, random: Random, skin: Skin, marks: Path) -> None:
        self.r = random
        self.s = skin
        self.marks = marks
        self.small = min(skin.radius, 8)

    def text(self) -> str:
        parts: tuple[Callable[[], str], ...] = (
            self._grounds,
            self._buttons,
            self._fields,
            self._boxes,
            self._spins,
            self._ticks,
            self._menus,
            self._bars,
            self._sliders,
            self._tabs,
            self._views,
        )
        return "\n".join(part() for part in parts)

    def _shade(self, colour: str) -> str:
        if self.r.random() < 0.6:
            return colour
        top, bottom = (
            QColor(colour).lighter(self.r.randint(101, 112)),
            QColor(colour).darker(self.r.randint(101, 112)),
        )
        return f"qlineargradient(x1:0,y1:0,x2:0,y2:1,stop:0 {top.name()},stop:1 {bottom.name()})"

    def _mark(self, kind: str, colour: str) -> str:
        return f"url({mark(self.marks, kind, colour)})"

    def _grounds(self) -> str:
        s = self.s
        return (
            f"QMainWindow,QDialog,QWidget#root{{background:{s.ground}}} QLabel{{background:transparent}}"
            f" QWidget#card{{background:{s.base};border:{self.r.choice((0, 1))}px solid {s.border};"
            f"border-radius:{self.small}px}} QWidget#rail{{background:{QColor(s.ground).darker(107).name()}}}"
            f" QWidget#header{{background:{self._shade(self.r.choice((s.ground, s.button, s.accent)))}}}"
        )

    def _buttons(self) -> str:
        s, r = self.s, self.r
        flat = r.random() < 0.12
        ground = "transparent" if flat else self._shade(s.button)
        return (
            f"QPushButton{{background:{ground};"
            f"border:{0 if flat and r.random() < 0.5 else s.line}px solid {s.border};"
            f"border-radius:{s.radius}px;padding:{s.pad_y}px {s.pad_x}px;color:{s.text}}}"
            f" QPushButton:default,QPushButton[primary=true]{{background:{s.accent};color:{s.on_accent}}}"
            f" QPushButton:disabled{{color:#888}}"
            f" QPushButton[hot=true]{{background:{QColor(s.button).darker(108).name()}}}"
            f" QPushButton[focused=true]{{border:2px solid {s.accent}}}"
            f" QToolButton{{border:{r.choice((0, 0, 1))}px solid {s.border};border-radius:{self.small}px;"
            f"padding:{r.randint(1, 7)}px;color:{s.text};"
            f"background:{r.choice(('transparent', 'transparent', s.button))}}}"
            f" QToolButton:checked{{background:{QColor(s.button).darker(115).name()};"
            f"border:1px solid {s.border}}}"
        )

    def _fields(self) -> str:
        s, r = self.s, self.r
        names = "QLineEdit,QSpinBox,QDateEdit,QDoubleSpinBox"
        text = (
            f"{names}{{background:{s.base};border:{s.line}px solid {s.border};border-radius:{self.small}px;"
            f"color:{s.text};"
            f"padding:{max(1, s.pad_y - 2)}px {r.randint(2, 9)}px;selection-background-color:{s.accent}}}"
            f" QLineEdit[focused=true]{{border:2px solid {s.accent}}}"
        )
        if r.random() < 0.12:
            text += f" QLineEdit{{border:0;border-bottom:2px solid {s.border};border-radius:0}}"
        if r.random() < 0.5:
            text += " QLineEdit:disabled,QComboBox:disabled,QSpinBox:disabled"
            text += f"{{background:{s.ground};color:#888}}"
        return text

    def _boxes(self) -> str:
        s, r = self.s, self.r
        size = r.randint(8, 14)
        arrow = self._mark(r.choice(("down", "open_down")), s.text)
        return (
            f"QComboBox{{background:{r.choice((self._shade(s.button), s.base))};"
            f"border:{s.line}px solid {s.border};"
            f"border-radius:{self.small}px;padding:{s.pad_y}px {s.pad_x}px;color:{s.text}}}"
            f" QComboBox::drop-down{{border:0;width:{r.randint(14, 26)}px}}"
            f" QComboBox::down-arrow{{image:{arrow};width:{size}px;height:{size}px}}"
        )

    def _spins(self) -> str:
        s, r = self.s, self.r
        shape = r.choice(("", "open_"))
        rules = []
        for way in ("up", "down"):
            rules.append(
                f"QSpinBox::{way}-button,QDateEdit::{way}-button{{width:{r.randint(14, 24)}px;"
                f"border-left:{r.choice((0, 1))}px solid {s.border}}}"
                f" QSpinBox::{way}-arrow,QDateEdit::{way}-arrow"
                f"{{image:{self._mark(shape + way, s.text)};width:9px;height:9px}}"
            )
        return " ".join(rules)

    def _ticks(self) -> str:
        s, r = self.s, self.r
        size = r.randint(12, 19)
        names = "QCheckBox::indicator,QRadioButton::indicator,QGroupBox::indicator"
        edge = s.border if r.random() < 0.6 else s.text
        round_ = "QRadioButton::indicator"
        return (
            f"{names}{{width:{size}px;height:{size}px;border:{s.line}px solid {edge};background:{s.base};"
            f"border-radius:{r.choice((0, 2, 3, 4))}px}} {round_}{{border-radius:{size // 2 + 1}px}}"
            f" QCheckBox::indicator:checked,QGroupBox::indicator:checked{{background:{s.accent};"
            f"image:{self._mark('check', s.on_accent)}}}"
            f" {round_}:checked{{background:{s.accent};image:{self._mark('dot', s.on_accent)}}}"
            f" QCheckBox,QRadioButton{{color:{s.text}}}"
            f" QCheckBox:disabled,QRadioButton:disabled{{color:#888}}"
        )

    def _menus(self) -> str:
        s, r = self.s, self.r
        wide = f"{r.randint(2, 8)}px {r.randint(16, 40)}px {r.randint(2, 8)}px {r.randint(20, 34)}px"
        ground, ink = (s.accent, s.on_accent) if r.random() < 0.06 else (
            r.choice((s.ground, s.ground, QColor(s.ground).darker(108).name(), s.base)), s.text)  # fmt: skip
        return (
            f"QMenuBar{{background:{ground};color:{ink};padding:{r.randint(0, 3)}px}}"
            f" QMenuBar::item{{padding:{r.randint(2, 8)}px {r.randint(4, 12)}px;background:transparent}}"
            f" QMenuBar::item:selected{{background:{s.accent};color:{s.on_accent}}}"
            f" QMenu{{background:{r.choice((s.ground, s.base))};border:1px solid {s.border};"
            f"padding:{r.randint(0, 5)}px;"
            f"color:{s.text}}} QMenu::item{{padding:{wide}}}"
            f" QMenu::item:selected{{background:{s.accent};color:{s.on_accent}}}"
            f" QMenu::item:disabled{{color:#888}}"
            f" QMenu::separator{{height:1px;background:{s.border};"
            f"margin:{r.randint(1, 5)}px {r.randint(0, 8)}px}}"
            f" QMenu::icon{{padding-left:6px}}"
        )

    def _bars(self) -> str:
        s, r = self.s, self.r
        thick, high = r.choice((8, 10, 12, 14, 16)), r.choice((8, 10, 12, 14))
        return (
            f"QToolBar{{background:{r.choice((s.ground, s.ground, s.button))};border:0;"
            f"spacing:{r.randint(0, 6)}px;"
            f"padding:{r.randint(0, 5)}px}}"
            f" QScrollBar:vertical{{width:{thick}px;background:{s.ground};border:0}}"
            f" QScrollBar:horizontal{{height:{high}px;background:{s.ground};border:0}}"
            f" QScrollBar::handle{{background:{s.border};border-radius:{r.choice((0, 3, 4))}px;"
            f"margin:{r.choice((0, 1, 2))}px}}"
            f" QScrollBar::add-line,QScrollBar::sub-line{{width:0;height:0}}"
            f" QProgressBar{{border:1px solid {s.border};border-radius:{self.small}px;background:{s.base};"
            f"text-align:center;color:{s.text}}} QProgressBar::chunk{{background:{s.accent}}}"
        )

    def _sliders(self) -> str:
        s, r = self.s, self.r
        return (
            f"QSlider::groove:horizontal{{height:{r.randint(3, 7)}px;background:{s.border};"
            f"border-radius:2px}}"
            f" QSlider::handle:horizontal{{width:{r.randint(12, 20)}px;margin:-7px 0;"
            f"background:{r.choice((s.base, s.accent))};border:1px solid {s.border};"
            f"border-radius:{r.choice((2, 7, 8))}px}}"
            f" QSlider::sub-page:horizontal{{background:{r.choice((s.accent, s.border))}}}"
        )

    def _tabs(self) -> str:
        s, r = self.s, self.r
        pad = f"padding:{s.pad_y}px {s.pad_x}px;color:{s.text}"
        styles = {
            "box": f"QTabBar::tab{{background:{QColor(s.ground).darker(107).name()};"
            f"border:1px solid {s.border};{pad};"
            f"margin-right:{r.randint(0, 4)}px;border-top-left-radius:{self.small}px;"
            f"border-top-right-radius:{self.small}px}} QTabBar::tab:selected{{background:{s.base}}}",
            "line": f"QTabBar::tab{{background:transparent;{pad}}} QTabBar::tab:selected{{"
            f"border-bottom:3px solid {s.accent}}}",
            "pill": f"QTabBar::tab{{background:{s.ground};border:1px solid {s.border};{pad};"
            f"border-radius:{self.small}px}} QTabBar::tab:selected{{background:{s.accent};"
            f"color:{s.on_accent}}}",
        }
        return f"QTabWidget::pane{{border:1px solid {s.border}}} {styles[r.choice(sorted(styles))]}"

    def _views(self) -> str:
        s, r = self.s, self.r
        header = r.choice((s.ground, QColor(s.ground).darker(106).name(), s.base))
        views = "QPlainTextEdit,QTextEdit,QListView,QTreeView,QTableView"
        return (
            f"{views}{{background:{s.base};border:{r.choice((0, 1))}px solid {s.border};color:{s.text};"
            f"selection-background-color:{s.accent};alternate-background-color:{s.ground}}}"
            f" QHeaderView::section{{background:{header};border:0;border-right:1px solid {s.border};"
            f"color:{s.text};"
            f"border-bottom:1px solid {s.border};padding:{r.randint(1, 6)}px}}"
            f" QGroupBox{{border:{r.choice((0, 1))}px solid {s.border};border-radius:{self.small}px;"
            f"margin-top:1.2em}}"
            f" QGroupBox::title{{subcontrol-origin:margin;left:8px}}"
            f" QListView::item,QTreeView::item{{padding:{r.randint(0, 7)}px}}"
        )
