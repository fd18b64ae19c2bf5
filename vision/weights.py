"""The eye's weights on disk: one safetensors file, half precision, with the model's measures and a hash in
its head.

The file's metadata holds {"format": "deskhand-eye-1", "config": JSON, "sha256": of the tensors' bytes by
name, …}.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch  # noqa: TID253 — the eye's own files are imported only by those who run it
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor  # noqa: TID253

from agent.errors import UsageError
from vision.backbone import EyeConfig
from vision.model import Eye, laid_out

FORMAT = "deskhand-eye-1"
MEANING = ("vit.", "aligner.", "fusion.", "phrases.")  # left out of the file while they have no say
LINES, LETTERS = "lines.", "letters."  # also left out until they are taught


def digest(tensors: Mapping[str, Tensor]) -> str:
    """SHA-256 over names, shapes and bytes, in the order of the names."""
    total = hashlib.sha256()
    for name in sorted(tensors):
        tensor = tensors[name].detach().cpu().contiguous()
        total.update(f"{name}{tuple(tensor.shape)}{tensor.dtype}".encode())
        total.update(tensor.reshape(-1).view(torch.uint8).numpy().tobytes())
    return total.hexdigest()


def save(model: Eye, path: Path, notes: Mapping[str, str] | None = None) -> None:
    """Writes the model in half precision; `notes` go into the head beside the configuration."""
    tensors = {
        name: (t.half() if t.is_floating_point() else t).contiguous().cpu()
        for name, t in model.state_dict().items()
        if (model.has_meaning or not name.startswith(MEANING))
        and (model.lines.taught or not name.startswith(LINES))
        and (model.letters.taught or not name.startswith(LETTERS))
    }
    head = {"format": FORMAT, "config": json.dumps(asdict(model.config)), "sha256": digest(tensors)}
    waiting = path.with_suffix(".part")
    save_file(tensors, waiting, {**(notes or {}), **head})
    waiting.replace(path)


def load(path: Path, device: torch.device | str = "cpu") -> Eye:
    """The model in single precision, ready to see (evaluation mode, channels last).

    Raises UsageError when the file is missing, damaged, or not weights of this eye.
    """
    tensors, head = _read(path)
    if head.get("format") != FORMAT or "config" not in head:
        raise UsageError(
            f"{path.name} holds no weights of this eye; name a file that `deskhand train` wrote."
        )
    if digest(tensors) != head.get("sha256"):
        raise UsageError(f"The weights in {path.name} are damaged; install Deskhand's package again.")
    try:
        model = Eye(_config(head["config"]))
        missing, unknown = model.load_state_dict(tensors, strict=False)
        if unknown or not all(name.startswith((*MEANING, LINES, LETTERS)) for name in missing):
            raise ValueError
    except (RuntimeError, TypeError, ValueError) as error:
        raise UsageError(
            f"The weights in {path.name} are of another version; install Deskhand's again."
        ) from error
    return laid_out(model.float().eval(), device)


def tensors_of(path: Path) -> dict[str, Tensor]:
    """The tensors of a weights file by name, as they are stored. Raises UsageError when it cannot be read."""
    return _read(path)[0]


def take_over(model: Eye, path: Path) -> None:
    """Gives the model every tensor of a weights file that has one of its names and shapes."""
    own = model.state_dict()
    given = {n: t for n, t in tensors_of(path).items() if n in own and own[n].shape == t.shape}
    model.load_state_dict(given, strict=False)


def _read(path: Path) -> tuple[dict[str, Tensor], dict[str, str]]:
    try:
        with safe_open(path, framework="pt") as file:
            return {name: file.get_tensor(name) for name in file.keys()}, file.metadata() or {}  # noqa: SIM118
    except (OSError, SafetensorError) as error:
        raise UsageError(
            f"The weights file {path} cannot be read; install Deskhand's package again."
        ) from error


def _config(text: str) -> EyeConfig:
    raw: dict[str, Any] = json.loads(text)
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in raw.items()}
    return EyeConfig(**values)
