"""What `deskhand macros …` does: each action takes the arguments and returns the exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from agent.errors import MacroError, NotSupportedError
from agent.journal import SqliteJournal
from agent.macro import walk
from agent.macros.bundle import SUFFIX, Bundle, unpack, unpack_folder
from agent.macros.document import written
from agent.macros.files import read_file, told, write_file
from agent.macros.library import Library, Summary
from agent.macros.lint import Finding, lint
from agent.macros.review import review_of
from agent.macros.zipped import MOST_FILE
from agent.settings import load
from agent.visible import visible


def the_library() -> Library:
    """The person's macros."""
    return Library(load().data_dir / "macros")


def opened(library: Library, name: str) -> Bundle:
    """A macro by its name, or by where its file or folder lies. Raises MacroError."""
    path = Path(name)
    if path.suffix.lower() in (SUFFIX, ".json") or len(path.parts) > 1 or path.is_absolute():
        plain = path.is_dir() or path.suffix.lower() == ".json"
        return unpack_folder(path) if plain else unpack(read_file(path, MOST_FILE))
    return library.load(name)


def agreed(question: str) -> bool:
    """The person's answer; no one is asked where nobody is there."""
    try:
        return input(f"{question}  y / N: ").strip().casefold() in ("y", "yes", "是", "好")
    except EOFError:
        return False


def attended() -> bool:
    return sys.stdin.isatty()


def tell(lines: Iterable[str]) -> None:
    for line in lines:
        print(visible(line))


# -- looking -------------------------------------------------------------------------


def list_(arguments: argparse.Namespace) -> int:
    library = the_library()
    if problem := library.trust_problem():
        print(visible(problem), file=sys.stderr)
    summaries = library.summaries()
    tell(_line(summary) for summary in summaries)
    if not summaries:
        print("There is no macro yet. Make one with: deskhand record NAME")
    return 0


def _line(summary: Summary) -> str:
    if summary.broken:
        return f"{summary.name}: cannot be read. {summary.broken}"
    steps = f"{summary.steps} step{'' if summary.steps == 1 else 's'}"
    made = f", made {summary.made}" if summary.made else ""
    return f"{summary.name}: {steps}{made}{'' if summary.trusted else ', a stranger’s'}"


def show(arguments: argparse.Namespace) -> int:
    bundle = opened(the_library(), arguments.name)
    if arguments.json:
        print(written(bundle.macro).decode(), end="")
    else:
        tell(review_of(bundle))
    return 0


def check(arguments: argparse.Namespace) -> int:
    library, faulty = the_library(), False
    for name in arguments.names:
        bundle = opened(library, name)
        found = lint(bundle, library.load)
        numbers = {step.id: number for number, step in enumerate(walk(bundle.macro.steps), 1)}
        tell(f"{name}: {_finding(finding, numbers)}" for finding in found)
        if not found:
            tell([f"{name}: no mistake was found."])
        faulty = faulty or any(finding.severity == "error" for finding in found)
    return 1 if faulty else 0


def _finding(finding: Finding, numbers: dict[str, int]) -> str:
    place = f"step {numbers[finding.step]} ({finding.step}): " if finding.step else ""
    return f"{place}{finding.severity}: {finding.sentence}"


def diff(arguments: argparse.Namespace) -> int:
    from agent.macros.differences import diff as differences

    library = the_library()
    lines = differences(opened(library, arguments.old).macro, opened(library, arguments.new).macro)
    tell(lines or ["They are the same."])
    return 0


# -- changing ------------------------------------------------------------------------


def rename(arguments: argparse.Namespace) -> int:
    library = the_library()
    library.rename(arguments.old, arguments.new)
    tell([f"“{arguments.old}” is called “{arguments.new}” now."])
    using = [name for name in _users(library, arguments.old) if name != arguments.new]
    if using:
        tell([f"Still run under the old name by: {', '.join(using)}."])
    return 0


