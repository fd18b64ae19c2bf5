# ruff: noqa: E501 — templates of HTML
"""Web pages by chance: documentation, shops, forms, log-ins, mail, dashboards, editors, tables, date pickers; random CSS.

Everything to be labelled bears `data-kind` (and `data-icon`, its picture's meaning); `data-tight` means that its text is
the element, not its box. The script in web.py reads these from the finished layout.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from random import Random

from vision.training.icons import SHAPES
from vision.training.skins import Skin
from vision.training.words import Words

FONTS = ("sans-serif", "serif", "DejaVu Sans", "Noto Sans", "Liberation Sans", "Nimbus Sans")


def svg(meaning: str, size: int, width: float, filled: bool) -> str:
    """An icon of icons.py as SVG in the colour of the text."""
    parts = []
    for stroke in SHAPES[meaning].split("|"):
        points = stroke.split()
        if points[0] == "o":
            x, y, r = points[1].split(",")
            parts.append(f'<circle cx="{x}" cy="{y}" r="{r}"/>')
        elif points[0] == "r":
            x, y, w, h = points[1].split(",")
            parts.append(f'<rect x="{x}" y="{y}" width="{w}" height="{h}"/>')
        else:
            name = "polygon" if points[-1] == "." else "polyline"
            parts.append(f'<{name} points="{" ".join(p for p in points if p != ".")}"/>')
    fill = "currentColor" if filled else "none"
    return (
        f'<svg width="{size}" height="{size}" viewBox="0 0 24 24" fill="{fill}" fill-opacity=".4" stroke="currentColor" '
        f'stroke-width="{width}" stroke-linecap="round">{"".join(parts)}</svg>'
    )


class Page:
    """Writes one page's HTML."""

    def __init__(self, random: Random, words: Words, skin: Skin) -> None:
        self.r, self.words, self.skin = random, words, skin
        self.stroke, self.filled = random.choice((1.2, 1.6, 2, 2.4)), random.random() < 0.25

    def chance(self, share: float) -> bool:
        return self.r.random() < share

    def text(self, most: int = 3) -> str:
        return escape(self.words.phrase(most))

    def icon(self) -> tuple[str, str]:
        meaning = self.r.choice(list(SHAPES))
        return svg(meaning, self.r.choice((14, 16, 18, 20, 24)), self.stroke, self.filled), meaning

    def some(self, make: Callable[[], str], least: int, most: int) -> str:
        return "".join(make() for _ in range(self.r.randint(least, most)))

    def off(self) -> str:
        return " disabled" if self.chance(0.08) else ""

    # controls

    def button(self) -> str:
        picture = self.icon()[0] if self.chance(0.25) else ""
        return f'<button data-kind=button class="{self.r.choice(("", "", "pr", "ghost"))}"{self.off()}>{picture} {self.text(2)}</button>'

    def icon_button(self) -> str:
        picture, meaning = self.icon()
        return f"<button data-kind=icon_button data-icon={meaning} class=ib{self.off()}>{picture}</button>"

    def link(self) -> str:
        return f'<a href="#" data-kind=link data-tight>{self.text(3)}</a>'

    def field(self) -> str:
        kind, form = self.r.choice(
            (("text_field", "text"), ("text_field", "text"), ("text_field", "email"), ("password_field", "password"),
             ("search_field", "search"))
        )  # fmt: skip
        value = (
            f'value="{escape(self.words.value())}"' if self.chance(0.5) else f'placeholder="{self.text()}"'
        )
        return f"<input type={form} data-kind={kind} {value}{self.off()}>"

    def number(self) -> str:
        return f'<input type=number data-kind=spin_box value={self.r.randint(0, 999)} style="width:6em">'

    def area(self) -> str:
        return f"<textarea data-kind=text_area rows={self.r.randint(2, 7)}>{escape(self.words.sentence(1, 30))}</textarea>"

    def choice(self) -> str:
        return f"<select data-kind=combo_box{self.off()}><option>{self.text()}</select>"

    def tick(self) -> str:
        kind = self.r.choice(("checkbox", "checkbox", "radio"))
        on = " checked" if self.chance(0.5) else ""
        return (
            f"<label data-kind={kind} data-tight><input type={kind}{on}{self.off()}> {self.text(5)}</label>"
        )

    def switch(self) -> str:
        on = "on" if self.chance(0.5) else ""
        return (
            f'<span class="sw {on}" data-kind=switch data-states="{"checked" if on else ""}"><i></i></span>'
        )

    def slider(self) -> str:
        return f"<input type=range data-kind=slider value={self.r.randint(0, 100)}>"

    def progress(self) -> str:
        return f"<progress data-kind=progress_bar max=100 value={self.r.randint(0, 100)}></progress>"

    def label(self) -> str:
        return f"<span data-kind=label data-tight>{self.text(4)}</span>"

    def any(self) -> str:
        makers = (self.button, self.button, self.icon_button, self.link, self.field, self.field, self.choice, self.tick,
                  self.tick, self.switch, self.slider, self.number, self.label, self.progress)  # fmt: skip
        return self.r.choice(makers)()

    # parts

    def heading(self, level: int = 0) -> str:
        n = level or self.r.randint(1, 4)
        return f"<h{n}><span data-kind=heading data-tight>{self.text(4)}</span></h{n}>"

    def prose(self, least: int, most: int, links: float = 0.05) -> str:
        made = []
        for _ in range(self.r.randint(least, most)):
            chance = self.r.random()
            word = escape(self.words.word())
            if chance < links:
                made.append(self.link())
            else:
                made.append(f"<code>{word}</code>" if chance < links + 0.03 else word)
        return " ".join(made)

    def paragraph(self) -> str:
        return f"<p><span data-kind=label data-tight data-whole>{self.prose(12, 70)}</span></p>"

    def image(self) -> str:
        a, b = (
            f"hsl({self.r.randint(0, 359)},{self.r.randint(10, 80)}%,{self.r.randint(20, 80)}%)" for _ in "ab"
        )
        size = f"width:{self.r.randint(60, 240)}px;height:{self.r.randint(40, 150)}px"
        return f'<div data-kind=image style="{size};background:linear-gradient({self.r.randint(0, 359)}deg,{a},{b})"></div>'

    def tabs(self) -> str:
        at = self.r.randint(0, 2)

        def tab(i: int) -> str:
            on = i == at
            states = "selected" if on else ""
            return f'<div class="tab {"on" if on else ""}" data-kind=tab data-states="{states}">{self.text(2)}</div>'

        return (
            f"<div class=tabs data-kind=tab_bar>{''.join(tab(i) for i in range(self.r.randint(2, 6)))}</div>"
        )

    def rows(self) -> str:
        def one() -> str:
            name = f"<span class=nm data-kind=label data-tight>{self.text(3)}</span>"
            return f"<div class=row>{name}{self.r.choice((self.any, self.field, self.choice, self.switch))()}</div>"

        return f"<div class=cd data-kind=panel>{self.some(one, 2, 8)}</div>"

    def table(self) -> str:
        columns = self.r.randint(2, 7)
        makers = (
            lambda: self.text(2),
            lambda: escape(self.words.value()),
            lambda: escape(self.words.value()),
        )

        def cell() -> str:
            if self.chance(0.12):
                return f"<td>{self.r.choice((self.link, self.button, self.icon_button))()}</td>"
            return f"<td data-kind=table_cell>{self.r.choice(makers)()}</td>"

        head = "".join(f"<th data-kind=table_header>{self.text(1)}</th>" for _ in range(columns))
        body = "".join(
            f"<tr>{''.join(cell() for _ in range(columns))}</tr>" for _ in range(self.r.randint(3, 16))
        )
        return f"<table data-kind=table><tr>{head}</tr>{body}</table>"

    def items(self) -> str:
        at = self.r.randint(0, 6)

        def item(i: int) -> str:
            picture = self.icon()[0] if self.chance(0.5) else ""
            on = i == at
            states = "selected" if on else ""
            return f'<div class="it {"on" if on else ""}" data-kind=list_item data-states="{states}">{picture} {self.text(4)}</div>'

        return f"<div data-kind=list>{''.join(item(i) for i in range(self.r.randint(3, 14)))}</div>"

    def card(self) -> str:
        picture = self.image() if self.chance(0.6) else ""
        foot = self.some(self.any, 0, 3)
        return f"<div class=cd data-kind=panel>{picture}{self.heading(3)}{self.prose(3, 18, 0)}<div class=row>{foot}</div></div>"

    def bar(self) -> str:
        links = self.some(self.link, 2, 7)
        search = self.field() if self.chance(0.5) else ""
        return f"<nav>{self.heading(3)}{links}{search}{self.some(self.r.choice((self.icon_button, self.button)), 0, 4)}</nav>"

    def tools(self) -> str:
        return f"<div class=tools data-kind=toolbar>{self.some(self.icon_button, 5, 22)}{self.choice()}</div>"

    def calendar(self) -> str:
        days = "".join(
            f"<td data-kind=table_cell>{d}</td>" + ("</tr><tr>" if d % 7 == 0 else "") for d in range(1, 31)
        )
        return f"<div class=cd><div class=row>{self.icon_button()}{self.label()}{self.icon_button()}</div><table><tr>{days}</tr></table></div>"

    def dialog(self) -> str:
        if self.chance(0.85):
            return ""
        foot = self.some(self.button, 1, 3)
        inner = f"{self.heading(3)}<p>{self.prose(4, 20, 0)}</p>{self.some(self.any, 0, 3)}<div class=row>{foot}</div>"
        return f"<div class=veil><div class=dlg data-kind=dialog>{inner}</div></div>"

    # pages

    def documentation(self) -> str:
        makers = (self.paragraph, self.paragraph, self.paragraph, self.heading, self.code, self.bullets)
        body = self.heading(1) + "".join(self.r.choice(makers)() for _ in range(self.r.randint(5, 14)))
        side = (
            f"<aside>{self.some(lambda: f'<div>{self.link()}</div>', 4, 22)}</aside>"
            if self.chance(0.5)
            else ""
        )
        return f"{self.bar()}<div class=fl>{side}<article>{body}</article></div>"

    def code(self) -> str:
        return f"<pre>{escape(self.words.lines(self.r.randint(1, 6)))}</pre>"

    def bullets(self) -> str:
        return f"<ul>{self.some(lambda: f'<li>{self.link() if self.chance(0.5) else self.prose(2, 12, 0.15)}</li>', 3, 9)}</ul>"

    def shop(self) -> str:
        return f"{self.bar()}<main>{self.some(self.card, 3, 12)}</main>"

    def form(self) -> str:
        return f"{self.bar() if self.chance(0.5) else ''}<article>{self.heading(2)}{self.tabs()}{self.rows()}{self.rows()}{self.some(self.button, 1, 4)}</article>"

    def login(self) -> str:
        fields = "".join(f"<p>{self.label()}<br>{self.field()}</p>" for _ in range(self.r.randint(2, 5)))
        box = f"{self.heading(2)}{fields}{self.tick()}<p><button class=pr data-kind=button>{self.text(2)}</button></p>{self.link()}"
        return f'<div class="cd login" data-kind=panel>{box}</div>'

    def mail(self) -> str:
        return f"{self.tools()}<div class=fl><aside>{self.items()}</aside><aside>{self.items()}</aside><article>{self.heading(2)}{self.paragraph()}{self.area()}</article></div>"

    def dashboard(self) -> str:
        makers = (self.card, self.table, self.rows, self.items, self.calendar)
        return f"{self.bar()}<main>{''.join(self.r.choice(makers)() for _ in range(self.r.randint(3, 7)))}</main>"

    def editor(self) -> str:
        return f"{self.tools()}{self.tools()}<div class=fl><aside>{self.items()}</aside><article>{self.area()}{self.table()}</article><aside>{self.rows()}</aside></div>"

    def mixed(self) -> str:
        blocks = self.some(lambda: f"<section>{self.some(self.any, 3, 12)}</section>", 3, 9)
        return f"{self.bar()}<main>{blocks}</main>"

    def html(self) -> str:
        """The whole page."""
        makers = (self.documentation, self.documentation, self.shop, self.form, self.login, self.mail, self.dashboard,
                  self.editor, self.mixed)  # fmt: skip
        return f"<meta charset=utf8><style>{style(self.r, self.skin)}</style>{self.r.choice(makers)()}{self.dialog()}"


