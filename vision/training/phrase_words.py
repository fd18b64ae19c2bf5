# ruff: noqa: E501 — tables of words
"""The words that phrases are made of, English first, Chinese second. Data only."""

from __future__ import annotations

from typing import NamedTuple

KINDS: dict[str, tuple[str, str]] = {
    "button": ("button|push button", "按钮"),
    "icon_button": ("button|icon|icon button|tool button", "按钮|图标|图标按钮"),
    "link": ("link|hyperlink", "链接|超链接"),
    "text_field": ("text field|field|input|box|text box|entry", "输入框|文本框|字段"),
    "text_area": ("text area|editor|big text field|text box", "文本区域|编辑区|大文本框"),
    "password_field": ("password field|password box", "密码框|密码输入框"),
    "search_field": ("search field|search box|search bar", "搜索框|查找框"),
    "checkbox": ("checkbox|check box|tick box", "复选框|勾选框"),
    "radio": ("radio button|option|radio", "单选按钮|单选框|选项"),
    "switch": ("switch|toggle", "开关"),
    "slider": ("slider", "滑块|滑动条"),
    "spin_box": ("spin box|number field|stepper|number box", "数字框|微调框"),
    "combo_box": ("drop-down|combo box|list|dropdown|menu|select box", "下拉框|下拉列表|组合框"),
    "tab": ("tab", "标签页|选项卡|标签"),
    "menu_item": ("menu item|entry|menu entry|item", "菜单项|项"),
    "menu_bar_item": ("menu", "菜单"),
    "list_item": ("item|list item|entry|row", "列表项|条目|项目"),
    "tree_item": ("item|tree item|folder|node|entry", "树节点|节点|项目"),
    "table_cell": ("cell|table cell", "单元格"),
    "table_header": ("column header|header|column", "表头|列标题|列"),
    "scroll_bar": ("scroll bar|scrollbar", "滚动条"),
    "progress_bar": ("progress bar", "进度条"),
    "label": ("text|label", "文字|标签|文本"),
    "heading": ("heading|title", "标题"),
    "image": ("picture|image|photo", "图片|图像|照片"),
    "icon": ("icon|symbol", "图标|符号"),
    "window_control": ("window button|title bar button", "窗口按钮"),
    "splitter": ("splitter|divider", "分隔条"),
}  # fmt: skip

STATES: dict[str, tuple[str, str]] = {
    "disabled": ("disabled|greyed out|inactive", "禁用的|灰色的|不可用的"),
    "checked": ("checked|ticked|selected", "已勾选的|选中的"),
    "focused": ("focused|active", "有焦点的|当前的"),
    "selected": ("selected|highlighted|current", "选中的|高亮的|当前的"),
    "expanded": ("expanded|open|unfolded", "展开的|打开的"),
}

COLOURS: dict[str, tuple[str, str]] = {
    "red": ("red", "红色|红色的"),
    "orange": ("orange", "橙色|橙色的"),
    "yellow": ("yellow", "黄色|黄色的"),
    "green": ("green", "绿色|绿色的"),
    "blue": ("blue", "蓝色|蓝色的"),
    "purple": ("purple|violet", "紫色|紫色的"),
    "pink": ("pink", "粉色|粉色的"),
    "black": ("black|dark", "黑色|黑色的"),
}


class Place(NamedTuple):
    """`at`: x and y as shares of the picture; 0.5: either."""

    at: tuple[float, float]
    words: tuple[str, str]


PLACES: dict[str, Place] = {
    "top left": Place((0, 0), ("in the top left corner|at the top left|in the upper left", "左上角的|左上方的")),
    "top right": Place((1, 0), ("in the top right corner|at the top right|in the upper right", "右上角的|右上方的")),
    "bottom left": Place((0, 1), ("in the bottom left corner|at the bottom left|in the lower left", "左下角的|左下方的")),
    "bottom right": Place((1, 1), ("in the bottom right corner|at the bottom right|in the lower right", "右下角的|右下方的")),
    "top": Place((0.5, 0), ("at the top|at the very top", "最上面的|顶部的")),
    "bottom": Place((0.5, 1), ("at the bottom|at the very bottom", "最下面的|底部的")),
    "left": Place((0, 0.5), ("on the left|furthest left|on the left side", "最左边的|左边的|左侧的")),
    "right": Place((1, 0.5), ("on the right|furthest right|on the right side", "最右边的|右边的|右侧的")),
}  # fmt: skip

SIZES: dict[str, tuple[str, str]] = {
    "wide": ("widest|longest", "最宽的|最长的"),
    "tall": ("tallest|highest", "最高的"),
    "large": ("largest|biggest", "最大的"),
    "small": ("smallest|tiniest", "最小的"),
}

RELATIONS: dict[str, tuple[str, str]] = {
    "below": ("below|under|beneath|underneath", "下面的|下方的"),
    "above": ("above|over|on top of", "上面的|上方的"),
    "right": ("to the right of|right of|next to|beside|after", "右边的|旁边的|右侧的"),
    "left": ("to the left of|left of|before", "左边的|左侧的"),
}

DEEDS: dict[str, tuple[str, str]] = {
    "": ("click|press|click on|tap|hit|choose|select|open", "点击|点|按|选择|打开|单击"),
    "text_field": ("click into|type into|fill in|write into|click", "点击|在|填写|输入到"),
    "password_field": ("type into|fill in|click", "点击|填写"),
    "search_field": ("click into|type into|search in|click", "点击|在"),
    "text_area": ("click into|write into|type into", "点击|在"),
    "checkbox": ("tick|check|untick|uncheck|click|toggle", "勾选|取消勾选|点击"),
    "radio": ("choose|select|click|pick", "选择|点击|选"),
    "switch": ("turn on|turn off|toggle|switch on|switch off", "打开|关闭|切换"),
    "slider": ("drag|move|set", "拖动|移动"),
    "combo_box": ("open|click|choose from", "打开|点击|展开"),
    "tab": ("open|go to|switch to|click", "打开|切换到|点击"),
    "menu_item": ("choose|select|click|open", "选择|点击|选"),
    "menu_bar_item": ("open|click", "打开|点击"),
    "link": ("follow|click|open", "点击|打开"),
    "scroll_bar": ("drag|move", "拖动"),
}
