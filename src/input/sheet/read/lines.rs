//! What is told of the lines of a record: names that may be several items, rows that moved.

use crate::input::sheet::fit;
use crate::input::sheet::read::odd::is_of_words;
use crate::input::sheet::recognition::{CellRepair, Doubt};
use crate::input::sheet::segment::rows::{Line, Slide};
use crate::input::sheet::types::{ColumnRole, SheetColumn};
use crate::model::writing::RepairKind;
use crate::source::CellRef;

/// Names are one word, whole limits are several; anything else may be a list, which the lines keep apart. What is
/// said once more adds nothing to who, how and when.
pub(super) fn join<'t>(column: &SheetColumn, texts: impl Iterator<Item = &'t str>) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let once = matches!(column.role, ColumnRole::Limit | ColumnRole::Bodies | ColumnRole::Channels);
    for text in texts.map(str::trim) {
        if !(once && parts.contains(&text)) {
            parts.push(text);
        }
    }
    let separator = match column.role {
        ColumnRole::Name(_) | ColumnRole::DutyName => "",
        ColumnRole::Limit if parts.iter().all(|part| fit::is_whole_limit(part)) => "；",
        _ => "\n",
    };
    parts.join(separator)
}

/// Rows that were put together although each has a name of its own that could stand alone.
pub(super) fn twice_named(columns: &[SheetColumn], group: &[Line]) -> Vec<Doubt> {
    let is_name = |c: &&SheetColumn| matches!(c.role, ColumnRole::Name(_) | ColumnRole::DutyName);
    let Some(lowest) = columns.iter().rfind(is_name) else { return Vec::new() };
    let whole = |line: &&Line| {
        line.own.get(&lowest.index).is_some_and(|text| text.trim().chars().count() >= WHOLE_NAME)
    };
    let named: Vec<&Line> = group.iter().filter(whole).collect();
    if named.len() < 2 {
        return Vec::new();
    }
    let rows: Vec<String> = named.iter().map(|line| (line.row + 1).to_string()).collect();
    let why = format!("第{}行各有名称，并成了一项，可能是几项", rows.join("、"));
    let cells = named.iter().map(|line| line.place(lowest.index)).collect();
    vec![Doubt { field: Doubt::ROW, why, cells, blank: false }]
}

/// Rows that were put together although each says another whole limit.
pub(super) fn twice_limited(columns: &[SheetColumn], group: &[Line]) -> Option<Doubt> {
    let column = columns.iter().find(|column| column.role == ColumnRole::Limit)?;
    let limits = group.iter().filter_map(|line| Some((line, line.own.get(&column.index)?)));
    let whole: Vec<(&Line, &String)> =
        limits.filter(|(_, text)| fit::is_whole_limit(text)).collect();
    let (_, first) = whole.first()?;
    if whole.iter().all(|(_, text)| text.trim() == first.trim()) {
        return None;
    }
    let rows: Vec<String> = whole.iter().map(|(line, _)| (line.row + 1).to_string()).collect();
    let why = format!("第{}行各有时限，并成了一项，可能是几项", rows.join("、"));
    let cells = whole.iter().map(|(line, _)| line.place(column.index)).collect();
    let field = column.role.doubted_as()?;
    Some(Doubt { field, why, cells, blank: false })
}

/// Rows of a table without numbers that were put together because their elements go on counting: each may as well be
/// an item of its own.
pub(super) fn counted_on(columns: &[SheetColumn], group: &[Line]) -> Option<Doubt> {
    let numbered = columns.iter().any(|column| column.role == ColumnRole::Serial);
    let elements = columns.iter().find(|column| column.role == ColumnRole::Elements)?;
    let counts = |line: &&Line| {
        let text = line.own.get(&elements.index);
        text.is_some_and(|text| text.trim_start().starts_with(['（', '(']))
    };
    let cells: Vec<CellRef> =
        group.iter().filter(counts).map(|line| line.place(elements.index)).collect();
    let [first, .., last] = cells.as_slice() else { return None };
    let why =
        format!("第{}到{}行的编号是连着的，并成了一项，可能是几项", first.row + 1, last.row + 1);
    let field = elements.role.doubted_as().filter(|_| !numbered)?;
    Some(Doubt { field, why, cells: cells.clone(), blank: false })
}

