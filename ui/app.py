"""Starts the app: `deskhand` without a command."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from functools import partial

from PySide6.QtCore import QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from agent.apart_eyes import EyesApart
from agent.errors import JournalError
from agent.journal import SqliteJournal
from agent.loop import Stages
from agent.ports import Confirmer, Eyes, HotKey, Witness
from agent.settings import Settings
from agent.types import Action, Judgement, Observation
from ui import icons, language, theme
from ui.conductor import LINGER, Conductor
from ui.doctor_desk import DoctorDesk
from ui.eye_strip import EyeStrip
from ui.guard import DELAY
from ui.launcher_desk import LauncherDesk
from ui.macros_desk import MacrosDesk
from ui.macros_recording import RecorderFactory, real_recorder
from ui.placing import SETTLE
from ui.runs_desk import RunsDesk
from ui.sentry import Sentry
from ui.settings_desk import SettingsDesk
from ui.step_card import Judge
from ui.welcome_desk import WelcomeDesk, is_first_start
from ui.window import MainWindow
from ui.worker import StagesFactory, Worker


def main(
    settings: Settings,
    place: Callable[[], AbstractContextManager[None]] = nullcontext,
    away: bool = False,
    told: str = "",
) -> int:
    """Opens the window and stays until it is closed; the exit code. `place`: where it acts, entered once the
    app has its own connection to the person's desktop; `away`: that is another desktop; `told`: what is to be
    said first, of settings that made no sense."""
    app = make_app(settings)
    _heed_interrupts(app)
    with witnessed(app, settings) as witness, place(), closing(_eyes_apart(settings)) as eyes:
        window, conductor = open_window(
            app, settings, _real_stages(settings, eyes), settle=0 if away else SETTLE, compact=not away
        )
        window.add_strip(EyeStrip(eyes, settings.cache_dir))
        if witness is not None:
            post_sentry(witness, window, conductor)
        desk = open_macros(window, conductor, settings, real_recorder(settings, eyes))
        runs = RunsDesk(window, conductor, settings, desk.keep_run)
        doctor = DoctorDesk(window, conductor, settings)
        set_up = SettingsDesk(window, conductor, settings, _models_told)
        launcher = LauncherDesk(window, conductor, settings, desk.replay, desk.is_free)
        if not away:  # the keyboard of another desktop is not the person's
            desk.listen(partial(_hot_key, settings.record_keys))
            launcher.listen(partial(_hot_key, settings.bar_keys))
        if away:
            window.set_away()
            conductor.watch()
        window.show()
        QTimer.singleShot(0, eyes.begin)
        welcome = WelcomeDesk(window, settings, doctor.examine)
        if not away and is_first_start(settings):
            welcome.show()
        offer_cut_off(conductor, settings)
        conductor.say(told, "bad")
        try:
            return int(app.exec())
        finally:
            eyes.close()  # first: whoever waits for a look waits no more
            welcome.close()
            launcher.close()
            set_up.close()
            doctor.close()
            runs.close()
            desk.close()
            conductor.close()


def make_app(settings: Settings) -> QApplication:
    """The one QApplication, dressed and speaking."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Deskhand")
    app.setDesktopFileName("deskhand")
    theme.apply(app, settings.appearance)
    app.setWindowIcon(app_icon())
    language.install(app, settings.language)
    return app


def open_window(
    app: QApplication,
    settings: Settings,
    stages_factory: StagesFactory,
    delay: float = DELAY,
    settle: int = SETTLE,
    linger: int = LINGER,
    compact: bool = True,
    judge_for: Callable[[str], Judge] | None = None,
) -> tuple[MainWindow, Conductor]:
    """A window with its worker, ready to show. `close()` the conductor when done."""
    window = MainWindow(delay)
    worker = Worker(stages_factory, settings)
    conductor = Conductor(window, worker, judge_for or _policy_of(settings), compact, settle, linger)
    window.tick(settings.appearance, settings.language)
    window.language_chosen.connect(lambda value: language.install(app, value))
    window.appearance_chosen.connect(lambda value: theme.apply(app, value))
    window.closing.connect(worker.stop)
    app.setQuitOnLastWindowClosed(True)
    _follow_system(app, window, settings)
    return window, conductor


def open_macros(
    window: MainWindow, conductor: Conductor, settings: Settings, recorder: RecorderFactory | None = None
) -> MacrosDesk:
    """The macros in that window. `close()` it when done, before the conductor."""
    return MacrosDesk(window, conductor, settings, recorder or real_recorder(settings))


