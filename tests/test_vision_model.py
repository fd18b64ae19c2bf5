"""The eye's model: shapes at any size, gates, the exact start, decoding, and weights on disk."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch  # noqa: TID253
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.errors import UsageError
from agent.types import KINDS
from vision import weights
from vision.backbone import EyeConfig, grid, rotate
from vision.decode import boxes_of, distinct, overlap, peaks
from vision.fusion import FUSIONS, FeatureAligner, GatedFusion, entropy
from vision.heads import points_in, sample
from vision.kinds import COARSE_KINDS, ELEMENT_KINDS
from vision.model import Eye, parameters_of
from vision.pieces import shared_pieces
from vision.runtime import EyeModel
from vision.runtime_torch import TorchRuntime

TINY = EyeConfig(
    pyramid=(8, 8, 16, 16),
    width=16,
    vit=16,
    layers=2,
    heads=2,
    taps=(1, 2),
    window=3,
    neck=8,
    fine=8,
    embedding=8,
)


@pytest.fixture(scope="module")
def eye() -> Eye:
    torch.manual_seed(0)
    torch.set_num_threads(1)
    return Eye(TINY).eval()


def test_every_kind_of_the_vocabulary_has_its_place() -> None:
    assert set(ELEMENT_KINDS) | set(COARSE_KINDS[1:]) == set(KINDS)


def test_the_default_model_is_as_big_as_promised() -> None:
    numbers = parameters_of(Eye())
    assert 5_500_000 <= numbers <= 8_000_000
    assert numbers * 2 <= 16_000_000  # bytes in half precision


@pytest.mark.parametrize(("height", "width"), [(1, 1), (70, 130), (40, 400)])
def test_maps_cover_the_picture_at_any_size(eye: Eye, height: int, width: int) -> None:
    with torch.inference_mode():
        seen = eye.see(torch.rand(2, 3, height, width))
    tall, wide = (max(64, math.ceil(side / 32) * 32) for side in (height, width))
    assert seen.dense.heat.shape == (2, 1, tall // 4, wide // 4)
    assert seen.dense.sides.shape == (2, 4, tall // 4, wide // 4)
    assert seen.dense.coarse_heat.shape == (2, len(COARSE_KINDS), tall // 16, wide // 16)
    assert seen.dense.coarse_sides.shape == (2, len(COARSE_KINDS), 4, tall // 16, wide // 16)
    assert seen.gates is not None
    assert seen.gates.shape == (2, 6)
    assert seen.aligned is not None
    assert seen.aligned.shape == (2, 6, tall * wide // 256, 16)


def test_gates_start_equal_and_sum_to_one(eye: Eye) -> None:
    with torch.inference_mode():
        gates = eye.see(torch.rand(1, 3, 64, 64)).gates
    assert gates is not None
    assert torch.allclose(gates, torch.full((1, 6), 1 / 6))
    assert entropy(gates).item() == pytest.approx(math.log(6), abs=1e-5)


def test_without_meaning_the_start_is_the_same_picture(eye: Eye) -> None:
    """The neck's scale starts at zero, so the ViT can join a trained pyramid without a jump."""
    picture = torch.rand(1, 3, 128, 64)
    with torch.inference_mode():
        one, other = eye.see(picture), eye.see(picture, meaning=False)
    assert torch.equal(one.dense.heat, other.dense.heat)
    assert other.gates is None


def test_fusion_weighs_levels_by_the_query() -> None:
    fusion = GatedFusion(levels=3, width=4)
    with torch.no_grad():
        fusion.gate.weight[0] = torch.tensor([50.0, -50.0, 0.0, 0.0])
    aligned = torch.stack([torch.full((5, 4), float(i)) for i in range(3)])[None]  # [1, 3, 5, 4]
    fused, gates = fusion(aligned, torch.tensor([[1.0, -1.0, 0.0, 0.0]]))
    assert gates[0, 0] > 0.99
    assert torch.allclose(fused, torch.zeros(1, 5, 4), atol=0.05)


def test_gates_for_each_token() -> None:
    fused, gates = GatedFusion(levels=3, width=4, per_token=True)(torch.rand(2, 3, 5, 4))
    assert fused.shape == (2, 5, 4)
    assert gates.shape == (2, 5, 3)


def test_aligner_keeps_levels_apart() -> None:
    aligner = FeatureAligner([2, 6], 4)
    assert aligner([torch.rand(1, 2, 3, 3), torch.rand(1, 6, 3, 3)]).shape == (1, 2, 9, 4)


def test_a_new_query_needs_no_second_pass(eye: Eye) -> None:
    with torch.inference_mode():
        seen = eye.see(torch.rand(1, 3, 64, 64))
        assert seen.aligned is not None
        boxes = torch.tensor([[2.0, 2, 30, 20], [30, 30, 60, 50]])
        words = eye.phrases.words
        texts, phrases = words.mean(["Save", ""]), words.mean(["the Save button", "保存", "nothing"])
        shared = torch.from_numpy(shared_pieces(["the Save button", "保存", "nothing"], ["Save", ""]))
        logits, gates = eye.ground((seen.aligned, seen.maps), boxes, texts, phrases, shared)
    assert logits.shape == (3, 3)
    assert gates.shape == (3, 6)
    assert not eye.knows_phrases


def test_rotary_positions_depend_on_distance_only() -> None:
    query, key = torch.rand(1, 1, 1, 8), torch.rand(1, 1, 1, 8)

    def product(at: float, other: float) -> float:
        one = rotate(query, torch.tensor([at]), torch.tensor([at]))
        return float((one * rotate(key, torch.tensor([other]), torch.tensor([other]))).sum())

    assert product(1, 4) == pytest.approx(product(11, 14), abs=1e-5)
    assert grid(2, 3, torch.device("cpu"))[1].tolist() == [0.5, 1.5, 2.5, 0.5, 1.5, 2.5]


