"""When a macro is replayed by itself, and as which command. The system's own scheduler does it; nothing of
ours waits. Pure: what stands in its files is in agent/macros/schedule_files.py.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from agent.errors import UsageError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAILY = tuple(range(7))
WORDS = {"daily": DAILY, "weekdays": DAILY[:5], "weekends": DAILY[5:]}
CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
SPAN = re.compile(r"(\d{1,4})\s*(m|h|d)")
SECONDS = {"m": 60, "h": 3600, "d": 86400}
SHORTEST, LONGEST = 60, 31 * 86400  # seconds; Windows takes no others
ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
KEPT = ("DESKHAND_HOME", "DESKHAND_DATA_DIR", "DESKHAND_CONFIG_DIR", "DESKHAND_CACHE_DIR")
SESSION = ("DISPLAY", "XAUTHORITY", "XDG_SESSION_TYPE")  # of X11: what a program needs to reach the screen


@dataclass(frozen=True)
class When:
    """At a time of certain days (0 is Monday), or every so many seconds."""

    days: tuple[int, ...] = DAILY
    at: tuple[int, int] | None = None  # hour, minute
    every: int | None = None  # seconds

    @property
    def words(self) -> str:
        """ "at 09:00 on weekdays", "every 30 minutes"."""
        if self.every is not None:
            return f"every {_span_words(self.every)}"
        hour, minute = self.at or (0, 0)
        known = {days: word for word, days in WORDS.items()}
        days = known.get(self.days, ", ".join(DAYS[day].capitalize() for day in self.days))
        return f"at {hour:02}:{minute:02} {days if days == 'daily' else f'on {days}'}"


@dataclass(frozen=True)
class Job:
    """A macro that is replayed by itself: the whole command, and what it finds in its environment."""

    name: str
    when: When
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: str = "/"  # where it is started
    log: str = ""  # a file for what it says, where the system keeps no log of its own

    @property
    def id(self) -> str:
        """What its files are called: letters, digits and hyphens only, whatever the macro is called."""
        return id_of(self.name)


def id_of(name: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40].strip("-")
    digest = hashlib.sha256(name.encode("utf-8")).hexdigest()[:8]
    return "-".join(part for part in ("deskhand", plain, digest) if part)


def when_of(at: str | None, every: str | None, days: str | None) -> When:
    """From the words of the command. Raises UsageError."""
    if (at is None) == (every is None):
        raise UsageError("Say when: --at 09:00 (and --on weekdays), or --every 30m.")
    if every is not None:
        if days is not None:
            raise UsageError("--on goes with --at: which days is part of --every already.")
        return When(every=_seconds(every))
    found = CLOCK.fullmatch((at or "").strip())
    if found is None:
        raise UsageError("A time is written like 09:00 or 17:30.")
    return When(days=_days(days or "daily"), at=(int(found[1]), int(found[2])))


def _days(text: str) -> tuple[int, ...]:
    words = [word.strip().casefold() for word in text.split(",")]
    days: set[int] = set()
    for word in words:
        if word in WORDS:
            days |= set(WORDS[word])
        elif len(word) >= 3 and any(_DAY_NAMES[i].startswith(word) for i in DAILY):
            days |= {i for i in DAILY if _DAY_NAMES[i].startswith(word)}
        else:
            raise UsageError("Days are written like weekdays, daily, weekends or mon,thu.")
    return tuple(sorted(days))


_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _seconds(text: str) -> int:
    found = SPAN.fullmatch(text.strip().casefold())
    seconds = int(found[1]) * SECONDS[found[2]] if found is not None else 0
    if not SHORTEST <= seconds <= LONGEST:
        raise UsageError("A span is written like 30m, 2h or 1d: a minute at least, 31 days at most.")
    return seconds


def _span_words(seconds: int) -> str:
    for word, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds % length == 0:
            count = seconds // length
            return word if count == 1 else f"{count} {word}s"
    return ""


def environment_of(environ: Mapping[str, str], session: bool) -> dict[str, str]:
    """What the command needs of the environment that it is scheduled in: where Deskhand keeps its things, and
    of the `session` its display. Nothing else, and no key or password."""
    names = (*KEPT, *(SESSION if session else ()))
    return {name: environ[name] for name in names if environ.get(name)}


def checked(job: Job) -> Job:
    """The job itself. Raises UsageError where a text of it cannot stand in the system's files."""
    texts = [*job.command, job.folder, job.log, *job.environment.values()]
    if any(ACTING.search(text) for text in texts):
        raise UsageError(
            "A value with line breaks or control characters cannot be scheduled; put it into a CSV file and "
            "give that with --data."
        )
    return job


def replay_words(
    target: str, options: Sequence[str], values: Mapping[str, str], files: Mapping[str, Path]
) -> list[str]:
    """The words after `deskhand`: unattended, each value as one word, files by their whole paths."""
    words = ["replay", "--unattended", *options]
    words += [f"--var={name}={value}" for name, value in values.items()]
    words += [f"--{name}={path.absolute()}" for name, path in files.items()]
    return [*words, "--", target]
