//! One instrument of the register, and how it is read.

use std::fmt;

use jiff::civil::Date;

use crate::input::yaml::{Node, flag};
use crate::model::document_number;

/// An instrument that the register knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalInstrument {
    /// 名称, without 《》.
    pub name: String,
    /// 简称 and other names.
    pub aliases: Vec<String>,
    /// 种类: 法律, 行政法规, 部门规章 ...
    pub kind: String,
    /// 发布机关.
    pub issuer: Option<String>,
    /// The versions, from the first to the last.
    pub versions: Vec<Version>,
    /// 状态, as of the release of the data.
    pub status: Status,
    /// 失效: the day from which it no longer holds; of a paper that has run out, the day after its last year.
    pub ended: Option<Date>,
    /// 替代者: the names of what took its place, or follows it.
    pub replaced_by: Vec<String>,
    /// 年度: whether it is a paper for certain years only.
    pub yearly: bool,
    /// 年份: the years it is for.
    pub years: Vec<i16>,
    /// 项列条款: articles that are known to have items (项).
    pub itemised: Vec<String>,
    /// 单款列项: articles that are a single paragraph (款) with items, so that there is no second one.
    pub single_paragraph: Vec<String>,
    /// 条数: how many articles the version in force has, where they were counted in its text.
    pub articles: Option<u32>,
    /// 先引: the law on the same matter that came later and is to be cited first.
    pub led_by: Option<String>,
    /// 允许期限: the longest periods of disclosure that it sets, as written.
    pub limits: Vec<String>,
    /// 核实: 两处以上, 一处 or 待核.
    pub evidence: String,
    /// 出处.
    pub sources: Vec<String>,
    /// 可能涉及: of a decision that changes or repeals many others and whose list was not read, the kind
    /// of instrument that may be among them.
    pub may_touch: Option<String>,
    /// 说明.
    pub note: Option<String>,
}

/// One version of an instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// 文号, where known.
    pub number: Option<String>,
    /// 公布.
    pub published: Option<Date>,
    /// 施行.
    pub in_force: Option<Date>,
    /// 核实 of this version alone, where it is known less well than the instrument as a whole.
    pub evidence: Option<String>,
}

/// Whether an instrument is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// 现行有效.
    InForce,
    /// 已修改: in force in a later version.
    Amended,
    /// 已废止.
    Repealed,
    /// 已被替代.
    Superseded,
    /// 已到期: the years it was for are past.
    Expired,
    /// 待核: not known.
    Unverified,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::InForce,
        Self::Amended,
        Self::Repealed,
        Self::Superseded,
        Self::Expired,
        Self::Unverified,
    ];

    /// The word used in the data.
    pub fn label(self) -> &'static str {
        match self {
            Self::InForce => "现行有效",
            Self::Amended => "已修改",
            Self::Repealed => "已废止",
            Self::Superseded => "已被替代",
            Self::Expired => "已到期",
            Self::Unverified => "待核",
        }
    }

    /// The status with this word.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.label() == label)
    }

    /// Whether it says that the instrument no longer holds.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Repealed | Self::Superseded | Self::Expired)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

impl LegalInstrument {
    /// Whether what is said of it was seen in a source.
    pub fn is_verified(&self) -> bool {
        matches!(self.evidence.as_str(), "两处以上" | "一处")
    }

    /// The last version.
    pub fn current(&self) -> Option<&Version> {
        self.versions.last()
    }

    /// Whether it is a decision with an unread list that this instrument may stand in.
    pub fn touches(&self, other: &Self) -> bool {
        self.may_touch.as_ref() == Some(&other.kind) && self.name != other.name
    }

    /// The highest serial among its orders of the State Council, which are numbered through.
    pub fn last_order(&self) -> Option<u32> {
        let serial = |text| document_number(text)?.state_council_order();
        self.numbers().filter_map(serial).max()
    }

    /// The last day on which it is known to have got a version.
    pub fn latest(&self) -> Option<Date> {
        self.versions.iter().filter_map(|version| version.published.or(version.in_force)).max()
    }

    /// The version in force on a day, by 施行 or else by 公布; the first where no dates are known.
    pub fn version_on<D: Copy>(&self, day: D) -> Option<&Version>
    where
        Date: PartialOrd<D>,
    {
        let begun = |version: &&Version| {
            version.in_force.or(version.published).is_none_or(|begin| begin <= day)
        };
        self.versions.iter().rev().find(begun).or_else(|| self.versions.first())
    }

    /// Whether it no longer held on a day. Where the day of its end is not known, its end is past.
    pub fn is_over_on<D>(&self, day: D) -> bool
    where
        Date: PartialOrd<D>,
    {
        self.status.is_over() && self.ended.is_none_or(|ended| ended <= day)
    }

    /// The numbers of all versions.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        self.versions.iter().filter_map(|version| version.number.as_deref())
    }

    pub(super) fn read(node: &Node) -> Option<Self> {
        let texts = |key: &str| node.texts(key).into_iter().map(str::to_owned).collect();
        let versions = node.get("版本").map_or(&[][..], Node::elements);
        let status = node.text("状态").and_then(Status::from_label).unwrap_or(Status::Unverified);
        let years: Vec<i16> =
            node.texts("年份").iter().filter_map(|year| year.parse().ok()).collect();
        let run_out = years.iter().max().filter(|_| status == Status::Expired);
        let run_out = run_out.and_then(|year| Date::new(year + 1, 1, 1).ok());
        Some(Self {
            name: node.text("名称")?.to_owned(),
            aliases: texts("简称"),
            kind: node.text("种类").unwrap_or_default().to_owned(),
            issuer: node.text("发布机关").map(str::to_owned),
            versions: in_order(versions.iter().map(Version::read).collect()),
            status,
            ended: date(node, "失效").or(run_out),
            replaced_by: texts("替代者"),
            yearly: node.text("年度").and_then(flag).unwrap_or(false),
            years,
            itemised: texts("项列条款"),
            single_paragraph: texts("单款列项"),
            articles: node.text("条数").and_then(|number| number.parse().ok()),
            led_by: node.text("先引").map(str::to_owned),
            limits: texts("允许期限"),
            evidence: node.text("核实").unwrap_or_default().to_owned(),
            sources: texts("出处"),
            may_touch: node.text("可能涉及").map(str::to_owned),
            note: node.text("说明").map(str::to_owned),
        })
    }
}

impl Version {
    /// Whether what is said of this version was seen in a source, as far as the instrument was.
    pub fn is_verified(&self) -> bool {
        self.evidence.as_deref() != Some("待核")
    }

    fn read(node: &Node) -> Self {
        Self {
            number: node.text("文号").map(str::to_owned),
            published: date(node, "公布"),
            in_force: date(node, "施行"),
            evidence: node.text("核实").map(str::to_owned),
        }
    }
}

/// Versions of several layers in the order of time, where all have a day.
fn in_order(mut versions: Vec<Version>) -> Vec<Version> {
    let day = |version: &Version| version.published.or(version.in_force);
    if versions.iter().all(|version| day(version).is_some()) {
        versions.sort_by_key(day);
    }
    versions
}

fn date(node: &Node, key: &str) -> Option<Date> {
    node.text(key)?.parse().ok()
}
