//! The instruments that items cite, and what the register knows of them.

use crate::finding::Severity;
use crate::model::{Basis, BasisList, Instrument, Item, Today, fold};
use crate::register::{BasisMatch, FoundBy, InstrumentRegister, LegalInstrument};

/// An instrument that an item cites, and what the register knows of it.
#[derive(Debug)]
pub(crate) struct Cited<'a> {
    /// The entry that it stands in.
    pub(crate) entry: &'a Basis,
    /// The instrument as cited.
    pub(crate) instrument: &'a Instrument,
    /// What the register has.
    pub(crate) found: Option<BasisMatch<'a>>,
    /// The register that was asked.
    pub(crate) register: &'a InstrumentRegister,
}

/// The instruments that an item cites.
pub(crate) fn citations<'a>(
    register: &'a InstrumentRegister,
    item: &'a Item,
) -> impl Iterator<Item = Cited<'a>> {
    entries(item).flat_map(move |entry| {
        entry.instruments.iter().map(move |instrument| {
            let found = register.match_basis(instrument);
            Cited { entry, instrument, found, register }
        })
    })
}

/// The entries of an item's basis.
pub(crate) fn entries(item: &Item) -> impl Iterator<Item = &Basis> {
    item.fields.basis.iter().flat_map(|basis| &basis.value.entries)
}

impl<'a> Cited<'a> {
    /// The instrument behind a citation, where it no longer holds.
    pub(crate) fn over(&self, today: Today) -> Option<&'a LegalInstrument> {
        let found = self.found.filter(|found| found.found_by != FoundBy::Number)?;
        found.entry.is_over_on(today).then_some(found.entry)
    }

    /// The level of a finding on this citation: a note where the guideline cites the same, however the
    /// cell was rewritten, since the fault is the guideline's.
    pub(crate) fn level(&self, item: &Item, level: Severity) -> Severity {
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
        let found = self.register.match_basis(other).filter(by_name);
        let same_name = match self.found.filter(by_name) {
            Some(known) => found.is_some_and(|found| found.entry.name == known.entry.name),
            None => fold::compact(&self.instrument.name) == fold::compact(&other.name),
        };
        same_name && (own.is_none() || own == others)
    }
}

/// The level of a finding that rests on what the register says: only a note while that is not verified.
pub(crate) fn verified(law: &LegalInstrument, level: Severity) -> Severity {
    if law.is_verified() { level } else { Severity::Note }
}
