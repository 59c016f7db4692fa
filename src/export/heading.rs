//! Headings that several formats share.

use indexmap::IndexSet;

use crate::model::Item;
use crate::text::numeral;

/// Levels of names are counted in Chinese figures up to here.
const COUNTED: usize = 9;

/// 一级事项, 二级事项 ... for a depth that counts from 0.
pub(super) fn names_heading(depth: usize) -> String {
    match numeral(depth + 1).filter(|_| depth < COUNTED) {
        Some(numeral) => format!("{numeral}级事项"),
        None => format!("第{}级事项", depth + 1),
    }
}

/// How many columns the names of these items need; the official form has two at least.
pub(super) fn depth<'a>(items: impl IntoIterator<Item = &'a Item>) -> usize {
    items.into_iter().map(|item| item.names().len()).max().unwrap_or(0).max(2)
}

/// The headings of the further columns, in the order in which they first appear.
pub(super) fn other_headings<'a>(items: impl IntoIterator<Item = &'a Item>) -> Vec<&'a str> {
    let all = items.into_iter().flat_map(|item| item.fields.other.keys().map(String::as_str));
    all.collect::<IndexSet<&str>>().into_iter().collect()
}

/// 待核: the headings of the fields whose text was not seen in a source; 全部 when it is every field.
pub(super) fn unverified(item: &Item) -> String {
    if item.unverified == crate::model::FieldSet::all() {
        return ALL_FIELDS.to_owned();
    }
    item.unverified.iter().map(|field| field.heading()).collect::<Vec<_>>().join("、")
}

/// The word for every field in a column 待核.
pub(super) const ALL_FIELDS: &str = "全部";
