//! The shapes of mulu's own files. The YAML keys are the Chinese column headings.

use crate::input::yaml::{FieldShape, Kind, Shape};
use crate::model::{DropReason, POWER_KINDS, Stage};

use Kind::{Anything, Choice, Choices, Date, Either, Flag, List, Record, Table, Text, Texts};

pub(super) const fn optional(key: &'static str, kind: Kind, doc: &'static str) -> FieldShape {
    FieldShape { key, kind, required: false, doc }
}

pub(super) const fn required(key: &'static str, kind: Kind, doc: &'static str) -> FieldShape {
    FieldShape { key, kind, required: true, doc }
}

pub(super) const LEVELS: &[&str] = &["国家", "省级", "市级", "县级", "乡级", "村级"];
const OWN_LEVELS: &[&str] = &["省级", "市级", "县级", "乡级"];
const MODES: &[&str] = &["主动", "依申请"];
const EVIDENCE: &[&str] = &["两处以上", "一处", "未见"];
const EVIDENCE_OF_FIELD: &[&str] = &["两处以上", "一处", "推断", "记忆", "未见"];
pub(super) const EVIDENCE_OF_FACT: &[&str] = &["两处以上", "一处", "待核"];
const FIELDS: &[&str] = &[
    "事项",
    "公开内容",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道",
    "公开对象",
    "公开方式",
    "公开层级",
];
const RULE_LEVELS: &[&str] = &["off", "note", "warning", "error", "关闭", "提示", "警告", "错误"];

/// `mulu.yaml`.
pub static REPOSITORY: Shape = Shape {
    name: "mulu.yaml",
    doc: "一个本级政府的设置：名称、层级、采用哪些领域、角色由哪个单位承担",
    fields: &[
        required("名称", Text, "本级名称，如 大英县、盐井街道"),
        required("层级", Choice(OWN_LEVELS), "本级层级；镇、街道都写 乡级，区写 县级"),
        optional("不设区县", Flag, "市下面直接是镇的（如中山市）写 是：指引里县级的事项就是市级的"),
        optional("继承", Text, "跟从哪一版国家指引，如 国家@2019；只写在最上面的文件夹"),
        optional("领域", Texts, "采用的领域；不写就是上一层的全部领域"),
        optional("不涉及领域", List(&NOT_INVOLVED_KIND), "整个不涉及的领域和理由"),
        optional(
            "责任单位",
            Table(&Texts),
            "角色对应的单位，如 县级民政部门: 大英县民政局；只对一个领域的写成 社会救助/县级民政部门",
        ),
        optional("牵头单位", Table(&Text), "每个领域的牵头单位"),
        optional("编制单位", Text, "目录的编制单位，如 大英县人民政府办公室"),
        optional("版本", Text, "本版目录的版本，如 2020-1"),
        optional("日期", Date, "本版目录的日期"),
        optional("期限", Either(&[Date, List(&Record(&BATCH))]), "什么时候编完；分批的写成列表"),
        optional("报送", Record(&FILING), "报给谁备案，在哪里公布，找谁联系"),
        optional("下次评估日期", Date, "什么时候再评估、调整这份目录"),
        optional("变更记录", List(&Record(&VERSION)), "历次版本改了什么"),
        optional("派生执法公示事项", Flag, "是否按权责清单的权力类型派生执法公示事项；不写就是 是"),
        optional("规则", Table(&Choice(RULE_LEVELS)), "个别规则的级别：off、note、warning、error"),
        optional("例外", List(&Record(&EXCEPTION)), "看过以后同意保留的问题"),
    ],
};

static NOT_INVOLVED_KIND: Kind = Record(&NOT_INVOLVED);

static NOT_INVOLVED: Shape = Shape {
    name: "不涉及领域",
    doc: "一个不涉及的领域",
    fields: &[
        required("领域", Text, "领域的名称或编号"),
        optional("理由", Choice(&DropReason::LABELS), "理由，从固定的几种里选"),
        optional("说明", Text, "一句话说清楚"),
    ],
};

static FILING: Shape = Shape {
    name: "报送",
    doc: "报给谁备案，在哪里公布，找谁联系",
    fields: &[
        optional("报送机关", Text, "备案报告报给谁，如 遂宁市人民政府办公室"),
        optional("公布栏目", Text, "在哪里公布：网站和栏目"),
        optional("联系人", Text, "联系人"),
        optional("联系电话", Text, "联系电话"),
    ],
};

static VERSION: Shape = Shape {
    name: "变更记录",
    doc: "一个版本改了什么",
    fields: &[
        required("版本", Text, "版本，如 2020-1"),
        optional("日期", Date, "这一版的日期"),
        optional("内容", Text, "改了什么"),
        optional("依据", Text, "因为什么改"),
    ],
};

