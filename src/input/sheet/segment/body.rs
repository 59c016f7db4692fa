//! The rows below a head: noise out, the rest to records.

use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use std::collections::BTreeMap;

use crate::input::sheet::known::Domains;
use crate::input::sheet::locate::domain;
use crate::input::sheet::locate::powers::PowersOfGroups;
use crate::input::sheet::power_sign::PowerOfGroup;
use crate::input::sheet::read::draft::RecordDraft;
use crate::input::sheet::read::fill;

use crate::input::sheet::recognition::{CellRepair, RecordCell, SheetRecord, Skip, Skipped};
use crate::input::sheet::segment::lone::{self, RestOfItems, SaidAbove};
use crate::input::sheet::segment::named_on::{self, RowsAbove};
use crate::input::sheet::segment::rows::{Grouping, Line};
use crate::input::sheet::segment::slid::ColumnLayout;
use crate::input::sheet::segment::{alike, noise};
use crate::input::sheet::view::View;
use crate::model::fold;
use crate::model::writing::BoxLegend;
use crate::source::CellRef;

/// What became of the rows below a head.
#[derive(Default)]
pub(in crate::input::sheet) struct TableBody {
    pub(in crate::input::sheet) records: Vec<SheetRecord>,
    pub(in crate::input::sheet) repairs: Vec<CellRepair>,
    pub(in crate::input::sheet) skipped: Vec<Skipped>,
}

/// A row that holds for the rows below it: a title with a domain, or the name of a group.
type Notice = Option<(String, CellRef)>;

/// What the rows between those of items say of an item below them.
#[derive(Default)]
struct Notices {
    domain: Notice,
    group: Notice,
    power: PowerOfGroup,
}

/// Sorted rows: runs of lines that may be items, each below its notices.
#[derive(Default)]
struct RowRun {
    domain: Notice,
    group: Notice,
    lines: Vec<Line>,
    /// What the lines say that rows below may go on with.
    said: SaidAbove,
    /// The title or group row that it begins with, as it stands.
    notice: Notice,
    /// What such rows say of the kind of power.
    power: PowerOfGroup,
}

/// Reads the rows below a head.
pub(in crate::input::sheet) fn read(
    view: &View<'_>,
    columns: &[SheetColumn],
    kind: TableKind,
    rows: &[u32],
    legend: &mut BoxLegend,
    names: &DomainNames<'_>,
) -> TableBody {
    let mut body = TableBody::default();
    let mut runs = sort(view, columns, kind, rows, names.known, &mut body.skipped);
    match kind {
        TableKind::Catalogue => grouped_domains(&mut runs, names),
        TableKind::Duties => grouped_powers(&mut runs),
    }
    for skipped in body.skipped.iter().filter(|s| matches!(s.why, Skip::Legend | Skip::Note)) {
        legend.read(&skipped.text);
    }
    let lines: Vec<&Line> = runs.iter().flat_map(|run| &run.lines).collect();
    let grouping = Grouping::new(view, columns, kind, &lines);
    let mut notices: BTreeMap<u32, Notices> = BTreeMap::new();
    let mut groups = Vec::new();
    for run in runs {
        for group in grouping.group(run.lines) {
            let first = group.first().map_or(0, |line| line.row);
            let (domain, above) = (run.domain.clone(), run.group.clone());
            notices.insert(first, Notices { domain, group: above, power: run.power });
            groups.push(group);
        }
    }
    let heads: Vec<u32> = body
        .skipped
        .iter()
        .filter(|skipped| skipped.why == Skip::RepeatedHead)
        .map(|skipped| skipped.row)
        .collect();
    let mut drafts = fill::records(view, columns, &groups, legend, &mut body.repairs);
    fill::doubt_across_heads(columns, &mut drafts, &heads);
    for draft in drafts {
        let above = draft.rows.first().and_then(|row| notices.remove(row)).unwrap_or_default();
        match record(columns, draft, above) {
            Ok(record) => body.records.push(record),
            Err(rows) => {
                body.skipped.extend(rows.into_iter().map(|row| skip(view, row, Skip::NoName)))
            }
        }
    }
    body.skipped.sort_by_key(|skipped| skipped.row);
    tidy(&mut body.repairs);
    body
}

