# ruff: noqa: E501 — style sheets
"""How desktop programs look, as CSS: bevels, gradients, flat and filled controls, drawn ticks, scroll bars.

The families of skins.py give the colours; everything else is drawn by chance from what desktops have shown in
thirty years, so that a family may also wear another's shapes.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from pathlib import Path
from random import Random

from vision.training.skins import Skin

FONTS = (
    "DejaVu Sans",
    "Noto Sans",
    "Cantarell",
    "Liberation Sans",
    "Open Sans",
    "Roboto",
    "Inter",
    "Lato",
    "Hack",
    "sans-serif",
)


def data_uri(svg: str) -> str:
    """An SVG as a URL that CSS can show."""
    return f"url(data:image/svg+xml;base64,{b64encode(svg.encode()).decode()})"


@cache
def image_uri(file: str) -> str:
    """An SVG file as an image's URL."""
    return f"data:image/svg+xml;base64,{b64encode(Path(file).read_bytes()).decode()}"


def _mark(path: str, colour: str, width: float = 2) -> str:
    return data_uri(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="{path}" fill="none" stroke="{colour}" '
        f'stroke-width="{width}"/></svg>'
    )


def _buttons(r: Random, s: Skin) -> str:
    line = f"{s.line}px solid {s.border}"
    ways = {
        "flat": f"background:{s.button};border:{line}",
        "bevel": f"background:{s.button};border:2px outset {s.button};border-radius:0",
        "shade": f"background:linear-gradient(color-mix(in srgb,{s.button},#fff 35%),color-mix(in srgb,{s.button},#000 8%));border:{line}",
        "filled": f"background:color-mix(in srgb,{s.ground},{s.text} 10%);border:0",
        "pill": f"background:{s.button};border:{line};border-radius:99px",
        "lifted": f"background:{s.button};border:0;box-shadow:0 0 0 1px color-mix(in srgb,{s.border},transparent 40%),0 1px 2px #0004",
    }
    way = ways[r.choice(list(ways))]
    base = "border-bottom-width:2px" if r.random() < 0.15 else ""
    return (
        f".b{{{way};{base};min-width:{r.choice((0, 60, 75, 90))}px;white-space:nowrap;text-align:center}}"
        f".b.on{{background:color-mix(in srgb,{s.button},{s.accent} 35%)}}"
        f".pr{{background:{s.accent};color:{s.on_accent};border-color:{s.accent}}}"
        f".ib{{border:{r.choice(('0', '0', '0', line))};background:none;padding:{r.randint(2, 7)}px;border-radius:{min(s.radius, 6)}px;"
        "line-height:0;display:inline-flex;align-items:center;gap:3px}"
        f".ib.on{{background:color-mix(in srgb,{s.accent},transparent 65%)}} .ib span{{line-height:1.2;font-size:.85em}}"
        ".ib.tall{flex-direction:column}"
    )


def _fields(r: Random, s: Skin) -> str:
    line = f"{s.line}px solid {s.border}"
    ways = (
        f"background:{s.base};border:{line}",
        f"background:{s.base};border:{line}",
        f"background:{s.base};border:2px inset {s.button};border-radius:0",
        f"background:color-mix(in srgb,{s.ground},{s.text} 8%);border:0",
        f"background:{s.base};border:0;border-bottom:2px solid {s.border};border-radius:0",
        f"background:{s.base};border:{line};border-bottom-color:{s.text}",
        f"background:{s.base};border:{line};box-shadow:inset 0 1px 2px #0003",
    )
    arrow = _mark("M4 6 L8 10 L12 6", s.text, r.choice((1.2, 1.6, 2.2)))
    end = r.choice(("4px", "6px", "10px"))
    place = f"background-image:{arrow};background-repeat:no-repeat;background-position:right {end} center;background-size:{r.choice((10, 12, 14))}px"
    return (
        f".f{{{r.choice(ways)};min-width:0}} .f::placeholder{{color:color-mix(in srgb,{s.text},{s.base} 50%)}}"
        f"select.b,select.f{{appearance:none;padding-right:26px;text-align:left;{place}}}"
        f".f.act{{outline:{r.choice((1, 2))}px solid {s.accent};outline-offset:-1px}}"
        f"{_number(r, s)}"
    )