def _hot_key(keys: tuple[str, ...], pressed: Callable[[], None]) -> HotKey | None:
    from agent import compose

    return compose.build_hot_key(keys, pressed)


@contextmanager
def witnessed(app: QApplication, settings: Settings) -> Iterator[Witness | None]:
    """Tells, inside the block, what the person's own devices send; None where nobody can, or need. Raises
    NoDisplayError, InputError."""
    witness = _witness(settings) if app.platformName() == "xcb" else None
    if witness is None:
        yield None
        return
    with closing(witness):
        news = QSocketNotifier(witness.fileno(), QSocketNotifier.Type.Read)
        news.activated.connect(witness.take_in)
        try:
            yield witness
        finally:
            news.setEnabled(False)


def post_sentry(witness: Witness, window: MainWindow, conductor: Conductor) -> None:
    """From now on only the person answers in this window and its bar."""
    bar = conductor.placing.bar
    stops = (
        window.step.stop,
        window.question.stop,
        window.broken.stop,
        window.paused.stop,
        window.run,
        bar.stop,
    )
    sentry = Sentry(witness, (window, bar), window.asking, stops)
    sentry.refused.connect(conductor.status.show_refused)
    window.set_origin(sentry.origin)


def _witness(settings: Settings) -> Witness | None:
    from agent import compose  # late: the command's --help imports nothing of it

    return compose.build_witness(settings)


def offer_cut_off(conductor: Conductor, settings: Settings) -> None:
    """Where the last run was cut off, asks whether it is to go on; a journal that cannot be read is told of
    when it is needed."""
    journal = SqliteJournal(settings.data_dir)
    try:
        row = journal.cut_off()
    except JournalError:
        return
    finally:
        journal.close()
    if row is not None:
        conductor.offer(row)


def app_icon() -> QIcon:
    """The target sign on the accent colour."""
    picture = QPixmap(128, 128)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.LIGHT.accent))
    painter.drawRoundedRect(4, 4, 120, 120, 28, 28)
    painter.drawPixmap(20, 20, icons.pixmap("pick", "#FFFFFF", 88, 1.0))
    painter.end()
    return QIcon(picture)


def _policy_of(settings: Settings) -> Callable[[str], Judge]:
    """For an instruction: what an edited act can cause, judged as the loop will judge it."""

    def judge(action: Action, seen: Observation, instruction: str) -> Judgement:
        from agent import policy
        from agent.policy_lists import WindowLists

        return policy.judge(action, seen, instruction, WindowLists(settings.allow, settings.deny))

    return lambda instruction: partial(judge, instruction=instruction)


def _eyes_apart(settings: Settings) -> EyesApart:
    from agent import compose  # late: the command's --help imports nothing of it

    return compose.build_eyes_apart(settings)


def _models_told(settings: Settings) -> list[str]:
    from agent import compose

    return compose.models_told(settings)


def _real_stages(settings: Settings, eyes: Eyes) -> StagesFactory:
    def build(confirmer: Confirmer) -> Stages:
        from agent import compose  # may load a model: slow, so only in the worker's thread

        return compose.build(settings, confirmer, eyes, apart=True)

    return build


def _follow_system(app: QApplication, window: MainWindow, settings: Settings) -> None:
    """While the appearance is "auto", a change of the system's scheme changes ours."""
    chosen = {"appearance": settings.appearance}
    window.appearance_chosen.connect(lambda value: chosen.update(appearance=value))

    def changed() -> None:
        if chosen["appearance"] == "auto":
            window.appearance_chosen.emit("auto")

    QGuiApplication.styleHints().colorSchemeChanged.connect(changed)


def _heed_interrupts(app: QApplication) -> None:
    """Ctrl+C in the terminal, `kill` and the end of the session close the app in good order. A signal wakes
    the event loop by a socket, so that Python sees it. Not by `quit`, which asks each window first: the bar
    never closes."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: app.exit(0))
    heard, told = socket.socketpair()
    for end in (heard, told):
        end.setblocking(False)
    signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    news = QSocketNotifier(heard.fileno(), QSocketNotifier.Type.Read, app)
    news.activated.connect(lambda: heard.recv(64))
    app.aboutToQuit.connect(lambda: told)  # both ends live as long as the app
