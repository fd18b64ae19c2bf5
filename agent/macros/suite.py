"""Many macros at once: what is to be replayed, a pool of desktops, and one table of what became of it.

A folder may hold a suite.toml, which then says what is replayed, and how:

    [[macro]]
    name = "Write a letter"
    open = ["mousepad"]         # programs that are started first
    vars = {who = "Ada"}
    data = "people.csv"
    timeout = 60

Where there is none, all macros of the folder are. Nothing here knows a desktop or a cluster.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Annotated, Any

from pydantic import Field, ValidationError

from agent.errors import MacroError
from agent.macros.files import read_file, told
from agent.macros.junit import Case, Suite
from agent.types import Frozen
from agent.visible import visible

SUITE = "suite.toml"
MOST_BYTES = 2**20
GRAVITY = (0, 3, 5, 2, 1, 4)  # exit codes, the worst last: what the person stopped has not been tried
WORDS = {0: "done", 1: "failed", 2: "wrong", 3: "not found", 4: "stopped", 5: "refused"}
Line = Annotated[str, Field(max_length=2000)]


class Entry(Frozen):
    """One macro of a suite. `size` and `timeout`: None for those of the command."""

    name: Annotated[str, Field(max_length=80)]
    open: tuple[Line, ...] = Field(default=(), max_length=20)
    vars: dict[str, Line] = Field(default_factory=dict, max_length=100)
    data: Line = ""
    size: Annotated[str, Field(max_length=20)] | None = None
    timeout: Annotated[float, Field(gt=0, le=7 * 24 * 3600)] | None = None


class Entries(Frozen):
    """A whole suite.toml."""

    macro: tuple[Entry, ...] = Field(min_length=1, max_length=1000)


@dataclass(frozen=True)
class Unit:
    """What one desktop does: a macro with all that goes with it, so that another machine can do it, too.
    `files`: name → contents of each file beside the macro, `macro` the name of the macro's own."""

    name: str
    macro: str
    files: Mapping[str, bytes]
    open: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    data: str = ""  # which of the files
    size: str = "1280x800"
    speed: float = 1.0
    timeout: float | None = None
    yes: bool = False
    yes_to_all: bool = False
    dry_run: bool = False
    stranger: bool = False  # the person has let it in for this once


@dataclass(frozen=True)
class Result:
    """What became of a unit. `code`: as of the command; `suite`: its steps."""

    name: str
    code: int
    sentence: str
    seconds: float
    suite: Suite


Work = Callable[[Unit, Event], Result]


def entries_of(folder: Path) -> tuple[Entry, ...] | None:
    """Those of its suite.toml; None where there is none. Raises MacroError."""
    path = folder / SUITE
    if not path.exists():
        return None
    try:
        text = read_file(path, MOST_BYTES).decode("utf-8-sig")
        return Entries.model_validate(tomllib.loads(text)).macro
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MacroError(f"{told(path)} is no TOML: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise MacroError(f"{told(path)} is wrong at “{visible(where)}”: {first['msg']}.") from error


def pooled(units: Sequence[Unit], work: Work, desktops: int, stop: Event) -> Iterator[Result]:
    """Each unit's result as it comes, so many units at a time. Once `stop` is set no other is begun; `work`
    ends those under way. What `work` raises comes out of here, when the others have ended."""
    waiting = list(units)
    with ThreadPoolExecutor(desktops, "deskhand-desktop") as pool:
        try:
            running: set[Future[Result]] = set()
            while waiting or running:
                while waiting and len(running) < desktops and not stop.is_set():
                    running.add(pool.submit(work, waiting.pop(0), stop))
                if not running:
                    break
                done, running = wait(running, timeout=0.2, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        except BaseException:
            stop.set()
            raise
    yield from (not_begun(unit) for unit in waiting)


def not_begun(unit: Unit) -> Result:
    sentence = "Not begun: the suite was stopped."
    return Result(unit.name, 4, sentence, 0.0, Suite(unit.name, (Case("Start", 0.0, "skipped", sentence),)))


def failed(unit: Unit, code: int, sentence: str, seconds: float, begun: float) -> Result:
    """Of a unit that came to no replay: its desktop or a program did not start, or it gave no answer."""
    case = Case("Start", seconds, "error", sentence, WORDS.get(code, "failed"))
    return Result(unit.name, code, sentence, seconds, Suite(unit.name, (case,), begun, seconds))


def worst(results: Iterable[Result]) -> int:
    """The exit code of the whole."""
    return max((result.code for result in results), key=_gravity, default=0)


def _gravity(code: int) -> int:
    return GRAVITY.index(code) if code in GRAVITY else GRAVITY.index(1)


def line_of(result: Result) -> str:
    """One macro, as soon as it has ended."""
    passed = result.suite.count("passed")
    steps = f"{passed} of {len(result.suite.cases)} steps"
    why = f"  {result.sentence}" if result.code else ""
    return visible(
        f"{WORDS.get(result.code, 'failed'):<9}  {result.seconds:6.1f} s  {result.name}, {steps}{why}"
    )


def total_line(results: Sequence[Result], seconds: float) -> str:
    """What became of all of them together."""
    done = sum(result.code == 0 for result in results)
    alone = sum(result.seconds for result in results)
    return f"{done} of {len(results)} done in {seconds:.1f} s ({alone:.1f} s one after the other)."


def as_record(result: Result) -> dict[str, Any]:
    """One macro as an event for other programs."""
    return {
        "event": "macro",
        "name": result.name,
        "outcome": WORDS.get(result.code, "failed").replace(" ", "_"),
        "code": result.code,
        "reason": result.sentence,
        "seconds": round(result.seconds, 3),
        "steps": [
            {"words": c.name, "state": c.state, "seconds": round(c.seconds, 3), "sentence": c.sentence}
            for c in result.suite.cases
        ],
    }
