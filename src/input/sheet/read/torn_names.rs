//! Names of groups that a page break tore: 城镇燃 above the first rows, 气管理 above the next ones.
//!
//! Two names one below the other are two matters, but where both together stand somewhere in their rows as one
//! word: in 《城镇燃气管理条例》. The joined name holds for all rows of both, and is doubted.

use crate::input::sheet::read::draft::{FilledCell, RecordDraft};
use crate::input::sheet::recognition::{CellRepair, Doubt};
use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::model::writing::{self, RepairKind};

/// Longer names are not torn between two cells without both being seen to be parts.
const LONGEST_PART: usize = 8;
/// The parts together are a word that says something, in characters.
const SHORTEST: usize = 5;

/// Joins the parts of such names.
pub(super) fn join(
    columns: &[SheetColumn],
    drafts: &mut [RecordDraft],
    repairs: &mut Vec<CellRepair>,
) {
    let names: Vec<u16> = columns
        .iter()
        .filter(|column| matches!(column.role, ColumnRole::Name(_)))
        .map(|column| column.index)
        .collect();
    // The last name is that of the item itself.
    let groups = names.split_last().map_or(&[][..], |(_, groups)| groups);
    for column in groups {
        let own: Vec<usize> = (0..drafts.len())
            .filter(|at| drafts.get(*at).is_some_and(|draft| draft.cells.contains_key(column)))
            .collect();
        for pair in own.windows(2) {
            let [first, second] = pair else { continue };
            if let Some(name) = torn(drafts, *column, (*first, *second)) {
                for at in [*first, *second] {
                    let draft = drafts.get_mut(at);
                    repairs.extend(draft.and_then(|draft| whole(draft, *column, &name)));
                }
            }
        }
    }
}

/// The name that two parts make together, where one of their rows has it as one word.
fn torn(drafts: &[RecordDraft], column: u16, (first, second): (usize, usize)) -> Option<String> {
    let part = |at: usize| {
        let text = &drafts.get(at)?.cells.get(&column)?.text;
        let bare = plain(text);
        (1..=LONGEST_PART).contains(&bare.chars().count()).then_some(bare)
    };
    let (upper, lower) = (part(first)?, part(second)?);
    let name = format!("{upper}{lower}");
    if upper == lower || name.chars().count() < SHORTEST {
        return None;
    }
    let mut others =
        [first, second].into_iter().filter_map(|at| drafts.get(at)).flat_map(|draft| {
            draft.cells.iter().filter(|(at, _)| **at != column).map(|(_, cell)| plain(&cell.text))
        });
    others.any(|text| text.contains(&name)).then_some(name)
}

/// Gives a part the whole name; the repair that tells it.
fn whole(draft: &mut RecordDraft, column: u16, name: &str) -> Option<CellRepair> {
    let cell: &mut FilledCell = draft.cells.get_mut(&column)?;
    let mut text = writing::Text::as_written(&cell.text);
    text.repair(RepairKind::JoinedRows, name.to_owned());
    let (after, made) = text.into_parts();
    let before = std::mem::replace(&mut cell.text, after.clone());
    let why = format!("“{before}”像是断开的名称，和另一段接成了“{name}”");
    let at = cell.at;
    let mut all = cell.written.take().unwrap_or((before.clone(), Vec::new()));
    all.1.extend(made);
    cell.written = Some(all);
    draft.doubts.push(Doubt { field: Doubt::ROW, why, cells: vec![at], blank: false });
    Some(CellRepair { cell: at, kind: RepairKind::JoinedRows, before, after })
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