/// By which domains are known in rows between those of items.
pub(in crate::input::sheet) struct DomainNames<'a> {
    /// Names, to tell 社会救助 from the rest of a title.
    pub(in crate::input::sheet) known: &'a [String],
    /// What a text names by itself; `None` where that is not asked, since the whole table has one domain.
    pub(in crate::input::sheet) domains: Option<&'a dyn Domains>,
}

/// So many rows that name domains say that all rows of their kind do.
const DOMAIN_ROWS: usize = 2;

/// Group rows that name domains: 一、社会救助, 二、养老服务, and then 三、乡村旅游, which no guideline has.
fn grouped_domains(runs: &mut [RowRun], names: &DomainNames<'_>) {
    let Some(domains) = names.domains else { return };
    let named = |notice: &Notice| {
        let (text, at) = notice.as_ref()?;
        let bare = fold::split_numbering(text).1.trim().to_owned();
        let found = domains.named(&bare).map(str::to_owned);
        let name = found.or_else(|| domain::from_title(&bare, names.known))?;
        Some((name, *at))
    };
    let told: Vec<Notice> = runs.iter().map(|run| named(&run.notice)).collect();
    if told.iter().flatten().count() < DOMAIN_ROWS {
        return;
    }
    let style = |notice: &Notice| {
        let (text, _) = notice.as_ref()?;
        let number = fold::split_numbering(text).0?;
        Some((number.starts_with(['（', '(']), number.contains(|c: char| c.is_ascii_digit())))
    };
    let styles: Vec<Option<(bool, bool)>> = runs
        .iter()
        .zip(&told)
        .filter(|(_, told)| told.is_some())
        .map(|(run, _)| style(&run.notice))
        .collect();
    let mut current = None;
    for (run, told) in runs.iter_mut().zip(told) {
        let own = run
            .notice
            .as_ref()
            .filter(|_| style(&run.notice).is_some() && styles.contains(&style(&run.notice)));
        let own = own.map(|(text, at)| (fold::split_numbering(text).1.trim().to_owned(), *at));
        if let Some(domain) = told.or(own) {
            run.group = None;
            current = Some(domain);
        }
        run.domain.clone_from(&current);
    }
}

/// Group rows and titles that name kinds of power, each for the rows down to the next of its rank.
fn grouped_powers(runs: &mut [RowRun]) {
    let mut powers = PowersOfGroups::default();
    for run in runs {
        if let Some((text, at)) = &run.notice {
            run.power = powers.below(text, *at);
        }
    }
}

/// A repair of a merged cell is made for every row that it covers; once is enough to say so.
fn tidy(repairs: &mut Vec<CellRepair>) {
    // Stable: the repairs of one cell stay in the order in which they were made.
    repairs.sort_by_key(|repair| repair.cell);
    let mut seen: Vec<CellRepair> = Vec::with_capacity(repairs.len());
    for repair in repairs.drain(..) {
        let known = seen.iter().rev().take_while(|r| r.cell == repair.cell).any(|r| *r == repair);
        if !known {
            seen.push(repair);
        }
    }
    *repairs = seen;
}

fn skip(view: &View<'_>, row: u32, why: Skip) -> Skipped {
    Skipped { row, why, text: noise::text(view, row) }
}

/// A row that may be part of an item, its texts under the columns that they belong to.
fn line(view: &View<'_>, row: u32, columns: &[SheetColumn], layout: &ColumnLayout<'_>) -> Line {
    let cells: Vec<(u16, &str)> =
        view.cells(row).map(|(column, cell)| (column, cell.text.as_str())).collect();
    match lone::basis(columns, &cells).or_else(|| layout.place(view, row, &cells)) {
        Some(places) => Line::moved(row, places),
        None => Line::read(view, row),
    }
}

