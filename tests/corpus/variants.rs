//! The tables of the tune set in other shapes: what is read right of a table is read right of its variants too,
//! or it is doubted, or asked about.

use std::fs;

use mulu::source::{CellRange, CellRef};
use serde_json::Value;

use super::reading::Reading;
use super::score::{self, Tally};
use super::table::{self, Damage, FileFormat, Grid, Set, Table};
use crate::common::{mulu, tests_folder};

/// Of the fields of all variants of a kind, so many may be read wrong in silence that are right in the
/// originals.
const MOST_SILENT: f64 = 0.02;

/// A way to write a table otherwise; `false` where this table has no such variant.
type Change = fn(&mut Table) -> bool;

const VARIANTS: [(&str, Change); 12] = [
    ("lines above", lines_above),
    ("a column more at the end", |t| column_at(t, width(t), "审核人")),
    ("a column of telephones", |t| column_at(t, width(t), "联系方式")),
    ("two columns change places", swap_columns),
    ("no merges", without_merges),
    ("serials in Chinese", |t| serials(t, |n| CHINESE.get(n).map(|c| (*c).to_owned()))),
    ("serials with marks", |t| serials(t, |n| Some(format!("{}.", n + 1)))),
    ("broken headings", broken_headings),
    ("unknown 公开时限", |t| renamed(t, "公开时限", "上网的时间要求")),
    ("unknown 公开依据", |t| renamed(t, "公开依据", "政策出处")),
    ("unknown 公开主体", |t| renamed(t, "公开主体", "由哪个部门公开")),
    ("unknown 公开渠道和载体", |t| renamed(t, "公开渠道和载体", "在哪里公开")),
];

const CHINESE: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

#[test]
fn variants_of_the_corpus_are_read_or_doubted() {
    let originals = tune();
    let mut variants: Vec<Vec<Option<Table>>> = VARIANTS
        .iter()
        .map(|(_, change)| {
            let changed = tune().into_iter().map(|mut table| change(&mut table).then_some(table));
            changed.collect()
        })
        .collect();
    let mut sums = vec![(0u32, 0u32); VARIANTS.len()];
    for (at, original) in originals.iter().enumerate() {
        let own: Vec<Option<Table>> = variants.iter_mut().map(|tables| tables[at].take()).collect();
        for (sum, counted) in sums.iter_mut().zip(judge(original, &own)) {
            *sum = (sum.0 + counted.0, sum.1 + counted.1);
        }
    }
    let told: Vec<String> = VARIANTS
        .iter()
        .zip(&sums)
        .filter(|(_, (silent, fields))| f64::from(*silent) > MOST_SILENT * f64::from(*fields))
        .map(|((name, _), (silent, fields))| format!("{name}: {silent} of {fields}"))
        .collect();
    assert!(sums.iter().all(|(_, fields)| *fields > 0), "a variant of no table");
    assert!(told.is_empty(), "read wrong in silence:\n{}", told.join("\n"));
}

fn tune() -> Vec<Table> {
    let mut tables = table::load(&tests_folder("corpus"));
    tables.retain(|table| table.answers.set == Set::Tune && !table.answers.items.is_empty());
    tables
}

/// For each variant what is silently wrong beyond the original, and how many fields there are.
fn judge(original: &Table, variants: &[Option<Table>]) -> Vec<(u32, u32)> {
    let folder = tempfile::tempdir().unwrap();
    let all: Vec<Option<&Table>> =
        std::iter::once(Some(original)).chain(variants.iter().map(Option::as_ref)).collect();
    let mut files: Vec<String> = Vec::new();
    for (at, table) in all.iter().enumerate() {
        let Some(table) = table else { continue };
        let name = format!("{at:02}");
        fs::create_dir(folder.path().join(&name)).unwrap();
        table.grid.build(&folder.path().join(&name));
        files.push(format!("{name}/{}", table.grid.file));
    }
    let args: Vec<&str> = ["import", "--format", "json"]
        .into_iter()
        .chain(files.iter().map(String::as_str))
        .collect();
    let run = mulu(folder.path(), &args);
    let document: Value = serde_json::from_str(&run.stdout)
        .unwrap_or_else(|e| panic!("{}: {e}\n{}", original.name, run.stderr));
    let silent = |table: &Table, at: usize| {
        let file = format!("{at:02}/{}", table.grid.file);
        let reading = Reading::of(&of_file(&document, &file));
        let tally = score::score(table, &reading).0;
        (silent(&tally, &reading), tally.fields)
    };
    let base = silent(original, 0).0;
    let counted = all.iter().enumerate().skip(1).map(|(at, table)| {
        let Some(table) = table else { return (0, 0) };
        let (count, fields) = silent(table, at);
        (count.saturating_sub(base), fields)
    });
    counted.collect()
}

/// What a run said of one of its files.
pub(super) fn of_file(document: &Value, file: &str) -> Value {
    let own = |list: &Value| -> Vec<Value> {
        let entries = list.as_array().into_iter().flatten();
        entries.filter(|entry| entry.to_string().contains(file)).cloned().collect()
    };
    serde_json::json!({
        "tables": own(&document["tables"]),
        "unread": own(&document["unread"]),
        "questions": own(&document["questions"]),
    })
}

