"""The only file that knows concrete classes: Settings → ready stages. Heavy things are imported late."""

from __future__ import annotations

import os
import sys
from functools import partial

from actions.person import Person, attention
from agent.consent import Notary
from agent.errors import NotSupportedError
from agent.journal import SqliteJournal
from agent.journal_prune import Keep
from agent.loop import Stages
from agent.plan import EmbeddedPlanner
from agent.ports import Confirmer, Eyes, Hands, Planner, Screen, Witness
from agent.privacy import Private
from agent.settings import Settings
from agent.turn import stop_file, turn
from agent.vault import KeyringVault


def build(settings: Settings, confirmer: Confirmer) -> Stages:
    """All stages for this desktop. Slow the first time: the text reader's models are loaded.

    Raises NoDisplayError, JournalError, NotSupportedError: before anything is asked or done.
    """
    planner = build_planner(settings)
    private = Private(settings.private_windows, settings.private_regions)
    keep = Keep(settings.keep_days, settings.keep_megabytes)
    journal = SqliteJournal(settings.data_dir, KeyringVault().get, private, keep)
    screen = build_screen()
    display = os.environ.get("DISPLAY", "")
    notary = Notary()
    person = attention(stop_file(settings.data_dir, display), settings.stop_keys)
    return Stages(
        screen=screen,
        eyes=build_eyes(settings),
        planner=planner,
        confirmer=confirmer,
        hands=build_hands(screen, settings, notary, person),
        journal=journal,
        notary=notary,
        turn=partial(turn, settings.data_dir, display),
        listen=person.listen,
    )


def check_display() -> None:
    """For the app: Qt ends the whole process where it finds no display. Raises NoDisplayError."""
    elsewhere = os.environ.get("WAYLAND_DISPLAY") or (os.environ.get("QT_QPA_PLATFORM") or "xcb") != "xcb"
    if not sys.platform.startswith("linux") or elsewhere:
        return
    from actions.x11 import connect

    connect().close()


def build_witness(settings: Settings) -> Witness | None:
    """Of this process's display; None where any answer counts: it is set so, or the system cannot tell.
    Raises NoDisplayError, InputError."""
    if settings.injected_answers or sys.platform in ("win32", "darwin"):
        return None
    from actions.witness_x11 import X11Witness

    return X11Witness()


def build_screen() -> Screen:
    """The desktop that this process runs on. Raises NoDisplayError."""
    from actions.desktop import windows
    from vision.capture import ScreenCapture

    return ScreenCapture(windows)


def build_eyes(settings: Settings) -> Eyes:
    """Text, shapes, and the trained model where a runtime for it is installed. Raises UsageError for damaged
    weights, NotSupportedError where the settings name a runtime that is missing."""
    from vision.loading import eye_or_none, reader_for
    from vision.perceive import DesktopEyes

    model = eye_or_none(settings.eye, settings.cache_dir, settings.threads)
    reader = reader_for(model, settings.reader_engine, settings.threads)
    return DesktopEyes(reader, model, explain=settings.explain)


def build_hands(screen: Screen, settings: Settings, notary: Notary, person: Person) -> Hands:
    """Real input on this desktop. Raises InputError."""
    from actions.perform import DesktopHands
    from actions.trial import FirstTrial

    return DesktopHands(
        screen, notary.redeem, settings,
        person=person, secret=KeyringVault().get, trial=FirstTrial(settings.data_dir),
    )  # fmt: skip


def build_planner(settings: Settings) -> Planner:
    """The planner that the settings name. Raises NotSupportedError for those of later versions."""
    if settings.planner in ("auto", "embedded"):
        return EmbeddedPlanner()
    raise NotSupportedError(
        f"The planner “{settings.planner}” is not in this version yet; use --planner embedded, the default."
    )
