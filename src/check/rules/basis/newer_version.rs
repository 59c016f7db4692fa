//! newer-version: a number or a year that is later than all that the register knows of the instrument.
//!
//! The register is a copy of a certain day, so the citation is more likely right than old: a hint to look
//! it up, never to write the older number.

use jiff::civil::Date;

use super::basis_number_mismatch::KNOWN_TO;
use super::stale_basis;
use crate::check::facts::Facts;
use crate::check::facts::citations::{Cited, citations};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{DocumentNumber, Field, ItemIn, Today, document_number, fold};
use crate::register::{BasisMatch, DataKind, FoundBy, NumberMatch};

pub(crate) static CHECK: Check = Check::item(&RULE, check)
    .and_duties()
    .silent_by(&[Field::Basis])
    .yields_to(&[&stale_basis::CHECK])
    .claiming(claims);
pub(crate) static RULE: Rule = Rule::note(Area::Basis, include_str!("newer-version.md"));

fn claims(facts: &Facts<'_>, place: Place<'_>) -> bool {
    matches!(place, Place::Citation(_, cited) if newer(cited, facts.today()).is_some())
}

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    for cited in citations(scope.registers.instruments(), at.item) {
        let Some(Newer { written, known }) = newer(&cited, scope.today) else { continue };
        let name = &cited.instrument.name;
        let message = format!("《{name}》写的是{written}，比登记册里最新的{known}还新");
        reporter
            .at(Place::Citation(at, &cited), message)
            .help("登记册可能还没有收进这次修改，请到政府网查对；查对无误的不用改")
            .resting_on(
                scope.registers,
                DataKind::Instrument,
                cited.found.map_or("", |f| &f.entry.name),
            );
    }
}

/// What the citation says of its version, and the latest that the register knows.
struct Newer {
    written: String,
    known: String,
}

/// What of a citation is later than the register.
fn newer(cited: &Cited<'_>, today: Today) -> Option<Newer> {
    let found = cited.found.filter(|found| found.found_by != FoundBy::Number)?;
    by_number(cited, &found, today).or_else(|| by_year(cited, &found, today))
}

fn by_number(cited: &Cited<'_>, found: &BasisMatch<'_>, today: Today) -> Option<Newer> {
    let written = cited.instrument.number.as_deref()?;
    let unknown = matches!(found.number, NumberMatch::Unknown | NumberMatch::Differs);
    let of_another =
        || cited.register.find_by_number(written).iter().any(|o| !o.touches(found.entry));
    if !unknown || of_another() {
        return None;
    }
    let number = document_number(written)?;
    let known: Vec<(&str, DocumentNumber)> =
        found.entry.numbers().filter_map(|text| Some((text, document_number(text)?))).collect();
    let newer = match (number.is_order(), number.year) {
        (true, _) => is_later_order(&number, &known, found.number),
        (false, Some(year)) => {
            let past = i16::try_from(year).is_ok_and(|year| year <= today.year());
            past && found.number == NumberMatch::Differs && is_of_later_year(&number, year, &known)
        }
        (false, None) => false,
    };
    let (last, _) = known.last().filter(|_| newer)?;
    Some(Newer { written: written.to_owned(), known: (*last).to_owned() })
}

/// Whether an order comes after all known ones of the same agency. The orders of the State Council up to
/// [`KNOWN_TO`] are all registered; those of others are judged only where all numbers are known.
fn is_later_order(
    number: &DocumentNumber,
    known: &[(&str, DocumentNumber)],
    matched: NumberMatch,
) -> bool {
    if let Some(serial) = number.state_council_order() {
        let own = known.iter().filter_map(|(_, known)| known.state_council_order());
        return serial > KNOWN_TO && own.max().is_some_and(|last| serial > last);
    }
    let mut own = known.iter().filter(|(_, known)| known.agency == number.agency).peekable();
    let later = |known: &DocumentNumber| serial(number) > serial(known);
    matched == NumberMatch::Differs && own.peek().is_some() && own.all(|(_, known)| later(known))
}

/// Whether a number is of a later year than all known ones. One with the serial of a known number is more
/// likely a slip in the year.
fn is_of_later_year(number: &DocumentNumber, year: u16, known: &[(&str, DocumentNumber)]) -> bool {
    let earlier = |known: &DocumentNumber| {
        known.agency == number.agency
            && known.serial != number.serial
            && known.year.is_some_and(|known| known < year)
    };
    !known.is_empty() && known.iter().all(|(_, known)| earlier(known))
}

fn serial(number: &DocumentNumber) -> Option<u32> {
    fold::chinese_number(&number.serial).or_else(|| number.serial.parse().ok())
}

fn by_year(cited: &Cited<'_>, found: &BasisMatch<'_>, today: Today) -> Option<Newer> {
    let year = cited.entry.revision_year().filter(|_| cited.entry.instruments.len() == 1)?;
    let versions = found.entry.versions.iter();
    let known = versions.flat_map(|v| [v.published, v.in_force]).flatten().map(Date::year).max()?;
    (known < year && year <= today.year())
        .then(|| Newer { written: format!("{year}年的版本"), known: format!("{known}年的") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BasisList;
    use crate::register::built_in;

    const TODAY: Today = Today::new(jiff::civil::date(2026, 11, 21));

    fn is_newer(text: &str) -> bool {
        let list = BasisList::parse(text);
        let entry = &list.entries[0];
        let instrument = &entry.instruments[0];
        let register = built_in().instruments();
        let found = register.match_basis(instrument);
        newer(&Cited { entry, instrument, found, register }, TODAY).is_some()
    }

    #[test]
    fn later_than_the_register() {
        for text in [
            "《政府信息公开条例》（国务院令第899号）",
            "《政府信息公开条例》（国令第899号）",
            "《社会救助暂行办法》（国务院令第829号）",
            "《中华人民共和国行政强制法》（2026年修正）",
            "《国务院关于全面建立临时救助制度的通知》（国发〔2024〕9号）",
        ] {
            assert!(is_newer(text), "{text}");
        }
    }

    #[test]
    fn slips_and_what_is_known() {
        for text in [
            "《政府信息公开条例》（国务院令第711号）",
            "《政府信息公开条例》（国务院令第771号）",
            "《政府信息公开条例》（国务院令第492号）",
            "《社会救助暂行办法》（国务院令第826号）",
            "《中华人民共和国行政强制法》（2029年修正）",
            "《国务院关于全面建立临时救助制度的通知》（国发〔2024〕47号）",
            "《国务院关于全面建立临时救助制度的通知》（国发〔2029〕9号）",
        ] {
            assert!(!is_newer(text), "{text}");
        }
    }
}
