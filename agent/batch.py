"""The file of `deskhand find --batch`: JSON lines with id, image and instruction, checked before any look."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, StrictInt, StrictStr, ValidationError

from agent.errors import UsageError
from agent.types import Frozen


class BatchLine(Frozen):
    """One line."""

    id: StrictStr | StrictInt
    image: Path
    instruction: str = Field(max_length=10_000)

    @property
    def key(self) -> str:
        """The id as the name of its answer: JSON has no names that are numbers."""
        return str(self.id)

    def image_beside(self, batch: Path) -> Path:
        """The picture; a relative path that is not there is taken from the batch file's folder."""
        here = self.image.is_absolute() or self.image.exists()
        return self.image if here else batch.parent / self.image


def read_batch(batch: Path) -> list[BatchLine]:
    """All lines in order, blank ones left out. Raises UsageError."""
    try:
        text = batch.read_text(encoding="utf-8-sig")  # Windows likes to put a mark before the text
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The batch file {batch} cannot be read: {error}.") from error
    lines: dict[str, tuple[int, BatchLine]] = {}
    for number, words in enumerate(text.split("\n"), start=1):  # other separators may stand in a text
        if words.strip():
            line = _line(words, number, batch)
            first, _ = lines.setdefault(line.key, (number, line))
            if first != number:
                raise UsageError(
                    f"Lines {first} and {number} of {batch} have the same id “{line.key}”; "
                    "give each line one of its own."
                )
    return [line for _, line in lines.values()]


def _line(words: str, number: int, batch: Path) -> BatchLine:
    try:
        return BatchLine.model_validate_json(words)
    except ValidationError as error:
        first = error.errors()[0]
        where = f"“{first['loc'][0]}”: " if first["loc"] else ""
        raise UsageError(f"Line {number} of {batch} is wrong: {where}{first['msg']}.") from error