def _users(library: Library, called: str) -> list[str]:
    """The macros that run one of that name."""
    found = []
    for summary in library.summaries():
        steps = [] if summary.broken else walk(library.load(summary.name).macro.steps)
        if any(getattr(step, "macro", None) == called for step in steps):
            found.append(summary.name)
    return found


def delete(arguments: argparse.Namespace) -> int:
    library = the_library()
    if not library.path_of(arguments.name).exists():
        library.load(arguments.name)  # says which there are
    if not arguments.yes:
        if not attended():
            raise NotSupportedError("Nobody is there to agree to it; give --yes.")
        if not agreed(f"Delete “{arguments.name}” for good?"):
            print("Nothing was deleted.")
            return 0
    library.delete(arguments.name)
    tell([f"“{arguments.name}” was deleted."])
    return 0


def edit(arguments: argparse.Namespace) -> int:
    from agent.cli_macros_edit import edit_in_editor

    return edit_in_editor(the_library(), arguments.name, arguments.yes)


def from_run(arguments: argparse.Namespace) -> int:
    from agent.macros.from_run import macro_of

    library = the_library()
    if not arguments.replace and library.path_of(arguments.name).exists():
        raise MacroError(
            f"There is a macro “{arguments.name}” already; take another name, or give --replace."
        )
    journal = SqliteJournal(load().data_dir)
    try:
        record = journal.run(arguments.number)
        bundle = macro_of(record, journal.picture, arguments.name)
    finally:
        journal.close()
    library.save(bundle, trusted=True)
    tell(review_of(bundle))
    if record.row.state != "done":
        print(f"Run {arguments.number} did not come to its goal; the macro ends where it ended.")
    tell([f"Kept. To do it again: deskhand replay {_shell(arguments.name)}"])
    return 0


def _shell(name: str) -> str:
    return f'"{name}"' if " " in name or "(" in name else name


# -- in and out ----------------------------------------------------------------------


def export(arguments: argparse.Namespace) -> int:
    library, path = the_library(), arguments.path
    if path.suffix.lower() == ".py":
        _export_script(library.load(arguments.name), path, arguments.replace)
    else:
        folder = path.suffix.lower() != SUFFIX
        path = library.export(arguments.name, path, as_folder=folder, replace=arguments.replace)
    print(f"Written: {told(path)}")
    return 0


def _export_script(bundle: Bundle, path: Path, replace: bool) -> None:
    from agent.macros.script import script_of

    if not replace and os.path.lexists(path):
        raise MacroError(f"{told(path)} is there already; give another name, or --replace.")
    write_file(path, script_of(bundle).encode())


def import_(arguments: argparse.Namespace) -> int:
    library = the_library()
    name = library.import_file(arguments.path, arguments.name, arguments.replace)
    tell([f"“{name}” is here, as a stranger’s. It does this:"])
    return _offer(library, name)


def accept(arguments: argparse.Namespace) -> int:
    library = the_library()
    if library.is_trusted(arguments.name):
        tell([f"“{arguments.name}” is your own already."])
        return 0
    return _offer(library, arguments.name)


def _offer(library: Library, name: str) -> int:
    """Shows all of a stranger's macro, and asks whether the person accepts just this."""
    bundle = library.load(name)
    tell(review_of(bundle))
    numbers = {step.id: number for number, step in enumerate(walk(bundle.macro.steps), 1)}
    tell(_finding(finding, numbers) for finding in lint(bundle, library.load))
    if attended() and agreed("Accept it as your own?"):
        library.trust(name, seen=bundle)
        print("Accepted.")
    else:
        tell([f"It stays a stranger’s and always asks. To accept it: deskhand macros accept {_shell(name)}"])
    return 0


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "list": list_,
    "show": show,
    "check": check,
    "rename": rename,
    "delete": delete,
    "export": export,
    "import": import_,
    "accept": accept,
    "from-run": from_run,
    "edit": edit,
    "diff": diff,
}
