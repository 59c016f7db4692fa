//! One layer over the state of those above it.

use std::collections::BTreeMap;

use super::bind::Binder;
use super::code::local_code;
use super::overlay::overlay;
use super::resolve::{Match, Position, Resolver};
use super::table::{self, MatchedRow};
use super::{Outcome, State};
use crate::finding::{Finding, ItemName, RuleId, Severity};
use crate::model::{
    Adjustment, Decision, Domain, DomainEntry, Dropping, Field, FieldSet, Fields, Item, ItemRef,
    Layer, LayerId, LedgerEntry, NewItem, Origin,
};
use crate::source::Location;

/// Applies the last of `layers` to the state, and says what became of every item above.
pub(super) fn layer(
    state: &mut State,
    layers: &[&Layer],
    id: LayerId,
    findings: &mut Vec<Finding>,
) -> Outcome {
    let Some(own) = layers.last() else { return Outcome::default() };
    let mut outcome = Outcome::default();
    for item in state.domains.iter_mut().flat_map(|domain| &mut domain.items) {
        item.listed = None;
        item.blank.clear();
    }
    if own.profile.without_counties {
        super::finish::lift_levels(state, own, id);
    }
    select_domains(state, own, findings, &mut outcome);
    let mut plan = Plan::default();
    {
        let resolver = Resolver::new(&state.domains);
        let binder = Binder::new(layers);
        plan_tables(&mut plan, own, &state.domains, &resolver, &binder, findings);
        plan_adjustments(&mut plan, own, &state.domains, &resolver, findings);
    }
    plan.report_conflicts(&state.domains, findings);
    let decided = plan.carry_out(state, own, id, findings);
    outcome.entries.extend(decided);
    outcome
}

/// Takes out the domains that the layer does not adopt, each with what it said about it.
fn select_domains(
    state: &mut State,
    own: &Layer,
    findings: &mut Vec<Finding>,
    outcome: &mut Outcome,
) {
    let profile = &own.profile;
    let names =
        profile.domains.iter().flatten().chain(profile.not_involved.iter().map(|n| &n.domain));
    let tabled = |name: &str| {
        let mut domains = own.tables.iter().filter_map(|table| table.own.as_ref());
        domains.any(|domain| domain.is_called(name))
    };
    for name in names {
        let known = state.domains.iter().any(|d| d.is_called(&name.value));
        if !known && !tabled(&name.value) {
            findings.push(unknown_domain(&name.value, name.location, &state.domains));
        }
    }
    let (kept, dropped): (Vec<Domain>, Vec<Domain>) =
        std::mem::take(&mut state.domains).into_iter().partition(|domain| {
            let listed = profile.domains.as_ref();
            let listed = listed.is_none_or(|list| list.iter().any(|d| domain.is_called(&d.value)));
            listed && !profile.not_involved.iter().any(|n| domain.is_called(&n.domain.value))
        });
    state.domains = kept;
    for domain in dropped {
        let reason =
            profile.not_involved.iter().find(|n| domain.is_called(&n.domain.value)).cloned();
        outcome.entries.extend(domain.items.iter().map(|item| LedgerEntry {
            domain: domain.number.clone(),
            code: item.code.clone(),
            names: item.names().to_vec(),
            decision: match super::finish::is_other_level(item, profile.level.value) {
                true => Decision::OtherLevel,
                false => Decision::DomainDropped,
            },
            origin: item.origin,
        }));
        outcome.domains.push(DomainEntry {
            number: domain.number,
            name: domain.name,
            reason,
            items: domain.items.len(),
        });
    }
}

fn unknown_domain(name: &str, location: Location, domains: &[Domain]) -> Finding {
    let known = domains.iter().map(|d| d.name.as_str());
    let help = match crate::model::suggest::nearest(name, known) {
        Some(meant) => format!("是不是要写“{meant}”？"),
        None => {
            "用 mulu domains 看有哪些领域；本级自设的领域要有一张整表，写明编号（38 以上）和名称"
                .to_owned()
        }
    };
    let message = format!("没有“{name}”这个领域，写在这里的内容不会被用到");
    Finding::new(RuleId("unknown-domain"), Severity::Error, location, message).with_help(help)
}

/// Everything that a layer wants, before any of it is done.
#[derive(Debug, Default)]
struct Plan<'a> {
    changes: BTreeMap<Position, Vec<Change>>,
    drops: BTreeMap<Position, Vec<Dropping>>,
    additions: Vec<(usize, &'a NewItem)>,
    new_domains: Vec<Domain>,
    /// Domains for which the layer has a whole table, with the place of the first one.
    tabled: BTreeMap<usize, Location>,
    /// Items that a whole table of the layer lists, with the first row.
    listed: BTreeMap<Position, Location>,
}

