//! Why a container or one of its parts is refused, in words for the person who sent it.

use std::fmt;

/// What passed its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficeLimit {
    /// Parts of the container.
    Parts,
    /// Inflated bytes of one part.
    PartBytes,
    /// Inflated bytes of all parts.
    TotalBytes,
    /// Inflated against packed bytes.
    Ratio,
    /// Shared strings of a workbook.
    StringTable,
    /// Elements inside each other.
    Depth,
}

/// Why a container or a part is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfficeError {
    /// A limit was passed, perhaps by a part.
    TooLarge {
        /// What was too large.
        what: OfficeLimit,
        /// The largest value that is accepted.
        limit: u64,
        /// The name of the part.
        at: Option<String>,
    },
    /// XML with a document type declaration, which no office file has.
    DocumentType,
    /// The bytes are no zip container, or a damaged one; the reason is the reader's own.
    NoContainer(String),
    /// A part that is damaged, or not as the format wants it.
    Broken {
        /// The name of the part, where it is known.
        part: String,
        /// What was met there.
        reason: String,
    },
}

impl OfficeError {
    /// A part that is not as it should be, and what was met there.
    pub(crate) fn broken(part: &str, reason: impl fmt::Display) -> Self {
        Self::Broken { part: part.to_owned(), reason: reason.to_string() }
    }

    /// The same error with the name of the part, when it has none yet.
    pub(crate) fn at(mut self, name: &str) -> Self {
        match &mut self {
            Self::TooLarge { at: at @ None, .. } => *at = Some(name.to_owned()),
            Self::Broken { part, .. } if part.is_empty() => name.clone_into(part),
            _ => {}
        }
        self
    }
}

impl std::error::Error for OfficeError {}

impl fmt::Display for OfficeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { what, limit, at } => {
                if let Some(at) = at {
                    write!(f, "{at}：")?;
                }
                too_large(f, *what, *limit)
            }
            Self::DocumentType => f.write_str(
                "文件里有 XML 实体声明，正常的办公文件没有，可能有害，已拒绝读取；请向发送者核实，用 WPS 或 Excel 另存为 xlsx 再试",
            ),
            Self::NoContainer(reason) => write!(f, "压缩容器打不开（{reason}）"),
            Self::Broken { part, reason } => write!(f, "文件内部不合规范（{part}：{reason}）"),
        }
    }
}

fn too_large(f: &mut fmt::Formatter<'_>, what: OfficeLimit, limit: u64) -> fmt::Result {
    let mb = limit >> 20;
    match what {
        OfficeLimit::Parts => {
            write!(f, "压缩容器里的部件超过 {limit} 个，不像正常的办公文件，已拒绝读取")
        }
        OfficeLimit::PartBytes => write!(
            f,
            "解压后超过 {mb} MB，不像正常的办公文件，已拒绝读取；若是真表，请拆成几个文件"
        ),
        OfficeLimit::TotalBytes => {
            write!(f, "各部件解压后合计超过 {mb} MB，已拒绝读取；请拆成几个文件")
        }
        OfficeLimit::Ratio => {
            write!(f, "解压后膨胀到 {limit} 倍以上，像是压缩炸弹，已拒绝读取；请向发送者核实")
        }
        OfficeLimit::StringTable => {
            write!(f, "工作簿的文字总表超过 {mb} MB，太大了；请拆成几个文件")
        }
        OfficeLimit::Depth => write!(f, "内部嵌套超过 {limit} 层，不像正常的办公文件，已拒绝读取"),
    }
}
