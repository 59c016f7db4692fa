//! Words that a value of a closed list has no room for: `√（桃花县）` under 县级, 主动公开（每年）.
//!
//! They are left out, and told.

use crate::input::sheet::locate::lists;
use crate::input::sheet::read::draft::FilledCell;
use crate::input::sheet::recognition::CellRepair;
use crate::input::sheet::types::ColumnRole;
use crate::model::writing::RepairKind;
use crate::model::{Levels, Mode, fold};

/// What the names of ways and of levels are written with.
const OF_MODES: &str = "主动依申请公开信息政府面向全社会范围和及或";
const OF_LEVELS: &str = "国家省市县区旗州盟乡镇街道村社居级及和或层本办事处委会";

/// What of a cell is read, where something of it is not.
pub(in crate::input::sheet) fn of(role: &ColumnRole, cell: &FilledCell) -> Option<CellRepair> {
    let after = leaves_out(role, &cell.text)?;
    let before = cell.text.clone();
    Some(CellRepair { cell: cell.at, kind: RepairKind::Aside, before, after })
}

/// What is read of a text, where something of it is not.
pub(super) fn leaves_out(role: &ColumnRole, text: &str) -> Option<String> {
    match role {
        ColumnRole::Level(_) => ticked(text, OF_LEVELS).or_else(|| levels(text)),
        ColumnRole::Active | ColumnRole::OnRequest => ticked(text, OF_MODES).or_else(|| mode(text)),
        ColumnRole::Everyone | ColumnRole::Group => unticked(text),
        ColumnRole::Mode => mode(text),
        ColumnRole::Levels => levels(text),
        _ => None,
    }
}

/// 其他类, which is read as 其他行政权力.
pub(in crate::input::sheet) fn power(role: &ColumnRole, cell: &FilledCell) -> Option<CellRepair> {
    let standard = (*role == ColumnRole::Power).then(|| lists::power(&cell.text))??;
    let (before, after) = (cell.text.clone(), standard.to_owned());
    let repair = CellRepair { cell: cell.at, kind: RepairKind::Power, before, after };
    (repair.before.trim() != repair.after).then_some(repair)
}

/// A mark with words beside it that say nothing of the column.
fn ticked(text: &str, letters: &str) -> Option<String> {
    let (yes, words) = fold::mark_with_text(text)?;
    says_more(words, letters).then(|| if yes { "√" } else { "" }.to_owned())
}

/// Words beside a mark that says no.
fn unticked(text: &str) -> Option<String> {
    let (yes, words) = fold::mark_with_text(text)?;
    (!yes && says_more(words, "")).then(String::new)
}

fn mode(text: &str) -> Option<String> {
    let mode = Mode::parse(text);
    (mode.is_clear() && says_more(text, OF_MODES)).then(|| mode.text())
}

fn levels(text: &str) -> Option<String> {
    let levels = Levels::parse(text);
    (!levels.is_empty() && says_more(text, OF_LEVELS)).then(|| levels.text())
}

fn says_more(words: &str, letters: &str) -> bool {
    words.chars().any(|c| c.is_alphanumeric() && !letters.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::AdminLevel;
    use crate::source::CellRef;

    fn after(role: &ColumnRole, text: &str) -> Option<String> {
        of(role, &FilledCell::new(CellRef::new(0, 0), text)).map(|repair| repair.after)
    }

    #[test]
    fn what_is_left_out_is_told() {
        let county = ColumnRole::Level(vec![AdminLevel::County]);
        for (role, text, expected) in [
            (&county, "√（桃花县）", Some("√")),
            (&county, "√", None),
            (&county, "县级", None),
            (&county, "×暂缓", Some("")),
            (&ColumnRole::Mode, "主动公开（每年）", Some("主动")),
            (&ColumnRole::Mode, "主动公开、依申请公开", None),
            (&ColumnRole::Levels, "市级、县（区）级", None),
            (&ColumnRole::Levels, "县级（民政局）", Some("县级")),
            (&ColumnRole::Active, "主动公示", Some("主动")),
            (&ColumnRole::Group, "√村民", None),
        ] {
            assert_eq!(after(role, text).as_deref(), expected, "{text}");
        }
    }
}
