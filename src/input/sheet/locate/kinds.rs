//! Whether columns are those of a catalogue or of a list of duties, and how much of such a head they are.

use std::collections::BTreeSet;

use crate::input::sheet::locate::duty_headings;
use crate::input::sheet::locate::heading;
use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::model::Field;
use crate::text::Wording;

/// So many columns make a list of duties.
const COLUMNS: usize = 3;
/// So many columns do, where the user or a title says that it is one.
const COLUMNS_WHEN_SAID: usize = 2;
/// So many columns that no list of duties has say that it is none.
const ALIEN_COLUMNS: usize = 2;
/// So many columns of unknown headings count for a list of duties.
const OTHERS: usize = 3;
/// From so many columns on a head lacks nothing.
const WHOLE_HEAD: usize = 5;

/// The fields that columns speak of.
pub(in crate::input::sheet) fn fields(columns: &[SheetColumn]) -> BTreeSet<Field> {
    columns.iter().filter_map(|column| column.role.field()).collect()
}

/// How much of a head so many columns are, from 0 to 1.
pub(in crate::input::sheet) fn part_of_a_head(columns: usize) -> f64 {
    columns.min(WHOLE_HEAD) as f64 / WHOLE_HEAD as f64
}

/// Whether a heading is one that only catalogues have: 类别, 内容, 对象 and 方式 head plans and schedules too.
pub(in crate::input::sheet) fn speaks_of_disclosing(columns: &[SheetColumn]) -> bool {
    static OWN: Wording = Wording::named("只有目录才有的表头");
    let mut keys = columns.iter().map(|column| heading::key(&column.heading));
    keys.any(|key| OWN.iter().any(|word| key.contains(word)))
}

/// Whether a heading is one of what was done in a single case, or counts: such tables list results.
pub(in crate::input::sheet) fn keeps_records(columns: &[SheetColumn]) -> bool {
    static OF_RECORDS: Wording = Wording::named("记录结果的栏名");
    let mut keys = columns.iter().map(|column| heading::key(&column.heading));
    keys.any(|key| OF_RECORDS.iter().any(|word| key.ends_with(word)))
}

/// Names and some fields, among them one that only catalogues have.
pub(in crate::input::sheet) fn catalogue_like(
    columns: &[SheetColumn],
    least: usize,
) -> (bool, f64) {
    let fields = fields(columns);
    // A list of duties has 依据 and 责任单位 too.
    let own = [
        Field::Elements,
        Field::Limit,
        Field::Channels,
        Field::Mode,
        Field::Levels,
        Field::Audience,
    ];
    let discloses = own.iter().any(|field| fields.contains(field));
    let enough = fields.contains(&Field::Names) && discloses && fields.len() >= least;
    (enough, part_of_a_head(fields.len()))
}

/// A name and something beside it; where nothing says that the table lists duties (`wanted`), a heading that only
/// such lists have, or a title that names a kind of power (`titled`), as those of results do too.
pub(in crate::input::sheet) fn duties_like(
    columns: &[SheetColumn],
    roles: &BTreeSet<&ColumnRole>,
    (wanted, titled): (bool, bool),
) -> (bool, f64) {
    static ALIEN: Wording = Wording::named("不是职责清单的栏名");
    let is_alien = |column: &&SheetColumn| {
        let key = heading::key(&column.heading);
        ALIEN.iter().any(|word| key.starts_with(word))
    };
    let alien = columns.iter().filter(is_alien).count();
    let own = roles.contains(&ColumnRole::TakeOver) || titled || has_own_heading(columns);
    let others = columns.iter().filter(|c| c.role == ColumnRole::Other).count();
    let known = roles.len() + others.min(OTHERS);
    let enough = roles.contains(&ColumnRole::DutyName)
        && if wanted {
            known >= COLUMNS_WHEN_SAID
        } else {
            own && known >= COLUMNS && alien < ALIEN_COLUMNS && !names_acts(columns)
        };
    (enough, part_of_a_head(known))
}

/// Whether a heading is one that only lists of duties have.
fn has_own_heading(columns: &[SheetColumn]) -> bool {
    static OWN: Wording = Wording::named("只有职责清单才有的表头");
    static PLAIN: Wording = Wording::named("只有职责清单才有的栏名");
    columns.iter().any(|column| {
        let key = heading::key(&column.heading);
        OWN.iter().any(|word| key.contains(word))
            || PLAIN.contains(&key.as_str())
            || column.role == ColumnRole::DutyName && duty_headings::tells_duties(&key)
    })
}

/// Whether the names are of what was done wrong, or others say how much is taken for it: tables of fines and of what
/// goes unpunished do so as well.
fn names_acts(columns: &[SheetColumn]) -> bool {
    static ACTS: Wording = Wording::named("要有表题才是职责的名称栏");
    static FINES: Wording = Wording::named("列的是怎样罚的栏");
    columns.iter().any(|column| {
        let key = heading::key(&column.heading);
        let is_name = column.role == ColumnRole::DutyName;
        FINES.iter().any(|word| key.contains(word))
            || is_name && ACTS.iter().any(|word| key.contains(word))
    })
}
