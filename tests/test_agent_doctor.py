"""The doctor: each check on faked machines, the table, and one real examination of a virtual desktop."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections import namedtuple
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from agent import compose, doctor, doctor_display, doctor_machine
from agent.doctor import Check, guarded, render, render_one, run_doctor
from agent.errors import CaptureError
from agent.fake import FakeDesktop
from agent.settings import Settings, load
from agent.types import Box, Element, Frame, Monitor, Observation
from vision import loading

GOOD = Check(name="Python", status="ok", message="Python 3.11.")
ODD = Check(name="capture", status="warn", message="640×400 is “slow”…", remedy="Wait → or not.")
BAD = Check(name="Xlib", status="fail", message="Xlib is too old.", remedy="Install it.")
MISSED = Check(name="clipboard", status="skip", message="There is no display to try it on.")


# -- the table -------------------------------------------------------------------


def test_a_check_that_breaks_is_a_failed_check_in_a_sentence() -> None:
    def known() -> Check:
        raise CaptureError("The display has gone; its server no longer answers.")

    def unknown() -> Check:
        raise KeyError("what\nthis")

    assert guarded("x", known).message == "The display has gone; its server no longer answers."
    broken = guarded("x", unknown)
    assert broken.status == "fail"
    assert "KeyError" in broken.message
    assert "\n" not in broken.message
    assert broken.remedy


def test_the_table_is_aligned_and_ends_with_a_sentence() -> None:
    lines = render([GOOD, ODD, BAD, MISSED]).splitlines()
    assert lines[0] == "✓ Python          Python 3.11."
    assert lines[1].startswith("! capture         640×400")
    assert lines[2] == " " * 18 + "→ Wait → or not."
    assert lines[-1] == "Not everything works: Xlib. What to do stands beside each."
    assert render([GOOD, ODD]).endswith("Deskhand works here. Worth a look: capture.")
    assert render([GOOD, MISSED]).endswith("Deskhand works here.")


def test_plain_signs_where_the_terminal_has_no_others() -> None:
    text = render_one(ODD, unicode=False)
    assert text.isascii()
    assert '640x400 is "slow"...' in text
    assert not doctor.can_write_signs(io.TextIOWrapper(io.BytesIO(), encoding="latin-1"))
    assert doctor.can_write_signs(io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    assert doctor.can_write_signs(io.StringIO()) is False  # its encoding is not known


def test_long_messages_are_wrapped() -> None:
    long = Check(name="x", status="fail", message="word " * 60, remedy="mend " * 60)
    assert max(len(line) for line in render_one(long).splitlines()) <= doctor.WIDTH


@pytest.fixture
def three_checks(monkeypatch: pytest.MonkeyPatch) -> Callable[[Check], None]:
    def use(*found: Check) -> None:
        def examined(settings: Settings | None = None) -> Iterator[Check]:
            yield from found

        monkeypatch.setattr(doctor, "checks", examined)

    return use


def test_exit_code_and_documents(three_checks: Callable[..., None]) -> None:
    three_checks(GOOD, ODD, MISSED)
    out = io.StringIO()
    assert run_doctor(load(), out=out) == 0
    assert "Worth a look: capture." in out.getvalue()
    three_checks(GOOD, BAD)
    out = io.StringIO()
    assert run_doctor(load(), as_json=True, out=out) == 1
    document = json.loads(out.getvalue())
    assert document["ok"] is False
    assert document["checks"][1] == BAD.model_dump()


# -- checks on faked machines ------------------------------------------------------


def test_python(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor_machine.python().status == "ok"
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    assert doctor_machine.python().status == "fail"


def test_missing_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor_machine.packages().status == "ok"
    monkeypatch.setattr(doctor_machine, "NEEDED", ("numpy", "no_such_package"))
    found = doctor_machine.packages()
    assert found.status == "fail"
    assert "no_such_package" in found.message


def test_the_wrong_xlib(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("Xlib")
    assert doctor_machine.xlib().status == "ok"
    monkeypatch.setattr("Xlib.__version__", (0, 15))
    found = doctor_machine.xlib()
    assert found.status == "fail"
    assert "0.15" in found.message
    assert "--force-reinstall --no-deps python-xlib==0.33" in found.remedy


def test_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_machine, "font_file", lambda tag: None if tag == "zh" else Path("x.ttf"))
    found = doctor_machine.fonts()
    assert found.status == "warn"
    assert "Chinese" in found.message
    assert "Latin" not in found.message


def test_fonts_without_fontconfig(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(doctor_machine, "_fontconfig", lambda tag: None)
    monkeypatch.setattr(doctor_machine, "FONT_FOLDERS", (str(tmp_path), str(tmp_path / "none")))
    assert doctor_machine.font_file("zh") is None
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "msyh.ttc").touch()
    assert doctor_machine.font_file("zh") == tmp_path / "sub" / "msyh.ttc"


def test_text_engine_that_is_asked_for_and_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert doctor_machine.text_engine(load(reader_engine="openvino")).status == "fail"
    assert doctor_machine.text_engine(load()).status == "ok"


class _Reads:
    """Eyes that read the same whatever they see."""

    def __init__(self, *texts: str) -> None:
        self._texts = texts
        self.seen: list[bytes] = []

    def look(self, frame: Frame, query: str = "") -> Observation:
        self.seen.append(frame.pixels.tobytes())
        box = Box(x0=0, y0=0, x1=9, y1=9)
        return Observation(
            frame, tuple(Element(id=n, box=box, kind="label", text=t) for n, t in enumerate(self._texts))
        )


@pytest.mark.parametrize(
    ("texts", "status"),
    [(("Deskhand 42", "点击登录按钮"), "ok"), (("Deskhand42", "口口口"), "fail"), ((), "fail")],
)
def test_reading(monkeypatch: pytest.MonkeyPatch, texts: tuple[str, ...], status: str) -> None:
    latin, chinese = doctor_machine.font_file("en"), doctor_machine.font_file("zh")
    if latin is None or chinese is None:
        pytest.skip("no fonts on this machine")
    eyes = _Reads(*texts)
    monkeypatch.setattr(compose, "build_eyes", lambda settings: eyes)
    assert doctor_machine.reading(load()).status == status
    assert eyes.seen[-1] not in eyes.seen[:-1]  # what was read before is read from memory, in no time


def test_the_trial_picture_is_written_on() -> None:
    file = doctor_machine.font_file("en")
    if file is None:
        pytest.skip("no fonts on this machine")
    picture = doctor_machine.drawing([("Deskhand", file)])
    assert picture.shape == (100, 480, 3)
    assert (picture < 60).any()
    assert (picture[:20] == 255).all()


def test_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    good = doctor_machine.data_folder(load(data_dir=tmp_path / "new" / "data"))
    assert good.status == "ok"
    blocked = tmp_path / "file"
    blocked.touch()
    found = doctor_machine.data_folder(load(data_dir=blocked / "data"))
    assert found.status == "fail"
    assert "DESKHAND_DATA_DIR" in found.remedy
    usage = namedtuple("usage", "free")
    for free, status in ((5_000_000, "fail"), (100_000_000, "warn"), (9_000_000_000, "ok")):
        monkeypatch.setattr("shutil.disk_usage", lambda folder, free=free: usage(free))
        assert doctor_machine.data_folder(load(data_dir=tmp_path)).status == status


def test_gpu_without_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    found = doctor_machine.gpu()
    assert found.status == "ok"
    assert "CPU is fine" in found.message


@pytest.mark.parametrize(
    ("environment", "status", "word"),
    [
        ({}, "fail", "no display"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "fail", "Wayland"),
        ({"XDG_SESSION_TYPE": "wayland", "DISPLAY": ":0"}, "fail", "Wayland"),
        ({"DISPLAY": ":7"}, "ok", ":7"),
    ],
)
def test_session(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], status: str, word: str
) -> None:
    monkeypatch.delenv("XDG_SESSION_TYPE", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    found = doctor_display.session()
    assert (found.status, word in found.message) == (status, True)
    assert (found.remedy == "") == (status == "ok")


def test_without_a_display_the_rest_is_skipped() -> None:
    found = [guarded(name, examine) for name, examine in doctor_display.examinations()]
    assert [check.status for check in found] == ["fail"] + ["skip"] * 5


def test_real_input_is_not_tried_where_it_is_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    found = {name: examine for name, examine in doctor_display.examinations()}
    for name in ("pointer", "clipboard"):
        assert found[name]().status == "skip"
        assert "DESKHAND_NO_REAL_INPUT" in found[name]().message


def test_monitors_and_capture_by_a_fake_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    desktop = FakeDesktop()
    monkeypatch.setattr(compose, "build_screen", lambda: desktop)
    assert doctor_display.monitors().message == "One monitor: 640×400 at (0, 0), 100 %."
    assert doctor_display.capture().status == "ok"
    monkeypatch.setattr(doctor_display, "SLOW_GRAB", -1.0)
    assert doctor_display.capture().status == "warn"
    desktop.dead = True
    assert guarded("capture", doctor_display.capture).status == "fail"


def test_a_black_picture_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Black(FakeDesktop):
        def grab(self, region: Box | None = None) -> Frame:
            box = Box(x0=0, y0=0, x1=64, y1=48)
            return Frame(np.zeros((48, 64, 3), np.uint8), monitors=(Monitor(box=box),))

    monkeypatch.setattr(compose, "build_screen", Black)
    found = doctor_display.capture()
    assert found.status == "warn"
    assert "black" in found.message


# -- a real examination ------------------------------------------------------------


EXAMINE = """
from agent import doctor, doctor_display
found = [doctor.guarded(name, examine) for name, examine in doctor_display.examinations()]
print(doctor.as_document(found))
"""


@pytest.mark.live
@pytest.mark.slow
def test_the_examination_of_a_virtual_desktop(own_home: Path) -> None:
    from actions.virtual import VirtualDesktop

    with VirtualDesktop(800, 600) as desktop:
        environment = desktop.environment() | {"DESKHAND_HOME": str(own_home)}
        environment.pop("DESKHAND_NO_REAL_INPUT", None)
        done = subprocess.run(
            [sys.executable, "-c", EXAMINE],
            cwd=Path(__file__).parent.parent,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.stderr == ""
    found = {check["name"]: check for check in json.loads(done.stdout)["checks"]}
    assert "800×600" in found["monitors"]["message"]
    assert found.pop("capture")["status"] in ("ok", "warn")  # an empty desktop is black
    assert {name: check["status"] for name, check in found.items()} == dict.fromkeys(found, "ok")


def test_the_models_check_names_what_computes_the_eye(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "eye.safetensors").write_bytes(b"weights")
    monkeypatch.setattr(loading, "WEIGHTS", tmp_path / "eye.safetensors")
    settings = load(cache_dir=tmp_path, eye="auto")
    monkeypatch.setattr(loading, "has", lambda package: package == "torch")
    assert doctor_machine.models(settings).message.endswith("runs on torch.")
    monkeypatch.setattr(loading, "has", lambda package: False)
    assert doctor_machine.models(settings).status == "warn"
    assert doctor_machine.models(settings).remedy == "pip install 'torch>=2.13,<2.14'"
    assert (
        "without its trained model" in doctor_machine.models(load(cache_dir=tmp_path, eye="classic")).message
    )
