"""A process that takes in macro files one after another, and tells of each what came of it, how long it took
and how much memory. Started by tests/test_agent_macros_fuzz.py with the library's folder and one with files.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from agent.errors import MacroError
from agent.macros.bundle import Bundle
from agent.macros.library import Library
from agent.macros.lint import lint
from agent.macros.review import review_of
from agent.macros.words import lines_of

FEW = 200  # steps
ROOM = 1 << 30  # bytes of addresses: what wants more raises MemoryError


def peak() -> int:
    """KiB of memory at the most since it was last asked."""
    status = Path("/proc/self/status").read_text().splitlines()
    most = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    Path("/proc/self/clear_refs").write_text("5")
    return most


def taken_in(library: Library, path: Path) -> Bundle:
    """Imported, read back as a stranger, put into words and deleted again."""
    name = library.import_file(path)
    bundle, trusted = library.read(name)
    if trusted:
        raise AssertionError("a stranger is trusted")
    lines_of(bundle.macro, bundle.pictures)
    review_of(bundle)
    library.delete(name)
    return bundle


def tried(library: Library, path: Path) -> dict[str, object]:
    """What came of one file. The rules for good macros run after the clock has stopped: what they cost is not
    the reading's doing."""
    bundle, said, crash = None, "", ""
    peak()
    begun, cpu = time.perf_counter(), time.process_time()
    try:
        bundle = taken_in(library, path)
    except MacroError as error:
        said = str(error)
    except BaseException as error:  # noqa: BLE001  (what is measured: nothing else may come out)
        crash = f"{type(error).__name__}: {error!s:.200}"
    seconds, processor, most = time.perf_counter() - begun, time.process_time() - cpu, peak()
    if bundle is not None and len(bundle.macro.steps) <= FEW:
        lint(bundle)
    return {
        "file": path.name,
        "said": said,
        "crash": crash,
        "seconds": seconds,
        "cpu": processor,
        "peak": most,
        "left": sorted(p.name for p in library.folder.iterdir()) if library.folder.exists() else [],
    }


def main(folder: Path, files: Path) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    for path in sorted(files.iterdir()):
        sys.stdout.write(json.dumps(tried(Library(folder), path)) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
