"""What people say when they mean an element: phrases in English and Chinese for the elements of a crop, with
all elements that each fits.

A phrase names a thing by its text, a synonym, the meaning of its icon, its kind, state, colour, place, order
or neighbour. Some fit several things alike, and one in seven fits nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

import numpy as np

from agent.grounding.colour import colour_fit
from agent.grounding.synonym_table import GROUPS
from agent.types import Pixels
from vision.icon_names import ICON_NAMES, MEANINGS, names_of
from vision.training.augment import KIND_INDEX, STATE_INDEX, Crop
from vision.training.phrase_words import COLOURS, DEEDS, KINDS, PLACES, RELATIONS, SIZES, STATES

ABSENT = 0.15
CHINESE = 0.35
TRIES = 8  # most ways of speaking do not suit most elements
MOST_ALIKE = 6  # a phrase that fits more than so many says nothing
LONGEST = 40  # letters of a text that anyone says
NEAR = 160.0  # pixels at 100 %: what is further off is no neighbour
STRONG = 0.8  # a colour's fit, from which anyone calls it so


class Phrase(NamedTuple):
    """`targets` are numbers of the crop's elements; none: there is no such thing."""

    text: str
    targets: tuple[int, ...]
    kind: str  # which way of saying it


@dataclass(frozen=True)
class Shown:
    """The elements of a crop that can be spoken of, by their number among those with a kind of KIND_INDEX."""

    boxes: np.ndarray  # [n, 4]
    kinds: list[str]
    texts: list[str]
    icons: list[str]
    states: np.ndarray  # [n, 6]
    fills: list[tuple[int, int, int]]
    side: int


def shown(crop: Crop, order: Sequence[int]) -> Shown:
    """`order`: which of the crop's elements, in the order in which they are numbered."""
    boxes = crop.boxes[list(order)].reshape(-1, 4)
    return Shown(
        boxes,
        [crop.kinds[i] for i in order],
        [crop.texts[i].strip() for i in order],
        [crop.icons[i] for i in order],
        crop.states[list(order)].reshape(len(order), crop.states.shape[1]),
        [_fill(crop.pixels, box) for box in boxes],
        crop.pixels.shape[0],
    )


def _fill(pixels: Pixels, box: np.ndarray) -> tuple[int, int, int]:
    """The colour that most of a box has."""
    x0, y0, x1, y1 = box.round().astype(int)
    part = pixels[max(0, y0) : y1, max(0, x0) : x1][::2, ::2].reshape(-1, 3)
    if not len(part):
        return 0, 0, 0
    values, counts = np.unique(part >> 4, axis=0, return_counts=True)
    red, green, blue = (int(v) * 16 + 8 for v in values[counts.argmax()])
    return red, green, blue


Recipe = Callable[[Shown, int, int, Random], tuple[str, tuple[int, ...]] | None]


def _where(fits: Sequence[bool]) -> tuple[int, ...]:
    return tuple(i for i, fit in enumerate(fits) if fit)


def _kind_word(kind: str, tongue: int, random: Random) -> str:
    return random.choice(KINDS[kind][tongue].split("|"))


def _said(text: str) -> str:
    return " ".join(text.casefold().split())


def by_text(s: Shown, i: int, tongue: int, random: Random) -> tuple[str, tuple[int, ...]] | None:
    """ "Save", "Save button", “保存”按钮."""
    text = s.texts[i]
    if not text or len(text) > LONGEST:
        return None
    same = [_said(t) == _said(text) for t in s.texts]
    name = random.choice((text, text, text.lower(), f"“{text}”", f'"{text}"'))
    if random.random() < 0.5:
        return name, _where(same)
    kind = _kind_word(s.kinds[i], tongue, random)
    told = (
        f"{name}{kind}"
        if tongue
        else random.choice((f"{name} {kind}", f"the {name} {kind}", f"{kind} {name}"))
    )
    return told, _where([a and k == s.kinds[i] for a, k in zip(same, s.kinds, strict=True)])


_NAMES: dict[str, tuple[str, ...]] = {
    _said(name): tuple(group.split("|")) for group in GROUPS for name in group.split("|")
}


def by_synonym(s: Shown, i: int, tongue: int, random: Random) -> tuple[str, tuple[int, ...]] | None:
    """ "sign in" for what says "Log in"."""
    names = _NAMES.get(_said(s.texts[i]))
    if not names:
        return None
    return random.choice(names).strip(), _where([_said(t) in names for t in s.texts])


def by_icon(s: Shown, i: int, tongue: int, random: Random) -> tuple[str, tuple[int, ...]] | None:
    """ "the magnifying glass", "print icon"."""
    meaning = s.icons[i]
    if meaning not in ICON_NAMES or s.texts[i]:
        return None
    name = random.choice(ICON_NAMES[meaning][tongue].split("|"))
    names = {_said(n) for n in names_of(meaning)}
    told = random.choice(
        (name, f"{name}图标", f"{name}按钮") if tongue else (name, f"{name} icon", f"the {name} button")
    )
    fits = [icon == meaning or _said(t) in names for icon, t in zip(s.icons, s.texts, strict=True)]
    return told, _where(fits)


