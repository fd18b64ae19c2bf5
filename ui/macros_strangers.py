"""Macros from elsewhere: each is a stranger until the person has looked over all of it and accepted it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from agent.macros.bundle import Bundle
from ui.macros_ground import Ground
from ui.macros_naming import proposed


class Strangers(QObject):
    """Reads macros in and asks about them."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground.window)
        self._on = ground

    def import_file(self, path: Path) -> None:
        """Copies a macro in as a stranger, and shows all of it."""
        clerk, library = self._on.clerk, self._on.library

        def named_anew() -> str:
            return library.import_file(path, proposed(path.stem, library.names(), "Imported"))

        def failed(sentence: str) -> None:  # where a macro of that name is there already, it gets another
            clerk.do(named_anew, self._imported, lambda _: self._on.tell(sentence))

        clerk.do(lambda: library.import_file(path), self._imported, failed)

    def _imported(self, name: str) -> None:
        self._on.reload(name)
        self.review(name)

    def review(self, name: str) -> None:
        """Shows a macro and asks whether it is accepted."""
        self._on.clerk.do(lambda: self._on.library.load(name), self._show)

    def _show(self, bundle: Bundle) -> None:
        on, name = self._on, bundle.macro.name

        def accept() -> None:
            on.back()
            on.clerk.do(lambda: on.library.trust(name, bundle), lambda _: on.reload(name))

        def delete() -> None:
            on.back()
            on.clerk.do(lambda: on.library.delete(name), lambda _: on.reload(""))

        on.page.review.show_bundle(bundle)
        on.page.accept.ask(lambda: self._texts(name), accept, delete, on.back)
        on.page.show_card(on.page.accept, review=True)

    def _texts(self, name: str) -> tuple[str, ...]:
        return (
            self.tr("Do you accept “{name}”?").format(name=name),
            self.tr(
                "It was not made here. Look over what it does, types and touches: once you accept it, it can "
                "be replayed like your own."
            ),
            self.tr("&Accept it"),
            self.tr("&Delete it"),
            self.tr("&Not now"),
        )
