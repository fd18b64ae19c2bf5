"""One macro, replayed on this process's display by the ordinary loop, with what is written of it."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Event

from agent.cli_follow import (
    OUTCOME_CODES,
    Bell,
    agreed,
    followed,
    interrupt_sets,
    tell_json,
    write_report,
)
from agent.cli_replay import given_values
from agent.cli_replay_told import Teller, offer_healing, report
from agent.compose import build
from agent.errors import PolicyError
from agent.journal import SqliteJournal
from agent.journal_numbered import NumberedJournal
from agent.loop import Stages, run
from agent.macro import CommentStep, walk
from agent.macros.consequence import consequence_of
from agent.macros.found import Found, find
from agent.macros.junit import Case, CaseState, Suite, junit
from agent.macros.library import Library
from agent.macros.review import review_of
from agent.macros.rows import rows_of
from agent.macros.words import lines_of, words_of
from agent.ports import Confirmer
from agent.replay import MacroPlanner
from agent.replaying.turn import Healed, StepResult
from agent.resume import REPLAY
from agent.settings import Settings, load
from agent.terminal import NobodyThere, TerminalConfirmer
from agent.types import End, Progress
from agent.visible import visible

WITHOUT_END = 10**9  # acts and seconds: a macro is as long as it is
STRANGER = (
    "Nobody has looked over {names} yet, so nothing is replayed unattended; look it over and accept it with: "
    "deskhand macros accept NAME (of a file: deskhand macros import FILE)."
)
CASES: Mapping[str, CaseState] = {"passed": "passed", "healed": "passed", "skipped": "skipped"}


@dataclass(frozen=True)
class Order:
    """A macro that is to be replayed, and how. `rows`: of --data."""

    found: Found
    values: Mapping[str, str]
    rows: Sequence[Mapping[str, str]] = ()
    speed: float = 1.0

    @property
    def name(self) -> str:
        return self.found.bundle.macro.name


@dataclass(frozen=True)
class Replayed:
    """How it ended. `run`: its number in the journal; `begun`: seconds since 1970."""

    end: End
    results: tuple[StepResult, ...]
    run: int
    begun: float
    seconds: float
    healed: tuple[Healed, ...] = ()

    @property
    def code(self) -> int:
        return OUTCOME_CODES[self.end.outcome]


def single_command(arguments: argparse.Namespace) -> int:
    """`deskhand replay NAME`. Returns the exit code."""
    settings = settings_of(arguments)
    order = order_of(arguments, settings)
    unattended = is_unattended(arguments)
    settings = let_in(order.found, settings, unattended)
    confirmer: Confirmer = NobodyThere() if unattended else TerminalConfirmer()
    stop = Bell()
    with interrupt_sets(stop):
        tell = tell_json if arguments.json else Teller()
        stages, done = replayed(order, settings, confirmer, tell, stop)
    _write(arguments, order, stages, done)
    if done.healed and not unattended:
        offer_healing(done.healed, order.found.all, library_of(settings))
    return done.code


def settings_of(arguments: argparse.Namespace) -> Settings:
    """Those of the replay: no model is loaded, and only --timeout bounds it."""
    settings = load(
        yes=arguments.yes or arguments.yes_to_all or None,
        yes_to_all=arguments.yes_to_all or None,
        dry_run=arguments.dry_run or None,
        planner="embedded",
    )
    return unbounded(settings, arguments.timeout)


def unbounded(settings: Settings, timeout: float | None) -> Settings:
    bounds = {"max_steps": WITHOUT_END, "timeout": timeout or float(WITHOUT_END)}
    return settings.model_copy(update=bounds)  # unchecked: an instruction's bounds are narrower


def library_of(settings: Settings) -> Library:
    """The person's macros."""
    return Library(settings.data_dir / "macros")


def order_of(arguments: argparse.Namespace, settings: Settings) -> Order:
    """Raises MacroError, UsageError."""
    found = find(arguments.targets[0], library_of(settings))
    rows = rows_of(arguments.data, found.names) if arguments.data is not None else []
    return Order(found, given_values(arguments), rows, arguments.speed)


def is_unattended(arguments: argparse.Namespace) -> bool:
    """Whether nobody is there to be asked: it was said so, or another program reads."""
    return bool(arguments.unattended or (arguments.json and not sys.stdin.isatty()))


