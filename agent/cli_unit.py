"""One unit of a suite: its desktop and programs here, and its replay in a process of its own on that desktop.

The process (`python -m agent.cli_unit`) is told what to do by a line of JSON on its standard input, and
answers with one: pyautogui has one display for life, so each desktop wants another process.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from agent.describe import short
from agent.errors import DeskhandError
from agent.macros.bundle import SUFFIX, unpack
from agent.macros.junit import Case, Suite
from agent.macros.suite import Result, Unit, failed, not_begun
from agent.visible import visible

if TYPE_CHECKING:
    from actions.virtual import VirtualDesktop

COMMAND = (sys.executable, "-m", "agent.cli_unit")
LOOK_SECONDS = 0.2
END_SECONDS = 15.0  # that a replay may take to end in good order
NO_ANSWER = "Its process ended with code {code} and gave no answer{said}."
ORDERS = ("values", "data", "speed", "timeout", "yes", "yes_to_all", "dry_run", "stranger", "macro")


def on_a_desktop(unit: Unit, stop: Event) -> Result:
    """Does the unit on a desktop of its own. What goes wrong is told in the result."""
    if stop.is_set():
        return not_begun(unit)
    begun, start = time.time(), time.monotonic()
    try:
        with _folder(unit) as folder, _desktop(unit) as desktop:
            answer, silence = _answer(unit, folder, desktop, stop)
    except DeskhandError as error:
        return failed(unit, error.exit_code, str(error), time.monotonic() - start, begun)
    if answer is None:
        return failed(unit, 1, silence, time.monotonic() - start, begun)
    return _result(unit, answer)


@contextmanager
def _folder(unit: Unit) -> Iterator[Path]:
    """The unit's files, for as long as it lasts."""
    with tempfile.TemporaryDirectory(prefix="deskhand-unit-") as name:
        folder = Path(name)
        for file, contents in unit.files.items():
            (folder / Path(file).name).write_bytes(contents)
        yield folder


@contextmanager
def _desktop(unit: Unit) -> Iterator[VirtualDesktop]:
    from actions.virtual import VirtualDesktop
    from agent.cli_virtual import open_program, size_of

    width, height = size_of(unit.size)
    with VirtualDesktop(width, height) as desktop:
        for program in unit.open:
            open_program(desktop, program)
        yield desktop


def _answer(
    unit: Unit, folder: Path, desktop: VirtualDesktop, stop: Event
) -> tuple[dict[str, Any] | None, str]:
    """What its process answers; where it does not, a sentence on that."""
    from agent.cli_virtual import environment_on

    order = {name: getattr(unit, name) for name in ORDERS} | {"folder": str(folder)}
    order["values"] = dict(unit.values)
    pipe = subprocess.PIPE
    with subprocess.Popen(
        COMMAND, env=environment_on(desktop), stdin=pipe, stdout=pipe, stderr=pipe,
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            out, errors = _heard(process, json.dumps(order).encode(), stop)
        except BaseException:
            _end(process)
            raise
    with suppress(ValueError, IndexError):
        return json.loads(out.splitlines()[-1]), ""
    last = errors.decode(errors="replace").strip().rpartition("\n")[2]
    said = f" ({visible(short(last, 200))})" if last else ""
    return None, NO_ANSWER.format(code=process.returncode, said=said)


def _heard(process: subprocess.Popen[bytes], order: bytes, stop: Event) -> tuple[bytes, bytes]:
    """All that it says, on both its outputs. A stop is passed on to it; where it does not heed that, it is
    killed."""
    told: float | None = None
    given: bytes | None = order
    while True:
        try:
            return process.communicate(given, timeout=LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            given = None
        if stop.is_set() and told is None:
            told = time.monotonic()
            process.terminate()
        elif told is not None and time.monotonic() - told > END_SECONDS:
            process.kill()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(END_SECONDS)
    process.kill()


def _result(unit: Unit, answer: Mapping[str, Any]) -> Result:
    told = answer["suite"]
    cases = tuple(Case(**case) for case in told["cases"])
    suite = Suite(told["name"], cases, told["begun"], told["seconds"])
    return Result(unit.name, answer["code"], answer["sentence"], answer["seconds"], suite)


# -- the process ---------------------------------------------------------------------------


def main() -> int:
    """Reads the order, replays, and answers. Nobody is there to be asked."""
    order = json.loads(sys.stdin.buffer.readline())
    try:
        answer = _replayed(order)
    except DeskhandError as error:
        unit = Unit(order["macro"].removesuffix(SUFFIX), order["macro"], {})
        answer = _told(failed(unit, error.exit_code, str(error), 0.0, time.time()))
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
    return 0


def _replayed(order: Mapping[str, Any]) -> dict[str, Any]:
    from agent.cli_follow import Bell, interrupt_sets
    from agent.cli_replay_run import Order, replayed, suite_of, unbounded
    from agent.settings import load
    from agent.terminal import NobodyThere

    settings = load(
        yes=order["yes"] or order["yes_to_all"] or None,
        yes_to_all=(order["yes_to_all"] and not order["stranger"]) or None,
        dry_run=order["dry_run"] or None,
        planner="embedded",
    )
    found = _found(order)
    rows = found.rows(order["data"]) if order["data"] else []
    whole = Order(found, order["values"], rows, order["speed"])
    stop = Bell()
    with interrupt_sets(stop):
        _, done = replayed(
            whole, unbounded(settings, order["timeout"]), NobodyThere(), lambda progress: None, stop
        )
    return _told(Result(whole.name, done.code, done.end.reason, done.seconds, suite_of(whole, done)))


def _found(order: Mapping[str, Any]) -> Any:
    """The macros that the unit brought along."""
    from agent.macros.found import Found

    folder = Path(order["folder"])
    paths = sorted(folder.glob(f"*{SUFFIX}"))
    every = {path.name.removesuffix(SUFFIX): unpack(path.read_bytes()) for path in paths}
    name = order["macro"].removesuffix(SUFFIX)
    return Found(every[name], folder, every, (name,) if order["stranger"] else ())


def _told(result: Result) -> dict[str, Any]:
    """The result as JSON."""
    return dataclasses.asdict(result)


if __name__ == "__main__":
    sys.exit(main())
