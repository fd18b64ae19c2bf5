"""A name as letters: without what screens put round it, squeezed, folded and parted into words.

Pure string work. Case, width, ellipses, colons, accelerator letters and shortcuts at the end of a menu entry
go; what is left is compared by `agent.grounding.match`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_EDGES = ":;,.!?*'\"`()[]{}<>|•·-–—_~„“”‘’…。、，；：！？「」『』《》【】 \t"
_MARKS = "☐☑☒□■▢◻◼○●◯◉⊙✓✔✗✘▾▼▸▶▴▲►◄◂⌄⌃›‹√▽△∨∧"
_ACCELERATOR_END = re.compile(r"^(.*\w.*?)\s*\(\s*[&_]?([a-z])\s*\)(\W*)$")
_ACCELERATOR = re.compile(r"(?<![^\s(])[&_](?=\w)|(?<=[^\W_])&(?=[a-z])(?!.*\s&)")
_KEYS = r"(?:ctrl|control|strg|alt|shift|super|meta|cmd|win)"
_NAMED_KEYS = (
    r"(?:f\d{1,2}|del|delete|ins|insert|esc|escape|enter|return|tab|space|home|end|backspace|pgup|pgdn)"
)
_SHORTCUT = re.compile(
    rf"(?<=\S)\s*\b{_KEYS}\s*[+\-]\s*(?:{_KEYS}\s*[+\-]\s*)*(?:{_NAMED_KEYS}|page up|page down|\S)$"
    r"|(?<=\S)\s+f\d{1,2}$"
)
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af]")
_WORD = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff]|\d+(?:\.\d+)+(?!\w)|[^\W_]+(?:'[^\W_]+)*(?:[#+]+(?!\w))?|[^\w\s]"
)
_FOLDS = (("rn", "m"), ("vv", "w"), ("|", "l"), ("!", "l"), ("1", "l"), ("i", "l"), ("0", "o"))


_TRADITIONAL = (
    "關閉開啟設儲檔編輯檢視確刪貼複製尋說傳錄帳號碼戶電郵資夾語網絡選項訂閱購買車結單頁繼續務員無圖變還復"
    "錯誤動態幫聯訊發覽請輸進後預標籤題體顯隱壓縮匯載機權認證鎖連線離條經過種類稱參數時間歷書簽軟統級應畫"
    "聲響靜鍵盤螢層寫讀總減擇對話掃擊點雙從這個國區帶與並將當處備試測瀏擴風鈴鐺齒輪鉛筆針別鏡歡讚愛紅綠藍"
    "黃門長內"
)
_SIMPLIFIED = (
    "关闭开启设储档编辑检视确删贴复制寻说传录帐号码户电邮资夹语网络选项订阅购买车结单页继续务员无图变还复"
    "错误动态帮联讯发览请输进后预标签题体显隐压缩汇载机权认证锁连线离条经过种类称参数时间历书签软统级应画"
    "声响静键盘荧层写读总减择对话扫击点双从这个国区带与并将当处备试测浏扩风铃铛齿轮铅笔针别镜欢赞爱红绿蓝"
    "黄门长内"
)
_SIMPLER = str.maketrans(_TRADITIONAL, _SIMPLIFIED)


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """The name without case, width, accelerators, shortcuts and what punctuation stands round it.

    The traditional characters of common words on screens count as the simplified ones.
    """
    return tidy(unicodedata.normalize("NFKC", text).casefold().translate(_SIMPLER))


@lru_cache(maxsize=8192)
def tidy(text: str) -> str:
    """`normalise` that keeps case and letters as they are, for names that are taken to the letter."""
    text = " ".join(unicodedata.normalize("NFKC", text).replace("\u2019", "'").split())
    text = _strip(_without_accelerator(_without_shortcut(text)))
    return text


def _strip(text: str) -> str:
    """Without the punctuation and check marks at both ends, unless nothing else is there."""
    inner = text.strip(_EDGES + _MARKS)
    return inner if any(c.isalnum() for c in inner) or len(inner) > 1 else text.strip()


def _without_shortcut(text: str) -> str:
    found = _SHORTCUT.search(text.lower())
    return text[: found.start()] if found and len(text) == len(text.lower()) else text


def _without_accelerator(text: str) -> str:
    found = _ACCELERATOR_END.match(text.lower())
    if found and (found[2] in found[1] or is_cjk(found[1])):
        text = text[: found.end(1)] + text[found.start(3) :]
    return _ACCELERATOR.sub("", text)


def is_cjk(text: str) -> bool:
    """Whether any letter belongs to a script that writes no spaces between words."""
    return _CJK.search(text) is not None


@lru_cache(maxsize=8192)
def squeeze(text: str) -> str:
    """Letters, digits and symbols; of spaces and punctuation only what makes another name: "3.14", "C#"."""
    text = re.sub(r"(?<!\d)\.|\.(?!\d)", "", text)
    kept = "".join(c for c in text if c.isalnum() or c in ".#%@" or unicodedata.category(c)[0] == "S")
    return kept or text.replace(" ", "")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A normalised name with all letters that readers confuse made one, and without accents."""
    folded = "".join(_bare(letter) for letter in squeeze(text))
    for old, new in _FOLDS:
        folded = folded.replace(old, new)
    return folded


def _bare(letter: str) -> str:
    """A Latin letter without its accent."""
    base = unicodedata.normalize("NFD", letter)[:1]
    return base if base.isascii() else letter


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a normalised name; each letter of a script without spaces is one of its own."""
    return tuple(_WORD.findall(text))
