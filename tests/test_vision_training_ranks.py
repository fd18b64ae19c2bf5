"""Several processes train one model: the same weights in each, from different crops."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch  # noqa: TID253 — the model's own test

from vision.training.ranks import Ranks, join
from vision.training.scene import SceneTruth, Truth, save_scene

WORKER = """
import sys
import torch
from pathlib import Path
from vision.backbone import EyeConfig
from vision.training.options import Options
from vision.training.ranks import join, leave
from vision.training.train import train
tiny = EyeConfig(pyramid=(8, 8, 16, 16), width=24, vit=16, layers=2, heads=2, taps=(1, 2), neck=8, fine=8)
ranks = join()
options = Options(Path(sys.argv[1]), Path(sys.argv[2]), steps=3, batch=2, side=64, threads=1, device="cpu")
trainer = train(options, tiny, ranks)
total = sum(p.double().abs().sum() for p in trainer.model.parameters())
seen = trainer.ranks.seed(7)
leave(ranks)
print("rank", ranks.rank, seen, f"{float(total):.9f}")
"""


def test_one_process_alone_needs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORLD_SIZE", raising=False)
    alone = join()
    assert alone == Ranks()
    weight = torch.nn.Parameter(torch.ones(2))
    weight.grad = torch.ones(2)
    alone.average([weight])
    assert weight.grad.tolist() == [1, 1]
    assert alone.agreed(0.25, torch.device("cpu")) == 0.25
    assert alone.seed(5) == 5
    assert alone.device("cpu").type == "cpu"


@pytest.mark.slow
def test_two_processes_end_with_the_same_weights(tmp_path: Path) -> None:
    scenes = tmp_path / "scenes"
    scenes.mkdir()
    for name, x in (("a", 8.0), ("b", 40.0)):
        truth = (Truth((x, 20.0, x + 40, 44.0), "button"),)
        save_scene(scenes, name, np.full((96, 96, 3), 220, np.uint8), SceneTruth((96, 96), truth))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "torch.distributed.run", "--nproc-per-node", "2", "--master-addr", "127.0.0.1",
        "--master-port", str(port), str(_script(tmp_path)), str(scenes), str(tmp_path / "out"),
    ]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=240, check=False, cwd=Path(__file__).parents[1],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    told = sorted(line.split() for line in done.stdout.splitlines() if line.startswith("rank"))
    assert [line[1] for line in told] == ["0", "1"]
    assert told[0][2] != told[1][2]
    assert told[0][3] == told[1][3]
    assert (tmp_path / "out" / "eye.safetensors").is_file()


def _script(folder: Path) -> Path:
    path = folder / "worker.py"
    path.write_text(WORKER, encoding="utf-8")
    return path
