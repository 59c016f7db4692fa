//! 机构改革: one body becomes others, by domain: where it is named, and what is to stand there.
//!
//! Names are replaced where a body's own files say them: under 责任单位 and 牵头单位, and in 公开主体 of its own
//! adjustments and tables. What is inherited follows by itself. Touches no disk.

use crate::input::yaml::{Node, parse};
use crate::model::{Adjustment, Catalogue, Field, Fields, Item, ItemRef, Layer, LayerId};
use crate::source::{CellKind, FilePlace, Location, SourceMap, Span};
use crate::text::is_han;

/// What becomes of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The body that is no more.
    pub from: String,
    /// What takes its place: the body, and the domains for which it does; all others where there are none.
    pub to: Vec<(String, Vec<String>)>,
}

impl Split {
    /// Which body answers for a domain now.
    pub fn target(&self, domain: &str) -> &str {
        let named = self.to.iter().find(|(_, domains)| domains.iter().any(|known| known == domain));
        named.map_or_else(|| self.others(), |(body, _)| body)
    }

    /// Which body answers for all domains that are not named.
    pub fn others(&self) -> &str {
        let rest = self.to.iter().find(|(_, domains)| domains.is_empty()).or(self.to.last());
        rest.map_or("", |(body, _)| body)
    }

    /// The domains that go to another body than the rest does.
    pub fn apart(&self) -> impl Iterator<Item = (&str, &str)> {
        let others = self.others();
        let named = self.to.iter().filter(move |(body, _)| body != others);
        named.flat_map(|(body, domains)| domains.iter().map(move |d| (d.as_str(), body.as_str())))
    }
}

/// A row of a catalogue that names the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TouchedRow {
    /// The domain.
    pub domain: String,
    /// The code.
    pub code: String,
    /// The names.
    pub names: String,
    /// Which body it names now.
    pub to: String,
    /// Whether the body's own files say so, and not a layer above.
    pub is_own: bool,
}

/// The rows of a catalogue that name the body.
pub fn touched(catalogue: &Catalogue, split: &Split) -> Vec<TouchedRow> {
    let own = catalogue.own_layer();
    let rows = catalogue.items().filter(|(_, item)| names(item, &split.from));
    let row = |(domain, item): (&crate::model::Domain, &Item)| TouchedRow {
        domain: domain.name.clone(),
        code: item.code.to_string(),
        names: item.title(),
        to: split.target(&domain.name).to_owned(),
        is_own: is_said_by(item, &split.from, own),
    };
    rows.map(row).collect()
}

/// Whether a layer itself says that the item is this body's: by binding its role, or in so many words.
fn is_said_by(item: &Item, body: &str, layer: LayerId) -> bool {
    let mut bound = item.bound.iter().filter(|role| role.bodies.iter().any(|known| known == body));
    match bound.next() {
        Some(first) => first.origin.layer == layer || bound.any(|role| role.origin.layer == layer),
        None => item.fields.origin(Field::Bodies).is_some_and(|origin| origin.layer == layer),
    }
}

fn names(item: &Item, body: &str) -> bool {
    let parts = item.fields.bodies.iter().flat_map(|bodies| bodies.value.parts());
    parts.into_iter().any(|part| part.name == body)
}

/// A text that is to stand in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenamedText {
    /// The scalar or the cell.
    pub location: Location,
    /// What stands there.
    pub before: String,
    /// What is to stand there.
    pub after: String,
}

/// The texts of 公开主体 in the body's own adjustments, tables and duties that name the body that is no more.
/// Those of `mulu.yaml` are not among them. A table that says what the layer above said until now would say
/// something else than that one from now on.
pub fn in_own_rows(
    map: &SourceMap,
    layer: &Layer,
    catalogue: &Catalogue,
    split: &Split,
) -> Vec<RenamedText> {
    let mut texts: Vec<RenamedText> = in_duties(map, catalogue, split);
    for (domain, fields) in own_fields(layer, catalogue) {
        let Some(bodies) = &fields.bodies else { continue };
        for (location, before) in texts_at(map, bodies.origin.location) {
            let after = renamed(&before, &split.from, split.target(&domain));
            if after != before && !texts.iter().any(|known| known.location == location) {
                texts.push(RenamedText { location, before, after });
            }
        }
    }
    texts
}

