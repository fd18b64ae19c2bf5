"""JUnit XML of replays, as CI servers read it: a suite for each macro, a case for each step or row. Pure.

Words of the screen stand in it, so what XML 1.0 cannot hold is replaced (production 2 of its specification).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from xml.etree import ElementTree

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LONGEST_NAME = 300  # characters

CaseState = Literal["passed", "failed", "error", "skipped"]


@dataclass(frozen=True)
class Case:
    """One step or row. `state` "error": it could not be tried at all; `kind`: what sort of failure."""

    name: str
    seconds: float = 0.0
    state: CaseState = "passed"
    sentence: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Suite:
    """One macro. `begun`: seconds since 1970; `seconds`: the whole of it (None: its cases together)."""

    name: str
    cases: tuple[Case, ...] = ()
    begun: float = 0.0
    seconds: float | None = None

    @property
    def took(self) -> float:
        return self.seconds if self.seconds is not None else sum(case.seconds for case in self.cases)

    def count(self, state: CaseState) -> int:
        return sum(case.state == state for case in self.cases)


def junit(suites: Sequence[Suite], name: str = "deskhand") -> str:
    """The whole document, in UTF-8's characters."""
    root = ElementTree.Element("testsuites", _totals(suites) | {"name": clean(name)})
    for suite in suites:
        root.append(_suite(suite))
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def clean(text: str) -> str:
    """The text with a replacement character for each one that XML cannot hold."""
    return NOT_IN_XML.sub("\ufffd", text)


def _totals(suites: Iterable[Suite]) -> dict[str, str]:
    every = list(suites)
    counts = {
        "tests": sum(len(suite.cases) for suite in every),
        "failures": sum(suite.count("failed") for suite in every),
        "errors": sum(suite.count("error") for suite in every),
        "skipped": sum(suite.count("skipped") for suite in every),
    }
    return {key: str(value) for key, value in counts.items()} | {
        "time": _time(sum(suite.took for suite in every))
    }


def _suite(suite: Suite) -> ElementTree.Element:
    begun = datetime.fromtimestamp(suite.begun, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    element = ElementTree.Element(
        "testsuite", {"name": _name(suite.name)} | _totals([suite]) | {"timestamp": begun}
    )
    for case in suite.cases:
        element.append(_case(case, suite.name))
    return element


def _case(case: Case, suite: str) -> ElementTree.Element:
    about = {"classname": _name(suite), "name": _name(case.name), "time": _time(case.seconds)}
    element = ElementTree.Element("testcase", about)
    tag = {"failed": "failure", "error": "error", "skipped": "skipped"}.get(case.state)
    if tag is not None:
        told = {"message": clean(case.sentence)} | ({"type": clean(case.kind)} if tag != "skipped" else {})
        child = ElementTree.SubElement(element, tag, told)
        child.text = clean(case.sentence) if tag != "skipped" else None
    return element


def _name(text: str) -> str:
    """On one line: servers make paths and links of it."""
    return clean(" ".join(text.split()))[:LONGEST_NAME]


def _time(seconds: float) -> str:
    return f"{max(0.0, seconds):.3f}"
