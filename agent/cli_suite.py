"""`deskhand replay FOLDER`, or several names: each macro on a virtual desktop of its own, many at once."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from agent.cli_follow import agreed, interrupt_sets, write_report
from agent.cli_replay import given_values, is_folder
from agent.cli_replay_run import is_unattended, let_in, library_of, settings_of
from agent.cli_virtual import ONLY_LINUX, size_of
from agent.errors import MacroError, NotSupportedError, PolicyError, UsageError
from agent.macro import LoopStep, walk
from agent.macros.bundle import SUFFIX, pack
from agent.macros.found import Found, find, macros_in
from agent.macros.junit import junit
from agent.macros.library import Library
from agent.macros.suite import (
    Entry,
    Result,
    Unit,
    as_record,
    entries_of,
    line_of,
    pooled,
    total_line,
    worst,
)
from agent.macros.values import resolve
from agent.settings import Settings
from agent.visible import visible

GIVEN = "given.csv"  # what a unit calls the file of --data


@dataclass(frozen=True)
class Planned:
    """A macro of the suite with what its suite.toml says of it."""

    found: Found
    entry: Entry


def suite_command(arguments: argparse.Namespace) -> int:
    """Returns the exit code: the worst of all."""
    if arguments.ray is None and not sys.platform.startswith("linux"):
        raise NotSupportedError(ONLY_LINUX)
    size_of(arguments.size)
    settings = settings_of(arguments)
    planned = _planned(arguments.targets, library_of(settings))
    units = _units(planned, arguments)
    _let_in(planned, settings, arguments)
    start, results = time.monotonic(), []
    for result in _happening(units, arguments):
        results.append(result)
        _tell(result, arguments.json)
    if not arguments.json:
        print(total_line(results, time.monotonic() - start))
    if arguments.junit is not None:
        text = junit([result.suite for result in results])
        write_report(arguments.junit, text, "JUnit file", sys.stderr if arguments.json else None)
    return worst(results)


def _tell(result: Result, as_json: bool) -> None:
    if as_json:
        print(json.dumps(as_record(result), ensure_ascii=False, allow_nan=False), flush=True)
    else:
        print(line_of(result), flush=True)


def _happening(units: Sequence[Unit], arguments: argparse.Namespace) -> Iterator[Result]:
    from agent.cli_unit import on_a_desktop

    stop = Event()
    with interrupt_sets(stop):
        if arguments.ray is not None:
            from agent.macros.on_ray import rayed

            yield from rayed(units, on_a_desktop, arguments.ray, arguments.desktops, stop)
        else:
            yield from pooled(units, on_a_desktop, arguments.desktops or _half_the_cores(), stop)


def _half_the_cores() -> int:
    """Each desktop has its X server, its programs and an eye."""
    return max(1, (os.cpu_count() or 1) // 2)


# -- what is to be replayed --------------------------------------------------------------


def _planned(targets: Sequence[str], library: Library) -> list[Planned]:
    """Raises MacroError."""
    planned: list[Planned] = []
    for target in targets:
        if is_folder(target):
            planned += _in_folder(Path(target), library)
        else:
            found = find(target, library)
            planned.append(Planned(found, Entry(name=found.bundle.macro.name)))
    return planned


def _in_folder(folder: Path, library: Library) -> list[Planned]:
    entries = entries_of(folder)
    if entries is None:
        founds = [find(path, library) for path in macros_in(folder)]
        return [Planned(found, Entry(name=found.bundle.macro.name)) for found in founds]
    return [Planned(_named(entry.name, folder, library), entry) for entry in entries]


def _named(name: str, folder: Path, library: Library) -> Found:
    """Beside the suite.toml, else in the library."""
    if Path(name).name != name:
        raise MacroError(f"The suite names the macro “{visible(name)}”, which is no macro's name.")
    path = folder / f"{name}{SUFFIX}"
    return find(str(path) if path.exists() else name, library)


def _units(planned: Sequence[Planned], arguments: argparse.Namespace) -> list[Unit]:
    """Raises MacroError where a macro lacks a value, UsageError for one that no macro has."""
    given = given_values(arguments)
    known = {name for plan in planned for name in plan.found.names}
    if unknown := sorted(set(given) - known):
        raise UsageError(f"None of the macros has a variable “{visible(unknown[0])}”.")
    return [_unit(plan, given, arguments) for plan in planned]


def _unit(plan: Planned, given: dict[str, str], arguments: argparse.Namespace) -> Unit:
    found, entry, macro = plan.found, plan.entry, plan.found.bundle.macro
    own = {variable.name for variable in macro.variables}
    values = dict(entry.vars) | {name: value for name, value in given.items() if name in own}
    files = {f"{name}{SUFFIX}": pack(bundle) for name, bundle in found.all.items()}
    data = _data(plan, arguments, files)
    if not data:
        resolve(macro, values)
    return Unit(
        name=macro.name, macro=f"{macro.name}{SUFFIX}", files=files, data=data,
        open=(*arguments.open, *entry.open), values=values, size=entry.size or arguments.size,
        speed=arguments.speed, timeout=entry.timeout or arguments.timeout, yes=arguments.yes,
        yes_to_all=arguments.yes_to_all, dry_run=arguments.dry_run, stranger=found.stranger,
    )  # fmt: skip


def _data(plan: Planned, arguments: argparse.Namespace, files: dict[str, bytes]) -> str:
    """Adds the CSV files that the macro reads; the name of the one that is given to it, or ""."""
    loops = [s for b in plan.found.all.values() for s in walk(b.macro.steps) if isinstance(s, LoopStep)]
    for name in {loop.data for loop in loops if loop.data} | ({plan.entry.data} - {""}):
        plan.found.rows(name)
        files[name] = (plan.found.folder / name).read_bytes()
    if arguments.data is None:
        return plan.entry.data
    try:
        files[GIVEN] = arguments.data.read_bytes()
    except OSError as error:
        raise MacroError(f"The data {arguments.data} cannot be read: {error.strerror}.") from error
    return GIVEN


# -- whether it may ------------------------------------------------------------------------


def _let_in(planned: Sequence[Planned], settings: Settings, arguments: argparse.Namespace) -> None:
    """Nobody is asked later: each desktop goes its own way. Raises PolicyError, Stopped."""
    unattended = is_unattended(arguments)
    for found in {(plan.found.folder, plan.entry.name): plan.found for plan in planned}.values():
        let_in(found, settings, unattended)
    programs = sorted({program for plan in planned for program in plan.entry.open})
    if programs and not arguments.yes_to_all:
        _let_start(programs, unattended)


def _let_start(programs: Sequence[str], unattended: bool) -> None:
    """A suite.toml is a file like any other; what it starts runs as the person."""
    if unattended:
        raise PolicyError(
            "The suite.toml starts programs, and nobody is there to look at them; --yes-to-all would let it, "
            "or say --open PROGRAM yourself."
        )
    print("The suite.toml starts these programs, which may do what you may:", file=sys.stderr)
    for program in programs:
        print(f"  {visible(program)}", file=sys.stderr)
    if not agreed("Start them?"):
        raise PolicyError("You did not let the programs be started, so nothing was done.")
