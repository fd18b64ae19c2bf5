"""The sample window: a log-in form that writes down every event it truly received.

It is the truth for the demo and the live tests: whatever Deskhand claims to have done here is compared with
this log, a JSON object a line. It knows nothing of Deskhand. Of passwords it logs length and SHA-256 only.

    python -m ui.sample --log FILE [--language en|zh] [--dark]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QCloseEvent, QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

ACCOUNTS = {"ada": hashlib.sha256(b"secret").hexdigest()}  # the one person who may log in
CAPTIONS = {
    "en": {
        "title": "Sample mail – Sign in",
        "heading": "Sign in to Sample mail",
        "below": "One account for all your letters",
        "user": "User name",
        "password": "Password",
        "remember": "Remember me",
        "login": "Login",
        "cancel": "Cancel",
        "welcome": "Welcome, {user}",
        "wrong": "Wrong user name or password",
        "empty": "Please enter your user name",
        "cancelled": "Nothing was sent",
        "clicks": "Clicks: {count}",
    },
    "zh": {
        "title": "示例邮箱 – 登录",
        "heading": "登录示例邮箱",
        "below": "一个账号，收发所有邮件",
        "user": "用户名",
        "password": "密码",
        "remember": "记住我",
        "login": "登录",
        "cancel": "取消",
        "welcome": "欢迎，{user}",
        "wrong": "用户名或密码错误",
        "empty": "请输入用户名",
        "cancelled": "没有发送任何内容",
        "clicks": "点击次数：{count}",
    },
}
LIGHT = {"ground": "#f4f5f8", "card": "#ffffff", "ink": "#1d2330", "soft": "#667085", "line": "#c3c9d5",
         "accent": "#2563c9", "hover": "#1f56b0", "good": "#17783c", "bad": "#b42318"}  # fmt: skip
DARK = {"ground": "#171a21", "card": "#20242d", "ink": "#e8eaf0", "soft": "#9aa3b5", "line": "#454c5c",
        "accent": "#3f7fe8", "hover": "#5b93f0", "good": "#5fce88", "bad": "#ff8a80"}  # fmt: skip
STYLE = """
QWidget#window {{ background: {ground}; }}
QWidget#card {{ background: {card}; border: 1px solid {line}; border-radius: 8px; }}
QLabel {{ color: {ink}; background: transparent; font-size: 14px; }}
QLabel#heading {{ font-size: 20px; font-weight: 600; }}
QLabel#below, QLabel#clicks {{ color: {soft}; font-size: 13px; }}
QLabel#message {{ font-size: 15px; font-weight: 600; }}
QLineEdit {{ background: {card}; color: {ink}; border: 1px solid {line}; border-radius: 5px; padding: 0 10px;
            font-size: 14px; selection-background-color: {accent}; }}
QLineEdit:focus {{ border: 2px solid {accent}; padding: 0 9px; }}
QPushButton {{ background: {card}; color: {ink}; border: 1px solid {line}; border-radius: 5px;
              font-size: 14px; padding: 0 22px; }}
QPushButton:hover {{ border-color: {accent}; }}
QPushButton#login {{ background: {accent}; color: white; border-color: {accent}; font-weight: 600; }}
QPushButton#login:hover {{ background: {hover}; }}
QPushButton:focus {{ border: 2px solid {soft}; }}
"""
PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class EventLog:
    """Appends JSON lines, each written at once."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8", buffering=1)

    def add(self, event: str, **values: Any) -> None:
        self._file.write(json.dumps({"event": event, "at": time.time(), **values}, ensure_ascii=False) + "\n")

    def close(self) -> None:
        self._file.close()


