"""The matrix: which task is replayed under which drift, and how its page or program is arranged for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from drift_arrangement import Arrangement
from drift_tasks import LETTER, PROGRAM_TASKS, TASKS, WEB_TASKS, Task
from drift_truth import Expected

from agent.types import Box

FULL, WIDE, HUGE = (1280, 800), (1920, 1200), (2560, 1600)
WEB_NAMES = tuple(task.name for task in WEB_TASKS)
PROGRAM_NAMES = tuple(task.name for task in PROGRAM_TASKS)
NAMES = WEB_NAMES + PROGRAM_NAMES


@dataclass(frozen=True)
class Cell:
    task: Task
    drift: str
    expected: Expected
    arrangement: Arrangement

    @property
    def id(self) -> str:
        return f"{self.task.name}/{self.drift}"


def _box(x: int, y: int, width: int, height: int) -> Box:
    return Box(x0=x, y0=y, x1=x + width, y1=y + height)


def _sized(task: Task, x: int, y: int, across: float, down: float) -> Box:
    """At that place, so many times as wide and high as it was recorded."""
    return _box(x, y, round(task.place.width * across), round(task.place.height * down))


def _scaled(task: Task, scale: float, screen: tuple[int, int]) -> Arrangement:
    box = _sized(task, round(task.place.x0 * scale), round(task.place.y0 * scale), scale, scale)
    return Arrangement(screen=screen, box=box, scale=scale)


def _moved(task: Task) -> Arrangement:
    right, low = FULL[0] - task.place.width - 10, FULL[1] - task.place.height - 25
    return Arrangement(box=_box(right, low, task.place.width, task.place.height))


def _smaller(task: Task) -> Arrangement:
    return Arrangement(box=_sized(task, task.place.x0 + 40, task.place.y0 + 30, 0.8, 0.78))


def _larger(task: Task) -> Arrangement:
    wide = min(1.35, (FULL[0] - 20) / task.place.width)
    high = min(1.3, (FULL[1] - 45) / task.place.height)
    return Arrangement(box=_sized(task, 8, 8, wide, high))


def _plain(task: Task) -> Arrangement:
    return Arrangement(box=task.place)


def _resolution(task: Task) -> Arrangement:
    return Arrangement(screen=WIDE, box=_sized(task, 620, 330, 1.0, 1.0))


SHAPES: dict[str, tuple[Callable[[Task], Arrangement], tuple[str, ...]]] = {
    "same": (_plain, NAMES),
    "moved": (_moved, NAMES),
    "smaller": (_smaller, NAMES),
    "larger": (_larger, NAMES),
    "maximised": (lambda task: Arrangement(box=None), NAMES),
    "dark theme": (lambda task: replace(_plain(task), dark=True), NAMES),
    "scale 1.25": (lambda task: _scaled(task, 1.25, WIDE), NAMES),
    "scale 1.5": (lambda task: _scaled(task, 1.5, WIDE), NAMES),
    "scale 2": (lambda task: _scaled(task, 2.0, HUGE), NAMES),
    "font +3 px": (lambda task: replace(_plain(task), font=3), NAMES),
    "zoom 125 %": (lambda task: replace(_plain(task), zoom=1.25), WEB_NAMES),
    "zoom 80 %": (lambda task: replace(_plain(task), zoom=0.8), WEB_NAMES),
    "slow (0–8 s)": (lambda task: replace(_plain(task), slow=True), NAMES),
    "another resolution": (_resolution, NAMES),
}

LOVELL = {"id": "1041", "who": "Ada Lovell", "city": "London", "total": "218.00", "state": "Open"}
HOPKINS = {
    "id": "hopkins",
    "name": "Grace Hopkins",
    "mail": "grace@hopkins.example",
    "phone": "+1 212 555 0101",
    "pay": "card",
}
MONDAY = {
    "id": "monday",
    "from": "Grace Hopper",
    "subject": "Minutes of Monday",
    "when": "09:15",
    "text": "The minutes of Monday.",
}
GARAGE = {"id": "garage", "text": "Pay the rent of the garage", "due": "3 May"}
BILL = {
    "id": "bill",
    "from": "City power",
    "subject": "Your bill for April",
    "when": "10:02",
    "text": "Your bill is ready.",
}
MILK = {"id": "milk", "text": "Buy milk", "due": "2 May"}

Change = Mapping[str, Any]
CHANGES: dict[str, tuple[Expected, dict[str, Change]]] = {
    "other language of a label": ("pass", {
        "ship_order": {"say": {"Tracking number": "Sendungsnummer"}},
        "new_order": {"say": {"Save order": "Bestellung speichern"}},
        "change_customer": {"say": {"Save": "Speichern"}},
        "file_mail": {"say": {"Label": "Etikett"}},
        "write_mail": {"say": {"Send": "Senden"}},
        "sweep_tasks": {"say": {"Put away what is done": "Erledigtes wegräumen"}},
    }),
    "list reordered": ("pass", {
        "ship_order": {"patch": {"orders": {"order": "shuffled"}}},
        "change_customer": {"patch": {"people": {"order": "shuffled"}}},
        "file_mail": {"patch": {"mails": {"order": "reversed"}}},
        "sweep_tasks": {"patch": {"tasks": {"order": "reversed"}}},
        "rename_file": {"reverse": True},
        "put_away": {"reverse": True},
    }),
    "lookalike added": ("pass", {
        "ship_order": {"patch": {"orders": {"add": [[3, LOVELL]]}}},
        "new_order": {"like": {"save": "Save as draft"}},
        "change_customer": {"patch": {"people": {"add": [[1, HOPKINS]]}}},
        "file_mail": {"patch": {"mails": {"add": [[1, MONDAY]]}}},
        "write_mail": {"like": {"send": "Send later"}},
        "sweep_tasks": {"patch": {"tasks": {"add": [[0, GARAGE]]}}},
        "replace_words": {"files": {"letter-old.txt": LETTER}},
        "save_copy": {"files": {"letter (copy).txt": LETTER}},
        "rename_file": {"files": {"Work/report-old.txt": "old\n"}},
        "put_away": {"files": {"Work/letter (copy).txt": "copy\n"}},
    }),
    "row inserted": ("pass", {
        "ship_order": {"patch": {"orders": {"add": [
            [0, {"id": "1036", "who": "Noor Haddad", "city": "Amman", "total": "54.00", "state": "Open"}],
            [3, {"id": "1044", "who": "Juan Ortega", "city": "Cadiz", "total": "73.20", "state": "Open"}]]}}},
        "change_customer": {"patch": {"people": {"add": [[0, {"id": "curie", "name": "Marie Curie",
            "mail": "marie@curie.example", "phone": "+33 1 5550 11", "pay": "card"}]]}}},
        "file_mail": {"patch": {"mails": {"add": [[0, BILL]]}}},
        "sweep_tasks": {"patch": {"tasks": {"add": [[0, MILK]]}}},
        "rename_file": {"files": {"Work/agenda.txt": "a\n", "Work/plan.txt": "p\n"}},
        "put_away": {"files": {"Work/agenda.txt": "a\n", "Work/guests.csv": "g\n"}},
    }),
    "target gone": ("stop", {
        "ship_order": {"patch": {"orders": {"remove": ["1042"]}}},
        "new_order": {"gone": "save"},
        "change_customer": {"patch": {"people": {"remove": ["hopper"]}}},
        "file_mail": {"patch": {"mails": {"remove": ["minutes"]}}},
        "write_mail": {"gone": "send"},
        "sweep_tasks": {"patch": {"tasks": {"remove": ["plants"]}}},
        "rename_file": {"files": {"Work/report.txt": None}},
        "put_away": {"files": {"Work/letter.txt": None}},
    }),
    "lookalike only": ("stop", {
        "ship_order": {"patch": {"orders": {"remove": ["1042"], "add": [[3, LOVELL]]}}},
        "new_order": {"only": {"save": "Save as draft"}},
        "change_customer": {"patch": {"people": {"remove": ["hopper"], "add": [[1, HOPKINS]]}}},
        "file_mail": {"patch": {"mails": {"remove": ["minutes"], "add": [[1, MONDAY]]}}},
        "write_mail": {"only": {"send": "Send later"}},
        "sweep_tasks": {"only": {"sweep": "Put away all tasks"}},
        "rename_file": {"files": {"Work/report.txt": None, "Work/report-old.txt": "old\n"}},
        "put_away": {"files": {"Work/letter.txt": None, "Work/letter (copy).txt": "copy\n"}},
    }),
}  # fmt: skip


def _changed(task: Task, change: Change) -> Arrangement:
    if task.page:
        return replace(_plain(task), page=change)
    return replace(_plain(task), **change)


def all_cells(whole: bool = True) -> list[Cell]:
    """By the desktop that they need, so that each is started once. Not the `whole`: of drifts of shape and
    size a little more than half, each with other tasks."""
    cells = [
        Cell(TASKS[name], drift, "pass", arrange(TASKS[name]))
        for number, (drift, (arrange, names)) in enumerate(SHAPES.items())
        for place, name in enumerate(names) if whole or (2 * number + place) % 5 < 3
    ]  # fmt: skip
    cells += [
        Cell(TASKS[name], drift, expected, _changed(TASKS[name], change))
        for drift, (expected, changes) in CHANGES.items() for name, change in changes.items()
    ]  # fmt: skip
    return sorted(cells, key=lambda cell: cell.arrangement.screen)


def drifts() -> list[str]:
    """In the order of the table."""
    return [*SHAPES, *CHANGES]
