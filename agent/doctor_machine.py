"""The doctor's checks of what needs no display: Python, packages, fonts, reading, models, the data folder."""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from agent.doctor import Check, Examination, Status
from agent.errors import DeskhandError
from agent.settings import Settings
from agent.types import Frame

LOWEST_PYTHON = (3, 11)
NEEDED = ("numpy", "PIL", "cv2", "mss", "rapidocr", "onnxruntime", "pydantic", "platformdirs", "PySide6")
REINSTALL = "Install Deskhand again: python -m pip install --upgrade deskhand (or `make demo` in a checkout)."
XLIB_REMEDY = "python -m pip install --force-reinstall --no-deps python-xlib==0.33"
LATIN, CHINESE = "Deskhand 42", "点击登录按钮"
FONT_PACKAGE = "On Debian or Ubuntu: sudo apt install fonts-dejavu-core fonts-noto-cjk"
FONT_FILES = {  # where no fontconfig can be asked
    "en": ("arial.ttf", "Arial.ttf", "Helvetica.ttc", "DejaVuSans.ttf", "LiberationSans-Regular.ttf"),
    "zh": ("msyh.ttc", "simsun.ttc", "PingFang.ttc", "STHeiti Light.ttc", "Hiragino Sans GB.ttc"),
}
FONT_FOLDERS = ("C:/Windows/Fonts", "/System/Library/Fonts", "/Library/Fonts", "/usr/share/fonts")
SLOW_READ = 2.0  # seconds for the doctor's small picture, models loaded
LITTLE_ROOM, NO_ROOM = 500, 20  # megabytes


def first() -> list[Examination]:
    """What everything else stands on."""
    return [("Python", python), ("packages", packages), ("Xlib", xlib)]


def rest(settings: Settings) -> list[Examination]:
    """What does not need a display."""
    return [
        ("fonts", fonts),
        ("text engine", partial(text_engine, settings)),
        ("reading", partial(reading, settings)),
        ("models", partial(models, settings)),
        ("GPU", gpu),
        ("data folder", partial(data_folder, settings)),
    ]


def python() -> Check:
    shown = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info[:2] < LOWEST_PYTHON:
        remedy = "Install Python 3.11 or newer and make the virtual environment again with it."
        return Check(name="Python", status="fail", message=f"Python {shown} is too old.", remedy=remedy)
    return Check(name="Python", status="ok", message=f"Python {shown}.")


def packages() -> Check:
    """Whether the libraries that every part needs are installed."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        message = f"Python packages are missing: {', '.join(missing)}."
        return Check(name="packages", status="fail", message=message, remedy=REINSTALL)
    return Check(name="packages", status="ok", message="All Python packages are installed.")


def xlib() -> Check:
    """pyautogui installs python3-xlib 0.15 into the folder of python-xlib; which of them is imported?"""
    if not sys.platform.startswith("linux"):
        return Check(name="Xlib", status="skip", message="Only used on Linux.")
    if importlib.util.find_spec("Xlib") is None:
        return Check(name="Xlib", status="fail", message="python-xlib is not installed.", remedy=XLIB_REMEDY)
    found: Any = importlib.import_module("Xlib").__version__
    shown = ".".join(str(part) for part in found)
    if tuple(found) < (0, 33):
        message = f"Xlib {shown} lies over python-xlib 0.33 (pyautogui installs it into the same folder)."
        return Check(name="Xlib", status="fail", message=message, remedy=XLIB_REMEDY)
    return Check(name="Xlib", status="ok", message=f"python-xlib {shown}.")


# -- fonts and reading ----------------------------------------------------------


def fonts() -> Check:
    missing = [name for name, tag in (("Latin", "en"), ("Chinese", "zh")) if font_file(tag) is None]
    if missing:
        message = f"No font for {' and '.join(missing)} letters was found; such texts show as boxes."
        return Check(name="fonts", status="warn", message=message, remedy=FONT_PACKAGE)
    return Check(name="fonts", status="ok", message="Fonts for Latin and Chinese letters are there.")


def font_file(language: str) -> Path | None:
    """A font file with the letters of "en" or "zh"; None when there is none."""
    listed = _fontconfig(language)
    if listed is not None:
        return listed[0] if listed else None
    names = FONT_FILES[language]
    folders = [Path(folder) for folder in FONT_FOLDERS if Path(folder).is_dir()]
    return next((path for folder in folders for name in names for path in folder.rglob(name)), None)


def _fontconfig(language: str) -> list[Path] | None:
    """Font files by `fc-list`, plain ones first; None where there is no fontconfig."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    asked = [program, f":lang={language}", "file"]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=20, check=False)
    files = [Path(line.strip().rstrip(":")) for line in done.stdout.splitlines() if line.strip()]
    files = [file for file in files if file.suffix.lower() in {".ttf", ".ttc", ".otf"}]
    return sorted(files, key=lambda file: ("Sans" not in file.name, "Regular" not in file.name, file.name))


