"""Scenes that GTK draws: the same for the same seed, and every box shows what it says it shows."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from vision.kinds import COARSE_KINDS, ELEMENT_KINDS, STATES
from vision.training.scene import SceneTruth, from_json, load_pixels, scene_names

PYTHON = "/usr/bin/python3"  # Debian's own, which has the toolkit's bindings
ROOT = Path(__file__).parent.parent
PARTS = "import gi, PIL; gi.require_version('Gtk', '3.0'); from gi.repository import Gtk"


def _has_gtk() -> bool:
    if not (Path(PYTHON).exists() and shutil.which("xvfb-run") and shutil.which("xauth")):
        return False
    return (
        subprocess.run([PYTHON, "-W", "ignore", "-c", PARTS], capture_output=True, check=False).returncode
        == 0
    )


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not _has_gtk(), reason="needs Debian's python3-gi, gir1.2-gtk-3.0, python3-pil and xvfb"
    ),
]


def drawn(out: Path, *more: str) -> None:
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1280x800x24"]
    factory = [PYTHON, "-W", "ignore", "-m", "vision.training.gtk_scenes", "--out", str(out), *more]
    told = subprocess.run(
        [*screen, *factory], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        env={k: v for k, v in os.environ.items() if k not in ("DISPLAY", "PYTHONPATH")},
    )  # fmt: skip
    assert told.returncode == 0, told.stderr


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("gtk")
    drawn(out, "--count", "6", "--seed", "3")
    return Path(out)


def truths(folder: Path) -> list[SceneTruth]:
    return [from_json((folder / f"{n}.json").read_text(encoding="utf-8")) for n in scene_names(folder)]


def test_kinds_and_states_are_the_eyes_and_boxes_lie_on_the_screen(scenes: Path) -> None:
    found = truths(scenes)
    assert len(found) == 6
    elements = [e for truth in found for e in truth.elements]
    assert {e.kind for e in elements} <= {*ELEMENT_KINDS, *COARSE_KINDS[1:]}
    assert {s for e in elements for s in e.states} <= set(STATES)
    assert len({e.kind for e in elements}) > 8
    for e in elements:
        assert 0 <= e.box[0] < e.box[2] <= 1280
        assert 0 <= e.box[1] < e.box[3] <= 800


def test_a_button_a_field_and_a_label_are_no_empty_ground(scenes: Path) -> None:
    for name, truth in zip(scene_names(scenes), truths(scenes), strict=True):
        pixels = load_pixels(scenes / f"{name}.webp")
        for e in truth.elements:
            if e.kind in ("button", "icon_button", "label", "menu_bar_item") and e.text:
                x0, y0, x1, y1 = (round(v) for v in e.box)
                assert np.ptp(pixels[y0:y1, x0:x1].astype(int)) > 20, (name, e)


def test_the_same_seed_draws_the_same(scenes: Path, tmp_path: Path) -> None:
    drawn(tmp_path, "--count", "2", "--seed", "3")
    assert truths(tmp_path) == truths(scenes)[:2]
    for name in scene_names(tmp_path):
        assert np.array_equal(load_pixels(tmp_path / f"{name}.webp"), load_pixels(scenes / f"{name}.webp"))
