//! Documents in the layout of 公文 (GB/T 9704): a small writer of WordprocessingML.
//!
//! Written here and not with docx-rs: what is needed is paragraphs and one plain table, and that crate
//! brings an image library with it. The module knows nothing of catalogues: a [`Document`] is a list of
//! paragraphs, each with its rank.

mod body;
mod parts;
mod tables;

pub use tables::tables;

use crate::layout::FontProfile;
use crate::office::container::NewContainer;
use crate::office::relations::{self, full_kind};
use crate::office::{OfficeError, content_types};

/// A document.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// 发文字号 and 签发人: stands above the title. None where the document gets no number.
    pub number: Option<String>,
    /// The title, also of the file.
    pub title: String,
    /// Who makes it.
    pub office: String,
    /// The time of creation, `2020-09-30`: fixed, so that the same input gives the same bytes.
    pub date: Option<String>,
    /// What tells a printed page from those of another version: stands at the foot of every page.
    pub identity: String,
    /// 草稿: stamped on every page.
    pub draft: bool,
    /// The fonts.
    pub fonts: FontProfile,
    /// The paragraphs.
    pub blocks: Vec<Block>,
}

/// A paragraph or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// 主送机关: flush left, before the text.
    Recipient(String),
    /// A heading of the first rank. The number 一、 is put before it.
    Heading(String),
    /// A heading of the second rank. The number （一） is put before it.
    Subheading(String),
    /// A paragraph of the text, or of the third rank where it begins with 1. and so on.
    Text(String),
    /// A table: headings with their shares of the width, and rows.
    Table(Vec<(String, u32)>, Vec<Vec<String>>),
    /// 附件：…, one a line.
    Attachments(Vec<String>),
    /// 署名 and date, at the right.
    Signature(String, String),
    /// A note behind the date, in brackets: （联系人：…）.
    Note(String),
}

/// Why a document cannot be written. The text is for the user.
#[derive(Debug, thiserror::Error)]
#[error("文档做不出来：{0}")]
pub struct DocxError(#[from] OfficeError);

/// The parts of the text, as content types and relations call them. The relations of the first to the
/// others are numbered in this order: the page of the text names `rId3` and `rId4`.
const WORD_PARTS: [(&str, &str); 5] = [
    ("word/document.xml", "document.main"),
    ("word/styles.xml", "styles"),
    ("word/settings.xml", "settings"),
    ("word/header1.xml", "header"),
    ("word/footer1.xml", "footer"),
];
const CORE_PROPERTIES: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

impl Document {
    /// Writes the document.
    ///
    /// # Errors
    /// When the package cannot be put together.
    pub fn write(&self) -> Result<Vec<u8>, DocxError> {
        self.package(&body::document(self))
    }

    /// The package with this text.
    fn package(&self, text: &str) -> Result<Vec<u8>, DocxError> {
        let parts = [
            (content_types::PART, types()),
            ("_rels/.rels", package_relations()),
            ("docProps/core.xml", parts::core(self)),
            ("docProps/app.xml", parts::APP.to_owned()),
            ("word/_rels/document.xml.rels", document_relations()),
            ("word/document.xml", text.to_owned()),
            ("word/styles.xml", parts::styles(self.fonts)),
            ("word/settings.xml", parts::SETTINGS.to_owned()),
            ("word/header1.xml", parts::header(self)),
            ("word/footer1.xml", parts::footer(self)),
        ];
        let mut container = NewContainer::new();
        for (name, text) in parts {
            container.add(name, text.as_bytes())?;
        }
        Ok(container.finish()?)
    }
}

fn types() -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let types = WORD_PARTS.map(|(name, kind)| (name, format!("{word}.{kind}+xml")));
    let core = "application/vnd.openxmlformats-package.core-properties+xml";
    let app = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    let properties = [("docProps/core.xml", core), ("docProps/app.xml", app)];
    let types = types.iter().map(|(name, kind)| (*name, kind.as_str()));
    content_types::new(types.chain(properties))
}

fn package_relations() -> String {
    relations::new([
        (full_kind("officeDocument"), "word/document.xml"),
        (CORE_PROPERTIES.to_owned(), "docProps/core.xml"),
        (full_kind("extended-properties"), "docProps/app.xml"),
    ])
}

fn document_relations() -> String {
    let named = WORD_PARTS.iter().skip(1);
    relations::new(named.map(|(name, kind)| (full_kind(kind), name.trim_start_matches("word/"))))
}

#[cfg(test)]
mod tests;
