//! Limits that rise by one from row to row, as a spreadsheet fills them down: 20, 21, 22 …

use crate::check::Scope;
use crate::model::{Days, Item, ItemIn};
use crate::source::Location;

/// Two rows may differ by one by chance; three in a row were filled.
const SHORTEST: usize = 3;

/// A row of a table, with the number in its limit.
#[derive(Debug, Clone)]
pub(crate) struct SeriesRow<'a> {
    /// The item.
    pub(crate) at: ItemIn<'a>,
    /// Where it is listed.
    pub(crate) place: Location,
    limit: Option<CountedLimit>,
}

/// A limit that is one number: 20 and the words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct CountedLimit {
    days: Days,
    words: String,
}

impl SeriesRow<'_> {
    /// The number in the limit.
    pub(crate) fn number(&self) -> Option<u32> {
        self.limit.as_ref().map(|limit| limit.days.number)
    }

    /// The limit with another number.
    pub(crate) fn text(&self, number: u32) -> String {
        let limit = self.limit.as_ref();
        limit.map_or_else(String::new, |limit| limit.words.replacen('#', &number.to_string(), 1))
    }
}

/// The runs of rows, in the order of the table, whose limits rise by one.
pub(super) fn runs<'a>(scope: &Scope<'a>) -> Vec<Vec<SeriesRow<'a>>> {
    let mut runs: Vec<Vec<SeriesRow<'a>>> = Vec::new();
    for row in rows(scope) {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|above| rises(above, &row)) => run.push(row),
            _ => runs.push(vec![row]),
        }
    }
    runs.retain(|run| run.len() >= SHORTEST);
    runs
}

/// The rows that the body itself wrote, in the order in which they stand.
fn rows<'a>(scope: &Scope<'a>) -> Vec<SeriesRow<'a>> {
    let own = scope.catalogue.own_layer();
    let mut rows: Vec<SeriesRow<'a>> = scope
        .catalogue
        .items()
        .filter_map(|(domain, item)| {
            let written = item.fields.limit.as_ref().filter(|limit| limit.origin.layer == own);
            let added = (item.origin.layer == own).then_some(item.origin.location);
            let place = item.listed.or(added).or(written.map(|limit| limit.origin.location))?;
            Some(SeriesRow { at: ItemIn { domain, item }, place, limit: counted(item) })
        })
        .collect();
    rows.sort_by_key(|row| row.place);
    rows
}

fn counted(item: &Item) -> Option<CountedLimit> {
    let limits = &item.fields.limit.as_ref()?.value;
    let mut within = limits.within();
    let (Some((_, days)), None) = (within.next(), within.next()) else { return None };
    let digits = days.number.to_string();
    limits
        .text
        .contains(&digits)
        .then(|| CountedLimit { days, words: limits.text.replacen(&digits, "#", 1) })
}

fn rises(above: &SeriesRow<'_>, below: &SeriesRow<'_>) -> bool {
    let (Some(a), Some(b)) = (&above.limit, &below.limit) else { return false };
    above.at.domain.number == below.at.domain.number
        && a.words == b.words
        && a.days.unit == b.days.unit
        && a.days.number + 1 == b.days.number
}
