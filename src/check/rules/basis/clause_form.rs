//! clause-form: a second paragraph (款) of an article that is one paragraph with items (项).

use super::stale_basis;
use crate::check::facts::citations::{citations, verified};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Item, ItemIn, fold, paragraph};
use crate::register::{DataKind, LegalInstrument};
use crate::text::numeral;

pub(crate) static CHECK: Check = Check::item(&RULE, check).yields_to(&[&stale_basis::CHECK]);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Basis, include_str!("clause-form.md")).also(&[Severity::Note]);

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    for cited in citations(scope.registers.instruments(), at.item) {
        let Some(law) = cited.found.map(|found| found.entry) else { continue };
        for clause in &cited.instrument.clauses {
            let Some((article, number)) = wrong_paragraph(law, clause) else { continue };
            let name = &cited.instrument.name;
            reporter
                .at_level(
                    Place::Citation(at, &cited),
                    level(at.item, law, clause),
                    format!("《{name}》{article}只有一款，下面分项，没有第{number}款"),
                )
                .help(format!("核对原文：指第{number}项的，写成{article}第（{number}）项"))
                .resting_on(scope.registers, DataKind::Instrument, &law.name);
        }
    }
}

/// A note where the guideline has the same clause.
fn level(item: &Item, law: &LegalInstrument, clause: &str) -> Severity {
    let guideline = item.fields.basis.as_ref().and_then(|basis| basis.guideline_text());
    let guided = guideline.is_some_and(|text| text.contains(clause));
    if guided { Severity::Note } else { verified(law, RULE.level) }
}

/// The article and the number of a paragraph that it does not have.
fn wrong_paragraph<'a>(law: &'a LegalInstrument, clause: &str) -> Option<(&'a str, String)> {
    let (article, number) = paragraph(clause).filter(|(_, number)| *number > 1)?;
    let same = |known: &&String| {
        known.strip_prefix('第').and_then(|k| k.strip_suffix('条')).and_then(fold::chinese_number)
            == Some(article)
    };
    let known = law.single_paragraph.iter().find(same)?;
    Some((known, numeral(usize::try_from(number).ok()?)?))
}
