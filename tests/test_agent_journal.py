"""The journal: written before and after each act, read back whole, free of secrets, honest after a crash."""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings, strategies
from PIL import Image

from agent import journal_file
from agent import journal_processes as processes
from agent.errors import JournalError
from agent.fake import (
    FakeDesktop,
    FakeHands,
    OracleEyes,
    ScriptedConfirmer,
    ScriptedPlanner,
    Widget,
    login_scene,
)
from agent.journal import SqliteJournal
from agent.journal_pictures import PictureStore, digest_of
from agent.journal_redact import MASK, Secrets
from agent.loop import Stages, run
from agent.settings import Settings, load
from agent.types import (
    Act,
    Ask,
    Box,
    Click,
    End,
    Judgement,
    Outcome,
    Pixels,
    Step,
    Target,
    Timings,
    TypeText,
    Verdict,
)

CANARY = "CANARY-9f3a"
ROOT = Path(__file__).parent.parent


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[SqliteJournal]:
    journal = SqliteJournal(tmp_path / "data")
    yield journal
    journal.close()


def password(desktop: FakeDesktop) -> Widget:
    return next(widget for widget in desktop.widgets if widget.kind == "password_field")


def target(desktop: FakeDesktop, name: str) -> Target:
    widget = password(desktop) if name == "Password" else desktop.find(name)
    return Target(point=widget.box.centre, box=widget.box, description=name, kind=widget.kind)


def click_step(desktop: FakeDesktop, index: int = 1) -> Step:
    return Step(
        index=index,
        stage="confirmed",
        observation=OracleEyes(desktop).look(desktop.grab()),
        decision=Act(action=Click(target=target(desktop, "Login")), words="click login", why="its name"),
        judgement=Judgement(consequence="consequential", reason="It logs in."),
        verdict=Verdict(kind="allow", by="person"),
        timings=Timings(capture=0.01, perceive=0.4),
    )


def secret_step(desktop: FakeDesktop, text: str = CANARY, index: int = 1) -> Step:
    action = TypeText(text=text, target=target(desktop, "Password"), secret=True)
    return replace(
        click_step(desktop, index), decision=Act(action=action, words=f"type {text} into Password")
    )


def concluded(step: Step, desktop: FakeDesktop, effect: str = "seen") -> Step:
    outcome = Outcome.model_validate({"effect": effect, "detail": "A greeting came.", "took": 0.2})
    return replace(step, stage="observed", outcome=outcome, after=desktop.grab())