/// A row that may go on with the one above, and was taken for an item of its own.
pub(super) fn apart(line: &Line) -> Doubt {
    let cells = line.own.keys().map(|column| line.place(*column)).collect();
    let why = format!("第{}行没有序号，当作单独一项，也可能是接着上一行的", line.row + 1);
    Doubt { field: Doubt::ROW, why, cells, blank: false }
}

/// A name of so many characters can stand alone.
const WHOLE_NAME: usize = 6;

/// Notes each text of a row that slid, with the column that it is read under.
pub(super) fn moved(columns: &[SheetColumn], line: &Line, repairs: &mut Vec<CellRepair>) {
    let Some(slide) = &line.slide else { return };
    for column in columns {
        let pieces = slide.from.get(&column.index).into_iter().flatten();
        for (from, text) in pieces.filter(|(from, _)| *from != column.index) {
            let after =
                format!("{}（{}列）", column.title(), CellRef::column_letters(column.index));
            repairs.push(CellRepair {
                cell: CellRef::new(line.row, *from),
                kind: RepairKind::Moved,
                before: text.clone(),
                after,
            });
        }
    }
}

/// What is doubted of a row that slid: the row, where it may as well stand as it does, what was read from a part
/// of a cell, and words of several cells, which may belong to what stands beside them.
pub(super) fn slid(columns: &[SheetColumn], line: &Line) -> Vec<Doubt> {
    let Some(slide) = &line.slide else { return Vec::new() };
    let row = line.row + 1;
    let cells = |of: &[(u16, String)]| of.iter().map(|(c, _)| CellRef::new(line.row, *c)).collect();
    let moved: Vec<(u16, String)> = slide.from.values().flatten().cloned().collect();
    let whole = slide.doubtful.then(|| Doubt {
        field: Doubt::ROW,
        why: format!("第{row}行像是错了位，按内容归到各栏读的，可能不对"),
        cells: cells(&moved),
        blank: false,
    });
    let parts = columns.iter().filter_map(|column| {
        let (field, pieces) = (column.role.doubted_as()?, slide.from.get(&column.index)?);
        let why = if slide.goes_on == Some(column.index) {
            format!("第{row}行只有一格，当作接着上一行的“{}”，也可能是说明", column.title())
        } else if slide.cut.contains(&column.index) {
            format!("第{row}行有两栏的内容写在一格里，拆开读的")
        } else if slide.joined.contains(&column.index) && is_of_words(&column.role) {
            format!("第{row}行有一栏的内容写在几格里，接起来读的")
        } else {
            return None;
        };
        Some(Doubt { field, why, cells: cells(pieces), blank: false })
    });
    whole.into_iter().chain(parts).collect()
}

/// The texts of a row that slid which are read under no column.
pub(super) fn spare(slide: &Slide) -> Option<Doubt> {
    let texts = &slide.spare;
    let (first, text) = texts.first()?;
    let shown: String = text.trim().chars().take(SPARE_SHOWN).collect();
    let more = if texts.len() > 1 { format!("等 {} 格", texts.len()) } else { String::new() };
    let cells = texts.iter().map(|(at, _)| *at).collect();
    if slide.steps {
        let why = format!("第{}行没有名称，“{shown}”{more}是做这一项的步骤，没有取", first.row + 1);
        return Some(Doubt { field: STEPS, why, cells, blank: false });
    }
    let why = format!("第{}行错了位，“{shown}”{more}放不进哪一栏，没有取", first.row + 1);
    Some(Doubt { field: Doubt::ROW, why, cells, blank: false })
}

/// The heading under which steps are told: that they are not taken says nothing against the rest of the item.
const STEPS: &str = "责任事项";
/// So much of such a text is shown.
const SPARE_SHOWN: usize = 20;
