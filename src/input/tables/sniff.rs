//! What a file is, told by its content. Names lie: an `.xls` may be a web page, an `.et` an xlsx.

use std::fmt;

use encoding_rs::Encoding;

use super::encoding::{is_text, utf16_without_mark};
use super::ole::{Ole, is_ole};
use crate::office::{Container, OfficeError, OfficeLimits};

/// How many bytes of a part tell what a container is.
const HEAD: u64 = 1 << 20;

/// A format that holds tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileFormat {
    /// Workbook of Excel and WPS.
    Xlsx,
    /// The same with macros.
    Xlsm,
    /// The same in binary parts.
    Xlsb,
    /// Old workbook of Excel, and of WPS (`.et`).
    Xls,
    /// OpenDocument workbook.
    Ods,
    /// Text with separators.
    Csv,
    /// Document of Word and WPS.
    Docx,
    /// Web page, or a "workbook" that is one inside.
    Html,
    /// Web page in one file with its parts.
    Mhtml,
    /// JSON, such as `catalogue.json`.
    Json,
}

impl fmt::Display for FileFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Xlsx => "工作簿（xlsx）",
            Self::Xlsm => "带宏的工作簿（xlsm）",
            Self::Xlsb => "二进制工作簿（xlsb）",
            Self::Xls => "旧版工作簿（xls、et）",
            Self::Ods => "OpenDocument 工作簿（ods）",
            Self::Csv => "文本表格（csv、txt）",
            Self::Docx => "Word 文档（docx）",
            Self::Html => "网页",
            Self::Mhtml => "单个文件网页（mhtml）",
            Self::Json => "JSON 文件",
        })
    }
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Something that can be read.
    Readable(FileFormat),
    /// Locked with a password.
    Encrypted,
    /// Word before 2007, or WPS.
    OldWord,
    /// RTF.
    RichText,
    /// Slides, old or new.
    Slides,
    /// PDF.
    Pdf,
    /// OFD, the Chinese page format.
    Ofd,
    /// OpenDocument text.
    OpenText,
    /// A picture.
    Picture,
    /// An archive that is no office file.
    Archive,
    /// A workbook or document as one XML file.
    XmlOffice,
    /// An OLE container with nothing known in it.
    OleOther,
    /// No bytes, or only blanks.
    Empty,
    /// Anything else.
    Unknown,
}

/// Tells what a file is from its bytes.
pub fn sniff(bytes: &[u8]) -> FileKind {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return FileKind::Empty;
    }
    if is_ole(bytes) {
        return sniff_ole(bytes);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return sniff_zip(bytes);
    }
    sniff_signature(bytes).unwrap_or_else(|| sniff_text(bytes))
}

fn sniff_ole(bytes: &[u8]) -> FileKind {
    // A damaged container goes to the reader of workbooks, which says what is wrong with it.
    let Some(ole) = Ole::open(bytes) else { return FileKind::Readable(FileFormat::Xls) };
    let kinds = [
        ("EncryptedPackage", FileKind::Encrypted),
        ("Workbook", FileKind::Readable(FileFormat::Xls)),
        ("Book", FileKind::Readable(FileFormat::Xls)),
        ("WordDocument", FileKind::OldWord),
        ("PowerPoint DocumentTables", FileKind::Slides),
    ];
    kinds.into_iter().find(|(name, _)| ole.has(name)).map_or(FileKind::OleOther, |(_, kind)| kind)
}

fn sniff_zip(bytes: &[u8]) -> FileKind {
    let mut container = match Container::open(bytes, &OfficeLimits::default()) {
        Ok(container) => container,
        // The reader of workbooks says what is too large.
        Err(OfficeError::TooLarge { .. }) => return FileKind::Readable(FileFormat::Xlsx),
        Err(_) => return damaged_zip(bytes),
    };
    if let Some(mimetype) = container.head("mimetype", HEAD) {
        return sniff_mimetype(&mimetype);
    }
    if let Some(types) = container.head("[Content_Types].xml", HEAD) {
        return sniff_content_types(&types);
    }
    if container.real_name("OFD.xml").is_some() { FileKind::Ofd } else { FileKind::Archive }
}

/// A zip without its directory, as a broken download leaves it.
fn damaged_zip(bytes: &[u8]) -> FileKind {
    let has = |name: &str| memchr::memmem::find(bytes, name.as_bytes()).is_some();
    match () {
        () if has("word/") => FileKind::Readable(FileFormat::Docx),
        () if has("content.xml") => FileKind::Readable(FileFormat::Ods),
        () if has("xl/") || has("[Content_Types].xml") => FileKind::Readable(FileFormat::Xlsx),
        () => FileKind::Archive,
    }
}

