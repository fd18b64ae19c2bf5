"""The torch model → OpenVINO's files: `python -m vision.export WEIGHTS FOLDER`, made once and kept.

Run as a process of its own (`in_a_process`), since the conversion leaves threads, and torch's memory, behind.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

import torch  # noqa: TID253 — only imported where the files are not there yet
from torch import Tensor, nn  # noqa: TID253

from vision import weights
from vision.heads import Maps
from vision.model import Eye
from vision.naming import naming_of
from vision.ocr import silence_telemetry
from vision.runtime import LEVELS

EXAMPLE = (256, 320)


class _Trunk(nn.Module):
    """picture → the dense heads' maps and the maps that `describe` reads."""

    def __init__(self, eye: Eye) -> None:
        super().__init__()
        self.eye = eye

    def forward(self, picture: Tensor) -> tuple[Tensor, ...]:
        seen = self.eye.see(picture, meaning=self.eye.has_meaning)
        maps = seen.maps
        gates = maps.m16.new_zeros(1, len(self.eye.levels)) if seen.gates is None else seen.gates
        return (*seen.dense, gates, maps.m1, maps.m8, maps.m16)


class _Describe(nn.Module):
    def __init__(self, eye: Eye) -> None:
        super().__init__()
        self.head = eye.element

    def forward(self, m1: Tensor, m8: Tensor, m16: Tensor, boxes: Tensor) -> tuple[Tensor, ...]:
        said = self.head(Maps(m1, m8, m8, m16), boxes)  # the head reads no m4
        return said.kinds, said.states, said.embedding


def export(eye: Eye, folder: Path) -> None:
    """Writes the two graphs into `folder`, which appears only when it is whole. Raises OSError."""
    silence_telemetry()
    import openvino

    picture = torch.zeros(1, 3, *EXAMPLE)
    with torch.inference_mode():
        seen = eye.see(picture, meaning=False).maps
        maps = (seen.m1, seen.m8, seen.m16)
    boxes = torch.tensor([[[8.0, 8.0, 72.0, 40.0], [40.0, 60.0, 90.0, 80.0]]])
    folder.parent.mkdir(parents=True, exist_ok=True)
    waiting = Path(tempfile.mkdtemp(dir=folder.parent, prefix="export-"))
    trunk = openvino.convert_model(_Trunk(eye), example_input=picture, input=[1, 3, -1, -1])
    describe = openvino.convert_model(
        _Describe(eye),
        example_input=(*maps, boxes),
        input=[*([1, m.shape[1], -1, -1] for m in maps), [1, -1, 4]],
    )
    openvino.save_model(trunk, waiting / "trunk.xml", compress_to_fp16=True)
    openvino.save_model(describe, waiting / "describe.xml", compress_to_fp16=True)
    naming_of(eye).save(waiting)
    (waiting / LEVELS).write_text(json.dumps(eye.levels if eye.has_meaning else ()), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    waiting.replace(folder)


if __name__ == "__main__":
    export(weights.load(Path(sys.argv[1])), Path(sys.argv[2]))
