"""An approval is for one act, on one picture, once, and for a minute; and only consent makes one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.consent import LASTS, MOST_OPEN, Consent, Notary, digest
from agent.errors import PolicyError
from agent.fake import OracleEyes, ScriptedConfirmer, login_scene
from agent.settings import load
from agent.types import (
    Act,
    Action,
    Approval,
    Box,
    Click,
    Drag,
    Frame,
    Judgement,
    Observation,
    Point,
    Press,
    Target,
    TypeText,
    Verdict,
    Window,
)


def target(x: int = 60, y: int = 40) -> Target:
    return Target(
        point=Point(x=x, y=y), box=Box(x0=x - 20, y0=y - 10, x1=x + 20, y1=y + 10), description="Save"
    )


def frame(mark: int = 0, at: tuple[int, int] = (40, 60)) -> Frame:
    pixels = np.full((120, 160, 3), 200, np.uint8)
    pixels[at] = mark
    window = Window(id=3, title="Notes", pid=42, box=Box(x0=0, y0=0, x1=160, y1=120))
    return Frame(pixels, windows=(window,))


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


CLICK = Click(target=target())


def test_an_approval_counts_once() -> None:
    notary = Notary()
    approval = notary.approve(CLICK, frame())
    notary.redeem(approval, CLICK, frame())
    with pytest.raises(PolicyError, match="has been used"):
        notary.redeem(approval, CLICK, frame())


def test_no_approval_and_a_made_up_one_are_refused() -> None:
    notary = Notary()
    notary.approve(CLICK, frame())
    with pytest.raises(PolicyError, match="Nobody has approved"):
        notary.redeem(None, CLICK, frame())
    with pytest.raises(PolicyError, match="never given"):
        notary.redeem(Approval(token="f" * 32), CLICK, frame())


@pytest.mark.parametrize(
    "other",
    [
        Click(target=target(61)),
        Click(target=target(), button="right"),
        Click(target=target(), count=2),
        TypeText(text="rm", target=target()),
        Press(keys=("enter",)),
        Drag(source=target(), to=target(100)),
    ],
)
def test_another_act_is_refused_and_spends_it(other: Action) -> None:
    notary = Notary()
    approval = notary.approve(CLICK, frame())
    with pytest.raises(PolicyError, match="not the one"):
        notary.redeem(approval, other, frame())
    with pytest.raises(PolicyError):
        notary.redeem(approval, CLICK, frame())


def test_another_picture_of_the_target_or_another_window_is_refused() -> None:
    titled = Frame(frame().pixels, windows=(frame().windows[0].model_copy(update={"title": "Mail"}),))
    for seen in (frame(mark=90), titled):
        notary = Notary()
        approval = notary.approve(CLICK, frame())
        with pytest.raises(PolicyError, match="not the one"):
            notary.redeem(approval, CLICK, seen)


def test_what_changes_elsewhere_does_not_matter() -> None:
    notary = Notary()
    notary.redeem(notary.approve(CLICK, frame(mark=200)), CLICK, frame(mark=90, at=(110, 10)))


def test_a_minute_later_it_is_too_late() -> None:
    clock = Clock()
    notary = Notary(clock)
    early, late = notary.approve(CLICK, frame()), notary.approve(CLICK, frame())
    clock.now += LASTS
    notary.redeem(early, CLICK, frame())
    clock.now += 0.1
    with pytest.raises(PolicyError, match="older than 60 s"):
        notary.redeem(late, CLICK, frame())


def test_unspent_approvals_do_not_pile_up() -> None:
    notary = Notary()
    first = notary.approve(CLICK, frame())
    for _ in range(MOST_OPEN):
        notary.approve(CLICK, frame())
    with pytest.raises(PolicyError):
        notary.redeem(first, CLICK, frame())


def test_a_token_is_never_written() -> None:
    approval = Notary().approve(CLICK, frame())
    verdict = Verdict(kind="allow", approval=approval)
    assert approval.token not in repr(verdict) + verdict.model_dump_json() + repr(approval)


@given(st.text(), st.text())
def test_two_texts_have_two_digests(one: str, other: str) -> None:
    digests = [digest(TypeText(text=text, target=target()), frame()) for text in (one, other)]
    assert (digests[0] == digests[1]) == (one == other)


SEEN: Observation = OracleEyes(login_scene()).look(login_scene().grab())
ACT = Act(action=Press(keys=("a",)), words="press a")


def consent(confirmer: ScriptedConfirmer | None = None, **options: bool) -> Consent:
    return Consent(confirmer or ScriptedConfirmer(), Notary(), load(None, **options))


def test_an_allowed_act_can_be_done_once() -> None:
    made = consent()
    verdict = made.verdict(ACT, Judgement(consequence="write", reason="It types."), SEEN)
    assert verdict.kind == "allow"
    made.notary.redeem(verdict.approval, ACT.action, SEEN.frame)


@pytest.mark.parametrize("kind", ["skip", "stop", "edit"])
def test_nothing_else_gives_an_approval(kind: str) -> None:
    answer = Verdict(kind=kind, action=Press(keys=("b",)) if kind == "edit" else None)  # type: ignore[arg-type]
    verdict = consent(ScriptedConfirmer([answer])).verdict(
        ACT, Judgement(consequence="write", reason="It types."), SEEN
    )
    assert verdict.approval is None


def test_the_persons_rule_gives_one_too_and_a_dry_run_none() -> None:
    judgement = Judgement(consequence="write", reason="It types.")
    confirmer = ScriptedConfirmer()
    assert consent(confirmer, yes=True).verdict(ACT, judgement, SEEN).approval is not None
    assert consent(confirmer, dry_run=True).verdict(ACT, judgement, SEEN).kind == "skip"
    assert confirmer.asked == []


def test_what_is_forbidden_is_refused_before_anybody_is_asked() -> None:
    confirmer = ScriptedConfirmer()
    with pytest.raises(PolicyError, match="never"):
        consent(confirmer, yes_to_all=True).verdict(
            ACT, Judgement(consequence="forbidden", reason="It is never done."), SEEN
        )
    assert confirmer.asked == []
