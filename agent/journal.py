"""What left no trace did not happen: runs and steps in SQLite, their pictures beside it by content hash.

The intention is written before the act, the outcome after it: whatever ends the process in between leaves the
step "unknown", never "done". Several processes may write and read the same folder at the same time.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from agent import resume
from agent.describe import HIDDEN, where
from agent.errors import JournalError
from agent.journal_file import connect, connect_to_read, plain_errors, transaction
from agent.journal_pictures import PictureStore
from agent.journal_processes import started
from agent.journal_prune import Keep, prune, remove
from agent.journal_records import Machine, Picture, RunRecord, RunRow
from agent.journal_redact import Secrets, masked, secrets_in
from agent.journal_rows import row_of, state_of, step_of
from agent.privacy import CALLED, Private, discreet
from agent.types import (
    Act,
    Ask,
    Box,
    Candidate,
    Decision,
    Element,
    End,
    Frame,
    Outcome,
    Point,
    Step,
    Verdict,
    Window,
    bounding,
    targets_of,
)

CROP_MARGIN = 24  # pixels round the target
PLAIN_TEXTS = ("words", "place")
TEXTS = (*PLAIN_TEXTS, "decision", "judgement", "verdict", "outcome", "elements", "windows")


class SqliteJournal:
    """The journal in `folder`; implements agent.ports.Journal, and reads it back.

    The file is opened by the first call that needs it; any thread may call. All methods raise JournalError.
    """

    def __init__(
        self,
        folder: Path,
        value_of: Callable[[str], str] = lambda name: "",
        private: Private | None = None,
        keep: Keep | None = None,
    ) -> None:
        """`value_of`: what a secret:NAME stands for, so that it is written nowhere; `private`: what is
        blacked out; `keep`: how much of the past is kept (without it, all)."""
        self._value_of = value_of
        self._private = private or Private()
        self._keep = keep
        self.file = folder / "journal.sqlite3"
        self.pictures = PictureStore(folder / "pictures")
        self._database: sqlite3.Connection | None = None
        self._lock = threading.RLock()
        self._secrets: dict[int, Secrets] = {}  # by run, while it is open

    def begin(self, instruction: str) -> int:
        """Opens a run; its number, which no other run of this folder ever gets."""
        secrets = Secrets(secrets_in(instruction), value_of=self._value_of)
        values = (
            secrets.hide(instruction),
            time.time(),
            os.getpid(),
            started(os.getpid()),
            _machine(resume.session_name()),
        )
        statement = "INSERT INTO runs (instruction, begun, pid, process, machine) VALUES (?, ?, ?, ?, ?)"
        self._prune()
        with self._writing() as database:
            number = int(database.execute(statement, values).lastrowid or 0)
        self._secrets[number] = secrets
        return number

    def reopen(self, record: RunRecord) -> int:
        """Goes on with a run that was cut off, as this process's; its number. Raises JournalError where it is
        no longer cut off (another Deskhand was quicker)."""
        number = record.row.number
        secrets = Secrets(value_of=self._value_of)
        with self._cut_off(number) as database:
            count = database.execute("SELECT count(*) FROM steps WHERE run = ?", (number,)).fetchone()[0]
            if count != len(record.steps):
                raise JournalError(f"Run {number} has gone on meanwhile.")
            values = (os.getpid(), started(os.getpid()), number)
            database.execute("UPDATE runs SET pid = ?, process = ? WHERE number = ?", values)
        for step in record.steps:  # what was secret before is so still
            secrets.learn(resume.as_step(step))
        self._secrets[number] = secrets
        return number

    def leave(self, number: int) -> None:
        """Ends a run that was cut off; it is not asked about again. Raises JournalError where it goes on."""
        values = (time.time(), resume.LEFT.outcome, resume.LEFT.model_dump_json(), number)
        with self._cut_off(number) as database:
            database.execute("UPDATE runs SET ended = ?, outcome = ?, end = ? WHERE number = ?", values)

    @contextmanager
    def _cut_off(self, number: int) -> Iterator[sqlite3.Connection]:
        """A transaction in which the run is one that was cut off."""
        with self._writing() as database:
            found = database.execute("SELECT * FROM runs WHERE number = ?", (number,)).fetchone()
            if found is None or state_of(found) != "unknown":
                raise JournalError(f"Run {number} is under way again, or was ended.")
            yield database

    def intend(self, run: int, step: Step) -> None:
        """Writes what is about to be done. When it raises, the act must not be performed."""
        secrets = self._secrets.setdefault(run, Secrets(value_of=self._value_of))
        self._learn(run, step, secrets)
        with self._writing() as database:
            _upsert(database, self._intention(run, step, secrets))

    def conclude(self, run: int, step: Step) -> None:
        """Writes what came of it; also for a step that was skipped and so never intended."""
        secrets = self._secrets.setdefault(run, Secrets(value_of=self._value_of))
        self._learn(run, step, secrets)
        with self._writing() as database:
            _upsert(database, self._intention(run, step, secrets) | self._result(step, secrets))

    def settle(self, run: int, step: int, outcome: Outcome) -> None:
        """Writes what the person said of a step that was cut off."""
        values = (outcome.effect, time.time(), outcome.model_dump_json(), run, step)
        with self._writing() as database:
            database.execute(
                "UPDATE steps SET state = ?, concluded_at = ?, outcome = ? WHERE run = ? AND step = ?", values
            )

    def end(self, run: int, end: End, last: Step | None = None) -> None:
        """Closes the run. `last`: what was seen when it ended without an act (nothing found, refused)."""
        secrets = self._secrets.pop(run, Secrets())
        if last is not None:
            self._keep_last(run, last, secrets)
        end = end.model_copy(update={"nearest": _without_private(end.nearest, secrets.private)})
        values = (time.time(), end.outcome, _json(secrets.hide(end.model_dump(mode="json"))), run)
        with self._writing() as database:
            database.execute("UPDATE runs SET ended = ?, outcome = ?, end = ? WHERE number = ?", values)

    def runs(self, limit: int = 50) -> tuple[RunRow, ...]:
        """The latest runs, newest first; none where nothing was ever written."""
        statement = f"{SELECT_RUN} GROUP BY number ORDER BY number DESC LIMIT ?"
        return tuple(row_of(values) for values in self._read(statement, (limit,)))

    def cut_off(self) -> RunRow | None:
        """The last run, where it was cut off and can be picked up here (agent/resume.py); else none."""
        last = next(iter(self.runs(1)), None)
        if last is None or last.state != "unknown":  # the app asks at each start: no run is read for nothing
            return None
        with contextlib.suppress(JournalError):
            resume.check(self.run(last.number))
            return last
        return None

    def run(self, number: int) -> RunRecord:
        """One run with all its steps. Raises JournalError when there is no such run."""
        possible = 0 < number < 2**63  # what SQLite can hold
        found = self._read(f"{SELECT_RUN} WHERE number = ? GROUP BY number", (number,)) if possible else []
        if not found:
            raise JournalError(f"There is no run {number}; `deskhand runs` lists those that there are.")
        steps = self._read("SELECT * FROM steps WHERE run = ? ORDER BY step", (number,))
        try:
            return RunRecord(
                row=row_of(found[0]),
                steps=tuple(step_of(values) for values in steps),
                end=End.model_validate_json(found[0]["end"]) if found[0]["end"] else None,
                machine=Machine.model_validate_json(found[0]["machine"]),
            )
        except (ValidationError, ValueError) as error:
            raise JournalError(
                f"Run {number} cannot be read: its record in {self.file} is damaged."
            ) from error

    def delete(self, number: int) -> None:
        """Removes a run for good, with its pictures. Raises JournalError where there is none of that number,
        or it is under way."""
        with self._reading() as database:
            gone = remove(database, self.pictures.folder, number)
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # out of the write-ahead log as well
        if not gone:
            raise JournalError(f"Run {number} cannot be deleted: it is not there, or is still under way.")

    def picture(self, digest: str) -> bytes:
        """The file of a stored picture, WebP or PNG."""
        return self.pictures.get(digest)

    def close(self) -> None:
        """Lets go of the file; the next call opens it again."""
        with self._lock:
            if self._database is not None:
                self._database.close()
            self._database = None

    def _prune(self) -> None:
        """Once for each journal that is opened."""
        keep, self._keep = self._keep, None
        if keep is not None:
            with self._reading() as database, plain_errors(self.file):
                prune(database, self.pictures.folder, keep)

    def _keep_last(self, run: int, last: Step, secrets: Secrets) -> None:
        """A step that came to no act, as far as it has come; one that was written already is left alone."""
        self._learn(run, last, secrets)
        columns = self._intention(run, last, secrets) | {"state": "skipped", "concluded_at": time.time()}
        with self._writing() as database:
            there = "SELECT 1 FROM steps WHERE run = ? AND step = ?"
            if database.execute(there, (run, last.index)).fetchone() is None:
                _upsert(database, columns)

    def _intention(self, run: int, step: Step, secrets: Secrets) -> dict[str, Any]:
        """The columns that are known before the act, of which `_learn` has heard."""
        act = step.decision if isinstance(step.decision, Act) else None
        frame, elements = step.observation.frame, step.observation.elements
        masks = secrets.masks(elements)
        window = where(act.action, frame) if act else ""
        window = CALLED if self._private.hides(window, frame) else window
        return {
            "run": run,
            "step": step.index,
            "words": secrets.hide(act.words if act else ""),
            "state": "unknown",
            "place": secrets.hide(window),
            "intended_at": time.time(),
            "decision": _model(_discreet(step.decision, secrets.private), secrets),
            "choices": _json(step.choices),
            "judgement": _model(step.judgement, _of_policy(step, secrets)),
            "verdict": _model(_discreet_verdict(step.verdict, secrets.private), secrets),
            "timings": _model(step.timings, secrets),
            "elements": _json([_element(e, secrets) for e in elements]),
            "element_count": len(elements),
            "windows": _json([self._window(w, frame, secrets) for w in frame.windows]),
            "before": self._picture(frame, masks),
            "crop": self._crop(frame, act, masks),
        }

    def _window(self, window: Window, frame: Frame, secrets: Secrets) -> dict[str, Any]:
        """A window as JSON; of a private one nothing but where it is."""
        if self._private.hides(window.title, frame):
            window = window.model_copy(update={"title": CALLED, "app": ""})
        kept: dict[str, Any] = secrets.hide(window.model_dump(mode="json", exclude_defaults=True))
        return kept

    def _result(self, step: Step, secrets: Secrets) -> dict[str, Any]:
        """The columns that are known after it."""
        return {
            "state": step.outcome.effect if step.outcome else "unknown",
            "concluded_at": time.time(),
            "outcome": _model(step.outcome, secrets),
            "after": self._picture(step.after, self._masks_after(step, secrets)),
        }

    def _masks_after(self, step: Step, secrets: Secrets) -> tuple[Box, ...]:
        moved = self._private.boxes(step.after) if step.after is not None else ()
        return (*moved, *secrets.masks(step.observation.elements))

    def _picture(self, frame: Frame | None, masks: tuple[Box, ...]) -> str | None:
        if frame is None or not frame.pixels.size:
            return None
        with plain_errors(self.file):
            digest = self.pictures.put(masked(frame, masks))
        return Picture(digest=digest, box=frame.box).model_dump_json()

    def _crop(self, frame: Frame, act: Act | None, masks: tuple[Box, ...]) -> str | None:
        targets = targets_of(act.action) if act else ()
        if not targets:
            return None
        box = bounding(t.box for t in targets).grown(CROP_MARGIN).intersection(frame.box)
        if box is None:
            return None
        part = Frame(pixels=frame.crop(box), origin=Point(x=box.x0, y=box.y0))
        return self._picture(part, masks)

    def _learn(self, run: int, step: Step, secrets: Secrets) -> None:
        """A secret that was not known at the beginning is taken out of what is already written."""
        secrets.private = self._private.boxes(step.observation.frame)
        secrets.keep_apart(step.observation.elements)
        if not secrets.learn(step):
            return
        with self._writing() as database:
            row = database.execute("SELECT instruction FROM runs WHERE number = ?", (run,)).fetchone()
            if row is not None:
                hidden = secrets.hide(row["instruction"])
                database.execute("UPDATE runs SET instruction = ? WHERE number = ?", (hidden, run))
            for old in database.execute("SELECT * FROM steps WHERE run = ?", (run,)).fetchall():
                _upsert(database, dict(old) | {name: _hidden(name, old[name], secrets) for name in TEXTS})
        with self._reading() as database:  # the old pages leave the write-ahead log as well
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as database, transaction(database):
            yield database

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, plain_errors(self.file):
            if self._database is None:
                self._database = connect(self.file)
            yield self._database

    def _read(self, statement: str, values: tuple[Any, ...]) -> list[sqlite3.Row]:
        with plain_errors(self.file):
            if self._database is None and not self.file.exists():
                return []  # looking makes no file
        try:
            with self._reading() as database:
                return database.execute(statement, values).fetchall()
        except JournalError as error:
            return self._read_only(statement, values, error)

    def _read_only(self, statement: str, values: tuple[Any, ...], error: JournalError) -> list[sqlite3.Row]:
        """What can be read though nothing can be written; raises `error` where that fails, too."""
        try:
            with plain_errors(self.file), closing(connect_to_read(self.file)) as database:
                return database.execute(statement, values).fetchall()
        except JournalError:
            raise error from None


SELECT_RUN = "SELECT runs.*, count(steps.step) AS step_count FROM runs LEFT JOIN steps ON steps.run = number"


def _upsert(database: sqlite3.Connection, columns: dict[str, Any]) -> None:
    """Writes a step; of one that is there already, all but the time of its intention is renewed."""
    names = list(columns)
    renewed = ", ".join(f"{n} = excluded.{n}" for n in names if n not in ("run", "step", "intended_at"))
    database.execute(
        f"INSERT INTO steps ({', '.join(names)}) VALUES ({', '.join('?' * len(names))}) "
        f"ON CONFLICT (run, step) DO UPDATE SET {renewed}",
        list(columns.values()),
    )


def _hidden(column: str, value: str | None, secrets: Secrets) -> str | None:
    """A column without its secrets; JSON is taken apart for it, since it writes quotes in its own way."""
    if value is None or column in PLAIN_TEXTS:
        return None if value is None else str(secrets.hide(value))
    return _json(secrets.hide(json.loads(value)))


def _of_policy(step: Step, secrets: Secrets) -> Secrets:
    """The policy's sentences are its own words but for what they quote: “another secret” may stay."""
    return secrets if step.judgement and "“" in step.judgement.reason else Secrets()


