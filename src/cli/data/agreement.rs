//! Whether data of one's own agree with each other and with what is built in, as the built-in data are
//! held to by their tests.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::input::data::{DataEntry, DataKind};
use crate::model::{Domain, Item, fold};
use crate::register::{NumberMatch, Registers, Status};
use crate::rules::files::faulty_data;
use crate::source::SourceMap;

/// How many texts of a guideline are named.
const NAMED: usize = 8;

/// What the data contradict taken together.
pub(super) fn faults(registers: &Registers, findings: &mut Vec<Finding>) {
    let names = all_names(registers);
    for entry in registers.layers().iter().flat_map(|layer| &layer.entries) {
        let mut wrong = shared_names(&names, entry);
        match entry.kind {
            DataKind::Instrument => wrong.extend(successors(registers, entry)),
            DataKind::Year => wrong.extend(year_before(registers, entry)),
            _ => {}
        }
        if !wrong.is_empty() {
            let fault = faulty_data::do_not_agree(entry.kind.list(), &wrong);
            findings.push(fault.at(entry.source.location));
        }
    }
    for own in registers.layers().iter().flat_map(|layer| &layer.domains) {
        let number = own.node.text("编号").unwrap_or_default();
        let Some(domain) = registers.guideline(&mut SourceMap::new(), number) else { continue };
        let texts = not_understood(registers, &domain);
        if !texts.is_empty() {
            findings.push(faulty_data::not_understood(&texts).at(own.source.location));
        }
    }
}

/// Names and other wordings of a kind, folded, with the entries that have them.
type NameTable = BTreeMap<(DataKind, String), Vec<String>>;

fn all_names(registers: &Registers) -> NameTable {
    let mut names = NameTable::new();
    let mut add = |kind, name: &str, aliases: &[String]| {
        for wording in std::iter::once(name).chain(aliases.iter().map(String::as_str)) {
            let holders = names.entry((kind, fold::compact(wording))).or_default();
            if !holders.iter().any(|holder| holder == name) {
                holders.push(name.to_owned());
            }
        }
    };
    for law in registers.instruments().entries() {
        add(DataKind::Instrument, &law.name, &law.aliases);
    }
    for channel in registers.channels().channels() {
        add(DataKind::Channel, &channel.name, &channel.aliases);
    }
    names
}

/// Other entries that are called the same.
fn shared_names(names: &NameTable, entry: &DataEntry) -> Vec<String> {
    let aliases = ["简称", "别名"].into_iter().flat_map(|key| entry.node.texts(key));
    let own = std::iter::once(entry.name()).chain(aliases);
    let shared = own.filter_map(|name| {
        let holders = names.get(&(entry.kind, fold::compact(name)))?;
        (holders.len() > 1).then(|| format!("“{name}”也是别的条目的名称：{}", holders.join("、")))
    });
    shared.collect()
}

fn successors(registers: &Registers, entry: &DataEntry) -> Vec<String> {
    let register = registers.instruments();
    let unknown = entry.node.texts("替代者").into_iter();
    let unknown = unknown.filter(|name| register.find(name).is_none());
    let mut wrong: Vec<String> =
        unknown.map(|name| format!("替代者《{name}》不在登记里")).collect();
    let law = register.find(entry.name());
    let last = law.and_then(|law| register.successors(law).last().copied());
    if last.is_some_and(|last| last.status == Status::Superseded) && wrong.is_empty() {
        wrong.push("替代者一个接一个，绕回了自己".to_owned());
    }
    wrong
}

fn year_before(registers: &Registers, entry: &DataEntry) -> Option<String> {
    let years: Vec<i16> = registers.calendar().years().map(|year| year.year).collect();
    let before = entry.name().parse::<i16>().ok().and_then(|year| year.checked_sub(1))?;
    let is_missing = !years.contains(&before) && years.first() < Some(&before);
    is_missing.then(|| format!("前面缺 {before} 年"))
}

/// Roles, channels, limits and instruments of a guideline that no register knows.
fn not_understood(registers: &Registers, domain: &Domain) -> Vec<String> {
    let texts = domain.items.iter().flat_map(|item| of_item(registers, item));
    let mut texts: Vec<String> = texts.collect();
    let more = texts.len().saturating_sub(NAMED);
    texts.truncate(NAMED);
    if more > 0 {
        texts.push(format!("还有 {more} 处"));
    }
    texts
}

fn of_item(registers: &Registers, item: &Item) -> Vec<String> {
    let (fields, code) = (&item.fields, &item.code);
    let (register, channels) = (registers.bodies(), registers.channels());
    let mut unknown = Vec::new();
    for body in fields.bodies.iter().flat_map(|bodies| &bodies.value.list) {
        let is_role = |name: &str| register.role(name).is_some();
        if !is_role(&body.text) && !body.parts.iter().all(|part| is_role(&part.name)) {
            unknown.push(format!("{code} 公开主体“{}”", body.text));
        }
    }
    for set in fields.channels.iter().map(|channels| &channels.value) {
        let names = set.chosen.iter().chain(&set.optional);
        let strange = names.filter(|name| channels.find(name).is_none());
        unknown.extend(strange.map(|name| format!("{code} 公开渠道“{name}”")));
    }
    let limit = fields.limit.as_ref().filter(|limit| !limit.value.understood());
    unknown.extend(limit.map(|limit| format!("{code} 公开时限“{}”", limit.value.text())));
    for cited in fields.basis.iter().flat_map(|basis| basis.value.instruments()) {
        let found = registers.instruments().match_basis(cited);
        if found.is_none_or(|found| found.number == NumberMatch::Differs) {
            unknown.push(format!("{code} 公开依据《{}》", cited.name));
        }
    }
    unknown
}