def test_points_stand_inside_the_box_and_samples_read_there() -> None:
    boxes = torch.tensor([[[8.0, 16.0, 40.0, 32.0]]])
    points = points_in(boxes)
    assert points.shape == (1, 1, 15, 2)
    assert points[0, 0, 7].tolist() == [24.0, 24.0]
    assert ((points >= boxes[..., None, :2]) & (points <= boxes[..., None, 2:])).all()
    ramp = torch.arange(8.0).repeat(8, 1)[None, None] * 8 + 4  # at stride 8, the value is x
    assert sample(ramp, points, 8)[0, 0].tolist() == pytest.approx(points[0, 0, :, 0].tolist(), abs=1e-3)


def test_peaks_are_found_once_and_surest_first() -> None:
    heat = np.full((1, 6, 6), -9.0, np.float32)
    heat[0, 1, 1], heat[0, 1, 2], heat[0, 4, 4] = 2.0, 1.0, 3.0
    places, scores = peaks(heat, 0.3)
    assert places.tolist() == [[0, 4, 4], [0, 1, 1]]
    assert scores[0] > scores[1]
    sides = np.zeros((1, 4, 6, 6), np.float32)
    assert boxes_of(sides, places, 4)[1].tolist() == [2.0, 2.0, 10.0, 10.0]


boxes = st.tuples(*[st.integers(0, 60)] * 2, *[st.integers(1, 40)] * 2)


@settings(max_examples=30)
@given(st.lists(boxes, min_size=1, max_size=12))
def test_distinct_boxes_overlap_little_and_none_is_lost(raw: list[tuple[int, int, int, int]]) -> None:
    tensor = np.array([[x, y, x + w, y + h] for x, y, w, h in raw], np.float32)
    scores = np.linspace(1, 0.1, len(raw), dtype=np.float32)
    kept = distinct(tensor, scores)
    assert kept[0] == 0
    for place, index in enumerate(kept):
        rest = tensor[kept[place + 1 :]]
        assert not len(rest) or overlap(tensor[index], rest).max() <= 0.6
    for box in tensor:
        assert overlap(box, tensor[kept]).max() > 0.6


@pytest.mark.parametrize("shape", [(1, 1, 3), (48, 64, 3), (40, 700, 3)])
def test_looking_never_leaves_the_picture(eye: Eye, shape: tuple[int, int, int]) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8)
    for sight in EyeModel(TorchRuntime(eye)).look(pixels, least=0.01):
        assert sight.kind in KINDS
        assert 0 <= sight.box[0] < sight.box[2] <= shape[1]
        assert 0 <= sight.box[1] < sight.box[3] <= shape[0]


def test_boxes_are_in_the_given_pictures_pixels_when_it_is_halved(eye: Eye) -> None:
    pixels = np.random.default_rng(2).integers(0, 256, (96, 128, 3), dtype=np.uint8)
    small = EyeModel(TorchRuntime(eye)).look(pixels, least=0.001, scale=0.5)
    assert small
    assert max(s.box[2] for s in small) > 64


def test_weights_come_back_as_they_were(eye: Eye, tmp_path: Path) -> None:
    weights.save(eye, tmp_path / "eye.safetensors", {"step": "7"})
    again = weights.load(tmp_path / "eye.safetensors")
    assert again.config == TINY
    picture = torch.rand(1, 3, 64, 64)
    with torch.inference_mode():
        one, other = eye.see(picture).dense.heat, again.see(picture).dense.heat
    assert torch.allclose(one, other, atol=0.02)  # half precision


def test_damaged_weights_are_told(eye: Eye, tmp_path: Path) -> None:
    path = tmp_path / "eye.safetensors"
    weights.save(eye, path)
    data = bytearray(path.read_bytes())
    data[-3] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(UsageError, match="damaged"):
        weights.load(path)


@pytest.mark.parametrize("content", [b"", b"not weights at all, just words"])
def test_a_foreign_file_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "eye.safetensors"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="cannot be read"):
        weights.load(path)


def test_weights_of_something_else_are_told(tmp_path: Path) -> None:
    from safetensors.torch import save_file

    save_file({"a": torch.zeros(1)}, tmp_path / "other.safetensors")
    with pytest.raises(UsageError, match="no weights of this eye"):
        weights.load(tmp_path / "other.safetensors")
    with pytest.raises(UsageError, match="cannot be read"):
        weights.load(tmp_path / "missing.safetensors")


@pytest.mark.parametrize("shallow", [True, False])
@pytest.mark.parametrize("fusion", FUSIONS)
def test_every_fusion_that_is_compared_learns_and_tells_its_gates(fusion: str, shallow: bool) -> None:
    torch.manual_seed(0)
    model = Eye(replace(TINY, fusion=fusion, shallow=shallow))
    with torch.no_grad():
        model.neck.scale.fill_(0.3)
    seen = model.see(torch.rand(2, 3, 64, 128))
    assert seen.gates is not None
    assert seen.gates.shape[-1] == len(model.levels)
    assert torch.allclose(seen.gates.sum(-1), torch.ones(seen.gates.shape[:-1]), atol=1e-4)
    seen.dense.heat.sum().backward()  # type: ignore[no-untyped-call]
    learns = [p.grad is not None for p in model.aligner.parameters()]
    assert all(learns)


def test_the_wide_last_level_has_as_many_weights_as_the_gated_levels() -> None:
    gated, wide = (parameters_of(Eye(EyeConfig(fusion=kind))) for kind in ("gated", "last_wide"))
    assert wide == pytest.approx(gated, rel=0.002)