def by_kind(s: Shown, i: int, tongue: int, random: Random) -> tuple[str, tuple[int, ...]] | None:
    """ "the slider"."""
    word = _kind_word(s.kinds[i], tongue, random)
    return word if tongue else f"the {word}", _where([k == s.kinds[i] for k in s.kinds])


def by_state(s: Shown, i: int, tongue: int, random: Random) -> tuple[str, tuple[int, ...]] | None:
    """ "the ticked check box"."""
    states = [name for name in STATES if s.states[i, STATE_INDEX[name]]]
    if not states:
        return None
    state = random.choice(states)
    told = random.choice(STATES[state][tongue].split("|")), _kind_word(s.kinds[i], tongue, random)
    held = s.states[:, STATE_INDEX[state]]
    fits = [bool(h) and k == s.kinds[i] for h, k in zip(held, s.kinds, strict=True)]
    return "".join(told) if tongue else f"the {' '.join(told)}", _where(fits)


def by_colour(s: Shown, i: int, tongue: int, random: Random) -> tuple[str, tuple[int, ...]] | None:
    """ "the red button"."""
    fits = {c: colour_fit(c, s.fills[i]) for c in COLOURS}
    colour = max(fits, key=lambda c: fits[c])
    if fits[colour] < STRONG:
        return None
    told = random.choice(COLOURS[colour][tongue].split("|")), _kind_word(s.kinds[i], tongue, random)
    alike = [
        k == s.kinds[i] and colour_fit(colour, fill) > 0.5 for k, fill in zip(s.kinds, s.fills, strict=True)
    ]
    return "".join(told) if tongue else f"the {' '.join(told)}", _where(alike)


def by_place(s: Shown, i: int, tongue: int, random: Random) -> tuple[str, tuple[int, ...]] | None:
    """ "the button at the top right": of its kind the nearest to that corner or side, and near to it."""
    name = random.choice(list(PLACES))
    x, y = PLACES[name].at
    centres = (s.boxes[:, :2] + s.boxes[:, 2:]) / 2 / s.side
    far = np.abs(centres - np.array([x, y])) * np.array([x != 0.5, y != 0.5])
    far = far.sum(1) + np.array([k != s.kinds[i] for k in s.kinds]) * 9.0
    if far.argmin() != i or far[i] > 0.7:
        return None
    kind = _kind_word(s.kinds[i], tongue, random)
    where = random.choice(PLACES[name].words[tongue].split("|"))
    if sum(k == s.kinds[i] for k in s.kinds) > 1 and np.partition(far, 1)[1] < far[i] + 0.02:
        return None
    return f"{where}{kind}" if tongue else f"the {kind} {where}", (i,)


def by_order(s: Shown, i: int, tongue: int, random: Random) -> tuple[str, tuple[int, ...]] | None:
    """ "the second check box", "the last entry": in reading order."""
    same = [j for j, k in enumerate(s.kinds) if k == s.kinds[i]]
    if not 2 <= len(same) <= 9:
        return None
    rows = sorted(same, key=lambda j: (round(float(s.boxes[j, 1] + s.boxes[j, 3]) / 16), s.boxes[j, 0]))
    place = rows.index(i)
    words = (
        ("first", "second", "third", "fourth", "fifth"),
        ("第一个", "第二个", "第三个", "第四个", "第五个"),
    )[tongue]
    if place == len(rows) - 1 and random.random() < 0.7:
        word = "最后一个" if tongue else "last"
    elif place < len(words):
        word = words[place]
    else:
        return None
    kind = _kind_word(s.kinds[i], tongue, random)
    return f"{word}{kind}" if tongue else f"the {word} {kind}", (i,)


def by_size(s: Shown, i: int, tongue: int, random: Random) -> tuple[str, tuple[int, ...]] | None:
    """ "the largest button"."""
    same = [j for j, k in enumerate(s.kinds) if k == s.kinds[i]]
    name = random.choice(list(SIZES))
    width, height = (s.boxes[:, 2:] - s.boxes[:, :2]).T
    measure = {"wide": width, "tall": height, "large": width * height, "small": -width * height}[name]
    ordered = sorted((float(measure[j]) for j in same), reverse=True)
    if (
        len(same) < 2
        or float(measure[i]) < ordered[0]
        or abs(ordered[0]) < 1.1 ** (1 if ordered[0] > 0 else -1) * abs(ordered[1])
    ):
        return None
    kind = _kind_word(s.kinds[i], tongue, random)
    word = random.choice(SIZES[name][tongue].split("|"))
    return f"{word}{kind}" if tongue else f"the {word} {kind}", (i,)


