"""The gates' picture, and what `see --gates` says where no model looked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from agent.cli import main
from agent.types import Box, Element, Frame, Observation
from vision.gates import BAR, WIDTH, bars, warmth

LEVELS = (("s4", 0.5), ("s8", 0.25), ("ViT 2", 0.25))


def test_bars_are_as_long_as_the_weights() -> None:
    picture = bars(LEVELS, "a screen")
    assert picture.shape[1:] == (WIDTH, 3)
    blue = (picture == BAR).all(axis=-1).sum(axis=1)
    rows = [int(blue[top : top + 34].max()) for top in (56, 90, 124)]
    assert rows[0] == pytest.approx(2 * rows[1], abs=4)
    assert rows[1] == rows[2]


def test_no_levels_are_no_fault() -> None:
    assert bars((), "nothing").shape[1] == WIDTH


def test_without_a_model_see_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Image.fromarray(np.full((40, 60, 3), 200, np.uint8)).save(tmp_path / "a.png")
    assert main(["see", str(tmp_path / "a.png"), "--gates", str(tmp_path / "out")]) == 2
    assert "DESKHAND_EYE=auto" in capsys.readouterr().err


def test_warmth_reddens_what_is_meant() -> None:
    boxes = [Box(x0=10, y0=40, x1=40, y1=60), Box(x0=100, y0=40, x1=140, y1=60)]
    elements = tuple(Element(id=i, box=box, kind="button") for i, box in enumerate(boxes))
    frame = Frame(np.full((100, 300, 3), 255, np.uint8))
    picture = warmth(Observation(frame, elements, LEVELS, 0.1, (0.9, 0.0))).astype(int)
    red, grey = picture[50, 25], picture[50, 120]
    assert red[0] - red[1] > 80
    assert grey.max() - grey.min() == 0


def test_a_query_needs_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Image.fromarray(np.full((40, 60, 3), 200, np.uint8)).save(tmp_path / "a.png")
    assert main(["see", str(tmp_path / "a.png"), "--query", "Save"]) == 2
    assert "--gates" in capsys.readouterr().err
