"""Things that are on or off, by name, in both languages: 关闭蓝牙 turns it off and closes no window."""

from __future__ import annotations

import re

from agent.grammar.words import one_of

_EN = (
    "wifi|wi-fi|wlan|wireless|bluetooth|airplane mode|aeroplane mode|flight mode|dark mode|light mode"
    "|night mode|night light|power saving mode|battery saver|do not disturb|location|location services"
    "|notifications|push notifications|hotspot|mobile hotspot|mobile data|data roaming|sync|auto sync"
    "|auto-sync|auto save|autosave|automatic updates|auto update|auto-update|vpn|proxy|nfc|mute|autoplay"
    "|spell check"
)
_ZH = (
    "蓝牙|无线|无线网|无线网络|无线局域网|飞行模式|夜间模式|深色模式|暗色模式|暗黑模式|黑暗模式|浅色模式"
    "|护眼模式|省电模式|节电模式|勿扰模式|免打扰|免打扰模式|静音模式|静音|定位|定位服务|位置服务|通知|消息通知"
    "|推送|推送通知|热点|个人热点|移动热点|移动数据|数据漫游|代理|自动更新|自动同步|自动保存|同步|自动播放"
    "|拼写检查|自动亮度"
)
_SWITCHED = re.compile(rf"(?:the\s+)?{one_of(f'{_EN}|{_ZH}'.split('|'))}", re.I)


def is_switched(words: str) -> bool:
    """The words are nothing but the name of a thing that is on or off."""
    return _SWITCHED.fullmatch(words.strip()) is not None
