"""Whole windows by chance: some twenty archetypes of programs, dialogs and web pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMainWindow, QSplitter, QTabBar, QWidget

from vision.training import groups, views
from vision.training.widgets import Kit, column, marked, row


@dataclass(frozen=True)
class Plan:
    """What a window is: its content, its size, and which bars it bears. `own_bar`: it draws its own title
    bar."""

    content: QWidget
    size: tuple[int, int]
    menus: float = 0.0
    tools: float = 0.0
    status: float = 0.0
    own_bar: float = 0.0
    dialog: bool = False


def _size(kit: Kit, wide: tuple[int, int], high: tuple[int, int]) -> tuple[int, int]:
    return kit.random.randint(*wide), kit.random.randint(*high)


def _editor(kit: Kit) -> Plan:
    area = views.text_area(kit)
    body: QWidget = groups.tabs(kit, area) if kit.chance(0.45) else area
    parts = [body]
    if kit.chance(0.35):
        tail = [
            kit.random.choice((kit.button, kit.tool, kit.tool, kit.tick))()
            for _ in range(kit.random.randint(1, 6))
        ]
        parts.append(row([kit.field(), *tail]))
    return Plan(column(parts, 0), _size(kit, (350, 1200), (250, 720)), 0.9, 0.6, 0.5, 0.15)


def _terminal(kit: Kit) -> Plan:
    area = views.text_area(kit)
    grounds = ("#000;color:#ccc", "#232627;color:#fcfcfc", "#fff;color:#111", "#300a24;color:#eee")
    area.setStyleSheet(f"background:{kit.random.choice(grounds)};border:0")
    body: QWidget = groups.tabs(kit, area) if kit.chance(0.4) else area
    return Plan(column([body], 0), _size(kit, (350, 900), (220, 560)), 0.7)


def _files(kit: Kit) -> Plan:
    split = QSplitter()
    if kit.chance(0.75):
        split.addWidget(views.sidebar(kit))
    split.addWidget(kit.random.choice((views.files, views.table, views.tree))(kit))
    parts: list[QWidget] = []
    if kit.chance(0.6):
        place = kit.field() if kit.chance(0.5) else kit.button(1, 0.5)
        crumbs = [kit.button(1, 0.3) for _ in range(kit.random.randint(0, 4))]
        parts.append(row([*(kit.tool() for _ in range(kit.random.randint(1, 4))), place, *crumbs]))
    parts.append(split)
    if kit.chance(0.35):
        parts.append(groups.buttons(kit))
    return Plan(
        column(parts, kit.random.choice((0, 0, 6))), _size(kit, (450, 1200), (300, 720)), 0.7, 0.5, 0.5, 0.3
    )


def _calculator(kit: Kit) -> Plan:
    display = marked(QLineEdit(kit.words.value()), "text_field")
    display.setAlignment(Qt.AlignmentFlag.AlignRight)
    font = display.font()
    font.setPixelSize(kit.random.randint(16, 40))
    display.setFont(font)
    display.setReadOnly(kit.chance(0.5))
    pad: QWidget = views.key_pad(kit)
    if kit.chance(0.3):
        pad = row([views.key_pad(kit), pad])
    parts: list[QWidget] = [display, pad]
    if kit.chance(0.3):
        parts.insert(1, row([kit.tick(2) for _ in range(3)]))
    return Plan(column(parts), _size(kit, (220, 650), (240, 560)), 0.8, 0, 0.2, 0.2)


def _preferences(kit: Kit) -> Plan:
    body: QWidget = groups.tabs(kit)
    if kit.chance(0.3):
        body = row([views.sidebar(kit), body])
    return Plan(column([body, groups.buttons(kit)]), _size(kit, (380, 900), (320, 700)), dialog=True)


def _settings(kit: Kit) -> Plan:
    parts: list[QWidget] = []
    for _ in range(kit.random.randint(1, 3)):
        if kit.chance(0.6):
            parts.append(kit.heading(2))
        parts.append(groups.settings_rows(kit))
    body = groups.scrolled(kit, column(parts, kit.random.randint(4, 40), stretch=True))
    whole = row([views.sidebar(kit), body], spacing=0) if kit.chance(0.6) else body
    return Plan(column([whole], 0), _size(kit, (450, 1100), (350, 720)), own_bar=0.5)


def _form(kit: Kit) -> Plan:
    parts: list[QWidget] = [kit.paragraph()] if kit.chance(0.3) else []
    parts += [groups.form(kit) for _ in range(kit.random.choice((1, 1, 2)))]
    parts.append(groups.buttons(kit))
    body = column(parts, kit.random.randint(0, 16), spacing=kit.random.randint(0, 10))
    return Plan(body, _size(kit, (280, 700), (150, 500)), own_bar=0.15, dialog=True)


def _message(kit: Kit) -> Plan:
    head: list[QWidget] = [kit.icon_label()] if kit.chance(0.7) else []
    parts: list[QWidget] = [row([*head, kit.paragraph()])]
    for make, share in ((kit.tick, 0.3), (kit.slider, 0.25), (kit.field, 0.25), (kit.progress, 0.2)):
        if kit.chance(share):
            parts.append(make())
    parts.append(groups.buttons(kit))
    return Plan(column(parts, 10), _size(kit, (260, 520), (110, 260)), own_bar=0.15, dialog=True)


def _login(kit: Kit) -> Plan:
    fields: list[QWidget] = [kit.heading(2)] if kit.chance(0.7) else []
    for _ in range(kit.random.randint(2, 5)):
        if kit.chance(0.6):
            fields.append(kit.label(2))
        fields.append(kit.field(0))
    fields += [kit.tick(3), kit.button(2, 0)]
    if kit.chance(0.6):
        fields.append(kit.link(3))
    box = marked(column(fields, 20, stretch=True, spacing=kit.random.randint(4, 12)), "panel")
    box.setObjectName("card")
    box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    box.setFixedWidth(kit.random.randint(220, 400))
    return Plan(column([box], kit.random.randint(10, 80)), _size(kit, (300, 900), (260, 600)), own_bar=0.3)


def _calendar(kit: Kit) -> Plan:
    parts: list[QWidget] = [kit.label(3), views.calendar(kit)]
    if kit.chance(0.5):
        parts.insert(0, groups.form(kit, 1, 3))
    parts.append(groups.buttons(kit))
    return Plan(column(parts), _size(kit, (280, 500), (280, 460)), dialog=True)


def _data(kit: Kit) -> Plan:
    parts: list[QWidget] = [groups.strip(kit)] if kit.chance(0.5) else []
    split = QSplitter()
    for _ in range(kit.random.randint(1, 3)):
        split.addWidget(
            kit.random.choice((views.table, views.tree, views.plain_list, groups.group, groups.form))(kit)
        )
    parts.append(split)
    if kit.chance(0.4):
        parts.append(groups.buttons(kit))
    return Plan(column(parts), _size(kit, (500, 1250), (300, 750)), 0.6, 0.6, 0.5)


def _sheet(kit: Kit) -> Plan:
    bar = row([kit.field(0), kit.tool(), kit.field(0)])
    parts: list[QWidget] = [groups.ribbon(kit)] if kit.chance(0.6) else []
    return Plan(
        column([*parts, bar, views.spreadsheet(kit)], 0, spacing=2),
        _size(kit, (650, 1270), (400, 760)),
        0.6,
        0.4,
        0.6,
    )


def _painter(kit: Kit) -> Plan:
    canvas = marked(kit.image(kit.random.randint(200, 600), kit.random.randint(150, 450)), "image")
    side = column([groups.group(kit), views.plain_list(kit, 8)], 2)
    side.setFixedWidth(kit.random.randint(140, 260))
    body = row([views.palette_of_tools(kit), groups.scrolled(kit, canvas), side])
    return Plan(column([groups.strip(kit), body], 2), _size(kit, (650, 1270), (400, 760)), 0.9, 0.5, 0.6)


def _mixed(kit: Kit) -> Plan:
    split = QSplitter()
    makers: tuple[Callable[[Kit], QWidget], ...] = (
        lambda k: column([groups.group(k) for _ in range(k.random.randint(1, 3))]),
        groups.tabs,
        groups.form,
        views.table,
        views.text_area,
        groups.card,
    )
    for _ in range(kit.random.randint(1, 3)):
        split.addWidget(kit.random.choice(makers)(kit))
    return Plan(column([split], 0), _size(kit, (500, 1250), (300, 750)), 0.6, 0.6, 0.4, 0.2)


def _browser_head(kit: Kit) -> list[QWidget]:
    bar = marked(QTabBar(), "tab_bar")
    for _ in range(kit.random.randint(1, 6)):
        bar.addTab(kit.icons.pick()[0], kit.words.phrase(3))
    bar.setTabsClosable(True)
    bar.setExpanding(False)
    address = kit.field(0)
    address.setText("https://example.org/" + kit.words.file_name())
    tools: list[QWidget] = [kit.tool(16, meaning=m) for m in ("back", "forward", "refresh")]
    tail: list[QWidget] = [kit.tool(16) for _ in range(kit.random.randint(1, 4))]
    return [row([bar, kit.tool(16, meaning="add")], stretch=True), row([*tools, address, *tail])]


def _web(kit: Kit, body: QWidget) -> Plan:
    parts = _browser_head(kit) if kit.chance(0.7) else []
    if kit.chance(0.7):
        parts.append(groups.site_bar(kit))
    parts.append(body)
    return Plan(column(parts, 0, spacing=2), _size(kit, (700, 1270), (450, 770)), own_bar=0.3)


def _documentation(kit: Kit) -> Plan:
    text = groups.page(kit)
    return _web(kit, row([groups.link_column(kit), text], spacing=0) if kit.chance(0.5) else text)


def _shop(kit: Kit) -> Plan:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setSpacing(kit.random.randint(4, 20))
    columns = kit.random.randint(2, 4)
    for place in range(columns * kit.random.randint(2, 3)):
        grid.addWidget(groups.card(kit), place // columns, place % columns)
    return _web(kit, groups.scrolled(kit, box))


def _dashboard(kit: Kit) -> Plan:
    makers = (groups.card, groups.group, views.table, groups.settings_rows, groups.form, groups.link_column)
    blocks = [kit.random.choice(makers)(kit) for _ in range(kit.random.randint(2, 4))]
    return _web(kit, groups.scrolled(kit, row(blocks)))


def _mail(kit: Kit) -> Plan:
    split = QSplitter()
    for part in (views.sidebar(kit), views.plain_list(kit), views.text_area(kit)):
        split.addWidget(part)
    bar = row([kit.tool(text=kit.chance(0.4)) for _ in range(kit.random.randint(4, 10))], stretch=True)
    return Plan(column([bar, split], 2), _size(kit, (700, 1270), (400, 760)), 0.6, 0.3, 0.4, 0.3)


_ARCHETYPES: list[tuple[Callable[[Kit], Plan], int]] = [
    (_editor, 5),
    (_terminal, 2),
    (_files, 6),
    (_calculator, 3),
    (_preferences, 6),
    (_settings, 3),
    (_form, 7),
    (_message, 4),
    (_login, 2),
    (_calendar, 2),
    (_data, 3),
    (_sheet, 2),
    (_painter, 2),
    (_mixed, 5),
    (_documentation, 4),
    (_shop, 2),
    (_dashboard, 2),
    (_mail, 2),
]


def _own_bar(kit: Kit) -> QWidget:
    """A header bar that a program draws itself, with its window buttons in it."""
    left: list[QWidget] = [kit.tool(16) for _ in range(kit.random.randint(0, 3))]
    title = kit.label(2)
    title.setAlignment(Qt.AlignmentFlag.AlignCenter)
    right: list[QWidget] = [
        kit.random.choice((kit.tool, kit.button))() for _ in range(kit.random.randint(0, 2))
    ]
    for meaning in kit.random.choice((("close",), ("line", "rectangle", "close"))):
        right.append(marked(kit.tool(16, meaning=meaning), "window_control", meaning))
    bar = row([*left, title, *right], spacing=kit.random.randint(2, 8))
    bar.setObjectName("header")
    bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    bar.setContentsMargins(6, 3, 6, 3)
    return bar


@dataclass(frozen=True)
class Made:
    """A window that is ready to be shown, and what the desktop needs to know of it."""

    widget: QMainWindow
    framed: bool
    dialog: bool


def make_window(kit: Kit) -> Made:
    """A window of some archetype with its bars, sized, not shown."""
    plan = kit.random.choices([a for a, _ in _ARCHETYPES], weights=[w for _, w in _ARCHETYPES])[0](kit)
    window = QMainWindow()
    own = kit.chance(plan.own_bar)
    if kit.chance(plan.menus):
        groups.menus(kit, window)
    if kit.chance(plan.tools):
        groups.tool_bar(kit, window)
    plan.content.setObjectName(plan.content.objectName() or "root")
    window.setCentralWidget(column([_own_bar(kit), plan.content], 0, spacing=0) if own else plan.content)
    if kit.chance(plan.status):
        window.statusBar().addWidget(groups.status(kit))
        if kit.chance(0.3):
            window.statusBar().addPermanentWidget(
                kit.random.choice((kit.button, kit.tool, kit.label, kit.progress))()
            )
    window.resize(*plan.size)
    return Made(window, not own, plan.dialog)