def _model(model: BaseModel | None, secrets: Secrets) -> str | None:
    return None if model is None else _json(secrets.hide(model.model_dump(mode="json")))


def _discreet(decision: Decision | None, private: tuple[Box, ...]) -> Decision | None:
    """Without what is written on a target in a private place; of a question what was told of it."""
    if isinstance(decision, Ask):
        return decision.model_copy(update={"candidates": _without_private(decision.told, private)})
    if not isinstance(decision, Act) or (action := discreet(decision.action, private)) is decision.action:
        return decision
    return decision.model_copy(update={"action": action, "why": "It lies in a private place."})


def _without_private(candidates: Sequence[Candidate], private: tuple[Box, ...]) -> tuple[Candidate, ...]:
    return tuple(c for c in candidates if not any(box.contains(c.point) for box in private))


def _discreet_verdict(verdict: Verdict | None, private: tuple[Box, ...]) -> Verdict | None:
    if verdict is None or verdict.action is None:
        return verdict
    return verdict.model_copy(update={"action": discreet(verdict.action, private)})


def _element(element: Element, secrets: Secrets) -> dict[str, Any]:
    """An element as JSON, without its embedding and without what a secret field shows."""
    if secrets.reveals(element):
        element = element.model_copy(update={"text": HIDDEN, "label": ""})
    kept: dict[str, Any] = element.model_dump(mode="json", exclude_defaults=True, exclude={"embedding"})
    return kept | {"score": round(element.score, 3)}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def _machine(session: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        own = version("deskhand")
    except PackageNotFoundError:
        own = ""
    return Machine(
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        cores=os.cpu_count() or 0,
        version=own,
        session=session,
    ).model_dump_json()
