//! Headings: which column of a table holds what, by the words above it.
//!
//! The words are the official ones, those of mulu's own forms, and the synonyms seen in published
//! tables. A heading that is none of them may still be a slip of one; that is tried last and counts less.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::recognition::TableKind;
use super::script;
use crate::model::{AdminLevel, Field, fold, suggest};

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 序号.
    Serial,
    /// 编码 of an item.
    Code,
    /// 领域, in a flat table of several.
    Domain,
    /// 一级事项 (1) to 六级事项 (6); 0 is a column 事项 without a level.
    Name(u8),
    /// 公开内容（要素）.
    Elements,
    /// 公开依据.
    Basis,
    /// 公开时限.
    Limit,
    /// 公开主体.
    Bodies,
    /// 公开渠道和载体.
    Channels,
    /// 公开对象 in one column.
    Audience,
    /// 全社会.
    Everyone,
    /// 特定群体.
    Group,
    /// 公开方式 in one column.
    Mode,
    /// 主动.
    Active,
    /// 依申请公开.
    OnRequest,
    /// 公开层级 in one column.
    Levels,
    /// A column to tick for these levels: 县级, or 乡、村级.
    Level(Vec<AdminLevel>),
    /// 清单: which duty list a row belongs to.
    List,
    /// 权力类型.
    Power,
    /// 项目编码 of a duty.
    DutyCode,
    /// 职责名称, 项目名称.
    DutyName,
    /// 实施依据.
    DutyBasis,
    /// 实施主体.
    DutyBody,
    /// 承接部门及工作方式.
    TakeOver,
    /// 对应事项.
    Items,
    /// 不予公开: the article.
    Exemption,
    /// 不予公开说明.
    ExemptionNote,
    /// 待核, which mulu itself writes for people to read.
    Unverified,
    /// Any other column.
    Other,
}

impl Role {
    /// The field of an item that the column speaks of.
    pub fn field(&self) -> Option<Field> {
        Some(match self {
            Self::Name(_) => Field::Names,
            Self::Elements => Field::Elements,
            Self::Basis => Field::Basis,
            Self::Limit => Field::Limit,
            Self::Bodies => Field::Bodies,
            Self::Channels => Field::Channels,
            Self::Audience | Self::Everyone | Self::Group => Field::Audience,
            Self::Mode | Self::Active | Self::OnRequest => Field::Mode,
            Self::Levels | Self::Level(_) => Field::Levels,
            _ => return None,
        })
    }

    /// Whether the column is ticked.
    pub fn is_mark(&self) -> bool {
        matches!(
            self,
            Self::Everyone | Self::Group | Self::Active | Self::OnRequest | Self::Level(_)
        )
    }

    /// The standard heading; `None` for a column that is called what it is called.
    pub fn label(&self) -> Option<String> {
        let word = match self {
            Self::Serial => "序号",
            Self::Code => "编码",
            Self::Domain => "领域",
            Self::Name(0) => "事项",
            Self::Name(1) => "一级事项",
            Self::Name(2) => "二级事项",
            Self::Name(3) => "三级事项",
            Self::Name(4) => "四级事项",
            Self::Name(5) => "五级事项",
            Self::Name(_) => "六级事项",
            Self::Everyone => "全社会",
            Self::Group => "特定群体",
            Self::Active => "主动",
            Self::OnRequest => "依申请公开",
            Self::Level(levels) => {
                return Some(levels.iter().map(|l| l.label()).collect::<Vec<_>>().join("、"));
            }
            Self::List => "清单",
            Self::Power => "权力类型",
            Self::DutyCode => "编码",
            Self::DutyName => "名称",
            Self::DutyBasis => "实施依据",
            Self::DutyBody => "实施主体",
            Self::TakeOver => "承接部门及工作方式",
            Self::Items => "对应事项",
            Self::Exemption => "不予公开",
            Self::ExemptionNote => "不予公开说明",
            Self::Unverified => "待核",
            Self::Other => return None,
            Self::Elements
            | Self::Basis
            | Self::Limit
            | Self::Bodies
            | Self::Channels
            | Self::Audience
            | Self::Mode
            | Self::Levels => return self.field().map(|field| field.heading().to_owned()),
        };
        Some(word.to_owned())
    }

