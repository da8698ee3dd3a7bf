"""The words by which ledgers of Chinese property offices (and English exports) head their columns and fill their cells.

Plain data for the kinds that features declare: ``FieldSpec(..., synonyms=HEADERS["phone"])``. Several concepts share a
general word (编号, 名称); the kind decides which of its fields takes it.
"""

from __future__ import annotations

from collections.abc import Mapping

HEADERS: Mapping[str, tuple[str, ...]] = {
    # Houses
    "building": (
        "楼号", "楼栋", "楼栋号", "楼栋编号", "楼栋名称", "楼幢", "楼幢号", "栋", "栋号", "幢", "幢号", "座", "座号",
        "楼座", "楼宇", "楼宇名称", "楼宇编号", "号楼", "楼", "building", "building no", "building number", "block",
        "tower", "bldg", "楼栋号码", "幢名", "楼盘楼栋", "building name",
    ),
    "unit": (
        "单元", "单元号", "单元编号", "单元名称", "门洞", "梯", "unit", "unit no", "unit number", "entrance",
        "staircase",
    ),
    "room": (
        "房号", "房间", "房间号", "房屋", "房屋编号", "房屋号", "房屋房号", "室", "室号", "户号", "门牌", "门牌号",
        "房间编号", "房产编号", "资产编号", "房屋名称", "房产", "房产名称", "房屋代码", "room", "room no",
        "room number", "flat", "apartment", "house", "house no", "door", "room code", "房屋地址", "住址", "房屋坐落",
        "房屋信息", "楼栋房号", "楼栋单元房号", "房屋编码", "房间编码", "房间名称", "房间号码", "门牌号码", "apt",
        "apt no", "apartment no", "apartment number", "suite", "flat no", "door no", "unit apt",
    ),
    "floor": (
        "楼层", "层", "层数", "房屋楼层", "所在楼层", "所在层", "层号", "floor", "floor no", "level no", "storey",
    ),
    "floors_total": ("总层数", "楼层总数", "总楼层", "楼层数量", "总层", "floors", "total floors", "number of floors"),
    "lift": ("是否有电梯", "电梯", "有无电梯", "有电梯", "lift", "elevator", "has lift", "has elevator"),
    "area": (
        "建筑面积", "面积", "产权面积", "房屋面积", "计费面积", "收费面积", "建面", "建筑面积(㎡)", "面积(平方米)",
        "area", "floor area", "gross area", "built area", "建筑面积m2", "产证面积", "计租面积",
    ),
    "inner_area": (
        "室内面积", "套内面积", "使用面积", "套内建筑面积", "实用面积", "net area", "inner area", "usable area",
    ),
    "house_type": (
        "房屋类型", "房屋性质", "物业类型", "业态", "用途", "房屋用途", "资产类型", "house type", "property type",
        "usage", "使用性质", "房产类型", "房屋用途性质",
    ),
    "layout": ("户型", "房屋户型", "房型", "layout", "flat type", "house layout"),
    "house_status": (
        "房屋状态", "入住状态", "入住情况", "居住状态", "使用状态", "occupancy", "house status", "room status",
        "occupancy status",
    ),
    "rent": ("租金", "月租金", "租金(元)", "rent", "monthly rent"),
    "handed_over_on": (
        "交房日期", "交房时间", "交付日期", "交付时间", "收房日期", "收房时间", "接房日期", "接房时间", "handover date",
        "handed over on", "delivery date", "收楼日期", "收楼时间", "入伙日期", "入伙时间", "交楼日期", "交楼时间",
    ),
    "moved_in_on": (
        "入住日期", "入住时间", "迁入日期", "迁入时间", "move in date", "moved in on", "moved in", "入住年月",
        "进场日期",
    ),
    "zone": (
        "区域", "片区", "分区", "苑区", "组团", "期", "期数", "小区", "小区名称", "项目", "项目名称", "网格", "zone",
        "area name", "district", "community",
    ),
    # People
    "owner_number": (
        "业主编号", "业主号", "业主id", "业主代码", "客户编号", "客户号", "住户编号", "人员编号", "owner id",
        "owner no", "owner number", "customer id", "resident id",
    ),
    "owner_name": (
        "业主名称", "业主姓名", "业主", "姓名", "名称", "住户", "住户姓名", "户主", "户主姓名", "客户名称", "客户姓名",
        "产权人", "房主", "业主名字", "人员姓名", "name", "owner", "owner name", "full name", "resident",
        "resident name", "customer name", "业主1姓名", "产权人姓名", "住户名称", "业主(产权人)", "tenant name",
        "occupant",
    ),
    "phone": (
        "手机号", "手机", "手机号码", "电话", "电话号码", "联系电话", "联系方式", "联系手机", "业主电话", "业主手机",
        "业主手机号", "移动电话", "本人电话", "固定电话", "座机", "号码", "phone", "mobile", "telephone", "tel",
        "phone number", "mobile number", "cell", "contact number", "业主联系电话", "业主联系方式", "电话1", "联系电话1",
        "手机1", "本人手机",
    ),
    "phone_2": (
        "备用电话", "其他电话", "电话2", "电话二", "手机2", "联系电话2", "第二电话", "备用手机", "备用联系电话",
        "phone 2", "second phone", "other phone", "alternate phone", "联系方式2", "手机号2", "备用联系方式", "家庭电话",
    ),
    "id_card": (
        "身份证号", "身份证", "身份证号码", "证件号", "证件号码", "证件编号", "身份证明", "公民身份号码",
        "业主身份证号", "id card", "id number", "id card number", "identity card", "identity number",
    ),
    "sex": ("性别", "sex", "gender"),
    "age": ("年龄", "age"),
    "birthday": ("生日", "出生日期", "出生年月", "出生年月日", "birthday", "date of birth", "birth date", "dob"),
    "owner_type": (
        "业主类型", "人员类型", "住户类型", "客户类型", "与业主关系", "与户主关系", "关系", "身份", "住户身份",
        "成员类型", "owner type", "relation", "relationship", "resident type", "客户类别", "业主类别", "住户类别",
        "人员类别", "与产权人关系", "家庭关系",
    ),
    "emergency_contact": ("紧急联系人", "应急联系人", "紧急联系人姓名", "emergency contact", "emergency contact name"),
    "emergency_phone": (
        "紧急联系电话", "紧急联系人电话", "应急联系电话", "紧急电话", "紧急联系方式", "emergency phone",
        "emergency number",
    ),
    "wechat": ("微信", "微信号", "wechat", "wechat id", "weixin"),
    "email": ("邮箱", "电子邮箱", "电子邮件", "邮件", "email", "e-mail", "mail"),
    "note": (
        "备注", "备注说明", "说明", "附注", "其他说明", "其他", "note", "notes", "remark", "remarks", "comment",
        "comments", "memo",
    ),
    # Vehicles
    "plate": ("车牌", "车牌号", "车牌号码", "车辆牌照", "号牌", "plate", "license plate", "plate number", "car number"),
    "parking_space": (
        "车位", "车位号", "车位编号", "车位编码", "停车位", "泊位号", "parking", "parking space", "parking no",
        "space no",
    ),
    "parking_lot": ("停车场", "停车场编号", "停车场名称", "车场", "parking lot", "car park"),
    "car_brand": ("车品牌", "品牌", "车辆品牌", "车型", "brand", "car brand", "make"),
    "car_colour": ("颜色", "车身颜色", "车辆颜色", "colour", "color"),
    "car_type": ("车类型", "车辆类型", "car type", "vehicle type"),
    "starts_on": (
        "开始时间", "开始日期", "起始时间", "起始日期", "生效日期", "start", "start date", "from", "starts on",
        "begin date",
    ),
    "ends_on": (
        "结束时间", "结束日期", "到期时间", "到期日期", "截止日期", "有效期至", "end", "end date", "to", "ends on",
        "expiry", "expires on",
    ),
    # Staff
    "staff_number": (
        "工号", "员工编号", "员工号", "人员工号", "职工编号", "编号", "staff no", "staff number", "staff id",
        "employee id", "employee no", "employee number", "员工工号", "工牌号", "胸牌号",
    ),
    "staff_name": (
        "姓名", "员工姓名", "员工", "人员", "人员姓名", "名字", "职工姓名", "name", "staff", "staff name", "employee",
        "employee name", "full name",
    ),
    "department": (
        "部门", "所属部门", "部门名称", "科室", "班组", "责任部门", "处理部门", "department", "dept", "team",
        "responsible department", "承办单位", "承办部门", "责任单位", "办理部门", "办理单位", "主办单位", "主办部门",
        "处理单位", "归口部门", "assigned department", "owner department", "responsible agency", "agency responsible",
        "agency name",
    ),
    "position": ("岗位", "职务", "职位", "工种", "岗位名称", "position", "job", "job title", "post"),
    "role": ("角色", "权限", "系统角色", "role", "roles", "permission"),
    "skills": ("技能", "专长", "技能标签", "持证", "skills", "skill", "qualification"),
    "hired_on": (
        "入职日期", "入职时间", "到岗日期", "入职", "hire date", "hired on", "joined", "join date", "start date",
        "到岗时间", "入司日期", "入司时间", "参加工作时间",
    ),
    "left_on": ("离职日期", "离职时间", "leave date", "left on", "termination date", "离岗日期"),
    # Tickets and complaints
    "ticket_number": (
        "工单号", "工单编号", "单号", "报修单号", "报修编号", "维修单号", "留言编号", "投诉编号", "诉求编号",
        "事项编号", "受理编号", "流水号", "任务编号", "编号", "id", "ticket", "ticket no", "ticket number", "ticket id",
        "request id", "case id", "case number", "service request number", "issue id", "报事编号", "报事单号",
        "投诉单号", "诉求单号", "信件编号", "登记编号", "工单id", "案件编号", "诉求编码", "service request id",
        "service request no", "sr number", "sr no", "srnumber", "unique key", "case enquiry id", "caseid",
        "request number", "reference number", "reference no", "incident number", "incident id", "tracking number",
        "complaint id", "complaint number", "issue number", "call number", "number", "record number", "record id",
    ),
    "subject": (
        "主题", "标题", "留言主题", "投诉主题", "诉求标题", "事项", "事项名称", "概述", "摘要", "问题", "工单标题",
        "报修主题", "summary", "subject", "title", "headline", "topic", "诉求主题", "工单主题", "投诉标题",
        "case title", "descriptor", "issue", "short description", "request title",
    ),
    "description": (
        "详情", "内容", "描述", "留言详情", "留言内容", "投诉内容", "投诉详情", "诉求内容", "报修内容", "报修描述",
        "问题描述", "事项描述", "故障描述", "详细描述", "详细内容", "工单内容", "具体内容", "反映内容", "来电内容",
        "description", "detail", "details", "content", "body", "text", "complaint", "message", "事由", "诉求",
        "诉求描述", "报事内容", "报事描述", "投诉描述", "投诉事由", "来电事由", "来访事由", "问题内容", "反映问题",
        "反映情况", "投诉事项", "报修事项", "报修事由", "维修内容", "维修事项", "维修项目", "报修项目",
        "request details", "request description", "issue description", "problem description", "complaint description",
        "service request description", "comments", "comment", "notes", "concern",
    ),
    "created_at": (
        "时间", "留言时间", "创建时间", "提交时间", "报修时间", "投诉时间", "受理时间", "登记时间", "反映时间",
        "上报时间", "发起时间", "来电时间", "诉求时间", "录入时间", "日期", "登记日期", "报修日期", "投诉日期",
        "受理日期", "created_at", "created", "created date", "create time", "creation date", "opened", "opened at",
        "open date", "reported at", "submitted at", "requested at", "date", "time", "datetime", "报事时间", "报事日期",
        "来访时间", "来访日期", "来电日期", "接报时间", "接报日期", "接单日期", "接诉时间", "诉求日期", "反映日期",
        "创建日期", "提交日期", "上报日期", "发生时间", "requested datetime", "requested date", "open dt",
        "opened date", "date opened", "date created", "created on", "created datetime", "submitted date", "submit date",
        "date submitted", "received date", "date received", "reported date", "date reported", "call date",
        "request date", "requestdate", "incident date", "creation datetime", "entry date", "sr created date",
        "created time", "creation time", "adddate", "add date", "service order date",
    ),
    "updated_at": (
        "更新时间", "修改时间", "最后更新时间", "updated_at", "updated", "update time", "last updated", "modified at",
    ),
    "acknowledged_at": (
        "受理确认时间", "接单时间", "响应时间", "首次响应时间", "确认时间", "接收时间", "acknowledged_at",
        "acknowledged", "accepted at", "response time", "first response at", "受理确认日期", "首次回复时间",
        "acknowledged date", "first response",
    ),
    "dispatched_at": (
        "派单时间", "派工时间", "分派时间", "转派时间", "dispatched_at", "assigned at", "dispatched", "dispatch time",
        "派单日期", "派工日期", "分派日期", "交办时间", "交办日期", "转办时间", "dispatched date", "assigned date",
    ),
    "finished_at": (
        "完成时间", "完工时间", "处理时间", "办结时间", "修复时间", "解决时间", "finished_at", "completed at",
        "resolved at", "completed", "完成日期", "完工日期", "办结日期", "处理日期", "处理完成时间", "处理完成日期",
        "维修完成时间", "维修时间", "维修日期", "修复日期", "解决日期", "答复时间", "答复日期", "回复时间", "回复日期",
        "反馈时间", "反馈日期", "completed date", "completion date", "date completed", "resolved date",
        "resolution date", "date resolved", "resolved datetime", "completed on",
    ),
    "closed_at": (
        "关闭时间", "结单时间", "关单时间", "归档时间", "结束时间", "closed_at", "closed", "close date", "closed date",
        "close time", "date closed", "关闭日期", "结案时间", "结案日期", "关单日期", "closed dt", "closed on",
        "closed datetime", "case closed date", "date time closed", "sr closed date",
    ),
    "reopened_at": ("重开时间", "重新打开时间", "返工时间", "reopened_at", "reopened", "reopen time"),
    "due_at": (
        "截止时间", "要求完成时间", "期限", "到期时间", "承诺时间", "限办时间", "due", "due at", "due date",
        "deadline",
    ),
    "category": (
        "一级分类", "类别", "分类", "一级类别", "大类", "问题分类", "问题类型", "报修类别", "报修类型", "投诉类别",
        "投诉分类", "投诉类型", "诉求类别", "诉求类型", "诉求分类", "工单分类", "事项分类", "一级标签",
        "request_type.title", "category", "request type", "issue type", "service name", "problem type", "service type",
        "complaint type", "报事类型", "报事类别", "报事分类", "诉求一级分类", "维修类别", "维修类型", "投诉类",
        "问题类别", "sr type", "service request type", "request category", "issue category", "complaint category",
        "problem category", "service category", "case category", "service code description", "record type",
    ),
    "category_2": (
        "二级分类", "二级类别", "小类", "子类", "中类", "二级标签", "subcategory", "sub category", "category 2",
        "second category",
    ),
    "category_3": ("三级分类", "三级类别", "细类", "三级标签", "category 3", "third category"),
    "ticket_type": ("工单类型", "单据类型", "业务类型", "类型", "受理类型", "ticket type", "case type", "type"),
    "channel": (
        "渠道", "来源", "受理渠道", "诉求来源", "投诉渠道", "工单来源", "报修来源", "来电渠道", "channel", "source",
        "origin", "submitted via", "报事来源", "报事渠道", "信息来源", "受理方式", "来源渠道", "反映渠道", "报修方式",
        "投诉方式", "request source", "method received", "open data channel type", "request channel", "received via",
        "channel type", "case source",
    ),
    "address": (
        "地址", "地点", "位置", "报修地址", "报修地点", "报修位置", "投诉地址", "事发地点", "发生地点", "详细地址",
        "维修地点", "address", "location", "place", "site", "street address", "where", "房产地址", "房屋地址",
        "报事位置", "报事地点", "报事地址", "诉求地点", "诉求地址", "事件地点", "事件地址", "故障地点", "故障位置",
        "具体位置", "维修位置", "服务地址", "incident address", "full address", "service address", "problem address",
        "address line", "incident location", "request address", "block address",
    ),
    "requester": (
        "用户", "留言用户", "报修人", "联系人", "投诉人", "反映人", "诉求人", "来电人", "申请人", "提交人", "发起人",
        "报事人", "客户", "姓名", "业主姓名", "业主", "requester", "reporter", "user", "username", "caller", "contact",
        "contact name", "reported by", "complainant", "submitted by", "来电/来访人", "来访人", "来访人姓名",
        "来电人姓名", "报事人姓名", "报修人姓名", "投诉人姓名", "诉求人姓名", "反映人姓名", "客户名称", "住户姓名",
        "业主名称", "姓名/房号", "reporter name", "requester name", "requestor", "requestor name", "submitter",
        "citizen name", "caller name",
    ),
    "requester_phone": (
        "联系电话", "电话", "手机", "手机号", "手机号码", "联系方式", "报修电话", "来电号码", "投诉人电话",
        "报修人电话", "联系人电话", "phone", "mobile", "telephone", "contact phone", "caller phone", "phone number",
        "报事人电话", "来电人电话", "诉求人电话", "反映人电话", "客户电话", "业主电话", "住户电话", "caller number",
        "requester phone", "requestor phone", "reporter phone",
    ),
    "assignee": (
        "处理人", "负责人", "责任人", "维修人", "维修员", "维修人员", "接单人", "经办人", "承办人", "派单对象",
        "处理人员", "assignee", "assigned to", "handler", "responsible", "worker", "technician", "维修师傅",
        "处理人姓名", "跟进人", "经办人员", "责任人员", "办理人", "接待人", "派工人员", "被派单人", "assign to",
        "assigned staff",
    ),
    "level": (
        "级别", "等级", "紧急程度", "优先级", "紧急级别", "响应级别", "level", "priority", "urgency", "severity",
        "紧急度", "重要程度", "投诉级别", "事件等级", "报事级别", "优先等级",
    ),
    "status": (
        "状态", "工单状态", "处理状态", "办理状态", "当前状态", "报修状态", "投诉状态", "进度", "status", "state",
        "current status", "ticket status", "完成情况", "完成状态", "办结状态", "办结情况", "处理进度", "办理进度",
        "当前环节", "是否完成", "是否办结", "受理状态", "报事状态", "单据状态", "维修状态", "request status",
        "sr status", "case status", "issue status", "service order status", "record status",
    ),
    "result": (
        "处理结果", "结果", "办理结果", "回复", "答复", "答复意见", "回复内容", "处理情况", "处理意见", "维修结果",
        "result", "resolution", "reply", "answer", "outcome", "处理方案", "处理过程", "处理措施", "处理办法",
        "解决方案", "办理情况", "办理意见", "维修情况", "回复意见", "反馈结果", "反馈内容", "落实情况",
        "resolution description", "resolution notes", "status notes", "closure reason", "closing comments",
        "action taken", "response",
    ),
    "cause": ("原因", "故障原因", "原因分析", "投诉原因", "cause", "reason", "root cause"),
    "fee": ("费用", "维修费", "维修费用", "金额", "收费金额", "材料费", "fee", "cost", "amount", "charge"),
    "rating": (
        "评分", "满意度", "评价", "满意度评价", "回访满意度", "星级", "用户评价", "业主评价", "得分", "rating",
        "satisfaction", "score", "stars", "评价星级", "满意程度", "回访满意情况", "业主满意度", "客户满意度",
        "满意情况", "customer rating",
    ),
    # Equipment
    "equipment_number": (
        "设备编号", "设备编码", "设备号", "资产编号", "编号", "equipment no", "equipment id", "asset no", "asset id",
        "asset number",
    ),
    "equipment_name": (
        "设备名称", "设备", "名称", "资产名称", "equipment", "equipment name", "asset", "asset name", "name",
    ),
    "equipment_kind": (
        "设备类型", "设备类别", "设备分类", "系统", "所属系统", "类型", "equipment type", "asset type", "kind",
    ),
    "equipment_place": ("安装位置", "安装地点", "所在位置", "位置", "设备位置", "location", "place", "installed at"),
    "brand": ("品牌", "厂家", "厂商", "生产厂家", "制造商", "brand", "manufacturer", "maker", "vendor"),
    "model": ("型号", "规格", "规格型号", "设备型号", "model", "model no", "specification"),
    "installed_on": (
        "安装日期", "安装时间", "启用日期", "投用日期", "投入使用日期", "installed on", "installation date",
        "commissioned on",
    ),
    "maintained_on": (
        "上次维保日期", "上次保养日期", "最近维保", "最近保养日期", "上次检查日期", "last maintenance",
        "last service", "maintained on",
    ),
    "maintenance_days": (
        "维保周期", "保养周期", "检查周期", "维保周期(天)", "保养周期(天)", "maintenance cycle", "service interval",
    ),
}  # fmt: skip

