//! 公开层级: the levels of government at which an item is disclosed.

use std::fmt;

/// A level of government.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AdminLevel {
    /// 国家.
    National,
    /// 省级.
    Province,
    /// 市级.
    City,
    /// 县级, also 区级 and 县区级.
    County,
    /// 乡级, also 镇级, 街道 and 镇街级.
    Town,
    /// 村级, also 社区.
    Village,
}

impl AdminLevel {
    /// All levels, from the top down.
    pub const ALL: [Self; 6] =
        [Self::National, Self::Province, Self::City, Self::County, Self::Town, Self::Village];

    /// The standard name.
    pub fn label(self) -> &'static str {
        match self {
            Self::National => "国家",
            Self::Province => "省级",
            Self::City => "市级",
            Self::County => "县级",
            Self::Town => "乡级",
            Self::Village => "村级",
        }
    }

    /// The level with this standard name.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.label() == label)
    }
}

impl fmt::Display for AdminLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// The levels of one item, from the top down, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Levels(Vec<AdminLevel>);
