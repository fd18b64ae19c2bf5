"""The English ways of putting text into fields: type, fill in, set, search, log in, whole forms."""

from __future__ import annotations

import re

from agent.errors import InstructionError
from agent.grammar import clause as c
from agent.grammar.clause import Clause, rule
from agent.grammar.kind_words import APPS, COMBO, FIELD, KINDS_EN, SEARCH
from agent.grammar.narrowing import inside
from agent.grammar.passwords import PASSWORD_FIELD, USER_FIELD, password_in
from agent.grammar.quoting import MARK
from agent.grammar.surroundings_en import DETERMINER
from agent.grammar.verbs import without_thanks
from agent.grammar.words import one_of, spread
from agent.intents import ChooseIntent, Intent, Phrase, PressIntent, TypeIntent

Match = re.Match[str]
Intents = list[Intent] | None

_TYPE = r"(?:type|write|enter|input|key\s+in|insert|put)"
_FIELD_WORD = one_of([word for word, kinds in spread(KINDS_EN).items() if set(kinds) & set(FIELD)])
_IN_PLACE = (
    rf"(?:(?:inside|in|on)\s+(?=(?:{DETERMINER})\s)|(?:inside|in|on|to|as|for|at)\s+"
    rf"(?=.*{_FIELD_WORD}$|{MARK}$))"
    r"(?P<target>.+)"
)
_PAIR_END = re.compile(r"\s*(?:[,，;；、\n]|\band\b|和|\bwith\b)\s*(?=[^,，=:：;；\n]{1,60}[=:：])", re.I)
_FIELD_END = re.compile(rf"\s*(?:,\s*and\b|,|\band\b)\s*(?:then\s+)?(?=(?:{MARK}|\S+)\s+(?:in|into)\s)")


def type_into(m: Match, clause: Clause) -> Intents:
    return c.typed(clause, _said(m["text"]), clause.phrase(without_thanks(m["target"])))


def type_into_it(m: Match, clause: Clause) -> Intents:
    """Only where something was spoken of before."""
    return None if clause.before is None else c.typed(clause, _said(m["text"]), clause.before)


def type_loosely(m: Match, clause: Clause) -> Intents:
    """As in "type hello in Name": one word only goes into a bare name, for "in" also stands in texts."""
    bare = re.match(r"[A-Z\u3400-\u9fff]", m["target"]) or m["target"].lower().strip(" .") in APPS
    loose = re.fullmatch(r"\S+", m["text"]) and bare
    return type_into(m, clause) if loose or clause.text[:3].lower() in ("put", "ent", "ins", "inp") else None


def type_here(m: Match, clause: Clause) -> Intents:
    return c.typed(clause, _said(m["text"]), None)


def _said(text: str) -> str:
    """Without "the word" before a word or quotation, and "the code" before a number."""
    text = re.sub(
        rf"^the\s+(?:word|text|phrase|string|sentence|letter|name)\s+(?=(?:{MARK}|\S+)$)",
        "",
        text,
        flags=re.I,
    )
    number = rf"(?=(?:{MARK}|[\d.,:/-]*\d[\d.,:/-]*)$)"
    return re.sub(rf"^the\s+(?:number|code|digits?|value|amount|date|time)\s+{number}", "", text, flags=re.I)


def several(m: Match, clause: Clause) -> Intents:
    """As in "enter ada in the name box and secret in the password box": one word or quotation each."""
    filled: list[Intent] = []
    for piece in _FIELD_END.split(m["fields"]):
        match = re.fullmatch(
            rf"(?P<text>{MARK}|\S+)\s+(?:in|into)\s+(?P<target>\S+(?:\s+\S+){{0,5}})", piece.strip()
        )
        if match is None:
            return None
        filled += c.typed(_alone(clause, piece), match["text"], clause.phrase(match["target"]))
    return filled


def fill(m: Match, clause: Clause) -> Intents:
    return c.typed(clause, m["text"], clause.phrase(m["target"]), replace=True)


def set_to(m: Match, clause: Clause) -> Intents:
    """As in "set Y to X"; a drop-down list named as such is chosen from."""
    target = clause.phrase(m["target"])
    if target.kinds == COMBO:
        return [ChooseIntent(words=clause.words, option=clause.phrase(m["text"]), within=target)]
    return c.typed(clause, m["text"], target, replace=True)


