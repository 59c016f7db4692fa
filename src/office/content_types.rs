//! `[Content_Types].xml`: what each part is. A part without an entry makes a package unreadable.

use super::xml::{Splices, Tag, TagKind, XmlWriter, each_tag};
use super::{EditedContainer, OfficeError};

/// The name of the part.
pub(crate) const PART: &str = "[Content_Types].xml";
const NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
/// What every package has.
const COMMON: [ContentType; 2] = [
    ContentType::Extension("rels", "application/vnd.openxmlformats-package.relationships+xml"),
    ContentType::Extension("xml", "application/xml"),
];

/// A part, or all parts with an extension, and what they are.
#[derive(Debug, Clone)]
pub(crate) enum ContentType {
    /// `Default` for an extension.
    Extension(&'static str, &'static str),
    /// `Override` for a part.
    Part(String, &'static str),
}

impl ContentType {
    fn write(&self, out: &mut XmlWriter) {
        match self {
            Self::Extension(extension, kind) => {
                out.empty("Default", &[("Extension", extension), ("ContentType", kind)]);
            }
            Self::Part(part, kind) => write_override(out, part, kind),
        }
    }

    fn is_told_by(&self, tag: &Tag<'_>) -> bool {
        let has = |name: &str, value: &str| {
            tag.attribute(name).is_some_and(|found| found.eq_ignore_ascii_case(value))
        };
        match self {
            Self::Extension(extension, _) => tag.name() == "Default" && has("Extension", extension),
            Self::Part(part, _) => tag.name() == "Override" && has("PartName", &format!("/{part}")),
        }
    }
}

fn write_override(out: &mut XmlWriter, part: &str, kind: &str) {
    let part = format!("/{part}");
    out.empty("Override", &[("PartName", &part), ("ContentType", &kind)]);
}

/// The part for a new package with these parts.
pub(crate) fn new<'p>(parts: impl IntoIterator<Item = (&'p str, &'p str)>) -> String {
    let mut out = XmlWriter::document("");
    out.element("Types", &[("xmlns", &NAMESPACE)], |out| {
        COMMON.iter().for_each(|entry| entry.write(out));
        for (name, kind) in parts {
            write_override(out, name, kind);
        }
    });
    out.finish()
}

/// What a part is; `None` when nothing is told of it.
pub(crate) fn of(
    container: &mut EditedContainer<'_>,
    part: &str,
) -> Result<Option<String>, OfficeError> {
    let Some(types) = container.text(PART)? else { return Ok(None) };
    let wanted = format!("/{part}");
    let mut found = None;
    each_tag(PART, &types, |tag| {
        let name = tag.attribute("PartName").filter(|_| tag.begins());
        if name.is_some_and(|name| name.eq_ignore_ascii_case(&wanted)) {
            found = tag.attribute("ContentType").map(std::borrow::Cow::into_owned);
        }
        Ok::<_, OfficeError>(())
    })?;
    Ok(found)
}

/// Adds the entries that are not there yet.
pub(crate) fn add(
    container: &mut EditedContainer<'_>,
    entries: &[ContentType],
) -> Result<(), OfficeError> {
    let types = container.required(PART)?;
    let mut missing: Vec<&ContentType> = entries.iter().collect();
    let mut splices = Splices::default();
    each_tag(PART, &types, |tag| {
        if tag.depth == 1 && tag.begins() {
            missing.retain(|entry| !entry.is_told_by(&tag));
        }
        if tag.depth == 0 && tag.ends() && !missing.is_empty() {
            if tag.kind == TagKind::Empty {
                return Err(OfficeError::broken(PART, "是空的"));
            }
            let mut new = XmlWriter::fragment(tag.prefix());
            missing.iter().for_each(|entry| entry.write(&mut new));
            splices.insert(tag.range.start, new.finish());
        }
        Ok(())
    })?;
    container.edit(PART, &types, splices)
}
