//! The boxes of notes, which are drawn in VML: a new drawing, or boxes put into the one that the sheet
//! has (with its buttons and other people's notes).
//!
//! Office programs write VML that is not well-formed XML, so the drawing is not parsed: only its end,
//! its numbers and its root are looked for.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::PatchError;
use super::note_box::NoteBox;
use crate::office::EditedContainer;
use crate::office::xml::{Splices, XmlWriter, with_attribute};
use crate::source::CellRef;

const EMPTY: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" \
    xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
    xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\">\
    <o:idmap v:ext=\"edit\" data=\"\"/></o:shapelayout></xml>";
const NAMESPACES: [(&str, &str); 3] = [
    ("xmlns:v", "urn:schemas-microsoft-com:vml"),
    ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
    ("xmlns:x", "urn:schemas-microsoft-com:office:excel"),
];
/// The kind of shape that boxes are; a drawing defines it once.
const SHAPE_TYPE_ID: &str = "\"_x0000_t202\"";
const SHAPE_TYPE: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
    path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>\
    <v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";
/// What all boxes look like.
const LOOK: &str = "<v:fill color2=\"#ffffe1\"/>\
    <v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>\
    <v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>";
/// Numbers of shapes come in blocks of so many.
const BLOCK: u32 = 1024;

/// Puts boxes into a drawing (a new one when there is no text yet).
pub(super) fn put(
    parts: &mut EditedContainer<'_>,
    part: &str,
    boxes: &BTreeMap<CellRef, NoteBox>,
) -> Result<(), PatchError> {
    if boxes.is_empty() {
        return Ok(());
    }
    let first_block = highest_block(parts)? + 1;
    let before = parts.text(part)?.unwrap_or_else(|| EMPTY.to_owned());
    let end = before.rfind("</xml>").ok_or_else(|| PatchError::odd(part, "没有结尾"))?;
    let mut splices = Splices::default();
    declare(part, &before, &mut splices)?;
    let blocks = u32::try_from(boxes.len()).unwrap_or(u32::MAX).div_ceil(BLOCK - 1);
    reserve(&before, first_block, blocks, &mut splices);
    let defined = before.contains(&format!("id={SHAPE_TYPE_ID}"));
    let mut shapes = XmlWriter::fragment("");
    if !defined {
        shapes.raw(SHAPE_TYPE);
    }
    // The first number of a block stands for the drawing itself.
    let numbers =
        (0..blocks).flat_map(|block| (1..BLOCK).map(move |n| (first_block + block) * BLOCK + n));
    for ((cell, note_box), number) in boxes.iter().zip(numbers) {
        shape(&mut shapes, *cell, note_box, number);
    }
    splices.insert(end, shapes.finish());
    Ok(parts.edit(part, &before, splices)?)
}

/// Declares the prefixes that boxes use.
fn declare(part: &str, text: &str, splices: &mut Splices) -> Result<(), PatchError> {
    let start = text.find("<xml").ok_or_else(|| PatchError::odd(part, "没有开头"))?;
    let end = start + text[start..].find('>').ok_or_else(|| PatchError::odd(part, "没有开头"))? + 1;
    let mut root = text[start..end].to_owned();
    for (name, namespace) in NAMESPACES {
        let declared = root.contains(&format!("{name}=\"{namespace}\""));
        if !declared && root.contains(&format!("{name}=")) {
            return Err(PatchError::odd(part, format!("{name} 另有所指")));
        }
        if !declared {
            root = with_attribute(&root, name, namespace);
        }
    }
    if root != text[start..end] {
        splices.replace(start..end, root);
    }
    Ok(())
}

/// Adds blocks of numbers to the list of those that the drawing uses, where it keeps one.
fn reserve(text: &str, first: u32, count: u32, splices: &mut Splices) {
    let Some(start) = id_map(text) else { return };
    let Some(length) = text[start..].find('>') else { return };
    let range = start..start + length + 1;
    let own: Vec<String> = (first..first + count).map(|block| block.to_string()).collect();
    let listed = data(&text[range.clone()]).filter(|data| !data.is_empty());
    let all = listed.map(str::to_owned).into_iter().chain(own).collect::<Vec<_>>().join(",");
    let tag = with_attribute(&text[range.clone()], "data", &all);
    splices.replace(range, tag);
}

/// Where the list of the drawing's blocks begins. Its prefix is up to the writer.
fn id_map(text: &str) -> Option<usize> {
    let name = text.find(":idmap ")?;
    text[..name].rfind('<')
}

/// The highest block of numbers that any drawing of the workbook uses.
fn highest_block(parts: &mut EditedContainer<'_>) -> Result<u32, PatchError> {
    let drawings: Vec<String> = parts
        .names()
        .filter(|name| name.to_lowercase().ends_with(".vml"))
        .map(str::to_owned)
        .collect();
    let mut highest = 0;
    for name in drawings {
        let Some(text) = parts.text(&name)? else { continue };
        let listed = id_map(&text).and_then(|at| data(&text[at..]));
        let blocks = listed
            .into_iter()
            .flat_map(|data| data.split(','))
            .filter_map(|n| n.trim().parse().ok());
        let numbers = text.match_indices("_x0000_s").filter_map(|(at, mark)| {
            let digits = &text[at + mark.len()..];
            let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
            digits[..end].parse::<u32>().ok().map(|number| number / BLOCK)
        });
        highest = blocks.chain(numbers).fold(highest, u32::max);
    }
    // A number that no office program would give is no reason to count on from it.
    Ok(highest.min(u32::MAX / BLOCK / 2))
}

/// The value of `data` in the tag that a text begins with.
fn data(text: &str) -> Option<&str> {
    let tag = &text[..text.find('>')?];
    let start = tag.find("data=\"")? + "data=\"".len();
    tag[start..].split('"').next()
}

fn shape(out: &mut XmlWriter, cell: CellRef, note_box: &NoteBox, number: u32) {
    let anchor: Vec<String> = note_box.anchor.iter().map(u32::to_string).collect();
    let (width, height) = note_box.size;
    let style =
        format!("position:absolute;width:{width}pt;height:{height}pt;z-index:1;visibility:hidden");
    let shape: &[(&str, &dyn Display)] = &[
        ("id", &format_args!("_x0000_s{number}")),
        ("type", &"#_x0000_t202"),
        ("style", &style),
        ("fillcolor", &"#ffffe1"),
        ("o:insetmode", &"auto"),
    ];
    out.element("v:shape", shape, |out| {
        out.raw(LOOK);
        out.element("x:ClientData", &[("ObjectType", &"Note")], |out| {
            out.raw("<x:MoveWithCells/><x:SizeWithCells/>");
            out.text_element("x:Anchor", &[], &anchor.join(", "));
            out.text_element("x:AutoFill", &[], "False");
            out.text_element("x:Row", &[], &cell.row.to_string());
            out.text_element("x:Column", &[], &cell.column.to_string());
        });
    });
}
