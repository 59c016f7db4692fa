//! The relations of Office Open XML containers: which part is the main one, and which parts it names.

use std::collections::BTreeMap;

use super::package::Package;
use super::xml::{Node, each_node};
use super::{Format, Limits, ReadError};

/// Where the main part and its neighbours lie.
#[derive(Debug)]
pub(in crate::input) struct MainPart {
    /// The name of the part, such as `xl/workbook.xml`.
    pub(in crate::input) path: String,
    /// Targets of the main part by relation id, as full part names.
    pub(in crate::input) targets: BTreeMap<String, String>,
}

impl MainPart {
    /// Finds the main part by the relations of the package.
    pub(in crate::input) fn find(
        package: &mut Package<'_>,
        default: &str,
        format: Format,
        limits: &Limits,
    ) -> Result<Self, ReadError> {
        let package_relations = relations(package, "_rels/.rels", format, limits)?;
        let main = package_relations.into_iter().find(|r| r.kind.ends_with("/officeDocument"));
        let path = main.map_or_else(|| default.to_owned(), |r| resolve("", &r.target));
        let (folder, name) = path.rsplit_once('/').map_or(("", path.as_str()), |pair| pair);
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let list = relations(package, &format!("{folder}_rels/{name}.rels"), format, limits)?;
        let targets = list.into_iter().map(|r| (r.id, resolve(&folder, &r.target))).collect();
        Ok(Self { path, targets })
    }
}

#[derive(Debug)]
struct Relation {
    id: String,
    kind: String,
    target: String,
}

fn relations(
    package: &mut Package<'_>,
    path: &str,
    format: Format,
    limits: &Limits,
) -> Result<Vec<Relation>, ReadError> {
    let mut list = Vec::new();
    let Some(part) = package.part(path)? else { return Ok(list) };
    each_node(part, format, limits, |node| {
        if let Node::Start(element) = node
            && element.name() == "Relationship"
            && let (Some(id), Some(target)) = (element.attribute("Id"), element.attribute("Target"))
        {
            let kind = element.attribute("Type").unwrap_or_default();
            list.push(Relation { id, kind, target });
        }
        Ok(())
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
    }
}
