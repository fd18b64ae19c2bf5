"""Which windows may hold a target: those of the program that it was recorded in, and of these the one of that
title where it is there. The same button in another program is another button."""

from __future__ import annotations

from dataclasses import dataclass

from agent.grounding.scene import Scene
from agent.grounding.scope import Region, title_fit
from agent.macro import Mark

LIKE = 0.6


@dataclass(frozen=True)
class Holders:
    """The regions that may hold a mark; None: any (no window is known here, or none was known then). Not
    `titled`: windows of its program are there, but none with its title."""

    regions: frozenset[int] | None
    titled: bool = True


def holders(scene: Scene, mark: Mark) -> Holders:
    told = [i for i, r in enumerate(scene.regions) if r.told and not r.ours]
    if not told or not (mark.program or mark.window):
        return Holders(None)
    same = [i for i in told if _of_program(scene.regions[i], mark)]
    titled = [i for i in same if fits(mark.window, scene.regions[i].title)]
    chosen = titled or same
    over = [i for i in same if not scene.regions[i].title] if titled else []
    held = frozenset((*chosen, *over, *_inner(scene, (*chosen, *over))))
    return Holders(held, bool(titled) or not mark.window or not any(scene.regions[i].title for i in same))


def fits(recorded: str, title: str) -> bool:
    """Whether a window's title is the recorded one, or shares the most of it."""
    return bool(recorded and title) and max(title_fit(recorded, title), title_fit(title, recorded)) >= LIKE


def _of_program(region: Region, mark: Mark) -> bool:
    if mark.program and region.app:
        return region.app.casefold() == mark.program.casefold()
    return fits(mark.window, region.title)


def _inner(scene: Scene, outer: tuple[int, ...]) -> list[int]:
    """Dialogs and menus that the eye saw in these windows."""
    boxes = [scene.regions[i].box for i in outer]
    return [
        i for i, r in enumerate(scene.regions) if not r.told and any(b.contains(r.box.centre) for b in boxes)
    ]


def window_box(scene: Scene, index: int) -> tuple[int, int, int, int]:
    """The box of the window that an element stands in, for telling its place."""
    middle = scene.elements[index].box.centre
    held = [r for r in scene.regions if r.told and r.title and r.box.contains(middle)]
    box = held[-1].box if held else scene.screen
    return box.x0, box.y0, box.x1, box.y1