def bytes_below(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_what_was_written_is_read_back(journal: SqliteJournal) -> None:
    desktop = login_scene()
    number = journal.begin("click login")
    step = click_step(desktop)
    journal.intend(number, step)
    desktop.click(desktop.find("Login").box.centre)
    journal.conclude(number, concluded(step, desktop))
    journal.end(number, End(outcome="done", reason="All was done."))

    record = SqliteJournal(journal.file.parent).run(number)
    assert record.row.instruction == "click login"
    assert (record.row.state, record.row.reason, record.row.steps) == ("done", "All was done.", 1)
    assert record.end == End(outcome="done", reason="All was done.")
    assert record.machine.cores == os.cpu_count()
    (read,) = record.steps
    assert (read.decision, read.judgement, read.verdict) == (step.decision, step.judgement, step.verdict)
    assert read.timings == step.timings
    assert read.state == "seen"
    assert read.elements == tuple(e.model_copy(update={"score": 1.0}) for e in step.observation.elements)
    assert read.outcome == concluded(step, desktop).outcome


def test_pictures_come_back_pixel_for_pixel(journal: SqliteJournal) -> None:
    import io

    from PIL import Image

    desktop = login_scene()
    number = journal.begin("click login")
    step = click_step(desktop)
    journal.intend(number, step)
    (read,) = journal.run(number).steps
    assert read.before is not None
    assert read.crop is not None
    shown = np.asarray(Image.open(io.BytesIO(journal.picture(read.before.digest))).convert("RGB"))
    assert np.array_equal(shown, step.observation.frame.pixels)
    crop = np.asarray(Image.open(io.BytesIO(journal.picture(read.crop.digest))).convert("RGB"))
    assert np.array_equal(crop, step.observation.frame.crop(read.crop.box))
    assert read.crop.box.encloses(desktop.find("Login").box)


def test_an_intention_alone_is_unknown(journal: SqliteJournal) -> None:
    number = journal.begin("click login")
    journal.intend(number, click_step(login_scene()))
    record = journal.run(number)
    assert [s.state for s in record.steps] == ["unknown"]
    assert record.row.state == "running"  # this very process is still there


def test_a_skipped_step_needs_no_intention(journal: SqliteJournal) -> None:
    desktop = login_scene()
    number = journal.begin("click login")
    journal.conclude(number, concluded(click_step(desktop), desktop, "skipped"))
    assert [s.state for s in journal.run(number).steps] == ["skipped"]


def test_a_question_is_kept_as_it_was_asked(journal: SqliteJournal) -> None:
    desktop = login_scene()
    number = journal.begin("click login")
    asked = Ask(question="Which one?", candidates=())
    journal.conclude(number, replace(concluded(click_step(desktop), desktop), decision=asked))
    assert journal.run(number).steps[0].decision == asked


def test_what_was_seen_last_is_kept_when_nothing_was_done(journal: SqliteJournal) -> None:
    desktop = login_scene()
    number = journal.begin("click Logout")
    last = replace(click_step(desktop, 2), stage="perceived", decision=None, judgement=None, verdict=None)
    journal.intend(number, click_step(desktop))
    journal.end(number, End(outcome="not_found", reason="Nothing fits."), last)
    first, second = journal.run(number).steps
    assert (first.state, second.state, second.decision) == ("unknown", "skipped", None)
    assert len(second.elements) == 7
    assert second.before is not None


def test_the_last_step_does_not_hide_that_one_is_unknown(journal: SqliteJournal) -> None:
    number, step = journal.begin("click Login"), click_step(login_scene())
    journal.intend(number, step)
    journal.end(number, End(outcome="failed", reason="The display has gone away."), step)
    assert [s.state for s in journal.run(number).steps] == ["unknown"]


def test_equal_pictures_are_stored_once(journal: SqliteJournal) -> None:
    desktop = login_scene()
    number = journal.begin("click login twice")
    for index in (1, 2):
        step = click_step(desktop, index)
        journal.intend(number, step)
        journal.conclude(number, concluded(step, desktop))
    files = [path for path in journal.pictures.folder.rglob("*") if path.is_file()]
    assert len(files) == 2  # the screen and the crop
    assert all(path.name.startswith(path.parent.name) for path in files)


def test_runs_are_listed_newest_first(journal: SqliteJournal) -> None:
    numbers = [journal.begin(words) for words in ("one", "two", "three")]
    assert [row.number for row in journal.runs()] == numbers[::-1]
    assert [row.instruction for row in journal.runs(limit=2)] == ["three", "two"]


def test_looking_makes_no_file(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "none")
    assert journal.runs() == ()
    with pytest.raises(JournalError, match="There is no run 12;"):
        journal.run(12)
    assert not (tmp_path / "none").exists()


def test_only_the_owner_may_read(journal: SqliteJournal) -> None:
    number = journal.begin("click login")
    journal.intend(number, click_step(login_scene()))
    below = list(journal.file.parent.rglob("*"))
    assert {stat.S_IMODE(p.stat().st_mode) for p in below if p.is_file()} == {0o600}
    assert {stat.S_IMODE(p.stat().st_mode) for p in below if p.is_dir()} == {0o700}
    assert stat.S_IMODE(journal.file.parent.stat().st_mode) == 0o700


def test_a_missing_picture_is_one_sentence(journal: SqliteJournal) -> None:
    for digest in ("0" * 64, "../../etc/passwd", ""):
        with pytest.raises(JournalError, match="is not in"):
            journal.picture(digest)


# Secrets


def log_in(desktop: FakeDesktop, journal: SqliteJournal, instruction: str) -> None:
    """A whole run through the real loop, with the secret shown on the screen as well."""
    decisions = [secret_step(desktop).decision, click_step(desktop).decision]
    planner = ScriptedPlanner([d for d in decisions if d is not None])
    hands = FakeHands(desktop)
    stages = Stages(desktop, OracleEyes(desktop), planner, ScriptedConfirmer(), hands, journal, hands.notary)
    bounds = Settings(data_dir=Path(), config_dir=Path(), settle=0)
    list(run(instruction, stages, bounds, Event()))


def test_a_password_is_nowhere_in_the_folder(journal: SqliteJournal) -> None:
    desktop = login_scene()
    desktop.find("Cancel").text = f"was: {CANARY.lower()}"  # a screen that shows it
    log_in(desktop, journal, f"log in as ada, password {CANARY}, then click login")
    assert password(desktop).value == CANARY  # it was truly typed
    assert CANARY.encode() not in bytes_below(journal.file.parent)
    journal.close()
    assert CANARY.encode().lower() not in bytes_below(journal.file.parent).lower()
    assert CANARY not in repr(journal.run(1))
    assert "••••" in journal.run(1).row.instruction


def test_a_secret_that_shows_late_is_taken_out_of_what_was_written(journal: SqliteJournal) -> None:
    desktop = login_scene()
    secret = f'{CANARY}"\\quoted'
    number = journal.begin(f"please enter {secret} there")
    early = replace(
        click_step(desktop), decision=Act(action=Click(target=target(desktop, "Login")), words=secret)
    )
    journal.intend(number, early)
    assert CANARY.encode() in bytes_below(journal.file.parent)  # nothing has said yet that it is one
    journal.intend(number, secret_step(desktop, secret, index=2))
    assert CANARY.encode() not in bytes_below(journal.file.parent)
    assert journal.run(number).row.instruction == "please enter •••• there"
    assert journal.run(number).steps[0].words == "••••"


def test_the_field_of_a_secret_is_masked_in_pictures(journal: SqliteJournal) -> None:
    desktop = login_scene()
    box = password(desktop).box
    password(desktop).value = "what an earlier person typed"
    log_in(desktop, journal, f"type {CANARY} into Password")
    for step in journal.run(1).steps:
        for picture in (step.before, step.after):
            assert picture is not None
            pixels = np.asarray(Image.open(io.BytesIO(journal.picture(picture.digest))).convert("RGB"))
            inside = pixels[box.y0 : box.y1, box.x0 : box.x1].reshape(-1, 3)
            assert np.all(inside == inside[0])
            assert np.ptp(pixels) > 150  # all else is still to be seen


def test_a_secret_typed_at_the_focus_is_masked_where_it_appears(journal: SqliteJournal) -> None:
    desktop = login_scene()
    desktop.focus = next(w for w in desktop.widgets if w.label == "User name" and w.kind == "text_field")
    action = TypeText(text=CANARY, secret=True)
    click = click_step(desktop).decision
    assert isinstance(click, Act)
    planner = ScriptedPlanner([Act(action=action, words="type it"), click])
    hands = FakeHands(desktop)
    stages = Stages(desktop, OracleEyes(desktop), planner, ScriptedConfirmer(), hands, journal, hands.notary)
    list(run("type it", stages, load(settle=0), Event()))
    typed = next(w for w in desktop.widgets if w.value == CANARY).box
    after_typing, before_click = journal.run(1).steps[0].after, journal.run(1).steps[1].before
    for picture in (after_typing, before_click):
        assert picture is not None
        pixels = np.asarray(Image.open(io.BytesIO(journal.picture(picture.digest))).convert("RGB"))
        text = pixels[typed.y0 + 6 : typed.y1 - 6, typed.x0 + 4 : typed.x0 + 80].reshape(-1, 3)
        assert not np.any(np.all(text < 100, axis=1) & np.any(text != MASK, axis=1))  # no ink


@settings(max_examples=60)
@given(strategies.text(min_size=1), strategies.text(), strategies.text())
def test_no_secret_outlives_hiding(secret: str, before: str, after: str) -> None:
    hidden = Secrets(texts={secret}).hide({"a": [f"{before} {secret} {after}"]})["a"][0]
    if len(secret) >= 3 and "•" not in secret:
        assert secret not in hidden
    if secret not in before + after + "•  ":
        assert f" {secret} " not in hidden


def test_a_short_secret_takes_no_other_words_with_it() -> None:
    assert Secrets(texts={"a"}).hide("log in as ada, password a") == "log in as ada, password ••••"


# Crashes and other processes

SCENE = """
import sys
from pathlib import Path
from agent.fake import OracleEyes, login_scene
from agent.journal import SqliteJournal
from agent.types import End, Step
desktop = login_scene()
step = Step(index=1, stage="confirmed", observation=OracleEyes(desktop).look(desktop.grab()))
journal = SqliteJournal(Path(sys.argv[1]))
"""
WRITER = (
    SCENE
    + """
for turn in range(int(sys.argv[2])):
    number = journal.begin("click Save")
    journal.intend(number, step)
    if sys.argv[3] == "wait":
        print(number, flush=True)
        sys.stdin.readline()
    journal.conclude(number, step)
    journal.end(number, End(outcome="done"))
    print(number, flush=True)
"""
)


def writer(folder: Path, turns: int, how: str = "through") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder), str(turns), how]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdout=pipe, stdin=pipe, text=True)


