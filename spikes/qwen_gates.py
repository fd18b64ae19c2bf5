"""An experiment, and UNTRAINED: our gated fusion over the levels of a Qwen3-VL's vision.

    python spikes/qwen_gates.py MODEL_FOLDER PICTURE [QUESTION]

The article fuses the levels of a vision tower by softmax gates that a text asks for. A Qwen3-VL adds its
levels to the words instead. Here its tapped levels go through vision/fusion.py's own GatedFusion, with the
question's mean embedding as the query: it shows that the shapes and the gradients fit together, and what a
training would begin from. The gates start equal and mean nothing until they are trained; no part of Deskhand
uses this.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from agent.messages import Picture, Request, user
from vision.fusion import GatedFusion
from vision.qwen import QwenModel, encoded
from vision.qwen_levels import level_names, tap


def gated_levels(model: QwenModel, picture: Picture, question: str) -> tuple[Tensor, Tensor, GatedFusion]:
    """fused [1, tokens, width], gates [1, levels], and the untrained fusion. Raises ModelError."""
    loaded = model.ready()
    inputs = encoded(loaded, Request((user(picture, question),)))
    with torch.inference_mode(), tap(loaded.model) as record:
        loaded.model(**inputs)
    levels = torch.stack([record.added[name] for name in level_names(loaded.model)])[None].float().clone()
    aligned = torch.nn.functional.layer_norm(levels, levels.shape[-1:])
    fusion = GatedFusion(levels.shape[1], levels.shape[-1]).to(levels.device)
    fused, gates = fusion(aligned, _query(loaded, question))
    return fused, gates, fusion


def _query(loaded: Any, question: str) -> Tensor:
    """The mean of the question's own word embeddings, [1, width]."""
    ids = loaded.processor.tokenizer(question, return_tensors="pt").input_ids.to(loaded.device)
    embedded: Tensor = loaded.model.get_input_embeddings()(ids).detach().float()
    return embedded.mean(dim=1)


def main() -> None:
    import numpy as np
    from PIL import Image

    folder, path, *words = sys.argv[1:]
    with Image.open(path) as image:
        picture = Picture(np.asarray(image.convert("RGB")))
    model = QwenModel(Path(folder), "cuda" if torch.cuda.is_available() else "cpu")
    fused, gates, _ = gated_levels(model, picture, " ".join(words) or "What is this?")
    names = level_names(model.ready().model)
    print(f"UNTRAINED: {fused.shape[1]} tokens of width {fused.shape[2]} from {len(names)} levels")
    for name, gate in zip(names, gates[0].tolist(), strict=True):
        print(f"  {name}: gate {gate:.3f}")


if __name__ == "__main__":
    main()
