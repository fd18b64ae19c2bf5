"""A window of Qt with a field for a secret, of the sort that the argument names.

"bare": no label, no other words. "hint": only a placeholder. "silent": shows nothing of what is typed, beside
words that tell what it is for. "chinese": its label is Chinese. "plain": a field that shows its text, beside
one for a password.
"""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QWidget


def field(mode: Any, hint: str = "") -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(mode)
    made.setPlaceholderText(hint)
    return made


def rows(kind: str) -> list[tuple[str, QLineEdit]]:
    """The first is the one that is typed into."""
    echo = QLineEdit.EchoMode
    return {
        "bare": [("", field(echo.Password))],
        "hint": [("", field(echo.Password, "Your passphrase"))],
        "silent": [("Enter the passphrase of the key", field(echo.NoEcho))],
        "chinese": [("密码", field(echo.Password))],
        "plain": [("Account", field(echo.Normal)), ("Password", field(echo.Password))],
    }[kind]


def main() -> None:
    app = QApplication(sys.argv[:1])
    window = QWidget()
    form = QFormLayout(window)
    made = rows(sys.argv[1])
    for label, line in made:
        form.addRow(label, line)
    window.setWindowTitle(f"Window {sys.argv[1]}")
    window.resize(520, 120)
    window.show()
    window.activateWindow()
    made[0][1].setFocus()
    app.exec()


if __name__ == "__main__":
    main()
