//! 进度记录 and 重点任务: what a body notes down on the way of its catalogue, and what it set out to do.

use std::fmt;

use jiff::civil::Date;

use super::ItemRef;
use crate::source::{Located, Location};

/// 阶段: how far the catalogue of a domain has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 未开始.
    NotBegun,
    /// 编制: being drafted.
    Drafting,
    /// 征求意见: with the departments.
    Review,
    /// 审核: with those who approve it.
    Approval,
    /// 审核通过: approved by those who had to approve it.
    Approved,
    /// 备案: filed with the government above.
    Filed,
    /// 公布: public.
    Published,
}

impl Stage {
    /// All stages, in their order.
    pub const ALL: [Self; 7] = [
        Self::NotBegun,
        Self::Drafting,
        Self::Review,
        Self::Approval,
        Self::Approved,
        Self::Filed,
        Self::Published,
    ];

    /// The Chinese words, in order.
    pub const LABELS: [&'static str; 7] =
        ["未开始", "编制", "征求意见", "审核", "审核通过", "备案", "公布"];

    /// The Chinese word.
    pub fn label(self) -> &'static str {
        Self::LABELS[self as usize]
    }

    /// The stage for a word.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.label() == label)
    }

    /// The name in machine formats.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotBegun => "not-begun",
            Self::Drafting => "drafting",
            Self::Review => "review",
            Self::Approval => "approval",
            Self::Approved => "approved",
            Self::Filed => "filed",
            Self::Published => "published",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// 记录: a domain, or an item, came to a stage on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageRecord {
    /// 领域, by name or number; `None` for all domains.
    pub domain: Option<Located<String>>,
    /// 事项, where the information of one item was published.
    pub item: Option<ItemRef>,
    /// 阶段.
    pub stage: Stage,
    /// 日期.
    pub date: Located<Date>,
    /// 版本: the edition of the catalogue that this is about.
    pub version: Option<String>,
    /// 经办人.
    pub handler: Option<String>,
    /// 说明.
    pub note: Option<String>,
    /// Where it stands.
    pub location: Location,
}

/// 重点任务: a line of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedTask {
    /// 任务.
    pub name: Located<String>,
    /// 来源: the document that sets it.
    pub source: Option<String>,
    /// 责任单位.
    pub bodies: Vec<String>,
    /// 时限: a date, or a limit in words.
    pub limit: Option<Located<String>>,
    /// 完成情况.
    pub state: Option<String>,
    /// 完成日期; where it stands, the task is done.
    pub done: Option<Located<Date>>,
    /// 备注.
    pub remark: Option<String>,
    /// Where it stands.
    pub location: Location,
}
