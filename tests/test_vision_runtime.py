"""The model computes the same on each runtime, is chosen by what is installed, and bad weights are told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch  # noqa: TID253 — the model's own test

from agent.errors import NotSupportedError, UsageError
from vision import loading, weights
from vision.backbone import EyeConfig
from vision.decode import Floats
from vision.letters import SIDE
from vision.model import Eye
from vision.pieces import shared_pieces
from vision.runtime import Asked, EyeModel, Runtime, Trunk, as_input
from vision.runtime_openvino import OpenVinoRuntime
from vision.runtime_torch import TorchRuntime
from vision.shaped_graph import AGAIN

SMALL = EyeConfig(pyramid=(8, 8, 16, 16), width=24, vit=24, layers=2, heads=2, taps=(1, 2), neck=8, fine=8)
needs_openvino = pytest.mark.skipif(not loading.has("openvino"), reason="no OpenVINO on this machine")


def small_eye(meaning: bool) -> Eye:
    torch.manual_seed(3)
    eye = Eye(SMALL).eval()
    with torch.no_grad():
        eye.neck.scale.fill_(0.5 if meaning else 0.0)
        if meaning:
            for layer in (eye.phrases.meant, eye.lines.heat, eye.lines.sides, eye.letters.say):
                torch.nn.init.normal_(layer.weight, std=0.3)
    return eye


@pytest.fixture(scope="module", params=[True, False], ids=["meaning", "pyramid"])
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the weights of a small eye."""
    folder = tmp_path_factory.mktemp("eye")
    weights.save(small_eye(request.param), folder / "eye.safetensors")
    return Path(folder)


@pytest.fixture(scope="module")
def fast(files: Path) -> OpenVinoRuntime:
    """The small eye as OpenVINO computes it."""
    runtime = loading.load_eye("openvino", files / "cache", 2, files / "eye.safetensors")._runtime
    assert isinstance(runtime, OpenVinoRuntime)
    return runtime


BFLOAT = 2**-7  # of a number, from two roundings: processors that can calculate the trunk in bfloat16


@needs_openvino
@pytest.mark.slow
def test_openvino_says_what_torch_says_at_any_size(files: Path, fast: OpenVinoRuntime) -> None:
    slow = TorchRuntime(weights.load(files / "eye.safetensors"))
    boxes = np.array([[4, 4, 40, 30], [60, 10, 120, 50]], np.float32)
    for size in ((64, 64), (192, 320), (96, 160), (448, 128)):
        picture = np.random.default_rng(1).random((1, 3, *size), dtype=np.float32)
        picture[:, :, 8:20, 8:30] = np.linspace(
            0, 1, 22, dtype=np.float32
        )  # noise alone looks alike anywhere
        picture[:, :, 12:40:4, 60:120] = 0.0
        ours, theirs = fast.trunk(picture), slow.trunk(picture)
        for a, b in zip(ours.dense, theirs.dense, strict=True):
            assert np.abs(a - b).max() < 0.05
        ours_say, theirs_say = fast.describe(ours.maps, boxes), slow.describe(theirs.maps, boxes)
        for a, b in zip(ours_say, theirs_say, strict=True):
            assert np.abs(a - b).max() < 0.05
        ours_look, theirs_look = fast.pictures(ours.maps, boxes), slow.pictures(theirs.maps, boxes)
        assert (ours_look * theirs_look).sum(-1).min() > 0.98  # directions, after weights in half precision
        assert ours.gates == pytest.approx(theirs.gates, abs=0.02)
        if slow.pieces is not None:
            _means_the_same(fast, slow, ours, theirs, boxes)
        assert len(ours.gates) == (6 if slow.levels else 0)


@needs_openvino
@pytest.mark.slow
def test_a_size_that_comes_again_says_the_same_from_its_own_graph(fast: OpenVinoRuntime) -> None:
    picture = np.random.default_rng(1).random((1, 3, 480, 640), dtype=np.float32)
    first = fast.trunk(picture)
    for _ in range(AGAIN):
        fast.trunk(picture)
    fast.settle()
    assert fast._trunk.own_shape == picture.shape
    again = fast.trunk(picture)
    for one, other in zip(first.dense, again.dense, strict=True):
        assert (np.abs(one - other) <= 0.01 + BFLOAT * np.abs(one)).all()
    assert again.gates == pytest.approx(first.gates, abs=0.001)
    assert [m.shape for m in again.maps] == [m.shape for m in first.maps]


def _means_the_same(fast: Runtime, slow: Runtime, ours: Trunk, theirs: Trunk, boxes: Floats) -> None:
    said, texts = ["the Save button", "保存"], ["Save", "close cross x"]
    found, wanted = (_ground(r, t, boxes, said, texts) for r, t in ((fast, ours), (slow, theirs)))
    for one, other in zip(found, wanted, strict=True):
        assert np.abs(one - other).max() < 0.05


