"""Windows, dialogs and open menus of an observation: which is in front, which is meant, what lies in which.

Where the window system told of its windows those count; a picture alone has only what the eye saw of them
(elements of container kinds), and open menus may be guessed from a column of menu items.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from agent.grounding.kinds import PASSIVE
from agent.grounding.letters import normalise, words
from agent.grounding.match import similarity
from agent.grounding.place import reading_order, same_column
from agent.grounding.synonym_table import GENERIC_WINDOWS, PROGRAMS
from agent.grounding.synonyms import alike
from agent.types import Box, Element, Observation, Window, bounding

_GENERIC = frozenset(normalise(name) for name in GENERIC_WINDOWS.split("|"))
_PROGRAMS = tuple((frozenset(sorts.split("|")), frozenset(names.split())) for sorts, names in PROGRAMS)
_EMPTY_WORDS = frozenset(("window", "dialog", "app", "application", "program", "the", "窗", "口"))


@dataclass(frozen=True)
class Region:
    """A window or a part of the screen that works like one."""

    box: Box
    title: str = ""
    app: str = ""
    kind: str = "window"
    focused: bool = False
    ours: bool = False
    told: bool = False  # by the window system


def regions_of(observation: Observation, elements: Sequence[Element], unit: float) -> tuple[Region, ...]:
    """All regions, bottom to top."""
    told = [
        Region(w.box, _own_title(w, observation.frame.windows), w.app, "window", w.focused, w.ours, told=True)
        for w in observation.frame.windows
        if w.box.area
    ]
    kinds = ("dialog", "menu", "notification") if told else ("window", "dialog", "menu", "notification")
    seen = sorted((e for e in elements if e.kind in kinds), key=lambda e: -e.box.area)
    menus = [] if any(e.kind == "menu" for e in seen) else _menus(elements, unit)
    return (*told, *(Region(e.box, e.name, kind=e.kind) for e in seen), *menus)


def _own_title(window: Window, windows: Sequence[Window]) -> str:
    """The title, but "" for a menu or another pop-up: toolkits give those the name of the program."""
    others = [w for w in windows if w.pid == window.pid and w.id != window.id]
    popup = window.pid and not window.focused and normalise(window.title) == normalise(window.app)
    return "" if popup and others else window.title


def _menus(elements: Sequence[Element], unit: float) -> list[Region]:
    """Open menus: three or more menu items one below the other, as wide as each other."""
    columns: list[list[Element]] = []
    for item in reading_order((e for e in elements if e.kind == "menu_item"), lambda e: e.box):
        for column in columns:
            if (
                same_column(column[-1].box, item.box) > 0.9
                and 0 <= item.box.y0 - column[-1].box.y1 + 3 <= 1.2 * unit
            ):
                column.append(item)
                break
        else:
            columns.append([item])
    return [Region(bounding(e.box for e in c), kind="menu") for c in columns if len(c) >= 3]


def owner(regions: Sequence[Region], box: Box) -> int | None:
    """The topmost region at the middle of the box."""
    middle = box.centre
    return next((i for i in range(len(regions) - 1, -1, -1) if regions[i].box.contains(middle)), None)


def in_front(regions: Sequence[Region]) -> frozenset[int]:
    """What takes the person's attention: the open menus and dialogs of the window that is in front, or it."""
    live = [i for i, r in enumerate(regions) if not r.ours]
    told = [i for i in live if regions[i].told]
    first = max((i for i in told if regions[i].focused), default=told[-1] if told else None)
    base = {i for i in told if first is not None and (i == first or (i > first and not regions[i].title))}
    inner = {i for i in live if not regions[i].told}
    over = {i for i in inner if regions[i].kind in ("menu", "dialog") and _lies_in(regions, i, told, base)}
    if over or base:
        return frozenset(over or base)
    return frozenset(live[-1:])


def _lies_in(regions: Sequence[Region], inner: int, told: Sequence[int], base: Collection[int]) -> bool:
    """Whether the topmost window at the middle of a region is one of `base`; without windows, always."""
    middle = regions[inner].box.centre
    under = next((i for i in reversed(told) if regions[i].box.contains(middle)), None)
    return not told or under in base


def is_title(regions: Sequence[Region], element: Element, unit: float) -> bool:
    """Whether a text is what a window's title bar shows: it names the window, it is nothing to click."""
    if element.kind not in PASSIVE or not element.text:
        return False
    return any(
        _on_title_bar(r, element.box, unit) and similarity(r.title, element.text).score > 0.7 for r in regions
    )


def _on_title_bar(region: Region, box: Box, unit: float) -> bool:
    """In the uppermost strip of a window or, where its box leaves the frame out, just above it."""
    top = region.box.y0
    return region.box.x0 <= box.centre.x < region.box.x1 and top - 2 * unit <= box.centre.y < top + 2 * unit


def is_generic(name: str) -> bool:
    """Whether words mean just the window in front: "the dialog", "this page"."""
    return normalise(name) in _GENERIC


def named(regions: Sequence[Region], name: str) -> frozenset[int]:
    """The regions that answer best to a name, by title, by program or by what the program is."""
    if is_generic(name):
        return in_front(regions)
    fits = {i: fit for i, r in enumerate(regions) if not r.ours and (fit := region_fit(name, r)) >= 0.5}
    best = max(fits.values(), default=0.0)
    return frozenset(i for i, fit in fits.items() if fit > best - 0.05)


def region_fit(name: str, region: Region) -> float:
    """How well a region answers to a name (0..1)."""
    return max(title_fit(name, region.title), title_fit(name, region.app))


def title_fit(name: str, title: str) -> float:
    """How well a window's title, or a program's name, answers to what a person calls it (0..1)."""
    if not title:
        return 0.0
    whole = max(similarity(name, title).score, alike(name, title))
    said = [w for w in words(normalise(name)) if w not in _EMPTY_WORDS]
    told = frozenset(words(normalise(title)))
    if said and told.issuperset(said):
        return max(whole, 0.9)
    return max(whole, 0.8 if _is_program(said, told) else 0.0)


def _is_program(said: Sequence[str], told: frozenset[str]) -> bool:
    """Whether a title names a program of the sort that was said: "text editor", "浏览器"."""
    sort = " ".join(said) if said and said[0].isascii() else "".join(said)
    return any(sort in sorts and told & names for sorts, names in _PROGRAMS)