fn sniff_mimetype(mimetype: &str) -> FileKind {
    match mimetype.trim().strip_prefix("application/vnd.oasis.opendocument.") {
        Some(rest) if rest.starts_with("spreadsheet") => FileKind::Readable(FileFormat::Ods),
        Some(rest) if rest.starts_with("presentation") => FileKind::Slides,
        Some(_) => FileKind::OpenText,
        None => FileKind::Archive,
    }
}

fn sniff_content_types(types: &str) -> FileKind {
    let kinds = [
        ("sheet.binary.macroEnabled.main", FileKind::Readable(FileFormat::Xlsb)),
        ("excel.sheet.macroEnabled.main+xml", FileKind::Readable(FileFormat::Xlsm)),
        ("excel.template.macroEnabled.main+xml", FileKind::Readable(FileFormat::Xlsm)),
        ("spreadsheetml.sheet.main+xml", FileKind::Readable(FileFormat::Xlsx)),
        ("spreadsheetml.template.main+xml", FileKind::Readable(FileFormat::Xlsx)),
        ("wordprocessingml.document.main+xml", FileKind::Readable(FileFormat::Docx)),
        ("wordprocessingml.template.main+xml", FileKind::Readable(FileFormat::Docx)),
        ("word.document.macroEnabled.main+xml", FileKind::Readable(FileFormat::Docx)),
        ("word.template.macroEnabledTemplate.main+xml", FileKind::Readable(FileFormat::Docx)),
        ("presentationml", FileKind::Slides),
    ];
    kinds
        .into_iter()
        .find(|(mark, _)| types.contains(mark))
        .map_or(FileKind::Archive, |(_, kind)| kind)
}

fn sniff_signature(bytes: &[u8]) -> Option<FileKind> {
    let kinds: [(&[u8], FileKind); 14] = [
        (b"%PDF", FileKind::Pdf),
        (b"{\\rtf", FileKind::RichText),
        (b"\x89PNG", FileKind::Picture),
        (b"\xff\xd8\xff", FileKind::Picture),
        (b"GIF8", FileKind::Picture),
        (b"II*\0", FileKind::Picture),
        (b"MM\0*", FileKind::Picture),
        (b"RIFF", FileKind::Picture),
        (b"\0\0\0\x18ftyp", FileKind::Picture),
        (b"\0\0\0\x1cftyp", FileKind::Picture),
        (b"Rar!", FileKind::Archive),
        (b"7z\xbc\xaf", FileKind::Archive),
        (b"\x1f\x8b", FileKind::Archive),
        (b"BZh9", FileKind::Archive),
    ];
    // A bitmap starts with two letters, so its reserved zero bytes have to confirm it.
    if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
        return Some(FileKind::Picture);
    }
    kinds.into_iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, kind)| kind)
}

fn sniff_text(bytes: &[u8]) -> FileKind {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let Some(head) = head_as_text(bytes, marked) else { return FileKind::Unknown };
    let head = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).to_ascii_lowercase();
    if head.starts_with('<') {
        return sniff_markup(&head, bytes);
    }
    if is_mime(&head) {
        return FileKind::Readable(FileFormat::Mhtml);
    }
    if head.starts_with('{') || (head.starts_with('[') && is_json(bytes)) {
        return FileKind::Readable(FileFormat::Json);
    }
    FileKind::Readable(FileFormat::Csv)
}

/// The first part of a text, good enough to look for marks in plain ASCII.
fn head_as_text(bytes: &[u8], marked: Option<&'static Encoding>) -> Option<String> {
    let head = bytes.get(..1 << 16).unwrap_or(bytes);
    if let Some(encoding) = marked.or_else(|| utf16_without_mark(bytes)) {
        return Some(encoding.decode(head).0.into_owned());
    }
    is_text(bytes).then(|| String::from_utf8_lossy(head).into_owned())
}

fn sniff_markup(head: &str, bytes: &[u8]) -> FileKind {
    if head.contains("<html") || head.contains("<!doctype html") || head.contains("<table") {
        return FileKind::Readable(FileFormat::Html);
    }
    if head.starts_with("<?xml") {
        return FileKind::XmlOffice;
    }
    let has = |mark: &[u8]| memchr::memmem::find(bytes, mark).is_some();
    if has(b"<table") || has(b"<TABLE") {
        FileKind::Readable(FileFormat::Html)
    } else {
        FileKind::Readable(FileFormat::Csv)
    }
}

fn is_mime(head: &str) -> bool {
    let first = head.lines().next().unwrap_or("");
    let is_header = first.split_once(':').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    });
    is_header && head.contains("mime-version:") && head.contains("content-type:")
}

fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok()
}