    /// The role that a standard or known heading stands for.
    pub fn from_heading(kind: TableKind, heading: &str) -> Option<Self> {
        exact(kind, &key(heading)).map(|(role, _)| role)
    }
}

/// A heading that was understood.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Known {
    pub(super) role: Role,
    /// 1 for a known heading, less for one that had to be bent.
    pub(super) quality: f64,
}

const KNOWN: f64 = 1.0;
const WITHOUT_BRACKETS: f64 = 0.95;
const SLIP: f64 = 0.7;
/// Longer texts are no headings.
pub(super) const LONGEST: usize = 24;

const CATALOGUE: &[(Role, &[&str])] = &[
    (Role::Serial, &["序号", "序", "事项序号", "项目序号", "编号", "事项编号"]),
    (Role::Code, &["编码", "事项编码", "目录编码"]),
    (
        Role::Domain,
        &[
            "领域",
            "相应领域",
            "所属领域",
            "试点领域",
            "公开领域",
            "领域名称",
            "对应领域",
            "涉及领域",
            "领域类别",
        ],
    ),
    (
        Role::Name(0),
        &[
            "事项",
            "公开事项",
            "事项名称",
            "公开事项名称",
            "公开目录",
            "公开事项目录",
            "政务公开事项",
            "公开类目",
            "标准目录",
        ],
    ),
    (
        Role::Name(1),
        &[
            "一级事项",
            "一级目录",
            "一级公开事项",
            "一级",
            "事项类别",
            "事项分类",
            "一级类目",
            "一级分类",
            "公开类别",
            "公开事项类别",
            "公开事项分类",
            "一级标题",
            "一级栏目",
            "第一级事项",
            "1级事项",
            "类别",
        ],
    ),
    (
        Role::Name(2),
        &[
            "二级事项",
            "二级目录",
            "二级公开事项",
            "二级",
            "二级类目",
            "二级分类",
            "具体事项",
            "二级标题",
            "二级栏目",
            "第二级事项",
            "2级事项",
            "公开子项",
        ],
    ),
    (
        Role::Name(3),
        &["三级事项", "三级目录", "三级公开事项", "三级", "三级类目", "3级事项", "三级栏目"],
    ),
    (Role::Name(5), &["五级事项", "五级目录", "五级类目"]),
    (Role::Name(6), &["六级事项", "六级目录", "六级类目"]),
    (Role::Name(4), &["四级事项", "四级目录", "四级公开事项", "四级", "四级类目", "4级事项"]),
    (
        Role::Elements,
        &[
            "公开内容(要素)",
            "公开内容",
            "公开要素",
            "内容",
            "要素",
            "公开内容要素",
            "公开内容及要素",
            "公开内容和要素",
            "内容(要素)",
            "公开的内容",
            "主要内容",
            "公开信息内容",
            "信息内容",
            "公开内容标准",
            "公开内容(要求)",
            "公开内容及要求",
            "公开内容和要求",
            "内容规范",
            "公开内容规范",
            "内容标准",
        ],
    ),
    (
        Role::Basis,
        &[
            "公开依据",
            "依据",
            "法律依据",
            "公开法律依据",
            "政策依据",
            "公开的依据",
            "依据文件",
            "法规依据",
            "公开政策依据",
        ],
    ),
    (
        Role::Limit,
        &[
            "公开时限",
            "公开时效",
            "时限",
            "公开期限",
            "公开时间",
            "时限要求",
            "公开时限要求",
            "公开的时限",
            "时间要求",
            "公示时限",
        ],
    ),
    (
        Role::Bodies,
        &[
            "公开主体",
            "责任单位",
            "公开责任",
            "责任主体",
            "公开责任主体",
            "公开单位",
            "主体",
            "公开责任单位",
            "责任部门",
            "公开部门",
            "发布主体",
            "公开责任部门",
            "公开机构",
            "责任单位(公开主体)",
            "公开的主体",
        ],
    ),
    (
        Role::Channels,
        &[
            "公开渠道和载体",
            "公开渠道",
            "渠道",
            "载体",
            "渠道和载体",
            "公开渠道及载体",
            "公开载体",
            "公开渠道与载体",
            "公开渠道(载体)",
            "公开平台",
            "公开渠道和方式",
            "公开渠道载体",
            "渠道及载体",
            "公开载体和渠道",
            "公开途径",
            "公开形式",
            "公开渠道和载体(选用打■)",
        ],
    ),
    (Role::Audience, &["公开对象", "对象", "公开范围", "受众"]),
    (Role::Everyone, &["全社会", "全体社会", "社会公众", "面向全社会", "全体公众", "社会"]),
    (
        Role::Group,
        &[
            "特定群体",
            "特定群众",
            "特定人群",
            "特定对象",
            "特殊群体",
            "特定群体(请写明)",
            "面向特定群体",
        ],
    ),
    (Role::Mode, &["公开方式", "方式", "公开属性", "公开类型"]),
    (Role::Active, &["主动", "主动公开"]),
    (Role::OnRequest, &["依申请公开", "依申请", "申请公开"]),
    (Role::Levels, &["公开层级", "层级", "公开级别", "公开层次", "适用层级"]),
    (Role::Unverified, &["待核"]),
    (
        Role::Other,
        &[
            "备注",
            "公开时长",
            "更新周期",
            "更新频率",
            "更新时限",
            "五公开",
            "五公开阶段",
            "过程",
            "公开阶段",
            "公开环节",
            "五公开类别",
            "网站所属栏目",
            "所属栏目",
            "网站栏目",
            "公开栏目",
            "对应栏目",
            "公开要求",
            "不予公开内容",
            "监督电话",
            "咨询电话",
            "监督渠道",
            "责任科室",
            "责任人",
            "联系人",
            "联系方式",
            "联系电话",
            "公开格式",
            "公开标准",
            "审核主体",
            "公开程序",
            "公示期",
            "公开年限",
            "信息来源",
            "职责依据",
            "公开时段",
            "操作",
            "链接",
            "网址",
        ],
    ),
];

