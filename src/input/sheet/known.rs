//! What the reader asks of domains and their items. Whoever calls it answers.

use std::fmt::Debug;

/// The name under which rows of no domain are kept.
pub const OPEN_DOMAIN: &str = "未定领域";

/// What is known of domains and their items.
pub trait Domains: Debug + Send + Sync {
    /// The domain that a text names and nothing else.
    fn named(&self, text: &str) -> Option<&str>;
    /// The one domain that a title, or the name of a file or a sheet, speaks of.
    fn mentioned(&self, text: &str) -> Option<&str>;
    /// The only domain whose guideline has items under this name.
    fn group(&self, name: &str) -> Option<&str>;
    /// The item that these names surely stand for: in one domain, or the only one of all domains.
    fn item(&self, names: &[&str], domain: Option<&str>) -> Option<ItemMatch>;
}

/// An item of a guideline that a row stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemMatch {
    /// The name of its domain.
    pub domain: String,
    /// Its code.
    pub code: String,
    /// By what it was found.
    pub how: MatchKind,
    /// How alike the names are, from 0 to 1.
    pub score: f64,
}

/// By what an item was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchKind {
    /// All its names are the same.
    Names,
    /// Its last name is the same, and no other item has it.
    LastName,
    /// Its names are alike.
    Alike,
}

impl MatchKind {
    /// The word in reports.
    pub fn label(self) -> &'static str {
        match self {
            Self::Names => "名称相同",
            Self::LastName => "末级名称相同",
            Self::Alike => "名称相似",
        }
    }
}