def test_a_killed_process_leaves_its_run_and_step_unknown(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path)
    with writer(tmp_path, 1, "wait") as process:
        assert process.stdout is not None
        number = int(process.stdout.readline())
        assert journal.run(number).row.state == "running"  # read while the other one writes
        process.send_signal(signal.SIGKILL)
    record = journal.run(number)
    assert record.row.state == "unknown"
    assert [step.state for step in record.steps] == ["unknown"]
    assert journal.begin("the next one") > number


def test_two_processes_write_the_same_journal(tmp_path: Path) -> None:
    here = SqliteJournal(tmp_path)
    with writer(tmp_path, 4) as one, writer(tmp_path, 4) as other:
        numbers = [here.begin("click here") for _ in range(4)]
        for process in (one, other):
            numbers += [int(word) for word in process.communicate()[0].split()]
    assert len(numbers) == len(set(numbers)) == 12
    assert len(here.runs()) == 12


def test_threads_share_one_journal(journal: SqliteJournal) -> None:
    desktop, numbers = login_scene(), list[int]()

    def work() -> None:
        for _ in range(5):
            number = journal.begin("click Save")
            journal.intend(number, click_step(desktop))
            numbers.append(number)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == list(range(1, 21))


def test_a_second_journal_in_this_process_leaves_the_first_its_locks(tmp_path: Path) -> None:
    """Else another process that ends would take the write-ahead log away, with all that comes after it."""
    first, second = SqliteJournal(tmp_path), SqliteJournal(tmp_path)
    number = first.begin("click Login")
    assert len(second.runs()) == 1
    program = (
        "import sys; from pathlib import Path; from agent.journal import SqliteJournal as J\n"
        "j = J(Path(sys.argv[1])); j.begin('other'); print([r.state for r in j.runs()]); j.close()"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True)
    first.end(number, End(outcome="done"))
    seen_by_another = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    first.close()
    second.close()
    assert "done" in seen_by_another


