//! 核实: what somebody who held the original of a guideline found in it, field by field; and 待核放行,
//! which lets a domain be submitted although some of it was not confirmed.

use jiff::civil::Date;

use super::{Code, Field};
use crate::source::{Located, Location};

/// 结果: how a field stands in the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// 与原件一致.
    Same,
    /// 改为: the original says something else.
    Other,
    /// 原件没有: the original says nothing there.
    Nothing,
    /// 本级不适用: the body that says so leaves it empty; those below it are not meant.
    NotHere,
}

impl Verdict {
    /// All of them, in the order of the drop-down.
    pub const ALL: [Self; 4] = [Self::Same, Self::Other, Self::Nothing, Self::NotHere];
    /// Their words, in the same order.
    pub const LABELS: [&'static str; 4] = ["与原件一致", "改为", "原件没有", "本级不适用"];

    /// The Chinese word.
    pub fn label(self) -> &'static str {
        Self::LABELS[self as usize]
    }

    /// The verdict for a word.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.label() == label)
    }
}

/// What was found of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// 编码.
    pub code: Code,
    /// 事项, for people.
    pub item: Option<String>,
    /// 栏目.
    pub field: Field,
    /// 结果.
    pub verdict: Verdict,
    /// 内容: the text that was compared with the original; a proposal, where the field was empty.
    pub compared: Option<String>,
    /// 原件文字: what the original says, where that is something else.
    pub original: Option<String>,
    /// 原件和页码.
    pub paper: String,
    /// 核实人.
    pub person: String,
    /// 日期.
    pub date: Date,
    /// Where it stands.
    pub location: Location,
}

impl Confirmation {
    /// What the field holds according to this, where it holds anything.
    pub fn text(&self) -> Option<&str> {
        match self.verdict {
            Verdict::Same => self.compared.as_deref(),
            Verdict::Other => self.original.as_deref(),
            Verdict::Nothing | Verdict::NotHere => None,
        }
    }

    /// Whether two say the same of a field, whoever found it and where.
    pub fn agrees_with(&self, other: &Self) -> bool {
        self.verdict == other.verdict && self.text() == other.text()
    }

    /// Paper, page, person and day in one line.
    pub fn source(&self) -> String {
        format!("核实：{}，{}，{}，{}", self.verdict.label(), self.paper, self.person, self.date)
    }
}

/// 待核放行: domains that may be submitted although some of them was not confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// 领域, by name or number.
    pub domains: Vec<Located<String>>,
    /// 理由.
    pub reason: String,
    /// 批准人.
    pub approved_by: String,
}
