"""A secret that is typed by its name is in nothing that is written or sent; what is written is the person's
alone, and nobody is listened to (research: S7).
"""

from __future__ import annotations

import base64
import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from canary_ring import VALUE
from PIL import Image
from safety import LONG, record

from actions.virtual import VirtualDesktop, end_group, poll
from agent.journal import SqliteJournal
from agent.journal_records import Picture
from vision.reader import Reader

pytestmark = [pytest.mark.live, pytest.mark.safety]

HERE = Path(__file__).parent
WITH_A_FIELD = "type secret:TOKEN into Token, then press end, then click Done"
AT_THE_FOCUS = "type secret:TOKEN, then press end, then click Done"
FORMS = (
    VALUE.encode(),
    VALUE.encode("utf-16-le"),
    base64.b64encode(VALUE.encode()),
    VALUE.encode().hex().encode(),
    VALUE[::-1].encode(),
    VALUE[:8].encode(),  # a part of it is too much already
)


@pytest.fixture(scope="module")
def desktop() -> Iterator[VirtualDesktop]:
    with VirtualDesktop(800, 500) as opened:
        yield opened


@pytest.fixture
def form(desktop: VirtualDesktop) -> Iterator[None]:
    program = desktop.start([sys.executable, str(HERE / "safety_form.py")])
    desktop.wait_for_window("Form", 30)
    yield
    end_group(program)


def start(desktop: VirtualDesktop, home: Path, log: Path, *arguments: str) -> subprocess.Popen[str]:
    log.touch()
    heard = home.with_suffix(".python")  # what its processes import before all else
    heard.mkdir(exist_ok=True)
    (heard / "sitecustomize.py").write_text("import canary_ear\n")
    environment = desktop.environment() | {
        "PYTHONPATH": f"{heard}:{HERE}:{HERE.parent}",
        "PYTHON_KEYRING_BACKEND": "canary_ring.Ring",
        "CANARY_LOG": str(log),
        "DESKHAND_HOME": str(home),
        "DESKHAND_EYE": "classic",
        "PYTHONFAULTHANDLER": "1",
    }
    command = [sys.executable, "-m", "agent.cli", *arguments]
    pipe = subprocess.PIPE
    return desktop.start(
        command, environment=environment, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True
    )


def leaks(folder: Path, *texts: str) -> list[str]:
    """Where the canary stands, in any of its forms."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    found = [str(path) for path in files if any(form in path.read_bytes() for form in FORMS)]
    return found + [text for text in texts if any(form in text.encode() for form in FORMS)]


def shown(home: Path) -> list[str]:
    """The pictures in the journal on which it can be read."""
    journal, reader, found = SqliteJournal(home / "data"), Reader(), []
    assert journal.runs()
    for row in journal.runs():
        for step in journal.run(row.number).steps:
            pictures = [p for p in (step.before, step.crop, step.after) if isinstance(p, Picture)]
            for picture in pictures:
                lines = reader.read(
                    np.asarray(Image.open(io.BytesIO(journal.picture(picture.digest))).convert("RGB"))
                )
                said = re.sub(r"\W", "", "".join(line.text for line in lines)).upper()
                found += [picture.digest] if "CANARY" in said or "7XQ4" in said else []
    journal.close()
    return found


def modes(home: Path) -> list[str]:
    """What others than its owner may read or write."""
    return [str(path) for path in (home, *home.rglob("*")) if path.stat().st_mode & 0o077]


def listening(pid: int) -> list[str]:
    """Sockets of a process at which it waits for others: rows of /proc/net/tcp, state 0A."""
    inodes, target = set(), ""
    for link in list(Path(f"/proc/{pid}/fd").iterdir()):
        with contextlib.suppress(FileNotFoundError):  # closed meanwhile
            target = os.readlink(link)
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    rows = [
        line.split()
        for name in ("tcp", "tcp6")
        if (table := Path(f"/proc/{pid}/net/{name}")).exists()
        for line in table.read_text().splitlines()[1:]
    ]
    return [" ".join(row) for row in rows if row[3] == "0A" and row[9] in inodes]


def abroad(log: Path) -> list[str]:
    """Connections to anything but this machine's own sockets of files, and sockets that wait for others."""
    return [
        line
        for line in log.read_text().splitlines()
        if line.startswith("socket.") and re.search(r"AF_INET|\('\d+\.|\('[\w.-]+', \d+\)", line)
    ]


@pytest.mark.parametrize("words", [WITH_A_FIELD, AT_THE_FOCUS], ids=["into a field", "at the focus"])
@pytest.mark.usefixtures("form")
def test_a_secret_is_written_and_sent_nowhere(desktop: VirtualDesktop, own_home: Path, words: str) -> None:
    log = own_home.parent / f"{own_home.name}.log"
    run = start(desktop, own_home, log, "run", "--json", "--yes-to-all", words)
    open_ears: list[str] = []
    while run.poll() is None:
        open_ears += listening(run.pid)
        poll(lambda: run.poll() is not None, 0.5)
    assert run.stdout is not None
    assert run.stderr is not None
    out, err = run.stdout.read(), run.stderr.read()
    assert run.returncode == 0, (out, err)
    report = own_home / "report.html"
    shows = start(desktop, own_home, log, "runs", "show", "1", "--html", str(report))
    said, told = shows.communicate(timeout=60)
    assert report.exists(), (said, told)
    report.chmod(0o600)  # the report is written where and as the person says
    assert "secret:TOKEN" in out
    assert "socket.connect" in log.read_text()  # it was listened to
    assert leaks(own_home, out, err, said, told, log.read_text()) == []
    assert shown(own_home) == []
    assert modes(own_home) == []
    assert abroad(log) == []
    assert open_ears == []
    record(f"canary ({words.split(',')[0]}): in files, output, pictures, arguments, abroad", "0", "0")


@pytest.mark.skipif(not LONG, reason="only in make safety")
@pytest.mark.usefixtures("form")
def test_nothing_is_left_of_a_secret_when_the_process_is_killed(
    desktop: VirtualDesktop, own_home: Path
) -> None:
    log = own_home.parent / f"{own_home.name}.log"
    run = start(desktop, own_home, log, "run", "--json", "--yes-to-all", WITH_A_FIELD)
    assert run.stdout is not None
    for line in run.stdout:
        if '"confirmed"' in line:
            break
    run.send_signal(6)  # SIGABRT: a crash, with what the fault handler tells
    out, err = run.communicate(timeout=30)
    assert leaks(own_home, out, err, log.read_text()) == []
    assert shown(own_home) == []
    record("canary, crashed in the act: in files, pictures, crash output", "0", "0")
