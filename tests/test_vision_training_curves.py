"""The curves' picture: one panel for each loss, whatever the log holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from vision.training.curves import draw, series_of, smoothed


def log_of(folder: Path, lines: int) -> Path:
    path = folder / "log.jsonl"
    made = [
        {"step": 10 * i, "seconds": i, "scenes": 3, "heat": 1 / (i + 1), "box": 2.0} for i in range(lines)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in made), encoding="utf-8")
    return path


def test_every_loss_is_a_series_and_a_torn_line_is_left_out(tmp_path: Path) -> None:
    log = log_of(tmp_path, 4)
    with log.open("a", encoding="utf-8") as file:
        file.write('{"step": 40, "he')
    found = series_of(log)
    assert set(found) == {"heat", "box"}
    assert found["box"] == [(0, 2.0), (10, 2.0), (20, 2.0), (30, 2.0)]


def test_the_mean_starts_where_the_values_start() -> None:
    assert smoothed([4.0, 4.0, 4.0]) == pytest.approx([4.0, 4.0, 4.0])
    assert 0 < smoothed([1.0, 0.0])[-1] < 1
    assert smoothed([]) == []


def test_the_picture_is_drawn_when_there_is_something_to_draw(tmp_path: Path) -> None:
    draw(tmp_path / "log.jsonl", tmp_path / "curves.png")
    draw(log_of(tmp_path, 1), tmp_path / "curves.png")
    assert not (tmp_path / "curves.png").exists()
    draw(log_of(tmp_path, 30), tmp_path / "curves.png")
    with Image.open(tmp_path / "curves.png") as picture:
        assert picture.width > 900
        assert len(picture.convert("RGB").getcolors(100_000) or ()) > 3
    assert [p.name for p in tmp_path.glob("*.part.png")] == []
