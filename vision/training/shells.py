# ruff: noqa: E501 — templates of HTML
"""Desktops as HTML: windows of programs.py in frames, over each other, with panels, docks, icons, menus, notes.

What is partly covered by a later window is cut to its largest visible rectangle by the script in web.py (`data-top`).
"""

from __future__ import annotations

from html import escape

from vision.training import looks
from vision.training.programs import Programs


class Shell(Programs):
    """Writes one desktop of a view of width × height CSS pixels."""

    def html_of(self, width: int, height: int) -> str:
        """The whole desktop."""
        count = self.r.choices((0, 1, 2, 3, 4), (1, 10, 7, 3, 2))[0]
        full = self.chance(0.3) and count
        windows = [self.window(width, height, bool(full) and i == count - 1) for i in range(count)]
        parts = [
            self.wall(),
            self.desk_icons(height),
            *windows,
            self.panel_bar(width, height) if not full or self.chance(0.4) else "",
        ]
        if self.chance(0.3):
            parts.append(self.open_menu(width, height))
        if self.chance(0.1):
            parts.append(self.note(width, height))
        return f"<meta charset=utf8><style>{looks.sheet(self.r, self.skin)}</style>{''.join(parts)}"

    def icon_sheet(self) -> str:
        """Nothing but icons, close together: as many meanings in one crop as a hundred tool bars show."""

        def one() -> str:
            self.size = self.r.choice((12, 14, 16, 16, 18, 20, 22, 24, 24, 28, 32))
            self.stroke, self.filled = self.r.choice((1.1, 1.4, 1.8, 2.2, 2.8)), self.chance(0.3)
            self.tinted = self.chance(0.35)
            return self.icon_at()

        parts = []
        for _ in range(12):
            ground, ink = self.r.choice(((self.skin.ground, self.skin.text), (self.skin.base, self.skin.text),
                                         ("#1d1f21", "#e6e6e6"), (self.skin.accent, self.skin.on_accent)))  # fmt: skip
            gap = self.r.randint(2, 14)
            parts.append(
                f'<div style="background:{ground};color:{ink};display:flex;flex-wrap:wrap;gap:{gap}px;padding:6px">{self.some(one, 20, 60)}</div>'
            )
        return f"<meta charset=utf8><style>{looks.sheet(self.r, self.skin)}</style>{''.join(parts)}"

    def wall(self) -> str:
        a, b = (
            f"hsl({self.r.randint(0, 359)},{self.r.randint(5, 70)}%,{self.r.randint(8, 85)}%)" for _ in "ab"
        )
        ways = (
            a,
            f"linear-gradient({self.r.randint(0, 359)}deg,{a},{b})",
            f"radial-gradient({a},{b})",
            f"repeating-linear-gradient(45deg,{a} 0 40px,{b} 40px 80px)",
        )
        return f'<div style="position:absolute;inset:0;background:{self.r.choice(ways)}"></div>'

    def desk_icons(self, height: int) -> str:
        if self.chance(0.6):
            return ""
        made = []
        for i in range(self.r.randint(1, 9)):
            x, y = 10 + 92 * (i * 96 // (height - 100)), 12 + (i * 96) % (height - 100)
            made.append(
                f'<div data-kind=list_item style="position:absolute;left:{x}px;top:{y}px;width:80px;text-align:center;color:#fff;text-shadow:0 1px 2px #000">{self.svg_icon(self.r.choice((32, 40, 48)))}<div>{self.text(2)}</div></div>'
            )
        return "".join(made)

    def panel_bar(self, width: int, height: int) -> str:
        """A task bar, a top bar, or a dock."""
        if self.chance(0.12):
            return ""
        size, dark = self.r.choice((24, 28, 32, 40, 48, 60)), self.chance(0.6)
        colours = (
            "background:#1c1c1ce8;color:#fff"
            if dark
            else f"background:{self.skin.ground};color:{self.skin.text}"
        )
        icon = max(14, min(size - 12, 36))
        starters = "".join(self.icon_at(icon) for _ in range(self.r.randint(2, 10)))
        if self.chance(0.25):
            return f'<div data-top data-kind=panel style="position:absolute;bottom:8px;left:50%;transform:translateX(-50%);display:flex;padding:5px;border-radius:14px;{colours}">{starters}</div>'
        tasks = (
            "".join(self.push(self.text(3)) for _ in range(self.r.randint(0, 4))) if self.chance(0.4) else ""
        )
        tray = f"{''.join(self.icon_at(16) for _ in range(self.r.randint(1, 6)))}<span data-kind=label data-tight>{self.r.randint(0, 23)}:{self.r.randint(10, 59)}</span>"
        place = "top:0" if self.chance(0.35) else "bottom:0"
        grow = '<span class="grow"></span>'
        middle = self.chance(0.3)
        return f'<div data-top data-kind=panel style="position:absolute;left:0;right:0;{place};height:{size}px;display:flex;align-items:center;gap:3px;padding:0 6px;overflow:hidden;white-space:nowrap;{colours}">{grow if middle else ""}{starters}{tasks}{grow}{tray}</div>'

    # windows

    def window(self, width: int, height: int, full: bool) -> str:
        table = self.bodies()
        make, wide, high, _ = self.r.choices(table, [row[3] for row in table])[0]
        w, h = min(width, self.r.randint(*wide)), min(height, self.r.randint(*high))
        x, y = self.r.randint(-60, max(0, width - w)), self.r.randint(0, max(0, height - h))
        place = f"left:{x}px;top:{y}px;width:{w}px;height:{h}px"
        if full and wide[1] > 700:
            place = "inset:0;border:0;border-radius:0"
        return f'<div class="win" data-top data-kind=window style="{place}">{"" if make == self.tabbed_browser else self.title()}{make()}</div>'

    def title(self) -> str:
        """A title bar, a header bar with controls in it, or none."""
        chance = self.r.random()
        if chance < 0.06:
            return ""
        name = f'<span class="ttl" ><span data-kind=label data-tight>{self.text(3)}{self.r.choice(("", " - ", " – ")) + self.text(1) if self.chance(0.5) else ""}</span></span>'
        names = self.r.choice(
            (("min", "max", "close"), ("min", "max", "close"), ("close",), ("max", "close"), ("min", "close"))
        )
        if chance < 0.2:
            return self.mac_bar(name)
        own = "".join(self.control(n) for n in names)
        if chance < 0.45:
            left = f"{self.icons(0, 3)}{self.push() if self.chance(0.3) else ''}"
            right = f"{self.push() if self.chance(0.2) else ''}{self.icons(0, 3)}"
            return f'<div class="hb">{left}{name}{right}{own}</div>'
        picture = self.svg_icon(16) if self.chance(0.6) else ""
        return f'<div class="bar">{picture}{name}{own}</div>'

    def mac_bar(self, name: str) -> str:
        lights = "".join(
            f'<span class="wc" data-kind=window_control data-icon={m} style="background:{c}"></span>'
            for m, c in (("close", "#ff5f57"), ("minimise", "#febc2e"), ("maximise", "#28c840"))
        )
        tools = f'<span class="grow"></span>{self.icons(2, 6)}{self.field()}' if self.chance(0.4) else ""
        return f'<div class="{"hb" if tools else "bar"} mac">{lights}{name}{tools}</div>'

    # over everything

    def open_menu(self, width: int, height: int) -> str:
        chords, pictured = self.chance(0.6), self.chance(0.4)
        at = self.r.randint(0, 14)

        def item(i: int) -> str:
            rule = "<hr>" if i and self.chance(0.15) else ""
            chord = (
                self.r.choice(("Ctrl+", "Ctrl+Shift+", "Alt+", "⌘")) + self.r.choice("ABCFNOPQSVXZ")
                if chords and self.chance(0.6)
                else "▸"
                if self.chance(0.12)
                else ""
            )
            off, on = self.chance(0.13), i == at
            mark = "✓ " if self.chance(0.08) else ""
            picture = self.svg_icon(16) if pictured else ""
            states = " ".join(
                n for n, holds in (("disabled", off), ("selected", on), ("checked", bool(mark))) if holds
            )
            return f'{rule}<div class="mi{" on" if on else ""}{" off" if off else ""}" data-kind=menu_item data-states="{states}"><span>{mark}{picture} {self.text(4)}</span><b>{chord}</b></div>'

        x, y = self.r.randint(0, width - 260), self.r.randint(0, height // 2)
        return f'<div class="mn" data-top data-kind=menu style="left:{x}px;top:{y}px;min-width:{self.r.randint(90, 280)}px">{"".join(item(i) for i in range(self.r.randint(3, 17)))}</div>'

    def note(self, width: int, height: int) -> str:
        x, y = self.r.randint(0, width - 320), self.r.randint(0, height - 120)
        if self.chance(0.5):
            return f'<div data-top data-kind=tooltip style="position:absolute;left:{x}px;top:{y}px;padding:3px 7px;background:{self.r.choice(("#ffffe1", "#222", self.skin.base))};color:{self.r.choice(("#000", "#888"))};border:1px solid #777">{escape(self.words.phrase(5))}</div>'
        inner = f'<div class="rw">{self.svg_icon(28)}<div class="grow">{self.heading(4)}{self.paragraph_of(3, 14)}</div>{self.icon_at(12, "close")}</div><div class="rw">{self.buttons(0, 2)}</div>'
        return f'<div class="cd" data-top data-kind=notification style="position:absolute;left:{x}px;top:{y}px;width:{self.r.randint(240, 320)}px;color:{self.skin.text};box-shadow:0 4px 16px #0006">{inner}</div>'
