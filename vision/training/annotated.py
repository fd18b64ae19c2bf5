"""Annotated screens of real programs → scenes that training reads: `python -m vision.training.annotated`.

    --screens DIR  pictures <name>.png        --truth DIR  <name>.json: {"scale": 1, "elements": [...]}
    --out DIR      where the scenes go        --only PART  of a screen's name: only those

An element has "box" [x0, y0, x1, y1] in pixels, "kind" in Deskhand's words or in those of an accessibility
tree, and may have "name", "enabled", "states" and "ignore" (then nothing is learnt there; a screen may have a
list "ignore" of such boxes, and "windows" with "frame" and "client": frames are left out, too). Accessibility
trees tell kinds more coarsely than the eye does, and neither containers nor most states: training takes any
finer kind for right (kinds.py, MAY_BE) and learns nothing of the rest, unless the truth says "exact": true.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from agent.errors import UsageError
from vision.kinds import COARSE_KINDS, ELEMENT_KINDS, STATES
from vision.training.scene import SceneTruth, Truth, load_pixels, save_scene

LINE_MOST, ICON_MOST = 44, 48  # pixels at 100 %: how high a line, and how large an icon may be
OTHER_WORDS = {"toggle": "switch", "header": "table_header", "progress": "progress_bar", "menu": "menu_item"}


def scene_of(raw: Mapping[str, Any], size: tuple[int, int]) -> SceneTruth:
    """One screen's truth. Where it does not say what is there ("ignore" of the screen or of an element, and
    paragraphs, of which the eye knows only the lines) nothing is learnt. Raises UsageError when it is in no
    form that is known."""
    try:
        scale = float(raw.get("scale", 1.0))
        told = raw["elements"]
        unknown = [e for e in told if e.get("ignore") or _is_paragraph(e, told, scale)]
        made = [truth for e in told if e not in unknown and (truth := _element(e, scale)) is not None]
        ignored = [[float(v) for v in e["box"]] for e in (*raw.get("ignore", ()), *unknown)]
        ignored += [strip for window in raw.get("windows", ()) for strip in _frame(window)]
        extra = {"ignored": ignored, "loose": not raw.get("exact", False)}
        return SceneTruth(size, tuple(made), "annotated", scale, extra)
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(
            "A truth file needs a list “elements”, each with a “box” of four numbers and a “kind”."
        ) from error


def _frame(window: Mapping[str, Any]) -> list[list[float]]:
    """What the window manager drew round a window, of which accessibility trees know nothing."""
    if "frame" not in window or "client" not in window:
        return []
    (x0, y0, x1, y1), (left, top, right, bottom) = (
        [float(v) for v in window[k]] for k in ("frame", "client")
    )
    strips = [[x0, y0, x1, top], [x0, bottom, x1, y1], [x0, y0, left, y1], [right, y0, x1, y1]]
    return [strip for strip in strips if strip[2] > strip[0] and strip[3] > strip[1]]


def _is_paragraph(raw: Mapping[str, Any], others: Sequence[Mapping[str, Any]], scale: float) -> bool:
    """A text of several lines, or one that holds other elements."""
    x0, y0, x1, y1 = (float(v) for v in raw["box"])
    if raw["kind"] not in ("label", "heading"):
        return False
    inside = (e["box"] for e in others if e is not raw)
    return y1 - y0 > LINE_MOST * scale or any(
        x0 - 2 <= b[0] and y0 - 2 <= b[1] and b[2] <= x1 + 2 and b[3] <= y1 + 2 for b in inside
    )


def _kind(raw: Mapping[str, Any], scale: float) -> str:
    """Accessibility trees say "button" of what bears but an icon, too."""
    kind: str = OTHER_WORDS.get(raw["kind"], raw["kind"])
    width, height = raw["box"][2] - raw["box"][0], raw["box"][3] - raw["box"][1]
    small = max(width, height) <= ICON_MOST * scale and width <= 1.6 * height
    return "icon_button" if kind == "button" and small else kind


def _element(raw: Mapping[str, Any], scale: float) -> Truth | None:
    kind = _kind(raw, scale)
    if kind not in (*ELEMENT_KINDS, *COARSE_KINDS[1:]):
        return None
    x0, y0, x1, y1 = (float(v) for v in raw["box"])
    states = [s for s in raw.get("states", ()) if s in STATES]
    if not raw.get("enabled", True) and "disabled" in STATES:
        states.append("disabled")
    return Truth((x0, y0, x1, y1), kind, tuple(dict.fromkeys(states)), str(raw.get("name", "")))


def convert(screens: Path, truth: Path, out: Path, only: str = "") -> int:
    """Writes a scene for every screen that has its truth; returns how many. Raises UsageError for bad
    files."""
    out.mkdir(parents=True, exist_ok=True)
    made = 0
    for picture in sorted(screens.glob("*.png")):
        told = truth / f"{picture.stem}.json"
        if only not in picture.stem or not told.is_file():
            continue
        pixels = load_pixels(picture)
        try:
            raw = json.loads(told.read_text(encoding="utf-8"))
        except ValueError as error:
            raise UsageError(f"{told.name} is no JSON.") from error
        save_scene(out, picture.stem, pixels, scene_of(raw, (pixels.shape[1], pixels.shape[0])))
        made += 1
    return made


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("screens", "truth", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    made = convert(options.screens, options.truth, options.out, options.only)
    sys.stdout.write(f"{made} scenes in {options.out}\n")


if __name__ == "__main__":
    main()
