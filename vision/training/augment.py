"""From a scene to a training crop: scale, place, and changes of colour. All by one seeded source."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

import numpy as np
from numpy.typing import NDArray

from agent.types import Pixels
from vision.kinds import ELEMENT_KINDS, STATES
from vision.training.scene import SceneTruth

Floats = NDArray[np.float32]
KIND_INDEX = {kind: i for i, kind in enumerate(ELEMENT_KINDS)}
STATE_INDEX = {state: i for i, state in enumerate(STATES)}
LEAST_LEFT = 0.6  # of an element inside the crop, or it becomes a region without truth
LEAST_SIDE = 5
NOTHING = 0.02  # share of crops that show no element


@dataclass
class Crop:
    """One training example. `ignored` are boxes that are cut by the crop's edge: neither there nor not
    there."""

    pixels: Pixels  # [side, side, 3]
    boxes: Floats  # [n, 4] pixels of the crop
    kinds: list[str]
    states: NDArray[np.bool_]  # [n, 6]
    icons: list[str]  # what each element's picture means; "" where it bears none, or none that has a word
    ignored: Floats  # [m, 4]
    texts: list[str] = field(default_factory=list)  # what each element says
    loose: bool = False  # kinds are told coarsely, containers and most states not at all


def nothing(side: int, random: Random) -> Crop:
    """A crop that shows no element at all: one colour, a shade, noise, or clouds as in a photograph."""
    chance = np.random.default_rng(random.getrandbits(32))
    if random.random() < 0.3:
        pixels = np.full((side, side, 3), chance.integers(0, 256, 3))
    elif random.random() < 0.3:
        pixels = chance.integers(0, 256, (side, side, 3))
    else:
        pixels = _clouds(side, chance)
    empty = np.zeros((0, 4), np.float32)
    return Crop(pixels.astype(np.uint8), empty, [], np.zeros((0, len(STATES)), np.bool_), [], empty)


def _clouds(side: int, chance: np.random.Generator) -> Floats:
    """Smooth fields of several finenesses, added up."""
    import cv2

    total = np.zeros((side, side, 3), np.float32)
    for cells in (2, 4, 8, 16, 32, 64):
        field = chance.normal(0, chance.uniform(0, 60) / cells**0.5, (cells, cells, 3)).astype(np.float32)
        total += cv2.resize(field, (side, side), interpolation=cv2.INTER_CUBIC)
    return np.asarray((total + chance.integers(40, 216, 3)).clip(0, 255), np.float32)


def _scale(random: Random) -> float:
    return float(2 ** random.uniform(-0.42, 0.58))  # 0.75 … 1.5


def crop_of(pixels: Pixels, truth: SceneTruth, side: int, random: Random, wide: float = 0.12) -> Crop:
    """A square of `side` pixels round some element, scaled 0.75 … 1.5 (2× screens halved first).

    A share `wide` of the crops is taken much larger and shrunk to `side`, so that big elements are seen
    whole.
    """
    import cv2

    if random.random() < NOTHING:
        return nothing(side, random)
    zoom = _scale(random) / (truth.scale if truth.scale > 1.6 else 1.0)
    if random.random() < wide:
        zoom *= 0.55
    taken = max(16, round(side / zoom))
    x, y = _corner(pixels.shape[1], pixels.shape[0], truth, taken, random)
    cut = pixels[y : y + taken, x : x + taken]
    short = (taken - cut.shape[0], taken - cut.shape[1])
    if max(short) > 0:
        cut = np.pad(cut, ((0, short[0]), (0, short[1]), (0, 0)), constant_values=128)
    way = cv2.INTER_AREA if zoom < 1 else random.choice((cv2.INTER_LINEAR, cv2.INTER_CUBIC))
    resized = cut if taken == side else cv2.resize(cut, (side, side), interpolation=way)
    return _with_truth(recolour(np.ascontiguousarray(resized), random), truth, (x, y), side / taken, side)


def _corner(width: int, height: int, truth: SceneTruth, taken: int, random: Random) -> tuple[int, int]:
    if truth.elements and random.random() < 0.9:
        box = random.choice(truth.elements).box
        x = (box[0] + box[2]) / 2 - taken * random.uniform(0.2, 0.8)
        y = (box[1] + box[3]) / 2 - taken * random.uniform(0.2, 0.8)
    else:
        x, y = random.uniform(0, width - taken), random.uniform(0, height - taken)
    return max(0, min(round(x), width - taken)), max(0, min(round(y), height - taken))


def _with_truth(pixels: Pixels, truth: SceneTruth, corner: tuple[int, int], zoom: float, side: int) -> Crop:
    boxes, kinds, states, icons, ignored, texts = [], [], [], [], [], []
    for element in truth.elements:
        whole = (np.array(element.box, np.float32) - [*corner, *corner]) * zoom
        seen = whole.clip(0, side)
        width, height = seen[2] - seen[0], seen[3] - seen[1]
        if width <= 1 or height <= 1:
            continue
        left = width * height / max(1.0, float((whole[2] - whole[0]) * (whole[3] - whole[1])))
        big = min(width, height) > side * 0.4
        if (left < LEAST_LEFT and not big) or min(width, height) < LEAST_SIDE:
            ignored.append(seen)
            continue
        boxes.append(seen)
        kinds.append(element.kind)
        icons.append(element.icon)
        texts.append(element.text)
        row = np.zeros(len(STATES), np.bool_)
        row[[STATE_INDEX[s] for s in element.states]] = True
        states.append(row)
    for box in truth.extra.get("ignored", ()):  # where a truth does not say what is there
        seen = ((np.array(box, np.float32) - [*corner, *corner]) * zoom).clip(0, side)
        if min(seen[2] - seen[0], seen[3] - seen[1]) > 1:
            ignored.append(seen)
    return Crop(
        pixels,
        np.array(boxes, np.float32).reshape(-1, 4),
        kinds,
        np.array(states, np.bool_).reshape(-1, len(STATES)),
        icons,
        np.array(ignored, np.float32).reshape(-1, 4),
        texts,
        bool(truth.extra.get("loose", False)),
    )


def recolour(pixels: Pixels, random: Random) -> Pixels:
    """Inverted, grey, channels exchanged, brighter or darker, blurred or noisy: sometimes each."""
    if random.random() < 0.12:
        pixels = 255 - pixels
    if random.random() < 0.2:
        pixels = pixels[:, :, random.sample((0, 1, 2), 3)]
    if random.random() < 0.12:
        pixels = np.repeat(pixels.mean(axis=2, keepdims=True), 3, axis=2).astype(np.uint8)
    if random.random() < 0.4:
        gain, offset = random.uniform(0.75, 1.2), random.uniform(-25, 25)
        pixels = (pixels.astype(np.float32) * gain + offset).clip(0, 255).astype(np.uint8)
    if random.random() < 0.06:
        noise = np.random.default_rng(random.getrandbits(32)).normal(0, random.uniform(1, 8), pixels.shape)
        pixels = (pixels + noise).clip(0, 255).astype(np.uint8)
    return np.ascontiguousarray(pixels)
