"""Makes the screenshots of the macros' pages again: `python -m ui.macros_tour docs`.

As ui/tour.py does it: the real window and the real library on a desktop of our own drawing; the recorder is
scripted. `--language zh` and `--dark` give the others.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from agent.fake import OracleEyes
from agent.macro import (
    ActStep,
    Check,
    CheckStep,
    ClickAct,
    CommentStep,
    IfStep,
    Macro,
    PressAct,
    TypeAct,
    Variable,
    WaitStep,
)
from agent.macros.bundle import Bundle
from agent.macros.marking import Marked, mark_of
from agent.recording.recorder import Caught, Stepped
from agent.settings import Settings
from agent.types import Observation
from ui import app as ui_app
from ui import theme
from ui.macros_bar import RecordBar
from ui.macros_recording import Tell
from ui.tour import Tour
from ui.tour_scene import desk

ENGLISH = ("Send the notes", "Look for a word", "Weekly report", "Clean up downloads")
CHINESE = ("发送会议记录", "查找一个词", "每周报告", "清理下载")


class Scripted:
    """A recorder that tells what it is given."""

    def __init__(self, tell: Tell, bundle: Bundle) -> None:
        self._tell, self._bundle = tell, bundle
        self.on_ignored: Callable[[frozenset[str]], None] = lambda keys: None
        self.failed, self.lost = "", 0

    def start(self) -> None:
        self._tell(Stepped(self._bundle.macro.steps[1:5], self._bundle.pictures))
        self._tell(Caught(7, "typing"))

    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def cancel(self) -> None: ...

    def finish(self, name: str) -> Bundle:
        return self._bundle.named(name)


class MacrosTour(Tour):
    """The pages one after the other."""

    def __init__(self, folder: Path, home: Path, chinese: bool, dark: bool) -> None:
        super().__init__(folder, home)
        self.names = CHINESE if chinese else ENGLISH
        self.suffix = ("-zh" if chinese else "") + ("-dark" if dark else "")
        self.bundle = self._notes(self.names[0])
        settings = Settings(data_dir=home, config_dir=home)
        self.macros = ui_app.open_macros(
            self.window, self.conductor, settings, lambda tell: Scripted(tell, self.bundle)
        )
        theme.apply(self.app, "dark" if dark else "light")
        self.window.language_chosen.emit("zh" if chinese else "en")
        self.window.resize(1200, 760)

    def all(self) -> None:
        """Every picture."""
        macros, page = self.macros, self.window.macros
        self.window.rail.buttons["macros"].click()
        self.settle()
        self.take("macros-empty")
        self.recording()
        self.fill()
        macros.reload(self.names[0])
        self.settle()
        self.take("macros-list")
        page.details.wanted.emit("replay")
        self.settle()
        self.take("macros-replay")
        page.replay.cancel.click()
        self.editor()
        self.stranger()
        self.healing()
        macros.close()
        self.conductor.close()

    def recording(self) -> None:
        self.macros.record()
        self.until(lambda: self.macros.recording.state == "recording" and self.bar.last.text() != "")
        backdrop = self._backdrop()
        self.whole("macros-recording")
        backdrop.close()
        self.bar.finish.click()
        self.settle()
        self.take("macros-name")
        self.window.macros.name.cancel.click()

    @property
    def bar(self) -> RecordBar:
        return self.macros.recording.bar

    def fill(self) -> None:
        """Some of the person's own, a stranger, and one that is broken."""
        library = self.macros.library
        library.save(self.bundle, trusted=True)
        for name, trusted in zip(self.names[1:3], (True, False), strict=True):
            library.save(self.bundle.named(name), trusted=trusted)
        library.path_of(self.names[3]).write_bytes(b"no zip")

    def editor(self) -> None:
        self.window.macros.details.wanted.emit("edit")
        self.until(lambda: self.window.pages.currentWidget() is self.window.editor)
        self.settle()
        self.window.editor.steps.choose("s2")
        self.take("macros-editor")
        self.window.editor.variables_button.click()
        self.take("macros-variables")
        self.window.editor.steps.choose("s1")
        self.window.editor.form.pick.click()
        self.until(lambda: self.window.editor.is_pointing)
        self.take("macros-pointing")
        self.window.editor.point_back.click()
        self.window.editor.back.click()
        self.settle()

    def stranger(self) -> None:
        self.window.macros.list.choose(self.names[2])
        self.window.macros.details.wanted.emit("review")
        self.settle()
        self.take("macros-stranger")
        self.window.macros.accept.buttons[-1].click()

    def healing(self) -> None:
        """A button has gone: the question, and what is remembered of the answer."""
        steps = (self.bundle.macro.steps[1].model_copy(update={"timeout": 0.2, "expect": None}),)
        short = self.bundle.macro.model_copy(update={"steps": steps, "variables": ()})
        self.macros.library.save(Bundle(short, self.bundle.pictures), trusted=True)
        self.scene.find("Find").visible = False
        self.window.macros.list.choose(self.names[0])
        self.window.macros.details.wanted.emit("replay")
        self.settle()
        self.window.macros.replay.start.click()
        self.until(lambda: self.window.question.isVisible())
        self.take("macros-lost")
        self.window.question.choose(0)
        self.until(lambda: self.conductor.state == "asking" and self.window.step.asking)
        self.window.step.allow()
        self.until(lambda: self.window.healed.isVisible())
        self.take("macros-healed")

    def settle(self) -> None:
        """Until nothing is under way."""
        self.until(lambda: self.macros.idle)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        self.shoot(f"{name}{self.suffix}", widget)

    def whole(self, name: str) -> None:
        if self.app.platformName() == "offscreen":
            self.take(name, self.bar)
        else:
            self.whole_screen(f"{name}{self.suffix}")

    def _marked(self, name: str) -> Marked:
        seen = self.look()
        thing = next(e for e in seen.elements if e.name == name)
        return mark_of(seen, thing.box.centre, thing)

    def look(self) -> Observation:
        return OracleEyes(self.scene).look(self.scene.grab())

    def _notes(self, name: str) -> Bundle:
        """A macro with most kinds of steps, on the scene of the tour."""
        find, save, undo = (self._marked(word) for word in ("Find", "Save", "Undo"))
        next(w for w in self.scene.widgets if w.label == "Search for").visible = True
        field, delete = self._marked("Search for"), self._marked("Delete")
        self.scene = desk()
        pictures = {k: v for m in (find, save, undo, field, delete) for k, v in m.pictures.items()}
        steps = (
            CommentStep(id="c1", text="Every Tuesday, after the meeting"),
            ActStep(id="s1", act=ClickAct(), target=find.mark, expect=Check(words="Search for")),
            ActStep(id="s2", act=TypeAct(text="{word}", replace=True), target=field.mark),
            ActStep(id="s3", act=PressAct(keys=("enter",))),
            IfStep(
                id="i1",
                check=Check(words="No match"),
                then=(ActStep(id="s4", act=ClickAct(), target=undo.mark),),
                otherwise=(ActStep(id="s5", act=ClickAct(), target=save.mark),),
            ),
            WaitStep(id="w1", seconds=2),
            ActStep(id="s6", act=ClickAct(), target=delete.mark),
            CheckStep(id="k1", check=Check(sees="window", words="notes.txt")),
        )
        variables = (
            Variable(name="word", default="library", help="What to look for"),
            Variable(name="day", type="date", default="2026-01-31"),
        )
        macro = Macro(name=name, made="2026-01-31", made_by="recording", steps=steps, variables=variables)
        return Bundle(macro, pictures)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", choices=("en", "zh"), default="en")
    parser.add_argument("--dark", action="store_true")
    given = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="deskhand-tour-") as home:
        MacrosTour(given.folder, Path(home), given.language == "zh", given.dark).all()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