static BATCH: Shape = Shape {
    name: "期限",
    doc: "一批的期限",
    fields: &[
        optional("批次", Text, "批次名称，如 第一批"),
        required("日期", Date, "这一批的最后一天"),
        optional("阶段", Choice(&Stage::LABELS), "这一天以前要到哪个阶段；不写就是 公布"),
        optional("成员", Texts, "这一批有哪些镇街和部门；不写就是全部"),
    ],
};

static EXCEPTION: Shape = Shape {
    name: "例外",
    doc: "看过以后同意保留的一个问题",
    fields: &[
        required("规则", Text, "规则的编号，如 limit-too-long"),
        optional("事项", Text, "事项的编码或名称；不写就是全部"),
        optional("字段", Choice(FIELDS), "哪一栏；不写就是整行"),
        required("理由", Text, "为什么可以保留"),
        optional("批准人", Text, "谁同意的"),
        optional("有效期至", Date, "到哪一天为止"),
    ],
};

static GROUP: Shape = Shape {
    name: "公开对象",
    doc: "面向特定群体",
    fields: &[
        optional("全社会", Flag, "是否同时面向全社会"),
        optional("特定群体", Texts, "群体的名称"),
    ],
};

static AUDIENCE_ELEMENT: Kind = Either(&[Text, Record(&GROUP)]);

static CHANNELS: Shape = Shape {
    name: "公开渠道",
    doc: "公开渠道和载体",
    fields: &[
        optional("选用", Texts, "一定要用的渠道（■）"),
        optional("可选", Texts, "可以用的渠道（□）"),
    ],
};

static BASIS_PARTS: Shape = Shape {
    name: "公开依据",
    doc: "一件依据（catalogue.json 里拆开写的形式）",
    fields: &[
        optional("文字", Text, "原文"),
        optional("名称", Text, "名称"),
        optional("文号", Text, "发文字号"),
        optional("条款", Texts, "条款"),
        optional("并引", Anything, "同一条里一并引用的其他文件"),
    ],
};

static LIMIT_PARTS: Shape = Shape {
    name: "公开时限",
    doc: "公开时限（catalogue.json 里拆开写的形式）",
    fields: &[
        required("文字", Text, "原文"),
        optional("适用", Anything, "对哪一类信息"),
        optional("起算", Anything, "从什么时候起算"),
        optional("类型", Anything, "期限内、提前、长期、实时等"),
        optional("期限", Anything, "数字"),
        optional("单位", Anything, "工作日、日、月"),
        optional("规定", Anything, "固定日期，或按什么规定"),
        optional("公示期", Anything, "公示期"),
        optional("长期", Anything, "长期公开"),
        optional("实时", Anything, "实时公开"),
        optional("各项", Anything, "同一格里的几种时限"),
    ],
};

static BASIS_ELEMENT: Kind = Either(&[Text, Record(&BASIS_PARTS)]);

macro_rules! item_fields {
    ($($extra:expr),* $(,)?) => {
        &[
            $($extra,)*
            optional("公开内容", Texts, "公开内容（要素），一行一个"),
            optional("公开依据", Either(&[Texts, List(&BASIS_ELEMENT)]), "公开依据，一件一行，如 《名称》（文号）第二十条"),
            optional("公开时限", Either(&[Text, Record(&LIMIT_PARTS)]), "公开时限，如 自信息形成或者变更之日起20个工作日内"),
            optional("公开主体", Texts, "公开主体；指引里写角色，本级写实际单位"),
            optional("公开渠道", Either(&[Texts, Record(&CHANNELS)]), "公开渠道和载体"),
            optional("公开对象", Either(&[Text, Record(&GROUP), List(&AUDIENCE_ELEMENT)]), "全社会，或 {特定群体: 名称}"),
            optional("公开方式", Choices(MODES), "主动 或 依申请"),
            optional("公开层级", Choices(LEVELS), "公开层级"),
            optional("其他", Table(&Text), "官方表以外的栏，按栏名写"),
        ]
    };
}

