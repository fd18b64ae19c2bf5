# ruff: noqa: E501 — templates of HTML
"""Bodies of desktop programs as HTML: file managers, sheets, writers, painters, settings, mail, chat, players, dialogs.

Marked like pages.py: `data-kind`, `data-icon`, `data-states`, `data-tight`; looks.py draws them. `data-scroll` marks what
may bear a scroll bar of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from vision.training.program_parts import Parts

SHADES = (
    "#e53935",
    "#fb8c00",
    "#fdd835",
    "#43a047",
    "#1e88e5",
    "#8e24aa",
    "#000",
    "#fff",
    "#795548",
    "#607d8b",
)


class Programs(Parts):
    """Bodies of windows. Each method gives the HTML of one body, without its frame."""

    def files(self) -> str:
        head = f'<div class="tl">{self.icons(2, 5)}{self.crumbs()}{self.field("grow") if self.chance(0.6) else ""}{self.icons(0, 3)}</div>'
        way = self.r.choice((self.tiles, self.details, self.details, self.listing))
        return f'{self.menu_bar(0.5)}{head}<div class="body">{self.side_list(0.8)}<div class="col grow">{way()}</div></div>{self.status(0.6)}'

    def sheet(self) -> str:
        ribbon = self.ribbon() if self.chance(0.5) else self.tool_rows(2)
        columns, rows = self.r.randint(5, 14), self.r.randint(10, 30)
        head = "".join(f"<th data-kind=table_header>{chr(65 + i)}</th>" for i in range(columns))
        body = "".join(
            f"<tr><th data-kind=table_header>{n + 1}</th>{''.join(self.grid_cell() for _ in range(columns))}</tr>"
            for n in range(rows)
        )
        formula = f'<div class="tl">{self.combo("", 80)}{self.icons(2, 3)}{self.field("grow")}</div>'
        tabs = f'<div class="tl">{self.icons(1, 4)}<div class="tabs" data-kind=tab_bar>{self.tab_row(2, 5)}</div></div>'
        return f'{self.menu_bar(0.7)}{ribbon}{formula}<div class="grow ls" data-scroll style="overflow:hidden"><table class="tb gd" data-kind=table><tr><th></th>{head}</tr>{body}</table></div>{tabs}{self.status(0.7)}'

    def writer(self) -> str:
        bars = self.ribbon() if self.chance(0.45) else self.tool_rows(self.r.randint(1, 3))
        text = "".join(f"<p>{self.prose(8, 60, 0.01)}</p>" for _ in range(self.r.randint(2, 6)))
        page = f'<div data-kind=text_area data-states=editable style="background:{self.skin.base};width:{self.r.randint(55, 100)}%;margin:{self.r.choice((0, 12))}px auto;padding:{self.r.randint(10, 50)}px;min-height:95%">{self.heading(2)}{text}</div>'
        return f'{self.menu_bar(0.8)}{bars}<div class="grow" data-scroll style="overflow:auto;background:#8883">{page}</div>{self.status(0.7)}'

    def painter(self) -> str:
        tools = "".join(self.icon_at(self.r.choice((16, 18, 22))) for _ in range(self.r.randint(8, 26)))
        swatches = "".join(
            f'<span data-kind=button style="width:16px;height:16px;background:{c};border:1px solid #888;margin:1px"></span>'
            for c in SHADES
        )
        layers = "".join(
            f'<div class="rw">{self.icon_at(14)}{self.image(28, 20)}{self.label()}</div>'
            for _ in range(self.r.randint(2, 6))
        )
        side = f'<div class="sd col" style="width:{self.r.randint(150, 250)}px"><div class="tabs" data-kind=tab_bar>{self.tab_row(2, 4)}</div>{self.rows_of(2, 5)}{layers}<div class="tl">{self.icons(3, 7)}</div></div>'
        canvas = '<div class="grow" style="background:#8886;overflow:hidden;padding:20px"><div data-kind=image style="background:#fff;width:80%;height:80%"></div></div>'
        rail = f'<div class="sd" data-kind=toolbar style="width:{self.r.choice((38, 66, 74))}px;display:flex;flex-wrap:wrap;align-content:flex-start">{tools}{swatches}</div>'
        return f'{self.menu_bar(0.9)}<div class="tl">{self.controls(2, 6)}</div><div class="body">{rail}{canvas}{side}</div>{self.status(0.6)}'

    def settings(self) -> str:
        blocks = "".join(
            f'{self.heading(3) if self.chance(0.6) else ""}<div class="cd" style="margin:6px 0">{self.rows_of(2, 6, True)}</div>'
            for _ in range(self.r.randint(1, 4))
        )
        head = (
            f'<div class="rw">{self.heading(2)}{self.field() if self.chance(0.4) else ""}</div>'
            if self.chance(0.6)
            else ""
        )
        return f'<div class="body">{self.side_list(0.85)}<div class="col grow" data-scroll style="overflow:auto;padding:4px {self.r.randint(6, 60)}px">{head}{blocks}</div></div>'

    def mail(self) -> str:
        def one(i: int) -> str:
            on = " on" if i == 1 else ""
            return f'<div class="it{on}" data-kind=list_item data-states="{"selected" if on else ""}"><div class="grow"><b>{self.text(2)}</b><div class="sub">{self.text(5)}</div></div><span class="sub">{self.r.randint(0, 23)}:{self.r.randint(10, 59)}</span></div>'

        mails = "".join(one(i) for i in range(self.r.randint(5, 14)))
        reading = f'<div class="col grow" style="padding:10px"><div class="rw">{self.heading(3)}{self.icons(2, 5)}</div><div class="rw">{self.avatar()}{self.label()}{self.link()}</div>{self.paragraph()}{self.paragraph()}<div class="rw">{self.buttons(1, 3)}</div></div>'
        return f'{self.menu_bar(0.5)}<div class="tl">{self.labelled_tools(3, 9)}{self.field("grow")}</div><div class="body">{self.side_list(0.9)}<div class="ls" data-scroll style="width:{self.r.randint(220, 340)}px;height:100%">{mails}</div>{reading}</div>{self.status(0.4)}'

    def chat(self) -> str:
        def bubble() -> str:
            mine = self.chance(0.4)
            colour = (
                f"background:{self.skin.accent};color:{self.skin.on_accent};margin-left:auto"
                if mine
                else "background:#8882"
            )
            face = "" if mine else self.avatar()
            return f'<div class="rw">{face}<div style="{colour};padding:6px 10px;border-radius:{self.r.choice((4, 12))}px;max-width:70%"><span data-kind=label data-tight data-whole>{self.prose(1, 18, 0)}</span></div></div>'

        people = "".join(
            f'<div class="it{" on" if i == 0 else ""}" data-kind=list_item data-states="{"selected" if i == 0 else ""}">{self.face()}<div><b>{self.text(2)}</b><div class="sub">{self.text(4)}</div></div></div>'
            for i in range(self.r.randint(3, 10))
        )
        foot = f'<div class="rw">{self.icons(1, 3)}{self.field("grow")}{self.icons(1, 3)}</div>'
        return f'<div class="body"><div class="sd" style="width:{self.r.randint(180, 300)}px"><div class="rw">{self.field("grow")}{self.icons(1, 2)}</div>{people}</div><div class="col grow"><div class="rw">{self.avatar()}{self.heading(3)}<span class="grow"></span>{self.icons(2, 4)}</div><div class="grow" style="overflow:hidden">{self.some(bubble, 4, 12)}</div>{foot}</div></div>'

    def player(self) -> str:
        songs = self.table_of(self.r.randint(3, 5), self.r.randint(4, 14))
        foot = f'<div class="rw">{self.image(44, 44)}<div><b>{self.label()}</b></div>{self.icons(3, 7)}{self.slider()}<span class="sub">3:{self.r.randint(10, 59)}</span>{self.icons(1, 4)}{self.slider()}</div>'
        body = (
            f'<div class="tl" style="gap:14px;align-items:flex-start">{"".join(self.cover() for _ in range(self.r.randint(3, 8)))}</div>'
            if self.chance(0.5)
            else songs
        )
        return f'{self.menu_bar(0.4)}<div class="body">{self.side_list(0.8)}<div class="col grow" style="overflow:hidden">{self.heading(2)}{body}</div></div>{foot}'

    def code(self) -> str:
        dark = self.chance(0.6)
        rail = f'<div class="sd" data-kind=toolbar style="width:44px;padding:4px">{"".join(f"<div>{self.icon_at(22)}</div>" for _ in range(self.r.randint(4, 8)))}</div>'
        lines = "".join(
            f'<div><span class="sub" style="display:inline-block;width:30px">{n}</span>{escape(self.words.lines(1))[:90]}</div>'
            for n in range(1, self.r.randint(14, 36))
        )
        colours = "background:#1e1e1e;color:#d4d4d4" if dark else f"background:{self.skin.base}"
        area = f'<div class="grow" data-kind=text_area data-states=editable style="{colours};overflow:hidden;font-family:monospace;white-space:pre">{lines}</div>'
        tabs = "".join(
            f'<div class="tab{" on" if i == 0 else ""}" data-kind=tab data-states="{"selected" if i == 0 else ""}">{escape(self.words.file_name())} {self.icon_at(12, "close") if self.chance(0.7) else ""}</div>'
            for i in range(self.r.randint(1, 5))
        )
        below = (
            f'<div class="col" style="height:{self.r.randint(80, 180)}px;border-top:1px solid #8886"><div class="tabs" data-kind=tab_bar>{self.tab_row(2, 4)}</div>{self.listing()}</div>'
            if self.chance(0.4)
            else ""
        )
        return f'{self.menu_bar(0.7)}<div class="tl">{self.icons(0, 14)}{self.combo()}</div><div class="body">{rail if self.chance(0.6) else ""}<div class="sd" style="width:{self.r.randint(150, 260)}px">{self.tree()}</div><div class="col grow"><div class="tabs" data-kind=tab_bar>{tabs}</div>{area}{below}</div></div>{self.status(0.8)}'

    def calculator(self) -> str:
        columns = self.r.randint(4, 8)
        keys = [
            "7",
            "8",
            "9",
            "÷",
            "4",
            "5",
            "6",
            "×",
            "1",
            "2",
            "3",
            "−",
            "0",
            ".",
            "=",
            "+",
            "(",
            ")",
            "%",
            "C",
            "√",
            "x²",
            "sin",
            "cos",
            "log",
            "ln",
            "π",
            "e",
            "MR",
            "M+",
            "±",
            "AC",
        ]
        count = columns * self.r.randint(4, 5)
        pad = "".join(
            f'<button class="b" style="min-width:0" data-kind=button>{k}</button>' for k in (keys * 2)[:count]
        )
        show = f'<div data-kind=text_field class="f" style="text-align:right;font-size:{self.r.choice((1.2, 1.8, 2.4))}em;margin:4px">{self.r.randint(0, 99999)}</div>'
        extra = f'<div class="rw">{self.ticks(2, 4)}</div>' if self.chance(0.3) else ""
        return f'{self.menu_bar(0.7)}{show}{extra}<div class="grow" style="display:grid;gap:{self.r.randint(1, 6)}px;padding:4px;grid-template-columns:repeat({columns},1fr)">{pad}</div>'

    def dialog(self) -> str:
        """Tabs, groups, rows of labels and fields, and the buttons at the foot."""
        inner = self.some(self.r.choice((self.group, self.group, self.form_rows, self.columns)), 1, 3)
        tabs = f'<div class="tabs" data-kind=tab_bar>{self.tab_row(2, 7)}</div>' if self.chance(0.5) else ""
        rail = self.side_list(0.9) if self.chance(0.25) else ""
        return f'<div class="body">{rail}<div class="col grow" style="padding:{self.r.randint(2, 12)}px">{tabs}<div class="grow" style="overflow:hidden">{inner}</div>{self.foot()}</div></div>'

    def message(self) -> str:
        icon = self.svg_icon(
            self.r.choice((32, 40, 48)),
            self.r.choice(("info", "warning", "help", "close")),
            f"color:{self.r.choice(SHADES)}",
        )
        more = self.r.choice(("", "", self.ticks(1, 1), self.form_rows(), self.progress()))
        return f'<div class="rw" style="align-items:flex-start">{icon}<div class="grow">{self.heading(3) if self.chance(0.4) else ""}{self.paragraph_of(4, 26)}{more}</div></div><span class="grow"></span>{self.foot()}'

    def wizard(self) -> str:
        picture = (
            f'<div data-kind=image style="width:{self.r.randint(100, 180)}px;background:linear-gradient(#1e3c72,#2a9)"></div>'
            if self.chance(0.6)
            else ""
        )
        inner = self.r.choice((self.form_rows, self.group, self.listing, self.progress))()
        return f'<div class="body">{picture}<div class="col grow" style="padding:14px">{self.heading(2)}{self.paragraph_of(8, 30)}{inner}</div></div>{self.foot()}'

    def tasks(self) -> str:
        tabs = f'<div class="tabs" data-kind=tab_bar>{self.tab_row(2, 6)}</div>' if self.chance(0.7) else ""
        table = self.table_of(self.r.randint(3, 7), self.r.randint(8, 26))
        return f'{self.menu_bar(0.6)}<div class="tl">{self.labelled_tools(2, 7)}{self.field() if self.chance(0.6) else ""}</div>{tabs}<div class="grow" data-scroll style="overflow:auto">{table}</div><div class="rw">{self.buttons(0, 3)}</div>{self.status(0.5)}'

    def downloads(self) -> str:
        def one() -> str:
            return f'<div class="rw">{self.svg_icon(28)}<div class="grow">{self.label()}{self.progress()}<div class="sub">{escape(self.words.value())}</div></div>{self.icons(1, 3)}</div>'

        return f'<div class="tl">{self.labelled_tools(2, 5)}<span class="grow"></span>{self.field()}</div><div class="grow" style="overflow:hidden">{self.some(one, 3, 9)}</div>{self.status(0.4)}'

    def board(self) -> str:
        def card() -> str:
            foot = f'<div class="rw">{self.avatar()}{self.icons(1, 3)}</div>' if self.chance(0.6) else ""
            return f'<div class="cd" data-kind=panel style="margin:6px;padding:8px"><div>{self.label()}</div><div class="sub">{self.prose(2, 9, 0)}</div>{foot}</div>'

        lists = "".join(
            f'<div class="col" style="width:230px;flex:none"><div class="rw">{self.heading(4)}<span class="grow"></span>{self.icons(1, 2)}</div>{self.some(card, 1, 5)}{self.buttons(0, 1)}</div>'
            for _ in range(self.r.randint(2, 5))
        )
        return f'<div class="tl">{self.heading(3)}{self.labelled_tools(1, 4)}{self.field()}<span class="grow"></span>{self.avatar()}{self.buttons(1, 2)}</div><div class="body" style="overflow:hidden">{self.side_list(0.5)}{lists}</div>'

    def browser(self) -> str:
        """A browser's own bars over a page of links and fields."""
        tabs = "".join(
            f'<div class="tab{" on" if i == 0 else ""}" data-kind=tab data-states="{"selected" if i == 0 else ""}" style="width:{self.r.randint(90, 200)}px">{self.svg_icon(14)} {self.text(2)} {self.icon_at(12, "close")}</div>'
            for i in range(self.r.randint(1, 5))
        )
        nav = "".join(
            self.icon_at(18, m) for m in ("back", "forward", "refresh", "home")[: self.r.randint(3, 4)]
        )
        address = f'<div class="f grow" data-kind=text_field data-states=editable style="display:flex;align-items:center;gap:6px">{self.svg_icon(14, "lock")}<span>example.org/{escape(self.words.file_name())}</span></div>'
        bars = f'<div class="tabs" data-kind=tab_bar>{tabs}{self.icon_at(16, "add")}</div><div class="tl">{nav}{address}{self.icons(1, 5)}</div>'
        return f'{bars}<div class="body">{self.web_page()}</div>'

    def web_page(self) -> str:
        """What a browser shows."""
        page = "".join(
            self.r.choice(
                (self.prose_block, self.prose_block, self.link_list, self.row_of_cards, self.form_rows)
            )()
            for _ in range(self.r.randint(2, 6))
        )
        return f'<div class="grow" data-scroll style="overflow:auto;background:{self.skin.base};padding:8px {self.r.randint(8, 80)}px">{self.heading(1)}{page}</div>'

    def tabbed_browser(self) -> str:
        """A browser whose tabs stand in its frame, with round bars."""
        strip, bar, ink = self.r.choice(
            (("#dee1e6", "#fff", "#333"), ("#d3d3d6", "#f7f7f8", "#222"), ("#202124", "#35363a", "#e8eaed"), ("#1f1f1f", "#3c3c3c", "#eee"),
             ("#cfe0fc", "#f8fafd", "#1f1f1f"), ("#e9e9ed", "#f9f9fb", "#15141a"), ("#1c1b22", "#2b2a33", "#fbfbfe"))
        )  # fmt: skip
        tall, wide, on = self.r.choice((32, 34, 38, 42)), self.r.randint(110, 240), self.r.randint(0, 2)
        ghost = "border:0;background:transparent;box-shadow:none;color:inherit"

        def icon(size: int, meaning: str = "") -> str:
            return self.icon_at(size, meaning).replace(
                'class="', f'style="{ghost};padding:{self.r.randint(3, 9)}px;border-radius:50%" class="', 1
            )

        def tab(i: int) -> str:
            look = (
                f"background:{bar};border-radius:{self.r.choice((8, 10, 12))}px {10}px 0 0" if i == on else ""
            )
            states = "selected" if i == on else ""
            return f'<div data-kind=tab data-states="{states}" style="flex:0 1 {wide}px;min-width:60px;height:{tall}px;display:flex;align-items:center;gap:7px;padding:0 8px;overflow:hidden;white-space:nowrap;{look}">{self.svg_icon(16)}<span class="grow" style="overflow:hidden">{self.text(3)}</span>{icon(10, "close")}</div>'

        tabs = "".join(tab(i) for i in range(self.r.randint(1, 5)))
        controls = "".join(self.control(n) for n in ("min", "max", "close"))
        top = f'<div style="display:flex;align-items:flex-end;flex:none;background:{strip};color:{ink};padding:{self.r.choice((0, 4, 6))}px 0 0 {self.r.choice((4, 8, 30))}px">{tabs}{icon(16, "add")}<span class="grow"></span>{controls}</div>'
        nav = "".join(
            icon(self.r.choice((16, 18, 20)), m)
            for m in ("back", "forward", "refresh", "home")[: self.r.randint(3, 4)]
        )
        chip = (
            f'<span data-kind=button style="display:flex;align-items:center;gap:5px;padding:2px 8px;border-radius:10px;background:{bar}">{self.svg_icon(13, self.r.choice(("info", "lock")))}{self.text(1)}</span>'
            if self.chance(0.4)
            else icon(14, self.r.choice(("lock", "info")))
        )
        url = (
            f"{self.r.choice(('https://', '', 'www.', 'file:///'))}example.org/{escape(self.words.file_name())}"
            if self.chance(0.85)
            else self.text(4)
        )
        field = f'<span data-kind=text_field data-states=editable style="flex:1;line-height:{self.r.choice((20, 24, 26))}px;overflow:hidden;white-space:nowrap">{url}</span>'
        pill = f'<div style="flex:1;display:flex;align-items:center;gap:6px;padding:0 6px;border-radius:{self.r.choice((6, 16, 18))}px;background:{strip};height:{self.r.choice((28, 32, 34))}px">{chip}{field}{icon(16, "star") if self.chance(0.8) else ""}</div>'
        end = f"{''.join(icon(18) for _ in range(self.r.randint(0, 3)))}{icon(18, 'user') if self.chance(0.5) else ''}{icon(18, self.r.choice(('more', 'menu')))}"
        return f'{top}<div style="display:flex;align-items:center;gap:{self.r.randint(2, 8)}px;flex:none;padding:{self.r.randint(3, 7)}px;background:{bar};color:{ink};border-bottom:1px solid #8884">{nav}{pill}{end}</div><div class="body">{self.web_page()}</div>'

    def bodies(self) -> Sequence[tuple[Callable[[], str], tuple[int, int], tuple[int, int], int]]:
        """(body, widths, heights, weight)."""
        large, middle, small = (
            ((620, 1230), (400, 740), 2),
            ((420, 900), (300, 620), 2),
            ((280, 520), (130, 330), 2),
        )
        return [
            (self.files, *large), (self.sheet, *large), (self.writer, *large), (self.painter, *large), (self.settings, *large),
            (self.mail, *large), (self.chat, *large), (self.player, *large), (self.code, *large), (self.tasks, *middle),
            (self.downloads, *middle), (self.board, *large), (self.browser, *large), (self.wizard, *middle),
            (self.tabbed_browser, (620, 1230), (400, 740), 4),
            (self.calculator, (220, 520), (260, 460), 2), (self.dialog, (340, 760), (300, 620), 6), (self.message, *small),
        ]  # fmt: skip
