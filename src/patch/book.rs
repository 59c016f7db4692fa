//! The main part of a workbook: which sheets there are, which parts hold them, and one more.

use super::PatchError;
use crate::office::relations::ATTRIBUTE_NAMESPACE;
use crate::office::xml::{Splices, Tag, TagKind, XmlWriter, each_tag};
use crate::office::{EditedContainer, Relations, content_types};

const SHEET_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";

/// A worksheet and its part.
#[derive(Debug, Clone)]
pub(super) struct BookSheet {
    /// Its name.
    pub(super) name: String,
    /// The part that holds it; `None` for chart and macro sheets.
    pub(super) part: Option<String>,
}

/// The main part.
#[derive(Debug)]
pub(super) struct Book {
    /// Its name, such as `xl/workbook.xml`.
    pub(super) part: String,
    /// The sheets in their order.
    pub(super) sheets: Vec<BookSheet>,
    /// Whether the workbook holds macros.
    pub(super) macros: bool,
}

impl Book {
    /// Reads the main part, and refuses workbooks that may not be changed.
    pub(super) fn open(parts: &mut EditedContainer<'_>) -> Result<Self, PatchError> {
        let top = Relations::edited(parts, "")?;
        let main = top.first("officeDocument").ok_or(PatchError::NotAWorkbook)?;
        let (part, strict) = (main.target.clone(), main.full_kind.contains("purl.oclc.org"));
        let kind = content_types::of(parts, &part)?.unwrap_or_default();
        if !kind.contains("main+xml") || !(kind.contains("sheet") || kind.contains("template")) {
            return Err(PatchError::NotAWorkbook);
        }
        let has = |folder: &str| parts.names().any(|name| name.to_lowercase().contains(folder));
        let signed = has("_xmlsignatures/") || top.first("origin").is_some();
        let refused = [
            (strict, PatchError::Strict),
            (kind.contains("template"), PatchError::Template),
            (signed, PatchError::Signed),
            (has("/revisions/"), PatchError::Shared),
        ];
        if let Some((_, error)) = refused.into_iter().find(|(is, _)| *is) {
            return Err(error);
        }
        let sheets = sheets(parts, &part)?;
        Ok(Self { part, sheets, macros: kind.contains("macroEnabled") })
    }

    /// The folder of the main part with its slash, where new parts go.
    pub(super) fn folder(&self) -> &str {
        self.part.rfind('/').map_or("", |at| &self.part[..=at])
    }

    /// The part of the worksheet with this name.
    pub(super) fn sheet(&self, name: &str) -> Result<&str, PatchError> {
        let sheet = self.sheets.iter().find(|sheet| sheet.name == name);
        let part = sheet.and_then(|sheet| sheet.part.as_deref());
        part.ok_or_else(|| PatchError::NoSheet(name.to_owned()))
    }

    /// The part that something such as the styles or the theme is in.
    pub(super) fn other(
        &self,
        parts: &mut EditedContainer<'_>,
        kind: &str,
    ) -> Result<Option<String>, PatchError> {
        let relations = Relations::edited(parts, &self.part)?;
        Ok(relations.first(kind).map(|relation| relation.target.clone()))
    }

    /// Adds a worksheet behind all others, and gives its part.
    pub(super) fn add_sheet(
        &self,
        parts: &mut EditedContainer<'_>,
        name: &str,
        content: String,
    ) -> Result<String, PatchError> {
        let part = parts.free_name(&format!("{}worksheets/sheet", self.folder()), ".xml");
        let id = parts.add_part(&self.part, (&part, "worksheet", SHEET_TYPE), content)?;
        let before = parts.required(&self.part)?;
        let mut splices = Splices::default();
        let mut highest = 0u32;
        each_tag(&self.part, &before, |tag| {
            if tag.name() == "sheet" && tag.depth == 2 && tag.begins() {
                highest = highest.max(tag.number("sheetId").unwrap_or(0));
            }
            if tag.name() == "sheets" && tag.depth == 1 && tag.kind == TagKind::Close {
                let element = sheet_element(&tag, name, highest.saturating_add(1), &id);
                splices.insert(tag.range.start, element);
            }
            Ok::<_, PatchError>(())
        })?;
        if splices.is_empty() {
            return Err(PatchError::odd(&self.part, "没有工作表"));
        }
        parts.edit(&self.part, &before, splices)?;
        Ok(part)
    }
}

/// The prefix is declared on the element: the root may use another one for relations.
fn sheet_element(close: &Tag<'_>, name: &str, number: u32, id: &str) -> String {
    let mut out = XmlWriter::fragment(close.prefix());
    out.empty(
        "sheet",
        &[("xmlns:r", &ATTRIBUTE_NAMESPACE), ("name", &name), ("sheetId", &number), ("r:id", &id)],
    );
    out.finish()
}

fn sheets(parts: &mut EditedContainer<'_>, part: &str) -> Result<Vec<BookSheet>, PatchError> {
    let relations = Relations::edited(parts, part)?;
    let book = parts.text(part)?.ok_or(PatchError::NotAWorkbook)?;
    let mut sheets = Vec::new();
    each_tag(part, &book, |tag| {
        if tag.name() == "sheet" && tag.depth == 2 && tag.begins() {
            let target = tag.relation().and_then(|id| relations.get(&id));
            let target = target.filter(|relation| relation.kind() == "worksheet");
            let target = target.map(|relation| relation.target.clone());
            let name = tag.attribute("name").unwrap_or_default().into_owned();
            sheets.push(BookSheet { name, part: target });
        }
        Ok::<_, PatchError>(())
    })?;
    Ok(sheets)
}
