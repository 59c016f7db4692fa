//! Fields that say nothing, and columns in which no row says anything.

use crate::model::{Domain, Field, FieldSet, Item};

/// Fewer rows than this are no column.
const ROWS: usize = 2;

/// The fields that every row of the body's own table leaves empty.
pub(super) fn empty_columns(domain: &Domain) -> FieldSet {
    let fields = Field::ALL.into_iter().filter(|field| *field != Field::Names);
    if listed(domain).nth(ROWS - 1).is_none() {
        return FieldSet::EMPTY;
    }
    fields.filter(|field| listed(domain).all(|item| is_missing(item, *field))).collect()
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

/// Whether a field only says that it says nothing: 无, /, 待定.
fn says_nothing(item: &Item, field: Field) -> bool {
    const NOTHING: [&str; 8] = ["无", "/", "／", "—", "——", "-", "暂无", "略"];
    let bare = |text: &str| {
        let text = text.trim().trim_matches(['（', '）', '(', ')']);
        NOTHING.contains(&text)
    };
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
