//! ephemeral-basis: a paper for one year, such as 工作要点, as a standing basis.
//!
//! A plan for several years is a note once they are past.

use super::stale_basis;
use crate::check::facts::citations::{citations, entries};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{Field, ItemIn};
use crate::register::{DataKind, LegalInstrument, WordList};

pub(crate) static CHECK: Check = Check::item(&RULE, check)
    .and_duties()
    .silent_by(&[Field::Basis])
    .yields_to(&[&stale_basis::CHECK]);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Basis, include_str!("ephemeral-basis.md")).also(&[Severity::Note]);

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    let place = Place::Field(at, Field::Basis);
    let untitled = entries(at.item).filter(|entry| entry.instruments.is_empty());
    for entry in untitled.filter(|entry| paper_of(&entry.text).is_some()) {
        let year = paper_of(&entry.text).unwrap_or_default();
        report(reporter, place, RULE.level, &entry.text, year);
    }
    for cited in citations(scope.registers.instruments(), at.item) {
        let name = &cited.instrument.name;
        let place = Place::Citation(at, &cited);
        if let Some(year) = paper_of(name) {
            report(reporter, place, cited.level(at.item, RULE.level), name, year);
        } else if let Some(law) = cited.found.map(|found| found.entry)
            && let Some(last) = last_year(law)
            && last < scope.today.year()
        {
            reporter
                .at_level(place, Severity::Note, format!("“{name}”只管到{last}年"))
                .help("看有没有接续的文件；还在执行的，不用理会")
                .resting_on(scope.registers, DataKind::Instrument, &law.name);
        }
    }
}

fn report(reporter: &mut Reporter<'_>, place: Place<'_>, level: Severity, name: &str, year: &str) {
    reporter
        .at_level(place, level, format!("“{name}”只管{year}年的工作，不能作长期公开的依据"))
        .help("改引要求公开的法律、法规或者长期有效的文件");
}

/// The year of a paper for one year.
fn paper_of(title: &str) -> Option<&str> {
    (title.contains('年') && WordList::YearlyPaper.is_in(title)).then_some(())?;
    let before = title.match_indices('年').filter_map(|(at, _)| title.get(..at));
    before.filter_map(year_at_end).next()
}

/// Four digits at the end that are not the end of a span of years.
fn year_at_end(before: &str) -> Option<&str> {
    let digits = before.get(before.len().checked_sub(4)?..)?;
    let year = digits.starts_with("20") && digits.bytes().all(|b| b.is_ascii_digit());
    let head = before.get(..before.len() - 4)?;
    let span = head.ends_with(['-', '—', '–', '~', '～', '至']);
    (year && !span).then_some(digits)
}

fn last_year(law: &LegalInstrument) -> Option<i16> {
    law.years.iter().max().copied().filter(|_| law.yearly)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_of_a_year() {
        for (title, year) in [
            ("大英县2020年政务公开工作要点", Some("2020")),
            ("国务院办公厅关于印发2021年政务公开工作要点的通知", Some("2021")),
            ("2018—2020年重点工作规划", None),
            ("三年重点工作任务", None),
            ("2019年统计公报", None),
            ("关于做好2020年基本公共卫生服务项目工作的通知", None),
        ] {
            assert_eq!(paper_of(title), year, "{title}");
        }
    }
}
