"""The words of consequence, English and Chinese, as tables; agent/policy_text.py reads texts by them."""

from __future__ import annotations

import re
from dataclasses import dataclass

SENDS = "something is sent"
PAYS = "money is spent or an order is placed"
DELETES = "something is deleted or taken away"
INSTALLS = "software is installed, removed or changed"
PUBLISHES = "something is submitted, published or shared"
SIGNS = "something is signed or agreed to"
LOGS_IN = "credentials are used or an account is opened or left"
OVERWRITES = "something is overwritten"
LOSES = "work that is not saved is lost"
ENDS = "the computer or the session is stopped"
PERMITS = "a permission is given"
RESETS = "settings or data are reset"


@dataclass(frozen=True)
class Verb:
    """A commanding word or word group. `only`/`unless`: the words that must, must not, come next."""

    words: tuple[str, ...]
    meaning: str
    strong: bool = False  # hardly ever a noun: counts in tabs and fields, and anywhere on a button
    only: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NOUNS = _words(
    "history log logs list lists details status summary number id date time settings options preferences "
    "confirmation guide instructions help location path folder office notes rate speed mode key name "
    "by of management manager center centre information info policy policies"
)
"""After these, a verb was a noun: "Order history", "Sort by"."""


def _verbs(
    meaning: str, groups: str, *, strong: bool = False, only: str = "", unless: str = ""
) -> list[Verb]:
    """Verbs of one meaning, from a list parted by commas."""
    barred = frozenset() if only else NOUNS | _words(unless)
    return [Verb(tuple(group.split()), meaning, strong, _words(only), barred) for group in groups.split(",")]


# fmt: off
ENGLISH: tuple[Verb, ...] = tuple(
    _verbs(SENDS, "send,resend", strong=True)
    + _verbs(SENDS, "invite,send invite,call,dial,video call,voice call,fax", unless="stack")
    + _verbs(PAYS, "pay,buy,purchase,checkout,check out,place order,place your order,place my order",
             strong=True, unless="price orders period attention stub slip with")
    + _verbs(PAYS, "order,preorder,pre order,reserve,book,donate,bid,deposit,withdraw,"
                   "subscribe,top up,redeem", unless="form")
    + _verbs(PAYS, "sell,trade,swap,mint,stake,place bid,connect wallet,confirm transaction,confirm transfer,"
                   "confirm booking,request payout,get premium,go premium", unless="files faces")
    + _verbs(PAYS, "transfer,rent,start trial,start free trial,upgrade plan", unless="protocol encoding")
    + _verbs(PAYS, "make payment,make a payment,submit payment,confirm payment,complete purchase,"
                   "complete order,confirm purchase,confirm order,finish order,apple pay,google pay,paypal")
    + _verbs(PAYS, "cancel", only="order subscription booking reservation membership account plan flight")
    + _verbs(DELETES, "delete,erase,shred,wipe,purge,truncate,destroy,deactivate,close account,unfriend,"
                      "move to trash,move to bin,move to the trash,move to recycle bin,send to trash",
             strong=True, unless="line lines word character blank")
    + _verbs(DELETES, "remove,unsubscribe,terminate,kill,end task,end process,force quit,force stop,revoke",
             strong=True, unless="filter filters formatting highlight bold hyperlink")
    + _verbs(DELETES, "block,report user,unlink", unless="quote")
    + _verbs(DELETES, "stop", only="server service services process instance vm container")
    + _verbs(DELETES, "leave", only="group server team organisation organization")
    + _verbs(DELETES, "drop", only="table database index column")
    + _verbs(DELETES, "empty", only="trash bin the recycle basket wastebasket folder spam junk cart")
    + _verbs(DELETES, "clear", only="all history data cookies cache browsing everything log logs messages "
                                    "chat trash bin recent storage")
    + _verbs(DELETES, "format", only="disk drive usb volume partition card device sd hard")
    + _verbs(INSTALLS, "install,uninstall,reinstall,update now,upgrade now,update all", strong=True)
    + _verbs(INSTALLS, "update,upgrade,apply update,apply updates,downgrade", unless="available")
    + _verbs(INSTALLS, "run", only="anyway installer setup as script")
    + _verbs(INSTALLS, "add extension,add to chrome,add to firefox,get app", strong=True)
    + _verbs(PUBLISHES, "submit,publish,unpublish,deploy,make public,make private", strong=True)
    + _verbs(PUBLISHES, "post,share,tweet,retweet,repost,upload,broadcast,go live,release,merge,push,"
                        "commit,approve,reject,vote,reply all",
             unless="holders price card box title cells")
    + _verbs(PUBLISHES, "apply", only="now for to", strong=True)
    + _verbs(PUBLISHES, "start,join", only="meeting call broadcast recording")
    + _verbs(SIGNS, "sign", unless="language")
    + _verbs(SIGNS, "sign document,sign contract,e-sign,sign here,sign now,sign and,agree,i agree,accept,"
                    "i accept,accept all,consent,i consent,opt in,i confirm,i certify,i have read",
             unless="language")
    + _verbs(LOGS_IN, "log in,login,log on,sign in,signin,sign up,sign me up,signup,register,create account,"
                      "create an account,create new account,change password,reset password", strong=True)
    + _verbs(LOGS_IN, "unlock,authenticate,verify", unless="spelling")
    + _verbs(ENDS, "log out,log me out,logout,log off,sign out,signout,shut down,shutdown,power off,"
                   "turn off computer,reboot,restart,hibernate,switch user,lock screen,end session",
             strong=True, unless="numbering")
    + _verbs(ENDS, "suspend,sleep,lock", unless="aspect ratio")
    + _verbs(OVERWRITES, "overwrite", strong=True)
    + _verbs(OVERWRITES, "restore", only="backup from snapshot version previous")
    + _verbs(OVERWRITES, "replace,merge and replace", unless="with text")
    + _verbs(LOSES, "discard,don't save,do not save,dont save,close without saving,exit without saving,"
                    "quit without saving,leave without saving,continue without saving,without saving,"
                    "leave page,leave anyway,close anyway,quit anyway,exit anyway,revert,rollback,"
                    "roll back,abandon", strong=True)
    + _verbs(LOSES, "quit,exit", unless="fullscreen full screen preview")
    + _verbs(PERMITS, "allow,authorize,authorise,permit,trust,always allow", strong=True)
    + _verbs(PERMITS, "grant,enable access,give access,make admin,pair,proceed anyway,continue anyway,"
                      "accept the risk,ignore warning,add exception,elevate,run as administrator")
    + _verbs(RESETS, "factory reset,reset,restore defaults,restore default,restore to defaults",
             unless="zoom view layout filter filters search camera rotation position")
)

