r"""Scenes drawn by GTK itself, in any theme that is installed. Run by the system's Python, under an X server:

    xvfb-run -s "-screen 0 1280x800x24" /usr/bin/python3 -m vision.training.gtk_scenes \
        --out DIR --count N --seed S

needs Debian's python3-gi, gir1.2-gtk-3.0 and python3-pil. The toolkit says where each widget lies; what
another window or an open menu covers is left out. Scenes are written as `vision.training.scene` reads them.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

from vision.training.gtk_truth import Found, Rect, box_of, cut, walk  # noqa: E402
from vision.training.gtk_windows import Builder  # noqa: E402
from vision.training.words import RIGHT_TO_LEFT, Words  # noqa: E402

HELD_OUT = ("Materia", "Bluebird", "Yaru-sage")  # themes whose names begin so are kept for tests
ICON_THEMES = (
    "Adwaita",
    "Papirus",
    "Papirus-Dark",
    "breeze",
    "elementary-xfce",
    "Tango",
    "gnome",
    "Numix",
    "HighContrast",
)
FONTS = ("Noto Sans", "Cantarell", "DejaVu Sans", "Liberation Sans", "Open Sans", "Roboto", "Inter", "Lato")
SIZE = (1280, 800)


def settle(seconds: float = 0.12) -> None:
    """Lets GTK lay out and draw until nothing is left to do for a moment."""
    end = time.monotonic() + seconds
    while time.monotonic() < end or Gtk.events_pending():
        Gtk.main_iteration_do(False)


def dress(random: Random, words: Words, held_out: bool) -> str:
    """Chooses theme, icons and font for the next windows; returns the theme's name."""
    base = Path("/usr/share/themes")
    there = [p.name for p in sorted(base.iterdir()) if (p / "gtk-3.0").is_dir() and "hdpi" not in p.name]
    names = [
        n for n in (*there, "Adwaita", "Adwaita-dark", "HighContrast") if n.startswith(HELD_OUT) == held_out
    ]
    chosen = Gtk.Settings.get_default()
    theme = random.choice(["Adwaita", "Adwaita", *names]) if not held_out else random.choice(names)
    dark = random.random() < 0.25
    chosen.props.gtk_theme_name = theme
    chosen.props.gtk_application_prefer_dark_theme = dark
    chosen.props.gtk_icon_theme_name = random.choice(ICON_THEMES)
    chosen.props.gtk_font_name = f"{random.choice(FONTS)} {random.choice((8, 9, 10, 10, 11, 11, 12, 13))}"
    chosen.props.gtk_enable_animations = False
    way = Gtk.TextDirection.RTL if words.language in RIGHT_TO_LEFT else Gtk.TextDirection.LTR
    Gtk.Widget.set_default_direction(way)
    return f"gtk:{theme}{':dark' if dark else ''}"


def show(random: Random, content: Gtk.Widget, full: bool) -> Gtk.Window:
    """A window without a frame, somewhere on the screen."""
    window = Gtk.Window(type=Gtk.WindowType.POPUP)
    window.get_style_context().add_class("background")
    window.add(content)
    content.show_all()
    least = content.get_preferred_size()[1]
    wide = min(SIZE[0], max(least.width, random.randint(260, 1000)))
    high = min(SIZE[1], max(least.height, random.randint(160, 680)))
    wide, high = SIZE if full else (wide, high)
    window.resize(wide, high)
    window.move(random.randint(0, SIZE[0] - wide), random.randint(0, SIZE[1] - high))
    window.show()
    return window


def draw(random: Random, held_out: bool) -> tuple[Any, dict[str, Any]]:
    """One screen: its picture (a GdkPixbuf) and its truth."""
    words = Words.any_language(random)
    skin = dress(random, words, held_out)
    windows, menus = [], []
    below = ground(random)
    layers: list[tuple[Rect, Found]] = []
    for number in range(random.choice((1, 1, 2))):
        builder = Builder(random, words)
        content, bar = builder.window()
        windows.append(show(random, content, number == 0 and random.random() < 0.3))
        settle()
        if bar is not None and random.random() < 0.5:
            menus = [bar.get_children()[random.randrange(min(3, len(bar.get_children())))]]
    for window in windows:
        seen = Found()
        seen.add(box_of(window), (0, 0, *SIZE), "window")
        walk(window, (0, 0, *SIZE), seen)
        layers.append((box_of(window), seen))
    if menus and menus[0].get_toplevel() is windows[-1]:
        layers += open_menu(menus[0])
    root = Gdk.get_default_root_window()
    picture = Gdk.pixbuf_get_from_window(root, 0, 0, *SIZE)
    for gone in (*windows, below):
        gone.destroy()
    settle(0.02)
    elements = [
        e for at, (_, seen) in enumerate(layers) for e in seen.elements if uncovered(e, layers[at + 1 :])
    ]
    return picture, {"size": list(SIZE), "elements": elements, "skin": skin, "scale": 1.0, "extra": {}}


def open_menu(item: Gtk.MenuItem) -> list[tuple[Rect, Found]]:
    menu = item.get_submenu()
    menu.popup_at_widget(item, Gdk.Gravity.SOUTH_WEST, Gdk.Gravity.NORTH_WEST, None)
    settle(0.15)
    if not menu.get_mapped():
        return []
    children = [
        c for c in menu.get_children() if not isinstance(c, Gtk.SeparatorMenuItem) and c.is_sensitive()
    ]
    if len(children) > 1:
        menu.select_item(children[1])
    settle(0.05)
    seen = Found()
    seen.add(box_of(menu), (0, 0, *SIZE), "menu")
    walk(menu, (0, 0, *SIZE), seen)
    return [(box_of(menu), seen)]


def uncovered(element_: dict[str, Any], above: list[tuple[Rect, Found]]) -> bool:
    """Whether nothing above hides much of it."""
    if element_["kind"] == "window":
        return True
    box = element_["box"]
    area = (box[2] - box[0]) * (box[3] - box[1])
    for cover, _ in above:
        shared = cut(tuple(box), cover)
        if shared and (shared[2] - shared[0]) * (shared[3] - shared[1]) > 0.4 * area:
            return False
    return True


def ground(random: Random) -> Gtk.Window:
    """The desktop behind the windows, in one colour."""
    window = Gtk.Window(type=Gtk.WindowType.POPUP)
    window.resize(*SIZE)
    style = Gtk.CssProvider()
    style.load_from_data(f"* {{ background: #{random.getrandbits(24):06x}; }}".encode())
    window.get_style_context().add_provider(style, Gtk.STYLE_PROVIDER_PRIORITY_USER)
    window.show()
    return window


def save(folder: Path, name: str, picture: Any, truth: dict[str, Any]) -> None:
    from PIL import Image

    size = (picture.get_width(), picture.get_height())
    raw = picture.get_pixels()
    mode = "RGBA" if picture.get_has_alpha() else "RGB"
    image = Image.frombuffer(mode, size, raw, "raw", mode, picture.get_rowstride(), 1).convert("RGB")
    image.save(folder / f"{name}.webp", lossless=True, quality=20, method=1)
    text = json.dumps(truth, ensure_ascii=False, separators=(",", ":"))
    (folder / f"{name}.json").write_text(text, encoding="utf-8")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for index in range(options.count):
        name = f"{'y' if options.held_out else 'g'}{options.seed}-{index:06d}"
        if not (options.out / f"{name}.json").exists():
            save(
                options.out,
                name,
                *draw(Random(f"{options.seed}:{index}:{options.held_out}"), options.held_out),
            )
    sys.stdout.write(f"{options.count} scenes in {options.out}\n")


if __name__ == "__main__":
    main()
