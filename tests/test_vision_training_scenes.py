"""The data factory: truth is exact (proved by hiding things), covered things are unlabelled, seeds repeat."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QAbstractButton, QLabel, QListWidget, QVBoxLayout, QWidget

from agent.errors import UsageError
from agent.types import KINDS, Pixels
from vision.kinds import STATES
from vision.training import views
from vision.training.desktop import Desktop
from vision.training.icons import SHAPES, Icons
from vision.training.scene import (
    SceneTruth,
    Truth,
    from_json,
    load_pixels,
    pack,
    save_scene,
    scene_names,
    to_json,
    unpack,
)
from vision.training.scenes import Studio, draw_range
from vision.training.skin_sheet import Sheet
from vision.training.skins import FAMILIES, HELD_OUT, Skin, pick_skin
from vision.training.truth import Part, parts_of
from vision.training.widgets import Kit, row
from vision.training.words import LANGUAGES, Words

SLACK = 2  # pixels that antialiasing may spill


@pytest.fixture(autouse=True)
def quiet_platform() -> Iterator[None]:
    """Qt's screenless platform says of every window that it cannot hint sizes; that is no fault of ours."""

    def told(kind: QtMsgType, context: object, message: str) -> None:
        if "propagateSizeHints" not in message and "plugin does not support" not in message:
            logging.getLogger("qt").warning("%s: %s", kind.name, message)

    before = qInstallMessageHandler(told)
    yield
    qInstallMessageHandler(before)


@pytest.fixture(scope="module")
def studio() -> Iterator[Studio]:
    with Studio() as it:
        yield it


def kit_of(seed: int, studio: Studio) -> Kit:
    random = Random(seed)
    skin = pick_skin(random)
    return Kit(random, Words(random), skin, Icons(random, skin))


def pixels_of(window: QWidget) -> Pixels:
    from PySide6.QtGui import QImage

    image = QImage(window.size(), QImage.Format.Format_RGB888)
    image.fill(0)
    window.render(image)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def shown(widgets: list[QWidget], sheet: str) -> QWidget:
    window = QWidget()
    window.setObjectName("root")
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    layout = QVBoxLayout(window)
    for widget in widgets:
        policy = widget.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        widget.setSizePolicy(policy)
        layout.addWidget(row([widget], stretch=True))
    window.setStyleSheet(sheet)
    window.resize(420, window.sizeHint().height())
    window.show()
    return window


def changed_box(one: Pixels, other: Pixels) -> QRect:
    ys, xs = np.nonzero((one != other).any(axis=2))
    return (
        QRect(QPoint(int(xs.min()), int(ys.min())), QPoint(int(xs.max()), int(ys.max())))
        if len(xs)
        else QRect()
    )


CONTROLS: dict[str, Callable[[Kit], QWidget]] = {
    "button": lambda kit: kit.button(),
    "tool": lambda kit: kit.tool(),
    "field": lambda kit: kit.field(),
    "combo": lambda kit: kit.combo(),
    "tick": lambda kit: kit.tick(),
    "switch": lambda kit: kit.switch(),
    "spin": lambda kit: kit.spin(),
    "slider": lambda kit: kit.slider(),
    "progress": lambda kit: kit.progress(),
    "label": lambda kit: kit.label(),
    "heading": lambda kit: kit.heading(),
    "link": lambda kit: kit.link(),
    "paragraph": lambda kit: kit.paragraph(12),
    "icon": lambda kit: kit.icon_label(),
    "image": lambda kit: kit.image(60, 40),
}