LEAD = _words(
    "yes ok okay no confirm permanently please now just also always force quick quickly safely really i we "
    "want would like to and then click tap slide swipe press proceed continue all save review accept agree "
    "finish complete close select the my this go instantly one"
)
"""Words that may stand before a command: "Yes, delete it", "Confirm and pay"."""
JOINS = _words("and & + then or , ; : / | - — – . ! >")
NEGATIONS = _words("don't dont not never undo cancel cancelled without keep stop avoid no how why when")
KIND_WORDS = _words(
    "button link menu item icon image field box checkbox check radio switch tab label text entry window "
    "dialog list tree row cell table heading combo control option the a an on in of at point you gave"
)

CHINESE: tuple[tuple[str, str, str], ...] = (
    (SENDS, "发送 寄出 群发 拨打 呼叫 发信 发出 发邮件 发消息 发红包", ""),
    (PAYS, "付款 支付 购买 下单 结账 结算 转账 汇款 充值 提现 打赏 捐款 捐赠 买单 订购 预订 预定 订票 续费 "
           "提交订单 取消订单 取消订阅 退订 退款", "缴费 抢购 出价 买入 "
           "卖出 确认收货 开通会员 邀请"),
    (DELETES, "删除 移除 清空 抹掉 抹除 擦除 销毁 粉碎 格式化 注销账号 注销账户 移到回收站 移至回收站 "
              "移到废纸篓 移至废纸篓 移入回收站 结束任务 结束进程 强制退出 强制结束 清除",
              "拉黑 解绑 删掉 删帖 解散 退出群聊 停止服务"),
    (INSTALLS, "安装 卸载 立即更新 立即升级 现在更新 全部更新 更新全部", "更新 升级"),
    (PUBLISHES, "提交 发布 发表 部署", "分享 共享 转发 上传 投票 批准 审批 驳回 合并请求 报名 投递"),
    (SIGNS, "签署 签字 同意 我已阅读", "签名 接受"),
    (LOGS_IN, "登录 登陆 登入 注册 修改密码 重置密码 创建账号 创建账户 创建帐户", "解锁 验证身份"),
    (ENDS, "关机 重启 重新启动 注销 退出登录 退出账号 登出 关闭计算机 关闭电脑 关闭电源 休眠 切换用户 "
           "锁屏 锁定屏幕", "睡眠"),
    (OVERWRITES, "覆盖", "替换"),
    (LOSES, "不保存 不存储 不要保存 放弃 丢弃 舍弃 不储存 仍要离开 仍然关闭 直接关闭", "退出 还原更改 离开"),
    (PERMITS, "授权 允许 始终允许 信任 仍要继续 继续前往 忽略警告", "授予"),
    (RESETS, "恢复出厂 恢复出厂设置 恢复默认 还原默认 重置", ""),
)
"""(meaning, strong terms, weak terms)."""