SHEETS: Mapping[str, tuple[str, ...]] = {
    "owners": ("业主", "住户", "客户", "人员信息", "owner", "resident"),
    "houses": ("房屋", "房产", "房间", "资产", "房号", "house", "room"),
    "staff": ("员工", "人员", "花名册", "通讯录", "职工", "staff", "employee"),
    "tickets": ("工单", "报修", "维修", "诉求", "留言", "ticket", "request"),
    "complaints": ("投诉", "留言", "complaint"),
    "equipment": ("设备", "设施", "台账", "equipment", "asset"),
    "vehicles": ("车辆", "车位", "vehicle", "parking"),
    "categories": ("分类", "类别", "标签", "category"),
}  # fmt: skip

SEX: Mapping[str, tuple[str, ...]] = {
    "male": ("男", "男性", "先生", "m", "male", "1"),
    "female": ("女", "女性", "女士", "小姐", "f", "female", "0", "2"),
}  # fmt: skip

RELATION: Mapping[str, tuple[str, ...]] = {
    "owner": (
        "业主", "户主", "产权人", "房主", "本人", "共有人", "owner", "1001", "产权共有人", "共有产权人", "共有业主",
        "业主本人", "购房人", "买受人",
    ),
    "family": (
        "家庭成员", "家属", "家人", "户员", "配偶", "妻子", "丈夫", "子女", "父母", "亲属", "family", "family member",
        "1002", "女儿", "儿子", "母亲", "父亲", "妻", "夫", "爱人", "儿媳", "女婿", "岳父", "岳母", "公公", "婆婆",
        "爷爷", "奶奶", "外公", "外婆", "孙子", "孙女", "外孙", "外孙女", "兄弟", "姐妹", "哥哥", "弟弟", "姐姐",
        "妹妹", "亲戚", "同住人", "之子", "之女", "之妻", "之夫", "spouse", "wife", "husband", "son", "daughter",
        "child", "parent", "mother", "father",
    ),
    "tenant": (
        "租户", "租客", "房屋租客", "承租人", "租赁", "tenant", "renter", "1003", "承租户", "承租方", "租住", "租赁户",
        "租用人", "租借人", "使用人", "lessee",
    ),
    "agent": ("临时人员", "代理人", "委托人", "代办人", "中介", "保姆", "其他", "agent", "other", "1004"),
}  # fmt: skip

