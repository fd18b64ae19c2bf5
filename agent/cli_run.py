"""The commands that act, and those that look back: `run`, `runs`, `doctor`."""

from __future__ import annotations

import argparse
import io
import json
import sys
from typing import Any

from agent import resume
from agent.cli_follow import Bell, follow, interrupt_sets, on_interrupt, write_report
from agent.compose import build, has_model
from agent.errors import JournalError, UsageError
from agent.journal import SqliteJournal
from agent.journal_records import RunRecord
from agent.loop import pick_up, run
from agent.outline import Line, outline
from agent.ports import Confirmer
from agent.serve import Server
from agent.settings import Settings, load
from agent.terminal import NobodyThere, TerminalConfirmer
from agent.visible import visible


def run_command(arguments: argparse.Namespace) -> int:
    """`deskhand run`. Returns the exit code."""
    _check(arguments)
    settings = _settings(arguments)
    if arguments.instruction is not None and not has_model(settings):
        _check_words(arguments.instruction)
    if arguments.on == "virtual":
        from agent.cli_virtual import run_on_virtual

        return run_on_virtual(arguments)
    if arguments.stdin:
        return _serve(settings)
    record = _cut_off(settings, arguments.resume, _unattended(arguments))
    stages = build(settings, _confirmer(arguments))
    stop = Bell()
    if isinstance(stages.confirmer, TerminalConfirmer):
        plan = _outlined(record.row.instruction if record else arguments.instruction)
        asked = not (settings.yes_to_all or settings.dry_run)
        stages.confirmer.begin([(line.words, line.grave and asked) for line in plan])
    with interrupt_sets(stop):
        if record is not None:
            return follow(pick_up(record, stages, settings, stop), stages, arguments.json)
        return follow(run(arguments.instruction, stages, settings, stop), stages, arguments.json)


def _outlined(instruction: str) -> tuple[Line, ...]:
    """Nothing, where only a model understands the words."""
    try:
        return outline(instruction)
    except UsageError:
        return ()


def _check(arguments: argparse.Namespace) -> None:
    given = [arguments.instruction is not None, arguments.stdin, arguments.resume is not None]
    if sum(given) > 1:
        raise UsageError("Give one of these: an instruction, --stdin, or --resume N.")
    if arguments.resume is not None and (arguments.on == "virtual" or arguments.dry_run):
        raise UsageError(
            "--resume goes on on this desktop; --on virtual and --dry-run make no sense with it."
        )
    if not any(given) or (
        not arguments.stdin and arguments.resume is None and not (arguments.instruction or "").strip()
    ):
        raise UsageError('Say what to do, for example: deskhand run "click Save".')
    if arguments.dry_run and (arguments.yes or arguments.yes_to_all):
        raise UsageError("--dry-run does nothing, so --yes and --yes-to-all make no sense with it.")
    if arguments.on != "virtual" and (arguments.open or arguments.show or arguments.keep):
        raise UsageError("--open, --show and --keep go with --on virtual.")


def _check_words(instruction: str) -> None:
    """Words that are not understood are refused before any model is loaded."""
    from agent.instruction import parse

    parse(instruction)


def _settings(arguments: argparse.Namespace) -> Settings:
    return load(
        yes=arguments.yes or arguments.yes_to_all or None,
        yes_to_all=arguments.yes_to_all or None,
        dry_run=arguments.dry_run or None,
        max_steps=arguments.max_steps,
        timeout=arguments.timeout,
        planner=arguments.planner,
    )


def _confirmer(arguments: argparse.Namespace) -> Confirmer:
    return NobodyThere() if _unattended(arguments) else TerminalConfirmer()


def _unattended(arguments: argparse.Namespace) -> bool:
    """Whether another program reads and nobody is there to be asked."""
    return bool(arguments.json) and not sys.stdin.isatty()


def _cut_off(settings: Settings, number: int | None, unattended: bool) -> RunRecord | None:
    """The run to go on with, checked before any model is loaded."""
    if number is None:
        return None
    record = SqliteJournal(settings.data_dir).run(number)
    resume.check(record)
    unknown = [step.index for step in record.steps if resume.under_way(step)]
    if unknown and unattended:
        raise JournalError(
            f"Only a person can say what became of step {unknown[0]} of run {number}; "
            f"give `deskhand run --resume {number}` at a terminal."
        )
    return record


def _serve(settings: Settings) -> int:
    def answer(record: dict[str, Any]) -> None:
        sys.stdout.write(
            json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n"
        )  # in one piece: two threads answer
        sys.stdout.flush()

    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # broken bytes make a broken request
    server = Server(build(settings, NobodyThere()), settings, answer)
    with on_interrupt(lambda number, frame: server.end()):
        server.serve(sys.stdin)
    return 0


def runs_command(arguments: argparse.Namespace) -> int:
    """`deskhand runs` and `deskhand runs show N [--html FILE]`."""
    from agent.report import html, run_lines, summary_lines

    journal = SqliteJournal(load().data_dir)
    if arguments.action == "list":
        if arguments.html is not None or arguments.number is not None:
            raise UsageError("A number and --html go with `deskhand runs show N`.")
        print(visible("\n".join(run_lines(journal.runs()))))
        return 0
    if arguments.number is None:
        raise UsageError("Say which run: deskhand runs show N. `deskhand runs` lists them.")
    record = journal.run(arguments.number)
    print(visible("\n".join(summary_lines(record))))
    if arguments.html is not None:
        write_report(arguments.html, html(record, journal))
    return 0


def doctor_command(arguments: argparse.Namespace) -> int:
    """`deskhand doctor`."""
    from agent import doctor

    return doctor.run_doctor(load(), as_json=arguments.json)