def search(m: Match, clause: Clause) -> Intents:
    """Typed into the search field, then Enter."""
    where = Phrase(words="the search field", name="search", kinds=SEARCH)
    typed = c.typed(clause, m["text"], where, replace=True)
    if m.groupdict().get("where"):
        typed = inside(clause, m["where"], typed)
    return [*typed, PressIntent(words=clause.words, keys=("enter",))]


def log_in(m: Match, clause: Clause) -> Intents:
    """The two fields; the button is only clicked when the person says so."""
    return credentials(clause, m["user"], m.groupdict().get("password"), USER_FIELD, PASSWORD_FIELD)


def credentials(
    clause: Clause, user: str, password: str | None, name: Phrase, secret: Phrase
) -> list[Intent]:
    """A user name and a password into their fields; the password stands in no words."""
    if not password and password_in(user) is not None:
        return c.typed(clause, user, PASSWORD_FIELD, replace=True)
    if not password and re.search(r"\b(?:password|passcode)$|密码$", user, re.I):
        password = " "
    key = clause.literal(password) if password else ""
    words = c.hidden(clause.words, clause.quotes.restored(password).strip() if password else "")
    if not clause.literal(user) or (password and not key):
        raise InstructionError(
            "A user name or password is missing: say both, as in: log in as ada, password secret."
        )
    first = TypeIntent(words=words, text=clause.literal(user), target=name, replace=True)
    if not key:
        return [first]
    return [first, TypeIntent(words=words, text=key, target=secret, secret=True, replace=True)]


def form(m: Match, clause: Clause) -> Intents:
    return pairs(clause, m["pairs"])


def pairs(clause: Clause, text: str) -> Intents:
    """As in "name = Ada, city = 伦敦": each value into the field of its name."""
    filled: list[Intent] = []
    for piece in _PAIR_END.split(text.strip()):
        match = re.match(r"\s*(?P<key>[^=:：]+?)\s*[=:：]\s*(?P<value>.+?)\s*$", piece, re.S)
        if match is None:
            return None
        filled += c.typed(_alone(clause, piece), match["value"], clause.phrase(match["key"]), replace=True)
    return filled


def _alone(clause: Clause, piece: str) -> Clause:
    return Clause(text=piece, quotes=clause.quotes, before=clause.before)


_USER = r"(?:(?:the\s+)?(?:user\s?name|user|login|account|e-?mail)\s*[:=]?\s+)?(?P<user>{mark}|.+?)"
_NAMED_USER = r"(?:the\s+)?(?:user\s?name|user|login)\s*[:=]?\s+(?P<user>{mark}|\S+?)"
_LOGIN = r"(?:log\s?[io]n|sign\s?in|log\s+on)(?:\s+to\s+.+?)?(?:\s+(?:as|with|using)|\s*[,:])\s+"
_PASSWORD = (
    r"(?:\s*[,;]\s*|\s+)(?:(?:and|with|using)\s+)*(?:the\s+|my\s+)?(?:password|passcode|passphrase"
    r"|pass|pw|pin)(?:\s+is|\s*[:=])?\s*(?P<password>{mark}|(?<=[\s:=]).+?)"
)

