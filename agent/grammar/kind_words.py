"""What people call the kinds of things on a screen, in English and Chinese.

Tables only. The sets are generous on purpose: a person who says "button" means anything that is pressed, and
the eye may have called it something close by.
"""

from __future__ import annotations

from agent.types import Kind

Kinds = tuple[Kind, ...]

BUTTON: Kinds = ("button", "icon_button", "window_control")
FIELD: Kinds = ("text_field", "search_field", "password_field", "text_area", "combo_box", "spin_box")
AREA: Kinds = ("text_area", "text_field")
TICKABLE: Kinds = ("checkbox", "radio", "switch")
BOX: Kinds = (*TICKABLE, *FIELD)
COMBO: Kinds = ("combo_box",)
MENU: Kinds = ("menu_bar_item", "menu_item", "menu", "button", "icon_button")
MENU_ITEM: Kinds = ("menu_item", "menu_bar_item")
ITEM: Kinds = ("list_item", "menu_item", "tree_item", "table_cell")
ROW: Kinds = ("list_item", "tree_item", "table_cell")
ICON: Kinds = ("icon", "icon_button", "image", "button", "list_item", "window_control")
TEXT: Kinds = ("label", "heading", "link")
PANEL: Kinds = ("panel", "list", "table", "toolbar", "dialog")
WINDOW: Kinds = ("window", "dialog")
DIALOG: Kinds = ("dialog", "window")
SEARCH: Kinds = ("search_field", "text_field", "combo_box")
SECRET: Kinds = ("password_field", "text_field")

KINDS_EN: dict[str, Kinds] = {
    "button|btn|push button|key|knob": BUTTON,
    "icon button": ("icon_button", "button", "window_control"),
    "icon|symbol": ICON,
    "link|hyperlink": ("link",),
    "heading link": ("link", "heading"),
    "field|input|input field|input box|text field|text box|textbox|entry field|entry box|edit box|edit field"
    "|form field|text entry|text input|blank": FIELD,
    "box": BOX,
    "text area|textarea|editor|text editor|edit area|editing area|text pane|text view": AREA,
    "checkbox|check box|tick box|tickbox|check mark": ("checkbox", "switch"),
    "radio|radio button|option button|radio box": ("radio",),
    "switch|toggle|toggle switch|toggle button": ("switch", "checkbox", "button"),
    "dropdown|drop-down|drop down|drop-down list|dropdown list|drop down list|dropdown menu|drop-down menu"
    "|drop down menu|dropdown box|drop-down box|combo|combo box|combobox|select box|selector|picker"
    "|pull-down menu|pulldown": COMBO,
    "spin box|spinbox|spin button|number box|number field|stepper": ("spin_box", "text_field"),
    "slider|track bar|volume bar": ("slider",),
    "progress bar": ("progress_bar",),
    "scroll bar|scrollbar": ("scroll_bar",),
    "tab|tab page": ("tab",),
    "menu": MENU,
    "menu item|menu entry|menu option|menu command|submenu": MENU_ITEM,
    "item|entry": ITEM,
    "option|choice": ("radio", "list_item", "menu_item", "checkbox", "tree_item", "table_cell"),
    "list item|list entry|row|line": ROW,
    "cell": ("table_cell",),
    "tree item|node": ("tree_item", "list_item"),
    "column|column header|table header|column heading": ("table_header",),
    "header": ("table_header", "heading"),
    "heading|title": ("heading", "label"),
    "text|label|caption|word": TEXT,
    "image|picture|photo|thumbnail|logo": ("image", "icon"),
    "tooltip": ("tooltip",),
    "splitter|divider|sash": ("splitter",),
    "window": WINDOW,
    "dialog|dialogue|dialog box|dialogue box|popup|pop-up|message box": DIALOG,
    "toolbar|tool bar": ("toolbar",),
    "panel|pane|side bar|sidebar|group|section|frame": PANEL,
    "list|list box|listbox": ("list", "table", "combo_box"),
    "table|grid": ("table", "list"),
    "tab bar": ("tab_bar",),
    "notification|toast": ("notification", "dialog"),
}

KINDS_ZH: dict[str, Kinds] = {
    "按钮|按键|按钮图标": BUTTON,
    "图标按钮": ("icon_button", "button", "window_control"),
    "图标": ICON,
    "链接|超链接": ("link",),
    "输入框|文本框|输入栏|编辑框|字段|栏|框|栏位|一栏|那一栏|这一栏|输入区|填写框": FIELD,
    "方框|小框|勾选框的框": BOX,
    "文本区|文本区域|编辑器|编辑区|文本编辑器|编辑区域|多行文本框": AREA,
    "复选框|勾选框|多选框|选择框|勾选项|复选": ("checkbox", "switch"),
    "单选|单选框|单选按钮|单选钮|单选项": ("radio",),
    "开关|切换开关|开关按钮": ("switch", "checkbox", "button"),
    "下拉框|下拉菜单|下拉列表|下拉列表框|组合框|下拉选框|下拉选择框|下拉": COMBO,
    "数字框|微调框|调节框|数值框": ("spin_box", "text_field"),
    "滑块|滑动条|滑条": ("slider",),
    "进度条": ("progress_bar",),
    "滚动条": ("scroll_bar",),
    "标签页|选项卡|页签|标签": ("tab",),
    "菜单": MENU,
    "菜单项|菜单选项|子菜单": MENU_ITEM,
    "项|选项|条目|列表项|项目": (*ITEM, "radio"),
    "行": ROW,
    "单元格|格子": ("table_cell",),
    "节点": ("tree_item", "list_item"),
    "列|列头|表头|列标题": ("table_header",),
    "标题": ("heading", "label"),
    "文字|文本|文本标签": TEXT,
    "图片|图像|照片|缩略图": ("image", "icon"),
    "提示|工具提示": ("tooltip",),
    "分隔条|分割条": ("splitter",),
    "窗口|窗体": WINDOW,
    "对话框|弹窗|弹出框|弹出窗口|消息框|提示框": DIALOG,
    "工具栏|工具条": ("toolbar",),
    "面板|侧边栏|侧栏|区域|分组|边栏": PANEL,
    "列表|列表框": ("list", "table"),
    "表格": ("table", "list"),
    "标签栏": ("tab_bar",),
    "通知": ("notification", "dialog"),
}

CONTENT_NOUNS = frozenset(
    [
        "window",
        "tab",
        "list",
        "image",
        "row",
        "column",
        "item",
        "link",
        "page",
        "menu",
        "text",
        "line",
        "icon",
        "header",
        "table",
        "panel",
        "cell",
        "option",
        "title",
        "label",
        "line",
        "word",
        "entry",
        "choice",
        "section",
        "group",
        "frame",
        "grid",
        "picture",
        "photo",
        "logo",
        "editor",
        "toolbar",
        "sidebar",
        "key",
        "input",
        "node",
        "heading",
        "column",
        "notification",
        "line",
        "view",
        "field",
        "box",
        "switch",
    ]
)
"""English kind words that often end a name ("New Window", "Copy Link"): a capital makes them part of it."""

APPS = frozenset(
    [
        "notepad",
        "mousepad",
        "gedit",
        "kate",
        "firefox",
        "chrome",
        "chromium",
        "browser",
        "terminal",
        "calculator",
        "thunar",
        "nautilus",
        "word",
        "excel",
        "outlook",
        "记事本",
        "浏览器",
        "终端",
        "计算器",
        "火狐",
        "谷歌浏览器",
        "文件管理器",
    ]
)
"""Programs that people type into by their bare name ("type hello in mousepad"): a window, not a field."""
