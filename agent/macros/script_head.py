"""What stands at the head of each script that agent/macros/script.py writes: imports, constants, helpers."""

from __future__ import annotations

HEAD = """#!/usr/bin/env python3
# A plain Python script, written by Deskhand from a macro. It needs pyautogui: pip install pyautogui
#
# POSITIONS ONLY: it looks at nothing. It clicks where things stood when the macro was made, so the windows
# must stand there again, on a screen of the same size and scale. What the macro checks or waits for is a
# comment here. The macro itself (deskhand replay) finds its targets again and checks what it does.
#
"""

IMPORTS = """
import csv
import getpass
import os
import re
import sys
import time
from pathlib import Path

import pyautogui

pyautogui.FAILSAFE = True  # the pointer in a corner of the screen stops it
pyautogui.PAUSE = 0.2  # seconds after each act
LOOK = 2.0  # seconds, in place of each wait for something on the screen
NOTCH = {"win32": 120, "darwin": 3}.get(sys.platform, 1)  # of the wheel
SHORTCUT = "command" if sys.platform == "darwin" else "ctrl"
"""

HELPERS = '''

def secret(name):
    """A secret, from the environment (DESKHAND_SECRET_…) or typed now; it stands nowhere in this file."""
    variable = "DESKHAND_SECRET_" + re.sub(r"\\W", "_", name).upper()
    return os.environ.get(variable) or getpass.getpass(f"The secret {name}: ")


def rows(name):
    """The rows of a CSV file beside this script; the column “First name” is called first_name."""
    with open(Path(__file__).parent / name, encoding="utf-8-sig", newline="") as file:
        header, *cells = [row for row in csv.reader(file) if any(row)]
    names = [re.sub(r"\\W+", "_", name.strip().casefold()).strip("_") for name in header]
    return [dict(zip(names, row)) for row in cells]


def type_text(text, hidden=False):
    """pyautogui types what is on a US keyboard; other text goes through the clipboard (never a secret)."""
    if text.isascii():
        pyautogui.write(text, interval=0.02)
    elif hidden:
        sys.exit("This secret holds characters that pyautogui cannot type.")
    else:
        import pyperclip

        pyperclip.copy(text)
        pyautogui.hotkey(SHORTCUT, "v")


def select_all():
    pyautogui.hotkey(SHORTCUT, "a")
'''

MAIN = """

def main():
    missing = [name for name, value in VALUES.items() if value is None]
    if missing:
        sys.exit("Write a value at the top of this file for: " + ", ".join(missing))
    values = VALUES | {name: secret(known_as) for name, known_as in SECRETS.items()}
"""

FOOT = """

if __name__ == "__main__":
    main()
"""
