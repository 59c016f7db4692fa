//! `mulu explain DIR ITEM` 说明: the chain of layers behind one item, field by field.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use super::data::DataArg;
use super::{CliError, ExitStatus};
use crate::input::decode::item_ref;
use crate::input::project::Project;
use crate::merge::{Match, Resolver};
use crate::model::{
    Catalogue, Decision, Domain, DomainNumber, Field, Former, Item, LayerId, Origin,
};
use crate::pipeline::{self, Base};
use crate::register::Registers;
use crate::source::{FilePlace, Location, SourceMap};

/// Shows where every field of an item comes from, for each body of the repository (or one of them).
pub(super) fn run(
    folder: &Path,
    word: &str,
    member: Option<&str>,
    data: &DataArg,
) -> Result<ExitStatus, CliError> {
    let mut project = data.project(folder)?;
    let mut raised = Vec::new();
    let base = Base::load(&mut project, &mut raised);
    let mut text = String::new();
    for body in 0..project.bodies.len() {
        let Some(catalogue) = pipeline::merge(&project, &base, body) else { continue };
        if project.bodies[body].wanted && member.is_none_or(|name| name == catalogue.name()) {
            let before = text.len();
            describe(&project.map, base.registers(body), &catalogue, word, &mut text);
            if text.len() == before {
                dropped_above(&project, &base, body, word, &mut text);
            }
        }
    }
    if text.is_empty() {
        let hint = "核对编码或名称（写成 一级事项/二级事项），用 mulu domains 编号 可以看一个领域的全部事项";
        return Err(CliError::Message(format!("没有找到事项“{word}”。{hint}")));
    }
    let _ = write!(std::io::stdout(), "{text}");
    Ok(ExitStatus::Clean)
}

fn describe(
    map: &SourceMap,
    registers: &Registers,
    catalogue: &Catalogue,
    word: &str,
    text: &mut String,
) {
    let reference =
        item_ref(word, None, Location { file: map_start(catalogue), place: FilePlace::Whole });
    let resolver = Resolver::new(&catalogue.domains);
    if let Match::Sure((d, i)) = resolver.reference(&reference) {
        let domain = &catalogue.domains[d];
        heading(catalogue, domain, &domain.items[i], text);
        if let Some(source) = registers.source_of_domain(&domain.number) {
            let _ = writeln!(text, "  指引：用的是{}的 {}", source.layer, source.file);
        }
        for field in Field::ALL {
            describe_field(map, catalogue, &domain.items[i], field, text);
        }
        describe_other(map, catalogue, &domain.items[i], text);
        text.push('\n');
        return;
    }
    let entry = catalogue.ledger.items.iter().find(|entry| {
        Some(&entry.code) == reference.code.as_ref()
            || entry.names.join("/") == reference.names.join("/")
    });
    if let Some(entry) = entry {
        let _ = writeln!(text, "{}  {} {}", catalogue.name(), entry.code, entry.names.join("/"));
        let _ = writeln!(text, "  {}", decision(map, catalogue, &entry.decision, &entry.domain));
        let _ = writeln!(text, "  上一层：{}\n", place(map, catalogue, entry.origin));
    }
}

/// Tells which of the bodies above dropped an item that this one never saw, and why.
fn dropped_above(project: &Project, base: &Base, body: usize, word: &str, text: &mut String) {
    let name = project.bodies[body].name().unwrap_or_default();
    let mut above = project.bodies[body].parent;
    while let Some(upper) = above {
        above = project.bodies[upper].parent;
        let Some(catalogue) = pipeline::merge(project, base, upper) else { continue };
        let place_of = Location { file: map_start(&catalogue), place: FilePlace::Whole };
        let reference = item_ref(word, None, place_of);
        let mut entries = catalogue.ledger.items.iter();
        let entry = entries.find(|entry| {
            let named = Some(&entry.code) == reference.code.as_ref()
                || entry.names.join("/") == reference.names.join("/");
            named && matches!(entry.decision, Decision::Dropped(_) | Decision::DomainDropped)
        });
        let Some(entry) = entry else { continue };
        let why = decision(&project.map, &catalogue, &entry.decision, &entry.domain);
        let _ = writeln!(text, "{name}  {} {}", entry.code, entry.names.join("/"));
        let _ = writeln!(text, "  上一层的{}：{why}", catalogue.name());
        let _ = writeln!(text, "  再上一层：{}\n", place(&project.map, &catalogue, entry.origin));
        return;
    }
}

