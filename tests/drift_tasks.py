"""The tasks that are done once, recorded, and replayed on a changed screen: what a person does, and from what
they start.

Of a page, a thing's key is its `data-as`; of a program "role:name" in its accessibility tree, or "text
beside:a label". `place`: where the window stands when it is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from agent.types import Box

WEB = Box(x0=90, y0=30, x1=1150, y1=730)
LETTER = "Dear Olga,\n\nthe colour of the sign is grey, and the colour of the door is green.\n\nYours, Ken\n"

NAMES = ("budget.csv", "letter.txt", "notes.txt", "report.txt", "visit.txt")
FOLDER = {f"Work/{name}": f"{name}\n" for name in NAMES}


@dataclass(frozen=True)
class Deed:
    """One thing that the person does: a click on what has that key, a text typed, or a chord pressed."""

    kind: Literal["click", "right", "double", "type", "press"]
    what: str


@dataclass(frozen=True)
class Task:
    """`final`: of a page, events that must have come when it is done (a check on the recording itself)."""

    name: str
    deeds: tuple[Deed, ...]
    page: str = ""
    program: tuple[str, ...] = ()
    window: str = ""  # a part of its title, or the program's name
    place: Box = WEB
    files: Mapping[str, str] = field(default_factory=dict)  # in the home: path → text
    final: tuple[Mapping[str, object], ...] = ()
    shows: bool = False  # what the program displays is its truth, too

    @property
    def words(self) -> str:
        return self.name.replace("_", " ")


def _deeds(*told: str) -> tuple[Deed, ...]:
    """As in "click save", "type Ada", "press ctrl+a"."""
    parts = [one.split(" ", 1) for one in told]
    return tuple(Deed(kind, what) for kind, what in parts)  # type: ignore[arg-type]


def _office(name: str, final: Mapping[str, object], *told: str) -> Task:
    return Task(name, _deeds(*told), "orders.html", (), "Copperfield order desk", WEB, {}, (final,))


def _mail(name: str, final: Mapping[str, object], *told: str) -> Task:
    return Task(name, _deeds(*told), "desk.html", (), "Heron mail", WEB, {}, (final,))


WEB_TASKS = (
    _office(
        "ship_order",
        {"event": "ship", "order": "1042", "tracking": "ZX-4410", "insured": True, "signed": False},
        "click tab:Orders", "click ship:1042", "click tracking", "type ZX-4410", "click insured",
        "click confirm",
    ),
    _office(
        "new_order",
        {"event": "order", "customer": "Niels Bohr", "article": "Brass lamp", "quantity": "12",
         "country": "Norway", "express": True},
        "click tab:New order", "click customer", "type Niels Bohr", "click article", "type Brass lamp",
        "click country", "click country:Norway", "double quantity", "type 12", "click express", "click save",
    ),
    _office(
        "change_customer",
        {"event": "customer", "id": "hopper", "name": "Grace Hopper", "mail": "grace@hopper.example",
         "phone": "+1 212 555 0199", "pay": "invoice"},
        "click tab:Customers", "click edit:hopper", "click phone", "press ctrl+a", "type +1 212 555 0199",
        "click pay:invoice", "click keep",
    ),
    _mail(
        "file_mail",
        {"event": "archive", "mail": "minutes"},
        "click mail:minutes", "click label", "click label:Projects", "click star", "click archive",
    ),
    _mail(
        "write_mail",
        {"event": "send", "to": "olga@novak.example", "subject": "Rent", "body": "It is on its way.",
         "receipt": True},
        "click compose", "click to", "type olga@novak.example", "click subject", "type Rent", "click body",
        "type It is on its way.", "click receipt", "click send",
    ),
    _mail(
        "sweep_tasks",
        {"event": "sweep", "tasks": ["plants", "rent"]},
        "click go:Tasks", "click task:rent", "click task:plants", "click new", "type Buy stamps",
        "press enter", "click sweep",
    ),
)  # fmt: skip

PROGRAM_TASKS = (
    Task(
        "replace_words",
        _deeds(
            "click menu:Search", "click menu item:Find and Replace...", "click text beside:Search for:",
            "type colour", "click text beside:Replace with:", "type color", "click check box:Replace all in:",
            "click push button:Replace All", "click push button:Close", "press ctrl+s",
        ),
        program=("mousepad", "{home}/letter.txt"), window="letter.txt", files={"letter.txt": LETTER},
        place=Box(x0=120, y0=60, x1=840, y1=600),
    ),
    Task(
        "save_copy",
        _deeds(
            "press ctrl+end", "type P.S. Bring the keys.", "click menu:File", "click menu item:Save As...",
            "click text beside:Name:", "press ctrl+a", "type copy.txt", "click push button:Save",
        ),
        program=("mousepad", "{home}/letter.txt"), window="letter.txt", files={"letter.txt": LETTER},
        place=Box(x0=120, y0=60, x1=840, y1=600),
    ),
    Task(
        "multiply",
        _deeds(*(f"click toggle button:{key}" for key in ("1", "2", "*", "3", "7", "="))),
        program=("galculator",), window="galculator", shows=True, place=Box(x0=420, y0=160, x1=760, y1=550),
    ),
    Task(
        "square_root",
        _deeds(
            "click menu:View", "click radio menu item:Scientific Mode",
            *(f"click toggle button:{key}" for key in ("1", "4", "4", "sqrt", "+", "5", "=")),
        ),
        program=("galculator",), window="galculator", shows=True, place=Box(x0=300, y0=160, x1=640, y1=550),
    ),
    Task(
        "rename_file",
        _deeds(
            "right table cell:report.txt", "click menu item:Rename...", "press ctrl+a", "type report-may.txt",
            "click push button:Rename",
        ),
        program=("thunar", "{home}/Work"), window="Thunar", place=Box(x0=200, y0=70, x1=960, y1=600),
        files=FOLDER,
    ),
    Task(
        "put_away",
        _deeds(
            "click menu:File", "click menu item:Create Folder...", "press ctrl+a", "type Archive",
            "click push button:Create", "click table cell:letter.txt", "click menu:Edit",
            "click menu item:Cut", "double table cell:Archive", "click menu:Edit", "click menu item:Paste",
        ),
        program=("thunar", "{home}/Work"), window="Thunar", place=Box(x0=200, y0=70, x1=960, y1=600),
        files=FOLDER,
    ),
)  # fmt: skip
TASKS = {task.name: task for task in (*WEB_TASKS, *PROGRAM_TASKS)}
