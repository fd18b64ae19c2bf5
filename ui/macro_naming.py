"""A text that a step types becomes a variable: it is named first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from agent.errors import MacroError
from agent.macro import Macro
from agent.macros import edit
from agent.macros.run_variables import slug
from agent.macros.tree import step_of
from ui.macro_editor import EditorPage


class VariableNaming(QObject):
    """`named` gets the step and the name; `back` leads to the step without."""

    def __init__(
        self, page: EditorPage, named: Callable[[str, str], object], back: Callable[[], None]
    ) -> None:
        super().__init__(page)
        self._page, self._named, self._back = page, named, back

    def ask(self, macro: Macro, step_id: str) -> None:
        """Proposes a name after what is typed into."""
        step = step_of(macro, step_id)
        proposal = slug(step.target.name if step.target is not None else "")
        taken = {variable.name for variable in macro.variables}
        names = [proposal, *(f"{proposal}{number}" for number in range(2, len(taken) + 3))]
        free = next(name for name in names if name not in taken)
        card = self._page.name_card
        card.ask(free, self._texts, lambda name: self._try(macro, step_id, name), self._back, str)
        self._page.show_card(card)

    def _try(self, macro: Macro, step_id: str, name: str) -> None:
        try:
            edit.to_variable(macro, step_id, name)
        except MacroError as error:
            self._page.name_card.tell(str(error))
            return
        self._named(step_id, name)

    def _texts(self) -> tuple[str, ...]:
        return (
            self.tr("What is the variable called?"),
            self.tr("It is asked for before each replay; the text of now is proposed then."),
            self.tr("&Make it"),
            self.tr("&Back"),
        )
