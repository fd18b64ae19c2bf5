# ruff: noqa: E501 — a table of words
"""What icons mean, and what people call them, in English and Chinese. The first English name is the usual one.

The eye learns to put an icon's picture near these words (training/losses.py); at run time the nearest meaning names an icon
that has no text.
"""

from __future__ import annotations

from random import Random

ICON_NAMES: dict[str, tuple[str, str]] = {
    "save": ("Save|save file|store|floppy disk|disk|write to disk|keep", "保存|储存|存盘|软盘|磁盘"),
    "search": ("Search|find|look for|magnifying glass|magnifier|lookup|search for files", "搜索|查找|搜寻|放大镜|检索"),
    "close": ("Close|cross|x|dismiss|exit|cancel|close window|close tab", "关闭|叉|叉号|退出|取消|关掉"),
    "settings": ("Settings|preferences|options|gear|cog|configure|setup|properties", "设置|偏好设置|选项|齿轮|配置|首选项"),
    "open": ("Open|open file|browse|load|open folder", "打开|打开文件|浏览|载入"),
    "new": ("New|new file|new document|create|blank page|page", "新建|新文件|新建文档|创建|空白页"),
    "delete": ("Delete|trash|bin|trash can|erase|throw away|discard|wastebasket", "删除|垃圾桶|回收站|丢弃|清除"),
    "add": ("Add|plus|new item|create|insert|more|new tab", "添加|加号|增加|新增|插入|加"),
    "remove": ("Remove|minus|subtract|less|take away", "移除|减号|减少|去掉|减"),
    "edit": ("Edit|pencil|modify|change|write|rename|pen", "编辑|铅笔|修改|更改|重命名|笔"),
    "copy": ("Copy|duplicate|two pages|copy to clipboard", "复制|拷贝|副本"),
    "paste": ("Paste|clipboard|insert from clipboard", "粘贴|剪贴板"),
    "cut": ("Cut|scissors|snip", "剪切|剪刀|裁剪"),
    "undo": ("Undo|revert|go back one step|take back", "撤销|撤消|还原|回退"),
    "redo": ("Redo|repeat|again", "重做|恢复|再做"),
    "back": ("Back|previous|left|go back|left arrow|return|backward", "返回|后退|上一页|左|向左|左箭头|上一个"),
    "forward": ("Forward|next|right|go forward|right arrow|onward", "前进|下一页|右|向右|右箭头|下一个"),
    "up": ("Up|open parent|go up|up arrow|parent folder|upwards|up path|move up", "向上|上|上级|上移|上箭头|父文件夹"),
    "down": ("Down|go down|down arrow|downwards|move down|expand", "向下|下|下移|下箭头|展开"),
    "home": ("Home|house|start page|home folder|main page", "主页|首页|房子|主目录|主文件夹"),
    "refresh": ("Refresh|reload|update|load again|circular arrow|sync", "刷新|重新加载|更新|重载|同步"),
    "menu": ("Menu|hamburger|three lines|main menu|application menu|navigation", "菜单|三条线|汉堡菜单|主菜单|导航"),
    "more": ("More|three dots|more options|ellipsis|overflow menu|kebab menu|extra", "更多|三个点|更多选项|省略号|其他"),
    "print": ("Print|printer|print document", "打印|打印机"),
    "download": ("Download|save to computer|arrow into tray|get", "下载|保存到本地"),
    "upload": ("Upload|send file|arrow out of tray|import", "上传|导入"),
    "share": ("Share|send to|share link|export", "分享|共享|转发|导出"),
    "user": ("User|account|profile|person|contact|sign in|me|avatar", "用户|账户|账号|个人|人|联系人|我的|头像"),
    "mail": ("Mail|email|envelope|message|inbox|letter", "邮件|信封|邮箱|电子邮件|收件箱|信"),
    "star": ("Star|favorite|favourite|rate|important|starred", "星标|收藏|星星|评分|重要"),
    "heart": ("Like|heart|favorite|love|wishlist", "喜欢|心|爱心|点赞|收藏"),
    "play": ("Play|start|run|resume|begin|triangle", "播放|开始|运行|启动|三角"),
    "pause": ("Pause|hold|suspend|two bars", "暂停|停一下"),
    "stop": ("Stop|halt|end|square", "停止|终止|方块"),
    "info": ("Info|information|about|details|i", "信息|关于|详情|说明"),
    "help": ("Help|question mark|support|manual|what is this", "帮助|问号|支持|手册|疑问"),
    "warning": ("Warning|alert|caution|exclamation mark|attention|danger", "警告|提醒|注意|感叹号|危险"),
    "lock": ("Lock|padlock|secure|security|private|protected", "锁定|锁|安全|加密|隐私"),
    "calendar": ("Calendar|date|schedule|pick a date|agenda|day", "日历|日期|日程|选择日期"),
    "clock": ("Clock|time|history|recent|timer", "时钟|时间|历史|最近|计时"),
    "bold": ("Bold|strong|thick letters|b", "加粗|粗体"),
    "italic": ("Italic|slanted|emphasis|oblique", "斜体|倾斜"),
    "underline": ("Underline|line below text|underscore", "下划线|底线"),
    "align_left": ("Align left|left align|flush left", "左对齐|靠左"),
    "align_centre": ("Align centre|center|align center|centered", "居中|居中对齐"),
    "list": ("List|list view|bullets|details view|bulleted list|items", "列表|列表视图|项目符号|清单"),
    "grid": ("Grid|icon view|tiles|thumbnails|apps|grid view|all apps", "网格|图标视图|平铺|缩略图|应用|宫格"),
    "zoom_in": ("Zoom in|enlarge|magnify|bigger|plus magnifier", "放大|变大"),
    "zoom_out": ("Zoom out|shrink|smaller|reduce|minus magnifier", "缩小|变小"),
    "fullscreen": ("Full screen|fullscreen|expand to screen|four corners", "全屏|铺满"),
    "image": ("Image|picture|photo|insert picture|gallery", "图片|图像|照片|相册|插入图片"),
    "link": ("Link|chain|insert link|hyperlink|url|copy link", "链接|超链接|网址|链条"),
    "filter": ("Filter|funnel|narrow down|filter results", "筛选|过滤|漏斗"),
    "sort": ("Sort|order by|arrange|sort order", "排序|排列|次序"),
    "bookmark": ("Bookmark|bookmark this tab|save page|ribbon|add bookmark|reading list", "书签|收藏夹|添加书签|加入书签"),
    "bell": ("Notifications|bell|alerts|reminder|alarm", "通知|铃铛|提醒|消息|闹钟"),
    "cart": ("Cart|shopping cart|basket|trolley|checkout|shopping basket", "购物车|购物篮|结算"),
    "power": ("Power|shut down|turn off|log out|switch off|on off", "电源|关机|关闭电源|注销|开关"),
    "eye": ("Show|eye|view|visible|preview|watch|show password", "显示|眼睛|查看|可见|预览"),
    "folder": ("Folder|directory|files|collection", "文件夹|目录|文件"),
    "terminal": ("Terminal|console|command line|shell|prompt", "终端|控制台|命令行"),
    "brush": ("Brush|paint brush|paint|draw", "画笔|刷子|毛笔|绘画"),
    "fill": ("Fill|bucket|paint bucket|flood fill|fill color", "填充|油漆桶|填充颜色"),
    "rectangle": ("Rectangle|box|frame|square shape", "矩形|方框|长方形"),
    "ellipse": ("Ellipse|circle|oval|round shape|record", "椭圆|圆|圆形"),
    "line": ("Line|draw line|straight line|stroke", "直线|线条|画线"),
    "pointer": ("Pointer|select|cursor|arrow|selection tool|pick", "指针|选择|光标|箭头|选取"),
    "text": ("Text|insert text|type tool|letter t|text box|font", "文字|文本|字体|文本框|插入文字"),
    "minimise": ("Minimize|minimise|hide window|iconify", "最小化|缩到任务栏"),
    "maximise": ("Maximize|maximise|enlarge window|restore window", "最大化|还原窗口"),
}  # fmt: skip
MEANINGS: tuple[str, ...] = tuple(ICON_NAMES)


def usual_name(meaning: str) -> str:
    """What the icon is called on a button: "Save"."""
    return ICON_NAMES[meaning][0].split("|")[0]


def names_of(meaning: str) -> list[str]:
    """All names in both languages."""
    return [name for names in ICON_NAMES[meaning] for name in names.split("|")]


def some_names(random: Random) -> list[str]:
    """One name by chance for each meaning, in the order of MEANINGS."""
    return [random.choice(names_of(meaning)) for meaning in MEANINGS]
