"""The model as torch computes it, on the processor or a GPU."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from vision.decode import DenseMaps, Floats
from vision.naming import naming_of
from vision.pieces import PieceTable
from vision.runtime import Asked, Trunk

if TYPE_CHECKING:
    from vision.model import Eye


class TorchRuntime:
    """Of an eye that was loaded already."""

    def __init__(self, eye: Eye) -> None:
        self._eye = eye
        self._meaning = eye.has_meaning
        self.naming = naming_of(eye)
        self.levels = eye.levels if eye.has_meaning else ()
        self._device = next(eye.parameters()).device
        self.name = "torch on CUDA" if self._device.type == "cuda" else "torch"

    def trunk(self, picture: Floats) -> Trunk:
        import torch

        with torch.inference_mode():
            tensor = torch.from_numpy(picture).to(self._device).contiguous(memory_format=torch.channels_last)
            seen = self._eye.see(tensor, meaning=self._meaning)
        gates = (
            () if seen.gates is None else tuple(seen.gates[0].reshape(-1, len(self.levels)).mean(0).tolist())
        )
        dense = DenseMaps(*(t[0].float().cpu().numpy() for t in seen.dense))
        return Trunk(dense, (seen.aligned, seen.maps), gates)

    def describe(self, maps: Any, boxes: Floats) -> tuple[Floats, Floats]:
        import torch

        with torch.inference_mode():
            said = self._eye.describe(maps[1], self._tensor(boxes)[None])
        return said.kinds[0].float().cpu().numpy(), said.states[0].float().cpu().numpy()

    def pictures(self, maps: Any, boxes: Floats) -> Floats:
        import torch

        with torch.inference_mode():
            shown = self._eye.element.pictures(maps[1].m1, self._tensor(boxes)[None])
        return np.asarray(shown[0].float().cpu().numpy(), np.float32)

    @property
    def pieces(self) -> PieceTable | None:
        if not self._eye.knows_phrases:
            return None
        return PieceTable(self._eye.phrases.words.table.weight.detach().float().cpu().numpy())

    def ground(self, maps: Any, asked: Asked) -> tuple[Floats, Floats]:
        import torch

        with torch.inference_mode():
            said = self._eye.ground(maps, *(self._tensor(part) for part in asked))
        return said.logits.float().cpu().numpy(), said.gates.float().cpu().numpy()

    @property
    def knows_lines(self) -> bool:
        return self._eye.lines.taught

    def lines(self, picture: Floats) -> tuple[Floats, Floats]:
        import torch

        with torch.inference_mode():
            tensor = self._tensor(picture).contiguous(memory_format=torch.channels_last)
            heat, sides = (t[0].float().cpu().numpy() for t in self._eye.lines(tensor))
        return heat[0], sides

    @property
    def knows_letters(self) -> bool:
        return self._eye.letters.taught

    def letters(self, signs: Floats) -> Floats:
        import torch

        with torch.inference_mode():
            return np.asarray(self._eye.letters(self._tensor(signs)).float().cpu().numpy(), np.float32)

    def relieve(self) -> None:
        """torch keeps none."""

    def settle(self) -> None:
        """It does nothing in the background."""

    def _tensor(self, values: Floats) -> Any:
        import torch

        return torch.from_numpy(values).to(self._device)