/// What one place wants to set on one item.
#[derive(Debug)]
struct Change {
    fields: Fields,
    blank: Vec<(Field, Location)>,
    location: Location,
}

fn plan_tables<'a>(
    plan: &mut Plan<'a>,
    own: &'a Layer,
    domains: &[Domain],
    resolver: &Resolver<'_>,
    binder: &Binder<'_>,
    findings: &mut Vec<Finding>,
) {
    for table in &own.tables {
        let Some(domain) = resolver.domain(&table.domain.value) else {
            plan_new_domain(plan, table, domains, findings);
            continue;
        };
        plan.tabled.entry(domain).or_insert(table.location);
        let compared = table::compare(table, domain, resolver, domains, binder, findings);
        let mut first_rows: BTreeMap<Position, Location> = BTreeMap::new();
        for MatchedRow { at, fields, blank, location, sure } in compared.matched {
            plan.listed.entry(at).or_insert(location);
            if let Some(first) = first_rows.get(&at).filter(|_| sure) {
                findings.push(listed_twice(
                    &domains[at.0],
                    &domains[at.0].items[at.1],
                    location,
                    *first,
                ));
            }
            first_rows.entry(at).or_insert(location);
            plan.changes.entry(at).or_default().push(Change { fields, blank, location });
        }
        plan.additions.extend(compared.added.into_iter().map(|row| (domain, row)));
    }
}

/// Two rows of one table that stand for the same item of the layer above.
fn listed_twice(domain: &Domain, item: &Item, here: Location, first: Location) -> Finding {
    let message = "同一张表里这个事项列了两次，不知道以哪一行为准";
    let mut finding = Finding::new(RuleId("duplicate-item"), Severity::Error, here, message)
        .with_help("合成一行；确是两个事项的，把名称写得有区别")
        .with_related(first, "第一次列在这里");
    finding.item = Some(name_of(domain, item));
    finding
}

fn name_of(domain: &Domain, item: &Item) -> ItemName {
    ItemName {
        domain: domain.name.clone(),
        code: Some(item.code.clone()),
        path: item.names().to_vec(),
    }
}

/// A table of a domain that the layer above does not have: a domain of one's own, if it says its number.
fn plan_new_domain<'a>(
    plan: &mut Plan<'a>,
    table: &'a crate::model::WholeTable,
    domains: &[Domain],
    findings: &mut Vec<Finding>,
) {
    let own = table.own.as_ref().filter(|own| own.number.len() == 2 && own.number.as_str() > "37");
    match own {
        Some(own) if !domains.iter().any(|d| d.number == own.number) => {
            let index = domains.len() + plan.new_domains.len();
            plan.new_domains.push(own.clone());
            plan.additions.extend(table.rows.iter().map(|row| (index, row)));
        }
        _ => findings.push(unknown_domain(&table.domain.value, table.domain.location, domains)),
    }
}

fn plan_adjustments<'a>(
    plan: &mut Plan<'a>,
    own: &'a Layer,
    domains: &[Domain],
    resolver: &Resolver<'_>,
    findings: &mut Vec<Finding>,
) {
    for adjustment in &own.adjustments {
        match adjustment {
            Adjustment::Modify { item, fields, .. } => {
                if let Some(at) = target(item, domains, resolver, findings) {
                    let change = Change {
                        fields: fields.clone(),
                        blank: Vec::new(),
                        location: item.location,
                    };
                    plan.changes.entry(at).or_default().push(change);
                }
            }
            Adjustment::Drop { item, dropping } => {
                if let Some(at) = target(item, domains, resolver, findings) {
                    plan.drops.entry(at).or_default().push(dropping.clone());
                }
            }
            Adjustment::Add { domain, item } => match plan.domain(&domain.value, domains, resolver)
            {
                Some(index) => plan.additions.push((index, item)),
                None => findings.push(unknown_domain(&domain.value, domain.location, domains)),
            },
        }
    }
}

/// The item that an adjustment is about; a reference that leads nowhere is a finding.
fn target(
    reference: &ItemRef,
    domains: &[Domain],
    resolver: &Resolver<'_>,
    findings: &mut Vec<Finding>,
) -> Option<Position> {
    let near = match resolver.reference(reference) {
        Match::Sure(at) => return Some(at),
        Match::Unsure(at, _) => Some(&domains[at.0].items[at.1]),
        Match::None => None,
    };
    findings.push(unknown_item(reference, near));
    None
}

