"""The models on this machine: which there are, whether they are whole, and how another one gets here.

Nothing is ever downloaded but by `download`, which the person asks for by name. The hub's own client is used,
and its cache.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from agent.errors import DeskhandError, ModelError
from agent.profiles import profile_for
from vision.model_files import HASHES, ModelFiles, files_in, known_hashes, verify

RECOMMENDED = "Qwen/Qwen3-VL-4B-Instruct"
SUGGESTED = (
    ("Qwen/Qwen3-VL-2B-Instruct", "small: 2 billion weights"),
    (RECOMMENDED, "recommended: of its family the best at finding things for its size"),
    ("Qwen/Qwen3-VL-8B-Instruct", "larger: 8 billion weights"),
)
WANTED = ("*.safetensors", "*.json", "*.jinja", "*.txt", "*.model", "LICENSE*", "README.md")


@dataclass(frozen=True)
class Here:
    """A model on this machine. `fault`: one sentence where it cannot be used; "" where it can."""

    name: str
    folder: Path
    size: int = 0  # bytes of weights
    profile: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Offer:
    """What a download would bring."""

    name: str
    size: int  # bytes
    licence: str
    files: tuple[str, ...]
    hashes: dict[str, str]  # of the weight files


def here(more: str = "", profile: str = "") -> list[Here]:
    """All models in the hub's cache that could be used, and the folder or name `more` that is set up, with
    its profile; that one also where it is not here."""
    names = [name for name, _ in SUGGESTED] + cached()
    names += [more] if more else []
    found = []
    for name in dict.fromkeys(names):
        try:
            found.append(look_at(name, profile if name == more else ""))
        except ModelError as error:
            if name == more:
                found.append(Here(name, Path(name), fault=str(error)))
    return found


def look_at(name: str, profile: str = "") -> Here:
    """One model. Raises ModelError where it is not here at all."""
    folder = folder_of(name)
    try:
        files = files_in(folder)
        family = profile_for(name, profile, files.model_type).name
        return Here(name, folder, files.size, family)
    except ModelError as error:
        return Here(name, folder, fault=str(error))


def check(name: str, progress: Callable[[str], None]) -> tuple[ModelFiles, int]:
    """Whether it is whole, with the hashes of all weights; how many had one to compare with.

    Raises ModelError.
    """
    files = files_in(folder_of(name))
    return files, verify(files, known_hashes(files.folder), progress)


def folder_of(name: str) -> Path:
    """Where a model lies: a folder, or the hub's cache. Raises ModelError where it is not here."""
    try:
        path = Path(name).expanduser()
        if path.is_dir():
            return path.resolve()
    except (OSError, RuntimeError, ValueError):  # nobody's home, a name longer than any
        raise ModelError(f"{name[:80]!r} is no name of a model or a folder.") from None
    if path.is_absolute() or name.count("/") != 1:
        raise ModelError(
            f"There is no model folder {name}; set `model` to a folder that is there, or to a name on the "
            "hub."
        )
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError) as error:
        raise ModelError(
            f"{name} is not on this machine; get it with: deskhand models download {name}"
        ) from error


def cached() -> list[str]:
    """The names of the models in the hub's cache whose family is known."""
    from huggingface_hub import scan_cache_dir
    from huggingface_hub.errors import CacheNotFound

    try:
        repos = scan_cache_dir().repos
    except CacheNotFound:
        return []
    return sorted(repo.repo_id for repo in repos if repo.repo_type == "model" and _known(repo.repo_id))


def offer(name: str) -> Offer:
    """What a download would bring, asked of the hub. Raises ModelError."""
    from huggingface_hub import HfApi

    try:
        info = HfApi().model_info(name, files_metadata=True, timeout=20)
    except Exception as error:  # the hub's client changes its transport, and so their kinds, by version
        raise ModelError(_unreached(name, error)) from error
    wanted = [s for s in info.siblings or [] if _is_wanted(s.rfilename)]
    card = info.card_data
    licence = str(card.get("license") or "not stated") if card is not None else "not stated"
    hashes = {s.rfilename: s.lfs.sha256 for s in wanted if s.lfs is not None}
    size = sum(s.size or 0 for s in wanted)
    return Offer(name, size, licence, tuple(s.rfilename for s in wanted), hashes)


def download(found: Offer) -> Path:
    """Brings it into the hub's cache, with a progress bar on the terminal, and checks every hash.

    Raises ModelError.
    """
    from huggingface_hub import snapshot_download

    try:
        folder = Path(snapshot_download(found.name, allow_patterns=list(WANTED)))
    except Exception as error:  # the hub's client changes its transport, and so their kinds, by version
        raise ModelError(_unreached(found.name, error)) from error
    (folder / HASHES).write_text(json.dumps(found.hashes), encoding="utf-8")
    verify(files_in(folder), found.hashes)
    return folder


def gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 1e8 else f"{size / 1e6:.1f} MB"


def _known(name: str) -> bool:
    try:
        profile_for(name)
    except DeskhandError:
        return False
    return True


def _is_wanted(name: str) -> bool:
    return any(Path(name).match(pattern) for pattern in WANTED)


def _unreached(name: str, error: Exception) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return (
        f"{name} cannot be fetched from the hub ({lines[0][:120].rstrip('.')}); see that this machine is "
        "online and that the name is right."
    )
