"""Training's state on disk, in parts small enough to travel: fp16 EMA weights, and the rest cut into
numbered files.

<folder>/eye.safetensors      the averaged weights, ready for vision.weights.load
<folder>/state-000.bin …      weights, averages and the optimiser's moments (torch.save, cut every PART bytes)
<folder>/progress.json        step, seconds, options, and how many parts belong together
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import torch  # noqa: TID253 — training only

from agent.errors import UsageError
from vision import weights
from vision.model import Eye

PART = 15 * 1024 * 1024


def save(folder: Path, averaged: Eye, state: dict[str, Any], progress: dict[str, Any]) -> None:
    """Writes a checkpoint; progress.json comes last and names the parts, so a broken write is never
    resumed."""
    folder.mkdir(parents=True, exist_ok=True)
    weights.save(averaged, folder / "eye.safetensors", {"step": str(progress["step"])})
    buffer = io.BytesIO()
    torch.save(state, buffer)
    data = buffer.getvalue()
    turn = 1 - _progress(folder).get("turn", 1)  # two sets of parts, written by turns
    count = -(-len(data) // PART)
    for part in range(count):
        (folder / f"state-{turn}{part:02d}.bin").write_bytes(data[part * PART : (part + 1) * PART])
    waiting = folder / "progress.part"
    waiting.write_text(json.dumps({**progress, "turn": turn, "parts": count}), encoding="utf-8")
    waiting.replace(folder / "progress.json")
    for old in folder.glob(f"state-{1 - turn}*.bin"):
        old.unlink()


def _progress(folder: Path) -> dict[str, Any]:
    path = folder / "progress.json"
    if not path.exists():
        return {}
    progress: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return progress


def load(folder: Path) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """(state, progress) of the last checkpoint, or None where there is none. Raises UsageError when parts
    are missing."""
    progress = _progress(folder)
    if not progress:
        return None
    try:
        parts = [
            (folder / f"state-{progress['turn']}{i:02d}.bin").read_bytes() for i in range(progress["parts"])
        ]
        state: dict[str, Any] = torch.load(io.BytesIO(b"".join(parts)), map_location="cpu", weights_only=True)
    except (OSError, RuntimeError) as error:
        raise UsageError(
            f"The checkpoint in {folder} is not whole; begin again in an empty folder."
        ) from error
    return state, progress
