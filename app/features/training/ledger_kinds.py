"""What ledgers of certificates and of sessions may hold, and the words by which their columns are known."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.text import T
from app.features.training.ledgers import synonyms
from app.importing.mapping import FieldSpec, KindSpec, ValueKind
from app.importing.vocabulary import HEADERS

_STAFF_NUMBER = tuple(word for word in HEADERS["staff_number"] if word != "编号")
"""A ledger's own number is no staff number."""
_NAME = (
    "持证人",
    "持证人姓名",
    "持证人员",
    "持有人",
    "取证人",
    "取证人员",
    "人员",
    "证书持有人",
    "holder",
)
CERTIFICATE_KIND = KindSpec(
    name="certificates",
    title=T("training", "Certificates"),
    sheet_names=("证书", "持证", "资质", "上岗证", "certificate"),
    fields=(
        FieldSpec(
            "kind",
            T("training", "Certificate"),
            synonyms(
                "证书名称 证件名称 证书 证书类型 证书种类 证书类别 资质名称 资格证书 资格证书名称"
                " 职业资格 持证名称 持证类型 持证情况 上岗证名称 上岗证 作业类别 准操项目 工种证书"
                " certificate certificate_name"
            ),
            required=True,
        ),
        FieldSpec("staff_number", T("training", "Staff number"), _STAFF_NUMBER),
        FieldSpec("name", T("training", "Person"), (*HEADERS["staff_name"], *_NAME)),
        FieldSpec(
            "number",
            T("training", "Number"),
            synonyms(
                "证书编号 证书号 证书号码 证件编号 证号 资格证号 资格证书号 操作证号 上岗证号 证书编码"
                " 编号 certificate_no certificate_number"
            ),
        ),
        FieldSpec(
            "issuer",
            T("training", "Issued by"),
            synonyms(
                "发证单位 发证机关 发证机构 颁发单位 颁发机构 签发单位 签发机关 发证部门 鉴定机构 issuer issued_by"
            ),
        ),
        FieldSpec(
            "issued_on",
            T("training", "Issued on"),
            synonyms(
                "发证日期 发证时间 取证日期 取证时间 颁发日期 颁发时间 签发日期 初次领证日期 初领日期"
                " 领证日期 领证时间 获证日期 批准日期 有效期起 issued_on issue_date"
            ),
            ValueKind.DAY,
        ),
        FieldSpec(
            "expires_on",
            T("training", "Expires on"),
            synonyms(
                "有效期至 有效期 有效期限 有效日期 有效期止 有效截止日期 截止日期 到期日期 到期时间"
                " 到期日 失效日期 证书有效期 expires_on expiry expiry_date valid_until"
            ),
            ValueKind.LONG_TEXT,
        ),
        FieldSpec(
            "remind_days",
            T("training", "Warn days before"),
            synonyms("提前提醒天数 提醒天数 提前天数 预警天数 remind_days"),
            ValueKind.INTEGER,
            lenient=True,
        ),
        FieldSpec("note", T("training", "Note"), HEADERS["note"], ValueKind.LONG_TEXT),
    ),
)
FORMS: Mapping[str, tuple[str, ...]] = {
    "course": synonyms(
        "培训 授课 讲授 集中培训 集中授课 内训 外训 内部培训 外部培训 线上 线上培训 线下 线下培训"
        " 网课 讲座 学习 会议 晨会 班前会 宣讲 视频 自学 理论 理论培训 入职培训 岗前培训 专题培训"
        " course"
    ),
    "practice": synonyms("实操 实训 实操培训 现场实操 现场教学 现场培训 现场 操作 带教 practice"),
    "drill": synonyms("演练 应急演练 消防演练 桌面演练 实战演练 预案演练 演习 drill"),
    "contest": synonyms("竞赛 比赛 比武 技能竞赛 技能比武 技能大赛 知识竞赛 contest"),
}
PRESENCES: Mapping[str, tuple[str, ...]] = {
    "present": synonyms(
        "√ ✓ ✔ 是 到 已到 签到 已签到 已签 出席 出勤 参加 已参加 正常 准时 到场 到会 实到 合格 1 y yes present"
    ),
    "late": synonyms("迟到 晚到 late"),
    "excused": synonyms("请假 事假 病假 休假 公休 年假 产假 调休 出差 公出 轮休 excused leave"),
    "absent": synonyms("× ✗ ✘ x 否 缺席 缺勤 未到 未签到 未参加 没到 旷课 旷工 无故缺席 未出席 0 n no absent"),
}
_STATES: Mapping[str, tuple[str, ...]] = {
    "held": synonyms("已完成 完成 已开展 已举办 已举行 已培训 已演练 已结束 结束 已实施 是 √ held done"),
    "planned": synonyms("未完成 未开展 未举办 计划 计划中 待开展 待培训 未开始 未实施 否 planned"),
    "cancelled": synonyms("取消 已取消 作废 cancelled canceled"),
}
SESSION_KIND = KindSpec(
    name="sessions",
    title=T("training", "Sessions"),
    sheet_names=("培训", "演练", "竞赛", "签到", "training", "session"),
    fields=(
        FieldSpec(
            "day",
            T("training", "Day"),
            synonyms(
                "日期 培训日期 演练日期 竞赛日期 开展日期 活动日期 举办日期 授课日期 实施日期 培训时间"
                " 演练时间 竞赛时间 开展时间 活动时间 举办时间 授课时间 实施时间 时间 date day"
                " training_date"
            ),
            ValueKind.LONG_TEXT,
        ),
        FieldSpec(
            "clock",
            T("training", "Time"),
            synonyms(
                "时间 时段 起止时间 时间段 具体时间 上课时间 开始时间 培训时段 培训时间 演练时间 授课时间"
                " time hours_from_to"
            ),
            ValueKind.LONG_TEXT,
        ),
        FieldSpec(
            "title",
            T("training", "Subject"),
            synonyms(
                "主题 培训主题 课题 培训课题 课程 课程名称 培训课程 培训名称 培训项目 演练主题 演练名称"
                " 演练科目 演练项目 竞赛主题 竞赛名称 竞赛项目 活动名称 活动主题 题目 标题 科目 名称"
                " subject title course topic"
            ),
            ValueKind.LONG_TEXT,
        ),
        FieldSpec(
            "form",
            T("training", "Form"),
            synonyms("形式 培训形式 类型 类别 培训类型 培训类别 活动类型 活动形式 培训方式 方式 form type"),
            ValueKind.CHOICE,
            choices=FORMS,
            otherwise="course",
        ),
        FieldSpec(
            "trainer",
            T("training", "Held by"),
            synonyms(
                "主讲 主讲人 讲师 培训师 培训讲师 培训人 授课人 授课老师 授课讲师 老师 教员 组织人 组织者"
                " 主持人 负责人 总指挥 演练指挥 指挥 裁判长 trainer teacher held_by"
            ),
        ),
        FieldSpec(
            "place",
            T("training", "Place"),
            synonyms("地点 培训地点 演练地点 竞赛地点 活动地点 举办地点 授课地点 场地 位置 place location venue"),
        ),
        FieldSpec(
            "minutes",
            T("training", "Hours"),
            synonyms("学时 培训学时 课时 培训课时 学时数 课时数 时长 培训时长 用时 小时 学时(小时) hours duration"),
            ValueKind.LONG_TEXT,
        ),
        FieldSpec("staff_number", T("training", "Staff number"), _STAFF_NUMBER),
        FieldSpec(
            "people",
            T("training", "Who took part"),
            (
                *synonyms(
                    "参加人员 参加人 参训人员 参训人 参与人员 参与人 参培人员 参会人员 参演人员 参赛人员"
                    " 受训人员 受训人 培训人员 演练人员 学员 学员姓名 签到人员 出席人员 到场人员 人员名单"
                    " 参训名单 people attendees participants"
                ),
                *HEADERS["staff_name"],
            ),
            ValueKind.LONG_TEXT,
        ),
        FieldSpec(
            "excused",
            T("training", "Excused"),
            synonyms("请假人员 请假名单 请假 excused"),
            ValueKind.LONG_TEXT,
        ),
        FieldSpec(
            "absent",
            T("training", "Absent"),
            synonyms("缺席人员 缺勤人员 未参加人员 未到人员 缺席 缺席名单 absent absentees"),
            ValueKind.LONG_TEXT,
        ),
        FieldSpec(
            "presence",
            T("training", "Attendance"),
            synonyms(
                "签到 签到情况 签到时间 是否签到 出勤 出勤情况 考勤 考勤情况 到场情况 参加情况 是否参加"
                " 是否到场 presence"
            ),
            ValueKind.LONG_TEXT,
        ),
        FieldSpec(
            "score",
            T("training", "Score"),
            synonyms("成绩 得分 分数 考核成绩 考试成绩 测试成绩 考核分数 考核得分 考核结果 考试分数 score points"),
        ),
        FieldSpec(
            "result",
            T("training", "Result"),
            synonyms(
                "效果 培训效果 演练效果 效果评估 培训效果评估 效果评价 培训评估 评估 总结 培训总结"
                " 演练总结 活动总结 竞赛结果 总结评价 result outcome"
            ),
            ValueKind.LONG_TEXT,
        ),
        FieldSpec(
            "content",
            T("training", "Content or steps"),
            synonyms("内容 培训内容 主要内容 课程内容 授课内容 演练内容 竞赛内容 活动内容 培训要点 内容摘要 content"),
            ValueKind.LONG_TEXT,
        ),
        FieldSpec(
            "materials",
            T("training", "Materials"),
            synonyms("教材 培训教材 培训资料 资料 课件 materials"),
            ValueKind.LONG_TEXT,
        ),
        FieldSpec(
            "state",
            T("training", "State"),
            synonyms("状态 完成情况 完成状态 实施情况 开展情况 是否完成 state status"),
            ValueKind.CHOICE,
            choices=_STATES,
            lenient=True,
        ),
        FieldSpec("note", T("training", "Note"), HEADERS["note"], ValueKind.LONG_TEXT),
    ),
    one_of=("title", "content"),
)
