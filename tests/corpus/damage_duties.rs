//! Lists of duties damaged by hand: lost merges move what stands behind them to the left, steps of what has to be
//! done stand in rows of their own, cells are torn and glued, headings are lost. The columns are known by the
//! answers, since such lists have headings of many kinds.

use mulu::source::{CellRange, CellRef};

use super::cells::{self, insert};
use super::{
    Dice, Way, blanks_dropped, head, head_absent, head_cut, held_to_floor, moved, rows,
    second_head_row_slid, squared, whole_of,
};
use crate::corpus::table::{Item, Kind, Table};
use crate::corpus::text::plain;

/// What the names of the floors begin with.
pub(super) const SECTION: &str = "duties, ";

const WAYS: [(&str, Way); 19] = [
    ("power slid", |t, _| slid(t, &["权力类型"])),
    ("body slid", |t, _| slid(t, &["实施主体"])),
    ("slid by steps", |t, _| slid(t, &["权力类型", "名称", "实施依据", "实施主体"])),
    ("blanks dropped", |t, _| blanks_dropped(t)),
    ("torn over rows", |t, dice| torn_over_rows(t, dice, |column| column)),
    ("torn over rows, slid", |t, dice| torn_over_rows(t, dice, |_| 0)),
    ("item over two rows", item_over_two_rows),
    ("torn over cells", torn_over_cells),
    ("glued cells", glued_cells),
    ("second head row slid", |t, _| second_head_row_slid(t)),
    ("second head row gone", |t, _| second_head_row_gone(t)),
    ("head absent", |t, _| head_absent(t)),
    ("head cut", head_cut),
    ("kinds in rows", |t, _| kinds_in_rows(t)),
    ("steps in place", |t, _| steps(t, 1, false)),
    ("steps slid", |t, _| steps(t, 1, true)),
    ("name in the middle of steps", |t, _| steps(t, 2, true)),
    ("name in the last of steps", |t, _| steps(t, STEPS.len(), true)),
    ("blocks in their last row", |t, _| blocks(t)),
];

#[test]
fn lists_damaged_by_hand_are_read_or_doubted() {
    held_to_floor(&WAYS, SECTION, || whole_of(Kind::Duties));
}

/// The column in which the items of the answers have a field.
fn column(table: &Table, field: &str) -> Option<usize> {
    let holds = |item: &Item, column: usize| {
        let said = plain(&item.field(field).concat());
        let row = item.rows[0] as usize - 1;
        let cell = table.grid.rows[row].get(column).map_or(String::new(), |text| plain(text));
        !said.is_empty() && (cell == said || field == "权力类型" && cell.starts_with(&said))
    };
    let count = |column: usize| table.answers.items.iter().filter(|i| holds(i, column)).count();
    let best = (0..table.grid.width()).rev().max_by_key(|column| count(*column))?;
    (count(best) > 0).then_some(best)
}

/// The columns of some fields, the last one first.
fn columns(table: &Table, fields: &[&str]) -> Vec<usize> {
    let mut columns: Vec<usize> = fields.iter().filter_map(|f| column(table, f)).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.reverse();
    columns
}

/// Whether an item says the same in a column as the one before it, in the row above.
fn is_shared(table: &Table, at: usize, column: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let (above, row) = (rows(table)[before], rows(table)[at]);
    let text = |row: usize| table.grid.rows[row].get(column).filter(|text| !text.is_empty());
    above + 1 == row && text(above).is_some() && text(above) == text(row)
}

/// The cells that lost merges covered are gone, so that what stood behind them moves to the left.
fn slid(table: &mut Table, fields: &[&str]) -> bool {
    let columns = columns(table, fields);
    let lost: Vec<(usize, usize)> = (0..table.answers.items.len())
        .flat_map(|at| columns.iter().map(move |column| (at, *column)))
        .filter(|(at, column)| is_shared(table, *at, *column))
        .collect();
    cells::taken_out(table, &lost)
}

/// One cell of some items ends in the next row, in its place or alone at the beginning.
fn torn_over_rows(table: &mut Table, dice: &mut Dice, place: fn(usize) -> usize) -> bool {
    let columns = columns(table, &["名称", "实施依据", "实施主体"]);
    cells::torn_over_rows(table, dice, &columns, place)
}

/// The last columns of some items stand in a row of their own.
fn item_over_two_rows(table: &mut Table, dice: &mut Dice) -> bool {
    let name = column(table, "名称");
    name.is_some_and(|column| cells::item_over_two_rows(table, dice, column))
}

/// One cell of some items stands in two, and the others move to the right.
fn torn_over_cells(table: &mut Table, dice: &mut Dice) -> bool {
    let columns = columns(table, &["名称", "实施依据"]);
    cells::torn_over_cells(table, dice, &columns)
}

/// Two cells of some items stand in one, and the others move to the left.
fn glued_cells(table: &mut Table, dice: &mut Dice) -> bool {
    let count = table.grid.width().saturating_sub(2);
    cells::glued_cells(table, dice, 1, count)
}

/// The second row of the head is lost, its first one stays.
fn second_head_row_gone(table: &mut Table) -> bool {
    let heads = head(table);
    let [_, second] = heads[..] else { return false };
    table.grid.rows[second].iter_mut().for_each(String::clear);
    true
}

