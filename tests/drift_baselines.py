"""What Deskhand's replay is held against, in the same run: the recorded positions and pauses, as macro
recorders replay them; and pictures of what was clicked, found again by OpenCV as SikuliX does.

SikuliX by its defaults: `matchTemplate` with TM_CCOEFF_NORMED; the best match counts from 0.7 on; it is
waited for up to 3 seconds; there is no search over scales.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial

from drift_person import Person
from drift_recording import BUTTONS, RawDeed, grab

from actions.virtual import poll
from agent.types import Pixels, Point

LONGEST_PAUSE = 0.6  # seconds
SIMILAR = 0.7
WAITING = 3.0  # seconds
BETWEEN = 0.3  # seconds between two acts with pictures


def by_coordinates(person: Person, raw: Sequence[RawDeed]) -> str:
    """Never knows whether it went well: "done"."""
    for one in raw:
        time.sleep(min(one.pause, LONGEST_PAUSE))
        _act(person, one, one.point)
    return "done"


def by_pictures(person: Person, raw: Sequence[RawDeed], display: str) -> str:
    """Why it stopped, or "done"."""
    for number, one in enumerate(raw):
        time.sleep(BETWEEN)
        point = poll(partial(_seen, one, display), WAITING, 0.05) if one.picture is not None else None
        if one.picture is not None and point is None:
            return f"stopped: the picture of step {number + 1} ({one.deed.what}) is not there"
        _act(person, one, point)
    return "done"


def _seen(one: RawDeed, display: str) -> Point | None:
    return find(one, grab(display))


def find(one: RawDeed, screen: Pixels) -> Point | None:
    """Where the click goes on this screen; None where nothing is similar enough."""
    import cv2

    assert one.picture is not None
    height, width = one.picture.shape[:2]
    if height > screen.shape[0] or width > screen.shape[1]:
        return None
    fits = cv2.matchTemplate(screen, one.picture, cv2.TM_CCOEFF_NORMED)
    _, best, _, (x, y) = cv2.minMaxLoc(fits)
    return Point(x=x + one.inside.x, y=y + one.inside.y) if best >= SIMILAR else None


def _act(person: Person, one: RawDeed, point: Point | None) -> None:
    if one.deed.kind in BUTTONS:
        assert point is not None
        button, count = BUTTONS[one.deed.kind]
        person.click(point, count, button)
    elif one.deed.kind == "type":
        person.type(one.deed.what)
    else:
        person.press(one.deed.what)