static FIELD_EVIDENCE: Shape = Shape {
    name: "分栏核实",
    doc: "个别栏是怎样知道的",
    fields: &[
        optional("事项", Choice(EVIDENCE_OF_FIELD), "事项是怎样知道的"),
        optional("公开内容", Choice(EVIDENCE_OF_FIELD), "公开内容是怎样知道的"),
        optional("公开依据", Choice(EVIDENCE_OF_FIELD), "公开依据是怎样知道的"),
        optional("公开时限", Choice(EVIDENCE_OF_FIELD), "公开时限是怎样知道的"),
        optional("公开主体", Choice(EVIDENCE_OF_FIELD), "公开主体是怎样知道的"),
        optional("公开渠道", Choice(EVIDENCE_OF_FIELD), "公开渠道是怎样知道的"),
        optional("公开对象", Choice(EVIDENCE_OF_FIELD), "公开对象是怎样知道的"),
        optional("公开方式", Choice(EVIDENCE_OF_FIELD), "公开方式是怎样知道的"),
        optional("公开层级", Choice(EVIDENCE_OF_FIELD), "公开层级是怎样知道的"),
    ],
};

/// An item of a whole table or a guideline.
pub static ITEM: Shape = Shape {
    name: "事项",
    doc: "目录的一行",
    fields: item_fields![
        optional("编码", Text, "编码，如 19.003；给了就不再变"),
        optional("序号", Text, "官方表的序号"),
        required("事项", Texts, "名称，从一级事项往下"),
        optional("别名", Texts, "各地对最后一级名称的别的写法"),
        optional("职权类型", Choice(&POWER_KINDS), "由权责清单派生的事项：公开哪一类权力"),
        optional("见于", Texts, "在哪些出处见到"),
        optional("核实", Choice(EVIDENCE), "这一行是怎样知道的"),
        optional(
            "分栏核实",
            Record(&FIELD_EVIDENCE),
            "个别栏是怎样知道的，和整行的 核实、待核 不同时写"
        ),
        optional("待核", Either(&[Flag, Choices(FIELDS)]), "哪些栏没有在出处见到"),
        optional("附注", Text, "附注"),
        optional("来源", Anything, "每一栏的来源和理由（mulu 写出，比对时用）"),
    ],
};

static GUIDELINE: Shape = Shape {
    name: "指引",
    doc: "国务院部门印发的标准指引",
    fields: &[
        optional("名称", Text, "名称"),
        optional("发布机关", Text, "发布机关"),
        optional("文号", Text, "发文字号"),
        optional("日期", Date, "成文日期"),
        optional("状态", Choice(&["现行有效", "部分被替代", "已被替代"]), "状态"),
        optional("后继", Texts, "接替它的领域的编号"),
        optional("发布", Text, "属于哪一版，如 国家@2019"),
        optional("核实", Choice(EVIDENCE_OF_FACT), "文号和日期是怎样知道的"),
        optional("附注", Text, "通知说有几类几项，这里缺哪些"),
    ],
};

static LEGEND: Shape = Shape {
    name: "渠道说明",
    doc: "■ 和 □ 在这份指引里的意思",
    fields: &[
        optional("选用", Text, "表示选用的符号"),
        optional("可选", Text, "表示可选的符号"),
        required("含义", Text, "印在表下的说明"),
        optional("附注", Text, "在哪里见到"),
    ],
};

static SOURCE: Shape = Shape {
    name: "出处",
    doc: "见到这些内容的网页",
    fields: &[
        required("号", Text, "代号"),
        optional("地区", Text, "地区"),
        optional("级别", Choice(LEVELS), "级别"),
        optional("网址", Text, "网址"),
        optional("所见", Text, "见到了哪些行"),
    ],
};

/// A domain: a guideline, or a whole table of one domain.
pub static DOMAIN: Shape = Shape {
    name: "领域",
    doc: "一个领域的目录",
    fields: &[
        optional("编号", Text, "领域编号，两位数字"),
        required("名称", Text, "领域名称"),
        optional("别名", Texts, "领域的别的名称"),
        optional("指引", Record(&GUIDELINE), "标准指引"),
        optional("渠道说明", Record(&LEGEND), "■ 和 □ 的意思"),
        optional("牵头单位", Text, "牵头单位（mulu 写出）"),
        optional("出处", List(&Record(&SOURCE)), "见到这些内容的网页"),
        optional("沿用依据", Texts, "指引印发后已失效、仍照指引列出的依据"),
        required("目录", List(&Record(&ITEM)), "事项，一行一个"),
    ],
};

/// A whole catalogue, as `catalogue.json` has it.
pub static CATALOGUE: Shape = Shape {
    name: "标准目录",
    doc: "一个本级政府的整份目录",
    fields: &[
        optional("名称", Text, "本级名称"),
        optional("层级", Choice(LEVELS), "本级层级"),
        optional("版本", Text, "版本"),
        optional("日期", Text, "日期"),
        optional("编制单位", Text, "编制单位"),
        optional("草稿", Flag, "是否草稿"),
        required("领域", List(&Record(&DOMAIN)), "各领域"),
        optional("台账", Anything, "采用台账（mulu 写出，比对时用）"),
        optional("职责", Anything, "职责对应（mulu 写出，读入时不用）"),
        optional("层", Anything, "参加合并的各层（mulu 写出，读入时不用）"),
    ],
};

