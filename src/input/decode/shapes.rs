//! The shapes of mulu's own files. The YAML keys are the Chinese column headings.

use crate::input::key;
use crate::input::yaml::{FieldShape, Kind, Shape};
use crate::model::{DropReason, Field, POWER_KINDS, RuleLevel, Stage, Topic};

use Kind::{
    Anything, Choice, Choices, Code, Date, DomainNumber, Either, Flag, List, Record, Table, Text,
    Texts,
};

pub(super) const fn optional(key: &'static str, kind: Kind, doc: &'static str) -> FieldShape {
    FieldShape { key, kind, required: false, doc }
}

pub(super) const fn required(key: &'static str, kind: Kind, doc: &'static str) -> FieldShape {
    FieldShape { key, kind, required: true, doc }
}

pub(super) const LEVELS: &[&str] = &["国家", "省级", "市级", "县级", "乡级", "村级"];
const OWN_LEVELS: &[&str] = &["省级", "市级", "县级", "乡级", "村级"];
const MODES: &[&str] = &["主动", "依申请"];
const EVIDENCE: &[&str] = &["两处以上", "一处", "未见"];
const EVIDENCE_OF_FIELD: &[&str] = &["两处以上", "一处", "推断", "记忆", "未见"];
pub(super) const EVIDENCE_OF_FACT: &[&str] = &["两处以上", "一处", "待核"];

/// `mulu.yaml`.
pub static REPOSITORY: Shape = Shape {
    name: "mulu.yaml",
    doc: "一个本级政府的设置：名称、层级、采用哪些领域、角色由哪个单位承担",
    fields: &[
        required(key::NAME, Text, "本级名称，如 大英县、盐井街道"),
        required(
            key::LEVEL,
            Choice(OWN_LEVELS),
            "本级层级；镇、街道都写 乡级，区写 县级，村、社区写 村级",
        ),
        optional(
            key::WITHOUT_COUNTIES,
            Flag,
            "市下面直接是镇的（如中山市）写 是：指引里县级的事项就是市级的",
        ),
        optional(key::RELEASE, Text, "跟从哪一版国家指引，如 国家@2019；只写在最上面的文件夹"),
        optional(key::DOMAINS, Texts, "采用的领域；不写就是上一层的全部领域"),
        optional(key::NOT_INVOLVED, List(&NOT_INVOLVED_KIND), "整个不涉及的领域和理由"),
        optional(
            key::BINDINGS,
            Table(&Texts),
            "角色对应的单位，如 县级民政部门: 大英县民政局；只对一个领域的写成 社会救助/县级民政部门",
        ),
        optional(key::LEADS, Table(&Text), "每个领域的牵头单位"),
        optional(key::OFFICE, Text, "目录的编制单位，如 大英县人民政府办公室"),
        optional(key::VERSION, Text, "本版目录的版本，如 2020-1"),
        optional(key::DATE, Date, "本版目录的日期"),
        optional(
            key::DEADLINES,
            Either(&[Date, List(&Record(&BATCH))]),
            "什么时候编完；分批的写成列表",
        ),
        optional(key::FILING, Record(&FILING), "报给谁备案，在哪里公布，找谁联系"),
        optional(key::NEXT_REVIEW, Date, "什么时候再评估、调整这份目录"),
        optional(key::VERSIONS, List(&Record(&VERSION)), "历次版本改了什么"),
        optional(
            key::TOPICS,
            Choices(Topic::CHOICES),
            "照哪几件专项公开的意见：重大建设项目（8 类信息）、社会公益事业（7 个领域），写了就查每一类有没有事项",
        ),
        optional(key::DERIVE, Flag, "是否按权责清单的权力类型派生执法公示事项；不写就是 是"),
        optional(
            key::LET_PASS,
            List(&Record(&LET_PASS)),
            "哪些领域标着待核的栏也可以报送，谁批准的；空着的栏不能放行",
        ),
        optional(
            key::RULES,
            Table(&Choice(&RuleLevel::WORDS)),
            "个别规则的级别：off、note、warning、error",
        ),
        optional(key::EXCEPTIONS, List(&Record(&EXCEPTION)), "看过以后同意保留的问题"),
    ],
};

static NOT_INVOLVED_KIND: Kind = Record(&NOT_INVOLVED);

