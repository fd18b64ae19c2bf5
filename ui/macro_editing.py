"""What happens on the editor's page: each change goes to the macro, and what it is then comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from agent.errors import MacroError
from agent.macro import Macro, walk
from agent.macros import edit
from agent.macros.bundle import Bundle
from agent.macros.editing import Editing
from agent.macros.library import Library
from agent.macros.lint import Finding, lint
from agent.macros.marking import Marked
from agent.macros.names import check_name
from agent.macros.tree import Group, change
from agent.macros.values import literal
from agent.replaying.turn import Healed
from ui.macro_editor import EditorPage
from ui.macro_findings import finding_words
from ui.macro_moves import beside, moved
from ui.macro_naming import VariableNaming
from ui.macro_pointing import Pointing
from ui.macro_steps import rows_of
from ui.macros_clerk import Clerk
from ui.macros_order import trial_of

LINT_AFTER = 200  # ms without a change
Operation = Callable[[Macro], Macro]


class MacroEditing(QObject):
    """One macro at a time. `saved` carries its name, `trial` an Order."""

    closed = Signal()
    saved = Signal(str)
    trial = Signal(object)

    def __init__(self, page: EditorPage, clerk: Clerk, library: Library) -> None:
        super().__init__(page)
        self.page, self._clerk, self._library = page, clerk, library
        self._bundle: Bundle | None = None
        self._editing: Editing | None = None
        self._new = False
        self._findings: tuple[Finding, ...] = ()
        self.pointing = Pointing(page, clerk, self._retarget)
        self._naming = VariableNaming(page, self._make_variable, self._stay)
        self._lint_timer = QTimer(self, singleShot=True, interval=LINT_AFTER)
        self._lint_timer.timeout.connect(self._lint)
        self._connect()

    # what is edited

    def open(self, bundle: Bundle, new: bool = False) -> None:
        """Another macro; `new`: it lies in no library yet."""
        self._bundle, self._editing, self._new = bundle, Editing(bundle.macro), new
        self._findings = ()
        self.page.name.setVisible(new)
        self.page.title.setVisible(not new)
        self.page.name.setText(bundle.macro.name)
        self.page.title.setText(bundle.macro.name)
        self.page.tell("")
        self.pointing.stop()
        steps = bundle.macro.steps
        self._refresh(steps[0].id if steps else "")
        self.page.steps.setFocus()
        self._lint()

    @property
    def macro(self) -> Macro:
        assert self._editing is not None
        return self._editing.macro

    @property
    def changed(self) -> bool:
        """Whether something would be lost."""
        return self._editing is not None and (self._editing.changed or self._new)

    def bundle(self) -> Bundle:
        """As it is now."""
        assert self._bundle is not None
        return replace(self._bundle, macro=self.macro)

    def do(self, operation: Operation, choose: str | None = None) -> bool:
        """Changes the macro, where it can be so; otherwise says why not."""
        assert self._editing is not None
        try:
            self._editing.do(operation(self.macro))
        except MacroError as error:
            self.page.tell(str(error))
            self._refresh(self._chosen())
            return False
        self.page.tell("")
        self._refresh(self._chosen() if choose is None else choose)
        self._lint_timer.start()
        return True

    def heal(self, healed: Sequence[Healed]) -> None:
        """What was pointed to while a step was tried is its target now."""
        for one in healed:
            if one.macro == self.macro.name and one.step in {s.id for s in walk(self.macro.steps)}:
                self._keep_pictures(one.marked)
                self.do(partial(edit.retarget, step_id=one.step, mark=one.marked.mark, end=one.which == "to"))

    # leaving and saving

    def close(self) -> None:
        """Leaves the page, unless something would be lost: then it is asked."""
        self.page.form.commit()
        if not self.changed:
            self._leave()
            return
        self.page.leave.ask(self._leave_texts, self._save_and_leave, self._leave, self._stay)
        self.page.show_card(self.page.leave)

    def save(self, then: Callable[[], None] = lambda: None) -> None:
        self.page.form.commit()
        assert self._editing is not None
        if self._new:
            named = self.page.name.text().strip()
            if not self.do(lambda macro: macro.model_copy(update={"name": check_name(named)})):
                return
        bundle, new = self.bundle(), self._new

        def kept() -> None:
            if new and bundle.macro.name in self._library.names():
                raise MacroError(f"There is a macro “{bundle.macro.name}” already; take another name.")
            self._library.save(bundle, trusted=True)

        def told(_: None) -> None:
            if self._editing is not None and self.macro is bundle.macro:
                self._editing.saved()
                self._new = False
                self.page.name.hide()
                self.page.title.setText(bundle.macro.name)
                self.page.title.show()
            self._show_state()
            self.saved.emit(bundle.macro.name)
            then()

        self._clerk.do(kept, told, self.page.tell)

    def _save_and_leave(self) -> None:
        self._stay()
        self.save(self._leave)

    def _stay(self) -> None:
        self._refresh(self._chosen())

    def _leave(self) -> None:
        self._editing, self._bundle, self._new = None, None, False
        self._lint_timer.stop()
        self.closed.emit()

    def _leave_texts(self) -> tuple[str, ...]:
        return (
            self.tr("Keep the changes?"),
            self.tr("“{name}” has been changed and not saved.").format(name=self.macro.name),
            self.tr("&Save"),
            self.tr("&Throw them away"),
            self.tr("&Go on editing"),
        )

    # the steps

    def _tool(self, name: str) -> None:
        step_id = self._chosen()
        assert self._editing is not None
        if name in ("undo", "redo"):
            self._editing.undo() if name == "undo" else self._editing.redo()
            self._refresh(step_id)
            self._lint_timer.start()
        elif not step_id:
            return
        elif name == "trash":
            self.do(lambda macro: edit.delete(macro, step_id), beside(self.macro, step_id))
        elif name == "copy":
            self.do(lambda macro: edit.duplicate(macro, step_id))
        else:
            self.do(lambda macro: moved(macro, step_id, "up" if name == "up" else "down"))

    def _moved(self, step_id: str, group: Group, place: int) -> None:
        """A step was dropped somewhere; changed when the view is done with the drop."""
        QTimer.singleShot(0, self, lambda: self.do(lambda m: edit.move_to(m, step_id, place, group), step_id))

    def _add(self, kind: str) -> None:
        self.page.new.ask(kind)
        self.page.show_card(self.page.new)

    def _insert(self, step: Any) -> None:
        fresh = edit.fresh_id(self.macro)
        made = step.model_copy(update={"id": fresh})
        self.do(lambda macro: edit.insert(macro, made, self._chosen() or None), fresh)

    def _change(self, changes: dict[str, Any]) -> None:
        step = self.page.form.step
        if step is not None and self._editing is not None:
            self.do(lambda macro: change(macro, step.id, **changes))

    # variables

    def _variable(self, make: bool) -> None:
        self.page.form.commit()
        step = self.page.form.step
        if not make:
            self.do(lambda macro: edit.to_text(macro, step.id))
            return
        self._naming.ask(self.macro, step.id)

    def _make_variable(self, step_id: str, name: str) -> None:
        self.do(partial(edit.to_variable, step_id=step_id, name=name))

    def _show_variables(self) -> None:
        self.page.form.commit()
        self.page.steps.choose("")
        self._show_card()

    # pointing and trying

    def _begin_pointing(self, end: bool) -> None:
        self.page.form.commit()
        self.pointing.begin(self.page.form.step.id, end)

    def _retarget(self, step_id: str, end: bool, marked: Marked) -> None:
        self._keep_pictures(marked)
        self.do(partial(edit.retarget, step_id=step_id, mark=literal(marked.mark), end=end), step_id)

    def _keep_pictures(self, marked: Marked) -> None:
        assert self._bundle is not None
        self._bundle = replace(self._bundle, pictures={**self._bundle.pictures, **marked.pictures})

    def _try(self) -> None:
        self.page.form.commit()
        step = self.page.form.step
        if step is None:
            return
        bundle, library = self.bundle(), self._library
        current = next(one for one in walk(bundle.macro.steps) if one.id == step.id)
        self._clerk.do(lambda: trial_of(bundle, current, library), self.trial.emit, self.page.tell)

    # what is shown

    def _lint(self) -> None:
        if self._editing is None:
            return
        bundle, load = self.bundle(), self._library.load

        def take(found: tuple[Finding, ...]) -> None:
            if self._editing is not None and self.macro is bundle.macro:
                self._findings = found
                self._refresh(self._chosen(), keep_card=True)

        self._clerk.do(lambda: lint(bundle, load), take, self.page.tell)

    def _chosen(self) -> str:
        row = self.page.steps.chosen()
        return row.step.id if row is not None else ""

    def _refresh(self, choose: str, keep_card: bool = False) -> None:
        """The list, the card and the tools, as the macro is now."""
        if self._bundle is None:
            return
        rows = rows_of(self.macro, self._bundle.pictures, self._findings)
        self.page.steps.blockSignals(True)
        self.page.show_steps(rows)
        self.page.steps.blockSignals(False)
        self.page.steps.choose(choose)
        asking = not (self.page.form.isHidden() and self.page.variables_card.isHidden())
        if not keep_card or asking:
            self._show_card()
        self._show_state()

    def _show_card(self) -> None:
        row = self.page.steps.chosen()
        if self._bundle is None:
            return
        if row is not None:
            self.page.form.show_row(row, self._bundle.pictures)
            self.page.show_card(self.page.form)
        else:
            about = [finding_words(f.sentence) for f in self._findings if not f.step]
            self.page.variables_card.show_macro(self.macro, about)
            self.page.show_card(self.page.variables_card)
        self._show_state()

    def _show_state(self) -> None:
        if self._editing is None:
            return
        has_step = bool(self._chosen())
        self.page.set_tools(
            undo=self._editing.can_undo, redo=self._editing.can_redo,
            up=has_step, down=has_step, copy=has_step, trash=has_step,
        )  # fmt: skip
        self.page.state.setText(self.tr("Not saved yet") if self.changed else self.tr("Saved"))

    def _connect(self) -> None:
        page = self.page
        page.closed.connect(self.close)
        page.saved.connect(self.save)
        page.tool.connect(self._tool)
        page.add.connect(self._add)
        page.variables.connect(self._show_variables)
        page.steps.steps.moved.connect(self._moved)
        page.steps.selectionModel().currentChanged.connect(lambda *_: self._show_card())
        page.form.changed.connect(self._change)
        page.form.point.connect(self._begin_pointing)
        page.form.variable.connect(self._variable)
        page.form.tried.connect(self._try)
        page.new.made.connect(self._insert)
        page.new.cancelled.connect(self._stay)
        page.variables_card.changed.connect(lambda v: self.do(lambda macro: edit.set_variable(macro, v)))
        page.variables_card.dropped.connect(lambda n: self.do(lambda macro: edit.drop_variable(macro, n)))
