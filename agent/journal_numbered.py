"""A journal that remembers which run it was given last: who replays a macro writes a report of just that."""

from __future__ import annotations

from agent.journal_records import RunRecord
from agent.ports import Journal
from agent.types import End, Outcome, Step


class NumberedJournal:
    """Passes everything on. Implements agent.ports.Journal."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.number = 0  # of the last run; 0 before one

    def begin(self, instruction: str) -> int:
        self.number = self._journal.begin(instruction)
        return self.number

    def reopen(self, record: RunRecord) -> int:
        self.number = self._journal.reopen(record)
        return self.number

    def settle(self, run: int, step: int, outcome: Outcome) -> None:
        self._journal.settle(run, step, outcome)

    def intend(self, run: int, step: Step) -> None:
        self._journal.intend(run, step)

    def conclude(self, run: int, step: Step) -> None:
        self._journal.conclude(run, step)

    def end(self, run: int, end: End, last: Step | None = None) -> None:
        self._journal.end(run, end, last)