fn silent(tally: &Tally, reading: &Reading) -> u32 {
    let lost = if reading.refused() { 0 } else { tally.lost };
    tally.silently_wrong + tally.silently_empty + lost
}

fn width(table: &Table) -> usize {
    table.grid.width()
}

/// The rows of the head, from 0.
pub(super) fn head(table: &Table) -> Vec<usize> {
    let heads = table.answers.other_rows.iter().filter(|row| row.why.contains("表头"));
    heads.map(|row| row.row as usize - 1).collect()
}

fn lines_above(table: &mut Table) -> bool {
    let lines = ["附件2", "填报单位（盖章）：某某县某某局"];
    let by = u32::try_from(lines.len()).unwrap();
    let rows = lines.iter().map(|line| vec![(*line).to_owned()]);
    table.grid.rows.splice(0..0, rows);
    for item in &mut table.answers.items {
        item.rows.iter_mut().for_each(|row| *row += by);
    }
    table.answers.other_rows.iter_mut().for_each(|other| other.row += by);
    moved(&mut table.grid, |at| CellRef { row: at.row + by, ..at });
    true
}

/// Writes the merges anew, each of its corners in another place.
pub(super) fn moved(grid: &mut Grid, place: impl Fn(CellRef) -> CellRef) {
    let merges = grid.merge_ranges();
    let text = |merge: &CellRange| format!("{}:{}", place(merge.start), place(merge.end));
    grid.merges = merges.iter().map(text).collect();
}

/// A column with a heading that says nothing of a catalogue.
fn column_at(table: &mut Table, at: usize, heading: &str) -> bool {
    let (heads, width) = (head(table), at);
    let Some(first) = heads.first().copied() else { return false };
    for (row, cells) in table.grid.rows.iter_mut().enumerate() {
        // In a head that slid, the last heading slid with the others.
        let end = cells.iter().rposition(|text| !text.is_empty()).map_or(0, |at| at + 1);
        let slid = table.answers.damage == Damage::Damaged && row == first && heads.len() > 1;
        cells.resize(if slid { end } else { width.max(cells.len()) }, String::new());
        let text = match row {
            row if row == first => heading,
            row if heads.contains(&row) || row < first => "",
            _ if heading == "联系方式" => "0830-2345678",
            _ => "张三",
        };
        cells.push(text.to_owned());
    }
    true
}

/// The first two columns side by side that no merge joins with others change places.
fn swap_columns(table: &mut Table) -> bool {
    // Rows that slid do not stand under their columns: with two of these changed about, they say something else.
    if head(table).is_empty() || table.answers.damage == Damage::Damaged {
        return false;
    }
    let merges = table.grid.merge_ranges();
    let alone = |column: usize| {
        let column = u16::try_from(column).unwrap();
        merges.iter().all(|m| {
            m.start.column == m.end.column || !(m.start.column..=m.end.column).contains(&column)
        })
    };
    let headed = |column: usize| {
        let texts = head(table).into_iter().map(|row| table.grid.rows[row].get(column));
        texts.flatten().any(|text| text.starts_with("公开") && !text.contains("事项"))
    };
    let fits = |column: &usize| {
        [*column, column + 1].into_iter().all(|column| alone(column) && headed(column))
    };
    let Some(left) = (0..width(table).saturating_sub(1)).find(fits) else { return false };
    for cells in &mut table.grid.rows {
        cells.resize(cells.len().max(left + 2), String::new());
        cells.swap(left, left + 1);
    }
    let left = u16::try_from(left).unwrap();
    moved(&mut table.grid, |at| match at.column {
        column if column == left => CellRef { column: left + 1, ..at },
        column if column == left + 1 => CellRef { column: left, ..at },
        _ => at,
    });
    true
}

fn without_merges(table: &mut Table) -> bool {
    if table.grid.merges.is_empty() {
        return false;
    }
    table.grid.merges.clear();
    table.grid.format = FileFormat::Csv;
    table.grid.file = format!("{}.csv", table.grid.file.rsplit_once('.').unwrap().0);
    true
}

/// The numbers of the first column, written otherwise.
fn serials(table: &mut Table, written: impl Fn(usize) -> Option<String>) -> bool {
    let mut count = 0;
    for item in &table.answers.items {
        let Some(cell) = table.grid.rows[item.rows[0] as usize - 1].first_mut() else { continue };
        if cell.parse::<u32>().is_ok()
            && let Some(text) = written(count)
        {
            *cell = text;
            count += 1;
        }
    }
    count > 1
}

fn broken_headings(table: &mut Table) -> bool {
    for row in head(table) {
        for text in &mut table.grid.rows[row] {
            let broken: Vec<String> =
                text.chars().collect::<Vec<_>>().chunks(2).map(|c| c.iter().collect()).collect();
            *text = broken.join("\n");
        }
    }
    !head(table).is_empty()
}

/// A heading that no list of words has.
fn renamed(table: &mut Table, from: &str, to: &str) -> bool {
    let mut found = false;
    for row in head(table) {
        for text in &mut table.grid.rows[row] {
            let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            if bare == from {
                *text = to.to_owned();
                found = true;
            }
        }
    }
    found
}
