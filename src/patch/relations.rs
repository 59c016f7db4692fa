//! The relations of a part: which other parts it names, by id.

use super::splice::Splices;
use super::xml::{Kind, each_tag, text};
use super::{Parts, PatchError};

/// What the types of relations begin with.
pub(super) const TYPES: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// One relation.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    /// Its id, unique among those of the part.
    pub(super) id: String,
    /// The last word of its type, such as `comments`.
    pub(super) kind: String,
    /// The full name of the part that it names.
    pub(super) target: String,
    /// The whole type.
    pub(super) full_kind: String,
}

/// The relations of one part.
#[derive(Debug)]
pub(super) struct Relations {
    /// The part that holds them.
    part: String,
    /// Its text; `None` when there is no such part yet.
    text: Option<String>,
    list: Vec<Relation>,
    added: Vec<Relation>,
}

impl Relations {
    /// The relations of a part; those of the package for an empty name.
    pub(super) fn of(parts: &mut Parts<'_>, source: &str) -> Result<Self, PatchError> {
        let (folder, file) = source.rsplit_once('/').unwrap_or(("", source));
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let part = format!("{prefix}_rels/{file}.rels");
        let text = parts.text(&part)?;
        let mut list = Vec::new();
        each_tag(&part, text.as_deref().unwrap_or(""), |tag| {
            if tag.name() == "Relationship"
                && tag.begins()
                && let (Some(id), Some(full_kind), Some(target)) =
                    (tag.attribute("Id"), tag.attribute("Type"), tag.attribute("Target"))
            {
                list.push(Relation {
                    id: id.into_owned(),
                    kind: full_kind.rsplit('/').next().unwrap_or("").to_owned(),
                    target: resolve(&prefix, &target),
                    full_kind: full_kind.into_owned(),
                });
            }
            Ok(())
        })?;
        Ok(Self { part, text, list, added: Vec::new() })
    }

    /// The part that the relation with this id names.
    pub(super) fn target(&self, id: &str) -> Option<&str> {
        self.list.iter().find(|relation| relation.id == id).map(|r| r.target.as_str())
    }

    /// The same when it is a worksheet, and not a sheet of another kind.
    pub(super) fn worksheet(&self, id: &str) -> Option<String> {
        let found = self.list.iter().find(|relation| relation.id == id);
        found.filter(|relation| relation.kind == "worksheet").map(|r| r.target.clone())
    }

    /// The first relation of a kind.
    pub(super) fn first(&self, kind: &str) -> Option<&Relation> {
        self.list.iter().find(|relation| relation.kind == kind)
    }

    /// Adds a relation to a part and gives its id.
    pub(super) fn add(&mut self, kind: &str, target: &str) -> String {
        let free = |id: &String| {
            let mut taken = self.list.iter().chain(&self.added);
            !taken.any(|relation| relation.id.eq_ignore_ascii_case(id))
        };
        let id = (1u32..).map(|n| format!("rId{n}")).find(free).unwrap_or_default();
        self.added.push(Relation {
            id: id.clone(),
            kind: kind.to_owned(),
            target: target.to_owned(),
            full_kind: format!("{TYPES}{kind}"),
        });
        id
    }

    /// Writes what was added.
    pub(super) fn store(self, parts: &mut Parts<'_>) -> Result<(), PatchError> {
        if self.added.is_empty() {
            return Ok(());
        }
        let before = self.text.unwrap_or_else(|| {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                 <Relationships xmlns=\"{NAMESPACE}\"></Relationships>"
            )
        });
        let mut splices = Splices::default();
        each_tag(&self.part, &before, |tag| {
            if tag.depth > 0 || tag.name() != "Relationships" || !tag.ends() {
                return Ok(());
            }
            let prefix = tag.prefix();
            let new: String = self.added.iter().map(|relation| element(relation, prefix)).collect();
            if tag.kind == Kind::Empty {
                let whole = format!("{}{new}</{prefix}Relationships>", tag.opened());
                splices.replace(tag.range, whole);
            } else {
                splices.insert(tag.range.start, new);
            }
            Ok(())
        })?;
        parts.edit(&self.part, &before, splices)
    }
}

fn element(relation: &Relation, prefix: &str) -> String {
    let target = text(&relation.target);
    format!(
        "<{prefix}Relationship Id=\"{}\" Type=\"{}\" Target=\"/{target}\"/>",
        relation.id, relation.full_kind
    )
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
