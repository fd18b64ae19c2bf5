"""GTK windows by chance, of the toolkit's own widgets. Run by the system's Python (gtk_scenes.py): no numpy,
no pydantic here."""

from __future__ import annotations

from random import Random

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import Gtk  # noqa: E402

from vision.training.gtk_icons import ICONS  # noqa: E402
from vision.training.words import Words  # noqa: E402

SMALL = Gtk.IconSize.MENU
LARGE = Gtk.IconSize.LARGE_TOOLBAR


class Builder:
    """Widgets from one seeded source. Every maker returns a widget that is not shown yet."""

    def __init__(self, random: Random, words: Words) -> None:
        self.r = random
        self.w = words
        self.gap = random.choice((2, 4, 6, 6, 8, 12))

    def chance(self, share: float) -> bool:
        return self.r.random() < share

    def icon(self, size: int = SMALL) -> Gtk.Image:
        name = self.r.choice(ICONS)
        image = Gtk.Image.new_from_icon_name(f"{name}-symbolic" if self.chance(0.5) else name, size)
        image.deskhand_icon = name
        return image

    def button(self, most: int = 2) -> Gtk.Widget:
        kind = self.r.random()
        maker = Gtk.ToggleButton if self.chance(0.12) else Gtk.Button
        button = maker()
        if kind < 0.3:
            button.add(self.icon(self.r.choice((SMALL, LARGE))))
        elif kind < 0.4:
            button.set_label(self.w.phrase(most))
            button.set_image(self.icon())
            button.set_always_show_image(True)
        else:
            button.set_label(self.w.phrase(most))
        for share, style in ((0.1, "suggested-action"), (0.06, "destructive-action"), (0.1, "flat")):
            if self.chance(share):
                button.get_style_context().add_class(style)
        if maker is Gtk.ToggleButton:
            button.set_active(self.chance(0.5))
        return self.maybe_off(button)

    def maybe_off(self, widget: Gtk.Widget) -> Gtk.Widget:
        widget.set_sensitive(not self.chance(0.1))
        return widget

    def entry(self) -> Gtk.Widget:
        kind = self.r.random()
        entry = Gtk.SearchEntry() if kind < 0.15 else Gtk.Entry()
        if kind > 0.85:
            entry.set_visibility(False)
        if self.chance(0.5):
            entry.set_text(self.w.value())
        elif self.chance(0.5):
            entry.set_placeholder_text(self.w.phrase(3))
        entry.set_width_chars(self.r.choice((5, 8, 12, 16, 20, 30)))
        entry.set_hexpand(self.chance(0.6))
        if self.chance(0.1):
            entry.set_icon_from_icon_name(Gtk.EntryIconPosition.SECONDARY, "edit-find-symbolic")
        return self.maybe_off(entry)

    def combo(self) -> Gtk.Widget:
        combo = Gtk.ComboBoxText.new_with_entry() if self.chance(0.25) else Gtk.ComboBoxText()
        for _ in range(3):
            combo.append_text(self.w.phrase(3))
        combo.set_active(0 if self.chance(0.85) else -1)
        combo.set_hexpand(self.chance(0.4))
        return self.maybe_off(combo)

    def spin(self) -> Gtk.Widget:
        top = self.r.choice((10, 100, 10000))
        spin = Gtk.SpinButton.new_with_range(0, top, 1)
        spin.set_value(self.r.randint(0, top))
        spin.set_hexpand(self.chance(0.3))
        return self.maybe_off(spin)

    def check(self) -> Gtk.Widget:
        button = Gtk.CheckButton(label=self.w.phrase(4) if self.chance(0.95) else None)
        button.set_active(self.chance(0.5))
        return self.maybe_off(button)

    def radio(self, group: Gtk.RadioButton | None = None) -> Gtk.Widget:
        button = Gtk.RadioButton(label=self.w.phrase(3), group=group)
        return self.maybe_off(button)

    def scale(self) -> Gtk.Widget:
        scale = Gtk.Scale.new_with_range(Gtk.Orientation.HORIZONTAL, 0, 100, 1)
        scale.set_value(self.r.randint(0, 100))
        scale.set_draw_value(self.chance(0.5))
        scale.set_value_pos(
            self.r.choice((Gtk.PositionType.RIGHT, Gtk.PositionType.TOP, Gtk.PositionType.LEFT))
        )
        scale.set_hexpand(True)
        scale.set_size_request(self.r.randint(90, 220), -1)
        return self.maybe_off(scale)

    def switch(self) -> Gtk.Widget:
        switch = Gtk.Switch(active=self.chance(0.5))
        switch.set_halign(self.r.choice((Gtk.Align.START, Gtk.Align.END)))
        switch.set_valign(Gtk.Align.CENTER)
        return self.maybe_off(switch)

    def label(self, most: int = 3, end: str = "") -> Gtk.Widget:
        label = Gtk.Label(label=self.w.phrase(most) + end)
        label.set_xalign(self.r.choice((0.0, 0.0, 1.0)))
        return label

    def progress(self) -> Gtk.Widget:
        bar = Gtk.ProgressBar(fraction=self.r.random())
        bar.set_show_text(self.chance(0.4))
        bar.set_valign(Gtk.Align.CENTER)
        return bar

    def link(self) -> Gtk.Widget:
        link = Gtk.LinkButton(uri="https://example.org", label=self.w.phrase(3))
        link.set_halign(Gtk.Align.START)
        return link

    def field(self) -> Gtk.Widget:
        makers = (
            self.entry,
            self.entry,
            self.combo,
            self.spin,
            self.scale,
            self.switch,
            self.button,
            self.progress,
        )
        return self.r.choices(makers, (5, 3, 4, 3, 2, 2, 1, 0.6))[0]()

    def form(self) -> Gtk.Widget:
        """Rows of a label and a field, with check boxes and radio buttons between."""
        grid = Gtk.Grid(row_spacing=self.gap, column_spacing=self.gap * 2)
        stretch = self.chance(0.6)
        colon = ":" if self.chance(0.5) else ""
        for row in range(self.r.randint(3, 9)):
            kind = self.r.random()
            if kind < 0.25:
                grid.attach(self.check(), self.r.choice((0, 1)), row, 1 if self.chance(0.3) else 2, 1)
            elif kind < 0.35:
                grid.attach(self.radios(), 1, row, 1, 1)
            elif kind < 0.4:
                grid.attach(self.link(), 1, row, 1, 1)
            else:
                field = self.field()
                if stretch and not isinstance(field, Gtk.Switch):
                    field.set_hexpand(True)
                grid.attach(self.label(3, colon), 0, row, 1, 1)
                grid.attach(field, 1, row, 1, 1)
                if self.chance(0.15):
                    grid.attach(self.button(1), 2, row, 1, 1)
        return grid

    def radios(self) -> Gtk.Widget:
        way = self.r.choice((Gtk.Orientation.HORIZONTAL, Gtk.Orientation.VERTICAL))
        box = Gtk.Box(orientation=way, spacing=self.gap)
        first = self.radio()
        box.pack_start(first, False, False, 0)
        for _ in range(self.r.randint(1, 3)):
            box.pack_start(self.radio(first), False, False, 0)
        return box

    def scrolled(self, child: Gtk.Widget) -> Gtk.Widget:
        window = Gtk.ScrolledWindow()
        window.set_overlay_scrolling(False)
        if self.chance(0.7):
            window.set_shadow_type(Gtk.ShadowType.IN)
        window.add(child)
        window.set_size_request(self.r.randint(120, 300), self.r.randint(80, 240))
        return window

    def text(self) -> Gtk.Widget:
        view = Gtk.TextView()
        view.get_buffer().set_text(self.w.lines(self.r.randint(1, 60)) if self.chance(0.8) else "")
        view.set_monospace(self.chance(0.4))
        if self.chance(0.5):
            view.set_wrap_mode(Gtk.WrapMode.WORD)
        return self.scrolled(view)

    def tree(self) -> Gtk.Widget:
        """A list, a table or a tree."""
        columns = self.r.choice((1, 1, 2, 3, 4, 5))
        nested = self.chance(0.3)
        store = Gtk.TreeStore(*[str] * (columns + 1), bool)
        for _ in range(self.r.randint(2, 24)):
            row = store.append(None, self._row(columns))
            for _ in range(self.r.randint(0, 3) if nested else 0):
                store.append(row, self._row(columns))
        view = Gtk.TreeView(model=store)
        view.set_headers_visible(columns > 1 or self.chance(0.3))
        pictures, ticks = self.chance(0.5), self.chance(0.15)
        for number in range(columns):
            view.append_column(self._column(number, columns, pictures and number == 0, ticks and number == 0))
        view.expand_all()
        if self.chance(0.2):
            view.set_grid_lines(Gtk.TreeViewGridLines.BOTH)
        if self.chance(0.7):
            view.get_selection().select_path(Gtk.TreePath.new_from_indices([self.r.randint(0, 1)]))
        return self.scrolled(view)

    def _row(self, columns: int) -> list[object]:
        icon = self.r.choice(("folder", "text-x-generic", "image-x-generic", self.r.choice(ICONS)))
        return [*(self.w.value() for _ in range(columns)), icon, self.chance(0.5)]

    def _column(self, number: int, columns: int, picture: bool, tick: bool) -> Gtk.TreeViewColumn:
        column = Gtk.TreeViewColumn(self.w.phrase(2))
        if tick:
            toggle = Gtk.CellRendererToggle()
            column.pack_start(toggle, False)
            column.add_attribute(toggle, "active", columns + 1)
        if picture:
            drawn = Gtk.CellRendererPixbuf()
            column.pack_start(drawn, False)
            column.add_attribute(drawn, "icon-name", columns)
        written = Gtk.CellRendererText()
        column.pack_start(written, True)
        column.add_attribute(written, "text", number)
        column.set_resizable(True)
        if self.chance(0.2):
            column.set_sort_indicator(True)
        return column

    def icons(self) -> Gtk.Widget:
        from gi.repository import GdkPixbuf

        store = Gtk.ListStore(str, GdkPixbuf.Pixbuf)
        theme, size = Gtk.IconTheme.get_default(), self.r.choice((24, 32, 48, 48, 64))
        for _ in range(self.r.randint(3, 20)):
            name = self.r.choice(
                ("folder", "folder", "text-x-generic", "image-x-generic", self.r.choice(ICONS))
            )
            found = theme.lookup_icon(name, size, Gtk.IconLookupFlags.FORCE_SIZE)
            store.append([self.w.file_name(), found.load_icon() if found else None])
        view = Gtk.IconView(model=store, text_column=0, pixbuf_column=1)
        if self.chance(0.4):
            view.select_path(Gtk.TreePath.new_from_indices([0]))
        return self.scrolled(view)

    def rows(self) -> Gtk.Widget:
        box = Gtk.ListBox()
        for _ in range(self.r.randint(3, 12)):
            line = Gtk.Box(spacing=8, margin=self.r.choice((2, 4, 8)))
            if self.chance(0.6):
                line.pack_start(self.icon(), False, False, 0)
            line.pack_start(Gtk.Label(label=self.w.phrase(3), xalign=0), True, True, 0)
            if self.chance(0.2):
                line.pack_end(self.r.choice((self.switch, self.button))(), False, False, 0)
            box.add(line)
        box.select_row(box.get_row_at_index(self.r.randint(0, 2)))
        return self.scrolled(box)

    def keys(self) -> Gtk.Widget:
        """Buttons in a grid, as on a calculator."""
        grid = Gtk.Grid(row_spacing=self.gap // 2, column_spacing=self.gap // 2)
        texts = [*"0123456789", *"+-×÷=().%√π", "sin", "log", "MC", "M+", "AC", "C", self.w.word()]
        for row in range(self.r.randint(3, 6)):
            for column in range(self.r.randint(4, 7)):
                key = Gtk.Button(label=self.r.choice(texts))
                key.set_hexpand(True)
                grid.attach(key, column, row, 1, 1)
        return grid

    def notebook(self) -> Gtk.Widget:
        book = Gtk.Notebook()
        for _ in range(self.r.randint(2, 5)):
            title: Gtk.Widget = Gtk.Label(label=self.w.phrase(2))
            if self.chance(0.2):
                title = Gtk.Box(spacing=4)
                title.pack_start(Gtk.Label(label=self.w.phrase(2)), True, True, 0)
                close = Gtk.Button.new_from_icon_name("window-close-symbolic", SMALL)
                close.set_relief(Gtk.ReliefStyle.NONE)
                close.get_child().deskhand_icon = "window-close"
                title.pack_end(close, False, False, 0)
                title.show_all()
            page = self.leaf()
            page.set_property("margin", self.r.choice((0, 6, 12)))
            book.append_page(page, title)
        book.set_current_page(self.r.randint(0, 1))
        return book

    def leaf(self) -> Gtk.Widget:
        makers = (self.form, self.text, self.tree, self.icons, self.rows, self.keys)
        return self.r.choices(makers, (5, 2, 4, 1.5, 2, 1))[0]()

    def body(self) -> Gtk.Widget:
        kind = self.r.random()
        if kind < 0.25:
            return self.notebook()
        if kind < 0.5:
            paned = Gtk.Paned(orientation=Gtk.Orientation.HORIZONTAL)
            paned.pack1(self.r.choice((self.tree, self.rows))(), False, False)
            paned.pack2(self.leaf() if self.chance(0.7) else self.notebook(), True, False)
            return paned
        if kind < 0.65:
            box = Gtk.Box(orientation=Gtk.Orientation.VERTICAL, spacing=self.gap * 2)
            for part in (self.form(), self.leaf()):
                frame = Gtk.Frame(label=self.w.phrase(2)) if self.chance(0.5) else Gtk.Box()
                part.set_property("margin", self.gap)
                frame.add(part)
                box.pack_start(frame, True, True, 0)
            return box
        return self.leaf()

    def menu_bar(self) -> Gtk.MenuBar:
        bar = Gtk.MenuBar()
        for _ in range(self.r.randint(3, 8)):
            item = Gtk.MenuItem(label=self.w.word())
            item.set_submenu(self.menu())
            bar.append(item)
        return bar

    def menu(self) -> Gtk.Menu:
        menu = Gtk.Menu()
        for _ in range(self.r.randint(3, 14)):
            kind = self.r.random()
            if kind < 0.15:
                menu.append(Gtk.SeparatorMenuItem())
                continue
            item: Gtk.MenuItem
            if kind < 0.3:
                item = Gtk.CheckMenuItem(label=self.w.phrase(3), active=self.chance(0.5))
            elif kind < 0.6:
                item = Gtk.ImageMenuItem(label=self.w.phrase(3))
                item.set_image(self.icon())
                item.set_always_show_image(True)
            else:
                item = Gtk.MenuItem(label=self.w.phrase(4))
            if self.chance(0.15):
                item.set_submenu(Gtk.Menu())
            menu.append(self.maybe_off(item))
        menu.show_all()
        return menu

    def tool_bar(self) -> Gtk.Toolbar:
        bar = Gtk.Toolbar()
        styles = (
            Gtk.ToolbarStyle.ICONS,
            Gtk.ToolbarStyle.ICONS,
            Gtk.ToolbarStyle.BOTH,
            Gtk.ToolbarStyle.BOTH_HORIZ,
        )
        bar.set_style(self.r.choice(styles))
        size = self.r.choice((SMALL, Gtk.IconSize.SMALL_TOOLBAR, LARGE))
        for _ in range(self.r.randint(3, 12)):
            if self.chance(0.15):
                bar.insert(Gtk.SeparatorToolItem(), -1)
                continue
            item = Gtk.ToolButton(icon_widget=self.icon(size), label=self.w.word())
            item.set_is_important(self.chance(0.3))
            bar.insert(self.maybe_off(item), -1)
        if self.chance(0.3):
            item = Gtk.ToolItem()
            item.set_expand(True)
            item.add(self.entry())
            bar.insert(item, -1)
        return bar

    def header(self) -> Gtk.Widget:
        bar = Gtk.HeaderBar()
        bar.set_title(self.w.phrase(3))
        for _ in range(self.r.randint(0, 3)):
            bar.pack_start(self.button(1))
        names = ("window-close", "window-maximize", "window-minimize")
        for name in names[: self.r.choice((1, 1, 3))]:
            control = Gtk.Button.new_from_icon_name(f"{name}-symbolic", SMALL)
            control.get_style_context().add_class("titlebutton")
            control.deskhand_kind = "window_control"
            control.get_child().deskhand_icon = name
            bar.pack_end(control)
        for _ in range(self.r.randint(0, 2)):
            bar.pack_end(self.button(1))
        return bar

    def window(self) -> tuple[Gtk.Widget, Gtk.MenuBar | None]:
        """A program's window or a dialog, without its frame; and its menu bar."""
        box = Gtk.Box(orientation=Gtk.Orientation.VERTICAL)
        bar = None
        if self.chance(0.6):
            box.pack_start(self.header(), False, False, 0)
        if self.chance(0.55):
            bar = self.menu_bar()
            box.pack_start(bar, False, False, 0)
        if self.chance(0.45):
            box.pack_start(self.tool_bar(), False, False, 0)
        body = self.body()
        body.set_property("margin", self.r.choice((0, 0, 6, 12, 18)))
        box.pack_start(body, True, True, 0)
        if bar is None or self.chance(0.3):
            box.pack_start(self.answers(), False, False, 0)
        if self.chance(0.25):
            box.pack_start(Gtk.Label(label=self.w.phrase(4), xalign=0, margin=4), False, False, 0)
        return box, bar

    def answers(self) -> Gtk.Widget:
        """A dialog's row of buttons."""
        row = Gtk.ButtonBox(spacing=self.gap, margin=self.r.choice((4, 6, 12)))
        styles = (
            Gtk.ButtonBoxStyle.END,
            Gtk.ButtonBoxStyle.END,
            Gtk.ButtonBoxStyle.CENTER,
            Gtk.ButtonBoxStyle.EXPAND,
        )
        row.set_layout(self.r.choice(styles))
        for _ in range(self.r.randint(1, 4)):
            row.add(Gtk.Button(label=self.w.phrase(2)))
        return row