def _number(r: Random, s: Skin) -> str:
    """Spin boxes: a frame with a field and two small buttons, above each other or side by side."""
    stacked = r.random() < 0.6
    arrows = "display:grid;grid-template-rows:1fr 1fr;width:16px" if stacked else "display:flex;width:44px"
    return (
        f".sp{{display:inline-flex;padding:0!important;overflow:hidden}} .sp em{{flex:1;font-style:normal;padding:{s.pad_y}px {min(8, s.pad_x)}px}}"
        f".sp u{{{arrows};text-decoration:none;border-left:1px solid color-mix(in srgb,{s.border},transparent 40%);align-items:center;text-align:center;font-size:{'7px' if stacked else '1em'}}}"
        ".sp u i{flex:1;font-style:normal;line-height:1}"
    )


def _ticks(r: Random, s: Skin) -> str:
    """Check boxes and radio buttons, native or drawn."""
    gap = f".tk{{display:inline-flex;align-items:center;gap:{r.randint(3, 9)}px;padding:{r.randint(0, 3)}px 0}} .tk input{{margin:0;flex:none}}"
    if r.random() < 0.25:
        return gap + f".tk input{{accent-color:{s.accent}}}"
    side = r.choice((12, 13, 13, 14, 16, 18))
    filled = r.random() < 0.6
    ground, ink = (s.accent, s.on_accent) if filled else (s.base, s.text)
    tick = _mark(r.choice(("M3 8 L7 12 L13 4", "M3 8 L7 12 L13 4", "M4 4 L12 12 M12 4 L4 12")), ink, 2.2)
    dot = data_uri(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="{r.choice((3, 4))}" fill="{ink}"/></svg>'
    )
    edge = (
        f"2px inset {s.button}"
        if r.random() < 0.12
        else f"{r.choice((1, 1, 2))}px solid color-mix(in srgb,{s.border},{s.text} {r.choice((0, 25, 60))}%)"
    )
    return gap + (
        f".tk input{{appearance:none;width:{side}px;height:{side}px;border:{edge};background:{s.base};border-radius:{r.choice((0, 2, 3, 4))}px}}"
        f".tk input[type=radio]{{border-radius:50%}}"
        f".tk input:checked{{background:{ground} {tick} center/90% no-repeat;{f'border-color:{s.accent}' if filled else ''}}}"
        f".tk input[type=radio]:checked{{background:{ground} {dot} center/100% no-repeat}}"
    )


