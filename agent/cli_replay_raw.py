"""`deskhand replay NAME --raw`: the events of a recording sent again with their timing, and no look."""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import dataclass

from actions.person import Person, attention
from agent.cli_follow import (
    OUTCOME_CODES,
    Bell,
    agreed,
    interrupt_sets,
    tell_json,
    tell_words,
    write_report,
)
from agent.cli_replay_run import is_unattended, library_of, settings_of
from agent.errors import DeskhandError, Interrupted, MacroError, PolicyError, Stopped, UsageError
from agent.journal import SqliteJournal
from agent.macros.found import Found, find
from agent.macros.junit import Case, CaseState, Suite, junit
from agent.macros.raw import RawList, parse_raw
from agent.resume import REPLAY
from agent.settings import Settings
from agent.turn import stop_file, turn
from agent.types import End
from agent.visible import visible

MOST_JITTER = 0.005  # seconds, of 99 of 100 events
WARNING = (
    "The recorded events of “{name}” are sent as they were, {count} in {seconds:.1f} s, at their old places. "
    "Nothing is looked at: where something else stands there now, it is clicked and typed into."
)
OTHER_SIZE = "It was recorded on {then[0]} × {then[1]} pixels; this desktop has {now[0]} × {now[1]}."


@dataclass(frozen=True)
class Sent:
    """How it ended, and how late 99 of 100 events were at the most, in seconds."""

    end: End
    p99: float
    begun: float
    seconds: float


def raw_command(arguments: argparse.Namespace) -> int:
    """Returns the exit code."""
    settings = settings_of(arguments)
    found = find(arguments.targets[0], library_of(settings))
    raw = _list_of(found)
    name = found.bundle.macro.name
    _let_in(found, raw, arguments)
    sent = _sent(name, raw, arguments.speed, settings)
    _tell(sent, raw, arguments.json)
    if arguments.junit is not None:
        state: CaseState = "passed" if sent.end.outcome == "done" else "failed"
        case = Case(f"{len(raw.events)} events", sent.seconds, state, sent.end.reason, sent.end.outcome)
        text = junit([Suite(name, (case,), sent.begun)])
        write_report(arguments.junit, text, "JUnit file", sys.stderr if arguments.json else None)
    return OUTCOME_CODES[sent.end.outcome]


def _list_of(found: Found) -> RawList:
    """Raises MacroError."""
    if found.bundle.raw is None:
        raise MacroError(
            f"“{visible(found.bundle.macro.name)}” holds no recorded events, so --raw cannot replay it; "
            "replay it without."
        )
    return parse_raw(found.bundle.raw)


def _let_in(found: Found, raw: RawList, arguments: argparse.Namespace) -> None:
    """Asks once, before anything is sent. Raises PolicyError, Stopped."""
    if found.stranger:
        raise PolicyError("The macro is not yours, and --raw would look at nothing; replay it without --raw.")
    if arguments.yes_to_all:
        return
    if is_unattended(arguments):
        raise PolicyError("Nobody is there to say yes to --raw; --yes-to-all would let it pass.")
    _warn(found, raw, arguments.speed)
    if not agreed("Send them?"):
        raise PolicyError("You did not let the events be sent, so nothing was done.")


def _warn(found: Found, raw: RawList, speed: float) -> None:
    told = {"name": found.bundle.macro.name, "count": len(raw.events), "seconds": raw.seconds / speed}
    print(visible(WARNING.format(**told)), file=sys.stderr)
    now = _size()
    if raw.size is not None and now != raw.size:
        print(OTHER_SIZE.format(then=raw.size, now=now), file=sys.stderr)


def _size() -> tuple[int, int]:
    """Of this desktop. Raises CaptureError, NoDisplayError."""
    from agent.compose import build_screen

    box = build_screen().grab().box
    return box.width, box.height


def _sent(name: str, raw: RawList, speed: float, settings: Settings) -> Sent:
    """Sends them, with the display for itself, in the journal and heeding the stop key."""
    display = os.environ.get("DISPLAY", "")
    person = attention(stop_file(settings.data_dir, display), settings.stop_keys)
    journal, stop = SqliteJournal(settings.data_dir), Bell()
    with interrupt_sets(stop), turn(settings.data_dir, display), person.listen(stop):
        number, begun, start = journal.begin(f"{REPLAY}{name} --raw"), time.time(), time.monotonic()
        end, p99 = End(outcome="stopped", reason="The run was abandoned."), 0.0
        try:
            end, p99 = _played(raw, speed, person, stop)
        finally:
            journal.end(number, end)
            journal.close()
    return Sent(end, p99, begun, time.monotonic() - start)


def _played(raw: RawList, speed: float, person: Person, stop: Bell) -> tuple[End, float]:
    from actions.raw_replay import RawPlayer, opened_input
    from agent.vault import KeyringVault

    try:
        with opened_input() as hands:
            played = RawPlayer(hands, person, stop, KeyringVault().get).play(raw, speed)
    except (Stopped, Interrupted) as stopped:
        return End(outcome="stopped", reason=str(stopped)), 0.0
    except UsageError:
        raise
    except DeskhandError as error:
        return End(outcome="failed", reason=str(error)), 0.0
    reason = f"{len(raw.events)} events were sent; whether they did what they did then was not looked at."
    return End(outcome="done", reason=reason), played.p99


def _tell(sent: Sent, raw: RawList, as_json: bool) -> None:
    (tell_json if as_json else tell_words)(sent.end)
    if sent.end.outcome == "done" and sent.p99 > MOST_JITTER:
        print(f"The machine was busy: some events came {sent.p99 * 1000:.0f} ms late.", file=sys.stderr)