static NOT_INVOLVED: Shape = Shape {
    name: "不涉及领域",
    doc: "一个不涉及的领域",
    fields: &[
        required(key::DOMAINS, Text, "领域的名称或编号"),
        optional(key::REASON, Choice(&DropReason::LABELS), "理由，从固定的几种里选"),
        optional(key::NOTE, Text, "一句话说清楚"),
    ],
};

static FILING: Shape = Shape {
    name: "报送",
    doc: "报给谁备案，在哪里公布，找谁联系",
    fields: &[
        optional(key::RECIPIENT, Text, "备案报告报给谁，如 遂宁市人民政府办公室"),
        optional(key::WEBSITE, Text, "在哪里公布：网站和栏目"),
        optional(key::CONTACT, Text, "联系人"),
        optional(key::PHONE, Text, "联系电话"),
        optional(
            key::APPROVED_FIRST,
            Text,
            "谁审核同意了才能备案：上级对口部门、合法性审核、保密审查、政务公开办公室、主要负责人，几个的用顿号隔开；下级没有写的照上级的",
        ),
    ],
};

static VERSION: Shape = Shape {
    name: "变更记录",
    doc: "一个版本改了什么",
    fields: &[
        required(key::VERSION, Text, "版本，如 2020-1"),
        optional(key::DATE, Date, "这一版的日期"),
        optional(key::CONTENT, Text, "改了什么"),
        optional(key::BECAUSE, Text, "因为什么改"),
    ],
};

static BATCH: Shape = Shape {
    name: "期限",
    doc: "一批的期限",
    fields: &[
        optional(key::BATCH, Text, "批次名称，如 第一批"),
        required(key::DATE, Date, "这一批的最后一天"),
        optional(key::STAGE, Choice(&Stage::LABELS), "这一天以前要到哪个阶段；不写就是 公布"),
        optional(key::MEMBERS, Texts, "这一批有哪些镇街和部门；不写就是全部"),
    ],
};

static LET_PASS: Shape = Shape {
    name: "待核放行",
    doc: "标着待核也可以报送的领域",
    fields: &[
        required(key::DOMAINS, Texts, "领域的名称或编号，可以写几个"),
        required(key::REASON, Text, "为什么可以先报送"),
        required(key::APPROVED_BY, Text, "谁批准的"),
    ],
};

static EXCEPTION: Shape = Shape {
    name: "例外",
    doc: "看过以后同意保留的一个问题",
    fields: &[
        required(key::RULES, Text, "规则的编号，如 limit-too-long"),
        optional(key::NAMES, Text, "事项的编码或名称；不写就是全部"),
        optional(key::FIELD, Choice(&Field::HEADINGS), "哪一栏；不写就是整行"),
        required(key::REASON, Text, "为什么可以保留"),
        optional(key::APPROVED_BY, Text, "谁同意的"),
        optional(key::UNTIL, Date, "到哪一天为止"),
    ],
};

static GROUP: Shape = Shape {
    name: "公开对象",
    doc: "面向特定群体",
    fields: &[
        optional(key::EVERYONE, Flag, "是否同时面向全社会"),
        optional(key::GROUPS, Texts, "群体的名称"),
    ],
};

static AUDIENCE_ELEMENT: Kind = Either(&[Text, Record(&GROUP)]);

static CHANNELS: Shape = Shape {
    name: "公开渠道",
    doc: "公开渠道和载体",
    fields: &[
        optional(key::CHOSEN, Texts, "一定要用的渠道（■）"),
        optional(key::OPTIONAL, Texts, "可以用的渠道（□）"),
    ],
};

static BASIS_PARTS: Shape = Shape {
    name: "公开依据",
    doc: "一件依据（catalogue.json 里拆开写的形式）",
    fields: &[
        optional(key::TEXT, Text, "原文"),
        optional(key::NAME, Text, "名称"),
        optional(key::DOCUMENT_NUMBER, Text, "发文字号"),
        optional(key::CLAUSES, Texts, "条款"),
        optional(key::CITED_TOO, Anything, "同一条里一并引用的其他文件"),
    ],
};

