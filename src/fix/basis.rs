//! 依据: a number is put in its form, the number of an earlier version becomes that of the last one, and an instrument that exactly
//! one other replaced becomes that one.
//!
//! Only where no clause is cited: the articles of the new text may be others.

use jiff::civil::Date;

use crate::model::{Basis, BasisList, Instrument, document_number};
use crate::register::{
    BasisMatch, FoundBy, InstrumentRegister, LegalInstrument, NumberMatch, Status, Version,
};

/// The longest chain of successors that is followed.
const LONGEST: usize = 8;
/// What short titles of laws leave out.
const PREFIX: &str = "中华人民共和国";

/// The text with its numbers in the form that the rules for official documents ask for.
pub(super) fn numbers_in_form(text: &str) -> String {
    let bases = BasisList::parse(text);
    let written = bases.instruments().filter_map(|cited| cited.number.as_deref());
    written.fold(text.to_owned(), |fixed, written| {
        let number = document_number(written).filter(|number| !number.well_formed);
        match number.and_then(|number| number.in_form()) {
            Some(form) if fixed.matches(written).count() == 1 => fixed.replacen(written, &form, 1),
            _ => fixed,
        }
    })
}

/// The text with the numbers of the last versions.
pub(super) fn current_numbers(register: &InstrumentRegister, text: &str, today: Date) -> String {
    each_instrument(register, text, |cited, matched, basis| {
        let entry = matched.entry;
        let current = entry.current().filter(|version| holds(version, today))?;
        let usable = entry.is_verified()
            && current.is_verified()
            && !entry.is_over_on(today)
            && matched.is_earlier_version()
            && is_of_its_own(register, current)
            && basis.revision_year().is_none();
        let number = current.number.as_deref().filter(|_| usable)?;
        Some(CitedInstrument { name: cited.name.clone(), number: Some(number.to_owned()) })
    })
}

/// The text with the successors of what was replaced.
pub(super) fn successors(register: &InstrumentRegister, text: &str, today: Date) -> String {
    each_instrument(register, text, |cited, matched, basis| {
        let told = matches!(matched.number, NumberMatch::Absent | NumberMatch::Version(_));
        let next = successor(register, matched.entry, today).filter(|_| told)?;
        let past = ["原", "废止", "失效"].iter().any(|word| basis.text.contains(word));
        let labelled = basis.text.starts_with('【') && next.kind != matched.entry.kind;
        let short = !cited.name.starts_with(PREFIX);
        let name = next.name.strip_prefix(PREFIX).filter(|_| short).unwrap_or(&next.name);
        let number = next.current().and_then(|version| version.number.clone());
        (!past && !labelled && !text.contains(name))
            .then(|| CitedInstrument { name: name.to_owned(), number })
    })
}

/// How an instrument is to be cited.
struct CitedInstrument {
    name: String,
    number: Option<String>,
}

/// Goes through the instruments that are cited by a known name and without clauses, and cites them as
/// `decide` says.
fn each_instrument<'r>(
    register: &'r InstrumentRegister,
    text: &str,
    decide: impl Fn(&Instrument, &BasisMatch<'r>, &Basis) -> Option<CitedInstrument>,
) -> String {
    let mut fixed = text.to_owned();
    for basis in &BasisList::parse(text).entries {
        for cited in basis.instruments.iter().filter(|cited| cited.clauses.is_empty()) {
            let matched = register.match_basis(cited);
            let named = matched.filter(|matched| matched.found_by == FoundBy::Name);
            let citation = named.and_then(|matched| decide(cited, &matched, basis));
            if let Some(new) = citation.and_then(|citation| cite(&fixed, cited, &citation)) {
                fixed = new;
            }
        }
    }
    fixed
}

/// The text with one citation in another form; `None` when the old one does not stand there once, as
/// 《title》（number） or 《title》 alone.
fn cite(text: &str, old: &Instrument, new: &CitedInstrument) -> Option<String> {
    let title = format!("《{}》", old.name);
    let (before, after) = text.split_once(&title).filter(|_| text.matches(&title).count() == 1)?;
    let after = match &old.number {
        Some(number) => after.strip_prefix(&format!("（{number}）"))?,
        // A remark such as （2015年修正） is about the old text.
        None if after.starts_with(['（', '(', '【']) => return None,
        None => after,
    };
    let number = new.number.as_ref().map(|number| format!("（{number}）")).unwrap_or_default();
    Some(format!("{before}《{}》{number}{after}", new.name))
}

/// What took the place of an instrument, step by step, where each step leads to one instrument only and
/// that one replaced nothing else.
fn successor<'r>(
    register: &'r InstrumentRegister,
    entry: &'r LegalInstrument,
    today: Date,
) -> Option<&'r LegalInstrument> {
    let mut at = entry;
    for _ in 0..LONGEST {
        if !at.is_verified() {
            return None;
        }
        if !at.is_over_on(today) {
            let begun = at.current().is_none_or(|version| holds(version, today));
            return (at != entry && begun).then_some(at);
        }
        // What follows a plan that has run out is another plan, not its new text.
        if at.status == Status::Expired {
            return None;
        }
        let [name] = at.replaced_by.as_slice() else { return None };
        let next = register.find(name)?;
        if register.predecessors(next).len() != 1 {
            return None;
        }
        at = next;
    }
    None
}

fn holds(version: &Version, today: Date) -> bool {
    version.in_force.is_none_or(|day| day <= today)
}

/// Whether a version was issued anew. An order that changes many instruments at once leaves their own
/// numbers in use.
fn is_of_its_own(register: &InstrumentRegister, version: &Version) -> bool {
    let shared = |number: &str| register.find_by_number(number).len() > 1;
    version.in_force.is_some() && !version.number.as_deref().is_some_and(shared)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::built_in;

    fn register() -> &'static InstrumentRegister {
        built_in().instruments()
    }

    const TODAY: Date = jiff::civil::date(2026, 11, 21);

    #[test]
    fn numbers_of_earlier_versions() {
        for (text, expected) in [
            ("《政府信息公开条例》（国务院令第492号）", "《政府信息公开条例》（国务院令第711号）"),
            (
                "1.《政府信息公开条例》（国务院令第492号）；2.《甲办法》",
                "1.《政府信息公开条例》（国务院令第711号）；2.《甲办法》",
            ),
        ] {
            assert_eq!(current_numbers(register(), text, TODAY), expected);
            assert_eq!(current_numbers(register(), expected, TODAY), expected);
        }
        for text in [
            "《政府信息公开条例》（国务院令第492号）第九条",
            "《政府信息公开条例》（国务院令第711号）",
            "《政府信息公开条例》",
            "《政府信息公开条例》（国务院令第9999号）",
            "《社会救助暂行办法》（国务院令第649号）",
        ] {
            assert_eq!(current_numbers(register(), text, TODAY), text);
        }
    }

    /// Every entry of the register, cited by its name.
    #[test]
    fn successors_are_in_force_and_stay() {
        let mut replaced = 0;
        for entry in register().entries() {
            let text = format!("《{}》", entry.name);
            let fixed = successors(register(), &text, TODAY);
            assert_eq!(successors(register(), &fixed, TODAY), fixed);
            let clause = format!("《{}》第三条", entry.name);
            assert_eq!(successors(register(), &clause, TODAY), clause);
            if fixed != text {
                replaced += 1;
                assert!(entry.is_over_on(TODAY), "{text} {fixed}");
                assert_eq!(entry.replaced_by.len(), 1, "{text} {fixed}");
            }
        }
        assert!(replaced > 0);
    }
}
