"""The Chinese words of consequence, as tables; agent/policy_text.py reads texts by them.

Texts come folded to simplified characters (`TO_SIMPLIFIED`), and so the terms are written in them; the words
that only Taiwan and Hong Kong use (传送, 解除安装, 资源回收筒) stand among them.
"""

from __future__ import annotations

import re

from agent.policy_verbs import (
    DELETES,
    ENDS,
    INSTALLS,
    LOGS_IN,
    LOSES,
    OVERWRITES,
    PAYS,
    PERMITS,
    PUBLISHES,
    RESETS,
    SENDS,
    SIGNS,
    word_set,
)

# fmt: off
CHINESE: tuple[tuple[str, str, str], ...] = (
    (SENDS, "发送 寄出 群发 拨打 呼叫 发信 发出 发邮件 发消息 发短信 发红包 传送 寄送 送出 拨号 发给",
            "接听 接通 语音通话 视频通话 发起通话 发起会议 邀请"),
    (PAYS, "付款 支付 购买 下单 结账 结算 转账 汇款 充值 提现 打赏 捐款 捐赠 买单 订购 预订 预定 订票 "
           "购票 续费 提交订单 取消订单 取消订阅 退订 退款 还款 打款 交费 缴费 申购 认购 赎回 秒杀 拍下 "
           "储值 转给 代付 付费 付钱 打钱 充话费 投注 下注 追加投资 立即开通 立即续订 开通会员 开通服务 "
           "购入 付定金 付尾款 取消预订 确认收货 取消会员 加入会员 成为会员 还信用卡 还花呗 还贷 "
           "追加预算 立即兑换", "借款 借钱 赞赏 抢购 出价 买入 卖出 续订 兑换 开通 拼单 立即抢 下定"),
    (DELETES, "删除 移除 清空 抹掉 抹除 擦除 销毁 粉碎 格式化 注销账号 注销账户 移到回收站 移至回收站 "
              "移到废纸篓 移至废纸篓 移入回收站 移动到回收站 移动到废纸篓 放入回收站 放入废纸篓 "
              "扔进回收站 扔到回收站 丢到垃圾桶 移至垃圾桶 移到垃圾桶 移至资源回收筒 丢到资源回收筒 "
              "清空资源回收筒 清理垃圾桶 结束任务 结束进程 强制退出 强制结束 强制关闭 强制停止 强行终止 "
              "终止进程 清除 踢出 移出 踢人 退群 删库 作废 注销会员 取消账号",
              "拉黑 加入黑名单 撤销授权 取消授权 挂断 结束会议 结束通话 结束直播 强行停止 强行关闭 "
              "强行退出 解绑 解除绑定 删掉 删帖 解散 退出群聊 退出群组 退出团队 停止服务 撤回 封禁 停用 "
              "封锁 解除好友 忘记网络 忽略此网络 忽略此设备 忘记此设备 取消关注 清理 剔除 解约"),
    (INSTALLS, "安装 卸载 立即更新 立即升级 现在更新 全部更新 更新全部 解除安装 刷机 刷入 刷写 烧录 "
               "升级固件 固件升级 更新固件 一键升级", "更新 升级 降级"),
    (PUBLISHES, "提交 发布 发表 部署 回复全部 全部回复 回复所有人 发帖 回帖 跟帖 发朋友圈 发微博 发动态 "
                "递交 交卷 张贴 开播 上架 下架 交作业",
                "分享 共享 转发 上传 投票 批准 审批 驳回 合并请求 报名 投递 开始直播 直播 点评 核准 签到 "
                "申请"),
    (SIGNS, "签署 签字 同意 我已阅读", "签名 接受"),
    (LOGS_IN, "登录 登陆 登入 注册 修改密码 重置密码 创建账号 创建账户 更改密码 变更密码",
              "解锁 验证身份"),
    (ENDS, "关机 重启 重新启动 注销 退出登录 退出账号 登出 关闭计算机 关闭电脑 关闭电源 休眠 切换用户 "
           "锁屏 锁定屏幕 断电 切断电源 关闭系统 关闭服务器 重新开机 强制重启 切换账号 切换账户",
           "睡眠 待机"),
    (OVERWRITES, "覆盖 覆写 恢复备份 还原备份 从备份恢复 从备份还原", "替换 取代"),
    (LOSES, "不保存 不存储 不要保存 放弃 丢弃 舍弃 不储存 不存档 仍要离开 仍然关闭 直接关闭 仍要关闭 "
            "仍要退出 直接退出 强制离开 全部关闭 关闭全部 关闭所有", "退出 还原更改 离开 回滚"),
    (PERMITS, "授权 允许 始终允许 信任 仍要继续 继续前往 继续访问 不安全 不推荐 忽略警告 "
              "以管理员身份运行 以管理员身份 以管理员权限 以系统管理员身分执行 仍要运行 仍要打开 "
              "仍要下载 关闭防火墙 关闭保护", "授予 设为管理员 转让群主 转让"),
    (RESETS, "恢复出厂 恢复出厂设置 恢复默认 还原默认 重置 重设 还原设置 恢复原厂 初始化", ""),
)
"""(meaning, strong terms, weak terms)."""

