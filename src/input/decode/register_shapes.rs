//! The shapes of the register files in `catalogues/registers/`.

use super::shapes::{EVIDENCE_OF_FACT, LEVELS, optional, required};
use crate::input::yaml::{FieldShape, Kind, Shape};

use Kind::{Choice, Date, Flag, List, Number, Record, Text, Texts};

const INSTRUMENT_KINDS: &[&str] = &[
    "法律",
    "行政法规",
    "司法解释",
    "部门规章",
    "规范性文件",
    "党内文件",
    "年度文件",
    "标准",
    "地方",
];
const INSTRUMENT_STATUS: &[&str] = &["现行有效", "已修改", "已废止", "已被替代", "已到期", "待核"];
const KIND_STATUS: &[&str] = &["现行", "已撤销"];
const NATURES: &[&str] = &["行政机关", "非行政机关", "统称"];
const TERM_KINDS: &[&str] = &["机构", "制度", "领域", "名称"];

/// Every kind of register file that may also be one's own.
pub static REGISTERS: [&Shape; 6] = [&INSTRUMENTS, &BODIES, &CHANNELS, &TERMS, &PLACES, &CALENDAR];

/// Of which day the data of a file are.
const DATED: FieldShape = optional("数据日期", Date, "这些内容是哪一天查对的");

/// `instruments.yaml`.
pub static INSTRUMENTS: Shape = Shape {
    name: "法规登记",
    doc: "目录所引的法律、法规、规章和文件",
    fields: &[required("法规", List(&Record(&INSTRUMENT)), "法规，一件一条"), DATED],
};

static INSTRUMENT: Shape = Shape {
    name: "法规",
    doc: "一件法规",
    fields: &[
        required("名称", Text, "全称，不带书名号"),
        optional("简称", Texts, "简称和别的写法"),
        required("种类", Choice(INSTRUMENT_KINDS), "种类"),
        optional("发布机关", Text, "发布机关"),
        required("版本", List(&Record(&VERSION)), "各次公布和修改，从早到晚"),
        required("状态", Choice(INSTRUMENT_STATUS), "现在的状态；不确知的写 待核"),
        optional("失效", Date, "从哪一天起不再有效"),
        optional("替代者", Texts, "接替它的法规的名称，要在登记册里；已到期的写接续的文件"),
        optional("年度", Flag, "是否只管某几年"),
        optional("年份", List(&Number), "管哪几年；已到期的从最后一年的下一年起失效"),
        optional("项列条款", Texts, "下面分项的条，引用时应写到项"),
        optional("单款列项", Texts, "只有一款、款下分项的条，没有第二款"),
        optional("条数", Number, "现行版本一共几条；照原文数过的才写"),
        optional("先引", Text, "后来有了法律、自己还没有废止的：先引哪一部法律，要在登记册里"),
        optional("允许期限", Texts, "它自己规定的公示期或公开期限"),
        required("核实", Choice(EVIDENCE_OF_FACT), "这些内容在几处见到"),
        optional("出处", Texts, "在哪里见到"),
        optional(
            "可能涉及",
            Choice(INSTRUMENT_KINDS),
            "一次修改、废止许多件而清单没有读到的决定：可能动到哪一种类",
        ),
        optional("说明", Text, "说明"),
    ],
};

static VERSION: Shape = Shape {
    name: "版本",
    doc: "法规的一次公布或修改",
    fields: &[
        optional("文号", Text, "发文字号；不知道的写 null"),
        optional("公布", Date, "公布日期"),
        optional("施行", Date, "施行日期"),
        optional("核实", Choice(EVIDENCE_OF_FACT), "这一版在几处见到；不写就和整条一样"),
    ],
};

/// `bodies.yaml`.
pub static BODIES: Shape = Shape {
    name: "公开主体登记",
    doc: "部门的种类和名称的沿革，指引里代替单位的角色",
    fields: &[
        optional("部门", List(&Record(&BODY_KIND)), "部门的种类"),
        optional("角色", List(&Record(&ROLE)), "角色"),
        optional("更名", List(&Record(&RENAMING)), "本地单位的更名，一次一条"),
        DATED,
    ],
};

static BODY_KIND: Shape = Shape {
    name: "部门",
    doc: "一种部门",
    fields: &[
        required("名称", Text, "种类的名称，如 民政"),
        required("现名", Record(&CURRENT_NAMES), "地名之后的常见写法"),
        required("曾用名", List(&Record(&FORMER_NAME)), "不再用的名称"),
        required("状态", Choice(KIND_STATUS), "这一种类现在还有没有"),
        required("后继", List(&Record(&SUCCESSOR)), "职责由哪一种部门接替"),
        optional("性质", Choice(NATURES), "不写就是行政机关"),
        required("核实", Choice(EVIDENCE_OF_FACT), "沿革和名称在几处见到"),
        optional("说明", Text, "说明"),
    ],
};

