//! What only a repository could settle, for a table that stands alone.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::check;
use crate::finding::{Finding, RuleId, Severity};
use crate::merge::{Match, Resolver};
use crate::model::{Code, Domain, Field, Layer};
use crate::source::{Located, Location};

/// What the table lacks against the guidelines: one note a domain.
const LACKING: &str = "item-unaccounted";
/// What a table without a repository has no place for: nothing is said.
const NOT_SAID: [&str; 2] = ["lead-missing", "domain-unaccounted"];
/// Questions that only concern the merging: notes.
const QUESTIONS: [&str; 1] = ["unsure-match"];
/// Depends on the body's level: nothing is said while that is a guess.
const OF_LEVEL: &str = "level-not-ours";
/// How many missing items are named.
const NAMED: usize = 3;

/// Goes through the findings of a bare table. `level_known` says whether its level is more than a guess.
pub(super) fn all(
    findings: Vec<Finding>,
    layer: &Layer,
    national: &[Domain],
    level_known: bool,
) -> Vec<Finding> {
    let cells = cells(layer, national);
    let mut lacking: IndexMap<String, Vec<Finding>> = IndexMap::new();
    let mut kept = Vec::new();
    for mut finding in findings {
        let rule = finding.rule.0;
        if NOT_SAID.contains(&rule) || (rule == OF_LEVEL && !level_known) {
            continue;
        }
        if QUESTIONS.contains(&rule) {
            finding.severity = Severity::Note;
        }
        if rule == LACKING {
            let domain = finding.item.as_ref().map(|item| item.domain.clone());
            lacking.entry(domain.unwrap_or_default()).or_default().push(finding);
        } else {
            kept.push(at_its_cell(finding, &cells));
        }
    }
    kept.extend(lacking.into_iter().filter_map(|(domain, findings)| one_note(&domain, findings)));
    check::sort(&mut kept);
    kept
}

/// One note for all items of a domain that the table lacks.
fn one_note(domain: &str, findings: Vec<Finding>) -> Option<Finding> {
    let count = findings.len();
    let names = findings.iter().filter_map(|f| f.item.as_ref()).map(|item| item.path.join("/"));
    let named = names.take(NAMED).collect::<Vec<_>>().join("、");
    let mut note = findings.into_iter().next()?;
    note.severity = Severity::Note;
    if count > 1 {
        note.message = format!("“{domain}”领域还有 {count} 个指引里的事项没有列出，如 {named}");
        note.help =
            Some("只是目录的一部分时不用理会；是整份目录时，补上或者写明不采用的理由".to_owned());
        note.related.clear();
        if let Some(item) = &mut note.item {
            item.code = None;
            item.path.clear();
        }
    }
    Some(note)
}

/// A table of a domain that no guideline knows.
pub(super) fn unknown_domain(domain: &Located<String>) -> Finding {
    let message = format!("没有“{}”领域的标准指引，只检查表里写了的内容", domain.value);
    let help = "领域名称写得和国家的不一样时，改成 mulu domains 里的名称；本级自设的领域不用理会";
    Finding::new(RuleId("unknown-domain"), Severity::Note, domain.location, message).with_help(help)
}

/// Where the table's own rows have the fields of the guidelines' items.
type Cells = BTreeMap<(Code, Field), Location>;

fn cells(layer: &Layer, national: &[Domain]) -> Cells {
    let resolver = Resolver::new(national);
    let mut cells = Cells::new();
    for table in &layer.tables {
        let Some(domain) = resolver.domain(&table.domain.value) else { continue };
        for row in &table.rows {
            let by_code = row.code.as_ref().and_then(|code| resolver.code(&code.value));
            let names = row.fields.names.as_ref().map(|names| &names.value.0);
            let by_names = names.and_then(|names| match resolver.names(domain, names) {
                Match::Sure(at) | Match::Unsure(at, _) => Some(at),
                Match::None => None,
            });
            let Some((d, i)) = by_code.or(by_names) else { continue };
            let code = &national[d].items[i].code;
            for field in Field::ALL {
                let own = row.fields.origin(field).map_or(row.location, |origin| origin.location);
                cells.entry((code.clone(), field)).or_insert(own);
            }
        }
    }
    cells
}

/// A fault of a text that stands in the table as in the guideline: the table's cell is the place, the
/// guideline's explains it.
fn at_its_cell(mut finding: Finding, cells: &Cells) -> Finding {
    let code = finding.item.as_ref().and_then(|item| item.code.clone());
    let place = code.zip(finding.field).and_then(|key| cells.get(&key));
    if let Some(place) = place.filter(|_| finding.inherited) {
        let guideline = std::mem::replace(&mut finding.location, *place);
        finding = finding.with_related(guideline, "指引里也是这样写的");
    }
    finding
}