def text_engine(settings: Settings) -> Check:
    """Which engine reads text, and whether it is the one that was asked for."""
    fast = importlib.util.find_spec("openvino") is not None
    if fast:
        message = f"OpenVINO {_version('openvino')} reads text."
        if settings.reader_engine == "onnxruntime":
            message = "onnxruntime reads text, as your settings say; OpenVINO is there too and is faster."
        return Check(name="text engine", status="ok", message=message)
    remedy = "For faster reading: python -m pip install 'openvino>=2026.0'"
    if settings.reader_engine == "openvino":
        message = "Your settings ask for OpenVINO, which is not installed."
        return Check(name="text engine", status="fail", message=message, remedy=remedy)
    message = (
        f"onnxruntime {_version('onnxruntime')} reads text; OpenVINO, which is faster, is not installed."
    )
    return Check(name="text engine", status="ok", message=message, remedy=remedy)


def reading(settings: Settings) -> Check:
    """Draws words in both languages and has them read as the loop does."""
    from agent.compose import build_eyes

    lines = [(LATIN, font_file("en")), (CHINESE, font_file("zh"))]
    drawn = [(text, file) for text, file in lines if file is not None]
    if not drawn:
        return Check(name="reading", status="skip", message="No font to draw a trial picture with.")
    eyes = build_eyes(settings)
    pixels = drawing(drawn)
    eyes.look(Frame(pixels=255 - pixels))  # loads the models, and leaves nothing that could be read again
    start = time.perf_counter()
    observation = eyes.look(Frame(pixels=pixels))
    took = time.perf_counter() - start
    read = "".join(f"{e.text}{e.label}" for e in observation.elements).replace(" ", "")
    return _judged_reading([text for text, _ in drawn if text.replace(" ", "") not in read], read, took)


def _judged_reading(unread: list[str], read: str, took: float) -> Check:
    if unread:
        shown = read[:60] or "nothing"
        message = (
            f"The text reader does not read {' and '.join(f'“{t}”' for t in unread)}; it read “{shown}”."
        )
        return Check(name="reading", status="fail", message=message, remedy=REINSTALL)
    status: Status = "warn" if took > SLOW_READ else "ok"
    message = f"English and Chinese are read ({took * 1000:.0f} ms for two lines)."
    remedy = "Reading is slow here; close other programs, or install OpenVINO." if status == "warn" else ""
    return Check(name="reading", status=status, message=message, remedy=remedy)


def drawing(lines: list[tuple[str, Path]]) -> Any:
    """A white picture [H, W, 3] uint8 with a line of text for each (text, font file)."""
    import numpy as np
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (480, 40 + 60 * len(lines)), "white")
    pen = ImageDraw.Draw(picture)
    for number, (text, file) in enumerate(lines):
        pen.text((30, 24 + 60 * number), text, fill=(20, 20, 20), font=ImageFont.truetype(str(file), 28))
    return np.asarray(picture)


# -- models, GPU, data ----------------------------------------------------------


def models(settings: Settings) -> Check:
    from vision.loading import WEIGHTS, runtimes

    texts = "The text models come with rapidocr"
    if settings.eye == "classic" or not WEIGHTS.is_file():
        return Check(name="models", status="ok", message=f"{texts}; the eye does without its trained model.")
    found = runtimes(settings.cache_dir)
    if found:
        return Check(name="models", status="ok", message=f"{texts}; the eye's model runs on {found[0]}.")
    message = f"{texts}; nothing can run the eye's trained model, so it sees text and shapes alone."
    return Check(name="models", status="warn", message=message, remedy="pip install 'torch>=2.13,<2.14'")


def gpu() -> Check:
    """A GPU is never needed; torch is only looked at where it is installed."""
    if importlib.util.find_spec("torch") is None:
        return Check(name="GPU", status="ok", message="No GPU library (torch) is installed; the CPU is fine.")
    if _version("torch").endswith("+cpu"):  # no need for the seconds that its import takes
        message = f"torch is installed for the CPU, which is fine, with {os.cpu_count()} cores."
        return Check(name="GPU", status="ok", message=message)
    torch: Any = importlib.import_module("torch")
    if torch.cuda.is_available():
        return Check(name="GPU", status="ok", message=f"{torch.cuda.get_device_name(0)} can be used.")
    message = f"torch {torch.__version__} sees no GPU; the CPU is fine, with {os.cpu_count()} cores."
    return Check(name="GPU", status="ok", message=message)


def data_folder(settings: Settings) -> Check:
    """Whether the journal can be written, and how much room is left."""
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(b"deskhand")
            trial.flush()
        free = shutil.disk_usage(folder).free // 1_000_000
    except OSError as error:
        remedy = "Make it writable, or name another one with DESKHAND_DATA_DIR."
        message = f"The data folder {folder} cannot be written: {error.strerror or error}."
        return Check(name="data folder", status="fail", message=message, remedy=remedy)
    return _judged_room(folder, free)


def _judged_room(folder: Path, free: int) -> Check:
    message = f"{folder} is writable, with {free:,} MB free."
    remedy = "Make room on that disk: every step is kept with its pictures." if free < LITTLE_ROOM else ""
    status: Status = "fail" if free < NO_ROOM else "warn" if free < LITTLE_ROOM else "ok"
    return Check(name="data folder", status=status, message=message, remedy=remedy)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError as error:
        raise DeskhandError(f"The package {name} is not installed properly. {REINSTALL}") from error
