//! Local domains from before their numbers had a letter, read as what they are now.
//!
//! Until then a layer numbered a domain of its own behind the built-in ones, from 38 on, where the next
//! national domain meets it. Such a number is read with the letter of the layer that set the domain up,
//! and so are the codes in it: 38.001 of a county is X38.001. Every place that has to be rewritten is
//! kept in [`Layer::moved`], told once a file, and mended by `--fix`.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::model::{
    Adjustment, Code, Domain, DomainFrame, DomainNumber, ItemRef, Layer, Moved, NewItem,
    StageRecord, WholeTable,
};
use crate::register::Registers;
use crate::rules::layers::reserved_number;
use crate::source::{FileId, Located, Location};

/// The number from which local domains were counted.
const FIRST: &str = "38";

/// What a body and those above it had numbered that way.
#[derive(Debug, Clone, Default)]
pub struct Moves {
    domains: Vec<MovedDomain>,
    codes: BTreeMap<Code, Code>,
}

#[derive(Debug, Clone)]
struct MovedDomain {
    from: DomainNumber,
    to: DomainNumber,
    frame: DomainFrame,
    /// Whether the old number alone still means this domain.
    is_alone: bool,
}

impl Moves {
    /// Rewrites a layer and its records, over those that were seen before; says what has to be changed.
    pub fn apply(
        &mut self,
        layer: &mut Layer,
        records: &mut [StageRecord],
        national: &[Domain],
        registers: &Registers,
    ) -> Vec<Finding> {
        for table in &layer.tables {
            self.learn(table, layer, national, registers);
        }
        if self.domains.is_empty() {
            return Vec::new();
        }
        let mut moved = Vec::new();
        for table in &mut layer.tables {
            self.table(table, &mut moved);
        }
        for adjustment in &mut layer.adjustments {
            self.addition(adjustment, &mut moved);
        }
        self.references(layer, records, &mut moved);
        moved.sort();
        moved.dedup();
        let findings = told(&moved, registers);
        layer.moved = moved;
        findings
    }

    /// Notes the domain of a table that is numbered the old way.
    fn learn(
        &mut self,
        table: &WholeTable,
        layer: &Layer,
        national: &[Domain],
        registers: &Registers,
    ) {
        let (Some(number), Some(frame)) = (&table.number, &table.own) else { return };
        let number = &number.value;
        let is_national = || {
            let known = national.iter().find(|domain| domain.number == *number);
            known.is_some_and(|domain| domain.is_called(&frame.name))
                || registers.domain_name(number).is_some_and(|name| name == frame.name)
        };
        let known =
            |domain: &MovedDomain| domain.from == *number && domain.frame.name == frame.name;
        if number.is_local()
            || number.as_str() < FIRST
            || self.domains.iter().any(known)
            || is_national()
        {
            return;
        }
        self.domains.push(MovedDomain {
            from: number.clone(),
            to: number.at(layer.profile.level.value),
            frame: frame.clone(),
            is_alone: !national.iter().any(|domain| domain.number == *number),
        });
    }

    /// The moved domain that a table is about.
    fn of_table(&self, table: &WholeTable) -> Option<&MovedDomain> {
        match (&table.number, &table.own) {
            (Some(number), Some(own)) => self
                .domains
                .iter()
                .find(|domain| domain.from == number.value && domain.frame.name == own.name),
            _ => self.called(&table.domain.value),
        }
    }

    fn called(&self, word: &str) -> Option<&MovedDomain> {
        self.domains.iter().find(|domain| {
            domain.is_alone && domain.from.as_str() == word || domain.frame.is_called(word)
        })
    }

    fn table(&mut self, table: &mut WholeTable, moved: &mut Vec<Moved>) {
        let Some(MovedDomain { from, to, .. }) = self.of_table(table).cloned() else { return };
        if let Some(number) = table.number.as_mut().filter(|number| number.value == from) {
            moved.push(entry(number.location, &from, &to));
            number.value = to.clone();
        }
        if table.domain.value == from.as_str() {
            table.domain.value = to.to_string();
        }
        table.rows.iter_mut().for_each(|row| self.row(row, &from, &to, moved));
    }