class Envelope(QWidget):
    """A drawn letter, the window's emblem."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = QColor(colour)
        self.setFixedSize(QSize(44, 34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour, 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawRoundedRect(QRectF(2, 2, 40, 30), 4, 4)
        painter.drawPolyline(QPolygonF([QPointF(4, 6), QPointF(22, 19), QPointF(40, 6)]))
        painter.end()


class SampleWindow(QWidget):
    """The form. `log` gets: shown, key, edited, toggled, press, login, cancel, closed."""

    def __init__(self, log: EventLog, language: str = "en", dark: bool = False) -> None:
        super().__init__()
        self._log = log
        self._words = CAPTIONS[language]
        self._colours = DARK if dark else LIGHT
        self._keys = self._clicks = 0
        self._last_press: tuple[QEvent.Type, int] | None = None
        self._make_widgets()
        self._lay_out()
        self._connect()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(STYLE.format(**self._colours))
        self.setWindowTitle(self._words["title"])
        self.setFixedSize(460, 400)
        self._colour_box()

    def _make_widgets(self) -> None:
        words = self._words
        self.user, self.password = QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.remember = QCheckBox(words["remember"])
        self.login, self.cancel = QPushButton(words["login"]), QPushButton(words["cancel"])
        self.message, self.clicks = QLabel(), QLabel(words["clicks"].format(count=0))
        named = {"user": self.user, "password": self.password, "remember": self.remember, "login": self.login,
                 "cancel": self.cancel, "message": self.message, "clicks": self.clicks}  # fmt: skip
        for name, widget in named.items():
            widget.setObjectName(name)
            if not isinstance(widget, QLabel | QCheckBox):
                widget.setFixedHeight(36)

    def _colour_box(self) -> None:
        """The check box is drawn by Qt's style, from its palette: a style sheet would take its frame away."""
        palette, colours = self.remember.palette(), self._colours
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colours["ink"]))
        palette.setColor(QPalette.ColorRole.Text, QColor(colours["ink"]))
        palette.setColor(QPalette.ColorRole.Base, QColor(colours["card"]))
        palette.setColor(QPalette.ColorRole.Window, QColor(colours["soft"]))  # its frame is a darker shade
        self.remember.setPalette(palette)
        font = self.remember.font()
        font.setPixelSize(14)
        self.remember.setFont(font)

    def _lay_out(self) -> None:
        card = QWidget()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(28, 22, 28, 22)
        inside.setSpacing(14)
        inside.addLayout(self._fields())
        inside.addWidget(self.remember)
        inside.addLayout(self._buttons())
        inside.addWidget(self.message)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 14)
        whole.setSpacing(14)
        whole.addLayout(self._header())
        whole.addWidget(card)
        whole.addStretch()
        whole.addWidget(self.clicks, alignment=Qt.AlignmentFlag.AlignRight)

    def _header(self) -> QHBoxLayout:
        heading, below = QLabel(self._words["heading"]), QLabel(self._words["below"])
        heading.setObjectName("heading")
        below.setObjectName("below")
        words, row = QVBoxLayout(), QHBoxLayout()
        words.setSpacing(2)
        words.addWidget(heading)
        words.addWidget(below)
        row.setSpacing(14)
        row.addWidget(Envelope(self._colours["accent"]))
        row.addLayout(words, stretch=1)
        return row

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for row, (name, field) in enumerate({"user": self.user, "password": self.password}.items()):
            caption = QLabel(self._words[name])
            caption.setBuddy(field)
            grid.addWidget(caption, row, 0)
            grid.addWidget(field, row, 1)
        return grid

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.login)
        row.addWidget(self.cancel)
        row.addStretch()
        return row

    def _connect(self) -> None:
        self.login.clicked.connect(self._log_in)
        self.password.returnPressed.connect(self._log_in)
        self.cancel.clicked.connect(self._cancel)
        self.remember.toggled.connect(lambda on: self._log.add("toggled", name="remember", on=on))
        self.user.textEdited.connect(lambda text: self._log.add("edited", name="user", text=text))
        self.password.textEdited.connect(
            lambda text: self._log.add("edited", name="password", length=len(text))
        )

    def _log_in(self) -> None:
        user, digest = self.user.text(), hashlib.sha256(self.password.text().encode()).hexdigest()
        known = ACCOUNTS.get(user) == digest
        self._log.add(
            "login",
            user=user,
            password_length=len(self.password.text()),
            password_sha256=digest,
            remember=self.remember.isChecked(),
            keys=self._keys,
            accepted=known,
        )
        self._say("welcome" if known else "wrong" if user else "empty", "good" if known else "bad")

    def _cancel(self) -> None:
        self._log.add("cancel")
        self.user.clear()
        self.password.clear()
        self._say("cancelled", "soft")

    def _say(self, words: str, colour: str) -> None:
        self.message.setStyleSheet(f"color: {self._colours[colour]}")
        self.message.setText(self._words[words].format(user=self.user.text()))

    def note(self, receiver: QObject, event: QEvent) -> None:
        """Counts the keys and clicks that reach this window (called by the application's filter)."""
        if event.type() == QEvent.Type.KeyPress and isinstance(receiver, QLineEdit):
            self._keys += 1
            self._log.add("key", name=receiver.objectName())
        elif event.type() in PRESSES and isinstance(event, QMouseEvent):
            if (event.type(), event.timestamp()) == self._last_press:
                return  # the same press, handed on to a parent
            self._last_press = (event.type(), event.timestamp())
            self._clicks += 1
            self.clicks.setText(self._words["clicks"].format(count=self._clicks))
            self._log.add("press", name=receiver.objectName(), button=event.button().name)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._log.add("closed")
        super().closeEvent(event)


class Watcher(QObject):
    """Shows the window each event once: the one that a widget of it is about to get."""

    def __init__(self, window: SampleWindow) -> None:
        super().__init__(window)
        self._window = window

    def eventFilter(self, receiver: QObject, event: QEvent) -> bool:
        if isinstance(receiver, QWidget) and receiver.window() is self._window:
            self._window.note(receiver, event)
        return False


def main(argv: Sequence[str] | None = None) -> int:
    """Opens the window and stays until it is closed."""
    parser = argparse.ArgumentParser(
        prog="python -m ui.sample", description="A log-in form to try Deskhand on."
    )
    parser.add_argument("--log", type=Path, required=True, help="where each event is appended")
    parser.add_argument("--language", choices=sorted(CAPTIONS), default="en")
    parser.add_argument("--dark", action="store_true")
    arguments = parser.parse_args(argv)
    try:
        log = EventLog(arguments.log)
    except OSError as error:
        parser.error(f"the log {arguments.log} cannot be written: {error.strerror}")
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    window = SampleWindow(log, arguments.language, arguments.dark)
    application.installEventFilter(Watcher(window))
    window.show()
    log.add("shown", language=arguments.language)
    code = application.exec()
    log.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