static RENAMING: Shape = Shape {
    name: "更名",
    doc: "本地一个单位改了名称，或者职责划给了别的单位",
    fields: &[
        required("旧", Text, "原来的全称，带地名"),
        required("新", Text, "现在的全称，带地名"),
        required("自", Date, "从哪一天起"),
        required("依据", Text, "机构改革方案、编办批复等文件的名称和文号"),
        optional("说明", Text, "说明"),
    ],
};

static CURRENT_NAMES: Shape = Shape {
    name: "现名",
    doc: "各级的现名",
    fields: &[
        optional("国家", Texts, "国家部委"),
        optional("省级", Texts, "省级"),
        optional("市级", Texts, "市级"),
        optional("县级", Texts, "县级"),
        optional("乡级", Texts, "乡级"),
        optional("村级", Texts, "村级"),
    ],
};

static FORMER_NAME: Shape = Shape {
    name: "曾用名",
    doc: "一个不再用的名称",
    fields: &[
        required("名称", Text, "名称"),
        optional("级别", Choice(LEVELS), "级别；不写就是地方各级"),
        required("止", Number, "停用的年份"),
        optional("说明", Text, "为什么停用"),
        optional("前须地名", Flag, "名称太短，只有紧接在地名之后才算"),
        required("核实", Choice(EVIDENCE_OF_FACT), "在几处见到"),
    ],
};

static SUCCESSOR: Shape = Shape {
    name: "后继",
    doc: "接替的部门",
    fields: &[required("部门", Text, "部门的种类"), optional("自", Date, "从哪一天起")],
};

static ROLE: Shape = Shape {
    name: "角色",
    doc: "指引里代替具体单位的写法",
    fields: &[
        required("名称", Text, "规范的写法"),
        optional("别名", Texts, "别的写法；全文件内不重复"),
        optional("层级", Choice(LEVELS), "层级"),
        optional("部门", Text, "属于哪一种部门"),
        required("性质", Choice(NATURES), "行政机关须换成具体单位"),
        optional("说明", Text, "说明"),
    ],
};

/// `channels.yaml`.
pub static CHANNELS: Shape = Shape {
    name: "渠道登记",
    doc: "公开渠道和载体",
    fields: &[required("渠道", List(&Record(&CHANNEL)), "渠道，官方表的十三种在前"), DATED],
};

static CHANNEL: Shape = Shape {
    name: "渠道",
    doc: "一种渠道",
    fields: &[
        required("名称", Text, "名称"),
        required("标准", Flag, "是不是官方表里的十三种之一"),
        optional("别名", Texts, "别的写法；全文件内不重复"),
        required("公开", Flag, "能不能让全社会看到"),
        required("视同网站", Flag, "能不能顶替政府网站"),
        optional("领域", Texts, "只用于这些领域，写编号；不写的哪个领域都可以用"),
        optional("说明", Text, "说明"),
        required("核实", Choice(EVIDENCE_OF_FACT), "名称在几处见到"),
    ],
};

/// `domains.yaml`.
pub static DOMAIN_NAMES: Shape = Shape {
    name: "领域常用名登记",
    doc: "领域的常用名，用来认表是哪个领域的",
    fields: &[required("领域", List(&Record(&EVERYDAY)), "领域，按编号")],
};

static EVERYDAY: Shape = Shape {
    name: "常用名",
    doc: "一个领域的常用名",
    fields: &[
        required("编号", Text, "领域的编号"),
        required("常用名", Texts, "指引全名以外的写法；全文件内不重复"),
        required("核实", Choice(EVIDENCE_OF_FACT), "这些写法在几处见到"),
    ],
};

/// `terms.yaml`.
pub static TERMS: Shape = Shape {
    name: "用语登记",
    doc: "已经改变的名称和常见的错别字",
    fields: &[
        optional("用语", List(&Record(&TERM)), "已经改变的名称"),
        optional("易错", List(&Record(&SLIP)), "错别字"),
        DATED,
    ],
};

static TERM: Shape = Shape {
    name: "用语",
    doc: "一个已经改变的名称",
    fields: &[
        required("旧", Text, "旧的写法"),
        optional("新", Text, "新的写法；没有替代的写 null"),
        optional("自", Date, "从哪一天起用新的；不确知的写 null"),
        required("类别", Choice(TERM_KINDS), "类别"),
        optional("例外", Texts, "可以保留旧写法的词语"),
        optional("说明", Text, "沿革"),
        required("核实", Choice(EVIDENCE_OF_FACT), "沿革在几处见到"),
    ],
};

static SLIP: Shape = Shape {
    name: "易错",
    doc: "一个错别字",
    fields: &[
        required("误", Text, "误写"),
        required("正", Text, "应为"),
        optional("说明", Text, "怎样来的"),
    ],
};

/// `calendar.yaml`.
pub static CALENDAR: Shape = Shape {
    name: "工作日年历",
    doc: "国务院办公厅每年公布的节假日安排",
    fields: &[required("年历", List(&Record(&YEAR)), "一年一条"), DATED],
};

