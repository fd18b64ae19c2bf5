<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Bar</name>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Full window</source>
        <translation>完整窗口</translation>
    </message>
</context>
<context>
    <name>BrokenCard</name>
    <message>
        <source>You took over</source>
        <translation>您接手了</translation>
    </message>
    <message>
        <source>Cut off last time</source>
        <translation>上次被中断</translation>
    </message>
    <message>
        <source>Deskhand ended in the middle of this, so only you can say whether it happened; see what is there now.</source>
        <translation>Deskhand 在这一步中途结束了，是否已经生效只有您能判断；请看看现在的画面。</translation>
    </message>
    <message>
        <source>You moved the mouse or typed in the middle of this, so Deskhand let go of everything. A part of it has happened; see what is there now.</source>
        <translation>您在执行过程中移动了鼠标或按了键，Deskhand 已全部松开。这一步只完成了一部分，请看看现在的屏幕。</translation>
    </message>
    <message>
        <source>&amp;1  Do all of it again</source>
        <translation>&amp;1  整步重做</translation>
    </message>
    <message>
        <source>&amp;2  It is done: go on</source>
        <translation>&amp;2  已完成，继续</translation>
    </message>
    <message>
        <source>&amp;3  Stop</source>
        <translation>&amp;3  停止</translation>
    </message>
</context>
<context>
    <name>Conductor</name>
    <message>
        <source>{count} things seen. Point at one in the picture to see what it is.</source>
        <translation>看到 {count} 个对象。把鼠标指向图中的对象即可查看它是什么。</translation>
    </message>
    <message>
        <source>Ready.</source>
        <translation>就绪。</translation>
    </message>
    <message>
        <source>That came from a program, not from your mouse or keyboard, so it does not count. If you work through a remote desktop, an on-screen keyboard or the like, set injected_answers = true in settings.toml.</source>
        <translation>这来自某个程序，而不是您的鼠标或键盘，所以不算数。如果您通过远程桌面、屏幕键盘等方式操作，请在 settings.toml 中设置 injected_answers = true。</translation>
    </message>
</context>
<context>
    <name>CutOffCard</name>
    <message>
        <source>Cut off last time</source>
        <translation>上次被中断</translation>
    </message>
    <message>
        <source>Deskhand ended in the middle of this. It can go on where it stopped: of the act that was under way you are asked first, and nothing is done twice by itself.</source>
        <translation>Deskhand 在执行中途结束了。可以从停下的地方继续：中断的那一步会先问您，绝不会自行重复任何操作。</translation>
    </message>
    <message>
        <source>Go on where it stopped</source>
        <translation>从停下的地方继续</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不再继续</translation>
    </message>
</context>
<context>
    <name>EditForm</name>
    <message>
        <source>Kind of click</source>
        <translation>点击方式</translation>
    </message>
    <message>
        <source>Text to type</source>
        <translation>要输入的文字</translation>
    </message>
    <message>
        <source>Keys, joined by +</source>
        <translation>按键，用 + 连接</translation>
    </message>
    <message>
        <source>Notches (negative: up)</source>
        <translation>滚动格数（负数向上）</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒数</translation>
    </message>
    <message>
        <source>Now click it in the picture</source>
        <translation>请在图中点击目标</translation>
    </message>
    <message>
        <source>Pick another &amp;target</source>
        <translation>另选目标(&amp;T)</translation>
    </message>
</context>
<context>
    <name>IdleCard</name>
    <message>
        <source>Tell your desktop what to do</source>
        <translation>告诉电脑要做什么</translation>
    </message>
    <message>
        <source>Deskhand looks at the screen, shows what it is about to do, and does it when you say yes.</source>
        <translation>Deskhand 查看屏幕，先告诉您它要做什么，等您同意后才动手。</translation>
    </message>
    <message>
        <source>For example</source>
        <translation>例如</translation>
    </message>
    <message>
        <source>click Find</source>
        <translation>点击查找</translation>
    </message>
    <message>
        <source>type hello into the editor</source>
        <translation>在编辑器里输入 hello</translation>
    </message>
    <message>
        <source>open the File menu, then Save As</source>
        <translation>打开文件菜单，然后点击另存为</translation>
    </message>
    <message>
        <source>tick the box next to Remember me</source>
        <translation>勾选“记住我”旁边的复选框</translation>
    </message>
    <message>
        <source>Nothing is done before you have seen it. Stop, or Esc in this window, ends it at any time.</source>
        <translation>您看过之前，不会执行任何操作。按“停止”，或在本窗口按 Esc，可随时结束。</translation>
    </message>
