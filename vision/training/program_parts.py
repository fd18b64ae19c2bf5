# ruff: noqa: E501 — templates of HTML
"""Parts of desktop programs as HTML: controls, bars, lists, tables, groups. programs.py puts windows together from them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from random import Random

from vision.training.icons import SHAPES
from vision.training.pages import Page, svg
from vision.training.skins import Skin
from vision.training.words import Words


class Parts(Page):
    """Writes parts of programs; classes of looks.py."""

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

    # lists

    def side_list(self, share: float) -> str:
        if not self.chance(share):
            return ""
        pictured, at = self.chance(0.7), self.r.randint(0, 6)

        def item(i: int) -> str:
            head = (
                f'<div class="sub" style="padding:6px 8px" data-kind=label data-tight>{self.text(2)}</div>'
                if self.chance(0.08)
                else ""
            )
            picture = self.svg_icon(self.r.choice((16, 16, 22))) if pictured else ""
            on = " on" if i == at else ""
            return f'{head}<div class="it{on}" data-kind=list_item data-states="{"selected" if on else ""}">{picture}<span>{self.text(3)}</span></div>'

        return f'<div class="sd" data-kind=list style="width:{self.r.randint(120, 260)}px">{"".join(item(i) for i in range(self.r.randint(4, 16)))}</div>'

    def listing(self) -> str:
        return f'<div class="ls" data-kind=list data-scroll style="max-height:100%;height:{self.r.randint(90, 400)}px">{self.listed("list_item", 3, 22)}</div>'

    def listed(self, kind: str, least: int, most: int) -> str:
        at, pictured, ticked = self.r.randint(0, 9), self.chance(0.4), self.chance(0.2)

        def item(i: int) -> str:
            on = " on" if i == at else ""
            head = self.svg_icon() if pictured else ""
            box = (
                f'<span class="tk"><input type=checkbox{" checked" if self.chance(0.5) else ""}></span>'
                if ticked
                else ""
            )
            return f'<div class="it{on}" data-kind={kind} data-states="{"selected" if on else ""}">{box}{head}<span>{self.text(4)}</span></div>'

        return "".join(item(i) for i in range(self.r.randint(least, most)))

    def tree(self) -> str:
        def item() -> str:
            arrow = self.r.choice(("▸", "▾", "&nbsp;&nbsp;"))
            picture = self.svg_icon(14) if self.chance(0.6) else ""
            return f'<div class="it" data-kind=tree_item style="padding-left:{6 + 14 * self.r.randint(0, 3)}px">{arrow} {picture}<span>{escape(self.words.file_name())}</span></div>'

        return self.some(item, 5, 22)

    def tiles(self) -> str:
        size = self.r.choice((32, 48, 48, 64))

        def tile(i: int) -> str:
            on = " on" if i == 2 else ""
            return f'<div class="it{on}" data-kind=list_item data-states="{"selected" if on else ""}" style="flex-direction:column;width:{size + 56}px;white-space:normal;text-align:center">{self.svg_icon(size, self.r.choice(("folder", "new", "image", "terminal")))}<span>{escape(self.words.file_name())}</span></div>'

        return f'<div class="grow" data-scroll style="overflow:auto;background:{self.skin.base}"><div style="display:flex;flex-wrap:wrap;align-content:flex-start;gap:{self.r.randint(2, 16)}px;padding:8px">{"".join(tile(i) for i in range(self.r.randint(4, 40)))}</div></div>'

    def details(self) -> str:
        return f'<div class="grow" data-scroll style="overflow:auto;background:{self.skin.base}">{self.table_of(self.r.randint(2, 5), self.r.randint(4, 26))}</div>'

    def table_of(self, columns: int, rows: int) -> str:
        """A table whose cells are told one by one."""
        head = "".join(f"<th data-kind=table_header>{self.text(1)}</th>" for _ in range(columns))
        at, pictured, acting = self.r.randint(0, 9), self.chance(0.5), self.chance(0.2)

        def line(i: int) -> str:
            on = " class=on" if i == at else ""
            state = "selected" if on else ""
            cells = [
                f'<td data-kind=table_cell data-states="{state}">{self.svg_icon(16) if pictured else ""} {self.text(2)}</td>'
            ]
            cells += [
                f'<td data-kind=table_cell data-states="{state}">{escape(self.words.value())}</td>'
                for _ in range(columns - 1)
            ]
            if acting:
                cells.append(f"<td>{self.icons(1, 3) if self.chance(0.5) else self.push()}</td>")
            return f"<tr{on}>{''.join(cells)}</tr>"

        return f'<table class="tb" data-kind=table><tr>{head}{"<th></th>" if acting else ""}</tr>{"".join(line(i) for i in range(rows))}</table>'

    def grid_cell(self) -> str:
        return (
            f"<td data-kind=table_cell>{escape(self.words.value()) if self.chance(0.45) else '&nbsp;'}</td>"
        )

    # groups

    def row_control(self) -> str:
        makers: tuple[Callable[[], str], ...] = (
            self.switch,
            self.combo,
            self.field,
            self.field,
            self.slider,
            self.number,
            self.push,
            self.icon_at,
            self.tick,
        )
        return self.r.choice(makers)()

    def rows_of(self, least: int, most: int, explained: bool = False) -> str:
        def one() -> str:
            sub = (
                f'<div class="sub"><span data-kind=label data-tight>{self.text(6)}</span></div>'
                if explained and self.chance(0.4)
                else ""
            )
            picture = self.svg_icon(18) if explained and self.chance(0.3) else ""
            return f'<div class="rw">{picture}<div class="nm"><span data-kind=label data-tight>{self.text(4)}</span>{sub}</div>{self.row_control()}</div>'

        return self.some(one, least, most)

    def form_rows(self) -> str:
        width, right, colon = (
            self.r.randint(80, 190),
            self.r.choice(("left", "right")),
            self.r.choice((":", ":", "")),
        )

        def one() -> str:
            tail = self.push("…") if self.chance(0.15) else self.icon_at() if self.chance(0.1) else ""
            control = self.r.choice(
                (self.field, self.field, self.combo, self.number, self.slider, self.ticks_row)
            )()
            return f'<div class="rw"><div style="width:{width}px;flex:none;text-align:{right}"><span data-kind=label data-tight>{self.text(3)}{colon}</span></div>{control}{tail}</div>'

        return self.some(one, 2, 8)

    def ticks_row(self) -> str:
        return "".join(self.tick() for _ in range(self.r.randint(1, 3)))

    def group(self) -> str:
        inner = self.r.choice(
            (
                self.form_rows,
                self.form_rows,
                lambda: self.ticks(2, 6),
                lambda: self.controls(2, 6),
                self.listing,
            )
        )()
        return f'<fieldset class="gp" data-kind=panel><legend><span data-kind=label data-tight>{self.text(3)}</span></legend>{inner}</fieldset>'

    def columns(self) -> str:
        return f'<div style="display:flex;gap:8px"><div class="grow">{self.group()}</div><div class="grow">{self.group()}</div></div>'

    def cover(self) -> str:
        side = self.r.randint(80, 140)
        return f'<div style="width:{side}px">{self.image(side, side)}{self.label()}</div>'

    def paragraph_of(self, least: int, most: int) -> str:
        return f"<p><span data-kind=label data-tight data-whole>{self.prose(least, most, 0.02)}</span></p>"

    def prose_block(self) -> str:
        return self.paragraph_of(14, 80) if self.chance(0.7) else self.heading(2)

    def link_list(self) -> str:
        return f"<ul>{self.some(lambda: f'<li>{self.link()}</li>', 2, 9)}</ul>"

    def row_of_cards(self) -> str:
        return f'<div style="display:flex;gap:10px">{self.some(self.card, 2, 4)}</div>'
