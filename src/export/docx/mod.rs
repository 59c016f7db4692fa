//! Documents in the layout of 公文 (GB/T 9704): a small writer of WordprocessingML.
//!
//! Written here and not with docx-rs: what is needed is paragraphs and one plain table, that crate brings
//! an image library with it, and its files bear the time of writing. The module knows nothing of
//! catalogues: a [`Document`] is a list of paragraphs, each with its rank.

mod body;
mod parts;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::layout::FontProfile;

/// A document.
#[derive(Debug, Clone, Default)]
pub struct Document {
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
pub enum DocxError {
    /// The package cannot be put together.
    #[error("文档做不出来：{0}")]
    Package(#[from] zip::result::ZipError),
    /// The same, while a part is written.
    #[error("文档做不出来：{0}")]
    Io(#[from] std::io::Error),
}

impl Document {
    /// Writes the document.
    ///
    /// # Errors
    /// When the package cannot be put together.
    pub fn write(&self) -> Result<Vec<u8>, DocxError> {
        let parts = [
            ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
            ("_rels/.rels", parts::RELATIONS.to_owned()),
            ("docProps/core.xml", parts::core(self)),
            ("docProps/app.xml", parts::APP.to_owned()),
            ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS.to_owned()),
            ("word/document.xml", body::document(self)),
            ("word/styles.xml", parts::styles(self.fonts)),
            ("word/settings.xml", parts::SETTINGS.to_owned()),
            ("word/header1.xml", parts::header(self)),
            ("word/footer1.xml", parts::footer(self)),
        ];
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        // The time of an entry is that of the format's beginning unless one is given.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        for (name, text) in parts {
            archive.start_file(name, options)?;
            archive.write_all(text.as_bytes())?;
        }
        Ok(archive.finish()?.into_inner())
    }
}

/// A text as XML has it. Characters that XML cannot hold are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' => {}
            '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
