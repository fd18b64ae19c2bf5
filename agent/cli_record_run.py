"""What `deskhand record NAME` does: what the person does becomes a macro."""

from __future__ import annotations

import argparse
import shutil
import sys
import threading
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from agent.compose import build_recorder
from agent.errors import MacroError, NotSupportedError, UsageError
from agent.macros.bundle import Bundle
from agent.macros.library import Library
from agent.macros.names import check_name
from agent.macros.words import words_of
from agent.recording.recorder import Caught, News, Recorder
from agent.settings import Settings, load
from agent.types import secret_name
from agent.visible import visible

HINT = "Recording. Do it as you always do; {key}, or Ctrl+C here, ends it and keeps the macro."
POLL_SECONDS = 0.2
MAY_CHANGE = 3  # so many of the last steps: a click, “select all” and a text become one


def record(arguments: argparse.Namespace) -> int:
    """Returns the exit code."""
    settings = load()
    library = Library(settings.data_dir / "macros")
    _check(arguments, library)
    with _place(arguments):
        bundle = _recorded(settings, arguments.name)
    library.save(bundle, trusted=True)
    _tell(bundle, library)
    return 0


def _check(arguments: argparse.Namespace, library: Library) -> None:
    """Before anything is done that would be lost."""
    check_name(arguments.name)
    if arguments.name in library.names() and not arguments.replace:
        raise MacroError(f"There is a macro {arguments.name!r}; choose another name, or give --replace.")
    if arguments.open and arguments.on != "virtual":
        raise UsageError("--open goes with --on virtual.")


def _place(arguments: argparse.Namespace) -> AbstractContextManager[Any]:
    """A desktop of its own, as a window on this one: what is done in it is recorded, and nothing else."""
    if arguments.on != "virtual":
        return nullcontext()
    from agent.cli_virtual import living_on_virtual

    if shutil.which("Xephyr") is None:
        raise NotSupportedError(
            "That desktop is shown by Xephyr; on Debian: sudo apt install xserver-xephyr."
        )
    return living_on_virtual(arguments.size, arguments.open)


def _recorded(settings: Settings, name: str) -> Bundle:
    over = threading.Event()
    said = _Said()
    recorder = build_recorder(settings, said)
    recorder.on_ignored = lambda keys: over.set()
    recorder.start()
    print(HINT.format(key="+".join(part.capitalize() for part in settings.stop_keys)), flush=True)
    try:
        _wait(over, recorder)
        print("Looking at what was done …", flush=True)
        bundle = recorder.finish(name)
        if recorder.lost:
            print(f"deskhand: {recorder.lost} acts could not be made out and are missing.", file=sys.stderr)
        return bundle
    finally:
        recorder.cancel()


def _wait(over: threading.Event, recorder: Recorder) -> None:
    try:
        while not over.wait(POLL_SECONDS) and not recorder.failed:
            pass
    except KeyboardInterrupt:  # as it was told
        return
    if recorder.failed:
        print(f"deskhand: {recorder.failed} What was recorded until then is kept.", file=sys.stderr)


class _Said:
    """Prints what was caught at once, and as steps in words when it has been looked at: those that what comes
    next can no longer change."""

    def __init__(self) -> None:
        self._line, self._told = "", 0

    def __call__(self, news: News) -> None:
        if isinstance(news, Caught):
            if news.words != self._line:
                self._line = news.words
                print(f"  … {visible(news.words)}", flush=True)
            return
        settled = news.steps[: max(0, len(news.steps) - MAY_CHANGE)]
        for number, step in enumerate(settled[self._told :], self._told + 1):
            print(f"{number:3}. {words_of(step)}", flush=True)
        self._told = max(self._told, len(settled))


def _tell(bundle: Bundle, library: Library) -> None:
    name = bundle.macro.name
    print(f"{len(bundle.macro.steps)} steps:")
    for number, step in enumerate(bundle.macro.steps, 1):
        print(f"{number:3}. {words_of(step, bundle.pictures)}")
    for variable in bundle.macro.variables:
        print(visible(f"It asks for {variable.name}: {variable.help}"))
    for secret in _secrets(bundle):
        print(f"A password was typed and not kept; store it with: deskhand secret set {secret}")
    print(f"Kept in {library.path_of(name)}")


def _secrets(bundle: Bundle) -> list[str]:
    acts = [getattr(step, "act", None) for step in bundle.macro.steps]
    names = [secret_name(getattr(act, "text", "")) for act in acts]
    return sorted({name for name in names if name})
