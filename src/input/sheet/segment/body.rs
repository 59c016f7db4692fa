//! The rows below a head: noise out, the rest to records.

use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use std::collections::BTreeMap;

use crate::input::sheet::locate::domain;
use crate::input::sheet::read::draft::RecordDraft;
use crate::input::sheet::read::fill;

use crate::input::sheet::recognition::{CellRepair, RecordCell, SheetRecord, Skip, Skipped};
use crate::input::sheet::segment::noise;
use crate::input::sheet::segment::rows::{Grouping, Line};
use crate::input::sheet::segment::slid;
use crate::input::sheet::view::View;
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

/// Sorted rows: runs of lines that may be items, each below its notices.
struct RowRun {
    domain: Notice,
    group: Notice,
    lines: Vec<Line>,
}

/// Reads the rows below a head.
pub(in crate::input::sheet) fn read(
    view: &View<'_>,
    columns: &[SheetColumn],
    kind: TableKind,
    rows: &[u32],
    legend: &mut BoxLegend,
    known_domains: &[String],
) -> TableBody {
    let mut body = TableBody::default();
    let runs = sort(view, columns, kind, rows, known_domains, &mut body.skipped);
    for skipped in body.skipped.iter().filter(|s| matches!(s.why, Skip::Legend | Skip::Note)) {
        legend.read(&skipped.text);
    }
    let lines: Vec<Line> = runs.iter().flat_map(|run| run.lines.iter().cloned()).collect();
    let grouping = Grouping::new(view, columns, kind, &lines);
    let mut notices: BTreeMap<u32, (Notice, Notice)> = BTreeMap::new();
    let mut groups = Vec::new();
    for run in runs {
        for group in grouping.group(run.lines) {
            let first = group.first().map_or(0, |line| line.row);
            notices.insert(first, (run.domain.clone(), run.group.clone()));
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
        let (domain, group) =
            draft.rows.first().and_then(|row| notices.remove(row)).unwrap_or_default();
        match record(columns, draft, domain, group) {
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
fn line(view: &View<'_>, row: u32, columns: &[SheetColumn]) -> Line {
    let cells: Vec<(u16, &str)> =
        view.cells(row).map(|(column, cell)| (column, cell.text.as_str())).collect();
    match slid::places(columns, &cells) {
        Some(places) => Line::moved(view, row, &places),
        None => Line::read(view, row),
    }
}

fn sort(
    view: &View<'_>,
    columns: &[SheetColumn],
    kind: TableKind,
    rows: &[u32],
    known_domains: &[String],
    skipped: &mut Vec<Skipped>,
) -> Vec<RowRun> {
    let mut runs = vec![RowRun { domain: None, group: None, lines: Vec::new() }];
    for row in rows {
        let Some(why) = noise::below_head(view, *row, columns, kind) else {
            if let Some(run) = runs.last_mut() {
                run.lines.push(line(view, *row, columns));
            }
            continue;
        };
        let text = skip(view, *row, why);
        let at =
            view.cells(*row).next().map_or(CellRef::new(*row, 0), |(c, _)| CellRef::new(*row, c));
        let before = runs.last().and_then(|run| run.domain.clone());
        match why {
            Skip::Group => {
                let group = Some((text.text.clone(), at));
                runs.push(RowRun { domain: before, group, lines: Vec::new() });
            }
            Skip::Title => {
                let domain = domain::from_title(&text.text, known_domains).map(|name| (name, at));
                let group = domain.is_none().then(|| (text.text.clone(), at));
                runs.push(RowRun { domain: domain.or(before), group, lines: Vec::new() });
            }
            _ => {}
        }
        skipped.push(text);
    }
    runs
}

/// A filled draft as a record; the rows back when nothing in it names an item.
fn record(
    columns: &[SheetColumn],
    draft: RecordDraft,
    domain: Notice,
    group: Notice,
) -> Result<SheetRecord, Vec<u32>> {
    let named = columns.iter().any(|column| {
        matches!(column.role, ColumnRole::Name(_) | ColumnRole::DutyName)
            && draft.cells.contains_key(&column.index)
    });
    if !named {
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
        domain: in_column.or(domain),
        group,
        matched: None,
        doubts: draft.doubts,
    })
}
