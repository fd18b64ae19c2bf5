"""The person at a terminal: shows each act before it happens and reads the answer."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar, TextIO

from agent.approvals import Approvals
from agent.describe import describe, where
from agent.errors import KeyNameError, PolicyError, Stopped
from agent.grammar.chords import chord
from agent.types import (
    Act,
    Action,
    Ask,
    Candidate,
    End,
    Judgement,
    Observation,
    Pause,
    Point,
    Press,
    Progress,
    Resumption,
    Step,
    TypeText,
    Verdict,
    targets_of,
)
from agent.visible import visible

LINGER = 1.2  # seconds that an act is shown which goes on by itself
RESUMPTIONS: dict[str, Resumption] = {
    "a": "again", "again": "again", "重做": "again", "o": "next", "on": "next", "继续": "next",
    "s": "stop", "stop": "stop", "q": "stop", "停": "stop", "停止": "stop",
}  # fmt: skip
EFFECTS = {"seen": "done", "none": "no effect seen", "unverifiable": "done (no visible effect to check)",
           "unknown": "unknown", "skipped": "skipped"}  # fmt: skip
_SENT = re.compile(r"Pictures of this screen go to \S+(?: \(not encrypted\))?\.")  # before they go


class TerminalConfirmer:
    """Asks y / n / e / s before an act, and a number when several things fit.

    `waiting`: somewhere in this process a question waits for its answer.
    """

    waiting: ClassVar[bool] = False

    def __init__(
        self,
        ask: Callable[[str], str] | None = None,
        out: TextIO | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._ask = ask or _ask
        self._out = out
        self._pause = pause
        self._approvals = Approvals()
        self._more = False  # the instruction has more than one step

    def begin(self, steps: Sequence[tuple[str, bool]]) -> None:
        """Tells the plan of an instruction of several steps: their words, and whether they are consequential
        and so asked about in any case."""
        self._approvals, self._more = Approvals(), len(steps) > 1
        for number, (words, grave) in enumerate(steps if self._more else (), start=1):
            self._say(f"  {number}. {words}" + ("  (asked about in any case)" if grave else ""))

    def heard(self, progress: Progress) -> None:
        """What became of the acts that were allowed."""
        if isinstance(progress, Step) and progress.stage == "performed":
            self._approvals.performed()

    def confirm(self, act: Act, judgement: Judgement, observation: Observation) -> Verdict:
        """Shows what will be done where, and why it asks. Raises Stopped when no answer can be read.

        What an earlier answer covers (a harmless choice in the menu just opened, which holds the keyboard) is
        shown and goes on by itself.
        """
        window = where(act.action, observation.frame)
        self._say(f"  → {describe(act.action)}" + (f" in “{window}”" if window else ""))
        self._say(f"    {judgement.consequence}: {judgement.reason}")
        if self._approvals.cover(act, judgement, observation):
            why = "You allowed the harmless ones" if self._approvals.rest else "You opened it"
            self._say(f"    {why}: going on in {LINGER:g} s. Ctrl+C stops.")
            self._pause(LINGER)
            verdict = Verdict(kind="allow")
        else:
            with _somebody_there(f"use {_option(judgement)} to let it pass unasked"):
                verdict = self._answer(act)
        if verdict.kind == "allow":
            self._approvals.allowed(act.action, observation)
        return verdict

    def _answer(self, act: Act) -> Verdict:
        while True:
            harmless = "  [a]ll harmless ones from here" if self._more else ""
            answer = self._read(f"    Do it?  [y]es{harmless}  [n]o, skip it  [e]dit  [s]top: ").casefold()
            if answer in ("y", "yes", "是", "好"):
                return Verdict(kind="allow")
            if self._more and answer in ("a", "all", "全部"):
                self._approvals.rest = True
                return Verdict(kind="allow")
            if answer in ("n", "no", "skip", "否", "不"):
                return Verdict(kind="skip")
            if answer in ("s", "stop", "q", "停", "停止"):
                return Verdict(kind="stop")
            if answer in ("e", "edit", "改"):
                edited = self._edit(act.action)
                if edited is not None:
                    return Verdict(kind="edit", action=edited)
            else:
                self._say(f"    Please answer y, {'a, ' if self._more else ''}n, e or s.")

    def choose(self, question: Ask, observation: Observation) -> int | None:
        """Lists the candidates with numbers; None for none of them."""
        self._say(f"  ? {question.question}")
        for number, candidate in enumerate(question.told, start=1):
            self._say(f"    {number}. {candidate_line(candidate)}")
        with _somebody_there("say more exactly which one you mean"):
            return self._number(len(question.told))

    def resume(self, act: Act, observation: Observation, crashed: bool = False) -> Resumption:
        """Asks what is to become of an act that the person, or the end of Deskhand, broke into."""
        what = "Deskhand ended" if crashed else "You moved the mouse or typed"
        self._say(f"  ! {what} in the middle of it: {describe(act.action)}")
        advice = "look what is there" if crashed else "leave mouse and keyboard alone while it acts"
        with _somebody_there(advice):
            while True:
                ask = "    Do all of it [a]gain, take it as done and go [o]n, or [s]top: "
                answer = self._read(ask).casefold()
                if answer in RESUMPTIONS:
                    return RESUMPTIONS[answer]
                self._say("    Please answer a, o or s.")

    def retry(self, pause: Pause, observation: Observation) -> bool:
        """Tells what is wrong outside, and waits until the person has mended it, or gives the run up."""
        self._say(f"  ! {pause.reason}")
        with _somebody_there("mend it and say it anew"):
            while True:
                answer = self._read("    The run waits.  Try [a]gain, or [s]top: ").casefold()
                if answer in RESUMPTIONS and RESUMPTIONS[answer] != "next":
                    return RESUMPTIONS[answer] == "again"
                self._say("    Please answer a or s.")

    def _number(self, count: int) -> int | None:
        """The place of the candidate that the answer names; a single one is simply agreed to."""
        while True:
            ask = f"Which one?  1–{count}, or n for none: " if count > 1 else "Is it this one?  y / n: "
            answer = self._read(f"    {ask}").casefold()
            if count == 1 and answer in ("y", "yes"):
                return 0
            if answer in ("n", "no", "none", "0", "s", "stop", ""):
                return None
            if answer.isdecimal() and 1 <= int(answer) <= count:
                return int(answer) - 1
            self._say(f"    Please answer with {'y' if count == 1 else 'one of the numbers,'} or n.")

    def _edit(self, action: Action) -> Action | None:
        """Another text, other keys or another point; None when the answer makes no sense."""
        if isinstance(action, TypeText) and action.secret:
            self._say("    A secret is not edited in the open; skip this step and say it anew.")
            return None
        if isinstance(action, TypeText):
            return action.model_copy(update={"text": self._read("    New text: "), "origin": "person"})
        if isinstance(action, Press):
            return self._edit_keys(action)
        if len(targets_of(action)) != 1:
            self._say("    This act cannot be edited here; skip it and say it in other words.")
            return None
        return self._edit_point(action)

    def _edit_keys(self, action: Press) -> Press | None:
        try:
            keys = chord(self._read("    New keys (like ctrl+s): "))
        except KeyNameError as error:
            self._say(f"    {error}")
            return None
        if keys is None:
            self._say("    Those are no keys.")
            return None
        return action.model_copy(update={"keys": keys})

    def _edit_point(self, action: Action) -> Action | None:
        parts = self._read("    New point (like 120,340): ").replace(",", " ").split()
        if len(parts) != 2 or not all(part.isdecimal() for part in parts):
            self._say("    That is not a point.")
            return None
        target = targets_of(action)[0]
        point = Point(x=int(parts[0]), y=int(parts[1]))
        box = target.box.moved(point.x - target.box.centre.x, point.y - target.box.centre.y)
        moved = target.model_copy(update={"point": point, "box": box, "description": "point you gave"})
        return action.model_copy(update={"target": moved})

    def _read(self, prompt: str) -> str:
        TerminalConfirmer.waiting = True
        try:
            return self._ask(prompt).strip()
        except KeyboardInterrupt:
            raise Stopped("You stopped it.") from None
        finally:
            TerminalConfirmer.waiting = False

    def _say(self, line: str) -> None:
        print(visible(line), file=self._out or sys.stderr)


@contextmanager
def _somebody_there(advice: str) -> Iterator[None]:
    """An input that has ended is nobody's answer, and no "yes"."""
    try:
        yield
    except EOFError:
        raise Stopped(f"Nobody answered the question, so nothing was done; {advice}.") from None


