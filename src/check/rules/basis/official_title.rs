//! official-title: a title that the instrument does not bear, and one beside which a later law leads.
//!
//! 《老年人权益保障法》 without 中华人民共和国 is how everyone writes, also in official papers, and is right.

use super::stale_basis;
use crate::check::facts::citations::{Cited, citations};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, Item, ItemIn, fold};
use crate::register::{DataKind, FoundBy, LegalInstrument};

pub(crate) static CHECK: Check = Check::item(&RULE, check)
    .and_duties()
    .silent_by(&[Field::Basis])
    .yields_to(&[&stale_basis::CHECK]);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Basis, include_str!("official-title.md")).also(&[Severity::Note]);

const STATE: &str = "中华人民共和国";

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    for cited in citations(scope.registers.instruments(), at.item) {
        let Some(found) = cited.found.filter(|found| found.found_by == FoundBy::Name) else {
            continue;
        };
        let law = found.entry;
        let (message, help) = if is_unmarked(&cited, law) {
            (format!("“{}”没有加书名号", cited.instrument.name), format!("写成：《{}》", law.name))
        } else if is_unofficial(&cited, law) {
            (
                format!("《{}》不是正式名称，正式名称是《{}》", cited.instrument.name, law.name),
                format!("改成《{}》", law.name),
            )
        } else if let Some(leading) = leading(&cited, law, at) {
            (
                format!("《{}》讲的事现在有《{}》，没有引", law.name, leading.name),
                format!("先引《{}》的相应条款，《{}》放在后面或者删去", leading.name, law.name),
            )
        } else {
            continue;
        };
        // The guideline has its marks.
        let guided = |item: &Item| {
            item.fields
                .basis
                .as_ref()
                .and_then(|b| b.guideline_text())
                .is_some_and(|t| !t.contains('《'))
        };
        let level = match is_unmarked(&cited, law) {
            true if guided(at.item) => Severity::Note,
            true => RULE.level,
            false => cited.level(at.item, RULE.level),
        };
        reporter.at_level(Place::Citation(at, &cited), level, message).help(help).resting_on(
            scope.registers,
            DataKind::Instrument,
            &law.name,
        );
    }
}

/// A law or regulation whose title stands without 《》.
fn is_unmarked(cited: &Cited<'_>, law: &LegalInstrument) -> bool {
    let by_law = matches!(law.kind.as_str(), "法律" | "行政法规");
    by_law && !cited.instrument.name.is_empty() && !cited.entry.text.contains(['《', '〈', '<'])
}

/// Whether the title has 中华人民共和国 and the instrument does not, or lacks its beginning.
fn is_unofficial(cited: &Cited<'_>, law: &LegalInstrument) -> bool {
    let (written, official) = (fold::compact(&cited.instrument.name), fold::compact(&law.name));
    if !cited.entry.text.contains('《') || written == official {
        return false;
    }
    let bare = official.strip_prefix(STATE).unwrap_or(&official);
    let added = written.strip_prefix(STATE).is_some_and(|rest| rest == official);
    // A paper may be cited without whoever issued it.
    let by_law = matches!(law.kind.as_str(), "法律" | "行政法规");
    let cut = by_law && written.len() < bare.len() && bare.ends_with(&written);
    added || cut
}

/// The law that leads, where the item does not cite it.
fn leading<'a>(
    cited: &Cited<'a>,
    law: &LegalInstrument,
    at: ItemIn<'_>,
) -> Option<&'a LegalInstrument> {
    let leading = cited.register.find(law.led_by.as_deref()?)?;
    let mut others = citations(cited.register, at.item).filter_map(|cited| cited.found);
    (!others.any(|found| found.entry.name == leading.name)).then_some(leading)
}
