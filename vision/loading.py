"""The eye's shipped weights → a model that is ready to look, on the fastest runtime that is here."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import Literal

from agent.errors import NotSupportedError
from vision.ocr import Engine
from vision.reader import Reader
from vision.runtime import EyeModel, Runtime
from vision.runtime_openvino import OpenVinoRuntime

EyeRuntime = Literal["auto", "openvino", "torch"]
WEIGHTS = Path(__file__).parent / "weights" / "eye.safetensors"
EXPORT_FORM = 10  # a new number makes new files of every model
NO_RUNTIME = (
    "The eye's model needs torch to run; install it with: pip install 'torch>=2.13,<2.14' (or do without the "
    "model: DESKHAND_EYE=classic)."
)


def has(package: str) -> bool:
    """Whether a package is installed; nothing of it is loaded."""
    return importlib.util.find_spec(package) is not None


def load_eye(runtime: EyeRuntime, cache: Path, threads: int = 0, weights: Path = WEIGHTS) -> EyeModel:
    """The model of a weights file. Slow the first time with OpenVINO: its form of the model is made.

    Raises NotSupportedError where no runtime is installed, UsageError for a damaged or foreign file.
    """
    if runtime != "torch" and has("openvino") and (runtime == "openvino" or not _has_gpu()):
        return EyeModel(_openvino(weights, cache, threads))
    if not has("torch"):
        raise NotSupportedError(NO_RUNTIME)
    return EyeModel(_torch(weights, threads))


def eye_or_none(wanted: EyeRuntime | Literal["classic"], cache: Path, threads: int) -> EyeModel | None:
    """The model that the settings name; None for "classic", and where "auto" finds nothing to run."""
    if wanted == "classic" or (wanted == "auto" and not (WEIGHTS.is_file() and runtimes(cache))):
        return None
    return load_eye(wanted, cache, threads)


def reader_for(model: EyeModel | None, engine: Engine = "auto", threads: int = 0) -> Reader:
    """A reader whose search for text is the model's, where it knows how, else the text models' own; and which
    reads no pictures, where the model tells them from letters."""
    search = model.lines if model is not None and model.knows_lines else None
    bare = model.bare if model is not None and model.knows_letters else None
    return Reader(engine, threads, search=search, bare=bare)


def runtimes(cache: Path) -> list[str]:
    """What can compute the model here, the fastest first. OpenVINO needs torch once, to make its form."""
    found = (
        ["openvino"] if has("openvino") and (has("torch") or _exported(_cache_folder(WEIGHTS, cache))) else []
    )
    return [*found, *(["torch"] if has("torch") else [])]


def _exported(folder: Path) -> bool:
    return all((folder / name).is_file() for name in OpenVinoRuntime.FILES)


def _has_gpu() -> bool:
    """Whether torch can compute on a GPU here. Loads torch only where a driver stands."""
    if not has("torch") or not Path("/dev/nvidiactl").exists():
        return False
    import torch

    return bool(torch.cuda.is_available())


def _torch(path: Path, threads: int) -> Runtime:
    import torch

    from vision import weights
    from vision.runtime_torch import TorchRuntime

    if threads:
        torch.set_num_threads(threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    return TorchRuntime(weights.load(path, device))


def _openvino(path: Path, cache: Path, threads: int) -> Runtime:
    """From the cache where the files were made before."""
    folder = _cache_folder(path, cache)
    if not _exported(folder):
        if not has("torch"):
            raise NotSupportedError(NO_RUNTIME)
        _export(path, folder)
    return OpenVinoRuntime(folder, threads)


def _export(path: Path, folder: Path) -> None:
    """In a process of its own: the conversion leaves threads, and torch's memory, behind."""
    here = str(Path(__file__).parent.parent)
    others = os.environ.get("PYTHONPATH")
    done = subprocess.run(
        [sys.executable, "-m", "vision.export", str(path), str(folder)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([here, others] if others else [here])},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no reason was given"]
        raise NotSupportedError(f"The eye's model cannot be made ready for OpenVINO ({last[0]}).")


def _cache_folder(path: Path, cache: Path) -> Path:
    import hashlib
    from importlib.metadata import version

    mark = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    return cache / f"eye-{mark}-openvino-{version('openvino')}-{EXPORT_FORM}"