/// A row of a list of duties that begins with a name, and lost what stood before it.
fn named_on(
    view: &View<'_>,
    row: u32,
    columns: &[SheetColumn],
    layout: &ColumnLayout<'_>,
    runs: &[RowRun],
) -> Option<Line> {
    let cells: Vec<(u16, &str)> =
        view.cells(row).map(|(column, cell)| (column, cell.text.as_str())).collect();
    let lines = runs.last()?.lines.as_slice();
    let above = RowsAbove { lines, grouped: runs.iter().any(|run| run.notice.is_some()) };
    named_on::line(columns, layout, &above, row, &cells)
}

fn sort(
    view: &View<'_>,
    columns: &[SheetColumn],
    kind: TableKind,
    rows: &[u32],
    known_domains: &[String],
    skipped: &mut Vec<Skipped>,
) -> Vec<RowRun> {
    let mut runs = vec![RowRun::default()];
    let layout = ColumnLayout::new(view, columns, rows);
    let rest = RestOfItems::of(view, columns, rows);
    for row in rows {
        if let Some(run) = runs.last_mut().filter(|_| kind == TableKind::Catalogue)
            && let Some(line) = rest.line(view, *row, &run.lines, &mut run.said)
        {
            run.lines.push(line);
            continue;
        }
        let named = (kind == TableKind::Duties)
            .then(|| named_on(view, *row, columns, &layout, &runs))
            .flatten();
        if let Some((run, line)) = runs.last_mut().zip(named) {
            run.lines.push(line);
            continue;
        }
        let Some(why) = noise::below_head(view, *row, columns, kind) else {
            if let Some(run) = runs.last_mut() {
                let steps = (kind == TableKind::Duties)
                    .then(|| Line::of_steps(view, *row, columns))
                    .flatten();
                run.lines.push(steps.unwrap_or_else(|| line(view, *row, columns, &layout)));
            }
            continue;
        };
        let above = runs.last_mut().filter(|_| kind == TableKind::Duties);
        if let Some(run) = above
            && let Some(end) = run.lines.last().and_then(|above| Line::end_of(view, *row, above))
        {
            run.lines.push(end);
            continue;
        }
        let text = skip(view, *row, why);
        let at =
            view.cells(*row).next().map_or(CellRef::new(*row, 0), |(c, _)| CellRef::new(*row, c));
        let before = runs.last().and_then(|run| run.domain.clone());
        match why {
            Skip::Group => {
                let group = Some((text.text.clone(), at));
                let notice = group.clone();
                runs.push(RowRun { domain: before, group, notice, ..RowRun::default() });
            }
            Skip::Title => {
                let domain = domain::from_title(&text.text, known_domains).map(|name| (name, at));
                let group = domain.is_none().then(|| (text.text.clone(), at));
                let notice = Some((text.text.clone(), at));
                let domain = domain.or(before);
                runs.push(RowRun { domain, group, notice, ..RowRun::default() });
            }
            _ => {}
        }
        skipped.push(text);
    }
    if kind == TableKind::Catalogue {
        alike::lay(columns, &layout, runs.iter_mut().flat_map(|run| &mut run.lines));
    }
    runs
}

/// A filled draft as a record; the rows back when nothing in it names an item.
fn record(
    columns: &[SheetColumn],
    draft: RecordDraft,
    above: Notices,
) -> Result<SheetRecord, Vec<u32>> {
    if !fill::names_an_item(columns, &draft) {
        return Err(draft.rows);
    }
    let column = columns.iter().find(|column| column.role == ColumnRole::Domain);
    let in_column = column.and_then(|column| {
        let cell = draft.cells.get(&column.index)?;
        Some((domain::from_cell(&cell.text)?, cell.at))
    });
    let cells = draft.cells.into_iter().map(|(column, cell)| RecordCell {
        column,
        at: cell.at,
        text: cell.text,
        number: cell.number,
        written: cell.written,
    });
    Ok(SheetRecord {
        rows: draft.rows,
        cells: cells.collect(),
        domain: in_column.or(above.domain),
        group: above.group,
        power: above.power,
        matched: None,
        doubts: draft.doubts,
    })
}
