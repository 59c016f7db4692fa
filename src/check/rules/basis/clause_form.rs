//! clause-form: a second paragraph (款) of an article that is one paragraph with items (项).

use super::stale_basis;
use crate::check::facts::citations::{citations, entries, verified};
use crate::check::texts::first_of_extras;
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::finding::Severity;
use crate::model::{BasisList, Field, Item, ItemIn, fold, paragraph};
use crate::register::{DataKind, LegalInstrument};
use crate::text::{is_han, numeral};

pub(crate) static CHECK: Check =
    Check::item(&RULE, check).and_duties().yields_to(&[&stale_basis::CHECK]);
pub(crate) static RULE: Rule =
    Rule::warning(Area::Basis, include_str!("clause-form.md")).also(&[Severity::Note]);

/// What the heading of a column of clauses has.
const CLAUSES: &str = "条款";

fn check(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    for entry in entries(at.item) {
        if let Some((shown, wanted)) = unnamed_unit(&entry.text) {
            reporter
                .at_level(
                    Place::Field(at, Field::Basis),
                    guided_level(at.item, &shown),
                    format!("“{shown}”没有写是款还是项"),
                )
                .help(format!("核对原文，指第几项的，写成：{wanted}"));
        }
        if let Some(shown) = bare_article(&entry.text) {
            reporter
                .at_level(
                    Place::Field(at, Field::Basis),
                    guided_level(at.item, &shown),
                    format!("“{shown}”少了“第”字"),
                )
                .help(format!("写成：第{shown}"));
        }
    }
    in_further_columns(scope, at, reporter);
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

/// 第二十条（三）: a number in brackets behind an article, without 款 or 项.
fn unnamed_unit(text: &str) -> Option<(String, String)> {
    text.match_indices('条').find_map(|(at, word)| {
        let (before, after) = (text.get(..at)?, text.get(at + word.len()..)?);
        let start = before.rfind('第')?;
        let article = before.get(start..)?;
        fold::chinese_number(article.strip_prefix('第')?)?;
        let inner = after.trim_start_matches(' ').strip_prefix(['（', '('])?;
        let (number, rest) = inner.split_once(['）', ')'])?;
        fold::chinese_number(number)?;
        // A law that is quoted goes on with the text of the item.
        let ends = rest.chars().next().is_none_or(|c| !is_han(c) || c == '、');
        ends.then(|| (format!("{article}条（{number}）"), format!("{article}条第（{number}）项")))
    })
}

/// 20条: an article without 第. 二十一条措施 counts them.
fn bare_article(text: &str) -> Option<String> {
    text.match_indices('条').find_map(|(at, word)| {
        let (before, after) = (text.get(..at)?, text.get(at + word.len()..)?);
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = before.get(start.len()..).filter(|digits| !digits.is_empty())?;
        let behind_title = start.trim_end().ends_with(['》', '）', ')', '号']);
        let ends = after.is_empty() || after.starts_with(['、', '，', '；', '。', ',', ';', '第']);
        (behind_title && ends).then(|| format!("{digits}条"))
    })
}

/// A note where the guideline has the same words.
fn guided_level(item: &Item, shown: &str) -> Severity {
    let guideline = item.fields.basis.as_ref().and_then(|basis| basis.guideline_text());
    let guided = guideline.is_some_and(|text| fold::compact(text).contains(&fold::compact(shown)));
    if guided { Severity::Note } else { RULE.level }
}

/// The clauses that stand in a column of their own (条款内容), beside the only instrument that is cited.
fn in_further_columns(scope: &Scope<'_>, at: ItemIn<'_>, reporter: &mut Reporter<'_>) {
    if !at.item.fields.other.keys().any(|heading| heading.contains(CLAUSES)) {
        return;
    }
    let mut cited = citations(scope.registers.instruments(), at.item);
    let (Some(only), None) = (cited.next(), cited.next()) else { return };
    let Some(law) = only.found.map(|found| found.entry) else { return };
    let clause_of = |text: &str| {
        let cell = BasisList::parse(&format!("《{}》{text}", law.name));
        let clauses = cell.instruments().flat_map(|of| of.clauses.clone()).collect::<Vec<_>>();
        clauses.iter().find_map(|clause| {
            wrong_paragraph(law, clause).map(|(article, number)| (article.to_owned(), number))
        })
    };
    for (heading, place, (article, number)) in first_of_extras(scope, at, clause_of) {
        if !heading.contains(CLAUSES) {
            continue;
        }
        reporter
            .at_level(
                place,
                verified(law, RULE.level),
                format!("《{}》{article}只有一款，下面分项，没有第{number}款", law.name),
            )
            .help(format!("核对原文：指第{number}项的，写成{article}第（{number}）项"));
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
