//! By what the kind of power of duties is known, where no column of theirs says it.

use crate::source::CellRef;

/// Where a kind of power is named that holds for a whole list, the nearest place first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PowerPlace {
    /// The heading of a column: 行政处罚事项.
    Heading,
    /// A title above the table.
    Title,
    /// The name of the sheet.
    Sheet,
    /// The name of the file.
    File,
}

impl PowerPlace {
    /// What it is called in reports.
    pub fn label(self) -> &'static str {
        match self {
            Self::Heading => "栏名",
            Self::Title => "表题",
            Self::Sheet => "工作表名",
            Self::File => "文件名",
        }
    }
}

/// What is named of the kind of power of a whole list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PowerTold {
    /// The kind; `None` where several are named, and it is not known which a duty is of.
    pub kind: Option<&'static str>,
    /// Where it is named.
    pub place: PowerPlace,
    /// The cell with these words; the first one of the table where they stand on no sheet.
    pub at: CellRef,
    /// The words.
    pub words: String,
    /// Whether the words say so outright, and it is not taken from them.
    pub outright: bool,
}

/// What the rows between those of duties say of the kind of power of the ones below them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PowerOfGroup {
    /// None above the row names a kind.
    #[default]
    Untold,
    /// The one that holds for the row names this kind.
    Kind(&'static str, CellRef),
    /// One above the row named a kind, and another one of its rank has ended that.
    Ended,
}
