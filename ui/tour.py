"""Makes the app's screenshots again: `python -m ui.tour docs`.

The real window runs the real loop on a desktop of our own drawing; only the screen, the planner's decisions
and the person are scripted. Wants a display (an Xvfb of 1280×800 with a window manager will do); with
QT_QPA_PLATFORM=offscreen it works without one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from agent.fake import FakeHands, MemoryJournal, OracleEyes, ScriptedPlanner, Widget
from agent.loop import Stages
from agent.ports import Confirmer
from agent.settings import Settings
from agent.types import Act, Ask, Candidate, Click, Decision, Target, TypeText
from ui import app as ui_app
from ui import language, pictures, theme
from ui.conductor import Conductor
from ui.tour_scene import HEIGHT, WIDTH, SceneDesktop, desk
from ui.window import MainWindow

PATIENCE = 10_000  # ms


class Tour:
    """One window on one scene; each picture is taken when its state has been reached."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        settings = Settings(data_dir=home, config_dir=home, language="en", appearance="light", settle=0.05)
        self.app = ui_app.make_app(settings)
        self.scene: SceneDesktop = desk()
        self.script: list[Decision] = []
        self.window: MainWindow
        self.conductor: Conductor
        self.window, self.conductor = ui_app.open_window(
            self.app, settings, self._stages, delay=0.0, settle=1, compact=False
        )
        self.planner = ScriptedPlanner([])
        self.window.resize(1200, 760)
        self.window.show()

    def _stages(self, confirmer: Confirmer) -> Stages:
        eyes, hands = OracleEyes(self.scene), FakeHands(self.scene)
        return Stages(self.scene, eyes, self.planner, confirmer, hands, MemoryJournal(), hands.notary)

    def until(self, reached: Callable[[], bool]) -> None:
        """Lets the app live until something is so. Raises TimeoutError."""
        clock = QElapsedTimer()
        clock.start()
        while not reached():
            self.app.processEvents()
            if clock.elapsed() > PATIENCE:
                raise TimeoutError("The app did not reach the state that the tour waits for.")
        for _ in range(20):
            self.app.processEvents()

    def shoot(self, name: str, widget: QWidget | None = None) -> None:
        """Writes docs/<name>.png."""
        for _ in range(20):
            self.app.processEvents()
        self._write(name, (widget or self.window).grab().toImage())

    def _write(self, name: str, picture: QImage) -> None:
        small = picture.convertToFormat(QImage.Format.Format_RGB32)
        small.save(str(self.folder / f"{name}.png"), quality=0)

    def state(self, wanted: str) -> Callable[[], bool]:
        return lambda: self.conductor.state == wanted

    def run(self, words: str, decisions: Sequence[Decision], until: str) -> None:
        self.planner.decisions[:] = decisions
        self.window.field.setText(words)
        self.window.field.submit()
        self.until(self.state(until))

    def all(self) -> None:
        """Every picture, in the order of a person's first minutes."""
        self.window.look.click()
        self.until(self.state("idle"))
        self.shoot("app-look")
        self.finding()
        self.deleting()
        self.choosing()
        self.conductor.close()

    def finding(self) -> None:
        """Two harmless steps, confirmed and done; the compact bar on the way."""
        scene, window = self.scene, self.window
        steps = [click(scene, "Find", "click Find"), typing(scene, "Search for", "library")]
        self.run("click Find, then type library into Search for", steps, "asking")
        self.shoot("app-confirm")
        window.step.allow()
        self.until(lambda: self.conductor.state == "asking" and window.step.title.text().startswith("Type"))
        window.step.allow()
        self.until(self.state("idle"))
        self.shoot("app-done")

    def deleting(self) -> None:
        """A consequential act, refused; in the dark."""
        theme.apply(self.app, "dark")
        self.run("click the first Delete", [click(self.scene, "Delete", "click the first Delete")], "asking")
        self.shoot("app-consequential-dark")
        self.window.step.halt()
        self.until(self.state("idle"))

    def choosing(self) -> None:
        """Two things fit: numbered boxes; in Chinese, in the light; and the compact bar."""
        theme.apply(self.app, "light")
        self.run("click Delete", [ask(self.scene, "Delete")], "asking")
        self.shoot("app-ambiguous")
        self.window.question.halted.emit()
        self.until(self.state("idle"))
        language.install(self.app, "zh")
        self.run("点击 Save", [click(self.scene, "Save", "点击 Save")], "asking")
        self.shoot("app-chinese")
        self.window.step.halt()
        self.until(self.state("idle"))
        language.install(self.app, "en")
        self.window.full_size.setChecked(False)
        backdrop = self._backdrop()
        self.run("click Find", [click(self.scene, "Find", "click Find")], "asking")
        self.whole_screen("app-compact")
        self.window.step.halt()
        self.until(self.state("idle"))
        backdrop.close()

    def _backdrop(self) -> QLabel:
        """The scene as the desktop itself, below the bar and the marks."""
        backdrop = QLabel()
        backdrop.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnBottomHint)
        backdrop.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        backdrop.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeDesktop)
        backdrop.setPixmap(QPixmap.fromImage(pictures.image_of(self.scene.grab().pixels)))
        backdrop.setGeometry(0, 0, WIDTH, HEIGHT)
        backdrop.show()
        return backdrop

    def whole_screen(self, name: str) -> None:
        """The desktop with the bar and the marks; without a window system only the bar."""
        if QGuiApplication.platformName() == "offscreen":
            self.shoot(name, self.conductor.placing.bar)
            return
        clock = QElapsedTimer()
        clock.start()
        self.until(lambda: clock.elapsed() > 500)
        self._write(name, self.app.primaryScreen().grabWindow(0).toImage())


def target(scene: SceneDesktop, name: str) -> Target:
    """The widget of that name as a target; it may not be visible yet."""
    widget: Widget = next(w for w in scene.widgets if name in (w.text, w.label))
    return Target(point=widget.box.centre, box=widget.box, description=name, kind=widget.kind)


def click(scene: SceneDesktop, name: str, words: str) -> Act:
    seen = OracleEyes(scene).look(scene.grab())
    thing = next(e for e in seen.elements if e.name == name)
    place = target(scene, name).model_copy(update={"element": thing.id})
    return Act(action=Click(target=place), words=words)


def typing(scene: SceneDesktop, name: str, text: str) -> Act:
    return Act(action=TypeText(text=text, target=target(scene, name)), words=f"type {text} into {name}")


def ask(scene: SceneDesktop, name: str) -> Ask:
    """A question about everything of that name."""
    seen = OracleEyes(scene).look(scene.grab())
    found = [e for e in seen.elements if e.name == name]
    labels = [e for e in seen.elements if e.kind == "label" and "." in e.text and " " not in e.text]
    candidates = tuple(
        Candidate(element=e, point=e.box.centre, score=0.9, evidence=(f"beside {label.text}",))
        for e, label in zip(found, labels, strict=False)
    )
    return Ask(question=f"Which {name}?", words=name, candidates=candidates)


def main(folder: str = "docs") -> int:
    with TemporaryDirectory(prefix="deskhand-tour-") as home:
        Tour(Path(folder), Path(home)).all()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