/// A reference to an item that is not in the catalogue.
pub(super) fn unknown_item(reference: &ItemRef, near: Option<&Item>) -> Finding {
    let message = format!("上一层里没有“{}”这个事项，这一条不起作用", reference.text());
    let help = match near {
        Some(item) => format!("是不是指 {} {}？写编码最稳妥", item.code, item.title()),
        None => "核对编码或名称；领域在本级没有采用的，也找不到它的事项".to_owned(),
    };
    Finding::new(RuleId("unknown-item"), Severity::Error, reference.location, message)
        .with_help(help)
}

impl Plan<'_> {
    /// The index of the domain that a word names, also of one that the layer itself brings in.
    fn domain(&self, word: &str, domains: &[Domain], resolver: &Resolver<'_>) -> Option<usize> {
        let new = || self.new_domains.iter().position(|domain| domain.is_called(word));
        resolver.domain(word).or_else(|| new().map(|at| domains.len() + at))
    }

    /// Reports places of the same rank that want different things of the same item.
    fn report_conflicts(&self, domains: &[Domain], findings: &mut Vec<Finding>) {
        for (at, changes) in &self.changes {
            let item = &domains[at.0].items[at.1];
            for field in Field::ALL {
                let set = changes.iter().filter_map(|change| {
                    Some((change.fields.text(field)?, change.fields.origin(field)?.location))
                });
                let mut set: Vec<(String, Location)> = set.collect();
                set.sort_by_key(|(_, location)| *location);
                if let [(first, here), rest @ ..] = set.as_slice()
                    && let Some((other, there)) = rest.iter().find(|(text, _)| text != first)
                {
                    let message =
                        format!("同一层有两处对“{field}”写得不一样：“{first}”和“{other}”");
                    findings.push(conflict(
                        domains,
                        *at,
                        item,
                        *there,
                        *here,
                        message,
                        Some(field),
                    ));
                }
            }
            if let Some(dropping) = self.drops.get(at).and_then(|d| d.first()) {
                let changed = changes.iter().map(|c| c.location).min();
                let message = "同一层一处不采用这个事项，另一处又列出或修改它".to_owned();
                let there = changed.unwrap_or(dropping.location);
                findings.push(conflict(
                    domains,
                    *at,
                    item,
                    dropping.location,
                    there,
                    message,
                    None,
                ));
            }
        }
        for (at, drops) in &self.drops {
            let mut drops: Vec<&Dropping> = drops.iter().collect();
            drops.sort_by_key(|d| d.location);
            if let [first, rest @ ..] = drops.as_slice()
                && let Some(other) =
                    rest.iter().find(|d| d.reason != first.reason || d.note != first.note)
            {
                let item = &domains[at.0].items[at.1];
                let message = "同一层有两处不采用这个事项，写的理由不一样".to_owned();
                findings.push(conflict(
                    domains,
                    *at,
                    item,
                    other.location,
                    first.location,
                    message,
                    None,
                ));
            }
        }
    }

    /// Does what was planned; returns what became of every item above.
    fn carry_out(
        mut self,
        state: &mut State,
        own: &Layer,
        id: LayerId,
        findings: &mut Vec<Finding>,
    ) -> Vec<LedgerEntry> {
        let level = own.profile.level.value;
        let mut entries = Vec::new();
        for (d, domain) in state.domains.iter_mut().enumerate() {
            let mut kept = Vec::with_capacity(domain.items.len());
            for (i, mut item) in std::mem::take(&mut domain.items).into_iter().enumerate() {
                let names = item.names().to_vec();
                let (code, origin) = (item.code.clone(), item.origin);
                let decision = self.decide((d, i), &mut item, level);
                if matches!(decision, Decision::Kept | Decision::Changed(_) | Decision::OtherLevel)
                {
                    kept.push(item);
                }
                entries.push(LedgerEntry {
                    domain: domain.number.clone(),
                    code,
                    names,
                    decision,
                    origin,
                });
            }
            domain.items = kept;
        }
        state.domains.append(&mut self.new_domains);
        for (index, row) in std::mem::take(&mut self.additions) {
            if let Some(domain) = state.domains.get_mut(index) {
                add(domain, row, own, id, findings);
            }
        }
        entries
    }

    /// What becomes of one item, which is changed in place.
    fn decide(
        &mut self,
        at: Position,
        item: &mut Item,
        level: crate::model::AdminLevel,
    ) -> Decision {
        if let Some(dropping) =
            self.drops.get(&at).and_then(|d| d.iter().min_by_key(|d| d.location))
        {
            return Decision::Dropped(dropping.clone());
        }
        let Some(mut changes) = self.changes.remove(&at) else {
            return match self.tabled.get(&at.0) {
                _ if super::finish::is_other_level(item, level) => Decision::OtherLevel,
                Some(place) => Decision::Unaccounted(*place),
                None => Decision::Kept,
            };
        };
        changes.sort_by_key(|change| change.location);
        let mut changed = FieldSet::EMPTY;
        // A table that lists an item keeps it, whatever its levels; a change of a field does not.
        item.listed = self.listed.get(&at).copied();
        for change in changes {
            for field in overlay(&mut item.fields, &change.fields).iter() {
                changed.insert(field);
            }
            for field in change.fields.set().iter() {
                item.unverified.remove(field);
            }
            item.blank.extend(change.blank);
        }
        if item.listed.is_none() && super::finish::is_other_level(item, level) {
            return Decision::OtherLevel;
        }
        if changed.is_empty() { Decision::Kept } else { Decision::Changed(changed) }
    }
}

