"""A job in the words of each system's own scheduler: a systemd timer, a launchd agent, a Windows task. Pure.

Sources: systemd.unit(5), systemd.service(5) and systemd.syntax(7) for quoting; launchd.plist(5); the Task
Scheduler schema 1.2. Each text of the person's or of a macro is quoted, and none is read as an option, a
variable or a specifier.
"""

from __future__ import annotations

import plistlib
import subprocess
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from agent.errors import UsageError
from agent.macros.schedule import DAILY, Job, When

SPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SLACK = "5s"  # that systemd may start it late
WINDOWS_READS = ("%", "$(")  # variables, which nothing can quote there


# -- systemd --------------------------------------------------------------------------


def systemd_timer(job: Job) -> str:
    """The text of NAME.timer."""
    lines = [
        "[Unit]",
        f"Description={_told(f'Deskhand replays “{job.name}” {job.when.words}')}",
        "",
        "[Timer]",
    ]
    if job.when.every is not None:
        lines += [f"OnActiveSec={job.when.every}s", f"OnUnitActiveSec={job.when.every}s"]
    else:
        lines.append(f"OnCalendar={calendar(job.when)}")
    lines += [f"AccuracySec={SLACK}", "", "[Install]", "WantedBy=timers.target", ""]
    return "\n".join(lines)


def systemd_service(job: Job) -> str:
    """The text of NAME.service."""
    program, *words = job.command
    lines = [
        "[Unit]",
        f"Description={_told(f'Deskhand replays “{job.name}”')}",
        "",
        "[Service]",
        "Type=oneshot",
    ]
    lines.append(f"WorkingDirectory={_told(job.folder)}")
    lines += [f"Environment={_quoted(f'{name}={value}')}" for name, value in job.environment.items()]
    command = [_quoted(program), *(_quoted(word.replace("$", "$$")) for word in words)]
    return "\n".join([*lines, f"ExecStart={' '.join(command)}", ""])


def calendar(when: When) -> str:
    """The days and the time as systemd.time(7) writes them: "Mon,Thu *-*-* 09:00:00"."""
    hour, minute = when.at or (0, 0)
    days = "" if when.days == DAILY else f"{','.join(DAY_NAMES[day][:3] for day in when.days)} "
    return f"{days}*-*-* {hour:02}:{minute:02}:00"


def _quoted(text: str) -> str:
    """One word, whatever is in it."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{plain}"'


def _told(text: str) -> str:
    """A text that is no list of words: only specifiers are read in it. A backslash at its end would join it
    with the next line."""
    return text.replace("%", "%%").rstrip("\\")


# -- launchd -----------------------------------------------------------------------------


def launchd_plist(job: Job) -> bytes:
    """The contents of ID.plist."""
    about: dict[str, object] = {
        "Label": job.id,
        "ProgramArguments": list(job.command),
        "WorkingDirectory": job.folder,
        "ProcessType": "Interactive",
        "LimitLoadToSessionType": "Aqua",  # where there is a screen
    }
    if job.environment:
        about["EnvironmentVariables"] = dict(job.environment)
    if job.log:
        about |= {"StandardOutPath": job.log, "StandardErrorPath": job.log}
    return plistlib.dumps(about | _launchd_when(job.when), sort_keys=False)


def _launchd_when(when: When) -> dict[str, object]:
    if when.every is not None:
        return {"StartInterval": when.every}
    hour, minute = when.at or (0, 0)
    time = {"Hour": hour, "Minute": minute}
    if when.days == DAILY:
        return {"StartCalendarInterval": time}
    return {"StartCalendarInterval": [{"Weekday": (day + 1) % 7} | time for day in when.days]}  # 0 is Sunday


# -- Windows -------------------------------------------------------------------------------


def windows_task(job: Job, first_day: str) -> bytes:
    """The contents of the XML file for `schtasks /Create /XML`. `first_day`: from which day on, 2026-01-31.
    Raises UsageError for what the Task Scheduler would read as a variable."""
    if any(mark in word for word in (*job.command, job.folder) for mark in WINDOWS_READS):
        raise UsageError(
            "Windows' Task Scheduler reads “%” and “$(” as variables; put such a value into a CSV file and "
            "give that with --data."
        )
    task = ElementTree.Element("Task", {"version": "1.2", "xmlns": SPACE})
    _add(task, "RegistrationInfo", [("Description", f"Deskhand replays “{job.name}” {job.when.words}")])
    _add_trigger(ElementTree.SubElement(task, "Triggers"), job.when, first_day)
    principal = _add(
        ElementTree.SubElement(task, "Principals"), "Principal",
        [("LogonType", "InteractiveToken"), ("RunLevel", "LeastPrivilege")],
    )  # fmt: skip
    principal.set("id", "Author")
    _add(task, "Settings", _settings())
    _add_command(ElementTree.SubElement(task, "Actions", {"Context": "Author"}), job)
    ElementTree.indent(task)
    text = ElementTree.tostring(task, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-16"?>\n{text}\n'.encode("utf-16")


def _add_trigger(triggers: ElementTree.Element, when: When, first_day: str) -> None:
    hour, minute = when.at or (0, 0)
    start = ("StartBoundary", f"{first_day}T{hour:02}:{minute:02}:00")
    if when.every is not None:
        trigger = ElementTree.SubElement(triggers, "TimeTrigger")
        _add(trigger, "Repetition", [("Interval", f"PT{when.every // 60}M"), ("StopAtDurationEnd", "false")])
        _fill(trigger, [start, ("Enabled", "true")])
        return
    trigger = _add(triggers, "CalendarTrigger", [start, ("Enabled", "true")])
    if when.days == DAILY:
        _add(trigger, "ScheduleByDay", [("DaysInterval", "1")])
        return
    week = ElementTree.SubElement(trigger, "ScheduleByWeek")
    _add(week, "DaysOfWeek", [(DAY_NAMES[day], "") for day in when.days])
    _fill(week, [("WeeksInterval", "1")])


def _settings() -> Sequence[tuple[str, str]]:
    return [
        ("MultipleInstancesPolicy", "IgnoreNew"),
        ("DisallowStartIfOnBatteries", "false"),
        ("StopIfGoingOnBatteries", "false"),
        ("StartWhenAvailable", "false"),
        ("ExecutionTimeLimit", "PT12H"),
        ("Enabled", "true"),
    ]


def _add_command(actions: ElementTree.Element, job: Job) -> None:
    program, *words = job.command
    arguments = subprocess.list2cmdline(words)
    parts = [("Command", program), ("Arguments", arguments), ("WorkingDirectory", job.folder)]
    _add(actions, "Exec", parts)


def _add(parent: ElementTree.Element, tag: str, parts: Iterable[tuple[str, str]]) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag)
    _fill(element, parts)
    return element


def _fill(element: ElementTree.Element, parts: Iterable[tuple[str, str]]) -> None:
    for name, text in parts:
        ElementTree.SubElement(element, name).text = text or None
