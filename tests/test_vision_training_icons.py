"""Icons by themselves: what their files are called, their patches on any ground, that they can be learnt."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pytest
import torch  # noqa: TID253 — the model's own test
from torch import Tensor  # noqa: TID253

from vision.icon_encoder import PATCH, IconEncoder, evened, squares_in
from vision.icon_names import MEANINGS
from vision.model import Eye
from vision.training.icon_files import STEMS, icon_files, meaning_of, words_of
from vision.training.icon_pictures import masters_of, patch_of
from vision.training.icon_school import NONE, Icons, Pupil, load_icons, patches_of, share_right, teach

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"'
PLUS = f'{HEAD}><path d="M10 3h4v18h-4zM3 10h18v4H3z"/></svg>'
MINUS = f'{HEAD}><path d="M3 10h18v4H3z"/></svg>'
DISC = f'{HEAD}><circle cx="12" cy="12" r="9"/></svg>'
EMPTY = f"{HEAD}/>"

pytestmark = pytest.mark.qt_log_ignore("Cannot read file")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"plus-outline": PLUS, "minus_24": MINUS, "moon-phase": DISC, "blank": EMPTY, "plus-rtl": PLUS}
    for name, text in files.items():
        (tmp_path / f"{name}.svg").write_text(text, encoding="utf-8")
    (tmp_path / "broken.svg").write_text("no picture at all", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "words", "meaning"),
    [
        ("arrow-left-outline-24.svg", "arrow left", "back"),
        ("bx-trash.svg", "trash", "delete"),
        ("edit-find-symbolic.svg", "edit find", "search"),
        ("bold.svg", "bold", "bold"),
        ("git-branch.svg", "git branch", ""),
    ],
)
def test_a_files_name_without_its_style_tells_the_meaning(file: str, words: str, meaning: str) -> None:
    assert words_of(Path(file)) == words
    assert meaning_of(Path(file)) == meaning


def test_every_meaning_has_files_and_no_name_is_a_style_alone() -> None:
    assert set(STEMS) == set(MEANINGS)
    for names in STEMS.values():
        assert all(words_of(Path(f"{name.replace(' ', '-')}.svg")) for name in names.split("|"))


def test_mirrored_files_are_left_out(folder: Path) -> None:
    assert [f.stem for f, _ in icon_files(folder)] == [
        "blank",
        "broken",
        "minus_24",
        "moon-phase",
        "plus-outline",
    ]


def test_what_cannot_be_drawn_or_shows_nothing_is_left_out(folder: Path) -> None:
    files = [folder / f"{name}.svg" for name in ("broken", "blank", "plus-outline")]
    masters, kept = masters_of(files)
    assert kept == [2]
    assert masters.shape == (1, 64, 64, 4)
    assert masters[0, 32, 32, 3] == 255
    assert masters[0, 2, 2, 3] == 0


def test_patches_are_the_same_for_the_same_seed_and_show_the_icon(folder: Path) -> None:
    masters, _ = masters_of([folder / "plus-outline.svg"])
    one, again = patch_of(masters[0], Random(3)), patch_of(masters[0], Random(3))
    assert one.shape == (PATCH, PATCH, 3)
    assert one.dtype == np.uint8
    assert np.array_equal(one, again)
    spreads = [float(patch_of(masters[0], Random(seed)).std()) for seed in range(20)]
    assert min(spreads) > 3


def test_icons_of_a_folder_bear_meanings_and_words(folder: Path) -> None:
    icons = load_icons([folder], others=5)
    told = {w: MEANINGS[m] if m != NONE else "" for w, m in zip(icons.words, icons.meanings, strict=True)}
    assert told == {"plus": "add", "minus": "remove", "moon phase": ""}
    assert load_icons([folder], 5, [folder.name]).words == []
    assert sorted(load_icons([folder], 5, [folder.name], only=True).words) == ["minus", "moon phase", "plus"]


def test_an_eye_learns_icons_that_it_is_shown(folder: Path) -> None:
    torch.manual_seed(0)
    icons = load_icons([folder], others=5)
    before = share_right(Pupil(Eye()), icons)
    taught = teach(Eye(), icons, minutes=1, batch=24, rate=2e-3, steps=40)
    after = share_right(taught, icons)
    assert sum(after) > sum(before)
    assert taught.training


def test_the_middle_square_of_a_box_is_looked_at_in_its_own_light() -> None:
    boxes = torch.tensor([[[10.0, 20.0, 74.0, 52.0]]])
    points = squares_in(boxes)
    assert points.shape == (1, 1, PATCH * PATCH, 2)
    assert points[0, 0, :, 0].min() > 26
    assert points[0, 0, :, 0].max() < 58
    assert points[0, 0].mean(0).tolist() == pytest.approx([42, 36])
    patches = torch.rand(2, 3, PATCH, PATCH)
    assert torch.allclose(evened(patches), evened(patches * 0.5 + 0.2), atol=0.05)


def test_an_icon_is_the_same_wherever_it_stands() -> None:
    torch.manual_seed(0)
    encoder = IconEncoder(16).eval()
    picture = torch.zeros(1, 3, 128, 128)
    picture[:, :, 10:30, 14:20] = picture[:, :, 74:94, 62:68] = 1.0
    found: Tensor = encoder.at(picture, torch.tensor([[[8.0, 8.0, 40.0, 40.0], [56.0, 72.0, 88.0, 104.0]]]))
    assert torch.allclose(found[0, 0], found[0, 1], atol=1e-4)


def test_patches_come_in_the_encoders_form(folder: Path) -> None:
    masters, kept = masters_of([folder / "minus_24.svg"])
    icons = Icons(masters, [MEANINGS.index("remove")] * len(kept), ["minus"] * len(kept))
    patches = patches_of(icons, [0, 0], Random(0))
    assert patches.shape == (2, 3, PATCH, PATCH)
    assert patches.min() >= -1
    assert patches.max() <= 1
    assert icons.pick(Random(0)) == 0