static LIMIT_PARTS: Shape = Shape {
    name: "公开时限",
    doc: "公开时限（catalogue.json 里拆开写的形式）",
    fields: &[
        required(key::TEXT, Text, "原文"),
        optional(key::SUBJECT, Anything, "对哪一类信息"),
        optional(key::TRIGGER, Anything, "从什么时候起算"),
        optional(key::KIND, Anything, "期限内、提前、长期、实时等"),
        optional(key::DEADLINES, Anything, "数字"),
        optional(key::UNIT, Anything, "工作日、日、月"),
        optional(key::RULE, Anything, "固定日期，或按什么规定"),
        optional(key::NOTICE, Anything, "公示期"),
        optional(key::PERMANENT, Anything, "长期公开"),
        optional(key::LIVE, Anything, "实时公开"),
        optional(key::PARTS, Anything, "同一格里的几种时限"),
    ],
};

static BASIS_ELEMENT: Kind = Either(&[Text, Record(&BASIS_PARTS)]);

macro_rules! item_fields {
    ($($extra:expr),* $(,)?) => {
        &[
            $($extra,)*
            optional(key::ELEMENTS, Texts, "公开内容（要素），一行一个"),
            optional(key::BASIS, Either(&[Texts, List(&BASIS_ELEMENT)]), "公开依据，一件一行，如 《名称》（文号）第二十条"),
            optional(key::LIMIT, Either(&[Text, Record(&LIMIT_PARTS)]), "公开时限，如 自信息形成或者变更之日起20个工作日内"),
            optional(key::BODIES, Texts, "公开主体；指引里写角色，本级写实际单位"),
            optional(key::CHANNELS, Either(&[Texts, Record(&CHANNELS)]), "公开渠道和载体"),
            optional(key::AUDIENCE, Either(&[Text, Record(&GROUP), List(&AUDIENCE_ELEMENT)]), "全社会，或 {特定群体: 名称}"),
            optional(key::MODE, Choices(MODES), "主动 或 依申请"),
            optional(key::LEVELS, Choices(LEVELS), "公开层级"),
            optional(key::OTHER, Table(&Text), "官方表以外的栏，按栏名写"),
        ]
    };
}

static FIELD_EVIDENCE: Shape = Shape {
    name: "分栏核实",
    doc: "个别栏是怎样知道的",
    fields: &[
        optional(key::NAMES, Choice(EVIDENCE_OF_FIELD), "事项是怎样知道的"),
        optional(key::ELEMENTS, Choice(EVIDENCE_OF_FIELD), "公开内容是怎样知道的"),
        optional(key::BASIS, Choice(EVIDENCE_OF_FIELD), "公开依据是怎样知道的"),
        optional(key::LIMIT, Choice(EVIDENCE_OF_FIELD), "公开时限是怎样知道的"),
        optional(key::BODIES, Choice(EVIDENCE_OF_FIELD), "公开主体是怎样知道的"),
        optional(key::CHANNELS, Choice(EVIDENCE_OF_FIELD), "公开渠道是怎样知道的"),
        optional(key::AUDIENCE, Choice(EVIDENCE_OF_FIELD), "公开对象是怎样知道的"),
        optional(key::MODE, Choice(EVIDENCE_OF_FIELD), "公开方式是怎样知道的"),
        optional(key::LEVELS, Choice(EVIDENCE_OF_FIELD), "公开层级是怎样知道的"),
    ],
};

/// An item of a whole table or a guideline.
pub static ITEM: Shape = Shape {
    name: "事项",
    doc: "目录的一行",
    fields: item_fields![
        optional(key::CODE, Code, "编码，如 19.003；给了就不再变"),
        optional(key::SERIAL, Text, "官方表的序号"),
        required(key::NAMES, Texts, "名称，从一级事项往下"),
        optional(key::ALIASES, Texts, "各地对最后一级名称的别的写法"),
        optional(key::POWER_OF_ITEM, Choice(&POWER_KINDS), "由权责清单派生的事项：公开哪一类权力"),
        optional("见于", Texts, "在哪些出处见到"),
        optional(key::EVIDENCE, Choice(EVIDENCE), "这一行是怎样知道的"),
        optional(
            key::FIELD_EVIDENCE,
            Record(&FIELD_EVIDENCE),
            "个别栏是怎样知道的，和整行的 核实、待核 不同时写"
        ),
        optional(
            key::UNVERIFIED,
            Either(&[Flag, Choices(&Field::HEADINGS)]),
            "哪些栏没有在出处见到"
        ),
        optional(key::SIDE_NOTE, Text, "附注"),
        optional(key::SOURCE, Anything, "每一栏的来源和理由（mulu 写出，比对时用）"),
    ],
};