    fn addition(&mut self, adjustment: &mut Adjustment, moved: &mut Vec<Moved>) {
        let Adjustment::Add { domain, item } = adjustment else { return };
        let Some(MovedDomain { from, to, .. }) = self.called(&domain.value).cloned() else {
            return;
        };
        self.word(domain, moved);
        self.row(item, &from, &to, moved);
    }

    fn row(
        &mut self,
        row: &mut NewItem,
        from: &DomainNumber,
        to: &DomainNumber,
        moved: &mut Vec<Moved>,
    ) {
        let Some(code) = row.code.as_mut().filter(|code| code.value.is_in(from)) else { return };
        let new = code.value.moved_to(to);
        moved.push(entry(code.location, &code.value, &new));
        self.codes.insert(std::mem::replace(&mut code.value, new.clone()), new);
    }

    /// What the rest of a layer says of moved domains and of the items in them.
    fn references(&self, layer: &mut Layer, records: &mut [StageRecord], moved: &mut Vec<Moved>) {
        for adjustment in &mut layer.adjustments {
            if let Adjustment::Modify { item, .. } | Adjustment::Drop { item, .. } = adjustment {
                self.reference(item, moved);
            }
        }
        let of_duties = layer.duties.iter_mut().flat_map(|duty| &mut duty.items);
        let profile = &mut layer.profile;
        let excepted =
            profile.settings.exceptions.iter_mut().filter_map(|exception| exception.item.as_mut());
        let recorded = records.iter_mut().filter_map(|record| record.item.as_mut());
        of_duties.chain(excepted).chain(recorded).for_each(|item| self.reference(item, moved));
        let records = records.iter_mut().filter_map(|record| record.domain.as_mut());
        let listed = profile.domains.iter_mut().flatten();
        let left_out = profile.not_involved.iter_mut().map(|entry| &mut entry.domain);
        records.chain(listed).chain(left_out).for_each(|word| self.word(word, moved));
        for binding in &mut profile.bindings {
            if let Some(domain) = &mut binding.domain {
                self.key(domain, binding.role.location, moved);
            }
        }
        let leads = std::mem::take(&mut profile.leads).into_iter();
        profile.leads = leads
            .map(|(mut domain, lead)| {
                self.key(&mut domain, lead.location, moved);
                (domain, lead)
            })
            .collect();
    }

    fn reference(&self, item: &mut ItemRef, moved: &mut Vec<Moved>) {
        if let Some(new) = item.code.as_ref().and_then(|code| self.codes.get(code)) {
            moved.extend(item.code.as_ref().map(|code| entry(item.location, code, new)));
            item.code = Some(new.clone());
        }
        for word in item.domain.iter_mut().chain(item.names.first_mut()) {
            self.key(word, item.location, moved);
        }
    }

    fn word(&self, word: &mut Located<String>, moved: &mut Vec<Moved>) {
        self.key(&mut word.value, word.location, moved);
    }

    /// A word that is the old number.
    fn key(&self, word: &mut String, location: Location, moved: &mut Vec<Moved>) {
        let Some(domain) = self.called(word).filter(|domain| domain.from.as_str() == word) else {
            return;
        };
        moved.push(entry(location, &domain.from, &domain.to));
        *word = domain.to.to_string();
    }
}

fn entry(location: Location, from: &impl ToString, to: &impl ToString) -> Moved {
    Moved { location, from: from.to_string(), to: to.to_string() }
}

/// One warning a file, at its first place.
fn told(moved: &[Moved], registers: &Registers) -> Vec<Finding> {
    let mut files: BTreeMap<FileId, Vec<&Moved>> = BTreeMap::new();
    for place in moved {
        files.entry(place.location.file).or_default().push(place);
    }
    files.into_values().filter_map(|places| old_number(&places, registers)).collect()
}

fn old_number(places: &[&Moved], registers: &Registers) -> Option<Finding> {
    let first = places.first()?;
    let number = DomainNumber::parse(first.from.get(..2)?)?;
    let owner = registers.domain_name(&number);
    let fault = reserved_number::old_number(first, &number, owner.as_deref(), places.len());
    Some(fault.at(first.location))
}
