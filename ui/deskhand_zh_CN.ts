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
    <name>CheckForm</name>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>what is to be seen</source>
        <translation>要看到的内容</translation>
    </message>
    <message>
        <source>Words to look for</source>
        <translation>要查找的文字</translation>
    </message>
    <message>
        <source>Kind of condition</source>
        <translation>条件的种类</translation>
    </message>
    <message>
        <source>It must be gone</source>
        <translation>它必须已经消失</translation>
    </message>
</context>
<context>
    <name>CheckRow</name>
    <message>
        <source>works</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>worth a look</source>
        <translation>值得一看</translation>
    </message>
    <message>
        <source>does not work</source>
        <translation>不能用</translation>
    </message>
    <message>
        <source>not needed here</source>
        <translation>这里不需要</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>The doctor</source>
        <translation>体检程序</translation>
    </message>
    <message>
        <source>It was stopped before all was looked after.</source>
        <translation>检查在完成之前被停止了。</translation>
    </message>
</context>
<context>
    <name>Conductor</name>
    <message>
        <source>{count} things seen. Point at one in the picture to see what it is.</source>
        <translation>看到 {count} 个对象。把鼠标指向图中的对象即可查看它是什么。</translation>
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
    <name>DetailsCard</name>
    <message>
        <source>No macro is chosen</source>
        <translation>没有选中宏</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>……还有 {n} 步</translation>
    </message>
    <message>
        <source>Asks for {variables}</source>
        <translation>会询问：{variables}</translation>
    </message>
    <message>
        <source>Re&amp;play…</source>
        <translation>重放(&amp;P)…</translation>
    </message>
    <message>
        <source>Look it &amp;over…</source>
        <translation>查看内容(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation>重命名(&amp;N)…</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>导出(&amp;X)…</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>删除(&amp;D)…</translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message>
        <source>Looking after everything that Deskhand needs…</source>
        <translation>正在检查 Deskhand 需要的一切…</translation>
    </message>
    <message>
        <source>Checks the screen, mouse and keyboard, reading and the models. It takes some seconds.</source>
        <translation>检查屏幕、鼠标和键盘、文字识别和模型。需要几秒钟。</translation>
    </message>
    <message>
        <source>Not everything works: {names}. What to do stands beside each.</source>
        <translation>有些功能不能用：{names}。解决办法写在各项旁边。</translation>
    </message>
    <message>
        <source>Deskhand works here. Worth a look: {names}.</source>
        <translation>Deskhand 在这里可以正常使用。值得一看：{names}。</translation>
    </message>
    <message>
        <source>Deskhand works here.</source>
        <translation>Deskhand 在这里可以正常使用。</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>体检</translation>
    </message>
    <message>
        <source>Check &amp;again</source>
        <translation>再检查一次(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Check this machine</source>
        <translation>检查这台机器(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>C&amp;opy the report</source>
        <translation>复制报告(&amp;O)</translation>
    </message>
    <message>
        <source>How many checks are done</source>
        <translation>已完成的检查</translation>
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
    <name>EditorPage</name>
    <message>
        <source>Move up (Alt+Up)</source>
        <translation>上移 (Alt+Up)</translation>
    </message>
    <message>
        <source>Move down (Alt+Down)</source>
        <translation>下移 (Alt+Down)</translation>
    </message>
    <message>
        <source>Do it twice (Ctrl+D)</source>
        <translation>再做一次 (Ctrl+D)</translation>
    </message>
    <message>
        <source>Delete (Del)</source>
        <translation>删除 (Del)</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>重做 (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Variables</source>
        <translation>变量(&amp;V)</translation>
    </message>
    <message>
        <source>Name of the macro</source>
        <translation>宏的名称</translation>
    </message>
    <message>
        <source>Click what is meant.</source>
        <translation>请点击所指的内容。</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
    <message>
        <source>Picture of the screen</source>
        <translation>屏幕画面</translation>
    </message>
</context>
<context>
    <name>EyeStrip</name>
    <message>
        <source>The eye has stopped.</source>
        <translation>视觉模型已停止运行。</translation>
    </message>
    <message>
        <source>Loading the eye: about {n} s left</source>
        <translation>正在加载视觉模型：约剩 {n} 秒</translation>
    </message>
    <message>
        <source>Loading the eye: a moment more</source>
        <translation>正在加载视觉模型：马上就好</translation>
    </message>
    <message>
        <source>How far the eye is loaded</source>
        <translation>视觉模型的加载进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel loading the eye</source>
        <translation>取消加载视觉模型</translation>
    </message>
    <message>
        <source>Start it again</source>
        <translation>重新启动</translation>
    </message>
</context>
<context>
    <name>HealedCard</name>
    <message>
        <source>The same by name; its place and its surroundings are new.</source>
        <translation>名称相同；位置和周围的内容是新的。</translation>
    </message>
    <message>
        <source>It was {was}, it is {now}.</source>
        <translation>原来是{was}，现在是{now}。</translation>
    </message>
    <message>
        <source>Shall the macro remember what you pointed to?</source>
        <translation>要让这个宏记住您指出的内容吗？</translation>
    </message>
    <message>
        <source>Next time it is then found without asking.</source>
        <translation>下次就能直接找到，不再询问。</translation>
    </message>
    <message>
        <source>&amp;Remember it</source>
        <translation>记住(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Leave the macro as it was</source>
        <translation>宏保持不变(&amp;L)</translation>
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
    <name>Keeping</name>
    <message>
        <source>Macro</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>What shall the macro be called?</source>
        <translation>这个宏叫什么名字？</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>丢弃(&amp;D)</translation>
    </message>
    <message>
        <source>{n} acts could not be made out and are missing.</source>
        <translation>有 {n} 个操作无法识别，没有录下。</translation>
    </message>
    <message>
        <source>It asks for {name}.</source>
        <translation>它会询问 {name}。</translation>
    </message>
    <message>
        <source>A password was typed and not kept; store it with: deskhand secret set {name}</source>
        <translation>输入过一个密码，没有保存；请用以下命令存入：deskhand secret set {name}</translation>
    </message>
    <message>
        <source>There is a macro “{name}” already.</source>
        <translation>已经有名为“{name}”的宏。</translation>
    </message>
</context>
<context>
    <name>Launcher</name>
    <message>
        <source>macro</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>said before</source>
        <translation>以前说过</translation>
    </message>
    <message>
        <source>Deskhand: what is to be done?</source>
        <translation>Deskhand：要做什么？</translation>
    </message>
    <message>
        <source>What is to be done?</source>
        <translation>要做什么？</translation>
    </message>
    <message>
        <source>Instruction</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Macros, and what was said before</source>
        <translation>宏和以前说过的话</translation>
    </message>
    <message>
        <source>Enter: do it, after you have seen it · Arrows: choose · Esc: close</source>
        <translation>回车：先给您看，再执行 · 方向键：选择 · Esc：关闭</translation>
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
    <name>MacroEditing</name>
    <message>
        <source>Keep the changes?</source>
        <translation>保留修改吗？</translation>
    </message>
    <message>
        <source>“{name}” has been changed and not saved.</source>
        <translation>“{name}”已修改，尚未保存。</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Throw them away</source>
        <translation>放弃修改(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Go on editing</source>
        <translation>继续编辑(&amp;G)</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
</context>
<context>
    <name>MacrosDesk</name>
    <message>
        <source>Rename the macro</source>
        <translation>重命名宏</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>重命名(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
    <message>
        <source>Delete “{name}”?</source>
        <translation>删除“{name}”吗？</translation>
    </message>
    <message>
        <source>It is gone for good.</source>
        <translation>删除后无法恢复。</translation>
    </message>
    <message>
        <source>&amp;Delete it</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>保留(&amp;K)</translation>
    </message>
    <message>
        <source>Deskhand waits for your answer</source>
        <translation>Deskhand 在等您回答</translation>
    </message>
    <message>
        <source>It was written to {path}.</source>
        <translation>已写入 {path}。</translation>
    </message>
</context>
<context>
    <name>MacrosPage</name>
    <message>
        <source>Macros</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search the macros</source>
        <translation>搜索宏</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>Do it once, and Deskhand does it again.</source>
        <translation>您做一遍，Deskhand 就能再做。</translation>
    </message>
    <message>
        <source>Record what you do; it is found again where windows have moved or look different.</source>
        <translation>录下您的操作；即使窗口移动了或外观变了，也能重新找到。</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>录制(&amp;R)</translation>
    </message>
    <message>
        <source>Record what you do as a macro (Ctrl+Alt+R)</source>
        <translation>把您的操作录成宏 (Ctrl+Alt+R)</translation>
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
        <source>The screen will be shown here. Press Look to see what Deskhand sees, or drop a picture here.</source>
        <translation>屏幕画面会显示在这里。按“查看”即可看到 Deskhand 看到的内容，也可以把图片拖到这里。</translation>
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
    <name>NewStepCard</name>
    <message>
        <source>Say first what it is about.</source>
        <translation>请先说明内容。</translation>
    </message>
    <message>
        <source>Wait until something appears</source>
        <translation>等到某个内容出现</translation>
    </message>
    <message>
        <source>Check what is there</source>
        <translation>检查画面上的内容</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>注释</translation>
    </message>
    <message>
        <source>If something is there</source>
        <translation>如果有某个内容</translation>
    </message>
    <message>
        <source>Do it several times</source>
        <translation>重复几次</translation>
    </message>
    <message>
        <source>Goes on as soon as it is there.</source>
        <translation>一出现就继续。</translation>
    </message>
    <message>
        <source>Goes on only where it is so.</source>
        <translation>满足时才继续。</translation>
    </message>
    <message>
        <source>For people; it does nothing.</source>
        <translation>给人看的，不执行任何操作。</translation>
    </message>
    <message>
        <source>Then drag steps into it.</source>
        <translation>然后把步骤拖进去。</translation>
    </message>
    <message>
        <source>How many times? Then drag steps into it.</source>
        <translation>重复几次？然后把步骤拖进去。</translation>
    </message>
    <message>
        <source>How many times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>&amp;Insert</source>
        <translation>插入(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
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
        <source>Deskhand sees nothing there that it could use; click something else.</source>
        <translation>那里没有 Deskhand 能使用的东西；请点击别处。</translation>
    </message>
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
    <message>
        <source>Choose what it is now, or click it in the picture.</source>
        <translation>请选择它现在是哪一个，或在画面中点击它。</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Macros</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>体检</translation>
    </message>
    <message>
        <source>Say what is to be done</source>
        <translation>说出要做的事</translation>
    </message>
    <message>
        <source>What was recorded, to be done again</source>
        <translation>录制下来、可再做一遍的操作</translation>
    </message>
    <message>
        <source>What was done, with pictures</source>
        <translation>做过的事，附图片</translation>
    </message>
    <message>
        <source>How Deskhand looks, plans, acts and keeps</source>
        <translation>Deskhand 的外观、计划、操作与保存</translation>
    </message>
    <message>
        <source>What works on this machine, and how to mend what does not</source>
        <translation>这台机器上哪些功能正常，不正常的如何解决</translation>
    </message>
</context>
<context>
    <name>RecordBar</name>
    <message>
        <source>Getting ready…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>正在录制</translation>
    </message>
    <message>
        <source>Paused: nothing is recorded</source>
        <translation>已暂停：不录制任何内容</translation>
    </message>
    <message>
        <source>Looking at what was done…</source>
        <translation>正在分析刚才的操作…</translation>
    </message>
    <message>
        <source>Do it as you always do. {key} ends it, too.</source>
        <translation>照平常那样操作即可。按 {key} 也能结束。</translation>
    </message>
    <message>
        <source>Wait a moment: nothing is recorded yet.</source>
        <translation>请稍候：还没有开始录制。</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
</context>
<context>
    <name>ReplayCard</name>
    <message>
        <source>Try one step</source>
        <translation>试一步</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>重放</translation>
    </message>
    <message>
        <source>Deskhand finds each target again and shows each act before it is done, as in any run.</source>
        <translation>Deskhand 会重新找到每个目标，并像平常一样先显示每个操作再执行。</translation>
    </message>
    <message>
        <source>{file}: {n} rows</source>
        <translation>{file}：{n} 行</translation>
    </message>
    <message>
        <source>Once for each row of a table (CSV), if you like</source>
        <translation>也可以对表格（CSV）的每一行各做一次</translation>
    </message>
    <message>
        <source>&amp;Table…</source>
        <translation>表格(&amp;T)…</translation>
    </message>
    <message>
        <source>No ta&amp;ble</source>
        <translation>不用表格(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
</context>
<context>
    <name>ReviewView</name>
    <message>
        <source>All that it does, types and touches</source>
        <translation>它会做、会输入、会操作的全部内容</translation>
    </message>
    <message>
        <source>What was recorded</source>
        <translation>录下的内容</translation>
    </message>
</context>
<context>
    <name>RunCard</name>
    <message>
        <source>You said</source>
        <translation>您说</translation>
    </message>
    <message>
        <source>Macro</source>
        <translation>宏</translation>
    </message>
    <message>
        <source>Save as a &amp;macro…</source>
        <translation>存为宏(&amp;M)…</translation>
    </message>
    <message>
        <source>Try &amp;again</source>
        <translation>再试一次(&amp;A)</translation>
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
    <name>RunDetails</name>
    <message>
        <source>No run is chosen</source>
        <translation>没有选中任何运行</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>Say it &amp;again</source>
        <translation>再说一次(&amp;A)</translation>
    </message>
    <message>
        <source>Save as a &amp;macro…</source>
        <translation>另存为宏(&amp;M)…</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>导出(&amp;X)…</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>删除(&amp;D)…</translation>
    </message>
</context>
<context>
    <name>RunView</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
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
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Picture of the screen</source>
        <translation>屏幕画面</translation>
    </message>
    <message>
        <source>Step {n}</source>
        <translation>第 {n} 步</translation>
    </message>
    <message>
        <source>No picture was kept of this step.</source>
        <translation>没有保留这一步的图片。</translation>
    </message>
    <message>
        <source>Nothing was done in this run.</source>
        <translation>这次运行什么也没有做。</translation>
    </message>
</context>
<context>
    <name>RunsDesk</name>
    <message>
        <source>It was written to {path}.</source>
        <translation>已写入 {path}。</translation>
    </message>
    <message>
        <source>Delete this run?</source>
        <translation>删除这次运行？</translation>
    </message>
    <message>
        <source>“{words}” and its pictures are gone for good.</source>
        <translation>“{words}”及其图片将永久删除。</translation>
    </message>
    <message>
        <source>&amp;Delete it</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>保留(&amp;K)</translation>
    </message>
</context>
<context>
    <name>RunsPage</name>
    <message>
        <source>Runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search the runs</source>
        <translation>搜索运行记录</translation>
    </message>
    <message>
        <source>Nothing was done yet.</source>
        <translation>还没有做过任何事。</translation>
    </message>
    <message>
        <source>Each run is kept here, with a picture of every step.</source>
        <translation>每次运行都会保存在这里，每一步都有图片。</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>Set by {variable} while that is there.</source>
        <translation>只要 {variable} 存在，就由它决定。</translation>
    </message>
</context>
<context>
    <name>SettingsDesk</name>
    <message>
        <source>It is written, and takes effect when Deskhand starts again.</source>
        <translation>已写入，下次启动 Deskhand 时生效。</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>Models here</source>
        <translation>这台机器上的模型</translation>
    </message>
    <message>
        <source>All of it stands in {path}, which you may edit.</source>
        <translation>全部设置都在 {path} 中，您可以编辑它。</translation>
    </message>
    <message>
        <source>&amp;Open the file</source>
        <translation>打开文件(&amp;O)</translation>
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
    <name>Status</name>
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
        <source>The macro says: {words}</source>
        <translation>宏的步骤：{words}</translation>
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
    <name>StepFields</name>
    <message>
        <source>Seconds</source>
        <translation>秒数</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>注释</translation>
    </message>
    <message>
        <source>Times (0: once for each row of the table)</source>
        <translation>次数（0：表格的每一行各一次）</translation>
    </message>
    <message>
        <source>Table beside the macro, or nothing for one that is given</source>
        <translation>宏旁边的表格；留空则使用重放时给出的表格</translation>
    </message>
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
        <source>How often</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Notches (negative: up)</source>
        <translation>滚动格数（负数向上）</translation>
    </message>
</context>
<context>
    <name>StepForm</name>
    <message>
        <source>Step {number}</source>
        <translation>第 {number} 步</translation>
    </message>
    <message>
        <source>Plain &amp;text again</source>
        <translation>变回普通文字(&amp;T)</translation>
    </message>
    <message>
        <source>Make it a &amp;variable…</source>
        <translation>设为变量(&amp;V)…</translation>
    </message>
    <message>
        <source>Change tar&amp;get…</source>
        <translation>更换目标(&amp;G)…</translation>
    </message>
    <message>
        <source>Give it a tar&amp;get…</source>
        <translation>指定目标(&amp;G)…</translation>
    </message>
    <message>
        <source>Change the &amp;end…</source>
        <translation>更换终点(&amp;E)…</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Then wait until this appears (may be empty)</source>
        <translation>然后等到以下内容出现（可以留空）</translation>
    </message>
    <message>
        <source>Seconds at most</source>
        <translation>最多等待秒数</translation>
    </message>
    <message>
        <source>If it fails</source>
        <translation>失败时</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>its own words</source>
        <translation>用它自己的说法</translation>
    </message>
    <message>
        <source>Tr&amp;y this step</source>
        <translation>试试这一步(&amp;Y)</translation>
    </message>
    <message>
        <source>Picture of the target</source>
        <translation>目标的画面</translation>
    </message>
</context>
<context>
    <name>StepsModel</name>
    <message>
        <source>Otherwise:</source>
        <translation>否则：</translation>
    </message>
    <message>
        <source>Nothing yet: drag steps here</source>
        <translation>还没有步骤：请拖到这里</translation>
    </message>
</context>
<context>
    <name>Strangers</name>
    <message>
        <source>Do you accept “{name}”?</source>
        <translation>接受“{name}”吗？</translation>
    </message>
    <message>
        <source>It was not made here. Look over what it does, types and touches: once you accept it, it can be replayed like your own.</source>
        <translation>它不是在这里制作的。请查看它会做什么、输入什么、操作哪些窗口：接受之后，它就可以像您自己的宏一样重放。</translation>
    </message>
    <message>
        <source>&amp;Accept it</source>
        <translation>接受(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Delete it</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>暂不(&amp;N)</translation>
    </message>
</context>
<context>
    <name>ValueField</name>
    <message>
        <source>its name in the keyring</source>
        <translation>它在钥匙环中的名称</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>VariableNaming</name>
    <message>
        <source>What is the variable called?</source>
        <translation>这个变量叫什么？</translation>
    </message>
    <message>
        <source>It is asked for before each replay; the text of now is proposed then.</source>
        <translation>每次重放前都会询问；现在的文字会作为建议。</translation>
    </message>
    <message>
        <source>&amp;Make it</source>
        <translation>设为变量(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>返回(&amp;B)</translation>
    </message>
</context>
<context>
    <name>VariableRow</name>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Type of {name}</source>
        <translation>{name} 的类型</translation>
    </message>
    <message>
        <source>its name in the keyring</source>
        <translation>它在钥匙环中的名称</translation>
    </message>
    <message>
        <source>asked for each time</source>
        <translation>每次都询问</translation>
    </message>
    <message>
        <source>Default of {name}</source>
        <translation>{name} 的默认值</translation>
    </message>
    <message>
        <source>choices, with commas between them</source>
        <translation>选项，用逗号分隔</translation>
    </message>
</context>
<context>
    <name>VariablesCard</name>
    <message>
        <source>Variables</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>Nothing is asked for. Choose a step that types something, and make its text a variable.</source>
        <translation>没有要询问的内容。选中一个输入文字的步骤，就可以把它的文字设为变量。</translation>
    </message>
    <message>
        <source>Asked for before each replay; what stands here is proposed.</source>
        <translation>每次重放前询问；这里的值会作为建议。</translation>
    </message>
</context>
<context>
    <name>WelcomeCard</name>
    <message>
        <source>Trying the screen, the mouse and the keyboard…</source>
        <translation>正在试用屏幕、鼠标和键盘…</translation>
    </message>
    <message>
        <source>Not everything works here yet:</source>
        <translation>这里还有不能用的功能：</translation>
    </message>
    <message>
        <source>It works here. Worth a look:</source>
        <translation>这里可以正常使用。值得一看：</translation>
    </message>
    <message>
        <source>Screen, mouse and keyboard work.</source>
        <translation>屏幕、鼠标和键盘都正常。</translation>
    </message>
    <message>
        <source>Welcome to Deskhand</source>
        <translation>欢迎使用 Deskhand</translation>
    </message>
    <message>
        <source>Say what is to be done. Deskhand looks at the screen, shows the exact place, and acts when you say yes. Nothing leaves this machine unless you set up a server.</source>
        <translation>说出要做的事。Deskhand 查看屏幕，指出准确的位置，等您同意后才动手。除非您设置了服务器，任何内容都不会离开这台机器。</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>这台机器</translation>
    </message>
    <message>
        <source>&amp;Try it on a sample window</source>
        <translation>在示例窗口上试试(&amp;T)</translation>
    </message>
    <message>
        <source>All &amp;checks</source>
        <translation>全部检查(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Begin</source>
        <translation>开始(&amp;B)</translation>
    </message>
</context>
<context>
    <name>WelcomeDesk</name>
    <message>
        <source>type ada into User name, then click Login</source>
        <translation>在用户名中输入 ada，然后点击登录</translation>
    </message>
    <message>
        <source>The sample window is open. Press Enter, and look at what Deskhand shows you.</source>
        <translation>示例窗口已打开。请按回车，看看 Deskhand 给您看的内容。</translation>
    </message>
</context>
<context>
    <name>clerk</name>
    <message>
        <source>Deskhand met an error of its own ({name}). Please try again.</source>
        <translation>Deskhand 自身出了错（{name}）。请再试一次。</translation>
    </message>
</context>
<context>
    <name>files</name>
    <message>
        <source>Import a macro</source>
        <translation>导入宏</translation>
    </message>
    <message>
        <source>Export the macro</source>
        <translation>导出宏</translation>
    </message>
    <message>
        <source>Web pages</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>Export the report</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>Choose a table</source>
        <translation>选择表格</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Macros of Deskhand</source>
        <translation>Deskhand 宏</translation>
    </message>
</context>
<context>
    <name>findings</name>
    <message>
        <source>It waits {seconds} s whatever is on the screen; wait until something is seen instead.</source>
        <translation>不管画面上有什么，它都会等 {seconds} 秒；最好改为等到看见某个内容。</translation>
    </message>
    <message>
        <source>Its timeout is 0: it gives up where it is not so at once; give it some seconds.</source>
        <translation>等待时间为 0：不能立刻满足就会放弃；请给它几秒钟。</translation>
    </message>
    <message>
        <source>{thing} has neither a name nor a picture; point at it anew.</source>
        <translation>{thing}既没有名称也没有图片；请重新指出它。</translation>
    </message>
    <message>
        <source>Nothing but its place tells what is meant; point at it anew.</source>
        <translation>只有位置能说明所指的是什么；请重新指出它。</translation>
    </message>
    <message>
        <source>Nothing tells that it worked; say what is to be seen. {reason}</source>
        <translation>无法知道它是否成功；请说明之后应该看到什么。{reason}</translation>
    </message>
    <message>
        <source>{name} is not a variable of this macro; declare it, or double the braces.</source>
        <translation>{name} 不是这个宏的变量；请声明它，或把大括号写两遍。</translation>
    </message>
    <message>
        <source>It is tried again when it fails, and could do twice what cannot be undone; let it ask.</source>
        <translation>它失败时会再试，可能把无法撤销的事做两遍；请改为询问。</translation>
    </message>
    <message>
        <source>It is tried again when it fails, and done twice it is not the same; let it ask.</source>
        <translation>它失败时会再试，而做两遍的结果不一样；请改为询问。</translation>
    </message>
    <message>
        <source>It does nothing either way; delete it or put steps into it.</source>
        <translation>无论哪种情况它都不做任何事；请删除它，或把步骤放进去。</translation>
    </message>
    <message>
        <source>There is nothing in this loop; delete it or put steps into it.</source>
        <translation>这个循环里什么都没有；请删除它，或把步骤放进去。</translation>
    </message>
    <message>
        <source>It names no file of data: it only runs with --data FILE.</source>
        <translation>它没有指定数据文件：只有重放时给出表格才能运行。</translation>
    </message>
    <message>
        <source>The variable {name} is used nowhere; delete it.</source>
        <translation>变量 {name} 没有被使用；请删除它。</translation>
    </message>
    <message>
        <source>What goes into {field} stands here in plain words; keep it with `deskhand secret set NAME` and write secret:NAME.</source>
        <translation>输入到{field}的内容以明文写在这里；请用 `deskhand secret set NAME` 保存，并改写为 secret:NAME。</translation>
    </message>
</context>
<context>
    <name>healing</name>
    <message>
        <source>“{name}” remembers it now.</source>
        <translation>“{name}”已经记住了。</translation>
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
    <name>macro</name>
    <message>
        <source>It also holds the keys and clicks of its recording as they came.</source>
        <translation>它还包含录制时的原始按键和点击。</translation>
    </message>
    <message>
        <source>Asks for {variable}</source>
        <translation>会询问 {variable}</translation>
    </message>
    <message>
        <source>Acts in these windows: {windows}</source>
        <translation>在这些窗口中操作：{windows}</translation>
    </message>
    <message>
        <source>Otherwise:</source>
        <translation>否则：</translation>
    </message>
    <message>
        <source>in fact: {words}</source>
        <translation>实际上：{words}</translation>
    </message>
    <message>
        <source>then {condition}</source>
        <translation>然后{condition}</translation>
    </message>
    <message>
        <source>waits {seconds} s at most</source>
        <translation>最多等待 {seconds} 秒</translation>
    </message>
    <message>
        <source>on failure: {what}</source>
        <translation>失败时：{what}</translation>
    </message>
    <message>
        <source>Ask me</source>
        <translation>询问我</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Skip it</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Wait until {condition}</source>
        <translation>等到{condition}</translation>
    </message>
    <message>
        <source>Check that {condition}</source>
        <translation>检查{condition}</translation>
    </message>
    <message>
        <source>Wait {seconds} s</source>
        <translation>等待 {seconds} 秒</translation>
    </message>
    <message>
        <source>If {condition}:</source>
        <translation>如果{condition}：</translation>
    </message>
    <message>
        <source>the secret {name}</source>
        <translation>机密{name}</translation>
    </message>
    <message>
        <source>Do {count} times:</source>
        <translation>做 {count} 次：</translation>
    </message>
    <message>
        <source>For each row of {file}:</source>
        <translation>对{file}的每一行：</translation>
    </message>
    <message>
        <source>For each row of the table:</source>
        <translation>对表格的每一行：</translation>
    </message>
    <message>
        <source>Run the macro {name}</source>
        <translation>运行宏{name}</translation>
    </message>
    <message>
        <source>{call} with {values}</source>
        <translation>{call}，其中 {values}</translation>
    </message>
    <message>
        <source>{click} on {name}</source>
        <translation>{click}{name}</translation>
    </message>
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
        <source>Press {keys}</source>
        <translation>按 {keys}</translation>
    </message>
    <message>
        <source>Drag {name} to {to}</source>
        <translation>把{name}拖到{to}</translation>
    </message>
    <message>
        <source>Type {text}</source>
        <translation>输入{text}</translation>
    </message>
    <message>
        <source>Replace what is in {name} by {text}</source>
        <translation>把{name}中的内容替换为{text}</translation>
    </message>
    <message>
        <source>Type {text} into {name}</source>
        <translation>在{name}中输入{text}</translation>
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
        <source>the {kind} {name}</source>
        <translation>{kind}{name}</translation>
    </message>
    <message>
        <source>the {kind} next to {name}</source>
        <translation>{name}旁边的{kind}</translation>
    </message>
    <message>
        <source>a {kind} without a name</source>
        <translation>没有名称的{kind}</translation>
    </message>
    <message>
        <source>{name} in {window}</source>
        <translation>{window}中的{name}</translation>
    </message>
    <message>
        <source> in the row of {name}</source>
        <translation>（{name}那一行）</translation>
    </message>
    <message>
        <source> (number {turn} of {twins})</source>
        <translation>（{twins} 个中的第 {turn} 个）</translation>
    </message>
    <message>
        <source>{thing} is seen</source>
        <translation>看到{thing}</translation>
    </message>
    <message>
        <source>{thing} is not seen</source>
        <translation>没有看到{thing}</translation>
    </message>
    <message>
        <source>{thing} appears</source>
        <translation>{thing}出现</translation>
    </message>
    <message>
        <source>{thing} is gone</source>
        <translation>{thing}消失</translation>
    </message>
    <message>
        <source>greyed out</source>
        <translation>变灰</translation>
    </message>
    <message>
        <source>ticked</source>
        <translation>已勾选</translation>
    </message>
    <message>
        <source>in focus</source>
        <translation>获得焦点</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>已选中</translation>
    </message>
    <message>
        <source>expanded</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>editable</source>
        <translation>可编辑</translation>
    </message>
    <message>
        <source>is {state}</source>
        <translation>是{state}状态</translation>
    </message>
    <message>
        <source>is not {state}</source>
        <translation>不是{state}状态</translation>
    </message>
    <message>
        <source>holds {text}</source>
        <translation>的内容是{text}</translation>
    </message>
    <message>
        <source>does not hold {text}</source>
        <translation>的内容不是{text}</translation>
    </message>
    <message>
        <source> and </source>
        <translation>，并且</translation>
    </message>
    <message>
        <source>{thing} {holds}</source>
        <translation>{thing}{holds}</translation>
    </message>
    <message>
        <source>the window {name}</source>
        <translation>窗口{name}</translation>
    </message>
    <message>
        <source>typing</source>
        <translation>正在输入</translation>
    </message>
    <message>
        <source>mouse wheel</source>
        <translation>鼠标滚轮</translation>
    </message>
    <message>
        <source>drag from {x}, {y} to {u}, {v}</source>
        <translation>从 {x}, {y} 拖到 {u}, {v}</translation>
    </message>
    <message>
        <source>click at {x}, {y}</source>
        <translation>点击 {x}, {y}</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1 步</translation>
    </message>
    <message>
        <source>{n} steps</source>
        <translation>{n} 步</translation>
    </message>
    <message>
        <source>recorded {day}</source>
        <translation>录制于 {day}</translation>
    </message>
    <message>
        <source>from a run {day}</source>
        <translation>来自一次运行 {day}</translation>
    </message>
    <message>
        <source>written {day}</source>
        <translation>编写于 {day}</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>Not yet looked over</source>
        <translation>尚未查看</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>choice</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>secret</source>
        <translation>机密</translation>
    </message>
    <message>
        <source>must be given</source>
        <translation>必须给出</translation>
    </message>
    <message>
        <source>, one of: {choices}</source>
        <translation>，可选：{choices}</translation>
    </message>
    <message>
        <source>{name} ({kind}{choices}; {default})</source>
        <translation>{name}（{kind}{choices}；{default}）</translation>
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
    <name>replay</name>
    <message>
        <source>All steps of the macro were carried out.</source>
        <translation>宏的所有步骤都已执行。</translation>
    </message>
    <message>
        <source>All steps of the macro were carried out. No effect was seen of the last act.</source>
        <translation>宏的所有步骤都已执行。最后一步没有看到效果。</translation>
    </message>
    <message>
        <source>All steps of the macro were carried out. Steps that could not be done: {n}.</source>
        <translation>宏的所有步骤都已执行。未能执行的步骤：{n}。</translation>
    </message>
    <message>
        <source>{sentence} Deskhand scrolled to find it.</source>
        <translation>{sentence}Deskhand 滚动查找过。</translation>
    </message>
    <message>
        <source>{thing} is not on the screen; the nearest is “{name}”.</source>
        <translation>{thing} 不在屏幕上；最接近的是“{name}”。</translation>
    </message>
    <message>
        <source>{thing} is not on the screen.</source>
        <translation>{thing} 不在屏幕上。</translation>
    </message>
    <message>
        <source>{thing} stands among other things than it did.</source>
        <translation>{thing} 周围的内容与录制时不同。</translation>
    </message>
    <message>
        <source>{thing} stands beside other things than it did.</source>
        <translation>{thing} 旁边的内容与录制时不同。</translation>
    </message>
    <message>
        <source>{thing} is there, but not beside “{name}”.</source>
        <translation>{thing} 在，但不在“{name}”旁边。</translation>
    </message>
    <message>
        <source>{thing} is there {n} times, and none is clearly the recorded one.</source>
        <translation>{thing} 有 {n} 个，无法确定哪个是录制的那个。</translation>
    </message>
    <message>
        <source>{thing} could be several things.</source>
        <translation>{thing} 可能是好几个。</translation>
    </message>
    <message>
        <source>The window “{name}” is not there.</source>
        <translation>窗口“{name}”不在。</translation>
    </message>
    <message>
        <source>It was waited {seconds} s, and it is not so that {condition}.</source>
        <translation>等了 {seconds} 秒，仍未满足：{condition}。</translation>
    </message>
    <message>
        <source>The keys would go to “{name}”, and not to where they went.</source>
        <translation>按键会发到“{name}”，而不是原来的地方。</translation>
    </message>
</context>
<context>
    <name>runs</name>
    <message>
        <source>no steps</source>
        <translation>没有步骤</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1 步</translation>
    </message>
    <message>
        <source>{n} steps</source>
        <translation>{n} 步</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Safety</source>
        <translation>安全</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Planner and language model</source>
        <translation>计划与语言模型</translation>
    </message>
    <message>
        <source>The eye</source>
        <translation>视觉模型</translation>
    </message>
    <message>
        <source>Acting and recording</source>
        <translation>操作与录制</translation>
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
        <source>Built in, without a model</source>
        <translation>内置，不用模型</translation>
    </message>
    <message>
        <source>A model on this machine</source>
        <translation>这台机器上的模型</translation>
    </message>
    <message>
        <source>A model behind a server</source>
        <translation>服务器上的模型</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>Processor (slow)</source>
        <translation>处理器（慢）</translation>
    </message>
    <message>
        <source>Without its trained model</source>
        <translation>不用训练过的模型</translation>
    </message>
    <message>
        <source>What suits this machine</source>
        <translation>适合这台机器的</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Stop key</source>
        <translation>停止键</translation>
    </message>
    <message>
        <source>Pressed anywhere, it stops at once what Deskhand does.</source>
        <translation>在任何地方按下，立即停止 Deskhand 的操作。</translation>
    </message>
    <message>
        <source>Only these programs</source>
        <translation>只允许这些程序</translation>
    </message>
    <message>
        <source>One program or window a line, as in notes*. Empty: all but those below.</source>
        <translation>每行一个程序或窗口，例如 notes*。留空：除下面列出的以外都允许。</translation>
    </message>
    <message>
        <source>Never these programs</source>
        <translation>从不操作这些程序</translation>
    </message>
    <message>
        <source>One program or window a line. They are never touched.</source>
        <translation>每行一个程序或窗口。绝不操作它们。</translation>
    </message>
    <message>
        <source>Programs may answer for me</source>
        <translation>允许程序代我回答</translation>
    </message>
    <message>
        <source>For remote desktops and on-screen keyboards: keys that a program sends count as yours.</source>
        <translation>用于远程桌面和屏幕键盘：程序发送的按键算作您的。</translation>
    </message>
    <message>
        <source>Private windows</source>
        <translation>私密窗口</translation>
    </message>
    <message>
        <source>One program or window a line. Their pictures are neither kept nor sent.</source>
        <translation>每行一个程序或窗口。它们的图片既不保存也不发送。</translation>
    </message>
    <message>
        <source>Private places of the screen</source>
        <translation>屏幕上的私密区域</translation>
    </message>
    <message>
        <source>Left, top, right and bottom in pixels, one place a line: 0 0 400 30</source>
        <translation>左、上、右、下的像素值，每行一处：0 0 400 30</translation>
    </message>
    <message>
        <source>Keep runs for so many days</source>
        <translation>运行记录保留天数</translation>
    </message>
    <message>
        <source>0 keeps them for ever.</source>
        <translation>0 表示永久保留。</translation>
    </message>
    <message>
        <source>Keep at most so many megabytes</source>
        <translation>最多保留多少兆字节</translation>
    </message>
    <message>
        <source>The oldest runs go first. 0 sets no limit.</source>
        <translation>最旧的先删除。0 表示不限。</translation>
    </message>
    <message>
        <source>Planner</source>
        <translation>计划方式</translation>
    </message>
    <message>
        <source>What makes steps of your words. The plain things need no model.</source>
        <translation>把您的话变成步骤的部分。简单的事不需要模型。</translation>
    </message>
    <message>
        <source>Model on this machine</source>
        <translation>本机模型</translation>
    </message>
    <message>
        <source>Its folder, or its name as in Qwen/Qwen3-VL-2B-Instruct.</source>
        <translation>它的文件夹，或名称，例如 Qwen/Qwen3-VL-2B-Instruct。</translation>
    </message>
    <message>
        <source>Where it is computed</source>
        <translation>在哪里计算</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>An OpenAI-compatible address, as in http://127.0.0.1:8000/v1.</source>
        <translation>兼容 OpenAI 的地址，例如 http://127.0.0.1:8000/v1。</translation>
    </message>
    <message>
        <source>Model of the server</source>
        <translation>服务器的模型</translation>
    </message>
    <message>
        <source>Seconds for an answer</source>
        <translation>回答的秒数</translation>
    </message>
    <message>
        <source>How long a model may think before it is given up.</source>
        <translation>模型最多思考多久，之后放弃。</translation>
    </message>
    <message>
        <source>What computes the model</source>
        <translation>用什么计算模型</translation>
    </message>
    <message>
        <source>The trained model that finds buttons, fields and signs.</source>
        <translation>用来找到按钮、输入框和图标的训练模型。</translation>
    </message>
    <message>
        <source>What computes the reading</source>
        <translation>用什么识别文字</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>0: as many as there are cores.</source>
        <translation>0：与核心数相同。</translation>
    </message>
    <message>
        <source>Command bar&apos;s key</source>
        <translation>命令条的快捷键</translation>
    </message>
    <message>
        <source>Pressed anywhere, it asks what is to be done.</source>
        <translation>在任何地方按下，询问要做什么。</translation>
    </message>
    <message>
        <source>Record key</source>
        <translation>录制键</translation>
    </message>
    <message>
        <source>Pressed anywhere, it begins and ends a recording.</source>
        <translation>在任何地方按下，开始或结束录制。</translation>
    </message>
    <message>
        <source>Steps for one instruction, at most</source>
        <translation>一条指令最多多少步</translation>
    </message>
    <message>
        <source>Seconds for one instruction, at most</source>
        <translation>一条指令最多多少秒</translation>
    </message>
    <message>
        <source>Seconds to wait for a still screen, at most</source>
        <translation>等待屏幕静止的最长秒数</translation>
    </message>
    <message>
        <source>After each act, before the next look.</source>
        <translation>每次操作之后、下次查看之前。</translation>
    </message>
    <message>
        <source>Seconds between two keys</source>
        <translation>两次按键之间的秒数</translation>
    </message>
    <message>
        <source>For programs that lose keys which come fast.</source>
        <translation>用于会漏掉快速按键的程序。</translation>
    </message>
    <message>
        <source>Paste texts longer than so many characters</source>
        <translation>超过多少字符的文本改用粘贴</translation>
    </message>
    <message>
        <source>The clipboard gets back what it held.</source>
        <translation>剪贴板会恢复原来的内容。</translation>
    </message>
</context>
<context>
    <name>tray</name>
    <message>
        <source>Record a macro</source>
        <translation>录制宏</translation>
    </message>
    <message>
        <source>Show Deskhand</source>
        <translation>显示 Deskhand</translation>
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
        <source>Waiting until it is there…</source>
        <translation>正在等它出现…</translation>
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
        <source>Under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>被中断</translation>
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
