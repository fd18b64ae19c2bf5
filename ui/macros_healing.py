"""What was pointed to while a macro was replayed is offered to it, and kept where the person wants that."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject

from agent.macros.bundle import Bundle
from agent.macros.healing import healed_bundle
from agent.macros.library import Library
from agent.replaying.turn import Healed
from ui.macros_clerk import Clerk
from ui.window import MainWindow

translate = QCoreApplication.translate


class Healing(QObject):
    """`changed` is told the name of a macro that was healed."""

    def __init__(
        self,
        window: MainWindow,
        clerk: Clerk,
        library: Library,
        changed: Callable[[str], None],
        say: Callable[[str, str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._clerk, self._library = window, clerk, library
        self._changed, self._say = changed, say
        self._name, self._healed = "", tuple[Healed, ...]()
        window.healed.kept.connect(self._keep)
        window.healed.dropped.connect(window.healed.hide)

    def offer(self, bundle: Bundle, healed: Sequence[Healed]) -> None:
        """Shows what is new beside how the replay ended. Targets in other macros that it runs are theirs."""
        own = tuple(one for one in healed if one.macro == bundle.macro.name)
        if own:
            self._name, self._healed = bundle.macro.name, own
            self._window.healed.show_healed(bundle, own)
            self._window.healed.show()

    def _keep(self) -> None:
        name, healed = self._name, self._healed
        self._window.healed.hide()

        def keep() -> None:
            bundle, trusted = self._library.read(name)
            self._library.save(healed_bundle(bundle, healed), trusted)

        def kept(_: None) -> None:
            self._changed(name)
            self._say(translate("healing", "“{name}” remembers it now.").format(name=name), "good")

        self._clerk.do(keep, kept)
