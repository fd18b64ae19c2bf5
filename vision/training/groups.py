"""Parts that windows are put together from: forms, groups, button rows, tabs, bars, cards, pages of text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QScrollArea,
    QTabBar,
    QTabWidget,
    QTextBrowser,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from vision.training import views
from vision.training.widgets import Kit, column, marked, row


def form(kit: Kit, least: int = 2, most: int = 9) -> QWidget:
    """Rows of a label and its field."""
    box = QWidget()
    layout = QFormLayout(box)
    style = QFormLayout
    layout.setFieldGrowthPolicy(
        kit.random.choice(
            (style.FieldGrowthPolicy.AllNonFixedFieldsGrow, style.FieldGrowthPolicy.FieldsStayAtSizeHint)
        )
    )
    right = Qt.AlignmentFlag.AlignRight if kit.chance(0.3) else Qt.AlignmentFlag.AlignLeft
    layout.setLabelAlignment(right | Qt.AlignmentFlag.AlignVCenter)
    layout.setVerticalSpacing(kit.random.randint(2, 14))
    if kit.chance(0.2):
        layout.setRowWrapPolicy(style.RowWrapPolicy.WrapAllRows)
    makers = (
        kit.field,
        kit.field,
        kit.field,
        kit.combo,
        kit.combo,
        kit.spin,
        kit.slider,
        kit.tick,
        kit.switch,
    )
    for _ in range(kit.random.randint(least, most)):
        label = kit.label(3)
        label.setText(label.text() + kit.random.choice((":", ":", "", " *")))
        layout.addRow(label, kit.random.choice(makers)())
    if kit.chance(0.3):
        layout.addRow(kit.tick())
    if kit.chance(0.2):
        area = views.text_area(kit)
        area.setMinimumHeight(kit.random.randint(50, 140))
        layout.addRow(kit.label(2), area)
    return box


def buttons(kit: Kit) -> QWidget:
    """The row at the foot of a dialog."""
    made = [kit.button(2, 0.3) for _ in range(kit.random.choice((1, 2, 2, 3, 4)))]
    box = row([], spacing=kit.random.randint(2, 12))
    layout = box.layout()
    assert isinstance(layout, QHBoxLayout)
    if kit.chance(0.75):
        layout.addStretch(1)
    grow = kit.chance(0.2)
    for button in made:
        layout.addWidget(button, 1 if grow else 0)
    return box


def group(kit: Kit) -> QWidget:
    """A titled frame round some controls."""
    box = marked(QGroupBox(kit.words.phrase(3)), "panel")
    box.setCheckable(kit.chance(0.15))
    layout = QVBoxLayout(box)
    layout.setSpacing(kit.random.randint(1, 10))
    if kit.chance(0.4):
        layout.addWidget(form(kit, 1, 5))
    for _ in range(kit.random.randint(1, 5)):
        layout.addWidget(strip(kit) if kit.chance(0.3) else kit.any())
    return box


def strip(kit: Kit) -> QWidget:
    """A few controls side by side."""
    return row([kit.any() for _ in range(kit.random.randint(2, 5))], stretch=kit.chance(0.5))


def settings_rows(kit: Kit) -> QWidget:
    """Rows of a preference page: title, perhaps a line of explanation, and a control at the right."""
    rows: list[QWidget] = []
    makers: tuple[Callable[[], QWidget], ...] = (
        kit.switch,
        kit.switch,
        kit.combo,
        kit.button,
        kit.tool,
        kit.slider,
    )
    for _ in range(kit.random.randint(3, 9)):
        box = row([])
        layout = box.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.setContentsMargins(8, 4, 8, 4)
        if kit.chance(0.4):
            layout.addWidget(kit.icon_label())
        texts: list[QWidget] = [kit.label(4)]
        if kit.chance(0.4):
            texts.append(kit.label(7))
        layout.addWidget(column(texts, 0, spacing=2), 1)
        layout.addWidget(kit.random.choice(makers)())
        rows.append(box)
    panel = marked(column(rows, 4, spacing=kit.random.randint(0, 8)), "panel")
    panel.setObjectName("card")
    panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return panel


def card(kit: Kit) -> QWidget:
    """A picture, a title, some words, a button: shops and dashboards are made of these."""
    parts: list[QWidget] = []
    if kit.chance(0.6):
        parts.append(kit.image(kit.random.randint(80, 220), kit.random.randint(50, 140)))
    parts.append(kit.heading(3))
    if kit.chance(0.6):
        parts.append(kit.paragraph(20))
    if kit.chance(0.7):
        parts.append(row([kit.any() for _ in range(kit.random.randint(1, 2))], stretch=True))
    box = marked(column(parts, kit.random.randint(4, 14), stretch=True), "panel")
    box.setObjectName("card")
    box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return box


def tabs(kit: Kit, page: QWidget | None = None) -> QTabWidget:
    """A tab widget with one filled page."""
    box = marked(QTabWidget(), "")
    filled = page or column([group(kit) for _ in range(kit.random.randint(1, 3))], stretch=kit.chance(0.5))
    count = kit.random.randint(1, 8)
    at = kit.random.randrange(count)
    for index in range(count):
        picture = kit.icons.pick()[0] if kit.chance(0.1) else None
        child = filled if index == at else QWidget()
        if picture:
            box.addTab(child, picture, kit.words.phrase(2))
        else:
            box.addTab(child, kit.words.phrase(2))
    box.setCurrentIndex(at)
    box.setTabsClosable(kit.chance(0.25))
    box.setDocumentMode(kit.chance(0.3))
    marked(box.tabBar(), "tab_bar")
    return box


def menus(kit: Kit, window: QMainWindow) -> None:
    """A menu bar."""
    for _ in range(kit.random.randint(3, 9)):
        menu = QMenu(kit.words.word(), window)
        window.menuBar().addMenu(menu)


def tool_bar(kit: Kit, window: QMainWindow) -> None:
    """A tool bar of icons, perhaps with texts and fields."""
    bar = marked(QToolBar(), "toolbar")
    bar.setMovable(kit.chance(0.3))
    size = kit.random.choice((16, 16, 20, 22, 24, 32))
    text = kit.chance(0.25)
    for _ in range(kit.random.randint(3, 18)):
        chance = kit.random.random()
        if chance < 0.1:
            bar.addSeparator()
        elif chance < 0.16:
            bar.addWidget(kit.combo())
        elif chance < 0.2:
            bar.addWidget(kit.field())
        else:
            bar.addWidget(kit.tool(size, text))
    area = Qt.ToolBarArea.LeftToolBarArea if kit.chance(0.08) else Qt.ToolBarArea.TopToolBarArea
    window.addToolBar(area, bar)


def ribbon(kit: Kit) -> QWidget:
    """Tabs over groups of large and small tools with captions."""
    bar = marked(QTabBar(), "tab_bar")
    for _ in range(kit.random.randint(3, 8)):
        bar.addTab(kit.words.phrase(1))
    bar.setExpanding(False)
    blocks: list[QWidget] = []
    for _ in range(kit.random.randint(3, 6)):
        tools: list[QWidget] = [kit.tool(32, True) for _ in range(kit.random.randint(0, 2))]
        small = [row([kit.tool(16) for _ in range(kit.random.randint(2, 5))], spacing=1) for _ in range(2)]
        tools.append(column(small, 0, spacing=1))
        caption = kit.label(1)
        caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        blocks.append(column([row(tools, spacing=2), caption], 2, spacing=1))
        line = marked(QFrame(), "")
        line.setFrameShape(QFrame.Shape.VLine)
        blocks.append(line)
    return column([bar, row(blocks, stretch=True)], 0, spacing=0)


def page(kit: Kit) -> QTextBrowser:
    """A page of documentation: headings, paragraphs with links inside, lists, code."""
    view = marked(QTextBrowser(), "")
    view.setProperty("page", True)
    link = f"color:{kit.skin.link};" + ("text-decoration:none" if kit.chance(0.5) else "")
    parts = [f"<h1>{kit.words.phrase(4)}</h1>"]
    for _ in range(kit.random.randint(4, 12)):
        parts.append(_block(kit, link))
    view.document().setDefaultStyleSheet(f"a{{{link}}} pre{{background:#88888833}}")
    view.setHtml("".join(parts))
    view.setFrameShape(QFrame.Shape.NoFrame)
    return view


def _block(kit: Kit, link: str) -> str:
    def run(words: int, links: float) -> str:
        made = []
        for _ in range(words):
            chance = kit.random.random()
            word = kit.words.word()
            if chance < links:
                made.append(f'<a href="#">{kit.words.phrase(3)}</a>')
            else:
                made.append(f"<b>{word}</b>" if chance < links + 0.03 else word)
        return " ".join(made)

    chance = kit.random.random()
    if chance < 0.45:
        return f"<p>{run(kit.random.randint(10, 80), 0.05)}</p>"
    if chance < 0.6:
        return f"<h{kit.random.randint(2, 4)}>{kit.words.phrase(4)}</h{kit.random.randint(2, 4)}>"
    if chance < 0.7:
        return f"<pre>{kit.words.lines(kit.random.randint(1, 5))}</pre>".replace("<pre><", "<pre>&lt;")
    rows = kit.random.randint(3, 9)
    if kit.chance(0.5):
        return (
            "<ul>" + "".join(f'<li><a href="#">{kit.words.phrase(4)}</a></li>' for _ in range(rows)) + "</ul>"
        )
    return "<ul>" + "".join(f"<li>{run(kit.random.randint(2, 12), 0.2)}</li>" for _ in range(rows)) + "</ul>"


def link_column(kit: Kit) -> QWidget:
    """Links one under the other, as at the side of documentation."""
    parts: list[QWidget] = []
    for _ in range(kit.random.randint(4, 18)):
        parts.append(kit.heading(2) if kit.chance(0.1) else kit.link(4))
    box = column(parts, kit.random.randint(4, 14), stretch=True, spacing=kit.random.randint(0, 8))
    box.setObjectName("rail")
    box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    box.setFixedWidth(kit.random.randint(130, 270))
    return box


def site_bar(kit: Kit) -> QWidget:
    """The head of a web page: name, links, search, buttons."""
    parts: list[QWidget] = [kit.heading(1)]
    parts += [kit.link(2) for _ in range(kit.random.randint(2, 7))]
    if kit.chance(0.6):
        field: QLineEdit = kit.field(0.6)
        field.setMinimumWidth(90)
        parts.append(field)
    parts += [kit.random.choice((kit.button, kit.tool))() for _ in range(kit.random.randint(0, 3))]
    box = row(parts, stretch=kit.chance(0.4), spacing=kit.random.randint(4, 20))
    box.setObjectName("header" if kit.chance(0.4) else "")
    box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    box.setContentsMargins(8, 4, 8, 4)
    return box


def scrolled(kit: Kit, inner: QWidget) -> QScrollArea:
    """A part that is scrolled, perhaps some way down."""
    area = marked(QScrollArea(), "")
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setProperty("scrolled", kit.random.choice((0.0, 0.0, 0.2, 0.7)))
    area.setFrameShape(QFrame.Shape.NoFrame)
    return area


def status(kit: Kit) -> QLabel:
    """The text of a status bar."""
    return kit.label(6)
