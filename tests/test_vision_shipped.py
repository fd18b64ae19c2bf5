"""The eye as it is shipped: its weights load, it finds what is there, and sees nothing where nothing is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
import torch  # noqa: TID253 — the model's own test
from PIL import Image

from agent.types import Frame, Pixels
from vision import weights
from vision.capture import PictureScreen
from vision.loading import WEIGHTS, reader_for
from vision.perceive import DesktopEyes
from vision.runtime import EyeModel
from vision.runtime_torch import TorchRuntime
from vision.training.augment import nothing

MOST = 5  # elements on a picture of nothing
CHANCE = np.random.default_rng(0)
NOTHING: dict[str, Pixels] = {
    "one colour": np.full((400, 640, 3), 200, np.uint8),
    "black": np.zeros((320, 240, 3), np.uint8),
    "noise": CHANCE.integers(0, 256, (400, 640, 3), dtype=np.uint8),
    "grey noise": np.repeat(CHANCE.integers(0, 256, (400, 640, 1), dtype=np.uint8), 3, axis=2),
    "faint noise": (200 + CHANCE.normal(0, 6, (400, 640, 3))).clip(0, 255).astype(np.uint8),
    "a strip": np.full((40, 4000, 3), 90, np.uint8),
    "a column": np.full((3000, 30, 3), 90, np.uint8),
    "a shade": np.repeat(np.linspace(0, 255, 640, dtype=np.uint8)[None, :, None], 400, 0).repeat(3, 2),
    "one pixel": np.zeros((1, 1, 3), np.uint8),
    **{f"clouds {seed}": nothing(448, Random(seed)).pixels for seed in (40, 41, 42, 43)},
}
# In a process of its own: other tests leave their style and fonts to this one's application.
DRAW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.sample import EventLog, SampleWindow
application, log = QApplication([]), EventLog(Path(sys.argv[2]))
window = SampleWindow(log)
window.show()
window.grab().save(sys.argv[1])
log.close()
"""


@pytest.fixture(scope="module")
def model() -> EyeModel:
    torch.set_num_threads(2)
    return EyeModel(TorchRuntime(weights.load(WEIGHTS)))


@pytest.fixture(scope="module")
def eyes(model: EyeModel) -> DesktopEyes:
    return DesktopEyes(reader_for(model, threads=2), model)


def test_the_weights_are_small_enough_and_the_levels_have_their_say() -> None:
    assert WEIGHTS.stat().st_size <= 16_000_000
    eye = weights.load(WEIGHTS)
    assert eye.has_meaning
    gates = eye.see(torch.rand(1, 3, 128, 192)).gates
    assert gates is not None
    assert gates.sum().item() == pytest.approx(1.0, abs=1e-4)


@pytest.mark.slow
@pytest.mark.parametrize("name", NOTHING)
def test_nothing_is_seen_where_nothing_is(eyes: DesktopEyes, name: str) -> None:
    assert len(eyes.look(Frame(pixels=NOTHING[name])).elements) <= MOST


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "I;16", "1", "P"])
def test_pictures_of_every_depth_are_looked_at(eyes: DesktopEyes, tmp_path: Path, mode: str) -> None:
    plain = Image.new("RGB", (200, 120), (180, 200, 220))
    picture: Any = Image.new("I;16", (200, 120), 40_000) if mode == "I;16" else plain.convert(mode)
    picture.save(tmp_path / "picture.png")
    seen = eyes.look(PictureScreen(tmp_path / "picture.png").grab())
    assert seen.frame.pixels.shape == (120, 200, 3)
    assert len(seen.elements) <= MOST


@pytest.mark.slow
def test_a_log_in_form_is_understood(eyes: DesktopEyes, tmp_path: Path) -> None:
    drawing = [sys.executable, "-c", DRAW, str(tmp_path / "form.png"), str(tmp_path / "events")]
    subprocess.run(drawing, check=True, timeout=60, cwd=Path(__file__).parent.parent)
    seen = eyes.look(PictureScreen(tmp_path / "form.png").grab())
    kinds = {element.name: element.kind for element in seen.elements}
    assert kinds["Login"] == kinds["Cancel"] == "button"
    assert kinds["Remember me"] == "checkbox"
    assert {"text_field", "password_field"} <= {element.kind for element in seen.elements}
    assert len(seen.gates) == 8
    assert sum(weight for _, weight in seen.gates) == pytest.approx(1.0, abs=1e-3)


@pytest.mark.slow
def test_the_eye_tells_what_words_mean_and_what_weighs_in_that(model: EyeModel, tmp_path: Path) -> None:
    drawing = [sys.executable, "-c", DRAW, str(tmp_path / "form.png"), str(tmp_path / "events")]
    subprocess.run(drawing, check=True, timeout=60, cwd=Path(__file__).parent.parent)
    eyes, frame = (
        DesktopEyes(reader_for(model, threads=2), model),
        PictureScreen(tmp_path / "form.png").grab(),
    )
    assert eyes.look(frame, "click Login").meant == ()
    eyes.explain = True
    for words in ("click Login", "the Cancel button", "tick Remember me"):
        seen = eyes.look(frame, words)
        likeliest = max(zip(seen.meant, seen.elements, strict=True), key=lambda pair: pair[0])[1]
        assert likeliest.name in words
        assert sum(weight for _, weight in seen.gates) == pytest.approx(1.0, abs=1e-3)
    absent = eyes.look(frame, "click the printer icon")
    assert 1 - sum(absent.meant) > max(absent.meant)
    assert eyes.look(frame, "click Login").gates != absent.gates