@pytest.mark.parametrize("seed", range(4))
def test_hiding_a_control_changes_only_its_box_and_the_box_is_tight(seed: int, studio: Studio) -> None:
    kit = kit_of(seed, studio)
    sheet = "" if kit.skin.native else Sheet(kit.random, kit.skin, Path(studio._marks.name)).text()
    controls = {name: make(kit) for name, make in CONTROLS.items()}
    window = shown(list(controls.values()), sheet)
    whole = pixels_of(window)
    parts = parts_of(window)
    for name, widget in controls.items():
        inside = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        mine = [p for p in parts if (inside.contains(p.rect) and p.kind != "label") or p.rect == inside]
        mine = mine or [p for p in parts if inside.contains(p.rect)]
        assert len(mine) == 1, (name, mine)
        widget.hide()
        change = changed_box(whole, pixels_of(window))
        widget.show()
        box = mine[0].rect
        assert box.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(change), (name, box, change)
        if name not in (
            "label",
            "heading",
            "link",
            "paragraph",
            "slider",
            "tool",
            "icon",
        ):  # text: the line's height
            assert change.width() >= 0.75 * box.width(), (name, box, change)
            assert change.height() >= 0.6 * box.height(), (name, box, change)
    window.close()


def test_items_of_a_list_lie_where_they_are_drawn(studio: Studio) -> None:
    kit = kit_of(3, studio)
    view = QListWidget()
    view.setProperty("kind", "list")
    view.addItems([f"item {i}" for i in range(40)])
    window = shown([view], "")
    window.resize(420, 200)
    view.scrollToItem(view.item(20))
    parts = [p for p in parts_of(window) if p.kind == "list_item"]
    assert 3 <= len(parts) < 40  # only those in sight
    whole = pixels_of(window)
    for part in parts[1:-1]:
        view.item(int(part.text.split()[1])).setText("")
        change = changed_box(whole, pixels_of(window))
        view.item(int(part.text.split()[1])).setText(part.text)
        assert part.rect.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(change)
    assert kit.skin.family in FAMILIES or kit.skin.family == "random"
    window.close()


def test_links_in_running_text_lie_where_they_are_drawn(studio: Studio) -> None:
    from PySide6.QtWidgets import QTextBrowser

    view = QTextBrowser()
    view.setProperty("kind", "")
    view.setProperty("page", True)
    view.setHtml('<p>Some words and <a href="#">a link</a> and more words here.</p>')
    window = shown([view], "")
    window.resize(420, 160)
    link = next(p for p in parts_of(window) if p.kind == "link")
    assert link.text == "a link"
    blank = pixels_of(window)
    view.setHtml('<p>Some words and <a href="#" style="color:#ff00ff">a link</a> and more words here.</p>')
    change = changed_box(blank, pixels_of(window))
    assert link.rect.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(change)
    assert change.width() > 0.8 * link.rect.width()
    window.close()


def test_what_is_covered_is_not_labelled(studio: Studio) -> None:
    desktop = Desktop(kit_of(5, studio), "", QSize(400, 300), 2.0)
    desktop.add([Part("button", QRect(10, 10, 80, 20)), Part("button", QRect(200, 10, 80, 20))], QPoint(0, 0))
    desktop.cover(QRect(0, 0, 70, 100))
    assert [t.box for t in desktop.truth()] == [(400.0, 20.0, 560.0, 60.0)]
    desktop.cover(QRect(240, 0, 200, 200))
    assert [t.box for t in desktop.truth()] == [(400.0, 20.0, 480.0, 60.0)]  # what is left of it
    assert desktop.pixels().shape == (600, 800, 3)


def test_scenes_repeat_by_seed_and_speak_the_vocabulary(studio: Studio) -> None:
    pixels, truth = studio.draw(1, 3)
    again_pixels, again = studio.draw(1, 3)
    assert truth == again
    assert np.array_equal(pixels, again_pixels)
    assert studio.draw(1, 4)[1] != truth
    assert pixels.shape == (truth.size[1], truth.size[0], 3)
    for element in truth.elements:
        assert element.kind in KINDS
        assert set(element.states) <= set(STATES)
        assert 0 <= element.box[0] < element.box[2] <= truth.size[0]
        assert 0 <= element.box[1] < element.box[3] <= truth.size[1]


def test_held_out_looks_are_never_trained_on() -> None:
    trained = {pick_skin(Random(i)).family for i in range(300)}
    held = {pick_skin(Random(i), held_out=True).family for i in range(60)}
    assert not trained & HELD_OUT
    assert held == HELD_OUT


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_every_language(language: str) -> None:
    words = Words(Random(1), language)
    assert words.phrase(3)
    assert words.sentence(3, 5)
    assert words.value()


