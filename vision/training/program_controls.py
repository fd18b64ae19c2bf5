# ruff: noqa: E501 — templates of HTML
"""Controls and bars of desktop programs as HTML, in the classes of looks.py."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from random import Random

from vision.training.icons import SHAPES
from vision.training.pages import Page, svg
from vision.training.skins import Skin
from vision.training.words import Words

CONTROLS = {"close": ("close", "close"), "max": ("maximise", "rectangle"), "min": ("minimise", "remove")}


class Controls(Page):
    """Writes icons, controls and bars."""

    def __init__(
        self, random: Random, words: Words, skin: Skin, pictures: dict[str, list[str]] | None = None
    ) -> None:
        super().__init__(random, words, skin)
        self.pictures = pictures or {}  # icon files' SVG by what they mean
        self.themed = random.choice((0.0, 0.5, 1.0)) if self.pictures else 0.0
        self.size = random.choice((14, 16, 16, 18, 20, 22, 24))
        self.tinted = random.random() < 0.3

    # icons

    def svg_icon(self, size: int = 0, meaning: str = "", css: str = "") -> str:
        size = size or self.size
        meaning = meaning or self.r.choice(list(SHAPES))
        files = self.pictures.get(meaning, [])
        if files and self.chance(self.themed):
            return f'<img src="{self.r.choice(files)}" width={size} height={size}>'
        colour = css or (f"color:hsl({self.r.randint(0, 359)},70%,45%)" if self.tinted else "")
        return f'<span style="line-height:0;{colour}">{svg(meaning, size, self.stroke, self.filled)}</span>'

    def icon_at(self, size: int = 0, meaning: str = "", words: str = "", tall: bool = False) -> str:
        meaning = meaning or self.r.choice(list(SHAPES))
        on = " on" if self.chance(0.08) else ""
        kind = "button" if words else "icon_button"
        states = "checked" if on else ""
        text = f"<span>{words}</span>" if words else ""
        return f'<button class="ib{on}{" tall" if tall else ""}" data-kind={kind} data-icon={meaning} data-states="{states}"{self.off()}>{self.svg_icon(size, meaning)}{text}</button>'

    def icons(self, least: int, most: int) -> str:
        made = [self.icon_at() for _ in range(self.r.randint(least, most))]
        if len(made) > 4:
            made.insert(self.r.randint(1, len(made) - 1), '<span class="sep"></span>')
        return "".join(made)

    def control(self, name: str) -> str:
        meaning, shape = CONTROLS[name]
        colour = "background:#c42b1c;color:#fff" if name == "close" and self.chance(0.15) else ""
        return f'<span class="wc" data-kind=window_control data-icon={meaning} style="{colour}">{self.svg_icon(self.r.choice((10, 12, 14)), shape, "color:inherit")}</span>'

    def labelled_tools(self, least: int, most: int) -> str:
        tall = self.chance(0.4)
        return "".join(
            self.icon_at(0, "", self.text(1), tall) if self.chance(0.7) else self.icon_at()
            for _ in range(self.r.randint(least, most))
        )

    def face(self) -> str:
        return f'<span style="width:26px;height:26px;border-radius:50%;flex:none;background:hsl({self.r.randint(0, 359)},45%,55%)"></span>'

    def avatar(self) -> str:
        return self.face().replace("<span", "<span data-kind=image", 1)

    def image(self, width: int = 0, height: int = 0) -> str:
        w, h = width or self.r.randint(60, 200), height or self.r.randint(40, 140)
        a, b = (
            f"hsl({self.r.randint(0, 359)},{self.r.randint(10, 80)}%,{self.r.randint(20, 80)}%)" for _ in "ab"
        )
        return f'<div data-kind=image style="flex:none;width:{w}px;height:{h}px;background:linear-gradient({self.r.randint(0, 359)}deg,{a},{b})"></div>'

    # controls

    def push(self, text: str = "", cls: str = "") -> str:
        picture = self.svg_icon(14) if self.chance(0.15) else ""
        arrow = " ▾" if self.chance(0.06) else ""
        return f'<button class="b {cls}" data-kind=button{self.off()}>{picture} {text or self.text(2)}{arrow}</button>'

    def buttons(self, least: int, most: int) -> str:
        return self.some(self.push, least, most)

    def foot(self) -> str:
        """The buttons at the end of a dialog."""
        first = self.r.randint(-1, 2)
        made = "".join(self.push("", "pr" if i == first else "") for i in range(self.r.randint(1, 4)))
        left = self.push() if self.chance(0.25) else ""
        grow = '<span class="grow"></span>' if self.chance(0.8) else ""
        return f'<div class="rw" style="flex:none">{left}{grow}{made}</div>'

    def field(self, cls: str = "") -> str:
        kind, form = self.r.choice(
            (
                ("text_field", "text"),
                ("text_field", "text"),
                ("text_field", "text"),
                ("password_field", "password"),
                ("search_field", "text"),
            )
        )
        value = (
            f'value="{escape(self.words.value())}"'
            if self.chance(0.55)
            else f'placeholder="{self.text()}"'
            if self.chance(0.7) or kind == "search_field"
            else ""
        )
        active = " act" if self.chance(0.08) else ""
        states = "focused" if active else ""
        if kind == "search_field":
            inner = f'{self.svg_icon(14, "search")}<span style="opacity:.6">{self.text(2)}</span>'
            return f'<div class="f {cls}" data-kind=search_field data-states="editable {states}" style="display:inline-flex;align-items:center;gap:5px;overflow:hidden;white-space:nowrap;width:{self.r.randint(110, 260)}px">{inner}</div>'
        return f'<input class="f {cls}{active}" type={form} data-kind={kind} data-states="{states}" size={self.r.randint(6, 30)} {value}{self.off()}>'

    def combo(self, text: str = "", width: int = 0) -> str:
        size = f"width:{width}px" if width else f"max-width:{self.r.randint(90, 260)}px"
        return f'<select class="{self.r.choice("bf")}" data-kind=combo_box style="{size}"{self.off()}><option>{text or self.text()}</select>'

    def choice(self) -> str:
        return self.combo()

    def number(self) -> str:
        up, down = self.r.choice((("▲", "▼"), ("▴", "▾"), ("+", "−"), ("˄", "˅")))
        return f'<span class="f sp" data-kind=spin_box data-states=editable style="width:{self.r.randint(70, 140)}px"><em>{self.r.randint(0, 999)}</em><u><i>{up}</i><i>{down}</i></u></span>'

    def tick(self) -> str:
        kind = self.r.choice(("checkbox", "checkbox", "radio"))
        on = " checked" if self.chance(0.5) else ""
        return f'<label class="tk" data-kind={kind}><input type={kind}{on}{self.off()}><span>{self.text(5)}</span></label>'

    def ticks(self, least: int, most: int) -> str:
        return self.some(lambda: f"{self.tick()}<br>", least, most)

    def slider(self) -> str:
        at = self.r.randint(0, 100)
        return f'<input type=range class="sl" data-kind=slider value={at} style="--v:{at}%;width:{self.r.randint(80, 220)}px">'

    def progress(self) -> str:
        return (
            f'<span class="pg" data-kind=progress_bar><i style="width:{self.r.randint(0, 100)}%"></i></span>'
        )

    def controls(self, least: int, most: int) -> str:
        makers: tuple[Callable[[], str], ...] = (
            self.push,
            self.field,
            self.combo,
            self.number,
            self.tick,
            self.slider,
            self.icon_at,
            self.label,
            self.switch,
        )
        return "".join(self.r.choice(makers)() for _ in range(self.r.randint(least, most)))

    # bars

    def menu_bar(self, share: float) -> str:
        if not self.chance(share):
            return ""
        return f'<div class="mb">{"".join(f"<span data-kind=menu_bar_item>{self.text(1)}</span>" for _ in range(self.r.randint(3, 10)))}</div>'

    def tool_rows(self, rows: int) -> str:
        return "".join(
            f'<div class="tl" data-kind=toolbar>{self.icons(4, 22)}{self.combo() if self.chance(0.4) else ""}{self.icons(0, 6)}</div>'
            for _ in range(rows)
        )

    def ribbon(self) -> str:
        def block() -> str:
            big = "".join(self.icon_at(32, "", self.text(1), True) for _ in range(self.r.randint(0, 2)))
            small = f'<div style="max-width:{self.r.randint(90, 190)}px">{self.combo() if self.chance(0.3) else ""}{self.icons(2, 10)}</div>'
            return f'<div class="col" style="align-items:center"><div class="rw grow" style="padding:2px">{big}{small}</div><span class="sub" data-kind=label data-tight>{self.text(1)}</span></div><span class="sep" style="height:60px"></span>'

        return f'<div class="tabs" data-kind=tab_bar>{self.tab_row(4, 9)}</div><div class="tl" style="flex-wrap:nowrap;overflow:hidden">{self.some(block, 3, 7)}</div>'

    def tab_row(self, least: int, most: int) -> str:
        count = self.r.randint(least, most)
        at = self.r.randrange(count)
        return "".join(
            f'<div class="tab{" on" if i == at else ""}" data-kind=tab data-states="{"selected" if i == at else ""}">{self.text(2)}</div>'
            for i in range(count)
        )

    def crumbs(self) -> str:
        return "".join(
            f'<button class="ib" data-kind=button><span>{self.text(1)}</span></button>'
            for _ in range(self.r.randint(0, 4))
        )

    def status(self, share: float) -> str:
        if not self.chance(share):
            return ""
        parts = "".join(
            f"<span data-kind=label data-tight>{self.text(4)}</span>" for _ in range(self.r.randint(1, 5))
        )
        tail = f'<span class="grow"></span>{self.slider() if self.chance(0.3) else ""}{self.icon_at(14) if self.chance(0.4) else ""}'
        return f'<div class="st">{parts}{tail}</div>'
