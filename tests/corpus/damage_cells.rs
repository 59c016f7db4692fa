//! What damages the cells of any list, wherever its columns are known from: texts torn and glued, items over two
//! rows.

use mulu::source::CellRef;

use super::{Dice, rows};
use crate::corpus::table::{Item, Table};
use crate::corpus::variants::moved;

/// A text in two halves; `None` for a short one.
fn halves(text: &str) -> Option<(String, String)> {
    const SHORTEST: usize = 12;
    let letters: Vec<char> = text.chars().collect();
    let (first, second) = letters.split_at(letters.len() / 2);
    (letters.len() >= SHORTEST).then(|| (first.iter().collect(), second.iter().collect()))
}

/// One of these cells of some items ends in the next row, at the place that is given for its column.
pub(super) fn torn_over_rows(
    table: &mut Table,
    dice: &mut Dice,
    columns: &[usize],
    place: fn(usize) -> usize,
) -> bool {
    let mut any = false;
    for at in 0..table.answers.items.len() {
        let row = rows(table)[at];
        let Some(column) = columns.get(dice.roll(columns.len())).copied() else { return false };
        let Some((first, second)) = halves(&table.grid.rows[row][column]) else { continue };
        if dice.roll(2) == 0 {
            table.grid.rows[row][column] = first;
            let mut below = vec![String::new(); table.grid.width()];
            below[place(column)] = second;
            insert(table, at, below);
            any = true;
        }
    }
    any
}

/// Of some items, what stands behind this column, or behind one of the two next, stands in a row of its own.
pub(super) fn item_over_two_rows(table: &mut Table, dice: &mut Dice, column: usize) -> bool {
    let mut any = false;
    for at in 0..table.answers.items.len() {
        let row = rows(table)[at];
        let cells = table.grid.rows[row].clone();
        let cut = (column + 1 + dice.roll(3)).min(cells.len());
        let blank = |count: usize| vec![String::new(); count];
        let first = [&cells[..cut], &blank(cells.len() - cut)].concat();
        let below = [&blank(cut), &cells[cut..]].concat();
        if below.iter().any(|text| !text.is_empty()) && dice.roll(2) == 0 {
            table.grid.rows[row] = first;
            insert(table, at, below);
            any = true;
        }
    }
    any
}

/// One of these cells of some items stands in two, and the others move to the right.
pub(super) fn torn_over_cells(table: &mut Table, dice: &mut Dice, columns: &[usize]) -> bool {
    let mut any = false;
    for row in rows(table) {
        let Some(column) = columns.get(dice.roll(columns.len())).copied() else { return false };
        let Some((first, second)) = halves(&table.grid.rows[row][column]) else { continue };
        if dice.roll(2) == 0 {
            table.grid.rows[row][column] = first;
            table.grid.rows[row].insert(column + 1, second);
            any = true;
        }
    }
    any
}

/// Two cells of some items stand in one, and the others move to the left: of so many columns, one and the next.
pub(super) fn glued_cells(table: &mut Table, dice: &mut Dice, first: usize, count: usize) -> bool {
    let mut any = false;
    for row in rows(table) {
        let cells = &mut table.grid.rows[row];
        let left = first + dice.roll(count);
        let both = cells.get(left..left + 2).is_some_and(|c| c.iter().all(|c| !c.is_empty()));
        if both && dice.roll(2) == 0 {
            let right = cells.remove(left + 1);
            cells[left].push_str(["", " ", "\n"][dice.roll(3)]);
            cells[left].push_str(&right);
            any = true;
        }
    }
    any
}

/// Inserts a row that belongs to an item below its own.
pub(super) fn insert(table: &mut Table, at: usize, cells: Vec<String>) {
    let row = table.answers.items[at].rows[0];
    table.grid.rows.insert(row as usize, cells);
    let shift = |number: &mut u32| *number += u32::from(*number > row);
    let numbers = |item: &mut Item| item.rows.iter_mut().for_each(shift);
    table.answers.items.iter_mut().for_each(numbers);
    table.answers.other_rows.iter_mut().for_each(|other| shift(&mut other.row));
    table.answers.items[at].rows.push(row + 1);
    moved(&mut table.grid, |place| CellRef {
        row: place.row + u32::from(place.row >= row),
        ..place
    });
}

/// Takes cells of items out of their rows, so that what stands behind them moves to the left; those of an item
/// from the last column on. Whether there were any.
pub(super) fn taken_out(table: &mut Table, lost: &[(usize, usize)]) -> bool {
    let rows = rows(table);
    lost.iter().for_each(|(at, column)| drop(table.grid.rows[rows[*at]].remove(*column)));
    !lost.is_empty()
}
