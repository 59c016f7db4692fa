//! What is doubted of duties because something around their table had to say it.

use crate::input::sheet::power_sign::PowerOfGroup;
use crate::input::sheet::read::doubts::shown;
use crate::input::sheet::recognition::{Doubt, SheetRecord, Table};
use crate::input::sheet::types::ColumnRole;

/// 行政检查事项清单 above a list without a column 权力类型, or 抽查事项 over its names: its duties are taken for checks.
/// 三、公共服务 below 一、行政许可 and 二、行政处罚 names no kind of power.
pub(super) fn power_of_list(record: &SheetRecord, table: &Table) -> Option<Doubt> {
    let field = ColumnRole::Power.doubted_as()?;
    let (why, at) = match record.power {
        PowerOfGroup::Kind(..) => return None,
        PowerOfGroup::Untold => {
            let told = table.power.as_ref().filter(|told| !told.outright)?;
            let (place, words, kind) = (told.place.label(), shown(&told.words), told.kind);
            (format!("没有权力类型这一栏，按{place}“{words}”当作{kind}"), told.at)
        }
        PowerOfGroup::Ended => {
            let (group, at) = record.group.as_ref()?;
            (format!("分组行“{}”没有说是哪一类权力，没有写权力类型", shown(group)), *at)
        }
    };
    let column = table.column(&ColumnRole::Power);
    let said = column.is_some_and(|column| record.cell(column.index).is_some());
    (!said).then(|| Doubt { field, why, cells: vec![at], blank: true })
}