static YEAR: Shape = Shape {
    name: "年历",
    doc: "一年的节假日安排",
    fields: &[
        required("年", Number, "年份"),
        required("文号", Text, "通知的发文字号"),
        optional("调整", List(&Record(&CHANGE)), "后来的调整；放假和上班按调整后列出"),
        required("放假", List(&Record(&HOLIDAY)), "放假的日子，含其中的周末"),
        required("上班", List(&Date), "调休上班的周末"),
        optional("出处", Texts, "在哪里见到"),
        required("核实", Choice(EVIDENCE_OF_FACT), "在几处见到"),
    ],
};

static HOLIDAY: Shape = Shape {
    name: "放假",
    doc: "一个节日的起止，两端都算",
    fields: &[
        required("节日", Text, "节日"),
        required("起", Date, "第一天"),
        required("止", Date, "最后一天"),
    ],
};

static CHANGE: Shape = Shape {
    name: "年历的调整",
    doc: "通知印发以后的调整",
    fields: &[
        required("文号", Text, "调整的文号"),
        required("日期", Date, "哪一天印发的"),
        optional("说明", Text, "改了什么"),
    ],
};

/// 地名 of one's own.
pub static PLACES: Shape = Shape {
    name: "地名登记",
    doc: "本地的地名和改过的地名",
    fields: &[required("地名", List(&Record(&PLACE)), "地名，一处一条"), DATED],
};

static PLACE: Shape = Shape {
    name: "地名",
    doc: "一处地名",
    fields: &[
        required("名称", Text, "现在的名称，如 盐井街道"),
        optional("层级", Choice(LEVELS), "层级"),
        optional("曾用名", Texts, "以前的名称；不再用的"),
        optional("自", Date, "从哪一天起用现在的名称"),
        optional("依据", Text, "批复等文件的名称和文号"),
        optional("说明", Text, "说明"),
    ],
};

/// `vocabulary.yaml`.
pub static VOCABULARY: Shape = Shape {
    name: "词表登记",
    doc: "规则认字用的词",
    fields: &[
        required("词表", List(&Record(&WORD_LIST)), "词表，一个一条"),
        optional("条例事项", Kind::Table(&Texts), "条例要求公开的事项在目录里常见的名称"),
        optional("职责用语", Record(&DUTY_WORDS), "职责清单的说法，给职责推荐对应事项时用"),
        optional("网站用语", Record(&SITE_WORDS), "网页标题的说法，对站时用"),
    ],
};

static SITE_WORDS: Shape = Shape {
    name: "网站用语",
    doc: "网页标题怎样说，目录里怎样说",
    fields: &[
        optional(
            "别称",
            List(&Record(&SITE_ALIAS)),
            "标题里的说法，目录里怎样说；职责用语的别称也算",
        ),
        optional("标题", List(&Record(&SITE_TITLE)), "事项常用的名称，标题里怎样说它"),
    ],
};

static SITE_ALIAS: Shape = Shape {
    name: "网站别称",
    doc: "标题里的一种说法",
    fields: &[required("说法", Texts, "标题里的说法"), required("即", Text, "目录里的说法")],
};

static SITE_TITLE: Shape = Shape {
    name: "标题用词",
    doc: "一类事项的标题",
    fields: &[
        required("事项", Texts, "事项名称里的词"),
        required("用词", Texts, "标题里有这些的，说的是这类事项"),
    ],
};

static DUTY_WORDS: Shape = Shape {
    name: "职责用语",
    doc: "职责清单怎样说，目录里怎样说",
    fields: &[
        optional("别称", List(&Record(&DUTY_ALIAS)), "清单里的说法，目录里怎样说"),
        optional("动作", Texts, "说的是做什么、不是什么事，不相合也不要紧"),
        optional("区分", Texts, "同一领域里有的事项写着、有的没有写的，要相合"),
        optional("方面", List(&Record(&DUTY_ASPECT)), "一件事的哪一面，职责和事项里各是哪些词"),
        optional("处罚领域", Texts, "事项都是违法行为的领域，写编号"),
        optional("业务", List(&Record(&DUTY_SUBJECT)), "说到这些的多半是哪个领域的事"),
        optional("综合部门", Texts, "什么领域的事都办的部门"),
        optional("党务", Texts, "名称里有这些的不是行政机关的职责"),
    ],
};

static DUTY_ALIAS: Shape = Shape {
    name: "别称",
    doc: "一种说法",
    fields: &[required("说法", Texts, "清单里的说法"), required("即", Text, "目录里的说法")],
};

static DUTY_ASPECT: Shape = Shape {
    name: "方面",
    doc: "一件事的一面",
    fields: &[
        required("名称", Text, "名称，程序里用的"),
        required("职责", Texts, "职责里的词"),
        required("事项", Texts, "事项名称里的词"),
    ],
};

static DUTY_SUBJECT: Shape = Shape {
    name: "业务",
    doc: "一个领域的事",
    fields: &[required("领域", Text, "领域的编号"), required("词", Texts, "说到它的词")],
};

static WORD_LIST: Shape = Shape {
    name: "词表",
    doc: "一个词表",
    fields: &[
        required("名称", Text, "名称，程序里用的"),
        required("用处", Text, "规则用它看什么"),
        required("词", Texts, "词，先写的先认"),
    ],
};
