"""How the model looked: a bar for each level that it fused, and how warm each element is for the words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from agent.types import Box, Observation
from ui import parts, theme

NAME, SHARE, ROW = 60, 44, 20  # pixels: a level's name, its weight in figures, and a row's height
COLUMNS = 2
LEAST_WARM = 0.02
Warm = tuple[tuple[Box, float], ...]


def warm_of(seen: Observation) -> Warm:
    """The elements that the words may mean with their chances, the likeliest last."""
    if not seen.meant:
        return ()
    pairs = [(e.box, chance) for e, chance in zip(seen.elements, seen.meant, strict=True)]
    return tuple(sorted((p for p in pairs if p[1] >= LEAST_WARM), key=lambda p: p[1]))


class Bars(QWidget):
    """The levels in two columns, shallow to deep; a tick marks equal weights."""

    def __init__(self) -> None:
        super().__init__()
        self.gates: tuple[tuple[str, float], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_gates(self, gates: tuple[tuple[str, float], ...]) -> None:
        self.gates = gates
        self.setAccessibleDescription(", ".join(f"{name} {weight:.0%}" for name, weight in gates))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, ROW * max(1, -(-len(self.gates) // COLUMNS)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows = max(1, -(-len(self.gates) // COLUMNS))
        wide = self.width() / COLUMNS
        for i, (name, weight) in enumerate(self.gates):
            place = QRectF(i // rows * wide, i % rows * ROW, wide - 16, ROW)
            self._paint_bar(painter, place, name, weight)

    def _paint_bar(self, painter: QPainter, place: QRectF, name: str, weight: float) -> None:
        colours = theme.colours()
        unit = (place.width() - NAME - SHARE) / max([w for _, w in self.gates] + [2 / len(self.gates)])
        painter.setPen(QColor(colours.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(place.x(), place.y(), NAME, ROW), middle, name)
        left = place.x() + NAME
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(QRectF(left, place.y() + 5, max(2.0, weight * unit), ROW - 10), 3, 3)
        painter.setPen(QColor(colours.quiet))
        equal = left + unit / len(self.gates)
        painter.drawLine(int(equal), int(place.y() + 2), int(equal), int(place.bottom() - 2))
        figures = QRectF(left + weight * unit + 6, place.y(), SHARE, ROW)
        painter.drawText(figures, middle, f"{weight:.0%}")


class LevelsPanel(QFrame):
    """What each level weighed in the look that the picture shows, and what the words were taken to mean."""

    def __init__(self) -> None:
        super().__init__()
        layout = parts.column(self, margin=8, spacing=4)
        self.title, self.bars, self.note = parts.label("small"), Bars(), parts.label("small")
        for widget in (self.title, self.bars, self.note):
            layout.addWidget(widget)
        self._seen: Observation | None = None
        self._contributions: tuple[tuple[str, float], ...] = ()
        self._retranslate()

    def show_look(self, seen: Observation | None) -> None:
        """The levels of this look; None: nothing was looked at."""
        self._seen, self._contributions = seen, ()
        self.bars.show_gates(seen.gates if seen is not None else ())
        self._retranslate()

    def show_contributions(self, contributions: tuple[tuple[str, float], ...]) -> None:
        """What a language model's own levels contributed to its step, in the place of the eye's gates."""
        self._contributions = contributions
        self.bars.show_gates(contributions)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "_seen"):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        seen = self._seen
        if self._contributions:
            self.bars.setVisible(True)
            self.title.setText(self.tr("What each level contributed to the language model's step (measured)"))
            parts.show_text(self.note, "")
            return
        self.bars.setVisible(bool(seen and seen.gates))
        if seen is None or not seen.gates:
            self.title.setText(self.tr("No model has looked yet; press Look."))
            parts.show_text(self.note, "")
            return
        if seen.meant:
            self.title.setText(self.tr("What each level of the model weighed for your words"))
            absent = max(0.0, 1 - sum(seen.meant))
            note = self.tr("Red: what the model takes your words to mean. Not on the screen: {share}.")
            parts.show_text(self.note, note.format(share=f"{absent:.0%}"))
        else:
            self.title.setText(self.tr("What each level of the model weighed for the whole screen"))
            parts.show_text(self.note, "")