static GUIDELINE: Shape = Shape {
    name: "指引",
    doc: "国务院部门印发的标准指引",
    fields: &[
        optional(key::NAME, Text, "名称"),
        optional(key::ISSUER, Text, "发布机关"),
        optional(key::DOCUMENT_NUMBER, Text, "发文字号"),
        optional(key::DATE, Date, "成文日期"),
        optional(key::STATUS, Choice(&["现行有效", "部分被替代", "已被替代"]), "状态"),
        optional(key::SUCCESSORS, Texts, "接替它的领域的编号"),
        optional(key::ISSUED_WITH, Text, "属于哪一版，如 国家@2019"),
        optional(key::EVIDENCE, Choice(EVIDENCE_OF_FACT), "文号和日期是怎样知道的"),
        optional(key::SIDE_NOTE, Text, "通知说有几类几项，这里缺哪些"),
    ],
};

static LEGEND: Shape = Shape {
    name: "渠道说明",
    doc: "■ 和 □ 在这份指引里的意思",
    fields: &[
        optional(key::CHOSEN, Text, "表示选用的符号"),
        optional(key::OPTIONAL, Text, "表示可选的符号"),
        required(key::MEANING, Text, "印在表下的说明"),
        optional(key::SIDE_NOTE, Text, "在哪里见到"),
    ],
};

static SOURCE: Shape = Shape {
    name: "出处",
    doc: "见到这些内容的网页",
    fields: &[
        required("号", Text, "代号"),
        optional("地区", Text, "地区"),
        optional("级别", Choice(LEVELS), "级别"),
        optional(key::SITE_ADDRESS, Text, "网址"),
        optional("所见", Text, "见到了哪些行"),
    ],
};

/// A domain: a guideline, or a whole table of one domain.
pub static DOMAIN: Shape = Shape {
    name: "领域",
    doc: "一个领域的目录",
    fields: &[
        optional(key::NUMBER, DomainNumber, "领域编号：国家的两位数字，本级自设的如 X01"),
        required(key::NAME, Text, "领域名称"),
        optional(key::ALIASES, Texts, "领域的别的名称"),
        optional(key::GUIDELINE, Record(&GUIDELINE), "标准指引"),
        optional(key::LEGEND, Record(&LEGEND), "■ 和 □ 的意思"),
        optional(key::LEADS, Text, "牵头单位（mulu 写出）"),
        optional("出处", List(&Record(&SOURCE)), "见到这些内容的网页"),
        optional("沿用依据", Texts, "指引印发后已失效、仍照指引列出的依据"),
        required(key::ROWS, List(&Record(&ITEM)), "事项，一行一个"),
    ],
};

/// A whole catalogue, as `catalogue.json` has it.
pub static CATALOGUE: Shape = Shape {
    name: "标准目录",
    doc: "一个本级政府的整份目录",
    fields: &[
        optional(key::NAME, Text, "本级名称"),
        optional(key::LEVEL, Choice(LEVELS), "本级层级"),
        optional(key::VERSION, Text, "版本"),
        optional(key::DATE, Text, "日期"),
        optional(key::OFFICE, Text, "编制单位"),
        optional(key::DRAFT, Flag, "是否草稿"),
        required(key::DOMAINS, List(&Record(&DOMAIN)), "各领域"),
        optional(key::LEDGER, Anything, "采用台账（mulu 写出，比对时用）"),
        optional(key::DUTIES, Anything, "职责对应（mulu 写出，读入时不用）"),
        optional(key::LAYERS, Anything, "参加合并的各层（mulu 写出，读入时不用）"),
    ],
};

/// An adjustments file.
pub static ADJUSTMENTS: Shape = Shape {
    name: "调整",
    doc: "本级对上一层的调整：只写不同的地方",
    fields: &[
        optional(key::DOMAINS, Text, "整个文件都是这个领域的，写在这里，下面就不用再写"),
        optional(key::MODIFY, List(&Record(&CHANGE)), "修改事项的某几栏"),
        optional(key::DROP, List(&Record(&DROP)), "不采用的事项和理由"),
        optional(key::ADD, List(&Record(&ADDITION)), "本级新增的事项"),
    ],
};

