"""Frame → Observation: text that was read, shapes that rules make controls of, and what the model sees, made
into elements."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol, get_args

import numpy as np

from agent.types import Box, ContainerKind, Element, Frame, Observation, Pixels
from vision.address import find_addresses
from vision.associate import name_by_neighbours
from vision.bars import find_bars
from vision.columns import complete_columns
from vision.controls import find_controls
from vision.forms import widen_ticks
from vision.frames import find_windows, pop_ups
from vision.geometry import reading_order
from vision.glance import Glance, Sees
from vision.glued import part_glued
from vision.lines import TextLine, without_sign
from vision.lists import find_lists
from vision.merge import merge
from vision.navigation import find_navigation
from vision.proposals import GeometricProposer, Proposer
from vision.read_ticks import find_read_ticks
from vision.reader import Reader
from vision.rows import find_menu_bars, find_menus, find_texts, find_tool_buttons
from vision.runtime import Look, Meant
from vision.scene import Scene, Thing, is_icon_text, make_scene, usual_em
from vision.states import find_states
from vision.steppers import find_steppers
from vision.tables import find_headers, find_ticks
from vision.tabs import find_tabs
from vision.text_areas import find_text_areas
from vision.tiles import find_tiles

CONTAINERS = frozenset(get_args(ContainerKind))
SIGNS = frozenset("()[]{}+-−±*×/÷=.,%<>!?#$&@√π") | frozenset("0123456789") | {"+/-", "<-", "->", "..."}
SURE_SIGN = 0.5
SEEN_LEAST = 0.15  # score from which what the model sees is weighed
BESIDE = 1_500_000  # pixels of a screen up to which the model and the reader may work at the same time
LARGE_EM = 20.0  # text of this size means a screen drawn at 200 %


RULES = (
    find_lists, find_ticks, find_controls, find_tabs, find_headers, find_text_areas, find_bars,
    find_tool_buttons, find_texts,
)  # fmt: skip


class TextReader(Protocol):
    """Pixels [H, W, 3] RGB → lines of text with boxes in those pixels. Raises ReadError."""

    def read(self, pixels: Pixels) -> tuple[TextLine, ...]: ...

    def read_each(self, pixels: Pixels, boxes: Sequence[Box]) -> list[TextLine | None]: ...


class DesktopEyes:
    """Implements agent.ports.Eyes; without a model by text and shapes alone.

    An unchanged picture is not looked at again.
    """

    def __init__(
        self,
        reader: TextReader | None = None,
        model: Sees | None = None,
        proposer: Proposer | None = None,
        explain: bool = False,
    ) -> None:
        self._reader: TextReader = reader or Reader()
        self._model = Glance(model) if model else None
        self._proposer: Proposer = proposer or GeometricProposer()
        self.explain = explain
        self._factor = 1
        self._lock = threading.Lock()
        self._pixels: Pixels | None = None
        self._things: list[Thing] = []
        self._gates: tuple[tuple[str, float], ...] = ()

    def look(self, frame: Frame, query: str = "") -> Observation:
        """The elements of a frame, in reading order. Where it is to `explain`, the model tells what it takes
        the `query` to mean, and how it weighs its levels for it. Raises ReadError."""
        start = time.perf_counter()
        with self._lock:
            if self._pixels is None or not np.array_equal(self._pixels, frame.pixels):
                self._pixels = None
                self._things = self._perceive(frame)
                self._pixels = frame.pixels.copy()
            elements, gates = _elements(self._things, frame), self._gates
            meant = self._meant(query, elements, frame) if self.explain and query else None
        if meant is not None:
            gates = meant.gates
        chances = meant.chances if meant else ()
        return Observation(frame, elements, gates, time.perf_counter() - start, chances)

    def forget(self) -> None:
        """All that was seen before, so that nothing of it can stand in the way of what is there."""
        with self._lock:
            self._pixels = None
            if isinstance(self._reader, Reader):
                self._reader.forget()
            if self._model is not None:
                self._model.forget()

    def _meant(self, query: str, elements: Sequence[Element], frame: Frame) -> Meant | None:
        """What the model takes the query to mean."""
        if self._model is None:
            return None
        boxes = [e.box.moved(-frame.origin.x, -frame.origin.y).as_list() for e in elements]
        small = np.array(boxes, np.float32).reshape(-1, 4) / np.float32(self._factor)
        return self._model.meant(query, small, [_words_of(e) for e in elements])

    def _perceive(self, frame: Frame) -> list[Thing]:
        """Things in pixels of the picture. Shapes are found beside the reading. The model's work overlaps the
        rules', and the reading where little has changed (where all is new, or the screen large, the two would
        take too much memory at once)."""
        with ThreadPoolExecutor(2, "deskhand-eye") as beside:
            small = _shrunk(frame.pixels, self._factor)
            little = self._model is not None and self._model.needs_little(small, SEEN_LEAST)
            seen = self._begun(beside, small) if little and frame.pixels.size <= 3 * BESIDE else None
            if self._model is not None and not little:
                self._model.relieve()
            shapes = beside.submit(self._proposer.prepare, small)
            lines = self._reader.read(frame.pixels)
            shapes.result()
            factor = magnification(frame, lines)
            if factor != self._factor:
                if seen is not None:
                    seen.result()  # the model is asked one thing at a time
                small, seen, self._factor = _shrunk(frame.pixels, factor), None, factor
            lines = tuple(line.shrunk(factor) for line in lines) if factor != 1 else lines
            seen = seen or self._begun(beside, small)
            scene, windows = self._by_rules(small, lines, frame)
        if seen is not None:
            self._gates = seen.result().gates
            scene.things = merge(scene.things, seen.result().sights)
        for thing in scene.things:
            thing.text = without_sign(thing.text)
        find_steppers(scene)
        find_navigation(scene)
        complete_columns(scene)
        find_tiles(scene)
        find_addresses(scene)
        find_read_ticks(scene)
        part_glued(scene)
        name_by_neighbours(scene.things)
        widen_ticks(scene)
        self._read_signs(scene)
        find_states(scene)
        scene.things += windows
        for thing in scene.things:
            thing.box = _scaled(thing.box, factor)
        return scene.things

    def _begun(self, beside: ThreadPoolExecutor, small: Pixels) -> Future[Look] | None:
        return beside.submit(self._model.see, small, SEEN_LEAST) if self._model is not None else None

    def _by_rules(self, small: Pixels, lines: Sequence[TextLine], frame: Frame) -> tuple[Scene, list[Thing]]:
        """What text and shapes alone tell of the picture at 100 %, and the windows."""
        em = usual_em(lines)
        words = [line for line in lines if not is_icon_text(line, em)]
        scene = make_scene(small, words, self._proposer.propose(small, [line.box for line in words]), em)
        windows = find_windows(scene, frame, self._factor)
        find_menu_bars(scene)
        find_menus(scene, pop_ups(frame, self._factor))
        for rule in RULES:
            rule(scene)
        return scene, windows

    def _read_signs(self, scene: Scene) -> None:
        """Reads what stands on small buttons that have neither text nor a name: signs such as ( and =."""
        wordless = [
            thing
            for thing in scene.things
            if thing.kind in ("icon_button", "button")
            and not (thing.text or thing.label)
            and thing.fill is not None
            and thing.box.height <= 60
        ]
        lines = self._reader.read_each(scene.pixels, [thing.box.grown(-2) for thing in wordless])
        for thing, line in zip(wordless, lines, strict=True):
            if line is not None and line.score > SURE_SIGN and line.text in SIGNS:
                thing.text, thing.kind, thing.ink = line.text, "button", line.ink


def _words_of(element: Element) -> str:
    """What stands on it, or all names of what its picture most likely means."""
    if element.name or not element.aliases:
        return element.name
    likeliest = max(chance for _, chance in element.aliases)
    return " ".join(name for name, chance in element.aliases if chance == likeliest)


def magnification(frame: Frame, lines: Sequence[TextLine]) -> int:
    """How large the screen is drawn: 1, 2 or 3, by its text, or by the monitor where there is none."""
    sizes = sorted(line.em for line in lines if len(line.text) > 2)
    if sizes:
        median = sizes[len(sizes) // 2]
        return 1 if median < LARGE_EM else 2 if median < 2 * LARGE_EM else 3
    scale = frame.monitors[0].scale if frame.monitors else 1.0
    return max(1, min(3, round(scale)))


def _shrunk(pixels: Pixels, factor: int) -> Pixels:
    if factor == 1:
        return pixels
    import cv2

    height, width = pixels.shape[:2]
    size = (max(1, width // factor), max(1, height // factor))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _scaled(box: Box, factor: float) -> Box:
    return Box(
        x0=round(box.x0 * factor),
        y0=round(box.y0 * factor),
        x1=round(box.x1 * factor),
        y1=round(box.y1 * factor),
    )


def _elements(things: list[Thing], frame: Frame) -> tuple[Element, ...]:
    """Things in the picture's pixels → elements in desktop pixels, without those in our own windows.

    What holds others comes first, then the rest in reading order.
    """
    placed = []
    for thing in things:
        box = thing.box.moved(frame.origin.x, frame.origin.y).intersection(frame.box)
        if box is None:
            continue
        window = frame.window_at(box.centre)
        if window is None or not window.ours:
            placed.append((thing, box))
    holders = [i for i, (thing, _) in enumerate(placed) if thing.kind in CONTAINERS]
    leaves = [i for i, (thing, _) in enumerate(placed) if thing.kind not in CONTAINERS]
    order = holders + [leaves[i] for i in reading_order([placed[i][1] for i in leaves])]
    return tuple(_element(number, *placed[i]) for number, i in enumerate(order))


def _element(number: int, thing: Thing, box: Box) -> Element:
    return Element(
        id=number,
        box=box,
        kind=thing.kind,
        text=thing.text,
        label=thing.label,
        aliases=thing.aliases if not thing.text else (),
        embedding=thing.embedding or None,
        states=frozenset(thing.states),
        score=round(min(1.0, max(0.0, thing.score)), 3),
        fill=thing.fill,
        ink=thing.ink,
    )


def see_json(observation: Observation) -> list[dict[str, Any]]:
    """The elements as `deskhand see --json` writes them (DESIGN.md, section 5), boxes in desktop pixels."""
    return [
        {
            "box": element.box.as_list(),
            "kind": element.kind,
            "text": element.text,
            "label": element.label,
            "score": element.score,
            "states": sorted(element.states),
        }
        for element in observation.elements
    ]
