"""Consent: who may let an act pass, and the token that the hands ask for.

The hands carry out nothing without an Approval. A Notary makes one for exactly this act on exactly this
picture of its targets; it counts once, and for a minute. Only Consent, which asks the person or goes by the
rule that they set, has the Notary make one; the hands can but redeem it.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from agent import policy
from agent.errors import PolicyError
from agent.ports import Confirmer
from agent.settings import Settings
from agent.types import Act, Action, Approval, Frame, Judgement, Observation, Verdict, targets_of

LASTS = 60.0  # seconds
MOST_OPEN = 64  # approvals that nobody has redeemed; the oldest are dropped
MARGIN = 4  # pixels round a target that belong to its picture
NONE = "Nobody has approved this act, so nothing was done."
SPENT = "This approval has been used, or was never given; nothing was done."
LATE = f"The approval is older than {LASTS:g} s; nothing was done. Say it again."
OTHER = "The act is not the one that was approved; nothing was done."


class Notary:
    """Makes approvals and redeems each once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open: dict[str, tuple[str, float]] = {}  # token → digest, when it was made

    def approve(self, action: Action, seen: Frame) -> Approval:
        """For this act alone, as its targets look in this picture."""
        token = secrets.token_hex(16)
        self._open[token] = digest(action, seen), self._clock()
        while len(self._open) > MOST_OPEN:
            self._open.pop(next(iter(self._open)))
        return Approval(token=token)

    def redeem(self, approval: Approval | None, action: Action, seen: Frame) -> None:
        """Spends it. Raises PolicyError where it is not for this act and picture, late, or spent."""
        if approval is None:
            raise PolicyError(NONE)
        approved, made = self._open.pop(approval.token, ("", 0.0))
        if not approved:
            raise PolicyError(SPENT)
        if self._clock() - made > LASTS:
            raise PolicyError(LATE)
        if not secrets.compare_digest(approved, digest(action, seen)):
            raise PolicyError(OTHER)


def digest(action: Action, seen: Frame) -> str:
    """Of the whole act, and of what stands at each of its targets, in which window."""
    whole = hashlib.sha256(action.model_dump_json().encode("utf-8", "surrogatepass"))
    for target in targets_of(action):
        region = target.box.grown(MARGIN).intersection(seen.box)
        window = seen.window_at(target.point)
        whole.update(repr((region, window and (window.id, window.title, window.box))).encode())
        if region is not None:
            whole.update(seen.crop(region).tobytes())
    return whole.hexdigest()


@dataclass(frozen=True)
class Consent:
    """Lets acts pass, by the settings' rules or by the person's word."""

    confirmer: Confirmer
    notary: Notary
    settings: Settings

    def asks(self, judgement: Judgement, edited: bool) -> bool:
        """Whether the person is to be asked. Raises PolicyError for what is forbidden."""
        rule = policy.ask_rule(judgement, self.settings.yes, self.settings.yes_to_all)
        if rule == "refuse":
            raise PolicyError(judgement.reason)
        return not self.settings.dry_run and (rule == "ask" or edited)

    def verdict(self, act: Act, judgement: Judgement, seen: Observation, edited: bool = False) -> Verdict:
        """What becomes of the act, with the approval where it is allowed. Raises PolicyError, Stopped."""
        if self.asks(judgement, edited):
            verdict = self.confirmer.confirm(act, judgement, seen)
        elif self.settings.dry_run:
            return Verdict(kind="skip", by="dry_run")
        else:
            by_all = judgement.consequence == "consequential"
            verdict = Verdict(kind="allow", by="yes_to_all" if by_all else "policy")
        if verdict.kind != "allow":
            return verdict
        return verdict.model_copy(update={"approval": self.notary.approve(act.action, seen.frame)})
