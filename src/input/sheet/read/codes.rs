//! Codes that are glued to names: 国土空间总体规划101002000, where nearly every name of a table has one.

use crate::input::sheet::read::draft::RecordDraft;
use crate::input::sheet::recognition::CellRepair;
use crate::input::sheet::share;
use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::model::writing::{self, RepairKind};

/// So many digits behind a name are its code, and no year or amount.
const DIGITS: usize = 6;
/// A code stands behind so many names at least.
const NAMES: usize = 2;
/// A name has so many characters before its code.
const SHORTEST: usize = 2;

/// Takes such codes off the names.
pub(super) fn take_off(
    columns: &[SheetColumn],
    drafts: &mut [RecordDraft],
    repairs: &mut Vec<CellRepair>,
) {
    let names: Vec<u16> = columns
        .iter()
        .filter(|column| matches!(column.role, ColumnRole::Name(_) | ColumnRole::DutyName))
        .map(|column| column.index)
        .collect();
    let texts = || {
        let cells = drafts.iter().flat_map(|draft| names.iter().map(|at| draft.cells.get(at)));
        cells.flatten().map(|cell| cell.text.as_str())
    };
    let coded = texts().filter(|text| without_code(text).is_some()).count();
    if coded < NAMES || !share::is_four_fifths(coded, texts().count()) {
        return;
    }
    let places = drafts.iter_mut().flat_map(|draft| draft.cells.iter_mut());
    for (_, cell) in places.filter(|(at, _)| names.contains(at)) {
        let Some(name) = without_code(&cell.text).map(str::to_owned) else { continue };
        let mut text = writing::Text::as_written(&cell.text);
        text.repair(RepairKind::Aside, name);
        let (after, made) = text.into_parts();
        let before = std::mem::replace(&mut cell.text, after.clone());
        let mut all = cell.written.take().unwrap_or((before.clone(), Vec::new()));
        all.1.extend(made);
        cell.written = Some(all);
        repairs.push(CellRepair { cell: cell.at, kind: RepairKind::Aside, before, after });
    }
}

/// A name without the digits behind it, in brackets or not; `None` where there are no such.
fn without_code(text: &str) -> Option<&str> {
    let open = text.trim_end().trim_end_matches([')', '）']);
    let name = open.trim_end_matches(|c: char| c.is_ascii_digit());
    let bare = name.trim_end().trim_end_matches(['(', '（']).trim_end();
    let named = bare.chars().count() >= SHORTEST && !bare.ends_with(|c: char| c.is_ascii());
    (open.len() - name.len() >= DIGITS && named).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::without_code;

    #[test]
    fn codes_behind_names() {
        for (text, name) in [
            ("国土空间总体规划101002000", Some("国土空间总体规划")),
            ("国土空间总体规划批前公示\n101002001", Some("国土空间总体规划批前公示")),
            ("规划许可（101002）", Some("规划许可")),
            ("政府工作报告2026", None),
            ("12345678", None),
            ("机构职能", None),
        ] {
            assert_eq!(without_code(text), name, "{text}");
        }
    }
}
