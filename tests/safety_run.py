"""A run of ten acts in a process of its own, which may be killed and picked up again.

Arguments: the journal's folder, then "run", or "resume" with what the person answers of the act under way.
The eyes know the windows of the client program (actions_client.py), each a button with its title.
"""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event

from actions.desktop import windows
from actions.perform import DesktopHands
from agent.consent import Notary
from agent.fake import ScriptedConfirmer
from agent.journal import SqliteJournal
from agent.loop import Stages, pick_up, run
from agent.plan import EmbeddedPlanner
from agent.settings import load
from agent.types import Box, Element, End, Frame, Observation, Resumption
from vision.capture import ScreenCapture

WORDS = (
    "click Left, then press a, then press b, then click Right, then press c, "
    "then press d, then click Left, then press e, then click Right, then press f"
)


class TitleEyes:
    """Each window is a button in its middle."""

    def look(self, frame: Frame, query: str = "") -> Observation:
        found = []
        for number, window in enumerate(frame.windows):
            middle = window.box.centre
            box = Box(x0=middle.x - 60, y0=middle.y - 20, x1=middle.x + 60, y1=middle.y + 20)
            found.append(Element(id=number, box=box, kind="button", text=window.title))
        return Observation(frame, tuple(found))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    folder, what, *choices = sys.argv[1:]
    answers: list[Resumption] = [c for c in ("again", "next", "stop") if c in choices]
    screen, notary, settings = ScreenCapture(windows), Notary(), load(settle=0.05, yes_to_all=True)
    journal, person = SqliteJournal(Path(folder)), ScriptedConfirmer(resumptions=answers)
    hands = DesktopHands(screen, notary.redeem, settings)
    stages = Stages(screen, TitleEyes(), EmbeddedPlanner(), person, hands, journal, notary)
    happenings = (
        run(WORDS, stages, settings, Event())
        if what == "run"
        else pick_up(journal.run(1), stages, settings, Event())
    )
    say("begun")
    for progress in happenings:
        if isinstance(progress, End):
            say(f"{progress.outcome} {progress.reason}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