def _option(judgement: Judgement) -> str:
    """What lets an act of that class pass without a question."""
    return "--yes-to-all" if judgement.consequence == "consequential" else "--yes"


def _ask(prompt: str) -> str:
    """A line from the person. `input` alone may write its prompt among the events of --json."""
    print(prompt, end="", file=sys.stderr, flush=True)
    return input()


class NobodyThere:
    """A confirmer for runs without a person: what must be asked is refused, what is ambiguous stays so."""

    def confirm(self, act: Act, judgement: Judgement, observation: Observation) -> Verdict:
        raise PolicyError(
            f"Nobody is there to say yes to “{describe(act.action)}” ({judgement.consequence}: "
            f"{judgement.reason.rstrip('.')}); {_option(judgement)} would let it pass."
        )

    def choose(self, question: Ask, observation: Observation) -> int | None:
        """None of several; the single one that looks greyed out is tried, and then told of."""
        single = len(question.candidates) == 1
        return 0 if single and "disabled" in question.candidates[0].element.states else None

    def resume(self, act: Act, observation: Observation, crashed: bool = False) -> Resumption:
        return "stop"

    def retry(self, pause: Pause, observation: Observation) -> bool:
        """Nobody mends anything: the run ends with the pause's reason."""
        return False


def candidate_line(candidate: Candidate) -> str:
    """One candidate in words: what it is, what is written on it, where."""
    element = candidate.element
    name = f" “{element.name}”" if element.name else ""
    return f"{element.kind.replace('_', ' ')}{name} at ({candidate.point.x}, {candidate.point.y})"


