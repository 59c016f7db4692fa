//! article-beyond-end: an article after the last one of the instrument.
//!
//! The register has the number of articles of the version in force, counted in its text. A citation of an
//! earlier version is outdated-version's.

use super::{outdated_version, stale_basis};
use crate::check::facts::citations::{citations, verified};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, ItemIn, last_article};
use crate::register::{DataKind, FoundBy};

pub(crate) static CHECK: Check = Check::item(&RULE, check)
    .silent_by(&[Field::Basis])
    .yields_to(&[&stale_basis::CHECK, &outdated_version::CHECK]);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Basis, include_str!("article-beyond-end.md")).also(&[Severity::Note]);

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    for cited in citations(scope.registers.instruments(), at.item) {
        let found = cited.found.filter(|found| found.found_by != FoundBy::Number);
        let Some(law) = found.map(|found| found.entry) else { continue };
        let Some(articles) = law.articles else { continue };
        let mut clauses = cited.instrument.clauses.iter();
        let beyond = clauses.find(|clause| last_article(clause).is_some_and(|n| n > articles));
        let Some(clause) = beyond else { continue };
        let level = cited.level(at.item, verified(law, RULE.level));
        let name = &cited.instrument.name;
        reporter
            .at_level(
                Place::Citation(at, &cited),
                level,
                format!("《{name}》一共 {articles} 条，没有“{clause}”"),
            )
            .help("核对现行文本的条款序号；修改以后，条款序号往往变了")
            .resting_on(scope.registers, DataKind::Instrument, &law.name);
    }
}