ZH_BEFORE = tuple(_words("已 未 最近 上次 正在 被 不 勿 别 不要 取消 撤销 无需 无法 如何 怎么 待 可 停止"))
ZH_AFTER = tuple(_words(
    "者 人 记录 历史 日志 时间 日期 列表 指南 说明 状态 明细 方式 设置 中心 详情 量 率 次数 表 帮助 教程 "
    "管理 箱 码 失败 成功 完成 中 位置 路径 目录 文件夹 向导 缩放 视图 筛选 搜索 全屏 会 的 键 名 包 策略 "
    "格式 线 书 档 为"
))
"""Beside these a term is a noun, a past or a negation: 已发送, 支付记录, 取消发送."""

ICONS = {
    "trash": DELETES, "trash can": DELETES, "bin": DELETES, "waste basket": DELETES, "garbage": DELETES,
    "paper plane": SENDS, "power": ENDS, "phone": SENDS,
}
"""What an icon shows → what pressing it means, for controls that carry no words."""

DANGER_SENTENCE = (
    ("undone", DELETES), ("irreversible", DELETES), ("permanently", DELETES), ("无法撤销", DELETES),
    ("不可恢复", DELETES), ("无法恢复", DELETES), ("不可撤销", DELETES), ("永久", DELETES),
    ("unsaved", LOSES), ("will be lost", LOSES), ("not be saved", LOSES), ("未保存", LOSES), ("丢失", LOSES),
    ("already exists", OVERWRITES), ("replace it", OVERWRITES), ("已存在", OVERWRITES),
    ("make changes to your", INSTALLS), ("access to", PERMITS), ("terms", SIGNS),
    ("license agreement", SIGNS), ("许可协议", SIGNS), ("payment", PAYS), ("authentication", LOGS_IN),
    ("身份认证", LOGS_IN), ("password", LOGS_IN), ("密码", LOGS_IN),
)
"""Words that make the answer "yes" to a dialog dangerous wherever they stand in its text."""

AFFIRMATIVES = _words(
    "ok okay yes continue proceed apply finish next done confirm accept "
    "确定 是 好 好的 继续 应用 完成 下一步 确认"
)
UNKNOWABLE = _words("yes confirm 是 确认")
"""Affirmatives that answer a question: without the question nobody knows what they do."""
REFUSALS = _words("no 否 不 不用")
CANCELS = _words("cancel close back keep abort 取消 关闭 返回")
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
    r"\.(?:exe|msi|bat|cmd|com|ps1|vbs|scr|sh|bash|run|bin|appimage|deb|rpm|desktop|jar|py|pl|app|dmg|pkg|apk)$"
)

TERMINALS = _words(
    "xterm uxterm urxvt rxvt st st-256color konsole qterminal gnome-terminal gnome-terminal-server kgx "
    "ptyxis org.gnome.ptyxis org.gnome.console gnome-console xfce4-terminal lxterminal mate-terminal "
    "terminator tilix kitty alacritty wezterm org.wezfurlong.wezterm foot guake yakuake tmux terminal "
    "console cmd cmd.exe powershell powershell.exe pwsh pwsh.exe windowsterminal windowsterminal.exe wt.exe "
    "iterm2 iterm putty mintty deepin-terminal cool-retro-term ghostty eterm aterm terminology bash zsh fish "
    "org.gnome.terminal x-terminal-emulator 终端 终端模拟器 命令提示符 控制台 命令行"
)
RUN_DIALOGS = _words(
    "run krunner rofi dmenu gmrun xfrun4 xfce4-appfinder ulauncher albert 运行 运行命令 运行程序"
)
CHATS = _words(
    "slack discord telegram telegramdesktop signal whatsapp wechat weixin 微信 qq tim teams messenger "
    "messages element skype zoom mattermost rocket.chat hexchat pidgin dingtalk lark feishu viber "
    "钉钉 飞书 企业微信"
)
FILE_PROGRAMS = _words(
    "thunar nautilus org.gnome.nautilus files dolphin org.kde.dolphin pcmanfm pcmanfm-qt nemo caja explorer "
    "explorer.exe finder spacefm thunderbird mail evolution geary kmail outlook shotwell gthumb digikam "
    "文件 邮件 文件管理器 访达"
)
"""Programs in which the Delete key takes whole files or messages away."""
PROMPT = re.compile(
    r"^\s*(?:\([\w.-]+\)\s*)?[\w.-]+@[\w.-]+\s*(?::|~)|^\s*[a-z]:\\[^<>|]*>|^\s*PS [a-z]:\\", re.IGNORECASE
)
"""A shell's prompt, as it stands in a terminal's title and text."""
AUTHENTICATION = re.compile(
    r"\bauthenticat|\bpolkit|\bpinentry|\bkeyring\b|user account control|administrator"
    r"|身份认证|管理员|钥匙环",
    re.IGNORECASE,
)
SECRET_FIELD = re.compile(
    r"\b(?:passwords?|passcode|passphrase|pin|cvv|cvc|card number|credit card|one[- ]time code|otp|"
    r"security code|recovery (?:key|phrase)|seed phrase|private key|api key|ssn|iban)\b"
    r"|密码|口令|验证码|卡号|安全码|助记词|私钥",
    re.IGNORECASE,
)
# fmt: on
