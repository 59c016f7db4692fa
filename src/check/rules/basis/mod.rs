//! 依据: on which legal instruments an item rests.

mod basis_kind_mismatch;
mod basis_number_mismatch;
mod clause_form;
mod ephemeral_basis;
mod malformed_number;
mod newer_version;
mod only_general_basis;
mod outdated_version;
mod stale_basis;
mod unknown_basis;
mod vague_basis;

use crate::check::Rule;
use crate::finding::Severity;
use crate::model::{Basis, BasisList, Instrument, Item, fold};
use crate::register::{BasisMatch, FoundBy, InstrumentRegister, LegalInstrument};

/// The rules of this area, in the order in which they are listed.
pub(super) static RULES: &[&Rule] = &[
    &stale_basis::RULE,
    &outdated_version::RULE,
    &newer_version::RULE,
    &unknown_basis::RULE,
    &basis_number_mismatch::RULE,
    &malformed_number::RULE,
    &vague_basis::RULE,
    &only_general_basis::RULE,
    &ephemeral_basis::RULE,
    &basis_kind_mismatch::RULE,
    &clause_form::RULE,
];

/// An instrument that an item cites, and what the register knows of it.
struct Cited<'a> {
    /// The entry that it stands in.
    entry: &'a Basis,
    instrument: &'a Instrument,
    found: Option<BasisMatch<'static>>,
}

/// The instruments that an item cites.
fn citations(item: &Item) -> impl Iterator<Item = Cited<'_>> {
    let register = InstrumentRegister::get();
    entries(item).flat_map(move |entry| {
        entry.instruments.iter().map(move |instrument| {
            let found = register.match_basis(instrument);
            Cited { entry, instrument, found }
        })
    })
}

/// The entries of an item's basis.
fn entries(item: &Item) -> impl Iterator<Item = &Basis> {
    item.fields.basis.iter().flat_map(|basis| &basis.value.entries)
}

impl Cited<'_> {
    /// The level of a finding on this citation: a note where the guideline cites the same, however the
    /// cell was rewritten, since the fault is the guideline's.
    fn level(&self, item: &Item, level: Severity) -> Severity {
        let guideline = item.fields.basis.as_ref().and_then(|basis| basis.guideline_text());
        let guided = guideline.is_some_and(|text| {
            BasisList::parse(text).instruments().any(|instrument| self.is_same(instrument))
        });
        if guided { Severity::Note } else { level }
    }

    /// Whether another citation is of the same instrument, with the same number if there is one.
    fn is_same(&self, other: &Instrument) -> bool {
        let number = |instrument: &Instrument| instrument.number.as_deref().map(fold::compact);
        let (own, others) = (number(self.instrument), number(other));
        let by_name = |found: &BasisMatch<'_>| found.found_by != FoundBy::Number;
        let found = InstrumentRegister::get().match_basis(other).filter(by_name);
        let same_name = match self.found.filter(by_name) {
            Some(known) => found.is_some_and(|found| found.entry.name == known.entry.name),
            None => fold::compact(&self.instrument.name) == fold::compact(&other.name),
        };
        same_name && (own.is_none() || own == others)
    }
}

/// The level of a finding that rests on what the register says: only a note while that is not verified.
fn verified(law: &LegalInstrument, level: Severity) -> Severity {
    if law.is_verified() { level } else { Severity::Note }
}
