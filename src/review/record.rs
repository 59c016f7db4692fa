//! 意见采纳.yaml: who answered, every opinion, and what was decided on it.

use std::collections::BTreeMap;

use super::{Answer, Opinion};
use crate::input::yaml::Node;
use crate::model::{Code, DropReason, Field};
use crate::source::{FileId, Location};

/// What is known of the answers so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// 免征求理由: why nobody was asked, where that was decided.
    pub waived: Option<String>,
    /// 未反馈: units that did not answer, and why the catalogue goes on without them.
    pub excused: Vec<Excused>,
    /// The forms that came back.
    pub replies: Vec<Reply>,
    /// The opinions, by number.
    pub opinions: Vec<Recorded>,
}

/// Units that did not answer, and why that is let pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excused {
    /// The units.
    pub units: Vec<String>,
    /// Why.
    pub reason: String,
}

/// A form that came back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reply {
    /// Who answered.
    pub unit: String,
    /// The name of the file.
    pub file: String,
    /// The fingerprint of the draft that it is about.
    pub fingerprint: Option<String>,
    /// The day on which it was read.
    pub date: String,
    /// Codes of the items that were agreed to.
    pub agreed: Vec<String>,
    /// How many items have no answer.
    pub blank: usize,
    /// What is written at the foot.
    pub foot: Vec<(String, String)>,
}

impl Record {
    /// Whether a unit has answered.
    pub fn has_answered(&self, unit: &str) -> bool {
        self.replies.iter().any(|reply| reply.unit == unit)
    }

    /// Why a unit need not answer; `None` where nothing is said of it.
    pub fn excuse(&self, unit: &str) -> Option<&str> {
        let named = self.excused.iter().find(|excused| excused.units.iter().any(|u| u == unit));
        named.map(|excused| excused.reason.as_str()).filter(|reason| !reason.trim().is_empty())
    }

    /// Calls items by the codes that they have now; says how many places that changed.
    pub fn move_codes(&mut self, codes: &BTreeMap<String, String>) -> usize {
        let mut moved = 0;
        for code in self.replies.iter_mut().flat_map(|reply| &mut reply.agreed) {
            if let Some(now) = codes.get(code) {
                code.clone_from(now);
                moved += 1;
            }
        }
        for code in self.opinions.iter_mut().filter_map(|known| known.opinion.code.as_mut()) {
            if let Some(now) = codes.get(code.as_str()).and_then(|now| Code::parse(now)) {
                *code = now;
                moved += 1;
            }
        }
        moved
    }
}

impl Reply {
    /// Whether the form says anything at all.
    pub fn is_empty(&self, opinions: usize) -> bool {
        self.agreed.is_empty() && opinions == 0
    }
}

/// An opinion with what was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Given once, never changed: the table of decisions refers to it.
    pub number: usize,
    /// The opinion.
    pub opinion: Opinion,
    /// What was decided.
    pub decision: Adoption,
    /// Why.
    pub why: String,
    /// What the field is to read, when the opinion is adopted in part.
    pub final_text: String,
    /// Where the change was written.
    pub written: String,
    /// Where the opinion stands: in its form, or in the record.
    pub location: Location,
}

/// What was decided on an opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Adoption {
    /// 未定.
    #[default]
    Open,
    /// 采纳.
    Adopted,
    /// 部分采纳.
    Partly,
    /// 不采纳.
    Refused,
    /// 不处理: let stand without an answer, for a reason.
    Waived,
}

impl Adoption {
    /// Every decision.
    pub const ALL: [Self; 5] =
        [Self::Open, Self::Adopted, Self::Partly, Self::Refused, Self::Waived];
    /// The words, as a drop-down lists them.
    pub const LABELS: [&'static str; 5] = ["未定", "采纳", "部分采纳", "不采纳", "不处理"];

    /// The Chinese word.
    pub fn label(self) -> &'static str {
        Self::LABELS[self as usize]
    }

    /// Whether whoever decides so has to say why.
    pub fn needs_reason(self) -> bool {
        matches!(self, Self::Partly | Self::Refused | Self::Waived)
    }

    /// The decision for a word.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.label() == label)
    }
}

impl Recorded {
    /// Whether the change is to be made.
    pub fn is_adopted(&self) -> bool {
        matches!(self.decision, Adoption::Adopted | Adoption::Partly)
    }

    /// Whether the opinion may still have a say.
    pub fn is_active(&self) -> bool {
        self.decision == Adoption::Open || self.is_adopted()
    }

    /// What the field is to read.
    pub fn effective_text(&self) -> &str {
        if self.decision == Adoption::Partly { &self.final_text } else { &self.opinion.text }
    }

    /// What is missing before the catalogue can be submitted; `None` when the opinion is answered.
    pub fn unanswered(&self) -> Option<&'static str> {
        match self.decision {
            Adoption::Open => Some("还没有定采纳不采纳"),
            decision if decision.needs_reason() && self.why.trim().is_empty() => Some("没有写理由"),
            Adoption::Adopted | Adoption::Partly if self.written.is_empty() => {
                Some("采纳了，还没有写进调整")
            }
            _ => None,
        }
    }
}

/// The record in the checked tree of a file.
pub fn decode_record(node: &Node, file: FileId) -> Record {
    let list = |key: &str| node.get(key).map_or(&[][..], Node::elements);
    let opinions = list("意见").iter().enumerate();
    Record {
        waived: node.text("免征求理由").map(str::to_owned),
        excused: list("未反馈").iter().map(excused).collect(),
        replies: list("反馈").iter().map(reply).collect(),
        opinions: opinions.map(|(at, node)| recorded(at, node, file)).collect(),
    }
}

fn text(node: &Node, key: &str) -> String {
    node.text(key).unwrap_or_default().to_owned()
}

fn excused(node: &Node) -> Excused {
    let units = node.texts("单位").into_iter().map(str::to_owned).collect();
    Excused { units, reason: text(node, "理由") }
}

fn reply(node: &Node) -> Reply {
    let foot = node.get("签署").map_or(&[][..], Node::entries);
    let value = |node: &Node| node.scalar().unwrap_or_default().to_owned();
    Reply {
        unit: text(node, "单位"),
        file: text(node, "表"),
        fingerprint: node.text("草案指纹").map(str::to_owned),
        date: text(node, "读入日期"),
        agreed: node.texts("同意").into_iter().map(str::to_owned).collect(),
        blank: node.text("空着").and_then(|n| n.parse().ok()).unwrap_or(0),
        foot: foot.iter().map(|(key, node)| (key.text.to_string(), value(node))).collect(),
    }
}

fn recorded(at: usize, node: &Node, file: FileId) -> Recorded {
    let opinion = Opinion {
        unit: text(node, "单位"),
        code: node.text("编码").and_then(Code::parse),
        item: text(node, "事项"),
        answer: node.text("意见").and_then(Answer::from_word).unwrap_or(Answer::Change),
        field: node.text("栏目").and_then(Field::from_heading),
        reason: node.text("删除理由").and_then(DropReason::from_label),
        text: text(node, "内容"),
        basis: text(node, "依据"),
        note: text(node, "备注"),
        file: text(node, "表"),
        cell: text(node, "格"),
    };
    Recorded {
        number: node.text("号").and_then(|n| n.parse().ok()).unwrap_or(at + 1),
        opinion,
        decision: node.text("决定").and_then(Adoption::from_label).unwrap_or_default(),
        why: text(node, "决定理由"),
        final_text: text(node, "采纳后内容"),
        written: text(node, "写入"),
        location: Location::span(file, node.span),
    }
}
