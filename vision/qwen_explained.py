"""What each level of a Qwen3-VL did for one answer, when asked: three measures, in words and as pictures.

There are no gates in it, so these are called contributions; vision/qwen_levels.py says what each measure is
and what it is no proof of.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from agent.errors import ModelError
from agent.messages import Request
from agent.types import Pixels
from vision.gates import WARM, bars

if TYPE_CHECKING:
    from vision.qwen import QwenModel
    from vision.qwen_levels import Contributions, Map

LONGEST = 400  # tokens of an answer that are looked at: a pass backward keeps them all


@dataclass(frozen=True, eq=False)
class Explained:
    """`lost`: nats of the answer's log-probability with each level, and with all of them, at zero."""

    added: Contributions
    gradient: Contributions
    lost: dict[str, float]


def explained(model: QwenModel, request: Request, answer: str) -> Explained:
    """Asks the model once more, with the answer that it gave. Raises ModelError where it has no levels, where
    there was no picture, and where the memory does not do."""
    from vision.qwen import encoded, has_levels
    from vision.qwen_levels import gradient_times_input, leave_one_out, level_names, norm_ratio, tap

    if not request.pictures or not answer:
        raise ModelError("There are no levels to show without a picture and an answer.")
    loaded = model.ready()
    if not has_levels(loaded.model):
        level_names(loaded.model)  # says so
    inputs = encoded(loaded, request)
    words = loaded.processor.tokenizer(answer, return_tensors="pt", add_special_tokens=False)
    ids = words.input_ids[:, :LONGEST].to(loaded.device)
    with model.alone():
        lost = leave_one_out(loaded.model, inputs, ids)
        with tap(loaded.model) as record:
            gradient = gradient_times_input(loaded.model, inputs, ids)
        return Explained(norm_ratio(loaded.model, inputs, record), gradient, lost)


def draw(found: Explained, pixels: Pixels, folder: Path) -> list[Path]:
    """Bars for the two measures of shares, and a map of each level's gradient over the picture."""
    from PIL import Image

    made = {
        "added.png": bars(
            list(found.added.shares.items()), "contribution: what was added, against the stream"
        ),
        "gradient.png": bars(list(found.gradient.shares.items()), "contribution: gradient × input"),
    }
    for name, where in found.gradient.maps.items():
        made[f"{name.replace(' ', '-')}.png"] = warm(pixels, where)
    for name, picture in made.items():
        Image.fromarray(picture).save(folder / name)
    return [folder / name for name in made]


def told(found: Explained) -> list[str]:
    """A line for each level: its shares, and what the answer loses without it."""
    lines = [
        f"{name}: contribution {found.added.shares[name]:.0%} by what it adds, "
        f"{found.gradient.shares.get(name, 0):.0%} by gradient × input; without it the answer is "
        f"{abs(lost):.2f} nats {'less' if lost >= 0 else 'more'} likely"
        for name, lost in found.lost.items()
        if name in found.added.shares
    ]
    return [*lines, f"without all of them: {found.lost['all levels']:.2f} nats lost"]


def warm(pixels: Pixels, where: Map) -> Pixels:
    """The picture in grey, the redder the more a place counts; the strongest of this map is full red."""
    from PIL import Image

    height, width = pixels.shape[:2]
    strength = where / max(float(where.max()), 1e-12)
    wide = Image.fromarray(strength.astype(np.float32)).resize((width, height), Image.Resampling.BILINEAR)
    share = np.asarray(wide, dtype=np.float32).clip(0, 1)[..., None] * 0.75
    grey = pixels.mean(axis=2, keepdims=True) * 0.6 + 90
    mixed: Pixels = (grey * (1 - share) + np.asarray(WARM) * share).clip(0, 255).astype(np.uint8)
    return mixed
