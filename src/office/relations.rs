//! The relations of a part: which other parts it names, by id.
//!
//! They are read leniently, as all that is only read; what is added to them is put in strictly.

use std::io::Read;

use super::xml::{Splices, TagKind, XmlNode, XmlWriter, each_node, each_tag};
use super::{Container, EditedContainer, OfficeError};

/// The namespace of attributes that name a relation (`r:id`), and of the types of relations.
pub(crate) const ATTRIBUTE_NAMESPACE: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// One relation.
#[derive(Debug, Clone)]
pub(crate) struct Relationship {
    /// Its id, unique among those of the part.
    id: String,
    /// Its whole type.
    pub(crate) full_kind: String,
    /// The full name of the part that it names.
    pub(crate) target: String,
}

impl Relationship {
    /// The last word of its type, such as `comments`.
    pub(crate) fn kind(&self) -> &str {
        self.full_kind.rsplit('/').next().unwrap_or("")
    }

    fn write(&self, out: &mut XmlWriter) {
        let target = format!("/{}", self.target);
        out.empty(
            "Relationship",
            &[("Id", &self.id), ("Type", &self.full_kind), ("Target", &target)],
        );
    }
}

/// The relations of one part.
#[derive(Debug)]
pub(crate) struct Relations {
    /// The part that holds them.
    part: String,
    list: Vec<Relationship>,
    added: Vec<Relationship>,
}

impl Relations {
    /// The relations of a part; those of the package for an empty name.
    pub(crate) fn of(container: &mut Container<'_>, source: &str) -> Result<Self, OfficeError> {
        let (folder, name) = part_of(source);
        let list = container.part(&name)?.map_or_else(|| Ok(Vec::new()), |p| read(p, folder))?;
        Ok(Self { part: name, list, added: Vec::new() })
    }

    /// The same in a container with edits.
    pub(crate) fn edited(
        container: &mut EditedContainer<'_>,
        source: &str,
    ) -> Result<Self, OfficeError> {
        let (folder, name) = part_of(source);
        let text = container.text(&name)?.unwrap_or_default();
        let list = read(text.as_bytes(), folder).map_err(|error| error.at(&name))?;
        Ok(Self { part: name, list, added: Vec::new() })
    }

    /// The relation with this id. Where two have it, the last counts, as for calamine.
    pub(crate) fn get(&self, id: &str) -> Option<&Relationship> {
        self.list.iter().rfind(|relation| relation.id == id)
    }

    /// The part that the relation with this id names.
    pub(crate) fn target(&self, id: &str) -> Option<&str> {
        self.get(id).map(|relation| relation.target.as_str())
    }

    /// The first relation of a kind.
    pub(crate) fn first(&self, kind: &str) -> Option<&Relationship> {
        self.list.iter().find(|relation| relation.kind() == kind)
    }

    /// Adds a relation to a part and gives its id.
    pub(crate) fn add(&mut self, kind: &str, target: &str) -> String {
        let free = |id: &String| {
            let mut taken = self.list.iter().chain(&self.added);
            !taken.any(|relation| relation.id.eq_ignore_ascii_case(id))
        };
        let id = (1u32..).map(|n| format!("rId{n}")).find(free).unwrap_or_default();
        let (full_kind, target) = (full_kind(kind), target.to_owned());
        self.added.push(Relationship { id: id.clone(), full_kind, target });
        id
    }

    /// Writes what was added.
    pub(crate) fn store(self, container: &mut EditedContainer<'_>) -> Result<(), OfficeError> {
        if self.added.is_empty() {
            return Ok(());
        }
        let before = container.text(&self.part)?.unwrap_or_else(|| new([]));
        let mut splices = Splices::default();
        each_tag(&self.part, &before, |tag| {
            if tag.depth > 0 || tag.name() != "Relationships" || !tag.ends() {
                return Ok::<_, OfficeError>(());
            }
            let mut new = XmlWriter::fragment(tag.prefix());
            self.added.iter().for_each(|relation| relation.write(&mut new));
            let new = new.finish();
            if tag.kind == TagKind::Empty {
                let whole = format!("{}{new}</{}>", tag.opened(), tag.full_name());
                splices.replace(tag.range, whole);
            } else {
                splices.insert(tag.range.start, new);
            }
            Ok(())
        })?;
        container.edit(&self.part, &before, splices)
    }
}

/// The whole type of relations of a kind.
pub(crate) fn full_kind(kind: &str) -> String {
    format!("{ATTRIBUTE_NAMESPACE}/{kind}")
}

/// The part for new relations, by whole type and target; their ids are `rId1`, `rId2` ….
pub(crate) fn new<'t>(relations: impl IntoIterator<Item = (String, &'t str)>) -> String {
    let mut out = XmlWriter::document("");
    out.element("Relationships", &[("xmlns", &NAMESPACE)], |out| {
        for (number, (kind, target)) in (1..).zip(relations) {
            let id = format!("rId{number}");
            out.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", &target)]);
        }
    });
    out.finish()
}

/// The main part of an Office Open XML container and what it names.
#[derive(Debug)]
pub(crate) struct MainPart {
    /// The name of the part, such as `xl/workbook.xml`.
    pub(crate) path: String,
    /// Its relations.
    pub(crate) relations: Relations,
}

impl MainPart {
    /// Finds the main part by the relations of the package.
    pub(crate) fn find(container: &mut Container<'_>, default: &str) -> Result<Self, OfficeError> {
        let package = Relations::of(container, "")?;
        let path = package.first("officeDocument").map_or(default, |main| &main.target).to_owned();
        let relations = Relations::of(container, &path)?;
        Ok(Self { path, relations })
    }
}

/// The folder of a part with its slash, and the part that holds its relations.
fn part_of(source: &str) -> (&str, String) {
    let (folder, file) = source.split_at(source.rfind('/').map_or(0, |at| at + 1));
    (folder, format!("{folder}_rels/{file}.rels"))
}

fn read(part: impl Read, folder: &str) -> Result<Vec<Relationship>, OfficeError> {
    let mut list = Vec::new();
    each_node(part, |node| {
        if let XmlNode::Start(element) = node
            && element.name() == "Relationship"
            && let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target"))
        {
            let full_kind = element.attribute("Type").unwrap_or_default();
            list.push(Relationship { id, full_kind, target: resolve(folder, &target) });
        }
        Ok::<_, OfficeError>(())
    })?;
    Ok(list)
}

/// A target relative to a folder, as a full part name.
fn resolve(folder: &str, target: &str) -> String {
    let path = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved() {
        for (folder, target, part) in [
            ("xl/", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/", "../other/./sheet.xml", "other/sheet.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
        ] {
            assert_eq!(resolve(folder, target), part);
        }
        assert_eq!(part_of("xl/workbook.xml"), ("xl/", "xl/_rels/workbook.xml.rels".to_owned()));
        assert_eq!(part_of(""), ("", "_rels/.rels".to_owned()));
    }
}
