"""Picture files → pixels, with every way in which a file can be wrong said in one sentence."""

from __future__ import annotations

import struct
import time
import warnings
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from agent.errors import CaptureError
from agent.types import Box, Frame, Monitor, Pixels, Point

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF")
MOST_PIXELS = 50_000_000  # six 4K monitors; about 0.2 GB while it is decoded


def read_picture(path: Path) -> Pixels:
    """The picture as [H, W, 3] uint8 RGB, upright, transparency laid on white. Raises CaptureError."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # MOST_PIXELS is checked instead
            with Image.open(path, formats=FORMATS) as image:
                _check_size(path, image)
                return _rgb(image)
    except FileNotFoundError as error:
        raise CaptureError(f"There is no picture {path}; check its name.") from error
    except IsADirectoryError as error:
        raise CaptureError(f"{path} is a folder; name a picture in it.") from error
    except PermissionError as error:
        raise CaptureError(f"The picture {path} may not be read; check its permissions.") from error
    except UnidentifiedImageError as error:
        raise CaptureError(f"{path} is not a picture that can be read; use PNG, JPEG or WebP.") from error
    except (Image.DecompressionBombError, MemoryError) as error:
        raise CaptureError(f"The picture {path} is too large to be read; scale it down.") from error
    except (OSError, SyntaxError, ValueError, EOFError, zlib.error, struct.error) as error:
        raise CaptureError(f"The picture {path} is damaged and cannot be read; save it again.") from error


def _check_size(path: Path, image: Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise CaptureError(
            f"The picture {path} has {width} × {height} pixels; the most is {MOST_PIXELS // 1_000_000} "
            "million pixels, so scale it down or cut it."
        )


def _rgb(image: Image) -> Pixels:
    from PIL import Image, ImageOps

    image = ImageOps.exif_transpose(image)
    if image.mode.startswith(("I", "F")):
        return _from_deep(np.asarray(image))
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        ground = Image.new("RGBA", image.size, "white")
        ground.alpha_composite(image.convert("RGBA"))
        image = ground
    return np.array(image.convert("RGB"), dtype=np.uint8)


def _from_deep(values: np.ndarray) -> Pixels:
    """Grey of more than 8 bits → RGB: 16-bit values lose their lower byte."""
    top = float(values.max(initial=0))
    grey = np.clip(values / (257.0 if top > 255 else 1.0), 0, 255).astype(np.uint8)
    return np.repeat(grey[:, :, None], 3, axis=2)


class PictureScreen:
    """A picture file in the place of the desktop; implements agent.ports.Screen.

    The file is read when the screen is made. Raises CaptureError.
    """

    def __init__(self, path: Path) -> None:
        self._pixels = read_picture(Path(path))
        height, width = self._pixels.shape[:2]
        self._box = Box(x0=0, y0=0, x1=width, y1=height)

    def grab(self, region: Box | None = None) -> Frame:
        """The picture, or the part of it in `region`. Raises CaptureError when they do not meet."""
        seen = self._box if region is None else self._box.intersection(region)
        if seen is None:
            raise CaptureError("The region lies outside the picture.")
        return Frame(
            pixels=self._pixels[seen.y0 : seen.y1, seen.x0 : seen.x1],
            origin=Point(x=seen.x0, y=seen.y0),
            monitors=(Monitor(box=self._box),),
            taken_at=time.monotonic(),
        )
