"""What the words of a dialog make of the answer yes: questions, warnings and words of consequence. Pure.

A question or a warning counts as grave unless it is known to be harmless.
"""

from __future__ import annotations

import re
from functools import lru_cache

from agent import policy_chinese as zh
from agent import policy_english as en
from agent.policy_text import plain, tokens_of
from agent.policy_verbs import (
    DELETES,
    INSTALLS,
    LOGS_IN,
    LOSES,
    OVERWRITES,
    PAYS,
    PERMITS,
    SIGNS,
    Verb,
    word_set,
)

# fmt: off
DANGER_SENTENCE = (
    ("undone", DELETES), ("irreversible", DELETES), ("permanently", DELETES), ("无法撤销", DELETES),
    ("不可恢复", DELETES), ("无法恢复", DELETES), ("不可撤销", DELETES), ("永久", DELETES),
    ("无法还原", DELETES), ("不可逆", DELETES), ("unsaved", LOSES), ("will be lost", LOSES),
    ("not be saved", LOSES), ("not been saved", LOSES), ("not saved", LOSES), ("未保存", LOSES),
    ("未储存", LOSES), ("丢失", LOSES),
    ("遗失", LOSES), ("already exists", OVERWRITES), ("replace it", OVERWRITES), ("已存在", OVERWRITES),
    ("make changes to your", INSTALLS), ("access to", PERMITS), ("terms", SIGNS),
    ("license agreement", SIGNS), ("许可协议", SIGNS), ("payment", PAYS), ("authentication", LOGS_IN),
    ("身份认证", LOGS_IN), ("password", LOGS_IN), ("密码", LOGS_IN),
)
"""Words that make the answer "yes" to a dialog dangerous wherever they stand in its text."""
AFFIRMATIVES = word_set(
    "ok okay yes continue proceed apply finish next done confirm accept sure understood "
    "确定 是 是的 好 好的 继续 应用 套用 完成 下一步 确认 可以 没错 要 仍然继续 我确定 对 知道了 "
    "我知道了 我已知晓"
)
SOFT = word_set("apply finish next done 应用 套用 完成 下一步")
"""Affirmatives that go on in what is being filled in, and answer nothing where nothing is asked."""
AFFIRMATIVE_WORDS = AFFIRMATIVES | word_set(
    "i'm i am certain understand the risk risks do it go ahead anyway got yep"
)
UNKNOWABLE = word_set("yes confirm accept sure 是 是的 确认 我确定")
"""Affirmatives that answer a question: without the question nobody knows what they do."""
REFUSALS = word_set("no nope 否 不 不用 不要 不了")
CANCELS = word_set("cancel close back keep abort 取消 关闭 返回")
SPARES = CANCELS | REFUSALS | word_set(
    "help details more info copy later skip previous 帮助 详情 详细信息 稍后 以后再说 暂不 跳过 上一步 "
    "复制 查看详情"
)
"""Buttons that leave what is asked undone: "Not now", "Show details"."""
SPARING = re.compile(
    r"(?:not now|later|remind|maybe|keep|stay|go back|don't|do not|never|no,|no thanks|show|learn|view|"
    r"more|"
    r"cancel|稍后|暂不|以后|不|取消|返回|查看|保留|再想想|我再想想)"
)
REFUSING = re.compile(
    r"(?:not now|later|don't|do not|no,|no thanks|keep|稍后|暂不|以后再说|不|再想想|我再想想)"
)
"""Buttons that show that a dialog may be refused."""
REFUSED_GOOD = re.compile(r"\b(?:save|keep|preserve|recover|restore|retain)\b|保存|存储|储存|保留|恢复")
"""What is lost when the answer to such a question is no."""
QUESTION = re.compile(
    r"[?？¿]|吗\b|吗$|是否|要不要|能否|可否|确定要|确认要|^(?:您|你)?(?:确定|确认|要)(?=.{3})|are you sure|"
    r"^(?:do|would|shall|should|may|can) (?:you|we|i)\b|really want"
)
SURE = re.compile(r"\bsure\b|\breally\b|\banyway\b|\bconfirm\b|确定|确认|真的|仍要")
"""In a form such a question counts all the same."""
WARNING = re.compile(
    r"\bwill\b|\babout to\b|\bgoing to\b|\bwarning\b|\bcaution\b|\bdanger|\bunsaved\b|\blost\b|\bat risk\b|"
    r"\bnot (?:been |be )?saved\b|\buntrusted\b|\bnot secure\b|"
    r"将|会被|即将|警告|注意|小心|危险|风险|请谨慎|尚未保存|未保存"
)
HARMLESS_QUESTION = re.compile(
    r"(?<!not )(?<!n't )(?<!without )(?<!never )\bsave\b|"
    r"(?<![不未没])(?<!没有)(?<!尚未)(?:保存|存储|储存)|"
    r"\b(?:search|start|continue|go on) (?:searching |again )?(?:from|at) the (?:beginning|top|start|"
    r"end)\b|"
    r"从头(?:开始)?(?:搜索|查找)|\btake (?:a|the) tour\b|\bcheck (?:the )?spelling\b|拼写检查"
)
"""Questions whose yes takes nothing away, as long as no word of consequence stands in them."""
HARMLESS_TITLE = re.compile(
    r"^(?:find|search|preferences|options|properties|about|open|save|save as|print|print preview|page "
    r"setup|"
    r"fonts?|colou?rs?|zoom|go to|spelling|export|import|rename|insert|new|select|choose|file chooser|help|"
    r"keyboard shortcuts|查找|搜索|首选项|偏好设置|选项|属性|关于|打开|另存为|保存|打印|打印预览|页面设置|"
    r"字体|颜色|缩放|转到|导出|重命名|插入|新建|选择|帮助)(?:\b|$|(?<=[^a-z]))"
)
PROMPT = re.compile(
    r"^(?:please )?(?:choose|pick|select|enter|type|specify|name|search|find|replace with|look for)\b|"
    r"^请?(?:选择|输入|填写|命名|指定|设置)|^[^.!?。！？]{1,30}[:：]$"
)
"""What a dialog says in which something is filled in or chosen."""
UNKNOWN = "its answer is not known to be harmless"
_IRREGULAR = {
    "sent": "send", "paid": "pay", "bought": "buy", "sold": "sell", "overwritten": "overwrite",
    "left": "leave", "withdrawn": "withdraw", "erasure": "erase", "deletion": "delete", "removal": "remove",
    "payment": "pay",
}
# fmt: on
_ENDINGS = (("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("es", ""), ("s", ""))


def danger(sentence: str) -> str | None:
    """What a dialog with this sentence in it may bring about when it is answered with yes."""
    text = plain(sentence)
    for words, means in DANGER_SENTENCE:
        if words in text:
            return means
    tokens = frozenset(tokens_of(text))
    for verb in en.ENGLISH:
        plain_verb = verb.strong and len(verb.words) == 1 and not verb.only
        if plain_verb and verb.words[0] in tokens and verb.meaning != LOGS_IN:
            return verb.meaning
    return next(
        (m for m, strong, weak in zh.CHINESE for t in f"{strong} {{weak}}".split() if t in text), None
    )


@lru_cache(maxsize=2048)
def speaks_of(sentence: str) -> str | None:
    """The same for a question or a warning, in which every word of consequence counts, however inflected."""
    tokens = tokens_of(plain(sentence))
    found = danger(sentence)
    return found or next((verb.meaning for verb in en.ENGLISH if _is_spoken(verb, tokens)), None)


def _is_spoken(verb: Verb, tokens: list[str]) -> bool:
    size = len(verb.words)
    said = any(
        verb.words[0] in _bases(tokens[at]) and tuple(tokens[at + 1 : at + size]) == verb.words[1:]
        for at in range(len(tokens) - size + 1)
    )
    return said and (not verb.only or bool(verb.only & set(tokens)))


def _bases(token: str) -> set[str]:
    """The words that a word may be a form of: "deleted" → "delete"."""
    found = {token, _IRREGULAR.get(token, token)}
    for ending, instead in _ENDINGS:
        if token.endswith(ending) and len(token) > len(ending) + 1:
            base = token[: -len(ending)]
            found |= {base + instead, base[:-1] if base[-1:] == base[-2:-1] else base + instead}
    return found


def grave_sentence(texts: list[str], *, filled_in: bool, bounded: bool) -> str | None:
    """What the first question or warning that is not known to be harmless leads to, or `UNKNOWN`.

    What is not `bounded` (no dialog, but what lies near) may warn of something else, and its words decide.
    """
    for sentence in (s for text in texts for s in _sentences(plain(text))):
        asks = QUESTION.search(sentence)
        if not asks and not WARNING.search(sentence):
            continue
        means = speaks_of(sentence)
        if means:
            return means
        if (asks or bounded) and not _known(sentence, filled_in):
            return UNKNOWN
    return None


def _known(sentence: str, filled_in: bool) -> bool:
    """Whether nothing is known to come of such a question, or of any in a form."""
    return bool(HARMLESS_QUESTION.search(sentence)) or (filled_in and not SURE.search(sentence))


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?;])\s+|(?<=[。！？；])", text) if part]


def is_affirmative(answer: str) -> bool:
    """Whether a (plain) answer says yes: OK, "Yes, I'm sure", 好的."""
    words = re.split(r"[\s,，.!。！]+", answer.strip(" !.,。！"))
    return answer in AFFIRMATIVES or (bool(words[0]) and all(word in AFFIRMATIVE_WORDS for word in words))


def refuses(name: str) -> bool:
    """Whether a (plain) button's name shows that a dialog may be refused."""
    return name in CANCELS | REFUSALS or bool(REFUSING.match(name))


def spares(answer: str) -> bool:
    """Whether a (plain) answer leaves undone what is asked: Cancel, "Not now", "Keep my account"."""
    return answer in SPARES or bool(SPARING.match(answer))
