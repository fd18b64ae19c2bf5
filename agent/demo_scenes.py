"""The demo's scenes: a program, what is asked of it, and how one finds out whether that truly happened.

Nothing here asks Deskhand: the truth is the bytes of the saved file, the text that the program itself marked
as found, and the sample window's own log.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from agent.settings import PREFIX

if TYPE_CHECKING:
    from actions.virtual import VirtualDesktop


@dataclass(frozen=True)
class Check:
    """One thing that must be true, and what was found instead or as well."""

    words: str
    holds: bool
    seen: str = ""


class Scene(Protocol):
    """A program on the virtual desktop and what is asked of it, an instruction after the other."""

    @property
    def title(self) -> str: ...

    @property
    def instructions(self) -> tuple[str, ...]: ...

    def start(self, desktop: VirtualDesktop, folder: Path) -> subprocess.Popen[Any]:
        """Opens the program with its files in `folder`, and waits for its window."""
        ...

    def checks(self, desktop: VirtualDesktop, folder: Path) -> list[Check]:
        """What truly happened, while the program is still open."""
        ...


@dataclass(frozen=True)
class EditorScene:
    """Mousepad: type `text`, look for `wanted` in it, save."""

    title: str
    name: str  # of the file
    text: str
    wanted: str
    instructions: tuple[str, ...]

    def start(self, desktop: VirtualDesktop, folder: Path) -> subprocess.Popen[Any]:
        (folder / self.name).write_text("", encoding="utf-8")
        english = desktop.environment() | {"LC_ALL": "C.UTF-8", "LANGUAGE": "en"}  # as the instructions are
        command = ["mousepad", "--disable-server", str(folder / self.name)]
        program = desktop.start(command, environment=english)
        desktop.wait_for_window(self.name)
        return program

    def checks(self, desktop: VirtualDesktop, folder: Path) -> list[Check]:
        from actions.virtual_tools import marked_text

        saved = (folder / self.name).read_bytes()
        exact = saved in (self.text.encode(), self.text.encode() + b"\n")
        marked = marked_text(desktop.display)
        return [
            Check(
                f"The saved file holds exactly “{self.text}”", exact, f"{len(saved)} bytes: {_shown(saved)}"
            ),
            Check(
                f"Mousepad itself found and marked “{self.wanted}”",
                marked == self.wanted,
                f"marked: {marked!r}",
            ),
        ]


@dataclass(frozen=True)
class LoginScene:
    """The sample window: log in, and touch nothing else."""

    title: str
    user: str
    password: str
    instructions: tuple[str, ...]
    language: str = "en"

    def start(self, desktop: VirtualDesktop, folder: Path) -> subprocess.Popen[Any]:
        command = [sys.executable, "-m", "ui.sample", "--language", self.language]
        program = desktop.start(
            [*command, "--log", str(self._log(folder))], environment=our_environment(desktop)
        )
        desktop.wait_for_window("Sample mail" if self.language == "en" else "示例邮箱")
        return program

    def checks(self, desktop: VirtualDesktop, folder: Path) -> list[Check]:
        return login_checks(_events(self._log(folder)), self.user, self.password)

    def _log(self, folder: Path) -> Path:
        return folder / f"sample-{self.language}.jsonl"


def login_checks(events: Sequence[dict[str, Any]], user: str, password: str) -> list[Check]:
    """What the sample's log says of one log-in with Remember me ticked, and of nothing else clicked."""
    logins = [event for event in events if event["event"] == "login"]
    last = logins[-1] if logins else {}
    digest = hashlib.sha256(password.encode()).hexdigest()
    pressed = [event["name"] for event in events if event["event"] == "press"]
    astray = [name for name in pressed if name not in ("user", "password", "remember", "login")]
    return [
        Check(
            "The sample window got the Login button once, and let the user in",
            len(logins) == 1 and bool(last.get("accepted")),
            f"{len(logins)} log-ins, accepted: {last.get('accepted')}",
        ),
        Check(f"It got the user name “{user}”", last.get("user") == user, f"got {last.get('user')!r}"),
        Check(
            "It got exactly the password (compared by SHA-256)",
            last.get("password_sha256") == digest,
            f"{last.get('password_length')} characters",
        ),
        Check("“Remember me” was ticked", bool(last.get("remember")), f"ticked: {last.get('remember')}"),
        Check("Nothing else was clicked", not astray, f"{len(pressed)} clicks: {', '.join(pressed)}"),
    ]


SCENES: tuple[Scene, ...] = (
    EditorScene(
        title="In Chinese, on a real editor (mousepad)",
        name="notes.txt",
        text="你好,世界 hello 123",
        wanted="hello",
        instructions=(
            "在编辑器里输入 “你好,世界 hello 123”,然后打开 Search 菜单,点击 Find…,"
            "输入 “hello”,按回车,再按 Escape,再按 Ctrl+S",
        ),
    ),
    EditorScene(
        title="In English, on a real editor (mousepad)",
        name="orders.txt",
        text="Grüße aus 北京 – order 42",
        wanted="order",
        instructions=(
            "type “Grüße aus 北京 – order 42” into the editor, then open the Search menu, click Find, "
            "type “order”, press Enter, then press Escape, then choose File > Save",
        ),
    ),
    LoginScene(
        title="A log-in form (the bundled sample window)",
        user="ada",
        password="secret",
        instructions=("tick Remember me", "log in as ada, password secret"),
    ),
)


def our_environment(desktop: VirtualDesktop) -> dict[str, str]:
    """The desktop's environment, in which Deskhand's own modules are found."""
    here = str(Path(__file__).resolve().parent.parent)
    environment = {k: v for k, v in desktop.environment().items() if not k.startswith(PREFIX)}
    paths = [here, environment.get("PYTHONPATH", "")]
    return environment | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)}


def _events(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def _shown(content: bytes) -> str:
    return repr(content.decode("utf-8", "replace")[:200])