BEFORE = tuple(word_set(
    "与我 已 未 最近 上次 正在 被 不 勿 别 不要 取消 撤销 撤消 无需 无法 如何 怎么 怎样 待 可 停止 防 "
    "检查 检测 查看 暂不 暂缓 什么是 为什么 没有"
))
"""After these a term is a past, a noun or a negation: 已发送, 取消发送."""
AFTER = tuple(word_set("者 的 于"))
"""Right after a term these make a noun of it: 发送者, 删除的文件, 发布于."""
STATES = "人 线 键 中 时间 日期 失败 成功 完成 次数 量 率 数 后 前 时 进度 须知 "
"""With these as the whole rest of the text any term is a noun or told as done: 删除线, 发送失败, 发布时间."""
NOUNS = (
    "记录 历史 历史记录 日志 列表 明细 设置 中心 详情 表 管理 箱 位置 路径 目录 文件夹 名 码 包 策略 格式 "
    "页 页面 界面 协议 政策 条款 统计 选项 通知 提醒 攻略 队列 方式 说明 帮助 教程 指南 状态 结果 原因 "
    "向导 范围 规则 按钮 类型 频率 速度 流程 "
)
"""The same for terms that are nouns as well: 支付记录, 安装目录, 登录设置; but not 删除记录."""
NOUN_TERMS = word_set(
    "支付 付款 购买 结算 转账 汇款 充值 提现 捐款 捐赠 订购 预订 预定 订票 购票 续费 退款 还款 缴费 交费 "
    "申购 认购 赎回 付费 储值 打赏 兑换 抢购 秒杀 安装 升级 登录 登陆 登入 注册 投票 审批 报名 授权 签到 "
    "申请 邀请 休眠 睡眠 待机"
)
OWN_NOUNS = {
    "支付": "宝 密码 信息 渠道 平台 工具", "注册": "表编辑器 商标 地址 信息", "授权": "书 信息",
    "同意": "书", "申请": "书 信息", "登录": "密码 信息 设备", "提交": "记录 历史 历史记录",
    "发送": "记录 历史 历史记录", "分享": "会 历史 历史记录 记录",
    "上传": "列表 队列 历史 历史记录 记录 速度", "共享": "文档 单车 经济 中心",
    "呼叫": "记录 中心 转移 等待", "转发": "记录",
    "更新": "日志 记录 历史 历史记录 说明 内容 中心 设置 包 策略 通知 提醒 选项 详情 频率 方式 周期",
    "删除": "空行 空格", "睡眠": "定时 定时器 质量 监测 模式 数据", "休眠": "模式",
    "退出": "全屏 全屏模式 预览 搜索 放映 幻灯片放映 阅读模式 码 代码 全萤幕",
    "重置": "缩放 视图 筛选 筛选条件 搜索 布局 窗口布局 镜头 视角 计时 计时器", "重设": "缩放 检视",
    "清除": "格式 筛选 筛选条件 搜索 选择 高亮 下划线", "清空": "筛选 搜索 搜索框",
    "移除": "链接 超链接 格式 筛选", "接受": "cookie cookies 所有cookie 全部cookie",
    "覆盖": "范围 面 层 物", "投票": "箱", "替换": "为 文本", "解锁": "图层", "信任": "中心 列表",
    "允许": "列表", "离开": "状态", "清理": "规则", "粉碎": "机", "格式化": "文档 代码 json",
    "初始化": "参数", "撤回": "上一步 操作", "部署": "记录 历史 日志", "直播": "间 回放 课 列表 预告",
    "审批": "意见",
}
"""Nouns of single terms: a name (支付宝), or something that undo brings back (重置缩放)."""
OPENERS = re.compile(r"(?:是的?|好的?|我(?:要|想|确定|确认|已)|确定|确认|永久|立即|马上|点击|点此|现在)")
"""A long text that begins so is still a command: 我要永久删除我的账户."""
OWNED = re.compile(r"(?:我的|您的|你的|此|该|这|全部|所有|账号|账户|本)")
"""A long text whose term has one of these after it is still a command."""

