//! Why a workbook cannot be patched, in words for the person who sent it.

use std::fmt;

use crate::office::OfficeError;
use crate::source::CellRef;

/// Why a workbook was left alone. None of these means that the file is bad for its owner: only that a
/// change could not be made without touching more than was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatchError {
    /// The bytes are no zip container with a workbook of XML parts in it (xls, ods, xlsb, csv ...).
    NotAWorkbook,
    /// A digital signature, which any change would break.
    Signed,
    /// A workbook that several people share, with a log of revisions that lists its sheets.
    Shared,
    /// The strict variant of the format, with names of its own for everything.
    Strict,
    /// A template: its copy would be no workbook.
    Template,
    /// There is no worksheet of this name.
    NoSheet(String),
    /// There is a sheet of this name already.
    SheetExists(String),
    /// The text of a cell with a formula was to be replaced.
    Formula {
        /// The sheet.
        sheet: String,
        /// The cell.
        cell: CellRef,
    },
    /// A container that no reader takes either.
    Refused(OfficeError),
    /// A part that is not as the format wants it, and which no edit would make better.
    Odd {
        /// The name of the part.
        part: String,
        /// What was met there.
        reason: String,
    },
}

impl PatchError {
    pub(super) fn odd(part: &str, reason: impl fmt::Display) -> Self {
        Self::Odd { part: part.to_owned(), reason: reason.to_string() }
    }
}

impl From<OfficeError> for PatchError {
    fn from(error: OfficeError) -> Self {
        match error {
            OfficeError::NoContainer(_) => Self::NotAWorkbook,
            OfficeError::Broken { part, reason } => Self::Odd { part, reason },
            refused => Self::Refused(refused),
        }
    }
}

impl std::error::Error for PatchError {}

impl fmt::Display for PatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAWorkbook => f.write_str("不是 xlsx 工作簿"),
            Self::Signed => f.write_str("文件有数字签名，改动会使签名失效"),
            Self::Shared => f.write_str("文件是多人共享的工作簿，带修订记录"),
            Self::Strict => f.write_str("文件是“严格开放 XML”格式，请另存为普通的 xlsx"),
            Self::Template => f.write_str("文件是模板，不是工作簿，请另存为 xlsx"),
            Self::NoSheet(name) => write!(f, "没有名为“{name}”的工作表"),
            Self::SheetExists(name) => write!(f, "已有名为“{name}”的工作表"),
            Self::Formula { sheet, cell } => {
                write!(f, "{sheet}!{cell} 是公式，不能直接改成文字")
            }
            Self::Refused(error) => error.fmt(f),
            Self::Odd { part, reason } => {
                write!(f, "文件内部不合规范（{part}：{reason}），请用 WPS 或 Excel 另存一份")
            }
        }
    }
}