def let_in(found: Found, settings: Settings, unattended: bool) -> Settings:
    """The settings under which the macro may be replayed; a stranger is shown first, and is asked about by
    each consequential act whatever the command says. Raises PolicyError, Stopped."""
    if not found.stranger:
        return settings
    names = ", ".join(f"“{visible(name)}”" for name in found.strangers)
    if unattended and not settings.dry_run:
        raise PolicyError(STRANGER.format(names=names))
    for name in found.strangers:
        for line in review_of(found.all[name]):
            print(visible(line), file=sys.stderr)
    if not settings.dry_run and not agreed(f"This is all that {names} can do. Replay it?"):
        raise PolicyError("You did not let the macro in, so nothing was done.")
    return settings.model_copy(update={"yes_to_all": False})


def replayed(
    order: Order, settings: Settings, confirmer: Confirmer, tell: Callable[[Progress], None], stop: Event
) -> tuple[Stages, Replayed]:
    """Carries the macro out. Raises MacroError before anything is loaded; NoDisplayError, JournalError."""
    planner = planner_of(order, settings, confirmer)
    built = build(settings, confirmer)
    numbered = NumberedJournal(built.journal)
    stages = replace(built, planner=planner, journal=numbered)
    if isinstance(confirmer, TerminalConfirmer):
        confirmer.begin(_plan(order, settings))
    begun, start = time.time(), time.monotonic()
    end = followed(run(f"{REPLAY}{order.name}", stages, settings, stop), stages, tell)
    assert end is not None  # a run that comes to no end raises
    took = time.monotonic() - start
    done = Replayed(end, planner.results, numbered.number, begun, took, planner.healed)
    return replace(stages, journal=built.journal), done


def planner_of(order: Order, settings: Settings, confirmer: Confirmer) -> MacroPlanner:
    """Raises MacroError for values that are missing or wrong."""
    return MacroPlanner(
        order.found.bundle, order.values, order.rows, order.found.load,
        data=order.found.rows, speed=order.speed, stranger=order.found.stranger,
        attended=not isinstance(confirmer, NobodyThere), dry=settings.dry_run,
    )  # fmt: skip


def _plan(order: Order, settings: Settings) -> list[tuple[str, bool]]:
    """The steps in words, and whether each is asked about in any case."""
    macro = order.found.bundle.macro
    asked = not (settings.yes_to_all or settings.dry_run)
    steps = list(walk(macro.steps))
    lines = [line for line in lines_of(macro) if line.strip() != "Otherwise:"]
    grave = [
        asked and step.do == "act" and consequence_of(step).consequence == "consequential" for step in steps
    ]
    return [(line.strip().partition(". ")[2], it) for line, it in zip(lines, grave, strict=True)]


# -- what is written of it -------------------------------------------------------------


def suite_of(order: Order, done: Replayed) -> Suite:
    """The replay as a suite of JUnit: a case for each step that was begun, and for those that were not
    reached."""
    end = done.end
    cases = [
        Case(r.words, r.seconds, CASES.get(r.state, "failed"), r.sentence, end.outcome) for r in done.results
    ]
    if end.outcome != "done":
        if cases and cases[-1].state == "failed":
            cases[-1] = replace(cases[-1], sentence=end.reason or cases[-1].sentence)
        else:
            cases.append(Case("The replay", 0.0, "error", end.reason, end.outcome))
        begun = {result.id for result in done.results}
        cases += [Case(words, 0.0, "skipped", "Not reached.") for words in _others(order, begun)]
    return Suite(order.name, tuple(cases), done.begun, done.seconds)


def _others(order: Order, begun: set[str]) -> list[str]:
    steps = walk(order.found.bundle.macro.steps)
    return [words_of(step) for step in steps if step.id not in begun and not isinstance(step, CommentStep)]


def _write(arguments: argparse.Namespace, order: Order, stages: Stages, done: Replayed) -> None:
    to = sys.stderr if arguments.json else None
    if arguments.junit is not None:
        write_report(arguments.junit, junit([suite_of(order, done)]), "JUnit file", to)
    if arguments.report is not None and isinstance(stages.journal, SqliteJournal):
        bundles = tuple(order.found.all.values())
        page = report(done.run, f"Replay of {order.name}", stages.journal, bundles, done.results)
        write_report(arguments.report, page, to=to)