def style(r: Random, s: Skin) -> str:
    """A style sheet in a skin's colours with random measures."""
    line = f"{s.line}px solid {s.border}"
    bar = r.choice((s.ground, s.button, s.accent, "#222222"))
    bar_text = s.text if bar in (s.ground, s.button) else "#ffffff"
    return f"""
*{{box-sizing:border-box}} body{{margin:0;font:{r.randint(12, 17)}px/{r.choice((1.2, 1.4, 1.6))} {r.choice(FONTS)};
background:{s.ground};color:{s.text}}} a{{color:{s.link};{"" if r.random() < 0.5 else "text-decoration:none"}}}
button,input,select,textarea{{font:inherit;font-size:{r.choice((0.85, 0.9, 1))}em;border-radius:{s.radius}px;border:{line};
color:inherit;background:{s.base};padding:{s.pad_y}px {s.pad_x}px;margin:{r.randint(1, 5)}px}} button{{background:{s.button}}}
.pr{{background:{s.accent};color:{s.on_accent}}} .ghost{{background:none}} .ib{{border:0;background:none;padding:{r.randint(2, 8)}px}}
button:disabled,input:disabled{{opacity:.5}} input[type=range],input[type=checkbox],input[type=radio]{{padding:0}}
textarea{{width:{r.randint(50, 95)}%}} svg{{vertical-align:middle}} nav{{display:flex;flex-wrap:wrap;align-items:center;
gap:{r.randint(4, 24)}px;padding:{r.randint(2, 12)}px;background:{bar};color:{bar_text}}} nav a{{color:inherit}} nav h3{{margin:0}}
nav input{{color:{s.text}}} main{{display:grid;grid-template-columns:repeat({r.randint(1, 4)},1fr);gap:{r.randint(4, 20)}px;padding:8px}}
section,.cd{{border:{r.choice((0, 1))}px solid {s.border};background:{r.choice((s.base, s.ground))};padding:{r.randint(4, 16)}px;
border-radius:{min(16, s.radius * 2)}px;margin:{r.randint(0, 8)}px}} .fl{{display:flex;align-items:stretch}}
aside{{width:{r.randint(140, 280)}px;flex:none;padding:{r.randint(2, 12)}px;background:#88888818}} article{{flex:1;padding:6px {r.randint(6, 40)}px;min-width:0}}
pre,code{{background:#88888822;overflow:hidden}} table{{border-collapse:collapse;margin:6px}} td,th{{border:{r.choice((0, 1))}px solid {s.border};
padding:{r.randint(1, 8)}px {r.randint(3, 12)}px;text-align:left}} .row{{display:flex;flex-wrap:wrap;gap:8px;align-items:center;padding:{r.randint(0, 6)}px 0}}
.nm{{width:{r.randint(90, 240)}px}} .tabs{{display:flex;gap:{r.choice((0, 2, 8))}px;border-bottom:1px solid {s.border}}}
.tab{{padding:{s.pad_y + 2}px {s.pad_x}px}} .tab.on{{border-bottom:3px solid {s.accent}}} .it{{padding:{r.randint(2, 9)}px;overflow:hidden;white-space:nowrap}}
.it.on{{background:{s.accent};color:{s.on_accent}}} .tools{{display:flex;flex-wrap:wrap;align-items:center;background:{s.button};padding:2px}}
.sw{{display:inline-block;width:36px;height:20px;border-radius:10px;background:{s.border};padding:2px}} .sw.on{{background:{s.accent};text-align:right}}
.sw i{{display:inline-block;width:16px;height:16px;border-radius:8px;background:#fff}} .login{{width:{r.randint(240, 420)}px;margin:{r.randint(10, 90)}px auto}}
.login input:not([type=checkbox]):not([type=radio]),.login .pr{{width:95%}} .veil{{position:fixed;inset:0;background:#0006}}
.dlg{{position:absolute;left:{r.randint(15, 40)}%;top:{r.randint(10, 40)}%;width:{r.randint(260, 480)}px;background:{s.base};padding:16px;border-radius:{s.radius}px}}
"""
