"""The torch model → OpenVINO's files: `python -m vision.export WEIGHTS FOLDER`, made once and kept.

Run as a process of its own (`in_a_process`), since the conversion leaves threads, and torch's memory, behind.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch  # noqa: TID253 — only imported where the files are not there yet
from torch import Tensor, nn  # noqa: TID253

from vision import weights
from vision.heads import Maps
from vision.letters import SIDE
from vision.model import Eye
from vision.naming import naming_of
from vision.openvino_setup import prepare_openvino
from vision.pieces import SHARED
from vision.runtime_openvino import LEVELS, PIECES

EXAMPLE = (256, 320)


class _Trunk(nn.Module):
    """picture → the dense heads' maps and the maps that `describe` reads."""

    def __init__(self, eye: Eye) -> None:
        super().__init__()
        self.eye = eye

    def forward(self, picture: Tensor) -> tuple[Tensor, ...]:
        seen = self.eye.see_whole(picture, meaning=self.eye.has_meaning)
        maps = seen.maps
        gates = maps.m16.new_zeros(1, len(self.eye.levels)) if seen.gates is None else seen.gates
        said = (*seen.dense, gates, maps.m8, maps.m16)
        return said if seen.aligned is None else (*said, seen.aligned)


class _Describe(nn.Module):
    def __init__(self, eye: Eye) -> None:
        super().__init__()
        self.head = eye.element

    def forward(self, m8: Tensor, m16: Tensor, boxes: Tensor) -> tuple[Tensor, ...]:
        said = self.head(Maps(m8, m8, m8, m16), boxes)  # the head reads no m1 and no m4
        return said.kinds, said.states, said.hidden


class _Pictures(nn.Module):
    def __init__(self, eye: Eye) -> None:
        super().__init__()
        self.head = eye.element

    def forward(self, picture: Tensor, boxes: Tensor) -> Tensor:
        shown: Tensor = self.head.pictures(picture * 2 - 1, boxes)
        return shown


class _Ground(nn.Module):
    def __init__(self, eye: Eye) -> None:
        super().__init__()
        self.eye = eye

    def forward(
        self, m8: Tensor, m16: Tensor, aligned: Tensor, boxes: Tensor, texts: Tensor, phrases: Tensor,
        shared: Tensor,
    ) -> tuple[Tensor, ...]:  # fmt: skip
        return tuple(self.eye.ground((aligned, Maps(m8, m8, m8, m16)), boxes[0], texts, phrases, shared))


def export(eye: Eye, folder: Path) -> None:
    """Writes the graphs into `folder`, which appears only when it is whole. Raises OSError."""
    prepare_openvino()
    import openvino

    picture = torch.zeros(1, 3, *EXAMPLE)
    with torch.inference_mode():
        whole = eye.see(picture, meaning=eye.has_meaning)
    seen = whole.maps
    maps = (seen.m8, seen.m16)
    boxes = torch.tensor([[[8.0, 8.0, 72.0, 40.0], [40.0, 60.0, 90.0, 80.0]]])
    folder.parent.mkdir(parents=True, exist_ok=True)
    waiting = Path(tempfile.mkdtemp(dir=folder.parent, prefix="export-"))
    trunk = openvino.convert_model(_Trunk(eye), example_input=picture, input=[1, 3, -1, -1])
    describe = openvino.convert_model(
        _Describe(eye),
        example_input=(*maps, boxes),
        input=[*([1, m.shape[1], -1, -1] for m in maps), [1, -1, 4]],
    )
    pictures = openvino.convert_model(
        _Pictures(eye), example_input=(picture, boxes), input=[[1, 3, -1, -1], [1, -1, 4]]
    )
    graphs = {"trunk": trunk, "describe": describe, "pictures": pictures}
    if eye.lines.taught:
        graphs["lines"] = openvino.convert_model(eye.lines, example_input=picture, input=[1, 3, -1, -1])
    if eye.letters.taught:
        signs = torch.zeros(2, 1, SIDE, SIDE)
        graphs["letters"] = openvino.convert_model(
            eye.letters, example_input=signs, input=[-1, 1, SIDE, SIDE]
        )
    if eye.knows_phrases:
        assert whole.aligned is not None
        graphs["ground"] = _ground(eye, (*maps, whole.aligned), boxes)
        np.save(waiting / PIECES, eye.phrases.words.table.weight.detach().half().numpy())
    for name, graph in graphs.items():
        openvino.save_model(graph, waiting / f"{name}.xml", compress_to_fp16=True)
    naming_of(eye).save(waiting)
    (waiting / LEVELS).write_text(json.dumps(eye.levels if eye.has_meaning else ()), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    waiting.replace(folder)


def _ground(eye: Eye, maps: tuple[Tensor, Tensor, Tensor], boxes: Tensor) -> Any:
    import openvino

    m8, m16, aligned = maps
    pieces = eye.phrases.words.table.embedding_dim
    words = (torch.zeros(2, pieces), torch.zeros(1, pieces), torch.zeros(1, 2, SHARED))
    return openvino.convert_model(
        _Ground(eye),
        example_input=(*maps, boxes, *words),
        input=[
            [1, m8.shape[1], -1, -1], [1, m16.shape[1], -1, -1], [1, aligned.shape[1], -1, aligned.shape[3]],
            [1, -1, 4], [-1, pieces], [-1, pieces], [-1, -1, SHARED],
        ],
    )  # fmt: skip


if __name__ == "__main__":
    export(weights.load(Path(sys.argv[1])), Path(sys.argv[2]))