TO_SIMPLIFIED = str.maketrans(
    "刪發買購單轉帳帐賬結匯儲訂閱費還繳認贖註冊資證書設錄陸創號戶鎖關機電腦動啟閉統務復複預裝級軟體韌寫燒"
    "開繼續確應選項變棄捨離傳訊郵話視語會議請張貼佈審駁報遞簽讀權許險執檔檢縮鏡頭碼驗輸無為內數據讓給錢紅"
    "賞銷毀壓夾歷誌記時間進後過對線鍵網絡頁們個這現馬點擊嗎條協與將丟紙簍強終產業圖層員團隊頻帶標籤濾飛釘"
    "圍營區總額運處歸類況態敗驟準備寶憑擇換尋併徹壞損滅頂質測計慮規則範須嚮導說幫詳細稱遠適龍別從組聯綁繫"
    "係衝盤驅雲幣銀鈔價賣貨車訪識隱屬參製瀏覽臨畫譯紀編輯專廣試夠廢筆幾問題該願",
    "删发买购单转账账账结汇储订阅费还缴认赎注册资证书设录陆创号户锁关机电脑动启闭统务复复预装级软体韧写烧"
    "开继续确应选项变弃舍离传讯邮话视语会议请张贴布审驳报递签读权许险执档检缩镜头码验输无为内数据让给钱红"
    "赏销毁压夹历志记时间进后过对线键网络页们个这现马点击吗条协与将丢纸篓强终产业图层员团队频带标签滤飞钉"
    "围营区总额运处归类况态败骤准备宝凭择换寻并彻坏损灭顶质测计虑规则范须向导说帮详细称远适龙别从组联绑系"
    "系冲盘驱云币银钞价卖货车访识隐属参制浏览临画译记编辑专广试够废笔几问题该愿",
)
"""Traditional characters that stand in these tables and in questions, to simplified ones."""
# fmt: on


def names_something(term: str, rest: str) -> bool:
    """Whether a term with this rest of the text behind it is a noun: 安装 + 目录, 发送 + 失败."""
    return rest.startswith(AFTER) or bool(_NOUN_ENDS[term if term in _NOUN_ENDS else ""].fullmatch(rest))


def _ends(term: str) -> re.Pattern[str]:
    words = f"{STATES} {NOUNS if term in NOUN_TERMS else ''} {OWN_NOUNS.get(term, '')}".split()
    return re.compile(f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})+")


_NOUN_ENDS = {term: _ends(term) for term in {"", *NOUN_TERMS, *OWN_NOUNS}}
