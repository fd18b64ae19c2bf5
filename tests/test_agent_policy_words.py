"""What texts on buttons and links mean: harmful ones that look harmless, and the other way round."""

from __future__ import annotations

import pytest

from agent.policy_text import Strictness, meaning, plain

HARMFUL = (
    # a thing after the verb
    "Delete folder|Erase history|Delete list|Delete log|Delete notes|Delete key|Delete location|Remove "
    "folder|"
    "Shred folder|Wipe folder|Overwrite folder|Yes, delete folder|Reset settings|Revoke key|Send location|"
    "Send details|Share folder|Upload logs|Allow location|Approve report|Renew policy|Book time|Trust "
    "folder|"
    "提交表单|删除文件夹|删除会话|清空记录|删除目录|删除书签|删除记录|删除历史记录|删除列表|删除人员|"
    "删除表格|"
    "删除名片|删除管理员|删除包|删除规则|删除状态|永久删除文件夹|清除历史记录|清空列表|清空日志|"
    "移除人员|解散会议|覆盖文件夹|"
    "重置设置|共享文件夹|充值会员|购买会员|分享位置|上传日志|提交数据",
    # money
    "立即还款|打款|交费|申购|秒杀|拍下|立即开通|还信用卡|Renew now|Wire $500|Refund|Recharge|Add funds|"
    "Pay by card|"
    "Start your free trial|Proceed to payment|Place Order and Pay|Cancel my subscription|Cancel order|"
    "去结算",
    # sent, submitted
    "回复全部|Reply all|发帖|发朋友圈|递交|交卷|送出|Hand in|Turn in|Answer call|接听|直播|共享屏幕|Go "
    "Live|"
    "Send as attachment|Submit for review|提交并付款",
    # taken away or lost
    "退群|踢出|移出|Del|Move to Wastebasket|Forget device|Close all|Leave site|强制关闭|强行停止|Leave "
    "meeting|"
    "Delete for everyone|End meeting for all|Disconnect account|加入黑名单|撤销授权|放弃编辑|Don't keep "
    "changes",
    # the computer, software, permissions, settings
    "断电|Turn off|以管理员身份运行|刷机|Flash firmware|Update and shut down|切换账号|继续访问（不安全）|"
    "Proceed to site (unsafe)|Enable macros|Unblock file|Factory data reset|Reset this PC|恢复备份|Get",
    # traditional characters
    "刪除|發送|購買|下單|轉帳|安裝|不儲存|重新啟動|關機|刪除檔案|傳送|送出表單|登出|解除安裝|"
    "清空資源回收筒|立即結帳",
)
HARMLESS = (
    "Send to back|Send behind text|Remove link|Unlock layer|Lock layers|Lock aspect ratio|Sleep timer|"
    "Vote count|"
    "Kill ring|Accept cookies|Order history|Order details|Post code|Share price|Call log|Upload progress|"
    "Install location|Sign in options|Restart numbering|Reset zoom|Clear formatting|Exit full screen|"
    "Undo send|"
    "Update history|Release notes|Delete line|Allow list|New folder|Not now|Check for updates|Turn off "
    "notifications",
    "支付宝|睡眠定时|上传进度|投票结果|覆盖范围|预订须知|退出预览|共享文档|支付方式|购买记录|删除线|"
    "发送失败|"
    "更新日志|安装目录|登录设置|注册表编辑器|退出码|发布时间|授权管理|重置缩放|清除格式|解锁图层|检查更新|"
    "加入购物车|下载|充值中心|會員中心|購買紀錄|傳送失敗|復原",
)


def _texts(table: tuple[str, ...]) -> list[str]:
    return [text for row in table for text in row.split("|")]


@pytest.mark.parametrize("text", _texts(HARMFUL))
def test_buttons_of_consequence(text: str) -> None:
    assert meaning(text)


@pytest.mark.parametrize("text", _texts(HARMLESS))
def test_buttons_without_consequence(text: str) -> None:
    assert meaning(text) is None


@pytest.mark.parametrize(
    ("text", "strictness", "harmful"),
    [
        ("Yes, I want to permanently delete my account", "medium", True),
        ("Click here to delete your account", "medium", True),
        ("Delete this repository and all of its forks", "medium", True),
        ("我要永久删除我的账户", "medium", True),
        (
            "I have read and agree to the terms of service, the privacy policy and the house rules",
            "loose",
            True,
        ),
        ("Please send me the report you wrote", "medium", False),
        ("Install Python on Windows in five minutes", "medium", False),
        ("如何在手机上彻底删除一个文件", "medium", False),
        ("Ask before sending a message that has no subject and no body at all", "loose", False),
        ("Delete folder", "strict", True),
        ("Order", "strict", False),
        ("Delete all messages", "strict", True),  # the eye may take a button for a tab
        ("删除联系人", "strict", True),
        ("Send a message", "strict", False),  # a hint in a field
        ("发表你的看法吧", "strict", False),
        ("Sign out of all devices", "medium", True),
        ("Start your free trial", "medium", True),
    ],
)
def test_long_texts_and_what_is_only_gone_to(text: str, strictness: Strictness, harmful: bool) -> None:
    assert (meaning(text, strictness) is not None) is harmful


def test_traditional_characters_are_folded() -> None:
    assert plain("刪除帳號") == "删除账号"
