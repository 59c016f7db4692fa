//! Notes at the cells of one worksheet: their texts, their boxes, and what ties both to the sheet.

use std::collections::BTreeMap;

use super::book::Book;
use super::sheet::Edited;
use super::{PatchError, comments, note_box, vml};
use crate::office::content_types::{self, ContentType};
use crate::office::{EditedContainer, Relations};
use crate::source::CellRef;

/// Whose notes they are.
const AUTHOR: &str = "mulu 校验";
const COMMENTS_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING_TYPE: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// Puts notes at cells of a worksheet.
pub(super) fn put(
    parts: &mut EditedContainer<'_>,
    book: &Book,
    sheet: &str,
    notes: &BTreeMap<CellRef, String>,
    edited: &mut Edited,
) -> Result<(), PatchError> {
    if notes.is_empty() {
        return Ok(());
    }
    let mut relations = Relations::edited(parts, sheet)?;
    let texts = match relations.first("comments") {
        Some(relation) => relation.target.clone(),
        None => parts.free_name(&format!("{}comments", book.folder()), ".xml"),
    };
    let new = comments::put(parts, &texts, AUTHOR, notes)?;
    if relations.first("comments").is_none() {
        relations.add("comments", &texts);
        content_types::add(parts, &[ContentType::Part(texts, COMMENTS_TYPE)])?;
    }
    if !new.is_empty() {
        let drawing = drawing(parts, book, &mut relations, edited)?;
        let boxes = notes.iter().filter(|(cell, _)| new.contains(cell));
        let boxes =
            boxes.map(|(c, note)| (*c, note_box::place(*c, note, &edited.layout))).collect();
        vml::put(parts, &drawing, &boxes)?;
    }
    Ok(relations.store(parts)?)
}

/// The part of the drawing that holds the boxes; a new one is tied to the sheet.
fn drawing(
    parts: &mut EditedContainer<'_>,
    book: &Book,
    relations: &mut Relations,
    edited: &mut Edited,
) -> Result<String, PatchError> {
    if let Some(id) = &edited.legacy_drawing {
        let part = relations.target(id).map(str::to_owned);
        return part.ok_or_else(|| PatchError::odd("legacyDrawing", format!("没有 {id}")));
    }
    let part = parts.free_name(&format!("{}drawings/vmlDrawing", book.folder()), ".vml");
    content_types::add(parts, &[ContentType::Extension("vml", DRAWING_TYPE)])?;
    let id = relations.add("vmlDrawing", &part);
    edited.refer_to_drawing(&id);
    Ok(part)
}