</context>
<context>
    <name>InstructionField</name>
    <message>
        <source>Say what to do, for example: click Find</source>
        <translation>说说要做什么，例如：点击查找</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指令</translation>
    </message>
</context>
<context>
    <name>LevelsPanel</name>
    <message>
        <source>What each level contributed to the language model&apos;s step (measured)</source>
        <translation>各层级对语言模型这一步的贡献（实测）</translation>
    </message>
    <message>
        <source>No model has looked yet; press Look.</source>
        <translation>模型还没有看过屏幕；请按“查看”。</translation>
    </message>
    <message>
        <source>What each level of the model weighed for your words</source>
        <translation>模型各层对您的话的权重</translation>
    </message>
    <message>
        <source>Red: what the model takes your words to mean. Not on the screen: {share}.</source>
        <translation>红色：模型认为您的话所指的内容。不在屏幕上：{share}。</translation>
    </message>
    <message>
        <source>What each level of the model weighed for the whole screen</source>
        <translation>模型各层对整个屏幕的权重</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Deskhand, on a desktop of its own</source>
        <translation>Deskhand（在独立桌面上）</translation>
    </message>
    <message>
        <source>&amp;Look</source>
        <translation>查看(&amp;L)</translation>
    </message>
    <message>
        <source>See what is on the screen, without doing anything</source>
        <translation>只看屏幕上有什么，不做任何操作</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>回到现在</translation>
    </message>
    <message>
        <source>Outlines</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>Outline everything that is seen</source>
        <translation>标出看到的所有对象</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Show how the model looked: its levels, and what it takes the words to mean</source>
        <translation>显示模型是怎样看的：各层的权重，以及它认为这句话所指的内容</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>What is done will be listed here.</source>
        <translation>执行的步骤会列在这里。</translation>
    </message>
    <message>
        <source>Picture of the screen</source>
        <translation>屏幕画面</translation>
    </message>
    <message>
        <source>The screen will be shown here. Press Look to see what Deskhand sees.</source>
        <translation>屏幕画面会显示在这里。按“查看”即可看到 Deskhand 看到的内容。</translation>
    </message>
    <message>
        <source>Its desktop will be shown here. Work in its own window to take over.</source>
        <translation>这里会显示它的桌面。在它自己的窗口中操作即可接管。</translation>
    </message>
    <message>
        <source>Keep the window full size during a run</source>
        <translation>运行时保持完整窗口</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the system sets it</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