/// The rows that a layer writes itself, each with the name of its domain.
fn own_fields<'a>(layer: &'a Layer, catalogue: &Catalogue) -> Vec<(String, &'a Fields)> {
    let named = |word: &str| {
        let found = catalogue.domains.iter().find(|domain| domain.is_called(word));
        found.map_or_else(|| word.to_owned(), |domain| domain.name.clone())
    };
    let of_item = |item: &ItemRef| {
        let by_code = item.code.as_ref().and_then(|code| {
            let found = catalogue.domains.iter().find(|domain| code.is_in(&domain.number));
            found.map(|domain| domain.name.clone())
        });
        by_code.or_else(|| item.domain.as_deref().map(named)).unwrap_or_default()
    };
    let mut rows = Vec::new();
    for table in &layer.tables {
        let domain = named(&table.domain.value);
        rows.extend(table.rows.iter().map(|row| (domain.clone(), &row.fields)));
    }
    for adjustment in &layer.adjustments {
        match adjustment {
            Adjustment::Modify { item, fields, .. } => rows.push((of_item(item), fields)),
            Adjustment::Add { domain, item } => rows.push((named(&domain.value), &item.fields)),
            Adjustment::Drop { .. } => {}
        }
    }
    rows
}

/// A text with another body's name where this one stands by itself: 甲县民政局婚姻登记处 is another body.
pub fn renamed(text: &str, from: &str, to: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(from).filter(|_| !from.is_empty()) {
        let (before, found) = rest.split_at(at);
        let after = found.get(from.len()..).unwrap_or_default();
        out.push_str(before);
        let alone = !out.ends_with(is_han) && !after.starts_with(is_han);
        out.push_str(if alone { to } else { from });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The bodies of duties: an item that follows from several of them names the bodies of all.
fn in_duties(map: &SourceMap, catalogue: &Catalogue, split: &Split) -> Vec<RenamedText> {
    let mut texts = Vec::new();
    for entry in &catalogue.duties {
        let Some(body) = entry.duty.body.as_ref().filter(|body| body.value.contains(&split.from))
        else {
            continue;
        };
        let code = entry.items.first();
        let mut items = catalogue.items();
        let domain = items.find(|(_, item)| Some(&item.code) == code).map(|(domain, _)| domain);
        let target = split.target(domain.map_or("", |domain| &domain.name));
        for (location, before) in texts_at(map, body.location) {
            let after = renamed(&before, &split.from, target);
            if after != before {
                texts.push(RenamedText { location, before, after });
            }
        }
    }
    texts
}

/// The cell at a place, or the scalars of YAML there.
fn texts_at(map: &SourceMap, place: Location) -> Vec<(Location, String)> {
    match place.place {
        FilePlace::Whole => Vec::new(),
        FilePlace::Cell { cell, .. } => {
            let found = map.sheet(place).and_then(|sheet| sheet.cells.get(&cell));
            let text = found.filter(|cell| cell.kind == CellKind::Text && !cell.formula);
            text.map(|cell| (place, cell.text.clone())).into_iter().collect()
        }
        FilePlace::Span(span) => {
            let tree = map.text(place.file).and_then(|text| parse(text).ok());
            let node = tree.as_ref().and_then(|tree| at(tree, span));
            let mut texts = Vec::new();
            if let Some(node) = node {
                scalars(node, &mut texts);
            }
            texts.into_iter().map(|(span, text)| (Location::span(place.file, span), text)).collect()
        }
    }
}

fn at(node: &Node, span: Span) -> Option<&Node> {
    if node.span == span {
        return Some(node);
    }
    let below = node.entries().iter().map(|(_, value)| value).chain(node.elements());
    below.into_iter().find_map(|below| at(below, span))
}

fn scalars(node: &Node, found: &mut Vec<(Span, String)>) {
    if let Some(text) = node.scalar() {
        found.push((node.span, text.to_owned()));
    }
    node.elements().iter().for_each(|element| scalars(element, found));
}

/// What of `mulu.yaml` becomes other: scalars with their new texts, and roles that need a line of their own
/// for some domains.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProfileChanges {
    /// Span, text before, text after.
    pub texts: Vec<(Span, String, String)>,
    /// The role, the line's key and its body.
    pub lines: Vec<(String, String, String)>,
}

/// What of the tree of `mulu.yaml` names the body. `domains` are those whose rows name it.
pub fn in_profile(tree: &Node, split: &Split, domains: &[String]) -> ProfileChanges {
    let mut changes = ProfileChanges::default();
    let entries = |key: &str| tree.get(key).map_or(&[][..], Node::entries);
    for (key, value) in entries("牵头单位") {
        rename(value, &split.from, split.target(&key.text), &mut changes);
    }
    for (key, value) in entries("责任单位") {
        match key.text.split_once('/') {
            Some((domain, _)) => {
                rename(value, &split.from, split.target(domain), &mut changes);
            }
            None => {
                if rename(value, &split.from, split.others(), &mut changes) {
                    let apart =
                        split.apart().filter(|(domain, _)| domains.iter().any(|d| d == domain));
                    changes.lines.extend(apart.map(|(domain, body)| {
                        let mut texts = Vec::new();
                        scalars(value, &mut texts);
                        let bodies = texts.iter().map(|(_, text)| {
                            if *text == split.from { body.to_owned() } else { text.clone() }
                        });
                        let line = format!("{domain}/{}", key.text);
                        (key.text.to_string(), line, bodies.collect::<Vec<_>>().join("\n"))
                    }));
                }
            }
        }
    }
    changes
}

/// Replaces the body where a value names it; says whether it does.
fn rename(value: &Node, from: &str, to: &str, changes: &mut ProfileChanges) -> bool {
    let mut texts = Vec::new();
    scalars(value, &mut texts);
    let before = changes.texts.len();
    let named = texts.into_iter().filter(|(_, text)| text == from);
    changes.texts.extend(named.map(|(span, text)| (span, text, to.to_owned())));
    changes.texts.len() > before
}

/// The text of `mulu.yaml` with a line behind that of its role; `None` when that cannot be written with
/// certainty.
pub fn with_line(text: &str, role: &str, key: &str, bodies: &[&str]) -> Option<String> {
    const BINDINGS: &str = "责任单位";
    let tree = parse(text).ok()?;
    let entries = tree.get(BINDINGS)?.entries();
    if entries.iter().any(|(known, _)| known.text == key) {
        return Some(text.to_owned());
    }
    let (name, value) = entries.iter().find(|(known, _)| known.text == role)?;
    let start = name.span.start as usize;
    let line = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let indent = text.get(line..start).filter(|indent| indent.trim().is_empty())?;
    let end = (value.span.start as usize..value.span.end as usize).end;
    let end = start.max(value.span.start as usize)
        + text.get(value.span.start as usize..end)?.trim_end().len();
    let written: Vec<String> =
        bodies.iter().map(|body| serde_json::Value::from(*body).to_string()).collect();
    let written = match written.as_slice() {
        [one] => one.clone(),
        some => format!("[{}]", some.join(", ")),
    };
    let at = text.get(end..)?.find('\n').map(|at| end + at + 1);
    let new = match at {
        Some(at) => format!("{}{indent}{key}: {written}\n{}", text.get(..at)?, text.get(at..)?),
        None => format!("{text}\n{indent}{key}: {written}\n"),
    };
    let after = parse(&new).ok()?;
    let now = after.get(BINDINGS)?;
    let added = now.entry(key).is_some() && now.entries().len() == entries.len() + 1;
    added.then_some(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROFILE: &str = "名称: 甲县\n责任单位:\n  县级财政部门: 甲县财政局   # 注\n  县级民政部门: [甲县民政局, 乙]\n牵头单位: {社会救助: 甲县民政局, 养老服务: 甲县民政局}\n";

    fn split() -> Split {
        Split {
            from: "甲县民政局".to_owned(),
            to: vec![
                ("甲县社会工作部".to_owned(), vec!["养老服务".to_owned()]),
                ("甲县民政和救助局".to_owned(), Vec::new()),
            ],
        }
    }

    #[test]
    fn only_whole_names_are_replaced() {
        for (text, wanted) in [
            ("甲县民政局", "乙局"),
            ("甲县民政局、丙局；甲县民政局", "乙局、丙局；乙局"),
            ("甲县民政局婚姻登记处", "甲县民政局婚姻登记处"),
            ("大甲县民政局、甲县民政局（主办）", "大甲县民政局、乙局（主办）"),
        ] {
            assert_eq!(renamed(text, "甲县民政局", "乙局"), wanted);
        }
    }

    #[test]
    fn settings_name_what_takes_its_place() {
        let tree = parse(PROFILE).expect("YAML");
        let domains = ["养老服务", "社会救助"].map(str::to_owned);
        let changes = in_profile(&tree, &split(), &domains);
        let after: Vec<&str> = changes.texts.iter().map(|(_, _, after)| after.as_str()).collect();
        assert_eq!(after, ["甲县民政和救助局", "甲县社会工作部", "甲县民政和救助局"]);
        let line = ("县级民政部门", "养老服务/县级民政部门", "甲县社会工作部\n乙");
        let line = (line.0.to_owned(), line.1.to_owned(), line.2.to_owned());
        assert_eq!(changes.lines, [line]);
        let new =
            with_line(PROFILE, "县级民政部门", "养老服务/县级民政部门", &["甲县社会工作部", "乙"]);
        let new = new.expect("a line");
        let wanted = "乙]\n  养老服务/县级民政部门: [\"甲县社会工作部\", \"乙\"]\n牵头";
        assert!(new.contains(wanted), "{new}");
    }
}
