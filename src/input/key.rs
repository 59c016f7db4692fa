//! The keys of mulu's own files, which are the column headings. Written once, for the shapes that check a
//! file, the decoders that read it and the encoder that writes it.

use crate::model::Field;

macro_rules! keys {
    ($($name:ident $key:literal,)*) => {
        $(pub(crate) const $name: &str = $key;)*
    };
}

keys! {
    NAME "名称", LEVEL "层级", WITHOUT_COUNTIES "不设区县", RELEASE "继承", DOMAINS "领域",
    NOT_INVOLVED "不涉及领域", BINDINGS "责任单位", LEADS "牵头单位", OFFICE "编制单位", VERSION "版本", DATE "日期",
    DEADLINES "期限", FILING "报送", NEXT_REVIEW "下次评估日期", VERSIONS "变更记录", DERIVE "派生执法公示事项",
    RULES "规则", EXCEPTIONS "例外", REASON "理由", NOTE "说明", RECIPIENT "报送机关", WEBSITE "公布栏目",
    CONTACT "联系人", PHONE "联系电话", CONTENT "内容", BECAUSE "依据", BATCH "批次", STAGE "阶段",
    MEMBERS "成员", FIELD "字段", APPROVED_BY "批准人", UNTIL "有效期至", EVERYONE "全社会", GROUPS "特定群体",
    CHOSEN "选用", OPTIONAL "可选", TEXT "文字", DOCUMENT_NUMBER "文号", CLAUSES "条款", CODE "编码",
    SERIAL "序号", ALIASES "别名", POWER_OF_ITEM "职权类型", EVIDENCE "核实", UNVERIFIED "待核", OTHER "其他",
    ISSUER "发布机关", STATUS "状态", SUCCESSORS "后继", ISSUED_WITH "发布", MEANING "含义", NUMBER "编号",
    GUIDELINE "指引", LEGEND "渠道说明", ROWS "目录", MODIFY "修改", DROP "不采用", ADD "新增", NEW_NAMES "改名",
    MERGED_INTO "并入", POWER "权力类型", SUB_ITEM "子项", DUTY_BASIS "实施依据", DUTY_BODY "实施主体",
    TAKEN_OVER_BY "承接部门", DUTY_ITEMS "对应事项", EXEMPTION "不予公开", CHANGED "更新日期",
    TOWN_DUTIES "履行职责事项清单", RECORDS "记录", HANDLER "经办人", TASKS "重点任务", TASK "任务", SOURCE "来源",
    LIMIT_OF_TASK "时限", STATE "完成情况", DONE "完成日期", REMARK "备注", SIDE_NOTE "附注",
    FIELD_EVIDENCE "分栏核实", LET_PASS "待核放行", COLUMN "栏目", VERDICT "结果", ORIGINAL "原件文字",
    PAPER "原件和页码", PERSON "核实人", APPROVED_FIRST "备案前审核", SITE_ADDRESS "网址", TOPICS "专项公开",
    DRAFT "草稿", LAYERS "层", LEDGER "台账", DUTIES "职责", DECISION "决定",
    CHANGED_FIELDS "修改的栏", PLACE "位置", PLACE_ABOVE "上一层位置", REPLACED "替换", LIST "清单",
    DERIVED "按权力类型派生", PARTS "各项", SUBJECT "适用", TRIGGER "起算", KIND "类型",
    UNIT "单位", RULE "规定", NOTICE "公示期", PERMANENT "长期", LIVE "实时",
    CITED_TOO "并引", COUNT "事项数",
}

macro_rules! fields {
    ($($name:ident $field:ident,)*) => {
        $(pub(crate) const $name: &str = Field::$field.heading();)*
    };
}

fields! {
    NAMES Names, ELEMENTS Elements, BASIS Basis, LIMIT Limit, BODIES Bodies, CHANNELS Channels,
    AUDIENCE Audience, MODE Mode, LEVELS Levels,
}
