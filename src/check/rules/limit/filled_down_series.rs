//! filled-down-series: 20, 21, 22 … down a column, as a spreadsheet fills it.
//!
//! One finding for the run, at the first cell that went wrong: the cell the run starts from is usually
//! right. On the rows of a run limit-too-long, looser-than-guideline and the others on length are silent.

use foldhash::HashSet;

use super::{GENERAL_LIMIT, stated};
use crate::check::{Area, Check, Place, Reporter, Rule, Scope};
use crate::model::{Code, Days, Field, ItemIn};
use crate::source::Location;

pub(in crate::check) static CHECK: Check = Check::catalogue(&RULE, check);
pub(crate) static RULE: Rule = Rule::error(Area::Limit, include_str!("filled-down-series.md"));

/// Two rows may differ by one by chance; three in a row were filled.
const SHORTEST: usize = 3;

/// A row of a table, with the number in its limit.
#[derive(Debug, Clone)]
pub(super) struct Row<'a> {
    at: ItemIn<'a>,
    place: Location,
    limit: Option<Counted>,
}

/// A limit that is one number: 20 and the words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Counted {
    days: Days,
    words: String,
}

fn check(scope: &Scope<'_>, reporter: &mut Reporter<'_>) {
    for run in runs(scope) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let (Some(from), Some(to)) = (number(first), number(last)) else { continue };
        // The cell that was dragged from keeps its number, unless that is too long already.
        let kept = usize::from(from <= GENERAL_LIMIT);
        let Some(wrong) = run.get(kept) else { continue };
        let message = format!(
            "这里起连续{}行的公开时限逐行加一（{from}到{to}），像是在表格里往下拖出来的",
            run.len() - kept
        );
        let mut draft = reporter.at(Place::Field(wrong.at, Field::Limit), message);
        draft = draft
            .help(format!("这几行都改成应有的时限，如{}", text(first, from.min(GENERAL_LIMIT))));
        for row in run.iter().skip(kept + 1) {
            draft = draft.related(row.place, format!("{}", number(row).unwrap_or_default()));
        }
    }
}

fn number(row: &Row<'_>) -> Option<u32> {
    row.limit.as_ref().map(|limit| limit.days.number)
}

/// The limit of a row with another number.
fn text(row: &Row<'_>, number: u32) -> String {
    row.limit
        .as_ref()
        .map_or_else(String::new, |limit| limit.words.replacen('#', &number.to_string(), 1))
}

/// The runs of rows, in the order of the table, whose limits rise by one.
pub(super) fn runs<'a>(scope: &Scope<'a>) -> Vec<Vec<Row<'a>>> {
    let mut runs: Vec<Vec<Row<'a>>> = Vec::new();
    for row in rows(scope) {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|above| rises(above, &row)) => run.push(row),
            _ => runs.push(vec![row]),
        }
    }
    runs.retain(|run| run.len() >= SHORTEST);
    runs
}

/// The codes of the items in all runs.
pub(super) fn filled<'a>(scope: &Scope<'a>) -> HashSet<&'a Code> {
    runs(scope).into_iter().flatten().map(|row| &row.at.item.code).collect()
}

/// The rows that the body itself wrote, in the order in which they stand.
fn rows<'a>(scope: &Scope<'a>) -> Vec<Row<'a>> {
    let own = scope.catalogue.own_layer();
    let mut rows: Vec<Row<'a>> = scope
        .catalogue
        .items()
        .filter_map(|(domain, item)| {
            let written = item.fields.limit.as_ref().filter(|limit| limit.origin.layer == own);
            let added = (item.origin.layer == own).then_some(item.origin.location);
            let place = item.listed.or(added).or(written.map(|limit| limit.origin.location))?;
            Some(Row { at: ItemIn { domain, item }, place, limit: counted(item) })
        })
        .collect();
    rows.sort_by_key(|row| row.place);
    rows
}

fn counted(item: &crate::model::Item) -> Option<Counted> {
    let limits = stated(item)?;
    let mut within = limits.within();
    let (Some((_, days)), None) = (within.next(), within.next()) else { return None };
    let digits = days.number.to_string();
    limits
        .text
        .contains(&digits)
        .then(|| Counted { days, words: limits.text.replacen(&digits, "#", 1) })
}

fn rises(above: &Row<'_>, below: &Row<'_>) -> bool {
    let (Some(a), Some(b)) = (&above.limit, &below.limit) else { return false };
    above.at.domain.number == below.at.domain.number
        && a.words == b.words
        && a.days.unit == b.days.unit
        && a.days.number + 1 == b.days.number
}
