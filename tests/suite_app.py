"""A small program for the tests of suites: `python suite_app.py WORDS`. Its button shows the words."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget


def main() -> int:
    app = QApplication(sys.argv[:1])
    window, layout = QWidget(), QVBoxLayout()
    window.setWindowTitle("Greeter")
    button, label = QPushButton("Greet"), QLabel("Nothing yet")
    button.clicked.connect(lambda: label.setText(sys.argv[1]))
    for part in (label, button):
        layout.addWidget(part)
    window.setLayout(layout)
    window.setStyleSheet("font-size: 16px")
    window.resize(360, 160)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