HOUSE_TYPE: Mapping[str, tuple[str, ...]] = {
    "home": (
        "住宅", "公寓", "业主房屋", "普通住宅", "别墅", "home", "residential", "apartment", "110", "1010301", "高层",
        "小高层", "多层", "洋房", "住宅楼", "商品房",
    ),
    "office": ("办公室", "办公", "写字楼", "大厦", "office", "120", "2020702"),
    "dormitory": ("宿舍", "dormitory", "119"),
    "shop": ("商铺", "店铺", "商业", "门面", "底商", "shop", "retail", "2020602", "商业用房", "门面房", "商用"),
    "other": ("其他", "其它", "车库", "储藏室", "学校", "停车场", "other", "2020802", "2020902"),
}  # fmt: skip

HOUSE_STATUS: Mapping[str, tuple[str, ...]] = {
    "lived_in": (
        "已入住", "入住", "自住", "有人居住", "occupied", "2001", "常住", "在住", "自用", "居住", "有人", "使用中",
    ),
    "unsold": ("未销售", "未售", "unsold", "2002", "待售", "未出售"),
    "handed_over": ("已交房", "已交付", "已收房", "handed over", "2003"),
    "not_lived_in": ("未入住", "未装修", "not occupied", "2004", "毛坯", "空置未装修"),
    "decorated": ("已装修", "decorated", "2005"),
    "let": ("已出租", "出租", "租赁", "let", "rented", "2006", "已租", "在租", "租住", "出租中"),
    "sold": ("已出售", "已售", "sold", "2007"),
    "vacant": ("空闲", "空置", "空房", "vacant", "empty", "2008", "闲置", "空关", "空置房", "无人", "无人居住"),
    "decorating": ("装修中", "正在装修", "decorating", "2009", "装修"),
}  # fmt: skip

