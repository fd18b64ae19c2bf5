"""What comes over and beside windows: open menus and lists, panels, notifications, tooltips, the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QMenu, QMenuBar, QWidget

from vision.training.desktop import Desktop, settle
from vision.training.frames import paint_pointer
from vision.training.truth import Part, parts_of
from vision.training.widgets import Kit, column, marked, row


def _menu(kit: Kit) -> QMenu:
    menu = QMenu()
    pictures, chords = kit.chance(0.5), kit.chance(0.6)
    for index in range(kit.random.randint(3, 20)):
        if index and kit.chance(0.18):
            menu.addSeparator()
        action = menu.addAction(kit.words.phrase(kit.random.choice((1, 2, 3, 4))))
        if pictures and kit.chance(0.7):
            action.setIcon(kit.icons.pick()[0])
        if chords and kit.chance(0.6):
            key = kit.random.choice(("Ctrl+", "Ctrl+Shift+", "Alt+")) + kit.random.choice("ABCDEFGHNOPQSVXZ")
            action.setShortcut(key if kit.chance(0.9) else f"F{kit.random.randint(1, 12)}")
        action.setEnabled(not kit.chance(0.15))
        if kit.chance(0.15):
            action.setCheckable(True)
            action.setChecked(kit.chance(0.5))
        if kit.chance(0.12):
            action.setMenu(QMenu(menu))
    return menu


def _menu_parts(menu: QMenu) -> list[Part]:
    parts = [Part("menu", menu.rect())]
    for action in menu.actions():
        if action.isSeparator():
            continue
        tests = {
            "disabled": not action.isEnabled(),
            "checked": action.isChecked(),
            "selected": action is menu.activeAction(),
        }
        states = tuple(name for name, holds in tests.items() if holds)
        parts.append(Part("menu_item", menu.actionGeometry(action), states, action.text().replace("&", "")))
    return parts


def _open_menu(desktop: Desktop, window: QWidget | None, at: QPoint) -> None:
    """A menu below an entry of the window's menu bar, or a context menu anywhere."""
    kit, size = desktop.kit, desktop.size
    menu = _menu(kit)
    desktop.show(menu)
    menu.ensurePolished()
    menu.resize(menu.sizeHint())
    if kit.chance(0.5):
        menu.setActiveAction(kit.random.choice([a for a in menu.actions() if not a.isSeparator()]))
    place = QPoint(
        kit.random.randint(0, max(0, size.width() - menu.width())),
        kit.random.randint(0, max(0, size.height() - menu.height())),
    )
    bar = window.findChild(QMenuBar) if window else None
    if window and bar and bar.actions() and kit.chance(0.75):
        action = kit.random.choice(bar.actions())
        below = bar.actionGeometry(action)
        place = bar.mapTo(window, below.bottomLeft()) + at + QPoint(0, 1)
    place.setX(max(0, min(place.x(), size.width() - menu.width())))
    desktop.put(menu, place)
    desktop.add(_menu_parts(menu), place)


def _open_list(desktop: Desktop, window: QWidget, at: QPoint) -> None:
    """The list of an opened combo box."""
    kit = desktop.kit
    boxes = [b for b in window.findChildren(QComboBox) if b.isVisible() and not b.visibleRegion().isEmpty()]
    if not boxes:
        return
    box = kit.random.choice(boxes)
    view = marked(QListWidget(), "menu")
    view.addItems([kit.words.phrase(3) for _ in range(kit.random.randint(2, 10))])
    view.setCurrentRow(0)
    desktop.show(view)
    high = view.sizeHintForRow(0) * view.count() + 4
    view.resize(max(box.width(), view.sizeHintForColumn(0) + 20), high)
    view.show()
    settle(view)
    place = box.mapTo(window, QPoint(0, box.height())) + at
    desktop.put(view, place)
    parts = parts_of(view)
    desktop.add([Part("menu", view.rect()), *_items_of(view), *parts], place)


def _items_of(view: QListWidget) -> list[Part]:
    from vision.training.truth import _view  # the view itself is the top, which parts_of leaves out

    return [p for p in _view(view) if p.kind == "list_item"]


def panel(desktop: Desktop) -> None:
    """A bar at an edge of the screen: starters, windows, clock."""
    kit = desktop.kit
    tools: list[QWidget] = [
        kit.tool(kit.random.choice((16, 22, 24, 32))) for _ in range(kit.random.randint(1, 6))
    ]
    tasks: list[QWidget] = [kit.button(3, 0.7) for _ in range(kit.random.randint(0, 4))]
    tray: list[QWidget] = [kit.tool(16) for _ in range(kit.random.randint(0, 4))]
    clock = kit.label(1)
    clock.setText(f"{kit.random.randint(0, 23)}:{kit.random.randint(0, 59):02d}")
    bar = row([*tools, *tasks], stretch=True)
    whole = row([bar, *tray, clock])
    whole.setObjectName("root")
    whole.setAutoFillBackground(True)
    desktop.show(whole)
    whole.resize(desktop.size.width(), max(whole.sizeHint().height(), kit.random.randint(24, 48)))
    whole.show()
    settle(whole)
    at = QPoint(0, kit.random.choice((0, desktop.size.height() - whole.height())))
    desktop.put(whole, at)
    desktop.add([Part("panel", whole.rect()), *parts_of(whole)], at)


def _note(desktop: Desktop) -> None:
    """A notification, or a tooltip."""
    kit = desktop.kit
    tip = kit.chance(0.6)
    inner: list[QWidget] = [marked(QLabel(kit.words.phrase(5)), "")]
    if not tip:
        inner = [
            kit.heading(3),
            kit.paragraph(16),
            row([kit.button() for _ in range(kit.random.randint(0, 2))]),
        ]
    box = column(inner, 4 if tip else 10)
    box.setObjectName("card")
    box.setAutoFillBackground(True)
    desktop.show(box)
    box.setStyleSheet(
        desktop.sheet + f"QWidget#card{{border:1px solid {kit.skin.border};background:{kit.skin.base}}}"
    )
    box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    box.resize(box.sizeHint() if tip else QSize(kit.random.randint(220, 360), box.sizeHint().height()))
    box.show()
    settle(box)
    at = QPoint(
        kit.random.randint(0, max(0, desktop.size.width() - box.width())),
        kit.random.randint(0, max(0, desktop.size.height() - box.height())),
    )
    desktop.put(box, at)
    desktop.add([Part("tooltip" if tip else "notification", box.rect()), *parts_of(box)], at)


def extras(desktop: Desktop, top: QWidget | None, at: QPoint) -> None:
    kit = desktop.kit
    if kit.chance(0.3):
        _open_menu(desktop, top, at)
    elif top and kit.chance(0.12):
        _open_list(desktop, top, at)
    if kit.chance(0.08):
        _note(desktop)
    if kit.chance(0.15):
        place = QPoint(
            kit.random.randint(0, desktop.size.width()), kit.random.randint(0, desktop.size.height())
        )
        with desktop.painter() as painter:
            paint_pointer(painter.it, place, kit.random.choice((16, 18, 24, 32)))