const DUTIES: &[(Role, &[&str])] = &[
    (Role::Serial, &["序号", "序", "编号", "事项序号", "总序号"]),
    (Role::List, &["清单", "清单类型", "清单类别", "清单名称", "所属清单"]),
    (
        Role::Power,
        &[
            "权力类型",
            "职权类型",
            "职权类别",
            "权力类别",
            "行政权力类型",
            "行政权力类别",
            "行政职权类型",
            "事项类型",
            "权责类型",
            "事项类别",
            "类型",
            "类别",
            "职权性质",
            "权力种类",
        ],
    ),
    (
        Role::DutyCode,
        &[
            "项目编码",
            "职权编码",
            "事项编码",
            "编码",
            "权力编码",
            "实施编码",
            "基本编码",
            "职权编号",
            "项目编号",
            "事项代码",
            "权力编号",
            "事项编号",
            "服务编码",
            "职责编码",
        ],
    ),
    (
        Role::DutyName,
        &[
            "项目名称",
            "职权名称",
            "事项名称",
            "权力名称",
            "权力事项名称",
            "行政权力名称",
            "行政职权名称",
            "权力事项",
            "服务事项名称",
            "公共服务事项名称",
            "公共服务事项",
            "服务事项",
            "名称",
            "职责名称",
            "权责事项",
            "权责名称",
            "职权事项",
            "事项",
            "主项名称",
            "项目",
            "履职事项",
            "职责事项名称",
            "权责事项名称",
            "行政职权事项",
            "服务名称",
            "行政权力事项名称",
        ],
    ),
    (
        Role::DutyBasis,
        &[
            "实施依据",
            "设定依据",
            "法律依据",
            "职权依据",
            "权力依据",
            "依据",
            "行使依据",
            "法定依据",
            "服务依据",
            "办理依据",
            "政策依据",
        ],
    ),
    (
        Role::DutyBody,
        &[
            "实施主体",
            "实施机构",
            "实施单位",
            "行使主体",
            "责任主体",
            "行政主体",
            "实施部门",
            "服务主体",
            "实施机关",
            "行使机关",
            "责任单位",
            "行使单位",
            "承办机构",
            "责任部门",
            "实施机构名称",
            "服务单位",
        ],
    ),
    (
        Role::TakeOver,
        &[
            "承接部门及工作方式",
            "承接部门",
            "承接部门和工作方式",
            "承接单位",
            "承接部门及承接方式",
            "收回后承接部门及工作方式",
        ],
    ),
    (Role::Items, &["对应事项", "对应公开事项", "对应目录事项", "对应公开事项编码", "公开事项"]),
    (Role::Exemption, &["不予公开", "不予公开条款", "不予公开依据", "不予公开(条款)"]),
    (Role::ExemptionNote, &["不予公开说明", "不予公开理由", "说明", "不予公开的说明"]),
    (
        Role::Other,
        &[
            "子项",
            "子项名称",
            "小项",
            "责任事项",
            "责任事项依据",
            "追责情形",
            "追责情形依据",
            "追责对象范围",
            "问责依据",
            "对应责任事项",
            "对应上级部门",
            "上级部门",
            "上级部门职责",
            "配合职责",
            "乡镇职责",
            "乡镇(街道)配合职责",
            "工作方式",
            "行使层级",
            "实施层级",
            "备注",
            "监督方式",
            "监督电话",
            "办理时限",
            "服务对象",
            "服务内容",
            "服务方式",
            "收费依据",
            "办理流程",
            "流程图",
            "承办科室",
            "责任科室",
            "职责边界",
            "免责情形",
            "领域",
            "追责依据",
            "所属类别",
            "权力来源",
            "行使内容",
        ],
    ),
];

