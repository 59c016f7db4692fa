//! 征求意见: what departments are asked, what they answer, and what becomes of their answers.
//!
//! Forms go out ([`groups`] says who gets which items), come back filled in ([`read`]), are kept in a
//! record that says what was decided on each opinion ([`Record`]), and those that are adopted become
//! adjustments ([`adopt`]). This module knows tables of cells and YAML trees, but not how forms are laid
//! out, and it never opens a file.

mod adopt;
mod decision;
mod group;
mod in_place;
mod looser;
mod origin;
mod read;
mod record;
mod settle;
mod understand;
mod value;
pub mod words;
mod write;

pub use adopt::{Adopted, Overlay, adopt};
pub use decision::{Decided, read_decisions};
pub use group::{By, Group, groups};
pub use in_place::InPlace;
pub use looser::looser;
pub use origin::Origins;
pub use read::{Filled, FilledRow, NotAForm, read};
pub use record::{Adoption, Excused, Record, Recorded, Reply, decode_record};
pub use settle::{Contradiction, contradictions, take_in};
pub use understand::{Understood, understand};

use crate::model::{Code, DropReason, Field};

/// 部门意见 on one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// 同意.
    Agree,
    /// 修改: one field is to read otherwise.
    Change,
    /// 删除: the item is to be left out.
    Delete,
    /// 不属本部门: another department has to answer.
    NotOurs,
    /// 新增: an item is missing.
    Add,
}

impl Answer {
    /// Every answer, in the order of the drop-down.
    pub const ALL: [Self; 5] = [Self::Agree, Self::Change, Self::Delete, Self::NotOurs, Self::Add];

    /// The word in forms.
    pub fn label(self) -> &'static str {
        match self {
            Self::Agree => "同意",
            Self::Change => "修改",
            Self::Delete => "删除",
            Self::NotOurs => "不属本部门",
            Self::Add => "新增",
        }
    }

    /// The answer for a word, also as people shorten it.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = crate::model::fold::name(word);
        match word.as_str() {
            "无意见" | "没有意见" | "同意公开" | "√" => Some(Self::Agree),
            "建议修改" => Some(Self::Change),
            "建议删除" => Some(Self::Delete),
            "不属于本部门" | "非本部门" | "不属我局" | "不属本单位" => {
                Some(Self::NotOurs)
            }
            "建议新增" | "增加" => Some(Self::Add),
            _ => Self::ALL.into_iter().find(|answer| answer.label() == word),
        }
    }
}

/// One opinion of one department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// Who holds it.
    pub unit: String,
    /// The item; `None` for 新增.
    pub code: Option<Code>,
    /// The names of the item, or what is written where it has none.
    pub item: String,
    /// What is to become of it.
    pub answer: Answer,
    /// 修改栏目.
    pub field: Option<Field>,
    /// Why the item is to be left out, for 删除.
    pub reason: Option<DropReason>,
    /// 修改后内容.
    pub text: String,
    /// 依据.
    pub basis: String,
    /// 备注.
    pub note: String,
    /// The file in which it stands.
    pub file: String,
    /// Sheet and cell.
    pub cell: String,
}

impl Opinion {
    /// Where it stands: file, sheet and cell.
    pub fn place(&self) -> String {
        format!("{} {}", self.file, self.cell)
    }

    /// The opinion in one cell: 修改 公开时限：….
    pub fn summary(&self) -> String {
        let mut text = self.answer.label().to_owned();
        if let Some(field) = self.field {
            text.push_str(&format!(" {field}"));
        }
        if let Some(reason) = self.reason {
            text.push_str(&format!("（{}）", reason.label()));
        }
        for (label, part) in [("", &self.text), ("依据：", &self.basis), ("备注：", &self.note)]
        {
            if !part.is_empty() {
                text.push_str(&format!("\n{label}{part}"));
            }
        }
        text
    }

    /// Whether two opinions, written in the same form, are about the same thing.
    pub fn same_matter(&self, other: &Self) -> bool {
        self.unit == other.unit
            && self.file == other.file
            && self.code == other.code
            && self.item == other.item
            && self.field == other.field
    }
}
