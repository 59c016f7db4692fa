//! Fields that say nothing, and columns in which no row says anything.

use std::collections::BTreeMap;

use crate::model::writing::is_error_value;
use crate::model::{Domain, Field, FieldSet, Item, Layer};
use crate::source::{FileId, FilePlace, Location};

/// Fewer rows than this are no column.
const ROWS: usize = 2;

/// A sheet of a workbook, or a file of text: the rows of one table may belong to many domains.
pub(crate) type TablePlace = (FileId, Option<u16>);

/// The sheet or file that a place is in.
pub(crate) fn table_of(location: Location) -> TablePlace {
    let sheet = match location.place {
        FilePlace::Cell { sheet, .. } => Some(sheet),
        _ => None,
    };
    (location.file, sheet)
}

/// The columns that each sheet of the body's own tables has, over all its domains. A row of YAML names its
/// fields itself, so that its table has no columns.
pub(super) fn columns(layer: Option<&Layer>) -> BTreeMap<TablePlace, FieldSet> {
    let mut columns: BTreeMap<TablePlace, FieldSet> = BTreeMap::new();
    let sheets = layer.into_iter().flat_map(|layer| &layer.tables);
    for table in sheets.filter(|table| matches!(table.location.place, FilePlace::Cell { .. })) {
        let known = columns.entry(table_of(table.location)).or_insert(FieldSet::EMPTY);
        *known = known.iter().chain(table.columns.iter()).collect();
    }
    columns
}

/// The fields that every row of the body's own table leaves empty, and those for which the whole table, of
/// whatever domains, has no column and which a row here lacks.
pub(super) fn empty_columns(domain: &Domain, columns: &BTreeMap<TablePlace, FieldSet>) -> FieldSet {
    let rows = || listed(domain).filter_map(|item| item.listed);
    let is_column = rows().nth(ROWS - 1).is_some();
    let has = |row, field| columns.get(&table_of(row)).is_none_or(|own| own.contains(field));
    let is_empty = |field: &Field| {
        let lacking = |item| is_missing(item, *field);
        // A tick of which nobody can tell the level is told where it stands.
        let unread =
            *field == Field::Levels && listed(domain).any(|item| item.fields.levels.is_some());
        is_column && !unread && listed(domain).all(lacking)
            || !rows().any(|row| has(row, *field)) && listed(domain).any(lacking)
    };
    let fields = Field::ALL.into_iter().filter(|field| *field != Field::Names);
    fields.filter(is_empty).collect()
}

/// The rows that the layer last applied lists itself.
pub(crate) fn listed(domain: &Domain) -> impl Iterator<Item = &Item> {
    domain.items.iter().filter(|item| item.listed.is_some())
}

/// Whether an item has nothing in a field, and has to have something.
pub(crate) fn is_missing(item: &Item, field: Field) -> bool {
    let written_empty =
        || says_nothing(item, field) || item.blank.iter().any(|(blank, _)| *blank == field);
    let unwritten = || item.fields.lacks(field) && !item.unverified.contains(field);
    item.needs(field) && (written_empty() || unwritten())
}

/// Whether a text only says that it says nothing, or is the error of a formula.
pub(crate) fn is_nothing(text: &str) -> bool {
    const NOTHING: [&str; 8] = ["无", "/", "／", "—", "——", "-", "暂无", "略"];
    let text = text.trim().trim_matches(['（', '）', '(', ')']);
    NOTHING.contains(&text) || is_error_value(text)
}

/// Whether a field only says that it says nothing: 无, /, 待定.
fn says_nothing(item: &Item, field: Field) -> bool {
    let bare = is_nothing;
    let fields = &item.fields;
    match field {
        Field::Elements => {
            let list = fields.elements.as_ref().map_or(&[][..], |elements| &elements.value.list);
            !list.is_empty() && list.iter().all(|text| bare(text))
        }
        Field::Basis => {
            let list = fields.basis.as_ref().map_or(&[][..], |basis| &basis.value.entries);
            !list.is_empty() && list.iter().all(|entry| bare(&entry.text))
        }
        Field::Limit => fields.limit.as_ref().is_some_and(|limit| bare(&limit.value.text)),
        Field::Bodies => {
            let list = fields.bodies.as_ref().map_or(&[][..], |bodies| &bodies.value.list);
            !list.is_empty() && list.iter().all(|body| bare(&body.text))
        }
        Field::Names | Field::Channels | Field::Audience | Field::Mode | Field::Levels => false,
    }
}
