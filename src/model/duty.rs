//! 职责: rows of 权责清单, 公共服务事项清单 and 乡镇（街道）履行职责事项清单.

use indexmap::IndexMap;
use jiff::civil::Date;

use super::ItemRef;
use crate::source::{Located, Location};
use crate::text::Wording;

/// Words for bringing a list up to date.
static REVISED: Wording = Wording::named("更新的动词");

/// The list that a duty stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DutyList {
    /// 权责清单.
    Powers,
    /// 公共服务事项清单.
    Services,
    /// 履行职责事项清单: 基本履职.
    Basic,
    /// 履行职责事项清单: 配合履职.
    Cooperative,
    /// 履行职责事项清单: 上级部门收回.
    Withdrawn,
}

impl DutyList {
    /// All lists.
    pub const ALL: [Self; 5] =
        [Self::Powers, Self::Services, Self::Basic, Self::Cooperative, Self::Withdrawn];

    /// The Chinese name, which is also the YAML key.
    pub fn label(self) -> &'static str {
        match self {
            Self::Powers => "权责清单",
            Self::Services => "公共服务事项清单",
            Self::Basic => "基本履职",
            Self::Cooperative => "配合履职",
            Self::Withdrawn => "上级部门收回",
        }
    }
}

/// Kinds of power (权力类型) of a 权责清单.
pub const POWER_KINDS: [&str; 10] = [
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政征收",
    "行政给付",
    "行政检查",
    "行政确认",
    "行政奖励",
    "行政裁决",
    "其他行政权力",
];

/// One duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// The list.
    pub list: DutyList,
    /// 序号 or 编码 as written.
    pub number: Option<String>,
    /// 权力类型, for a 权责清单.
    pub power: Option<Located<String>>,
    /// 职责名称.
    pub name: Located<String>,
    /// 实施依据, as written.
    pub basis: Option<String>,
    /// 实施主体 or 承接部门.
    pub body: Option<Located<String>>,
    /// 对应事项.
    pub items: Vec<ItemRef>,
    /// 不予公开.
    pub exemption: Option<Exemption>,
    /// 更新日期: since when it stands as it does, by its own column or for the list as a whole.
    pub dated: Option<Located<Date>>,
    /// Further columns by their heading.
    pub other: IndexMap<String, String>,
    /// The row.
    pub location: Location,
}

impl Duty {
    /// 子项: the part of the duty that a row is about, where a column names one.
    pub fn part(&self) -> Option<&str> {
        let named = self.other.iter().find(|(heading, _)| names_part(heading));
        named.map(|(_, text)| text.as_str())
    }
}

/// Whether a heading is that of the parts of duties: 子项, 子项名称, 监管事项子项, 具体工作事项, 业务办理项.
/// 子项编码, 子项数量 and 监管对象子项 are not, 子项名称及编码 is.
pub fn names_part(heading: &str) -> bool {
    const NUMBERS: [&str; 4] = ["编", "代码", "序号", "数量"];
    let is_part = heading.contains("子项") && !heading.contains("对象")
        || heading.contains("办理项")
        || heading.starts_with("具体") && heading.ends_with("事项");
    let is_number = NUMBERS.iter().any(|word| heading.contains(word)) && !heading.contains("名称");
    is_part && !is_number
}

/// Whether words speak of the day since which a list or a row stands as it does: 更新日期, 调整时间.
pub fn speaks_of_change(words: &str) -> bool {
    REVISED.iter().any(|word| words.contains(word))
}

/// Whether a heading is that of the day on which a row last changed.
pub fn is_change_date(heading: &str) -> bool {
    (heading.contains("日期") || heading.contains("时间")) && speaks_of_change(heading)
}

/// What stands in place of an article where a duty is none of an 行政机关: a matter of the party, of a people's
/// organisation. What comes of it is no 政府信息.
pub const NOT_GOVERNMENT: &str = "不属于政府信息";

/// Whether a text under 对应事项 names no item but says why there is none: 不属于政府信息, 第十六条第一款.
pub fn says_no_item(text: &str) -> bool {
    let text = text.trim();
    text == NOT_GOVERNMENT || text.starts_with('第') && text.contains('条')
}

impl Exemption {
    /// Whether the duty is none that the 条例 is about, so that nothing is withheld.
    pub fn is_not_government(&self) -> bool {
        self.article.value.trim() == NOT_GOVERNMENT
    }
}

/// 不予公开: why a duty has no item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemption {
    /// The article of the 条例 (14, 15 or 16) as written.
    pub article: Located<String>,
    /// A sentence.
    pub note: Option<String>,
}
