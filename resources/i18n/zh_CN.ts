<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>attachments</name>
    <message>
        <source>A name is needed.</source>
        <translation>请填写名称。</translation>
    </message>
    <message>
        <source>Add pictures or files</source>
        <translation>添加照片或文件</translation>
    </message>
    <message>
        <source>Add pictures or files…</source>
        <translation>添加照片或文件…</translation>
    </message>
    <message>
        <source>Arriving</source>
        <translation>接收中</translation>
    </message>
    <message>
        <source>Attached: {count}.</source>
        <translation>已添加 {count} 个附件。</translation>
    </message>
    <message>
        <source>Attachment</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Do not fetch</source>
        <translation>不再下载</translation>
    </message>
    <message>
        <source>Fetch now</source>
        <translation>立即下载</translation>
    </message>
    <message>
        <source>Fetch on opening</source>
        <translation>点开时下载</translation>
    </message>
    <message>
        <source>File is gone</source>
        <translation>文件已丢失</translation>
    </message>
    <message>
        <source>Holds personal data</source>
        <translation>标为含个人信息</translation>
    </message>
    <message>
        <source>House</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>No personal data</source>
        <translation>取消“含个人信息”</translation>
    </message>
    <message>
        <source>None yet. Paste a picture (Ctrl+V), drop files here, or choose them.</source>
        <translation>还没有。粘贴图片（Ctrl+V）、拖入文件，或点右侧按钮。</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>没有。</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation>用其他程序打开</translation>
    </message>
    <message>
        <source>Pasted {when}</source>
        <translation>粘贴 {when}</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation>个人信息</translation>
    </message>
    <message>
        <source>Pictures and files</source>
        <translation>照片和附件</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Removed: {name}</source>
        <translation>已删除：{name}</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>已另存为 {name}。</translation>
    </message>
    <message>
        <source>Say what it shows…</source>
        <translation>填写说明…</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Stopped; nothing was attached.</source>
        <translation>已停止，没有添加任何附件。</translation>
    </message>
    <message>
        <source>Such records have no attachments.</source>
        <translation>这类记录不能有附件。</translation>
    </message>
    <message>
        <source>Taken {when}</source>
        <translation>拍摄于 {when}</translation>
    </message>
    <message>
        <source>Taking the files over</source>
        <translation>正在收取文件</translation>
    </message>
    <message>
        <source>The file of “{name}” is no longer in this computer&apos;s data folder. Attach it again where you still have it.</source>
        <translation>“{name}”的文件已不在本机的数据文件夹里。请从仍有它的地方重新添加。</translation>
    </message>
    <message>
        <source>The record no longer exists. Refresh the list.</source>
        <translation>这条记录已不存在，请刷新列表。</translation>
    </message>
    <message>
        <source>There is no picture and no file on the clipboard.</source>
        <translation>剪贴板里没有图片，也没有文件。</translation>
    </message>
    <message>
        <source>There is no removed attachment to bring back.</source>
        <translation>没有可恢复的已删除附件。</translation>
    </message>
    <message>
        <source>This cannot be shown here. Open it in another program.</source>
        <translation>这里无法显示，请用其他程序打开。</translation>
    </message>
    <message>
        <source>This record has {count} attachments already, which is as many as it may have.</source>
        <translation>这条记录已有 {count} 个附件，达到上限。</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Training session</source>
        <translation>培训场次</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Waiting for {desk}</source>
        <translation>等待{desk}发送</translation>
    </message>
    <message>
        <source>What it shows</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>What was pasted is no picture that can be read.</source>
        <translation>粘贴的内容不是可读取的图片。</translation>
    </message>
    <message>
        <source>Whole</source>
        <translation>整页</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>页宽</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>the desk</source>
        <translation>原电脑</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{name} – attachment</source>
        <translation>{name} – 附件</translation>
    </message>
    <message>
        <source>{name}, {size}, {who}, {when}</source>
        <translation>{name}，{size}，{who}，{when}</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>第 {place} 个，共 {count} 个</translation>
    </message>
    <message>
        <source>{state} {done}/{total}</source>
        <translation>{state} {done}/{total}</translation>
    </message>
    <message>
        <source>“{name}” cannot be read. Copy it to this computer and attach the copy.</source>
        <translation>“{name}”无法读取。请先复制到本机，再添加复制的文件。</translation>
    </message>
    <message>
        <source>“{name}” could not be written to “{folder}”. Choose another folder, or free some space.</source>
        <translation>“{name}”无法写入“{folder}”。请换一个文件夹，或腾出一些空间。</translation>
    </message>
    <message>
        <source>“{name}” has not arrived at this desk yet. It is being fetched; look again in a moment, or see how the exchange stands.</source>
        <translation>“{name}”还没有到达本机，正在下载。请稍后再看，或查看同步状态。</translation>
    </message>
    <message>
        <source>“{name}” has {size}; an attachment has at most {most}. Send it another way.</source>
        <translation>“{name}”有 {size}，附件最大 {most}。请用其他方式发送。</translation>
    </message>
    <message>
        <source>“{name}” holds personal data. Ask somebody who may see it.</source>
        <translation>“{name}”含有个人信息。请找有权查看的同事。</translation>
    </message>
    <message>
        <source>“{name}” is a program. Programs are not attached; a picture or a document of it can be.</source>
        <translation>“{name}”是程序。程序不能作为附件，可以添加图片或文档。</translation>
    </message>
    <message>
        <source>“{name}” is attached already.</source>
        <translation>“{name}”已经添加过了。</translation>
    </message>
    <message>
        <source>“{name}” is no file. Choose the files themselves, not their folder.</source>
        <translation>“{name}”不是文件。请选择文件本身，不要选择文件夹。</translation>
    </message>
    <message>
        <source>“{name}” lies on no computer that could be reached. Switch on {desk}, where it was attached; then it comes by itself.</source>
        <translation>目前能连上的电脑都没有“{name}”。请打开添加它的{desk}，随后会自动传来。</translation>
    </message>
    <message>
        <source>… and {count} more.</source>
        <translation>……还有 {count} 个。</translation>
    </message>
</context>
<context>
    <name>bridge</name>
    <message>
        <source>Taken back: {what}</source>
        <translation>已撤销：{what}</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>card</name>
    <message>
        <source>(yes: {yes}; no: {no})</source>
        <translation>（是：{yes}；否：{no}）</translation>
    </message>
    <message>
        <source>go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>review by {day}</source>
        <translation>复审日期 {day}</translation>
    </message>
    <message>
        <source>version {n}</source>
        <translation>第 {n} 版</translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>  {name} ({lane}): heard {heard}, lacks {missing}, is ahead by {behind}</source>
        <translation>  {name}（{lane}）：最近联系 {heard}，还差 {missing} 个文件，比本机多 {behind} 个</translation>
    </message>
    <message>
        <source>A PIN is needed: set {name} in the environment, or run this in a terminal.</source>
        <translation>需要密码：请设置环境变量 {name}，或在终端中运行。</translation>
    </message>
    <message>
        <source>A trial: nothing was kept.</source>
        <translation>仅试导入，未写入任何数据。</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>An invented office with {n} tickets is ready in {folder}.</source>
        <translation>演示数据已建好，共 {n} 张工单，在 {folder}。</translation>
    </message>
    <message>
        <source>Backed up and checked: {file}</source>
        <translation>已备份并校验：{file}</translation>
    </message>
    <message>
        <source>Code: {code} (until {until}, for one desk)</source>
        <translation>邀请码：{code}（有效至 {until}，只限一台电脑）</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>前台</translation>
    </message>
    <message>
        <source>Filters are written key=value; known here: {names}.</source>
        <translation>筛选写成 键=值；这里可用：{names}。</translation>
    </message>
    <message>
        <source>Free space on the drive: {mb} MB.</source>
        <translation>磁盘剩余空间：{mb} MB。</translation>
    </message>
    <message>
        <source>Name a line by its id or by the number of its record.</source>
        <translation>用行的编号，或它所指记录的单号来指明一行。</translation>
    </message>
    <message>
        <source>Name one complaint; each file is a paper of its own.</source>
        <translation>请只写一件投诉；每份卷宗单独成册。</translation>
    </message>
    <message>
        <source>Name the row: row=12, or its title.</source>
        <translation>请写明哪一项：row=12，或写标题。</translation>
    </message>
    <message>
        <source>No conflicts.</source>
        <translation>没有冲突。</translation>
    </message>
    <message>
        <source>No problems.</source>
        <translation>没有问题。</translation>
    </message>
    <message>
        <source>Nobody here has the number {number}.</source>
        <translation>没有工号 {number} 的员工。</translation>
    </message>
    <message>
        <source>Nothing found for “{name}”, or more than one.</source>
        <translation>没有找到“{name}”，或找到不止一个。</translation>
    </message>
    <message>
        <source>PIN for the administrator: </source>
        <translation>管理员密码：</translation>
    </message>
    <message>
        <source>PIN of {number}: </source>
        <translation>{number} 的密码：</translation>
    </message>
    <message>
        <source>Restored. What was there before is kept as {kept}.</source>
        <translation>已恢复。恢复前的数据保留在 {kept}。</translation>
    </message>
    <message>
        <source>Row {row}: {reason}</source>
        <translation>第 {row} 行：{reason}</translation>
    </message>
    <message>
        <source>Say where to with --out FILE.xlsx.</source>
        <translation>请用 --out FILE.xlsx 指定写到哪里。</translation>
    </message>
    <message>
        <source>Say which one with --id.</source>
        <translation>请用 --id 指明是哪一条。</translation>
    </message>
    <message>
        <source>Set the administrator&apos;s PIN in {name}, or found the office with --no-pin.</source>
        <translation>请用环境变量 {name} 设置管理员密码，或新建时加 --no-pin。</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>The data folder lies on this computer.</source>
        <translation>数据文件夹在本机磁盘上。</translation>
    </message>
    <message>
        <source>The database is damaged: {problem}</source>
        <translation>数据库已损坏：{problem}</translation>
    </message>
    <message>
        <source>The database is sound.</source>
        <translation>数据库完好。</translation>
    </message>
    <message>
        <source>The database opens and has the schema of this program.</source>
        <translation>数据库可以打开，结构与本程序一致。</translation>
    </message>
    <message>
        <source>The program made a mistake ({name}). Details are in the log: {log}</source>
        <translation>程序出错了（{name}）。详情见日志：{log}</translation>
    </message>
    <message>
        <source>The program&apos;s own file {name} is there.</source>
        <translation>程序文件 {name} 齐全。</translation>
    </message>
    <message>
        <source>The seal holds: {seal}</source>
        <translation>封存完好：{seal}</translation>
    </message>
    <message>
        <source>The shared folder {folder} can be read and is this office&apos;s.</source>
        <translation>共享文件夹 {folder} 可以读取，属于本服务中心。</translation>
    </message>
    <message>
        <source>The shared folder {folder} is not this office&apos;s.</source>
        <translation>共享文件夹 {folder} 不属于本服务中心。</translation>
    </message>
    <message>
        <source>The tour needs the window: run “python main.py tour --out DIR”.</source>
        <translation>界面截图需要窗口：请运行“python main.py tour --out 文件夹”。</translation>
    </message>
    <message>
        <source>There is an office in {folder} already. Choose another folder with --data.</source>
        <translation>{folder} 中已有物业服务中心的数据。请用 --data 另选文件夹。</translation>
    </message>
    <message>
        <source>There is no action “{action}” here. Possible: {allowed}.</source>
        <translation>这里没有“{action}”这个操作。可用：{allowed}。</translation>
    </message>
    <message>
        <source>There is no handover of {day}.</source>
        <translation>没有 {day} 的交接。</translation>
    </message>
    <message>
        <source>There is no office in this data folder yet.</source>
        <translation>这个数据文件夹里还没有物业服务中心的数据。</translation>
    </message>
    <message>
        <source>This complaint has no letter yet. Write one with “do complaint ID letter”.</source>
        <translation>这件投诉还没有信函。请先用“do complaint 编号 letter”写一封。</translation>
    </message>
    <message>
        <source>This computer is a desk of “{office}” now, with the letters {lane} in its ticket numbers.</source>
        <translation>本机已加入“{office}”，工单号里的编号字母是 {lane}。</translation>
    </message>
    <message>
        <source>This desk works alone: no shared folder is set up.</source>
        <translation>单机使用，没有设置共享文件夹。</translation>
    </message>
    <message>
        <source>This handover is not sealed yet.</source>
        <translation>这份交接还没有封存。</translation>
    </message>
    <message>
        <source>This office exchanges through {folder} now. Recovery code for the safe: {code}</source>
        <translation>已开始通过 {folder} 同步。请把恢复码放进保险柜：{code}</translation>
    </message>
    <message>
        <source>Waiting for somebody: {conflicts} conflicts, {problems} problems.</source>
        <translation>等待处理：{conflicts} 处冲突，{problems} 个问题。</translation>
    </message>
    <message>
        <source>Who acts? Give a staff number with --as.</source>
        <translation>由谁操作？请用 --as 写明工号。</translation>
    </message>
    <message>
        <source>Write field=value, such as description=漏水.</source>
        <translation>请写成 字段=值，例如 description=漏水。</translation>
    </message>
    <message>
        <source>not understood: {words}</source>
        <translation>无法识别：{words}</translation>
    </message>
    <message>
        <source>on the share</source>
        <translation>已到共享文件夹</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>received by every desk</source>
        <translation>所有电脑都已收到</translation>
    </message>
    <message>
        <source>saved here</source>
        <translation>已保存在本机</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>the share cannot be reached</source>
        <translation>连不上共享文件夹</translation>
    </message>
    <message>
        <source>works alone</source>
        <translation>单机使用</translation>
    </message>
    <message>
        <source>{count} attached to {kind} {id}.</source>
        <translation>已为 {kind} {id} 添加 {count} 个附件。</translation>
    </message>
    <message>
        <source>{count} attachments</source>
        <translation>共 {count} 个附件</translation>
    </message>
    <message>
        <source>{file}, sheet “{sheet}”: {read} rows read, {created} created, {updated} updated, {skipped} skipped, {refused} refused.</source>
        <translation>{file}，工作表“{sheet}”：读取 {read} 行，新增 {created}，更新 {updated}，跳过 {skipped}，拒绝 {refused}。</translation>
    </message>
    <message>
        <source>{plan}: {changes} rows changed, {refused} refused, {same} the same.</source>
        <translation>{plan}：{changes} 行有变化，{refused} 行被拒绝，{same} 行相同。</translation>
    </message>
    <message>
        <source>{published} published, {applied} taken in; {conflicts} conflicts, {problems} problems; {state}</source>
        <translation>送出 {published} 个、收进 {applied} 个；冲突 {conflicts} 处、问题 {problems} 个；{state}</translation>
    </message>
    <message>
        <source>{rows} rows in {file}</source>
        <translation>已写入 {rows} 行：{file}</translation>
    </message>
    <message>
        <source>{shown} of {count}</source>
        <translation>显示 {shown} 条，共 {count} 条</translation>
    </message>
    <message>
        <source>{sound} files are sound, {damaged} damaged, {missing} missing.</source>
        <translation>{sound} 个文件完好，{damaged} 个损坏，{missing} 个缺失。</translation>
    </message>
    <message>
        <source>{state} ({unsealed} changes and {unpublished} files wait here)</source>
        <translation>{state}（本机还有 {unsealed} 处修改、{unpublished} 个文件待送出）</translation>
    </message>
    <message>
        <source>“{name}” is here already. Say where with --out.</source>
        <translation>这里已有“{name}”。请用 --out 指定保存位置。</translation>
    </message>
    <message>
        <source>“{office}” is ready in {folder}. Administrator: {number}.</source>
        <translation>“{office}”已建好，在 {folder}。管理员工号：{number}。</translation>
    </message>
</context>
<context>
    <name>complaints</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>A complaint has no field “{key}”.</source>
        <translation>投诉单没有“{key}”这一栏。</translation>
    </message>
    <message>
        <source>A letter that was sent cannot be thrown away.</source>
        <translation>已寄出的信函不能丢弃。</translation>
    </message>
    <message>
        <source>A letter was sent about this complaint. Void it with a reason instead.</source>
        <translation>这件投诉已发出过书面信函，不能删除；请填写理由作废。</translation>
    </message>
    <message>
        <source>A measure is due in the future.</source>
        <translation>完成时间要在将来。</translation>
    </message>
    <message>
        <source>A score is a whole number from 1 (bad) to 5 (very good).</source>
        <translation>评分是 1（很差）到 5（很好）的整数。</translation>
    </message>
    <message>
        <source>A serious complaint goes on without the approval of its plan: another desk made it serious, or took the approval back. Take it back to the plan and ask for the approval.</source>
        <translation>重大投诉的方案没有经过审批就往下走了：另一前台把它升为重大，或撤回了审批。请退回到方案阶段，报审批。</translation>
    </message>
    <message>
        <source>A serious complaint is archived by a supervisor or manager. Ask one of them.</source>
        <translation>重大投诉由主管或经理归档，请他们来做。</translation>
    </message>
    <message>
        <source>Accepts it reluctantly</source>
        <translation>勉强接受</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a measure</source>
        <translation>添加预防措施</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>Address line</source>
        <translation>称呼行</translation>
    </message>
    <message>
        <source>Agreed on</source>
        <translation>达成日期</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>调解意见</translation>
    </message>
    <message>
        <source>Agreement on part of it</source>
        <translation>部分达成一致</translation>
    </message>
    <message>
        <source>Agreement reached</source>
        <translation>达成一致</translation>
    </message>
    <message>
        <source>Agrees</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Alarm of the complaint rate</source>
        <translation>投诉率预警</translation>
    </message>
    <message>
        <source>Approve the plan</source>
        <translation>批准方案</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>指派</translation>
    </message>
    <message>
        <source>At most {n} characters; a letter is one page.</source>
        <translation>最多 {n} 字；信函以一页为宜。</translation>
    </message>
    <message>
        <source>At most {n} characters; put longer papers on file.</source>
        <translation>最多 {n} 字；更长的材料请作为附件。</translation>
    </message>
    <message>
        <source>Attach the file to the complaint first, then register it here with its hash.</source>
        <translation>先把文件附到这件投诉上，再在这里登记，自动记下哈希值。</translation>
    </message>
    <message>
        <source>Back to</source>
        <translation>退回到</translation>
    </message>
    <message>
        <source>Back to the complaints (Esc)</source>
        <translation>回到投诉（Esc）</translation>
    </message>
    <message>
        <source>Before it is sent</source>
        <translation>寄出之前</translation>
    </message>
    <message>
        <source>Breach</source>
        <translation>超时记录</translation>
    </message>
    <message>
        <source>Brought to the door</source>
        <translation>上门送达</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>楼栋</translation>
    </message>
    <message>
        <source>Building {building}</source>
        <translation>{building} 栋</translation>
    </message>
    <message>
        <source>By WeChat</source>
        <translation>微信发送</translation>
    </message>
    <message>
        <source>By e-mail</source>
        <translation>电子邮件</translation>
    </message>
    <message>
        <source>By post</source>
        <translation>邮寄</translation>
    </message>
    <message>
        <source>By when</source>
        <translation>完成时间</translation>
    </message>
    <message>
        <source>By when? A measure without a day is never taken.</source>
        <translation>什么时候完成？没有期限的措施不会落地。</translation>
    </message>
    <message>
        <source>Can be chosen</source>
        <translation>可选用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Carry it out</source>
        <translation>方案已告知，开始处理</translation>
    </message>
    <message>
        <source>Carry out</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Cause and prevention</source>
        <translation>归因与预防</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Chat record</source>
        <translation>聊天记录</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>核验</translation>
    </message>
    <message>
        <source>Choose a file that is attached to this complaint.</source>
        <translation>请选附在这件投诉上的文件。</translation>
    </message>
    <message>
        <source>Choose a file, or say where the thing lies.</source>
        <translation>请选文件，或写明实物存放在哪里。</translation>
    </message>
    <message>
        <source>Choose a party of this dispute.</source>
        <translation>请选这起纠纷的一方当事人。</translation>
    </message>
    <message>
        <source>Choose a subject from the list.</source>
        <translation>请从列表中选投诉类别。</translation>
    </message>
    <message>
        <source>Choose one in the list to see it here.</source>
        <translation>在列表中选一件，这里显示详情。</translation>
    </message>
    <message>
        <source>Choose one of: {choices}.</source>
        <translation>请选其中之一：{choices}。</translation>
    </message>
    <message>
        <source>Choose somebody who works here now.</source>
        <translation>请选在职人员。</translation>
    </message>
    <message>
        <source>Choose whom you turned to.</source>
        <translation>请选联系了哪个单位。</translation>
    </message>
    <message>
        <source>Complainant</source>
        <translation>投诉人</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Complaint about this house</source>
        <translation>本房屋的投诉</translation>
    </message>
    <message>
        <source>Complaint deleted</source>
        <translation>投诉已删除</translation>
    </message>
    <message>
        <source>Complaint deleted.</source>
        <translation>投诉已删除。</translation>
    </message>
    <message>
        <source>Complaint from a ticket</source>
        <translation>工单转投诉</translation>
    </message>
    <message>
        <source>Complaint in hand</source>
        <translation>负责的投诉</translation>
    </message>
    <message>
        <source>Complaint it belongs to</source>
        <translation>所属投诉</translation>
    </message>
    <message>
        <source>Complaint made from it</source>
        <translation>由此转成的投诉</translation>
    </message>
    <message>
        <source>Complaint of this person</source>
        <translation>此人的投诉</translation>
    </message>
    <message>
        <source>Complaint {number} taken in.</source>
        <translation>投诉 {number} 已登记。</translation>
    </message>
    <message>
        <source>Complaints</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Could not be reached</source>
        <translation>联系不上</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Date of the letter</source>
        <translation>落款日期</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Decibel report</source>
        <translation>分贝检测</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Department concerned</source>
        <translation>被投诉部门</translation>
    </message>
    <message>
        <source>Dispute</source>
        <translation>纠纷</translation>
    </message>
    <message>
        <source>Dispute file</source>
        <translation>纠纷档案</translation>
    </message>
    <message>
        <source>Dispute of neighbours</source>
        <translation>邻里纠纷</translation>
    </message>
    <message>
        <source>Disputes</source>
        <translation>纠纷</translation>
    </message>
    <message>
        <source>Do not accept</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Done: {action}.</source>
        <translation>已完成：{action}。</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Draft saved.</source>
        <translation>草稿已保存。</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Each letter is made from one of these; what is known of the complaint is filled in.</source>
        <translation>信函都由这里的模板生成，投诉单里已有的内容自动填入。</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Edit (F2)</source>
        <translation>编辑（F2）</translation>
    </message>
    <message>
        <source>Edit {number}</source>
        <translation>编辑 {number}</translation>
    </message>
    <message>
        <source>Empty: now.</source>
        <translation>留空表示现在。</translation>
    </message>
    <message>
        <source>Empty: now. The clocks run from here.</source>
        <translation>留空表示现在；时限从这里起算。</translation>
    </message>
    <message>
        <source>Empty: the first sentence.</source>
        <translation>留空取第一句话。</translation>
    </message>
    <message>
        <source>Empty: whoever takes it in.</source>
        <translation>留空由登记人负责。</translation>
    </message>
    <message>
        <source>Empty: with all parties together.</source>
        <translation>留空表示各方一起谈。</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Enter a measure, or write why nothing has to be prevented.</source>
        <translation>请添加预防措施，或写明为什么不需要。</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>登记时间</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>Evidence and dispute file</source>
        <translation>证据与纠纷档案</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Facilities</source>
        <translation>设施</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Files attached to this complaint; attach it first.</source>
        <translation>附在这件投诉上的文件；没有请先添加附件。</translation>
    </message>
    <message>
        <source>First party</source>
        <translation>投诉方</translation>
    </message>
    <message>
        <source>First response</source>
        <translation>首次响应</translation>
    </message>
    <message>
        <source>First response due</source>
        <translation>首次响应期限</translation>
    </message>
    <message>
        <source>First response given</source>
        <translation>首次响应</translation>
    </message>
    <message>
        <source>First response {respond} · solution {solve}</source>
        <translation>首次响应 {respond} · 解决方案 {solve}</translation>
    </message>
    <message>
        <source>First response: {span} after it was received</source>
        <translation>首次响应：受理后 {span}</translation>
    </message>
    <message>
        <source>For a thing: shelf, safe, drawer.</source>
        <translation>实物填写：柜架、保险柜、抽屉。</translation>
    </message>
    <message>
        <source>For somebody the office does not know.</source>
        <translation>不在住户档案里的人填写姓名。</translation>
    </message>
    <message>
        <source>Friday 17:00, 11-30 …</source>
        <translation>周五 17:00、11-30 …</translation>
    </message>
    <message>
        <source>From outside</source>
        <translation>外部</translation>
    </message>
    <message>
        <source>From whom</source>
        <translation>提交人</translation>
    </message>
    <message>
        <source>Gap in a procedure</source>
        <translation>流程漏洞</translation>
    </message>
    <message>
        <source>Give the measure up</source>
        <translation>取消这条措施</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>取消措施</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Go on writing</source>
        <translation>继续写</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>当面交付</translation>
    </message>
    <message>
        <source>Handling</source>
        <translation>办理</translation>
    </message>
    <message>
        <source>Happened</source>
        <translation>发生时间</translation>
    </message>
    <message>
        <source>House</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>How it came about</source>
        <translation>成因说明</translation>
    </message>
    <message>
        <source>How they took it</source>
        <translation>安抚情况</translation>
    </message>
    <message>
        <source>Import a ledger</source>
        <translation>导入台账</translation>
    </message>
    <message>
        <source>Imported number</source>
        <translation>原编号</translation>
    </message>
    <message>
        <source>Institution</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Investigate</source>
        <translation>调查</translation>
    </message>
    <message>
        <source>It was received in the future; check the date.</source>
        <translation>受理时间在将来，请核对日期。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>已逾期</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>信函</translation>
    </message>
    <message>
        <source>Letter sent</source>
        <translation>已发函</translation>
    </message>
    <message>
        <source>Letter template</source>
        <translation>信函模板</translation>
    </message>
    <message>
        <source>Letter templates</source>
        <translation>信函模板</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>信函</translation>
    </message>
    <message>
        <source>Letters {n}</source>
        <translation>信函 {n}</translation>
    </message>
    <message>
        <source>Letters; in the editor: show the sheet</source>
        <translation>信函；编辑时预览</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>关联</translation>
    </message>
    <message>
        <source>Link a ticket</source>
        <translation>关联工单</translation>
    </message>
    <message>
        <source>Link a ticket…</source>
        <translation>关联工单…</translation>
    </message>
    <message>
        <source>Look back</source>
        <translation>跟进回访</translation>
    </message>
    <message>
        <source>Looks back</source>
        <translation>跟进计划</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>形成时间</translation>
    </message>
    <message>
        <source>Made from this ticket</source>
        <translation>来源工单</translation>
    </message>
    <message>
        <source>Made from ticket</source>
        <translation>来源工单</translation>
    </message>
    <message>
        <source>Make it ordinary</source>
        <translation>降为普通</translation>
    </message>
    <message>
        <source>Make it serious</source>
        <translation>升为重大</translation>
    </message>
    <message>
        <source>Making the agreement</source>
        <translation>正在生成调解意见书</translation>
    </message>
    <message>
        <source>Making the file</source>
        <translation>正在生成卷宗</translation>
    </message>
    <message>
        <source>Making the letter</source>
        <translation>正在生成信函</translation>
    </message>
    <message>
        <source>Management not told</source>
        <translation>管理层未知悉</translation>
    </message>
    <message>
        <source>Management takes note</source>
        <translation>管理层知悉</translation>
    </message>
    <message>
        <source>Management took note</source>
        <translation>管理层知悉</translation>
    </message>
    <message>
        <source>Mark as sent</source>
        <translation>标记已送达</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>措施</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>改进措施</translation>
    </message>
    <message>
        <source>Measures for improvement: complaint rate of building {building}</source>
        <translation>改进措施：{building} 栋投诉率超标</translation>
    </message>
    <message>
        <source>Measures for improvement: complaint rate of the office</source>
        <translation>改进措施：项目投诉率超标</translation>
    </message>
    <message>
        <source>Mediator</source>
        <translation>调解人</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我负责的</translation>
    </message>
    <message>
        <source>Mistake of a person</source>
        <translation>人员失误</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>NOT the file that was registered</source>
        <translation>与登记时不一致</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Names in braces are filled in: {names}</source>
        <translation>花括号里的名称自动填入：{names}</translation>
    </message>
    <message>
        <source>New entry</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>No agreement</source>
        <translation>未达成一致</translation>
    </message>
    <message>
        <source>No complaint chosen</source>
        <translation>未选投诉</translation>
    </message>
    <message>
        <source>No complaints here</source>
        <translation>这里没有投诉</translation>
    </message>
    <message>
        <source>No letter yet. Choose a template: what is known is filled in.</source>
        <translation>还没有信函。选一个模板，已知内容会自动填好。</translation>
    </message>
    <message>
        <source>No task in the weekly plan</source>
        <translation>未进周计划</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>Not ended</source>
        <translation>未办结</translation>
    </message>
    <message>
        <source>Not found among the staff: {names} (first in row {row}).</source>
        <translation>员工中找不到：{names}（首见第 {row} 行）。</translation>
    </message>
    <message>
        <source>Not in the dictionary of subjects, so kept before the text: {names} (first in row {row}).</source>
        <translation>投诉类别词典里没有，已写在内容前面：{names}（首见第 {row} 行）。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Nothing is blank, and nothing is said that should not be.</source>
        <translation>没有空白，也没有禁用语。</translation>
    </message>
    <message>
        <source>Nothing of a complaint is called {names}. Known are: {known}.</source>
        <translation>投诉单里没有叫 {names} 的内容。可用的有：{known}。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>On which day?</source>
        <translation>哪一天？</translation>
    </message>
    <message>
        <source>One desk archived the complaint while another reopened it: cause, closing words or the time of its end is missing. Reopen it, and end it again.</source>
        <translation>一个前台归档了这件投诉，另一个前台重新打开了它：缺原因、结案意见或办结时间。请重新打开，再办结一次。</translation>
    </message>
    <message>
        <source>One desk ended the complaint while another went on with it. Ask both; then end it, or take it back a stage and go on.</source>
        <translation>一个前台办结了这件投诉，另一个前台还在往下办。请问清两边，再办结，或退回一步继续办。</translation>
    </message>
    <message>
        <source>One desk ended the complaint, another led it on afterwards. Ask those who did; then reopen it, or add a note that it is right as it is.</source>
        <translation>一个前台办结之后，另一个前台又推进了这件投诉。请问清经手人，再重新打开，或加备注说明无误。</translation>
    </message>
    <message>
        <source>Only where no letter is sent: the person wants none, or is not known.</source>
        <translation>仅在不发函时填写：投诉人不要，或身份不明。</translation>
    </message>
    <message>
        <source>Only where no measure is entered below.</source>
        <translation>仅在下面没有预防措施时填写。</translation>
    </message>
    <message>
        <source>Only who mediates this dispute may do that.</source>
        <translation>只有这起纠纷的调解人可以操作。</translation>
    </message>
    <message>
        <source>Open a dispute file</source>
        <translation>建立纠纷档案</translation>
    </message>
    <message>
        <source>Ordinary</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Other cause</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Others concerned</source>
        <translation>其他相关人</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>调解结果</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>书面材料</translation>
    </message>
    <message>
        <source>Parties</source>
        <translation>当事人</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>协作单位</translation>
    </message>
    <message>
        <source>Partner turned to</source>
        <translation>联系的协作单位</translation>
    </message>
    <message>
        <source>Partners</source>
        <translation>协作单位</translation>
    </message>
    <message>
        <source>Partners turned to</source>
        <translation>联系协作单位</translation>
    </message>
    <message>
        <source>Party of a dispute</source>
        <translation>纠纷当事人</translation>
    </message>
    <message>
        <source>Party of the dispute</source>
        <translation>纠纷当事人</translation>
    </message>
    <message>
        <source>Party of this dispute</source>
        <translation>涉及的纠纷</translation>
    </message>
    <message>
        <source>Passed on to an authority</source>
        <translation>移交有关部门</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>住户</translation>
    </message>
    <message>
        <source>Photograph</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Plan approved</source>
        <translation>方案批准</translation>
    </message>
    <message>
        <source>Plan it</source>
        <translation>加入计划</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>待跟进</translation>
    </message>
    <message>
        <source>Prevention measure</source>
        <translation>预防措施</translation>
    </message>
    <message>
        <source>Prevention measure of complaint {number} “{title}”</source>
        <translation>投诉 {number}“{title}”的预防措施</translation>
    </message>
    <message>
        <source>Prevention measures</source>
        <translation>预防措施</translation>
    </message>
    <message>
        <source>Print list</source>
        <translation>打印列表</translation>
    </message>
    <message>
        <source>Print the agreement</source>
        <translation>打印调解意见书</translation>
    </message>
    <message>
        <source>Print the file</source>
        <translation>打印卷宗</translation>
    </message>
    <message>
        <source>Print the letter</source>
        <translation>打印信函</translation>
    </message>
    <message>
        <source>Public area, such as the lobby of building 3</source>
        <translation>公共区域，如 3 栋大堂</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Reason or note</source>
        <translation>理由或备注</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>受理时间</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Refuses it</source>
        <translation>不接受</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Register of evidence</source>
        <translation>证据登记</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Repeated complaints</source>
        <translation>重复投诉</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>关联住户</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房号</translation>
    </message>
    <message>
        <source>Room, name or telephone</source>
        <translation>房号、姓名或电话</translation>
    </message>
    <message>
        <source>Room, name, telephone or plate</source>
        <translation>房号、姓名、电话或车牌</translation>
    </message>
    <message>
        <source>Row {row} repeats row {first} and was skipped.</source>
        <translation>第 {row} 行与第 {first} 行重复，已跳过。</translation>
    </message>
    <message>
        <source>SHA-256 copied.</source>
        <translation>SHA-256 已复制。</translation>
    </message>
    <message>
        <source>Satisfaction</source>
        <translation>满意度</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the draft</source>
        <translation>保存草稿</translation>
    </message>
    <message>
        <source>Save, or go on to the next stage</source>
        <translation>保存，或转下一阶段</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Second party</source>
        <translation>被投诉方</translation>
    </message>
    <message>
        <source>Send a letter, or write why no written reply is wanted.</source>
        <translation>请发出信函，或写明为什么不需要书面答复。</translation>
    </message>
    <message>
        <source>Send the plan back</source>
        <translation>退回方案</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>送达</translation>
    </message>
    <message>
        <source>Serious</source>
        <translation>重大</translation>
    </message>
    <message>
        <source>Serious complaint {number}: take note and approve the plan</source>
        <translation>重大投诉 {number}：请知悉并审批方案</translation>
    </message>
    <message>
        <source>Serious: reported to the management at once, plan to be approved.</source>
        <translation>重大投诉立即上报管理层，方案须经批准。</translation>
    </message>
    <message>
        <source>Show the sheet  F9</source>
        <translation>预览信函　F9</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>立场方</translation>
    </message>
    <message>
        <source>Solution</source>
        <translation>解决方案</translation>
    </message>
    <message>
        <source>Solution due</source>
        <translation>方案期限</translation>
    </message>
    <message>
        <source>Solution said</source>
        <translation>方案告知</translation>
    </message>
    <message>
        <source>Solution: {span} after it was received</source>
        <translation>解决方案：受理后 {span}</translation>
    </message>
    <message>
        <source>Somebody has taken this alarm on already.</source>
        <translation>这条预警已有人处理。</translation>
    </message>
    <message>
        <source>Soothe</source>
        <translation>安抚</translation>
    </message>
    <message>
        <source>Sound recording</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Stage: {stage}, {done} of {all} done</source>
        <translation>当前阶段：{stage}，已完成 {done}／{all}</translation>
    </message>
    <message>
        <source>Statement of a witness</source>
        <translation>证人陈述</translation>
    </message>
    <message>
        <source>Step of a complaint</source>
        <translation>投诉流转记录</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>投诉类别</translation>
    </message>
    <message>
        <source>Take a complaint</source>
        <translation>登记投诉</translation>
    </message>
    <message>
        <source>Take a complaint (Ctrl+N)</source>
        <translation>登记投诉（Ctrl+N）</translation>
    </message>
    <message>
        <source>Take it on</source>
        <translation>填写改进措施</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Take off the register</source>
        <translation>从登记册移除</translation>
    </message>
    <message>
        <source>Taken in by</source>
        <translation>登记人</translation>
    </message>
    <message>
        <source>Taken on</source>
        <translation>处理时间</translation>
    </message>
    <message>
        <source>Taken on by</source>
        <translation>处理人</translation>
    </message>
    <message>
        <source>Talk in a dispute</source>
        <translation>纠纷谈话</translation>
    </message>
    <message>
        <source>Talks</source>
        <translation>分别谈话</translation>
    </message>
    <message>
        <source>Talks were held with this party: it stays in the file.</source>
        <translation>已与这一方谈过话，须留在档案里。</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>The alarm is marked as taken on, but says neither by whom nor what is done about it.</source>
        <translation>预警标记为已处理，却没有写明由谁处理、怎样处理。</translation>
    </message>
    <message>
        <source>The complaint has come without its number. It may still come from another desk.</source>
        <translation>这件投诉到了，编号还没到，可能还在另一前台。</translation>
    </message>
    <message>
        <source>The complaint has no due times, so nobody is warned. Edit the time it was received: that sets them.</source>
        <translation>这件投诉没有期限，不会提醒。请编辑受理时间，期限会随之确定。</translation>
    </message>
    <message>
        <source>The complaint is archived, but its only measure was given up at another desk. Reopen it and decide on a measure, or say why there is nothing to prevent.</source>
        <translation>投诉已归档，但唯一的预防措施被另一前台取消了。请重新打开并确定措施，或写明为什么不需要。</translation>
    </message>
    <message>
        <source>The complaint was led on at one desk while what was found or planned was taken out at another. Take it back to that stage and write it down again.</source>
        <translation>一个前台推进了这件投诉，另一个前台清掉了调查情况或方案。请退回那一阶段重新写明。</translation>
    </message>
    <message>
        <source>The file cannot be read: {reason}</source>
        <translation>文件读不出来：{reason}</translation>
    </message>
    <message>
        <source>The file of a dispute is printed by who mediates. Print the agreement instead.</source>
        <translation>纠纷卷宗由调解人打印；您可以打印调解意见书。</translation>
    </message>
    <message>
        <source>The file of this evidence was removed. Bring it back, attach it anew, or write down where the thing lies.</source>
        <translation>这项证据的文件被移除了。请恢复或重新添加，或写明实物存放处。</translation>
    </message>
    <message>
        <source>The management has not taken note of this serious complaint yet. Ask a manager to.</source>
        <translation>管理层还没有知悉这件重大投诉，请经理先确认。</translation>
    </message>
    <message>
        <source>The management has not taken note yet.</source>
        <translation>管理层尚未知悉。</translation>
    </message>
    <message>
        <source>The person refuses it. Change the plan, or write why you go on.</source>
        <translation>投诉人不接受。请修改方案，或写明为什么仍要处理。</translation>
    </message>
    <message>
        <source>The plan of a serious complaint is carried out once the management has approved it. Save it, and ask for the approval.</source>
        <translation>重大投诉的方案须经管理层批准后才能处理。请先保存方案，再报批。</translation>
    </message>
    <message>
        <source>The row does not say what was complained of.</source>
        <translation>这一行没有投诉内容。</translation>
    </message>
    <message>
        <source>The whole office</source>
        <translation>整个项目</translation>
    </message>
    <message>
        <source>Their answer</source>
        <translation>投诉人意见</translation>
    </message>
    <message>
        <source>Their last word</source>
        <translation>结案意见</translation>
    </message>
    <message>
        <source>There is no action “{action}”.</source>
        <translation>没有“{action}”这个操作。</translation>
    </message>
    <message>
        <source>There is no deleted complaint to bring back.</source>
        <translation>没有可恢复的已删除投诉。</translation>
    </message>
    <message>
        <source>There is nothing to save yet.</source>
        <translation>还没有要保存的内容。</translation>
    </message>
    <message>
        <source>Thing</source>
        <translation>实物</translation>
    </message>
    <message>
        <source>This complaint was voided or not accepted: there is nothing to prevent.</source>
        <translation>这件投诉已作废或不予受理，不需要预防措施。</translation>
    </message>
    <message>
        <source>This is a thing, and no file that could be compared.</source>
        <translation>这是实物，没有可核验的文件。</translation>
    </message>
    <message>
        <source>This letter was sent already.</source>
        <translation>这封信函已经送达。</translation>
    </message>
    <message>
        <source>This letter was sent and stays as it is. Write another one.</source>
        <translation>这封信函已送达，不能再改。请另写一封。</translation>
    </message>
    <message>
        <source>This letter was sent at one desk while its text was changed at another: what was sent may differ. Compare it with the copy on paper.</source>
        <translation>一个前台送出了这封信函，另一个前台改了内容：送出的可能与现在不同。请与纸质留底核对。</translation>
    </message>
    <message>
        <source>This look back was done already.</source>
        <translation>这次跟进已经完成。</translation>
    </message>
    <message>
        <source>This measure was carried out already.</source>
        <translation>这条措施已经落实。</translation>
    </message>
    <message>
        <source>This measure was given up already.</source>
        <translation>这条措施已经取消。</translation>
    </message>
    <message>
        <source>This moment lies in the future.</source>
        <translation>这个时间在将来。</translation>
    </message>
    <message>
        <source>This record no longer exists; choose again.</source>
        <translation>这条记录已不存在，请重新选择。</translation>
    </message>
    <message>
        <source>This text was changed after the letter was sent.</source>
        <translation>这封信函送达之后内容被改动过。</translation>
    </message>
    <message>
        <source>This ticket belongs to the complaint already.</source>
        <translation>这张工单已关联到这件投诉。</translation>
    </message>
    <message>
        <source>This ticket has become complaint {number} already. Go on with that one.</source>
        <translation>这张工单已转为投诉 {number}，请在那件上继续办。</translation>
    </message>
    <message>
        <source>Throw the draft away</source>
        <translation>丢弃草稿</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Ticket of a complaint</source>
        <translation>投诉关联工单</translation>
    </message>
    <message>
        <source>Ticket of this complaint</source>
        <translation>关联工单</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>办理记录</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>To prevention</source>
        <translation>转归因与预防</translation>
    </message>
    <message>
        <source>To the investigation</source>
        <translation>安抚完成，转调查</translation>
    </message>
    <message>
        <source>To the plan</source>
        <translation>调查完成，转方案</translation>
    </message>
    <message>
        <source>To the reply</source>
        <translation>处理完成，转书面答复</translation>
    </message>
    <message>
        <source>Two complaints carry the number {number}: a disk was probably copied or restored. Both are kept, this one is shown as {shown}. Tell the person which one is theirs.</source>
        <translation>两件投诉同为编号 {number}：可能复制或恢复过磁盘。两件都保留，这一件显示为 {shown}，请告诉投诉人。</translation>
    </message>
    <message>
        <source>Two desks made a complaint of the same ticket. Go on with the earlier one, and void this one with that reason.</source>
        <translation>两个前台把同一张工单转成了投诉。请在较早的一件上继续办，并以此为由作废这一件。</translation>
    </message>
    <message>
        <source>Type a day, such as 2026-11-22.</source>
        <translation>请输入日期，如 2026-11-22。</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Unknown stage ({code})</source>
        <translation>未知阶段（{code}）</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Voided</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>Way of sending</source>
        <translation>送达方式</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What does it show?</source>
        <translation>证明什么？</translation>
    </message>
    <message>
        <source>What is complained of</source>
        <translation>投诉内容</translation>
    </message>
    <message>
        <source>What is complained of, in their words</source>
        <translation>按投诉人的原话记录</translation>
    </message>
    <message>
        <source>What is done about it</source>
        <translation>改进措施</translation>
    </message>
    <message>
        <source>What is done so that it does not happen again? It becomes a task of the plan.</source>
        <translation>怎样避免再次发生？写在这里，自动成为周计划任务。</translation>
    </message>
    <message>
        <source>What is looked at</source>
        <translation>跟进内容</translation>
    </message>
    <message>
        <source>What is looked at or asked</source>
        <translation>跟进内容</translation>
    </message>
    <message>
        <source>What is looked at or asked?</source>
        <translation>跟进看什么、问什么？</translation>
    </message>
    <message>
        <source>What it shows</source>
        <translation>证明内容</translation>
    </message>
    <message>
        <source>What residents complain of is taken in, investigated, answered and prevented here.</source>
        <translation>住户的投诉在这里登记、调查、答复、归因并预防。</translation>
    </message>
    <message>
        <source>What they say and want</source>
        <translation>陈述与诉求</translation>
    </message>
    <message>
        <source>What was agreed on</source>
        <translation>达成的意见</translation>
    </message>
    <message>
        <source>What was agreed on?</source>
        <translation>达成了什么意见？</translation>
    </message>
    <message>
        <source>What was asked and answered</source>
        <translation>沟通内容与答复</translation>
    </message>
    <message>
        <source>What was asked, and what was answered?</source>
        <translation>沟通了什么，对方怎么答复？</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>调查情况</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>谈话内容</translation>
    </message>
    <message>
        <source>What was said is confidential: the mediator and supervisors read it.</source>
        <translation>谈话内容保密，仅调解人和主管可看。</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>When it is used</source>
        <translation>适用情形</translation>
    </message>
    <message>
        <source>When to turn to them</source>
        <translation>什么情况联系</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Where is it? Choose a room, or name the public area.</source>
        <translation>在哪里？请选房号，或写公共区域。</translation>
    </message>
    <message>
        <source>Where it lies</source>
        <translation>存放处</translation>
    </message>
    <message>
        <source>Who complains</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Who does it</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>Who does it?</source>
        <translation>谁来落实？</translation>
    </message>
    <message>
        <source>Who is it? Choose a person, or write the name.</source>
        <translation>是谁？请选住户，或写姓名。</translation>
    </message>
    <message>
        <source>Who mediates, what was agreed on, and when.</source>
        <translation>谁调解、达成了什么意见、哪一天。</translation>
    </message>
    <message>
        <source>Who stands on which side? Entering the first party opens a dispute file.</source>
        <translation>各方是谁、住在哪里、各有什么诉求？登记第一位当事人即建立纠纷档案。</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>联系单位</translation>
    </message>
    <message>
        <source>Whom the office turns to: community police, committee, mediation, authorities.</source>
        <translation>项目之外可以求助的单位：社区警务室、居委会、调解委员会、主管部门。</translation>
    </message>
    <message>
        <source>Why go on all the same</source>
        <translation>仍处理的理由</translation>
    </message>
    <message>
        <source>Why is it taken off the register?</source>
        <translation>为什么从登记册移除？</translation>
    </message>
    <message>
        <source>Why is the measure given up?</source>
        <translation>为什么取消这条措施？</translation>
    </message>
    <message>
        <source>Why no written reply</source>
        <translation>不发函原因</translation>
    </message>
    <message>
        <source>Why nothing to prevent</source>
        <translation>免预防原因</translation>
    </message>
    <message>
        <source>With whom</source>
        <translation>谈话对象</translation>
    </message>
    <message>
        <source>Write a letter</source>
        <translation>写信函</translation>
    </message>
    <message>
        <source>Write down</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Write down what the caller said.</source>
        <translation>请记下来电人说的话。</translation>
    </message>
    <message>
        <source>Written reply</source>
        <translation>书面答复</translation>
    </message>
    <message>
        <source>added to what was said</source>
        <translation>补充了情况</translation>
    </message>
    <message>
        <source>all parties together</source>
        <translation>各方一起</translation>
    </message>
    <message>
        <source>approved the plan</source>
        <translation>批准了方案</translation>
    </message>
    <message>
        <source>archived it</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>assigned it</source>
        <translation>指派</translation>
    </message>
    <message>
        <source>carried the plan out</source>
        <translation>处理完成</translation>
    </message>
    <message>
        <source>changed it</source>
        <translation>修改了</translation>
    </message>
    <message>
        <source>checked evidence</source>
        <translation>核验了证据</translation>
    </message>
    <message>
        <source>decided on a measure</source>
        <translation>确定了预防措施</translation>
    </message>
    <message>
        <source>did not accept it</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>did “{action}”</source>
        <translation>执行了“{action}”</translation>
    </message>
    <message>
        <source>ended the investigation</source>
        <translation>调查完成</translation>
    </message>
    <message>
        <source>ended the reply</source>
        <translation>答复完成</translation>
    </message>
    <message>
        <source>entered a party</source>
        <translation>登记了当事人</translation>
    </message>
    <message>
        <source>gave a measure up</source>
        <translation>取消了预防措施</translation>
    </message>
    <message>
        <source>gave the first response</source>
        <translation>首次响应</translation>
    </message>
    <message>
        <source>imported it</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>linked a ticket</source>
        <translation>关联了工单</translation>
    </message>
    <message>
        <source>looked back</source>
        <translation>跟进回访</translation>
    </message>
    <message>
        <source>made it from a ticket</source>
        <translation>由工单转投诉</translation>
    </message>
    <message>
        <source>made it ordinary</source>
        <translation>降为普通</translation>
    </message>
    <message>
        <source>made it serious and reported it to the management</source>
        <translation>升为重大并上报管理层</translation>
    </message>
    <message>
        <source>measures wanted until {time}</source>
        <translation>请在 {time} 前填写改进措施</translation>
    </message>
    <message>
        <source>nearly the same text</source>
        <translation>内容相近</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>noted</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>opened the dispute file</source>
        <translation>建立纠纷档案</translation>
    </message>
    <message>
        <source>plan {week}</source>
        <translation>周计划 {week}</translation>
    </message>
    <message>
        <source>planned a look back</source>
        <translation>安排了跟进</translation>
    </message>
    <message>
        <source>printed the file</source>
        <translation>打印了卷宗</translation>
    </message>
    <message>
        <source>registered evidence</source>
        <translation>登记了证据</translation>
    </message>
    <message>
        <source>reopened it</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>reported it to the management</source>
        <translation>上报管理层</translation>
    </message>
    <message>
        <source>same house</source>
        <translation>同一房屋</translation>
    </message>
    <message>
        <source>same person</source>
        <translation>同一人</translation>
    </message>
    <message>
        <source>same person, same matter</source>
        <translation>同一人同一事</translation>
    </message>
    <message>
        <source>sent the letter</source>
        <translation>信函送达</translation>
    </message>
    <message>
        <source>sent the plan back</source>
        <translation>退回了方案</translation>
    </message>
    <message>
        <source>soothed the person and began to investigate</source>
        <translation>安抚完成，开始调查</translation>
    </message>
    <message>
        <source>talked with</source>
        <translation>谈话</translation>
    </message>
    <message>
        <source>threw the draft of a letter away</source>
        <translation>丢弃了信函草稿</translation>
    </message>
    <message>
        <source>told the person the solution</source>
        <translation>告知了解决方案</translation>
    </message>
    <message>
        <source>took a party off</source>
        <translation>移除了当事人</translation>
    </message>
    <message>
        <source>took evidence off the register</source>
        <translation>移除了证据登记</translation>
    </message>
    <message>
        <source>took it back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>took it in</source>
        <translation>登记受理</translation>
    </message>
    <message>
        <source>took note for the management</source>
        <translation>管理层已知悉</translation>
    </message>
    <message>
        <source>turned to</source>
        <translation>联系了协作单位</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>与登记时一致</translation>
    </message>
    <message>
        <source>unlinked a ticket</source>
        <translation>取消了工单关联</translation>
    </message>
    <message>
        <source>voided it</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>wrote a letter</source>
        <translation>拟写了信函</translation>
    </message>
    <message>
        <source>wrote down</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>wrote the agreement down</source>
        <translation>记录了调解意见</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{action}: {n} complaints</source>
        <translation>{action}：{n} 件投诉</translation>
    </message>
    <message>
        <source>{name} is NOT the file that was registered. Ask who has had it.</source>
        <translation>{name} 与登记时不一致！请查问谁经手过。</translation>
    </message>
    <message>
        <source>{name}: unchanged since it was registered.</source>
        <translation>{name}：与登记时一致。</translation>
    </message>
    <message>
        <source>{number} has ended. Reopen it, or take a new complaint.</source>
        <translation>{number} 已办结。请重新打开，或另行登记。</translation>
    </message>
    <message>
        <source>{n} complaints done.</source>
        <translation>{n} 件投诉已处理。</translation>
    </message>
    <message>
        <source>{n} complaints of {houses} houses since {day}</source>
        <translation>自 {day} 起 {houses} 户中有 {n} 件投诉</translation>
    </message>
    <message>
        <source>{n} complaints of {houses} houses: say what is done about it</source>
        <translation>{houses} 户中有 {n} 件投诉：请填写改进措施</translation>
    </message>
    <message>
        <source>{n} of 5</source>
        <translation>{n} 分</translation>
    </message>
    <message>
        <source>{n} places are still blank.</source>
        <translation>还有 {n} 处空白。</translation>
    </message>
    <message>
        <source>{n} places in this letter are still blank. Fill them in first.</source>
        <translation>信函里还有 {n} 处空白，请先补齐。</translation>
    </message>
    <message>
        <source>{n} rows (first row {row}) do not say when they were received: they count from this import.</source>
        <translation>{n} 行（首见第 {row} 行）没有受理时间，按导入时间算。</translation>
    </message>
    <message>
        <source>{n} were left as they were; {number}: {reason}</source>
        <translation>{n} 件未动；{number}：{reason}</translation>
    </message>
    <message>
        <source>{stage} · management has not taken note</source>
        <translation>{stage} · 管理层未知悉</translation>
    </message>
    <message>
        <source>{title} (out of use)</source>
        <translation>{title}（已停用）</translation>
    </message>
    <message>
        <source>{title} {n}</source>
        <translation>{title} {n}</translation>
    </message>
    <message>
        <source>{title} · {why}</source>
        <translation>{title} · {why}</translation>
    </message>
    <message>
        <source>{where}: {n} complaints of {houses} houses since {day} ({percent} %)</source>
        <translation>{where}：自 {day} 起 {houses} 户中有 {n} 件投诉（{percent} %）</translation>
    </message>
    <message>
        <source>“{action}” is not possible in the stage “{stage}”. Possible now: {allowed}.</source>
        <translation>“{stage}”阶段不能“{action}”。现在可以：{allowed}。</translation>
    </message>
    <message>
        <source>“{action}” is not possible now: stage “{stage}”.</source>
        <translation>现在不能“{action}”，当前阶段：“{stage}”。</translation>
    </message>
    <message>
        <source>“{action}” needs: {field}.</source>
        <translation>“{action}”需要填写：{field}。</translation>
    </message>
    <message>
        <source>“{field}” is not written down in this step.</source>
        <translation>这一步不填写“{field}”。</translation>
    </message>
    <message>
        <source>“{phrase}”</source>
        <translation>“{phrase}”</translation>
    </message>
    <message>
        <source>Carry the plan out</source>
        <translation type="vanished">方案已告知，开始处理</translation>
    </message>
    <message>
        <source>Evidence and partners</source>
        <translation type="vanished">证据与协作</translation>
    </message>
    <message>
        <source>Go on to cause and prevention</source>
        <translation type="vanished">转归因与预防</translation>
    </message>
    <message>
        <source>Go on to the investigation</source>
        <translation type="vanished">安抚完成，转调查</translation>
    </message>
    <message>
        <source>Go on to the plan</source>
        <translation type="vanished">调查完成，转方案</translation>
    </message>
    <message>
        <source>Go on to the written reply</source>
        <translation type="vanished">处理完成，转书面答复</translation>
    </message>
    <message>
        <source>The person&apos;s word at the end</source>
        <translation type="vanished">结案意见</translation>
    </message>
    <message>
        <source>What the person says to it</source>
        <translation type="vanished">投诉人意见</translation>
    </message>
    <message>
        <source>What was said, how it was taken</source>
        <translation type="vanished">安抚情况</translation>
    </message>
</context>
<context>
    <name>context</name>
    <message>
        <source>Choose one of: {kinds}.</source>
        <translation>请从中选择：{kinds}。</translation>
    </message>
    <message>
        <source>Columns that were not taken over: {columns}.</source>
        <translation>这些列没有导入：{columns}。</translation>
    </message>
    <message>
        <source>Other sheets look like this one and were not read: {sheets}. Import each by its name.</source>
        <translation>还有表头相同的工作表没有读取：{sheets}。请按工作表名逐个导入。</translation>
    </message>
    <message>
        <source>There is no office in {folder}. Make one with “init --office NAME”, or name its folder with --data.</source>
        <translation>{folder} 中没有物业服务中心的数据。请用“init --office 名称”新建，或用 --data 指定所在文件夹。</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>An amount in yuan with at most two decimals, such as 12.50.</source>
        <translation>请填写以元为单位的金额，最多两位小数，例如 12.50。</translation>
    </message>
    <message>
        <source>Please correct: {problems}</source>
        <translation>请更正：{problems}</translation>
    </message>
    <message>
        <source>This field must be filled in.</source>
        <translation>此项必填。</translation>
    </message>
</context>
<context>
    <name>diagnostics</name>
    <message>
        <source>“{name}” could not be written. Choose another folder.</source>
        <translation>“{name}”写不进去，请换一个文件夹。</translation>
    </message>
</context>
<context>
    <name>dispute</name>
    <message>
        <source>1 Parties</source>
        <translation>一、当事人</translation>
    </message>
    <message>
        <source>2 Talks</source>
        <translation>二、分别谈话</translation>
    </message>
    <message>
        <source>3 Register of evidence</source>
        <translation>三、证据登记</translation>
    </message>
    <message>
        <source>4 Partners turned to</source>
        <translation>四、联系协作单位</translation>
    </message>
    <message>
        <source>5 Agreement</source>
        <translation>五、调解意见</translation>
    </message>
    <message>
        <source>6 Looks back</source>
        <translation>六、跟进计划</translation>
    </message>
    <message>
        <source>Agreed on</source>
        <translation>达成日期</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>达成的意见</translation>
    </message>
    <message>
        <source>Agreement of neighbours</source>
        <translation>邻里纠纷调解意见书</translation>
    </message>
    <message>
        <source>Complainant</source>
        <translation>投诉人</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>投诉内容</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Each party and the office keep one copy. If an agreement is not kept, every party may turn to the office, the people&apos;s mediation committee or the court.</source>
        <translation>本意见书各方与服务中心各执一份。任何一方不履行的，可向服务中心、人民调解委员会或人民法院提出。</translation>
    </message>
    <message>
        <source>File and SHA-256, or where it lies</source>
        <translation>文件及 SHA-256，或存放处</translation>
    </message>
    <message>
        <source>From</source>
        <translation>提交人</translation>
    </message>
    <message>
        <source>House</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Institution</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Led by</source>
        <translation>谈话人</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>形成时间</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>Mediation file</source>
        <translation>纠纷调解卷宗</translation>
    </message>
    <message>
        <source>Mediator</source>
        <translation>调解人</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>No party was entered.</source>
        <translation>未登记当事人。</translation>
    </message>
    <message>
        <source>No talk was written down.</source>
        <translation>没有谈话记录。</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>No. {number}</source>
        <translation>编号：{number}</translation>
    </message>
    <message>
        <source>Nobody was turned to.</source>
        <translation>未联系协作单位。</translation>
    </message>
    <message>
        <source>Nothing was registered.</source>
        <translation>没有登记证据。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>调解结果</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>受理时间</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>SHA-256 is the fingerprint of the file as it was registered; a changed file has another one.</source>
        <translation>SHA-256 是登记时文件的指纹，文件改动后指纹随之改变。</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>立场方</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>投诉类别</translation>
    </message>
    <message>
        <source>Tel. {phone}</source>
        <translation>电话：{phone}</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>The parties agree on the following of their own free will:</source>
        <translation>各方自愿达成如下意见：</translation>
    </message>
    <message>
        <source>What is looked at</source>
        <translation>跟进内容</translation>
    </message>
    <message>
        <source>What it shows</source>
        <translation>证明内容</translation>
    </message>
    <message>
        <source>What they say and want</source>
        <translation>陈述与诉求</translation>
    </message>
    <message>
        <source>What was asked and answered</source>
        <translation>沟通内容与答复</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>调查情况</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>谈话内容</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>With whom</source>
        <translation>谈话对象</translation>
    </message>
    <message>
        <source>still open</source>
        <translation>尚未达成</translation>
    </message>
    <message>
        <source>{title} ({place})</source>
        <translation>{title}（{place}）</translation>
    </message>
    <message>
        <source>{side}: {name}</source>
        <translation type="vanished">{side}：{name}</translation>
    </message>
</context>
<context>
    <name>documents</name>
    <message>
        <source>Cancelled. Nothing was written.</source>
        <translation>已取消，没有写出文件。</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
    <message>
        <source>So much does not fit into one Excel sheet ({most} rows at most). Narrow the filter, or export as CSV.</source>
        <translation>一张 Excel 表最多 {most} 行，放不下。请缩小筛选范围，或导出为 CSV。</translation>
    </message>
    <message>
        <source>This picture cannot be shown.</source>
        <translation>此图片无法显示。</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} 天 {hours} 小时</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分</translation>
    </message>
    <message>
        <source>“{name}” cannot be shown. Print it again, or open it in another program.</source>
        <translation>“{name}”无法预览。请重新打印，或用其他程序打开。</translation>
    </message>
    <message>
        <source>“{name}” could not be written to “{folder}”. Check that the folder exists and is not full.</source>
        <translation>“{name}”没能写入“{folder}”。请检查文件夹是否存在、磁盘是否已满。</translation>
    </message>
    <message>
        <source>“{name}” is open in another program. Close the file there and try again.</source>
        <translation>“{name}”正在其他程序中打开。请先关闭该文件再试。</translation>
    </message>
    <message>
        <source>… [cut]</source>
        <translation>……［已截断］</translation>
    </message>
</context>
<context>
    <name>exchange</name>
    <message>
        <source>(a value the program keeps for itself)</source>
        <translation>（程序自用的值）</translation>
    </message>
    <message>
        <source>(deleted)</source>
        <translation>（已删除）</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>(not for your eyes)</source>
        <translation>（您无权查看）</translation>
    </message>
    <message>
        <source>A clock that is wrong</source>
        <translation>时钟不准</translation>
    </message>
    <message>
        <source>A cloud service keeps this folder. Use a plain folder on the file server.</source>
        <translation>这个文件夹由云盘服务保管。请用文件服务器上的普通文件夹。</translation>
    </message>
    <message>
        <source>A damaged file</source>
        <translation>文件损坏</translation>
    </message>
    <message>
        <source>A field the program keeps for itself</source>
        <translation>程序自用的字段</translation>
    </message>
    <message>
        <source>A file is missing</source>
        <translation>缺少文件</translation>
    </message>
    <message>
        <source>A file of a stranger</source>
        <translation>来历不明的文件</translation>
    </message>
    <message>
        <source>A file that another program holds</source>
        <translation>文件被别的程序占用</translation>
    </message>
    <message>
        <source>A file that is gone</source>
        <translation>文件不见了</translation>
    </message>
    <message>
        <source>A new key is in use.</source>
        <translation>新密钥已启用。</translation>
    </message>
    <message>
        <source>A newer version of the program</source>
        <translation>程序版本更新</translation>
    </message>
    <message>
        <source>A recovery code has {n} letters and digits; these are {found}.</source>
        <translation>恢复码应有 {n} 个字母和数字，现在是 {found} 个。</translation>
    </message>
    <message>
        <source>A value that breaks a rule</source>
        <translation>不合规则的值</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Accept it</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Accepted.</source>
        <translation>已接受。</translation>
    </message>
    <message>
        <source>All desks agree</source>
        <translation>各台电脑一致</translation>
    </message>
    <message>
        <source>An empty folder that all computers of the office can reach. Everything in it is encrypted.</source>
        <translation>一个服务中心所有电脑都能打开的空文件夹。里面的内容全部加密。</translation>
    </message>
    <message>
        <source>An invitation code has {n} letters and digits; these are {found}.</source>
        <translation>邀请码应有 {n} 个字母和数字，现在是 {found} 个。</translation>
    </message>
    <message>
        <source>An office exchanges through this folder already. Join it on a new computer, or choose another folder.</source>
        <translation>已有服务中心在用这个文件夹交换。请在新电脑上加入它，或另选一个文件夹。</translation>
    </message>
    <message>
        <source>An office exchanges through this folder.</source>
        <translation>有服务中心在用这个文件夹交换。</translation>
    </message>
    <message>
        <source>Another desk has just written here too. Look again.</source>
        <translation>另一台电脑刚刚也写了这里，请再看一遍。</translation>
    </message>
    <message>
        <source>Ask for it again</source>
        <translation>请求重发</translation>
    </message>
    <message>
        <source>Asked for. It comes with one of the next exchanges.</source>
        <translation>已请求，接下来的交换里会补上。</translation>
    </message>
    <message>
        <source>At most {n} characters.</source>
        <translation>最多 {n} 个字。</translation>
    </message>
    <message>
        <source>At the new computer: start the program, choose “Join an office that exists”, choose the shared folder below, and type this code. Capitals and dashes do not matter.</source>
        <translation>在新电脑上：启动程序，选「加入已有服务中心」，选下面的共享文件夹，再输入这个码。大小写和横线都没关系。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Before, it read: {text}</source>
        <translation>原来写的是：{text}</translation>
    </message>
    <message>
        <source>Begin to exchange…</source>
        <translation>开始同步…</translation>
    </message>
    <message>
        <source>Bring back and keep</source>
        <translation>恢复保留</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Change the key</source>
        <translation>更换密钥</translation>
    </message>
    <message>
        <source>Change the key of the office?</source>
        <translation>更换服务中心的密钥？</translation>
    </message>
    <message>
        <source>Change the key…</source>
        <translation>更换密钥…</translation>
    </message>
    <message>
        <source>Changes of a desk that has left</source>
        <translation>已退出的电脑发来的修改</translation>
    </message>
    <message>
        <source>Changes that are lost</source>
        <translation>丢失的修改</translation>
    </message>
    <message>
        <source>Changes that could not be taken in</source>
        <translation>没能收进来的修改</translation>
    </message>
    <message>
        <source>Choose the shared folder.</source>
        <translation>请选择共享文件夹。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>复制这个码</translation>
    </message>
    <message>
        <source>Damaged files, clocks that are wrong, numbers given twice: whatever needs a person stands here with what to do about it. There is nothing.</source>
        <translation>文件损坏、时钟不准、编号重复：凡是需要人来看的都列在这里，并说明该怎么办。现在没有。</translation>
    </message>
    <message>
        <source>Delete it for good</source>
        <translation>确认删除</translation>
    </message>
    <message>
        <source>Deleted here, edited there</source>
        <translation>一边删除，一边修改</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Desks</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>Desks of the office</source>
        <translation>服务中心的电脑</translation>
    </message>
    <message>
        <source>Desks, differences, problems</source>
        <translation>电脑、冲突、问题</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>Differences between desks</source>
        <translation>各台电脑之间的冲突</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Enter the recovery code</source>
        <translation>输入恢复码</translation>
    </message>
    <message>
        <source>Enter the recovery code…</source>
        <translation>输入恢复码…</translation>
    </message>
    <message>
        <source>Every other desk has everything that was written here.</source>
        <translation>这里写的内容，其他电脑都已收到。</translation>
    </message>
    <message>
        <source>Everything is in the shared folder. No other desk has joined yet.</source>
        <translation>全部已到共享文件夹，还没有其他电脑加入。</translation>
    </message>
    <message>
        <source>Everything the office has written is fetched and checked. A large office takes some minutes.</source>
        <translation>正在取回并核对服务中心的全部内容。服务中心大的话要几分钟。</translation>
    </message>
    <message>
        <source>Exchange now</source>
        <translation>立即交换</translation>
    </message>
    <message>
        <source>Exchange stopped</source>
        <translation>交换已停止</translation>
    </message>
    <message>
        <source>Exchanged: {sent} packets sent, {got} received.</source>
        <translation>交换完成：发出 {sent} 包，收到 {got} 包。</translation>
    </message>
    <message>
        <source>Exchanging…</source>
        <translation>正在交换…</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Files can be made and read back.</source>
        <translation>能新建文件，也能读回。</translation>
    </message>
    <message>
        <source>Files can be put in place by renaming.</source>
        <translation>能用改名的方式放好文件。</translation>
    </message>
    <message>
        <source>Files can be removed again.</source>
        <translation>能删除文件。</translation>
    </message>
    <message>
        <source>Files cannot be made here. Give this computer&apos;s user the right to change the folder.</source>
        <translation>这里不能新建文件。请给这台电脑的用户修改权限。</translation>
    </message>
    <message>
        <source>Files cannot be removed here. It works, but the folder fills up: give the right too.</source>
        <translation>这里不能删除文件。能用，但文件夹会越来越满：请把删除权限也给上。</translation>
    </message>
    <message>
        <source>Files cannot be renamed here; they are then written in place, which is slower but safe.</source>
        <translation>这里不能改名，文件将直接写入：慢一些，但同样可靠。</translation>
    </message>
    <message>
        <source>Filling this desk for the first time</source>
        <translation>首次装入数据</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>From now on everything is encrypted with a new key that the desks of today get by themselves. Do it when a computer was stolen, after it has been made to leave.</source>
        <translation>从现在起用新密钥加密，现有电脑会自动得到。电脑被盗时，先让它退出，再更换密钥。</translation>
    </message>
    <message>
        <source>From the sheet in the safe. This desk may then invite others and let desks leave.</source>
        <translation>见保险柜里的恢复单。之后这台电脑就可以邀请和停用电脑。</translation>
    </message>
    <message>
        <source>Give it up for lost</source>
        <translation>认定已丢失</translation>
    </message>
    <message>
        <source>Give this desk a name, such as Front desk 1.</source>
        <translation>请给这台电脑取个名字，例如 前台一。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Holds for one computer, until {time}.</source>
        <translation>只限一台电脑，有效至 {time}。</translation>
    </message>
    <message>
        <source>How far</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>If all computers are lost, only this code opens the shared folder again. Print the sheet and put it into the safe; it is shown whole only now.</source>
        <translation>如果所有电脑都没了，只有这个码能重新打开共享文件夹。请打印恢复单并放进保险柜。</translation>
    </message>
    <message>
        <source>In the shared folder</source>
        <translation>已到共享文件夹</translation>
    </message>
    <message>
        <source>In the shared folder; {have} of {all} other desks have fetched it.</source>
        <translation>已到共享文件夹；其他 {all} 台电脑中有 {have} 台已取走。</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>Invite a computer</source>
        <translation>邀请一台电脑</translation>
    </message>
    <message>
        <source>Invite a computer…</source>
        <translation>邀请一台电脑…</translation>
    </message>
    <message>
        <source>It is empty.</source>
        <translation>文件夹是空的。</translation>
    </message>
    <message>
        <source>It is your office&apos;s folder.</source>
        <translation>这是你们服务中心的文件夹。</translation>
    </message>
    <message>
        <source>It lies on this computer. Other desks reach it only if it is shared or on a USB stick.</source>
        <translation>它在这台电脑上。只有设为共享，或在 U 盘上，其他电脑才够得着。</translation>
    </message>
    <message>
        <source>Keep the key</source>
        <translation>不更换</translation>
    </message>
    <message>
        <source>Keep this</source>
        <translation>保留这个</translation>
    </message>
    <message>
        <source>Key {n}</source>
        <translation>按 {n} 键</translation>
    </message>
    <message>
        <source>Keys are made and the office is put into the folder.</source>
        <translation>正在生成密钥，并把服务中心的内容放进文件夹。</translation>
    </message>
    <message>
        <source>Last heard</source>
        <translation>最近联系</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>不填了</translation>
    </message>
    <message>
        <source>Leave it in</source>
        <translation>不停用</translation>
    </message>
    <message>
        <source>Let it leave</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Let it leave…</source>
        <translation>停用这台…</translation>
    </message>
    <message>
        <source>Let the first value stand, 2 the second and so on</source>
        <translation>采用第一个值，按 2 采用第二个，依此类推</translation>
    </message>
    <message>
        <source>Let this stand</source>
        <translation>就用这个</translation>
    </message>
    <message>
        <source>Let “{name}” leave the office?</source>
        <translation>停用「{name}」？</translation>
    </message>
    <message>
        <source>Letters {first} to {last} of the recovery code hold a slip: {group}</source>
        <translation>恢复码第 {first} 到 {last} 个字符有误：{group}</translation>
    </message>
    <message>
        <source>Making an invitation…</source>
        <translation>正在生成邀请…</translation>
    </message>
    <message>
        <source>Making the sheet…</source>
        <translation>正在生成单据…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>No office exchanges through this folder. Ask at the other desk which one it is.</source>
        <translation>没有服务中心在用这个文件夹交换。请到另一台电脑上问清是哪一个。</translation>
    </message>
    <message>
        <source>No other desk has joined yet</source>
        <translation>还没有其他电脑加入</translation>
    </message>
    <message>
        <source>Not everything this needs can be had now. Exchange once more and try again.</source>
        <translation>需要的内容现在还不齐。请再同步一次后重试。</translation>
    </message>
    <message>
        <source>Nothing hinders the exchange</source>
        <translation>交换一切正常</translation>
    </message>
    <message>
        <source>Nothing new on either side.</source>
        <translation>两边都没有新内容。</translation>
    </message>
    <message>
        <source>Nothing that lies in the folder is touched by the test.</source>
        <translation>测试不会动文件夹里原有的东西。</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>编号字母</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线中</translation>
    </message>
    <message>
        <source>One desk</source>
        <translation>单机使用</translation>
    </message>
    <message>
        <source>One desk deleted this while another was still working on it. It is kept until you decide.</source>
        <translation>一台电脑删除了这条记录，另一台同时还在修改。在您决定之前先保留着。</translation>
    </message>
    <message>
        <source>Only a desk that holds the office&apos;s key can invite. Do this where the office began.</source>
        <translation>只有持有服务中心主密钥的电脑才能邀请。请到最早建立服务中心的那台电脑上操作。</translation>
    </message>
    <message>
        <source>Only one of the desks&apos; values can be chosen here.</source>
        <translation>这里只能从各台电脑写的值里选一个。</translation>
    </message>
    <message>
        <source>Only {size} are free there.</source>
        <translation>那里只剩 {size}。</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>打开记录</translation>
    </message>
    <message>
        <source>Others see it beside everything that is written here: Front desk 1, Manager&apos;s office.</source>
        <translation>别人会在这里写的每条内容旁边看到它：前台一、经理室。</translation>
    </message>
    <message>
        <source>Part of a record that is not there</source>
        <translation>所属记录不存在</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Print or save the sheet</source>
        <translation>打印或保存恢复单</translation>
    </message>
    <message>
        <source>Print the recovery sheet</source>
        <translation>打印恢复单</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Put away.</source>
        <translation>已收起。</translation>
    </message>
    <message>
        <source>Put both together</source>
        <translation>两处合在一起</translation>
    </message>
    <message>
        <source>Received by {have}/{all} desks</source>
        <translation>已送达 {have}/{all} 台</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation>恢复单</translation>
    </message>
    <message>
        <source>Rename this desk</source>
        <translation>给这台电脑改名</translation>
    </message>
    <message>
        <source>Rename this desk…</source>
        <translation>给这台电脑改名…</translation>
    </message>
    <message>
        <source>Renaming replaces a file that is there. This server cannot be used for exchanging.</source>
        <translation>改名会覆盖已有文件。这台服务器不能用来交换。</translation>
    </message>
    <message>
        <source>Saved here; {n} changes are on their way to the shared folder.</source>
        <translation>已保存在本机；{n} 条修改正在送往共享文件夹。</translation>
    </message>
    <message>
        <source>Saved on this computer</source>
        <translation>已保存在本机</translation>
    </message>
    <message>
        <source>Setting up…</source>
        <translation>正在建立…</translation>
    </message>
    <message>
        <source>Several desks of one office can work on the same books without a server: through a plain folder that all of them reach, everything in it encrypted. This desk works alone so far.</source>
        <translation>同一服务中心的几台电脑不用服务器程序就能共用一套账：通过大家都能打开的普通文件夹，里面全部加密。目前这台电脑单机使用。</translation>
    </message>
    <message>
        <source>Shared folder</source>
        <translation>共享文件夹</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>起始</translation>
    </message>
    <message>
        <source>Since {time}</source>
        <translation>起始：{time}</translation>
    </message>
    <message>
        <source>Somebody makes it at a desk of the office: Sync, Invite a computer. If no computer of the office is left, type the recovery code from the safe.</source>
        <translation>由服务中心里的一台电脑生成：同步 → 邀请一台电脑。如果服务中心的电脑都没了，请输入保险柜里的恢复码。</translation>
    </message>
    <message>
        <source>Somebody paused the exchange at this desk. Work goes on and is kept here.</source>
        <translation>有人在这台电脑上暂停了交换。照常工作，内容保存在本机。</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Something to look at</source>
        <translation>需要看一下</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopped. Nothing of it was kept on this computer.</source>
        <translation>已停止，这台电脑上什么都没有留下。</translation>
    </message>
    <message>
        <source>That does not help here.</source>
        <translation>这样做不解决问题。</translation>
    </message>
    <message>
        <source>The code is complete.</source>
        <translation>码已输完。</translation>
    </message>
    <message>
        <source>The code of the invitation</source>
        <translation>邀请码</translation>
    </message>
    <message>
        <source>The exchange goes on in the folder.</source>
        <translation>交换已在该文件夹继续。</translation>
    </message>
    <message>
        <source>The exchange has stopped: somebody must look at it.</source>
        <translation>交换已停止：需要人来看一下。</translation>
    </message>
    <message>
        <source>The first one needs the shared folder and a code.</source>
        <translation>第一台需要共享文件夹和一个邀请码。</translation>
    </message>
    <message>
        <source>The folder answers oddly when a file exists.</source>
        <translation>文件已存在时，文件夹的回应不正常。</translation>
    </message>
    <message>
        <source>The folder can be reached and read.</source>
        <translation>文件夹能打开，能读取。</translation>
    </message>
    <message>
        <source>The folder cannot be reached.</source>
        <translation>连不上文件夹。</translation>
    </message>
    <message>
        <source>The folder cannot be reached. Is the file server on, and the network plugged in?</source>
        <translation>连不上文件夹。文件服务器开着吗？网线插好了吗？</translation>
    </message>
    <message>
        <source>The folder does not hold the office&apos;s first key. Wait until the folder is complete.</source>
        <translation>文件夹里没有服务中心最初的密钥。请等文件夹内容齐全。</translation>
    </message>
    <message>
        <source>The folder lies elsewhere now</source>
        <translation>文件夹换了地方</translation>
    </message>
    <message>
        <source>The folder lies elsewhere now…</source>
        <translation>文件夹换了地方…</translation>
    </message>
    <message>
        <source>The folder through which the office exchanges; it stands on the invitation.</source>
        <translation>服务中心用来交换的文件夹，邀请上写着。</translation>
    </message>
    <message>
        <source>The name of this desk</source>
        <translation>这台电脑的名字</translation>
    </message>
    <message>
        <source>The program “{client}” copies this folder about by itself. That loses and doubles files: use a plain folder on the file server.</source>
        <translation>程序「{client}」会自行同步这个文件夹，容易丢文件、重复文件：请用文件服务器上的普通文件夹。</translation>
    </message>
    <message>
        <source>The recovery code holds a slip, perhaps in its last letters. Compare all of it.</source>
        <translation>恢复码有误，可能在最后几个字符。请从头核对。</translation>
    </message>
    <message>
        <source>The recovery sheet</source>
        <translation>恢复单</translation>
    </message>
    <message>
        <source>The same folder under its new name, or an empty one that is built up anew from this computer. Nothing is removed from the old one.</source>
        <translation>同一个文件夹的新路径；或一个空文件夹，由这台电脑重新建好。旧文件夹里的东西不会删除。</translation>
    </message>
    <message>
        <source>The same number twice</source>
        <translation>编号重复</translation>
    </message>
    <message>
        <source>The server lets two desks make the same file. It cannot be used for exchanging.</source>
        <translation>服务器允许两台电脑新建同一个文件，不能用来交换。</translation>
    </message>
    <message>
        <source>The server&apos;s clock and this one agree.</source>
        <translation>服务器时钟与本机一致。</translation>
    </message>
    <message>
        <source>The shared folder</source>
        <translation>共享文件夹</translation>
    </message>
    <message>
        <source>The shared folder cannot be reached. Work goes on; it is sent when it is back.</source>
        <translation>连不上共享文件夹。照常工作，恢复后自动送出。</translation>
    </message>
    <message>
        <source>The shared folder was restored</source>
        <translation>共享文件夹被还原过</translation>
    </message>
    <message>
        <source>The sheet has been printed and lies in a safe place</source>
        <translation>恢复单已打印，并放在安全的地方</translation>
    </message>
    <message>
        <source>There are {n} other files or folders in it. Better use one of its own.</source>
        <translation>里面已有 {n} 个其他文件或文件夹，最好单独用一个文件夹。</translation>
    </message>
    <message>
        <source>There is no room left in the folder.</source>
        <translation>文件夹所在磁盘已满。</translation>
    </message>
    <message>
        <source>There is no such folder. Make it on the file server first, or type its name again.</source>
        <translation>没有这个文件夹。请先在文件服务器上建好，或重新输入。</translation>
    </message>
    <message>
        <source>They differ in what is hidden here. Ask those who wrote them.</source>
        <translation>不同之处在隐去的部分，请问一下写的人。</translation>
    </message>
    <message>
        <source>This computer belongs to the office now. Log in with your staff number.</source>
        <translation>这台电脑已加入服务中心，请用工号登录。</translation>
    </message>
    <message>
        <source>This computer was restored</source>
        <translation>这台电脑被还原过</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {span} ahead of the server&apos;s. Nothing is lost, but set it right.</source>
        <translation>本机时钟比服务器快 {span}。内容不会丢，但请校准。</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {span} behind the server&apos;s. Nothing is lost, but set it right.</source>
        <translation>本机时钟比服务器慢 {span}。内容不会丢，但请校准。</translation>
    </message>
    <message>
        <source>This computer&apos;s user may not open the folder. Ask whoever looks after the file server.</source>
        <translation>这台电脑的用户无权打开该文件夹，请找管理文件服务器的人。</translation>
    </message>
    <message>
        <source>This desk does not hold the office&apos;s key. Do this where the office began.</source>
        <translation>这台电脑没有服务中心主密钥。请到最早建立服务中心的那台电脑上操作。</translation>
    </message>
    <message>
        <source>This desk does not hold the recovery code. Print the sheet where the office began.</source>
        <translation>这台电脑没有恢复码。请到最早建立服务中心的那台电脑上打印。</translation>
    </message>
    <message>
        <source>This desk does not know what that is. Bring it up to date.</source>
        <translation>这台电脑不认识这项内容，请升级程序。</translation>
    </message>
    <message>
        <source>This desk exchanges from now on. Invite the other computers on the page “Sync”.</source>
        <translation>这台电脑从现在起参与交换。请在「同步」页邀请其他电脑。</translation>
    </message>
    <message>
        <source>This desk has a new name.</source>
        <translation>这台电脑已改名。</translation>
    </message>
    <message>
        <source>This desk has left already.</source>
        <translation>这台电脑已经停用。</translation>
    </message>
    <message>
        <source>This desk holds the office&apos;s key now.</source>
        <translation>这台电脑现在持有服务中心主密钥。</translation>
    </message>
    <message>
        <source>This desk is “{name}”; its numbers carry {lane}.</source>
        <translation>本机是「{name}」，编号字母 {lane}。</translation>
    </message>
    <message>
        <source>This desk works alone: no shared folder is set up.</source>
        <translation>这台电脑单机使用：没有设置共享文件夹。</translation>
    </message>
    <message>
        <source>This folder cannot be used like that.</source>
        <translation>这个文件夹目前不能用。</translation>
    </message>
    <message>
        <source>This folder will do.</source>
        <translation>这个文件夹可以用。</translation>
    </message>
    <message>
        <source>This has been dealt with already.</source>
        <translation>这件事已经处理过了。</translation>
    </message>
    <message>
        <source>This has been settled meanwhile.</source>
        <translation>已经有人处理了。</translation>
    </message>
    <message>
        <source>This invitation has run out. Ask for a new code where the office began.</source>
        <translation>邀请已过期，请到最早建立服务中心的那台电脑上要一个新码。</translation>
    </message>
    <message>
        <source>This is a file, not a folder.</source>
        <translation>这是文件，不是文件夹。</translation>
    </message>
    <message>
        <source>This recovery code belongs to another office.</source>
        <translation>这个恢复码属于另一个服务中心。</translation>
    </message>
    <message>
        <source>Try it out</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Trying it out… a server that is far away takes a moment.</source>
        <translation>正在测试… 服务器远的话要等一会儿。</translation>
    </message>
    <message>
        <source>Two computers wrote as one</source>
        <translation>两台电脑用了同一身份</translation>
    </message>
    <message>
        <source>Two desks cannot make the same file.</source>
        <translation>两台电脑不会新建同一个文件。</translation>
    </message>
    <message>
        <source>Two desks wrote this without knowing of each other. Ask them if need be; what you choose holds for all.</source>
        <translation>几台电脑在互不知情时都写了这里。必要时问一下；您的选择对所有电脑有效。</translation>
    </message>
    <message>
        <source>Type another value</source>
        <translation>填写别的值</translation>
    </message>
    <message>
        <source>Type another value…</source>
        <translation>自己填写…</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>改用这个</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>What</source>
        <translation>什么问题</translation>
    </message>
    <message>
        <source>What it sends from now on is set aside, and everything is encrypted with a new key that it does not get. What it has already, it keeps. A computer that is only being replaced leaves too, and joins anew.</source>
        <translation>它今后发来的内容会先搁置，其余内容改用它拿不到的新密钥加密。它已有的内容仍在它那里。只是换电脑的，也先停用旧的，再让新的加入。</translation>
    </message>
    <message>
        <source>What was sealed last could not be noted in {folder}, so nothing goes to the shared folder. Make room on the disk, or ask whoever looks after this computer.</source>
        <translation>最近封装的内容没能记到 {folder}，所以暂不送往共享文件夹。请腾出磁盘空间，或找管理这台电脑的人。</translation>
    </message>
    <message>
        <source>What was written reads back differently. This place cannot be relied upon.</source>
        <translation>写进去的内容读回来不一样，这个位置不可靠。</translation>
    </message>
    <message>
        <source>When two desks change the same field without knowing of each other, both values are kept and stand here until somebody chooses. There are none.</source>
        <translation>两台电脑互不知情地改了同一个字段时，两个值都会保留，列在这里等人选择。现在没有。</translation>
    </message>
    <message>
        <source>Windows shows its own offline copy of this folder (Offline Files). Switch that off for it; this program works offline by itself.</source>
        <translation>Windows 显示的是这个文件夹的脱机副本（脱机文件）。请对它关闭该功能；本程序自己就能离线工作。</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>写于</translation>
    </message>
    <message>
        <source>You may look at this, but somebody else must settle it.</source>
        <translation>您可以查看，但要由有权限的人来处理。</translation>
    </message>
    <message>
        <source>\\server\folder, or a folder on a USB stick</source>
        <translation>\\服务器\文件夹，或 U 盘上的文件夹</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>修改过</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>folder reached {time}</source>
        <translation>{time} 连上过文件夹</translation>
    </message>
    <message>
        <source>has everything</source>
        <translation>已是最新</translation>
    </message>
    <message>
        <source>has left</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>has {missing} packets to fetch; {behind} of its own are not here yet</source>
        <translation>还差 {missing} 包没取；它有 {behind} 包还没到这里</translation>
    </message>
    <message>
        <source>has {n} packets to fetch</source>
        <translation>还差 {n} 包没取</translation>
    </message>
    <message>
        <source>never yet</source>
        <translation>还没有过</translation>
    </message>
    <message>
        <source>right</source>
        <translation>准确</translation>
    </message>
    <message>
        <source>shown now</source>
        <translation>现在显示</translation>
    </message>
    <message>
        <source>this computer&apos;s clock is {off}</source>
        <translation>本机时钟{off}</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>{kind} · {field}</source>
        <translation>{kind} · {field}</translation>
    </message>
    <message>
        <source>{n} characters to go.</source>
        <translation>还差 {n} 个字符。</translation>
    </message>
    <message>
        <source>{n} of its packets are not here yet</source>
        <translation>它有 {n} 包还没到这里</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>第 {n} 步，共 {all} 步</translation>
    </message>
    <message>
        <source>{record} was deleted.</source>
        <translation>已删除 {record}。</translation>
    </message>
    <message>
        <source>{record} was kept.</source>
        <translation>已保留 {record}。</translation>
    </message>
    <message>
        <source>{record}: {field} is settled.</source>
        <translation>{record}：{field} 已处理。</translation>
    </message>
    <message>
        <source>{size} are free there.</source>
        <translation>那里还有 {size} 可用。</translation>
    </message>
    <message>
        <source>{span} ahead</source>
        <translation>快 {span}</translation>
    </message>
    <message>
        <source>{span} behind</source>
        <translation>慢 {span}</translation>
    </message>
    <message>
        <source>{state} · {n} to be settled</source>
        <translation>{state} · 有 {n} 处冲突</translation>
    </message>
    <message>
        <source>{state} · {n} waiting</source>
        <translation>{state} · {n} 条待同步</translation>
    </message>
    <message>
        <source>{view} {n}</source>
        <translation>{view} {n}</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>“{name}” has left the office.</source>
        <translation>「{name}」已停用。</translation>
    </message>
    <message>
        <source>An attached file is gone</source>
        <translation type="vanished">附件文件已丢失</translation>
    </message>
</context>
<context>
    <name>forms</name>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Add a line</source>
        <translation>添加一行</translation>
    </message>
    <message>
        <source>Add, then Enter</source>
        <translation>输入后按回车添加</translation>
    </message>
    <message>
        <source>Another desk has just changed this record ({fields}). The form shows it already.</source>
        <translation>另一台电脑刚改了这条记录（{fields}），表单已显示新内容。</translation>
    </message>
    <message>
        <source>Another desk has just changed this record ({fields}). Your own words still stand here.</source>
        <translation>另一台电脑刚改了这条记录（{fields}），您填的内容还在。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose one of the candidates.</source>
        <translation>请从候选项中选择。</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭这条提示</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Line {n}, {field}: {problem}</source>
        <translation>第 {n} 行，{field}：{problem}</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>看看</translation>
    </message>
    <message>
        <source>Move the line up</source>
        <translation>上移一行</translation>
    </message>
    <message>
        <source>Not less than {least}.</source>
        <translation>不能小于 {least}。</translation>
    </message>
    <message>
        <source>Not more than {most}.</source>
        <translation>不能大于 {most}。</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Remove the line</source>
        <translation>删除这一行</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the changes?</source>
        <translation>要保存修改吗？</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Take them over</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>This record has just been changed ({fields}). The form shows it already.</source>
        <translation>这条记录刚被修改（{fields}），表单已显示新内容。</translation>
    </message>
    <message>
        <source>This record has just been changed ({fields}). Your own words still stand here.</source>
        <translation>这条记录刚被修改（{fields}），您填的内容还在。</translation>
    </message>
    <message>
        <source>This record has just been deleted. Copy what you still need, and leave the form.</source>
        <translation>这条记录刚被删除。请复制还需要的内容，再离开表单。</translation>
    </message>
    <message>
        <source>Type a number.</source>
        <translation>请填写数字。</translation>
    </message>
    <message>
        <source>What you typed here has not been saved yet.</source>
        <translation>这里填写的内容还没有保存。</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>yuan</source>
        <translation>元</translation>
    </message>
</context>
<context>
    <name>handover</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>A shift that ends before it begins goes on after midnight. They may overlap.</source>
        <translation>结束早于开始的班次跨过零点；班次之间可以重叠。</translation>
    </message>
    <message>
        <source>A whole number from 0 to {most}.</source>
        <translation>填 0 到 {most} 的整数。</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接班</translation>
    </message>
    <message>
        <source>Accept afterwards</source>
        <translation>事后接班</translation>
    </message>
    <message>
        <source>Accept in place of somebody</source>
        <translation>代为接班</translation>
    </message>
    <message>
        <source>Accept in place of…</source>
        <translation>代为接班…</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>接班人</translation>
    </message>
    <message>
        <source>Accepted at</source>
        <translation>接班时间</translation>
    </message>
    <message>
        <source>Accepted by</source>
        <translation>接班人</translation>
    </message>
    <message>
        <source>Accepted in place of somebody</source>
        <translation>代为接班</translation>
    </message>
    <message>
        <source>Accepted, and sealed.</source>
        <translation>已接班并封存。</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>补充</translation>
    </message>
    <message>
        <source>Add something; what was sealed stays as it is</source>
        <translation>补充说明；已封存的内容不变</translation>
    </message>
    <message>
        <source>Add this shift</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Added after sealing</source>
        <translation>封存后的补充</translation>
    </message>
    <message>
        <source>Added, and marked as an addition.</source>
        <translation>已补充，并标明是封存后的补充。</translation>
    </message>
    <message>
        <source>Addition</source>
        <translation>补充</translation>
    </message>
    <message>
        <source>Additions</source>
        <translation>补充</translation>
    </message>
    <message>
        <source>After sealing</source>
        <translation>封存后</translation>
    </message>
    <message>
        <source>Also due</source>
        <translation>其他到期事项</translation>
    </message>
    <message>
        <source>Another shift</source>
        <translation>新班次</translation>
    </message>
    <message>
        <source>As before: {things}</source>
        <translation>与上一班相同：{things}</translation>
    </message>
    <message>
        <source>At most {n} characters.</source>
        <translation>最多 {n} 个字。</translation>
    </message>
    <message>
        <source>At the end of a shift its handover is made from the data, counted, read and signed here.</source>
        <translation>下班时在这里由数据生成交接，清点、逐条阅读、双方签字。</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>返回（Esc）</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation>返回列表（Esc）</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>上一班</translation>
    </message>
    <message>
        <source>Before: {last}</source>
        <translation>上一班：{last}</translation>
    </message>
    <message>
        <source>Begin to read</source>
        <translation>开始阅读</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Being prepared</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>Being prepared. You may read it.</source>
        <translation>正在准备，可以查看。</translation>
    </message>
    <message>
        <source>Callbacks owed</source>
        <translation>欠回访</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Care visits</source>
        <translation>关怀走访</translation>
    </message>
    <message>
        <source>Carried over</source>
        <translation>延续关注</translation>
    </message>
    <message>
        <source>Carry a line on from shift to shift</source>
        <translation>标为延续关注，每班都带上</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>现金</translation>
    </message>
    <message>
        <source>Cash: {pieces}</source>
        <translation>现金：{pieces}</translation>
    </message>
    <message>
        <source>Changed after sealing: {part}.</source>
        <translation>封存后被改：{part}。</translation>
    </message>
    <message>
        <source>Choose one in the list to see it here.</source>
        <translation>在列表中选一份，就在这里看。</translation>
    </message>
    <message>
        <source>Choose the person whose signature is on it, or nobody.</source>
        <translation>选纸上签字的人，或选“无人”。</translation>
    </message>
    <message>
        <source>Cleared</source>
        <translation>解除时间</translation>
    </message>
    <message>
        <source>Copy the week before</source>
        <translation>复制上周</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>清点</translation>
    </message>
    <message>
        <source>Count of a handover</source>
        <translation>交接清点</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>清点</translation>
    </message>
    <message>
        <source>Counted thing</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Cut-off</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>Difference explained</source>
        <translation>有差额</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Due in the next shift</source>
        <translation>下一班到期</translation>
    </message>
    <message>
        <source>Duty</source>
        <translation>值班表</translation>
    </message>
    <message>
        <source>Emergencies</source>
        <translation>应急事件</translation>
    </message>
    <message>
        <source>Empty handover form</source>
        <translation>空白交接表</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Enter a handover written on paper</source>
        <translation>补录纸质交接</translation>
    </message>
    <message>
        <source>Enter adds it, Ctrl+Enter as important: it must be read</source>
        <translation>回车添加，Ctrl+回车作为重要事项：接班人必读</translation>
    </message>
    <message>
        <source>Enter as signed on paper</source>
        <translation>按纸面签字入档</translation>
    </message>
    <message>
        <source>Enter from paper</source>
        <translation>补录纸质交接</translation>
    </message>
    <message>
        <source>Enter opens a shift; nobody entered stands out.</source>
        <translation>回车打开一班；没有排人的会标出来。</translation>
    </message>
    <message>
        <source>Entered as signed on paper, and sealed.</source>
        <translation>已按纸面签字入档并封存。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>From paper</source>
        <translation>纸质补录</translation>
    </message>
    <message>
        <source>Go on preparing</source>
        <translation>继续准备</translation>
    </message>
    <message>
        <source>Go on to what it says</source>
        <translation>继续填写内容</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>Hand over this shift</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>Hand over this shift (Ctrl+Shift+N)</source>
        <translation>交班（Ctrl+Shift+N）</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>交班人</translation>
    </message>
    <message>
        <source>Handed over at</source>
        <translation>交班时间</translation>
    </message>
    <message>
        <source>Handed over by</source>
        <translation>交班人</translation>
    </message>
    <message>
        <source>Handed over on paper by</source>
        <translation>纸面交班人</translation>
    </message>
    <message>
        <source>Handed over. It waits for the next shift.</source>
        <translation>已交班，等下一班接班。</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>Handover it was in</source>
        <translation>写进的交接</translation>
    </message>
    <message>
        <source>Handovers</source>
        <translation>交接记录</translation>
    </message>
    <message>
        <source>Handovers on paper</source>
        <translation>纸质交接</translation>
    </message>
    <message>
        <source>Handovers or duty</source>
        <translation>交接记录或值班表</translation>
    </message>
    <message>
        <source>How it stands</source>
        <translation>进展</translation>
    </message>
    <message>
        <source>How many of each thing there should be</source>
        <translation>各样物品应有多少</translation>
    </message>
    <message>
        <source>Important</source>
        <translation>重要</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>It is carried on no more.</source>
        <translation>不再延续关注。</translation>
    </message>
    <message>
        <source>It stands in every handover until somebody clears it.</source>
        <translation>在解除之前，每份交接都会带上它。</translation>
    </message>
    <message>
        <source>It was sealed by a newer version of the program; check it there.</source>
        <translation>它由更新版本的程序封存，请在那台电脑上核验。</translation>
    </message>
    <message>
        <source>Kinds of shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>LATE</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Late tickets</source>
        <translation>超时工单</translation>
    </message>
    <message>
        <source>Leave for the next shift</source>
        <translation>留给下一班</translation>
    </message>
    <message>
        <source>Left for the next shift</source>
        <translation>留待下一班</translation>
    </message>
    <message>
        <source>Left for the next shift.</source>
        <translation>已留给下一班。</translation>
    </message>
    <message>
        <source>Level 1</source>
        <translation>一级</translation>
    </message>
    <message>
        <source>Level 2</source>
        <translation>二级</translation>
    </message>
    <message>
        <source>Line of a handover</source>
        <translation>交接中的一行</translation>
    </message>
    <message>
        <source>Line that was read</source>
        <translation>已阅的一行</translation>
    </message>
    <message>
        <source>Made anew from the data: nothing new.</source>
        <translation>已按数据刷新：没有新内容。</translation>
    </message>
    <message>
        <source>Made anew from the data: {n} new lines.</source>
        <translation>已按数据刷新：新增 {n} 行。</translation>
    </message>
    <message>
        <source>Make it anew from the data</source>
        <translation>按数据刷新</translation>
    </message>
    <message>
        <source>Make it anew from the data (F5)</source>
        <translation>按数据刷新（F5）</translation>
    </message>
    <message>
        <source>Making the empty form</source>
        <translation>正在生成空白表</translation>
    </message>
    <message>
        <source>Making the handover&apos;s sheets</source>
        <translation>正在生成交接单</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Missing since it was sealed: {part}.</source>
        <translation>封存后缺失：{part}。</translation>
    </message>
    <message>
        <source>Must be read</source>
        <translation>必读</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name or staff number</source>
        <translation>姓名或工号</translation>
    </message>
    <message>
        <source>Next shift</source>
        <translation>下一班</translation>
    </message>
    <message>
        <source>No handover chosen</source>
        <translation>还没有选交接</translation>
    </message>
    <message>
        <source>No handovers yet</source>
        <translation>还没有交接记录</translation>
    </message>
    <message>
        <source>Nobody is on duty there now.</source>
        <translation>这一班现在没有人。</translation>
    </message>
    <message>
        <source>Not me</source>
        <translation>不是我</translation>
    </message>
    <message>
        <source>Not there when it was sealed: {part}.</source>
        <translation>封存时没有：{part}。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>记一笔</translation>
    </message>
    <message>
        <source>Note removed.</source>
        <translation>已删除这条。</translation>
    </message>
    <message>
        <source>Notes of this shift</source>
        <translation>本班记事</translation>
    </message>
    <message>
        <source>Nothing waits.</source>
        <translation>没有待办事项。</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>On duty</source>
        <translation>当班</translation>
    </message>
    <message>
        <source>On duty in the next shift</source>
        <translation>下一班值班</translation>
    </message>
    <message>
        <source>On duty next</source>
        <translation>下一班</translation>
    </message>
    <message>
        <source>One desk handed the shift over while another took the handover back. Ask who handed over; then take it back and hand it over again, or set it aside with the reason.</source>
        <translation>一台电脑交了班，另一台把交接撤回了。请问清是谁交班；然后撤回重交，或写明原因作废。</translation>
    </message>
    <message>
        <source>One desk sealed the handover while another took it back or went on with it. Ask both what holds; then set it aside with the reason and make it anew, or add what holds.</source>
        <translation>一台电脑封存了交接，另一台撤回或继续改了它。请向双方问清以哪个为准；然后写明原因作废重做，或补充说明。</translation>
    </message>
    <message>
        <source>One handover</source>
        <translation>一份交接</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open complaints</source>
        <translation>未结投诉</translation>
    </message>
    <message>
        <source>Open the record of a line</source>
        <translation>打开这一行的记录</translation>
    </message>
    <message>
        <source>Other unfinished tickets</source>
        <translation>其他未完工单</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Part in the shift, such as reception</source>
        <translation>岗位，如前台</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Plan tasks due</source>
        <translation>到期的计划任务</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Print (F9)</source>
        <translation>打印（F9）</translation>
    </message>
    <message>
        <source>Print list</source>
        <translation>打印列表</translation>
    </message>
    <message>
        <source>Print the empty form</source>
        <translation>打印空白交接表</translation>
    </message>
    <message>
        <source>Promises to residents</source>
        <translation>对住户的承诺</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已阅</translation>
    </message>
    <message>
        <source>Read and accept</source>
        <translation>阅读并接班</translation>
    </message>
    <message>
        <source>Read at</source>
        <translation>阅读时间</translation>
    </message>
    <message>
        <source>Read by</source>
        <translation>阅读人</translation>
    </message>
    <message>
        <source>Read by {name}, {time}</source>
        <translation>{name} 已阅，{time}</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒收</translation>
    </message>
    <message>
        <source>Refused: it is a draft again.</source>
        <translation>已拒收，退回准备。</translation>
    </message>
    <message>
        <source>Remove a note, or clear what is carried on</source>
        <translation>删除记事，或解除延续关注</translation>
    </message>
    <message>
        <source>Residents with special needs who wait</source>
        <translation>等待中的特殊关怀住户</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved: {title}.</source>
        <translation>已保存：{title}。</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>封存码</translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation>已封存</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>分节</translation>
    </message>
    <message>
        <source>Serious</source>
        <translation>重大</translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Set aside.</source>
        <translation>已作废。</translation>
    </message>
    <message>
        <source>Set aside: it is kept, but does not hold.</source>
        <translation>已作废：保留备查，不作数。</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Shift handover</source>
        <translation>交接班记录</translation>
    </message>
    <message>
        <source>Shift handover · {shift}</source>
        <translation>交接班记录 · {shift}</translation>
    </message>
    <message>
        <source>Shifts and counted things</source>
        <translation>班次和清点物品</translation>
    </message>
    <message>
        <source>Should be</source>
        <translation>应有</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>Signed on paper</source>
        <translation>纸面签字</translation>
    </message>
    <message>
        <source>Signed with PINs and sealed {time}, code {seal}.</source>
        <translation>双方以 PIN 签字，{time} 封存，封存码 {seal}。</translation>
    </message>
    <message>
        <source>Somebody is on duty next. Why does nobody accept it?</source>
        <translation>下一班排了人，为什么没有人接班？</translation>
    </message>
    <message>
        <source>Staff number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Stands in the handover</source>
        <translation>写在这份交接里</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Step of a handover</source>
        <translation>交接的一步</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>Steps and additions</source>
        <translation>经过和补充</translation>
    </message>
    <message>
        <source>Still to read</source>
        <translation>未阅</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Take everybody off this shift</source>
        <translation>清空这一班</translation>
    </message>
    <message>
        <source>Take off this shift</source>
        <translation>从这一班撤下</translation>
    </message>
    <message>
        <source>Taken back: it is a draft again.</source>
        <translation>已撤回，可以继续修改。</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>接班方式</translation>
    </message>
    <message>
        <source>Taking over at this desk: staff number</source>
        <translation>在本机接班：工号</translation>
    </message>
    <message>
        <source>Taking over here:</source>
        <translation>在本机接班：</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>The addition of {name} was changed: {note}</source>
        <translation>{name} 的补充被改过：{note}</translation>
    </message>
    <message>
        <source>The handover {name} waits for you. Read and accept it first; tickets of level 1 go at once.</source>
        <translation>{name}的交接等您接班。请先阅读并接班；一级工单不受限制。</translation>
    </message>
    <message>
        <source>The incoming person ticks every line read.</source>
        <translation>接班人读一条勾一条。</translation>
    </message>
    <message>
        <source>The list has all of them.</source>
        <translation>完整的在列表里。</translation>
    </message>
    <message>
        <source>The next week</source>
        <translation>下一周</translation>
    </message>
    <message>
        <source>The next week (PgDown)</source>
        <translation>下一周（PgDown）</translation>
    </message>
    <message>
        <source>The seal holds: {seal}</source>
        <translation>封存完好：{seal}</translation>
    </message>
    <message>
        <source>The seal is broken: {seal}</source>
        <translation>封存已破坏：{seal}</translation>
    </message>
    <message>
        <source>The seal itself was changed.</source>
        <translation>封存码本身被改过。</translation>
    </message>
    <message>
        <source>The sealed handover {name} is not as it was sealed. {first} Check its seal for the rest, ask who changed it, and add what holds; a supervisor can set it aside.</source>
        <translation>已封存的交接 {name} 与封存时不一样。{first}其余见核验结果；请问清是谁改的，再补充以哪个为准；主管可以作废它。</translation>
    </message>
    <message>
        <source>The week before</source>
        <translation>上一周</translation>
    </message>
    <message>
        <source>The week before (PgUp)</source>
        <translation>上一周（PgUp）</translation>
    </message>
    <message>
        <source>There is no action “{action}”.</source>
        <translation>没有“{action}”这个操作。</translation>
    </message>
    <message>
        <source>There is no such note any more. Write it again.</source>
        <translation>这条记事已不在，请重写。</translation>
    </message>
    <message>
        <source>There is nothing to copy.</source>
        <translation>没有可复制的。</translation>
    </message>
    <message>
        <source>Thing</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Things are added and retired under Settings, “Counted at the handover”.</source>
        <translation>增减物品在“设置”的“交接清点物品”里。</translation>
    </message>
    <message>
        <source>This flag has been cleared already.</source>
        <translation>已经解除过了。</translation>
    </message>
    <message>
        <source>This handover is “{state}” and is not changed any more. Take it back first, or add to it.</source>
        <translation>这份交接是“{state}”，不能再改。请先撤回，或者写补充。</translation>
    </message>
    <message>
        <source>This handover was made from the data: it is signed here, not on paper.</source>
        <translation>这份交接由数据生成：在这里签字，不是纸面签字。</translation>
    </message>
    <message>
        <source>This handover was written on paper: enter who signed it there.</source>
        <translation>这份交接写在纸上：请登记纸面签字的人。</translation>
    </message>
    <message>
        <source>This line comes from the data. Change the record it opens, then refresh.</source>
        <translation>这一行来自数据。请改它所指的记录，再刷新。</translation>
    </message>
    <message>
        <source>This line is carried on already, or stands for several.</source>
        <translation>这一行已在延续关注，或代表多条。</translation>
    </message>
    <message>
        <source>This line must be read: it is late, flagged, or of the highest level.</source>
        <translation>这一行必读：超时、延续关注或一级。</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Tick a line as read; while preparing: it must be read</source>
        <translation>勾为已阅；准备时：标为必读</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>To accept</source>
        <translation>待接班</translation>
    </message>
    <message>
        <source>To be filled in by hand; enter it afterwards as written on paper.</source>
        <translation>停电时手写，事后照纸面补录。</translation>
    </message>
    <message>
        <source>To be read</source>
        <translation>必读</translation>
    </message>
    <message>
        <source>To read</source>
        <translation>必读</translation>
    </message>
    <message>
        <source>Two desks made the handover {name}. Both are kept. Read both: set the one aside that is not to hold, or, if both are sealed, add to this one what the other says besides, and put this notice away.</source>
        <translation>两台电脑都做了 {name} 的交接，两份都保留。请都看一遍：把不作数的一份作废；如果都已封存，就把另一份多出来的内容补充到这份，再收起本提示。</translation>
    </message>
    <message>
        <source>Unknown state ({code})</source>
        <translation>未知状态（{code}）</translation>
    </message>
    <message>
        <source>Waiting to be accepted</source>
        <translation>等待接班</translation>
    </message>
    <message>
        <source>Waits for the next shift</source>
        <translation>等下一班接班</translation>
    </message>
    <message>
        <source>What else the next shift must know</source>
        <translation>下一班还要知道的事</translation>
    </message>
    <message>
        <source>What must the next shift know?</source>
        <translation>下一班要知道什么？</translation>
    </message>
    <message>
        <source>What should be watched? (may stay empty)</source>
        <translation>要关注什么？（可不填）</translation>
    </message>
    <message>
        <source>Which shift was it?</source>
        <translation>是哪一班？</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Who handed over? Choose the person whose signature is on it.</source>
        <translation>谁交的班？请选纸上签字的人。</translation>
    </message>
    <message>
        <source>Who is on duty in this shift</source>
        <translation>这一班谁值班</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why does it need no more attention?</source>
        <translation>为什么不用再关注了？</translation>
    </message>
    <message>
        <source>Why is there a difference?</source>
        <translation>为什么有差额？</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>记事</translation>
    </message>
    <message>
        <source>Write as an Excel workbook</source>
        <translation>存为 Excel 文件</translation>
    </message>
    <message>
        <source>Write down</source>
        <translation>记下</translation>
    </message>
    <message>
        <source>Write it down in a few words.</source>
        <translation>请写上几句。</translation>
    </message>
    <message>
        <source>You handed this over yourself: somebody of the next shift reads and accepts it.</source>
        <translation>这是您自己交的班，由下一班的人阅读并接班。</translation>
    </message>
    <message>
        <source>You handed this over yourself: somebody of the next shift reads it.</source>
        <translation>这是您自己交的班，由下一班的人来读。</translation>
    </message>
    <message>
        <source>accepted by</source>
        <translation>接班人</translation>
    </message>
    <message>
        <source>accepted by {name}, {time}</source>
        <translation>{name} {time} 接班</translation>
    </message>
    <message>
        <source>accepted it</source>
        <translation>接班</translation>
    </message>
    <message>
        <source>accepted it afterwards</source>
        <translation>事后接班</translation>
    </message>
    <message>
        <source>accepted it in place of somebody</source>
        <translation>代为接班</translation>
    </message>
    <message>
        <source>added</source>
        <translation>补充</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>还有 {n} 条</translation>
    </message>
    <message>
        <source>and {n} more, {late} of them late</source>
        <translation>还有 {n} 条，其中 {late} 条超时</translation>
    </message>
    <message>
        <source>as of {time}</source>
        <translation>截至 {time}</translation>
    </message>
    <message>
        <source>began to enter it from paper</source>
        <translation>开始补录纸质交接</translation>
    </message>
    <message>
        <source>cleared a flag</source>
        <translation>解除延续关注</translation>
    </message>
    <message>
        <source>did “{action}”</source>
        <translation>做了“{action}”</translation>
    </message>
    <message>
        <source>entered from paper</source>
        <translation>纸质补录</translation>
    </message>
    <message>
        <source>entered it as signed on paper</source>
        <translation>按纸面签字入档</translation>
    </message>
    <message>
        <source>everything read</source>
        <translation>全部已阅</translation>
    </message>
    <message>
        <source>flag</source>
        <translation>关注</translation>
    </message>
    <message>
        <source>flagged for every handover</source>
        <translation>标为延续关注</translation>
    </message>
    <message>
        <source>handed over</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>handed over by {name}, {time}</source>
        <translation>{name} {time} 交班</translation>
    </message>
    <message>
        <source>left it for the next shift</source>
        <translation>留给下一班</translation>
    </message>
    <message>
        <source>made it anew from the data</source>
        <translation>按数据刷新</translation>
    </message>
    <message>
        <source>made it from the data</source>
        <translation>由数据生成</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>nobody entered</source>
        <translation>未排人</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>refused it</source>
        <translation>拒收</translation>
    </message>
    <message>
        <source>sealed it</source>
        <translation>封存</translation>
    </message>
    <message>
        <source>set it aside</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>shift, day or cut-off</source>
        <translation>班次、日期或截止时间</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>{time} 起</translation>
    </message>
    <message>
        <source>that the line “{title}” was read</source>
        <translation>“{title}”的已阅标记</translation>
    </message>
    <message>
        <source>the count of {title}</source>
        <translation>{title} 的清点数</translation>
    </message>
    <message>
        <source>the line “{title}”</source>
        <translation>“{title}”这一行</translation>
    </message>
    <message>
        <source>the signatures</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>to {shift}</source>
        <translation>交给{shift}</translation>
    </message>
    <message>
        <source>took it back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{day} is more than a year ago. Check the year.</source>
        <translation>{day} 已过去一年多，请核对年份。</translation>
    </message>
    <message>
        <source>{name} ({role})</source>
        <translation>{name}（{role}）</translation>
    </message>
    <message>
        <source>{name} is not on duty there any more.</source>
        <translation>{name} 已从这一班撤下。</translation>
    </message>
    <message>
        <source>{name} is written.</source>
        <translation>已写好 {name}。</translation>
    </message>
    <message>
        <source>{name} reads and accepts</source>
        <translation>{name} 阅读并接班</translation>
    </message>
    <message>
        <source>{name} signs as outgoing</source>
        <translation>{name} 交班签字</translation>
    </message>
    <message>
        <source>{n} counts are still to be entered or explained</source>
        <translation>还有 {n} 项要清点或说明</translation>
    </message>
    <message>
        <source>{n} entries copied from the week before.</source>
        <translation>已从上周复制 {n} 条。</translation>
    </message>
    <message>
        <source>{n} lines came in at the last moment; they are in it.</source>
        <translation>最后时刻新增 {n} 行，已写进交接。</translation>
    </message>
    <message>
        <source>{n} lines must still be read and ticked, the first: {line}.</source>
        <translation>还有 {n} 行要读并勾选，第一行：{line}。</translation>
    </message>
    <message>
        <source>{n} lines still to read</source>
        <translation>还有 {n} 行未阅</translation>
    </message>
    <message>
        <source>{n} lines, {read} read</source>
        <translation>{n} 行，已阅 {read} 行</translation>
    </message>
    <message>
        <source>{n} yuan</source>
        <translation>{n} 元</translation>
    </message>
    <message>
        <source>{section} ({n})</source>
        <translation>{section}（{n}）</translation>
    </message>
    <message>
        <source>{shift} of {day} ended too long ago to be made from the data. Enter it as written on paper.</source>
        <translation>{day} {shift}结束太久，数据已变。请按纸质交接补录。</translation>
    </message>
    <message>
        <source>{shift} of {day} has its handover already. Open it instead.</source>
        <translation>{day} {shift}已有交接，请打开那一份。</translation>
    </message>
    <message>
        <source>{shift} of {day} has not begun yet.</source>
        <translation>{day} {shift}还没有开始。</translation>
    </message>
    <message>
        <source>{thing} was not counted. Count it, or write down why not.</source>
        <translation>{thing} 没有清点。请清点，或写明原因。</translation>
    </message>
    <message>
        <source>{thing}, {step}</source>
        <translation>{thing}，{step}</translation>
    </message>
    <message>
        <source>{thing}: there were {last}, there are {now}. Write down why.</source>
        <translation>{thing}：原来 {last}，现在 {now}。请写明原因。</translation>
    </message>
    <message>
        <source>“{action}” is not possible: the handover is “{state}”. Possible now: {allowed}.</source>
        <translation>不能“{action}”：这份交接是“{state}”。现在可以：{allowed}。</translation>
    </message>
    <message>
        <source>“{code}” is not counted here.</source>
        <translation>这里不清点“{code}”。</translation>
    </message>
</context>
<context>
    <name>host</name>
    <message>
        <source>No program on this computer opens “{name}”. You find it in {folder}.</source>
        <translation>这台电脑上没有能打开“{name}”的程序。文件在 {folder}。</translation>
    </message>
    <message>
        <source>The keys of this desk could not be kept in {file}. Make room on the disk, then try again.</source>
        <translation>这台电脑的密钥没能保存到 {file}。请腾出磁盘空间后再试。</translation>
    </message>
    <message>
        <source>The keys of this desk in {file} cannot be used: the file is damaged, or made by another user or computer. Join the shared folder again with an invitation.</source>
        <translation>{file} 里的密钥不能用：文件损坏，或由其他用户或电脑生成。请用邀请重新加入共享文件夹。</translation>
    </message>
    <message>
        <source>This computer&apos;s store of passwords does not answer. Unlock it, or log in to the computer again.</source>
        <translation>这台电脑的密码保管库没有回应。请解锁它，或重新登录电脑。</translation>
    </message>
    <message>
        <source>“{name}” could not be printed from here. Open it and print it from the viewer: {folder}</source>
        <translation>“{name}”没能直接打印。请打开后在阅读器中打印，文件在 {folder}</translation>
    </message>
    <message>
        <source>“{name}” is no longer in {folder}.</source>
        <translation>“{name}”已不在 {folder} 中。</translation>
    </message>
</context>
<context>
    <name>houses</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>A day such as 2026-11-23.</source>
        <translation>请填写日期，例如 2026-11-23。</translation>
    </message>
    <message>
        <source>A house has no field “{key}”.</source>
        <translation>房屋没有“{key}”这一项。</translation>
    </message>
    <message>
        <source>At most {n} characters.</source>
        <translation>最多 {n} 个字。</translation>
    </message>
    <message>
        <source>Being decorated</source>
        <translation>装修中</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>楼栋</translation>
    </message>
    <message>
        <source>Choose one of: {choices}.</source>
        <translation>请从中选择：{choices}。</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Decorated</source>
        <translation>已装修</translation>
    </message>
    <message>
        <source>Dormitory</source>
        <translation>宿舍</translation>
    </message>
    <message>
        <source>Flat</source>
        <translation>住宅</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>楼层</translation>
    </message>
    <message>
        <source>Floor area</source>
        <translation>建筑面积</translation>
    </message>
    <message>
        <source>Floor area (㎡)</source>
        <translation>建筑面积（㎡）</translation>
    </message>
    <message>
        <source>Floors of the building</source>
        <translation>总层数</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>已交房</translation>
    </message>
    <message>
        <source>Handed over on</source>
        <translation>交房日期</translation>
    </message>
    <message>
        <source>House</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Houses</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Inner area</source>
        <translation>套内面积</translation>
    </message>
    <message>
        <source>Inner area (㎡)</source>
        <translation>套内面积（㎡）</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>房屋类型</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>户型</translation>
    </message>
    <message>
        <source>Let</source>
        <translation>已出租</translation>
    </message>
    <message>
        <source>Lift</source>
        <translation>电梯</translation>
    </message>
    <message>
        <source>Lived in</source>
        <translation>已入住</translation>
    </message>
    <message>
        <source>Nobody entered</source>
        <translation>未登记住户</translation>
    </message>
    <message>
        <source>Not moved in</source>
        <translation>未入住</translation>
    </message>
    <message>
        <source>Not sold</source>
        <translation>未销售</translation>
    </message>
    <message>
        <source>Office space</source>
        <translation>办公</translation>
    </message>
    <message>
        <source>Open tickets</source>
        <translation>未结工单</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Owners</source>
        <translation>业主</translation>
    </message>
    <message>
        <source>Parking space</source>
        <translation>车位</translation>
    </message>
    <message>
        <source>Phones</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房号</translation>
    </message>
    <message>
        <source>Row {first} says {field} {one} of {house}, this row says {other}.</source>
        <translation>第 {first} 行写的 {house} 的{field}是 {one}，本行却是 {other}。</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>商铺</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>已出售</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Sticky note</source>
        <translation>便签</translation>
    </message>
    <message>
        <source>Store room</source>
        <translation>储藏室</translation>
    </message>
    <message>
        <source>The room {value} has been entered at two desks. Move its people and tickets to one of the entries and delete the other (“Owners”, duplicates).</source>
        <translation>{value} 在两台电脑上各登记了一次。请把住户和工单归到其中一条，再删掉另一条（“业主”页的重复项）。</translation>
    </message>
    <message>
        <source>There is a house “{value}” already.</source>
        <translation>已经有房屋“{value}”了。</translation>
    </message>
    <message>
        <source>There is no deleted house to bring back.</source>
        <translation>没有可以恢复的已删除房屋。</translation>
    </message>
    <message>
        <source>There is no floor 0: below the ground floor comes -1.</source>
        <translation>没有 0 层：首层以下是 -1 层。</translation>
    </message>
    <message>
        <source>This must be a whole number.</source>
        <translation>请填写整数。</translation>
    </message>
    <message>
        <source>This number cannot be right.</source>
        <translation>这个数字不可能是对的，请核对。</translation>
    </message>
    <message>
        <source>Two desks corrected the building, unit or room of one house, so that it is found under another room. Look at them and save the house.</source>
        <translation>两台电脑分别改了同一套房的楼栋、单元或房号，现在会按别的房号查到它。请核对后重新保存这套房。</translation>
    </message>
    <message>
        <source>Two houses carry the code {value}. Correct one of them.</source>
        <translation>有两套房的编码都是 {value}，请改正其中一套。</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Vacant</source>
        <translation>空置</translation>
    </message>
    <message>
        <source>With open tickets</source>
        <translation>有未结工单</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>片区</translation>
    </message>
    <message>
        <source>no</source>
        <translation>无</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>有</translation>
    </message>
    <message>
        <source>{house} cannot be deleted: {people} people and {tickets} tickets belong to it. Move them to another house first.</source>
        <translation>{house} 不能删除：还有 {people} 位住户、{tickets} 张工单属于它。请先把它们移到别的房屋。</translation>
    </message>
    <message>
        <source>{house} cannot be deleted: {people} people, {tickets} tickets and {others} other records belong to it. Move them to another house first.</source>
        <translation>{house} 不能删除：还有 {people} 位住户、{tickets} 张工单和 {others} 条其他记录属于它。请先把它们移到别的房屋。</translation>
    </message>
</context>
<context>
    <name>importing</name>
    <message>
        <source>Cancelled after {done} of {total} rows.</source>
        <translation>已取消，处理到第 {done} 行，共 {total} 行。</translation>
    </message>
    <message>
        <source>No header row for “{kind}” was found in “{file}”. It should have columns such as: {columns}.</source>
        <translation>在“{file}”中没有找到“{kind}”的表头行。表头应有这样的列：{columns}。</translation>
    </message>
    <message>
        <source>Reason refused</source>
        <translation>拒绝原因</translation>
    </message>
    <message>
        <source>Refused rows</source>
        <translation>未导入的行</translation>
    </message>
    <message>
        <source>Row {row} cannot be read: a quotation mark is not closed. Correct it and try again.</source>
        <translation>第 {row} 行读不出：引号没有成对。请改正后再试。</translation>
    </message>
    <message>
        <source>Rows {rows}: totals, signatures or examples, passed over.</source>
        <translation>第 {rows} 行是合计、签字或示例，已略过。</translation>
    </message>
    <message>
        <source>The file has no rows. Choose another one.</source>
        <translation>文件里没有数据行，请另选文件。</translation>
    </message>
    <message>
        <source>The file is a web page or XML under another name. Open it in Excel or WPS, save it as .xlsx and try again.</source>
        <translation>这个文件其实是网页或 XML，只是改了扩展名。请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。</translation>
    </message>
    <message>
        <source>The file is damaged and cannot be read. Open it in Excel or WPS, save it as a new .xlsx and try again.</source>
        <translation>文件已损坏，无法读取。请用 Excel 或 WPS 打开，另存为新的 .xlsx 后再试。</translation>
    </message>
    <message>
        <source>The file is empty. Choose another one.</source>
        <translation>文件是空的，请另选文件。</translation>
    </message>
    <message>
        <source>The file is not a spreadsheet. Choose an Excel, WPS, OpenDocument or CSV file.</source>
        <translation>这不是表格文件。请选择 Excel、WPS、OpenDocument 或 CSV 文件。</translation>
    </message>
    <message>
        <source>The file is protected by a password. Save it without one and try again.</source>
        <translation>文件有密码保护。请去掉密码另存后再试。</translation>
    </message>
    <message>
        <source>The file is too large, or claims far more rows and columns than it has. Copy the rows into a new workbook (in several parts if there are many) and import that.</source>
        <translation>文件太大，或标称的行列数远多于实际。请把数据复制到新工作簿（行数多就分几份）再导入。</translation>
    </message>
    <message>
        <source>The file is too large. Split it into several files.</source>
        <translation>文件太大，请拆成几个文件。</translation>
    </message>
    <message>
        <source>The identity card number “{value}” does not fit its check digit; its last digits may be lost.</source>
        <translation>身份证号“{value}”校验位不符，末几位可能已丢失。</translation>
    </message>
    <message>
        <source>The import was cancelled.</source>
        <translation>导入已取消。</translation>
    </message>
    <message>
        <source>The mapping file cannot be read: {why}.</source>
        <translation>列对应文件无法读取：{why}。</translation>
    </message>
    <message>
        <source>The mapping file is no valid JSON: look at line {line}, place {column}.</source>
        <translation>列对应文件不是有效的 JSON：请检查第 {line} 行第 {column} 个字符附近。</translation>
    </message>
    <message>
        <source>The mapping file must be a JSON object such as {example}.</source>
        <translation>列对应文件须是 JSON 对象，例如 {example}。</translation>
    </message>
    <message>
        <source>The number has more than 15 digits: the spreadsheet has lost the last ones. Format the column as text and type it again.</source>
        <translation>数字超过 15 位，表格已丢失末几位。请把该列设为文本格式后重新填写。</translation>
    </message>
    <message>
        <source>The spreadsheet has turned “{value}” into a date. Format the column as text and check it.</source>
        <translation>表格把这一格变成了日期“{value}”。请把该列设为文本格式并核对。</translation>
    </message>
    <message>
        <source>The spreadsheet reader could not be started: {why}. Free disk space or restart the computer, then try again.</source>
        <translation>表格读取程序没能启动：{why}。请腾出磁盘空间或重启电脑后再试。</translation>
    </message>
    <message>
        <source>The text&apos;s encoding is not known. Save the file as “CSV UTF-8” in Excel or WPS and try again.</source>
        <translation>无法识别文字编码。请在 Excel 或 WPS 中另存为“CSV UTF-8”后再试。</translation>
    </message>
    <message>
        <source>There is no column “{column}”.</source>
        <translation>没有“{column}”这一列。</translation>
    </message>
    <message>
        <source>There is no file “{name}”.</source>
        <translation>没有文件“{name}”。</translation>
    </message>
    <message>
        <source>There is no sheet “{name}” in this file. It has: {names}.</source>
        <translation>文件中没有工作表“{name}”。现有：{names}。</translation>
    </message>
    <message>
        <source>These columns are missing: {columns}. Add them, or say in the mapping which column they are.</source>
        <translation>缺少这些列：{columns}。请补上，或在列对应中指明是哪一列。</translation>
    </message>
    <message>
        <source>it is missing</source>
        <translation>没有填写。</translation>
    </message>
    <message>
        <source>the cell is empty, so “{value}” of the row above was taken</source>
        <translation>单元格为空，已沿用上一行的“{value}”</translation>
    </message>
    <message>
        <source>the cells look like dates</source>
        <translation>内容像日期</translation>
    </message>
    <message>
        <source>the cells look like dates with times</source>
        <translation>内容像日期和时间</translation>
    </message>
    <message>
        <source>the cells look like identity card numbers</source>
        <translation>内容像身份证号</translation>
    </message>
    <message>
        <source>the cells look like mobile numbers</source>
        <translation>内容像手机号</translation>
    </message>
    <message>
        <source>{field}, row {rows}: {reason}</source>
        <translation>{field}，第 {rows} 行：{reason}</translation>
    </message>
    <message>
        <source>{field}, rows {rows} … ({count} in all): {reason}</source>
        <translation>{field}，第 {rows} 行等（共 {count} 行）：{reason}</translation>
    </message>
    <message>
        <source>{field}: {problem}</source>
        <translation>{field}：{problem}</translation>
    </message>
    <message>
        <source>{first}; {second}</source>
        <translation>{first}{second}</translation>
    </message>
    <message>
        <source>“{field}” is no field; there are: {known}.</source>
        <translation>没有“{field}”这一项；可用：{known}。</translation>
    </message>
    <message>
        <source>“{name}” cannot be opened. If it is open in another program, close it there and try again ({why}).</source>
        <translation>“{name}”无法打开。如果正在其他程序中打开，请先关闭再试（{why}）。</translation>
    </message>
    <message>
        <source>“{name}” cannot be written: {why}. Close it where it is open, or choose another place.</source>
        <translation>“{name}”无法写入：{why}。请关闭正在使用它的程序，或换个位置。</translation>
    </message>
    <message>
        <source>“{name}” is a folder. Choose a file.</source>
        <translation>“{name}”是文件夹，请选择文件。</translation>
    </message>
    <message>
        <source>“{value}” can be read in two ways. Write the date as 2020-06-10.</source>
        <translation>“{value}”有两种读法。日期请写成 2020-06-10。</translation>
    </message>
    <message>
        <source>“{value}” is neither yes nor no.</source>
        <translation>“{value}”既不是“是”也不是“否”。</translation>
    </message>
    <message>
        <source>“{value}” is not a date and time such as 2020-06-10 14:30.</source>
        <translation>“{value}”不是日期时间，请写成 2020-06-10 14:30。</translation>
    </message>
    <message>
        <source>“{value}” is not a date such as 2020-06-10.</source>
        <translation>“{value}”不是日期，请写成 2020-06-10。</translation>
    </message>
    <message>
        <source>“{value}” is not a number such as 89.5.</source>
        <translation>“{value}”不是数字，请写成 89.5 这样。</translation>
    </message>
    <message>
        <source>“{value}” is not a phone number.</source>
        <translation>“{value}”不是电话号码。</translation>
    </message>
    <message>
        <source>“{value}” is not a whole number.</source>
        <translation>“{value}”不是整数。</translation>
    </message>
    <message>
        <source>“{value}” is not an amount in yuan such as 12.50.</source>
        <translation>“{value}”不是金额，请以元为单位写成 12.50 这样。</translation>
    </message>
    <message>
        <source>“{value}” is not an identity card number of 18 digits.</source>
        <translation>“{value}”不是 18 位身份证号。</translation>
    </message>
    <message>
        <source>“{value}” is not one of: {choices}.</source>
        <translation>“{value}”不在可选范围内：{choices}。</translation>
    </message>
    <message>
        <source>“{value}” names no day: the first of the month was taken.</source>
        <translation>“{value}”没有写日，已按当月 1 日导入。</translation>
    </message>
    <message>
        <source>“{value}” names no year: {year} of the title was taken.</source>
        <translation>“{value}”没有写年份，已按标题中的 {year} 年导入。</translation>
    </message>
    <message>
        <source>“{value}” was read as month/day/year. Check it, or write dates as 2020-06-10.</source>
        <translation>“{value}”按 月/日/年 读取。请核对，或把日期写成 2020-06-10。</translation>
    </message>
    <message>
        <source>“{value}” was read as “{meaning}”.</source>
        <translation>“{value}”已按“{meaning}”导入，请核对。</translation>
    </message>
</context>
<context>
    <name>jobs</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>knowledge</name>
    <message>
        <source>At the desk</source>
        <translation>柜台备查</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>修改记录</translation>
    </message>
    <message>
        <source>Copied. Fill the blanks before you send it.</source>
        <translation>已复制。发出前请把空格填好。</translation>
    </message>
    <message>
        <source>Copy the solution</source>
        <translation>复制解决话术</translation>
    </message>
    <message>
        <source>Copy the words</source>
        <translation>复制话术</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Edit the card</source>
        <translation>修改本卡</translation>
    </message>
    <message>
        <source>Edit “{title}”</source>
        <translation>修改“{title}”</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Export the list of cards</source>
        <translation>导出场景卡清单</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>Making the sheets</source>
        <translation>正在生成卡片打印件</translation>
    </message>
    <message>
        <source>Names in braces are filled from the ticket: {names}.</source>
        <translation>花括号里的名称会按工单自动填入：{names}。</translation>
    </message>
    <message>
        <source>New card</source>
        <translation>新建场景卡</translation>
    </message>
    <message>
        <source>Next card</source>
        <translation>下一张</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>No card fits</source>
        <translation>没有符合的场景卡</translation>
    </message>
    <message>
        <source>One entry a line.</source>
        <translation>每行一条。</translation>
    </message>
    <message>
        <source>One step a line. A decision is written “Question? Yes: …; No: …”.</source>
        <translation>每行一步。需要判断的写成“问句？是：……；否：……”。</translation>
    </message>
    <message>
        <source>Out of use</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Previous card</source>
        <translation>上一张</translation>
    </message>
    <message>
        <source>Print all cards shown</source>
        <translation>打印当前列出的场景卡</translation>
    </message>
    <message>
        <source>Print the card</source>
        <translation>打印本卡</translation>
    </message>
    <message>
        <source>Put back into use</source>
        <translation>恢复使用</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Review by {day}</source>
        <translation>复审日期 {day}</translation>
    </message>
    <message>
        <source>Review due {n}</source>
        <translation>待复审 {n}</translation>
    </message>
    <message>
        <source>Review overdue since {day}</source>
        <translation>复审已逾期（{day}）</translation>
    </message>
    <message>
        <source>Saved as a new version.</source>
        <translation>已保存为新版本。</translation>
    </message>
    <message>
        <source>Scenario cards</source>
        <translation>场景卡</translation>
    </message>
    <message>
        <source>Search the cards</source>
        <translation>搜索场景卡</translation>
    </message>
    <message>
        <source>Search: two characters or pinyin initials</source>
        <translation>搜场景卡：两个字或拼音首字母</translation>
    </message>
    <message>
        <source>Show all cards</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Shown in red before everything else.</source>
        <translation>红底显示在最前面。</translation>
    </message>
    <message>
        <source>Take out of use</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>The card</source>
        <translation>基本信息</translation>
    </message>
    <message>
        <source>The six fields</source>
        <translation>六项标准</translation>
    </message>
    <message>
        <source>Try the words residents use, or fewer characters.</source>
        <translation>换成住户常说的词，或少输几个字试试。</translation>
    </message>
    <message>
        <source>Version {n}</source>
        <translation>第 {n} 版</translation>
    </message>
    <message>
        <source>What we say</source>
        <translation>话术</translation>
    </message>
    <message>
        <source>With those out of use</source>
        <translation>含已停用</translation>
    </message>
    <message>
        <source>Words by which the card is proposed; one a line.</source>
        <translation>住户说到这些词时推荐本卡，每行一个。</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>out of use</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>review overdue</source>
        <translation>复审已逾期</translation>
    </message>
    <message>
        <source>{n} cards</source>
        <translation>共 {n} 张</translation>
    </message>
    <message>
        <source>“{title}” is in use again.</source>
        <translation>“{title}”已恢复使用。</translation>
    </message>
    <message>
        <source>“{title}” is out of use.</source>
        <translation>“{title}”已停用。</translation>
    </message>
</context>
<context>
    <name>ledgers</name>
    <message>
        <source>Choose xlsx, pdf or csv.</source>
        <translation>请选择 xlsx、pdf 或 csv。</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>没有符合条件的记录。</translation>
    </message>
    <message>
        <source>Printed {time} · {name}</source>
        <translation>打印于 {time} · {name}</translation>
    </message>
    <message>
        <source>{n} rows</source>
        <translation>共 {n} 条</translation>
    </message>
</context>
<context>
    <name>message</name>
    <message>
        <source>Hello, about “{matter}” at {place}: {state}. Your number is {number}.</source>
        <translation>您好，您反映的“{matter}”（{place}）{state}，工单号 {number}。</translation>
    </message>
    <message>
        <source>In charge: {department}.</source>
        <translation>由{department}部门跟进。</translation>
    </message>
    <message>
        <source>Questions? Call {phone}.</source>
        <translation>如有疑问，请致电 {phone}。</translation>
    </message>
    <message>
        <source>Responsible: {name}, {phone}.</source>
        <translation>负责人：{name}，电话 {phone}。</translation>
    </message>
    <message>
        <source>Responsible: {name}.</source>
        <translation>负责人：{name}。</translation>
    </message>
    <message>
        <source>Result: {result}.</source>
        <translation>处理结果：{result}。</translation>
    </message>
    <message>
        <source>Somebody will be with you by {time}.</source>
        <translation>工作人员会在{time} 前到场。</translation>
    </message>
    <message>
        <source>We will contact you by {time}.</source>
        <translation>我们会在{time} 前与您联系。</translation>
    </message>
    <message>
        <source>You will hear the result by {time}.</source>
        <translation>我们会在{time} 前向您反馈处理结果。</translation>
    </message>
    <message>
        <source>{office}</source>
        <translation>【{office}】</translation>
    </message>
</context>
<context>
    <name>office</name>
    <message>
        <source>A card has no field “{key}”.</source>
        <translation>场景卡没有“{key}”这一项。</translation>
    </message>
    <message>
        <source>A category has no field “{key}”.</source>
        <translation>类别没有“{key}”这一项。</translation>
    </message>
    <message>
        <source>A day such as 2026-11-23.</source>
        <translation>请填写日期，例如 2026-11-23。</translation>
    </message>
    <message>
        <source>About the papers</source>
        <translation>资料说明</translation>
    </message>
    <message>
        <source>At most {n} characters.</source>
        <translation>最多 {n} 个字。</translation>
    </message>
    <message>
        <source>Banned phrases</source>
        <translation>禁用语</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>上级类别</translation>
    </message>
    <message>
        <source>Care flags</source>
        <translation>关怀标签</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Causes</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>检查清单</translation>
    </message>
    <message>
        <source>Contact preferences</source>
        <translation>偏好标签</translation>
    </message>
    <message>
        <source>Counted at the handover</source>
        <translation>交接清点物品</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Departments</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Dictionary entry</source>
        <translation>字典条目</translation>
    </message>
    <message>
        <source>Finish by</source>
        <translation>完成时限</translation>
    </message>
    <message>
        <source>First, understanding</source>
        <translation>先共情</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Further particulars</source>
        <translation>其他说明</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Groups of scenario cards</source>
        <translation>场景卡分组</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Messages to residents</source>
        <translation>给住户的话</translation>
    </message>
    <message>
        <source>Never say</source>
        <translation>不能说</translation>
    </message>
    <message>
        <source>Nothing fills “{name}”. Use one of the names offered.</source>
        <translation>“{name}”没有内容可填，请从提供的名称中选用。</translation>
    </message>
    <message>
        <source>Papers to take along</source>
        <translation>资料与物品</translation>
    </message>
    <message>
        <source>Quality bar</source>
        <translation>质量标准</translation>
    </message>
    <message>
        <source>Reasons to put on hold</source>
        <translation>挂起原因</translation>
    </message>
    <message>
        <source>Reasons to send back</source>
        <translation>退单原因</translation>
    </message>
    <message>
        <source>Reasons to void</source>
        <translation>作废原因</translation>
    </message>
    <message>
        <source>Relations to a house</source>
        <translation>与房屋关系</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>Review on</source>
        <translation>复审日期</translation>
    </message>
    <message>
        <source>Safety first</source>
        <translation>先保安全</translation>
    </message>
    <message>
        <source>Scenario card</source>
        <translation>场景卡</translation>
    </message>
    <message>
        <source>Scenario cards</source>
        <translation>场景卡</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Subjects of complaints</source>
        <translation>投诉类别</translation>
    </message>
    <message>
        <source>The backup was made, but the second place cannot be written: {folder}</source>
        <translation>备份已经做好，但第二位置写不进去：{folder}</translation>
    </message>
    <message>
        <source>The level is 1, 2 or 3.</source>
        <translation>级别请填 1、2 或 3。</translation>
    </message>
    <message>
        <source>The program needs these entries as they are; only titles can be changed.</source>
        <translation>程序要用到这些条目，只能改名称，不能增减。</translation>
    </message>
    <message>
        <source>The tree has two levels only: a leaf hangs on a branch.</source>
        <translation>类别只分两级：小类只能放在大类下面。</translation>
    </message>
    <message>
        <source>Then, the solution</source>
        <translation>再给方案</translation>
    </message>
    <message>
        <source>There is no backup yet. Make one first.</source>
        <translation>还没有备份，请先做一次备份。</translation>
    </message>
    <message>
        <source>There is no category “{code}”.</source>
        <translation>没有类别“{code}”。</translation>
    </message>
    <message>
        <source>There is no dictionary “{name}”.</source>
        <translation>没有字典“{name}”。</translation>
    </message>
    <message>
        <source>There is no scenario card “{code}”.</source>
        <translation>没有场景卡“{code}”。</translation>
    </message>
    <message>
        <source>This entry is there already.</source>
        <translation>这一条已经有了。</translation>
    </message>
    <message>
        <source>This office has been founded already. Log in instead.</source>
        <translation>这个物业服务中心已经建好，请直接登录。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Two desks added “{title}” to the same dictionary. Take one of the two out of use.</source>
        <translation>两台电脑在同一个字典里都加了“{title}”，请停用其中一个。</translation>
    </message>
    <message>
        <source>Two desks moved branches of the category tree: “{title}” hangs on a leaf. It is shown as a branch of its own until it is hung elsewhere.</source>
        <translation>两台电脑都调整了类别：“{title}”挂在了最末一级下面。改挂别处之前，它单独显示为一个大类。</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>What residents say</source>
        <translation>住户怎么说</translation>
    </message>
    <message>
        <source>What to ask</source>
        <translation>要问清</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>怎么做</translation>
    </message>
    <message>
        <source>What to record</source>
        <translation>必须记录</translation>
    </message>
    <message>
        <source>When to respond</source>
        <translation>何时适用</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁来做</translation>
    </message>
    <message>
        <source>Why urgent</source>
        <translation>紧急原因</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>output</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Writing the list</source>
        <translation>正在导出列表</translation>
    </message>
    <message>
        <source>{name} is ready.</source>
        <translation>{name} 已生成。</translation>
    </message>
    <message>
        <source>{name}: {count} rows written.</source>
        <translation>{name} 已导出，共 {count} 条。</translation>
    </message>
</context>
<context>
    <name>owners</name>
    <message>
        <source>3, A, 2期3; none for a shop.</source>
        <translation>如 3、A、2期3；独立商铺留空。</translation>
    </message>
    <message>
        <source>3-2-501</source>
        <translation>3-2-501</translation>
    </message>
    <message>
        <source>Add a care flag</source>
        <translation>添加关怀标签</translation>
    </message>
    <message>
        <source>Add a house</source>
        <translation>添加房屋</translation>
    </message>
    <message>
        <source>Add a phone</source>
        <translation>添加电话</translation>
    </message>
    <message>
        <source>Add a vehicle</source>
        <translation>添加车辆</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>返回列表</translation>
    </message>
    <message>
        <source>Bring in from a spreadsheet</source>
        <translation>从表格导入</translation>
    </message>
    <message>
        <source>Care flag</source>
        <translation>关怀标签</translation>
    </message>
    <message>
        <source>Choose one in the list to see it here.</source>
        <translation>在左边列表里选一套房屋，这里显示详情。</translation>
    </message>
    <message>
        <source>Choose somebody in the list to see them here.</source>
        <translation>在左边列表里选一个人，这里显示详情。</translation>
    </message>
    <message>
        <source>Choose the other entry above.</source>
        <translation>请在上方选出要对比的另一条。</translation>
    </message>
    <message>
        <source>Colour, make</source>
        <translation>颜色、车型</translation>
    </message>
    <message>
        <source>Compare with: name, phone, room</source>
        <translation>对比：姓名、电话或房号</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Days between visits</source>
        <translation>探访间隔（天）</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Earlier tickets</source>
        <translation>以往工单</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Edit  F2</source>
        <translation>修改  F2</translation>
    </message>
    <message>
        <source>Edit house {room}</source>
        <translation>修改房屋 {room}</translation>
    </message>
    <message>
        <source>Edit “{name}”</source>
        <translation>修改“{name}”</translation>
    </message>
    <message>
        <source>Enter somebody who lives here</source>
        <translation>登记这套房的住户</translation>
    </message>
    <message>
        <source>Entries alike</source>
        <translation>疑似重复</translation>
    </message>
    <message>
        <source>Entries that may be the same person</source>
        <translation>可能是同一个人的档案</translation>
    </message>
    <message>
        <source>Entry deleted.</source>
        <translation>已删除 1 份档案。</translation>
    </message>
    <message>
        <source>Every room and every code is there once.</source>
        <translation>没有重复的房号或编号。</translation>
    </message>
    <message>
        <source>Every room, shop and parking space stands here, with the people who belong to it.</source>
        <translation>住宅、商铺、车位都登记在这里，并关联业主和住户。</translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation>导出列表</translation>
    </message>
    <message>
        <source>Find entries of the same person</source>
        <translation>查找重复档案</translation>
    </message>
    <message>
        <source>Find houses entered twice</source>
        <translation>查找重复房屋</translation>
    </message>
    <message>
        <source>Hide again</source>
        <translation>重新隐藏</translation>
    </message>
    <message>
        <source>House</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>House deleted.</source>
        <translation>已删除 1 套房屋。</translation>
    </message>
    <message>
        <source>Houses</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Houses entered twice</source>
        <translation>重复登记的房屋</translation>
    </message>
    <message>
        <source>How to treat them</source>
        <translation>服务须知</translation>
    </message>
    <message>
        <source>In a form: add a line</source>
        <translation>表单内：添加一行</translation>
    </message>
    <message>
        <source>In a form: move the line up</source>
        <translation>表单内：上移一行</translation>
    </message>
    <message>
        <source>In a form: remove the line</source>
        <translation>表单内：移除一行</translation>
    </message>
    <message>
        <source>Leave as they are</source>
        <translation>暂不合并</translation>
    </message>
    <message>
        <source>Looking for entries alike</source>
        <translation>正在查找重复档案</translation>
    </message>
    <message>
        <source>Make one entry of them</source>
        <translation>合并为一份</translation>
    </message>
    <message>
        <source>Make one entry of {n}?</source>
        <translation>把 {n} 份档案合并为一份？</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Merge with another entry…</source>
        <translation>与另一份档案合并…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More about them</source>
        <translation>其他信息</translation>
    </message>
    <message>
        <source>Move people and tickets to the house that stays, then delete the other one.</source>
        <translation>先把住户和工单改到要保留的那套，再删除另一套。</translation>
    </message>
    <message>
        <source>New house</source>
        <translation>新增房屋</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>新增住户</translation>
    </message>
    <message>
        <source>New person or house</source>
        <translation>新增住户或房屋</translation>
    </message>
    <message>
        <source>New ticket for this house</source>
        <translation>为此房登记工单</translation>
    </message>
    <message>
        <source>New ticket for this person</source>
        <translation>为此人登记工单</translation>
    </message>
    <message>
        <source>No entries alike</source>
        <translation>没有重复档案</translation>
    </message>
    <message>
        <source>No house chosen</source>
        <translation>未选择房屋</translation>
    </message>
    <message>
        <source>No house entered.</source>
        <translation>尚未登记房屋。</translation>
    </message>
    <message>
        <source>No house is entered yet</source>
        <translation>还没有房屋</translation>
    </message>
    <message>
        <source>No house is there twice</source>
        <translation>没有重复房屋</translation>
    </message>
    <message>
        <source>No phone entered.</source>
        <translation>尚未登记电话。</translation>
    </message>
    <message>
        <source>Nobody chosen</source>
        <translation>未选择住户</translation>
    </message>
    <message>
        <source>Nobody entered.</source>
        <translation>尚未登记住户。</translation>
    </message>
    <message>
        <source>Nobody is entered yet</source>
        <translation>还没有住户</translation>
    </message>
    <message>
        <source>Nobody shares an identity card, or a name and a phone, with somebody else.</source>
        <translation>没有证件号相同，或姓名、电话都相同的档案。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open tickets</source>
        <translation>未结工单</translation>
    </message>
    <message>
        <source>Owners</source>
        <translation>业主</translation>
    </message>
    <message>
        <source>Owners, tenants and families stand here, with their houses, phones and wishes.</source>
        <translation>业主、租户和家庭成员登记在这里，包括房屋、电话和偏好。</translation>
    </message>
    <message>
        <source>People</source>
        <translation>住户</translation>
    </message>
    <message>
        <source>People or houses</source>
        <translation>切换住户与房屋</translation>
    </message>
    <message>
        <source>Phones</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Plate</source>
        <translation>车牌号</translation>
    </message>
    <message>
        <source>Print the list</source>
        <translation>打印列表</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>与房屋关系</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Shows the whole value; this is noted in the audit log.</source>
        <translation>显示完整内容，查看会记入操作日志。</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>起始日期</translation>
    </message>
    <message>
        <source>Stands on the card whenever they call.</source>
        <translation>来电时显示在业主卡上。</translation>
    </message>
    <message>
        <source>Taken from the room if left empty.</source>
        <translation>不填则按房号推算。</translation>
    </message>
    <message>
        <source>The building</source>
        <translation>房屋信息</translation>
    </message>
    <message>
        <source>The house</source>
        <translation>房屋信息</translation>
    </message>
    <message>
        <source>The number in another system.</source>
        <translation>在其他系统里的编号。</translation>
    </message>
    <message>
        <source>This entry stays</source>
        <translation>保留这一份</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止日期</translation>
    </message>
    <message>
        <source>Whose, where</source>
        <translation>备注，如本人、公司</translation>
    </message>
    <message>
        <source>Without days the usual visits hold. Ask first whether it may be noted.</source>
        <translation>不填天数则按标签的默认间隔探访。登记前请先征得本人或家属同意。</translation>
    </message>
    <message>
        <source>moved out {day}</source>
        <translation>{day} 搬离</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>perhaps: {why}</source>
        <translation>可能：{why}</translation>
    </message>
    <message>
        <source>since {day}</source>
        <translation>{day} 起</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>到 {day} 止</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{flag} · visit every {days} days</source>
        <translation>{flag} · 每 {days} 天探访</translation>
    </message>
    <message>
        <source>{n} entries deleted.</source>
        <translation>已删除 {n} 份档案。</translation>
    </message>
    <message>
        <source>{n} houses deleted.</source>
        <translation>已删除 {n} 套房屋。</translation>
    </message>
    <message>
        <source>{n} stay, because something refers to them: {reason}</source>
        <translation>有 {n} 条被其他记录引用，未删除：{reason}</translation>
    </message>
    <message>
        <source>{people} people · {tickets} open tickets</source>
        <translation>住户 {people} 人 · 未结工单 {tickets} 张</translation>
    </message>
    <message>
        <source>“{name}” is one entry now.</source>
        <translation>“{name}”的档案已合并为一份。</translation>
    </message>
    <message>
        <source>“{name}” stays. Houses, phones, tags, vehicles and tickets of the other entries go over to it, and the others are deleted. This cannot be undone.</source>
        <translation>保留“{name}”。其余档案的房屋、电话、标签、车辆和工单都归到这一份名下，原档案删除，且不能撤销。</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation type="vanished">修改记录</translation>
    </message>
</context>
<context>
    <name>panes</name>
    <message>
        <source>Caller</source>
        <translation>来电人</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变更记录</translation>
    </message>
    <message>
        <source>Go to a linked record</source>
        <translation>跳到相关记录</translation>
    </message>
    <message>
        <source>Go to a linked record ({key})</source>
        <translation>跳到相关记录（{key}）</translation>
    </message>
    <message>
        <source>It is them</source>
        <translation>就是此人</translation>
    </message>
    <message>
        <source>Last contacts</source>
        <translation>最近联系</translation>
    </message>
    <message>
        <source>Linked</source>
        <translation>相关</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open here: {n}</source>
        <translation>未办结工单：{n}</translation>
    </message>
    <message>
        <source>Type a room, a name, a telephone number or its last four digits, or a plate.</source>
        <translation>输入房号、姓名、电话或其后四位，或车牌。</translation>
    </message>
    <message>
        <source>Unsolved complaints: {n}</source>
        <translation>未解决投诉：{n}</translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>A day such as 1960-11-23.</source>
        <translation>请填写日期，例如 1960-11-23。</translation>
    </message>
    <message>
        <source>A day such as 2026-11-23.</source>
        <translation>请填写日期，例如 2026-11-23。</translation>
    </message>
    <message>
        <source>A mobile number has 11 digits; this one has {count}.</source>
        <translation>手机号应为 11 位，这里是 {count} 位。</translation>
    </message>
    <message>
        <source>A person has no field “{key}”.</source>
        <translation>人员没有“{key}”这一项。</translation>
    </message>
    <message>
        <source>A phone has digits, such as 13812345678 or 0755-12345678.</source>
        <translation>电话应为数字，例如 13812345678 或 0755-12345678。</translation>
    </message>
    <message>
        <source>A plate begins with its province, such as 粤B·12345.</source>
        <translation>车牌以省份简称开头，例如 粤B·12345。</translation>
    </message>
    <message>
        <source>A plate has 7 places, a new-energy one 8, such as 粤B·12345 or 粤B·D12345.</source>
        <translation>车牌为 7 位，新能源为 8 位，例如 粤B·12345 或 粤B·D12345。</translation>
    </message>
    <message>
        <source>A visit every 1 to {n} days.</source>
        <translation>探访间隔为 1 到 {n} 天。</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>代办人</translation>
    </message>
    <message>
        <source>An identity card has 18 places: 17 digits and a digit or X at the end.</source>
        <translation>身份证号为 18 位：17 位数字，末位为数字或 X。</translation>
    </message>
    <message>
        <source>At most {n} characters.</source>
        <translation>最多 {n} 个字。</translation>
    </message>
    <message>
        <source>Born on</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>楼栋</translation>
    </message>
    <message>
        <source>Care flags</source>
        <translation>关怀标签</translation>
    </message>
    <message>
        <source>Choose one of: {choices}.</source>
        <translation>请从中选择：{choices}。</translation>
    </message>
    <message>
        <source>Choose the house.</source>
        <translation>请选择房屋。</translation>
    </message>
    <message>
        <source>Choose two different people to merge.</source>
        <translation>请选择两个不同的人合并。</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Colour, make</source>
        <translation>颜色、品牌</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Days between visits</source>
        <translation>走访间隔天数</translation>
    </message>
    <message>
        <source>Emergency contact</source>
        <translation>紧急联系人</translation>
    </message>
    <message>
        <source>Emergency phone</source>
        <translation>紧急联系电话</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>家庭成员</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>House</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Houses</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Houses with their owners</source>
        <translation>房屋及业主</translation>
    </message>
    <message>
        <source>Identity card</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>人员类型</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>Moved in on</source>
        <translation>入住日期</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>No mobile number begins with {start}.</source>
        <translation>没有以 {start} 开头的手机号。</translation>
    </message>
    <message>
        <source>Nobody has these owner codes: {codes} (first in row {row}; {n} in all). The houses were taken over without them: import the owners, then this file once more.</source>
        <translation>找不到这些业主编号：{codes}（首见于第 {row} 行，共 {n} 个）。房屋已导入，但未关联业主：请先导入业主，再导入一次本文件。</translation>
    </message>
    <message>
        <source>Nothing is entered there.</source>
        <translation>这一项没有填写内容。</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Other phones</source>
        <translation>其他电话</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>业主</translation>
    </message>
    <message>
        <source>Owner code</source>
        <translation>业主编号</translation>
    </message>
    <message>
        <source>Owners and residents</source>
        <translation>业主与住户</translation>
    </message>
    <message>
        <source>People</source>
        <translation>业主与住户</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Phones</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Plate</source>
        <translation>车牌</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>偏好标签</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>与房屋关系</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>起始</translation>
    </message>
    <message>
        <source>Sticky note</source>
        <translation>便签</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tenant</source>
        <translation>租户</translation>
    </message>
    <message>
        <source>The birth date in this identity card number cannot be right ({date}).</source>
        <translation>身份证号中的出生日期不合理（{date}）。</translation>
    </message>
    <message>
        <source>The birth date in this identity card number does not exist ({date}).</source>
        <translation>身份证号中的出生日期不存在（{date}）。</translation>
    </message>
    <message>
        <source>The code belongs to {one}, the identity card to {other}. Correct one of them.</source>
        <translation>编号属于{one}，身份证号属于{other}。请更正其中之一。</translation>
    </message>
    <message>
        <source>The last place of the identity card does not fit the others; one of them is mistyped.</source>
        <translation>身份证号的校验位不符，其中有一位填错了。</translation>
    </message>
    <message>
        <source>The residence ends before it begins.</source>
        <translation>居住的结束日期早于开始日期。</translation>
    </message>
    <message>
        <source>There is no deleted person to bring back.</source>
        <translation>没有可以恢复的已删除人员。</translation>
    </message>
    <message>
        <source>There is no tag “{code}”. Choose from the list.</source>
        <translation>没有标签“{code}”，请从列表中选择。</translation>
    </message>
    <message>
        <source>This day lies in the future.</source>
        <translation>这个日期在将来。</translation>
    </message>
    <message>
        <source>This house has been deleted. Choose another one.</source>
        <translation>这套房屋已被删除，请另选一套。</translation>
    </message>
    <message>
        <source>This {what} belongs to {name} already; the row says {other}. Correct the row, or change the name of {name} first.</source>
        <translation>这个{what}已属于{name}，本行写的却是{other}。请更正本行，或先修改{name}的姓名。</translation>
    </message>
    <message>
        <source>This {what} was {name}&apos;s in row {row}; here it is {other}&apos;s. Correct one of the rows.</source>
        <translation>这个{what}在第 {row} 行属于{name}，本行却属于{other}。请更正其中一行。</translation>
    </message>
    <message>
        <source>Two desks set the days of the residence, which now ends before it begins. Correct it.</source>
        <translation>两台电脑分别改了居住起止日期，现在结束早于开始，请改正。</translation>
    </message>
    <message>
        <source>Two entries carry one identity card: the person was probably entered at two desks. Merge the entries, or correct one of them.</source>
        <translation>有两条资料的证件号相同，可能是同一个人在两台电脑上各登记了一次。请合并，或改正其中一条。</translation>
    </message>
    <message>
        <source>Two people carry one code. Merge the entries, or correct one of them.</source>
        <translation>有两个人的编码相同。请合并，或改正其中一条。</translation>
    </message>
    <message>
        <source>Type a mobile (11 digits), a landline with area code (0755-12345678) or a foreign one with +.</source>
        <translation>请填写手机号（11 位）、带区号的座机（0755-12345678）或以 + 开头的境外号码。</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>Vehicles</source>
        <translation>车辆</translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation>微信</translation>
    </message>
    <message>
        <source>Whose, where</source>
        <translation>谁的、在哪里</translation>
    </message>
    <message>
        <source>Without house</source>
        <translation>无房屋</translation>
    </message>
    <message>
        <source>Without phone</source>
        <translation>无电话</translation>
    </message>
    <message>
        <source>code</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>identity card</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>the same identity card</source>
        <translation>身份证号相同</translation>
    </message>
    <message>
        <source>the same name and phone</source>
        <translation>姓名和电话相同</translation>
    </message>
    <message>
        <source>the same phone; perhaps one family</source>
        <translation>电话相同，可能是一家人</translation>
    </message>
    <message>
        <source>{field}: {problem}</source>
        <translation>{field}：{problem}</translation>
    </message>
    <message>
        <source>{field}: {value} added</source>
        <translation>{field}：新增 {value}</translation>
    </message>
    <message>
        <source>{field}: {value} removed</source>
        <translation>{field}：移除 {value}</translation>
    </message>
    <message>
        <source>{flags}; has an open ticket</source>
        <translation>{flags}；有未办结的工单</translation>
    </message>
    <message>
        <source>{house} ({relation})</source>
        <translation>{house}（{relation}）</translation>
    </message>
    <message>
        <source>{name} cannot be deleted: {count} tickets or other records name this person. If the entry is a double, merge it into the other one.</source>
        <translation>{name} 不能删除：有 {count} 张工单或其他记录提到此人。如果是重复登记，请与另一条合并。</translation>
    </message>
    <message>
        <source>{name} has been entered with this already. Is it the same person?</source>
        <translation>{name} 已用此号登记。是同一个人吗？</translation>
    </message>
    <message>
        <source>{n} identity cards (first in row {row}) cannot be right, because spreadsheets lose the last digits of long numbers. The people were taken over without them.</source>
        <translation>{n} 个身份证号（首见于第 {row} 行）不正确：电子表格会丢失长数字的末几位。人员已导入，身份证号留空。</translation>
    </message>
    <message>
        <source>{n} rows (first row {row}) name a building but no room: the people were taken over without a house.</source>
        <translation>有 {n} 行（首见于第 {row} 行）只写了楼栋、没有写房号：人员已导入，但未关联房屋。</translation>
    </message>
    <message>
        <source>{value}: {problem}</source>
        <translation>{value}：{problem}</translation>
    </message>
</context>
<context>
    <name>phrasing</name>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Type a day such as 11-25, 25, 2026-11-25, tomorrow, Fri or +3d.</source>
        <translation>请填写日期，例如 11-25、25号、2026-11-25、明天、周五、3天后。</translation>
    </message>
    <message>
        <source>Type a time such as 14:30, tomorrow 9:00, Fri 17:00, 11-25 15:00, +30m or +2h.</source>
        <translation>请填写时间，例如 14:30、明天 9:00、周五 17:00、11-25 15:00、30分钟后、+2h。</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>due now</source>
        <translation>刚好到时</translation>
    </message>
    <message>
        <source>less than 1 min</source>
        <translation>不到 1 分</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>今天 {time}</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>tomorrow {time}</source>
        <translation>明天 {time}</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation>昨天 {time}</translation>
    </message>
    <message>
        <source>{days} d</source>
        <translation>{days} 天</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} 天 {hours} 小时</translation>
    </message>
    <message>
        <source>{day} {time}</source>
        <translation>{day} {time}</translation>
    </message>
    <message>
        <source>{day} {time} {weekday}</source>
        <translation>{day} {time} {weekday}</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} 小时</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分</translation>
    </message>
    <message>
        <source>{span} left</source>
        <translation>剩 {span}</translation>
    </message>
    <message>
        <source>{span} over</source>
        <translation>超 {span}</translation>
    </message>
</context>
<context>
    <name>plans</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>1 Overview</source>
        <translation>一、概况</translation>
    </message>
    <message>
        <source>2 Daily service</source>
        <translation>二、日常服务</translation>
    </message>
    <message>
        <source>3 Special matters</source>
        <translation>三、专项事项</translation>
    </message>
    <message>
        <source>4 Training</source>
        <translation>四、培训</translation>
    </message>
    <message>
        <source>5 Foreseen problems and responses</source>
        <translation>五、预见问题与应对</translation>
    </message>
    <message>
        <source>A public holiday falls into this or the next week.</source>
        <translation>本周或下周有法定节假日。</translation>
    </message>
    <message>
        <source>A reason belongs to a state: choose the state in the row as well.</source>
        <translation>原因要对应状态：请在该行同时选择状态。</translation>
    </message>
    <message>
        <source>A task that is “{old}” cannot become “{new}”.</source>
        <translation>“{old}”的任务不能改为“{new}”。</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>All plans</source>
        <translation>全部计划</translation>
    </message>
    <message>
        <source>Another record gave this task; it waits for a plan.</source>
        <translation>由其他记录产生，等待列入计划。</translation>
    </message>
    <message>
        <source>Apply (F8)</source>
        <translation>应用（F8）</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Approved at</source>
        <translation>批准时间</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>批准人</translation>
    </message>
    <message>
        <source>Attend to: {title}</source>
        <translation>处理：{title}</translation>
    </message>
    <message>
        <source>Back to the plan (Esc)</source>
        <translation>回到计划（Esc）</translation>
    </message>
    <message>
        <source>Begin the plan (Enter)</source>
        <translation>开始计划（回车）</translation>
    </message>
    <message>
        <source>By the yearly notice of public holidays.</source>
        <translation>依据国务院年度放假通知。</translation>
    </message>
    <message>
        <source>Call back: {title}</source>
        <translation>回访：{title}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Care and dates</source>
        <translation>关怀与日期</translation>
    </message>
    <message>
        <source>Care visit: {title}</source>
        <translation>关怀探访：{title}</translation>
    </message>
    <message>
        <source>Carried here</source>
        <translation>上周结转</translation>
    </message>
    <message>
        <source>Carried on</source>
        <translation>结转</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Change (points)</source>
        <translation>变化（百分点）</translation>
    </message>
    <message>
        <source>Choose how to begin. Afterwards proposals from the whole office stand beside the plan.</source>
        <translation>选择从哪里开始。之后全办公室的建议条目会列在计划旁边。</translation>
    </message>
    <message>
        <source>Choose one in the plan to see where it comes from.</source>
        <translation>在计划中选一条，看它从哪里来。</translation>
    </message>
    <message>
        <source>Choose one of: {known}.</source>
        <translation>请从这些中选择：{known}。</translation>
    </message>
    <message>
        <source>Choose somebody who works here now.</source>
        <translation>请选择在职人员。</translation>
    </message>
    <message>
        <source>Clear the hold: {title}</source>
        <translation>解除挂起：{title}</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Complaint: {title}</source>
        <translation>投诉：{title}</translation>
    </message>
    <message>
        <source>Complaints</source>
        <translation>投诉处理</translation>
    </message>
    <message>
        <source>Conclusion of the review</source>
        <translation>复盘结论</translation>
    </message>
    <message>
        <source>Copy of the last plan</source>
        <translation>复制上一份计划</translation>
    </message>
    <message>
        <source>Date: {title}</source>
        <translation>日期：{title}</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the draft</source>
        <translation>删除草稿</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Done %</source>
        <translation>完成率 %</translation>
    </message>
    <message>
        <source>Done at</source>
        <translation>完成时间</translation>
    </message>
    <message>
        <source>Done rate</source>
        <translation>完成率</translation>
    </message>
    <message>
        <source>Done; tick today of a daily task</source>
        <translation>完成；每日任务勾选当天</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Drill: {title}</source>
        <translation>演练：{title}</translation>
    </message>
    <message>
        <source>Drop, with the reason</source>
        <translation>取消任务，写明原因</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Drop…</source>
        <translation>取消任务…</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Due on {day}.</source>
        <translation>{day} 到期。</translation>
    </message>
    <message>
        <source>Duty of the week as in the roster</source>
        <translation>本周值班按排班表执行</translation>
    </message>
    <message>
        <source>Duty roster</source>
        <translation>值班表</translation>
    </message>
    <message>
        <source>Edit the cell</source>
        <translation>编辑单元格</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>效果</translation>
    </message>
    <message>
        <source>Empty plan</source>
        <translation>空白计划</translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Equipment: maintenance and faults</source>
        <translation>设备维保与故障</translation>
    </message>
    <message>
        <source>Even the load as suggested</source>
        <translation>按建议均衡负荷</translation>
    </message>
    <message>
        <source>Every week&apos;s plan stands here once it is begun.</source>
        <translation>每周的计划开始后都列在这里。</translation>
    </message>
    <message>
        <source>Export to Excel</source>
        <translation>导出 Excel</translation>
    </message>
    <message>
        <source>Export to Excel… (Ctrl+E)</source>
        <translation>导出 Excel…（Ctrl+E）</translation>
    </message>
    <message>
        <source>Feedback and follow-up</source>
        <translation>反馈与跟进</translation>
    </message>
    <message>
        <source>Find somebody for {shift}</source>
        <translation>为{shift}安排人员</translation>
    </message>
    <message>
        <source>Finish the review</source>
        <translation>完成复盘</translation>
    </message>
    <message>
        <source>Five parts without tasks.</source>
        <translation>五个部分，暂无任务。</translation>
    </message>
    <message>
        <source>Focus of the week</source>
        <translation>本周重点</translation>
    </message>
    <message>
        <source>Follow up the late ticket: {title}</source>
        <translation>跟进超时工单：{title}</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>跟进</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>From the duty roster of the week.</source>
        <translation>来自本周值班表。</translation>
    </message>
    <message>
        <source>From the handover: {title}</source>
        <translation>交接班事项：{title}</translation>
    </message>
    <message>
        <source>From the plan to its side and back</source>
        <translation>在计划与侧栏之间切换</translation>
    </message>
    <message>
        <source>Give tasks to people to see it here.</source>
        <translation>给任务指定责任人后，这里显示负荷。</translation>
    </message>
    <message>
        <source>Goals</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>Holidays and activities</source>
        <translation>节假日与活动</translation>
    </message>
    <message>
        <source>How the work is arranged</source>
        <translation>流程安排</translation>
    </message>
    <message>
        <source>How to begin</source>
        <translation>如何开始</translation>
    </message>
    <message>
        <source>Improvement list</source>
        <translation>问题改进清单</translation>
    </message>
    <message>
        <source>In a submitted plan every task has a deadline.</source>
        <translation>已提交的计划中，每项任务都要有时限。</translation>
    </message>
    <message>
        <source>In a submitted plan every task has a responsible person.</source>
        <translation>已提交的计划中，每项任务都要有责任人。</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Keep the promise: {title}</source>
        <translation>兑现承诺：{title}</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>上周</translation>
    </message>
    <message>
        <source>Last week: {state}. {reason}</source>
        <translation>上周：{state}。{reason}</translation>
    </message>
    <message>
        <source>Last week: {state}; carried on for the {times}. time. {reason}</source>
        <translation>上周：{state}；第 {times} 次结转。{reason}</translation>
    </message>
    <message>
        <source>Late by {span}.</source>
        <translation>已超时 {span}。</translation>
    </message>
    <message>
        <source>Leave it (Esc)</source>
        <translation>放弃（Esc）</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不列入</translation>
    </message>
    <message>
        <source>Line of the improvement list</source>
        <translation>改进清单条目</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负荷</translation>
    </message>
    <message>
        <source>Look back at a complaint: {title}</source>
        <translation>投诉回访：{title}</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>编制人</translation>
    </message>
    <message>
        <source>Making the plan&apos;s sheet</source>
        <translation>正在生成计划表</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>措施</translation>
    </message>
    <message>
        <source>Measure of the improvement list</source>
        <translation>改进清单措施</translation>
    </message>
    <message>
        <source>Measure open</source>
        <translation>措施未落实</translation>
    </message>
    <message>
        <source>Measure taken</source>
        <translation>措施已落实</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Minutes are a whole number up to {most}.</source>
        <translation>分钟数应为不超过 {most} 的整数。</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More tickets are late than are named one by one.</source>
        <translation>超时工单较多，其余合并为一条。</translation>
    </message>
    <message>
        <source>Move the task down</source>
        <translation>任务下移</translation>
    </message>
    <message>
        <source>Move the task up</source>
        <translation>任务上移</translation>
    </message>
    <message>
        <source>Move to next week</source>
        <translation>转到下周</translation>
    </message>
    <message>
        <source>Moved on</source>
        <translation>转下周</translation>
    </message>
    <message>
        <source>Moved to next week</source>
        <translation>已转下周</translation>
    </message>
    <message>
        <source>Name a week such as 2026-W48, or one of its days such as 2026-11-23.</source>
        <translation>请写周，如 2026-W48，或其中一天，如 2026-11-23。</translation>
    </message>
    <message>
        <source>Name of the template</source>
        <translation>模板名称</translation>
    </message>
    <message>
        <source>New line (Ctrl+I)</source>
        <translation>新增条目（Ctrl+I）</translation>
    </message>
    <message>
        <source>New line of the improvement list</source>
        <translation>新增改进清单条目</translation>
    </message>
    <message>
        <source>New task below</source>
        <translation>在下方新增任务</translation>
    </message>
    <message>
        <source>Next field of the task</source>
        <translation>任务的下一栏</translation>
    </message>
    <message>
        <source>No load yet</source>
        <translation>暂无负荷</translation>
    </message>
    <message>
        <source>No open measures</source>
        <translation>没有未落实的措施</translation>
    </message>
    <message>
        <source>No plan yet for {week}</source>
        <translation>{week}还没有计划</translation>
    </message>
    <message>
        <source>No plans yet</source>
        <translation>还没有计划</translation>
    </message>
    <message>
        <source>No task chosen</source>
        <translation>未选择任务</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>未指定</translation>
    </message>
    <message>
        <source>Nobody called “{name}” works here now.</source>
        <translation>没有叫“{name}”的在职人员。</translation>
    </message>
    <message>
        <source>Nobody has it; {to} has least.</source>
        <translation>尚无责任人；{to} 负荷最轻。</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Not done, with the reason</source>
        <translation>未完成，写明原因</translation>
    </message>
    <message>
        <source>Not done…</source>
        <translation>未完成…</translation>
    </message>
    <message>
        <source>Not in the file any more; they stay in the plan:</source>
        <translation>文件中已没有，仍保留在计划里：</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Nothing to propose</source>
        <translation>没有可建议的条目</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>公告与通知</translation>
    </message>
    <message>
        <source>OK (Enter)</source>
        <translation>确定（回车）</translation>
    </message>
    <message>
        <source>One desk approved the plan while another took it back or sent it back. Ask both, then submit it again.</source>
        <translation>一台电脑批准了计划，另一台同时撤回或退回了它。请问清双方，再重新提交。</translation>
    </message>
    <message>
        <source>One desk finished the review of the plan while another added or reopened this task. Open the review again and decide the task.</source>
        <translation>一台电脑完成了复盘，另一台同时新增或重开了此任务。请重新打开复盘并对该任务作出结论。</translation>
    </message>
    <message>
        <source>One desk finished the review while another opened it again. Finish the review once more.</source>
        <translation>一台电脑完成了复盘，另一台又重新打开。请再次完成复盘。</translation>
    </message>
    <message>
        <source>One desk submitted the plan while another added this task or took its responsible person or its deadline. Fill them in.</source>
        <translation>一台电脑提交了计划，另一台同时新增了此任务或去掉了责任人、时限。请补全。</translation>
    </message>
    <message>
        <source>Only a draft can be deleted. Send the plan back first.</source>
        <translation>只能删除草稿。请先退回计划。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未结</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Open measure of the improvement list of {week}.</source>
        <translation>{week} 改进清单中未落实的措施。</translation>
    </message>
    <message>
        <source>Open the review again…</source>
        <translation>重新打开复盘…</translation>
    </message>
    <message>
        <source>Open.</source>
        <translation>尚未完成。</translation>
    </message>
    <message>
        <source>Other matters</source>
        <translation>其他事项</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Part, person</source>
        <translation>部分、人员</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Plan of a department</source>
        <translation>部门计划</translation>
    </message>
    <message>
        <source>Plan template</source>
        <translation>计划模板</translation>
    </message>
    <message>
        <source>Plan this week</source>
        <translation>制定本周计划</translation>
    </message>
    <message>
        <source>Prevention measure: {title}</source>
        <translation>预防措施：{title}</translation>
    </message>
    <message>
        <source>Print the plan</source>
        <translation>打印计划</translation>
    </message>
    <message>
        <source>Print the plan (F9)</source>
        <translation>打印计划（F9）</translation>
    </message>
    <message>
        <source>Print the review</source>
        <translation>打印复盘</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Problem: {problem}</source>
        <translation>问题：{problem}</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Problems and responses</source>
        <translation>问题与应对</translation>
    </message>
    <message>
        <source>Problems that a review finds stand here with cause and measure until they are settled.</source>
        <translation>复盘发现的问题连同原因和措施列在这里，直到落实。</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Process arrangements</source>
        <translation>流程安排</translation>
    </message>
    <message>
        <source>Proposal left out</source>
        <translation>未列入的建议</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Read back from Excel</source>
        <translation>从 Excel 读回</translation>
    </message>
    <message>
        <source>Read back from Excel… (Ctrl+O)</source>
        <translation>从 Excel 读回…（Ctrl+O）</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reception</source>
        <translation>接待</translation>
    </message>
    <message>
        <source>Reception and enquiries</source>
        <translation>接待与咨询</translation>
    </message>
    <message>
        <source>Refused, left as they are:</source>
        <translation>被拒绝，保持原样：</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Renew the certificate: {title}</source>
        <translation>更新证书：{title}</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>Responsible role</source>
        <translation>责任岗位</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>复盘</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已复盘</translation>
    </message>
    <message>
        <source>Reviewed at</source>
        <translation>复盘时间</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>复盘…</translation>
    </message>
    <message>
        <source>Row {row}, new: {task}</source>
        <translation>第 {row} 行，新增：{task}</translation>
    </message>
    <message>
        <source>Row {row}: {task}</source>
        <translation>第 {row} 行：{task}</translation>
    </message>
    <message>
        <source>Same task the week after</source>
        <translation>下周的同一任务</translation>
    </message>
    <message>
        <source>Same task the week before</source>
        <translation>上周的同一任务</translation>
    </message>
    <message>
        <source>Satisfaction surveys</source>
        <translation>满意度调查</translation>
    </message>
    <message>
        <source>Save (Ctrl+Enter)</source>
        <translation>保存（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Save as a template…</source>
        <translation>另存为模板…</translation>
    </message>
    <message>
        <source>Saved as the template “{title}”.</source>
        <translation>已存为模板“{title}”。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Saved: {what}</source>
        <translation>已保存：{what}</translation>
    </message>
    <message>
        <source>Say of each task whether it was done, and if not, why. Still open: {tasks}.</source>
        <translation>请逐项说明是否完成，未完成的写明原因。尚未说明：{tasks}。</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Send back…</source>
        <translation>退回…</translation>
    </message>
    <message>
        <source>Sent back because</source>
        <translation>退回原因</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>Step of a plan</source>
        <translation>计划的步骤</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>待批准</translation>
    </message>
    <message>
        <source>Suggested balance</source>
        <translation>均衡建议</translation>
    </message>
    <message>
        <source>Surveys</source>
        <translation>调查</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>列入</translation>
    </message>
    <message>
        <source>Take all</source>
        <translation>全部列入</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Take the task out</source>
        <translation>移出任务</translation>
    </message>
    <message>
        <source>Take these rows (Ctrl+Enter)</source>
        <translation>采用这些行（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Taking proposals</source>
        <translation>正在列入建议</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Task added.</source>
        <translation>已新增任务。</translation>
    </message>
    <message>
        <source>Task moved.</source>
        <translation>任务已移动。</translation>
    </message>
    <message>
        <source>Task of a plan template</source>
        <translation>计划模板的任务</translation>
    </message>
    <message>
        <source>Task of the weekly plan</source>
        <translation>周计划任务</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务数</translation>
    </message>
    <message>
        <source>Tasks of weekly plans</source>
        <translation>周计划任务</translation>
    </message>
    <message>
        <source>Templates…</source>
        <translation>模板…</translation>
    </message>
    <message>
        <source>The deadline of a template names no date.</source>
        <translation>模板的时限不写具体日期。</translation>
    </message>
    <message>
        <source>The draft of {week} was deleted.</source>
        <translation>已删除 {week} 的草稿。</translation>
    </message>
    <message>
        <source>The file brings nothing new.</source>
        <translation>文件没有新内容。</translation>
    </message>
    <message>
        <source>The line of the improvement list, or the template, is not saved yet.</source>
        <translation>改进清单条目或模板尚未保存。</translation>
    </message>
    <message>
        <source>The line was deleted.</source>
        <translation>条目已删除。</translation>
    </message>
    <message>
        <source>The load is balanced.</source>
        <translation>负荷均衡。</translation>
    </message>
    <message>
        <source>The load is balanced; there is nothing to move.</source>
        <translation>负荷均衡，无需调整。</translation>
    </message>
    <message>
        <source>The plan has no tasks yet. Enter some first.</source>
        <translation>计划还没有任务，请先录入。</translation>
    </message>
    <message>
        <source>The plan is begun. Proposals stand at the right (F7).</source>
        <translation>计划已开始，建议条目在右侧（F7）。</translation>
    </message>
    <message>
        <source>The plan of next week ({week}) is not made yet</source>
        <translation>下周计划（{week}）尚未编制</translation>
    </message>
    <message>
        <source>The plan of {week} has been reviewed. Open its review again first.</source>
        <translation>{week} 的计划已复盘。请先重新打开复盘。</translation>
    </message>
    <message>
        <source>The plan of {week} is to be reviewed</source>
        <translation>{week} 的计划待复盘</translation>
    </message>
    <message>
        <source>The plan of {week} waits for approval</source>
        <translation>{week} 的计划待批准</translation>
    </message>
    <message>
        <source>The plan waits for its approval. Take it back first, then change it.</source>
        <translation>计划正在等待批准。请先撤回再修改。</translation>
    </message>
    <message>
        <source>The plan {plan} of this file is not here. Begin it first, or wait for the other desks.</source>
        <translation>此文件对应的计划 {plan} 不在本机。请先开始该计划，或等待其他电脑同步。</translation>
    </message>
    <message>
        <source>The public holidays of {year} are not known to this program: Monday to Friday count as working days. Check the State Council&apos;s notice.</source>
        <translation>本程序没有 {year} 年的节假日数据：按周一至周五为工作日处理。请核对国务院放假通知。</translation>
    </message>
    <message>
        <source>The roster names nobody for this shift.</source>
        <translation>值班表中此班无人。</translation>
    </message>
    <message>
        <source>The same task of last week stands twice in this plan: two desks carried it on. Take one of them out.</source>
        <translation>上周同一任务在本计划中出现两次：两台电脑都做了结转。请移出其中一条。</translation>
    </message>
    <message>
        <source>The task comes from it</source>
        <translation>任务由此产生</translation>
    </message>
    <message>
        <source>The task is no longer in the plan: somebody took it out.</source>
        <translation>该任务已不在计划中：有人移出了它。</translation>
    </message>
    <message>
        <source>The task is not due on that day.</source>
        <translation>该任务不在那一天。</translation>
    </message>
    <message>
        <source>The tasks that recur and the texts of {week}; deadlines move with the week.</source>
        <translation>{week} 的常规任务和文字；时限随周移动。</translation>
    </message>
    <message>
        <source>The whole office</source>
        <translation>全办公室</translation>
    </message>
    <message>
        <source>There is a plan of {week} already. Open it.</source>
        <translation>{week} 已有计划，请直接打开。</translation>
    </message>
    <message>
        <source>There is no action “{action}”; there are: {known}.</source>
        <translation>没有操作“{action}”；可用：{known}。</translation>
    </message>
    <message>
        <source>There is no plan of that week yet. Begin one.</source>
        <translation>那一周还没有计划，请先开始一份。</translation>
    </message>
    <message>
        <source>There is no such template.</source>
        <translation>没有这个模板。</translation>
    </message>
    <message>
        <source>These tasks have no reason: {tasks}. Give one each.</source>
        <translation>这些任务没有写原因：{tasks}。请逐一补上。</translation>
    </message>
    <message>
        <source>These tasks have no responsible person or no deadline: {tasks}. Fill them in first.</source>
        <translation>这些任务缺责任人或时限：{tasks}。请先补全。</translation>
    </message>
    <message>
        <source>This file is no weekly plan written by this program. Export the plan again and edit that file.</source>
        <translation>这不是本程序导出的周计划。请重新导出计划，再编辑那个文件。</translation>
    </message>
    <message>
        <source>This line no longer exists. Refresh the list.</source>
        <translation>此条目已不存在，请刷新列表。</translation>
    </message>
    <message>
        <source>This line was not deleted.</source>
        <translation>此条目没有被删除。</translation>
    </message>
    <message>
        <source>This plan was not deleted.</source>
        <translation>此计划没有被删除。</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Tick of a day</source>
        <translation>单日勾选</translation>
    </message>
    <message>
        <source>Tick taken back: {day}</source>
        <translation>已取消勾选：{day}</translation>
    </message>
    <message>
        <source>Ticked: {day}</source>
        <translation>已勾选：{day}</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>To</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>Training and drills</source>
        <translation>培训与演练</translation>
    </message>
    <message>
        <source>Training due: {title}</source>
        <translation>培训到期：{title}</translation>
    </message>
    <message>
        <source>Training: {title}</source>
        <translation>培训：{title}</translation>
    </message>
    <message>
        <source>Two desks decided the task differently, and the reason was lost. Decide it again.</source>
        <translation>两台电脑对该任务结论不同，原因已丢失。请重新作出结论。</translation>
    </message>
    <message>
        <source>Type a deadline such as today 17:00, Fri 15:00, by Wed, daily 9:00 or 11-25 15:00.</source>
        <translation>请填写时限，如：当日 17:00、本周五 15:00、周三前、每日 9:00、11-25 15:00。</translation>
    </message>
    <message>
        <source>Unfinished last week</source>
        <translation>上周未完成</translation>
    </message>
    <message>
        <source>Unfinished tasks, measures, holidays, duties and late matters appear here with their reason.</source>
        <translation>未完成任务、改进措施、节假日、值班和超时事项会连同原因列在这里。</translation>
    </message>
    <message>
        <source>Unknown state ({code})</source>
        <translation>未知状态（{code}）</translation>
    </message>
    <message>
        <source>Waits for a plan</source>
        <translation>等待列入计划</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Week after</source>
        <translation>下一周</translation>
    </message>
    <message>
        <source>Week before</source>
        <translation>上一周</translation>
    </message>
    <message>
        <source>Week {number} · {first} – {last}</source>
        <translation>第 {number} 周 · {first} – {last}</translation>
    </message>
    <message>
        <source>Weekly plan</source>
        <translation>周计划</translation>
    </message>
    <message>
        <source>Weekly plan of the task</source>
        <translation>任务所在周计划</translation>
    </message>
    <message>
        <source>Weekly plan {week}</source>
        <translation>周计划 {week}</translation>
    </message>
    <message>
        <source>Weekly plans</source>
        <translation>周计划</translation>
    </message>
    <message>
        <source>Weeks carried on</source>
        <translation>结转周数</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>What the file brings</source>
        <translation>文件带来的内容</translation>
    </message>
    <message>
        <source>What the file brings to {plan}</source>
        <translation>文件将给 {plan} 带来</translation>
    </message>
    <message>
        <source>What the week has shown, in a sentence or two</source>
        <translation>用一两句话总结本周</translation>
    </message>
    <message>
        <source>When to use it</source>
        <translation>何时使用</translation>
    </message>
    <message>
        <source>Why? The review and next week&apos;s plan show it.</source>
        <translation>为什么？复盘和下周计划会显示。</translation>
    </message>
    <message>
        <source>Work off {n} further late tickets; report the rest every day</source>
        <translation>清理其余 {n} 件超时工单，每日通报余数</translation>
    </message>
    <message>
        <source>added a task</source>
        <translation>新增任务</translation>
    </message>
    <message>
        <source>approved the plan</source>
        <translation>批准计划</translation>
    </message>
    <message>
        <source>began the plan</source>
        <translation>开始计划</translation>
    </message>
    <message>
        <source>carried on {n}×</source>
        <translation>结转 {n} 次</translation>
    </message>
    <message>
        <source>changed a task</source>
        <translation>修改任务</translation>
    </message>
    <message>
        <source>changed after approval</source>
        <translation>批准后变更</translation>
    </message>
    <message>
        <source>changed the overview</source>
        <translation>修改概况</translation>
    </message>
    <message>
        <source>copied tasks from another plan</source>
        <translation>从其他计划复制任务</translation>
    </message>
    <message>
        <source>daily 9:00</source>
        <translation>每日 9:00</translation>
    </message>
    <message>
        <source>did it</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>did not get it done</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>dropped it</source>
        <translation>取消任务</translation>
    </message>
    <message>
        <source>finished the review</source>
        <translation>完成复盘</translation>
    </message>
    <message>
        <source>gave the plan a task</source>
        <translation>列入任务</translation>
    </message>
    <message>
        <source>moved it to next week</source>
        <translation>转到下周</translation>
    </message>
    <message>
        <source>next Wed 17:00</source>
        <translation>下周三 17:00</translation>
    </message>
    <message>
        <source>opened it again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>opened the review again</source>
        <translation>重新打开复盘</translation>
    </message>
    <message>
        <source>put a task back</source>
        <translation>放回任务</translation>
    </message>
    <message>
        <source>read the plan back from Excel</source>
        <translation>从 Excel 读回</translation>
    </message>
    <message>
        <source>sent the plan back</source>
        <translation>退回计划</translation>
    </message>
    <message>
        <source>submitted the plan</source>
        <translation>提交计划</translation>
    </message>
    <message>
        <source>ticked a day</source>
        <translation>勾选一天</translation>
    </message>
    <message>
        <source>took a proposal</source>
        <translation>采用建议</translation>
    </message>
    <message>
        <source>took a task out</source>
        <translation>移出任务</translation>
    </message>
    <message>
        <source>took a tick back</source>
        <translation>取消勾选</translation>
    </message>
    <message>
        <source>took the plan back</source>
        <translation>撤回计划</translation>
    </message>
    <message>
        <source>wrote on the improvement list</source>
        <translation>记入改进清单</translation>
    </message>
    <message>
        <source>{action} ({n})</source>
        <translation>{action}（{n}）</translation>
    </message>
    <message>
        <source>{day} is a make-up working day: staff the desk as on a working day</source>
        <translation>{day} 为调休上班日：前台按工作日配人</translation>
    </message>
    <message>
        <source>{heavy} has {more} min more than {light}; afterwards {rest} min.</source>
        <translation>{heavy} 比 {light} 多 {more} 分钟；调整后相差 {rest} 分钟。</translation>
    </message>
    <message>
        <source>{line} (left out)</source>
        <translation>{line}（未列入）</translation>
    </message>
    <message>
        <source>{name} ({days}) is next week: post the notice and plan the duty</source>
        <translation>下周{name}（{days}）：提前公告并安排值班</translation>
    </message>
    <message>
        <source>{name} ({days}): holiday duty, service arrangements and emergency contacts</source>
        <translation>{name}（{days}）：假期值班、服务安排与应急联系</translation>
    </message>
    <message>
        <source>{name} is written. Edit it, save it, and read it back with Ctrl+O.</source>
        <translation>已写出 {name}。编辑并保存后，用 Ctrl+O 读回。</translation>
    </message>
    <message>
        <source>{n} left out.</source>
        <translation>已不列入 {n} 条。</translation>
    </message>
    <message>
        <source>{n} proposals taken.</source>
        <translation>已列入 {n} 条建议。</translation>
    </message>
    <message>
        <source>{n} proposed again.</source>
        <translation>已重新建议 {n} 条。</translation>
    </message>
    <message>
        <source>{n} rows say nothing new.</source>
        <translation>{n} 行没有变化。</translation>
    </message>
    <message>
        <source>{n} rows taken, {refused} refused.</source>
        <translation>采用 {n} 行，拒绝 {refused} 行。</translation>
    </message>
    <message>
        <source>{n} tasks moved to even the load.</source>
        <translation>为均衡负荷调整了 {n} 项任务。</translation>
    </message>
    <message>
        <source>{n} tasks taken out.</source>
        <translation>已移出 {n} 项任务。</translation>
    </message>
    <message>
        <source>{n} tasks: {action}.</source>
        <translation>{n} 项任务：{action}。</translation>
    </message>
    <message>
        <source>{tasks} and {n} more</source>
        <translation>{tasks} 等，另有 {n} 项</translation>
    </message>
    <message>
        <source>{tasks} tasks, {done} done · {hours} h · {tickets} open tickets</source>
        <translation>{tasks} 项，完成 {done} · {hours} 小时 · 在办工单 {tickets}</translation>
    </message>
    <message>
        <source>{task} → {to}</source>
        <translation>{task} → {to}</translation>
    </message>
    <message>
        <source>{title} (off)</source>
        <translation>{title}（已停用）</translation>
    </message>
    <message>
        <source>{week} beside {last}</source>
        <translation>{week} 与 {last} 对比</translation>
    </message>
    <message>
        <source>{week}: {state}.</source>
        <translation>{week}：{state}。</translation>
    </message>
    <message>
        <source>{week}; there is no earlier plan</source>
        <translation>{week}；没有更早的计划</translation>
    </message>
    <message>
        <source>“{action}” is not possible while it is “{state}”.</source>
        <translation>状态为“{state}”时不能“{action}”。</translation>
    </message>
    <message>
        <source>“{action}” is not possible while it is “{state}”; it is from: {allowed}.</source>
        <translation>状态为“{state}”时不能“{action}”；可在这些状态下进行：{allowed}。</translation>
    </message>
    <message>
        <source>“{field}” holds a formula; type what it should say.</source>
        <translation>“{field}”是公式；请直接输入内容。</translation>
    </message>
    <message>
        <source>“{field}” was changed in the program meanwhile: it says “{now}”, the file “{text}”.</source>
        <translation>“{field}”在程序里已改为“{now}”，而文件中是“{text}”。</translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="vanished">变化</translation>
    </message>
    <message>
        <source>Leave (Del)</source>
        <translation type="vanished">不列入（Del）</translation>
    </message>
    <message>
        <source>Line not saved</source>
        <translation type="vanished">尚未保存</translation>
    </message>
    <message>
        <source>Take (Enter)</source>
        <translation type="vanished">列入（回车）</translation>
    </message>
    <message>
        <source>The line of the improvement list is not saved yet.</source>
        <translation type="vanished">改进清单条目尚未保存。</translation>
    </message>
</context>
<context>
    <name>plansheet</name>
    <message>
        <source>Approved by the supervisor</source>
        <translation>主管批准</translation>
    </message>
    <message>
        <source>Approved by {name} on {day}</source>
        <translation>{name} 批准于 {day}</translation>
    </message>
    <message>
        <source>Carried here</source>
        <translation>上周结转</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Conclusion</source>
        <translation>结论</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Done rate</source>
        <translation>完成率</translation>
    </message>
    <message>
        <source>Hours in all</source>
        <translation>合计小时</translation>
    </message>
    <message>
        <source>Hours of tasks</source>
        <translation>任务小时</translation>
    </message>
    <message>
        <source>Improvement list</source>
        <translation>问题改进清单</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>上周</translation>
    </message>
    <message>
        <source>Load of the week</source>
        <translation>本周负荷</translation>
    </message>
    <message>
        <source>Made by {name}</source>
        <translation>编制：{name}</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>措施</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Moved on</source>
        <translation>转下周</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>No problems were noted.</source>
        <translation>没有记录问题。</translation>
    </message>
    <message>
        <source>No tasks yet.</source>
        <translation>暂无任务。</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序</translation>
    </message>
    <message>
        <source>Nobody has a task yet.</source>
        <translation>尚无责任人。</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Open tickets</source>
        <translation>在办工单</translation>
    </message>
    <message>
        <source>Part, person</source>
        <translation>部分、人员</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Reason, what came of it</source>
        <translation>原因 / 结果说明</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Responsible</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Result of the week</source>
        <translation>本周结果</translation>
    </message>
    <message>
        <source>Review of the week</source>
        <translation>周复盘</translation>
    </message>
    <message>
        <source>Reviewed by the supervisor</source>
        <translation>主管复盘</translation>
    </message>
    <message>
        <source>Reviewed by {name} on {day}</source>
        <translation>{name} 复盘于 {day}</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Seen by the team</source>
        <translation>班组阅知</translation>
    </message>
    <message>
        <source>Sent back: {reason}</source>
        <translation>退回：{reason}</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务数</translation>
    </message>
    <message>
        <source>Weekly plan</source>
        <translation>周工作计划</translation>
    </message>
    <message>
        <source>carried on {n}×</source>
        <translation>结转 {n} 次</translation>
    </message>
    <message>
        <source>changed after approval</source>
        <translation>批准后变更</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>未指定</translation>
    </message>
    <message>
        <source>week {week} of {year}</source>
        <translation>{year} 年第 {week} 周</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>{part}: nothing planned</source>
        <translation>{part}：本周无</translation>
    </message>
</context>
<context>
    <name>preview</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Open in another program</source>
        <translation>用其他程序打开</translation>
    </message>
    <message>
        <source>Page width</source>
        <translation>页宽</translation>
    </message>
    <message>
        <source>Page {page} of {count}</source>
        <translation>第 {page} 页，共 {count} 页</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Print (Enter)</source>
        <translation>打印（回车）</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>正在打印</translation>
    </message>
    <message>
        <source>Printing was stopped. Pages the printer already has may still come out.</source>
        <translation>已停止打印。打印机已经收到的页可能还会打出来。</translation>
    </message>
    <message>
        <source>Reading the sheet</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>已另存为 {name}。</translation>
    </message>
    <message>
        <source>Saving the sheet</source>
        <translation>正在保存文件</translation>
    </message>
    <message>
        <source>Sent to “{printer}”. Pages: {count}.</source>
        <translation>已送到“{printer}”，共 {count} 页。</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>The printer “{printer}” took nothing. See whether it is switched on and connected, then print again; or save the sheet and print it on another computer.</source>
        <translation>打印机“{printer}”没有接收。请看它是否开机、是否连好，再打印一次；也可以先另存，到别的电脑上打印。</translation>
    </message>
    <message>
        <source>This computer has no printer yet. Add one in the system&apos;s settings and print again; or save the sheet and print it on another computer.</source>
        <translation>这台电脑还没有打印机。在系统设置里添加后再打印；也可以先另存，到别的电脑上打印。</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>整页</translation>
    </message>
    <message>
        <source>{name} – preview</source>
        <translation>{name} – 打印预览</translation>
    </message>
    <message>
        <source>“{name}” could not be saved. Print the sheet again, then save it.</source>
        <translation>“{name}”没能保存。请重新打印生成一份，再另存。</translation>
    </message>
</context>
<context>
    <name>recovery</name>
    <message>
        <source>1. If a computer of the office still works: open the page “Sync” there, then “More” and “Enter the recovery code”.</source>
        <translation>1. 如果服务中心还有一台电脑能用：在它上面打开「同步」页，点「更多」→「输入恢复码」。</translation>
    </message>
    <message>
        <source>1. Start the program. Choose “Join an office that exists”.</source>
        <translation>1. 启动程序，选「加入已有服务中心」。</translation>
    </message>
    <message>
        <source>2. Choose the shared folder named above.</source>
        <translation>2. 选择上面写的共享文件夹。</translation>
    </message>
    <message>
        <source>2. If none does: install the program on any computer, choose “Join an office that exists”, then the shared folder, and type this code where the code of an invitation is asked for.</source>
        <translation>2. 如果一台都没有：在任意一台电脑上安装程序，选「加入已有服务中心」，选共享文件夹，在要邀请码的地方输入这个码。</translation>
    </message>
    <message>
        <source>3. Type it group by group, or scan the picture. Capitals, dashes and blanks do not matter.</source>
        <translation>3. 按组输入，或扫描二维码。大小写、横线、空格都没关系。</translation>
    </message>
    <message>
        <source>3. Type the code, give the desk a name, and wait until it is filled.</source>
        <translation>3. 输入邀请码，给电脑取名，等数据装入完成。</translation>
    </message>
    <message>
        <source>4. Invite the other computers. Then this sheet goes back into the safe; it stays valid.</source>
        <translation>4. 再邀请其他电脑。然后把本单放回保险柜，它一直有效。</translation>
    </message>
    <message>
        <source>All desks of this office exchange their work through a shared folder in which everything is encrypted. This code is the office&apos;s master key. It is needed only if every computer that may manage the exchange is lost, stolen or broken. Nobody can make it anew, the makers of the program neither.</source>
        <translation>服务中心的各台电脑通过共享文件夹交换工作内容，里面全部加密。这个码就是服务中心的主钥匙。只有当能管理同步的电脑全部丢失、被盗或损坏时才用得到。任何人都无法重新生成它，软件作者也不能。</translation>
    </message>
    <message>
        <source>At the new desk</source>
        <translation>在新电脑上</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>Destroy this sheet afterwards.</source>
        <translation>用完请销毁本单。</translation>
    </message>
    <message>
        <source>Holds until</source>
        <translation>有效至</translation>
    </message>
    <message>
        <source>How to use it</source>
        <translation>怎么用</translation>
    </message>
    <message>
        <source>Invitation to join</source>
        <translation>加入邀请</translation>
    </message>
    <message>
        <source>Kept where</source>
        <translation>存放地点</translation>
    </message>
    <message>
        <source>Printed by</source>
        <translation>打印人</translation>
    </message>
    <message>
        <source>Printed {time}</source>
        <translation>打印于 {time}</translation>
    </message>
    <message>
        <source>Put into the safe by</source>
        <translation>入柜人</translation>
    </message>
    <message>
        <source>Put this sheet into a closed envelope in the office&apos;s safe, a second one in another house. Whoever has it can let computers into the office and read everything: do not photograph it, do not send it, do not keep it on a computer.</source>
        <translation>请装入信封封好，放进服务中心保险柜；另一份存放在别的楼。拿到它的人可以让电脑加入服务中心并读到全部内容：不要拍照，不要发送，不要存在电脑上。</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Recovery sheet of the exchange</source>
        <translation>同步恢复单</translation>
    </message>
    <message>
        <source>Shared folder</source>
        <translation>共享文件夹</translation>
    </message>
    <message>
        <source>The same code, to scan</source>
        <translation>同一个码，可扫描</translation>
    </message>
    <message>
        <source>Who keeps it</source>
        <translation>由谁保管</translation>
    </message>
    <message>
        <source>With this code one computer can join the office, once.</source>
        <translation>凭这个码可让一台电脑加入服务中心，只能用一次。</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>0 never locks by itself.</source>
        <translation>填 0 表示不自动锁定。</translation>
    </message>
    <message>
        <source>1 is Monday, 4 is Thursday: from then on a plan that is not made yet is pointed out.</source>
        <translation>1 为周一，4 为周四：从这一天起提醒尚未编制的下周计划。</translation>
    </message>
    <message>
        <source>A certificate may name a time of its own.</source>
        <translation>每张证书也可以单独写提前几天。</translation>
    </message>
    <message>
        <source>A drill every month</source>
        <translation>每月至少一次演练</translation>
    </message>
    <message>
        <source>A folder that daily backups are copied to as well; empty for none.</source>
        <translation>每日备份另存一份到这个文件夹；不需要就留空。</translation>
    </message>
    <message>
        <source>A month without a drill is told to the handover, the weekly plan and the page of today.</source>
        <translation>当月没有演练时，会提醒到交接班、周计划和工作台。</translation>
    </message>
    <message>
        <source>A newcomer whose checklist is open logs in when the mentor, a trainer or a supervisor gives number and PIN as well; the log-in is noted with both names.</source>
        <translation>培训清单还没通过的新员工登录时，由带教师傅、培训师或主管同时输入工号和密码；登录记录里写两个人的名字。</translation>
    </message>
    <message>
        <source>A ticket not dispatched by then counts as late to dispatch.</source>
        <translation>超过这个时间还没派单，就算派单超时。</translation>
    </message>
    <message>
        <source>A time zone such as Asia/Shanghai.</source>
        <translation>请填写时区，例如 Asia/Shanghai。</translation>
    </message>
    <message>
        <source>Accept the handover before the first intake</source>
        <translation>先接班，后接单</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Alarm of the complaint rate (%)</source>
        <translation>投诉率预警线（%）</translation>
    </message>
    <message>
        <source>Answer yes or no.</source>
        <translation>请选择是或否。</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>As soon as the exam is passed</source>
        <translation>考核通过即可</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Attachments of one record</source>
        <translation>每条记录的附件数</translation>
    </message>
    <message>
        <source>Choose one of: {choices}.</source>
        <translation>请从中选择：{choices}。</translation>
    </message>
    <message>
        <source>Common practice; set it as your office works</source>
        <translation>行业惯例，可按本中心情况调整</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>紧凑</translation>
    </message>
    <message>
        <source>Compact shows more rows on a small screen.</source>
        <translation>屏幕小时选紧凑，一屏能多看几行。</translation>
    </message>
    <message>
        <source>Complaint: first response</source>
        <translation>投诉：首次响应</translation>
    </message>
    <message>
        <source>Complaint: solution</source>
        <translation>投诉：解决方案</translation>
    </message>
    <message>
        <source>Complaint: warn before due</source>
        <translation>投诉：到期前提醒</translation>
    </message>
    <message>
        <source>Complaints</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Complaints are counted anew in each of them.</source>
        <translation>每个周期重新计数。</translation>
    </message>
    <message>
        <source>Complaints of the same person, of the same house, or about nearly the same are pointed out.</source>
        <translation>同一人、同一房屋或内容相近的投诉会被指出。</translation>
    </message>
    <message>
        <source>Copy the resident&apos;s message on saving</source>
        <translation>保存后自动复制给住户的话</translation>
    </message>
    <message>
        <source>Counted from the first day of the newcomer&apos;s checklist.</source>
        <translation>从新员工培训清单的第一天算起。</translation>
    </message>
    <message>
        <source>Counts for the load of a person where a task names no minutes.</source>
        <translation>任务没有写分钟数时，按此计入个人负荷。</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Days in which a complaint counts as repeated</source>
        <translation>多少天内算重复投诉</translation>
    </message>
    <message>
        <source>Days in which a similar ticket is pointed out</source>
        <translation>提醒几天内的相似工单</translation>
    </message>
    <message>
        <source>Difference of load that is fair (minutes)</source>
        <translation>允许的负荷差（分钟）</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Enough to read a nameplate and to print a full page; a telephone takes 4000 and more</source>
        <translation>足以看清铭牌和打印整页；手机照片通常有 4000 像素以上</translation>
    </message>
    <message>
        <source>Enquiry at the counter or by telephone</source>
        <translation>当面或电话咨询</translation>
    </message>
    <message>
        <source>Enquiry by message</source>
        <translation>线上咨询</translation>
    </message>
    <message>
        <source>Enter a whole number from {least} to {most}.</source>
        <translation>请填写 {least} 到 {most} 的整数。</translation>
    </message>
    <message>
        <source>Exam passed and shadowing over</source>
        <translation>考核通过并且跟岗期满</translation>
    </message>
    <message>
        <source>Fetch attachments by themselves up to (MB)</source>
        <translation>自动下载附件的上限（MB）</translation>
    </message>
    <message>
        <source>Fewest complaints for an alarm</source>
        <translation>预警最少件数</translation>
    </message>
    <message>
        <source>From intake to dispatch</source>
        <translation>登记到派单</translation>
    </message>
    <message>
        <source>Given to residents in messages and on work slips.</source>
        <translation>写在给住户的话和派工单上。</translation>
    </message>
    <message>
        <source>Hours a year: skilled staff</source>
        <translation>骨干每年学时</translation>
    </message>
    <message>
        <source>Hours a year: supervisors</source>
        <translation>主管每年学时</translation>
    </message>
    <message>
        <source>How many pictures and files a ticket, person or house may have.</source>
        <translation>一张工单、一个人员或一处房屋最多可有的照片和文件数。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Language of the window and of printed sheets.</source>
        <translation>界面和打印件的语言。</translation>
    </message>
    <message>
        <source>Larger files are refused; pictures are made smaller first. Every desk keeps a copy.</source>
        <translation>超过的文件不予添加；照片会先缩小。每台电脑都会保存一份。</translation>
    </message>
    <message>
        <source>Larger ones of other desks come when somebody opens them; 0 fetches none unasked.</source>
        <translation>其他电脑上更大的附件在打开时才下载；填 0 则都不自动下载。</translation>
    </message>
    <message>
        <source>Larger pictures are made so small when they are attached; 0 keeps their size.</source>
        <translation>更大的照片在添加时缩小到这个尺寸；填 0 则保持原尺寸。</translation>
    </message>
    <message>
        <source>Largest attachment (MB)</source>
        <translation>附件大小上限（MB）</translation>
    </message>
    <message>
        <source>Late tickets named one by one</source>
        <translation>逐条列出的超时工单数</translation>
    </message>
    <message>
        <source>Level 1: first response</source>
        <translation>一级：首次响应</translation>
    </message>
    <message>
        <source>Level 2: first response</source>
        <translation>二级：首次响应</translation>
    </message>
    <message>
        <source>Level 3: first response</source>
        <translation>三级：首次响应</translation>
    </message>
    <message>
        <source>Level 3: result fed back</source>
        <translation>三级：反馈结果</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Light, dark, or as Windows is set.</source>
        <translation>浅色、深色，或跟随 Windows 设置。</translation>
    </message>
    <message>
        <source>Lines of a section at most</source>
        <translation>每一节最多几行</translation>
    </message>
    <message>
        <source>Lock after minutes without use</source>
        <translation>无操作自动锁定</translation>
    </message>
    <message>
        <source>Log in with a PIN</source>
        <translation>登录需要密码</translation>
    </message>
    <message>
        <source>Longer side of a picture (pixels)</source>
        <translation>照片长边（像素）</translation>
    </message>
    <message>
        <source>Measures for improvement after an alarm</source>
        <translation>预警后提出改进措施</translation>
    </message>
    <message>
        <source>Minutes before a due time at which a complaint is shown as due soon.</source>
        <translation>到期前多少分钟显示为即将到期。</translation>
    </message>
    <message>
        <source>Minutes before a due time at which it is shown as due soon.</source>
        <translation>距时限还有多少分钟时，提示“即将超时”。</translation>
    </message>
    <message>
        <source>Minutes from entry to the first response for level 1.</source>
        <translation>一级工单从登记到首次响应的分钟数。</translation>
    </message>
    <message>
        <source>Minutes from entry to the first response for level 2.</source>
        <translation>二级工单从登记到首次响应的分钟数。</translation>
    </message>
    <message>
        <source>Minutes from entry to the first response for level 3.</source>
        <translation>三级工单从登记到首次响应的分钟数。</translation>
    </message>
    <message>
        <source>Minutes from entry until somebody is on site for a repair of level 1 or 2; the documents also name a first inspection within 2 hours, and provincial rules 2 to 4 hours.</source>
        <translation>一、二级维修从登记到有人到场的分钟数；标准中另有 2 小时内首次勘查、各省规定 2 至 4 小时的要求。</translation>
    </message>
    <message>
        <source>Minutes from entry until the result is fed back to the resident.</source>
        <translation>从登记到向住户反馈处理结果的分钟数。</translation>
    </message>
    <message>
        <source>Minutes from entry until the result of a level 3 ticket is fed back.</source>
        <translation>三级工单从登记到反馈处理结果的分钟数。</translation>
    </message>
    <message>
        <source>Minutes from receiving a complaint until a solution has been said to the person: 48 hours.</source>
        <translation>从受理投诉到向投诉人说明解决方案的分钟数：48 小时。</translation>
    </message>
    <message>
        <source>Minutes from receiving a complaint until somebody has answered the person: 24 hours.</source>
        <translation>从受理投诉到首次回应投诉人的分钟数：24 小时。</translation>
    </message>
    <message>
        <source>Minutes in which the supervisor says what is done about too many complaints: 24 hours.</source>
        <translation>主管提出改进措施的分钟数：24 小时。</translation>
    </message>
    <message>
        <source>Minutes to answer an enquiry made by WeChat, app or another message channel.</source>
        <translation>微信、APP 等线上咨询多少分钟内答复。</translation>
    </message>
    <message>
        <source>Minutes to answer an enquiry made in person or by telephone.</source>
        <translation>当面或电话咨询多少分钟内答复。</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Months of shadowing</source>
        <translation>跟岗月数</translation>
    </message>
    <message>
        <source>More complaints than this for every hundred houses of a building, or of the office, in a period raise an alarm and a task for the supervisor.</source>
        <translation>一个周期内某栋楼或整个项目的投诉件数占户数的比例超过此数，发出预警并给主管派任务。</translation>
    </message>
    <message>
        <source>Name of this desk</source>
        <translation>本前台名称</translation>
    </message>
    <message>
        <source>Newcomers log in only with their mentor</source>
        <translation>新员工须由师傅陪同登录</translation>
    </message>
    <message>
        <source>Newcomers whose checklist is not passed yet.</source>
        <translation>指培训清单还没通过的新员工。</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>标准</translation>
    </message>
    <message>
        <source>Of hundred; an exam row that names a score of its own keeps it.</source>
        <translation>百分制；清单行里写明分数的，以那一行为准。</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>物业服务中心</translation>
    </message>
    <message>
        <source>Office address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Office name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>One complaint in a building of eight houses is more than 10 % and yet no trend.</source>
        <translation>八户的楼里有一件投诉就超过 10 %，但还不算趋势。</translation>
    </message>
    <message>
        <source>Open tickets of the same place, or with nearly the same text, shown at intake.</source>
        <translation>登记时列出同一位置或内容相近的未结工单。</translation>
    </message>
    <message>
        <source>Period of the complaint rate</source>
        <translation>投诉率统计周期</translation>
    </message>
    <message>
        <source>Pictures and files</source>
        <translation>照片和附件</translation>
    </message>
    <message>
        <source>Puts number, expected time, responsible person and telephone on the clipboard.</source>
        <translation>把工单号、预计时间、负责人和电话复制到剪贴板。</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>季度</translation>
    </message>
    <message>
        <source>Remind of next week&apos;s plan from weekday</source>
        <translation>从周几起提醒编制下周计划</translation>
    </message>
    <message>
        <source>Repair: on site</source>
        <translation>维修：到场</translation>
    </message>
    <message>
        <source>Repair: result fed back</source>
        <translation>维修：反馈结果</translation>
    </message>
    <message>
        <source>Response and resolution times</source>
        <translation>响应与办结时限</translation>
    </message>
    <message>
        <source>Row height</source>
        <translation>行高</translation>
    </message>
    <message>
        <source>Score an exam needs</source>
        <translation>考核合格分</translation>
    </message>
    <message>
        <source>Second place for backups</source>
        <translation>备份的第二位置</translation>
    </message>
    <message>
        <source>Service telephone</source>
        <translation>服务电话</translation>
    </message>
    <message>
        <source>Shift handover</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>Shown to the other desks, such as “North gate desk”.</source>
        <translation>其他前台看到的名称，例如“北门前台”。</translation>
    </message>
    <message>
        <source>Simplified Chinese</source>
        <translation>简体中文</translation>
    </message>
    <message>
        <source>So many late tickets are proposed to a plan each on its own; the rest as one task.</source>
        <translation>这么多超时工单各列一条建议，其余合并为一条。</translation>
    </message>
    <message>
        <source>So that a handover fits on one or two sheets of A4</source>
        <translation>让一份交接印在一到两张 A4 纸上</translation>
    </message>
    <message>
        <source>Special courses a year</source>
        <translation>每年专项课程数</translation>
    </message>
    <message>
        <source>Stands on every printed sheet and in messages to residents.</source>
        <translation>印在每张打印件上，也写进给住户的话。</translation>
    </message>
    <message>
        <source>Stands on letterheads.</source>
        <translation>印在信头上。</translation>
    </message>
    <message>
        <source>Target of the yearly overview.</source>
        <translation>年度总览里的目标。</translation>
    </message>
    <message>
        <source>The customer&apos;s documents name several figures; this is the strictest one that is met in practice</source>
        <translation>标准文件中有几种说法，这里取实际做得到的最严一种</translation>
    </message>
    <message>
        <source>The customer&apos;s documents say both: shadowing a mentor for 3 months, and two weeks of training with an exam; the stricter one holds until the office decides</source>
        <translation>客户资料里两种说法都有：师傅带教跟岗 3 个月，以及两周培训加考核；在办公室决定之前，按较严的一种执行</translation>
    </message>
    <message>
        <source>The customer&apos;s documents say “in a period”; reports to owners are made for months</source>
        <translation>客户文件只写“一段时间内”；对业主的报告按月</translation>
    </message>
    <message>
        <source>The customer&apos;s documents: 3 minutes at the counter, 30 minutes by message</source>
        <translation>标准文件：当面 3 分钟，线上 30 分钟</translation>
    </message>
    <message>
        <source>The customer&apos;s documents: the plan of the week is made before it begins, reviewed on Friday</source>
        <translation>客户文件：周计划在周前编制，周五复盘</translation>
    </message>
    <message>
        <source>The customer&apos;s product rules name it as a choice of the office; without it nobody is held up</source>
        <translation>客户的产品要求把它列为可选；不开就不拦任何人</translation>
    </message>
    <message>
        <source>The customer&apos;s service standard for the reception office</source>
        <translation>客服前台服务标准</translation>
    </message>
    <message>
        <source>The customer&apos;s targets: training assessment of 90 and more</source>
        <translation>客户的指标：培训考核 90 分及以上</translation>
    </message>
    <message>
        <source>The customer&apos;s training rules: 12 special courses a year</source>
        <translation>客户的培训规定：每年 12 门专项课程</translation>
    </message>
    <message>
        <source>The customer&apos;s training rules: a mentor accompanies a newcomer for 3 months</source>
        <translation>客户的培训规定：师傅带教新员工 3 个月</translation>
    </message>
    <message>
        <source>The customer&apos;s training rules: a mentor has at most 2 trainees at a time</source>
        <translation>客户的培训规定：一名师傅同时最多带 2 名学员</translation>
    </message>
    <message>
        <source>The customer&apos;s training rules: at least 40 hours a year for supervisors</source>
        <translation>客户的培训规定：主管每年不少于 40 小时</translation>
    </message>
    <message>
        <source>The customer&apos;s training rules: at least 60 hours a year for skilled staff</source>
        <translation>客户的培训规定：骨干每年不少于 60 小时</translation>
    </message>
    <message>
        <source>The customer&apos;s training rules: one emergency drill a month</source>
        <translation>客户的培训规定：每月一次应急演练</translation>
    </message>
    <message>
        <source>The customer&apos;s training rules: until passed, an account works under the mentor&apos;s name only</source>
        <translation>客户的培训规定：考核通过前，账号只在师傅名下使用</translation>
    </message>
    <message>
        <source>The exam must be passed in either case; shadowing counts from the first day of the checklist.</source>
        <translation>两种情况都必须先通过考核；跟岗从清单第一天算起。</translation>
    </message>
    <message>
        <source>There is no setting “{key}”.</source>
        <translation>没有设置项“{key}”。</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>This setting belongs to the whole office.</source>
        <translation>这项设置对整个物业服务中心生效，不能只改本机。</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Times are stored in UTC and shown in this zone.</source>
        <translation>所有时间按这个时区显示。</translation>
    </message>
    <message>
        <source>Trainees of one mentor at most</source>
        <translation>一名师傅最多带几名学员</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>Two people whose loads differ by more get a suggestion which task to move.</source>
        <translation>两人负荷相差超过此数时，建议调整哪项任务。</translation>
    </message>
    <message>
        <source>Usual length of a task (minutes)</source>
        <translation>任务的通常用时（分钟）</translation>
    </message>
    <message>
        <source>Warn before certificates expire (days)</source>
        <translation>证书到期前提醒（天）</translation>
    </message>
    <message>
        <source>Warn before due</source>
        <translation>超时前提醒</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Weekly plan</source>
        <translation>周计划</translation>
    </message>
    <message>
        <source>Weight of an open ticket (minutes)</source>
        <translation>一件在办工单的权重（分钟）</translation>
    </message>
    <message>
        <source>What an open ticket adds to the load of the person who has it; 0 leaves tickets out.</source>
        <translation>每件在办工单给责任人增加的负荷；0 表示不计。</translation>
    </message>
    <message>
        <source>What is more becomes one line with its number; sections that must be read hold twice as many.</source>
        <translation>多出来的合成一行，写明还有几条；必读的节可多一倍。</translation>
    </message>
    <message>
        <source>When a newcomer may work alone</source>
        <translation>新员工何时可以独立上岗</translation>
    </message>
    <message>
        <source>Whoever is on duty takes no ticket in while a handover waits for them; tickets of level 1 go at once.</source>
        <translation>有交接等着接的时候，当班的人先接班才能接单；一级工单不受限制。</translation>
    </message>
    <message>
        <source>Without it anybody at the computer acts as the chosen person: for trials only.</source>
        <translation>关闭后，谁坐在电脑前都能以所选人员的身份操作，仅供试用。</translation>
    </message>
    <message>
        <source>What is more stands in one line that says how many. Of what must be read there are twice as many.</source>
        <translation type="vanished">多出来的合成一行，写明还有几条；必读的节可多一倍。</translation>
    </message>
    <message>
        <source>What is more stands in one line that says how many; the lists have all of them.</source>
        <translation type="vanished">多出来的合成一行，写明还有几条；完整的在各自的列表里。</translation>
    </message>
</context>
<context>
    <name>settings-page</name>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>A backup is made every day while the program runs: 14 days are kept, and the first of each month for a year. Set a second place for copies under “Settings”.</source>
        <translation>程序运行期间每天自动备份一次：最近 14 天的都保留，每月第一份保留一年。可在“设置”中指定另一个备份位置。</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Another part of the settings, at the side</source>
        <translation>在左侧切换设置栏目</translation>
    </message>
    <message>
        <source>At least 4 characters.</source>
        <translation>至少 4 位。</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>操作日志</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Backed up and checked: {file}</source>
        <translation>已备份并校验：{file}</translation>
    </message>
    <message>
        <source>Backing up…</source>
        <translation>正在备份…</translation>
    </message>
    <message>
        <source>Backup of</source>
        <translation>备份日期</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份与恢复</translation>
    </message>
    <message>
        <source>Backups on this computer</source>
        <translation>本机的备份</translation>
    </message>
    <message>
        <source>Bring a file back…</source>
        <translation>从文件恢复…</translation>
    </message>
    <message>
        <source>Bring back {file}?</source>
        <translation>恢复到备份 {file}？</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Bring this one back…</source>
        <translation>恢复到此备份…</translation>
    </message>
    <message>
        <source>Bringing the newest backup back for trial…</source>
        <translation>正在用最新备份试恢复…</translation>
    </message>
    <message>
        <source>Changed · default: {value}</source>
        <translation>已修改 · 默认：{value}</translation>
    </message>
    <message>
        <source>Choose a backup</source>
        <translation>选择备份文件</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Choose a spreadsheet</source>
        <translation>选择表格文件</translation>
    </message>
    <message>
        <source>Choose an Excel or CSV file, or drop it here. Columns are recognised by their titles; nothing is kept before you have seen a trial.</source>
        <translation>选择 Excel 或 CSV 文件，也可以直接拖到这里。程序按表头识别各列，先试导入看结果，确认后才写入。</translation>
    </message>
    <message>
        <source>Choose columns for: {fields}.</source>
        <translation>请为以下必填项指定列：{fields}。</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>Default from: {source}</source>
        <translation>默认值依据：{source}</translation>
    </message>
    <message>
        <source>Dictionaries</source>
        <translation>字典</translation>
    </message>
    <message>
        <source>Done: {read} rows read; {created} new, {updated} changed, {skipped} left out, {refused} refused.</source>
        <translation>导入完成：读取 {read} 行，新增 {created}，更新 {updated}，跳过 {skipped}，未导入 {refused}。</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Edit {name}</source>
        <translation>修改员工：{name}</translation>
    </message>
    <message>
        <source>Everybody who works for the office stands here, also those who never use the computer.</source>
        <translation>本中心的全部员工都登记在这里，包括不使用电脑的现场人员。</translation>
    </message>
    <message>
        <source>Everything entered since that backup will no longer be there. What is there now is kept beside it and can be brought back in the same way. Everybody must log in again.</source>
        <translation>该备份之后录入的内容将不再显示。当前数据会另存一份，可以用同样的方法恢复。恢复后需要重新登录。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>查找设置项</translation>
    </message>
    <message>
        <source>Free space</source>
        <translation>可用空间</translation>
    </message>
    <message>
        <source>House</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Houses</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Houses and owners</source>
        <translation>房屋与业主</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <source>Keep the value</source>
        <translation>保存修改</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>不恢复</translation>
    </message>
    <message>
        <source>Ledger of certificates</source>
        <translation>证书台账</translation>
    </message>
    <message>
        <source>Ledger of complaints</source>
        <translation>投诉台账</translation>
    </message>
    <message>
        <source>Ledger of training</source>
        <translation>培训台账</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>信函</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可协议</translation>
    </message>
    <message>
        <source>Log-ins, exports, personal data shown and changed settings stand here for ever.</source>
        <translation>登录、导出、查看个人信息、修改设置等操作都会记录在这里，不会删除。</translation>
    </message>
    <message>
        <source>May be left empty and set later.</source>
        <translation>可以先不填，以后再设置。</translation>
    </message>
    <message>
        <source>Move the entry down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move the entry up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New PIN again</source>
        <translation>再输一次新密码</translation>
    </message>
    <message>
        <source>New entry</source>
        <translation>新词条</translation>
    </message>
    <message>
        <source>New entry, then Enter</source>
        <translation>输入新词条后按回车</translation>
    </message>
    <message>
        <source>New member of staff</source>
        <translation>新增员工</translation>
    </message>
    <message>
        <source>No file yet</source>
        <translation>还没有选择文件</translation>
    </message>
    <message>
        <source>Nobody here</source>
        <translation>没有员工</translation>
    </message>
    <message>
        <source>Nothing is written down here yet</source>
        <translation>还没有记录</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>物业服务中心</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>打开数据文件夹</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>PIN of {name}</source>
        <translation>{name} 的密码</translation>
    </message>
    <message>
        <source>PIN set</source>
        <translation>已设密码</translation>
    </message>
    <message>
        <source>Present PIN</source>
        <translation>当前密码</translation>
    </message>
    <message>
        <source>Reading {file}…</source>
        <translation>正在读取 {file}…</translation>
    </message>
    <message>
        <source>Refused rows</source>
        <translation>未导入的行</translation>
    </message>
    <message>
        <source>Rename the entry</source>
        <translation>修改词条名称</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>住户</translation>
    </message>
    <message>
        <source>Residents may be told it.</source>
        <translation>可以告知住户。</translation>
    </message>
    <message>
        <source>Restore drill</source>
        <translation>恢复演练</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Save the refused rows</source>
        <translation>保存未导入的行</translation>
    </message>
    <message>
        <source>Save the refused rows…</source>
        <translation>保存未导入的行…</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Saved: {file}. Correct the rows there and import that file.</source>
        <translation>已保存：{file}。请在文件中改正后再次导入。</translation>
    </message>
    <message>
        <source>Saved: {setting}</source>
        <translation>已保存：{setting}</translation>
    </message>
    <message>
        <source>Set PIN…</source>
        <translation>设置密码…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Spreadsheets ({endings})</source>
        <translation>表格文件 ({endings})</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>员工</translation>
    </message>
    <message>
        <source>System</source>
        <translation>操作系统</translation>
    </message>
    <message>
        <source>Take out of use, or back</source>
        <translation>停用或恢复使用</translation>
    </message>
    <message>
        <source>The PIN of {name} has been set.</source>
        <translation>已为 {name} 设置密码。</translation>
    </message>
    <message>
        <source>The backup of {day} can be brought back: {rows} records, all there are.</source>
        <translation>{day} 的备份可以恢复：{rows} 条记录，一条不少。</translation>
    </message>
    <message>
        <source>The backup of {day} can be brought back: {rows} records. {missing} made since then are not in it.</source>
        <translation>{day} 的备份可以恢复：{rows} 条记录，不含此后新增的 {missing} 条。</translation>
    </message>
    <message>
        <source>The file has been taken over.</source>
        <translation>文件已导入。</translation>
    </message>
    <message>
        <source>The program needs these entries; their titles can be changed.</source>
        <translation>这些词条由程序使用，只能修改名称。</translation>
    </message>
    <message>
        <source>The two PINs differ. Type the same twice.</source>
        <translation>两次输入的密码不一致，请重新输入。</translation>
    </message>
    <message>
        <source>There is no backup on this computer yet.</source>
        <translation>本机还没有备份。</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Tickets of another system</source>
        <translation>其他系统的工单</translation>
    </message>
    <message>
        <source>Trial: {read} rows read; {created} would be new, {updated} changed, {skipped} left out, {refused} refused. Nothing was kept.</source>
        <translation>试导入：读取 {read} 行，可新增 {created}，可更新 {updated}，跳过 {skipped}，不能导入 {refused}。尚未写入任何数据。</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试导入</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>正在试导入…</translation>
    </message>
    <message>
        <source>Typefaces</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>What the file holds</source>
        <translation>导入内容</translation>
    </message>
    <message>
        <source>What they can be sent for; Enter after each.</source>
        <translation>可以派哪些活，每项输入后按回车。</translation>
    </message>
    <message>
        <source>Which column is which</source>
        <translation>列对应关系</translation>
    </message>
    <message>
        <source>Why it is refused</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Works here and may log in</source>
        <translation>在职，可以登录</translation>
    </message>
    <message>
        <source>Wuye Desk</source>
        <translation>物业客服台</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>未导入</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{field} *</source>
        <translation>{field} *</translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} rows. Try it first: nothing is kept in a trial.</source>
        <translation>共 {n} 行。请先试导入，试导入不写入数据。</translation>
    </message>
    <message>
        <source>{title} (out of use)</source>
        <translation>{title}（已停用）</translation>
    </message>
</context>
<context>
    <name>shell</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>A new office</source>
        <translation>新建物业服务中心</translation>
    </message>
    <message>
        <source>A year of work in an estate that does not exist: everybody in it is invented.</source>
        <translation>一个虚构小区一整年的工作记录，人物、房号、电话全部是编造的。</translation>
    </message>
    <message>
        <source>All of this can be changed later.</source>
        <translation>以下内容以后都可以修改。</translation>
    </message>
    <message>
        <source>An office that was kept elsewhere on this computer.</source>
        <translation>本机其他位置已有的物业服务中心数据。</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>At least 4 characters; not 1234 and the like.</source>
        <translation>至少 4 位，不能是 1234 这类容易猜到的。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Back to the choice</source>
        <translation>返回选择</translation>
    </message>
    <message>
        <source>Change my PIN</source>
        <translation>修改我的密码</translation>
    </message>
    <message>
        <source>Change my PIN…</source>
        <translation>修改我的密码…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>关闭程序</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Complaints</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Dark appearance</source>
        <translation>深色外观</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Empty, with dictionaries, categories and scenario cards ready to use.</source>
        <translation>空白数据，自带字典、工单类别和场景卡，登录后即可使用。</translation>
    </message>
    <message>
        <source>Enter your staff number.</source>
        <translation>请输入工号。</translation>
    </message>
    <message>
        <source>Everything that was saved is safe. If it happens again, save a support bundle and send it to whoever looks after this program; it holds nothing about residents or staff.</source>
        <translation>已保存的内容都在。如果再次发生，请保存支持包并发给负责维护本程序的人；支持包里没有业主和员工的资料。</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>任意页面</translation>
    </message>
    <message>
        <source>Find anything, do anything</source>
        <translation>查找或执行操作</translation>
    </message>
    <message>
        <source>Find or do something  {key}</source>
        <translation>查找或执行操作  {key}</translation>
    </message>
    <message>
        <source>First tab, and so on to Alt+{n}</source>
        <translation>第一个标签页，依次到 Alt+{n}</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续使用</translation>
    </message>
    <message>
        <source>Go to {page}</source>
        <translation>打开{page}</translation>
    </message>
    <message>
        <source>Hand over this shift</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>Houses</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Inventing an estate and a year of work… this takes a moment.</source>
        <translation>正在生成虚构小区和一年的工作记录，请稍候…</translation>
    </message>
    <message>
        <source>It runs on this computer but does not answer. Look for its window, or end it first.</source>
        <translation>程序已在本机运行，但没有响应。请找到它的窗口，或先结束它再打开。</translation>
    </message>
    <message>
        <source>Join an office that exists</source>
        <translation>加入已有服务中心</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>知识库</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Light appearance</source>
        <translation>浅色外观</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Locked. Everything is as you left it.</source>
        <translation>已锁定，解锁后回到刚才的页面。</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Look round a demo office</source>
        <translation>先看演示数据</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Name of the office</source>
        <translation>物业服务中心名称</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New PIN again</source>
        <translation>再输一次新密码</translation>
    </message>
    <message>
        <source>No printer set up</source>
        <translation>未设置打印机</translation>
    </message>
    <message>
        <source>Nothing found. Try the room, the whole name, or two words of the matter.</source>
        <translation>没有找到。可试试房号、完整姓名，或事项中的两个字。</translation>
    </message>
    <message>
        <source>Nothing here opens this. Ask somebody who may see it.</source>
        <translation>您没有查看此内容的权限，请联系有权限的同事。</translation>
    </message>
    <message>
        <source>Open another folder…</source>
        <translation>打开其他文件夹…</translation>
    </message>
    <message>
        <source>Other computers work in it already: a shared folder and an invitation are needed.</source>
        <translation>其他电脑已经在用：需要共享文件夹和邀请码。</translation>
    </message>
    <message>
        <source>Owners</source>
        <translation>业主</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>PIN again</source>
        <translation>再输一次密码</translation>
    </message>
    <message>
        <source>PIN, at least 4 characters</source>
        <translation>密码（至少 4 位）</translation>
    </message>
    <message>
        <source>People</source>
        <translation>业主与住户</translation>
    </message>
    <message>
        <source>Present PIN</source>
        <translation>当前密码</translation>
    </message>
    <message>
        <source>Room, name, phone, plate, ticket number, or a command</source>
        <translation>房号、姓名、电话、车牌、工单号或操作</translation>
    </message>
    <message>
        <source>Save a support bundle</source>
        <translation>保存支持包</translation>
    </message>
    <message>
        <source>Save a support bundle…</source>
        <translation>保存支持包…</translation>
    </message>
    <message>
        <source>Saved on this computer</source>
        <translation>已保存在本机</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存：{file}</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Set up a new office</source>
        <translation>新建物业服务中心</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation>显示全部快捷键</translation>
    </message>
    <message>
        <source>Show everything in Chinese</source>
        <translation>界面切换为中文</translation>
    </message>
    <message>
        <source>Show everything in English</source>
        <translation>界面切换为英文</translation>
    </message>
    <message>
        <source>Somebody else logs in</source>
        <translation>换人登录</translation>
    </message>
    <message>
        <source>Something is still being done. Wait a moment and try again.</source>
        <translation>还有操作在进行，请稍等片刻再试。</translation>
    </message>
    <message>
        <source>Staff number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Take a ticket</source>
        <translation>登记工单</translation>
    </message>
    <message>
        <source>The first administrator</source>
        <translation>首位管理员</translation>
    </message>
    <message>
        <source>The folder of an office</source>
        <translation>选择物业服务中心数据所在的文件夹</translation>
    </message>
    <message>
        <source>The office cannot be opened</source>
        <translation>无法打开物业服务中心数据</translation>
    </message>
    <message>
        <source>The office&apos;s work is fetched onto this computer and kept in step from then on.</source>
        <translation>服务中心的数据将取到这台电脑上，之后保持同步。</translation>
    </message>
    <message>
        <source>The program ended unexpectedly last time</source>
        <translation>上次程序意外退出</translation>
    </message>
    <message>
        <source>The program made a mistake</source>
        <translation>程序出错了</translation>
    </message>
    <message>
        <source>The shift of this moment</source>
        <translation>现在的班次</translation>
    </message>
    <message>
        <source>The two PINs differ. Type the same twice.</source>
        <translation>两次输入的密码不一致，请重新输入。</translation>
    </message>
    <message>
        <source>There is no office in {folder}.</source>
        <translation>该文件夹中没有物业服务中心数据：{folder}</translation>
    </message>
    <message>
        <source>There is no office on this computer yet. How do you want to begin?</source>
        <translation>本机还没有物业服务中心数据，请选择如何开始。</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>工作台</translation>
    </message>
    <message>
        <source>Together with the mentor</source>
        <translation>与师傅一起登录</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Next try in {seconds} s.</source>
        <translation>密码输错次数过多，请 {seconds} 秒后再试。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Undo the last change</source>
        <translation>撤销上一步</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Visited last</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Weekly plan</source>
        <translation>周计划</translation>
    </message>
    <message>
        <source>Weekly plans</source>
        <translation>周计划</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>What you did last may not have been done: look whether it is there. Everything saved before is safe. If it happens again, save a support bundle and send it to whoever looks after this program; it holds nothing about residents or staff.</source>
        <translation>刚才的操作可能没有完成，请检查一下结果；此前保存的内容都在。如果再次发生，请保存支持包并发给负责维护本程序的人；支持包里没有业主和员工的资料。</translation>
    </message>
    <message>
        <source>Who works at this desk now?</source>
        <translation>请登录后开始工作</translation>
    </message>
    <message>
        <source>Who works here now</source>
        <translation>现在由谁值守</translation>
    </message>
    <message>
        <source>Without PINs (for trials only)</source>
        <translation>不使用密码（仅供试用）</translation>
    </message>
    <message>
        <source>Wuye Desk</source>
        <translation>物业客服台</translation>
    </message>
    <message>
        <source>Wuye Desk is open already</source>
        <translation>物业客服台已经打开</translation>
    </message>
    <message>
        <source>Your PIN has been changed.</source>
        <translation>密码已修改。</translation>
    </message>
    <message>
        <source>{day} {weekday}  {time}</source>
        <translation>{day} {weekday}  {time}</translation>
    </message>
    <message>
        <source>{office} – Wuye Desk</source>
        <translation>{office} – 物业客服台</translation>
    </message>
</context>
<context>
    <name>shifts</name>
    <message>
        <source>An office needs at least one shift. Enter another one first.</source>
        <translation>至少要有一个班次。请先加一个新的。</translation>
    </message>
    <message>
        <source>At most {n} characters.</source>
        <translation>最多 {n} 个字。</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Choose somebody who works here.</source>
        <translation>请选一位在职员工。</translation>
    </message>
    <message>
        <source>Duty</source>
        <translation>值班</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>在用</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>On call</source>
        <translation>备勤</translation>
    </message>
    <message>
        <source>On duty</source>
        <translation>值班</translation>
    </message>
    <message>
        <source>Part in the shift</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Reception</source>
        <translation>前台</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Stand-by</source>
        <translation>机动</translation>
    </message>
    <message>
        <source>There is a shift of this name already.</source>
        <translation>已有同名班次。</translation>
    </message>
    <message>
        <source>There is no such shift. Choose one of the list.</source>
        <translation>没有这个班次，请从列表中选。</translation>
    </message>
    <message>
        <source>Type a time of day such as 08:00 or 22:30.</source>
        <translation>请填时刻，如 08:00、22:30。</translation>
    </message>
    <message>
        <source>Which day? Type it as 2026-11-23.</source>
        <translation>哪一天？写成 2026-11-23。</translation>
    </message>
    <message>
        <source>Whole day</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>slip</name>
    <message>
        <source>Arrived</source>
        <translation>到场时间</translation>
    </message>
    <message>
        <source>Assigned to</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Bring the signed slip back to the reception desk.</source>
        <translation>请将签字后的派工单交回前台。</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Checked by</source>
        <translation>验收人签字</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>登记时间</translation>
    </message>
    <message>
        <source>Fee (yuan)</source>
        <translation>费用（元）</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>完成时间</translation>
    </message>
    <message>
        <source>First response due</source>
        <translation>响应时限</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Materials</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>工单号</translation>
    </message>
    <message>
        <source>On site due</source>
        <translation>到场时限</translation>
    </message>
    <message>
        <source>Photos taken</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Please note</source>
        <translation>注意事项</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>补充意见</translation>
    </message>
    <message>
        <source>Requester</source>
        <translation>报事人</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>住户签字</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>Result due</source>
        <translation>办结时限</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>The resident&apos;s word</source>
        <translation>住户意见</translation>
    </message>
    <message>
        <source>Work done</source>
        <translation>处理情况</translation>
    </message>
    <message>
        <source>Work slip</source>
        <translation>派工单</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>处理人签字</translation>
    </message>
</context>
<context>
    <name>staff</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>A PIN does not begin or end with a blank.</source>
        <translation>密码开头和结尾不能有空格。</translation>
    </message>
    <message>
        <source>A PIN has at most {n} characters.</source>
        <translation>密码最多 {n} 位。</translation>
    </message>
    <message>
        <source>A PIN must not be the staff number.</source>
        <translation>密码不能与工号相同。</translation>
    </message>
    <message>
        <source>A PIN needs at least {n} characters.</source>
        <translation>密码至少 {n} 位。</translation>
    </message>
    <message>
        <source>A day such as 2026-11-23.</source>
        <translation>请填写日期，例如 2026-11-23。</translation>
    </message>
    <message>
        <source>A staff number has letters, digits, - and . only, at most 32.</source>
        <translation>工号只能用字母、数字、- 和 .，最多 32 位。</translation>
    </message>
    <message>
        <source>A telephone number such as 13812345678 or 0755-12345678.</source>
        <translation>请填写电话，例如 13812345678 或 0755-12345678。</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>在职</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>At most {n} characters.</source>
        <translation>最多 {n} 个字。</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>操作日志</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Brought back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Exchange between desks</source>
        <translation>电脑间交换</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Field staff</source>
        <translation>现场人员</translation>
    </message>
    <message>
        <source>Has a PIN</source>
        <translation>已设密码</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Imported staff have no PIN yet: a supervisor sets it under Settings, Staff.</source>
        <translation>导入的员工还没有密码，请主管在“设置 → 员工”中设置。</translation>
    </message>
    <message>
        <source>Joined on</source>
        <translation>入职日期</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Logged in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Logged out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>经理</translation>
    </message>
    <message>
        <source>Member of staff</source>
        <translation>员工</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>No PIN has been set for this number. Ask a supervisor to set one.</source>
        <translation>这个工号还没有设密码，请主管设置。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Nothing was deleted that could be brought back.</source>
        <translation>没有可以恢复的已删除员工。</translation>
    </message>
    <message>
        <source>Office founded</source>
        <translation>新建物业服务中心</translation>
    </message>
    <message>
        <source>PIN set</source>
        <translation>设置密码</translation>
    </message>
    <message>
        <source>Personal data shown</source>
        <translation>查看完整个人信息</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>只读</translation>
    </message>
    <message>
        <source>Receptionist</source>
        <translation>专员</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Records name this person and would lose them. Make the account inactive instead.</source>
        <translation>已有记录提到此人，不能删除。请取消“在职”，账号随之停用。</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Setting changed</source>
        <translation>修改设置</translation>
    </message>
    <message>
        <source>Several people have this staff number. Correct that first.</source>
        <translation>有多人使用这个工号，请先更正。</translation>
    </message>
    <message>
        <source>Skills</source>
        <translation>技能</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>员工</translation>
    </message>
    <message>
        <source>Staff have no field “{key}”.</source>
        <translation>员工没有“{key}”这一项。</translation>
    </message>
    <message>
        <source>Staff number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Staff number {number} belongs to {one} already; the row says {other}. Correct the row, or change the name under Settings, Staff first.</source>
        <translation>工号 {number} 已属于{one}，本行却写成{other}。请更正本行，或先在“设置 → 员工”中修改姓名。</translation>
    </message>
    <message>
        <source>Staff number {number} is {one}&apos;s in row {row}; here it is {other}&apos;s.</source>
        <translation>工号 {number} 在第 {row} 行属于{one}，本行却写成{other}。请更正其中一行。</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>主管</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>The staff number or the PIN is wrong.</source>
        <translation>工号或密码不对。</translation>
    </message>
    <message>
        <source>There is no role “{role}”. Choose from: {roles}.</source>
        <translation>没有“{role}”这个角色。请从中选择：{roles}。</translation>
    </message>
    <message>
        <source>This PIN is too easy to guess: no repeated digits and no 1234.</source>
        <translation>密码太容易猜：不要用重复的数字或 1234 之类。</translation>
    </message>
    <message>
        <source>This account is no longer active. Ask an administrator to activate it.</source>
        <translation>此账号已停用，请管理员启用。</translation>
    </message>
    <message>
        <source>This account works together with its mentor ({name}) until the training is passed. The mentor, a trainer or a supervisor gives number and PIN as well, in the log-in window.</source>
        <translation>培训通过之前，这个账号要和带教师傅（{name}）一起使用。请师傅、培训师或主管在登录窗口也输入工号和密码。</translation>
    </message>
    <message>
        <source>This field must be filled in.</source>
        <translation>此项必填。</translation>
    </message>
    <message>
        <source>This is the office&apos;s last administrator. Give somebody else that role first.</source>
        <translation>这是最后一位管理员，请先把管理员角色给另一个人。</translation>
    </message>
    <message>
        <source>This office has an administrator already. Log in instead.</source>
        <translation>这里已经有管理员了，请直接登录。</translation>
    </message>
    <message>
        <source>This person has no role at the desk. Ask a supervisor to give one.</source>
        <translation>此人没有前台角色，请主管分配。</translation>
    </message>
    <message>
        <source>This person holds a role that you may not give. Ask an administrator.</source>
        <translation>此人的角色超出了您能分配的范围，请找管理员。</translation>
    </message>
    <message>
        <source>This person holds, or would get, a role that you may not give. Ask an administrator.</source>
        <translation>此人现有或将有的角色超出了您能分配的范围，请找管理员。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Try again in {seconds} seconds.</source>
        <translation>密码错误次数太多，请 {seconds} 秒后再试。</translation>
    </message>
    <message>
        <source>Trainer</source>
        <translation>培训师</translation>
    </message>
    <message>
        <source>Two desks took the administrators&apos; role or accounts from each other: the office has no administrator any more. Start the program anew; it asks for one.</source>
        <translation>两台电脑互相取消了管理员岗位或账号，现在没有管理员了。请重新启动程序，程序会要求指定一位。</translation>
    </message>
    <message>
        <source>Two members of staff carry the number {number}; whoever logs in with it is told apart by the PIN only. Give one of them another number.</source>
        <translation>有两位员工的工号都是 {number}，登录时只能靠 PIN 区分。请给其中一位换个工号。</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>操作人</translation>
    </message>
    <message>
        <source>Wrong PIN</source>
        <translation>密码错误</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>You may not {action} {entity}. Ask somebody who may: {roles}.</source>
        <translation>您没有“{entity}：{action}”的权限，请找{roles}。</translation>
    </message>
    <message>
        <source>Your account was locked, or your roles were taken. Log out, and ask an administrator.</source>
        <translation>您的账号已停用，或岗位已被取消。请退出登录，并联系管理员。</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>片区</translation>
    </message>
    <message>
        <source>act in place of others with</source>
        <translation>代他人办理</translation>
    </message>
    <message>
        <source>approve</source>
        <translation>审批</translation>
    </message>
    <message>
        <source>backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>check</source>
        <translation>验收</translation>
    </message>
    <message>
        <source>close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>complaints</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>create</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>dispatch</source>
        <translation>派单</translation>
    </message>
    <message>
        <source>edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>files of training sessions</source>
        <translation>培训场次的附件</translation>
    </message>
    <message>
        <source>houses</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>manage</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>mediate in disputes of</source>
        <translation>调解</translation>
    </message>
    <message>
        <source>people</source>
        <translation>业主与住户</translation>
    </message>
    <message>
        <source>print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>review</source>
        <translation>复盘</translation>
    </message>
    <message>
        <source>scans of certificates</source>
        <translation>证书扫描件</translation>
    </message>
    <message>
        <source>scenarios and dictionaries</source>
        <translation>场景与字典</translation>
    </message>
    <message>
        <source>see personal data of</source>
        <translation>查看完整个人信息</translation>
    </message>
    <message>
        <source>settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>settle differences of</source>
        <translation>处理冲突：</translation>
    </message>
    <message>
        <source>shift handovers</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>shifts and duty</source>
        <translation>班次和值班</translation>
    </message>
    <message>
        <source>sign</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>staff</source>
        <translation>员工</translation>
    </message>
    <message>
        <source>submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>the audit log</source>
        <translation>操作日志</translation>
    </message>
    <message>
        <source>the exchange between desks</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>tickets</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>view</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>weekly plans</source>
        <translation>周计划</translation>
    </message>
    <message>
        <source>work on</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>{name} has this staff number. Give another one.</source>
        <translation>{name} 已用这个工号，请换一个。</translation>
    </message>
    <message>
        <source>{n} rows from row {row} on name no role: these people became field staff.</source>
        <translation>从第 {row} 行起有 {n} 行没有写角色，已按现场人员导入。</translation>
    </message>
</context>
<context>
    <name>store</name>
    <message>
        <source>A file cannot be read or written ({reason}). Check the folder and the disk, and try again.</source>
        <translation>文件读写失败（{reason}）。请检查文件夹和磁盘后再试。</translation>
    </message>
    <message>
        <source>A record it refers to is not here. It may still come from another desk.</source>
        <translation>它关联的一条记录本机没有，可能还在从别的电脑同步过来的路上。</translation>
    </message>
    <message>
        <source>Its category is not here. It may still come from another desk; if not, choose another one.</source>
        <translation>它的类别本机没有，可能还没同步过来；如果一直没有，请另选一个。</translation>
    </message>
    <message>
        <source>Its scenario card is not here. It may still come from another desk.</source>
        <translation>它用的场景卡本机没有，可能还没同步过来。</translation>
    </message>
    <message>
        <source>Stopped; the file was not taken over.</source>
        <translation>已停止，文件没有收入。</translation>
    </message>
    <message>
        <source>The backup is not sound ({problem}); no file was written.</source>
        <translation>备份校验未通过（{problem}），没有写出文件。</translation>
    </message>
    <message>
        <source>The backup was cancelled; no file was written.</source>
        <translation>备份已取消，没有写出文件。</translation>
    </message>
    <message>
        <source>The database does not match this program version. Install the newest version and try again.</source>
        <translation>数据库与程序版本不符。请安装最新版本后再试。</translation>
    </message>
    <message>
        <source>The database file cannot be opened or written. Check the folder&apos;s permissions and the disk.</source>
        <translation>数据库文件无法打开或写入。请检查文件夹权限和磁盘。</translation>
    </message>
    <message>
        <source>The database file is damaged. Restore the latest backup (“restore FILE”).</source>
        <translation>数据库文件已损坏。请用最近的备份恢复（“restore 文件”）。</translation>
    </message>
    <message>
        <source>The database has been closed. Start the program again.</source>
        <translation>数据库已关闭。请重新启动程序。</translation>
    </message>
    <message>
        <source>The database is busy with another program. Try again in a moment.</source>
        <translation>数据库正被其他程序占用，请稍后再试。</translation>
    </message>
    <message>
        <source>The database must lie on a drive of this computer, not on the network: {path}. Choose a local folder; the shared folder is for exchange only.</source>
        <translation>数据库必须放在本机磁盘，不能放在网络位置：{path}。请换成本机文件夹；共享文件夹只用于交换数据。</translation>
    </message>
    <message>
        <source>The disk is full. Free some space and attach the file again; nothing was lost.</source>
        <translation>磁盘已满。请腾出空间后重新添加文件，没有内容丢失。</translation>
    </message>
    <message>
        <source>The disk is full. Free some space and save again; nothing was lost.</source>
        <translation>磁盘已满。请腾出空间后再保存，数据没有丢失。</translation>
    </message>
    <message>
        <source>The house it belongs to is not here: another desk deleted it. Choose a house, or enter it again.</source>
        <translation>它所属的房屋已在另一台电脑上删除。请另选房屋，或重新登记。</translation>
    </message>
    <message>
        <source>The member of staff it names is not here: another desk deleted the entry. Choose somebody else.</source>
        <translation>它指定的员工已在另一台电脑上删除，请另选一位。</translation>
    </message>
    <message>
        <source>The person it belongs to is not here: another desk deleted or merged the entry. Choose the person again.</source>
        <translation>它所属的人员已在另一台电脑上删除或合并，请重新选择。</translation>
    </message>
    <message>
        <source>The ticket it belongs to is not here. It may still come from another desk.</source>
        <translation>它所属的工单本机没有，可能还没同步过来。</translation>
    </message>
    <message>
        <source>There is no column “{key}”.</source>
        <translation>没有“{key}”这一列。</translation>
    </message>
    <message>
        <source>There is no filter “{key}”.</source>
        <translation>没有“{key}”这个筛选。</translation>
    </message>
    <message>
        <source>This backup cannot be used ({problem}). Choose another one; nothing was changed.</source>
        <translation>这份备份不能用（{problem}）。请另选一份，现有数据没有改动。</translation>
    </message>
    <message>
        <source>This database was written by a newer version of the program. Install that version here too.</source>
        <translation>数据库由更新版本的程序写入。请在这台电脑上也安装新版本。</translation>
    </message>
    <message>
        <source>This record no longer exists. Refresh the list.</source>
        <translation>这条记录已不存在，请刷新列表。</translation>
    </message>
    <message>
        <source>What it belongs to was deleted at one desk while another added to it. If it was deleted by mistake, restore it there; otherwise nothing needs to be done.</source>
        <translation>所属记录在一台电脑上已被删除，而另一台同时又往里添加了内容。如属误删，请在删除的那台恢复；否则无需处理。</translation>
    </message>
    <message>
        <source>it is not a database of this program</source>
        <translation>不是本程序的数据库</translation>
    </message>
    <message>
        <source>the file is missing</source>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>{field}: {new}</source>
        <translation>{field}：{new}</translation>
    </message>
    <message>
        <source>{field}: {old} removed</source>
        <translation>{field}：清除 {old}</translation>
    </message>
    <message>
        <source>{field}: {old} → {new}</source>
        <translation>{field}：{old} → {new}</translation>
    </message>
    <message>
        <source>{record} deleted</source>
        <translation>删除{record}</translation>
    </message>
    <message>
        <source>{record} entered</source>
        <translation>登记{record}</translation>
    </message>
</context>
<context>
    <name>sync</name>
    <message>
        <source>A desk cannot retire itself. Do this on another desk that holds the office&apos;s key.</source>
        <translation>电脑不能停用自己。请在另一台持有主密钥的电脑上操作。</translation>
    </message>
    <message>
        <source>A file of {desk} (number {seq}) that no desk holds any more was given up, so that the later changes of that desk could be taken in. What it held is missing here. Should it turn up, it is taken in by itself.</source>
        <translation>{desk} 的第 {seq} 个文件已没有任何一台电脑留存，已确认放弃，好让它之后的修改能收进来。这个文件里的内容本机没有；如果以后找到，会自动收进来。</translation>
    </message>
    <message>
        <source>A file of {desk} is missing on the shared folder (number {seq}), so later changes of that desk wait. Switch on every desk that has been running lately: whoever holds the file sends it again.</source>
        <translation>共享文件夹里缺少「{desk}」的一个文件（第 {seq} 号），它之后的修改要等着。请把最近用过的电脑都打开：谁有这个文件，谁就会重新送上。</translation>
    </message>
    <message>
        <source>A file of {desk} on the shared folder is damaged (number {seq}). A copy is kept here, and the other desks are asked to put a sound one beside it. Nothing needs to be done unless this stays for a day.</source>
        <translation>共享文件夹里「{desk}」的一个文件损坏（第 {seq} 号）。本机留了一份，并已请其他电脑补一份好的。过一天还在再处理，否则不用管。</translation>
    </message>
    <message>
        <source>A file on the shared folder has been held by another program for more than 10 minutes ({path}). A virus scanner often does this: exclude the shared folder there.</source>
        <translation>共享文件夹里有个文件被别的程序占用了 10 分钟以上（{path}）。常见的是杀毒软件：请把共享文件夹设为排除。</translation>
    </message>
    <message>
        <source>A file on the shared folder was made by somebody who does not belong to the office. It was not taken in.</source>
        <translation>共享文件夹里有个文件不是服务中心的电脑写的，没有收入。</translation>
    </message>
    <message>
        <source>A picture or file attached on this computer is gone from its data folder or damaged before the other desks had it. The entry stays; attach the file again where you still have it.</source>
        <translation>本机添加的一个照片或文件在传给其他电脑之前，已从数据文件夹中丢失或损坏。记录仍在，请从仍有它的地方重新添加。</translation>
    </message>
    <message>
        <source>Changes of {desk} could not be taken in (number {seq}: {reason}). They are kept; send the support bundle and install the newest version.</source>
        <translation>「{desk}」的修改没能收入（第 {seq} 号：{reason}）。内容已保留；请发送诊断包并安装最新版本。</translation>
    </message>
    <message>
        <source>Joining was cancelled.</source>
        <translation>已取消加入。</translation>
    </message>
    <message>
        <source>No office shares this folder. Choose the folder in which the office&apos;s first desk began.</source>
        <translation>没有服务中心在用这个文件夹。请选择服务中心第一台电脑所用的文件夹。</translation>
    </message>
    <message>
        <source>Nothing is left of this record.</source>
        <translation>这条记录已什么都不剩。</translation>
    </message>
    <message>
        <source>The clock of {desk} is wrong by {minutes} minutes. Set it right; nothing was lost.</source>
        <translation>「{desk}」的时钟差了 {minutes} 分钟。请校准，内容没有丢。</translation>
    </message>
    <message>
        <source>The file server is full. Free some space there; until then everything stays on this desk.</source>
        <translation>文件服务器已满。请腾出空间，在此之前内容都留在本机。</translation>
    </message>
    <message>
        <source>The file server reports errors on its disk. Tell whoever looks after it.</source>
        <translation>文件服务器报告磁盘错误，请告诉管理它的人。</translation>
    </message>
    <message>
        <source>The shared folder cannot be reached. Go on working; everything is sent as soon as it is back.</source>
        <translation>连不上共享文件夹。请照常工作，恢复后自动送出。</translation>
    </message>
    <message>
        <source>The shared folder is busy. The exchange tries again by itself.</source>
        <translation>共享文件夹正忙，稍后会自动再试。</translation>
    </message>
    <message>
        <source>The shared folder needs a newer version of the program. Install it on this computer.</source>
        <translation>共享文件夹需要更新版本的程序，请在这台电脑上安装。</translation>
    </message>
    <message>
        <source>The shared folder refuses access. Ask whoever looks after the file server for the right to read, create and delete files in it, or enter the password again.</source>
        <translation>共享文件夹拒绝访问。请找管理文件服务器的人要读取、新建和删除文件的权限，或重新输入密码。</translation>
    </message>
    <message>
        <source>The shared folder was put back to an older state. This desk has sent again what it holds; let every other desk run once so that it does the same.</source>
        <translation>共享文件夹被还原到了旧状态。本机已把自己有的重新送上；请让其他电脑各运行一次，也照样补上。</translation>
    </message>
    <message>
        <source>There is an office in this data folder already. Join from an empty one.</source>
        <translation>这个数据文件夹里已有服务中心。请在空的数据文件夹里加入。</translation>
    </message>
    <message>
        <source>There is nothing to accept here.</source>
        <translation>这里没有可接受的内容。</translation>
    </message>
    <message>
        <source>This code does not open an invitation to this office. Check it, letter by letter.</source>
        <translation>这个码打不开该服务中心的邀请，请逐字核对。</translation>
    </message>
    <message>
        <source>This computer does not hold the keys of this desk, probably because the data folder was copied from another one. Let this computer join the office with an invitation of its own.</source>
        <translation>这台电脑没有对应的密钥，可能是数据文件夹从别的电脑拷贝过来的。请用邀请让这台电脑单独加入。</translation>
    </message>
    <message>
        <source>This database was restored or copied from another computer. It goes on under a new number lane ({lane}); nothing needs to be done.</source>
        <translation>这个数据库是还原或从别的电脑拷贝来的。今后改用新的编号字母（{lane}），不用做什么。</translation>
    </message>
    <message>
        <source>This desk does not belong to the office.</source>
        <translation>这台电脑不属于该服务中心。</translation>
    </message>
    <message>
        <source>This desk has left the office. It can still be read, but exchanges nothing any more.</source>
        <translation>这台电脑已停用。还能查看，但不再交换。</translation>
    </message>
    <message>
        <source>This desk no longer waits for this file. Exchange once more and look again.</source>
        <translation>本前台已不再等待这个文件。请再交换一次后查看。</translation>
    </message>
    <message>
        <source>This desk works alone: no shared folder is set up.</source>
        <translation>这台电脑单机使用：没有设置共享文件夹。</translation>
    </message>
    <message>
        <source>This field cannot hold this value. Choose one of the versions.</source>
        <translation>这个字段不能是这个值，请从各个版本中选一个。</translation>
    </message>
    <message>
        <source>This folder belongs to an office already. Join it with an invitation, or choose an empty one.</source>
        <translation>这个文件夹已属于一个服务中心。请用邀请加入，或选一个空文件夹。</translation>
    </message>
    <message>
        <source>This folder belongs to another office. Choose yours, or an empty one.</source>
        <translation>这个文件夹属于另一个服务中心。请选你们自己的，或一个空的。</translation>
    </message>
    <message>
        <source>This folder is not empty. Choose an empty one, so that nothing in it is mixed up with the office&apos;s files.</source>
        <translation>这个文件夹不是空的。请选一个空文件夹，以免和单位的文件混在一起。</translation>
    </message>
    <message>
        <source>This invitation has been used already. Ask for a new code where the office began.</source>
        <translation>这个邀请已经用过。请到最早建立服务中心的那台电脑上要一个新码。</translation>
    </message>
    <message>
        <source>This is not your office&apos;s folder. Choose the right one, or build it up anew from this computer in an empty folder. Nothing was changed.</source>
        <translation>这不是你们服务中心的文件夹。请选对的那个，或用这台电脑在空文件夹里重建。没有改动任何内容。</translation>
    </message>
    <message>
        <source>This office has a shared folder already.</source>
        <translation>这个服务中心已有共享文件夹。</translation>
    </message>
    <message>
        <source>This record no longer exists. Refresh the list.</source>
        <translation>这条记录已不存在，请刷新列表。</translation>
    </message>
    <message>
        <source>{desk} has left the office but still sends changes. They are set aside: accept them if they are right, or dismiss them.</source>
        <translation>「{desk}」已停用，但还在发来修改。这些修改先搁置：没问题就接受，否则收起。</translation>
    </message>
    <message>
        <source>{desk} was running twice from the same data, probably a copied or restored disk. What both wrote is kept; check the records changed on that desk lately.</source>
        <translation>「{desk}」的同一份数据在两处运行，可能是磁盘被拷贝或还原过。两边写的都保留了；请检查那台电脑最近改过的记录。</translation>
    </message>
    <message>
        <source>{desk} writes with a newer version of the program. Install the newest version here; until then its changes wait, and everything else goes on.</source>
        <translation>「{desk}」用的程序版本更新。请在这里安装最新版本；在此之前它的修改等着，其余照常。</translation>
    </message>
    <message>
        <source>{record} refers to something that does not exist here ({kind}). It may still arrive from another desk; if not, choose another one in the record.</source>
        <translation>{record} 引用了这里不存在的内容（{kind}）。可能还会从别的电脑到来；否则请在记录里另选。</translation>
    </message>
</context>
<context>
    <name>tables</name>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>全部清除</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Clear search, then selection</source>
        <translation>先清除搜索，再取消选择</translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation>复制选中的行</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>近 30 天</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>上周</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>加载中…</translation>
    </message>
    <message>
        <source>More filters</source>
        <translation>更多筛选</translation>
    </message>
    <message>
        <source>Name for the present filters</source>
        <translation>给当前筛选起个名字</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>下一行</translation>
    </message>
    <message>
        <source>No record fits these filters and words.</source>
        <translation>没有符合当前筛选和搜索的记录。</translation>
    </message>
    <message>
        <source>No saved filters yet.</source>
        <translation>还没有保存的筛选。</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>还没有内容</translation>
    </message>
    <message>
        <source>Nothing matches</source>
        <translation>没有符合的记录</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>上一行</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Restore columns</source>
        <translation>恢复默认列</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>已存筛选</translation>
    </message>
    <message>
        <source>Search in the list</source>
        <translation>在列表中搜索</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Show or hide the detail</source>
        <translation>显示或隐藏详情</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>from, e.g. 11-01</source>
        <translation>从，如 11-01</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>to, e.g. today</source>
        <translation>到，如 今天</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} 条</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>已选 {count} 条</translation>
    </message>
    <message>
        <source>{title}: {value}</source>
        <translation>{title}：{value}</translation>
    </message>
    <message>
        <source>{values} and {count} more</source>
        <translation>{values}，另 {count} 项</translation>
    </message>
</context>
<context>
    <name>tickets</name>
    <message>
        <source>(given once saved)</source>
        <translation>（保存后生成）</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>30 min, 17:00</source>
        <translation>30分钟、17:00</translation>
    </message>
    <message>
        <source>A fee is not negative.</source>
        <translation>费用不能是负数。</translation>
    </message>
    <message>
        <source>A promise falls due in the future.</source>
        <translation>承诺的时间要晚于现在。</translation>
    </message>
    <message>
        <source>A score is a whole number from 1 (bad) to 5 (very good).</source>
        <translation>评分填 1（差）到 5（很好）的整数。</translation>
    </message>
    <message>
        <source>A ticket has no field “{key}”.</source>
        <translation>工单没有“{key}”这一项。</translation>
    </message>
    <message>
        <source>Accept the work</source>
        <translation>验收通过</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>受理时间</translation>
    </message>
    <message>
        <source>Accepts the result</source>
        <translation>认可结果</translation>
    </message>
    <message>
        <source>Add a note</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>Added to the ticket that was open already.</source>
        <translation>已并入原有的未结工单。</translation>
    </message>
    <message>
        <source>Another place</source>
        <translation>改填其他位置</translation>
    </message>
    <message>
        <source>App</source>
        <translation>APP</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>要问清</translation>
    </message>
    <message>
        <source>Assignee</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>At most {n} characters; put longer papers on file.</source>
        <translation>最多 {n} 个字；更长的材料请另外存档。</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>先保安全</translation>
    </message>
    <message>
        <source>Because of {words}</source>
        <translation>因为提到{words}</translation>
    </message>
    <message>
        <source>Being handled</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>所属工单</translation>
    </message>
    <message>
        <source>Breach</source>
        <translation>曾超时</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>楼栋</translation>
    </message>
    <message>
        <source>By when</source>
        <translation>何时前</translation>
    </message>
    <message>
        <source>Called back</source>
        <translation>回访时间</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>报事人</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Choose another ticket that has not ended.</source>
        <translation>请另选一张未结束的工单。</translation>
    </message>
    <message>
        <source>Choose one in the list to see it here.</source>
        <translation>在左侧列表中选一张，这里显示详情。</translation>
    </message>
    <message>
        <source>Choose one of: {choices}.</source>
        <translation>请从中选择：{choices}。</translation>
    </message>
    <message>
        <source>Choose somebody who works here now.</source>
        <translation>请选择在职人员。</translation>
    </message>
    <message>
        <source>Cleaning</source>
        <translation>保洁</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Closed at</source>
        <translation>关闭时间</translation>
    </message>
    <message>
        <source>Complaint</source>
        <translation>投诉</translation>
    </message>
    <message>
        <source>Ctrl+Enter saves · Esc leaves</source>
        <translation>Ctrl+回车 保存 · Esc 离开</translation>
    </message>
    <message>
        <source>Customer service</source>
        <translation>客服</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>派单</translation>
    </message>
    <message>
        <source>Dispatch (F8)</source>
        <translation>派单（F8）</translation>
    </message>
    <message>
        <source>Dispatched</source>
        <translation>已派单</translation>
    </message>
    <message>
        <source>Dispatched at</source>
        <translation>派单时间</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Done: {action}.</source>
        <translation>已完成：{action}。</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Edit (F2)</source>
        <translation>修改（F2）</translation>
    </message>
    <message>
        <source>Edit {number}</source>
        <translation>修改 {number}</translation>
    </message>
    <message>
        <source>Engineering</source>
        <translation>工程</translation>
    </message>
    <message>
        <source>Enquiry</source>
        <translation>咨询</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>登记时间</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Extra service</source>
        <translation>增值</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Finance</source>
        <translation>财务</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>完成时间</translation>
    </message>
    <message>
        <source>First response</source>
        <translation>首次响应</translation>
    </message>
    <message>
        <source>First response given</source>
        <translation>首次响应</translation>
    </message>
    <message>
        <source>First response: {rule}, {span}</source>
        <translation>首次响应：{rule}，{span}</translation>
    </message>
    <message>
        <source>Greening</source>
        <translation>绿化</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Happened</source>
        <translation>发生时间</translation>
    </message>
    <message>
        <source>Hello</source>
        <translation>业主</translation>
    </message>
    <message>
        <source>House</source>
        <translation>房屋</translation>
    </message>
    <message>
        <source>Imported number</source>
        <translation>原单号</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Internal check</source>
        <translation>内部评分</translation>
    </message>
    <message>
        <source>Join it</source>
        <translation>并入此单</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>已兑现</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Level 1</source>
        <translation>一级</translation>
    </message>
    <message>
        <source>Level 1 because of {danger}: people may be in danger</source>
        <translation>因为提到{danger}，可能危及人身安全，定为一级</translation>
    </message>
    <message>
        <source>Level 2</source>
        <translation>二级</translation>
    </message>
    <message>
        <source>Level 3</source>
        <translation>三级</translation>
    </message>
    <message>
        <source>Make a complaint of it</source>
        <translation>转为投诉</translation>
    </message>
    <message>
        <source>Making work slips</source>
        <translation>正在生成派工单</translation>
    </message>
    <message>
        <source>Management</source>
        <translation>管理</translation>
    </message>
    <message>
        <source>Materials</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Merge into another</source>
        <translation>合并到其他工单</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>已合并</translation>
    </message>
    <message>
        <source>Merged into</source>
        <translation>已并入</translation>
    </message>
    <message>
        <source>Merged into this</source>
        <translation>并入本单</translation>
    </message>
    <message>
        <source>Message for the resident</source>
        <translation>给住户的话</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Mr or Ms {name}</source>
        <translation>{name}先生/女士</translation>
    </message>
    <message>
        <source>Mr {name}</source>
        <translation>{name}先生</translation>
    </message>
    <message>
        <source>Ms {name}</source>
        <translation>{name}女士</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Never say</source>
        <translation>不能说</translation>
    </message>
    <message>
        <source>New category “{title}” was added to the tree.</source>
        <translation>已新增类别“{title}”。</translation>
    </message>
    <message>
        <source>Next (Ctrl+N)</source>
        <translation>下一单（Ctrl+N）</translation>
    </message>
    <message>
        <source>No category</source>
        <translation>未分类</translation>
    </message>
    <message>
        <source>No scenario</source>
        <translation>不选场景</translation>
    </message>
    <message>
        <source>No ticket chosen</source>
        <translation>未选工单</translation>
    </message>
    <message>
        <source>No tickets here</source>
        <translation>还没有工单</translation>
    </message>
    <message>
        <source>No word of this points to a scenario</source>
        <translation>没有能对应到场景的词</translation>
    </message>
    <message>
        <source>Not ended</source>
        <translation>未结</translation>
    </message>
    <message>
        <source>Not found among the staff, so nobody was entered as assignee: {names} (first in row {row}).</source>
        <translation>员工名单中找不到这些处理人，工单的处理人留空：{names}（首见于第 {row} 行）。</translation>
    </message>
    <message>
        <source>Not reached in three tries</source>
        <translation>三次未联系上</translation>
    </message>
    <message>
        <source>Not satisfied</source>
        <translation>不满意</translation>
    </message>
    <message>
        <source>Not yet known</source>
        <translation>待定</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>工单号</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>已挂起</translation>
    </message>
    <message>
        <source>On hold since</source>
        <translation>挂起时间</translation>
    </message>
    <message>
        <source>On hold: {reason}</source>
        <translation>挂起：{reason}</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>On site due</source>
        <translation>到场时限</translation>
    </message>
    <message>
        <source>On site {time}</source>
        <translation>到场 {time}</translation>
    </message>
    <message>
        <source>On site: {span}</source>
        <translation>到场：{span}</translation>
    </message>
    <message>
        <source>One desk dispatched the ticket while another returned or reopened it. Dispatch it again.</source>
        <translation>一台电脑派了单，另一台同时退单或重新打开了。请重新派单。</translation>
    </message>
    <message>
        <source>One desk ended the ticket, another worked on it afterwards. Ask those who did; then reopen it, or add a note that it is right as it is.</source>
        <translation>一台电脑已结束这张工单，另一台之后还在处理。请问清经办人：需要继续就重新打开，不需要就加一条备注说明。</translation>
    </message>
    <message>
        <source>One desk finished or closed the ticket while another reopened it or sent it back: result, cause, the resident&apos;s word or a time is missing. Reopen it or send it back to work, and finish it again.</source>
        <translation>一台电脑完成或关闭了工单，另一台同时重新打开或退回了：处理结果、原因、住户意见或某个时间不全。请重新打开或退回处理，再完成一次。</translation>
    </message>
    <message>
        <source>One desk finished or closed the ticket while another went on with it. Ask both, then finish and close it, or go on with the work.</source>
        <translation>一台电脑完成或关闭了工单，另一台还在继续处理。请问清双方，再完成关闭，或继续处理。</translation>
    </message>
    <message>
        <source>One desk merged the ticket into another one while a second desk went on with it. Decide whether it is the same matter: merge it again, or make its next move.</source>
        <translation>一台电脑把这张工单并到了别的工单，另一台还在继续处理。请判断是不是同一件事：是就重新合并，不是就继续下一步。</translation>
    </message>
    <message>
        <source>One desk put the ticket on hold or resumed it while another moved it. Make its next move here: that sets its clock right.</source>
        <translation>一台电脑挂起或恢复了工单，另一台同时做了别的操作。请在这里做下一步，计时会随之校正。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open ticket (Enter)</source>
        <translation>打开工单（回车）</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Other channel</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Papers to bring</source>
        <translation>资料与物品</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Print list</source>
        <translation>打印列表</translation>
    </message>
    <message>
        <source>Print slip (F9)</source>
        <translation>打印派工单（F9）</translation>
    </message>
    <message>
        <source>Print work slip</source>
        <translation>打印派工单</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>登记承诺</translation>
    </message>
    <message>
        <source>Promised to the resident</source>
        <translation>已承诺住户</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Public area, such as the lobby of building 3</source>
        <translation>公共区域，如 3 栋大堂</translation>
    </message>
    <message>
        <source>Put on hold</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reason for the hold</source>
        <translation>挂起原因</translation>
    </message>
    <message>
        <source>Reason or note</source>
        <translation>原因或说明</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>必须记录</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>维修</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>报事时间</translation>
    </message>
    <message>
        <source>Requester</source>
        <translation>报事人</translation>
    </message>
    <message>
        <source>Resident</source>
        <translation>住户</translation>
    </message>
    <message>
        <source>Response due</source>
        <translation>响应时限</translation>
    </message>
    <message>
        <source>Response {time}</source>
        <translation>响应 {time}</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>处理结果</translation>
    </message>
    <message>
        <source>Result due</source>
        <translation>办结时限</translation>
    </message>
    <message>
        <source>Result {time}</source>
        <translation>办结 {time}</translation>
    </message>
    <message>
        <source>Result: {span}</source>
        <translation>办结：{span}</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复处理</translation>
    </message>
    <message>
        <source>Return to dispatch</source>
        <translation>退单</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房号</translation>
    </message>
    <message>
        <source>Room, name, telephone or plate</source>
        <translation>房号、姓名、电话或车牌</translation>
    </message>
    <message>
        <source>Row {row} repeats row {first} and was skipped.</source>
        <translation>第 {row} 行与第 {first} 行重复，已跳过。</translation>
    </message>
    <message>
        <source>Rows {first} and {row} have the same number {number} but another text: both were kept.</source>
        <translation>第 {first} 行和第 {row} 行单号同为 {number}，但内容不同，两行都已导入。</translation>
    </message>
    <message>
        <source>Satisfaction</source>
        <translation>满意度</translation>
    </message>
    <message>
        <source>Satisfied</source>
        <translation>满意</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Scenario card</source>
        <translation>场景卡</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>秩序</translation>
    </message>
    <message>
        <source>Send back to work</source>
        <translation>返工</translation>
    </message>
    <message>
        <source>Show what was changed in the fields</source>
        <translation>查看字段改动</translation>
    </message>
    <message>
        <source>Start work</source>
        <translation>开始处理</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Step of a ticket</source>
        <translation>工单进展</translation>
    </message>
    <message>
        <source>Suggestion</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Take a ticket</source>
        <translation>登记工单</translation>
    </message>
    <message>
        <source>Take a ticket (Ctrl+N)</source>
        <translation>登记工单（Ctrl+N）</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>The level is 1, 2 or 3.</source>
        <translation>级别请填 1、2 或 3。</translation>
    </message>
    <message>
        <source>The message is on the clipboard.</source>
        <translation>给住户的话已复制，可直接粘贴。</translation>
    </message>
    <message>
        <source>The other ticket</source>
        <translation>合并到</translation>
    </message>
    <message>
        <source>The promise is still owed, but another desk voided or merged its ticket. Keep it or withdraw it.</source>
        <translation>这项承诺还没兑现，但工单已在另一台电脑上作废或合并。请兑现，或撤回。</translation>
    </message>
    <message>
        <source>The resident&apos;s word</source>
        <translation>住户意见</translation>
    </message>
    <message>
        <source>The row has neither a matter nor a description.</source>
        <translation>这一行既没有事项，也没有描述。</translation>
    </message>
    <message>
        <source>The ticket has come without its number. It may still come from another desk.</source>
        <translation>工单已到，但工单号还没同步过来。</translation>
    </message>
    <message>
        <source>The ticket has no due times, so nobody is warned. Edit its level: that sets them.</source>
        <translation>工单没有时限，到期不会提醒。修改一次级别即可补上。</translation>
    </message>
    <message>
        <source>The ticket is dispatched, but to nobody: another desk took it back. Dispatch it again.</source>
        <translation>工单显示已派，但没有处理人：另一台电脑撤回了。请重新派单。</translation>
    </message>
    <message>
        <source>The ticket was merged into one that another desk voided, so nobody works on it. Take it in anew if the matter is not settled.</source>
        <translation>这张工单并入的那张已在另一台电脑上作废，现在没有人处理。事情没办完的话请重新登记。</translation>
    </message>
    <message>
        <source>The ticket was reported in the future; check the date.</source>
        <translation>报事时间在将来，请核对日期。</translation>
    </message>
    <message>
        <source>There is no action “{action}”.</source>
        <translation>没有“{action}”这个操作。</translation>
    </message>
    <message>
        <source>This moment lies in the future.</source>
        <translation>这个时间在将来。</translation>
    </message>
    <message>
        <source>This promise has been kept already.</source>
        <translation>这条承诺已经兑现。</translation>
    </message>
    <message>
        <source>This promise has been withdrawn already.</source>
        <translation>这条承诺已经撤回过了。</translation>
    </message>
    <message>
        <source>This record no longer exists; choose again.</source>
        <translation>这条记录已不存在，请重新选择。</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Ticket asked for by this person</source>
        <translation>此人提出的工单</translation>
    </message>
    <message>
        <source>Ticket in hand</source>
        <translation>手上的工单</translation>
    </message>
    <message>
        <source>Ticket of this house</source>
        <translation>本房屋的工单</translation>
    </message>
    <message>
        <source>Tickets</source>
        <translation>工单</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>To call back</source>
        <translation>待回访</translation>
    </message>
    <message>
        <source>To check</source>
        <translation>待验收</translation>
    </message>
    <message>
        <source>To dispatch</source>
        <translation>待派单</translation>
    </message>
    <message>
        <source>Two desks merged two tickets into each other, so nobody works on either. Take the matter in anew.</source>
        <translation>两台电脑把两张工单互相合并了，现在都没有人处理。请重新登记这件事。</translation>
    </message>
    <message>
        <source>Two tickets carry the number {number}: a disk was probably copied or restored. Both are kept, this one is shown as {shown}. Tell the resident which one is theirs.</source>
        <translation>有两张工单的编号都是 {number}，可能是硬盘被复制或还原过。两张都保留，这一张显示为 {shown}，请告知住户以哪张为准。</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Unknown state ({code})</source>
        <translation>未知状态（{code}）</translation>
    </message>
    <message>
        <source>Visit</source>
        <translation>来访</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Voided</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation>微信</translation>
    </message>
    <message>
        <source>What residents ask for is taken here, dispatched, done and closed.</source>
        <translation>住户报的事，都在这里登记、派单、处理、关闭。</translation>
    </message>
    <message>
        <source>What the caller says, in their words</source>
        <translation>照报事人的原话记</translation>
    </message>
    <message>
        <source>What to say</source>
        <translation>应答话术</translation>
    </message>
    <message>
        <source>What was promised</source>
        <translation>承诺了什么</translation>
    </message>
    <message>
        <source>Where is it? Choose a room, or name the public area.</source>
        <translation>在哪里？请选择房屋，或写明公共区域。</translation>
    </message>
    <message>
        <source>Who is calling</source>
        <translation>谁在报事</translation>
    </message>
    <message>
        <source>Why is it withdrawn?</source>
        <translation>为什么撤回？</translation>
    </message>
    <message>
        <source>Why is the promise withdrawn? The resident may ask.</source>
        <translation>请写明撤回承诺的原因，住户可能会问。</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Withdrawn: {reason}</source>
        <translation>已撤回：{reason}</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>撤回…</translation>
    </message>
    <message>
        <source>Work slips</source>
        <translation>派工单</translation>
    </message>
    <message>
        <source>Write down what the caller said.</source>
        <translation>请写下报事人说了什么。</translation>
    </message>
    <message>
        <source>Write down what was promised.</source>
        <translation>请写下承诺了什么。</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>片区</translation>
    </message>
    <message>
        <source>accepted the work</source>
        <translation>验收通过</translation>
    </message>
    <message>
        <source>added another caller</source>
        <translation>又有人报事</translation>
    </message>
    <message>
        <source>arrived on site</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>changed it</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>closed it</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>did “{action}”</source>
        <translation>操作“{action}”</translation>
    </message>
    <message>
        <source>dispatched</source>
        <translation>派单</translation>
    </message>
    <message>
        <source>enquiry by message</source>
        <translation>线上咨询</translation>
    </message>
    <message>
        <source>enquiry in person</source>
        <translation>当面或电话咨询</translation>
    </message>
    <message>
        <source>finished the work</source>
        <translation>处理完成</translation>
    </message>
    <message>
        <source>gave the first response</source>
        <translation>首次响应</translation>
    </message>
    <message>
        <source>gave the resident the message</source>
        <translation>已告知住户</translation>
    </message>
    <message>
        <source>imported it</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>kept the promise</source>
        <translation>兑现承诺</translation>
    </message>
    <message>
        <source>made a complaint of it</source>
        <translation>转为投诉</translation>
    </message>
    <message>
        <source>merged it into another ticket</source>
        <translation>合并到其他工单</translation>
    </message>
    <message>
        <source>nearly the same text</source>
        <translation>内容相近</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>noted</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>open at the same place</source>
        <translation>同一位置有未结工单</translation>
    </message>
    <message>
        <source>open in the same room</source>
        <translation>同一房屋有未结工单</translation>
    </message>
    <message>
        <source>our colleague on duty</source>
        <translation>值班同事</translation>
    </message>
    <message>
        <source>printed the work slip</source>
        <translation>打印派工单</translation>
    </message>
    <message>
        <source>promised</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>put it on hold</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>reopened it</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>resumed it</source>
        <translation>恢复处理</translation>
    </message>
    <message>
        <source>returned it to dispatch</source>
        <translation>退单</translation>
    </message>
    <message>
        <source>sent it back to work</source>
        <translation>返工</translation>
    </message>
    <message>
        <source>started work</source>
        <translation>开始处理</translation>
    </message>
    <message>
        <source>took it in</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>took over another ticket</source>
        <translation>并入其他工单</translation>
    </message>
    <message>
        <source>voided it</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>what you told me</source>
        <translation>这件事</translation>
    </message>
    <message>
        <source>withdrew the promise</source>
        <translation>撤回了承诺</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>your place</source>
        <translation>您家</translation>
    </message>
    <message>
        <source>yuan</source>
        <translation>元</translation>
    </message>
    <message>
        <source>{number} has ended. Reopen it, or take a new ticket.</source>
        <translation>{number} 已结束，请重新打开，或登记新工单。</translation>
    </message>
    <message>
        <source>{n} h, day and night</source>
        <translation>{n} 小时，昼夜连续计时</translation>
    </message>
    <message>
        <source>{n} min, day and night</source>
        <translation>{n} 分钟，昼夜连续计时</translation>
    </message>
    <message>
        <source>{n} of 5</source>
        <translation>{n} 分</translation>
    </message>
    <message>
        <source>{n} rows (first row {row}) do not say when they were reported: they count from this import.</source>
        <translation>有 {n} 行（首见于第 {row} 行）没有报事时间，已按导入时间计。</translation>
    </message>
    <message>
        <source>{n} tickets chosen</source>
        <translation>已选 {n} 张工单</translation>
    </message>
    <message>
        <source>{n} tickets: {action}.</source>
        <translation>{action}：{n} 张工单。</translation>
    </message>
    <message>
        <source>{n} were left as they were; {number}: {reason}</source>
        <translation>有 {n} 张未变动；{number}：{reason}</translation>
    </message>
    <message>
        <source>{state}, due on site</source>
        <translation>{state}·到场</translation>
    </message>
    <message>
        <source>{state}, first response due</source>
        <translation>{state}·首响</translation>
    </message>
    <message>
        <source>{state}, result due</source>
        <translation>{state}·反馈</translation>
    </message>
    <message>
        <source>{why}: {number} {title}</source>
        <translation>{why}：{number} {title}</translation>
    </message>
    <message>
        <source>“{action}” is not possible while the ticket is “{state}”.</source>
        <translation>工单“{state}”时不能“{action}”。</translation>
    </message>
    <message>
        <source>“{action}” is not possible while the ticket is “{state}”. Possible now: {allowed}.</source>
        <translation>工单“{state}”时不能“{action}”。现在可以：{allowed}。</translation>
    </message>
    <message>
        <source>“{action}” needs: {field}.</source>
        <translation>“{action}”前请填写：{field}。</translation>
    </message>
    <message>
        <source>It is them</source>
        <translation type="vanished">是此人</translation>
    </message>
    <message>
        <source>Last contacts</source>
        <translation type="vanished">最近联系</translation>
    </message>
    <message>
        <source>Open here: {n}</source>
        <translation type="vanished">此处未结工单 {n} 张</translation>
    </message>
    <message>
        <source>Type a room, a name, a telephone number or its last four digits, or a plate.</source>
        <translation type="vanished">输入房号、姓名、电话（或后四位）或车牌。</translation>
    </message>
</context>
<context>
    <name>today</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Due next</source>
        <translation>接下来到期</translation>
    </message>
    <message>
        <source>Due soon</source>
        <translation>即将到期</translation>
    </message>
    <message>
        <source>Due today in the other books</source>
        <translation>今天到期的其他事项</translation>
    </message>
    <message>
        <source>Finished, to be checked</source>
        <translation>已完工待验收</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>Longest on hold</source>
        <translation>挂起最久</translation>
    </message>
    <message>
        <source>New ticket</source>
        <translation>登记工单</translation>
    </message>
    <message>
        <source>Next line, on to the next list</source>
        <translation>下一行，末行跳到下一组</translation>
    </message>
    <message>
        <source>Nothing is waiting</source>
        <translation>暂无待办</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>已挂起</translation>
    </message>
    <message>
        <source>Only mine</source>
        <translation>只看我的</translation>
    </message>
    <message>
        <source>Open complaints</source>
        <translation>处理中的投诉</translation>
    </message>
    <message>
        <source>Open the ticket</source>
        <translation>打开工单</translation>
    </message>
    <message>
        <source>Past due</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>承诺到期</translation>
    </message>
    <message>
        <source>Promises due today</source>
        <translation>今日到期的承诺</translation>
    </message>
    <message>
        <source>Read and accept</source>
        <translation>阅读并接班</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>查看全部</translation>
    </message>
    <message>
        <source>Tickets I took in or have, and promises I gave</source>
        <translation>我登记的、由我处理的工单，以及我作出的承诺</translation>
    </message>
    <message>
        <source>Tickets that are late or fall due, promises and callbacks stand here as soon as there are any.</source>
        <translation>超时和即将到期的工单、承诺、待回访事项会显示在这里。</translation>
    </message>
    <message>
        <source>To call back</source>
        <translation>待回访</translation>
    </message>
    <message>
        <source>To check</source>
        <translation>待验收</translation>
    </message>
    <message>
        <source>To dispatch</source>
        <translation>待派单</translation>
    </message>
    <message>
        <source>Waiting to be dispatched</source>
        <translation>待派单</translation>
    </message>
    <message>
        <source>act next</source>
        <translation>优先处理</translation>
    </message>
    <message>
        <source>act now</source>
        <translation>立即处理</translation>
    </message>
    <message>
        <source>clock stands still</source>
        <translation>暂停计时</translation>
    </message>
    <message>
        <source>due today</source>
        <translation>今日到期</translation>
    </message>
    <message>
        <source>none</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待处理</translation>
    </message>
    <message>
        <source>{month}-{day} {weekday} · {open} open · taken in today {taken}, ended {ended}</source>
        <translation>{month}月{day}日 {weekday} · 未结 {open} 单 · 今日登记 {taken} 单，已结 {ended} 单</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} 等，另有 {n} 人</translation>
    </message>
    <message>
        <source>{n} past due</source>
        <translation>{n} 项已超时</translation>
    </message>
    <message>
        <source>{n} too long</source>
        <translation>{n} 单派单超时</translation>
    </message>
    <message>
        <source>{shift} {hours}, on duty: {names}</source>
        <translation>{shift} {hours} · 当班：{names}</translation>
    </message>
    <message>
        <source>{shift} {hours}: nobody is entered as on duty</source>
        <translation>{shift} {hours} · 未排值班人员</translation>
    </message>
    <message>
        <source>{shift}, handed over by {who}: {n} lines to read, then accept it.</source>
        <translation>{shift} 由 {who} 交班：{n} 条必读，读完即可接班。</translation>
    </message>
</context>
<context>
    <name>training</name>
    <message>
        <source> </source>
        <translation> </translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>A day such as 2026-11-23.</source>
        <translation>请填日期，例如 2026-11-23。</translation>
    </message>
    <message>
        <source>A newcomer needs a mentor. Choose one.</source>
        <translation>新员工必须有带教师傅，请选一位。</translation>
    </message>
    <message>
        <source>A newcomer needs one; how many each has stands behind the name.</source>
        <translation>新员工必须有；名字后面是各自已带的人数。</translation>
    </message>
    <message>
        <source>A row for {name} alone</source>
        <translation>只给 {name} 加的一项</translation>
    </message>
    <message>
        <source>A score of hundred at most.</source>
        <translation>分数最多 100 分。</translation>
    </message>
    <message>
        <source>A whole number from {least} to {most}.</source>
        <translation>请填 {least} 到 {most} 的整数。</translation>
    </message>
    <message>
        <source>Absent</source>
        <translation>缺席人员</translation>
    </message>
    <message>
        <source>Accompanies</source>
        <translation>带教</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a row</source>
        <translation>加一行</translation>
    </message>
    <message>
        <source>Add an observation or a row</source>
        <translation>添加观察记录或一行</translation>
    </message>
    <message>
        <source>Aimed at: theory {share} %, at least {hours} hours.</source>
        <translation>目标：理论占 {share} %，不少于 {hours} 学时。</translation>
    </message>
    <message>
        <source>An exam has a score of its own: sign it alone.</source>
        <translation>考核要单独打分：请一行一行签。</translation>
    </message>
    <message>
        <source>Anew every year</source>
        <translation>每年重新开始</translation>
    </message>
    <message>
        <source>At most {n} characters.</source>
        <translation>最多 {n} 个字。</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>出勤</translation>
    </message>
    <message>
        <source>Attended</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>Back to the list  Esc</source>
        <translation>返回列表  Esc</translation>
    </message>
    <message>
        <source>Becomes a task of the weekly plan.</source>
        <translation>会成为周计划里的一项任务。</translation>
    </message>
    <message>
        <source>Before the exam these required rows must be passed: {rows}.</source>
        <translation>考核之前必须先通过：{rows}。</translation>
    </message>
    <message>
        <source>Began on</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Begin a checklist</source>
        <translation>开始培训清单</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Begun again each year; stages do not block each other</source>
        <translation>每年重新开始；各阶段互不阻挡</translation>
    </message>
    <message>
        <source>Bring a row back</source>
        <translation>找回一项</translation>
    </message>
    <message>
        <source>By when</source>
        <translation>完成时限</translation>
    </message>
    <message>
        <source>By whom</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel the session</source>
        <translation>取消本场</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Cancelled according to the ledger.</source>
        <translation>台账上注明已取消。</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Certificate of passing</source>
        <translation>培训合格证</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Certificates of staff stand here, with a scan, and warn before they run out.</source>
        <translation>员工的证书和扫描件放在这里，到期前会提醒。</translation>
    </message>
    <message>
        <source>Certificates running out</source>
        <translation>即将到期的证书</translation>
    </message>
    <message>
        <source>Change the certificate</source>
        <translation>修改证书</translation>
    </message>
    <message>
        <source>Change the checklist</source>
        <translation>修改培训清单</translation>
    </message>
    <message>
        <source>Change the outline</source>
        <translation>修改大纲</translation>
    </message>
    <message>
        <source>Change the row</source>
        <translation>修改本项</translation>
    </message>
    <message>
        <source>Change the session</source>
        <translation>修改场次</translation>
    </message>
    <message>
        <source>Change the template</source>
        <translation>修改模板</translation>
    </message>
    <message>
        <source>Change: {row}</source>
        <translation>修改：{row}</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>培训清单</translation>
    </message>
    <message>
        <source>Checklist made from it</source>
        <translation>由它生成的清单</translation>
    </message>
    <message>
        <source>Checklists of newcomers, skilled staff and supervisors stand here, row by row to be signed.</source>
        <translation>新员工、骨干和主管的培训清单放在这里，逐项签字。</translation>
    </message>
    <message>
        <source>Checklists were made from this template. Take it out of use instead.</source>
        <translation>已经有清单用过这个模板，请改为停用。</translation>
    </message>
    <message>
        <source>Choose a row.</source>
        <translation>请在列表里选一行。</translation>
    </message>
    <message>
        <source>Choose one of: {choices}.</source>
        <translation>请选其中之一：{choices}。</translation>
    </message>
    <message>
        <source>Choose pdf or xlsx.</source>
        <translation>请选 pdf 或 xlsx。</translation>
    </message>
    <message>
        <source>Choose somebody who works here.</source>
        <translation>请选一位在职员工。</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Content or steps</source>
        <translation>内容或步骤</translation>
    </message>
    <message>
        <source>Contest</source>
        <translation>竞赛</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Count working days only</source>
        <translation>只算工作日</translation>
    </message>
    <message>
        <source>Counts as</source>
        <translation>计入</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Courses</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Courses and drills</source>
        <translation>课程与演练</translation>
    </message>
    <message>
        <source>Courses, drills and contests stand here with who was there and what came of them.</source>
        <translation>课程、演练和竞赛放在这里：谁到场、结果如何。</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>第几天</translation>
    </message>
    <message>
        <source>Days count from Monday to Friday</source>
        <translation>天数只算周一到周五</translation>
    </message>
    <message>
        <source>Declare a checklist passed; everybody present</source>
        <translation>宣布清单通过；全部到场</translation>
    </message>
    <message>
        <source>Declare passed</source>
        <translation>宣布通过</translation>
    </message>
    <message>
        <source>Declare passed: {name}</source>
        <translation>宣布通过：{name}</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Drill</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>Drills</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>应完成</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Empty for the office&apos;s setting.</source>
        <translation>不填按办公室设置。</translation>
    </message>
    <message>
        <source>Empty if it does not expire.</source>
        <translation>长期有效的不填。</translation>
    </message>
    <message>
        <source>Enter a certificate</source>
        <translation>登记证书</translation>
    </message>
    <message>
        <source>Every row is due so many days after it.</source>
        <translation>每一项都从这一天起算到期。</translation>
    </message>
    <message>
        <source>Everybody present</source>
        <translation>全部到场</translation>
    </message>
    <message>
        <source>Exam</source>
        <translation>考核</translation>
    </message>
    <message>
        <source>Exam “{title}”: at least {score} of 100.</source>
        <translation>考核“{title}”：不低于 {score} 分。</translation>
    </message>
    <message>
        <source>Exams</source>
        <translation>考核</translation>
    </message>
    <message>
        <source>Excused</source>
        <translation>请假人员</translation>
    </message>
    <message>
        <source>Expires on</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation>导出列表</translation>
    </message>
    <message>
        <source>Fills in what the outline says.</source>
        <translation>选了以后自动填入大纲内容。</translation>
    </message>
    <message>
        <source>Fire facility operator certificate</source>
        <translation>消防设施操作员证</translation>
    </message>
    <message>
        <source>First aid certificate</source>
        <translation>急救员证</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>第一天</translation>
    </message>
    <message>
        <source>Fit the rows</source>
        <translation>调整清单项</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>From version {old} to version {new}</source>
        <translation>从第 {old} 版升到第 {new} 版</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>终止</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>已终止</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Goes</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Has taken place</source>
        <translation>已经举行</translation>
    </message>
    <message>
        <source>Health certificate</source>
        <translation>健康证</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>已举行</translation>
    </message>
    <message>
        <source>Held by</source>
        <translation>主讲</translation>
    </message>
    <message>
        <source>Held by somebody else</source>
        <translation>外请主讲</translation>
    </message>
    <message>
        <source>Held: whoever was there has the hours.</source>
        <translation>已登记：到场的人都计入学时。</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>主讲</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>学时</translation>
    </message>
    <message>
        <source>Hours of each person</source>
        <translation>每人学时</translation>
    </message>
    <message>
        <source>How long does it take?</source>
        <translation>需要多少分钟？</translation>
    </message>
    <message>
        <source>Import a ledger</source>
        <translation>导入台账</translation>
    </message>
    <message>
        <source>Improvement from</source>
        <translation>改进措施来自</translation>
    </message>
    <message>
        <source>In a checklist: add, change, take out or bring back rows</source>
        <translation>清单中：加一项、修改、取出或找回</translation>
    </message>
    <message>
        <source>In the attendance: there or not</source>
        <translation>出勤表里：到 / 未到</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Invited</source>
        <translation>通知对象</translation>
    </message>
    <message>
        <source>Invited to</source>
        <translation>应参加</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>发证机构</translation>
    </message>
    <message>
        <source>Issued on</source>
        <translation>发证日期</translation>
    </message>
    <message>
        <source>It expires after the day it was issued on.</source>
        <translation>有效期应晚于发证日期。</translation>
    </message>
    <message>
        <source>It lies more than two years ahead; check the year.</source>
        <translation>日期在两年以后，请核对年份。</translation>
    </message>
    <message>
        <source>It was issued in the future; check the day.</source>
        <translation>发证日期在今天之后，请核对。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Lift a checklist to the newest version of its template</source>
        <translation>把清单升到模板的最新版</translation>
    </message>
    <message>
        <source>Lift safety manager certificate</source>
        <translation>电梯安全管理员证</translation>
    </message>
    <message>
        <source>Lift the checklist</source>
        <translation>升级清单</translation>
    </message>
    <message>
        <source>Lift to the newest template</source>
        <translation>升到模板最新版</translation>
    </message>
    <message>
        <source>Lifted to a newer template</source>
        <translation>升到新版模板</translation>
    </message>
    <message>
        <source>Lifting undone</source>
        <translation>撤销了升级</translation>
    </message>
    <message>
        <source>Logged in with</source>
        <translation>陪同登录</translation>
    </message>
    <message>
        <source>Low-voltage electrician licence</source>
        <translation>低压电工证</translation>
    </message>
    <message>
        <source>Making sheets</source>
        <translation>正在生成</translation>
    </message>
    <message>
        <source>Making the overview</source>
        <translation>正在生成年度总览</translation>
    </message>
    <message>
        <source>Materials</source>
        <translation>所需物品</translation>
    </message>
    <message>
        <source>Mentor</source>
        <translation>带教师傅</translation>
    </message>
    <message>
        <source>Mentor changed</source>
        <translation>更换师傅</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Minutes at least</source>
        <translation>至少分钟</translation>
    </message>
    <message>
        <source>Missing until it is passed</source>
        <translation>通过之前还差</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Months with a drill</source>
        <translation>有演练的月份</translation>
    </message>
    <message>
        <source>Must be passed</source>
        <translation>必须通过</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>New outline</source>
        <translation>新大纲</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>新模板</translation>
    </message>
    <message>
        <source>Newcomer</source>
        <translation>新员工</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Next view: people, sessions, certificates …</source>
        <translation>下一个视图：人员、场次、证书……</translation>
    </message>
    <message>
        <source>No certificate is entered</source>
        <translation>还没有登记证书</translation>
    </message>
    <message>
        <source>No drill this month yet</source>
        <translation>本月还没有演练</translation>
    </message>
    <message>
        <source>No outline</source>
        <translation>没有大纲</translation>
    </message>
    <message>
        <source>No row changes; only the version does.</source>
        <translation>各项都不变，只更新版本号。</translation>
    </message>
    <message>
        <source>No row was taken out of this checklist.</source>
        <translation>这份清单没有取出过任何一项。</translation>
    </message>
    <message>
        <source>No session is planned</source>
        <translation>还没有安排场次</translation>
    </message>
    <message>
        <source>No such row was taken out of this checklist.</source>
        <translation>这份清单没有取出过这一项。</translation>
    </message>
    <message>
        <source>No template</source>
        <translation>没有模板</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序</translation>
    </message>
    <message>
        <source>Nobody accompanies themselves. Choose somebody else.</source>
        <translation>不能自己带自己，请选别人。</translation>
    </message>
    <message>
        <source>Nobody here has the staff number {number}. Correct it, or enter them under staff first.</source>
        <translation>没有工号 {number}。请改正，或先在员工中登记。</translation>
    </message>
    <message>
        <source>Nobody here has the staff number {number}; {name} has {theirs}. Correct the number.</source>
        <translation>没有工号 {number}；{name} 的工号是 {theirs}。请改正工号。</translation>
    </message>
    <message>
        <source>Nobody here is called {name}. Enter them under staff first, or correct the name.</source>
        <translation>员工中没有“{name}”。请先在员工中登记，或改正姓名。</translation>
    </message>
    <message>
        <source>Nobody is being trained</source>
        <translation>现在没有人在培训</translation>
    </message>
    <message>
        <source>Nobody is on the list. Invite those who were there.</source>
        <translation>名单是空的，请先加入到场的人。</translation>
    </message>
    <message>
        <source>Not passed yet</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>Not passed yet. {missing}</source>
        <translation>还不能通过。{missing}</translation>
    </message>
    <message>
        <source>Not signed</source>
        <translation>未签</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Nothing chosen</source>
        <translation>没有选中</translation>
    </message>
    <message>
        <source>Nothing is signed here.</source>
        <translation>这一项还没有签字。</translation>
    </message>
    <message>
        <source>Nothing was deleted that could be brought back.</source>
        <translation>没有可以恢复的删除记录。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Number of the certificate</source>
        <translation>合格证编号</translation>
    </message>
    <message>
        <source>Observation</source>
        <translation>观察记录</translation>
    </message>
    <message>
        <source>Observation removed.</source>
        <translation>已移除观察记录。</translation>
    </message>
    <message>
        <source>Observed</source>
        <translation>观察到</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>可选用</translation>
    </message>
    <message>
        <source>One a line.</source>
        <translation>一行一条。</translation>
    </message>
    <message>
        <source>One desk cancelled the session while another noted who was there. If it took place, take it up again and say so; nobody has hours from it until then.</source>
        <translation>一台电脑取消了这一场，另一台登记了出勤。如果确实办了，请重新安排并登记已举行；在那之前没有人计入学时。</translation>
    </message>
    <message>
        <source>One desk declared the checklist passed while another gave it up or took it up again. Take it up again, or declare it passed anew.</source>
        <translation>一台电脑宣布通过，另一台终止或重新打开了它。请重新打开，或再次宣布通过。</translation>
    </message>
    <message>
        <source>One desk declared the checklist passed while another took a signature back or signed a row differently. Take it up again, sign the row, and declare it passed anew.</source>
        <translation>一台电脑宣布通过，另一台撤回了签字或签了不同结果。请重新打开、补签那一项，再宣布通过。</translation>
    </message>
    <message>
        <source>One desk took a row out of the checklist while another signed it. Open the checklist and bring the row back.</source>
        <translation>一台电脑把清单中的一项取出了，另一台同时给它签了字。请打开清单，把这一项找回来。</translation>
    </message>
    <message>
        <source>Only a supervisor or manager declares a checklist passed.</source>
        <translation>只有主管或经理可以宣布通过。</translation>
    </message>
    <message>
        <source>Only who signed takes a signature back, or somebody who manages training.</source>
        <translation>只有签字人自己或培训管理者可以撤回签字。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open the checklist or the attendance</source>
        <translation>打开清单或出勤表</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>Outlines</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>Outlines of courses, drills and contests stand here; sessions are planned from them.</source>
        <translation>课程、演练和竞赛的大纲放在这里，场次从大纲安排。</translation>
    </message>
    <message>
        <source>Over at</source>
        <translation>结束时间</translation>
    </message>
    <message>
        <source>Over; say who was there</source>
        <translation>已结束，请登记出勤</translation>
    </message>
    <message>
        <source>PIN of the evaluator</source>
        <translation>签字人密码</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation>通过日期</translation>
    </message>
    <message>
        <source>Passed rows</source>
        <translation>已通过项</translation>
    </message>
    <message>
        <source>Passed. The certificate has the number {number}.</source>
        <translation>已通过，合格证编号 {number}。</translation>
    </message>
    <message>
        <source>Passed; may work alone</source>
        <translation>通过，可独立上岗</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>People have hours from this session. Plan it anew first if it was not held.</source>
        <translation>已有人从这一场计入学时。如果其实没办，请先改回待举行。</translation>
    </message>
    <message>
        <source>People who reached their hours</source>
        <translation>学时达标人数</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Plan a session</source>
        <translation>安排场次</translation>
    </message>
    <message>
        <source>Plan anew</source>
        <translation>重新安排</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>待举行</translation>
    </message>
    <message>
        <source>Planned for this month: {title}</source>
        <translation>本月应办：{title}</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>实操</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Print checklist</source>
        <translation>打印清单</translation>
    </message>
    <message>
        <source>Print sign-in sheet</source>
        <translation>打印签到表</translation>
    </message>
    <message>
        <source>Print the list</source>
        <translation>打印列表</translation>
    </message>
    <message>
        <source>Property manager certificate</source>
        <translation>物业管理师证</translation>
    </message>
    <message>
        <source>Ran out</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>Ran out on {day}</source>
        <translation>{day} 已过期</translation>
    </message>
    <message>
        <source>Ranked</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>达标情况</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>必修</translation>
    </message>
    <message>
        <source>Required rows of an earlier stage are open: {rows}.</source>
        <translation>前一阶段的必修项还没通过：{rows}。</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>分工</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>清单项</translation>
    </message>
    <message>
        <source>Row added</source>
        <translation>加了一项</translation>
    </message>
    <message>
        <source>Row added for {name}.</source>
        <translation>已给 {name} 加一项。</translation>
    </message>
    <message>
        <source>Row brought back</source>
        <translation>找回一项</translation>
    </message>
    <message>
        <source>Row changed</source>
        <translation>修改一项</translation>
    </message>
    <message>
        <source>Row of a checklist</source>
        <translation>清单项</translation>
    </message>
    <message>
        <source>Row of a template</source>
        <translation>模板项</translation>
    </message>
    <message>
        <source>Row removed.</source>
        <translation>已移除一行。</translation>
    </message>
    <message>
        <source>Row taken out</source>
        <translation>取出一项</translation>
    </message>
    <message>
        <source>Row {row}: {words}</source>
        <translation>第 {row} 行：{words}</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>项数</translation>
    </message>
    <message>
        <source>Rows late</source>
        <translation>有超期项</translation>
    </message>
    <message>
        <source>Rows of the checklist</source>
        <translation>清单各项</translation>
    </message>
    <message>
        <source>Rows of the template</source>
        <translation>模板各项</translation>
    </message>
    <message>
        <source>Running out</source>
        <translation>即将到期</translation>
    </message>
    <message>
        <source>Runs out in {n} days</source>
        <translation>{n} 天后到期</translation>
    </message>
    <message>
        <source>Runs out on {day}</source>
        <translation>{day} 到期</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as next version</source>
        <translation>存为新版本</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Saved. Checklists begun before keep their rows.</source>
        <translation>已保存。已经开始的清单不变。</translation>
    </message>
    <message>
        <source>Say first who was there: {n} people are left.</source>
        <translation>请先登记出勤：还有 {n} 人没登记。</translation>
    </message>
    <message>
        <source>Say whether it is passed or not.</source>
        <translation>请选通过或未通过。</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>情景</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Score needed</source>
        <translation>合格分</translation>
    </message>
    <message>
        <source>Seen at</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>场次</translation>
    </message>
    <message>
        <source>Session of it</source>
        <translation>由它安排的场次</translation>
    </message>
    <message>
        <source>Session of this checklist</source>
        <translation>清单相关场次</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>场次</translation>
    </message>
    <message>
        <source>Sessions or templates name this outline. Take it out of use instead.</source>
        <translation>已有场次或模板用到这份大纲，请改为停用。</translation>
    </message>
    <message>
        <source>Several people are called {name}: {numbers}. Add the staff number.</source>
        <translation>有几个人叫“{name}”：{numbers}。请补上工号。</translation>
    </message>
    <message>
        <source>Shadowing</source>
        <translation>跟岗</translation>
    </message>
    <message>
        <source>Shadowing lasts until {day}.</source>
        <translation>跟岗期到 {day}。</translation>
    </message>
    <message>
        <source>Share of theory (%)</source>
        <translation>理论占比（%）</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>Sign the rows chosen; say that a session was held</source>
        <translation>给选中项签字；登记场次已举行</translation>
    </message>
    <message>
        <source>Sign {n} rows</source>
        <translation>签 {n} 项</translation>
    </message>
    <message>
        <source>Sign-in sheet</source>
        <translation>签到表</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签字</translation>
    </message>
    <message>
        <source>Signed by {name}.</source>
        <translation>{name} 已签字。</translation>
    </message>
    <message>
        <source>Signed by: {who}</source>
        <translation>签字人：{who}</translation>
    </message>
    <message>
        <source>Signed differently</source>
        <translation>两处签得不同</translation>
    </message>
    <message>
        <source>Signs</source>
        <translation>谁签字</translation>
    </message>
    <message>
        <source>Skilled</source>
        <translation>骨干</translation>
    </message>
    <message>
        <source>Somebody on the list has gone. Choose again.</source>
        <translation>名单里有人已不在，请重选。</translation>
    </message>
    <message>
        <source>Space: there or not · P present · L late · A absent · E excused · Enter: points, note</source>
        <translation>空格：到 / 未到 · P 到 · L 迟到 · A 缺席 · E 请假 · 回车：得分和备注</translation>
    </message>
    <message>
        <source>Special courses held</source>
        <translation>专项课程</translation>
    </message>
    <message>
        <source>Staff number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Staff number of the evaluator</source>
        <translation>签字人工号</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Stays as it was changed for this person</source>
        <translation>保持为此人改过的样子</translation>
    </message>
    <message>
        <source>Stays out, as it was taken out for this person</source>
        <translation>不加回，已为此人取出</translation>
    </message>
    <message>
        <source>Stays, for it is signed</source>
        <translation>保留，已签字</translation>
    </message>
    <message>
        <source>Step of a checklist</source>
        <translation>清单的一步</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>主管</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Take out: {row}</source>
        <translation>取出：{row}</translation>
    </message>
    <message>
        <source>Take over a ledger of sessions or certificates</source>
        <translation>导入培训台账或证书台账</translation>
    </message>
    <message>
        <source>Take the last signature back; delete</source>
        <translation>撤回最近一次签字；删除</translation>
    </message>
    <message>
        <source>Take the row out</source>
        <translation>取出本项</translation>
    </message>
    <message>
        <source>Take the signature back: {row}</source>
        <translation>撤回签字：{row}</translation>
    </message>
    <message>
        <source>Take up again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Taken back; both stay in the story.</source>
        <translation>已撤回；签字和撤回都留在经过里。</translation>
    </message>
    <message>
        <source>Taken up again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Taught by</source>
        <translation>对应课程</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Template with a row of it</source>
        <translation>用到它的模板</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Templates stand here; a person&apos;s checklist is copied from one.</source>
        <translation>模板放在这里，个人清单由模板复制而来。</translation>
    </message>
    <message>
        <source>The certificate {number} of {name} was entered twice. Delete one of the two.</source>
        <translation>{name} 的证书 {number} 登记了两次，请删掉一份。</translation>
    </message>
    <message>
        <source>The checklist is of the newest version, {n}, already.</source>
        <translation>清单已是最新的第 {n} 版。</translation>
    </message>
    <message>
        <source>The checklist is of version {n} now.</source>
        <translation>清单现为第 {n} 版。</translation>
    </message>
    <message>
        <source>The row does not say what it was about.</source>
        <translation>这一行没有写主题。</translation>
    </message>
    <message>
        <source>The row does not say when it was.</source>
        <translation>这一行没有写日期。</translation>
    </message>
    <message>
        <source>The row does not say which certificate it is.</source>
        <translation>这一行没有写是什么证书。</translation>
    </message>
    <message>
        <source>The row does not say whose certificate it is.</source>
        <translation>这一行没有写是谁的证书。</translation>
    </message>
    <message>
        <source>The row stands where it stood.</source>
        <translation>已放回原处。</translation>
    </message>
    <message>
        <source>The session was held, but another desk invited somebody of whom nobody said whether they were there. Say it now.</source>
        <translation>这一场已登记举行，但另一台电脑又加了人，还没登记出勤，请补上。</translation>
    </message>
    <message>
        <source>The session was held: say whether {name} was there.</source>
        <translation>这场已举行：请写明 {name} 是否到场。</translation>
    </message>
    <message>
        <source>The staff number {number} is that of {name}, not of {written}. Correct one of the two.</source>
        <translation>工号 {number} 是 {name} 的，不是 {written} 的。请改正其中一个。</translation>
    </message>
    <message>
        <source>The template has gone; this checklist stays as it is.</source>
        <translation>模板已不在，这份清单保持原样。</translation>
    </message>
    <message>
        <source>The template was changed meanwhile. Look at what will happen once more.</source>
        <translation>模板刚刚又改过，请再看一遍会有哪些变化。</translation>
    </message>
    <message>
        <source>The year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>The year before</source>
        <translation>上一年</translation>
    </message>
    <message>
        <source>Theory</source>
        <translation>理论</translation>
    </message>
    <message>
        <source>Theory is {found} % of theory and practice; {wanted} % are aimed at.</source>
        <translation>理论占 {found} %，目标是 {wanted} %。</translation>
    </message>
    <message>
        <source>There is no certificate yet: declare the checklist passed first.</source>
        <translation>还没有合格证：请先宣布清单通过。</translation>
    </message>
    <message>
        <source>There is no field “{key}”.</source>
        <translation>没有“{key}”这个字段。</translation>
    </message>
    <message>
        <source>This checklist has signatures or other steps. Give it up instead.</source>
        <translation>这份清单已有签字或其他记录，请改用“终止”。</translation>
    </message>
    <message>
        <source>This checklist is under way.</source>
        <translation>这份清单正在进行。</translation>
    </message>
    <message>
        <source>This checklist is {state}. Take it up again first.</source>
        <translation>这份清单{state}，请先重新打开。</translation>
    </message>
    <message>
        <source>This mentor accompanies {n} newcomers already, at most {most}. Choose another one.</source>
        <translation>这位师傅已带 {n} 名新员工，最多 {most} 名，请选别人。</translation>
    </message>
    <message>
        <source>This person has the checklist “{title}” already. Open it instead.</source>
        <translation>此人已有“{title}”，请直接打开那一份。</translation>
    </message>
    <message>
        <source>This row is passed. Delete takes the signature back.</source>
        <translation>这一项已通过。按 Delete 可以撤回签字。</translation>
    </message>
    <message>
        <source>This session has not begun yet. Change its time if it was held earlier.</source>
        <translation>这一场还没开始。如果已提前举行，请先改时间。</translation>
    </message>
    <message>
        <source>This session is planned.</source>
        <translation>这一场正待举行。</translation>
    </message>
    <message>
        <source>This session is {state}.</source>
        <translation>这一场{state}。</translation>
    </message>
    <message>
        <source>This session was cancelled. Take it up again first.</source>
        <translation>这一场已取消，请先重新安排。</translation>
    </message>
    <message>
        <source>This stays as it was begun. Give this one up and begin another.</source>
        <translation>开始以后不能改。请终止这一份，另开一份。</translation>
    </message>
    <message>
        <source>This template has gone. Choose another one.</source>
        <translation>模板已不存在，请另选。</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Title and goal</source>
        <translation>标题与目标</translation>
    </message>
    <message>
        <source>To be improved</source>
        <translation>要改进</translation>
    </message>
    <message>
        <source>Trainer</source>
        <translation>培训师</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>培训</translation>
    </message>
    <message>
        <source>Training checklist</source>
        <translation>培训清单</translation>
    </message>
    <message>
        <source>Training {year}</source>
        <translation>{year} 年培训</translation>
    </message>
    <message>
        <source>Two desks began the checklist “{title}” for {name}. Go on with the one that has more signatures and give the other one up.</source>
        <translation>两台电脑都给 {name} 开了“{title}”。请保留签字较多的一份，终止另一份。</translation>
    </message>
    <message>
        <source>Two desks gave {name} newcomers: {n} now, at most {most}. Choose another mentor for one of them.</source>
        <translation>两台电脑都给 {name} 分了新员工：现在 {n} 名，最多 {most} 名。请给其中一名换师傅。</translation>
    </message>
    <message>
        <source>Two desks signed “{row}” differently: {first} and {second}. Both are kept and the row counts as open. Ask both evaluators, then sign it once more: that decides.</source>
        <translation>两台电脑给“{row}”签了不同结果：{first} 和 {second}。两次都保留，这一项按未完成算。请问清两位签字人，再签一次为准。</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Version {n}</source>
        <translation>第 {n} 版</translation>
    </message>
    <message>
        <source>Warn days before</source>
        <translation>提前几天提醒</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What exactly</source>
        <translation>具体要求</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation>主题是什么？</translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation>讲什么</translation>
    </message>
    <message>
        <source>What to observe</source>
        <translation>观察点</translation>
    </message>
    <message>
        <source>What was observed?</source>
        <translation>观察到什么？</translation>
    </message>
    <message>
        <source>Who is invited</source>
        <translation>应到人员</translation>
    </message>
    <message>
        <source>Who signs</source>
        <translation>谁签字</translation>
    </message>
    <message>
        <source>Who took part</source>
        <translation>参加人员</translation>
    </message>
    <message>
        <source>Whoever signs may stand beside you: number and PIN are enough.</source>
        <translation>签字人站在旁边即可：输入工号和密码。</translation>
    </message>
    <message>
        <source>Whose certificate it is</source>
        <translation>持证人</translation>
    </message>
    <message>
        <source>Whose checklist it is</source>
        <translation>学员</translation>
    </message>
    <message>
        <source>Why is it cancelled?</source>
        <translation>为什么取消？</translation>
    </message>
    <message>
        <source>Why is it cancelled? The invited may ask.</source>
        <translation>为什么取消？应到的人会问。</translation>
    </message>
    <message>
        <source>Why is it given up?</source>
        <translation>为什么终止？</translation>
    </message>
    <message>
        <source>Why is it taken up again?</source>
        <translation>为什么重新打开？</translation>
    </message>
    <message>
        <source>Why is the signature taken back?</source>
        <translation>为什么撤回签字？</translation>
    </message>
    <message>
        <source>Why? The person and the evaluators read it.</source>
        <translation>为什么？本人和考评人都会看到。</translation>
    </message>
    <message>
        <source>Works alone from</source>
        <translation>可独立上岗</translation>
    </message>
    <message>
        <source>Year after  Ctrl+PgDown</source>
        <translation>下一年  Ctrl+PgDown</translation>
    </message>
    <message>
        <source>Year before  Ctrl+PgUp</source>
        <translation>上一年  Ctrl+PgUp</translation>
    </message>
    <message>
        <source>You see your own certificates. Ask a supervisor or trainer.</source>
        <translation>您只能看自己的证书，其他请找主管或培训师。</translation>
    </message>
    <message>
        <source>You see your own checklist and those of your trainees. Ask a supervisor or trainer.</source>
        <translation>您能看自己的和所带学员的清单，其他请找主管或培训师。</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>缺席</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>受阻</translation>
    </message>
    <message>
        <source>courses: {n}</source>
        <translation>课程 {n}</translation>
    </message>
    <message>
        <source>does not expire</source>
        <translation>长期有效</translation>
    </message>
    <message>
        <source>drill held</source>
        <translation>已演练</translation>
    </message>
    <message>
        <source>excused</source>
        <translation>请假</translation>
    </message>
    <message>
        <source>it names nobody, so it was taken as one of {name}, like the row above.</source>
        <translation>没有写姓名，按上一行算作 {name} 的。</translation>
    </message>
    <message>
        <source>it repeats row {first} and was skipped.</source>
        <translation>与第 {first} 行重复，已跳过。</translation>
    </message>
    <message>
        <source>late</source>
        <translation>迟到</translation>
    </message>
    <message>
        <source>made from version {old}, now {new}</source>
        <translation>按第 {old} 版生成，现为第 {new} 版</translation>
    </message>
    <message>
        <source>mentor {name}</source>
        <translation>师傅 {name}</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>month {n}</source>
        <translation>{n} 月</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>no drill</source>
        <translation>无演练</translation>
    </message>
    <message>
        <source>not passed</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>out of use</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>超期</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>planned: {n}</source>
        <translation>待办 {n}</translation>
    </message>
    <message>
        <source>present</source>
        <translation>到</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>已达标</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>theory {found} %, aimed at {wanted} %</source>
        <translation>理论 {found} %（目标 {wanted} %）</translation>
    </message>
    <message>
        <source>theory {n} %</source>
        <translation>理论 {n} %</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>至 {day}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{done} of {all} hours</source>
        <translation>{done} / {all} 学时</translation>
    </message>
    <message>
        <source>{done} of {all} required rows passed</source>
        <translation>必修 {done} / {all} 项已通过</translation>
    </message>
    <message>
        <source>{fate}: {n} rows</source>
        <translation>{fate}：{n} 项</translation>
    </message>
    <message>
        <source>{form} · {title}</source>
        <translation>{form} · {title}</translation>
    </message>
    <message>
        <source>{form}, {n} invited, held by {name}</source>
        <translation>{form}，应到 {n} 人，主讲 {name}</translation>
    </message>
    <message>
        <source>{found} hours of at least {wanted}.</source>
        <translation>共 {found} 学时，应不少于 {wanted}。</translation>
    </message>
    <message>
        <source>{name} has no checklist this year.</source>
        <translation>{name} 今年没有培训清单。</translation>
    </message>
    <message>
        <source>{name} · {n} newcomers</source>
        <translation>{name} · 已带 {n} 人</translation>
    </message>
    <message>
        <source>{n} deleted.</source>
        <translation>已删除 {n} 条。</translation>
    </message>
    <message>
        <source>{n} hours</source>
        <translation>{n} 学时</translation>
    </message>
    <message>
        <source>{n} hours left</source>
        <translation>还差 {n} 学时</translation>
    </message>
    <message>
        <source>{n} minutes, counts as {kind}</source>
        <translation>{n} 分钟，计{kind}</translation>
    </message>
    <message>
        <source>{n} months without</source>
        <translation>{n} 个月缺</translation>
    </message>
    <message>
        <source>{n} of 100 or more pass.</source>
        <translation>{n} 分及以上合格。</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} / {all}</translation>
    </message>
    <message>
        <source>{n} of {all} there</source>
        <translation>到场 {n} / {all} 人</translation>
    </message>
    <message>
        <source>{n} points</source>
        <translation>{n} 分</translation>
    </message>
    <message>
        <source>{n} required rows are not passed.</source>
        <translation>还有 {n} 项必修没通过。</translation>
    </message>
    <message>
        <source>{n} rows</source>
        <translation>{n} 项</translation>
    </message>
    <message>
        <source>{n} rows (first row {row}) do not say when the certificate was issued.</source>
        <translation>{n} 行没有写发证日期（首见第 {row} 行）。</translation>
    </message>
    <message>
        <source>{n} rows due, {late} of them late; next: {row}</source>
        <translation>{n} 项该完成，其中 {late} 项超期；下一项：{row}</translation>
    </message>
    <message>
        <source>{n} rows due; next: {row}</source>
        <translation>{n} 项该完成；下一项：{row}</translation>
    </message>
    <message>
        <source>{n} rows late</source>
        <translation>{n} 项超期</translation>
    </message>
    <message>
        <source>{n}, counts as {kind}</source>
        <translation>{n}，计{kind}</translation>
    </message>
    <message>
        <source>{n}, running out: {soon}</source>
        <translation>{n}，即将到期 {soon}</translation>
    </message>
    <message>
        <source>{n}.</source>
        <translation>{n} 月</translation>
    </message>
    <message>
        <source>{rows} and {n} more</source>
        <translation>{rows}等，另有 {n} 项</translation>
    </message>
    <message>
        <source>{row}, due {day}, signed by: {who}</source>
        <translation>{row}，{day} 前，由{who}签字</translation>
    </message>
    <message>
        <source>{row}: {result}</source>
        <translation>{row}：{result}</translation>
    </message>
    <message>
        <source>{score} is less than the {needs} it takes to pass.</source>
        <translation>{score} 分不到合格分 {needs}。</translation>
    </message>
    <message>
        <source>{stage} · {n} rows</source>
        <translation>{stage} · {n} 项</translation>
    </message>
    <message>
        <source>{title} (copy)</source>
        <translation>{title}（副本）</translation>
    </message>
    <message>
        <source>{title} ({why})</source>
        <translation>{title}（{why}）</translation>
    </message>
    <message>
        <source>“{title}” cannot be signed yet. {why}</source>
        <translation>“{title}”还不能签。{why}</translation>
    </message>
    <message>
        <source>“{title}” changed.</source>
        <translation>“{title}”已修改。</translation>
    </message>
    <message>
        <source>“{title}” is passed already. Take the signature back first.</source>
        <translation>“{title}”已通过，请先撤回签字。</translation>
    </message>
    <message>
        <source>“{title}” is signed and stays as it was signed. Take the signature back first.</source>
        <translation>“{title}”已签字，保持签字时的样子。请先撤回签字。</translation>
    </message>
    <message>
        <source>“{title}” is signed by: {signer}. {name} may not.</source>
        <translation>“{title}”应由{signer}签字，{name} 不能签。</translation>
    </message>
    <message>
        <source>“{title}” is signed meanwhile, so lifting stays.</source>
        <translation>“{title}”在此期间已签字，升级不能撤销。</translation>
    </message>
    <message>
        <source>“{title}” needs a score of hundred.</source>
        <translation>“{title}”要填得分（百分制）。</translation>
    </message>
    <message>
        <source>“{title}” stays planned until it is said who was there: {n} people are left.</source>
        <translation>“{title}”仍为计划，还有 {n} 人没有写明是否到场。</translation>
    </message>
    <message>
        <source>“{title}” taken out.</source>
        <translation>“{title}”已取出。</translation>
    </message>
    <message>
        <source>“{title}” was signed once, and both stay in the story. Make it voluntary instead.</source>
        <translation>“{title}”签过字又撤回，经过里都要保留。请改为非必修。</translation>
    </message>
    <message>
        <source>“{value}” counts from the day of issue, which is missing.</source>
        <translation>“{value}”要从发证日期算起，但没有发证日期。</translation>
    </message>
    <message>
        <source>“{value}” does not say how long it was; write 2h or 90min.</source>
        <translation>“{value}”看不出时长，请写 2学时 或 90分钟。</translation>
    </message>
    <message>
        <source>“{value}” does not say until when it is valid; write a day such as 2027-05-01, or “permanent”.</source>
        <translation>“{value}”看不出有效期，请写 2027-05-01 这样的日期、“3年”或“长期”。</translation>
    </message>
    <message>
        <source>“{value}” does not say whether somebody was there; write one of: {known}.</source>
        <translation>“{value}”看不出是否到场，请写其中之一：{known}。</translation>
    </message>
    <message>
        <source>“{value}” is not a day such as 2026-03-05.</source>
        <translation>“{value}”不是 2026-03-05 这样的日期。</translation>
    </message>
    <message>
        <source>“{value}” names more than a day: the first one was taken.</source>
        <translation>“{value}”不止一天，按第一天算。</translation>
    </message>
    <message>
        <source>“{value}” was counted from the day of issue: until {day}.</source>
        <translation>“{value}”从发证日期算起，到 {day}。</translation>
    </message>
    <message>
        <source>… and {n} notes more.</source>
        <translation>……还有 {n} 条说明。</translation>
    </message>
    <message>
        <source>→ {task}</source>
        <translation>→ {task}</translation>
    </message>
</context>
<context>
    <name>trainingpaper</name>
    <message>
        <source>* required: an open row of a stage blocks the next one. An exam needs the score named; it may be taken again.</source>
        <translation>* 为必修：本阶段没通过，下一阶段不能签。考核须达到所写分数，可以补考。</translation>
    </message>
    <message>
        <source>Attendance</source>
        <translation>出勤</translation>
    </message>
    <message>
        <source>Began on</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Came at</source>
        <translation>到场时间</translation>
    </message>
    <message>
        <source>Certificate of passing</source>
        <translation>培训合格证书</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Contests held</source>
        <translation>竞赛</translation>
    </message>
    <message>
        <source>Courses</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Courses held</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Drill of the month</source>
        <translation>当月演练</translation>
    </message>
    <message>
        <source>Drills</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>Drills held</source>
        <translation>演练</translation>
    </message>
    <message>
        <source>Exam</source>
        <translation>考核</translation>
    </message>
    <message>
        <source>Examiner</source>
        <translation>考官</translation>
    </message>
    <message>
        <source>Exams</source>
        <translation>考核</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>实际情况</translation>
    </message>
    <message>
        <source>From this day on this person may work at the reception desk alone.</source>
        <translation>自即日起，准予在客服前台独立上岗。</translation>
    </message>
    <message>
        <source>From {start} to {end} you have gone through “{title}”, {hours} hours in all, and have passed every required row and exam.</source>
        <translation>自 {start} 至 {end} 参加“{title}”，共 {hours} 学时，全部必修项目和考核合格。</translation>
    </message>
    <message>
        <source>Held by</source>
        <translation>主讲</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>学时</translation>
    </message>
    <message>
        <source>Hours come from signed rows and from sessions attended; shadowing counts as practice. A row taught by a course counts once.</source>
        <translation>学时来自已签字的清单项和参加的场次；跟岗计入实操。有对应课程的项目只算一次。</translation>
    </message>
    <message>
        <source>Hours of each person</source>
        <translation>每人学时</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Mentor</source>
        <translation>带教师傅</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月份</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>各月</translation>
    </message>
    <message>
        <source>Months with a drill</source>
        <translation>有演练的月份</translation>
    </message>
    <message>
        <source>Months without a drill</source>
        <translation>缺演练的月份</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>No exam belongs to this training.</source>
        <translation>本项培训不设考核。</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>待举行</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>观察点</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>实操</translation>
    </message>
    <message>
        <source>Reached</source>
        <translation>达标</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>记录人</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Running out</source>
        <translation>将到期</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Sign-in sheet</source>
        <translation>培训签到表</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>签名</translation>
    </message>
    <message>
        <source>Signature, day</source>
        <translation>签字、日期</translation>
    </message>
    <message>
        <source>Signs</source>
        <translation>签字人</translation>
    </message>
    <message>
        <source>Special courses</source>
        <translation>专项课程</translation>
    </message>
    <message>
        <source>Staff number</source>
        <translation>工号</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Theory</source>
        <translation>理论</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Trainee</source>
        <translation>学员</translation>
    </message>
    <message>
        <source>Trainer</source>
        <translation>培训师</translation>
    </message>
    <message>
        <source>Training checklist</source>
        <translation>培训清单</translation>
    </message>
    <message>
        <source>Training of the year</source>
        <translation>年度培训总览</translation>
    </message>
    <message>
        <source>We certify this herewith.</source>
        <translation>特发此证。</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>效果与改进</translation>
    </message>
    <message>
        <source>What to observe</source>
        <translation>观察记录</translation>
    </message>
    <message>
        <source>held</source>
        <translation>已办</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{done} of 12</source>
        <translation>{done} / 12</translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation>{done} / {all}</translation>
    </message>
    <message>
        <source>{done} of {all} required rows</source>
        <translation>必修 {done} / {all} 项</translation>
    </message>
    <message>
        <source>{done} of {all}; theory {share} %</source>
        <translation>{done} / {all}；理论 {share} %</translation>
    </message>
    <message>
        <source>{hours} h left</source>
        <translation>差 {hours}</translation>
    </message>
    <message>
        <source>{hours}, counts as {kind}</source>
        <translation>{hours}，计{kind}</translation>
    </message>
    <message>
        <source>{name} (staff number {number}):</source>
        <translation>{name}（工号 {number}）：</translation>
    </message>
    <message>
        <source>Office seal</source>
        <translation type="vanished">盖章</translation>
    </message>
    <message>
        <source>{name} (staff number {number}) has gone through “{title}” from {start} to {end}, {hours} hours in all, and has passed every required row and exam.</source>
        <translation type="vanished">{name}（工号 {number}）自 {start} 至 {end} 参加“{title}”，共 {hours} 学时，全部必修项目和考核合格。</translation>
    </message>
</context>
<context>
    <name>widgets</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a note (Ctrl+Enter)</source>
        <translation>添加备注（Ctrl+回车）</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close message</source>
        <translation>关闭提示</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Level 1</source>
        <translation>一级</translation>
    </message>
    <message>
        <source>Level 2</source>
        <translation>二级</translation>
    </message>
    <message>
        <source>Level 3</source>
        <translation>三级</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Show all {n} changes</source>
        <translation>显示全部 {n} 条修改记录</translation>
    </message>
    <message>
        <source>Text to copy</source>
        <translation>可复制的文字</translation>
    </message>
    <message>
        <source>done in time</source>
        <translation>按时完成</translation>
    </message>
    <message>
        <source>done {span} late</source>
        <translation>超 {span} 完成</translation>
    </message>
</context>
</TS>