@needs_openvino
@pytest.mark.slow
def test_openvino_finds_the_same_lines_and_letters(files: Path, fast: OpenVinoRuntime) -> None:
    slow = TorchRuntime(weights.load(files / "eye.safetensors"))
    taught = slow.pieces is not None
    assert [(r.knows_lines, r.knows_letters) for r in (slow, fast)] == [(taught, taught)] * 2
    random = np.random.default_rng(2)
    picture, signs = (
        random.random((1, 3, 128, 192), np.float32),
        random.random((5, 1, SIDE, SIDE), np.float32),
    )
    if taught:
        for one, other in zip(fast.lines(picture), slow.lines(picture), strict=True):
            assert one.shape == other.shape
            assert np.abs(one - other).max() < 0.05
        assert np.abs(fast.letters(signs) - slow.letters(signs)).max() < 0.05


def _ground(
    runtime: Runtime, trunk: Trunk, boxes: Floats, said: list[str], texts: list[str]
) -> tuple[Floats, Floats]:
    pieces = runtime.pieces
    assert pieces is not None
    words = pieces.mean(texts), pieces.mean(said), shared_pieces(said, texts)
    return runtime.ground(trunk.maps, Asked(boxes, *words))


def test_a_phrase_has_a_chance_for_each_box_and_for_none() -> None:
    model = EyeModel(TorchRuntime(small_eye(True)))
    boxes = np.array([[4, 4, 40, 30], [60, 10, 120, 50], [0, 0, 5, 5]], np.float32)
    assert model.meant("Save", boxes, ["Save", "", "Open"]) is None  # nothing was looked at yet
    model.look(np.full((64, 128, 3), 200, np.uint8))
    meant = model.meant("Save", boxes, ["Save", "", "Open"])
    assert meant is not None
    assert len(meant.chances) == 3
    assert sum(meant.chances) + meant.nowhere == pytest.approx(1, abs=1e-4)
    assert sum(weight for _, weight in meant.gates) == pytest.approx(1, abs=1e-4)
    assert model.meant("Save", boxes[:0], []) is None
    assert EyeModel(TorchRuntime(small_eye(False))).meant("Save", boxes, ["", "", ""]) is None


@needs_openvino
@pytest.mark.slow
def test_the_openvino_form_is_made_once(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loading.load_eye("openvino", files / "cache", 2, files / "eye.safetensors")
    monkeypatch.setattr(loading, "has", lambda package: package == "openvino")
    again = loading.load_eye("auto", files / "cache", 2, files / "eye.safetensors")
    assert again.name == "OpenVINO"


def test_weights_without_meaning_leave_the_vit_out(tmp_path: Path) -> None:
    weights.save(small_eye(True), tmp_path / "whole.safetensors")
    weights.save(small_eye(False), tmp_path / "part.safetensors")
    assert (tmp_path / "part.safetensors").stat().st_size < (tmp_path / "whole.safetensors").stat().st_size
    assert not weights.load(tmp_path / "part.safetensors").has_meaning
    assert weights.load(tmp_path / "whole.safetensors").has_meaning


def test_without_a_runtime_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "has", lambda package: False)
    with pytest.raises(NotSupportedError, match="needs torch to run"):
        loading.load_eye("auto", tmp_path)


@needs_openvino
def test_weights_that_cannot_be_exported_are_told(tmp_path: Path) -> None:
    (tmp_path / "eye.safetensors").write_bytes(b"nothing of the kind")
    with pytest.raises(NotSupportedError, match="cannot be made ready"):
        loading.load_eye("openvino", tmp_path, 1, tmp_path / "eye.safetensors")


def test_damaged_weights_are_told_by_the_loader(tmp_path: Path) -> None:
    (tmp_path / "eye.safetensors").write_bytes(b"nothing of the kind")
    with pytest.raises(UsageError, match="cannot be read"):
        loading.load_eye("torch", tmp_path, 1, tmp_path / "eye.safetensors")


@pytest.mark.parametrize("value", [0, 128, 255])
def test_input_is_padded_with_grey_to_multiples(value: int) -> None:
    planes = as_input(np.full((70, 10, 3), value, np.uint8))
    assert planes.shape == (1, 3, 96, 64)
    assert planes[0, 0, 69, 9] == pytest.approx(value / 255)
    assert planes[0, 0, 70, 9] == planes[0, 0, 0, 10] == 0.5


SLIVERS = [(1, 1), (20, 300), (300, 24), (33, 33)]


@pytest.mark.parametrize("size", SLIVERS, ids=str)
def test_slivers_are_no_fault(size: tuple[int, int]) -> None:
    eye = EyeModel(TorchRuntime(small_eye(True)))
    assert isinstance(eye.look(np.zeros((*size, 3), np.uint8)), list)


@needs_openvino
@pytest.mark.slow
def test_slivers_are_no_fault_with_openvino(fast: OpenVinoRuntime) -> None:
    for size in SLIVERS:
        assert isinstance(EyeModel(fast).look(np.zeros((*size, 3), np.uint8)), list)
