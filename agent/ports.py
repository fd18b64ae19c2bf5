"""One Protocol for each stage that reaches outside.

Implementations live in vision/, actions/, ui/ and agent/fake.py; only `agent.compose` knows the concrete
classes. The stop flag is a plain `threading.Event`: set means stop now.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from threading import Event
from typing import Literal, Protocol, runtime_checkable

from agent.journal_records import RunRecord
from agent.messages import Request, Usage
from agent.profiles import Profile
from agent.types import (
    Act,
    Action,
    Approval,
    Ask,
    Box,
    Decision,
    End,
    Frame,
    Judgement,
    Observation,
    Outcome,
    Pause,
    Resumption,
    Step,
    Verdict,
)

InputKind = Literal["key", "key_up", "button", "button_up"]


class Screen(Protocol):
    """Where pictures come from."""

    def grab(self, region: Box | None = None) -> Frame:
        """A picture of the whole desktop, or of `region` clamped to it (windows listed either way).

        Raises CaptureError; NoDisplayError when there is nothing to grab.
        """
        ...


class Eyes(Protocol):
    """Pixels → elements."""

    def look(self, frame: Frame, query: str = "") -> Observation:
        """The elements of the frame. `query` may sharpen the look; it never hides anything.

        Raises ReadError.
        """
        ...


@runtime_checkable
class Explaining(Protocol):
    """What also explains itself while this is set: eyes whose model tells what it takes the query to mean
    (Observation.meant), a planner whose model tells what its levels contributed (Act.contributions)."""

    explain: bool


@runtime_checkable
class Forgetful(Protocol):
    """Eyes that keep what they saw to be quick, and can look at everything anew."""

    def forget(self) -> None: ...


@runtime_checkable
class Heedful(Protocol):
    """Eyes whose looks can be stopped."""

    def heeding(self, stop: Event) -> Eyes:
        """The same eyes, with looks that end with Stopped as soon as the flag is set."""
        ...


@runtime_checkable
class Doubting(Protocol):
    """A planner that does not find what should be there, and wants the next look to be anew."""

    @property
    def doubts(self) -> bool: ...


class Planner(Protocol):
    """An instruction and what is seen → the next step."""

    def begin(self, instruction: str) -> None:
        """Takes a new instruction. Raises InstructionError when its words are not understood."""
        ...

    def next(self, observation: Observation) -> Decision:
        """The next act, a question, or the end."""
        ...

    def chosen(self, index: int) -> None:
        """The person picked candidate `index` of the last Ask."""
        ...

    def observed(self, act: Act, outcome: Outcome) -> None:
        """What came of the act that `next` gave last (effect "skipped" when the person skipped it)."""
        ...


class Confirmer(Protocol):
    """The person, or something that answers for them."""

    def confirm(self, act: Act, judgement: Judgement, observation: Observation) -> Verdict:
        """Shows the exact act and waits for the answer."""
        ...

    def choose(self, question: Ask, observation: Observation) -> int | None:
        """Shows numbered candidates; the index of the chosen one, or None for none of them."""
        ...

    def resume(self, act: Act, observation: Observation, crashed: bool = False) -> Resumption:
        """The person took the mouse or keyboard in the middle of this act, of which a part has happened (or
        Deskhand had `crashed` in it): do the whole of it again, take it as done and go on, or stop?"""
        ...

    def retry(self, pause: Pause, observation: Observation) -> bool:
        """The planner cannot go on for a reason outside it: try again, once the person has mended it?"""
        ...


class Hands(Protocol):
    """Acts → input events."""

    def perform(self, action: Action, seen: Frame, stop: Event, approval: Approval | None) -> None:
        """Carries the act out, checking `stop`, and whether the person takes over, before every event.

        Without an approval of this very act (agent/consent.py) nothing is done: PolicyError. `seen` is the
        picture that the act was decided on: just before each press the target is grabbed again,
        and TargetChanged is raised if it is not what `seen` shows. Raises Stopped, Interrupted, InputError,
        PolicyError (a point in one of our own windows). Whatever happens, no key or button stays pressed.
        """
        ...


class HotKey(Protocol):
    """Listens for a key, whatever has the keyboard, until it is closed."""

    def close(self) -> None: ...


class Witness(Protocol):
    """Tells what the person's own devices send from what programs send, on the person's display."""

    def fileno(self) -> int:
        """Readable when there is something to take in."""
        ...

    def take_in(self) -> None:
        """Takes in what has come."""
        ...

    def by_person(self, time: int, kind: InputKind, detail: int) -> bool:
        """Whether the person pressed that key or button, or let it go: at that `time` (the display's, in
        milliseconds), with that number. True where the display cannot tell."""
        ...

    def close(self) -> None: ...


class Journal(Protocol):
    """What left no trace did not happen."""

    def begin(self, instruction: str) -> int:
        """Opens a run; its number."""
        ...

    def reopen(self, record: RunRecord) -> int:
        """Goes on with a run that was cut off; its number. Raises JournalError."""
        ...

    def settle(self, run: int, step: int, outcome: Outcome) -> None:
        """Writes what the person said of a step that was cut off."""
        ...

    def intend(self, run: int, step: Step) -> None:
        """Written before the act is performed: the step is "unknown" until `conclude`."""
        ...

    def conclude(self, run: int, step: Step) -> None:
        """Written when the outcome is known."""
        ...

    def end(self, run: int, end: End, last: Step | None = None) -> None:
        """Closes the run. `last`: the step in which it ended, for what was seen then."""
        ...


class LanguageModel(Protocol):
    """A model that reads messages with pictures and answers in words, as they come."""

    @property
    def name(self) -> str:
        """What it is called, to show."""
        ...

    @property
    def kind(self) -> str:
        """“qwen” for one on this machine, “remote” for one behind a server."""
        ...

    @property
    def profile(self) -> Profile:
        """How it wants to be asked, and how it counts coordinates."""
        ...

    @property
    def sends_to(self) -> str:
        """Where pictures go that it is shown; "" where they do not leave this machine."""
        ...

    @property
    def used(self) -> Usage:
        """What the last answer took."""
        ...

    @property
    def contributions(self) -> tuple[tuple[str, float], ...]:
        """What each level of its vision contributed to the last answer, by name, shallow to deep; none where
        it has no levels, or was not to `explain` itself."""
        ...

    explain: bool

    def stream(self, request: Request, stop: Event) -> Iterator[str]:
        """The answer, piece by piece.

        Raises Stopped within 200 ms of the stop flag, ModelError (not there, unreachable, out of memory, out
        of time, the picture or the context too large …) with one sentence that says what to do.
        """
        ...


@runtime_checkable
class Thinking(Protocol):
    """A planner that takes its time, and can be watched and stopped while it decides."""

    def think(self, observation: Observation, stop: Event) -> Generator[str, None, Decision]:
        """What it is thinking, as far as it has come; then the decision. Raises Stopped."""
        ...


@runtime_checkable
class Recalling(Protocol):
    """A planner that cannot be asked the same again, and is told what it decided instead."""

    def recall(self, act: Act, observation: Observation, outcome: Outcome | None) -> None:
        """A step of a run that was cut off; `outcome` None: nobody knows what came of it yet."""
        ...
