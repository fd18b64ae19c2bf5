"""Things that programs do by keys, and sums: "work out 37 times 24", "delete all the text", "rename a.txt to
b.txt", "create a new folder called Invoices"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.grammar import clause as c
from agent.grammar.clause import Clause
from agent.grammar.kind_words import BUTTON, FIELD, ICON, ROW
from agent.grammar.quoting import MARK
from agent.intents import ClickIntent, Intent, Phrase, PressIntent, TypeIntent

_SUM = re.compile(
    r"(?:please\s+)?(?:work\s+out|compute|calculate|add\s+up|what\s+is|how\s+much\s+is|(?:用计算器)?(?:帮我)?(?:算一下|计算一下|计算|算出?))\s*"
    r"(?P<sum>[-(]?\s*\d.*?)\s*(?:等于多少|是多少)?[?？.。]?",
    re.I | re.S,
)
_OPERATORS = (
    (r"\s*(?:multiplied\s+by|times|×|乘以|乘)\s*", "*"), (r"\s*(?:divided\s+by|over|÷|除以)\s*", "/"),
    (r"\s*(?:plus|加上?)\s*", "+"), (r"\s*(?:minus|less|减去?|−|–)\s*", "-"),
    (r"\s*(?:to\s+the\s+power\s+of|的次方)\s*", "^"),
)  # fmt: skip
_PLAIN_SUM = re.compile(r"[\d\s.+\-*/^()%]+")
_ERASE = re.compile(
    r"(?:delete|remove|erase|clear)\s+(?:everything|all\s+(?:of\s+)?the\s+text|the\s+whole\s+text|all\s+text)"
    r"|(?:删除|清除|清空|删掉)(?:所有|全部)的?(?:文字|文本|内容)|(?:把)?(?:文字|文本|内容)(?:全部|都)(?:删除|删掉|清空)",
    re.I,
)
_SELECT_ALL = re.compile(
    r"全选(?:文字|文本|内容)|select\s+everything|(?:选中|选择)(?:所有|全部)的?(?:文字|文本|内容)", re.I
)
_REWRITE = re.compile(r"(?:改写成|改成|替换成|换成)\s*(?P<text>MARK)".replace("MARK", MARK))
_RENAME = re.compile(
    r"(?:rename\s+(?:the\s+)?(?:file|folder)?\s*(?P<old>MARK|\S+(?:\s\S+)?)\s+(?:to|as|into)\s+(?P<new>MARK|\S+)"
    r"|(?:把|将)(?:文件夹?)?\s*(?P<old2>MARK|[^\s重]+)\s*(?:重命名|改名)[为成]\s*(?P<new2>MARK|\S+))[.。]?".replace(
        "MARK", MARK
    ),
    re.I,
)
_NEW_FOLDER = re.compile(
    r"(?:create|make|add)\s+a\s+new\s+folder(?:\s+here)?\s+(?:called|named)\s+(?P<name>MARK|\S.*?)"
    r"|(?:新建|创建)(?:一个)?(?:名为|叫做?)?\s*(?P<name2>MARK|\S+?)\s*的文件夹".replace("MARK", MARK),
    re.I,
)
_OPEN_FILE = re.compile(
    r"[Oo]pen\s+(?:the\s+)?(?:folder|file|document)\s+(?P<what>MARK|(?![>→]|menu\b)\S.*?)"
    r"|打开(?:文件夹|文件(?=\S+\.\w))\s*(?P<what2>MARK|(?!菜单)\S+)".replace("MARK", MARK)
)
_AND_IN_IT = re.compile(r"\s+and\s+(?:then\s+)?in\s+(?:it|there)\s+(?=(?:the\s+)?(?:folder|file)\s)", re.I)
_TAKE_OFF = re.compile(r"take\s+(?P<what>MARK|\S.*?)\s+off".replace("MARK", MARK), re.I)
_STAY = re.compile(
    r"remember\s+me|(?:keep|stay)\s+(?:me\s+)?(?:signed|logged)\s+in|记住我|保持登录(?:状态)?|自动登录", re.I
)
_CONFIRM_THAT = re.compile(r"confirm\s+that\s+(?:he|she|it|they|this|the)\b.*", re.I)
_CONFIRM_WITH = re.compile(
    r"(?:confirm|finish|close\s+it)(?:\s+(?:it|that|this))?\s+(?:with|by\s+pressing)\s+(?P<what>MARK|\S.*)".replace(
        "MARK", MARK
    ),
    re.I,
)

_REPLACED = re.compile(
    r"(?:search(?:\s+for)?|find|look\s+for)\s+(?P<old>MARK|\S.*?)\s*,?\s+(?:and\s+|then\s+)*replace\s+"
    r"(?:it|them|that|this)\s+(?:with|by)\s+(?P<new>MARK|\S.*)"
    r"|(?:查找|搜索)\s*(?P<old2>MARK|\S+?)\s*[，,]?\s*(?:并|再|然后)?(?:把它|将其)?替换(?:为|成)\s*(?P<new2>MARK|\S+)"
    .replace("MARK", MARK),
    re.I,
)  # fmt: skip
_REPLACE_DIALOG = re.compile(r"replace|替换", re.I)


def in_replace_dialog(clause: Clause, earlier: Sequence[Intent]) -> list[Intent] | None:
    """Finding and replacing is two fields, where a step before opened the dialog for it."""
    match = _REPLACED.fullmatch(clause.text.strip(" .。!"))
    if match is None or not any(_REPLACE_DIALOG.search(intent.words) for intent in earlier):
        return None
    old, new = match["old"] or match["old2"], match["new"] or match["new2"]
    return [
        *c.typed(clause, old, _one_of("Search for", "Find what", "Find", "查找内容", "查找"), replace=True),
        *c.typed(clause, new, _one_of("Replace with", "Replace", "替换为", "替换"), replace=True),
    ]


def _one_of(*names: str) -> Phrase:
    """A field that programs call by one of these names."""
    first, *others = (Phrase(words=name, name=name, kinds=FIELD) for name in names)
    return first.model_copy(update={"also": tuple(others)})


def read(clause: Clause) -> list[Intent] | None:
    """The keys and texts that the step stands for; None where it is none of these."""
    text = clause.text.strip(" .。!")
    if _ERASE.fullmatch(text):
        return [_press(clause, "ctrl", "a"), _press(clause, "delete")]
    if _SELECT_ALL.fullmatch(text):
        return [_press(clause, "ctrl", "a")]
    if _STAY.fullmatch(text):
        return c.checked(clause, Phrase(words=text, name=clause.literal(text)), on=True)
    for reader in (_sum, _renamed, _folder, _opened, _ticked, _confirmed):
        found = reader(clause, text)
        if found:
            return found
    rewrite = _REWRITE.fullmatch(text)
    return c.typed(clause, rewrite["text"], None) if rewrite else None


def _sum(clause: Clause, text: str) -> list[Intent] | None:
    """Typed as it is written; then its own “=”, or Enter where it has none."""
    match = _SUM.fullmatch(text)
    if match is None:
        return None
    said = match["sum"]
    for pattern, sign in _OPERATORS:
        said = re.sub(pattern, sign, said, flags=re.I)
    said = re.sub(r"(?<=\d),(?=\d{3}\b)", "", said)
    if (
        re.search(r"[+\-*/^]\s*$", said)
        or not _PLAIN_SUM.fullmatch(said)
        or not re.search(r"[+\-*/^%]", said)
    ):
        return None
    typed = TypeIntent(words=clause.words, text="".join(said.split()), paced=True)
    equals = ClickIntent(words=clause.words, target=Phrase(words="=", name="=", exact=True))
    return [typed, equals]


def _renamed(clause: Clause, text: str) -> list[Intent] | None:
    match = _RENAME.fullmatch(text)
    if match is None:
        return None
    old, new = match["old"] or match["old2"], match["new"] or match["new2"]
    click = ClickIntent(words=clause.words, target=_file(clause, old))
    typed = TypeIntent(words=clause.words, text=clause.literal(new.strip(" .。")))
    return [click, _press(clause, "f2"), _press(clause, "ctrl", "a"), typed, _press(clause, "enter")]


def _folder(clause: Clause, text: str) -> list[Intent] | None:
    match = _NEW_FOLDER.fullmatch(text)
    if match is None:
        return None
    typed = TypeIntent(words=clause.words, text=clause.literal(match["name"] or match["name2"]))
    return [_press(clause, "ctrl", "shift", "n"), _press(clause, "ctrl", "a"), typed, _press(clause, "enter")]


def _opened(clause: Clause, text: str) -> list[Intent] | None:
    """A folder or a file opens by a double click."""
    found: list[Intent] = []
    for part in _AND_IN_IT.split(text):
        part = part if re.match(r"open|打开", part, re.I) else f"open {part}"
        match = _OPEN_FILE.fullmatch(part)
        if match is None:
            return None
        target = _file(clause, match["what"] or match["what2"])
        found.append(ClickIntent(words=clause.words, target=target, count=2))
    return found


def _ticked(clause: Clause, text: str) -> list[Intent] | None:
    match = _TAKE_OFF.fullmatch(text)
    return c.checked(clause, clause.phrase(match["what"]), on=False) if match else None


def _confirmed(clause: Clause, text: str) -> list[Intent] | None:
    if _CONFIRM_THAT.fullmatch(text):
        names = ("Yes", "OK", "Delete") if re.search(r"delet|remov", text, re.I) else ("Yes", "OK")
        also = tuple(Phrase(words=name, name=name, kinds=BUTTON) for name in names)
        target = Phrase(words="Confirm", name="Confirm", kinds=BUTTON, also=also, fresh=True)
        return [ClickIntent(words=clause.words, target=target)]
    match = _CONFIRM_WITH.fullmatch(text)
    return c.clicked(clause, clause.phrase(match["what"])) if match else None


def _file(clause: Clause, name: str) -> Phrase:
    return Phrase(
        words=clause.quotes.restored(name), name=clause.literal(name), kinds=(*ICON, *ROW[1:], "label")
    )


def _press(clause: Clause, *keys: str) -> PressIntent:
    return PressIntent(words=clause.words, keys=keys)
