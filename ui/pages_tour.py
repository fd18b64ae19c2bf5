"""Makes docs/tour.md and its screenshots again: `make tour`, or `python -m ui.pages_tour docs`.

As ui/tour.py does it: the real window on a desktop of our own drawing, with a real journal. Each page is
taken in both languages, both appearances and three sizes, one of them magnified twice.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, TypeAlias

from PySide6.QtGui import QImage

from agent.doctor import Check
from agent.fake import FakeHands, OracleEyes
from agent.journal import SqliteJournal
from agent.loop import Stages
from agent.ports import Confirmer
from agent.settings import Settings
from ui import theme
from ui.launcher import Launcher, Suggestion
from ui.runs_desk import RunsDesk
from ui.settings_desk import SettingsDesk
from ui.tour import Tour, ask, click, typing

Language: TypeAlias = Literal["en", "zh"]
Appearance: TypeAlias = Literal["light", "dark"]


@dataclass(frozen=True)
class Look:
    """One way in which all pages are taken. `ratio`: pixels to a logical one."""

    language: Language
    appearance: Appearance
    width: int
    height: int
    ratio: int = 1

    @property
    def name(self) -> str:
        twice = f"@{self.ratio}x" if self.ratio != 1 else ""
        return f"{self.language}-{self.appearance}-{self.width}x{self.height}{twice}"


LOOKS = (
    Look("en", "light", 1280, 760),
    Look("zh", "dark", 1000, 640),
    Look("en", "dark", 1920, 1040),
    Look("zh", "light", 1000, 640, 2),
)
PAGES = {
    "welcome": "The first start: what works here, and a window to try it on.",
    "confirm": "An act is shown, with its exact place, before it is done.",
    "ambiguous": "Several things fit: numbered, and chosen by a key.",
    "done": "What came of it, step by step.",
    "runs": "The journal.",
    "run": "One run, step by step, with the screen before and after.",
    "settings": "All settings.",
    "doctor": "What works on this machine, and how to mend what does not.",
    "launcher": "The command bar, by a key from anywhere.",
}
CHECKS = (
    Check(name="Python", status="ok", message="Python 3.11."),
    Check(name="capture", status="ok", message="A picture of 1280 × 800 takes 4 ms."),
    Check(
        name="keyring", status="warn", message="No keyring is open, so secrets cannot be kept.",
        remedy="On Debian or Ubuntu: sudo apt install gnome-keyring, and log in again.",
    ),
    Check(name="GPU", status="skip", message="No graphics card is needed."),
)  # fmt: skip


class PagesTour(Tour):
    """All pages in one look."""

    def __init__(self, folder: Path, home: Path, look: Look) -> None:
        self.home, self.look = home, look
        super().__init__(folder, home)
        settings = Settings(data_dir=home, config_dir=home)
        environ = {"DESKHAND_HOME": str(home)}
        self.runs = RunsDesk(self.window, self.conductor, settings)
        self.desk = SettingsDesk(self.window, self.conductor, settings, lambda _: [], environ)
        theme.apply(self.app, look.appearance)
        self.window.language_chosen.emit(look.language)
        self.window.resize(look.width, look.height)

    def _stages(self, confirmer: Confirmer) -> Stages:
        eyes, hands = OracleEyes(self.scene), FakeHands(self.scene)
        return Stages(
            self.scene, eyes, self.planner, confirmer, hands, SqliteJournal(self.home), hands.notary
        )

    def all(self) -> None:
        self.welcome()
        self.work()
        self.pages()
        self.runs.close()
        self.desk.close()
        self.conductor.close()

    def _write(self, name: str, picture: QImage) -> None:
        """Without loss, and small: there are many."""
        small = picture.convertToFormat(QImage.Format.Format_RGB32)
        small.save(str(self.folder / f"{name}.webp"), quality=100)

    def take(self, page: str) -> None:
        self.shoot(f"{page}-{self.look.name}")

    def welcome(self) -> None:
        card = self.window.welcome
        self.window.show_card(card)
        for check in CHECKS:
            card.add(check)
        card.finish()
        self.take("welcome")

    def work(self) -> None:
        scene = self.scene
        find, words = ("click Find", "library") if self.look.language == "en" else ("点击 Find", "图书馆")
        steps = [click(scene, "Find", find), typing(scene, "Search for", words)]
        self.run(find, steps, "asking")
        self.take("confirm")
        for _ in steps:
            self.until(self.state("asking"))
            self.window.step.allow()
            self.until(lambda: self.conductor.state != "asking" or self.window.step.asking)
        self.until(self.state("idle"))
        self.take("done")
        self.run("click Delete", [ask(scene, "Delete")], "asking")
        self.take("ambiguous")
        self.window.question.halted.emit()
        self.until(self.state("idle"))

    def pages(self) -> None:
        page = self.window.runs
        self.window.rail.buttons["runs"].click()
        self.until(lambda: self.runs.clerk.pending == 0)
        page.list.choose(1)
        self.take("runs")
        page.details.wanted.emit("open")
        self.until(lambda: page.in_one and page.view.view.frame is not None)
        self.take("run")
        page.show_list()
        self.window.rail.buttons["settings"].click()
        self.until(lambda: self.desk.clerk.pending == 0)
        self.take("settings")
        self.window.rail.buttons["doctor"].click()
        self.window.doctor.begin(len(CHECKS))
        for check in CHECKS:
            self.window.doctor.add(check)
        self.window.doctor.finish()
        self.take("doctor")
        self.launcher()

    def launcher(self) -> None:
        bar = Launcher()
        bar.open()
        said = (
            ("click Find", "open the File menu, then Save As")
            if self.look.language == "en"
            else ("点击 Find",)
        )
        bar.suggest([Suggestion("macro", "Weekly report"), *(Suggestion("said", words) for words in said)])
        bar.list.setCurrentRow(0)
        self.shoot(f"launcher-{self.look.name}", bar)
        bar.deleteLater()


def page_of(folder: str) -> str:
    """docs/tour.md."""
    parts = ["# A tour of the app", "", "Made by `make tour`; each picture was looked at.", ""]
    for page, words in PAGES.items():
        parts += [f"## {words}", ""]
        parts += [f"![{page}, {look.name}]({folder}/{page}-{look.name}.webp)" for look in LOOKS]
        parts.append("")
    return "\n".join(parts)


def main(arguments: list[str]) -> int:
    """Without a number all looks, each in a process of its own, since a magnification is one's for good."""
    docs = Path(arguments[0] if arguments else "docs")
    folder = docs / "tour"
    folder.mkdir(parents=True, exist_ok=True)
    if len(arguments) > 1:
        with TemporaryDirectory(prefix="deskhand-tour-") as home:
            PagesTour(folder, Path(home), LOOKS[int(arguments[1])]).all()
        return 0
    for number, look in enumerate(LOOKS):
        environ: dict[str, Any] = {**os.environ, "QT_SCALE_FACTOR": str(look.ratio)}
        command = [sys.executable, "-m", "ui.pages_tour", str(docs), str(number)]
        subprocess.run(command, env=environ, check=True)
    (docs / "tour.md").write_text(page_of("tour"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
