//! What is doubted of every row of a table because of its head: it was not there, clipped, completed by what
//! stands below it, or stood over other columns.

use crate::input::sheet::fit::{self, Looks};
use crate::input::sheet::locate::named::NamedColumns;
use crate::input::sheet::locate::{clipped, heading};
use crate::input::sheet::recognition::{CellRepair, Doubt, Table};
use crate::input::sheet::types::{ColumnRole, SheetColumn, TableKind};
use crate::source::CellRef;

/// Doubts each row of a table whose head was understood by what stands below it; the first row tells it.
pub(in crate::input::sheet) fn of_a_completed_head(table: &mut Table) {
    let unread: Vec<String> = table
        .repairs
        .iter()
        .filter(|repair| table.header_rows.contains(&repair.cell.row))
        .map(|repair| format!("“{}”当作{}", repair.before, repair.after))
        .collect();
    let why = format!("表头认不全，是看内容认的（{}），可能不是目录", unread.join("，"));
    each_row(table, &why);
}

/// Doubts each row of a table without a head, whose columns were told by what stands in them.
pub(in crate::input::sheet) fn of_no_head(table: &mut Table) {
    let named = NamedColumns::of(&table.columns).to_string();
    let shown = named.replace('=', " ").replace(',', "、");
    let why = format!("表格没有表头，各栏是看内容认的：{shown}");
    // The question about the head says it to people.
    each_row(table, &why);
    if let Some(doubt) = table.records.first_mut().and_then(|record| record.doubts.last_mut()) {
        doubt.blank = true;
    }
}

/// Doubts in each row what stands in columns that were moved under their headings; the first row tells it.
pub(in crate::input::sheet) fn of_permuted_columns(table: &mut Table, moved: &[CellRepair]) {
    let why =
        |made: &CellRepair| format!("“{}”这一栏写的是{}，按内容认的", made.before, made.after);
    of_columns(table, moved, &why);
}

/// Doubts in each row what stands in columns without a heading that were told by their places.
pub(in crate::input::sheet) fn of_columns_by_place(table: &mut Table, told: &[CellRepair]) {
    let why = |made: &CellRepair| {
        let column = CellRef::column_letters(made.cell.column);
        let seen = match made.before.as_str() {
            "" => format!("{column}列没有栏名"),
            heading => format!("“{heading}”下面没有小栏名"),
        };
        format!("{seen}，按官方表的栏序当作{}", made.after)
    };
    of_columns(table, told, &why);
}

/// One doubt for each cell of these columns.
fn of_columns(table: &mut Table, made: &[CellRepair], why: &dyn Fn(&CellRepair) -> String) {
    for (at, record) in table.records.iter_mut().enumerate() {
        for repair in made {
            let index = repair.cell.column;
            let column = table.columns.iter().find(|column| column.index == index);
            let (Some(cell), Some(field)) =
                (record.cell(index), column.and_then(|column| column.role.doubted_as()))
            else {
                continue;
            };
            let cells = vec![cell.at];
            record.doubts.push(Doubt { field, why: why(repair), cells, blank: at > 0 });
        }
    }
}

/// Doubts each row of a sheet that says no domain, and has no item of the one before; the first row tells it.
pub(in crate::input::sheet) fn of_an_inherited_domain(table: &mut Table, domain: &str) {
    let why = format!("这张工作表没有写领域，跟着前一张当作“{domain}”，可是没有一项是这个领域的");
    each_row(table, &why);
}

/// One doubt for all rows, which the first one tells.
fn each_row(table: &mut Table, why: &str) {
    for (at, record) in table.records.iter_mut().enumerate() {
        let row = record.rows.first().copied().unwrap_or(0);
        let cells = vec![CellRef::new(row, 0)];
        let (why, blank) = (why.to_owned(), at > 0);
        record.doubts.push(Doubt { field: Doubt::ROW, why, cells, blank });
    }
}

/// Fields of each item that a heading names while what stands below it was taken for another, and that no column
/// holds. 公开方式 and 公开形式 are written over channels and ways alike.
pub(super) fn overruled(table: &Table) -> Vec<Doubt> {
    let row = table.header_rows.last().copied().unwrap_or(0);
    let known = |field: &str| table.columns.iter().any(|c| c.role.doubted_as() == Some(field));
    let mut doubts: Vec<Doubt> = Vec::new();
    for column in table.columns.iter().filter(|column| column.role.doubted_as().is_some()) {
        let named = heading::exact(table.kind, &heading::key(&column.heading));
        let field = named.filter(|(role, _)| is_of_each(role)).and_then(|(r, _)| r.doubted_as());
        if let Some(field) = field.filter(|field| !known(field)) {
            let heading = &column.heading;
            let taken = column.role.doubted_as().unwrap_or_default();
            let why = format!("“{heading}”下面写的像“{taken}”，看不出“{field}”写在哪里");
            let cells = vec![CellRef::new(row, column.index)];
            doubts.push(Doubt { field, why, cells, blank: false });
        }
    }
    doubts
}

/// Whether each item has such a field, under a heading that means nothing else.
fn is_of_each(role: &ColumnRole) -> bool {
    use ColumnRole::{Basis, Bodies, DutyBasis, DutyBody, Elements, Limit, Power};
    matches!(role, Elements | Basis | Limit | Bodies | Power | DutyBasis | DutyBody)
}

/// Fields that a table has no column for, while a clipped heading that was not understood may be theirs: 公开.
pub(super) fn clipped(table: &Table) -> Vec<Doubt> {
    if table.kind == TableKind::Duties {
        return Vec::new();
    }
    let row = table.header_rows.last().copied().unwrap_or(0);
    let is_open = |column: &&SheetColumn| {
        column.role == ColumnRole::Other
            && table.records.iter().any(|record| record.cell(column.index).is_some())
    };
    let known = |field: &str| table.columns.iter().any(|c| c.role.doubted_as() == Some(field));
    let mut doubts: Vec<Doubt> = Vec::new();
    for column in table.columns.iter().filter(is_open) {
        let texts = || table.records.iter().filter_map(|record| record.cell(column.index));
        let may_hold = |role: &&ColumnRole| {
            texts().any(|cell| fit::fit(role, &Looks::of(&cell.text)) > fit::MISFITS)
        };
        let fields = clipped::may_be(&column.heading).filter(may_hold);
        let fields = fields.filter_map(ColumnRole::doubted_as);
        for field in fields.filter(|field| !known(field)) {
            let why = format!("栏名只剩“{}”，看不出是不是“{field}”，没有取", column.heading);
            let cells = vec![CellRef::new(row, column.index)];
            if !doubts.iter().any(|doubt| doubt.field == field) {
                doubts.push(Doubt { field, why, cells, blank: true });
            }
        }
    }
    doubts
}