static CHANGE: Shape = Shape {
    name: "修改",
    doc: "改一个事项：写编码或名称，再写要改的栏",
    fields: item_fields![
        optional(key::CODE, Text, "要改的事项的编码"),
        optional(key::NAMES, Texts, "要改的事项的名称（没有写编码时）"),
        optional(key::DOMAINS, Text, "事项属于哪个领域"),
        optional(key::NEW_NAMES, Texts, "新的名称，从一级事项往下"),
        optional(key::REASON, Text, "为什么改"),
    ],
};

static DROP: Shape = Shape {
    name: "不采用",
    doc: "不采用一个事项：要有理由和一句说明",
    fields: &[
        optional(key::CODE, Text, "事项的编码"),
        optional(key::NAMES, Texts, "事项的名称（没有写编码时）"),
        optional(key::DOMAINS, Text, "事项属于哪个领域"),
        optional(key::REASON, Choice(&DropReason::LABELS), "理由，从固定的几种里选"),
        optional(key::NOTE, Text, "一句话说清楚"),
        optional(key::CLAUSES, Text, "依法不予公开的，写条款"),
        optional(key::MERGED_INTO, Text, "已并入其他事项的，写那个事项的编码"),
    ],
};

static ADDITION: Shape = Shape {
    name: "新增",
    doc: "本级新增的事项",
    fields: item_fields![
        optional(key::DOMAINS, Text, "事项属于哪个领域"),
        optional(key::CODE, Code, "编码，如 19.X001；不写时由 mulu 按名称给出"),
        optional(key::SERIAL, Text, "序号"),
        required(key::NAMES, Texts, "名称，从一级事项往下"),
        optional(key::REASON, Text, "为什么新增"),
    ],
};

static EXEMPTION: Shape = Shape {
    name: "不予公开",
    doc: "不予公开的依据",
    fields: &[
        required(key::CLAUSES, Text, "《政府信息公开条例》的条款：第十四条、第十五条或第十六条"),
        optional(key::NOTE, Text, "一句话说清楚"),
    ],
};

static DUTY: Shape = Shape {
    name: "职责",
    doc: "职责清单的一行",
    fields: &[
        optional(key::SERIAL, Text, "序号"),
        optional(key::CODE, Text, "项目编码"),
        optional(key::POWER, Choice(&POWER_KINDS), "权力类型（权责清单）"),
        required(key::NAME, Text, "职责、项目或服务事项的名称"),
        optional(key::SUB_ITEM, Text, "子项"),
        optional(key::DUTY_BASIS, Texts, "实施依据"),
        optional(key::DUTY_BODY, Text, "实施主体"),
        optional(key::TAKEN_OVER_BY, Text, "收回后由哪个部门承接（上级部门收回）"),
        optional(
            key::DUTY_ITEMS,
            Either(&[Text, List(&Either(&[Text, List(&Text)]))]),
            "公开这项职责的事项：编码，或名称（领域/一级/二级）",
        ),
        optional(key::EXEMPTION, Either(&[Text, Record(&EXEMPTION)]), "不予公开的条款和说明"),
        optional(key::CHANGED, Date, "这一项职责最近一次调整的日期"),
        optional(key::OTHER, Table(&Text), "别的栏，按栏名写"),
    ],
};

/// A duty list file.
pub static DUTIES: Shape = Shape {
    name: "职责清单",
    doc: "权责清单、公共服务事项清单、履行职责事项清单",
    fields: &[
        optional(key::UNIT, Text, "哪个单位的清单"),
        optional(
            key::CHANGED,
            Date,
            "清单最近一次发布或调整的日期；晚于目录的日期时，提醒复核目录",
        ),
        optional("权责清单", List(&Record(&DUTY)), "权责清单"),
        optional("公共服务事项清单", List(&Record(&DUTY)), "公共服务事项清单"),
        optional(key::TOWN_DUTIES, Record(&TOWN_DUTIES), "乡镇（街道）履行职责事项清单"),
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