/// Kinds of power stand in rows of their own, and the numbers begin anew below each.
fn kinds_in_rows(table: &mut Table) -> bool {
    let Some(column) = column(table, "权力类型") else { return false };
    let merged_over = |m: &CellRange| {
        m.start.column != m.end.column
            && (m.start.column..=m.end.column).contains(&u16::try_from(column).unwrap())
            && rows(table).first().is_some_and(|first| (m.end.row as usize) < *first)
            && head(table).contains(&(m.start.row as usize))
    };
    if head(table).is_empty() || table.grid.merge_ranges().iter().any(merged_over) {
        return false;
    }
    let mut number = 0;
    let mut kind = String::new();
    let numbered = table
        .answers
        .items
        .iter()
        .all(|item| table.grid.rows[item.rows[0] as usize - 1][0].parse::<u32>().is_ok());
    let titles: Vec<usize> = (0..rows(table)[0]).filter(|r| !head(table).contains(r)).collect();
    for at in 0..table.answers.items.len() {
        let row = rows(table)[at];
        let own = table.grid.rows[row][column].clone();
        let begins = own != kind;
        number = if begins { 1 } else { number + 1 };
        if numbered {
            table.grid.rows[row][0] = number.to_string();
        }
        if begins {
            let mut notice = vec![String::new(); table.grid.width()];
            notice[0].clone_from(&own);
            insert_above(table, at, notice, false);
            kind = own;
        }
    }
    for (row, cells) in table.grid.rows.iter_mut().enumerate() {
        if cells.len() > column
            && !titles.contains(&row)
            && cells[1..].iter().any(|c| !c.is_empty())
        {
            cells.remove(column);
        }
    }
    let is_own = |m: &CellRange| [m.start, m.end].iter().all(|c| usize::from(c.column) == column);
    let kept = table.grid.merge_ranges().into_iter().filter(|m| !is_own(m));
    table.grid.merges = kept.map(|m| format!("{}:{}", m.start, m.end)).collect();
    moved(&mut table.grid, |place| CellRef {
        column: place.column - u16::from(usize::from(place.column) > column),
        ..place
    });
    true
}

/// What has to be done for a power, a row each.
const STEPS: [[&str; 3]; 4] = [
    ["1.受理责任：公示应当提交的材料，一次性告知补正材料，依法受理或不予受理。", "综合股", "5日"],
    ["2.审查责任：对申请材料进行审核，提出审核意见。", "业务股", "10个工作日"],
    ["3.决定责任：作出决定，不予许可的应当告知理由。", "业务股", "3日"],
    ["4.事后监管责任：加强日常监督检查。", "执法大队", "长期"],
];

/// A list with what has to be done, the item in its row of this number. Where the rows slid, nothing stands before
/// the steps.
fn steps(table: &mut Table, named: usize, slid: bool) -> bool {
    let width = table.grid.width();
    let heads = head(table);
    if heads.is_empty() {
        return false;
    }
    for (row, text) in heads.iter().zip([["责任事项", "责任科室", "办理时限"], [""; 3]])
    {
        table.grid.rows[*row].extend(text.map(str::to_owned));
    }
    let cells = |step: &[&str; 3]| {
        let before = if slid { 0 } else { width };
        let mut cells = vec![String::new(); before];
        cells.extend(step.iter().map(|text| (*text).to_owned()));
        cells.resize(width + step.len(), String::new());
        cells
    };
    for at in 0..table.answers.items.len() {
        let own = rows(table)[at];
        let (above, rest) = STEPS.split_at(named - 1);
        table.grid.rows[own].extend(rest[0].map(str::to_owned));
        for step in rest.iter().skip(1).rev() {
            insert(table, at, cells(step));
        }
        for step in above {
            insert_above(table, at, cells(step), true);
        }
    }
    true
}

/// Inserts a row above an item's last one, as one of its own or as one that is none.
fn insert_above(table: &mut Table, at: usize, cells: Vec<String>, own: bool) {
    let row = table.answers.items[at].rows[0];
    table.grid.rows.insert(row as usize - 1, cells);
    let shift = |number: &mut u32| *number += u32::from(*number >= row);
    table.answers.items.iter_mut().flat_map(|item| &mut item.rows).for_each(shift);
    table.answers.other_rows.iter_mut().for_each(|other| shift(&mut other.row));
    if own {
        table.answers.items[at].rows.push(row);
    }
    moved(&mut table.grid, |place| CellRef {
        row: place.row + u32::from(place.row + 1 >= row),
        ..place
    });
}

/// What rows in a run share stands in the last of them only, its merges lost.
fn blocks(table: &mut Table) -> bool {
    let rows = rows(table);
    let mut any = false;
    for column in columns(table, &["权力类型", "实施依据", "实施主体"]) {
        for at in 1..rows.len() {
            if is_shared(table, at, column) {
                table.grid.rows[rows[at - 1]][column].clear();
                any = true;
            }
        }
    }
    any
}

/// A list as it stands can be damaged.
#[test]
fn lists_are_squared() {
    let mut tables = whole_of(Kind::Duties);
    assert!(tables.iter_mut().map(squared).filter(|squared| *squared).count() >= 20);
}
