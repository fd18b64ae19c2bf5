"""A model's folder: is all of it there, whole, and of a kind that Deskhand runs? Nothing is loaded."""

from __future__ import annotations

import hashlib
import json
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent.errors import ModelError

RUNS = ("qwen3_vl", "qwen3_vl_moe", "qwen2_5_vl", "qwen2_vl")
NEEDED = ("config.json", "tokenizer_config.json")
HASHES = "deskhand-hashes.json"  # in the folder: what each file was when it was downloaded
CHUNK = 1 << 22
LONGEST_HEADER = 100_000_000  # bytes; the format allows no more
_HUB_BLOB = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class ModelFiles:
    """What a folder holds."""

    folder: Path
    model_type: str
    config: dict[str, Any]
    weights: tuple[Path, ...]

    @property
    def size(self) -> int:
        """Bytes of weights."""
        return sum(path.stat().st_size for path in self.weights)


def files_in(folder: Path) -> ModelFiles:
    """Raises ModelError with what is missing or broken, and what to do."""
    if not folder.is_dir():
        raise ModelError(f"There is no model folder {folder}; `deskhand models` lists what is here.")
    for name in NEEDED:
        if not (folder / name).is_file():
            raise ModelError(f"The model folder {folder} has no {name}; download the model again.")
    config = _json(folder / "config.json")
    model_type = str(config.get("model_type", ""))
    if model_type not in RUNS:
        raise ModelError(
            f"{folder.name} is a model of the type {model_type or 'unknown'!r}, which Deskhand does not run "
            f"itself ({', '.join(RUNS)}); serve it with vLLM or the like, and use --planner remote."
        )
    if config.get("auto_map"):
        raise ModelError(
            f"{folder.name} wants to run code of its own, which Deskhand never lets a model do; use another."
        )
    weights = _weights(folder)
    for path in weights:
        _check_header(path)
    return ModelFiles(folder, model_type, config, weights)


def picture_bounds(files: ModelFiles) -> tuple[int, int] | None:
    """The fewest and the most pixels that its own processor makes a picture have; None where it does not
    say. Files of both ages of transformers are read: `size`, and `min_pixels` with `max_pixels`."""
    path = files.folder / "preprocessor_config.json"
    found = _json(path) if path.is_file() else {}
    size = found.get("size")
    edges = size if isinstance(size, dict) else {}
    least = found.get("min_pixels", edges.get("shortest_edge"))
    most = found.get("max_pixels", edges.get("longest_edge"))
    if not isinstance(least, int) or not isinstance(most, int):
        return None
    return (least, most) if 0 < least <= most else None


def verify(
    files: ModelFiles, known: dict[str, str], progress: Callable[[str], None] = lambda name: None
) -> int:
    """Compares each weight file with its known hash (`known`: file name → SHA-256); how many had one.

    Raises ModelError for a file that is another than was published.
    """
    compared = 0
    for path in files.weights:
        wanted = known.get(path.name) or hub_hash(path)
        if wanted is None:
            continue
        progress(path.name)
        if sha256(path) != wanted:
            raise ModelError(
                f"{path.name} of {files.folder.name} is damaged (its hash is wrong); download the model "
                "again."
            )
        compared += 1
    return compared


def known_hashes(folder: Path) -> dict[str, str]:
    """What the download wrote down; nothing where the folder came another way."""
    path = folder / HASHES
    if not path.is_file():
        return {}
    found = _json(path)
    return {str(name): str(value) for name, value in found.items()}


def hub_hash(path: Path) -> str | None:
    """In the hub's cache a large file is a link to a blob that is named by its SHA-256."""
    name = path.resolve().name
    return name if path.is_symlink() and _HUB_BLOB.fullmatch(name) else None


def sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


class Seen:
    """Which weight files were found whole: so that gigabytes are hashed once, and again when they change."""

    def __init__(self, cache: Path) -> None:
        self._path = cache / "models-checked.json"

    def check(self, files: ModelFiles, progress: Callable[[str], None] = lambda name: None) -> None:
        """Verifies what has changed since. Raises ModelError."""
        state = {str(path.resolve()): _mark(path) for path in files.weights}
        seen = self._read()
        if all(seen.get(name) == mark for name, mark in state.items()):
            return
        verify(files, known_hashes(files.folder), progress)
        self._write(seen | state)

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, state: dict[str, str]) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps(state), encoding="utf-8")
        except OSError:  # then it is hashed again the next time
            return


def _mark(path: Path) -> str:
    found = path.stat()
    return f"{found.st_size}-{found.st_mtime_ns}"


def _weights(folder: Path) -> tuple[Path, ...]:
    """All shards that the index names, or the single file. Raises ModelError."""
    index = folder / "model.safetensors.index.json"
    if index.is_file():
        shards = _json(index).get("weight_map")
        found = set(map(str, shards.values())) if isinstance(shards, dict) else set()
        names = sorted(name for name in found if "/" not in name and "\\" not in name)
        missing = [name for name in names if not (folder / name).is_file()]
        if missing or not names:
            what = ", ".join(missing[:3]) or "every weight file"
            raise ModelError(f"The model folder {folder} lacks {what}; download the model again.")
        return tuple(folder / name for name in names)
    single = folder / "model.safetensors"
    if not single.is_file():
        raise ModelError(
            f"The model folder {folder} has no weights in safetensors; download a model that has them."
        )
    return (single,)


def _check_header(path: Path) -> None:
    """A file cut short in a download ends before its header says. Raises ModelError."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(8)
        length = struct.unpack("<Q", head)[0] if len(head) == 8 else 0
        header = file.read(length) if 0 < length <= min(size, LONGEST_HEADER) else b""
    try:
        entries = json.loads(header)
        end = max(int(e["data_offsets"][1]) for name, e in entries.items() if name != "__metadata__")
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        end = -1
    if end < 0 or size != 8 + length + end:
        raise ModelError(
            f"{path.name} of {path.parent.name} is cut short or damaged; download the model again."
        )


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"{path} cannot be read as JSON; download the model again.") from error
    if not isinstance(found, dict):
        raise ModelError(f"{path} does not hold what it should; download the model again.")
    return found