TICKET_TYPE: Mapping[str, tuple[str, ...]] = {
    "repair": ("维修", "报修", "报事报修", "公共维修", "入户维修", "repair", "maintenance", "室内维修", "公区维修"),
    "complaint": ("投诉", "complaint", "809001", "投诉建议", "投诉举报", "举报"),
    "enquiry": ("咨询", "询问", "问询", "求助", "enquiry", "inquiry", "question", "809003"),
    "suggestion": ("建议", "意见", "表扬", "suggestion", "feedback", "809002", "意见建议"),
    "extra": ("增值", "增值服务", "有偿服务", "特约服务", "extra", "value added"),
    "other": ("其他", "其它", "other"),
}  # fmt: skip

TICKET_STATUS: Mapping[str, tuple[str, ...]] = {
    "new": (
        "待派单", "未派单", "待受理", "未处理", "待处理", "新建", "已提交", "已接收", "open", "new", "submitted",
        "unassigned", "1000", "待分派", "待分配", "待指派", "待抢单", "待审核", "待响应", "未受理", "未分派", "登记",
        "已登记", "未开始", "reopened", "opened", "not started", "received", "to do",
    ),
    "dispatched": (
        "已派单", "已派工", "待接单", "接单", "已受理", "assigned", "acknowledged", "dispatched", "accepted", "1100",
        "10006", "已分派", "已分配", "已指派", "已接单", "已转派", "已转办", "转办", "转办中", "已交办", "未接单",
        "已响应", "referred", "in review", "under review", "scheduled",
    ),
    "working": (
        "处理中", "维修中", "进行中", "办理中", "in progress", "working", "processing", "pending", "w", "10001",
        "部门办理", "跟进中", "正在处理", "正在办理", "施工中", "已到场", "未完成", "未办结", "未解决", "未完工",
        "active", "ongoing", "started", "否",
    ),
    "checking": ("待验收", "已完工", "待确认", "resolved", "fixed", "待审核结果", "待复核"),
    "callback": ("待回访", "待评价", "电话回访", "1700", "1800", "11000", "未回访", "待满意度评价"),
    "closed": (
        "已关闭", "已完成", "已办结", "处理完成", "办理完成", "结单", "已结单", "已归档", "已回访", "已评价", "关闭",
        "完成", "closed", "archived", "done", "completed", "c", "1900", "10002", "已回复", "已答复", "已处理", "已解决",
        "处理完毕", "办结", "已结案", "结案", "已关单", "关单", "已销单", "销单", "已反馈", "已维修", "已修复",
        "已修好", "维修完成", "完结", "已完结", "√", "✓", "✔", "是", "complete", "finished", "resolved closed",
    ),
    "waiting": (
        "已挂起", "挂起", "暂停", "on hold", "paused", "waiting", "2001", "12001", "延期", "已延期", "待料", "等待配件",
        "搁置", "suspended", "deferred",
    ),
    "cancelled": (
        "已作废", "作废", "已取消", "取消", "撤销", "cancelled", "canceled", "void", "invalid", "不予受理", "不受理",
        "驳回", "已驳回", "退回", "已退回", "撤单", "已撤单", "已撤销", "已撤回", "无效", "rejected", "declined",
        "withdrawn",
    ),
    "merged": ("已合并", "合并", "重复", "merged", "duplicate"),
}  # fmt: skip

