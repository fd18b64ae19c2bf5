"""Answers held to a schema: llguidance says for each token what may follow, and all else is masked.

The mask is unpacked eagerly: llguidance's own function for torch is compiled at its first call, which wants a
C++ compiler on the person's machine.
"""

from __future__ import annotations

import json
from typing import Any

import llguidance  # noqa: TID253
import llguidance.hf  # noqa: TID253
import llguidance.numpy  # noqa: TID253
import torch  # noqa: TID253 — this file is imported only by those who run a model
from transformers import LogitsProcessor  # noqa: TID253

from agent.errors import ModelError
from agent.messages import Request

SENTENCE = r"/[^\n\r<>\u0000-\u001f]{1,160}/"


class Grammars:
    """Makes the constraints of one tokenizer."""

    def __init__(self, tokenizer: Any, vocabulary: int) -> None:
        self._tokenizer = tokenizer
        self.tokens = llguidance.hf.from_tokenizer(tokenizer, n_vocab=vocabulary)

    def constraint(self, request: Request, rows: int = 1) -> Constraint | None:
        """What holds the answer to the request's schema; None where it has none. Raises ModelError."""
        if request.schema is None:
            return None
        grammar = self._json(request.schema) if request.call is None else self._call(request)
        fault = llguidance.LLMatcher.validate_grammar(grammar, self.tokens)
        if fault:
            raise ModelError(f"The schema of the answer cannot be kept to ({fault[:100]}).")
        return Constraint(self.tokens, grammar, rows)

    def _json(self, schema: dict[str, Any]) -> str:
        return str(
            llguidance.LLMatcher.grammar_from_json_schema(
                json.dumps(schema), defaults={"whitespace_flexible": False}
            )
        )

    def _call(self, request: Request) -> str:
        """A sentence, then JSON between the marks of a tool call."""
        assert request.schema is not None
        assert request.call is not None
        body = json.dumps(request.schema | {"x-guidance": {"whitespace_flexible": False}})
        opening, closing = (self._mark(mark) for mark in (request.call.opening, request.call.closing))
        return str(
            llguidance.LLMatcher.grammar_from_lark(
                f'start: "Action: " SENT "\\n" {opening} "\\n" body "\\n" {closing}\n'
                f"SENT: {SENTENCE}\nbody: %json {body}\n"
            )
        )

    def _mark(self, mark: str) -> str:
        """A token of its own where the tokenizer has one, else its letters."""
        number = self._tokenizer.convert_tokens_to_ids(mark)
        known = isinstance(number, int) and number != self._tokenizer.unk_token_id
        return f"<[{number}]>" if known else json.dumps(mark)


class Constraint(LogitsProcessor):  # type: ignore[misc]
    """For one call of `generate`; each of its rows has a matcher of its own."""

    def __init__(self, tokens: Any, grammar: str, rows: int = 1) -> None:
        self._matchers = [llguidance.LLMatcher(tokens, grammar) for _ in range(rows)]
        self._mask = llguidance.numpy.allocate_token_bitmask(rows, tokens.vocab_size)
        self._seen = -1  # tokens taken in so far; the first call brings the prompt alone

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """input_ids [rows, n], scores [rows, vocabulary] → the scores, -inf for what may not follow."""
        fresh = input_ids[:, self._seen :] if self._seen >= 0 else input_ids[:, :0]
        for column in fresh.unbind(1):
            for matcher, token in zip(self._matchers, column.tolist(), strict=True):
                if not matcher.is_stopped():
                    matcher.consume_token(token)
        self._seen = input_ids.shape[1]
        for row, matcher in enumerate(self._matchers):
            llguidance.numpy.fill_next_token_bitmask(matcher, self._mask, row)  # at its end: only to stop
        return scores.masked_fill(~self._allowed(scores), float("-inf"))

    def _allowed(self, scores: torch.Tensor) -> torch.Tensor:
        shifts = torch.arange(32, dtype=torch.int32, device=scores.device)
        bits = torch.from_numpy(self._mask).to(scores.device).unsqueeze(-1) >> shifts
        allowed = (bits & 1).bool().flatten(1)[:, : scores.shape[1]]
        lacking = scores.shape[1] - allowed.shape[1]  # the head may be padded
        return torch.nn.functional.pad(allowed, (0, lacking)) if lacking > 0 else allowed
