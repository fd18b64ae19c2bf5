"""Instructions of several steps in free words: a table written by hand, by people's ways of saying things.

Its steps know nothing of the parser's own forms (loosely.py compares them): who wrote it had not seen it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from loosely import agrees

from agent.instruction import parse
from agent.intents import flat

ROWS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "instructions_tasks.json").read_text(encoding="utf-8")
)
AT_ONCE = 20  # sentences to a test: a test for each costs more in set-up than in parsing
PARTS = [ROWS[at : at + AT_ONCE] for at in range(0, len(ROWS), AT_ONCE)]


@pytest.mark.parametrize("rows", PARTS, ids=lambda rows: rows[0]["say"][:40])
def test_what_people_say_is_what_is_done(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert (row["say"], agrees(parse(row["say"]), row["do"])) == (row["say"], "")


def test_the_table_is_large_in_both_languages_and_says_nothing_twice() -> None:
    chinese = [row for row in ROWS if any("\u3400" <= letter <= "\u9fff" for letter in row["say"][:12])]
    assert len({row["say"] for row in ROWS}) == len(ROWS) >= 300
    assert len(chinese) >= 140
    assert len(ROWS) - len(chinese) >= 140


def test_none_of_them_stands_in_the_older_tables() -> None:
    for language in ("en", "zh"):
        path = Path(__file__).parent / f"instructions_{language}.json"
        older = {row["say"] for row in json.loads(path.read_text(encoding="utf-8"))}
        assert older.isdisjoint(row["say"] for row in ROWS)


@pytest.mark.parametrize(
    "say",
    ["if there is a banner, log in as ada with password hunter22",
     "如果看到登录就用 ada 登录，密码 hunter22",
     "username is lars, password is hunter22, log in please",
     "My login is f.k and my password is hunter22; sign me in.",
     "the password for ada is hunter22, log in with that",
     "fill in the form: name = Ada, password = hunter22, then send it"],
)  # fmt: skip
def test_a_password_stands_in_no_words_that_are_shown(say: str) -> None:
    intents = list(flat(parse(say)))
    assert any(intent.kind == "type" and intent.secret and intent.text == "hunter22" for intent in intents)
    for intent in intents:
        assert "hunter22" not in intent.words


@pytest.mark.parametrize(
    "say",
    ["whenever a mail comes, click Archive", "click Close once it is done",
     "don't click Save", "if it rains", "如果", "if a dialog appears", "while it loads, click Stop"],
)  # fmt: skip
def test_what_is_no_case_is_refused(say: str) -> None:
    with pytest.raises(Exception, match=r"."):
        parse(say)