fn conflict(
    domains: &[Domain],
    at: Position,
    item: &Item,
    here: Location,
    there: Location,
    message: String,
    field: Option<Field>,
) -> Finding {
    let mut finding = Finding::new(RuleId("conflicting-layers"), Severity::Error, here, message)
        .with_help("留下对的一处，删去或改正另一处")
        .with_related(there, "另一处在这里");
    finding.item = Some(name_of(&domains[at.0], item));
    finding.field = field;
    finding
}

/// Adds a row of one's own behind the last item of the same 一级事项.
fn add(domain: &mut Domain, row: &NewItem, own: &Layer, id: LayerId, findings: &mut Vec<Finding>) {
    let Some(names) = row.fields.names.as_ref() else { return };
    let given = row.code.as_ref().map(|code| code.value.clone());
    let code =
        given.or_else(|| local_code(&domain.number, own.profile.level.value, &names.value.0));
    let Some(code) = code else { return };
    if let Some(fault) = code_fault(domain, &code, row) {
        findings.push(fault);
        return;
    }
    let item = Item {
        code,
        serial: row.serial.clone(),
        aliases: Vec::new(),
        fields: row.fields.clone(),
        unverified: FieldSet::EMPTY,
        blank: Vec::new(),
        listed: Some(row.location),
        evidence: None,
        power: None,
        origin: Origin { layer: id, location: row.location },
    };
    let group =
        domain.items.iter().rposition(|other| other.names().first() == item.names().first());
    let at = group.map_or(domain.items.len(), |last| last + 1);
    domain.items.insert(at, item);
}

/// Why a code cannot be given to an addition.
fn code_fault(domain: &Domain, code: &crate::model::Code, row: &NewItem) -> Option<Finding> {
    let location = row.code.as_ref().map_or(row.location, |code| code.location);
    let taken = domain.items.iter().find(|item| item.code == *code);
    let (message, help) = if taken.is_some() && row.code.is_none() {
        let message = "本领域已经有同名的事项，公开时分不清以哪一行为准".to_owned();
        (message, "合成一行；确是两个事项的，把名称写得有区别".to_owned())
    } else if let Some(item) = taken {
        let message = format!("编码 {code} 已经是“{}”的，两个事项不能用同一个编码", item.title());
        (message, format!("换一个本级没有用过的编码，如 {}.X002", domain.number))
    } else if code.domain() != domain.number {
        let message = format!("编码 {code} 不属于“{}”领域（编号 {}）", domain.name, domain.number);
        (message, format!("编码要以 {}. 开头", domain.number))
    } else if !code.is_local() && domain.origin.layer == LayerId::NATIONAL {
        let message = format!("编码 {code} 留给国家指引，上一层没有这个事项，本级新增的不能用它");
        (
            message,
            format!(
                "本级新增事项的编码在点后加字母：县 {0}.X001，乡镇街道 {0}.Z001",
                domain.number
            ),
        )
    } else {
        return None;
    };
    let mut finding =
        Finding::new(RuleId("duplicate-item"), Severity::Error, location, message).with_help(help);
    if let Some(item) = taken {
        finding = finding.with_related(item.origin.location, "先有的那个事项");
    }
    finding.item = row.fields.names.as_ref().map(|names| ItemName {
        domain: domain.name.clone(),
        code: Some(code.clone()),
        path: names.value.0.clone(),
    });
    Some(finding)
}
