//! 比对: what differs between two catalogues, item by item and field by field.
//!
//! Both sides are brought into one form, an [`Edition`]; items are paired by code, else by names, else
//! by likeness; then each pair is compared. White space, width and separators are no difference, as in
//! merging. This module reads no files, and does not decide how a difference is shown.

mod compare;
mod edition;
mod order;
mod pairs;
mod reasons;

pub use compare::compare;
pub use edition::{Edition, EditionDomain, EditionItem};
pub use reasons::Reasons;

use crate::model::Code;

/// What differs between two catalogues.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diff {
    /// The older side.
    pub old: Title,
    /// The newer side.
    pub new: Title,
    /// The items that differ: by domain, in the order of the newer side, then those taken out.
    pub items: Vec<ItemChange>,
    /// How many items are the same.
    pub same: usize,
}

impl Diff {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// How many items have a change of this kind. An item may be counted under several kinds.
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.items.iter().filter(|item| item.has(kind)).count()
    }
}

/// What a side is called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Title {
    /// 名称 of the body, or of the file.
    pub name: String,
    /// 版本.
    pub version: Option<String>,
    /// 日期.
    pub date: Option<String>,
    /// How many items it has.
    pub items: usize,
}

/// An item that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemChange {
    /// Number of the domain; empty for one that no guideline knows.
    pub number: String,
    /// Name of the domain.
    pub domain: String,
    /// The code, from the newer side where it has one.
    pub code: Option<Code>,
    /// The names: those of the newer side, or of the older one for an item that was taken out.
    pub names: Vec<String>,
    /// How the two rows were recognised as one item; `None` for 新增 and 删除.
    pub matched: Option<MatchedBy>,
    /// What differs. All fields, for an item that stands on one side only.
    pub changes: Vec<Change>,
    /// 理由 of an item that was added or taken out.
    pub reason: Option<String>,
}

impl ItemChange {
    /// Whether there is a change of this kind.
    pub fn has(&self, kind: ChangeKind) -> bool {
        self.changes.iter().any(|change| change.kind == kind)
    }

    /// 新增 or 删除, for an item that stands on one side only.
    pub fn whole(&self) -> Option<ChangeKind> {
        let whole = [ChangeKind::Added, ChangeKind::Removed];
        whole.into_iter().find(|kind| self.has(*kind))
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What kind.
    pub kind: ChangeKind,
    /// 栏目: the heading of the field.
    pub heading: String,
    /// 原内容; empty for what is new.
    pub old: String,
    /// 现内容; empty for what is gone.
    pub new: String,
    /// 理由, where an adjustment of the newer side gave one.
    pub reason: Option<String>,
}

impl Change {
    /// Whether both tell of the same texts: a name that is both changed and moved.
    pub fn is_same_text(&self, other: &Self) -> bool {
        (&self.heading, &self.old, &self.new) == (&other.heading, &other.old, &other.new)
    }
}

/// 变更类型.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// 新增: only the newer side has the item.
    Added,
    /// 删除: only the older side has it.
    Removed,
    /// 修改: a field says something else.
    Modified,
    /// 改名: the last name is another one.
    Renamed,
    /// 移动: another place in the order, another 一级事项, or another domain.
    Moved,
}

impl ChangeKind {
    /// All kinds.
    pub const ALL: [Self; 5] =
        [Self::Added, Self::Removed, Self::Modified, Self::Renamed, Self::Moved];

    /// The Chinese word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Added => "新增",
            Self::Removed => "删除",
            Self::Modified => "修改",
            Self::Renamed => "改名",
            Self::Moved => "移动",
        }
    }

    /// The name in machine formats.
    pub fn id(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Modified => "modified",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
        }
    }
}

/// How two rows were recognised as one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchedBy {
    /// The same 编码.
    Code,
    /// The same names.
    Names,
    /// Names or contents that are alike; a person should look.
    Likeness,
}

impl MatchedBy {
    /// The name in machine formats.
    pub fn id(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Names => "names",
            Self::Likeness => "likeness",
        }
    }
}