def progress_line(progress: Progress) -> str | None:
    """What a person at a terminal wants to read of one event; None for nothing."""
    line = _progress_line(progress)
    return None if line is None else visible(line)


def _progress_line(progress: Progress) -> str | None:
    if isinstance(progress, End):
        return _end_line(progress)
    if progress.stage == "planned" and isinstance(progress.decision, Act):
        return f"{progress.index}. {describe(progress.decision.action)}"
    if progress.stage == "thinking" and _SENT.fullmatch(progress.thought.strip()):
        return f"   {progress.thought.strip()}"
    if progress.stage == "observed" and progress.outcome is not None:
        outcome = progress.outcome
        detail = f": {outcome.detail}" if outcome.detail else ""
        return f"   {EFFECTS[outcome.effect]}{detail} ({_seconds(progress):.1f} s)"
    return None


def _seconds(step: Step) -> float:
    times = step.timings
    return times.capture + times.perceive + times.plan + times.perform + times.observe


def _end_line(end: End) -> str:
    words = {"done": "Done.", "not_found": "Not found.", "ambiguous": "Several things fit.",
             "blocked": "Refused.", "stopped": "Stopped.", "failed": "Failed."}  # fmt: skip
    lines = [f"{words[end.outcome]} {end.reason}".strip()]
    if end.nearest and end.outcome == "not_found":
        lines.append("Nearest: " + "; ".join(candidate_line(c) for c in end.nearest[:3]))
    return "\n".join(lines)
