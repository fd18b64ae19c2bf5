"""A drawn screen and its truth, as plain data: what the factory writes and the data set reads. No Qt, no
torch.

On disk a scene is `<name>.webp` (lossless, RGB) beside `<name>.json`:
    {"skin": "arc:sheet", "scale": 1.0, "size": [W, H],
     "elements": [{"box": [x0, y0, x1, y1], "kind": "button", "states": [...], "text": "Save", "icon":
     "save"}]}
Boxes are in pixels of the picture, origin top left, x1/y1 exclusive.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from agent.errors import UsageError
from agent.types import Pixels

Box = tuple[float, float, float, float]
PACK_BYTES = 60 * 1024 * 1024


@dataclass(frozen=True)
class Truth:
    """One labelled element. `icon` is what its picture means ("save"), where it bears one."""

    box: Box
    kind: str
    states: tuple[str, ...] = ()
    text: str = ""
    icon: str = ""


@dataclass(frozen=True)
class SceneTruth:
    """All that is known of one picture. `size` is (width, height) in pixels."""

    size: tuple[int, int]
    elements: tuple[Truth, ...]
    skin: str = ""
    scale: float = 1.0
    extra: dict[str, Any] = field(default_factory=dict)


def to_json(truth: SceneTruth) -> str:
    """The truth as one line of JSON."""
    return json.dumps(asdict(truth), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> SceneTruth:
    """The inverse of `to_json`. Raises UsageError when the text is no scene."""
    try:
        raw = json.loads(text)
        elements = tuple(
            Truth(tuple(e["box"]), e["kind"], tuple(e["states"]), e["text"], e["icon"])
            for e in raw["elements"]
        )
        return SceneTruth(tuple(raw["size"]), elements, raw["skin"], raw["scale"], raw["extra"])
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            "A scene's truth file is not in the form that the data factory writes; draw it again."
        ) from error


def save_scene(folder: Path, name: str, pixels: Pixels, truth: SceneTruth) -> None:
    """Writes the picture (lossless WebP) and its truth; the truth comes last, so a half scene is never
    read."""
    from PIL import Image

    Image.fromarray(pixels).save(folder / f"{name}.webp", lossless=True, quality=20, method=1)
    (folder / f"{name}.json").write_text(to_json(truth), encoding="utf-8")


def load_pixels(path: Path) -> Pixels:
    """A picture file as [H, W, 3] uint8 RGB."""
    from PIL import Image

    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


def scene_names(folder: Path) -> list[str]:
    """Names of the complete scenes of a folder, sorted."""
    return sorted(p.stem for p in folder.glob("*.json") if p.with_suffix(".webp").exists())


def _groups(files: Iterable[Path], limit: int) -> Iterator[list[Path]]:
    group: list[Path] = []
    size = 0
    for file in files:
        grown = size + file.stat().st_size
        if group and grown > limit:
            yield group
            group, grown = [], file.stat().st_size
        group.append(file)
        size = grown
    if group:
        yield group


def pack(folder: Path, out: Path, limit: int = PACK_BYTES) -> list[Path]:
    """Packs a folder's scenes into zip files of at most `limit` bytes of content each; returns their
    paths."""
    out.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{n}{ext}" for n in scene_names(folder) for ext in (".json", ".webp")]
    packs = []
    for index, group in enumerate(_groups(files, limit)):
        path = out / f"scenes-{index:03d}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for file in group:
                archive.write(file, file.name)
        packs.append(path)
    return packs


def unpack(packs: Iterable[Path], folder: Path) -> None:
    """The inverse of `pack`."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in packs:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
