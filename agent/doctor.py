"""`deskhand doctor`: what works on this machine, in plain words, and how to mend what does not.

A check is a function that returns a Check, or raises; one that breaks is a failed check and stops no other.
The checks themselves are in agent/doctor_display.py and agent/doctor_machine.py.
"""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from threading import Event
from typing import Literal, TextIO

from agent.errors import DeskhandError
from agent.settings import Settings, load
from agent.types import Frozen

Status = Literal["ok", "warn", "fail", "skip"]
SIGNS: dict[Status, str] = {"ok": "✓", "warn": "!", "fail": "✗", "skip": "–"}
PLAIN_SIGNS: dict[Status, str] = {"ok": "+", "warn": "!", "fail": "x", "skip": "-"}
PLAIN = str.maketrans({"“": '"', "”": '"', "’": "'", "×": "x", "–": "-", "…": "...", "→": "->", "µ": "u"})
WIDTH = 100  # columns


class Check(Frozen):
    """What one check found. `remedy` says how to mend it; empty when there is nothing to mend."""

    name: str
    status: Status
    message: str
    remedy: str = ""


Examination = tuple[str, Callable[[], Check]]


def checks(settings: Settings | None = None) -> Iterator[Check]:
    """All checks of this machine, one after the other as they are done (some seconds in all)."""
    for name, examine in _examinations(load() if settings is None else settings):
        yield guarded(name, examine)


def _examinations(settings: Settings) -> list[Examination]:
    from agent import doctor_display, doctor_machine, doctor_safety

    return [
        *doctor_machine.first(),
        *doctor_display.examinations(),
        *doctor_safety.examinations(settings),
        *doctor_machine.rest(settings),
    ]


class Doctor:
    """For a process of its own (agent/apart.py): what is loaded for the checks goes with it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def examine(self, stop: Event) -> Iterator[int | Check]:
        """How many checks there are, then each as it is done; a stop is heeded between two."""
        yield from _until(stop, _examinations(self._settings))

    def try_desktop(self, stop: Event) -> Iterator[int | Check]:
        """The same of the screen, mouse and keyboard alone: in a second or two."""
        from agent import doctor_display

        yield from _until(stop, doctor_display.examinations())

    def over(self) -> None:
        """Answers when what was asked before is over: all is put back that a check has borrowed."""


def _until(stop: Event, examinations: list[Examination]) -> Iterator[int | Check]:
    yield len(examinations)
    for name, examine in examinations:
        if stop.is_set():
            return
        yield guarded(name, examine)


def guarded(name: str, examine: Callable[[], Check]) -> Check:
    """The check's result; a failed one in a sentence when it raises."""
    try:
        return examine()
    except DeskhandError as error:
        return Check(name=name, status="fail", message=str(error))
    except Exception as error:  # noqa: BLE001 — one broken check must not keep the others from the person
        return Check(
            name=name,
            status="fail",
            message=f"This check itself broke down ({type(error).__name__}: {_first_line(error)}).",
            remedy="Please report it with this line and the name of your system.",
        )


def run_doctor(settings: Settings, as_json: bool = False, out: TextIO | None = None) -> int:
    """Carries the checks out and writes them as they come; 0 when none failed, else 1."""
    out = sys.stdout if out is None else out
    found: list[Check] = []
    unicode = can_write_signs(out)
    for check in checks(settings):
        found.append(check)
        if not as_json:
            out.write(render_one(check, unicode) + "\n")
            out.flush()
    out.write((as_document(found) if as_json else "\n" + summary(found)) + "\n")
    return 1 if any(check.status == "fail" for check in found) else 0


def render(found: Iterable[Check], unicode: bool = True) -> str:
    """All checks as aligned plain text; ASCII only where `unicode` is false and the texts allow."""
    found = list(found)
    return "\n".join([*(render_one(check, unicode) for check in found), "", summary(found)])


def render_one(check: Check, unicode: bool = True) -> str:
    """Sign, name and message; the remedy on lines of its own."""
    signs = SIGNS if unicode else PLAIN_SIGNS
    head = f"{signs[check.status]} {check.name:<15} "
    lines = textwrap.wrap(check.message, WIDTH - len(head), break_on_hyphens=False) or [""]
    if check.remedy:
        arrow = textwrap.wrap(check.remedy, WIDTH - len(head) - 2, break_on_hyphens=False)
        lines += [("→ " if number == 0 else "  ") + line for number, line in enumerate(arrow)]
    text = "\n".join((head if number == 0 else " " * len(head)) + line for number, line in enumerate(lines))
    return text if unicode else text.translate(PLAIN)


def summary(found: Iterable[Check]) -> str:
    """One sentence on all of them."""
    found = list(found)
    failed = [check.name for check in found if check.status == "fail"]
    warned = [check.name for check in found if check.status == "warn"]
    if failed:
        return f"Not everything works: {', '.join(failed)}. What to do stands beside each."
    if warned:
        return f"Deskhand works here. Worth a look: {', '.join(warned)}."
    return "Deskhand works here."


def as_document(found: Iterable[Check]) -> str:
    """The checks as one JSON document."""
    found = list(found)
    document = {
        "ok": not any(check.status == "fail" for check in found),
        "checks": [check.model_dump() for check in found],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def can_write_signs(out: TextIO) -> bool:
    """Whether the stream takes the signs of the table."""
    try:
        "".join(SIGNS.values()).encode(getattr(out, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["no message"])[0][:200]
