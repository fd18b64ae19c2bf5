"""Plays a raw list on this process's display for the live tests: `python raw_driver.py SPEED [stop SECONDS]`.

The list comes on standard input. Writes JSON: {"late": [seconds, …], "error": name or ""}.
"""

from __future__ import annotations

import json
import sys
from threading import Event, Timer

from actions.person import Attention
from actions.person_x11 import X11Listener
from actions.raw_replay import RawPlayer, opened_input
from agent.errors import DeskhandError
from agent.macros.raw import parse_raw


def main() -> None:
    raw, speed = parse_raw(sys.stdin.buffer.read()), float(sys.argv[1])
    stop = Event()
    person = Attention(None, lambda: X11Listener(("ctrl", "alt", "escape")))
    timer = Timer(float(sys.argv[3]) if len(sys.argv) > 3 else 3600, stop.set)
    answer: dict[str, object] = {"late": [], "error": ""}
    try:
        with opened_input() as hands, person.listen(stop):
            timer.start()
            played = RawPlayer(hands, person, stop, {"bank": "Xy1"}.__getitem__).play(raw, speed)
            answer["late"] = list(played.late)
    except DeskhandError as error:
        answer["error"] = type(error).__name__
    finally:
        timer.cancel()
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
