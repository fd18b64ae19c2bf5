"""A run told to a person: as one self-contained page of pictures, and as lines for the terminal.

All that comes from a screen or an instruction is escaped; the page has no script and loads nothing.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from html import escape

from agent.describe import describe
from agent.journal import SqliteJournal
from agent.journal_records import RunRecord, RunRow, StepRecord
from agent.report_picture import (
    Gallery,
    after_marks,
    before_marks,
    crop_svg,
    figure,
    focus,
    is_closer,
    legend,
)
from agent.report_style import CSS
from agent.types import Act, Ask, Timings, Verdict

STATES = {
    "done": ("Done", "good"),
    "not_found": ("Not found", "warn"),
    "ambiguous": ("Several things fit", "warn"),
    "blocked": ("Refused by the policy", "bad"),
    "stopped": ("Stopped", "warn"),
    "failed": ("Failed", "bad"),
    "running": ("Still running", ""),
    "unknown": ("Interrupted: how it ended is unknown", "warn"),
}
EFFECTS = {
    "seen": ("Effect seen", "good"),
    "none": ("No effect seen", "bad"),
    "unverifiable": ("Done, nothing to see", ""),
    "unknown": ("Unknown whether it happened", "warn"),
    "skipped": ("Skipped", ""),
}
CONSEQUENCES = {
    "look": ("Only looks", ""),
    "navigate": ("Navigates", ""),
    "write": ("Writes", "warn"),
    "consequential": ("Consequential", "bad"),
    "forbidden": ("Forbidden", "bad"),
}
VERDICTS = {"allow": "allowed", "edit": "changed and allowed", "skip": "skipped", "stop": "stopped"}
JUDGES = {
    "person": "by the person",
    "policy": "by the policy, without a question",
    "yes_to_all": "by --yes-to-all, without a question",
    "dry_run": "dry run",
}


def html(record: RunRecord, journal: SqliteJournal, title: str = "") -> str:
    """One run as a page of its own; pictures that are gone are shown as grey fields."""
    title = title or f"Run {record.row.number}"
    return html_of([record], journal, title, "")


def html_of(
    records: Sequence[RunRecord], journal: SqliteJournal, title: str, lead: str, extra: str = ""
) -> str:
    """Several runs on one page. `lead` is plain text; `extra` is HTML that stands before the runs."""
    gallery = Gallery(journal)
    runs = "".join(_run(record, gallery) for record in records)
    paragraph = f'<p class="lead">{escape(lead)}</p>' if lead else ""
    body = f'<p class="brand">Deskhand</p><h1>{escape(title)}</h1>{paragraph}{extra}{legend()}{runs}'
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<style>{CSS}</style></head><body>{gallery.defs()}<main>{body}{_foot()}</main></body></html>\n"
    )


def summary_lines(record: RunRecord) -> list[str]:
    """The run in the terminal: what was asked, each step with its outcome, how it ended."""
    row = record.row
    lines = [f"Run {row.number}, {_when(row.begun)}: {row.instruction}"]
    for step in record.steps:
        effect = EFFECTS[step.state][0].lower()
        detail = f": {step.outcome.detail}" if step.outcome and step.outcome.detail else ""
        lines += [f"  {step.index}. {_does(step)}", f"     {effect}{detail} ({_seconds(step):.1f} s)"]
    end = f"{STATES[row.state][0]}. {row.reason}".strip()
    lines.append(f"{end} {_count(row.steps)}{_took(row)}.")
    if row.state == "unknown":
        lines.append(f"It was cut off; to go on with it: deskhand run --resume {row.number}")
    return lines


def run_lines(rows: Sequence[RunRow]) -> list[str]:
    """The list of runs in the terminal, newest first."""
    if not rows:
        return ['No runs yet. Try: deskhand run "click Save"']
    width = max(len(str(row.number)) for row in rows)
    return [
        f"{row.number:>{width}}  {_when(row.begun)}  {row.state:<9}  {_count(row.steps):>8}  {_line(row)}"
        for row in rows
    ]


def _run(record: RunRecord, gallery: Gallery) -> str:
    row = record.row
    reason = f'<p class="lead">{escape(row.reason)}</p>' if row.reason else ""
    nearest = _nearest(record)
    steps = "".join(_step(row.number, step, gallery) for step in record.steps)
    return (
        f'<section class="run" id="run{row.number}"><div class="head"><h2>{escape(row.instruction)}</h2>'
        f"{_pill(*STATES[row.state])}</div>{_facts(record)}{_times(_total(record))}{reason}{nearest}{steps}</section>"
    )


def _facts(record: RunRecord) -> str:
    row, machine = record.row, record.machine
    facts = {"Run": str(row.number), "Begun": _when(row.begun), "Steps": str(row.steps)}
    if row.ended is not None:
        facts["Took"] = f"{row.ended - row.begun:.1f} s"
    if (shown := next((s.before for s in record.steps if s.before), None)) is not None:
        facts["Screen"] = f"{shown.box.width} × {shown.box.height}"
    if record.steps:
        facts["Elements seen"] = str(round(sum(len(s.elements) for s in record.steps) / len(record.steps)))
    facts["Machine"] = f"{machine.system}, {machine.cores} cores, {machine.session}"
    facts["Deskhand"] = f"{machine.version} on Python {machine.python}"
    items = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in facts.items())
    return f'<dl class="facts">{items}</dl>'


def _nearest(record: RunRecord) -> str:
    if record.end is None or not record.end.nearest:
        return ""
    items = "".join(
        f"<li>{escape(c.element.kind.replace('_', ' '))} “{escape(c.element.name)}” "
        f"at ({c.point.x}, {c.point.y}), score {c.score:.2f}</li>"
        for c in record.end.nearest
    )
    return f"<p>Nearest:</p><ol class='nearest'>{items}</ol>"


def _step(run: int, step: StepRecord, gallery: Gallery) -> str:
    pills = [_pill(*CONSEQUENCES[step.judgement.consequence])] if step.judgement else []
    pills += [_pill(*EFFECTS[step.state])] if isinstance(step.decision, Act) else []
    does = f'<span class="number">{step.index}</span><h3>{escape(_does(step))}</h3>'
    head = f'<div class="top">{does}{"".join(pills)}</div>'
    crop = f'<div class="crop">{crop_svg(step, gallery)}</div>' if is_closer(step) else ""
    detail = f'<div class="detail">{crop}<div>{_reasons(step)}{_times(step.timings)}</div></div>'
    return f'<article class="step">{head}{_pictures(run, step, gallery)}{detail}</article>'


def _pictures(run: int, step: StepRecord, gallery: Gallery) -> str:
    if step.before is None:
        return ""
    name, view = f"z{run}-{step.index}", focus(step)
    caption = f"Before: {len(step.elements)} elements seen; point at one to read it"
    figures = figure(f"{name}-a", view, step.before.box, before_marks(step, gallery), caption)
    if step.after is not None:
        changed = step.outcome is not None and step.outcome.changed is not None
        caption = "After, with what changed" if changed else "After"
        figures += figure(f"{name}-b", view, step.after.box, after_marks(step, gallery), caption)
    return f'<div class="pictures">{figures}</div>'


def _reasons(step: StepRecord) -> str:
    rows: dict[str, str] = {}
    if isinstance(step.decision, Act):
        rows["Asked for"] = f"“{step.words}”"
        rows["Why this"] = (
            f"{step.decision.why} (score {step.decision.score:.2f}, {step.decision.planner} planner)"
        )
    elif isinstance(step.decision, Ask):
        rows["Question"] = step.decision.question
    if step.window:
        rows["Window"] = step.window
    if step.judgement is not None:
        rows["May cause"] = f"{CONSEQUENCES[step.judgement.consequence][0]}. {step.judgement.reason}"
    if step.verdict is not None:
        rows["Approval"] = _approval(step.verdict)
    rows["What happened"] = _happened(step)
    items = "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in rows.items())
    return f'<dl class="why">{items}</dl>'


def _approval(verdict: Verdict) -> str:
    return f"{VERDICTS[verdict.kind]} {JUDGES[verdict.by]}".capitalize()


def _happened(step: StepRecord) -> str:
    if step.outcome is None and step.state != "unknown":
        return "Nothing was done."
    if step.outcome is None:
        return "Unknown: the act was about to be performed, and no outcome was written after it."
    return f"{EFFECTS[step.outcome.effect][0]}. {step.outcome.detail}"


def _times(timings: Timings) -> str:
    seconds = {name: value for name, value in timings.model_dump().items() if value >= 0.0005}
    total = sum(seconds.values())
    if not total:
        return ""
    bar = "".join(f'<i class="{n}" style="width:{v / total:.2%}"></i>' for n, v in seconds.items())
    words = "".join(f'<span><b class="{n}"></b>{n} {v:.2f} s</span>' for n, v in seconds.items())
    return f'<div class="bar">{bar}</div><div class="times">{words}<span>together {total:.2f} s</span></div>'


def _total(record: RunRecord) -> Timings:
    names = Timings.model_fields
    return Timings(**{name: sum(getattr(s.timings, name) for s in record.steps) for name in names})


def _does(step: StepRecord) -> str:
    if isinstance(step.decision, Act):
        return describe(step.decision.action)
    return step.decision.question if isinstance(step.decision, Ask) else "Looked, and did nothing"


def _pill(words: str, tone: str) -> str:
    return f'<span class="pill {tone}">{escape(words)}</span>'


def _seconds(step: StepRecord) -> float:
    return float(sum(step.timings.model_dump(exclude={"confirm"}).values()))


def _line(row: RunRow) -> str:
    return " ".join(row.instruction.split())


def _took(row: RunRow) -> str:
    return f", {row.ended - row.begun:.1f} s" if row.ended is not None else ""


def _count(steps: int) -> str:
    return f"{steps} step" if steps == 1 else f"{steps} steps"


def _when(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))


def _foot() -> str:
    return '<p class="foot">Made by Deskhand from its journal. Passwords were never written down.</p>'