type Words = HashMap<String, Role>;

fn words(kind: TableKind) -> &'static Words {
    static CATALOGUE_WORDS: OnceLock<Words> = OnceLock::new();
    static DUTY_WORDS: OnceLock<Words> = OnceLock::new();
    let (cell, list) = match kind {
        TableKind::Catalogue => (&CATALOGUE_WORDS, CATALOGUE),
        TableKind::Duties => (&DUTY_WORDS, DUTIES),
    };
    cell.get_or_init(|| {
        let entries = list.iter().flat_map(|(role, words)| words.iter().map(move |w| (role, w)));
        entries.map(|(role, word)| (fold::compact(word), role.clone())).collect()
    })
}

/// The comparison key of a heading: folded, simplified, without numbering, stars and end marks.
pub(super) fn key(text: &str) -> String {
    let bare = script::without_pinyin(text);
    let folded: String =
        fold::compact(&script::simplified(&bare)).chars().filter(|c| !c.is_whitespace()).collect();
    let end = |c: char| matches!(c, '*' | '★' | '※' | ':' | '：' | '、' | '。' | '.' | '"');
    folded.trim_matches(end).to_owned()
}

/// What a heading says, exactly or without what stands in brackets.
pub(super) fn exact(kind: TableKind, key: &str) -> Option<(Role, f64)> {
    if key.is_empty() {
        return None;
    }
    let words = words(kind);
    if let Some(role) = words.get(key) {
        return Some((role.clone(), KNOWN));
    }
    if let Some(levels) = levels(kind, key) {
        return Some((Role::Level(levels), KNOWN));
    }
    // Instructions in brackets may be long: 公开渠道和载体（在标注范围内至少选择其一公开…）.
    let bare = without_brackets(key);
    if bare.chars().count() > LONGEST {
        return None;
    }
    let role = words.get(bare.as_str()).filter(|_| bare.len() < key.len())?;
    Some((role.clone(), WITHOUT_BRACKETS))
}