def by_neighbour(s: Shown, i: int, tongue: int, random: Random) -> tuple[str, tuple[int, ...]] | None:
    """ "the field below “First name”": the nearest of its kind on that side of what bears a text."""
    name = random.choice(list(RELATIONS))
    found = [
        j for j in range(len(s.kinds)) if j != i and _beside(s, i, j, name) and 0 < len(s.texts[j]) <= LONGEST
    ]
    if not found:
        return None
    anchor = min(found, key=lambda j: _gap(s.boxes[i], s.boxes[j]))
    if sum(_said(t) == _said(s.texts[anchor]) for t in s.texts) > 1:
        return None
    rivals = [
        j for j, k in enumerate(s.kinds) if k == s.kinds[i] and j != anchor and _beside(s, j, anchor, name)
    ]
    if min(rivals, key=lambda j: _gap(s.boxes[j], s.boxes[anchor])) != i:
        return None
    kind, relation = _kind_word(s.kinds[i], tongue, random), random.choice(RELATIONS[name][tongue].split("|"))
    text = s.texts[anchor]
    return f"“{text}”{relation}{kind}" if tongue else f"the {kind} {relation} {text}", (i,)


def _gap(one: np.ndarray, other: np.ndarray) -> float:
    """Empty pixels between two boxes."""
    apart = np.maximum(0, np.maximum(one[:2] - other[2:], other[:2] - one[2:]))
    return float(np.hypot(*apart))


def _beside(s: Shown, i: int, j: int, side: str) -> bool:
    """Whether i lies on that side of j, in its row or column, not far off."""
    one, other = s.boxes[i], s.boxes[j]
    if _gap(one, other) > NEAR:
        return False
    across = min(one[2], other[2]) > max(one[0], other[0])
    down = min(one[3], other[3]) > max(one[1], other[1])
    return bool(
        {
            "below": across and one[1] >= other[3] - 2,
            "above": across and one[3] <= other[1] + 2,
            "right": down and one[0] >= other[2] - 2,
            "left": down and one[2] <= other[0] + 2,
        }[side]
    )


RECIPES: dict[str, tuple[Recipe, float]] = {
    "text": (by_text, 3.0),
    "synonym": (by_synonym, 2.0),
    "icon": (by_icon, 3.0),
    "kind": (by_kind, 1.0),
    "state": (by_state, 1.0),
    "colour": (by_colour, 1.0),
    "place": (by_place, 2.0),
    "order": (by_order, 1.5),
    "size": (by_size, 0.7),
    "neighbour": (by_neighbour, 2.0),
}


def absent(s: Shown, strangers: Sequence[str], tongue: int, random: Random) -> Phrase | None:
    """A phrase for what is not there: a stranger's text, an icon's name, a kind."""
    here = {_said(t) for t in s.texts if t}
    way = random.random()
    if way < 0.5 and strangers:
        text = random.choice(strangers)
        known = any(_said(text) in t or t in _said(text) for t in here) or _said(text) in _NAMES
        return None if known else Phrase(with_deed(text, None, tongue, random), (), "absent")
    if way < 0.8:
        meaning = random.choice(MEANINGS)
        names = {_said(n) for n in names_of(meaning)}
        if meaning in s.icons or any(n in t for n in names for t in here):
            return None
        name = random.choice(ICON_NAMES[meaning][tongue].split("|"))
        return Phrase(with_deed(name, None, tongue, random), (), "absent")
    kind = random.choice([k for k in KINDS if k not in s.kinds] or [""])
    return (
        Phrase(with_deed(_kind_word(kind, tongue, random), None, tongue, random), (), "absent")
        if kind
        else None
    )


def with_deed(told: str, kind: str | None, tongue: int, random: Random) -> str:
    """With what is to be done to it before it, mostly."""
    if random.random() < 0.4:
        return told
    deeds = DEEDS.get(kind or "", DEEDS[""])[tongue]
    deed = random.choice(deeds.split("|"))
    return f"{deed}{told}" if tongue else f"{deed} {told}"


def phrases(s: Shown, strangers: Sequence[str], count: int, random: Random) -> list[Phrase]:
    """Up to `count` phrases about a crop; `strangers` are texts of other pictures."""
    found: list[Phrase] = []
    for _ in range(count if s.kinds else 0):
        missing = random.random() < ABSENT
        tongue = int(random.random() < CHINESE)
        for _ in range(TRIES):
            made = absent(s, strangers, tongue, random) if missing else _present(s, tongue, random)
            if made is not None:
                found.append(made)
                break
    return found


def _present(s: Shown, tongue: int, random: Random) -> Phrase | None:
    ways, weights = list(RECIPES), [weight for _, weight in RECIPES.values()]
    way, i = random.choices(ways, weights)[0], random.randrange(len(s.kinds))
    if s.kinds[i] not in KINDS:
        return None
    said = RECIPES[way][0](s, i, tongue, random)
    if said is None or not said[0].strip() or not 0 < len(said[1]) <= MOST_ALIKE:
        return None
    return Phrase(with_deed(said[0], s.kinds[i], tongue, random), said[1], way)


def elements_of(crop: Crop) -> list[int]:
    """The crop's elements in the order in which targets_of describes them: the largest first."""
    areas = (crop.boxes[:, 2:] - crop.boxes[:, :2]).prod(-1) if len(crop.boxes) else []
    order = sorted(range(len(crop.kinds)), key=lambda i: -float(areas[i]))
    return [i for i in order if crop.kinds[i] in KIND_INDEX]
