"""Our window and the marks on the screen, under Qt's own scale factor (QT_SCALE_FACTOR in the environment).

Arguments: the box that is marked, in desktop pixels. Out: "shown", once both are on the screen.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from agent.types import Box
from ui.marker import Markers
from ui.placing import logical
from ui.screen_view import Mark


def main() -> None:
    app = QApplication(sys.argv[:1])
    x0, y0, x1, y1 = (int(word) for word in sys.argv[1:5])
    box = Box(x0=x0, y0=y0, x1=x1, y1=y1)
    window = QLabel("Deskhand")
    window.setWindowTitle("Scaled")
    window.resize(200, 100)
    window.show()
    markers = Markers()
    markers.show_marks([(logical(box), Mark(box))])

    def say() -> None:
        sys.stdout.write("shown\n")
        sys.stdout.flush()

    QTimer.singleShot(600, say)
    app.exec()


if __name__ == "__main__":
    main()