CHANNEL: Mapping[str, tuple[str, ...]] = {
    "phone": (
        "电话", "来电", "热线", "客服电话", "12345", "phone", "call", "telephone", "12345热线", "市长热线", "政务热线",
        "服务热线", "致电", "phone call", "hotline", "constituent call", "voice",
    ),
    "visit": (
        "来访", "前台", "上门", "现场", "面访", "visit", "counter", "walk-in", "上门来访", "到访", "客服中心",
        "服务中心", "in person", "walkin",
    ),
    "wechat": ("微信", "公众号", "小程序", "微信群", "wechat", "业主群", "群聊", "微信公众号", "企业微信"),
    "app": (
        "APP", "手机端", "业主端", "移动端", "app", "mobile app", "web", "website", "网站", "网络", "线上", "互联网",
        "官网", "网页", "网上", "邮件", "邮箱", "internet", "online", "email", "e-mail", "web form", "portal",
        "citizens connect app", "mobile", "open311", "ios", "android", "self service",
    ),
    "grid": ("网格", "网格员", "社区", "巡查", "grid", "网格化", "居委会", "街道"),
    "other": ("其他", "其它", "other", "信访", "来信", "letter", "fax", "employee generated"),
}  # fmt: skip

DEPARTMENT: Mapping[str, tuple[str, ...]] = {
    "engineering": ("工程", "工程部", "维修部", "维修", "工程维修", "设备部", "机电", "engineering", "maintenance"),
    "order": ("秩序", "秩序部", "秩序维护部", "秩序维护", "保安部", "保安", "安保部", "安保", "安管", "security"),
    "cleaning": ("保洁", "保洁部", "环境部", "环境", "环卫", "清洁部", "cleaning"),
    "greening": ("绿化", "绿化部", "园林", "greening", "gardening"),
    "customer_service": ("客服", "客服部", "客户服务部", "客户服务", "客服中心", "前台", "customer service"),
    "finance": ("财务", "财务部", "收费处", "finance"),
    "management": ("管理", "管理处", "项目部", "行政部", "行政", "办公室", "经理室", "management", "administration"),
}  # fmt: skip

SATISFACTION: Mapping[str, tuple[str, ...]] = {
    "5": ("非常满意", "很满意", "十分满意", "五星", "5星", "very satisfied", "好评", "excellent"),
    "4": ("满意", "四星", "4星", "satisfied", "比较满意", "较满意", "好", "good"),
    "3": ("一般", "基本满意", "三星", "3星", "neutral", "尚可", "还行"),
    "2": ("不满意", "较不满意", "二星", "2星", "dissatisfied"),
    "1": ("非常不满意", "很不满意", "一星", "1星", "very dissatisfied", "极不满意", "差", "差评"),
}  # fmt: skip

LEVEL: Mapping[str, tuple[str, ...]] = {
    "1": (
        "一级", "1级", "紧急", "特急", "急", "高", "urgent", "high", "emergency", "critical", "加急", "重大",
        "特别重大", "非常紧急", "p1",
    ),
    "2": ("二级", "2级", "较急", "中", "重要", "medium", "important", "较大", "严重", "较重", "p2"),
    "3": ("三级", "3级", "一般", "普通", "低", "常规", "normal", "low", "routine", "轻微", "一般投诉", "p3", "p4"),
}  # fmt: skip
