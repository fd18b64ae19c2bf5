"""A window with one text field, of GTK or of Qt, that writes what stands in it after each change (as JSON).

GTK's runs with the system's Python, which alone has its bindings.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def tell(text: str) -> None:
    sys.stdout.write(json.dumps(text) + "\n")
    sys.stdout.flush()


def gtk() -> None:
    import gi

    gi.require_version("Gtk", "3.0")
    from gi.repository import Gtk

    window = Gtk.Window(title="gtk field")
    window.set_default_size(600, 80)
    entry = Gtk.Entry()
    entry.connect("changed", lambda changed: tell(changed.get_text()))
    window.add(entry)
    window.connect("destroy", Gtk.main_quit)
    window.show_all()
    entry.grab_focus()
    Gtk.main()


def qt() -> None:
    from PySide6.QtWidgets import QApplication, QLineEdit

    app = QApplication(sys.argv[:1])
    field: Any = QLineEdit()
    field.setWindowTitle("qt field")
    field.resize(600, 60)
    field.textChanged.connect(tell)
    field.show()
    field.activateWindow()
    field.setFocus()
    app.exec()


if __name__ == "__main__":
    {"gtk": gtk, "qt": qt}[sys.argv[1]]()
