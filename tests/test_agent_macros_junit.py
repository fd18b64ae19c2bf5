"""JUnit XML: what CI servers count, whatever stood on the screen."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.macros.junit import Case, Suite, junit

EVIL = '<failure message="x">&amp;]]></failure>"\'\n\t'
SUITES = (
    Suite(
        "Write a letter",
        (
            Case("Click the button “Save”", 0.25),
            Case("Type “x”", 1.5, "failed", "“Name” was not found.", "not_found"),
            Case("Press Ctrl+S", 0.0, "skipped", "Not reached."),
        ),
        begun=1_700_000_000.0,
    ),
    Suite("写信", (Case("row 1", 2.0, "error", "No display.", "failed"),), seconds=3.0),
)


def read(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.encode("utf-8"))


def test_what_is_counted() -> None:
    root = read(junit(SUITES))
    assert root.tag == "testsuites"
    assert {name: root.get(name) for name in ("tests", "failures", "errors", "skipped", "time")} == {
        "tests": "4", "failures": "1", "errors": "1", "skipped": "1", "time": "4.750",
    }  # fmt: skip
    first, second = root.findall("testsuite")
    assert (first.get("name"), first.get("tests"), first.get("time")) == ("Write a letter", "3", "1.750")
    assert first.get("timestamp") == "2023-11-14T22:13:20"
    assert (second.get("name"), second.get("errors"), second.get("time")) == ("写信", "1", "3.000")


def test_what_is_told_of_each_case() -> None:
    passed, failed, skipped, error = read(junit(SUITES)).iter("testcase")
    assert (passed.get("name"), passed.get("classname")) == ("Click the button “Save”", "Write a letter")
    assert (passed.get("time"), list(passed)) == ("0.250", [])
    failure = failed.find("failure")
    assert failure is not None
    assert failure.attrib == {"message": "“Name” was not found.", "type": "not_found"}
    assert failure.text == "“Name” was not found."
    left_out = skipped.find("skipped")
    assert left_out is not None
    assert left_out.attrib == {"message": "Not reached."}
    assert error.find("error") is not None


def test_words_of_the_screen_are_text() -> None:
    root = read(junit([Suite(EVIL, (Case(EVIL, 1, "failed", EVIL, EVIL),))], EVIL))
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.text == failure.get("message") == EVIL
    assert len(list(root.iter())) == 4
    assert root.findall("testsuite")[0].get("name") == " ".join(EVIL.split())


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\x0b", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_replaced(bad: str) -> None:
    text = junit([Suite(f"a{bad}b", (Case(f"c{bad}", 0, "failed", f"d{bad}e", "x"),))])
    failure = read(text).find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.text == "d\ufffde"


@given(st.text(st.characters(codec=None)), st.floats(allow_nan=False, min_value=-1, max_value=1e9))
def test_any_text_gives_a_document(text: str, seconds: float) -> None:
    read(junit([Suite(text, (Case(text, seconds, "failed", text, text),))], text))


def test_nothing_at_all() -> None:
    assert read(junit([])).get("tests") == "0"
