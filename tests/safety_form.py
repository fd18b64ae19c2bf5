"""A window of Qt with a field called Token, which shows what is typed into it, and a button."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QFormLayout, QLabel, QLineEdit, QPushButton, QWidget


def main() -> None:
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    window = QWidget()
    window.setWindowTitle("Form")
    layout = QFormLayout(window)
    field, done, said = QLineEdit(), QPushButton("Done"), QLabel("Nothing yet")
    layout.addRow("Token", field)
    layout.addRow(done)
    layout.addRow(said)
    done.clicked.connect(lambda: said.setText("Thank you"))
    window.resize(420, 160)
    window.show()
    window.activateWindow()
    field.setFocus()
    app.exec()


if __name__ == "__main__":
    main()
