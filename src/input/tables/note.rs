//! What a reader wants people to know about a file that it could read.

use std::fmt;

use crate::source::CellRef;

/// Something that was guessed, left out, or not to be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadNote {
    /// The encoding of a text.
    Encoding {
        /// Its name, such as `GB18030`.
        name: &'static str,
        /// Whether it was guessed, and not told by a mark, a declaration or the user.
        guessed: bool,
    },
    /// Characters that the encoding could not give; they stand as U+FFFD.
    Undecodable {
        /// How many.
        count: usize,
    },
    /// The code page of an old workbook was missing or plainly wrong, so 936 (GBK) was taken.
    CodePage,
    /// Formulas without a stored result, as some programs write them: the cells read as empty.
    FormulaWithoutValue {
        /// The sheet.
        sheet: String,
        /// The first of them.
        cell: CellRef,
        /// How many.
        count: usize,
    },
    /// Cells that the reader of the format could not make out.
    Unreadable {
        /// The sheet.
        sheet: String,
        /// How many.
        count: usize,
    },
    /// A table inside a cell of another one; it became a sheet of its own.
    NestedTable {
        /// The sheet of the outer table.
        outer: String,
        /// The cell that it stood in.
        cell: CellRef,
        /// The sheet that it became.
        inner: String,
    },
    /// A cell that claims to cover more than a sheet can have; the span was cut.
    SpanCut {
        /// The sheet.
        sheet: String,
        /// The cell.
        cell: CellRef,
    },
    /// A quotation mark in a CSV file that is never closed; it was read as a plain character.
    UnclosedQuote {
        /// The row, counted from 0.
        row: u32,
    },
    /// Rows or cells that tracked changes had deleted; they were left out.
    DeletedByRevision {
        /// The sheet.
        sheet: String,
        /// How many.
        count: usize,
    },
    /// A sheet that holds no cells (a chart or a macro sheet).
    NotASheet {
        /// Its name.
        name: String,
    },
}

impl fmt::Display for ReadNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encoding { name, guessed: true } => {
                write!(f, "编码按 {name} 读取（推断）；若有乱码，请用 --encoding 指定")
            }
            Self::Encoding { name, guessed: false } => write!(f, "编码按 {name} 读取"),
            Self::Undecodable { count } => {
                write!(f, "有 {count} 个字符无法解码，显示为 �；请核对编码，可用 --encoding 指定")
            }
            Self::CodePage => f.write_str("旧工作簿没有标明（或标错）代码页，按 936（GBK）读取"),
            Self::FormulaWithoutValue { sheet, cell, count } => write!(
                f,
                "{sheet}!{cell}{} 是公式但没有存结果，读作空格；请用 WPS 或 Excel 打开后保存一次",
                more(*count)
            ),
            Self::Unreadable { sheet, count } => {
                write!(f, "{sheet}：有 {count} 个单元格读不出来，请打开原文件核对")
            }
            Self::NestedTable { outer, cell, inner } => {
                write!(f, "{outer}!{cell} 里还套着一张表，单独读作“{inner}”")
            }
            Self::SpanCut { sheet, cell } => {
                write!(f, "{sheet}!{cell} 声明合并的范围过大，已按上限截断")
            }
            Self::UnclosedQuote { row } => {
                write!(f, "第 {} 行的引号没有配对，按普通字符读取", u64::from(*row) + 1)
            }
            Self::DeletedByRevision { sheet, count } => {
                write!(f, "{sheet}：有 {count} 处修订中已删除的行或格，未读取")
            }
            Self::NotASheet { name } => write!(f, "“{name}”是图表或宏，没有单元格，未读取"),
        }
    }
}

fn more(count: usize) -> String {
    if count > 1 { format!(" 等 {count} 格") } else { String::new() }
}
