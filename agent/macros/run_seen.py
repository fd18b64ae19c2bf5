"""What was seen at a step of a run in the journal: with its pixels again, and without what was hidden."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from agent.describe import HIDDEN
from agent.journal_records import StepRecord
from agent.macro import Mark
from agent.macros.marking import Marked, mark_of
from agent.macros.values import literal
from agent.policy_text import QUOTED
from agent.privacy import CALLED
from agent.resume import seen_then
from agent.types import Element, Observation, Pixels, Target, Window

PictureOf = Callable[[str], bytes]


def seen_at(record: StepRecord, picture_of: PictureOf) -> Observation:
    """As the step saw it. Raises JournalError where its picture is gone."""
    blank = seen_then(record)
    pixels = _pixels(picture_of(record.before.digest)) if record.before is not None else blank.frame.pixels
    if pixels.shape != blank.frame.pixels.shape:  # not the picture of this step
        pixels = blank.frame.pixels
    windows = tuple(_plain_window(window) for window in record.windows)
    frame = replace(blank.frame, pixels=pixels, windows=windows)
    return replace(blank, frame=frame, elements=tuple(_shown(e) for e in record.elements))


def _pixels(file: bytes) -> Pixels:
    from PIL import Image

    with Image.open(io.BytesIO(file)) as image:
        return np.asarray(image.convert("RGB"), dtype=np.uint8)


def _plain_window(window: Window) -> Window:
    hidden = window.title == CALLED or HIDDEN in window.title
    return window.model_copy(update={"title": "", "app": ""}) if hidden else window


def _shown(element: Element) -> Element:
    """Dots in the journal are no words of the screen."""
    changed = {name: "" for name in ("text", "label") if HIDDEN in getattr(element, name)}
    return element.model_copy(update=changed) if changed else element


def mark_at(record: StepRecord, seen: Observation, target: Target) -> Marked:
    """The mark of an act's place, its words doubled where they hold braces. What the journal hid has no
    picture: it shows a plain colour there."""
    own = next((e for e in record.elements if e.id == target.element and e.box == target.box), None)
    here = own or Observation(seen.frame, record.elements).at(target.point)
    hidden = here is not None and HIDDEN in f"{here.text}{here.label}"
    shown = next((e for e in seen.elements if own is not None and e.id == own.id), None)
    if shown is not None and hidden and not shown.name:
        seen, shown = _called(seen, shown, target)
    window = next((w for w in reversed(record.windows) if w.box.contains(target.point)), None)
    private = window is not None and window.title == CALLED
    marked = mark_of(seen, target.point, shown, picture=not hidden and not private)
    return replace(marked, mark=literal(marked.mark))


def _called(seen: Observation, element: Element, target: Target) -> tuple[Observation, Element]:
    """A field whose name was hidden with what it holds is called as the act told it."""
    said = next((name for name in QUOTED.findall(target.description) if HIDDEN not in name), "")
    named = element.model_copy(update={"label": said})
    elements = tuple(named if e.id == element.id else e for e in seen.elements)
    return replace(seen, elements=elements), named


def bare(mark: Mark) -> str:
    """The name of a mark as it stood on the screen."""
    return mark.name.replace("{{", "{").replace("}}", "}")
