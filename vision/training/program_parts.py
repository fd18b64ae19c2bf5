# ruff: noqa: E501 — templates of HTML
"""Lists, tables and groups of desktop programs as HTML. programs.py puts windows together from them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from vision.training.program_controls import Controls


class Parts(Controls):
    """Writes lists, tables, rows and groups."""

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
