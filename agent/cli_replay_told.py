"""What is told of a replay: its steps at the terminal, the report of one that lost its way, and what a person
has pointed to, which may be kept."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from agent.cli_follow import agreed, tell_words
from agent.errors import MacroError
from agent.journal import SqliteJournal
from agent.macros.bundle import Bundle
from agent.macros.differences import diff
from agent.macros.healing import healed_bundle
from agent.macros.library import Library
from agent.macros.lost import lost_html
from agent.replaying.turn import Healed, StepResult
from agent.report import html_of
from agent.types import Act, Progress, Step, Wait
from agent.visible import visible


@dataclass
class Teller:
    """Tells steps in words, and of the looking and waiting for one target no more than that it goes on."""

    tell: Callable[[Progress], None] = tell_words
    _last: str = field(default="", init=False)

    def __call__(self, progress: Progress) -> None:
        if not isinstance(progress, Step) or not is_patience(progress):
            acts = isinstance(progress, Step) and progress.decision is not None
            self._last = "" if acts else self._last
            self.tell(progress)
            return
        assert isinstance(progress.decision, Act)
        if progress.stage == "planned" and progress.decision.words != self._last:
            self._last = progress.decision.words
            print(visible(f"   … {progress.decision.why}"), flush=True)


def is_patience(step: Step) -> bool:
    """Whether a macro only waits to look again; a wait that is a step of its own has no reason."""
    act = step.decision
    return isinstance(act, Act) and act.planner == "macro" and isinstance(act.action, Wait) and bool(act.why)


def report(
    run: int, title: str, journal: SqliteJournal, bundles: Sequence[Bundle], results: Sequence[StepResult]
) -> str:
    """The page of a replay; of a step that was lost, what it was recorded with stands before the pictures."""
    record = journal.run(run)
    return html_of([record], journal, title, "", lost_html(bundles, results))


def offer_healing(healed: Sequence[Healed], bundles: Mapping[str, Bundle], library: Library) -> None:
    """Shows what would change in each macro, and keeps it where the person says so. Raises Stopped."""
    for name in dict.fromkeys(one.macro for one in healed):
        mended = healed_bundle(bundles[name], healed)
        print(visible(f"You pointed to something else in “{name}”:"), file=sys.stderr)
        for line in diff(bundles[name].macro, mended.macro):
            print(visible(f"  {line}"), file=sys.stderr)
        if not is_kept(name, bundles[name], library):
            print("It lies in no library; import it, and point once more, to keep that.", file=sys.stderr)
        elif agreed("Keep it so?"):
            library.save(mended, trusted=True)


def is_kept(name: str, bundle: Bundle, library: Library) -> bool:
    """Whether just this macro lies in the library, as one that the person trusts."""
    try:
        return library.is_trusted(name) and library.load(name) == bundle
    except MacroError:
        return False
