"""The command `deskhand`: arguments in, exit code out. What other programs rely on is in DESIGN.md §5.

Only argparse and the standard library are imported here; everything heavy waits until a command needs it.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

PLANNERS = ("auto", "embedded", "qwen", "remote")
EXIT_CODES = """exit codes:
  0 done   1 failed   2 wrong usage   3 not found or ambiguous
  4 stopped by the person   5 refused by the policy"""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command; never lets a traceback through for anything that a person can cause."""
    _write_any_text()
    arguments = _arguments(argv)
    from agent.errors import DeskhandError
    from agent.visible import visible

    try:
        with _heeding_kill(arguments.command):
            code = int(arguments.command(arguments))
            sys.stdout.flush()  # here, where a reader that has gone is still understood
            return code
    except DeskhandError as error:
        print(f"deskhand: {visible(str(error))}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("deskhand: Stopped.", file=sys.stderr)
        return 4
    except BrokenPipeError:  # the reader of our output has gone: nothing is left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    """The command line; what a command of a later version is given is not looked at, and `train` and
    `ablate` have parsers of their own."""
    parser = _parser()
    given = sys.argv[1:] if argv is None else list(argv)
    arguments, unknown = parser.parse_known_args(given)
    if arguments.command in (_train, _ablate):
        return argparse.Namespace(command=arguments.command, arguments=given[1:])
    if arguments.command is not _app and (arguments.app_on != "here" or arguments.app_open):
        parser.error("--on and --open stand after the command: deskhand run --on virtual …")
    if unknown:
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    return arguments


@contextmanager
def _heeding_kill(command: object) -> Iterator[None]:
    """`kill` and a closed terminal end a command as Ctrl+C does. The app has its own ways: Qt's."""
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    if command is _app or threading.current_thread() is not threading.main_thread():
        numbers = []
    heeded = [number for number in numbers if signal.getsignal(number) is signal.SIG_DFL]
    for number in heeded:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number in heeded:
            signal.signal(number, signal.SIG_DFL)


def _write_any_text() -> None:
    """A terminal or pipe that lacks a character gets an escape in its place, and no error is raised."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="deskhand",
        description="Tell your desktop what to do. Without a command the app opens.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"deskhand {_version()}")
    _add_virtual(parser.add_argument_group("the app on a desktop of its own (Linux)"), "app_")
    parser.set_defaults(command=_app)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_run(commands)
    _add_stop(commands)
    _add_secret(commands)
    _add_see(commands)
    _add_find(commands)
    _add_runs(commands)
    _add_models(commands)
    _add_demo_and_doctor(commands)
    _add_train(commands)
    _add_macros(commands)
    return parser


# argparse gives this type no public name
CommandParsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _add_run(commands: CommandParsers) -> None:
    run = commands.add_parser("run", help="carry out an instruction on this desktop")
    run.add_argument("instruction", nargs="?", help='in plain words, such as "click login" or "点击登录按钮"')
    run.add_argument("--stdin", action="store_true", help="stay up and read requests, a JSON object a line")
    run.add_argument(
        "--resume", type=int, metavar="N", help="go on with run N, which was cut off (`deskhand runs` tells)"
    )
    run.add_argument("--yes", action="store_true", help="do not ask before acts that only navigate or write")
    run.add_argument(
        "--yes-to-all",
        action="store_true",
        help="do not ask before consequential acts either (send, pay, delete, install, submit, overwrite, "
        "passwords, terminals): gives up the last look at what cannot be undone",
    )
    run.add_argument("--dry-run", action="store_true", help="show what would be done and do nothing")
    run.add_argument("--max-steps", type=int, metavar="N", help="give up after N acts (60)")
    run.add_argument("--timeout", type=float, metavar="S", help="give up after S seconds (300)")
    run.add_argument("--planner", choices=PLANNERS, help="who decides the next step (auto)")
    run.add_argument("--json", action="store_true", help="one event a line on standard output")
    virtual = run.add_argument_group("on a desktop of its own (Linux)")
    _add_virtual(virtual)
    virtual.add_argument("--show", action="store_true", help="show the virtual desktop as a window here")
    virtual.add_argument("--keep", action="store_true", help="leave it there until Enter is pressed")
    run.set_defaults(command=_run)


def _add_virtual(group: argparse._ArgumentGroup, whose: str = "") -> None:
    """`whose`: the beginning of the names under which they are kept; a command's own must not hide the
    app's."""
    places = ("here", "virtual")
    group.add_argument("--on", choices=places, default="here", dest=f"{whose}on", help="where it acts (here)")
    group.add_argument(
        "--open",
        action="append",
        default=[],
        dest=f"{whose}open",
        metavar="PROGRAM",
        help="with --on virtual: start this there first",
    )
    size = "of that desktop (1280x800)"
    group.add_argument("--size", default="1280x800", dest=f"{whose}size", metavar="WxH", help=size)


def _add_stop(commands: CommandParsers) -> None:
    stop = commands.add_parser("stop", help="end what another Deskhand is doing on this display, at once")
    stop.set_defaults(command=_stop)


def _add_secret(commands: CommandParsers) -> None:
    secret = commands.add_parser(
        "secret", help="keep a secret in the system's keyring, to be typed by its name"
    )
    secret.add_argument("action", choices=("set", "check", "delete"))
    secret.add_argument("name", metavar="NAME", help="an instruction then says secret:NAME")
    secret.set_defaults(command=_secret)


def _add_see(commands: CommandParsers) -> None:
    see = commands.add_parser("see", help="show what Deskhand sees, on the screen or in pictures")
    see.add_argument("images", nargs="*", type=Path, metavar="IMAGE", help="pictures (the screen if none)")
    see.add_argument(
        "--json", type=Path, metavar="FILE", help="write all elements to FILE (- for the terminal)"
    )
    see.add_argument("--overlay", type=Path, metavar="DIR", help="write each picture with its boxes to DIR")
    see.add_argument(
        "--gates", type=Path, metavar="DIR", help="write how much each level of the model weighed to DIR"
    )
    see.add_argument(
        "--query", metavar="WORDS", help="with --gates: also show what the model takes these words to mean"
    )
    see.set_defaults(command=_see)


def _add_find(commands: CommandParsers) -> None:
    find = commands.add_parser("find", help="say where something is, without touching it")
    find.add_argument("query", nargs="?", metavar="QUERY", help='such as "the Save button"')
    find.add_argument("--screen", type=Path, metavar="IMAGE", help="look in this picture, not at the screen")
    find.add_argument("--batch", type=Path, metavar="FILE", help="JSON lines with id, image and instruction")
    find.add_argument(
        "--json", type=Path, metavar="OUT", help="with --batch: where the answers go (- for here)"
    )
    find.set_defaults(command=_find)


def _add_runs(commands: CommandParsers) -> None:
    runs = commands.add_parser("runs", help="what was done: the journal")
    runs.add_argument("action", nargs="?", choices=("list", "show"), default="list")
    runs.add_argument("number", nargs="?", type=int, metavar="N", help="the run to show")
    runs.add_argument("--html", type=Path, metavar="FILE", help="with show: write a report with pictures")
    runs.set_defaults(command=_runs)


def _add_models(commands: CommandParsers) -> None:
    models = commands.add_parser("models", help="the language models on this machine: list, check, download")
    models.add_argument("action", nargs="?", choices=("list", "check", "download"), default="list")
    models.add_argument("name", nargs="?", metavar="NAME", help="a folder, or a name on the hub")
    models.add_argument("--yes", action="store_true", help="with download: do not ask")
    models.set_defaults(command=_models)
    ask = commands.add_parser("ask", help="ask a language model about the screen, or about a run's pictures")
    ask.add_argument("question", help='such as "what changed since I clicked Send?"')
    ask.add_argument("--run", type=int, metavar="N", help="about run N (`deskhand runs` lists them)")
    ask.add_argument(
        "--levels",
        type=Path,
        metavar="DIR",
        help="show what each level of a Qwen3-VL here did for the answer",
    )
    ask.add_argument("--planner", choices=("qwen", "remote"), help="which model, where two are set up")
    ask.set_defaults(command=_ask)


def _add_demo_and_doctor(commands: CommandParsers) -> None:
    demo = commands.add_parser("demo", help="the main job on a private virtual desktop, with a report")
    demo.add_argument("--out", type=Path, default=Path("demo"), metavar="DIR", help="where it goes (demo)")
    demo.set_defaults(command=_demo)
    menu = commands.add_parser("menu-entry", help="put Deskhand among the desktop's programs (Linux)")
    menu.add_argument("--remove", action="store_true", help="take it out again")
    menu.set_defaults(command=_menu_entry)
    doctor = commands.add_parser("doctor", help="what works on this machine, and how to mend what does not")
    doctor.add_argument("--json", action="store_true", help="as JSON")
    doctor.set_defaults(command=_doctor)


def _add_train(commands: CommandParsers) -> None:
    train = commands.add_parser("train", help="train the eye's model on drawn scenes", add_help=False)
    train.add_argument("arguments", nargs=argparse.REMAINDER)
    train.set_defaults(command=_train)
    ablate = commands.add_parser("ablate", help="compare the eye's ways of fusing levels", add_help=False)
    ablate.add_argument("arguments", nargs=argparse.REMAINDER)
    ablate.set_defaults(command=_ablate)


def _add_macros(commands: CommandParsers) -> None:
    from agent.cli_macros import add_macros_parser
    from agent.cli_record import add_record_parser
    from agent.cli_replay import add_replay_parser
    from agent.cli_schedule import add_schedule_parser

    add_record_parser(commands)
    add_replay_parser(commands)
    add_macros_parser(commands)
    add_schedule_parser(commands)


def _app(arguments: argparse.Namespace) -> int:
    # By name: `ui` stands above this module, and only the process's entry may reach upward.
    from contextlib import nullcontext
    from functools import partial
    from importlib import import_module

    from agent.cli_virtual import living_on_virtual
    from agent.compose import check_display
    from agent.errors import UsageError
    from agent.settings_file import load_or_put_aside

    away = arguments.app_on == "virtual"
    if arguments.app_open and not away:
        raise UsageError("--open goes with --on virtual.")
    check_display()
    place = partial(living_on_virtual, arguments.app_size, arguments.app_open) if away else nullcontext
    settings, told = load_or_put_aside()
    return int(import_module("ui.app").main(settings, place, away, told))


def _run(arguments: argparse.Namespace) -> int:
    from agent.cli_run import run_command

    return run_command(arguments)


def _stop(arguments: argparse.Namespace) -> int:
    from agent.cli_stop import stop_command

    return stop_command(arguments)


def _secret(arguments: argparse.Namespace) -> int:
    from agent.cli_secret import secret_command

    return secret_command(arguments)


def _see(arguments: argparse.Namespace) -> int:
    from agent.cli_see import see_command

    return see_command(arguments)


def _find(arguments: argparse.Namespace) -> int:
    from agent.cli_see import find_command

    return find_command(arguments)


def _models(arguments: argparse.Namespace) -> int:
    from agent.cli_models import models_command

    return models_command(arguments)


def _ask(arguments: argparse.Namespace) -> int:
    from agent.cli_ask import ask_command

    return ask_command(arguments)


def _runs(arguments: argparse.Namespace) -> int:
    from agent.cli_run import runs_command

    return runs_command(arguments)


def _demo(arguments: argparse.Namespace) -> int:
    from agent.demo import run_demo
    from agent.settings import load

    return run_demo(arguments.out, load(), print)


def _menu_entry(arguments: argparse.Namespace) -> int:
    from agent.cli_menu import menu_command

    return menu_command(arguments)


def _doctor(arguments: argparse.Namespace) -> int:
    from agent.cli_run import doctor_command

    return doctor_command(arguments)


def _train(arguments: argparse.Namespace) -> int:
    _need_torch()
    from vision.training.options import options_of
    from vision.training.train import train

    train(options_of(arguments.arguments))
    return 0


def _ablate(arguments: argparse.Namespace) -> int:
    _need_torch()
    from vision.training.ablate import ablate, options_of

    print(ablate(options_of(arguments.arguments)))
    return 0


def _need_torch() -> None:
    from importlib.util import find_spec

    from agent.errors import NotSupportedError

    if find_spec("torch") is None:
        raise NotSupportedError("Training needs torch; install it with: pip install 'torch>=2.13,<2.14'.")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("deskhand")
    except PackageNotFoundError:
        return "(not installed)"


if __name__ == "__main__":
    sys.exit(main())