FORM_RULES: list[c.Rule] = [
    rule(rf"{_TYPE}\s+(?P<text>.+)\s+(?:in|into)\s+(?P<target>it|there)", type_into_it),
    rule(
        r"(?:put|place|set|move)\s+the\s+(?:cursor|caret|insertion\s+point|focus)\s+(?:in|into|on|to|inside|at)\s+(?P<what>.+)",
        lambda m, k: c.clicked(k, k.phrase(m["what"])),
    ),
    rule((rf"(?:{_TYPE}|use|fill\s+in)\s+" + _NAMED_USER + _PASSWORD).replace("{mark}", "MARK"), log_in),
    rule(
        rf"{_TYPE}\s+(?P<text>(?:MARK|\S+)\s+(?:as|for)\s+(?:the\s+|my\s+)?pass(?:word|code|phrase))",
        type_here,
    ),
    rule(
        (rf"{_TYPE}\s+(?P<user>MARK|(?!(?:the|my|your)\s)\S+)" + _PASSWORD).replace("{mark}", "MARK"), log_in
    ),
    rule((_NAMED_USER + _PASSWORD).replace("{mark}", "MARK"), log_in),
    rule(
        rf"{_TYPE}\s*(?P<fields>(?:MARK|\S+)\s+(?:in|into)\s+.+?(?:,|\band\b)\s*(?:then\s+)?(?:MARK|\S+)\s+(?:in|into)\s+.+)",
        several,
    ),
    rule((_LOGIN + _USER + _PASSWORD).replace("{mark}", "MARK"), log_in),
    rule((_LOGIN + _USER).replace("{mark}", "MARK"), log_in),
    rule(
        r"(?:fill|complete)\s+(?:in|out|up)?\s*(?:the\s+|this\s+)?form\s*(?:[:：,]|with"
        r"|as\s+follows\s*:?)\s*(?P<pairs>.+)",
        form,
    ),
    rule(r"(?:fill\s+(?:in|out)|enter|fill)\s*[:：]?\s*(?P<pairs>[^=:：]{1,60}[=].+)", form),
    rule(
        r"(?:search|look)\s+(?:for|up)\s+(?P<text>MARK|.+?)\s+(?:in|on)\s+(?P<where>(?:the\s.+|"
        r"(?<=MARK\sin\s).+))",
        search,
    ),
    rule(r"(?:search|look)(?:\s+for|\s+up)?\s+(?P<text>MARK|(?:(?<=for\s)|(?<=up\s)).+|\S+)", search),
    rule(
        rf"{_TYPE}\s*(?P<text>MARK)\s*(?:into|in\s+to|inside|in|to|on|as|for|at)\s+(?P<target>.+)", type_into
    ),
    rule(rf"{_TYPE}\s+(?P<text>.+)\s+(?:into|in\s+to|onto)\s+(?P<target>.+)", type_into),
    rule(rf"{_TYPE}\s+(?:into|in)\s+(?P<target>[^:：]+?)\s*[:：]\s*(?P<text>.+)", type_into),
    rule(rf"{_TYPE}\s+(?P<text>.+)\s+{_IN_PLACE}", type_into),
    rule(rf"{_TYPE}\s+(?P<text>.+)\s+(?:in|as)\s+(?P<target>[^,]+)", type_loosely),
    rule(rf"(?:into|in)\s+(?P<target>.+?)\s*,?\s+{_TYPE}\s*(?P<text>.+)", type_into),
    rule(r"(?:fill|complete)(?:\s+(?:in|out|up))?\s+(?P<target>.+?)\s+(?:with|as)\s+(?P<text>.+)", fill),
    rule(r"fill\s+(?:in\s+)?(?P<text>.+)\s+(?:into|in|for|as)\s+(?P<target>.+)", fill),
    rule(
        r"replace\s+(?:the\s+(?:text|contents?|value)\s+(?:in|of)\s+)?(?P<target>.+?)\s+(?:with|by)"
        r"\s+(?P<text>.+)",
        fill,
    ),
    rule(
        r"(?:set|change)\s+(?:the\s+(?:text|contents?|value)\s+(?:in|of)\s+)?(?P<target>.+?)\s+"
        r"(?:to|=)\s+(?P<text>(?!(?:on|off|checked|unchecked|ticked|unticked)\b).+)",
        set_to,
    ),
    rule(
        r"(?:type|write|enter|input|key\s+in)(?:\s+(?:in\s+)?the\s+following(?:\s+text)?)?\s*[:：]\s*(?P<text>.+)",
        type_here,
    ),
    rule(r"(?:type|write|input|key\s+in|insert)\s*(?:in\s+)?(?P<text>MARK)", type_here),
    rule(
        r"(?:type|write|input|key\s+in|insert)\s+(?:in\s+)?(?P<text>(?!(?:ctrl|control|alt)\s*\+).+)",
        type_here,
    ),
    rule(r"enter\s+(?:the\s+text\s+)?(?P<text>(?!key\b).+)", type_here),
]
