"""The language of the app: English, or Simplified Chinese from the Qt Linguist file beside this one."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ui import theme

Language = Literal["auto", "en", "zh"]
_installed: list[QTranslator] = []


def resolve(language: Language) -> Literal["en", "zh"]:
    """ "auto" is the system's first language that we speak."""
    if language != "auto":
        return language
    names = QLocale.system().uiLanguages()
    return "zh" if names and names[0].startswith("zh") else "en"


def current() -> Literal["en", "zh"]:
    """The language that the app speaks."""
    return "zh" if _installed else "en"


def install(app: QApplication, language: Language) -> None:
    """Makes the whole app speak the language at once; all widgets get a LanguageChange event."""
    chinese = resolve(language) == "zh"
    theme.set_wide_punctuation(app, chinese)
    while _installed:
        app.removeTranslator(_installed.pop())
    if chinese:
        own = Path(__file__).parent
        qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for folder, name in ((qt, "qtbase_zh_CN"), (own, "deskhand_zh_CN")):
            translator = QTranslator(app)
            if translator.load(name, str(folder)):
                app.installTranslator(translator)
                _installed.append(translator)
