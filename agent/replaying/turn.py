"""One step of a macro while it is carried out: its places are looked for, patiently, and lost ones told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from agent.macro import ActStep, Mark
from agent.macros.marking import Marked
from agent.replaying.finding import find
from agent.replaying.refound import Refound
from agent.replaying.searching import Search
from agent.types import Action, Candidate, Frame, Observation, Window

DOUBT = 2.5  # seconds that surroundings which are not yet the recorded ones are given to come
OTHER_WINDOW = 6.0  # seconds before another window of the program is taken for the recorded one
PATIENCE = 2.0  # seconds before a target is looked for elsewhere
KEYED = frozenset({"press", "type", "scroll", "clear"})  # acts that may go to a window as a whole
WHOLE = frozenset({"window", "dialog"})

State = Literal["passed", "healed", "skipped", "failed"]


@dataclass(frozen=True)
class StepResult:
    """What became of one step; `sentence` tells why where it did not simply pass."""

    id: str
    words: str
    state: State
    seconds: float
    sentence: str = ""


@dataclass(frozen=True)
class Healed:
    """What a person pointed to in place of a lost target: the step's `target` or its `to`."""

    macro: str
    step: str
    which: Literal["target", "to"]
    marked: Marked


@dataclass
class Turn:
    """The step in hand. Times are those of the planner's clock."""

    step: ActStep  # with its variables filled
    words: str
    pictures: Mapping[str, bytes]
    begun: float
    deadline: float
    macro: str = ""  # that the step stands in
    asked: tuple[Literal["target", "to"], tuple[Candidate, ...]] | None = None
    chosen: dict[str, Candidate] = field(default_factory=dict)
    searches: dict[str, Search] = field(default_factory=dict)
    acted: tuple[Frame, Action] | None = None  # the last act, and the picture that it was decided on
    idle: float = 0.0  # since when its effect is waited for
    came: bool = False  # … and it has come
    ticks: bool = False  # the act is to tick a box: its place must change
    second: bool = False  # it did not at first: on its words instead
    anew: bool = False  # everything was looked at anew for it
    renew: bool = False  # the person has mended something: look anew
    over: bool = False  # nothing is left to do for it

    def places(self) -> tuple[tuple[Literal["target", "to"], Mark], ...]:
        """The marks that must be found. What goes to a window as a whole needs no place in it."""
        found: list[tuple[Literal["target", "to"], Mark]] = []
        if self.step.target is not None and not self.by_window:
            found.append(("target", self.step.target))
        if self.step.to is not None:
            found.append(("to", self.step.to))
        return tuple(found)

    @property
    def by_window(self) -> bool:
        """Whether the target only says which window the keys, or the wheel, go to."""
        target = self.step.target
        return target is not None and target.kind in WHOLE and self.step.act.kind in KEYED

    def seek(self, which: Literal["target", "to"], mark: Mark, seen: Observation) -> Refound:
        """The place, as the person has pointed to it or as it is found."""
        if which in self.chosen:
            return Refound("found", "You pointed to it.", (self.chosen[which],))
        return find(mark, seen, self.pictures)


def focused_elsewhere(mark: Mark, seen: Observation) -> Window | None:
    """The window that has the keys, where it is not of the mark's program."""
    focused = next((w for w in reversed(seen.frame.windows) if w.focused and not w.ours), None)
    if focused is None or not mark.program or not focused.app:
        return None
    return focused if focused.app.casefold() != mark.program.casefold() else None
