//! Why a file could not be read, in words for the person who sent it.

use std::fmt;

use super::{FileFormat, FileKind};
use crate::office::OfficeError;

/// What passed its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Bytes of the file.
    FileBytes,
    /// Sheets or tables.
    Sheets,
    /// Rows of a sheet.
    Rows,
    /// Columns of a sheet.
    Columns,
    /// Cells with something in them.
    Cells,
    /// The rectangle around the cells of an old workbook.
    Area,
    /// Merged ranges.
    Merges,
    /// Text of one cell.
    CellText,
    /// Text of all cells.
    Text,
    /// Tables inside each other.
    TableDepth,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// The file is something else than tables; the kind says what.
    NotATable(FileKind),
    /// The file is JSON, which the reader of `catalogue.json` takes.
    Json,
    /// A document without a table in it.
    NoTable(FileFormat),
    /// The container or one of its parts is refused.
    Office(OfficeError),
    /// A limit was passed, perhaps at a place (`表1!XFD1048576`).
    TooLarge {
        /// What was too large.
        what: Limit,
        /// The largest value that is accepted.
        limit: u64,
        /// Where.
        at: Option<String>,
    },
    /// The file is damaged; the reason is the reader's own.
    Broken {
        /// What the file seems to be.
        format: FileFormat,
        /// What the reader stumbled over.
        reason: String,
    },
    /// The file is locked with a password.
    Encrypted,
    /// No encoding goes by this name.
    UnknownEncoding(String),
}

impl ReadError {
    /// A damaged file and the reader's reason.
    pub(in crate::input) fn broken(format: FileFormat, reason: impl fmt::Display) -> Self {
        Self::Broken { format, reason: reason.to_string() }
    }

    /// The same error, which says of a damaged container what the file seems to be.
    pub(super) fn of_a(self, format: FileFormat) -> Self {
        match self {
            Self::Office(OfficeError::NoContainer(reason)) => Self::Broken { format, reason },
            Self::Office(OfficeError::Broken { part, reason }) if part.is_empty() => {
                Self::Broken { format, reason }
            }
            Self::Office(OfficeError::Broken { part, reason }) => {
                Self::Broken { format, reason: format!("{part}：{reason}") }
            }
            other => other,
        }
    }

    /// The same error with the place, when it has none yet.
    pub(in crate::input) fn at(mut self, place: impl FnOnce() -> String) -> Self {
        if let Self::TooLarge { at: at @ None, .. } = &mut self {
            *at = Some(place());
        }
        self
    }
}

impl From<OfficeError> for ReadError {
    fn from(error: OfficeError) -> Self {
        Self::Office(error)
    }
}

impl std::error::Error for ReadError {}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotATable(kind) => f.write_str(not_a_table(*kind)),
            Self::Json => {
                f.write_str("这是 JSON 文件，不是表格；目录的 catalogue.json 请作为目录读取")
            }
            Self::NoTable(format) => {
                write!(f, "{format}里没有找到表格；请确认发来的是含有目录表的那个文件")
            }
            Self::TooLarge { what, limit, at } => too_large(f, *what, *limit, at.as_deref()),
            Self::Office(error) => error.fmt(f),
            Self::Broken { format, reason } => write!(
                f,
                "文件看起来是{format}，但已损坏或不完整，读不下去（{reason}）；请用 WPS 或 Office 打开后另存一份再试"
            ),
            Self::Encrypted => f.write_str(not_a_table(FileKind::Encrypted)),
            Self::UnknownEncoding(label) => {
                write!(f, "不认识编码“{label}”；常用的有 utf-8、gb18030、utf-16le、big5")
            }
        }
    }
}

fn not_a_table(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Encrypted => {
            "文件有打开密码，无法读取；请用 WPS 或 Office 打开，取消密码后另存为 xlsx"
        }
        FileKind::OldWord => {
            "这是旧版 Word 文件（doc、wps），无法读取；请用 WPS 或 Word 打开，另存为 docx"
        }
        FileKind::RichText => "这是 RTF 文件，无法读取；请用 WPS 或 Word 打开，另存为 docx",
        FileKind::Slides => "这是演示文稿，不是表格；请把其中的表复制到工作簿，存为 xlsx",
        FileKind::Pdf => {
            "这是 PDF 文件，无法可靠地读出表格；请向发送者要原来的 xlsx 或 docx，或用 WPS 把 PDF 转为 xlsx 并核对后再用"
        }
        FileKind::Picture => "这是图片，读不出文字；请向发送者要原来的 xlsx 或 docx",
        FileKind::Archive => "这是压缩包，不是办公文件；请先解压，再逐个读取里面的文件",
        FileKind::XmlOffice => {
            "这是 XML 形式的办公文件，无法读取；请用 WPS 或 Office 打开，另存为 xlsx 或 docx"
        }
        FileKind::Ofd => "这是 OFD 版式文件，无法可靠地读出表格；请向发送者要原来的 xlsx 或 docx",
        FileKind::OpenText => "这是 OpenDocument 文字文件（odt），无法读取；请另存为 docx",
        FileKind::Empty => "文件是空的，一个字节也没有；请向发送者重新要一份",
        FileKind::OleOther => {
            "这是旧式 Office 复合文件，但里面没有工作簿；请用 WPS 或 Office 打开，另存为 xlsx 或 docx"
        }
        FileKind::Unknown | FileKind::Readable(_) => {
            "认不出这是什么文件；能读的有 xlsx、xls、et、ods、csv、docx 和网页，请另存为其中一种"
        }
    }
}

fn too_large(f: &mut fmt::Formatter<'_>, what: Limit, limit: u64, at: Option<&str>) -> fmt::Result {
    if let Some(at) = at {
        write!(f, "{at}：")?;
    }
    let mb = limit >> 20;
    match what {
        Limit::FileBytes => write!(f, "文件超过 {mb} MB，太大了；请删去图片，或按领域拆成几个文件"),
        Limit::Sheets => write!(f, "表超过 {limit} 张，太多了；请拆成几个文件"),
        Limit::Rows => {
            write!(f, "这里有内容，但只读前 {limit} 行；多半是误填，请删除后重存，或拆成几张表")
        }
        Limit::Columns => write!(f, "这里有内容，但只读前 {limit} 列；多半是误填，请删除后重存"),
        Limit::Cells => write!(f, "有内容的单元格超过 {limit} 个，太多了；请拆成几个文件"),
        Limit::Area => write!(
            f,
            "内容散布的范围超过 {limit} 格，多半有误填的远处单元格；请删去，或另存为 xlsx 再试"
        ),
        Limit::Merges => write!(f, "合并单元格超过 {limit} 处，太多了；请拆成几个文件"),
        Limit::CellText => {
            write!(f, "一格的文字超过 {limit} 字节，太长了；请检查引号是否配对，或把内容拆成多行")
        }
        Limit::Text => write!(f, "文字总量超过 {mb} MB，太多了；请拆成几个文件"),
        Limit::TableDepth => write!(f, "表中套表超过 {limit} 层，已拒绝读取；请把里面的表单独放"),
    }
}
