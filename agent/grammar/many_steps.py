"""What takes several steps and is refused, in both languages: finding and replacing, saving under a name."""

from __future__ import annotations

import re

from agent.errors import InstructionError
from agent.grammar.clause import Clause, Rule, rule


def replace_all(m: re.Match[str], clause: Clause) -> None:
    """Raises InstructionError."""
    raise InstructionError(
        f"“{clause.words}” takes several steps: say each, as in: press Ctrl+H, type foo into Find, "
        "type bar into Replace."
    )


def save_under(m: re.Match[str], clause: Clause) -> None:
    """Raises InstructionError."""
    raise InstructionError(
        f"“{clause.words}” takes several steps: say each, as in: click Save As, type a.txt into Name, "
        "click Save."
    )


MANY_STEPS_EN: list[Rule] = [
    rule(
        r"(?:find|search(?:\s+for)?|look\s+for)\s+.+?(?:\s*[,;]\s*|\s+)(?:(?:and|then)\s+)*"
        r"replace\s+(?:(?:it|them|that|this|all|every\S*)\s+)?(?:with|by)\s.+",
        replace_all,
    ),
    rule(
        r"save\s+(?:(?:it|this|(?:the|this)\s+(?:file|document|page|picture|image))\s+)?(?:as|under)\s+"
        r"(?:the\s+name\s+)?(?:MARK|\S+\.[a-z]\w{1,3})",
        save_under,
    ),
]
MANY_STEPS_ZH: list[Rule] = [
    rule(r"(?:查找|搜索|找到?)\s*.+?(?:全部)?替换(?:为|成).+", replace_all),
    rule(r"(?:(?:把|将)?文件)?\s*(?:另存为|保存为|存为)\s*(?:MARK|\S+\.[A-Za-z]\w{1,3})", save_under),
]
