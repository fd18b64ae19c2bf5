"""What is never written down or sent: windows and parts of the screen that the person keeps private."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.policy_lists import matching
from agent.types import Action, Box, Frame, Target

CALLED = "(a private window)"


@dataclass(frozen=True)
class Private:
    """`windows`: names of programs and windows, as in agent/policy_lists.py; `regions`: desktop pixels."""

    windows: tuple[str, ...] = ()
    regions: tuple[Box, ...] = ()

    def boxes(self, frame: Frame) -> tuple[Box, ...]:
        """The places on this picture that are blacked out: whole windows, whatever lies over them."""
        shown = [w.box for w in frame.windows if matching(w, self.windows) is not None]
        inside = [box.intersection(frame.box) for box in (*shown, *self.regions)]
        return tuple(box for box in inside if box is not None)

    def hides(self, title: str, frame: Frame) -> bool:
        """Whether a private window of this picture, named by its title or its program, has that title."""
        return any(w.title == title and matching(w, self.windows) is not None for w in frame.windows)


def discreet(action: Action, places: Sequence[Box]) -> Action:
    """The act, without what is written on a target that lies in one of the places."""
    named = {
        name: target.model_copy(update={"description": f"private {target.kind.replace('_', ' ')}"})
        for name in ("source", "target", "to")
        if isinstance(target := getattr(action, name, None), Target)
        and any(box.contains(target.point) for box in places)
    }
    return action.model_copy(update=named) if named else action
