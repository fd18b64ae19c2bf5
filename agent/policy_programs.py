"""The programs in which keys and texts have consequences: terminals, chats, file managers. Tables only."""

from __future__ import annotations

import re

from agent.policy_verbs import word_set

# fmt: off
TERMINALS = word_set(
    "xterm uxterm urxvt rxvt st st-256color konsole qterminal gnome-terminal gnome-terminal-server kgx "
    "ptyxis gnome-console xfce4-terminal lxterminal mate-terminal terminator tilix kitty alacritty wezterm "
    "foot footclient guake yakuake tilda tmux terminal console cmd powershell powershell_ise pwsh "
    "windowsterminal wt iterm2 iterm putty kitty_portable mintty deepin-terminal io.elementary.terminal "
    "cool-retro-term ghostty eterm aterm mlterm terminology bash zsh fish nushell x-terminal-emulator "
    "hyper tabby warp dev.warp.warp termite sakura roxterm blackbox conemu conemu64 cmder contour "
    "extraterm terminus electerm mobaxterm securecrt xshell termius waveterm lxterm evilvte terminix "
    "gnome-builder-terminal foot-server cosmic-term wsl "
    "终端 终端模拟器 终端机 終端機 終端 主控台 命令提示符 命令提示字元 控制台 命令行"
)
RUN_DIALOGS = word_set(
    "run krunner rofi dmenu gmrun xfrun4 xfce4-appfinder ulauncher albert wofi fuzzel bemenu lxqt-runner "
    "运行 运行命令 运行程序 执行 執行"
)
CHATS = word_set(
    "slack discord telegram telegramdesktop telegram-desktop signal signal-desktop whatsapp wechat weixin "
    "微信 qq linuxqq tim teams teams-for-linux ms-teams messenger messages element skype skypeforlinux "
    "zoom mattermost rocket.chat hexchat pidgin dingtalk lark feishu viber fractal dino gajim polari "
    "钉钉 飞书 企业微信"
)
MAILS = word_set("thunderbird mail evolution geary kmail outlook olk claws-mail sylpheed mailspring "
                 "betterbird 邮件 郵件")
FILE_PROGRAMS = MAILS | word_set(
    "thunar nautilus files dolphin pcmanfm pcmanfm-qt nemo caja explorer finder spacefm krusader "
    "doublecmd totalcmd totalcmd64 mc ranger shotwell gthumb digikam gwenview eog loupe "
    "文件 文件管理器 访达 檔案總管 檔案管理員 檔案"
)
"""Programs in which the Delete key takes whole files or messages away."""
# fmt: on
_SUFFIX = re.compile(r"(?:-gui|\.exe|\.desktop|-bin)$")


def program_names(app: str) -> set[str]:
    """What a program's id is called: itself, its last dotted part, both without "-gui" and ".exe"."""
    name = _SUFFIX.sub("", app.casefold())
    return {app.casefold(), name, name.rsplit(".", 1)[-1]}