def _sliders(r: Random, s: Skin) -> str:
    thick, knob = r.choice((2, 3, 4, 6, 8)), r.choice((10, 12, 14, 16, 20))
    wide = knob if r.random() < 0.7 else max(6, knob // 2)
    round_ = "50%" if wide == knob and r.random() < 0.8 else f"{r.choice((0, 2, 3))}px"
    return (
        f".sl{{appearance:none;background:none;height:{knob + 4}px;padding:0;margin:0 4px;min-width:80px}}"
        f".sl::-webkit-slider-runnable-track{{height:{thick}px;border-radius:{thick}px;background:linear-gradient(90deg,{s.accent} var(--v),{s.border} var(--v))}}"
        f".sl::-webkit-slider-thumb{{appearance:none;width:{wide}px;height:{knob}px;margin-top:{(thick - knob) // 2}px;border-radius:{round_};"
        f"background:{r.choice((s.button, s.base, s.accent))};border:1px solid color-mix(in srgb,{s.border},#000 15%)}}"
        f".pg{{display:block;height:{r.choice((4, 6, 10, 16, 20))}px;min-width:90px;border-radius:{r.choice((0, 3, 9))}px;background:color-mix(in srgb,{s.ground},{s.text} 18%);overflow:hidden;border:{r.choice((0, 0, 1))}px solid {s.border}}}"
        f".pg i{{display:block;height:100%;background:{r.choice((s.accent, s.accent, '#06b025'))}}}"
        f".sw{{display:inline-block;flex:none;width:{r.choice((32, 36, 40, 46))}px;height:{r.choice((18, 20, 22, 24))}px;border-radius:99px;padding:2px;background:color-mix(in srgb,{s.ground},{s.text} 25%)}}"
        ".sw i{display:block;height:100%;aspect-ratio:1;border-radius:50%;background:#fff} .sw.on{background:"
        + s.accent
        + "} .sw.on i{margin-left:auto}"
    )


def _bars(r: Random, s: Skin) -> str:
    """Tabs, menus, lists, tables, scroll bars."""
    pick = r.choice(
        (f"background:{s.accent};color:{s.on_accent}", f"background:color-mix(in srgb,{s.accent},{s.base} 70%)",
         f"background:color-mix(in srgb,{s.ground},{s.text} 14%)", f"background:{s.accent};color:{s.on_accent};border-radius:{s.radius}px")
    )  # fmt: skip
    tab = r.choice(
        (f".tab.on{{border-bottom:3px solid {s.accent}}}",
         f".tab{{border:1px solid {s.border};margin:0 -1px -1px 0}} .tab.on{{background:{s.base};border-bottom-color:{s.base}}}",
         f".tab{{border-radius:99px}} .tab.on{{background:color-mix(in srgb,{s.accent},{s.ground} 70%)}}",
         f".tab{{border-radius:{s.radius}px {s.radius}px 0 0}} .tab.on{{background:{s.base}}}",
         f".tabs{{background:color-mix(in srgb,{s.ground},{s.text} 10%)}} .tab.on{{background:{s.ground}}}")
    )  # fmt: skip
    wide = r.choice((0, 6, 8, 12, 14, 16, 17))
    thumb = (
        f"border-radius:{wide}px;background:color-mix(in srgb,{s.ground},{s.text} 35%)"
        if r.random() < 0.6
        else f"background:{s.button};border:1px solid {s.border}"
    )
    return (
        f".mb{{display:flex;background:{r.choice((s.ground, s.ground, s.base))};flex:none}} .mb>*{{padding:{r.randint(2, 6)}px {r.randint(4, 10)}px;white-space:nowrap}}"
        f".tl{{display:flex;flex-wrap:wrap;align-items:center;gap:{r.randint(0, 5)}px;padding:{r.randint(1, 5)}px;flex:none;background:{r.choice((s.ground, s.button, s.base))};border-bottom:{r.choice((0, 1))}px solid {s.border}}}"
        f".sep{{width:1px;height:18px;background:{s.border};margin:0 4px}}"
        f".tabs{{display:flex;flex:none;align-items:stretch;border-bottom:1px solid {s.border};overflow:hidden}} .tab{{padding:{r.randint(3, 9)}px {r.randint(8, 18)}px;white-space:nowrap}} {tab}"
        f".ls{{background:{s.base};overflow:auto;flex:none;border:{r.choice((0, 0, 1))}px solid {s.border};padding:{r.choice((0, 0, 4))}px}}"
        f".it{{padding:{r.randint(2, 8)}px {r.randint(4, 10)}px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;display:flex;gap:6px;align-items:center}} .it.on{{{pick}}}"
        f".tb{{border-collapse:collapse;width:100%;background:{s.base}}} .tb th{{background:{r.choice((s.ground, s.button, s.base))};text-align:left;font-weight:{r.choice((400, 400, 700))};border-right:1px solid {s.border};border-bottom:1px solid {s.border}}}"
        f".tb td,.tb th{{padding:{r.randint(1, 6)}px {r.randint(3, 10)}px;white-space:nowrap;overflow:hidden}} .tb td{{border-bottom:{r.choice((0, 0, 1))}px solid color-mix(in srgb,{s.border},transparent 50%)}} .tb tr.on td{{{pick};border-radius:0}}"
        f".gd td{{border:1px solid color-mix(in srgb,{s.border},transparent 40%)}}"
        f".st{{display:flex;gap:14px;flex:none;padding:{r.randint(1, 5)}px 8px;border-top:{r.choice((0, 1))}px solid {s.border};font-size:.9em;align-items:center;white-space:nowrap;overflow:hidden}}"
        f"::-webkit-scrollbar{{width:{wide}px;height:{wide}px;background:color-mix(in srgb,{s.ground},{s.text} 6%)}} ::-webkit-scrollbar-thumb{{{thumb}}}"
    )


def _frames(r: Random, s: Skin) -> str:
    """Windows: frame, title bar, its buttons."""
    bar = r.choice((s.ground, s.button, s.base, s.accent, "#2b2b2b", "#dfe3e8", f"linear-gradient(90deg,{s.accent},color-mix(in srgb,{s.accent},#fff 50%))",
                    f"linear-gradient(color-mix(in srgb,{s.ground},#fff 25%),color-mix(in srgb,{s.ground},#000 12%))"))  # fmt: skip
    light = bar in (s.ground, s.button, s.base) or bar.startswith("linear-gradient(color")
    ink = s.text if light else "#222" if bar == "#dfe3e8" else "#fff"
    way = r.choice(
        (f"width:{r.choice((40, 46))}px;height:100%", f"width:{r.choice((18, 21))}px;height:{r.choice((16, 20))}px;border:1px solid #0004;margin:0 1px;background:{s.button};color:{s.text}",
         "width:20px;height:20px;margin:0 3px", "width:22px;height:22px;border-radius:50%;margin:0 4px;background:#8884")
    )  # fmt: skip
    return (
        f".win{{position:absolute;display:flex;flex-direction:column;background:{s.ground};color:{s.text};border:{r.choice((0, 1, 1, 1, 3))}px solid {r.choice((s.border, s.border, '#555', s.accent))};"
        f"border-radius:{r.choice((0, 0, 4, 8, 12))}px;box-shadow:{r.choice(('none', '0 2px 8px #0006', '0 8px 30px #0008'))};overflow:hidden}}"
        f".bar{{display:flex;align-items:center;flex:none;height:{r.choice((20, 24, 28, 30, 32, 36))}px;background:{bar};color:{ink};padding:0 {r.choice((0, 2, 6))}px;gap:2px}}"
        f".ttl{{flex:1;min-width:0;text-align:{r.choice(('left', 'center'))};font-weight:{r.choice((400, 700))};white-space:nowrap;overflow:hidden;padding:0 8px}}"
        f".wc{{{way};flex:none;display:inline-flex;align-items:center;justify-content:center;line-height:0}}"
        ".mac .wc{width:12px;height:12px;border-radius:50%;border:0;margin:0 4px} .mac .wc svg{display:none}"
        f".hb{{display:flex;align-items:center;gap:6px;flex:none;height:{r.choice((40, 44, 46, 50))}px;padding:0 8px;background:{r.choice((s.ground, s.button, s.base))};border-bottom:{r.choice((0, 1))}px solid {s.border}}}"
        ".body{flex:1;display:flex;min-height:0;min-width:0} .col{display:flex;flex-direction:column;min-width:0;min-height:0} .grow{flex:1;min-width:0}"
        f".sd{{background:{r.choice((s.ground, s.base, f'color-mix(in srgb,{s.ground},#000 6%)'))};border-right:{r.choice((0, 1))}px solid {s.border};flex:none;overflow:hidden}}"
        f".gp{{border:1px solid {s.border};border-radius:{s.radius}px;padding:8px;margin:6px;display:block}} .gp>legend{{padding:0 4px}}"
        f".cd{{background:{s.base};border:{r.choice((0, 1))}px solid {s.border};border-radius:{r.choice((0, 6, 12))}px;overflow:hidden}}"
        f".rw{{display:flex;align-items:center;gap:{r.randint(4, 12)}px;padding:{r.randint(2, 10)}px {r.randint(4, 14)}px}} .rw>.nm{{flex:1;min-width:0}}"
        f".mn{{position:absolute;background:{r.choice((s.base, s.ground))};border:1px solid {s.border};border-radius:{r.choice((0, 4, 8))}px;padding:{r.choice((1, 3, 5))}px 0;box-shadow:0 4px 14px #0005}}"
        f".mi{{display:flex;gap:{r.randint(14, 40)}px;padding:{r.randint(2, 7)}px {r.randint(8, 16)}px {r.randint(2, 7)}px {r.randint(8, 30)}px;white-space:nowrap}} .mi>b{{font-weight:400;margin-left:auto;opacity:.7}} .mi.on{{{pick_menu(s, r)}}} .mi.off{{opacity:.45}} .mn hr{{margin:3px 0;border:0;border-top:1px solid {s.border}}}"
    )  # fmt: skip


def pick_menu(s: Skin, r: Random) -> str:
    """How the chosen entry of a menu stands out."""
    return r.choice(
        (
            f"background:{s.accent};color:{s.on_accent}",
            f"background:color-mix(in srgb,{s.ground},{s.text} 12%)",
        )
    )


def sheet(r: Random, s: Skin) -> str:
    """The whole style sheet of one look."""
    size = r.choice((11, 12, 12, 13, 13, 14, 14, 15))
    head = (
        f"*{{box-sizing:border-box}} body{{margin:0;overflow:hidden;position:relative;height:100vh;font:{size}px/{r.choice((1.15, 1.3, 1.4))} {r.choice(FONTS)};color:{s.text}}}"
        f"input,select,button,textarea{{font:inherit;color:inherit}} .b,.f{{padding:{s.pad_y}px {s.pad_x}px;border-radius:{s.radius}px;min-height:{r.choice((0, 22, 26, 30))}px}}"
        f"a{{color:{s.link};{'' if r.random() < 0.4 else 'text-decoration:none'}}} [disabled],.off{{opacity:.5}} svg,img{{flex:none;vertical-align:middle}}"
        f"h1,h2,h3,p{{margin:{r.choice((2, 6))}px 0}} .sub{{opacity:.65;font-size:.88em}}"
    )
    return head + _buttons(r, s) + _fields(r, s) + _ticks(r, s) + _sliders(r, s) + _bars(r, s) + _frames(r, s)