def test_a_later_process_of_the_same_number_is_another() -> None:
    mark = processes.started(os.getpid())
    assert mark
    assert processes.alive(os.getpid(), mark)
    assert not processes.alive(os.getpid(), mark + "1")
    assert not processes.alive(2**22 + 1, mark)
    assert not processes.alive(os.getpid(), "")


# Faults


@pytest.fixture
def as_nobody() -> Iterator[Path]:
    """A folder, and no right to write it: root may write anywhere, so the test steps down for a while."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", tempfile.gettempdir())) as name:
        folder = Path(name)
        folder.chmod(0o555)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)


@pytest.mark.parametrize("below", ["", "data"])
def test_a_folder_that_may_not_be_written(as_nobody: Path, below: str) -> None:
    with pytest.raises(JournalError, match="cannot be written; give yourself the right"):
        SqliteJournal(as_nobody / below).begin("click login")


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    for folder in (tmp_path / "data", tmp_path / "data" / "deeper"):
        with pytest.raises(JournalError, match="is not a folder"):
            SqliteJournal(folder).begin("click login")


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite3").mkdir()
    with pytest.raises(JournalError, match="damaged"):
        SqliteJournal(tmp_path).begin("click login")


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "journal.sqlite3").write_bytes(content)
    for _ in range(2):
        with pytest.raises(JournalError, match="is damaged; move it"):
            SqliteJournal(tmp_path).begin("click login")
        with pytest.raises(JournalError, match="is damaged; move it"):
            SqliteJournal(tmp_path).runs()
    assert (tmp_path / "journal.sqlite3").read_bytes() == content


def test_a_record_that_makes_no_sense(journal: SqliteJournal) -> None:
    number = journal.begin("click login")
    journal.intend(number, click_step(login_scene()))
    with sqlite3.connect(journal.file) as database:
        database.execute('UPDATE steps SET decision = \'{"decision": "dance"}\'')
    database.close()
    with pytest.raises(JournalError, match=r"Run 1 cannot be read: its record in .* is damaged"):
        journal.run(number)


def test_a_newer_journal_is_left_alone(journal: SqliteJournal) -> None:
    journal.begin("click login")
    with sqlite3.connect(journal.file) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    journal.close()
    with pytest.raises(JournalError, match="newer Deskhand; update this one"):
        journal.begin("click login")


def test_an_older_journal_is_brought_up_to_date(
    journal: SqliteJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.begin("click login")
    journal.close()
    newer = (*journal_file.MIGRATIONS, ("ALTER TABLE runs ADD COLUMN mood TEXT DEFAULT 'glad'",))
    monkeypatch.setattr(journal_file, "MIGRATIONS", newer)
    assert journal.runs()[0].instruction == "click login"
    assert journal._read("PRAGMA user_version", ())[0][0] == len(newer)
    copy = sqlite3.connect(journal.file.with_suffix(f".v{len(newer) - 1}.bak"))
    assert copy.execute("SELECT instruction FROM runs").fetchall() == [("click login",)]
    copy.close()


def test_a_failed_migration_changes_nothing(journal: SqliteJournal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.begin("click login")
    journal.close()
    broken = (*journal_file.MIGRATIONS, ("ALTER TABLE runs ADD COLUMN mood TEXT", "SELECT nonsense()"))
    with monkeypatch.context() as patch:
        patch.setattr(journal_file, "MIGRATIONS", broken)
        with pytest.raises(JournalError, match="cannot be used"):
            journal.runs()
    assert [row.instruction for row in journal.runs()] == ["click login"]


def fill(journal: SqliteJournal, number: int) -> None:
    for index in range(1, 200):
        journal.intend(number, click_step(login_scene(), index))


def full_disk(database: sqlite3.Connection) -> None:
    pages = database.execute("PRAGMA page_count").fetchone()[0]
    database.execute(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_under_the_database(journal: SqliteJournal) -> None:
    number = journal.begin("click login")
    assert journal._database is not None
    full_disk(journal._database)
    with pytest.raises(JournalError, match="The disk is full"):
        fill(journal, number)
    assert journal.run(number).row.state == "running"  # what is there can still be read


FULL_WRITER = (
    SCENE
    + """
