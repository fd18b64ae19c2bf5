"""The only file that knows concrete classes: Settings → ready stages. Heavy things are imported late."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial

from actions.person import Person, attention
from agent.apart_eyes import EyesApart
from agent.apart_model import ModelApart
from agent.auto import AutoPlanner
from agent.consent import Notary
from agent.errors import DeskhandError, SettingsError
from agent.journal import SqliteJournal
from agent.journal_prune import Keep
from agent.loop import Stages
from agent.mind.planner import Limits, ModelPlanner
from agent.plan import EmbeddedPlanner
from agent.ports import Confirmer, Eyes, Hands, HotKey, LanguageModel, Planner, Screen, Witness
from agent.privacy import Private
from agent.profiles import last_name
from agent.recording.recorder import Recorder, Tell
from agent.settings import Settings
from agent.turn import stop_file, turn
from agent.vault import KeyringVault

SERVER_KEY = "server-key"  # its name in the keyring


def build(settings: Settings, confirmer: Confirmer, eyes: Eyes | None = None, apart: bool = False) -> Stages:
    """All stages for this desktop, with these `eyes` or its own, which are slow to load. `apart`: a language
    model on this machine runs in a process of its own.

    Raises NoDisplayError, JournalError, NotSupportedError: before anything is asked or done.
    """
    planner = build_planner(settings, apart)
    private = Private(settings.private_windows, settings.private_regions)
    keep = Keep(settings.keep_days, settings.keep_megabytes)
    journal = SqliteJournal(settings.data_dir, KeyringVault().get, private, keep)
    screen = build_screen()
    display = os.environ.get("DISPLAY", "")
    notary = Notary()
    person = attention(stop_file(settings.data_dir, display), settings.stop_keys)
    return Stages(
        screen=screen,
        eyes=eyes or build_eyes(settings),
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


def models_told(settings: Settings) -> list[str]:
    """What models there are on this machine, a line each."""
    from vision import models
    from vision.loading import WEIGHTS, runtimes

    eye = "The eye's own model is not there; it sees text and shapes alone."
    if WEIGHTS.is_file():
        runs_on = next(iter(runtimes(settings.cache_dir)), "nothing that is installed")
        eye = f"The eye: {WEIGHTS.stat().st_size / 1e6:.1f} MB, runs on {runs_on}"
    found = models.here(settings.model, settings.model_profile)
    told = (one.fault or f"{models.gigabytes(one.size)}, profile {one.profile}" for one in found)
    return [eye, *(f"{one.name}: {words}" for one, words in zip(found, told, strict=True))]


def build_eyes_apart(settings: Settings) -> EyesApart:
    """The same in a process of their own, not loaded yet. `close()` them when done."""
    return EyesApart(partial(build_eyes, settings))


def build_hot_key(keys: tuple[str, ...], pressed: Callable[[], None]) -> HotKey | None:
    """Calls `pressed`, in a thread of its own, when these are pressed anywhere; None where that cannot be
    heard."""
    from actions.hot_key import hot_key

    try:
        return hot_key(keys, pressed)
    except DeskhandError:
        return None


def build_recorder(
    settings: Settings,
    tell: Tell = lambda news: None,
    own_keys: tuple[tuple[str, ...], ...] = (),
    eyes: Eyes | None = None,
) -> Recorder:
    """What records this desktop, with these `eyes` or its own. Neither the stop key nor `own_keys` (chords)
    are part of a recording.

    Raises NoDisplayError, NotSupportedError, UsageError.
    """
    from actions.listen import open_ear

    private = Private(settings.private_windows, settings.private_regions)
    ignored = (settings.stop_keys, *own_keys)
    return Recorder(open_ear(), build_screen(), eyes or build_eyes(settings), private, ignored, tell)


def build_hands(screen: Screen, settings: Settings, notary: Notary, person: Person) -> Hands:
    """Real input on this desktop. Raises InputError."""
    from actions.perform import DesktopHands
    from actions.trial import FirstTrial

    return DesktopHands(
        screen, notary.redeem, settings,
        person=person, secret=KeyringVault().get, trial=FirstTrial(settings.data_dir),
    )  # fmt: skip


def build_planner(settings: Settings, apart: bool = False) -> Planner:
    """The planner that the settings name; “auto” has a model behind it where one is set up.

    Raises SettingsError where a model is named that is not set up, ModelError where it cannot be used here.
    """
    if settings.planner == "embedded" or (settings.planner == "auto" and not has_model(settings)):
        return EmbeddedPlanner()
    planner = _model_planner(settings, apart)
    return planner if settings.planner != "auto" else AutoPlanner(EmbeddedPlanner(), planner)


def has_model(settings: Settings) -> bool:
    """Whether a language model is set up, so that words which the grammar does not know are no mistake."""
    if settings.planner in ("embedded", "auto"):
        return settings.planner == "auto" and bool(settings.server or settings.model)
    return True


def build_model(settings: Settings) -> LanguageModel:
    """The language model that is set up: the one on this machine, or the server's where the planner says so
    or only that is there. Raises SettingsError, ModelError."""
    if _is_remote(settings):
        return _remote_model(settings)
    if not settings.model:
        raise SettingsError(
            "No model is set up; say which with `model` in settings.toml or DESKHAND_MODEL (a folder, or a "
            "name that `deskhand models` lists)."
        )
    from vision.models import folder_of
    from vision.qwen import QwenModel

    folder = folder_of(settings.model)
    name = last_name(settings.model)
    return QwenModel(folder, settings.model_device, settings.model_profile, settings.cache_dir, name=name)


def _is_remote(settings: Settings) -> bool:
    return settings.planner == "remote" or (settings.planner != "qwen" and not settings.model)


def _remote_model(settings: Settings) -> LanguageModel:
    from agent.remote import RemoteModel

    if not settings.server:
        raise SettingsError(
            "No server is set up; say which with `server` and `server_model` in settings.toml, or "
            "DESKHAND_SERVER and DESKHAND_SERVER_MODEL."
        )
    return RemoteModel(
        settings.server, settings.server_model, settings.server_profile, lambda: server_key(settings)
    )


def server_key(settings: Settings) -> str:
    """From the environment, else the keyring; none where there is none: many servers want none."""
    if found := settings.server_key.get_secret_value():
        return found
    try:
        return KeyringVault().get(SERVER_KEY)
    except DeskhandError:
        return ""


def _model_apart(settings: Settings) -> ModelApart:
    model = ModelApart(partial(build_model, settings))
    model.begin()
    return model


def _model_planner(settings: Settings, apart: bool) -> ModelPlanner:
    model = _model_apart(settings) if apart and not _is_remote(settings) else build_model(settings)
    limits = Limits(settings.model_tokens, settings.model_seconds, settings.model_frames)
    private = Private(settings.private_windows, settings.private_regions)
    return ModelPlanner(model, limits, private, value_of=KeyringVault().get)
