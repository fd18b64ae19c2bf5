"""What all that happens with macros in one window stands on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agent.macros.library import Library
from ui.conductor import Conductor
from ui.macros_clerk import Clerk
from ui.macros_page import MacrosPage
from ui.window import MainWindow


@dataclass(frozen=True)
class Ground:
    """`reload` shows the macros as they lie in the library now, and chooses the one of that name."""

    window: MainWindow
    conductor: Conductor
    clerk: Clerk
    library: Library
    reload: Callable[[str], None]

    @property
    def page(self) -> MacrosPage:
        return self.window.macros

    def tell(self, sentence: str) -> None:
        """Something went wrong."""
        self.conductor.say(sentence, "bad")

    def back(self) -> None:
        """From a question to the list."""
        self.page.show_card(self.page.details)
