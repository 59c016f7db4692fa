//! Codes that are glued to the names of a table: 0101政策法规文件, 0102监督检查.
//!
//! A single name may begin with digits. They are codes where nearly all names of a column begin with as many of them
//! and no two names with the same ones.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::input::sheet::fit;
use crate::input::sheet::read::draft::RecordDraft;
use crate::input::sheet::recognition::CellRepair;
use crate::input::sheet::share;
use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::model::fold;
use crate::model::writing::RepairKind;
use crate::text::is_han;

/// So many names with codes say that the digits are codes.
const FEWEST: usize = 3;
/// Digits of a code.
const DIGITS: RangeInclusive<usize> = 2..=12;
/// Behind the digits of a date or of a count.
const COUNTED: [char; 6] = ['年', '月', '日', '个', '号', '项'];

/// Takes the codes off the names.
pub(super) fn codes(
    columns: &[SheetColumn],
    drafts: &mut [RecordDraft],
    repairs: &mut Vec<CellRepair>,
) {
    let is_name = |c: &&SheetColumn| matches!(c.role, ColumnRole::Name(_) | ColumnRole::DutyName);
    for column in columns.iter().filter(is_name) {
        if !are_coded(column, drafts) {
            continue;
        }
        for draft in drafts.iter_mut() {
            let Some(cell) = draft.cells.get_mut(&column.index) else { continue };
            let Some((code, name)) = parts(&cell.text) else { continue };
            let (code, after) = (code.to_owned(), name.to_owned());
            let before = std::mem::replace(&mut cell.text, after.clone());
            repairs.push(CellRepair { cell: cell.at, kind: RepairKind::Numbering, before, after });
            cell.number = Some(code);
        }
    }
}

fn are_coded(column: &SheetColumn, drafts: &[RecordDraft]) -> bool {
    // What a merged cell shows in several rows is one name.
    let texts: BTreeMap<_, &str> = drafts
        .iter()
        .filter_map(|draft| draft.cells.get(&column.index))
        .filter(|cell| !fold::is_ditto(&cell.text))
        .map(|cell| (cell.at, cell.text.as_str()))
        .collect();
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    let mut coded = 0;
    for (code, name) in texts.values().filter_map(|text| parts(text)) {
        if *names.entry(code).or_insert(name) != name {
            return false;
        }
        coded += 1;
    }
    let lengths = || names.keys().map(|code| code.len());
    names.len() >= FEWEST
        && lengths().min() == lengths().max()
        && share::is_four_fifths(coded, texts.len())
}

/// The digits that a name begins with, and the rest.
fn parts(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).filter(|end| DIGITS.contains(end))?;
    let (code, name) = text.split_at_checked(end)?;
    let is_name = name.starts_with(is_han) && !name.starts_with(COUNTED);
    (is_name && name.chars().count() >= fit::SHORTEST_NAME).then_some((code, name))
}
