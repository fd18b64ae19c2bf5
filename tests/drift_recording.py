"""Doing a task once for real: the person's deeds at true places, what Deskhand makes of them as a macro, what
other ways of replaying keep of them, and what became of it, which is the truth for every replay.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from drift_arrangement import Arrangement
from drift_desk import Desk
from drift_opened import Opened
from drift_site import Event
from drift_tasks import Deed, Task

from actions.virtual import poll
from agent.errors import InputError
from agent.types import Box, Pixels, Point

APPEARING = 15.0  # seconds that what is to be clicked may take to appear
FINISHING = 6.0  # … and the effect of the last deed
LARGEST = 110  # pixels to each side of the click that a picture for matching shows at first
ROUND = 4  # pixels round the thing that it shows
GROWING, WIDEST = 40, 800  # pixels by which it is made wider, until it is the only one on the screen
THE_SAME = 0.98  # similarity of another place from which it is not
BUTTONS = {"click": (1, 1), "double": (1, 2), "right": (3, 1)}  # button, how often


@dataclass(frozen=True)
class RawDeed:
    """A deed as recorders of pixels keep it: after `pause` seconds, there or with that picture there."""

    deed: Deed
    pause: float
    point: Point | None = None
    picture: Pixels | None = None
    inside: Point = field(default_factory=lambda: Point(x=0, y=0))  # where in the picture the click went


@dataclass(frozen=True)
class Recording:
    """What was kept. `events`: what the page told; `states`: the program's, from before the first deed."""

    task: Task
    bundle: str  # base64 of the macro's file
    raw: tuple[RawDeed, ...]
    events: tuple[Event, ...] = ()
    states: tuple[dict[str, Any], ...] = ()


def record(desk: Desk, task: Task) -> Recording:
    """Raises InputError where the person cannot do it."""
    arrangement = Arrangement(screen=desk.size, box=task.place)
    with desk.open(task, arrangement, tell=True) as opened:
        return _Recorder(desk, opened).record()


class _Recorder:
    def __init__(self, desk: Desk, opened: Opened) -> None:
        self.desk, self.opened, self.task = desk, opened, opened.task
        self.raw: list[RawDeed] = []
        self.states: list[dict[str, Any]] = []
        self._last = time.monotonic()

    def record(self) -> Recording:
        self._note_state()
        self._look_round()
        self.desk.worker.ask("record")
        for deed in self.task.deeds:
            self._do(deed)
            self.desk.worker.ask("still")
            self._note_state()
        bundle = self.desk.worker.ask("recorded", name=self.task.words)["bundle"]
        self._check()
        events = tuple(self.desk.site.deeds) if self.task.page else ()
        return Recording(self.task, bundle, tuple(self.raw), events, tuple(self.states))

    def _note_state(self) -> None:
        if not self.task.page:
            self.states.append(self.opened.state())

    def _check(self) -> None:
        """The person themselves must have brought it about."""

        def done() -> bool:
            told = self.desk.site.deeds
            return all(any(dict(f).items() <= e.items() for e in told) for f in self.task.final)

        if self.task.page and not poll(done, FINISHING, 0.1):
            raise InputError(f"The person has not done {self.task.name}: {self.desk.site.deeds}")
        if not self.task.page and self.states[-1] == self.states[0]:
            raise InputError(f"The person has not done {self.task.name}: {self.states[-1]}")

    def _look_round(self) -> None:
        """Where the page is on the screen, before anything is recorded."""
        if self.task.page:
            poll(lambda: self.opened.box_of(self.task.deeds[0].what), APPEARING, 0.1)
        self.desk.worker.ask("still")

    def _do(self, deed: Deed) -> None:
        if deed.kind in BUTTONS:
            self._point(deed)
            return
        self._keep(RawDeed(deed, self._pause()))
        if deed.kind == "type":
            self.desk.person.type(deed.what)
        else:
            self.desk.person.press(deed.what)

    def _point(self, deed: Deed) -> None:
        box = poll(lambda: self.opened.box_of(deed.what), APPEARING, 0.1)
        if box is None:
            raise InputError(f"The person does not see {deed.what!r} for {self.task.name}.")
        point, (button, count) = box.centre, BUTTONS[deed.kind]
        self._keep(self._pictured(deed, box, point))
        self.desk.person.click(point, count, button)

    def _pictured(self, deed: Deed, box: Box, point: Point) -> RawDeed:
        """With the picture that a careful person would cut out for a matcher: of the thing, and of so much
        round it as makes it the only one on the screen."""
        screen = grab(self.desk.desktop.display)
        whole = Box(x0=0, y0=0, x1=screen.shape[1], y1=screen.shape[0])
        near = Box(x0=point.x, y0=point.y, x1=point.x, y1=point.y).grown(LARGEST)
        cut = (box.grown(ROUND).intersection(near) or box).intersection(whole) or box
        while not is_single(picture := screen[cut.y0 : cut.y1, cut.x0 : cut.x1].copy(), screen):
            wider = Box(x0=cut.x0 - GROWING, y0=cut.y0 - 2, x1=cut.x1 + GROWING, y1=cut.y1 + 2).intersection(
                whole
            )
            if wider is None or wider == cut or wider.width > WIDEST:
                break
            cut = wider
        return RawDeed(deed, self._pause(), point, picture, Point(x=point.x - cut.x0, y=point.y - cut.y0))

    def _keep(self, raw: RawDeed) -> None:
        self.raw.append(raw)
        self._last = time.monotonic()

    def _pause(self) -> float:
        return round(time.monotonic() - self._last, 3)


def grab(display: str) -> Pixels:
    """The whole screen of a display."""
    import mss

    with mss.MSS(display=display) as screen:
        shot = screen.grab(screen.monitors[0])
    return np.asarray(shot)[:, :, 2::-1].copy()


def is_single(picture: Pixels, screen: Pixels) -> bool:
    """Whether the picture is seen in but one place of the screen that it was cut from."""
    import cv2

    fits = cv2.matchTemplate(screen, picture, cv2.TM_CCOEFF_NORMED)
    _, _, _, (x, y) = cv2.minMaxLoc(fits)
    fits[max(0, y - 4) : y + 5, max(0, x - 4) : x + 5] = -1
    return float(cv2.minMaxLoc(fits)[1]) < THE_SAME