import resource, signal
from dataclasses import replace
import numpy as np
from agent.errors import JournalError
from agent.types import Frame
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
noise = np.random.default_rng(1).integers(0, 255, (400, 640, 3), np.uint8)
step = replace(step, observation=replace(step.observation, frame=Frame(pixels=noise)))
number = journal.begin("click login")
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    journal.intend(number, step)
except JournalError as error:
    print(error)
"""
)


def test_a_full_disk_under_the_pictures(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FULL_WRITER, str(tmp_path)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.stdout.startswith("The disk is full, so the journal in"), said.stderr
    assert said.stdout.count("\n") == 1
    assert not [p for p in (tmp_path / "pictures").rglob("*") if p.is_file()]  # no half picture


def test_nothing_is_performed_when_it_cannot_be_written(journal: SqliteJournal) -> None:
    desktop = login_scene()
    journal.begin("something earlier")
    assert journal._database is not None
    full_disk(journal._database)
    hands = FakeHands(desktop)
    decision = click_step(desktop).decision
    assert decision is not None
    planner, eyes = ScriptedPlanner([decision] * 300), OracleEyes(desktop)
    stages = Stages(desktop, eyes, planner, ScriptedConfirmer(), hands, journal, hands.notary)
    bounds = Settings(data_dir=Path(), config_dir=Path(), settle=0, max_steps=300)
    words = (f"click login {'x' * 4000} {number}" for number in range(300))
    with pytest.raises(JournalError, match="The disk is full"):
        deque(list(run(instruction, stages, bounds, Event())) for instruction in words)
    done = sum(len(journal.run(row.number).steps) for row in journal.runs(limit=1000))
    assert len(hands.performed) <= done


def test_a_lock_that_is_never_given_back(journal: SqliteJournal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_file, "BUSY_SECONDS", 0.05)
    journal.runs()
    journal.begin("makes the file")
    other = sqlite3.connect(journal.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(JournalError, match=r"locked for 0.05 seconds"):
        journal.begin("click login")
    assert len(journal.runs()) == 1  # reading goes on
    other.execute("ROLLBACK")
    other.close()
    assert journal.begin("click login") == 2


# The picture store

SIZES = strategies.tuples(strategies.integers(1, 40), strategies.integers(1, 40))


@settings(max_examples=40)
@given(SIZES, strategies.integers(0, 2**32 - 1))
def test_any_picture_survives(size: tuple[int, int], seed: int) -> None:
    import io

    from PIL import Image

    pixels: Pixels = np.random.default_rng(seed).integers(0, 256, (*size, 3), np.uint8)
    with tempfile.TemporaryDirectory() as folder:
        store = PictureStore(Path(folder))
        digest = store.put(pixels)
        assert digest == store.put(pixels) == digest_of(pixels)
        assert np.array_equal(np.asarray(Image.open(io.BytesIO(store.get(digest))).convert("RGB")), pixels)


def test_a_picture_too_long_for_webp(tmp_path: Path) -> None:
    store = PictureStore(tmp_path)
    digest = store.put(np.zeros((2, 17_000, 3), np.uint8))
    assert store.media_type(digest) == "image/png"
    assert store.path(digest).suffix == ".png"


def test_pictures_of_equal_bytes_and_other_shape_differ() -> None:
    assert digest_of(np.zeros((2, 3, 3), np.uint8)) != digest_of(np.zeros((3, 2, 3), np.uint8))


def test_a_region_off_the_origin_keeps_its_place(journal: SqliteJournal) -> None:
    desktop = login_scene()
    frame = desktop.grab(Box(x0=100, y0=150, x1=400, y1=300))
    step = replace(click_step(desktop), observation=OracleEyes(desktop).look(frame))
    number = journal.begin("click login")
    journal.intend(number, step)
    (read,) = journal.run(number).steps
    assert read.before is not None
    assert read.before.box == frame.box


def test_many_open_a_new_journal_at_the_same_moment(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from agent.journal_file import connect\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "for n in range(12): connect(Path(sys.argv[1]) / str(n) / 'journal.sqlite3').close()"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    pipe = subprocess.PIPE
    programs = [
        subprocess.Popen(command, cwd=ROOT, text=True, stdin=pipe, stdout=pipe, stderr=pipe) for _ in range(4)
    ]
    for program in programs:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin is not None
        program.stdin.write("\n")
        program.stdin.flush()
    errors = [program.communicate(timeout=60)[1] for program in programs]
    assert errors == [""] * len(programs)
