//! `[Content_Types].xml`: what each part is. A part without an entry makes a workbook unreadable.

use super::splice::Splices;
use super::xml::{Kind, Tag, each_tag, text};
use super::{Parts, PatchError};

const PART: &str = "[Content_Types].xml";

/// A part, or all parts with an extension, and what they are.
#[derive(Debug, Clone)]
pub(super) enum Entry {
    /// `Default` for an extension.
    Extension(&'static str, &'static str),
    /// `Override` for a part.
    Part(String, &'static str),
}

/// The content type of the workbook's main part.
pub(super) fn of(parts: &mut Parts<'_>, part: &str) -> Result<Option<String>, PatchError> {
    let types = parts.text(PART)?.ok_or(PatchError::NotAWorkbook)?;
    let wanted = format!("/{part}");
    let mut found = None;
    each_tag(PART, &types, |tag| {
        let name = tag.attribute("PartName").filter(|_| tag.begins());
        if name.is_some_and(|name| name.eq_ignore_ascii_case(&wanted)) {
            found = tag.attribute("ContentType").map(std::borrow::Cow::into_owned);
        }
        Ok(())
    })?;
    Ok(found)
}

/// Adds the entries that are not there yet.
pub(super) fn add(parts: &mut Parts<'_>, entries: &[Entry]) -> Result<(), PatchError> {
    let types = parts.required(PART)?;
    let mut missing: Vec<&Entry> = entries.iter().collect();
    let mut splices = Splices::default();
    each_tag(PART, &types, |tag| {
        if tag.depth == 1 && tag.begins() {
            missing.retain(|entry| !is_of(&tag, entry));
        }
        if tag.depth == 0 && tag.ends() && !missing.is_empty() {
            let prefix = tag.prefix();
            let new: String = missing.iter().map(|entry| element(entry, prefix)).collect();
            if tag.kind == Kind::Empty {
                return Err(PatchError::odd(PART, "是空的"));
            }
            splices.insert(tag.range.start, new);
        }
        Ok(())
    })?;
    parts.edit(PART, &types, splices)
}

fn is_of(tag: &Tag<'_>, entry: &Entry) -> bool {
    let has = |name: &str, value: &str| {
        tag.attribute(name).is_some_and(|found| found.eq_ignore_ascii_case(value))
    };
    match entry {
        Entry::Extension(extension, _) => tag.name() == "Default" && has("Extension", extension),
        Entry::Part(part, _) => tag.name() == "Override" && has("PartName", &format!("/{part}")),
    }
}

fn element(entry: &Entry, prefix: &str) -> String {
    match entry {
        Entry::Extension(extension, kind) => {
            format!("<{prefix}Default Extension=\"{extension}\" ContentType=\"{kind}\"/>")
        }
        Entry::Part(part, kind) => {
            format!("<{prefix}Override PartName=\"/{}\" ContentType=\"{kind}\"/>", text(part))
        }
    }
}