</context>
<context>
    <name>PausedCard</name>
    <message>
        <source>The run waits</source>
        <translation>运行已暂停</translation>
    </message>
    <message>
        <source>The model cannot go on</source>
        <translation>模型无法继续</translation>
    </message>
    <message>
        <source>&amp;1  Try again</source>
        <translation>&amp;1  重试</translation>
    </message>
    <message>
        <source>&amp;2  Stop</source>
        <translation>&amp;2  停止</translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message>
        <source>Which one do you mean?</source>
        <translation>您指的是哪一个？</translation>
    </message>
    <message>
        <source>Do you mean this?</source>
        <translation>您是指这个吗？</translation>
    </message>
    <message>
        <source>&amp;None of these</source>
        <translation>都不是(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Keys 1 to 9: choose · 0: none · Esc: stop</source>
        <translation>数字键 1–9 选择 · 0 都不是 · Esc 停止</translation>
    </message>
    <message>
        <source>{count} things fit {words}</source>
        <translation>有 {count} 个对象符合{words}</translation>
    </message>
    <message>
        <source>Nothing is called just {words}</source>
        <translation>没有名称正好是{words}的内容</translation>
    </message>
</context>
<context>
    <name>RunCard</name>
    <message>
        <source>You said</source>
        <translation>您说</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Nothing was done.</source>
        <translation>什么也没有做。</translation>
    </message>
    <message>
        <source>One step was done.</source>
        <translation>完成了 1 步。</translation>
    </message>
    <message>
        <source>{n} steps were done.</source>
        <translation>完成了 {n} 步。</translation>
    </message>
    <message>
        <source>Choose a step to see it before and after.</source>
        <translation>选中一个步骤，可查看执行前后的画面。</translation>
    </message>
</context>
<context>
    <name>Showing</name>
    <message>
        <source>Step {number}</source>
        <translation>第 {number} 步</translation>
    </message>
    <message>
        <source>The screen</source>
        <translation>屏幕</translation>
    </message>
    <message>
        <source>Deskhand covers part of the screen: what lies under it can be neither seen nor used.</source>
        <translation>Deskhand 遮住了屏幕的一部分：被遮住的内容既看不到，也无法操作。</translation>
    </message>
</context>
<context>
    <name>StepCard</name>
    <message>
        <source>waiting for you</source>
        <translation>等您决定</translation>
    </message>
    <message>
        <source>no answer needed</source>
        <translation>无需确认</translation>
    </message>
    <message>
        <source>Step {number} · {state}</source>
        <translation>第 {number} 步 · {state}</translation>
    </message>
    <message>
        <source>Asked about in any case: {steps}</source>
        <translation>无论如何都会先问您：{steps}</translation>
    </message>
    <message>
        <source>Picture of the target</source>
        <translation>目标的画面</translation>
    </message>
    <message>
        <source>You said: {words}</source>
        <translation>您说：{words}</translation>
    </message>
    <message>
        <source>Why: {why}</source>
        <translation>原因：{why}</translation>
    </message>
    <message>
        <source>&amp;Take the change</source>
        <translation>采用修改(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Do it</source>
        <translation>执行(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>修改(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
    <message>
        <source>S&amp;kip</source>
        <translation>跳过(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Do further harmless steps without asking</source>
        <translation>其余无害的步骤不再询问</translation>
    </message>
    <message>
        <source>Ctrl+Enter: do it · Esc: stop</source>
        <translation>Ctrl+Enter 执行 · Esc 停止</translation>
    </message>
    <message>
        <source>Exact text to be typed</source>
        <translation>将要输入的确切文字</translation>
    </message>
</context>
<context>
    <name>kinds</name>
    <message>
        <source>Button</source>
        <translation>按钮</translation>
    </message>
    <message>
        <source>Icon button</source>
        <translation>图标按钮</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>Text field</source>
        <translation>文本框</translation>
    </message>
    <message>
        <source>Text area</source>
        <translation>多行文本框</translation>
    </message>
    <message>
        <source>Password field</source>
        <translation>密码框</translation>
    </message>
    <message>
        <source>Search field</source>
        <translation>搜索框</translation>
    </message>
    <message>
        <source>Check box</source>
        <translation>复选框</translation>
    </message>
    <message>
        <source>Radio button</source>
        <translation>单选按钮</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>开关</translation>
    </message>
    <message>
        <source>Drop-down list</source>
        <translation>下拉列表</translation>
    </message>
    <message>
        <source>Number field</source>
        <translation>数字框</translation>
    </message>
    <message>
        <source>Slider</source>
        <translation>滑块</translation>
    </message>
    <message>
        <source>Progress bar</source>
        <translation>进度条</translation>
    </message>
    <message>
        <source>Scroll bar</source>
        <translation>滚动条</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>标签页</translation>
    </message>
    <message>
        <source>Menu item</source>
        <translation>菜单项</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>List item</source>
        <translation>列表项</translation>
    </message>
    <message>
        <source>Tree item</source>
        <translation>树节点</translation>
    </message>
    <message>
        <source>Table cell</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>Table header</source>
        <translation>表头</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Icon</source>
        <translation>图标</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Tooltip</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Window control</source>
        <translation>窗口按钮</translation>
    </message>
    <message>
        <source>Divider</source>
        <translation>分隔条</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Dialog</source>
        <translation>对话框</translation>
    </message>
    <message>
        <source>Menu list</source>
        <translation>菜单列表</translation>
    </message>
    <message>
        <source>Toolbar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Panel</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Tab bar</source>
        <translation>标签栏</translation>
    </message>
    <message>
        <source>Notification</source>
        <translation>通知</translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>“{name}” says that {means}.</source>
        <translation>“{name}”表示{means}。</translation>
    </message>
    <message>
        <source>It only waits.</source>
        <translation>只是等待。</translation>
    </message>
    <message>
        <source>It only moves the pointer.</source>
        <translation>只移动鼠标指针。</translation>
    </message>
    <message>
        <source>It only scrolls.</source>
        <translation>只是滚动。</translation>
    </message>
    <message>
        <source>It presses a button or changes something.</source>
        <translation>会按下按钮或改动某些内容。</translation>
    </message>
    <message>
        <source>It only goes to, opens or selects what is clicked.</source>
        <translation>只是转到、打开或选中所点击的内容。</translation>
    </message>
    <message>
        <source>It closes a window, in which work may not be saved.</source>
        <translation>会关闭窗口，其中的内容可能尚未保存。</translation>
    </message>
    <message>
        <source>It moves something.</source>
        <translation>会移动某些内容。</translation>
    </message>
    <message>
        <source>It changes a text.</source>
        <translation>会改动文字。</translation>
    </message>
    <message>
        <source>It types into a terminal or a field for commands, where text can run.</source>
        <translation>会在终端或命令框中输入，文字可能被当作命令执行。</translation>
    </message>
    <message>
        <source>It is a password or another secret.</source>
        <translation>这是密码或其他机密内容。</translation>
    </message>
    <message>
        <source>These keys only move or show something.</source>
        <translation>这些按键只移动或显示内容。</translation>
    </message>
    <message>
        <source>These keys may change something.</source>
        <translation>这些按键可能改动内容。</translation>
    </message>
    <message>
        <source>All steps were carried out.</source>
        <translation>所有步骤均已执行。</translation>
    </message>
    <message>
        <source>You stopped it.</source>
        <translation>您停止了运行。</translation>
    </message>
    <message>
        <source>You left it at that.</source>
        <translation>您选择到此为止。</translation>
    </message>
    <message>
        <source>Nothing was done.</source>
        <translation>什么也没有做。</translation>
    </message>
    <message>
        <source>something is sent</source>
        <translation>会发送内容</translation>
    </message>
    <message>
        <source>money is spent or an order is placed</source>
        <translation>会付款或下单</translation>
    </message>
    <message>
        <source>something is deleted or taken away</source>
        <translation>会删除或移走内容</translation>
    </message>
    <message>
        <source>software is installed, removed or changed</source>
        <translation>会安装、卸载或更改软件</translation>
    </message>
    <message>
        <source>something is submitted, published or shared</source>
        <translation>会提交、发布或分享内容</translation>
    </message>
    <message>
        <source>something is signed or agreed to</source>
        <translation>会签署或同意某些内容</translation>
    </message>
    <message>
        <source>credentials are used or an account is opened or left</source>
        <translation>会使用凭据，或登录、退出账户</translation>
    </message>
    <message>
        <source>something is overwritten</source>
        <translation>会覆盖内容</translation>
    </message>
    <message>
        <source>work that is not saved is lost</source>
        <translation>未保存的内容会丢失</translation>
    </message>
    <message>
        <source>the computer or the session is stopped</source>
        <translation>会关闭电脑或结束会话</translation>
    </message>
    <message>
        <source>a permission is given</source>
        <translation>会授予权限</translation>
    </message>
    <message>
        <source>settings or data are reset</source>
        <translation>会重置设置或数据</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Point at {name}</source>
        <translation>指向{name}</translation>
    </message>
    <message>
        <source>Empty the field where the cursor is</source>
        <translation>清空光标所在的输入框</translation>
    </message>
    <message>
        <source>Empty {name}</source>
        <translation>清空{name}</translation>
    </message>
    <message>
        <source>Drag {source} to {to}</source>
        <translation>把{source}拖到{to}</translation>
    </message>
    <message>
        <source>Wait {seconds} s</source>
        <translation>等待 {seconds} 秒</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>“{text}”</translation>
    </message>
    <message>
        <source>Type {text}</source>
        <translation>输入{text}</translation>
    </message>
    <message>
        <source>Type {text} into {name}</source>
        <translation>在{name}中输入{text}</translation>
    </message>
    <message>
        <source>{click} on {name}</source>
        <translation>{click}{name}</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>Triple click</source>
        <translation>三击</translation>
    </message>
    <message>
        <source>Left click</source>
        <translation>左键点击</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>右键点击</translation>
    </message>
    <message>
        <source>Middle click</source>
        <translation>中键点击</translation>
    </message>
    <message>
        <source>‘{text}’</source>
        <translation>“{text}”</translation>
    </message>
    <message>
        <source>{name} looks greyed out. Is it to be used all the same?</source>
        <translation>{name}看起来是灰色的（不可用）。仍然要使用它吗？</translation>
    </message>
    <message>
        <source>Which {name}?</source>
        <translation>哪一个{name}？</translation>
    </message>
    <message>
        <source>Type this text where the cursor is</source>
        <translation>在光标处输入以下文字</translation>
    </message>
    <message>
        <source>Replace what is in {name} by this text</source>
        <translation>把{name}中的内容替换为以下文字</translation>
    </message>
    <message>
        <source>Type this text into {name}</source>
        <translation>在{name}中输入以下文字</translation>
    </message>
    <message>
        <source>Press {keys}</source>
        <translation>按 {keys}</translation>
    </message>
    <message>
        <source>Scroll down</source>
        <translation>向下滚动</translation>
    </message>
    <message>
        <source>Scroll up</source>
        <translation>向上滚动</translation>
    </message>
    <message>
        <source>Scroll right</source>
        <translation>向右滚动</translation>
    </message>
    <message>
        <source>Scroll left</source>
        <translation>向左滚动</translation>
    </message>
    <message>
        <source>{scroll} over {name}</source>
        <translation>在{name}上{scroll}</translation>
    </message>
    <message>
        <source>{kind} in {window}</source>
        <translation>{kind}，在{window}中</translation>
    </message>
    <message>
        <source>Goes to {window}</source>
        <translation>发送到{window}</translation>
    </message>
    <message>
        <source>{kind} {name}</source>
        <translation>{kind}{name}</translation>
    </message>
    <message>
        <source>Only looks</source>
        <translation>只是查看</translation>
    </message>
    <message>
        <source>Moves around</source>
        <translation>切换位置</translation>
    </message>
    <message>
        <source>Changes something</source>
        <translation>会有改动</translation>
    </message>
    <message>
        <source>Has consequences</source>
        <translation>后果重要</translation>
    </message>
    <message>
        <source>Not allowed</source>
        <translation>不允许</translation>
    </message>
    <message>
        <source>Effect seen</source>
        <translation>已看到效果</translation>
    </message>
    <message>
        <source>No effect seen</source>
        <translation>未看到效果</translation>
    </message>
    <message>
        <source>Cannot be checked</source>
        <translation>无法核实</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>未执行</translation>
    </message>
    <message>
        <source>Getting ready. The first time takes a little longer…</source>
        <translation>正在准备，第一次需要稍等片刻……</translation>
    </message>
    <message>
        <source>Looking at the screen…</source>
        <translation>正在查看屏幕……</translation>
    </message>
    <message>
        <source>Planning the next step…</source>
        <translation>正在规划下一步……</translation>
    </message>
    <message>
        <source>The model is thinking…</source>
        <translation>模型正在思考…</translation>
    </message>
    <message>
        <source>Doing it…</source>
        <translation>正在执行……</translation>
    </message>
    <message>
        <source>Waiting for your answer…</source>
        <translation>等待您的回答……</translation>
    </message>
    <message>
        <source>Going on by itself: this belongs to what you allowed…</source>
        <translation>自动继续：这属于您已同意的操作……</translation>
    </message>
    <message>
        <source>Watching what happens…</source>
        <translation>正在观察结果……</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止……</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Nothing was chosen</source>
        <translation>未作选择</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>It did not work</source>
        <translation>未能完成</translation>
    </message>
    <message>
        <source>{outcome}.</source>
        <translation>{outcome}。</translation>
    </message>
    <message>
        <source>{outcome}: {reason}</source>
        <translation>{outcome}：{reason}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Nearest: {names}.</source>
        <translation>最接近的是：{names}。</translation>
    </message>
</context>
<context>
    <name>worker</name>
    <message>
        <source>Deskhand met an error of its own ({name}) and ended this run. Please try again.</source>
        <translation>Deskhand 自身出错（{name}），本次运行已结束。请重试。</translation>
    </message>
</context>
</TS>
