//! Doubts for people: what is said of several fields of a row, or of several rows, is said once.

use indexmap::IndexMap;

use crate::input::sheet::SheetRecord;
use crate::source::CellRef;

/// So many rows and cells are named.
const NAMED: usize = 6;

/// What is said of a row in the same words, of one or several fields.
struct RowDoubt<'a> {
    row: u32,
    fields: Vec<&'a str>,
    cells: Vec<CellRef>,
}

/// One line for each doubt.
pub(super) fn doubts(records: &[SheetRecord]) -> Vec<String> {
    let mut folded: IndexMap<(&str, Vec<&str>), Vec<RowDoubt<'_>>> = IndexMap::new();
    for record in records {
        for (why, doubt) in of_row(record) {
            folded.entry((why, doubt.fields.clone())).or_default().push(doubt);
        }
    }
    folded.into_iter().map(|((why, fields), rows)| line(why, &fields, &rows)).collect()
}

fn of_row(record: &SheetRecord) -> IndexMap<&str, RowDoubt<'_>> {
    let row = record.rows.first().copied().unwrap_or(0) + 1;
    let mut said: IndexMap<&str, RowDoubt<'_>> = IndexMap::new();
    for doubt in &record.doubts {
        let new = || RowDoubt { row, fields: Vec::new(), cells: Vec::new() };
        let one = said.entry(doubt.why.as_str()).or_insert_with(new);
        one.fields.push(doubt.field);
        let cells = doubt.cells.iter().filter(|cell| !one.cells.contains(cell)).copied();
        let cells: Vec<CellRef> = cells.collect();
        one.cells.extend(cells);
    }
    said
}

fn line(why: &str, fields: &[&str], rows: &[RowDoubt<'_>]) -> String {
    let numbers: Vec<String> = rows.iter().take(NAMED).map(|one| one.row.to_string()).collect();
    let more = match rows.len() > NAMED {
        true => format!("等 {} 行", rows.len()),
        false => "行".to_owned(),
    };
    let mut cells: Vec<CellRef> = rows.iter().flat_map(|one| one.cells.iter().copied()).collect();
    cells.dedup();
    let shown: Vec<String> = cells.iter().take(NAMED).map(ToString::to_string).collect();
    let rest = if cells.len() > NAMED { " 等" } else { "" };
    let (numbers, shown, fields) = (numbers.join("、"), shown.join(" "), fields.join("、"));
    format!("第{numbers}{more} {fields}（{shown}{rest}）：{why}")
}
