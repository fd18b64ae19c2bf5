"""Every way in which a picture file can be wrong ends in one sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from agent.errors import CaptureError
from agent.types import Box
from vision.capture import PictureScreen, read_picture


def _picture(
    path: Path, colour: tuple[int, int, int] = (10, 200, 30), size: tuple[int, int] = (8, 4)
) -> Path:
    Image.new("RGB", size, colour).save(path)
    return path


@pytest.mark.parametrize("name", ["a.png", "a.webp", "a.bmp"])
def test_formats_give_rgb(tmp_path: Path, name: str) -> None:
    pixels = read_picture(_picture(tmp_path / name))
    assert pixels.shape == (4, 8, 3)
    assert pixels.dtype == np.uint8
    assert np.abs(pixels.astype(int) - (10, 200, 30)).max() <= 12


def test_a_single_pixel_is_a_picture(tmp_path: Path) -> None:
    assert read_picture(_picture(tmp_path / "one.png", size=(1, 1))).shape == (1, 1, 3)


def test_transparency_lies_on_white(tmp_path: Path) -> None:
    Image.new("RGBA", (3, 3), (255, 0, 0, 0)).save(tmp_path / "clear.png")
    assert (read_picture(tmp_path / "clear.png") == 255).all()


def test_a_palette_with_a_transparent_entry(tmp_path: Path) -> None:
    image = Image.new("P", (4, 4), 0)
    image.putpalette([9, 9, 9, 200, 100, 0])
    image.putpixel((1, 1), 1)
    image.save(tmp_path / "palette.png", transparency=0)
    pixels = read_picture(tmp_path / "palette.png")
    assert pixels[0, 0].tolist() == [255, 255, 255]
    assert pixels[1, 1].tolist() == [200, 100, 0]


def test_sixteen_bits_lose_their_lower_byte(tmp_path: Path) -> None:
    Image.fromarray(np.full((2, 2), 257 * 100, np.uint16)).save(tmp_path / "deep.png")
    assert (read_picture(tmp_path / "deep.png") == 100).all()


def test_a_camera_that_was_held_sideways(tmp_path: Path) -> None:
    image = Image.new("RGB", (6, 2), "black")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    image.save(tmp_path / "turned.jpg", exif=exif)
    assert read_picture(tmp_path / "turned.jpg").shape == (6, 2, 3)


def test_a_missing_picture(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="There is no picture"):
        read_picture(tmp_path / "none.png")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="is a folder"):
        read_picture(tmp_path)


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "words.png"
    path.write_text("no picture at all")
    with pytest.raises(CaptureError, match="not a picture"):
        read_picture(path)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_picture_that_was_cut_off(tmp_path: Path, share: float) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (64, 64, 3), dtype=np.uint8)
    path = tmp_path / "cut.png"
    Image.fromarray(noise).save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(CaptureError, match=r"damaged|not a picture"):
        read_picture(path)


def test_too_many_pixels_are_refused_before_they_are_decoded(tmp_path: Path) -> None:
    path = tmp_path / "vast.png"
    Image.new("1", (10_000, 10_000)).save(path)
    with pytest.raises(CaptureError, match="10000 × 10000"):
        read_picture(path)


def test_a_picture_is_a_screen(tmp_path: Path) -> None:
    screen = PictureScreen(_picture(tmp_path / "a.png", size=(20, 10)))
    frame = screen.grab(Box(x0=15, y0=-5, x1=40, y1=5))
    assert frame.box.as_list() == [15, 0, 20, 5]
    assert frame.monitors[0].box.as_list() == [0, 0, 20, 10]
    with pytest.raises(CaptureError, match="outside"):
        screen.grab(Box(x0=50, y0=0, x1=60, y1=5))
