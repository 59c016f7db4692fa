//! basis-number-mismatch: the number belongs to another instrument, or is not this one's.
//!
//! A number with a damaged year cannot be compared. An order that changes many regulations at once is
//! the number of all of them, so it is never a mismatch.

use super::{newer_version, stale_basis};
use crate::check::facts::citations::{Cited, citations, verified};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{DocumentNumber, Field, ItemIn, document_number, fold};
use crate::register::{BasisMatch, DataKind, FoundBy, LegalInstrument, NumberMatch};

pub(crate) static CHECK: Check = Check::item(&RULE, check)
    .and_duties()
    .silent_by(&[Field::Basis])
    .yields_to(&[&stale_basis::CHECK, &newer_version::CHECK]);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Basis, include_str!("basis-number-mismatch.md")).also(&[Severity::Note]);

/// Titles more alike than this are one title, written in two ways.
const ALIKE: f64 = 0.5;

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    for cited in citations(scope.registers.instruments(), at.item) {
        let (Some(found), Some(number)) = (cited.found, cited.instrument.number.as_deref()) else {
            continue;
        };
        // A number in pieces is malformed-number's.
        if !is_sound(number) || !cited.entry.broken_numbers().is_empty() {
            continue;
        }
        let Some((level, fault, help)) = fault(&cited, &found, number) else { continue };
        let message = format!("《{}》的文号写成了{number}，{fault}", cited.instrument.name);
        let level = cited.level(at.item, level);
        reporter.at_level(Place::Citation(at, &cited), level, message).help(help).resting_on(
            scope.registers,
            DataKind::Instrument,
            &found.entry.name,
        );
    }
}

/// Whether the number can be compared: an order, or one with a proper year.
fn is_sound(number: &str) -> bool {
    document_number(number).is_some_and(|n| n.well_formed || n.is_order())
}

/// The level, what is wrong and what to do.
fn fault(
    cited: &Cited<'_>,
    found: &BasisMatch<'_>,
    number: &str,
) -> Option<(Severity, String, String)> {
    let law = found.entry;
    if found.found_by == FoundBy::Number {
        let other = is_other_title(&cited.instrument.name, law);
        let help = format!("核对：要引《{}》就改名称，否则改文号", law.name);
        return other.then(|| (verified(law, RULE.level), belongs_to(law), help));
    }
    if !matches!(found.number, NumberMatch::Unknown | NumberMatch::Differs) {
        return None;
    }
    let help = match law.current().and_then(|version| version.number.as_deref()) {
        Some(known) => format!("登记册里的文号是{known}"),
        None => "核对文号".to_owned(),
    };
    match cited.register.find_by_number(number).as_slice() {
        [other] if other.name != law.name && !other.touches(law) => {
            Some((verified(other, RULE.level), belongs_to(other), help))
        }
        [] if is_none_of_its_own(found, number) || is_no_order_of_its_own(found, number) => {
            Some((verified(law, RULE.level), "这件依据没有这个文号".to_owned(), help))
        }
        _ => None,
    }
}

fn belongs_to(law: &LegalInstrument) -> String {
    format!("那是《{}》的文号", law.name)
}

/// Whether a title is another one than the register's, not only written in another way.
fn is_other_title(name: &str, law: &LegalInstrument) -> bool {
    !name.is_empty() && {
        let known = std::iter::once(&law.name).chain(&law.aliases);
        let (name, mut known) = (fold::compact(name), known.map(|known| fold::compact(known)));
        !known.any(|known| {
            known.contains(&name)
                || name.contains(&known)
                || fold::similarity(&known, &name) > ALIKE
        })
    }
}

/// Whether the number is surely wrong: all numbers are known, one of them is of the same agency, and the
/// serial is none of theirs. A later order that the register does not have yet is not ruled out for
/// instruments that were changed before.
fn is_none_of_its_own(found: &BasisMatch<'_>, number: &str) -> bool {
    if found.number != NumberMatch::Differs {
        return false;
    }
    let Some(cited) = document_number(number) else { return false };
    let known: Vec<DocumentNumber> = found.entry.numbers().filter_map(document_number).collect();
    let same_serial = known.iter().any(|n| n.serial == cited.serial);
    let same_agency = known.iter().any(|n| n.agency == cited.agency);
    let settled = known.len() == 1 || cited.year.is_some();
    // 国发〔2016〕8号 for 中办发〔2016〕8号: only the letters are wrong.
    let slip = matches!(known.as_slice(), [only] if only.year.is_some() && only.year == cited.year
        && only.serial == cited.serial && !only.agency.is_empty() && !cited.agency.is_empty());
    settled && (slip || same_agency && (!same_serial || cited.year.is_some()))
}

/// The orders of the State Council that amend many regulations at once. Whichever of them the register
/// does not name yet may be the order of any regulation.
const COLLECTIVE: [&str; 16] = [
    "588", "628", "638", "645", "648", "653", "666", "676", "687", "690", "698", "703", "709",
    "714", "732", "752",
];
/// Up to here the register knows the orders of the State Council; later ones may be missing.
pub(super) const KNOWN_TO: u32 = 797;

/// Whether an order of the State Council is none of this regulation's: it is not among its versions,
/// amends no other one, and is no later than the register knows.
fn is_no_order_of_its_own(found: &BasisMatch<'_>, number: &str) -> bool {
    let order = |text: &str| document_number(text)?.state_council_order();
    let (Some(cited), NumberMatch::Differs) = (order(number), found.number) else { return false };
    found.entry.numbers().any(|known| order(known).is_some())
        && cited <= KNOWN_TO
        && !COLLECTIVE.iter().any(|known| known.parse() == Ok(cited))
}
