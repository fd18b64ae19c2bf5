"""Holds keys and a button down, with a spare key lent, says so, and waits for its end.

Arguments: "hold", "typing" (a long text, for ever), or "done" (lets go, says so, and then waits).
"""

from __future__ import annotations

import sys
import time

from actions.input import open_input


def say() -> None:
    sys.stdout.write("held\n")
    sys.stdout.flush()


def main() -> None:
    hands = open_input()
    if sys.argv[1] == "typing":
        say()
        while True:
            hands.type("Größe żółw 你好 ", lambda: None, 20)
            hands.release_all()
    for key in ("ctrl", "shift", "€"):
        hands.key_down(key)
    hands.move(300, 200)
    hands.button_down("left")
    hands.button_down("right")
    if sys.argv[1] == "done":
        hands.release_all()
    say()
    time.sleep(600)


if __name__ == "__main__":
    main()