fn map_start(catalogue: &Catalogue) -> crate::source::FileId {
    catalogue.profile.location.file
}

fn heading(catalogue: &Catalogue, domain: &Domain, item: &Item, text: &mut String) {
    let layers: Vec<&str> = catalogue.layers.iter().map(|layer| layer.name.as_str()).collect();
    let _ =
        writeln!(text, "{}  {} {}（{}）", catalogue.name(), item.code, item.title(), domain.name);
    let _ = writeln!(text, "  层：{}", layers.join(" → "));
}

fn describe_field(
    map: &SourceMap,
    catalogue: &Catalogue,
    item: &Item,
    field: Field,
    text: &mut String,
) {
    let _ = writeln!(text, "  {field}");
    let (Some(value), Some((origin, replaced))) =
        (item.fields.text(field), item.fields.trace(field))
    else {
        let note = if item.unverified.contains(field) {
            "（待核：没有在出处见到）"
        } else {
            ""
        };
        let _ = writeln!(text, "    现在  （空）{note}");
        return;
    };
    let mark = if item.unverified.contains(field) { "（待核）" } else { "" };
    let _ = writeln!(text, "    现在  {}{mark}", one_line(&value));
    if field == Field::Bodies && !item.bound.is_empty() {
        for bound in &item.bound {
            let (role, bodies) = (&bound.role, bound.bodies.join("、"));
            let _ = writeln!(text, "    {role} → {bodies}");
            let _ = writeln!(text, "          {}", place(map, catalogue, bound.origin));
        }
    } else {
        let _ = writeln!(text, "    来自  {}", place(map, catalogue, origin));
    }
    // Of a confirmed text it is known on which page who saw it.
    let seen = catalogue.reason(origin).filter(|_| origin.layer == LayerId::NATIONAL);
    if let Some(seen) = seen {
        let _ = writeln!(text, "          {seen}");
    }
    describe_former(map, catalogue, replaced, text);
}

fn describe_former(map: &SourceMap, catalogue: &Catalogue, replaced: &[Former], text: &mut String) {
    for former in replaced.iter().rev() {
        let _ = writeln!(text, "    原来  {}", one_line(&former.text));
        let _ = writeln!(text, "          {}", place(map, catalogue, former.origin));
    }
}

fn describe_other(map: &SourceMap, catalogue: &Catalogue, item: &Item, text: &mut String) {
    for (heading, value) in &item.fields.other {
        let _ = writeln!(text, "  其他：{heading}");
        let _ = writeln!(text, "    现在  {}", one_line(&value.value));
        let _ = writeln!(text, "    来自  {}", place(map, catalogue, value.origin));
        describe_former(map, catalogue, &value.replaced, text);
    }
}

/// The layer and the place of an origin.
fn place(map: &SourceMap, catalogue: &Catalogue, origin: Origin) -> String {
    let layer = catalogue.layers.get(usize::from(origin.layer.0)).map_or("", |l| l.name.as_str());
    format!("{layer}  {}", map.describe(origin.location))
}

/// Why an item is not in the catalogue.
fn decision(
    map: &SourceMap,
    catalogue: &Catalogue,
    decision: &Decision,
    domain: &DomainNumber,
) -> String {
    match decision {
        Decision::Dropped(dropping) => {
            let reason = dropping.reason.map_or("（没有写理由）", |reason| reason.label());
            let note = dropping.note.as_deref().unwrap_or("");
            format!("不采用：{reason}。{note}  {}", map.describe(dropping.location))
        }
        Decision::DomainDropped => {
            let entry = catalogue.ledger.domains.iter().find(|entry| entry.number == *domain);
            let said = entry.and_then(|entry| entry.reason.as_ref());
            let reason = said
                .and_then(|n| n.reason)
                .map_or("（没有写理由）", |reason| reason.label());
            let note = said.and_then(|n| n.note.as_deref()).unwrap_or("");
            format!("整个领域不采用：{reason}。{note}")
        }
        Decision::Unaccounted(location) => {
            format!("整表里没有这一行，也没有说明理由  {}", map.describe(*location))
        }
        Decision::OtherLevel => "公开层级里没有本级，不列入本级目录".to_owned(),
        Decision::LevelUnknown => {
            "公开层级待核，留在上一级；本级要公开的，在 overlays 里写上它的公开层级".to_owned()
        }
        Decision::Kept | Decision::Changed(_) => decision.label().to_owned(),
    }
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("；")
}
