"""Patterns and names that the policy knows besides the verbs: icons, answers, prompts, files. Tables only."""

from __future__ import annotations

import re

from agent.policy_verbs import DELETES, ENDS, SENDS

# fmt: off
ICONS = {
    "trash": DELETES, "trash can": DELETES, "bin": DELETES, "waste basket": DELETES, "garbage": DELETES,
    "wastebasket": DELETES, "recycle bin": DELETES, "trashcan": DELETES, "rubbish "
        "bin": DELETES, "dustbin": DELETES,
    "paper plane": SENDS, "paper airplane": SENDS, "power": ENDS, "power button": ENDS, "phone": SENDS,
}
"""What an icon shows → what pressing it means, for controls that carry no words."""

SAVE = re.compile(r"\bsave\b|保存|存储")
SEARCH = re.compile(r"\b(?:find|search|replace)\b|查找|搜索|替换")
FINDS = re.compile(r"\b(?:find|search)\b|查找|搜索")
CHANGES = re.compile(
    r"(?:save|apply|paste|cut|undo|redo|rename|print|export|import|add|create|insert|duplicate|move to)\b"
    r"|(?:保存|另存为|应用|粘贴|剪切|撤销|撤消|重做|重命名|打印|导出|导入|添加|新建|插入)"
)
"""Harmless commands that change something, at the start of a text."""
TRASH = re.compile(r"\b(?:trash|recycle bin|waste ?basket|rubbish|bin)\b|回收站|废纸篓|垃圾桶")
PROGRAM_FILE = re.compile(
    r"\.(?:exe|msi|bat|cmd|com|ps1|vbs|scr|sh|bash|run|bin|appimage|deb|rpm|desktop|jar|py|pl|app|dmg|"
    r"pkg|apk)$"
)

PROMPT = re.compile(
    r"^\s*(?:\([\w.-]+\)\s*)?[\w.-]+@[\w.-]+\s*(?::|~)|^\s*[a-z]:\\[^<>|]*>|^\s*PS [a-z]:\\", re.IGNORECASE
)
"""A shell's prompt, as it stands in a terminal's title and text."""
AUTHENTICATION = re.compile(
    r"\bauthenticat|\bpolkit|\bpinentry|\bkeyring\b|user account control|administrator"
    r"|身份认证|管理员|钥匙环",
    re.IGNORECASE,
)
# fmt: on