/// An adjustments file.
pub static ADJUSTMENTS: Shape = Shape {
    name: "调整",
    doc: "本级对上一层的调整：只写不同的地方",
    fields: &[
        optional("领域", Text, "整个文件都是这个领域的，写在这里，下面就不用再写"),
        optional("修改", List(&Record(&CHANGE)), "修改事项的某几栏"),
        optional("不采用", List(&Record(&DROP)), "不采用的事项和理由"),
        optional("新增", List(&Record(&ADDITION)), "本级新增的事项"),
    ],
};

static CHANGE: Shape = Shape {
    name: "修改",
    doc: "改一个事项：写编码或名称，再写要改的栏",
    fields: item_fields![
        optional("编码", Text, "要改的事项的编码"),
        optional("事项", Texts, "要改的事项的名称（没有写编码时）"),
        optional("领域", Text, "事项属于哪个领域"),
        optional("改名", Texts, "新的名称，从一级事项往下"),
        optional("理由", Text, "为什么改"),
    ],
};

static DROP: Shape = Shape {
    name: "不采用",
    doc: "不采用一个事项：要有理由和一句说明",
    fields: &[
        optional("编码", Text, "事项的编码"),
        optional("事项", Texts, "事项的名称（没有写编码时）"),
        optional("领域", Text, "事项属于哪个领域"),
        optional("理由", Choice(&DropReason::LABELS), "理由，从固定的几种里选"),
        optional("说明", Text, "一句话说清楚"),
        optional("条款", Text, "依法不予公开的，写条款"),
        optional("并入", Text, "已并入其他事项的，写那个事项的编码"),
    ],
};

static ADDITION: Shape = Shape {
    name: "新增",
    doc: "本级新增的事项",
    fields: item_fields![
        optional("领域", Text, "事项属于哪个领域"),
        optional("编码", Text, "编码，如 19.X001；不写时由 mulu 按名称给出"),
        optional("序号", Text, "序号"),
        required("事项", Texts, "名称，从一级事项往下"),
        optional("理由", Text, "为什么新增"),
    ],
};

static EXEMPTION: Shape = Shape {
    name: "不予公开",
    doc: "不予公开的依据",
    fields: &[
        required("条款", Text, "《政府信息公开条例》的条款：第十四条、第十五条或第十六条"),
        optional("说明", Text, "一句话说清楚"),
    ],
};

static DUTY: Shape = Shape {
    name: "职责",
    doc: "职责清单的一行",
    fields: &[
        optional("序号", Text, "序号"),
        optional("编码", Text, "项目编码"),
        optional("权力类型", Choice(&POWER_KINDS), "权力类型（权责清单）"),
        required("名称", Text, "职责、项目或服务事项的名称"),
        optional("子项", Text, "子项"),
        optional("实施依据", Texts, "实施依据"),
        optional("实施主体", Text, "实施主体"),
        optional("承接部门", Text, "收回后由哪个部门承接（上级部门收回）"),
        optional(
            "对应事项",
            Either(&[Text, List(&Either(&[Text, List(&Text)]))]),
            "公开这项职责的事项：编码，或名称（领域/一级/二级）",
        ),
        optional("不予公开", Either(&[Text, Record(&EXEMPTION)]), "不予公开的条款和说明"),
        optional("更新日期", Date, "这一项职责最近一次调整的日期"),
        optional("其他", Table(&Text), "别的栏，按栏名写"),
    ],
};

/// A duty list file.
pub static DUTIES: Shape = Shape {
    name: "职责清单",
    doc: "权责清单、公共服务事项清单、履行职责事项清单",
    fields: &[
        optional("单位", Text, "哪个单位的清单"),
        optional("更新日期", Date, "清单最近一次发布或调整的日期；晚于目录的日期时，提醒复核目录"),
        optional("权责清单", List(&Record(&DUTY)), "权责清单"),
        optional("公共服务事项清单", List(&Record(&DUTY)), "公共服务事项清单"),
        optional("履行职责事项清单", Record(&TOWN_DUTIES), "乡镇（街道）履行职责事项清单"),
    ],
};

static TOWN_DUTIES: Shape = Shape {
    name: "履行职责事项清单",
    doc: "乡镇（街道）履行职责事项清单的三个部分",
    fields: &[
        optional("基本履职", List(&Record(&DUTY)), "基本履职事项"),
        optional("配合履职", List(&Record(&DUTY)), "配合履职事项"),
        optional("上级部门收回", List(&Record(&DUTY)), "上级部门收回事项"),
    ],
};