def test_every_icon_can_be_drawn(studio: Studio) -> None:
    skin = Skin("x", "#ffffff", "#ffffff", "#eeeeee", "#888888", "#000000", "#0000ff", 3)
    icons = Icons(Random(1), skin)
    for meaning in SHAPES:
        icon, said = icons.of(meaning)
        assert said == meaning
        image = icon.pixmap(24, 24).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), meaning


def test_a_group_of_views_can_be_made(studio: Studio) -> None:
    kit = kit_of(8, studio)
    for make in (views.table, views.tree, views.files, views.calendar, views.key_pad, views.spreadsheet):
        window = shown([make(kit)], "")
        kinds = {p.kind for p in parts_of(window)}
        assert kinds & {"table_cell", "tree_item", "list_item", "button"}, make
        window.close()


def test_scenes_on_disk_and_in_packs(tmp_path: Path) -> None:
    folder, packs = tmp_path / "scenes", tmp_path / "packs"
    folder.mkdir()
    truth = SceneTruth(
        (4, 3), (Truth((0, 0, 2.5, 2), "button", ("checked",), "存", "save"),), "arc:sheet", 1.5
    )
    pixels = np.arange(36, dtype=np.uint8).reshape(3, 4, 3)
    for name in ("a", "b"):
        save_scene(folder, name, pixels, truth)
    assert from_json(to_json(truth)) == truth
    made = pack(folder, packs, limit=300)
    assert len(made) > 1
    unpack(made, tmp_path / "again")
    assert scene_names(tmp_path / "again") == ["a", "b"]
    assert np.array_equal(load_pixels(tmp_path / "again" / "b.webp"), pixels)
    with pytest.raises(UsageError, match="draw it again"):
        from_json("{}")


def test_the_factory_leaves_alone_what_is_there(tmp_path: Path) -> None:
    assert draw_range(tmp_path, 2, 0, 1, False, None) == 1
    assert draw_range(tmp_path, 2, 0, 1, False, None) == 0
    assert scene_names(tmp_path) == ["s2-000000"]


def test_tick_boxes_are_tight_in_both_directions(studio: Studio) -> None:
    from PySide6.QtWidgets import QCheckBox

    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        box: QAbstractButton = QCheckBox("tick me")
        box.setProperty("kind", "checkbox")
        box.setLayoutDirection(direction)
        window = QWidget()
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        layout = QVBoxLayout(window)
        layout.addWidget(box)
        layout.addWidget(QLabel("below"))
        window.resize(400, 80)
        window.show()
        part = next(p for p in parts_of(window) if p.kind == "checkbox")
        assert part.rect.width() < 200
        left = direction == Qt.LayoutDirection.LeftToRight
        assert (part.rect.center().x() < 200) is left
        window.close()


def test_views_without_a_frame_and_heads_of_tables_are_seen(studio: Studio) -> None:
    """Qt says of a view without a frame that nothing of it is visible: its children draw it all."""
    from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTableWidget, QTableWidgetItem

    view, area, table = QListWidget(), QPlainTextEdit("words"), QTableWidget(2, 2)
    for widget, kind in ((view, "list"), (area, "text_area"), (table, "table")):
        widget.setProperty("kind", kind)
        widget.setFrameShape(QFrame.Shape.NoFrame)
    view.addItems(["one", "two"])
    table.setItem(0, 0, QTableWidgetItem("cell"))
    window = shown([view, area, table], "")
    kinds = [p.kind for p in parts_of(window)]
    assert kinds.count("list_item") == 2
    assert {"list", "text_area", "table", "table_cell", "table_header"} <= set(kinds)
    window.close()


def test_windows_themselves_are_labelled(studio: Studio) -> None:
    scenes = [studio.draw(5, index)[1] for index in range(3)]
    for truth in scenes:
        assert {"window", "dialog"} & {e.kind for e in truth.elements}