/// What a heading says if it is a slip of the pen.
pub(super) fn slip(kind: TableKind, key: &str) -> Option<Role> {
    let length = key.chars().count();
    if !(3..=10).contains(&length) {
        return None;
    }
    let words = words(kind);
    let mut candidates: Vec<&str> =
        words.keys().map(String::as_str).filter(|word| word.chars().count() >= 3).collect();
    candidates.sort_unstable();
    // 定众特群: a converter that reads columns of characters puts them in another order.
    let shuffled = candidates.iter().copied().find(|word| sorted(word) == sorted(key));
    let near = || suggest::nearest(key, candidates.iter().copied());
    shuffled.or_else(near).and_then(|word| words.get(word)).cloned()
}

fn sorted(word: &str) -> Vec<char> {
    let mut characters: Vec<char> = word.chars().collect();
    characters.sort_unstable();
    characters
}

/// Looks headings up and remembers what was not exact: the same words come in many windows.
#[derive(Default)]
pub(super) struct Lookup {
    slips: HashMap<(TableKind, String), Option<Role>>,
}

impl Lookup {
    pub(super) fn find(&mut self, kind: TableKind, key: &str) -> Option<Known> {
        if let Some((role, quality)) = exact(kind, key) {
            return Some(Known { role, quality });
        }
        let known = self.slips.entry((kind, key.to_owned())).or_insert_with(|| slip(kind, key));
        known.clone().map(|role| Known { role, quality: SLIP })
    }
}

/// The levels of a heading such as 县级, 乡、村级 or 镇(街道)级 that says nothing else.
fn levels(kind: TableKind, key: &str) -> Option<Vec<AdminLevel>> {
    const LETTERS: &str = "国家省市县区旗州盟乡镇街道村社居级、/()及和或层办事处委会,";
    let only = kind == TableKind::Catalogue
        && key.chars().count() <= 12
        && key.chars().all(|c| LETTERS.contains(c));
    Some(AdminLevel::read(key)).filter(|levels| only && !levels.is_empty())
}

fn without_brackets(key: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::new();
    for c in key.chars() {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue(heading: &str) -> Option<Role> {
        Lookup::default().find(TableKind::Catalogue, &key(heading)).map(|known| known.role)
    }

    #[test]
    fn synonyms_and_slips() {
        for (heading, role) in [
            ("公开内容（要素）", Role::Elements),
            ("公开 时限", Role::Limit),
            ("依申\n请公 开", Role::OnRequest),
            ("公开时效", Role::Limit),
            ("责任单位", Role::Bodies),
            ("公开责任", Role::Bodies),
            ("公开主体（责任单位）", Role::Bodies),
            ("渠道", Role::Channels),
            ("特定群众", Role::Group),
            ("公開時限", Role::Limit),
            ("公幵依据", Role::Basis),
            ("乡、村级", Role::Level(vec![AdminLevel::Town, AdminLevel::Village])),
            ("区县级", Role::Level(vec![AdminLevel::County])),
            ("公开时长", Role::Other),
        ] {
            assert_eq!(catalogue(heading), Some(role), "{heading}");
        }
        for none in ["政策法规文件", "√", "1", "县民政局", "大英县", "公开"] {
            assert_eq!(catalogue(none), None, "{none}");
        }
    }

    #[test]
    fn no_word_has_two_meanings() {
        for list in [CATALOGUE, DUTIES] {
            let mut seen = std::collections::BTreeSet::new();
            for word in list.iter().flat_map(|(_, words)| words.iter()) {
                assert!(seen.insert(fold::compact(word)), "{word}");
            }
        }
    }
}
