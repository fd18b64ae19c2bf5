"""A model's folder: whole, cut short, with a wrong hash, of a kind that is not run here."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from agent.errors import ModelError
from vision import models
from vision.model_files import HASHES, Seen, files_in, picture_bounds, sha256, verify


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Looks like a Qwen3-VL in two shards."""
    from safetensors.numpy import save_file

    made = tmp_path / "Qwen3-VL-4B-Instruct"
    made.mkdir()
    (made / "config.json").write_text('{"model_type": "qwen3_vl"}', encoding="utf-8")
    (made / "tokenizer_config.json").write_text("{}", encoding="utf-8")
    names = [f"model-0000{n}-of-00002.safetensors" for n in (1, 2)]
    for name in names:
        save_file({name: np.ones((8, 8), np.float32)}, made / name)
    index = {"weight_map": dict(zip(("a", "b"), names, strict=True))}
    (made / "model.safetensors.index.json").write_text(json.dumps(index), encoding="utf-8")
    return made


def test_a_whole_folder(folder: Path) -> None:
    files = files_in(folder)
    assert files.model_type == "qwen3_vl"
    assert len(files.weights) == 2
    assert files.size == sum(path.stat().st_size for path in files.weights)
    assert verify(files, {}) == 0


AN_INDEX = "model.safetensors.index.json"


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


BROKEN: list[tuple[str, Any, str]] = [
    ("a shard is missing", lambda f: (f / "model-00002-of-00002.safetensors").unlink(), "lacks model-00002"),
    ("no config", lambda f: (f / "config.json").unlink(), "has no config.json"),
    ("no tokenizer", lambda f: (f / "tokenizer_config.json").unlink(), "has no tokenizer_config.json"),
    ("half a config", lambda f: write(f, "config.json", '{"model_type": "qw'), "cannot be read as JSON"),
    ("a list for a config", lambda f: write(f, "config.json", "[]"), "does not hold what it should"),
    ("an empty index", lambda f: write(f, "model.safetensors.index.json", "{}"), "every weight file"),
    ("another kind", lambda f: write(f, "config.json", '{"model_type": "llama"}'), "does not run itself"),
    ("its own code", lambda f: write(f, "config.json", '{"model_type": "qwen3_vl", "auto_map": {"A": "b"}}'),
     "code of its own"),
    ("a shard cut short", lambda f: os.truncate(f / "model-00001-of-00002.safetensors", 100), "cut short"),
    ("an empty shard", lambda f: os.truncate(f / "model-00001-of-00002.safetensors", 0), "cut short"),
    ("a shard that is no name", lambda f: write(f, AN_INDEX, '{"weight_map": {"a": 1}}'),
     "lacks 1"),
    ("offsets of two kinds", lambda f: (f / "model-00001-of-00002.safetensors").write_bytes(
        (40).to_bytes(8, "little") + b'{"a":{"data_offsets":[0,"9"]}}'.ljust(40)), "cut short"),
    ("a shard of text", lambda f: write(f, "model-00001-of-00002.safetensors", "hello " * 9), "damaged"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "spoil", "words"), BROKEN, ids=[b[0] for b in BROKEN])
def test_what_is_broken_is_said_in_one_sentence(folder: Path, what: str, spoil: Any, words: str) -> None:
    spoil(folder)
    with pytest.raises(ModelError, match=words) as told:
        files_in(folder)
    assert "\n" not in str(told.value)


def test_no_folder_at_all(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model folder"):
        files_in(tmp_path / "nothing")


def test_a_wrong_hash_is_found_once_and_then_remembered(folder: Path, tmp_path: Path) -> None:
    files = files_in(folder)
    hashes = {path.name: sha256(path) for path in files.weights}
    (folder / HASHES).write_text(json.dumps(hashes), encoding="utf-8")
    hashed: list[str] = []
    seen = Seen(tmp_path / "cache")
    seen.check(files, hashed.append)
    seen.check(files, hashed.append)
    assert hashed == [path.name for path in files.weights]  # the second time nothing is read
    _flip_last_byte(files.weights[1])
    with pytest.raises(ModelError, match="its hash is wrong"):
        seen.check(files, hashed.append)


def _flip_last_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(1, 1))


def test_the_hubs_own_names_are_hashes(folder: Path, tmp_path: Path) -> None:
    path = folder / "model-00001-of-00002.safetensors"
    blob = tmp_path / sha256(path)
    path.rename(blob)
    path.symlink_to(blob)
    assert verify(files_in(folder), {}) == 1
    _flip_last_byte(blob)
    with pytest.raises(ModelError, match="its hash is wrong"):
        verify(files_in(folder), {})


def test_what_is_here_is_listed(folder: Path) -> None:
    found = models.look_at(str(folder))
    assert (found.profile, found.fault) == ("qwen3-vl", "")
    (folder / "model-00002-of-00002.safetensors").unlink()
    assert "lacks" in models.look_at(str(folder)).fault


def test_a_model_that_is_not_here_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ModelError, match="deskhand models download Qwen/Qwen3-VL-4B-Instruct"):
        models.folder_of("Qwen/Qwen3-VL-4B-Instruct")
    with pytest.raises(ModelError, match="no model folder"):
        models.folder_of(str(tmp_path / "none"))
    with pytest.raises(ModelError, match="no model folder"):
        models.folder_of("qwen")


@pytest.mark.parametrize(
    ("said", "bounds"),
    [
        ('{"min_pixels": 3136, "max_pixels": 2116800}', (3136, 2116800)),
        ('{"size": {"shortest_edge": 4096, "longest_edge": 65536}}', (4096, 65536)),
        ('{"max_pixels": 5}', None),
        ('{"min_pixels": 9, "max_pixels": 5}', None),
        ('{"size": 7}', None),
    ],
)
def test_how_large_its_processor_makes_a_picture(
    folder: Path, said: str, bounds: tuple[int, int] | None
) -> None:
    write(folder, "preprocessor_config.json", said)
    assert picture_bounds(files_in(folder)) == bounds


@pytest.mark.parametrize("name", ["~nosuchuser/x", "a" * 5000, "/nowhere\0/x"])
def test_what_is_no_name_of_a_folder(name: str) -> None:
    with pytest.raises(ModelError):
        models.folder_of(name)
