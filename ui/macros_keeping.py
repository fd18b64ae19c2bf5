"""New macros: what was recorded is named and kept."""

from __future__ import annotations

from PySide6.QtCore import QObject

from agent.errors import MacroError
from agent.macros.bundle import Bundle
from agent.types import secret_name
from ui.macros_ground import Ground
from ui.macros_naming import proposed, window_of
from ui.macros_recording import Recording
from ui.macros_said import steps_words


class Keeping(QObject):
    """Begins recordings and asks what they are to be called."""

    def __init__(self, ground: Ground, recording: Recording) -> None:
        super().__init__(ground.window)
        self._on, self._recording = ground, recording
        recording.done.connect(self.ask_name)
        recording.failed.connect(self._failed)
        recording.dropped.connect(self._show_again)

    def record(self) -> None:
        """Begins a recording; the window makes room for the bar."""
        self._on.window.hide()
        self._recording.start()

    def ask_name(self, bundle: Bundle, lost: int) -> None:
        """Something was recorded; `lost`: acts that could not be made out."""
        self._show_again()
        on = self._on
        names = [entry.name for entry in on.page.entries()]
        name = proposed(window_of(bundle.macro), names, self.tr("Macro"))
        on.page.review.show_bundle(bundle, recorded=True)
        on.page.name.ask(
            name, lambda: self._texts(bundle, lost), lambda new: self._keep(bundle, new), on.back
        )
        on.page.show_card(on.page.name, review=True)

    def _texts(self, bundle: Bundle, lost: int) -> tuple[str, ...]:
        return (
            self.tr("What shall the macro be called?"),
            self._told(bundle, lost),
            self.tr("&Save"),
            self.tr("&Discard"),
        )

    def _told(self, bundle: Bundle, lost: int) -> str:
        """What is to be known of a recording before it is saved."""
        lines = [steps_words(len(bundle.macro.steps))]
        if lost:
            lines.append(self.tr("{n} acts could not be made out and are missing.").format(n=lost))
        for variable in bundle.macro.variables:
            lines.append(self.tr("It asks for {name}.").format(name=variable.name))
        for name in secrets_of(bundle):
            secret = self.tr("A password was typed and not kept; store it with: deskhand secret set {name}")
            lines.append(secret.format(name=name))
        return "\n".join(lines)

    def _keep(self, bundle: Bundle, name: str) -> None:
        on, taken = self._on, self.tr("There is a macro “{name}” already.").format(name=name)

        def save() -> None:
            if name in on.library.names():
                raise MacroError(taken)
            on.library.save(bundle.named(name), trusted=True)

        def saved(_: None) -> None:
            on.back()
            on.reload(name)

        on.clerk.do(save, saved, on.page.name.tell)

    def _show_again(self) -> None:
        window = self._on.window
        window.show()
        window.activateWindow()
        window.show_page(self._on.page)
        self._on.back()
        self._on.reload("")

    def _failed(self, sentence: str) -> None:
        self._show_again()
        self._on.tell(sentence)


def secrets_of(bundle: Bundle) -> list[str]:
    """The secrets that it types, by their names in the keyring."""
    acts = [getattr(step, "act", None) for step in bundle.macro.steps]
    names = [secret_name(getattr(act, "text", "")) for act in acts]
    return sorted({name for name in names if name})
